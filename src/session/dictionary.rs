//! What primes the compressor of links: frequent phrases of English news, in a file beside the page that is
//! fetched when a link is made or opened. Made by `data/dictionary/build.py` from counts; no one's sentences.
//!
//! The file is frozen by its checksum: links made with it must open for ever.

use std::fmt;

use super::armour::crc32;
use super::predictor::Predictor;
use super::wire::SAMPLE;

/// Its address beside the page.
pub const FILE: &str = "dictionary-v1.bin";
const LENGTH: usize = 98_304;
/// From here on it is read in full; before, only for what follows what.
const SKIMMED: usize = LENGTH - 32_768;
const CHECK: u32 = 0xCB16_14B5;

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
        let mut reading = Reading::new(bytes.to_vec())?;
        loop {
            match reading.step() {
                Ok(dictionary) => return Ok(dictionary),
                Err(more) => reading = more,
            }
        }
    }

    pub(super) fn predictor(&self) -> Predictor {
        self.primed.clone()
    }
}

/// A dictionary that is being read in steps of a few milliseconds, so that a page can go on meanwhile.
pub struct Reading {
    primed: Predictor,
    bytes: Vec<u8>,
    read: usize,
}

impl Reading {
    const STEP: usize = 4096;

    pub fn new(bytes: Vec<u8>) -> Result<Self, NotTheDictionary> {
        let right = bytes.len() == LENGTH && crc32(&bytes) == CHECK;
        right.then(|| Self { primed: Predictor::default(), bytes, read: 0 }).ok_or(NotTheDictionary)
    }

    /// Reads on: the dictionary if that was the end of it, else what is to be continued.
    pub fn step(mut self) -> Result<Dictionary, Self> {
        let next = self.bytes.len().min(self.read + Self::STEP);
        let part = &self.bytes[self.read..next];
        if self.read < SKIMMED {
            self.primed.skim(part)
        } else {
            self.primed.learn(part)
        }
        self.read = next;
        if self.read < self.bytes.len() {
            return Err(self);
        }
        // Last, since that is what a link begins with.
        self.primed.learn(SAMPLE);
        Ok(Dictionary { primed: self.primed })
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").field("file", &FILE).finish_non_exhaustive()
    }
}
