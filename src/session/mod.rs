//! A session: articles, corrections and view; what a link, a file or a reload carries.

pub(crate) mod armour;
mod coder;
pub mod dictionary;
pub mod excerpts;
pub mod file;
pub mod link;
mod predictor;
pub mod qr;
pub mod untrusted;
mod wire;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::comparison::CompareBy;
use crate::corrections::Correction;

/// Which view is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Page {
    #[default]
    Read,
    Compare,
    Quoted,
}

/// Which rows the table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowFilter {
    #[default]
    All,
    Differ,
    LeftOut,
    OnlyOne,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowOrder {
    #[default]
    DifferencesFirst,
    Importance,
    Alphabet,
}

/// What is open and how: everything about the page that a link should bring back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct View {
    pub page: Page,
    /// Index of the article being read.
    pub article: u32,
    pub by: CompareBy,
    pub filter: RowFilter,
    pub order: RowOrder,
    /// Labels of the topics that have a colour, by number; empty where a number is free.
    pub numbers: Vec<String>,
    /// Labels of topics that are switched off, and of further ones that are switched on.
    pub topics_off: Vec<String>,
    pub topics_on: Vec<String>,
    /// Labels of rows that are open.
    pub open_rows: Vec<String>,
}

/// What a link carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Carries {
    #[default]
    Everything,
    /// The session has excerpts for texts.
    Excerpts,
    /// Labels, corrections and view; the texts by their checksums only.
    View,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Session {
    pub title: String,
    pub articles: Vec<Article>,
    pub corrections: Vec<Correction>,
    pub view: View,
}
