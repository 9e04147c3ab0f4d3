//! The seam between the page and the analysis: one wasm module serves both; the worker only decodes, calls
//! and encodes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response as WebResponse};

use crate::protocol::{Engine, Request, Response};

/// What the worker posts once it listens.
pub const READY: &str = "ready";

/// The worker's scope, when this module runs inside one.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// The bytes of a message.
pub fn bytes_of(event: &MessageEvent) -> Vec<u8> {
    Uint8Array::new(&event.data()).to_vec()
}

/// Bytes as a message and the list of what is handed over with it.
pub fn parcel(bytes: &[u8]) -> (JsValue, JsValue) {
    let buffer = Uint8Array::from(bytes).buffer();
    let list = Array::of1(&buffer);
    (buffer.into(), list.into())
}

/// The learned model's file, beside the page.
const MODEL: &str = "./attribution.bin";

/// Answers requests: at first by rules; the first request also sends for the learned model, and when that has
/// arrived the newest request is answered again.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    let engine = Rc::new(RefCell::new(Engine::default()));
    let sent_for = Cell::new(false);
    let post = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = postcard::from_bytes::<Request>(&bytes_of(&event)) else { return };
        let began = js_sys::Date::now();
        let response = engine.borrow_mut().answer(request, &mut |progress| send(&post, progress));
        send(&post, timed(response, began));
        if !sent_for.replace(true) {
            spawn_local(learn(post.clone(), engine.clone()));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
}

async fn learn(scope: DedicatedWorkerGlobalScope, engine: Rc<RefCell<Engine>>) {
    let bytes = fetch(&scope).await;
    let began = js_sys::Date::now();
    let answer = bytes.map(|bytes| engine.borrow_mut().learn(&bytes, &mut |progress| send(&scope, progress)));
    match answer {
        Ok(Ok(Some(response))) => send(&scope, timed(response, began)),
        Ok(Ok(None)) => {}
        Ok(Err(_)) | Err(_) => send(&scope, Response::RulesOnly),
    }
}

async fn fetch(scope: &DedicatedWorkerGlobalScope) -> Result<Vec<u8>, JsValue> {
    let response: WebResponse = JsFuture::from(scope.fetch_with_str(MODEL)).await?.dyn_into()?;
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

fn send(scope: &DedicatedWorkerGlobalScope, response: Response) {
    if let Ok(bytes) = postcard::to_stdvec(&response) {
        let (message, list) = parcel(&bytes);
        // Fails only when the page is gone.
        let _ = scope.post_message_with_transfer(&message, &list);
    }
}
