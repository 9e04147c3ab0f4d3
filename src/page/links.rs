//! The dictionary of links in the page: fetched once, when the page is idle or a link needs it, and read in steps
//! between which the page goes on.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use gloo::utils::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::session::Session;
use crate::session::dictionary::{Dictionary, FILE, Reading};
use crate::session::link::{self, LinkError};

thread_local! {
    static DICTIONARY: RefCell<Option<Rc<Dictionary>>> = const { RefCell::new(None) };
}

/// The dictionary, if it is there already; links made without are longer, and open as well.
pub fn ready() -> Option<Rc<Dictionary>> {
    DICTIONARY.with_borrow(Clone::clone)
}

/// Has it there by the time that somebody copies a link.
pub fn load_when_idle() {
    Timeout::new(1500, || spawn_local(async { drop(dictionary().await) })).forget();
}

/// Opens a link that may need the dictionary.
pub async fn open(fragment: &str) -> Result<Session, LinkError> {
    let opened = match link::decode(fragment, ready().as_deref()) {
        Err(LinkError::DictionaryNeeded) => link::decode(fragment, dictionary().await.as_deref()),
        other => other,
    };
    opened.map(|opened| opened.session)
}

async fn dictionary() -> Option<Rc<Dictionary>> {
    if let Some(dictionary) = ready() {
        return Some(dictionary);
    }
    let mut reading = Reading::new(fetch().await?).ok()?;
    let dictionary = loop {
        match reading.step() {
            Ok(dictionary) => break Rc::new(dictionary),
            Err(more) => reading = more,
        }
        TimeoutFuture::new(0).await;
    };
    DICTIONARY.set(Some(dictionary.clone()));
    Some(dictionary)
}

async fn fetch() -> Option<Vec<u8>> {
    let answer = JsFuture::from(window().fetch_with_str(&format!("./{FILE}"))).await.ok()?;
    let answer: web_sys::Response = wasm_bindgen::JsCast::dyn_into(answer).ok()?;
    let buffer = JsFuture::from(answer.ok().then(|| answer.array_buffer().ok()).flatten()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
