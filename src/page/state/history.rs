//! What was there before and can be had back.

use std::rc::Rc;

use super::{State, Toast, Work};
use crate::comparison::Comparison;
use crate::page::strings;
use crate::session::{Session, View};

/// How many steps can be undone.
const STEPS: usize = 200;
/// How many of them outlive a reload, and how much text these may have together.
const KEPT: usize = 20;
const KEPT_BYTES: usize = 1_000_000;

impl State {
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Keeps what is there now, so that it can be undone.
    pub(super) fn remember(&mut self) {
        self.past.push(Rc::new(self.work.clone()));
        if self.past.len() > STEPS {
            self.past.remove(0);
            self.forgotten = self.forgotten.saturating_sub(1);
        }
        self.future.clear();
    }

    /// A change that is told with a way back.
    pub(super) fn step(&mut self, sentence: String) {
        self.remember();
        self.tell(sentence, true);
    }

    pub(super) fn tell(&mut self, sentence: String, undo: bool) {
        let serial = self.next_serial();
        self.status = sentence.clone();
        self.toast = Some(Toast { sentence, undo, serial });
    }

    /// A change of the view that can be undone but needs no new analysis.
    pub(super) fn view_step(&mut self, change: impl FnOnce(&mut View, &Comparison)) {
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

    /// Opens the work of the last visit; where the reader has begun something before it was there, it is one step back.
    pub(super) fn bring_back(&mut self, kept: Session) {
        if self.is_empty() {
            self.open(kept, None);
        } else {
            self.past.push(Rc::new(kept.into()));
            self.tell(strings::KEPT_ONE_STEP_BACK.into(), true);
        }
    }

    /// The last steps that changed more than the view, oldest first: what is to outlive a reload. Of large works
    /// only the last.
    pub fn steps(&self) -> Vec<Rc<Work>> {
        let (mut steps, mut bytes, mut after) = (Vec::new(), 0, &self.work);
        for work in self.past.get(self.forgotten..).unwrap_or_default().iter().rev() {
            let texts = work.articles.iter().map(Rc::as_ptr);
            let same = texts.eq(after.articles.iter().map(Rc::as_ptr))
                && work.corrections == after.corrections
                && work.title == after.title;
            after = work;
            if same || work.articles.is_empty() {
                continue;
            }
            bytes += work.articles.iter().map(|a| a.text.len()).sum::<usize>();
            if steps.len() == KEPT || bytes > KEPT_BYTES && !steps.is_empty() {
                break;
            }
            steps.push(work.clone());
        }
        steps.reverse();
        steps
    }

    /// Steps of the last visit come before those of this one.
    pub(super) fn earlier(&mut self, mut steps: Vec<Rc<Work>>) {
        if self.forgotten > 0 || steps.is_empty() {
            return;
        }
        steps.append(&mut self.past);
        self.past = steps;
        if self.is_empty() {
            self.tell(strings::KEPT_ONE_STEP_BACK.into(), true);
        }
    }

    pub(super) fn undo(&mut self) {
        match self.past.pop() {
            Some(work) => {
                self.forgotten = self.forgotten.min(self.past.len());
                self.future.push(Rc::new(self.work.clone()));
                self.restore(&work);
                self.tell(strings::UNDONE.into(), false);
            }
            None => self.status = strings::NOTHING_TO_UNDO.into(),
        }
    }

    pub(super) fn redo(&mut self) {
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
}
