//! Any bytes as the payload of a link whose lengths and checksum are right, so that the decoder behind them is reached.
#![no_main]

use crossread::session::link::{decode, encode, sealed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((length, payload)) = bytes.split_first() else { return };
    // Each unpacked byte costs the decoder the same, so few of them show as much.
    let link = sealed(usize::from(*length), payload);
    if let Ok(opened) = decode(&link.fragment, None)
        && let Ok(again) = encode(&opened.session, opened.carries, None)
    {
        assert_eq!(decode(&again.fragment, None).map(|o| o.session), Ok(opened.session));
    }
});
