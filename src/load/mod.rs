//! From what the reader brings to articles: plain text and Markdown, saved pages, JSON of three news
//! services, feeds, Word documents. Reading a file never fails on its content; it fails when the kind of file is
//! unknown, when it is too large, or when nothing readable is in it, and each error says what to do next.
//!
//! Markup is parsed by whoever calls ([`Markup`]): the browser's own parser in the page, the
//! package `crossread-markup` on the host. Everything behind it is the same code in both places.

mod docx;
mod encoding;
mod feed;
mod guess;
pub mod html;
mod json;
mod plain;
mod tree;

pub use encoding::decode;
pub use guess::{Guess, guess};
pub use tree::{NodeId, Tree, TreeBuilder};

use serde::{Deserialize, Serialize};

use crate::article::Date;
use crate::untrusted::{plain_name, web_address};

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 16 << 20;
/// The longest text that is kept of one article, in bytes.
pub const MAX_TEXT: usize = 4 << 20;
/// The most articles that are taken from one file.
pub const MAX_ARTICLES: usize = 200;

/// A file as the reader gave it.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    pub name: &'a str,
    /// The media type the browser or the clipboard declared; may be empty.
    pub media_type: &'a str,
    pub bytes: &'a [u8],
}

/// An article before the session has numbered it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Outlet, or what else names it.
    pub label: String,
    pub title: Option<String>,
    pub date: Option<Date>,
    /// `http` or `https` only.
    pub url: Option<String>,
    pub text: String,
    /// Other blocks of the same page, best first, for "not the right text?". Empty unless from a page.
    pub others: Vec<String>,
}

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Html,
    Json,
    Feed,
    Docx,
}

/// Turns markup into a [`Tree`].
pub trait Markup {
    /// HTML never fails to parse.
    fn html(&self, source: &str) -> Tree;
    /// None when it is not well-formed.
    fn xml(&self, source: &str) -> Option<Tree>;
}

/// Why a file could not be read; `Display` is the message for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    UnknownFormat { name: String },
    TooLarge { name: String },
    Damaged { name: String },
    NoArticle { name: String },
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownFormat { name } => write!(
                f,
                "“{name}” is not a kind of file that can be read here. These work: .txt, .md, .html, .json, .rss, .xml, .docx."
            ),
            Self::TooLarge { name } => {
                write!(
                    f,
                    "“{name}” is larger than {} MB. Split it, or paste the part that matters.",
                    MAX_FILE >> 20
                )
            }
            Self::Damaged { name } => {
                write!(
                    f,
                    "“{name}” is damaged or is not what its name says. Open it in its own program and paste the text."
                )
            }
            Self::NoArticle { name } => {
                write!(f, "No article text was found in “{name}”. Open the page and paste the text instead.")
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// The kind of a file, by name first, then by declared type, then by its first bytes.
pub fn format_of(file: &File) -> Option<Format> {
    let extension = file.name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    let start = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(512)]).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    let feed = start.contains("<rss") || start.contains("<feed") || start.contains("<rdf:rdf");
    match extension.as_str() {
        "txt" | "text" => return Some(Format::Text),
        "md" | "markdown" => return Some(Format::Markdown),
        "html" | "htm" | "xhtml" => return Some(Format::Html),
        "json" => return Some(Format::Json),
        "rss" | "atom" | "rdf" => return Some(Format::Feed),
        "xml" => return Some(if start.contains("<html") && !feed { Format::Html } else { Format::Feed }),
        "docx" => return Some(Format::Docx),
        _ => {}
    }
    match file.media_type.split(';').next().unwrap_or("").trim() {
        "text/plain" => return Some(Format::Text),
        "text/markdown" => return Some(Format::Markdown),
        "text/html" | "application/xhtml+xml" => return Some(Format::Html),
        "application/json" => return Some(Format::Json),
        "application/rss+xml" | "application/atom+xml" | "text/xml" | "application/xml" => {
            return Some(Format::Feed);
        }
        _ => {}
    }
    if !extension.is_empty() && extension.len() <= 5 && file.name.contains('.') && !extension.contains(' ') {
        // A name with an ending that says otherwise (.pdf, .jpg) is believed.
        return None;
    }
    if feed {
        Some(Format::Feed)
    } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
        Some(Format::Html)
    } else if start.starts_with(['{', '[']) {
        Some(Format::Json)
    } else if !start.is_empty() && !file.bytes.iter().take(512).any(|b| *b == 0) {
        Some(Format::Text)
    } else {
        None
    }
}

