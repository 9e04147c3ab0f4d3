//! A session as a file: `NAME.crossread.json`. Written plainly, so that people and programs can read it; read
//! leniently: unknown fields are ignored, missing ones have their defaults, and what can't be understood is told, not fatal.
//! Described in `docs/formats.md`.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::untrusted::tame;
use super::{Session, View};
use crate::article::{Article, ArticleId, Date};
use crate::corrections::Correction;
use crate::export::TOOL;
use crate::export::sha256::sha256_hex;

/// What the name of a session file ends in.
pub const EXTENSION: &str = ".crossread.json";
/// The value of its field `format`.
pub const FORMAT: &str = "crossread-session";
/// The version that is written.
pub const VERSION: u64 = 1;
/// Most articles of a file.
pub const MAX_ARTICLES: usize = 1000;

/// Why a file is not a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// Where reading stopped, counted from 1, and the reason.
    NotJson {
        line: usize,
        column: usize,
    },
    /// JSON, but of something else.
    NotASession,
    /// Written by a later version of Crossread.
    NewerVersion(u64),
    TooManyArticles(usize),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => {
                write!(f, "The file is damaged: it stops making sense at line {line}, character {column}.")
            }
            Self::NotASession => {
                write!(f, "The file is not a Crossread session: it has no list of articles.")
            }
            Self::NewerVersion(version) => write!(
                f,
                "The file was saved by a newer version of Crossread (its format is {version}, this page reads up to {VERSION})."
            ),
            Self::TooManyArticles(n) => {
                write!(f, "The file holds {n} articles; a session has at most {MAX_ARTICLES}.")
            }
        }
    }
}

impl std::error::Error for FileError {}

/// A session and what of its file was left out, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadFile {
    pub session: Session,
    pub notes: Vec<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u64,
    tool: &'static str,
    title: &'a str,
    articles: Vec<Written<'a>>,
    corrections: &'a [Correction],
    view: &'a View,
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    article: &'a Article,
    /// Of the text's UTF-8 bytes; not read.
    sha256: String,
}

/// The file's text.
pub fn write(session: &Session) -> String {
    let Session { title, articles, corrections, view } = session;
    let articles = articles.iter();
    let articles =
        articles.map(|article| Written { article, sha256: sha256_hex(article.text.as_bytes()) }).collect();
    let document =
        Document { format: FORMAT, version: VERSION, tool: TOOL, title, articles, corrections, view };
    // Only maps with keys that are not strings fail, and there are none.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// Whether a file's text claims to be a session, so that other readers of JSON leave it alone.
pub fn is_session(text: &str) -> bool {
    text.bytes().take(2000).collect::<Vec<_>>().windows(FORMAT.len()).any(|part| part == FORMAT.as_bytes())
}

/// Reads a file's text.
pub fn read(text: &str) -> Result<ReadFile, FileError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let value: Value = serde_json::from_str(text)
        .map_err(|error| FileError::NotJson { line: error.line(), column: error.column() })?;
    let Value::Object(mut fields) = value else { return Err(FileError::NotASession) };
    if let Some(version) = fields.get("version").and_then(Value::as_u64).filter(|&v| v > VERSION) {
        return Err(FileError::NewerVersion(version));
    }
    let Some(Value::Array(articles)) = fields.remove("articles") else { return Err(FileError::NotASession) };
    if articles.len() > MAX_ARTICLES {
        return Err(FileError::TooManyArticles(articles.len()));
    }
    let mut notes = Vec::new();
    let mut session = Session { title: take(&mut fields, "title").unwrap_or_default(), ..Session::default() };
    for (place, article) in articles.into_iter().enumerate() {
        match read_article(article, &session.articles) {
            Some(article) => session.articles.push(article),
            None => notes.push(format!("Article {} has no text and was left out.", place + 1)),
        }
    }
    let corrections: Vec<Value> = take(&mut fields, "corrections").unwrap_or_default();
    let all = corrections.len();
    session.corrections = corrections
        .into_iter()
        .filter_map(|value| serde_json::from_value::<Correction>(value).ok())
        .collect();
    match all - session.corrections.len() {
        0 => {}
        1 => notes.push("One correction was not understood and was left out.".into()),
        n => notes.push(format!("{n} corrections were not understood and were left out.")),
    }
    session.view = read_view(take(&mut fields, "view").unwrap_or_default());
    tame(&mut session);
    Ok(ReadFile { session, notes })
}

fn take<T: DeserializeOwned>(fields: &mut Map<String, Value>, name: &str) -> Option<T> {
    serde_json::from_value(fields.remove(name)?).ok()
}

