//! The page's state and everything that can happen to it. Actions are plain data and [`State::reduced`] is a
//! pure function, so that undo, links and tests need nothing else.

use std::rc::Rc;

use crate::analysis::Analysis;
use crate::article::{Article, ArticleId};
use crate::comparison::{CompareBy, Comparison};
use crate::corrections::Correction;
use crate::load::Draft;
use crate::page::model::ArticleModel;
use crate::page::shared::Shared;
use crate::page::{model, numbers, strings, table};
use crate::session::{Page, RowFilter, RowOrder, Session, View};
use crate::text::Span;

/// How many steps can be undone.
const STEPS: usize = 200;

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
    /// The articles it read, in the order that the comparison counts them.
    pub articles: Vec<Rc<Article>>,
    pub analyses: Vec<Rc<Analysis>>,
    pub by_articles: Shared<Comparison>,
    pub by_speakers: Shared<Comparison>,
    /// Corrections, by index, that do not find their statement any more.
    pub lost: Vec<u32>,
}

impl Found {
    pub fn comparison(&self, by: CompareBy) -> &Shared<Comparison> {
        match by {
            CompareBy::Articles => &self.by_articles,
            CompareBy::Speakers => &self.by_speakers,
        }
    }

    /// The number that the comparison gives to an article.
    pub fn index_of(&self, id: ArticleId) -> Option<u32> {
        self.articles.iter().position(|a| a.id == id).map(|i| i as u32)
    }
}

/// A place to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub article: ArticleId,
    pub span: Span,
    /// The statement it belongs to, as an index into the article's attributions.
    pub attribution: Option<u32>,
}

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

/// What stands before the page and waits for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// A statement: who said it and why we think so; to be corrected.
    Statement {
        article: ArticleId,
        attribution: u32,
    },
    /// An article's text and what is known about it.
    Article(ArticleId),
    Topics,
    Title,
    Keys,
    Share,
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
    /// A link, a file or the work of the last visit.
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
    Found {
        id: u32,
        analyses: Vec<Analysis>,
        by_articles: Comparison,
        by_speakers: Comparison,
        lost: Vec<u32>,
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

/// The state of the page.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub work: Work,
    past: Vec<Rc<Work>>,
    future: Vec<Rc<Work>>,
    pub found: Shared<Found>,
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
    serial: u32,
}

impl State {
    pub fn is_empty(&self) -> bool {
        self.work.articles.is_empty()
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    pub fn comparison(&self) -> &Shared<Comparison> {
        self.found.comparison(self.work.view.by)
    }

    /// The names of all speakers, in the order of the alphabet.
    pub fn speakers(&self) -> Vec<String> {
        let analyses = self.found.analyses.iter();
        let mut names: Vec<String> = analyses.flat_map(|a| &a.speakers).map(|s| s.name.clone()).collect();
        names.sort();
        names.dedup();
        names
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
                self = Self { past, revision, serial, keys_off, ..Self::default() };
                self.tell(strings::FORGOTTEN.into(), true);
                self.ask();
            }
            Action::Open { session, provenance } => self.open(session, provenance),
            Action::Progress { id, done, total } => {
                if id == self.revision {
                    self.busy = Some((done, total));
                }
            }
            Action::Found { id, analyses, by_articles, by_speakers, lost } => {
                if id == self.revision {
                    self.take(analyses, by_articles, by_speakers, lost);
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

    /// Keeps what is there now, so that it can be undone.
    fn remember(&mut self) {
        self.past.push(Rc::new(self.work.clone()));
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// A change that is told with a way back.
    fn step(&mut self, sentence: String) {
        self.remember();
        self.tell(sentence, true);
    }

    fn tell(&mut self, sentence: String, undo: bool) {
        let serial = self.next_serial();
        self.status = sentence.clone();
        self.toast = Some(Toast { sentence, undo, serial });
    }

    /// A change of the view that can be undone but needs no new analysis.
    fn view_step(&mut self, change: impl FnOnce(&mut View, &Comparison)) {
        let before = self.work.clone();
        change(&mut self.work.view, &self.found.by_articles);
        if self.work.view != before.view {
            if self.work.view.numbers != before.view.numbers {
                self.rebuild();
            }
            self.past.push(Rc::new(before));
            self.future.clear();
        }
    }

    /// Articles or corrections changed: the analysis has to be asked again.
    fn ask(&mut self) {
        self.revision += 1;
        self.busy = (!self.is_empty()).then_some((0, self.work.articles.len() as u32));
        if self.is_empty() {
            self.found = Shared::default();
        }
        self.rebuild();
    }

    fn rebuild(&mut self) {
        self.models = model::models(&self.work, &self.found, &self.models);
    }

    fn add(&mut self, drafts: Vec<Draft>) {
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

    fn remove(&mut self, id: ArticleId) {
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

    fn shift(&mut self, id: ArticleId, by: i32) {
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

    fn edit(&mut self, article: Article) {
        let Some(at) = self.work.articles.iter().position(|a| a.id == article.id) else { return };
        if *self.work.articles[at] == article {
            return;
        }
        self.step(strings::edited(&article.label));
        self.work.articles[at] = Rc::new(article);
        self.dialog = None;
        self.ask();
    }

    fn correct(&mut self, correction: Correction) {
        self.step(strings::corrected(&correction));
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

    fn undo(&mut self) {
        match self.past.pop() {
            Some(work) => {
                self.future.push(Rc::new(self.work.clone()));
                self.restore(&work);
                self.tell(strings::UNDONE.into(), false);
            }
            None => self.status = strings::NOTHING_TO_UNDO.into(),
        }
    }

    fn redo(&mut self) {
        match self.future.pop() {
            Some(work) => {
                self.past.push(Rc::new(self.work.clone()));
                self.restore(&work);
                self.tell(strings::REDONE.into(), true);
            }
            None => self.status = strings::NOTHING_TO_REDO.into(),
        }
    }

    /// Goes to another work, but stays in the view that is open.
    fn restore(&mut self, work: &Work) {
        let page = self.work.view.page;
        let same = self.work.articles == work.articles && self.work.corrections == work.corrections;
        self.work = work.clone();
        self.work.view.page = page;
        if same { self.rebuild() } else { self.ask() }
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

    fn take(
        &mut self,
        analyses: Vec<Analysis>,
        by_articles: Comparison,
        by_speakers: Comparison,
        lost: Vec<u32>,
    ) {
        numbers::assign(&mut self.work.view, &by_articles.topics);
        self.found = Shared::new(Found {
            articles: self.work.articles.clone(),
            analyses: analyses.into_iter().map(Rc::new).collect(),
            by_articles: Shared::new(by_articles),
            by_speakers: Shared::new(by_speakers),
            lost,
        });
        self.busy = None;
        self.status = strings::found(&self.found);
        self.rebuild();
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
