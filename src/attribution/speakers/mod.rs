//! Speakers: which person, office or document a source phrase stands for.
//!
//! Every source is given a named speaker, or said to have none; each with a [`Reason`] for the reader, and a
//! confidence. No parser and no training: word lists, and the discourse rules told in `discourse`.

mod apposition;
mod bodies;
mod discourse;
mod entities;
mod epithets;
mod interview;
mod lexicon;
mod mentions;
mod merge;
mod names;
mod namesakes;
mod nominals;
mod phrases;
mod pronouns;
mod reason;
mod relatives;
mod resolution;
mod scan;
mod source;
mod speaker_list;
mod statements;
#[cfg(test)]
mod tests;
mod titles;

pub use merge::{MergedSpeaker, merge};
pub use reason::Reason;
pub use resolution::resolve;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Index of a speaker in an article's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SpeakerId(pub u32);

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    Person,
    /// A body: an agency, a company, a court, "the White House".
    Institution,
    /// Several people without names of their own: "Republicans", "voters".
    Group,
    /// A text of its own: a poll, a report, a readout.
    Document,
    /// Deliberately without a name: "a senior official".
    Unnamed,
}

/// Somebody who is quoted in an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest form in the article: "Donald Trump".
    pub name: String,
    /// Other forms that were met: "Mr. Trump", "the president".
    pub aliases: Vec<String>,
    pub kind: SpeakerKind,
    /// Where the name or an alias stands, in the order of the text.
    pub mentions: Vec<Span>,
}
