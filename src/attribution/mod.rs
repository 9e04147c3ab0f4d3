//! Who said what: for every quotation its source, cue and content, and the speaker behind the source.
//!
//! "*Trump* (source) *said* (cue) *the call was great* (content)", after the scheme of PARC and PolNeAR
//! (Pareti 2016; Newell et al. 2018). [`Attributor`] is the seam: the rules implement it, and so does the
//! learned model. [`speakers::resolve`] then names the speaker of each source.

pub mod act;
#[cfg(test)]
mod annotated;
pub mod model;
mod repair;
mod rules;
pub mod speakers;
mod together;

pub use rules::{Proposal, Rules, proposals};
pub use speakers::{Reason, Speaker, SpeakerId, SpeakerKind};
pub use together::{Opinions, Together};

use serde::{Deserialize, Serialize};

use crate::text::{Span, Text};

/// How much of the content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// All of it; and the turns of a transcript, which need no marks.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What kind of act the cue names, so that "said" can be told from "believes".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    #[default]
    Said,
    Wrote,
    Asked,
    Claimed,
    Denied,
    /// What was not said or done: "declined to comment", "would not say", "offered no evidence".
    Declined,
    Promised,
    Found,
    Thinks,
    Wants,
    Supports,
    Ruled,
}

impl Act {
    /// Whether something was communicated, as opposed to thought, wanted, supported or decided, or not said at all.
    pub fn is_speech(self) -> bool {
        !matches!(self, Self::Declined | Self::Thinks | Self::Wants | Self::Supports | Self::Ruled)
    }
}

/// One attribution. Each role is a list of fragments in the order of the text, without overlaps; empty means
/// that the text names none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    pub kind: QuotationKind,
    pub act: Act,
    /// Index into the speakers of the same article.
    pub speaker: Option<SpeakerId>,
    /// How sure the finding is, 0..1.
    pub confidence: f32,
    /// Why this speaker.
    pub reason: Reason,
}

impl Attribution {
    /// From the first byte of the content to the last; empty if there is none.
    pub fn content_span(&self) -> Span {
        match (self.content.first(), self.content.last()) {
            (Some(a), Some(b)) => a.cover(*b),
            _ => Span::default(),
        }
    }
}

/// Finds attributions in a text: everything but the speaker.
pub trait Attributor {
    fn attributions(&self, text: &Text) -> Vec<Attribution>;
}

/// The kind of a content, by how many of its words stand in quotation marks.
pub fn kind_of(text: &Text, content: &[Span]) -> QuotationKind {
    let (mut words, mut quoted) = (0, 0);
    for span in content {
        for token in &text.tokens[text.tokens_in(*span)] {
            if token.is_word() {
                words += 1;
                quoted += usize::from(token.quoted);
            }
        }
    }
    match quoted {
        0 => QuotationKind::Indirect,
        q if q == words => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}
