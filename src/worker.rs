//! The seam between the page and the analysis: decodes messages, calls, encodes replies. It serves as a worker, and
//! [`answer`] serves the page itself where no worker starts. One worker answers the page; where there is much to
//! read it has [others](pool) beside it.

mod pool;
mod warm;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, Response as WebResponse};

use crate::engine::{Engine, Progress};
use crate::jobs::{self, Job, Outcome};
use crate::post::{received, taken, written};
use crate::protocol::{Message, Reply, Response};
use crate::session::dictionary::{Dictionary, FILE};
use pool::Pool;

/// What the worker posts once it listens.
pub const READY: &str = "ready";

/// The learned model's file, beside the page.
const MODEL: &str = "./attribution.bin";

#[wasm_bindgen]
extern "C" {
    /// In workers and windows alike.
    #[wasm_bindgen(catch)]
    fn fetch(address: &str) -> Result<js_sys::Promise, JsValue>;
}

/// The worker's scope, when this module runs inside one.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// A worker's state.
struct Desk {
    scope: DedicatedWorkerGlobalScope,
    engine: RefCell<Engine>,
    pool: Pool,
    sent_for: Cell<bool>,
    running: Cell<bool>,
    /// Somebody has asked for something: there is no time to warm up any more.
    asked: Cell<bool>,
}

/// Answers messages: by rules until the learned model has arrived, and then the newest request again.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    let desk = Rc::new(Desk {
        scope: scope.clone(),
        engine: RefCell::default(),
        pool: Pool::default(),
        sent_for: Cell::new(false),
        running: Cell::new(false),
        asked: Cell::new(false),
    });
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let came = now();
        // The bytes are gone before the work begins, which then has their room.
        match received(event.data()) {
            Some(Message::Prepare) => {
                desk.prepare();
                warm::warm_up(&desk);
            }
            Some(Message::Ask(request)) => {
                desk.asked.set(true);
                desk.engine.borrow_mut().ask(request);
                // What is quick is there at once; the rest leaves room for other messages.
                desk.step(came);
                desk.pool.awake();
                desk.run();
                desk.prepare();
            }
            Some(Message::Do { ticket, job }) => {
                let scope = desk.scope.clone();
                spawn_local(async move { send(&scope, &Reply::Done { ticket, outcome: work(job).await }) });
            }
            // A file that is none was refused before it came here.
            Some(Message::Learn(bytes)) => drop(desk.engine.borrow_mut().learn(bytes)),
            Some(Message::Read(parcel)) => {
                let number = parcel.number;
                let part = desk.engine.borrow_mut().unpack(parcel).unwrap_or_default();
                send(&desk.scope, &Reply::Read { number, part });
            }
            None => {}
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
}

impl Desk {
    /// Sends for the learned model, once.
    fn prepare(self: &Rc<Self>) {
        if self.sent_for.replace(true) {
            return;
        }
        let desk = self.clone();
        spawn_local(async move {
            let learned = match bytes_of(MODEL).await {
                Ok(bytes) => desk.engine.borrow_mut().learn(bytes).is_ok(),
                Err(_) => false,
            };
            if learned {
                desk.run();
                warm::warm_up_model(&desk);
            } else {
                desk.tell(Response::RulesOnly);
            }
        });
    }

    fn tell(&self, response: Response) {
        send(&self.scope, &Reply::Heard(response));
    }

    /// The engine's next step; `began` is when the work on it began.
    fn step(&self, began: f64) -> Progress {
        let stage = self.engine.borrow().stage();
        let progress = self.engine.borrow_mut().step(&mut |response| self.tell(response));
        if let Some(stage) = stage.filter(|s| !s.starts_with("statements")) {
            measure(stage, began);
        }
        progress
    }