/// Reads a file into articles, at least one.
pub fn load(file: &File, markup: &dyn Markup) -> Result<Vec<Draft>, LoadError> {
    let name = || file.name.to_owned();
    if file.bytes.len() > MAX_FILE {
        return Err(LoadError::TooLarge { name: name() });
    }
    let format = format_of(file).ok_or_else(|| LoadError::UnknownFormat { name: name() })?;
    let stem = file
        .name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or("")
        .rsplit_once('.')
        .map_or(file.name, |(stem, _)| stem);
    let mut drafts = match format {
        Format::Docx => {
            vec![docx::read(file.bytes, markup).ok_or_else(|| LoadError::Damaged { name: name() })?]
        }
        Format::Text => vec![plain::text(&decode(file.bytes))],
        Format::Markdown => vec![plain::markdown(&decode(file.bytes))],
        Format::Html => vec![html::draft(&markup.html(&decode(file.bytes)))],
        Format::Json => {
            json::read(&decode(file.bytes), markup).ok_or_else(|| LoadError::Damaged { name: name() })?
        }
        Format::Feed => {
            let tree = markup.xml(&decode(file.bytes)).ok_or_else(|| LoadError::Damaged { name: name() })?;
            feed::read(&tree, markup)
        }
    };
    drafts.retain(|d| d.text.chars().any(char::is_alphanumeric));
    drafts.truncate(MAX_ARTICLES);
    if drafts.is_empty() {
        return Err(LoadError::NoArticle { name: name() });
    }
    for draft in &mut drafts {
        finish(draft, stem);
    }
    Ok(drafts)
}

/// Reads what was pasted as rich text: HTML if it holds an article, else nothing (the plain text is better).
pub fn load_rich_paste(source: &str, markup: &dyn Markup) -> Option<Draft> {
    if source.len() > MAX_FILE {
        return None;
    }
    let mut draft = html::fragment(&markup.html(source));
    if !draft.text.chars().any(char::is_alphanumeric) {
        return None;
    }
    finish(&mut draft, "");
    Some(draft)
}

/// Reads what was pasted or typed as plain text.
pub fn load_text(source: &str) -> Draft {
    let mut draft = plain::text(source);
    finish(&mut draft, "");
    draft
}

fn finish(draft: &mut Draft, fallback: &str) {
    if draft.text.len() > MAX_TEXT {
        let mut end = MAX_TEXT;
        while !draft.text.is_char_boundary(end) {
            end -= 1;
        }
        draft.text.truncate(end);
    }
    let found = guess(&draft.text);
    draft.url = draft.url.as_deref().and_then(web_address).map(str::to_owned);
    if draft.title.as_deref().is_none_or(|t| t.trim().is_empty()) {
        draft.title = found.title;
    }
    if draft.date.is_none() {
        draft.date = found.date;
    }
    if draft.label.trim().is_empty() {
        let host = draft.url.as_deref().and_then(host_of).map(str::to_owned);
        let stem = (!fallback.is_empty()).then(|| fallback.replace(['_', '-'], " "));
        draft.label = found.outlet.or(host).or(stem).or_else(|| draft.title.clone()).unwrap_or_default();
    }
    draft.title = draft.title.take().map(|title| plain_name(&title));
    draft.label = short_label(&draft.label);
}

/// At most 60 characters, on one line, without characters that hide or turn text round.
fn short_label(label: &str) -> String {
    let joined = plain_name(label).split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().count() <= 60 {
        return joined;
    }
    let cut: String = joined.chars().take(59).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}

fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}
