//! Gives out [jobs](crate::jobs) and waits for them, in a worker of its own: the analysis of a long text does not hold
//! them up, and neither of them holds up the page.

use std::cell::RefCell;

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

#[derive(Default)]
struct Desk {
    started: bool,
    worker: Option<Worker>,
    /// Jobs given before the worker listened.
    early: Vec<Message>,
    listens: bool,
    waiting: Vec<Waiting>,
    tickets: u32,
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

/// Has a worker there by the time that there is something to do.
pub fn warm() {
    start();
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
    let sent = DESK.with_borrow_mut(|desk| match &desk.worker {
        Some(worker) if desk.listens => workers::send(worker, &message).is_ok(),
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
        desk.waiting.swap_remove(at).outcome
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

/// Starts the worker, once; false where there is none.
fn start() -> bool {
    let first = DESK.with_borrow_mut(|desk| !std::mem::replace(&mut desk.started, true));
    if first && let Ok(worker) = workers::start() {
        listen(&worker);
        DESK.with_borrow_mut(|desk| desk.worker = Some(worker));
    }
    DESK.with_borrow(|desk| desk.worker.is_some())
}

fn listen(worker: &Worker) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(READY) {
            DESK.with_borrow_mut(|desk| {
                desk.listens = true;
                let early = std::mem::take(&mut desk.early);
                if let Some(worker) = &desk.worker {
                    early.iter().for_each(|message| drop(workers::send(worker, message)));
                }
            });
        } else if let Some(Reply::Done { ticket, outcome }) = workers::reply(&event.data()) {
            wake(|w| w.ticket == ticket, &mut Some(outcome));
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // A worker that fails wakes everybody, without an outcome.
    let on_error = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        event.prevent_default();
        DESK.with_borrow_mut(|desk| desk.worker = None);
        wake(|_| true, &mut None);
    });
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
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