    /// Works until all is told, with breaths between the steps.
    fn run(self: &Rc<Self>) {
        if self.running.replace(true) {
            return;
        }
        let desk = self.clone();
        spawn_local(async move {
            let mut reading = None;
            let breath = Breath::default();
            loop {
                breath.take().await;
                let began = now();
                let stage = desk.engine.borrow().stage();
                match stage.filter(|s| s.starts_with("statements")) {
                    Some(stage) => _ = reading.get_or_insert((stage, began)),
                    None => {
                        if let Some((stage, since)) = reading.take() {
                            measure(stage, since);
                        }
                    }
                }
                Pool::feed(&desk);
                match desk.step(began) {
                    Progress::More => {}
                    Progress::Waiting => pause(&desk.pool).await,
                    Progress::Idle => break,
                }
            }
            desk.pool.close();
            desk.running.set(false);
        });
    }
}

thread_local! {
    /// The engine of a page without a worker, by rules alone.
    static ALONE: RefCell<Engine> = RefCell::default();
    static DICTIONARY: RefCell<Option<Rc<Dictionary>>> = const { RefCell::new(None) };
}

/// Pauses in which the messages that have come are heard. A timer would do, but takes four milliseconds.
struct Breath(Option<MessageChannel>);

impl Default for Breath {
    fn default() -> Self {
        Self(MessageChannel::new().ok())
    }
}

impl Breath {
    async fn take(&self) {
        let Some(channel) = &self.0 else { return };
        let promise = js_sys::Promise::new(&mut |wake, _| {
            channel.port1().set_onmessage(Some(&wake));
            let _ = channel.port2().post_message(&JsValue::NULL);
        });
        let _ = JsFuture::from(promise).await;
    }
}

impl Drop for Breath {
    fn drop(&mut self) {
        if let Some(channel) = &self.0 {
            channel.port1().close();
        }
    }
}

/// Waits until another worker has read something.
async fn pause(pool: &Pool) {
    let promise = js_sys::Promise::new(&mut |wake, _| pool.wake_with(wake));
    let _ = JsFuture::from(promise).await;
}

/// Answers one message on the thread that calls, with bytes of a list of replies; none for what is not a message. The
/// worker's program exports it: an export of this library would be in the page's program too, with all the analysis
/// behind it.
pub async fn answer(message: Vec<u8>) -> Vec<u8> {
    let mut replies = Vec::new();
    match postcard::from_bytes(&message) {
        Ok(Message::Ask(request)) => ALONE.with_borrow_mut(|engine| {
            engine.answer(request, &mut |response| replies.push(Reply::Heard(response)));
        }),
        Ok(Message::Do { ticket, job }) => replies.push(Reply::Done { ticket, outcome: work(job).await }),
        _ => {}
    }
    postcard::to_stdvec(&replies).unwrap_or_default()
}

/// Does a job, with the dictionary of links where that helps and can be had.
async fn work(job: Job) -> Outcome {
    let dictionary = if job.wants_dictionary() { dictionary().await } else { None };
    jobs::work(job, dictionary.as_deref())
}

async fn dictionary() -> Option<Rc<Dictionary>> {
    if let Some(dictionary) = DICTIONARY.with_borrow(Clone::clone) {
        return Some(dictionary);
    }
    let bytes = bytes_of(&format!("./{FILE}")).await.ok()?;
    let dictionary = Rc::new(Dictionary::new(&bytes).ok()?);
    DICTIONARY.set(Some(dictionary.clone()));
    Some(dictionary)
}

/// A file that lies beside the page.
async fn bytes_of(address: &str) -> Result<Vec<u8>, JsValue> {
    let response: WebResponse = JsFuture::from(fetch(address)?).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.unchecked_into();
    Ok(taken(buffer))
}

fn send(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    if let Ok(buffer) = written(reply) {
        // Fails only when the page is gone.
        let _ = scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

fn now() -> f64 {
    scope().and_then(|s| s.performance()).map_or(0.0, |p| p.now())
}

/// Records for the browser's performance tools how long a stage took.
fn measure(stage: &str, since: f64) {
    let Some(performance) = scope().and_then(|s| s.performance()) else { return };
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"start".into(), &since.into());
    // The options are not in web-sys yet.
    let measure = js_sys::Reflect::get(&performance, &"measure".into()).ok();
    if let Some(measure) = measure.and_then(|m| m.dyn_into::<js_sys::Function>().ok()) {
        let _ = measure.call2(&performance, &stage.into(), &options);
    }
}
