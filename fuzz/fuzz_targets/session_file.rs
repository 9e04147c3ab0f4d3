//! Any text as a session file. What is read is written and read again, and has to be the same.
#![no_main]

use crossread::session::file::{read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(file) = read(text) {
        assert_eq!(read(&write(&file.session)).map(|again| again.session), Ok(file.session));
    }
});
