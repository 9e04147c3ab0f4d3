//! Tagging a part at a time, and remembering: a paragraph that stands among the same words gets the same spans, so
//! that after an edit only the paragraphs near it are worked through. Parts of a long text may be lent to others, who
//! see the same words and so find the same spans.

use std::collections::HashMap;
use std::ops::Range;

use super::Learned;
use super::decode::{self, Tagged};
use super::features::{Features, features};
use super::second::Opinions;
use super::{assemble, layout};
use crate::attribution::Attribution;
use crate::text::{Paragraph, Text};

/// The spans of paragraphs that were met before, by all that the network can see of them.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    known: HashMap<u64, Vec<Tagged>>,
}

/// So many paragraphs are remembered: some 12 MB.
const MOST: usize = 100_000;

/// The spans of some paragraphs, each with its place in the memory.
pub type Part = Vec<(u64, Vec<Tagged>)>;

impl Memory {
    /// Remembers what was found, here or elsewhere.
    pub fn keep(&mut self, part: &Part) {
        if self.known.len() + part.len() > MOST {
            self.known.clear();
        }
        self.known.extend(part.iter().cloned());
    }
}

/// A text on its way through the network.
#[derive(Debug, Clone)]
pub struct Tagging {
    features: Vec<Features>,
    /// For each paragraph its place in the memory, and how far it is.
    paragraphs: Vec<(u64, Spans)>,
    /// The first paragraph without spans.
    next: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Spans {
    Open,
    /// Somebody else works on it, by this number.
    Lent(u32),
    Known(Vec<Tagged>),
}

impl Tagging {
    /// Tokens that went through from the beginning on, and all.
    pub fn progress(&self, text: &Text) -> (usize, usize) {
        let at = text.paragraphs.get(self.next).map_or(text.tokens.len(), |p| p.first as usize);
        (at, text.tokens.len())
    }

    /// Whether there is nothing to do but to wait for what is lent.
    pub fn is_waiting(&self) -> bool {
        self.next < self.paragraphs.len() && self.rest().all(|s| *s != Spans::Open)
    }

    /// Bytes of the paragraphs that nobody works on.
    pub fn open(&self, text: &Text) -> usize {
        let rest = self.paragraphs.iter().zip(&text.paragraphs).skip(self.next);
        rest.filter(|((_, spans), _)| *spans == Spans::Open).map(|(_, p)| p.span.len()).sum()
    }

    /// Lends the last open paragraphs, about as many tokens, to somebody with this number.
    pub fn lend(&mut self, text: &Text, tokens: usize, number: u32) -> Option<Range<usize>> {
        let end = self.next + self.rest().rposition(|s| *s == Spans::Open)? + 1;
        let mut start = end;
        let mut many = 0;
        while start > self.next && many < tokens && self.paragraphs[start - 1].1 == Spans::Open {
            start -= 1;
            self.paragraphs[start].1 = Spans::Lent(number);
            many += text.paragraphs.get(start).map_or(0, |p| p.tokens().len());
        }
        Some(start..end)
    }

    /// Whether something is lent by this number.
    pub fn has_lent(&self, number: u32) -> bool {
        self.rest().any(|s| *s == Spans::Lent(number))
    }

    /// Takes back what was lent by this number, with what was found, or for want of it.
    pub fn take_back(&mut self, number: u32, part: Option<Part>) {
        let mut found = part.into_iter().flatten();
        for (key, spans) in self.paragraphs.iter_mut().filter(|(_, spans)| *spans == Spans::Lent(number)) {
            // What is not of this paragraph after all is looked at again.
            *spans = found.next().filter(|(k, _)| k == key).map_or(Spans::Open, |(_, s)| Spans::Known(s));
        }
        self.skip_known();
    }

    fn rest(&self) -> impl DoubleEndedIterator<Item = &Spans> + ExactSizeIterator {
        self.paragraphs.get(self.next..).unwrap_or(&[]).iter().map(|(_, spans)| spans)
    }

    fn skip_known(&mut self) {
        self.next += self.rest().take_while(|s| matches!(s, Spans::Known(_))).count();
    }
}

impl Learned {
    /// Begins to tag a text: what is remembered is there at once.
    pub fn begin(&self, text: &Text, memory: &Memory) -> Tagging {
        let features = features(text);
        let reach = self.weights.reach();
        let paragraphs = text.paragraphs.iter().map(|p| {
            let key = key(&features, p.tokens(), reach);
            (key, memory.known.get(&key).cloned().map_or(Spans::Open, Spans::Known))
        });
        let mut tagging = Tagging { paragraphs: paragraphs.collect(), features, next: 0 };
        tagging.skip_known();
        tagging
    }

