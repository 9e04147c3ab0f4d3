//! What page and workers send each other, as bytes: written into a buffer that goes over without being copied, and read
//! out of it.

use js_sys::{ArrayBuffer, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

/// A message in a buffer, to be transferred.
pub fn written(message: &impl Serialize) -> Result<ArrayBuffer, JsValue> {
    let bytes = postcard::to_stdvec(message).map_err(|_| JsValue::NULL)?;
    Ok(Uint8Array::from(bytes.as_slice()).buffer())
}

/// The message in a buffer, which is empty afterwards. Nothing where it holds none.
pub fn received<T: DeserializeOwned>(data: JsValue) -> Option<T> {
    postcard::from_bytes(&taken(data.dyn_into().ok()?)).ok()
}

/// The bytes of a buffer. It is let go at once, where the browser can do that: who rests collects no garbage, and what
/// comes for a long text is some megabytes.
pub fn taken(buffer: ArrayBuffer) -> Vec<u8> {
    let bytes = Uint8Array::new(&buffer).to_vec();
    let _ = buffer.transfer_with_length(0);
    bytes
}
