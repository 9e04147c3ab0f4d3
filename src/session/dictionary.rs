//! What primes the compressor of links: frequent phrases of English news, in a file beside the page that is
//! fetched when a link is made or opened. Made by `data/dictionary/build.py` from counts; no one's sentences.
//!
//! The file is frozen by its checksum: links made with it must open for ever.

use std::fmt;

use super::armour::crc32;
use super::predictor::Predictor;

/// Its address beside the page.
pub const FILE: &str = "dictionary-v1.bin";
const LENGTH: usize = 65_536;
const CHECK: u32 = 0x9B9A8A7A;

/// A predictor that has read the dictionary. Reading takes some 0.1 s, so make one and keep it.
#[derive(Clone)]
pub struct Dictionary {
    primed: Predictor,
}

/// The bytes are not those of the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotTheDictionary;

impl fmt::Display for NotTheDictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The file {FILE} beside this page is not the one that links are made with.")
    }
}

impl std::error::Error for NotTheDictionary {}

impl Dictionary {
    /// From the bytes of [`FILE`].
    pub fn new(bytes: &[u8]) -> Result<Self, NotTheDictionary> {
        if bytes.len() != LENGTH || crc32(bytes) != CHECK {
            return Err(NotTheDictionary);
        }
        let mut primed = Predictor::default();
        primed.learn(bytes);
        Ok(Self { primed })
    }

    pub(super) fn predictor(&self) -> Predictor {
        self.primed.clone()
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").field("file", &FILE).finish_non_exhaustive()
    }
}
