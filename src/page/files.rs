//! Files that the reader opens or drops.

use gloo::file::FileList;
use gloo::file::futures::read_as_bytes;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::state::Action;
use super::strings;
use crate::load::{Draft, decode, load_text};

/// Reads files and adds them as articles.
pub fn add(list: web_sys::FileList, act: Callback<Action>) {
    spawn_local(async move {
        let mut drafts = Vec::new();
        for file in FileList::from(list).iter() {
            match read_as_bytes(file).await {
                Ok(bytes) => drafts.push(draft(&file.name(), &bytes)),
                Err(error) => act.emit(Action::Warn {
                    heading: strings::file_not_read(&file.name()),
                    text: error.to_string(),
                }),
            }
        }
        if !drafts.is_empty() {
            act.emit(Action::Add(drafts));
        }
    });
}

fn draft(name: &str, bytes: &[u8]) -> Draft {
    let label = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    Draft { label, ..load_text(&decode(bytes)) }
}
