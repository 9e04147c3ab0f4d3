//! What is kept, undone and shared; and what the analysis found in it.

use std::rc::Rc;

use crate::analysis::Analysis;
use crate::article::{Article, ArticleId};
use crate::comparison::{CompareBy, Comparison};
use crate::corrections::Correction;
use crate::page::search::in_lower_case;
use crate::page::shared::Shared;
use crate::session::{Session, View};

/// What is kept, undone and shared. Cheap to copy: texts are shared between copies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Work {
    pub title: String,
    pub articles: Vec<Rc<Article>>,
    pub corrections: Vec<Correction>,
    pub view: View,
}

impl Work {
    /// As a link or a file carries it.
    pub fn session(&self) -> Session {
        Session {
            title: self.title.clone(),
            articles: self.articles.iter().map(|a| (**a).clone()).collect(),
            corrections: self.corrections.clone(),
            view: self.view.clone(),
        }
    }

    pub fn article(&self, id: ArticleId) -> Option<&Rc<Article>> {
        self.articles.iter().find(|a| a.id == id)
    }

    /// "aldmouth-bridge-closure": the title, or the first article's label and how many there are besides, in characters that
    /// every system takes.
    pub fn file_name(&self) -> String {
        let title = self.title.trim();
        let name = self.articles.first().filter(|_| title.is_empty()).map_or(title, |a| a.label.as_str());
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8);
        let mut parts: Vec<String> = words.map(in_lower_case).collect();
        if parts.is_empty() {
            parts.push("crossread".into());
        }
        if title.is_empty() && self.articles.len() > 1 {
            parts.push(format!("and-{}-more", self.articles.len() - 1));
        }
        if self.view.by == CompareBy::Speakers {
            parts.push("by-speakers".into());
        }
        parts.join("-")
    }

    /// The article being read.
    pub fn current(&self) -> usize {
        (self.view.article as usize).min(self.articles.len().saturating_sub(1))
    }
}

impl From<Session> for Work {
    fn from(session: Session) -> Self {
        Self {
            title: session.title,
            articles: session.articles.into_iter().map(Rc::new).collect(),
            corrections: session.corrections,
            view: session.view,
        }
    }
}

/// What the analysis found, and in which articles.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The request that it answers; 0 for none.
    pub id: u32,
    /// The articles it read, in the order that the comparison counts them.
    pub articles: Vec<Rc<Article>>,
    pub analyses: Vec<Rc<Analysis>>,
    pub by_articles: Shared<Comparison>,
    /// None until it is there, a moment after the other.
    pub by_speakers: Option<Shared<Comparison>>,
    /// Corrections, by index, that do not find their statement any more.
    pub lost: Vec<u32>,
}

impl Found {
    pub fn comparison(&self, by: CompareBy) -> &Shared<Comparison> {
        match by {
            CompareBy::Articles => &self.by_articles,
            CompareBy::Speakers => self.by_speakers.as_ref().unwrap_or(&self.by_articles),
        }
    }

    /// Whether something was found in this text: an analysis belongs to it, and after an edit is of no use.
    pub fn has(&self, article: &Article) -> Option<u32> {
        let index = self.index_of(article.id)?;
        self.articles.get(index as usize).is_some_and(|read| read.text == article.text).then_some(index)
    }

    /// The number that the comparison gives to an article.
    pub fn index_of(&self, id: ArticleId) -> Option<u32> {
        self.articles.iter().position(|a| a.id == id).map(|i| i as u32)
    }
}
