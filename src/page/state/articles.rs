//! Articles come, go, move and change.

use std::rc::Rc;

use super::{Alert, State};
use crate::article::{Article, ArticleId};
use crate::load::Draft;
use crate::page::strings;

impl State {
    pub(super) fn add(&mut self, drafts: Vec<Draft>) {
        let known = self.work.articles.len();
        self.alert = None;
        let drafts: Vec<Draft> = drafts.into_iter().filter(|d| !d.text.trim().is_empty()).collect();
        if drafts.is_empty() {
            self.alert =
                Some(Alert { heading: strings::NOTHING_HEADING.into(), text: strings::NOTHING_TEXT.into() });
            return;
        }
        self.remember();
        // A number is not used again, even after its article was removed.
        let known_works = self.past.iter().map(|work| &**work).chain([&self.work]);
        let used = known_works.flat_map(|work| &work.articles);
        let next = used.map(|a| a.id.0 + 1).max().unwrap_or(0);
        for (id, draft) in (next..).zip(drafts) {
            let label = self.free_label(&draft.label);
            if !draft.others.is_empty() {
                let texts = [vec![draft.text.clone()], draft.others].concat();
                self.others.push((ArticleId(id), texts));
            }
            self.work.articles.push(Rc::new(Article {
                id: ArticleId(id),
                label,
                title: draft.title,
                date: draft.date,
                url: draft.url,
                text: draft.text,
            }));
        }
        self.work.view.article = known as u32;
        let added: Vec<&str> = self.work.articles[known..].iter().map(|a| a.label.as_str()).collect();
        self.status = strings::added(&added);
        self.ask();
    }

    /// A label that no other article has.
    fn free_label(&self, wanted: &str) -> String {
        let taken = |label: &str| self.work.articles.iter().any(|a| a.label == label);
        let wanted = wanted.trim();
        if !wanted.is_empty() && !taken(wanted) {
            return wanted.to_owned();
        }
        let base = if wanted.is_empty() { strings::ARTICLE } else { wanted };
        let first = if wanted.is_empty() { self.work.articles.len() + 1 } else { 2 };
        (first..).map(|n| format!("{base} {n}")).find(|l| !taken(l)).unwrap_or_default()
    }

    pub(super) fn remove(&mut self, id: ArticleId) {
        let Some(at) = self.work.articles.iter().position(|a| a.id == id) else { return };
        self.step(strings::removed(&self.work.articles[at].label));
        self.work.articles.remove(at);
        self.dialog = None;
        let view = &mut self.work.view;
        if view.article as usize >= at && view.article > 0 {
            view.article -= 1;
        }
        self.ask();
    }

    pub(super) fn shift(&mut self, id: ArticleId, by: i32) {
        let Some(at) = self.work.articles.iter().position(|a| a.id == id) else { return };
        let to = at.saturating_add_signed(by as isize).min(self.work.articles.len() - 1);
        if to == at {
            return;
        }
        self.step(strings::moved(&self.work.articles[at].label, to + 1));
        let article = self.work.articles.remove(at);
        self.work.articles.insert(to, article);
        self.work.view.article = to as u32;
        self.ask();
    }

    pub(super) fn edit(&mut self, article: Article) {
        let Some(at) = self.work.articles.iter().position(|a| a.id == article.id) else { return };
        if *self.work.articles[at] == article {
            return;
        }
        self.step(strings::edited(&article.label));
        self.work.articles[at] = Rc::new(article);
        self.dialog = None;
        self.ask();
    }
}
