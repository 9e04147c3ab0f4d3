//! What happens in the reader without the state: labels find their place, the strip shows what is in view, a
//! statement under the pointer or the focus underlines its source and cue, arrow keys go from label to label.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, EventTarget, HtmlElement, IntersectionObserver, IntersectionObserverInit, KeyboardEvent,
    ResizeObserver,
};
use yew::prelude::*;

use super::gutter::settle;
use super::model::ArticleModel;
use super::shared::Shared;
use super::slices::{self, Rank};
use super::{browser, strings};

/// More labels than this are settled only where they are in view.
const MANY: usize = 400;
/// How far from the view is near.
const NEAR: &str = "800px 0px";
/// Milliseconds after a change of size.
const REST: u32 = 80;

/// Keeps labels and strip in step with the layout.
#[hook]
pub fn use_layout(reader: &NodeRef, models: &Shared<Vec<Shared<ArticleModel>>>, current: usize) {
    let node = reader.clone();
    use_effect_with((models.clone(), current), move |_| {
        // Behind what draws them.
        slices::soon(Rank::Far, move || {
            if let Some(reader) = node.cast::<Element>() {
                lay_out(&reader);
            }
            false
        });
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
                let skipped = Reflect::get(event, &"skipped".into()).is_ok_and(|s| s.is_truthy());
                let chunk = event.target().and_then(|t| t.dyn_into::<Element>().ok());
                if let Some(chunk) = chunk.filter(|_| !skipped) {
                    hang_soon(&chunk);
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

/// Calls back with what comes near the view.
pub fn near(came: &Function) -> Option<IntersectionObserver> {
    let options = IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    IntersectionObserver::new_with_options(came, &options).ok()
}

/// The element of an entry of such an observer, if it has come near.
pub fn is_near(entry: &JsValue) -> Option<Element> {
    let get = |name: &str| Reflect::get(entry, &name.into()).ok();
    get("isIntersecting")?.is_truthy().then(|| get("target")?.dyn_into().ok()).flatten()
}

thread_local! {
    /// Elements whose labels are to be hung, all in one go: each measuring makes the browser lay out.
    static TO_HANG: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// Hangs the labels in an element, a little later.
pub fn hang_soon(element: &Element) {
    let first = TO_HANG.with_borrow_mut(|all| {
        if all.last() == Some(element) {
            return false;
        }
        all.push(element.clone());
        all.len() == 1
    });
    if first {
        Timeout::new(REST, || {
            let all = TO_HANG.take();
            let mut articles: Vec<(Element, Vec<&Element>)> = Vec::new();
            for element in &all {
                let Some(article) = element.closest("article").ok().flatten() else { continue };
                match articles.iter_mut().find(|(known, _)| *known == article) {
                    Some((_, elements)) => elements.push(element),
                    None => articles.push((article, vec![element])),
                }
            }
            let labels = |(_, elements): &(_, Vec<&Element>)| near_labels(elements.iter().copied());
            hang(&articles.iter().map(labels).collect::<Vec<_>>());
            articles.iter().for_each(|(article, _)| one_stop(article));
        })
        .forget();
    }
}

/// Hangs the labels of what is open, and outlines what is in view. What is read is read for all articles before anything is
/// written: a look at the layout after a change makes the browser lay out anew.
fn lay_out(reader: &Element) {
    let open: Vec<HtmlElement> =
        browser::all(reader, "article").into_iter().filter(|article| article.offset_height() != 0).collect();
    let labels = |article: &HtmlElement| {
        near_labels(browser::all(article, ".arthead, .chunk").iter().map(AsRef::as_ref))
    };
    hang(&open.iter().map(labels).collect::<Vec<_>>());
    open.iter().for_each(|article| one_stop(article));
    let reader = reader.clone();
    slices::once(Rank::Last, move || show_window(&reader));
}

/// The labels of an article are one stop for the Tab key.
fn one_stop(article: &Element) {
    if article.query_selector("button.who[tabindex=\"0\"]").is_ok_and(|stop| stop.is_none()) {
        if let Some(first) = article.query_selector("button.who").ok().flatten() {
            let _ = first.set_attribute("tabindex", "0");
        }
    }
}

/// The labels in those of these elements that are laid out, which others are when they come near the view; none if they are
/// too many.
fn near_labels<'a>(elements: impl Iterator<Item = &'a Element>) -> Vec<HtmlElement> {
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let here = |e: &&Element| {
        let lazy = || e.class_list().contains("lazy");
        let bounds = || e.get_bounding_client_rect();
        !lazy() || (bounds().bottom() > -height && bounds().top() < height * 2.0)
    };
    let mut labels: Vec<HtmlElement> =
        elements.filter(here).flat_map(|e| browser::all(e, "button.who")).collect();
    if labels.len() > MANY {
        labels.clear();
    }
    labels
}

/// Hangs the labels of some articles: first all are put back and measured, then all are moved.
fn hang(articles: &[Vec<HtmlElement>]) {
    for label in articles.iter().flatten().filter(|label| label.has_attribute("style")) {
        let _ = label.style().remove_property("margin-top");
    }
    let bounds = |label: &HtmlElement| {
        let bounds = label.get_bounding_client_rect();
        (bounds.top(), bounds.height())
    };
    let places: Vec<Vec<(f64, f64)>> =
        articles.iter().map(|labels| labels.iter().map(bounds).collect()).collect();
    for (label, push) in articles.iter().flatten().zip(places.iter().flat_map(|places| settle(places))) {
        if push > 0.5 {
            let margin = format!("calc(var(--hang) + {}px)", strings::tenths(push));
            let _ = label.style().set_property("margin-top", &margin);
        }
    }
}

/// Outlines in each strip what is in view.
fn show_window(reader: &Element) {
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let window_of = |article: HtmlElement| {
        let body = article.query_selector(".body").ok().flatten()?;
        let outline = article.query_selector(".win").ok().flatten()?;
        let bounds = body.get_bounding_client_rect();
        let share = |y: f64| ((y - bounds.top()) / bounds.height()).clamp(0.0, 1.0) * 100.0;
        (bounds.height() > 0.0).then(|| (outline, share(120.0), share(height)))
    };
    let windows: Vec<(Element, f64, f64)> =
        browser::all(reader, "article").into_iter().filter_map(window_of).collect();
    for (outline, top, bottom) in windows {
        let _ = outline.set_attribute("y", &strings::tenths(top));
        let _ = outline.set_attribute("height", &strings::tenths((bottom - top).max(1.0)));
    }
}

fn element(target: Option<EventTarget>) -> Option<Element> {
    target.and_then(|t| t.dyn_into::<Element>().ok())
}

fn add(class: &str, elements: Vec<HtmlElement>) {
    for element in elements {
        let _ = element.class_list().add_1(class);
    }
}

/// Takes away what the last link has marked.
fn unlink() {
    let Some(root) = document().document_element() else { return };
    for old in browser::all(&root, ".linked, .is-linked") {
        let _ = old.class_list().remove_2("linked", "is-linked");
    }
}

/// Links what is under the pointer or the focus in a text: a statement with its source and cue, and statement or
/// mark with its cell in the table.
pub fn link(target: Option<EventTarget>) {
    let Some(target) = element(target) else { return };
    let statement = target.closest(".stmt").ok().flatten().and_then(|s| s.get_attribute("data-i"));
    let number = target.closest("mark[data-n]").ok().flatten().and_then(|m| m.get_attribute("data-n"));
    let (Some(article), Some(table)) =
        (target.closest("article").ok().flatten(), browser::find(".compare table"))
    else {
        return;
    };
    unlink();
    if let Some(i) = &statement {
        add("linked", browser::all(&article, &format!("[data-of=\"{i}\"], .stmt[data-i=\"{i}\"]")));
        cells(&table, &format!("a[href^=\"#{}-\"][data-i=\"{i}\"]", article.id()));
    }
    if let (Some(n), Ok(Some(paragraph))) = (number, target.closest(".para")) {
        cells(&table, &format!("[data-n=\"{n}\"] a[href=\"#{}\"]", paragraph.id()));
    }
}

fn cells(table: &Element, links: &str) {
    let cells = browser::all(table, links)
        .into_iter()
        .filter_map(|a| a.closest("td").ok().flatten()?.dyn_into().ok());
    add("is-linked", cells.collect());
}

/// Links a cell under the pointer or the focus with its passages: their statements, and the marks of its topic there.
pub fn link_cell(target: Option<EventTarget>) {
    let Some(target) = element(target) else { return };
    unlink();
    let Ok(Some(cell)) = target.closest("td") else { return };
    let number = cell.closest("[data-n]").ok().flatten().and_then(|row| row.get_attribute("data-n"));
    for passage in browser::all(&cell, "a[href]") {
        let Some(paragraph) = passage.get_attribute("href").and_then(|href| browser::find(&href)) else {
            continue;
        };
        if let Some(i) = passage.get_attribute("data-i") {
            add("linked", browser::all(&paragraph, &format!(".stmt[data-i=\"{i}\"]")));
        }
        if let Some(n) = &number {
            add("is-linked", browser::all(&paragraph, &format!("mark[data-n=\"{n}\"]")));
        }
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
