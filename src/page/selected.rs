//! What the reader has selected in an article's text.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::browser;
use super::state::Dialog;
use crate::article::ArticleId;

/// A paragraph by its number, and how many bytes of what it shows come before.
type End = (u32, u32);

/// What adds a statement from what is selected; with no words where nothing is, or in another article than the one
/// that is asked for.
pub fn statement(article: ArticleId) -> Dialog {
    match ends() {
        Some((id, ends)) if id == article => Dialog::Add { article, ends: Some(ends) },
        _ => Dialog::Add { article, ends: None },
    }
}

/// The same for the article that has the selection, or else the one that is open.
pub fn statement_anywhere() -> Option<Dialog> {
    let open = || browser::find("article.first")?.id().strip_prefix('a')?.parse().ok().map(ArticleId);
    Some(statement(ends().map(|(id, _)| id).or_else(open)?))
}

fn ends() -> Option<(ArticleId, [End; 2])> {
    let selection = window().get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let (article, from) = end(&range.start_container().ok()?, range.start_offset().ok()?)?;
    // A paragraph that is selected whole may end with something that is none.
    let to = end(&range.end_container().ok()?, range.end_offset().ok()?).filter(|(id, _)| *id == article);
    Some((article, [from, to.map_or((from.0, u32::MAX), |(_, to)| to)]))
}

fn end(node: &Node, offset: u32) -> Option<(ArticleId, End)> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let paragraph = element.closest(".para[id]").ok()??;
    let id = paragraph.id();
    let (article, number) = id.strip_prefix('a')?.split_once("-p")?;
    let before = document().create_range().ok()?;
    before.set_start(&paragraph, 0).ok()?;
    before.set_end(node, offset).ok()?;
    let part = before.clone_contents().ok()?;
    // The speakers and numerals between the words are not the article's.
    let others = part.query_selector_all("button, .pil").ok()?;
    for other in (0..others.length()).filter_map(|i| others.item(i)) {
        other.set_text_content(None);
    }
    let bytes = part.text_content().unwrap_or_default().len() as u32;
    Some((ArticleId(article.parse().ok()?), (number.parse().ok()?, bytes)))
}
