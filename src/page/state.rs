//! The page's state and everything that can happen to it. Actions are plain data and [`State::reduced`] is a
//! pure function, so that undo, links and tests need nothing else.
//!
//! - `action`: what can happen. `work`: what is kept, and what was found in it.
//! - `articles`, `history`, `results`: the parts of the reducer that are about these.

mod action;
mod articles;
mod history;
mod results;
mod work;

pub use action::{Action, Dialog, Engine, Place};
pub use work::{Found, Work};

use std::rc::Rc;

use crate::analysis::Analysis;
use crate::article::{Article, ArticleId};
use crate::comparison::Comparison;
use crate::corrections::Correction;
use crate::order::Order;
use crate::page::model::ArticleModel;
use crate::page::shared::Shared;
use crate::page::{model, numbers, strings, table};
use crate::session::{Page, Session};

/// One sentence with a way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    pub sentence: String,
    pub undo: bool,
    pub serial: u32,
}

/// Something went wrong: what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub heading: String,
    pub text: String,
}

/// The state of the page.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub work: Work,
    past: Vec<Rc<Work>>,
    future: Vec<Rc<Work>>,
    /// How many of the first steps back are gone with the next visit, since the reader has forgotten them.
    forgotten: usize,
    pub found: Shared<Found>,
    /// What is known of the articles that `found` has not got, while the analysis runs: topics, and statements as
    /// they are found.
    early: Shared<Found>,
    /// What the newest request has brought of each article so far.
    heard: Vec<Option<Rc<Analysis>>>,
    /// What the reader sees of each article, in the order of `work.articles`.
    pub models: Shared<Vec<Shared<ArticleModel>>>,
    /// Grows whenever the analysis has to be asked again; the number of the request.
    pub revision: u32,
    /// Articles read, of how many, while the analysis runs.
    pub busy: Option<(u32, u32)>,
    pub engine: Engine,
    pub status: String,
    pub alert: Option<Alert>,
    pub toast: Option<Toast>,
    /// The row of the table to go to, likewise.
    pub target_row: Option<(String, u32)>,
    pub dialog: Option<Dialog>,
    pub keys_off: bool,
    pub beside: bool,
    /// Where to go next, and a number that tells one going from the next.
    pub target: Option<(Place, u32)>,
    /// Where the articles came from, when they came by a link.
    pub provenance: Option<String>,
    /// Other texts found on the page that an article was taken from.
    others: Vec<(ArticleId, Vec<String>)>,
    serial: u32,
}

impl State {
    pub fn is_empty(&self) -> bool {
        self.work.articles.is_empty()
    }

    /// What the legend shows: the topics, as soon as there are any.
    pub fn seen(&self) -> &Shared<Found> {
        if self.found.articles.is_empty() { &self.early } else { &self.found }
    }

    pub fn comparison(&self) -> &Shared<Comparison> {
        self.found.comparison(self.work.view.by)
    }

    /// The names of all speakers, in the order of the alphabet.
    pub fn speakers(&self) -> Vec<String> {
        let analyses = self.found.analyses.iter();
        let mut names: Vec<String> = analyses.flat_map(|a| &a.speakers).map(|s| s.name.clone()).collect();
        names.order_by(Ord::cmp);
        names.dedup();
        names
    }

    /// What else could be the text of an article, best first, when the right one was not found.
    pub fn other_texts(&self, article: &Article) -> Vec<String> {
        let known = self.others.iter().find(|(id, _)| *id == article.id);
        known
            .map(|(_, texts)| texts.iter().filter(|t| **t != article.text).cloned().collect())
            .unwrap_or_default()
    }

