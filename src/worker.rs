//! The seam between the page and the analysis: decodes messages, calls, encodes replies. It serves as a worker, and
//! [`answer`] serves the page itself where no worker starts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response as WebResponse};

use crate::jobs::{self, Job, Outcome};
use crate::protocol::{Engine, Message, Reply, Response};
use crate::session::dictionary::{Dictionary, FILE};

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

/// Answers messages: at first by rules; the first request also sends for the learned model, and when that has
/// arrived the newest request is answered again.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    let engine = Rc::new(RefCell::new(Engine::default()));
    let sent_for = Cell::new(false);
    let post = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match postcard::from_bytes(&bytes) {
            Ok(Message::Ask(request)) => {
                let began = js_sys::Date::now();
                let response = engine.borrow_mut().answer(request, &mut |progress| tell(&post, progress));
                tell(&post, timed(response, began));
                if !sent_for.replace(true) {
                    spawn_local(learn(post.clone(), engine.clone()));
                }
            }
            Ok(Message::Do { ticket, job }) => {
                let post = post.clone();
                spawn_local(async move { send(&post, &Reply::Done { ticket, outcome: work(job).await }) });
            }
            Err(_) => {}
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
}

thread_local! {
    /// The engine of a page without a worker, by rules alone.
    static ALONE: RefCell<Engine> = RefCell::default();
    static DICTIONARY: RefCell<Option<Rc<Dictionary>>> = const { RefCell::new(None) };
}

/// Answers one message on the thread that calls; no bytes for what is not one. The worker's program exports it: an export
/// of this library would be in the page's program too, with all the analysis behind it.
pub async fn answer(message: Vec<u8>) -> Vec<u8> {
    let reply = match postcard::from_bytes(&message) {
        Ok(Message::Ask(request)) => {
            Reply::Heard(ALONE.with_borrow_mut(|engine| engine.answer(request, &mut |_| {})))
        }
        Ok(Message::Do { ticket, job }) => Reply::Done { ticket, outcome: work(job).await },
        Err(_) => return Vec::new(),
    };
    postcard::to_stdvec(&reply).unwrap_or_default()
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

async fn learn(scope: DedicatedWorkerGlobalScope, engine: Rc<RefCell<Engine>>) {
    let bytes = bytes_of(MODEL).await;
    let began = js_sys::Date::now();
    let answer = bytes.map(|bytes| engine.borrow_mut().learn(&bytes, &mut |progress| tell(&scope, progress)));
    match answer {
        Ok(Ok(Some(response))) => tell(&scope, timed(response, began)),
        Ok(Ok(None)) => {}
        Ok(Err(_)) | Err(_) => tell(&scope, Response::RulesOnly),
    }
}

/// A file that lies beside the page.
async fn bytes_of(address: &str) -> Result<Vec<u8>, JsValue> {
    let response: WebResponse = JsFuture::from(fetch(address)?).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn timed(mut response: Response, began: f64) -> Response {
    if let Response::Compared { millis, .. } = &mut response {
        *millis = js_sys::Date::now() - began;
    }
    response
}

fn tell(scope: &DedicatedWorkerGlobalScope, response: Response) {
    send(scope, &Reply::Heard(response));
}

fn send(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    if let Ok(bytes) = postcard::to_stdvec(reply) {
        let buffer = Uint8Array::from(bytes.as_slice()).buffer();
        // Fails only when the page is gone.
        let _ = scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}
