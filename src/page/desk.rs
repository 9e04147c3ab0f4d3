//! Gives out [jobs](crate::jobs) and waits for them, in a worker of its own: the analysis of a long text does not hold
//! them up, and neither of them holds up the page. The worker is there while there are jobs and some time after: it takes
//! eight megabytes, and is there again in less time than a reader notices.

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

struct Waiting {
    ticket: u32,
    outcome: Option<Outcome>,
    wake: Function,
}

/// How long the worker waits for another job, in milliseconds.
const PATIENCE: u32 = 2_000;

struct Clerk {
    worker: Worker,
    listens: bool,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(Event)>,
}

#[derive(Default)]
struct Desk {
    clerk: Option<Clerk>,
    /// No worker starts here, or one has failed.
    alone: bool,
    /// Jobs given before the worker listened.
    early: Vec<Message>,
    waiting: Vec<Waiting>,
    tickets: u32,
    /// Ends the worker, unless there is something to do before.
    rest: Option<Timeout>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
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
    let started = start();
    let ticket = DESK.with_borrow_mut(|desk| {
        desk.tickets += 1;
        desk.tickets
    });
    let message = Message::Do { ticket, job };
    if !started {
        return here(&message).await;
    }
    let promise = Promise::new(&mut |wake, _| {
        DESK.with_borrow_mut(|desk| desk.waiting.push(Waiting { ticket, outcome: None, wake }));
    });
    let sent = DESK.with_borrow_mut(|desk| match &desk.clerk {
        Some(clerk) if clerk.listens => workers::send(&clerk.worker, &message).is_ok(),
        _ => {
            desk.early.push(message.clone());
            true
        }
    });
    if sent {
        let _ = JsFuture::from(promise).await;
    }
    let done = DESK.with_borrow_mut(|desk| {
        let at = desk.waiting.iter().position(|w| w.ticket == ticket)?;
        let outcome = desk.waiting.swap_remove(at).outcome;
        desk.rest = desk.waiting.is_empty().then(|| Timeout::new(PATIENCE, close));
        outcome
    });
    match done {
        Some(outcome) => Some(outcome),
        // The worker failed.
        None => here(&message).await,
    }
}

async fn here(message: &Message) -> Option<Outcome> {
    workers::answer_here(message).await.into_iter().find_map(|reply| match reply {
        Reply::Done { outcome, .. } => Some(outcome),
        _ => None,
    })
}

/// Starts the worker where there is none; false where none starts.
fn start() -> bool {
    DESK.with_borrow_mut(|desk| {
        desk.rest = None;
        if desk.clerk.is_none() && !desk.alone {
            desk.clerk = workers::start().ok().map(hired);
            desk.alone = desk.clerk.is_none();
        }
        desk.clerk.is_some() && !desk.alone
    })
}

/// Ends the worker.
fn close() {
    if let Some(clerk) = DESK.with_borrow_mut(|desk| desk.clerk.take()) {
        clerk.worker.terminate();
    }
}

fn hired(worker: Worker) -> Clerk {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(READY) {
            DESK.with_borrow_mut(|desk| {
                let early = std::mem::take(&mut desk.early);
                if let Some(clerk) = &mut desk.clerk {
                    clerk.listens = true;
                    early.iter().for_each(|message| drop(workers::send(&clerk.worker, message)));
                }
            });
        } else if let Some(Reply::Done { ticket, outcome }) = workers::reply(&event.data()) {
            wake(|w| w.ticket == ticket, &mut Some(outcome));
        }
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // A worker that fails wakes everybody, without an outcome. It is kept: what runs here belongs to it.
    let failed = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        event.prevent_default();
        DESK.with_borrow_mut(|desk| desk.alone = true);
        wake(|_| true, &mut None);
    });
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    Clerk { worker, listens: false, _heard: heard, _failed: failed }
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
