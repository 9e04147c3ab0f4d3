//! Long work in slices: what can wait is done in tasks of some milliseconds each, between which the page hears what the
//! reader does. What is more urgent goes first.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

use super::browser;

/// How urgent a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// What has come in, in a task of its own.
    Heard,
    /// What is probably in view.
    Near,
    /// The virtual DOM draws it once the task is over.
    Drawn,
    Far,
    /// When all else is done.
    Last,
}

/// Milliseconds after which a task ends.
const LONG_ENOUGH: f64 = 8.0;

/// Milliseconds for which articles are not drawn while the worker finds their topics.
const HOLD: u32 = 40;

/// Does a part of its work; true if there is more.
type Piece = Box<dyn FnMut() -> bool>;

#[derive(Default)]
struct Queue {
    /// In the order of [`Rank`].
    waiting: [Vec<Piece>; 5],
    /// A task is on its way.
    called: bool,
    /// No elements are drawn until this is over or let go.
    hold: Option<Timeout>,
}

impl Queue {
    /// The rank of what is to be done next.
    fn next(&self) -> Option<usize> {
        let held = self.hold.is_some();
        (0..self.waiting.len()).find(|rank| !self.waiting[*rank].is_empty() && !(held && draws(*rank)))
    }
}

/// Whether work of this rank makes elements of articles.
fn draws(rank: usize) -> bool {
    rank == Rank::Near as usize || rank == Rank::Far as usize
}

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
    /// A timer would take four milliseconds a task.
    static DOOR: Option<MessagePort> = door();
}

fn door() -> Option<MessagePort> {
    let channel = MessageChannel::new().ok()?;
    let called = Closure::<dyn FnMut()>::new(turn).into_js_value();
    channel.port1().set_onmessage(Some(called.unchecked_ref()));
    Some(channel.port2())
}

/// Has a piece of work done soon, again and again until it says that nothing is left of it.
pub fn soon(rank: Rank, piece: impl FnMut() -> bool + 'static) {
    QUEUE.with_borrow_mut(|queue| queue.waiting[rank as usize].push(Box::new(piece)));
    call();
}

/// Has something done once.
pub fn once(rank: Rank, act: impl FnOnce() + 'static) {
    let mut act = Some(act);
    soon(rank, move || {
        act.take().into_iter().for_each(|act| act());
        false
    });
}

/// Elements wait for a moment: what is drawn before the topics are there is drawn again with them, and takes the
/// processor's caches and the other core from the worker that finds them.
pub fn hold() {
    let timeout = Timeout::new(HOLD, let_go);
    QUEUE.with_borrow_mut(|queue| queue.hold = Some(timeout));
}

/// Elements need not wait any more.
pub fn let_go() {
    // Dropped once nothing is borrowed.
    drop(QUEUE.with_borrow_mut(|queue| queue.hold.take()));
    call();
}

fn call() {
    let wanted =
        QUEUE.with_borrow_mut(|queue| queue.next().is_some() && !std::mem::replace(&mut queue.called, true));
    if wanted {
        DOOR.with(|door| door.as_ref().map(|door| door.post_message(&JsValue::NULL)));
    }
}

/// One task.
fn turn() {
    let begun = browser::now();
    QUEUE.with_borrow_mut(|queue| queue.called = false);
    loop {
        let next = QUEUE.with_borrow_mut(|queue| {
            let at = queue.next()?;
            Some((at, queue.waiting[at].remove(0)))
        });
        let Some((at, mut piece)) = next else { break };
        if piece() {
            QUEUE.with_borrow_mut(|queue| queue.waiting[at].insert(0, piece));
        }
        // What the virtual DOM has to draw is drawn before anything else is begun.
        if !draws(at) || browser::now() - begun > LONG_ENOUGH {
            break;
        }
    }
    call();
}
