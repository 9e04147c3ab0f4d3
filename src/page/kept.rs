//! Keeps the work in this browser's own database (IndexedDB), which has room for long texts where the small store
//! ends at 5 MB; and one small setting in that store.

use gloo::utils::window;
use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "crossread";
const SHELF: &str = "work";
const KEYS_OFF: &str = "crossread.keys-off";

/// Keeps a text under a name; false if there is no room for it, or no database.
pub async fn keep(name: &str, text: &str) -> bool {
    let put = async {
        let (transaction, shelf) = shelf(IdbTransactionMode::Readwrite).await?;
        shelf.put_with_key(&text.into(), &name.into())?;
        // What does not fit fails at the end of the transaction, not before.
        settled(|done, failed| {
            transaction.set_oncomplete(Some(done));
            transaction.set_onabort(Some(failed));
        })
        .await
    };
    put.await.is_ok()
}

/// What was kept under a name.
pub async fn kept(name: &str) -> Option<String> {
    let (_, shelf) = shelf(IdbTransactionMode::Readonly).await.ok()?;
    let request = shelf.get(&name.into()).ok()?;
    answer(&request).await.ok()?.as_string()
}

/// Keeps nothing under this name any more.
pub async fn remove(name: &str) {
    if let Ok((_, shelf)) = shelf(IdbTransactionMode::Readwrite).await {
        let _ = shelf.delete(&name.into());
    }
}

/// A number that stays with this tab, also when it is loaded again; none where the browser keeps nothing.
pub fn tab() -> Option<String> {
    const TAB: &str = "crossread.tab";
    let store = window().session_storage().ok().flatten()?;
    if let Some(number) = store.get_item(TAB).ok().flatten() {
        return Some(number);
    }
    let number = format!("{:08x}", (js_sys::Math::random() * f64::from(u32::MAX)) as u32);
    store.set_item(TAB, &number).ok().map(|()| number)
}

const DRAFT: &str = "crossread.draft";

/// What was typed and not added, in this tab.
pub fn draft() -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(DRAFT).ok().flatten()
}

pub fn keep_draft(text: &str) {
    if let Ok(Some(store)) = window().session_storage() {
        if text.is_empty() || store.set_item(DRAFT, text).is_err() {
            let _ = store.remove_item(DRAFT);
        }
    }
}

/// Keeps nothing any more: the database goes as a whole.
pub fn forget() {
    keep_draft("");
    if let Ok(Some(factory)) = window().indexed_db() {
        let _ = factory.delete_database(DATABASE);
    }
}

/// Whether the reader has switched the single letters off.
pub fn keys_off() -> bool {
    let store = window().local_storage().ok().flatten();
    store.and_then(|s| s.get_item(KEYS_OFF).ok().flatten()).is_some()
}

pub fn keep_keys_off(off: bool) {
    if let Ok(Some(store)) = window().local_storage() {
        let _ = if off { store.set_item(KEYS_OFF, "1") } else { store.remove_item(KEYS_OFF) };
    }
}

/// Opens the database for one transaction, and closes it behind it, so that it never stands in the way of its removal.
async fn shelf(mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let asked = request.clone();
    let made = Closure::once(move |_: JsValue| {
        if let Ok(Ok(database)) = asked.result().map(JsCast::dyn_into::<IdbDatabase>) {
            let _ = database.create_object_store(SHELF);
        }
    });
    request.set_onupgradeneeded(Some(made.as_ref().unchecked_ref()));
    let database: IdbDatabase = answer(&request).await?.dyn_into()?;
    let transaction = database.transaction_with_str_and_mode(SHELF, mode)?;
    // It stays open for what was begun.
    database.close();
    let shelf = transaction.object_store(SHELF)?;
    Ok((transaction, shelf))
}

async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    settled(|done, failed| {
        request.set_onsuccess(Some(done));
        request.set_onerror(Some(failed));
    })
    .await?;
    request.result()
}

/// Waits until one of two functions is called.
async fn settled(listen: impl Fn(&Function, &Function)) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, failed| listen(&done, &failed));
    JsFuture::from(promise).await.map(drop)
}
