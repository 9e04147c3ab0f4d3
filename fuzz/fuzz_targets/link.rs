//! Any text as a link: an answer, never a panic. What opens is encoded again and has to open to the same.
#![no_main]

use crossread::session::link::{decode, encode, looks_like_link, needs_dictionary};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = (looks_like_link(text), needs_dictionary(text));
    if let Ok(opened) = decode(text, None) {
        if let Ok(link) = encode(&opened.session, opened.carries, None) {
            assert_eq!(decode(&link.fragment, None).map(|again| again.session), Ok(opened.session));
        }
    }
});
