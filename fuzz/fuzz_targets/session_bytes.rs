//! Any bytes as the inside of a link, past its checksum: an answer, never a panic, within the limits.
#![no_main]

use crossread::session::link::open_packed;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(opened) = open_packed(bytes) {
        let held: usize = opened.session.articles.iter().map(|a| a.text.len() + a.label.len()).sum();
        assert!(held <= bytes.len() * 3, "labels grow by their replacement at most");
    }
});
