//! The whole analysis as JSON, in the shapes of the library's own types. Spans are `[start, end)` in bytes of UTF-8
//! into the article's `text`. Described in `docs/formats.md`.

use serde::Serialize;

use super::{Report, Source, TOOL};
use crate::analysis::Analysis;
use crate::comparison::Comparison;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    tool: &'static str,
    title: String,
    articles: Vec<ArticleOut<'a>>,
    comparison: &'a Comparison,
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    label: &'a str,
    title: &'a str,
    date: String,
    url: &'a str,
    sha256: String,
    text: &'a str,
    #[serde(flatten)]
    analysis: Option<&'a Analysis>,
}

/// One JSON document, indented.
pub fn document(report: &Report) -> String {
    let articles = report.session.articles.iter().enumerate().map(|(place, article)| {
        let Source { label, title, date, url, hash } = Source::of(article);
        let analysis = report.analyses.get(place);
        ArticleOut { label, title, date, url, sha256: hash, text: &article.text, analysis }
    });
    let document = Document {
        format: "crossread-analysis",
        version: 1,
        tool: TOOL,
        title: report.title(),
        articles: articles.collect(),
        comparison: report.comparison,
    };
    // Only maps with keys that are not strings fail, and there are none.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
