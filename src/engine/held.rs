//! What the page has already, so that it is not told again: an analysis of a long text is large.

use super::{Asked, Slot, SlotState, Work, is_unwieldy};
use crate::analysis::{Analysis, Reading};
use crate::article::ArticleId;

/// What the page has of an article, by hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    text: u64,
    analysis: u64,
}

impl Heard {
    pub fn new(reading: &Reading, analysis: &Analysis) -> Self {
        // Bytes as they would be sent; what can't be sent is never the same.
        let bytes = postcard::to_stdvec(analysis).unwrap_or_default();
        Self { text: hash(reading.article.text.as_bytes()), analysis: hash(&bytes) }
    }
}

/// What came with the comparison that was told last.
#[derive(Debug, Default)]
pub struct Held {
    id: u32,
    articles: Vec<(ArticleId, Heard)>,
}

impl Held {
    /// After the comparison was told.
    pub fn after(work: &Work) -> Self {
        let heard = work.slots.iter().filter_map(|s| Some((s.reading.article.id, s.heard?)));
        Self { id: work.asked.id, articles: heard.collect() }
    }

    /// A slot for an article, with what the page has of it.
    pub fn slot(&self, asked: &Asked, reading: Reading, state: SlotState) -> Slot {
        // The page took that comparison, or takes it before what is told now.
        let holds = self.id == asked.holds || self.id == asked.id;
        let heard = self.articles.iter().filter(|_| holds).find(|(id, _)| *id == reading.article.id);
        let heard = heard.map(|(_, heard)| *heard);
        let marked = heard.is_some_and(|h| h.text == hash(reading.article.text.as_bytes()));
        let unwieldy = is_unwieldy(&reading);
        let shown = unwieldy || marked && matches!(state, SlotState::Done);
        Slot { reading, state, heard, shown, unwieldy, told: 0, opinions: None }
    }
}

/// Eight bytes at a time.
fn hash(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, word: u64| {
        let hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^ hash >> 29
    };
    bytes.chunks(8).fold(bytes.len() as u64, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        mix(hash, u64::from_le_bytes(word))
    })
}
