//! What the analysis answers: the topics at once, statements as they are found, the comparison last.

use std::rc::Rc;

use super::{Action, Found, State};
use crate::analysis::Analysis;
use crate::comparison::Comparison;
use crate::page::shared::Shared;
use crate::page::{numbers, strings};
use crate::topics::Topic;

impl State {
    /// Takes an answer to the newest request.
    pub(super) fn hear(&mut self, answer: Action) {
        match answer {
            Action::Topics { analyses, topics, .. } => self.take_topics(analyses, topics),
            Action::Statements { article, analysis, .. } => self.take_statements(article, analysis),
            Action::Found { analyses, by_articles, by_speakers, lost, .. } => {
                self.take(analyses, by_articles, by_speakers, lost);
            }
            Action::BySpeakers { by_speakers, .. } => {
                let found = Found { by_speakers: Some(Shared::new(by_speakers)), ..(*self.found).clone() };
                self.found = Shared::new(found);
            }
            _ => {}
        }
    }

    /// The first articles get their numbers; later ones are marked in those that there are.
    fn take_topics(&mut self, read: Vec<(u32, Analysis)>, topics: Vec<Topic>) {
        if self.found.articles.is_empty() {
            numbers::assign(&mut self.work.view, &topics);
        }
        // One empty analysis stands for all that are still to come.
        let none = Rc::new(Analysis::default());
        let mut analyses = vec![none; self.work.articles.len()];
        for (at, analysis) in read {
            if let Some(place) = analyses.get_mut(at as usize) {
                *place = Rc::new(analysis);
            }
        }
        self.early = Shared::new(Found {
            articles: self.work.articles.clone(),
            analyses,
            by_articles: Shared::new(Comparison { topics, ..Comparison::default() }),
            ..Found::default()
        });
        self.rebuild();
    }

    fn take_statements(&mut self, article: u32, analysis: Analysis) {
        let mut early = (*self.early).clone();
        if let Some(place) = early.analyses.get_mut(article as usize) {
            *place = Rc::new(analysis);
            self.early = Shared::new(early);
            self.rebuild();
        }
    }

    fn take(
        &mut self,
        analyses: Vec<Analysis>,
        by_articles: Comparison,
        by_speakers: Option<Comparison>,
        lost: Vec<u32>,
    ) {
        numbers::rename(&mut self.work.view, &by_articles.topics);
        numbers::assign(&mut self.work.view, &by_articles.topics);
        self.found = Shared::new(Found {
            articles: self.work.articles.clone(),
            analyses: analyses.into_iter().map(Rc::new).collect(),
            by_articles: Shared::new(by_articles),
            by_speakers: by_speakers.map(Shared::new),
            lost,
        });
        self.early = Shared::default();
        self.busy = None;
        self.status = strings::found(&self.found);
        self.rebuild();
    }
}
