//! What the analysis answers: the topics at once, statements as they are found, the comparison last.

use std::rc::Rc;

use super::{Action, Found, State};
use crate::analysis::Analysis;
use crate::article::Article;
use crate::comparison::Comparison;
use crate::corrections::Correction;
use crate::page::shared::Shared;
use crate::page::{numbers, strings};
use crate::topics::Topic;

impl State {
    /// Takes an answer to the newest request.
    pub(super) fn hear(&mut self, answer: Action) {
        match answer {
            Action::Topics { analyses, topics, .. } => self.take_topics(analyses, topics),
            Action::Statements { article, analysis, .. } => self.take_statements(article, analysis),
            Action::Found { id, analyses, by_articles, by_speakers, lost } => {
                self.take(id, analyses, by_articles, by_speakers, lost);
            }
            Action::BySpeakers { by_speakers, .. } => {
                let found = Found { by_speakers: Some(Shared::new(by_speakers)), ..(*self.found).clone() };
                self.found = Shared::new(found);
            }
            _ => {}
        }
    }

    /// The first topics get numbers; later articles are marked in those that there are. Those that a link brings stay as
    /// they are: which topics come first is known only once all is read.
    fn take_topics(&mut self, read: Vec<(u32, Analysis)>, topics: Vec<Topic>) {
        if self.work.view.numbers.iter().all(String::is_empty) {
            numbers::assign(&mut self.work.view, &topics);
        }
        for (at, analysis) in read {
            if let Some(place) = self.heard.get_mut(at as usize) {
                *place = Some(Rc::new(analysis));
            }
        }
        // One empty analysis stands for all that are still to come.
        let none = Rc::new(Analysis::default());
        let analyses = self.heard.iter().map(|heard| heard.as_ref().unwrap_or(&none).clone()).collect();
        self.early = Shared::new(Found {
            articles: self.work.articles.clone(),
            analyses,
            by_articles: Shared::new(Comparison { topics, ..Comparison::default() }),
            ..Found::default()
        });
        self.rebuild();
    }

    fn take_statements(&mut self, article: u32, analysis: Analysis) {
        let analysis = Rc::new(analysis);
        if let Some(heard) = self.heard.get_mut(article as usize) {
            *heard = Some(analysis.clone());
        }
        let read = self.work.articles.get(article as usize);
        if read.is_some_and(|read| self.found.has(read).is_some()) {
            // Marks that are there stay until the comparison comes.
            return;
        }
        let mut early = (*self.early).clone();
        if let Some(place) = early.analyses.get_mut(article as usize) {
            *place = analysis;
            self.early = Shared::new(early);
            self.rebuild();
        }
    }

    /// What is new, and what came with this request or the one before it.
    fn analyses(&self, new: Vec<(u32, Analysis)>) -> Vec<Rc<Analysis>> {
        let mut heard = self.heard.clone();
        for (at, analysis) in new {
            if let Some(place) = heard.get_mut(at as usize) {
                *place = Some(Rc::new(analysis));
            }
        }
        let before = |article: &Article| {
            let index = self.found.index_of(article.id)?;
            self.found.analyses.get(index as usize).cloned()
        };
        let articles = self.work.articles.iter();
        articles.zip(heard).map(|(a, heard)| heard.or_else(|| before(a)).unwrap_or_default()).collect()
    }

    fn take(
        &mut self,
        id: u32,
        analyses: Vec<(u32, Analysis)>,
        by_articles: Comparison,
        by_speakers: Option<Comparison>,
        lost: Vec<u32>,
    ) {
        numbers::rename(&mut self.work.view, &by_articles.topics);
        numbers::assign(&mut self.work.view, &by_articles.topics);
        self.found = Shared::new(Found {
            id,
            articles: self.work.articles.clone(),
            analyses: self.analyses(analyses),
            by_articles: Shared::new(by_articles),
            by_speakers: by_speakers.map(Shared::new),
            lost,
        });
        self.early = Shared::default();
        self.heard = vec![None; self.work.articles.len()];
        self.busy = None;
        // What was just said, "Link copied", stays: a screen reader would miss what is replaced at once.
        let just = self.toast.as_ref().is_some_and(|t| !t.undo && t.sentence == self.status);
        let before = if just { std::mem::take(&mut self.status) + " " } else { String::new() };
        self.status = before + &strings::found(&self.found);
        // What the reader asked for last, and the texts have not got.
        if let Some(last @ Correction::AddTopic { phrase }) = self.work.corrections.last() {
            let index = self.work.corrections.len() as u32 - 1;
            let told = strings::corrected(last, &self.work.articles);
            if self.found.lost.contains(&index) && self.toast.as_ref().is_some_and(|t| t.sentence == told) {
                self.tell(strings::not_in_the_texts(phrase), true);
            }
        }
        self.rebuild();
    }
}
