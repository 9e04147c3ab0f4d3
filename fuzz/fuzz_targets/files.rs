//! Any bytes as a file of each other kind (the first byte chooses): plain text and Markdown in any encoding, JSON, feeds, Word documents.
//! A Word document's archive is built around the bytes every other time, so that its inside is reached.
#![no_main]

use crossread::load::{File, load};
use crossread::untrusted::web_address;
use crossread_markup::Host;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 7] = ["a.txt", "a.md", "a.json", "a.rss", "a.docx", "a", "archived.docx"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let archived = (name == "archived.docx").then(|| archive(rest));
    let file = File { name, media_type: "", bytes: archived.as_deref().unwrap_or(rest) };
    for draft in load(&file, &Host).unwrap_or_default() {
        assert!(draft.label.chars().count() <= 60);
        assert!(draft.url.as_deref().is_none_or(|u| web_address(u) == Some(u)));
    }
});

/// A ZIP archive with one stored entry, the document.
fn archive(document: &[u8]) -> Vec<u8> {
    let (name, size) = (b"word/document.xml", (document.len() as u32).to_le_bytes());
    let length = [name.len() as u8, 0];
    let mut out = [b"PK\x03\x04".as_slice(), &[0; 14], &size, &size, &length, &[0; 2], name, document].concat();
    let start = (out.len() as u32).to_le_bytes();
    out.extend([b"PK\x01\x02".as_slice(), &[0; 16], &size, &size, &length, &[0; 16], name].concat());
    out.extend([b"PK\x05\x06".as_slice(), &[0; 6], &[1, 0], &[0; 4], &start, &[0; 2]].concat());
    out
}
