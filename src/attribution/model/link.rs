//! Which cue does a content belong to, and which source a cue? Two log-linear models choose among the spans nearby, or
//! "none of them". Their features are hashed into a fixed number of buckets (Weinberger et al. 2009), so the
//! models are two short lists of weights.

use super::decode::{Role, Tagged};
use super::weights::Weights;
use crate::text::{Text, TokenKind, word_hash_ascii};

/// Buckets of each linker.
pub const BUCKETS: usize = 4096;
/// How many candidates are looked at on either side.
const EACH_SIDE: usize = 3;
/// A content may be this many paragraphs behind its cue, or before it.
const PARAGRAPHS: (i32, i32) = (3, 2);

/// What the features of a pair of spans are read from, prepared once for a text.
pub struct Context<'a> {
    text: &'a Text,
    spans: &'a [Tagged],
    sentence: Vec<i32>,
    paragraph: Vec<i32>,
    /// How many of each begin before a token: sources, cues, contents, marks, stops, commas.
    before: Vec<[u16; 6]>,
}

impl<'a> Context<'a> {
    /// `spans` in the order of the text.
    pub fn new(text: &'a Text, spans: &'a [Tagged]) -> Self {
        let n = text.tokens.len();
        let (mut sentence, mut paragraph) = (vec![0; n], vec![0; n]);
        for (i, s) in text.sentences.iter().enumerate() {
            for t in s.tokens() {
                (sentence[t], paragraph[t]) = (i as i32, s.paragraph as i32);
            }
        }
        let mut begins = vec![[false; 3]; n];
        for span in spans {
            begins[span.first][span.role as usize] = true;
        }
        let mut before = Vec::with_capacity(n + 1);
        let mut counts = [0u16; 6];
        before.push(counts);
        for (token, begins) in text.tokens.iter().zip(&begins) {
            let comma = token.kind == TokenKind::Punctuation && text.slice(token.span) == ",";
            let mark = token.kind == TokenKind::DoubleQuote;
            let here = [begins[0], begins[1], begins[2], mark, token.kind == TokenKind::Stop, comma];
            for (count, here) in counts.iter_mut().zip(here) {
                *count = count.wrapping_add(u16::from(here));
            }
            before.push(counts);
        }
        Self { text, spans, sentence, paragraph, before }
    }

    fn count(&self, kind: usize, from: usize, to: usize) -> u32 {
        u32::from(self.before[to.max(from)][kind].wrapping_sub(self.before[from][kind]))
    }

    fn hash(&self, token: usize) -> u32 {
        self.text.tokens.get(token).map_or(0, |t| t.hash)
    }

    fn quoted(&self, token: usize) -> u32 {
        self.text.tokens.get(token).map_or(0, |t| u32::from(t.quoted))
    }

    /// The spans of a role on both sides of span `at`, nearest first on each side.
    fn around(&self, at: usize, role: Role, near: impl Fn(&Tagged) -> bool) -> Vec<usize> {
        // Articles hold a few spans a sentence; further away than this none is ever near.
        const FAR: usize = 40;
        let fits = |i: &usize| self.spans[*i].role == role;
        let left = (at.saturating_sub(FAR)..at).rev().filter(fits).take(EACH_SIDE);
        let right = (at + 1..self.spans.len().min(at + FAR)).filter(fits).take(EACH_SIDE);
        left.chain(right).filter(|i| near(&self.spans[*i])).collect()
    }

    /// The cues that the content at `at` may belong to.
    pub fn cues(&self, at: usize) -> Vec<usize> {
        let content = self.spans[at];
        let (first, last) = (self.paragraph[content.first], self.paragraph[content.last - 1]);
        self.around(at, Role::Cue, |cue| {
            let p = self.paragraph[cue.first];
            first - p <= PARAGRAPHS.0 && p - last <= PARAGRAPHS.1
        })
    }

    /// The sources that the cue at `at` may belong to.
    pub fn sources(&self, at: usize) -> Vec<usize> {
        let sentence = self.sentence[self.spans[at].first];
        self.around(at, Role::Source, |source| (self.sentence[source.first] - sentence).abs() <= 1)
    }

