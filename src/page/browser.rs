//! The browser's own services: measures, clipboard, history, focus. No state of the page is here.

use std::cell::Cell;

use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::strings;
use crate::article::Date;
use crate::session::Page;
use crate::session::link;

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// Today's date, in words.
pub fn today() -> String {
    let today = js_sys::Date::new_0();
    let date = Date::new(today.get_full_year() as i16, today.get_month() as u8 + 1, today.get_date() as u8);
    date.map(strings::date).unwrap_or_default()
}

/// Marks a moment for the browser's performance tools.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        let _ = performance.mark(name);
    }
}

/// Records how long something took, up to now.
pub fn measure(name: &str, start: f64) {
    let Some(performance) = window().performance() else { return };
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"start".into(), &JsValue::from_f64(start));
    let _ = js_sys::Reflect::set(&options, &"end".into(), &JsValue::from_f64(performance.now()));
    // The options are not in web-sys yet.
    let measure = js_sys::Reflect::get(&performance, &"measure".into()).ok();
    if let Some(measure) = measure.and_then(|m| m.dyn_into::<js_sys::Function>().ok()) {
        let _ = measure.call2(&performance, &name.into(), &options);
    }
}

/// Writes to the clipboard what is still being made: the browser must hear of it while the press that asked for it is
/// fresh. Fails where the browser does not let it, and when nothing was made.
pub async fn copy(text: impl Future<Output = Option<String>> + 'static) -> Result<(), JsValue> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())?;
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    let text = async { text.await.map(JsValue::from).ok_or(JsValue::NULL) };
    let item = js_sys::Reflect::get(&js_sys::global(), &"ClipboardItem".into())?;
    let written = match item.dyn_into::<js_sys::Function>() {
        Ok(item) => {
            let kinds = js_sys::Object::new();
            let promise = wasm_bindgen_futures::future_to_promise(text);
            js_sys::Reflect::set(&kinds, &"text/plain".into(), &promise)?;
            let item = js_sys::Reflect::construct(&item, &js_sys::Array::of1(&kinds))?;
            let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
            write.call1(&clipboard, &js_sys::Array::of1(&item))?.dyn_into()?
        }
        // Browsers that know no such items take the text a moment later.
        Err(_) => {
            let text = text.await?.as_string().unwrap_or_default();
            window().navigator().clipboard().write_text(&text)
        }
    };
    wasm_bindgen_futures::JsFuture::from(written).await.map(|_| ())
}

fn page_code(page: Page) -> u8 {
    match page {
        Page::Read => 0,
        Page::Compare => 1,
        Page::Quoted => 2,
    }
}

/// A part of what the open entry of the history says: view, article, scroll, how many entries of this page lie
/// before it, and whether a jump led here.
fn entry(part: usize) -> u32 {
    let state = window().history().ok().and_then(|h| h.state().ok()).and_then(|s| s.as_string());
    state.and_then(|s| s.split(' ').nth(part)?.parse().ok()).unwrap_or(0)
}

/// Whether the open view was reached by a jump.
pub fn jumped() -> bool {
    entry(4) > 0
}

/// Back to the view before, or to where a jump began; never off the page.
pub fn back() {
    if entry(3) > 0 {
        let _ = window().history().and_then(|h| h.back());
    }
}

/// Puts the open view into the browser's history, as a new entry or in place of the one that is there.
pub fn visit(page: Page, article: u32, replace: bool, jumped: bool) {
    let Ok(history) = window().history() else { return };
    let depth = entry(3) + u32::from(!replace);
    let jumped = u8::from(jumped);
    let entry = format!("{} {article} {} {depth} {jumped}", page_code(page), scroll() as u32);
    let entry = JsValue::from_str(&entry);
    let _ = if replace {
        history.replace_state_with_url(&entry, "", None)
    } else {
        history.push_state_with_url(&entry, "", None)
    };
}

/// Writes how far the page is scrolled into the entry of the history that is about to be left.
pub fn note_scroll(scroll: f64) {
    let Ok(history) = window().history() else { return };
    if let Some((page, article, _)) = history.state().ok().as_ref().and_then(visited) {
        let entry = format!("{} {article} {} {} {}", page_code(page), scroll as u32, entry(3), entry(4));
        let entry = JsValue::from_str(&entry);
        let _ = history.replace_state_with_url(&entry, "", None);
    }
}

/// The view that an entry of the history stands for, and how far it was scrolled.
pub fn visited(entry: &JsValue) -> Option<(Page, u32, f64)> {
    let text = entry.as_string()?;
    let mut parts = text.split(' ');
    let page = match parts.next()? {
        "0" => Page::Read,
        "1" => Page::Compare,
        _ => Page::Quoted,
    };
    Some((page, parts.next()?.parse().ok()?, parts.next()?.parse::<u32>().ok()?.into()))
}

/// The page scrolls back by itself: the browser would do it before the view is drawn.
pub fn no_scroll_restoration() {
    if let Ok(history) = window().history() {
        let _ = js_sys::Reflect::set(&history, &"scrollRestoration".into(), &"manual".into());
    }
}

thread_local! {
    /// How far the page is scrolled, as it was last told: to ask, the browser would lay the page out.
    static SCROLLED: Cell<f64> = const { Cell::new(0.0) };
}

/// How far the page is scrolled, in pixels.
pub fn scroll() -> f64 {
    SCROLLED.get()
}

/// How far it is, which lays the page out.
fn scroll_now() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

/// Follows how far the page is scrolled, as long as the listener lives.
pub fn follow_scroll() -> EventListener {
    SCROLLED.set(scroll_now());
    EventListener::new(&window(), "scroll", |_| SCROLLED.set(scroll_now()))
}

/// Scrolls the page; at its top it stays there, for which the browser would lay it out.
pub fn scroll_to(y: f64) {
    if scroll() == 0.0 && y == 0.0 {
        return;
    }
    window().scroll_to_with_x_and_y(0.0, y);
}

/// How far the page is scrolled where another view begins: as it is, but not past where the legend has just reached the head.
pub fn top_of_view() -> f64 {
    if scroll() == 0.0 {
        return 0.0;
    }
    let top = find(".legend-at").map_or(0.0, |e| e.get_bounding_client_rect().top());
    let head = find(".mast").map_or(0.0, |e| e.get_bounding_client_rect().height());
    // Of the same layout: the page may have become shorter than it was scrolled.
    let here = scroll_now();
    here.min((top + here - head).max(0.0))
}

/// Brings an element to the middle of the window.
pub fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The same, only if it is not in view, below what sticks to the head of the page.
pub fn reveal_if_hidden(element: &Element) {
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let bounds = element.get_bounding_client_rect();
    if bounds.top() < 130.0 || bounds.bottom() > height - 60.0 {
        reveal(element);
    }
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// All elements that a selector finds under another.
pub fn all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = within.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
}

/// Gives the keyboard to an element, without moving the page.
pub fn focus(element: &HtmlElement) {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &JsValue::TRUE);
    let focus = js_sys::Reflect::get(element, &"focus".into()).ok().and_then(|f| f.dyn_into().ok());
    if let Some(focus) = focus {
        let focus: js_sys::Function = focus;
        let _ = focus.call1(element, &options);
    }
}

/// Whether what is typed goes into a field.
pub fn in_field(target: Option<web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    element
        .closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]")
        .ok()
        .flatten()
        .is_some()
}

/// The fragment of the page's own address, with its `#`.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// The link in the page's own address, if there is one.
pub fn linked() -> Option<String> {
    Some(hash()).filter(|hash| link::looks_like_link(hash))
}
