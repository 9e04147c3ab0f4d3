//! What the reader changed. Data, applied on top of the analysis and kept when text is added; a correction
//! that no longer finds its place is reported, not dropped.

mod speakers;
mod topics;

pub use speakers::{corrected, lost};
pub use topics::{correct_topics, lost_topics};

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::text::Span;

/// Where an attribution stands: its content's span and first words, so that it is found again after the text
/// around it changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    pub article: ArticleId,
    pub content: Span,
    /// The first 32 bytes or so of the content.
    pub words: String,
}

impl Anchor {
    /// The most bytes of [`Anchor::words`].
    pub const WORDS: usize = 32;

    /// The anchor of a content in an article's text.
    pub fn new(article: ArticleId, text: &str, content: Span) -> Self {
        let words = content.of(text);
        let cut = (0..=Self::WORDS.min(words.len())).rev().find(|at| words.is_char_boundary(*at));
        Self { article, content, words: words[..cut.unwrap_or(0)].to_owned() }
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
}
