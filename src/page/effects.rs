//! What the app listens to and does besides drawing: the analysis, the browser's history, the
//! clipboard, landing on a passage, and measures.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, HtmlElement, PopStateEvent};
use yew::prelude::*;

use super::client::Client;
use super::shared::Shared;
use super::slices::{self, Rank};
use super::state::{Action, Found, Place, State};
use super::{browser, loading};
use crate::protocol::Request;
use crate::session::Page;

/// Measures, for each article that is added, the time to its highlights and to the table.
#[hook]
pub fn use_measures(
    state: &UseReducerHandle<State>,
    table: &Shared<Found>,
    act: Callback<Action>,
) -> Callback<Action> {
    // When they were added: those without highlights, those without a table.
    let begun = use_mut_ref(<[Vec<f64>; 2]>::default);
    {
        let begun = begun.clone();
        let marked = state.models.iter().all(|m| m.analysis.is_some());
        use_effect_with(state.models.clone(), move |_| {
            if marked {
                // Once what is in view has its marks.
                slices::soon(Rank::Drawn, move || {
                    begun.borrow_mut()[0].drain(..).for_each(|start| browser::measure("analyze", start));
                    false
                });
            }
        });
    }
    {
        let begun = begun.clone();
        use_effect_with(table.clone(), move |_| {
            begun.borrow_mut()[1].drain(..).for_each(|start| browser::measure("compare", start));
        });
    }
    use_callback((), move |action: Action, ()| {
        if let Action::Add(drafts) = &action {
            let many = drafts.iter().filter(|d| !d.text.trim().is_empty()).count();
            begun.borrow_mut().iter_mut().for_each(|b| b.extend(std::iter::repeat_n(browser::now(), many)));
        }
        act.emit(action);
    })
}

/// A value, a moment later: what is drawn from it is drawn in a task of its own, after what is in view; or, with
/// [`Rank::Last`], when all else is drawn.
#[hook]
pub fn use_later<T: Clone + PartialEq + 'static>(value: T, rank: Rank) -> T {
    let shown = use_state(|| value.clone());
    let (set, behind) = (shown.setter(), *shown != value);
    use_effect_with(value, move |value| {
        let mine = behind.then(|| {
            let mine = Rc::new(value.clone());
            let newest = Rc::downgrade(&mine);
            slices::soon(rank, move || {
                // One that is not the newest any more is gone.
                if let Some(value) = newest.upgrade() {
                    set.set((*value).clone());
                }
                false
            });
            mine
        });
        move || drop(mine)
    });
    (*shown).clone()
}

/// Does something when the page begins, in a task of its own once it is drawn, and keeps what that gives.
#[hook]
pub fn use_beginning<T: 'static>(begin: impl FnOnce() -> T + 'static) {
    let kept = use_mut_ref(|| None::<T>);
    use_effect_with((), move |()| slices::once(Rank::Drawn, move || *kept.borrow_mut() = Some(begin())));
}

/// Asks for an analysis whenever articles or corrections change. Returns what cancels it.
#[hook]
pub fn use_analysis(state: &UseReducerHandle<State>, act: &Callback<Action>) -> Callback<()> {
    let client = {
        let act = act.clone();
        use_memo((), move |()| {
            Client::start(move |response| Action::of(response).for_each(|action| act.emit(action)))
        })
    };
    {
        let (client, work, holds) = (client.clone(), state.work.clone(), state.found.id);
        use_effect_with(state.revision, move |revision| {
            if !work.articles.is_empty() {
                let session = work.session();
                client.ask(Request::Compare {
                    id: *revision,
                    holds,
                    articles: session.articles,
                    corrections: session.corrections,
                    by: session.view.by,
                });
            }
        });
    }
    let act = act.clone();
    use_callback((), move |(), ()| {
        client.cancel();
        act.emit(Action::Undo);
    })
}

/// The browser's Back and Forward step through the views and return from a passage. Each view keeps its
/// place. Returns the actions with their places noted.
#[hook]
pub fn use_history(state: &UseReducerHandle<State>, act: Callback<Action>) -> Callback<Action> {
    let view = (state.work.view.page, state.work.current() as u32);
    let jump =
        state.target.map(|(_, serial)| serial).max(state.target_row.as_ref().map(|(_, serial)| *serial));
    let shown = use_mut_ref(|| None::<((Page, u32), Option<u32>)>);
    // Where Back leads to, and where each view was left.
    let back = use_mut_ref(|| None::<f64>);
    let places = use_mut_ref(Vec::<((Page, u32), f64)>::new);
    {
        let (act, shown, back) = (act.clone(), shown.clone(), back.clone());
        use_beginning(move || {
            browser::no_scroll_restoration();
            let left = EventListener::new(&window(), "popstate", move |event| {
                let entry = event.dyn_ref::<PopStateEvent>().map(PopStateEvent::state);
                if let Some((page, article, scroll)) = entry.as_ref().and_then(browser::visited) {
                    let jump = shown.borrow().and_then(|(_, jump)| jump);
                    let same = shown.borrow().is_some_and(|(view, _)| view == (page, article));
                    *shown.borrow_mut() = Some(((page, article), jump));
                    act.emit(Action::Revisit { page, article });
                    if same {
                        browser::scroll_to(scroll);
                    } else {
                        *back.borrow_mut() = Some(scroll);
                    }
                }
            });
            (left, browser::follow_scroll())
        });
    }
    {
        let (shown, places) = (shown.clone(), places.clone());
        use_effect_with((view, jump, state.is_empty()), move |(view, jump, _)| {
            let before = shown.borrow_mut().replace((*view, *jump));
            if let Some(scroll) = back.borrow_mut().take() {
                browser::scroll_to(scroll);
            } else if before != Some((*view, *jump)) {
                let Some(left) = before else {
                    // There is nothing to leave yet.
                    let view = *view;
                    return slices::once(Rank::Drawn, move || browser::visit(view.0, view.1, true, false));
                };
                let jumped = left.1 != *jump;
                browser::visit(view.0, view.1, false, jumped);
                if !jumped && left.0 != *view {
                    let kept = places.borrow().iter().find(|(v, _)| v == view).map(|(_, y)| *y);
                    browser::scroll_to(kept.unwrap_or_else(browser::top_of_view));
                }
            }
        });
    }
    use_callback((), move |action: Action, ()| {
        if matches!(action, Action::Show(_) | Action::Read(_) | Action::GoTo(_) | Action::GoToRow(_)) {
            let scroll = browser::scroll();
            browser::note_scroll(scroll);
            if let Some((view, _)) = *shown.borrow() {
                let mut places = places.borrow_mut();
                places.retain(|(v, _)| *v != view);
                places.push((view, scroll));
            }
        }
        act.emit(action);
    })
}

