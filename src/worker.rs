//! The seam between the page and the analysis: one wasm module serves both; the worker only decodes, calls
//! and encodes.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

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

/// Answers requests.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    let mut engine = Engine::default();
    let post = scope.clone();
    let send = move |response: &Response| {
        if let Ok(bytes) = postcard::to_stdvec(response) {
            let (message, list) = parcel(&bytes);
            // Fails only when the page is gone.
            let _ = post.post_message_with_transfer(&message, &list);
        }
    };
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = postcard::from_bytes::<Request>(&bytes_of(&event)) else { return };
        let began = js_sys::Date::now();
        let mut response = engine.answer(request, &mut |progress| send(&progress));
        if let Response::Compared { millis, .. } = &mut response {
            *millis = js_sys::Date::now() - began;
        }
        send(&response);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
}
