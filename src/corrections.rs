//! What the reader changed. Data, applied on top of the analysis and kept when text is added; a correction
//! that no longer finds its place is reported, not dropped.

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
