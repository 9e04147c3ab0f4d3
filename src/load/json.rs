//! JSON: arrays of articles in the shapes of NewsAPI, Event Registry and The Guardian, our own lines
//! (`{"id", "text"}`), and whatever has fields of those names. Our own session files are read by
//! [`crate::session`], which asks first.

use serde_json::Value;

use super::{Draft, MAX_ARTICLES, Markup, html};
use crate::article::Date;

/// The articles in a JSON text, or in one JSON value a line; None if it is not JSON.
pub(super) fn read(source: &str, markup: &dyn Markup) -> Option<Vec<Draft>> {
    let mut drafts = Vec::new();
    match serde_json::from_str::<Value>(source) {
        Ok(value) => collect(&value, 0, markup, &mut drafts),
        Err(_) => {
            for line in source.lines().filter(|l| !l.trim().is_empty()) {
                collect(&serde_json::from_str(line).ok()?, 0, markup, &mut drafts);
            }
        }
    }
    Some(drafts)
}

/// Where the shapes keep their lists: `articles` (NewsAPI), `articles.results` (Event Registry),
/// `response.results` (The Guardian), `items`, `data`.
const LISTS: &[&str] = &["articles", "results", "response", "items", "data", "docs", "value"];

fn collect(value: &Value, depth: usize, markup: &dyn Markup, out: &mut Vec<Draft>) {
    if depth > 6 || out.len() >= MAX_ARTICLES {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, depth + 1, markup, out)),
        Value::Object(fields) => {
            if let Some(draft) = article(value, markup) {
                out.push(draft);
                return;
            }
            for name in LISTS {
                if let Some(inner) = fields.get(*name) {
                    collect(inner, depth + 1, markup, out);
                }
            }
        }
        _ => {}
    }
}

fn string<'a>(value: &'a Value, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| {
        let mut at = value;
        for part in name.split('.') {
            at = at.get(part)?;
        }
        at.as_str().map(str::trim).filter(|s| !s.is_empty())
    })
}

fn article(value: &Value, markup: &dyn Markup) -> Option<Draft> {
    let body = string(
        value,
        &[
            "fields.bodyText",
            "fields.body",
            "articleBody",
            "body",
            "text",
            "content",
            "blocks.body.0.bodyTextSummary",
            "description",
            "summary",
        ],
    )?;
    let title = string(value, &["fields.headline", "webTitle", "headline", "title", "name"]);
    // NewsAPI cuts contents and says so: "… [+1234 chars]".
    let body = match body.rfind(" [+") {
        Some(at) if body.ends_with(" chars]") => &body[..at],
        _ => body,
    };
    let text = if body.contains("</") || body.contains("<p") || body.contains("<br") {
        html::fragment(&markup.html(body)).text
    } else {
        body.to_owned()
    };
    Some(Draft {
        label: string(
            value,
            &[
                "source.name",
                "source.title",
                "outlet",
                "publication",
                "publisher.name",
                "publisher",
                "label",
                "source",
                "fields.publication",
            ],
        )
        .map(str::to_owned)
        .or_else(|| {
            string(value, &["webUrl"])
                .filter(|u| u.contains("theguardian."))
                .map(|_| "The Guardian".to_owned())
        })
        .unwrap_or_default(),
        title: title.map(str::to_owned),
        date: string(
            value,
            &[
                "publishedAt",
                "dateTime",
                "date",
                "webPublicationDate",
                "datePublished",
                "pubDate",
                "published",
            ],
        )
        .and_then(Date::find),
        url: string(value, &["url", "webUrl", "link"]).map(str::to_owned),
        text,
        others: Vec::new(),
    })
}