/// Goes to the passage or row that was asked for, once it is drawn.
#[hook]
pub fn use_landing(state: &UseReducerHandle<State>) {
    let models = state.models.clone();
    use_effect_with(state.target, move |target| {
        let Some((place, _)) = *target else { return };
        if let Some(model) = models.iter().find(|m| m.id() == place.article) {
            land_at(place, model.paragraph_at(place.span.start).map_or(0, |p| p.number), PATIENCE);
        }
    });
    use_effect_with(state.target_row.clone(), |target| {
        let Some((label, _)) = target else { return };
        let Some(table) = browser::find(".compare table") else { return };
        let rows = browser::all(&table, "[data-row]");
        if let Some(row) = rows.iter().find(|r| r.get_attribute("data-row").as_deref() == Some(label)) {
            row.set_tab_index(-1);
            land(row);
        }
    });
}

/// How often a landing waits for its paragraph to be drawn, each time a little.
const PATIENCE: u32 = 60;

/// Lands on a paragraph; in a long article it may not be drawn yet.
fn land_at(place: Place, paragraph: u32, patience: u32) {
    let Some(element) = browser::find(&format!("#a{}-p{paragraph}", place.article.0)) else {
        if patience > 0 {
            Timeout::new(50, move || land_at(place, paragraph, patience - 1)).forget();
        }
        return;
    };
    land(&element);
    let statement = place
        .attribution
        .and_then(|i| browser::all(&element, &format!(".stmt[data-i=\"{i}\"]")).into_iter().next());
    if let Some(statement) = statement {
        let _ = statement.class_list().add_1("linked");
    }
}

/// Brings an element into view, gives it the keyboard, and shows where it is.
fn land(element: &HtmlElement) {
    browser::reveal(element);
    browser::focus(element);
    // Where one landed before is no longer shown.
    if let Some(last) = browser::find(".landed") {
        let _ = last.class_list().remove_1("landed");
    }
    // Reading a measure makes the browser notice that the class was gone.
    let _ = element.offset_width();
    let _ = element.class_list().add_1("landed");
}

/// What is pasted outside a field is an article; files may be dropped anywhere.
#[hook]
pub fn use_arrivals(act: &Callback<Action>) {
    let act = act.clone();
    use_beginning(move || {
        let options = EventListenerOptions::enable_prevent_default();
        let pasted = act.clone();
        let paste = EventListener::new(&document(), "paste", move |event| {
            // One that came while the page began is in the field already.
            let taken = event.default_prevented() || browser::in_field(event.target());
            if taken || browser::find("dialog[open]").is_some() {
                return;
            }
            if let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) {
                loading::transfer(&data, &pasted);
            }
        });
        let frame = |on: bool| {
            let body = gloo::utils::body();
            let _ = body.class_list().toggle_with_force("dragging", on);
        };
        let over = EventListener::new_with_options(&document(), "dragover", options, move |event| {
            let taken = |d: web_sys::DataTransfer| {
                ["Files", "text/html", "text/plain"].iter().any(|kind| d.types().includes(&(*kind).into(), 0))
            };
            let some = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).is_some_and(taken);
            if some && !browser::in_field(event.target()) {
                event.prevent_default();
                frame(true);
            }
        });
        let leave = EventListener::new(&document(), "dragleave", move |event| {
            if event.dyn_ref::<DragEvent>().is_some_and(|e| e.related_target().is_none()) {
                frame(false);
            }
        });
        let drop_ = EventListener::new_with_options(&document(), "drop", options, move |event| {
            frame(false);
            if browser::in_field(event.target()) {
                return;
            }
            if let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) {
                event.prevent_default();
                loading::transfer(&data, &act);
            }
        });
        (paste, over, leave, drop_)
    });
}

/// The keyboard is never without a place: the main part has it when the start screen gives way to the articles, and
/// when what had it is gone, with the dialog that removed it.
#[hook]
pub fn use_first_focus(state: &UseReducerHandle<State>) {
    use_effect_with(state.dialog.is_some(), |open| {
        if *open {
            return;
        }
        // The browser lays the page out before it gives the focus.
        slices::once(Rank::Heard, || {
            let lost = gloo::utils::document().active_element().is_none_or(|e| e.tag_name() == "BODY");
            if let Some(main) = browser::find("#main").filter(|_| lost) {
                browser::focus(&main);
            }
        });
    });
    let seen = use_mut_ref(|| None::<bool>);
    use_effect_with(state.is_empty(), move |empty| {
        let before = seen.borrow_mut().replace(*empty);
        if before.is_some_and(|b| b != *empty) {
            if let Some(main) = browser::find("#main") {
                browser::focus(&main);
            }
        }
    });
}
