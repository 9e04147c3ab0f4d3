//! What the page and its worker say to each other: postcard bytes in a transferred buffer.

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::article::Article;
use crate::comparison::{CompareBy, Comparison};
use crate::corrections::Correction;

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// All articles in order; the worker keeps readings whose text has not changed. `id` grows with each
    /// request, and only the newest is answered in full.
    Compare { id: u32, articles: Vec<Article>, corrections: Vec<Correction>, by: CompareBy },
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// `done` of `total` articles of request `id` are read.
    Progress { id: u32, done: u32, total: u32 },
    /// The analyses, in the order of the articles, and the comparison. `millis` is the time it took.
    Compared { id: u32, analyses: Vec<Analysis>, comparison: Comparison, millis: f64 },
}
