//! Gives out [jobs](crate::jobs) and waits for them. The worker of the analysis does them when it has nothing else to do;
//! while it reads, a worker of their own, so that the analysis of a long text does not hold them up. That one is there while
//! there are jobs and some time after: it takes eight megabytes.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

use super::loading;
use super::workers::{self, READY};
use crate::jobs::{Job, Outcome};
use crate::protocol::{Message, Reply};

/// How long a worker without a job waits for another, in milliseconds.
const REST: u32 = 2_000;
/// How long one may take to start, in milliseconds: its files may be gone, of which nothing is told.
const PATIENCE: u32 = 5_000;

/// Who has a job.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Analysis,
    Clerk,
}

struct Waiting {
    ticket: u32,
    by: By,
    outcome: Option<Outcome>,
    wake: Function,
}

/// A worker for jobs alone.
struct Clerk {
    worker: Worker,
    /// Ends the wait for it; nothing once it listens.
    patience: Option<Timeout>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(Event)>,
}

#[derive(Default)]
struct Desk {
    /// The worker of the analysis.
    analysis: Option<Worker>,
    /// Whether that has nothing to read.
    free: bool,
    clerk: Option<Clerk>,
    /// None starts here, or one has failed.
    no_clerk: bool,
    /// Jobs given before the clerk listened.
    early: Vec<Message>,
    waiting: Vec<Waiting>,
    tickets: u32,
    /// Ends the clerk, unless there is something to do before.
    rest: Option<Timeout>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// The worker of the analysis can be had; `free`: it has nothing to read.
pub fn lend(analysis: &Worker, free: bool) {
    DESK.with_borrow_mut(|desk| {
        desk.analysis = Some(analysis.clone());
        desk.free = free;
    });
}

/// It is ended.
pub fn withdraw() {
    DESK.with_borrow_mut(|desk| {
        desk.analysis = None;
        desk.free = false;
    });
    wake(|w| w.by == By::Analysis, &mut None);
}

/// A job is done.
pub fn done(ticket: u32, outcome: Outcome) {
    wake(|w| w.ticket == ticket, &mut Some(outcome));
}

/// Does a job, parsing what markup it asks for. `None` where the analysis could not be had at all.
pub async fn run(mut job: Job) -> Option<Outcome> {
    loop {
        match once(job.clone()).await? {
            Outcome::Parse(sources) => {
                let trees = job.trees()?;
                // Each round asks for something new, so this ends.
                if sources.is_empty() || sources.iter().any(|s| trees.iter().any(|(t, _)| t == s)) {
                    return None;
                }
                trees.extend(sources.into_iter().map(|source| {
                    let tree = loading::parsed(&source);
                    (source, tree)
                }));
            }
            outcome => return Some(outcome),
        }
    }
}

async fn once(job: Job) -> Option<Outcome> {
    let ticket = DESK.with_borrow_mut(|desk| {
        desk.tickets += 1;
        desk.tickets
    });
    let message = Message::Do { ticket, job };
    // Who has it may be ended before it is done.
    for _ in 0..2 {
        let mut given = false;
        let promise = Promise::new(&mut |wake, _| {
            given = DESK.with_borrow_mut(|desk| desk.give(&message, ticket, wake));
        });
        if !given {
            break;
        }
        let _ = JsFuture::from(promise).await;
        let outcome = DESK.with_borrow_mut(|desk| desk.take(ticket));
        if outcome.is_some() {
            return outcome;
        }
    }
    here(&message).await
}

async fn here(message: &Message) -> Option<Outcome> {
    workers::answer_here(message).await.into_iter().find_map(|reply| match reply {
        Reply::Done { outcome, .. } => Some(outcome),
        _ => None,
    })
}

impl Desk {
    /// Gives a job to somebody; false if there is nobody.
    fn give(&mut self, message: &Message, ticket: u32, wake: Function) -> bool {
        let by = if self.free || !self.hire() { By::Analysis } else { By::Clerk };
        let worker = match by {
            By::Analysis => self.analysis.as_ref(),
            By::Clerk => self.clerk.as_ref().map(|clerk| &clerk.worker),
        };
        let Some(worker) = worker else { return false };
        if by == By::Clerk && self.clerk.as_ref().is_some_and(|clerk| clerk.patience.is_some()) {
            self.early.push(message.clone());
        } else if workers::send(worker, message).is_err() {
            return false;
        }
        self.waiting.push(Waiting { ticket, by, outcome: None, wake });
        true
    }

    /// What came of a job.
    fn take(&mut self, ticket: u32) -> Option<Outcome> {
        let at = self.waiting.iter().position(|w| w.ticket == ticket)?;
        let outcome = self.waiting.swap_remove(at).outcome;
        if self.clerk.is_some() && self.rest.is_none() && self.waiting.iter().all(|w| w.by != By::Clerk) {
            self.rest = Some(Timeout::new(REST, close));
        }
        outcome
    }

    /// Has a clerk there; false where none starts.
    fn hire(&mut self) -> bool {
        if self.no_clerk {
            return false;
        }
        self.rest = None;
        if self.clerk.is_none() {
            self.clerk = workers::start().ok().map(hired);
            self.no_clerk = self.clerk.is_none();
        }
        self.clerk.is_some()
    }
}

/// Ends the clerk.
fn close() {
    if let Some(clerk) = DESK.with_borrow_mut(|desk| desk.clerk.take()) {
        clerk.worker.set_onmessage(None);
        clerk.worker.set_onerror(None);
        clerk.worker.terminate();
    }
}

/// The clerk does not start, or has failed: others have its jobs from now on.
fn failed() {
    DESK.with_borrow_mut(|desk| {
        desk.no_clerk = true;
        desk.early.clear();
        // Not at once: what runs now may be the clerk's own closure.
        desk.rest = Some(Timeout::new(0, close));
    });
    wake(|w| w.by == By::Clerk, &mut None);
}

fn hired(worker: Worker) -> Clerk {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(READY) {
            DESK.with_borrow_mut(|desk| {
                let early = std::mem::take(&mut desk.early);
                if let Some(clerk) = &mut desk.clerk {
                    clerk.patience = None;
                    early.iter().for_each(|message| drop(workers::send(&clerk.worker, message)));
                }
            });
        } else if let Some(Reply::Done { ticket, outcome }) = workers::reply(event.data()) {
            done(ticket, outcome);
        }
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    let on_error = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        event.prevent_default();
        failed();
    });
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Clerk { worker, patience: Some(Timeout::new(PATIENCE, failed)), _heard: heard, _failed: on_error }
}

fn wake(whom: impl Fn(&Waiting) -> bool, outcome: &mut Option<Outcome>) {
    let functions: Vec<Function> = DESK.with_borrow_mut(|desk| {
        let found = desk.waiting.iter_mut().filter(|w| whom(w));
        found
            .map(|w| {
                w.outcome = outcome.take();
                w.wake.clone()
            })
            .collect()
    });
    for function in functions {
        let _ = function.call0(&JsValue::NULL);
    }
}
