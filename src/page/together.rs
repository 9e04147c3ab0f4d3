//! Articles beside each other go together: while one is scrolled, the others move so that what they have on the
//! topic that is being read stands beside it. The one that has the pointer or the focus leads; it never moves.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::browser;

/// Where a reader's eye is taken to be, as a share of the window's height.
const EYE: f64 = 0.4;

/// A topic that an article speaks of more often than this is everywhere in it: nothing need be moved for it.
const MANY: usize = 40;

/// Moves the articles of this reader together.
#[hook]
pub fn use_together(reader: &NodeRef) {
    let node = reader.clone();
    use_effect_with((), move |()| {
        let Some(reader) = node.cast::<Element>() else { return Box::new(|| ()) as Box<dyn FnOnce()> };
        let leader = Rc::new(Cell::new(0u32));
        let lead = |name: &'static str| {
            let leader = leader.clone();
            EventListener::new(&reader, name, move |event| {
                let at = event.target().and_then(|t| t.dyn_into::<Element>().ok());
                if let Some(article) = at.and_then(|e| e.closest("article").ok().flatten()) {
                    leader.set(id_of(&article));
                }
            })
        };
        let listeners = [lead("pointerover"), lead("focusin")];
        let frame = RefCell::new(None::<AnimationFrame>);
        let scroll = EventListener::new(&window(), "scroll", move |_| {
            let (reader, leader) = (reader.clone(), leader.get());
            *frame.borrow_mut() = Some(request_animation_frame(move |_| align(&reader, leader)));
        });
        Box::new(move || drop((listeners, scroll)))
    });
}

fn id_of(article: &Element) -> u32 {
    article.id().get(1..).and_then(|id| id.parse().ok()).unwrap_or(0)
}

/// How far an article is moved, in pixels.
fn shift_of(article: &HtmlElement) -> f64 {
    article
        .style()
        .get_property_value("--shift")
        .ok()
        .and_then(|s| s.trim_end_matches("px").parse::<i32>().ok())
        .unwrap_or(0)
        .into()
}

/// The top of an element in its article, as if that were not moved.
fn top(element: &HtmlElement, article: &HtmlElement) -> f64 {
    element.get_bounding_client_rect().top() - article.get_bounding_client_rect().top()
}

fn align(reader: &Element, leader: u32) {
    let shown: Vec<HtmlElement> =
        browser::all(reader, "article").into_iter().filter(|a| a.offset_height() > 0).collect();
    if shown.len() < 2 {
        return;
    }
    let at = shown.iter().position(|a| id_of(a) == leader).unwrap_or(0);
    let first = &shown[at];
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let bounds = first.get_bounding_client_rect();
    let off: Vec<String> = reader.closest("[class*=off-]").ok().flatten().map_or(Vec::new(), |p| {
        p.class_name().split(' ').filter_map(|c| c.strip_prefix("off-").map(str::to_owned)).collect()
    });
    // At the head of the page all begin together.
    let begun = bounds.top() < height * 0.2;
    // Found by halving: paragraphs out of view are not laid out until they are asked for.
    let paragraphs = browser::all(first, ".para");
    let passed = paragraphs.partition_point(|p| top(p, first) + bounds.top() < height * EYE);
    let paragraph = passed.checked_sub(1).and_then(|at| paragraphs.get(at));
    for other in shown.iter().filter(|a| !a.is_same_node(Some(first))) {
        let to = match paragraph {
            _ if !begun => Some(0.0),
            Some(paragraph) => beside(paragraph, other, &off, top(paragraph, first) + shift_of(first)),
            None => None,
        };
        if let Some(to) = to.filter(|to| (to - shift_of(other)).abs() > 1.0) {
            let _ = other.style().set_property("--shift", &format!("{}px", to.round() as i32));
        }
    }
}

/// How far `other` has to be moved so that its paragraph on a topic of `paragraph`, which stands at `at`, is beside
/// it: of the topics that both have, the one that the other speaks of least.
fn beside(paragraph: &HtmlElement, other: &HtmlElement, off: &[String], at: f64) -> Option<f64> {
    let numbers =
        browser::all(paragraph, "mark[data-n]").into_iter().filter_map(|m| m.get_attribute("data-n"));
    let marks = numbers
        .filter(|n| !off.contains(n))
        .map(|n| browser::all(other, &format!(".body mark[data-n=\"{n}\"]")))
        .filter(|marks| (1..=MANY).contains(&marks.len()))
        .min_by_key(Vec::len)?;
    let shift = shift_of(other);
    marks
        .iter()
        .filter_map(|m| m.closest(".para").ok().flatten()?.dyn_into::<HtmlElement>().ok())
        .map(|there| at - top(&there, other))
        // The nearest to where it is: what stands beside already does not move.
        .min_by(|a, b| (a - shift).abs().total_cmp(&(b - shift).abs()))
}
