//! What the page and its worker say to each other, postcard bytes in a transferred buffer; and the engine
//! that answers, in the worker or, where none starts, on the page's own thread.

use serde::{Deserialize, Serialize};

use crate::analysis::{Analysis, Reading, overviews, read};
use crate::article::Article;
use crate::attribution::model::{Learned, ModelError};
use crate::attribution::{Attributor, Rules, Together};
use crate::comparison::Comparison;
use crate::corrections::{Correction, corrected, lost, lost_topics};
use crate::jobs::{Job, Outcome};

/// What the page sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Message {
    Ask(Request),
    /// To be answered once, by this ticket.
    Do {
        ticket: u32,
        job: Job,
    },
}

/// What the worker sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    Heard(Response),
    Done { ticket: u32, outcome: Outcome },
}

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// All articles in order. `id` grows with each request, and only the newest answer counts.
    Compare { id: u32, articles: Vec<Article>, corrections: Vec<Correction> },
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// `done` of `total` articles of request `id` are read.
    Progress { id: u32, done: u32, total: u32 },
    /// The analyses, in the order of the articles, and both comparisons, so that changing between them needs
    /// no answer. `millis` is the time it took.
    Compared {
        id: u32,
        analyses: Vec<Analysis>,
        by_articles: Comparison,
        by_speakers: Comparison,
        /// Corrections, by index, whose statement is not there any more.
        lost: Vec<u32>,
        millis: f64,
        /// Whether the learned model found the statements, or the rules alone.
        learned: bool,
    },
    /// The learned model could not be had: what the rules found stands.
    RulesOnly,
}

/// Answers requests. Keeps its readings, so that an article whose text did not change is not read again.
#[derive(Default)]
pub struct Engine {
    readings: Vec<Reading>,
    learned: Option<Together>,
    /// The newest request, to be answered anew when the learned model arrives.
    last: Option<Request>,
}

impl Engine {
    /// Answers a request; `tell` hears of each article that is read.
    pub fn answer(&mut self, request: Request, tell: &mut dyn FnMut(Response)) -> Response {
        self.last = Some(request.clone());
        let Request::Compare { id, articles, corrections } = request;
        let attributor: &dyn Attributor = match &self.learned {
            Some(learned) => learned,
            None => &Rules,
        };
        let total = articles.len() as u32;
        let mut known = std::mem::take(&mut self.readings);
        for (done, article) in articles.into_iter().enumerate() {
            tell(Response::Progress { id, done: done as u32, total });
            let same = |r: &Reading| r.article.text == article.text && r.article.date == article.date;
            let reading = match known.iter().position(same) {
                Some(at) => Reading { article, ..known.swap_remove(at) },
                None => read(&article, attributor),
            };
            self.readings.push(reading);
        }
        let as_corrected: Vec<_> = self.readings.iter().map(|r| corrected(r, &corrections)).collect();
        let readings: Vec<&Reading> = as_corrected.iter().map(AsRef::as_ref).collect();
        let [by_articles, by_speakers] = overviews(&readings, &corrections);
        let mut lost = lost(&self.readings, &corrections);
        lost.extend(lost_topics(&by_articles.topics, &corrections));
        lost.sort_unstable();
        Response::Compared {
            id,
            by_articles,
            by_speakers,
            analyses: readings.iter().map(|r| r.analysis.clone()).collect(),
            lost,
            millis: 0.0,
            learned: self.learned.is_some(),
        }
    }

    /// Takes the learned model, from the bytes of its file; what was read without it is read again. The answer is
    /// to the newest request, if there was one.
    pub fn learn(
        &mut self,
        bytes: &[u8],
        tell: &mut dyn FnMut(Response),
    ) -> Result<Option<Response>, ModelError> {
        self.learned = Some(Together::new(Learned::from_bytes(bytes)?));
        self.readings.clear();
        Ok(self.last.take().map(|request| self.answer(request, tell)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    fn request(id: u32, texts: &[&str]) -> Request {
        let article = |(i, text): (usize, &&str)| Article {
            id: ArticleId(i as u32),
            label: format!("Article {i}"),
            title: None,
            date: None,
            url: None,
            text: (*text).to_owned(),
        };
        Request::Compare {
            id,
            articles: texts.iter().enumerate().map(article).collect(),
            corrections: vec![],
        }
    }

    #[test]
    fn messages_survive_the_wire() {
        let request = request(7, &["The bridge “will close”, Ann Lee said."]);
        let bytes = postcard::to_stdvec(&request).unwrap();
        assert_eq!(postcard::from_bytes::<Request>(&bytes).unwrap(), request);
        let response = Engine::default().answer(request, &mut |_| {});
        let bytes = postcard::to_stdvec(&response).unwrap();
        assert_eq!(postcard::from_bytes::<Response>(&bytes).unwrap(), response);
    }

    #[test]
    fn the_learned_model_answers_anew_when_it_arrives() {
        let weights = include_bytes!("../static/model/attribution.bin");
        let mut engine = Engine::default();
        let text = include_str!("../static/examples/aldmouth-courier.txt");
        assert!(matches!(
            engine.answer(request(3, &[text]), &mut |_| {}),
            Response::Compared { learned: false, .. }
        ));
        assert!(engine.learn(&weights[..100], &mut |_| {}).is_err(), "a damaged file changes nothing");
        let again = engine.learn(weights, &mut |_| {}).unwrap();
        let Some(Response::Compared { id: 3, learned: true, analyses, .. }) = again else {
            panic!("no answer")
        };
        assert!(!analyses[0].attributions.is_empty());
        assert!(Engine::default().learn(weights, &mut |_| {}).unwrap().is_none(), "nothing was asked yet");
    }

    #[test]
    fn an_answer_has_one_analysis_for_each_article_whatever_was_known_before() {
        let mut engine = Engine::default();
        for texts in [&["One. Two."][..], &["Three.", "One. Two."], &["", "One. Two.", "Three."], &[]] {
            let mut told = 0;
            let Response::Compared { analyses, .. } = engine.answer(request(1, texts), &mut |_| told += 1)
            else {
                panic!("not an answer");
            };
            let fresh = Engine::default().answer(request(1, texts), &mut |_| {});
            assert!(matches!(fresh, Response::Compared { analyses: a, .. } if a == analyses));
            assert_eq!(told, texts.len());
        }
    }
}
