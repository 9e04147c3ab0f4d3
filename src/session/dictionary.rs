//! The dictionary that primes the compressor of links: frequent phrases of news English, a static file beside the page.

/// The dictionary's bytes, checked to be the right ones.
#[derive(Debug, Clone)]
pub struct Dictionary {
    _bytes: Vec<u8>,
}
