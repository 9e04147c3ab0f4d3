//! What happens in the reader without the state: labels find their place, the strip shows what is in view, a
//! statement under the pointer or the focus underlines its source and cue, arrow keys go from label to label.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget, HtmlElement, KeyboardEvent, ResizeObserver};
use yew::prelude::*;

use super::gutter::settle;
use super::model::ArticleModel;
use super::shared::Shared;
use super::{browser, strings};

/// More labels than this are settled only where they are in view.
const MANY: usize = 400;
/// Milliseconds after a change of size.
const REST: u32 = 80;

/// Keeps labels and strip in step with the layout.
#[hook]
pub fn use_layout(reader: &NodeRef, models: &Shared<Vec<Shared<ArticleModel>>>, current: usize) {
    let node = reader.clone();
    use_effect_with((models.clone(), current), move |_| {
        if let Some(reader) = node.cast::<Element>() {
            lay_out(&reader);
        }
    });
    let node = reader.clone();
    use_effect_with((), move |()| {
        let reader = node.cast::<Element>();
        let again = reader.clone();
        // Once the size has come to rest: a long article grows in many steps.
        let rest = RefCell::new(None);
        let observed = Closure::<dyn FnMut()>::new(move || {
            let again = again.clone();
            // The timer before it is dropped, and with it its turn.
            *rest.borrow_mut() = Some(Timeout::new(REST, move || {
                if let Some(reader) = &again {
                    lay_out(reader);
                }
            }));
        });
        let observer = ResizeObserver::new(observed.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(reader)) = (&observer, &reader) {
            observer.observe(reader);
        }
        let scrolled = reader.clone();
        let scroll = EventListener::new(&window(), "scroll", move |_| {
            if let Some(reader) = &scrolled {
                show_window(reader);
            }
        });
        // Paragraphs that were skipped are laid out when they come into view.
        let shown = reader.map(|reader| {
            EventListener::new(&reader, "contentvisibilityautostatechange", |event| {
                if let Some(chunk) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) {
                    hang(&browser::all(&chunk, "button.who"));
                }
            })
        });
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop((observed, scroll, shown));
        }
    });
}

fn lay_out(reader: &Element) {
    for article in browser::all(reader, "article") {
        if article.offset_height() == 0 {
            continue;
        }
        let labels = browser::all(&article, "button.who");
        if let Some(first) = labels.first() {
            if !labels.iter().any(|l| l.tab_index() == 0) {
                first.set_tab_index(0);
            }
        }
        if labels.len() <= MANY {
            hang(&labels);
        }
    }
    show_window(reader);
}

/// Hangs the labels: first all are put back and measured, then all are moved.
fn hang(labels: &[HtmlElement]) {
    for label in labels {
        let _ = label.style().remove_property("margin-top");
    }
    let places: Vec<(f64, f64)> =
        labels.iter().map(|l| l.get_bounding_client_rect()).map(|r| (r.top(), r.height())).collect();
    for (label, push) in labels.iter().zip(settle(&places)) {
        if push > 0.5 {
            let _ = label
                .style()
                .set_property("margin-top", &format!("calc(var(--hang) + {}px)", strings::tenths(push)));
        }
    }
}

/// Outlines in each strip what is in view.
fn show_window(reader: &Element) {
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    for article in browser::all(reader, "article") {
        let body = article.query_selector(".body").ok().flatten();
        let outline = article.query_selector(".win").ok().flatten();
        let (Some(body), Some(outline)) = (body, outline) else { continue };
        let bounds = body.get_bounding_client_rect();
        if bounds.height() <= 0.0 {
            continue;
        }
        let share = |y: f64| ((y - bounds.top()) / bounds.height()).clamp(0.0, 1.0) * 100.0;
        let (top, bottom) = (share(120.0), share(height));
        let _ = outline.set_attribute("y", &strings::tenths(top));
        let _ = outline.set_attribute("height", &strings::tenths((bottom - top).max(1.0)));
    }
}

/// Links a statement under the pointer or the focus with its source and cue.
pub fn link(target: Option<EventTarget>) {
    let element = target.and_then(|t| t.dyn_into::<Element>().ok());
    let statement = element.and_then(|e| e.closest(".stmt").ok().flatten());
    let index = statement.as_ref().and_then(|s| s.get_attribute("data-i"));
    let article = statement.as_ref().and_then(|s| s.closest("article").ok().flatten());
    let Some(root) = document().document_element() else { return };
    for old in browser::all(&root, ".of.linked, .stmt.linked") {
        let inside = article.as_ref().is_some_and(|a| a.contains(Some(&old)));
        let same = old.get_attribute("data-of").or_else(|| old.get_attribute("data-i")) == index;
        if !(inside && same) {
            let _ = old.class_list().remove_1("linked");
        }
    }
    let (Some(article), Some(index)) = (article, index) else { return };
    for part in browser::all(&article, &format!("[data-of=\"{index}\"], .stmt[data-i=\"{index}\"]")) {
        let _ = part.class_list().add_1("linked");
    }
}

/// Arrow keys, Home and End among the labels of an article, which are one stop for the Tab key.
pub fn rove(event: &KeyboardEvent) {
    let Some(here) = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    if !here.class_list().contains("who") {
        return;
    }
    let Some(article) = here.closest("article").ok().flatten() else { return };
    let labels = browser::all(&article, "button.who");
    let Some(at) = labels.iter().position(|l| *l == here) else { return };
    if let Some(to) = step(&event.key(), at, labels.len()) {
        event.prevent_default();
        here.set_tab_index(-1);
        labels[to].set_tab_index(0);
        let _ = labels[to].focus();
    }
}

/// Where a key leads in a row of `many` things.
pub fn step(key: &str, at: usize, many: usize) -> Option<usize> {
    match key {
        "ArrowDown" | "ArrowRight" => Some((at + 1).min(many.checked_sub(1)?)),
        "ArrowUp" | "ArrowLeft" => Some(at.saturating_sub(1)),
        "Home" => Some(0),
        "End" => many.checked_sub(1),
        _ => None,
    }
}