    /// The features of a content with a cue, or with none.
    pub fn cue_features(&self, content: usize, cue: Option<usize>) -> Buckets {
        let q = self.spans[content];
        let (quoted, quoted_end) = (self.quoted(q.first), self.quoted(q.last - 1));
        let mut f = Buckets::default();
        let Some(cue) = cue else {
            let size = size(q.last - q.first);
            f.add(60, &[quoted, quoted_end]);
            f.add(61, &[size, quoted]);
            f.add(62, &[self.cues(content).len() as u32, quoted]);
            return f;
        };
        let c = self.spans[cue];
        let o = u32::from(c.first < q.first);
        let (lo, hi) = gap(&q, &c);
        let near = |d: i32, m: i32| d.clamp(-m, m) as u32;
        let sentences = near(self.sentence[c.first] - self.sentence[q.first], 3);
        let from_end = self.sentence[c.first] - self.sentence[q.last - 1];
        let paragraphs = self.paragraph[c.first] - self.paragraph[q.first];
        let from_last = self.paragraph[c.first] - self.paragraph[q.last - 1];
        let [sources, cues, contents, marks, stops, commas] =
            std::array::from_fn(|kind| self.count(kind, lo, hi));
        let same = u32::from(paragraphs == 0);
        let beside = self.beside(lo, hi, o);
        let word = self.hash(c.first);
        f.add(1, &[o]);
        f.add(2, &[o, sentences]);
        f.add(3, &[o, near(from_end, 3)]);
        f.add(4, &[o, near(paragraphs, 2), near(from_last, 2)]);
        f.add(5, &[o, cues.min(3)]);
        f.add(6, &[o, contents.min(3)]);
        f.add(7, &[o, sources.min(3)]);
        f.add(8, &[o, size(hi - lo)]);
        f.add(9, &[o, stops.min(3), quoted]);
        f.add(10, &[o, beside, quoted]);
        f.add(11, &[o, quoted, quoted_end, self.quoted(c.first)]);
        f.add(12, &[o, cues.min(2), contents.min(2), quoted, same]);
        f.add(13, &[o, cues.min(2), sources.min(2), stops.min(2), quoted, same]);
        f.add(14, &[o, near(from_end, 2), quoted, quoted_end, same]);
        f.add(15, &[o, word]);
        f.add(16, &[o, size(q.last - q.first), cues.min(2)]);
        f.add(17, &[o, marks.min(3), commas.min(3), quoted]);
        f.add(18, &[o, word, cues.min(2), u32::from(stops > 0)]);
        f.add(19, &[o, self.hash(c.last), cues.min(1)]);
        f.add(20, &[o, self.hash(q.first), u32::from(lo == hi), cues.min(1)]);
        f.add(21, &[o, self.filled(cue, content), cues.min(1), quoted]);
        f
    }

    /// Whether the cue has another content on the side away from this one, or one between.
    fn filled(&self, cue: usize, content: usize) -> u32 {
        let is_content = |i: usize| self.spans.get(i).is_some_and(|s| s.role == Role::Content);
        let before = (cue.saturating_sub(2)..cue).any(|i| i != content && is_content(i));
        let after = (cue + 1..cue + 3).any(|i| i != content && is_content(i));
        u32::from(before) + 2 * u32::from(after)
    }

    /// The sign or small word that stands in the gap, next to the content's side of the cue.
    fn beside(&self, lo: usize, hi: usize, o: u32) -> u32 {
        if lo >= hi {
            return 0;
        }
        let at = if o == 1 { hi - 1 } else { lo };
        let token = self.text.tokens.get(at);
        let small = ["that", "to", "of", "as"].map(word_hash_ascii);
        match token {
            Some(t) if !t.is_word() || small.contains(&t.hash) => t.hash,
            _ => 1,
        }
    }

