//! Tagging a part at a time, and remembering: a paragraph that stands among the same words gets the same spans, so
//! that after an edit only the paragraphs near it are worked through.

use std::collections::HashMap;

use super::Learned;
use super::decode::{self, Tagged};
use super::features::{Features, features};
use super::second::Opinions;
use super::{assemble, layout};
use crate::attribution::Attribution;
use crate::text::Text;

/// The spans of paragraphs that were met before, by all that the network can see of them.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    known: HashMap<u64, Vec<Tagged>>,
}

/// So many paragraphs are remembered: some 12 MB.
const MOST: usize = 100_000;

/// A text on its way through the network.
#[derive(Debug, Clone)]
pub struct Tagging {
    features: Vec<Features>,
    /// For each paragraph its place in the memory, and the spans once they are known.
    paragraphs: Vec<(u64, Option<Vec<Tagged>>)>,
    /// The first paragraph without spans.
    next: usize,
}

impl Tagging {
    /// Tokens that went through, and all.
    pub fn progress(&self, text: &Text) -> (usize, usize) {
        let at = text.paragraphs.get(self.next).map_or(text.tokens.len(), |p| p.first as usize);
        (at, text.tokens.len())
    }

    fn skip_known(&mut self) {
        let rest = self.paragraphs.get(self.next..).unwrap_or(&[]);
        self.next += rest.iter().take_while(|(_, spans)| spans.is_some()).count();
    }
}

impl Learned {
    /// Begins to tag a text: what is remembered is there at once.
    pub fn begin(&self, text: &Text, memory: &Memory) -> Tagging {
        let features = features(text);
        let reach = self.weights.reach();
        let paragraphs = text.paragraphs.iter().map(|p| {
            let key = key(&features, p.tokens(), reach);
            (key, memory.known.get(&key).cloned())
        });
        let mut tagging = Tagging { paragraphs: paragraphs.collect(), features, next: 0 };
        tagging.skip_known();
        tagging
    }

    /// Works through the next paragraphs, about as many tokens. Whether some are left.
    pub fn advance(&self, text: &Text, tagging: &mut Tagging, memory: &mut Memory, tokens: usize) -> bool {
        let open = tagging.paragraphs.iter().skip(tagging.next).take_while(|(_, spans)| spans.is_none());
        let mut left = tokens;
        let many = open
            .zip(text.paragraphs.iter().skip(tagging.next))
            .take_while(|(_, p)| {
                let goes_on = left > 0;
                left = left.saturating_sub(p.tokens().len());
                goes_on
            })
            .count();
        let batch = text.paragraphs.get(tagging.next..tagging.next + many).unwrap_or(&[]);
        let (Some(first), Some(last)) = (batch.first(), batch.last()) else { return false };
        let start = first.first as usize;
        let scores = self.weights.scores_in(&tagging.features, start..last.last as usize);
        if memory.known.len() + many > MOST {
            memory.known.clear();
        }
        for (paragraph, (key, known)) in batch.iter().zip(&mut tagging.paragraphs[tagging.next..]) {
            let tokens = paragraph.tokens();
            let mut spans = Vec::new();
            let scores = scores.get(tokens.start - start..tokens.end - start).unwrap_or(&[]);
            decode::spans(&self.weights, scores, 0, &mut spans);
            memory.known.insert(*key, spans.clone());
            *known = Some(spans);
        }
        tagging.skip_known();
        tagging.next < tagging.paragraphs.len()
    }

    /// The attributions of the paragraphs that are known so far.
    pub fn tagged(&self, text: &Text, tagging: &Tagging, opinions: &Opinions) -> Vec<Attribution> {
        let mut spans = Vec::new();
        for (paragraph, (_, known)) in text.paragraphs.iter().zip(&tagging.paragraphs) {
            let first = paragraph.first as usize;
            let moved = |s: &Tagged| Tagged { first: s.first + first, last: s.last + first, ..*s };
            spans.extend(known.iter().flatten().map(moved));
        }
        let mut found = assemble::attributions(&self.weights, text, &spans, opinions);
        layout::add(text, &mut found);
        found
    }
}

/// A number for a paragraph and all around it that the network can see.
fn key(features: &[Features], tokens: std::ops::Range<usize>, reach: usize) -> u64 {
    let from = tokens.start.saturating_sub(reach);
    let to = (tokens.end + reach).min(features.len());
    // How far the text goes on before and behind matters too: beyond its ends the network sees another thing.
    let mut hash = mix(0xcbf2_9ce4_8422_2325, (tokens.start - from) as u64, (tokens.end - from) as u64);
    for f in features.get(from..to).unwrap_or(&[]) {
        let rest = u64::from(f.suffix) | u64::from(f.shape) << 16 | u64::from(f.flags) << 24;
        hash = mix(hash, u64::from(f.word), rest);
    }
    hash
}

fn mix(hash: u64, a: u64, b: u64) -> u64 {
    let hash = (hash ^ a ^ b << 24).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 29
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Attributor;

    const WEIGHTS: &[u8] = include_bytes!("../../../static/model/attribution.bin");
    const STORY: &str = include_str!("../../../static/examples/aldmouth-courier.txt");

    fn tagged(learned: &Learned, text: &Text, memory: &mut Memory, tokens: usize) -> (Tagging, usize) {
        let mut tagging = learned.begin(text, memory);
        let mut steps = 0;
        while tagging.progress(text).0 < text.tokens.len() {
            learned.advance(text, &mut tagging, memory, tokens);
            steps += 1;
            assert!(steps < 1000, "does not end");
        }
        (tagging, steps)
    }

    #[test]
    fn in_parts_as_in_one_go() {
        let learned = Learned::from_bytes(WEIGHTS).unwrap();
        let text = Text::new(STORY);
        let whole = learned.attributions(&text);
        assert!(whole.len() > 3);
        for tokens in [1, 50, 100_000] {
            let (tagging, steps) = tagged(&learned, &text, &mut Memory::default(), tokens);
            assert_eq!(learned.tagged(&text, &tagging, &Opinions::new(&text)), whole, "{tokens}");
            assert_eq!(steps == 1, tokens > 1000);
        }
    }

    #[test]
    fn an_edit_costs_the_paragraphs_near_it() {
        let learned = Learned::from_bytes(WEIGHTS).unwrap();
        let mut memory = Memory::default();
        let before = Text::new(STORY);
        let (_, all) = tagged(&learned, &before, &mut memory, 1);
        let (_, none) = tagged(&learned, &before, &mut memory, 1);
        assert_eq!(none, 0, "nothing is new");
        let edited = Text::new(STORY.replacen("said", "told the council", 1));
        let (tagging, some) = tagged(&learned, &edited, &mut memory, 1);
        assert!((1..all).contains(&some), "{some} of {all}");
        assert_eq!(learned.tagged(&edited, &tagging, &Opinions::new(&edited)), learned.attributions(&edited));
    }
}