    /// Works through the next open paragraphs, about as many tokens. Whether some are left, open or lent.
    pub fn advance(&self, text: &Text, tagging: &mut Tagging, memory: &mut Memory, tokens: usize) -> bool {
        let first = tagging.next + tagging.rest().take_while(|s| **s != Spans::Open).count();
        let open = tagging.rest().skip(first - tagging.next).take_while(|s| **s == Spans::Open);
        let mut left = tokens;
        let goes_on = |p: &&Paragraph| {
            let goes_on = left > 0;
            left = left.saturating_sub(p.tokens().len());
            goes_on
        };
        let many = text.paragraphs.iter().skip(first).zip(open).map(|(p, _)| p).take_while(goes_on).count();
        let part = self.part(text, tagging, first..first + many);
        memory.keep(&part);
        for ((_, spans), (_, found)) in tagging.paragraphs.iter_mut().skip(first).zip(part) {
            *spans = Spans::Known(found);
        }
        tagging.skip_known();
        tagging.next < tagging.paragraphs.len()
    }

    /// The spans of some paragraphs, by index.
    pub fn part(&self, text: &Text, tagging: &Tagging, paragraphs: Range<usize>) -> Part {
        let keys = tagging.paragraphs.iter().skip(paragraphs.start).map(|(key, _)| *key);
        let batch = text.paragraphs.get(paragraphs).unwrap_or(&[]);
        let (Some(first), Some(last)) = (batch.first(), batch.last()) else { return Part::new() };
        let start = first.first as usize;
        let scores = self.weights.scores_in(&tagging.features, start..last.last as usize);
        let spans = |paragraph: &Paragraph| {
            let tokens = paragraph.tokens();
            let mut spans = Vec::new();
            let scores = scores.get(tokens.start - start..tokens.end - start).unwrap_or(&[]);
            decode::spans(&self.weights, scores, 0, &mut spans);
            spans
        };
        keys.zip(batch.iter().map(spans)).collect()
    }

    /// The attributions of the paragraphs that are known so far.
    pub fn tagged(&self, text: &Text, tagging: &Tagging, opinions: &Opinions) -> Vec<Attribution> {
        let mut spans = Vec::new();
        for (paragraph, (_, known)) in text.paragraphs.iter().zip(&tagging.paragraphs) {
            let first = paragraph.first as usize;
            let moved = |s: &Tagged| Tagged { first: s.first + first, last: s.last + first, ..*s };
            if let Spans::Known(known) = known {
                spans.extend(known.iter().map(moved));
            }
        }
        let mut found = assemble::attributions(&self.weights, text, &spans, opinions);
        layout::add(text, &mut found);
        found
    }
}

/// A number for a paragraph and all around it that the network can see.
fn key(features: &[Features], tokens: Range<usize>, reach: usize) -> u64 {
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
    fn what_is_lent_comes_back_or_is_read_here() {
        let learned = Learned::from_bytes(WEIGHTS).unwrap();
        let text = Text::new(STORY.repeat(3));
        let opinions = Opinions::new(&text);
        let whole = learned.attributions(&text);
        for (comes_back, altered) in [(true, false), (false, false), (true, true)] {
            let mut memory = Memory::default();
            let mut tagging = learned.begin(&text, &memory);
            let elsewhere = learned.begin(&Text::new(STORY.repeat(3)), &memory);
            let lent = tagging.lend(&text, 300, 7).unwrap();
            assert!(lent.len() > 3 && lent.end == text.paragraphs.len());
            let more = tagging.lend(&text, 100, 8).unwrap();
            assert_eq!(more.end, lent.start);
            while !tagging.is_waiting() {
                assert!(learned.advance(&text, &mut tagging, &mut memory, 200), "the lent ones are missing");
            }
            assert_eq!(tagging.progress(&text).0, text.paragraphs[more.start].first as usize);
            assert_eq!((tagging.open(&text), tagging.lend(&text, 9, 9)), (0, None));
            let mut part = learned.part(&text, &elsewhere, lent);
            if altered {
                part[1].0 ^= 1;
                part.pop();
            }
            assert!(tagging.has_lent(7) && !tagging.has_lent(9));
            tagging.take_back(7, comes_back.then_some(part));
            assert!(!tagging.has_lent(7));
            tagging.take_back(8, Some(learned.part(&text, &elsewhere, more)));
            while learned.advance(&text, &mut tagging, &mut memory, 200) {}
            assert_eq!(learned.tagged(&text, &tagging, &opinions), whole, "{comes_back} {altered}");
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
