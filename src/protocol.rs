//! What the page and its worker say to each other, postcard bytes in a transferred buffer.

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::article::Article;
use crate::attribution::model::Part;
use crate::comparison::{CompareBy, Comparison};
use crate::corrections::Correction;
use crate::engine::Parcel;
use crate::jobs::{Job, Outcome};
use crate::topics::Topic;

/// What a worker is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Message {
    /// Send for the learned model: there will be something to read.
    Prepare,
    Ask(Request),
    /// To be answered once, by this ticket.
    Do {
        ticket: u32,
        job: Job,
    },
    /// From one worker to another: the learned model's file.
    Learn(Vec<u8>),
    /// From one worker to another: paragraphs to read with it.
    Read(Parcel),
}

/// What a worker sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    Heard(Response),
    Done {
        ticket: u32,
        outcome: Outcome,
    },
    /// What stands in the parcel of this number.
    Read {
        number: u32,
        part: Part,
    },
}

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// All articles in order. `id` grows with each request, and only the newest answer counts. `by` is the
    /// comparison that is in view; the other one follows. `holds` is the request whose comparison the page has, or 0: what
    /// was told with it need not be told again.
    Compare { id: u32, holds: u32, articles: Vec<Article>, corrections: Vec<Correction>, by: CompareBy },
}

/// From the worker to the page, in this order; an article by its index in request `id`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The topics of all articles, and the parts of those that the page has not got, without statements if they were
    /// not read before.
    Topics { id: u32, analyses: Vec<(u32, Analysis)>, topics: Vec<Topic> },
    /// What was found so far in an article. Where the page has marks of this text, they stay until the comparison comes.
    Statements { id: u32, article: u32, analysis: Analysis },
    /// `done` of `total` articles are read.
    Progress { id: u32, done: u32, total: u32 },
    /// The comparison, and the analyses that the page has not got as they are: neither from this request nor from the one
    /// that it holds.
    Compared {
        id: u32,
        analyses: Vec<(u32, Analysis)>,
        by_articles: Comparison,
        /// If that was asked for; else it comes as [`Response::BySpeakers`].
        by_speakers: Option<Comparison>,
        /// Corrections, by index, whose statement is not there any more.
        lost: Vec<u32>,
        /// Whether the learned model found the statements, or the rules alone.
        learned: bool,
    },
    /// The other comparison.
    BySpeakers { id: u32, by_speakers: Comparison },
    /// The learned model could not be had: what the rules found stands.
    RulesOnly,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::engine::Engine;

    #[test]
    fn messages_survive_the_wire() {
        let article = Article {
            id: ArticleId(0),
            label: "A".into(),
            title: None,
            date: None,
            url: None,
            text: "The bridge “will close”, Ann Lee said.".into(),
        };
        let request = Request::Compare {
            id: 7,
            holds: 0,
            articles: vec![article],
            corrections: vec![],
            by: CompareBy::Articles,
        };
        let bytes = postcard::to_stdvec(&request).unwrap();
        assert_eq!(postcard::from_bytes::<Request>(&bytes).unwrap(), request);
        let mut told = 0;
        Engine::default().answer(request, &mut |response| {
            let bytes = postcard::to_stdvec(&response).unwrap();
            assert_eq!(postcard::from_bytes::<Response>(&bytes).unwrap(), response);
            told += 1;
        });
        assert_eq!(told, 5);
    }
}