    /// The state after an action.
    #[must_use]
    pub fn reduced(mut self, action: Action) -> Self {
        match action {
            Action::Add(drafts) => self.add(drafts),
            Action::Remove(id) => self.remove(id),
            Action::Move { id, by } => self.shift(id, by),
            Action::Edit(article) => self.edit(article),
            Action::Correct(correction) => self.correct(correction),
            Action::Uncorrect(index) => {
                if index < self.work.corrections.len() {
                    self.step(strings::CORRECTION_TAKEN_BACK.into());
                    self.work.corrections.remove(index);
                    self.ask();
                }
            }
            Action::ToggleTopic(label) => self.view_step(|v, t| numbers::toggle(v, t, &label)),
            Action::SoloTopic(label) => self.view_step(|v, _| numbers::solo(v, &label)),
            Action::AllTopics => self.view_step(|v, _| v.topics_off.clear()),
            Action::SwapTopic { off, on } => self.view_step(|v, _| numbers::swap(v, &off, &on)),
            Action::Rename(title) => {
                self.remember();
                self.work.title = title;
            }
            Action::Show(page) => self.work.view.page = page,
            Action::Read(id) => self.read(id),
            Action::Revisit { page, article } => {
                self.work.view.page = page;
                self.work.view.article = article;
            }
            Action::By(by) => self.work.view.by = by,
            Action::Filter(filter) => self.work.view.filter = filter,
            Action::Order(order) => self.work.view.order = order,
            Action::ToggleRow(label) => toggle(&mut self.work.view.open_rows, label),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Forget => {
                // Gone from the browser's store; until the page is closed it can be undone.
                let past = vec![Rc::new(self.work)];
                let (revision, serial, keys_off) = (self.revision, self.serial, self.keys_off);
                self = Self { past, forgotten: 1, revision, serial, keys_off, ..Self::default() };
                self.tell(strings::FORGOTTEN.into(), true);
                self.ask();
            }
            Action::Restore(session) => self.bring_back(session),
            Action::Earlier(steps) => self.earlier(steps),
            Action::Open { session, provenance } => self.open(session, provenance),
            Action::Progress { id, done, total } => {
                if id == self.revision {
                    self.busy = Some((done, total));
                }
            }
            Action::Topics { id, .. }
            | Action::Statements { id, .. }
            | Action::Found { id, .. }
            | Action::BySpeakers { id, .. } => {
                if id == self.revision {
                    self.hear(action);
                }
            }
            Action::Engine(engine) => self.engine = engine,
            Action::GoTo(place) => self.go(place),
            Action::GoToRow(label) => {
                self.work.view.page = Page::Compare;
                let row = table::row_of(self.comparison(), &label).unwrap_or(label);
                let serial = self.next_serial();
                self.target_row = Some((row, serial));
            }
            Action::OpenDialog(dialog) => self.dialog = Some(dialog),
            Action::CloseDialog => self.dialog = None,
            Action::Keys(on) => self.keys_off = !on,
            Action::Beside(on) => self.beside = on,
            Action::Say(sentence) => self.tell(sentence, false),
            Action::Warn { heading, text } => self.alert = Some(Alert { heading, text }),
            Action::Dismiss => self.alert = None,
            Action::HideToast(serial) => {
                if self.toast.as_ref().is_some_and(|t| t.serial == serial) {
                    self.toast = None;
                }
            }
        }
        self
    }

    fn next_serial(&mut self) -> u32 {
        self.serial += 1;
        self.serial
    }

    /// Articles or corrections changed: the analysis has to be asked again.
    fn ask(&mut self) {
        self.revision += 1;
        self.busy = (!self.is_empty()).then_some((0, self.work.articles.len() as u32));
        if self.is_empty() {
            self.found = Shared::default();
        }
        self.early = Shared::default();
        self.heard = vec![None; self.work.articles.len()];
        self.rebuild();
    }

    fn rebuild(&mut self) {
        self.models = model::models(&self.work, [&self.found, &self.early], &self.models);
    }

    fn correct(&mut self, correction: Correction) {
        self.step(strings::corrected(&correction, &self.work.articles));
        numbers::follow(&mut self.work.view, &correction);
        self.work.corrections.push(correction);
        self.dialog = self.dialog.take().filter(|d| *d == Dialog::Topics);
        self.ask();
    }

    fn read(&mut self, id: ArticleId) {
        if let Some(at) = self.work.articles.iter().position(|a| a.id == id) {
            self.work.view.article = at as u32;
            self.work.view.page = Page::Read;
        }
    }

    fn go(&mut self, place: Place) {
        self.read(place.article);
        let serial = self.next_serial();
        self.target = Some((place, serial));
    }

    fn open(&mut self, session: Session, provenance: Option<String>) {
        if !self.is_empty() {
            self.remember();
        }
        self.work = session.into();
        self.alert = None;
        self.provenance = provenance;
        self.ask();
    }
}

/// Takes a label out of a list, or puts it in.
fn toggle(list: &mut Vec<String>, label: String) {
    match list.iter().position(|l| *l == label) {
        Some(at) => drop(list.remove(at)),
        None => list.push(label),
    }
}

#[cfg(test)]
mod tests;
