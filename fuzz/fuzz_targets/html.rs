//! Any text as a page: the article is found or not, never a panic, and nothing that may not be shown comes out.
#![no_main]

use crossread::load::{File, load, load_rich_paste};
use crossread::untrusted::web_address;
use crossread_markup::Host;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let page = File { name: "page.html", media_type: "", bytes: text.as_bytes() };
    let found = load(&page, &Host).unwrap_or_default();
    for draft in found.into_iter().chain(load_rich_paste(text, &Host)) {
        assert!(draft.label.chars().count() <= 60);
        assert!(draft.url.as_deref().is_none_or(|u| web_address(u) == Some(u)));
        assert!(draft.others.iter().all(|other| *other != draft.text));
    }
});
