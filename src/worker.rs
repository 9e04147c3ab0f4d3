//! The seam between the page and the analysis: one wasm module serves both; the worker only decodes, calls
//! and encodes.
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// The worker's scope, when this module runs inside one.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Answers requests.
pub fn serve(_scope: DedicatedWorkerGlobalScope) {}
