//! The keyboard. Single letters are commands only outside fields and dialogs, and can be switched off.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::effects::use_beginning;
use super::state::{Action, Dialog, State};
use super::{browser, selected};
use crate::session::Page;

/// How long `g` waits for its second letter, in milliseconds.
const PAUSE: f64 = 1_500.0;

/// What the keys have to know, as of the last drawing.
#[derive(Default)]
struct Known {
    numbers: Vec<String>,
    off: bool,
    busy: bool,
    alert: bool,
    /// When `g` was pressed.
    g: f64,
}

/// Listens to the keyboard.
#[hook]
pub fn use_keys(state: &UseReducerHandle<State>, act: &Callback<Action>) {
    let known = use_mut_ref(Known::default);
    {
        let mut known = known.borrow_mut();
        known.numbers.clone_from(&state.work.view.numbers);
        known.off = state.keys_off || state.is_empty();
        known.busy = state.dialog.is_some();
        known.alert = state.alert.is_some();
    }
    let act = act.clone();
    use_beginning(move || {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if let Some(action) = pressed(event, &mut known.borrow_mut()) {
                event.prevent_default();
                act.emit(action);
            }
        })
    });
}

/// The action of a key; a key that only moves the focus has none.
fn pressed(event: &KeyboardEvent, known: &mut Known) -> Option<Action> {
    if known.busy || browser::in_field(event.target()) || event.alt_key() {
        return None;
    }
    let key = event.key();
    if event.ctrl_key() || event.meta_key() {
        return match (key.to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Some(Action::Undo),
            ("z", true) | ("y", _) => Some(Action::Redo),
            _ => None,
        };
    }
    if key == "Escape" {
        if !known.alert && browser::jumped() {
            browser::back();
        }
        return known.alert.then_some(Action::Dismiss);
    }
    if key == " " && to_row(event) {
        event.prevent_default();
        return None;
    }
    if known.off {
        return None;
    }
    let after_g = browser::now() - std::mem::take(&mut known.g) < PAUSE;
    let digit = event.code().strip_prefix("Digit").and_then(|d| d.parse::<usize>().ok());
    if let Some(label) = digit.and_then(|d| known.numbers.get(d.checked_sub(1)?)).filter(|l| !l.is_empty()) {
        let label = label.clone();
        return Some(if event.shift_key() { Action::SoloTopic(label) } else { Action::ToggleTopic(label) });
    }
    match key.as_str() {
        "r" if after_g => return Some(Action::Show(Page::Read)),
        "c" if after_g => return Some(Action::Show(Page::Compare)),
        "q" if after_g => return Some(Action::Show(Page::Quoted)),
        "g" => known.g = browser::now(),
        "j" => to_mark(1, false),
        "k" => to_mark(-1, false),
        "n" => to_mark(1, true),
        "N" => to_mark(-1, true),
        "?" => return Some(Action::OpenDialog(Dialog::Keys)),
        "/" => {
            event.prevent_default();
            if let Some(field) = browser::find("#search") {
                let _ = field.focus();
            }
        }
        "a" => return selected::statement_anywhere().map(Action::OpenDialog),
        "s" => return Some(Action::OpenDialog(Dialog::Share)),
        "Backspace" => browser::back(),
        "Enter" => return row_of(event),
        _ => {}
    }
    None
}

/// From a mark that has the focus, or the first one of a paragraph, to its row in the table; from a row to its
/// first passage.
fn row_of(event: &KeyboardEvent) -> Option<Action> {
    let here: Element = event.target()?.dyn_into().ok()?;
    if here.has_attribute("data-row") {
        browser::all(&here, "td a[href]").first()?.click();
        return None;
    }
    let mark = if here.class_list().contains("para") {
        here.query_selector("mark[data-topic]").ok()??
    } else {
        here
    };
    Some(Action::GoToRow(mark.get_attribute("data-topic")?))
}

/// Space in a row opens or closes it; on a button the browser presses that.
fn to_row(event: &KeyboardEvent) -> bool {
    let Some(here) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    let row = here.closest(".compare tr").ok().flatten().filter(|_| here.tag_name() != "BUTTON");
    let Some(button) = row.and_then(|r| r.query_selector("button[aria-expanded].disc").ok().flatten()) else {
        return false;
    };
    button.dyn_into::<HtmlElement>().is_ok_and(|b| {
        b.click();
        true
    })
}

/// Moves the focus to the next or previous mark that is shown; `same`: of the same topic.
fn to_mark(by: isize, same: bool) {
    let Some(reader) = browser::find(".reader") else { return };
    let off: Vec<String> = browser::find("#read-panel")
        .map(|p| {
            p.class_name().split(' ').filter_map(|c| c.strip_prefix("off-").map(str::to_owned)).collect()
        })
        .unwrap_or_default();
    let here = document().active_element().filter(|e| e.has_attribute("data-n"));
    let topic = here.as_ref().and_then(|e| e.get_attribute("data-topic"));
    let marks: Vec<HtmlElement> = browser::all(&reader, "article.first mark[data-n]")
        .into_iter()
        .filter(|m| !m.get_attribute("data-n").is_some_and(|n| off.contains(&n)))
        .filter(|m| !same || topic.is_none() || m.get_attribute("data-topic") == topic)
        .collect();
    if marks.is_empty() {
        return;
    }
    let at = here.and_then(|h| marks.iter().position(|m| **m == h));
    let to = match at {
        Some(at) => (at as isize + by).rem_euclid(marks.len() as isize) as usize,
        // From where the reader looks: the first mark below the head of the page.
        None => marks.iter().position(|m| m.get_bounding_client_rect().top() > 130.0).unwrap_or(0),
    };
    let mark = &marks[to];
    mark.set_tab_index(-1);
    browser::reveal_if_hidden(mark);
    browser::focus(mark);
}
