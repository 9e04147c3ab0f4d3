//! Speakers: which person, office or document a source phrase stands for.

use serde::{Deserialize, Serialize};

use super::Attribution;
use crate::text::{Span, Text};

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

/// Why a source was given to a speaker; `Display` words it for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Reason {
    /// The source is the name itself.
    Named,
    /// A shorter or longer form of a name: the fuller form.
    Variant(String),
    /// A pronoun: the word, and the name of who was spoken of.
    Pronoun { word: String, antecedent: String },
    /// "the statement", "the readout", "the candidate": the phrase, and whose or who it is.
    Nominal { phrase: String, antecedent: String },
    /// The source has no name in this article.
    Unnamed,
    /// No source is given: passive, or a quotation left standing alone.
    #[default]
    NoSource,
    /// The quotation goes on from the one before, which had this speaker.
    Continued(String),
    /// The reader said so.
    Corrected,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named => write!(f, "named in the text"),
            Self::Variant(full) => write!(f, "another form of the name {full}"),
            Self::Pronoun { word, antecedent } => write!(f, "“{word}” → {antecedent}: last spoken of"),
            Self::Nominal { phrase, antecedent } => write!(f, "“{phrase}” → {antecedent}"),
            Self::Unnamed => write!(f, "the article gives no name"),
            Self::NoSource => write!(f, "the text names no source"),
            Self::Continued(name) => write!(f, "goes on from {name}’s statement before"),
            Self::Corrected => write!(f, "set by the reader"),
        }
    }
}

/// Finds the speakers of a text and sets `speaker` and `reason` of each attribution.
pub fn resolve(_text: &Text, _attributions: &mut [Attribution]) -> Vec<Speaker> {
    Vec::new()
}