    /// The features of a cue with a source, or with none.
    pub fn source_features(&self, cue: usize, source: Option<usize>) -> Buckets {
        let c = self.spans[cue];
        let mut f = Buckets::default();
        let before = c.first.checked_sub(1).map_or(0, |i| self.hash(i));
        let Some(source) = source else {
            let has = self.sources(cue).iter().any(|s| {
                let first = self.spans[*s].first;
                self.sentence[first] == self.sentence[c.first]
            });
            f.add(60, &[0]);
            f.add(61, &[u32::from(has)]);
            f.add(62, &[self.hash(c.first)]);
            f.add(63, &[before]);
            f.add(64, &[self.hash(c.last)]);
            f.add(65, &[self.hash(c.last - 1), u32::from(has)]);
            f.add(66, &[self.quoted(c.first)]);
            return f;
        };
        let s = self.spans[source];
        let o = u32::from(s.first < c.first);
        let (lo, hi) = gap(&s, &c);
        let [sources, cues, contents, marks, stops, commas] =
            std::array::from_fn(|kind| self.count(kind, lo, hi));
        let sentences = (self.sentence[c.first] - self.sentence[s.first]).clamp(-2, 2) as u32;
        f.add(1, &[o]);
        f.add(2, &[o, size(hi - lo)]);
        f.add(3, &[o, cues.min(3)]);
        f.add(4, &[o, contents.min(3)]);
        f.add(5, &[o, sources.min(3)]);
        f.add(6, &[o, cues.min(2), contents.min(2), sources.min(2)]);
        f.add(7, &[o, sentences]);
        f.add(8, &[o, commas.min(3), contents.min(1)]);
        f.add(9, &[o, s.first.checked_sub(1).map_or(0, |i| self.hash(i))]);
        f.add(10, &[self.quoted(s.first), self.quoted(c.first), o]);
        f.add(11, &[o, stops.min(2), marks.min(2)]);
        f.add(12, &[o, self.hash(c.first)]);
        f.add(13, &[o, before, u32::from(lo == hi)]);
        f.add(14, &[o, self.hash(s.first), cues.min(1)]);
        f.add(15, &[o, self.hash(lo.min(hi)), size(hi - lo).min(3)]);
        f
    }
}

/// The tokens between two spans.
fn gap(a: &Tagged, b: &Tagged) -> (usize, usize) {
    let (lo, hi) = if a.first < b.first { (a.last, b.first) } else { (b.last, a.first) };
    (lo, hi.max(lo))
}

/// A length, on a coarse scale.
fn size(n: usize) -> u32 {
    const STEPS: [usize; 10] = [0, 1, 2, 3, 4, 6, 9, 14, 22, 40];
    STEPS.iter().position(|s| n <= *s).unwrap_or(STEPS.len()) as u32
}

/// The buckets of the features that hold.
#[derive(Debug, Clone, Default)]
pub struct Buckets {
    buckets: [u16; 24],
    len: usize,
}

impl Buckets {
    fn add(&mut self, template: u32, values: &[u32]) {
        let mut hash = 0x811c_9dc5u32 ^ template;
        for value in values {
            hash = (hash ^ value).wrapping_mul(0x0100_0193).rotate_left(13);
        }
        hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
        if let Some(bucket) = self.buckets.get_mut(self.len) {
            *bucket = ((hash ^ (hash >> 12)) % BUCKETS as u32) as u16;
            self.len += 1;
        }
    }

    pub fn as_slice(&self) -> &[u16] {
        &self.buckets[..self.len]
    }

    fn score(&self, weights: &[f32]) -> f32 {
        self.as_slice().iter().map(|b| weights.get(usize::from(*b)).copied().unwrap_or(0.0)).sum()
    }
}

/// A choice among candidates, and its probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    pub chosen: Option<usize>,
    pub probability: f32,
}

fn choose(none: f32, candidates: impl Iterator<Item = (usize, f32)>) -> Choice {
    let (mut chosen, mut best, mut scores) = (None, none, vec![none]);
    for (i, score) in candidates {
        scores.push(score);
        if score > best {
            (chosen, best) = (Some(i), score);
        }
    }
    let sum: f32 = scores.iter().map(|s| super::network::exp(s - best)).sum();
    Choice { chosen, probability: 1.0 / sum }
}

impl Weights {
    /// The cue of the content at `at`.
    pub fn cue_of(&self, context: &Context, at: usize) -> Choice {
        let none = context.cue_features(at, None).score(&self.cue_linker);
        let score = |i: usize| (i, context.cue_features(at, Some(i)).score(&self.cue_linker));
        choose(none, context.cues(at).into_iter().map(score))
    }

    /// The source of the cue at `at`.
    pub fn source_of(&self, context: &Context, at: usize) -> Choice {
        let none = context.source_features(at, None).score(&self.source_linker);
        let score = |i: usize| (i, context.source_features(at, Some(i)).score(&self.source_linker));
        choose(none, context.sources(at).into_iter().map(score))
    }
}
