//! Saved pages and rich pastes: what the page says about itself, and its main text, found in the manner of
//! Mozilla's Readability (scores for paragraphs, handed up to their ancestors, less link density).

mod blocks;
mod metadata;
mod render;

use super::{Draft, Tree};

/// A body that the page itself declares is believed when the text found has less than this part of its words.
const TOO_LITTLE: f32 = 0.5;

/// The article of a whole page.
pub fn draft(tree: &Tree) -> Draft {
    let about = metadata::read(tree);
    let found = blocks::find(tree);
    let mut texts: Vec<String> =
        found.iter().map(|block| render::text(tree, block)).filter(|t| !t.is_empty()).collect();
    texts.dedup();
    let mut text = if texts.is_empty() { String::new() } else { texts.remove(0) };
    if let Some(declared) = about.body.as_deref() {
        let (here, there) = (words(&text) as f32, words(declared) as f32);
        if there >= 60.0 && (here < there * TOO_LITTLE || here > there * 2.5) {
            let other = std::mem::replace(&mut text, render::plain(declared));
            if !other.is_empty() {
                texts.insert(0, other);
            }
        }
    }
    if let Some(title) = &about.title {
        text = without_leading_title(text, title);
    }
    texts.retain(|t| *t != text && words(t) >= 20);
    texts.truncate(6);
    Draft {
        label: about.outlet.unwrap_or_default(),
        title: about.title,
        date: about.date,
        url: about.url,
        text,
        others: texts,
    }
}

/// The text of a fragment that is known to be (part of) an article: everything but furniture.
pub fn fragment(tree: &Tree) -> Draft {
    let whole = tree.named("article").next().is_some()
        || tree.named("nav").next().is_some()
        || tree.named("title").next().is_some();
    if whole {
        let page = draft(tree);
        if words(&page.text) >= 40 {
            return page;
        }
    }
    let about = metadata::read(tree);
    let mut draft = Draft {
        label: about.outlet.unwrap_or_default(),
        date: about.date,
        url: about.url,
        ..Draft::default()
    };
    draft.text = render::text(tree, &blocks::everything(tree));
    if let Some(heading) = tree.named("h1").next() {
        let title = render::line(tree, heading);
        draft.text = without_leading_title(draft.text, &title);
        draft.title = Some(title).filter(|t| !t.is_empty());
    }
    draft
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The headline stands in the title; a first line that only repeats it goes.
fn without_leading_title(text: String, title: &str) -> String {
    let same = |a: &str, b: &str| {
        let letters = |s: &str| {
            s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        letters(a) == letters(b)
    };
    match text.split_once('\n') {
        Some((first, rest)) if same(first, title) => rest.trim_start().to_owned(),
        _ => text,
    }
}