/// An article, if it has a text; one without an id of its own gets a free one.
fn read_article(value: Value, before: &[Article]) -> Option<Article> {
    let Value::Object(mut fields) = value else { return None };
    let text: String = take(&mut fields, "text")?;
    let free = |id: &ArticleId| before.iter().all(|article| article.id != *id);
    let id = take::<ArticleId>(&mut fields, "id").filter(free);
    let id = id.or_else(|| (0..=before.len() as u32).map(ArticleId).find(free))?;
    let date: Option<String> = take(&mut fields, "date");
    Some(Article {
        id,
        label: take(&mut fields, "label").unwrap_or_else(|| format!("Article {}", before.len() + 1)),
        title: take(&mut fields, "title"),
        date: date.as_deref().and_then(Date::parse),
        url: take(&mut fields, "url"),
        text,
    })
}

/// Field by field, so that one that is not understood does not take the others with it.
fn read_view(mut fields: Map<String, Value>) -> View {
    let mut view = View::default();
    fn set<T: DeserializeOwned>(field: &mut T, fields: &mut Map<String, Value>, name: &str) {
        if let Some(value) = take(fields, name) {
            *field = value;
        }
    }
    set(&mut view.page, &mut fields, "page");
    set(&mut view.article, &mut fields, "article");
    set(&mut view.by, &mut fields, "by");
    set(&mut view.filter, &mut fields, "filter");
    set(&mut view.order, &mut fields, "order");
    set(&mut view.numbers, &mut fields, "numbers");
    set(&mut view.topics_off, &mut fields, "topics_off");
    set(&mut view.topics_on, &mut fields, "topics_on");
    set(&mut view.open_rows, &mut fields, "open_rows");
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::FindingKind;
    use crate::corrections::Anchor;
    use crate::session::Page;
    use crate::text::Span;

    fn session() -> Session {
        let article = Article {
            id: ArticleId(7),
            label: "The Quay".into(),
            title: Some("Ferry delayed".into()),
            date: Date::new(2025, 1, 31),
            url: Some("https://example.org/ferry".into()),
            text: "“It was fog,” the captain said.\n".into(),
        };
        let at =
            Anchor { article: ArticleId(7), content: Span::new(0, 16), words: "“It was fog,”".into() };
        Session {
            title: "Fog".into(),
            articles: vec![article],
            corrections: vec![
                Correction::Reassign { at: at.clone(), speaker: "Captain Noor".into() },
                Correction::HideTopic { topic: "ferry".into() },
                Correction::SetAside { kind: FindingKind::AllAgree, at: vec![at] },
            ],
            view: View { page: Page::Quoted, open_rows: vec!["fog".into()], ..View::default() },
        }
    }

    #[test]
    fn a_file_brings_back_everything() {
        let text = write(&session());
        assert!(is_session(&text) && text.contains(&sha256_hex(session().articles[0].text.as_bytes())));
        assert_eq!(read(&text), Ok(ReadFile { session: session(), notes: vec![] }));
        assert_eq!(read(&format!("\u{FEFF}{text}")).unwrap().session, session());
    }

    #[test]
    fn what_is_missing_or_unknown_does_no_harm() {
        let file = read(
            r#"{"articles": [{"text": "One."}, {"text": "Two.", "id": 0, "label": 5, "mood": "grim"}, {"label": "none"}],
                "corrections": [{"HideTopic": {"topic": "x"}}, {"Teleport": {}}], "view": {"page": "hologram", "article": 1}}"#,
        )
        .unwrap();
        assert_eq!(file.session.articles[0].label, "Article 1");
        assert_ne!(file.session.articles[0].id, file.session.articles[1].id);
        assert_eq!((file.session.articles.len(), file.session.corrections.len()), (2, 1));
        assert_eq!((file.session.view.page, file.session.view.article), (Page::Read, 1));
        assert_eq!(
            file.notes,
            [
                "Article 3 has no text and was left out.",
                "One correction was not understood and was left out."
            ]
        );
    }

    #[test]
    fn what_is_no_session_is_said() {
        assert_eq!(read("{\n\"articles\": [}"), Err(FileError::NotJson { line: 2, column: 14 }));
        assert_eq!(read("[1, 2]"), Err(FileError::NotASession));
        assert_eq!(read("{}"), Err(FileError::NotASession));
        assert_eq!(read(r#"{"version": 2, "articles": []}"#), Err(FileError::NewerVersion(2)));
        assert!(matches!(read(&"[".repeat(100_000)), Err(FileError::NotJson { .. })), "deep nesting");
    }

    #[test]
    fn strangers_addresses_run_no_code() {
        let file = read(r#"{"articles": [{"text": "x", "url": "javascript:alert(1)"}]}"#).unwrap();
        assert_eq!(file.session.articles[0].url, None);
    }
}
