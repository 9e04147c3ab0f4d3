//! Starts the analysis beside the page, in a worker, or in the page itself where no worker starts. The page's own
//! program holds none of it.

use std::cell::RefCell;

use gloo::utils::document;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Worker, WorkerOptions, WorkerType};

use crate::post;
use crate::protocol::{Message, Reply};

/// What a worker posts once it listens.
pub const READY: &str = "ready";

/// Where the analysis lies, as absolute addresses: its script and its program. The static page says so, as the build
/// knows their names.
fn addresses() -> (String, String) {
    let at = |name: &str, fallback: &str| {
        let named = super::browser::find("#app").and_then(|e| e.get_attribute(name));
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        let relative = named.unwrap_or_else(|| fallback.to_owned());
        web_sys::Url::new_with_base(&relative, &base).map_or(relative, |url| url.href())
    };
    (at("data-script", "./analysis.js"), at("data-program", "./analysis_bg.wasm"))
}

/// Starts a worker. It posts [`READY`] when it listens.
pub fn start() -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    // Through the constructor by name: web-sys passes a string, and the policy asks for a trusted address.
    let constructor: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    let address = super::loading::trust("createScriptURL", "./worker.js");
    let worker: Worker = Reflect::construct(&constructor, &Array::of2(&address, &options))?.dyn_into()?;
    let (script, program) = addresses();
    let hello = Object::new();
    Reflect::set(&hello, &"script".into(), &script.into())?;
    Reflect::set(&hello, &"program".into(), &program.into())?;
    worker.post_message(&hello)?;
    Ok(worker)
}

/// Sends a message to a worker.
pub fn send(worker: &Worker, message: &Message) -> Result<(), JsValue> {
    let buffer = post::written(message)?;
    worker.post_message_with_transfer(&buffer, &Array::of1(&buffer))
}

/// What a worker posted, unless it is [`READY`].
pub fn reply(data: JsValue) -> Option<Reply> {
    post::received(data)
}

thread_local! {
    /// `answer` of the analysis, once it was loaded into the page itself.
    static ALONE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Lets the page answer by this function where no worker starts: bytes in, a promise of bytes out.
pub fn set_alone(answer: Function) {
    ALONE.set(Some(answer));
}

/// Answers on the page's own thread; nothing where the analysis can't be had.
pub async fn answer_here(message: &Message) -> Vec<Reply> {
    answered_here(message).await.unwrap_or_default()
}

async fn answered_here(message: &Message) -> Option<Vec<Reply>> {
    let answer = match ALONE.with_borrow(Clone::clone) {
        Some(answer) => answer,
        None => {
            let answer = load().await.ok()?;
            set_alone(answer.clone());
            answer
        }
    };
    let bytes = Uint8Array::from(postcard::to_stdvec(message).ok()?.as_slice());
    let promise: Promise = answer.call1(&JsValue::NULL, &bytes).ok()?.dyn_into().ok()?;
    postcard::from_bytes(&Uint8Array::new(&JsFuture::from(promise).await.ok()?).to_vec()).ok()
}

/// Loads the analysis into the page, by the loader's own `import`, which a program has no other way to call.
async fn load() -> Result<Function, JsValue> {
    let (script, program) = addresses();
    let import: Function = Reflect::get(&js_sys::global(), &"crossreadImport".into())?.dyn_into()?;
    let module = JsFuture::from(Promise::from(import.call1(&JsValue::NULL, &script.into())?)).await?;
    let init: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"module_or_path".into(), &program.into())?;
    JsFuture::from(Promise::from(init.call1(&JsValue::NULL, &options)?)).await?;
    Reflect::get(&module, &"answer".into())?.dyn_into()
}
