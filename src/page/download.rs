//! What the reader takes along: files, handed to the browser's own download, links and copies of the table. They are
//! made at the [desk]; this module says what from, and hands them over.

use gloo::utils::{document, window};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};
use yew::Callback;

use super::state::{Action, Found, Work};
use super::{browser, desk, strings};
use crate::comparison::{CompareBy, Comparison};
use crate::jobs::{Document, Export, Job, Outcome, Part};
use crate::page::shared::Shared;
use crate::session::Carries;

/// Makes a file and downloads it; false where the browser does not let it.
pub async fn download(kind: Export, work: Work, found: &Found) -> bool {
    let (ending, media_type) = match kind {
        Export::Csv => ("csv", "text/csv"),
        Export::Markdown => ("md", "text/markdown"),
        Export::Json => ("json", "application/json"),
        Export::WebPage => ("html", "text/html"),
        Export::Session => ("crossread.json", "application/json"),
    };
    let job = Job::Export { document: whole(&work, found, work.view.by), kind };
    match desk::run(job).await {
        Some(Outcome::Text(text)) => {
            save(&format!("{}.{ending}", work.file_name()), media_type, &text).is_ok()
        }
        _ => false,
    }
}

/// Copies a part of the table as Markdown or CSV, and says so.
pub fn copy_as(part: Part, markdown: bool, work: Work, found: Shared<Found>, act: Callback<Action>) {
    spawn_local(async move {
        let text = async move { copied(part, markdown, work, &found).await };
        let done = browser::copy(text).await.is_ok();
        act.emit(Action::CloseDialog);
        act.emit(Action::Say(if done { strings::PART_COPIED } else { strings::COPY_REFUSED }.into()));
    });
}

/// A part of the table as it is shown, as Markdown or CSV.
async fn copied(part: Part, markdown: bool, work: Work, found: &Found) -> Option<String> {
    let job = Job::Copy { document: whole(&work, found, work.view.by), part, markdown };
    match desk::run(job).await? {
        Outcome::Text(text) => Some(text),
        _ => None,
    }
}

/// A link's address, and the side and path of its QR code if it is short enough for one; or why not, in words.
pub async fn link(
    carries: Carries,
    work: Work,
    found: &Found,
) -> Result<(String, Option<(u32, String)>), String> {
    let document = match carries {
        Carries::Excerpts => whole(&work, found, CompareBy::Articles),
        Carries::Everything | Carries::View => Document { session: work.session(), ..Document::default() },
    };
    let href = window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default().to_owned();
    match desk::run(Job::MakeLink { document, carries, page }).await {
        Some(Outcome::Link { address, qr }) => Ok((address, qr)),
        Some(Outcome::Failed(why)) => Err(why),
        _ => Err(strings::NOT_EXPORTED_TEXT.into()),
    }
}

/// The work with what was found in it; indices of the comparison count the articles that were read.
fn whole(work: &Work, found: &Found, by: CompareBy) -> Document {
    let comparison: &Comparison = found.comparison(by);
    Document {
        session: work.session(),
        analyses: found.analyses.iter().map(|a| (**a).clone()).collect(),
        comparison: comparison.clone(),
    }
}

fn save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{media_type};charset=utf-8"));
    let blob = Blob::new_with_u8_array_sequence_and_options(
        &Array::of1(&Uint8Array::from(text.as_bytes())),
        &options,
    )?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlElement = document().create_element("a")?.dyn_into()?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    // The browser has taken the file by the next turn.
    gloo::timers::callback::Timeout::new(10_000, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}
