//! What the reader changed. Data, applied on top of the analysis and kept when text is added; a correction
//! that no longer finds its place is reported, not dropped.

mod findings;
mod speakers;
mod topics;

pub use findings::{Aside, set_aside, set_figures_aside};
pub use speakers::{corrected, lost};
pub use topics::{correct_topics, lost_topics};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::article::ArticleId;
use crate::comparison::FindingKind;
use crate::text::Span;

/// Where an attribution stands: its content's span and first words, so that it is found again after the text
/// around it changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Anchor {
    pub article: ArticleId,
    pub content: Span,
    /// The first 32 bytes or so of the content, or of what begins with it.
    pub words: String,
}

// What is derived, once in a program and not once for each kind of correction that has an anchor.
impl Serialize for Anchor {
    #[inline(never)]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Anchor {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Anchor {
    /// The most bytes of [`Anchor::words`].
    pub const WORDS: usize = 32;

    /// The anchor of a content in an article's text.
    pub fn new(article: ArticleId, text: &str, content: Span) -> Self {
        Self::of(article, content.of(text), content)
    }

    /// The anchor of a place that may be too short to be known again, a figure: what comes behind it tells it from others.
    pub fn reaching(article: ArticleId, text: &str, content: Span) -> Self {
        Self::of(article, text.get(content.start as usize..).unwrap_or(""), content)
    }

    fn of(article: ArticleId, words: &str, content: Span) -> Self {
        let cut = (0..=Self::WORDS.min(words.len())).rev().find(|at| words.is_char_boundary(*at));
        Self { article, content, words: words[..cut.unwrap_or(0)].to_owned() }
    }

    /// Where it stands in a text: in its old place, or else where its words are nearest to that.
    pub fn place(&self, text: &str) -> Option<Span> {
        let old = self.content.start as usize;
        let here = text.get(old..).is_some_and(|rest| rest.starts_with(&self.words));
        let start = if here {
            old
        } else {
            text.match_indices(&*self.words).map(|(at, _)| at).min_by_key(|at| at.abs_diff(old))?
        };
        let end = start.checked_add(self.content.len())?;
        (!self.words.is_empty() && text.is_char_boundary(end)).then(|| Span::new(start, end))
    }

    /// How well a content fits: 2 in its old place, 1 elsewhere with the same words, 0 not at all.
    fn fit(&self, text: &str, content: Span) -> u8 {
        let words = content.of(text);
        let same = words.starts_with(&self.words) && !self.words.is_empty();
        match (same, content == self.content) {
            (true, true) => 2,
            (true, false) => 1,
            (false, _) => 0,
        }
    }
}

/// One change by the reader. Topics and speakers are named by their label, which outlives a new analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Correction {
    RenameTopic {
        topic: String,
        label: String,
    },
    /// `from` goes into `into`.
    MergeTopics {
        from: String,
        into: String,
    },
    /// Takes an alias out of a topic and makes it one of its own.
    SplitTopic {
        topic: String,
        alias: String,
    },
    HideTopic {
        topic: String,
    },
    /// A topic by a phrase: every place where it stands is a mention.
    AddTopic {
        phrase: String,
    },
    RenameSpeaker {
        speaker: String,
        name: String,
    },
    MergeSpeakers {
        from: String,
        into: String,
    },
    HideSpeaker {
        speaker: String,
    },
    /// Not a statement.
    Dismiss {
        at: Anchor,
    },
    /// Somebody else said it.
    Reassign {
        at: Anchor,
        speaker: String,
    },
    /// What the program found is none: by its figures, or by the sentences that it speaks of.
    SetAside {
        kind: FindingKind,
        at: Vec<Anchor>,
    },
    /// A statement that was not found. It takes the place of those in the same words.
    AddStatement {
        at: Anchor,
        speaker: String,
    },
}
