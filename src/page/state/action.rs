//! Everything that can happen, as plain data.

use std::rc::Rc;

use super::Work;
use crate::analysis::Analysis;
use crate::article::{Article, ArticleId};
use crate::comparison::{CompareBy, Comparison};
use crate::corrections::Correction;
use crate::load::Draft;
use crate::protocol::Response;
use crate::session::{Page, RowFilter, RowOrder, Session};
use crate::text::Span;
use crate::topics::Topic;

/// A place to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub article: ArticleId,
    pub span: Span,
    /// The statement it belongs to, as an index into the article's attributions.
    pub attribution: Option<u32>,
}

/// What stands before the page and waits for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// A statement: who said it and why we think so; to be corrected.
    Statement {
        article: ArticleId,
        attribution: u32,
    },
    /// A statement that was not found, between two places: each a paragraph by its number and how many bytes of what it
    /// shows come before.
    Add {
        article: ArticleId,
        ends: Option<[(u32, u32); 2]>,
    },
    /// An article's text and what is known about it.
    Article(ArticleId),
    Topics,
    Title,
    Keys,
    Share,
    /// The table to be copied, or what is in a row of it: the row's index.
    Copy(Option<usize>),
}

/// What finds the statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// The rules, until the learned model is there.
    #[default]
    RulesYet,
    Learned,
    /// The learned model could not be had.
    RulesOnly,
}

/// Everything that can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Articles were pasted, typed or opened.
    Add(Vec<Draft>),
    Remove(ArticleId),
    /// One place to the left or right.
    Move {
        id: ArticleId,
        by: i32,
    },
    /// The reader changed an article's text or what is known about it.
    Edit(Article),
    Correct(Correction),
    /// Takes a correction back, by its index.
    Uncorrect(usize),
    /// On or off, by label.
    ToggleTopic(String),
    /// Only this one; a second time: all again.
    SoloTopic(String),
    AllTopics,
    /// Gives the number of one topic to another.
    SwapTopic {
        off: String,
        on: String,
    },
    Rename(String),
    Show(Page),
    Read(ArticleId),
    /// What the browser's Back and Forward bring.
    Revisit {
        page: Page,
        article: u32,
    },
    By(CompareBy),
    Filter(RowFilter),
    Order(RowOrder),
    ToggleRow(String),
    Undo,
    Redo,
    /// Everything is gone.
    Forget,
    /// The work of the last visit.
    Restore(Session),
    /// The steps of the last visit that can be undone, oldest first.
    Earlier(Vec<Rc<Work>>),
    /// A link or a file.
    Open {
        session: Session,
        provenance: Option<String>,
    },
    /// Articles read so far, of the request with this number.
    Progress {
        id: u32,
        done: u32,
        total: u32,
    },
    /// The topics, and the parts of articles that were not read before, by their index.
    Topics {
        id: u32,
        analyses: Vec<(u32, Analysis)>,
        topics: Vec<Topic>,
    },
    /// What was found so far in an article.
    Statements {
        id: u32,
        article: u32,
        analysis: Analysis,
    },
    /// The comparison, and those analyses that did not come before.
    Found {
        id: u32,
        analyses: Vec<(u32, Analysis)>,
        by_articles: Comparison,
        /// None if it follows.
        by_speakers: Option<Comparison>,
        lost: Vec<u32>,
    },
    BySpeakers {
        id: u32,
        by_speakers: Comparison,
    },
    GoTo(Place),
    /// To the row of the table that has this label.
    GoToRow(String),
    OpenDialog(Dialog),
    CloseDialog,
    /// Whether single letters are commands.
    Keys(bool),
    /// Table and reader side by side, where there is room.
    Beside(bool),
    /// Which engine answers from now on.
    Engine(Engine),
    /// For the status line, read out by screen readers.
    Say(String),
    Warn {
        heading: String,
        text: String,
    },
    Dismiss,
    HideToast(u32),
}

impl Action {
    /// What an answer of the worker does.
    pub fn of(answer: Response) -> impl Iterator<Item = Self> {
        let mut learned = false;
        let action = match answer {
            Response::Progress { id, done, total } => Self::Progress { id, done, total },
            Response::Topics { id, analyses, topics } => Self::Topics { id, analyses, topics },
            Response::Statements { id, article, analysis } => Self::Statements { id, article, analysis },
            Response::BySpeakers { id, by_speakers } => Self::BySpeakers { id, by_speakers },
            Response::Compared { id, analyses, by_articles, by_speakers, lost, learned: by_model } => {
                learned = by_model;
                Self::Found { id, analyses, by_articles, by_speakers, lost }
            }
            Response::RulesOnly => Self::Engine(Engine::RulesOnly),
        };
        std::iter::once(action).chain(learned.then_some(Self::Engine(Engine::Learned)))
    }
}
