//! Files that the reader takes along: made in the page, handed to the browser's own download.

use gloo::utils::document;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::state::{Found, Work};
use crate::analysis::Analysis;
use crate::comparison::CompareBy;
use crate::export::{Report, csv, json, markdown, web_page};
use crate::session::file;

/// What can be taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Markdown,
    Json,
    WebPage,
    Session,
}

/// Makes a file and downloads it; false where the browser does not let it.
pub fn download(kind: Kind, work: &Work, found: &Found) -> bool {
    let (ending, media_type) = match kind {
        Kind::Csv => ("csv", "text/csv"),
        Kind::Markdown => ("md", "text/markdown"),
        Kind::Json => ("json", "application/json"),
        Kind::WebPage => ("html", "text/html"),
        Kind::Session => ("crossread.json", "application/json"),
    };
    save(&format!("{}.{ending}", file_name(work)), media_type, &contents(kind, work, found)).is_ok()
}

fn contents(kind: Kind, work: &Work, found: &Found) -> String {
    let session = work.session();
    let analyses: Vec<Analysis> = found.analyses.iter().map(|a| (**a).clone()).collect();
    let report = Report::new(&session, &analyses, found.comparison(work.view.by));
    match kind {
        Kind::Csv => csv::table(&report),
        Kind::Markdown => markdown::document(&report),
        Kind::Json => json::document(&report),
        Kind::WebPage => web_page::page(&report),
        Kind::Session => file::write(&session),
    }
}

/// "aldmouth-bridge-closure": the title or the first article's label, in characters that every system takes.
fn file_name(work: &Work) -> String {
    let first = work.articles.first().map_or("", |a| a.label.as_str());
    let name = if work.title.trim().is_empty() { first } else { &work.title };
    let by = if work.view.by == CompareBy::Speakers { "-by-speakers" } else { "" };
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(8)
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { format!("crossread{by}") } else { format!("{}{by}", words.join("-")) }
}

fn save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{media_type};charset=utf-8"));
    let blob = Blob::new_with_u8_array_sequence_and_options(
        &Array::of1(&Uint8Array::from(text.as_bytes())),
        &options,
    )?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlElement = document().create_element("a")?.dyn_into()?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    // The browser has taken the file by the next turn.
    gloo::timers::callback::Timeout::new(10_000, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}
