//! The sentences of all articles as weighted stems, and which of them are alike: the cosine of TF-IDF
//! vectors, with rarity in the language and rarity in these articles multiplied. What is in most of the
//! sentences, the main actors, weighs next to nothing.

use std::ops::Range;

use super::CompareBy;
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::{ParagraphKind, TokenKind};
use crate::topics::{ByHash, Tags};

/// Stems in more sentences than this do not make sentences alike; keeps the work linear.
const COMMON: usize = 48;

/// Pairs below this cosine are not worth the memory.
const ALIKE_AT_ALL: f32 = 0.015;

/// Statements with less content than this are like nothing else, rather than wholly like what has one word of theirs.
const LITTLE: f32 = 3.0;

/// A sentence of an article's body.
#[derive(Debug, Clone, Copy)]
pub struct SentenceAt {
    pub reading: u32,
    /// Index in its reading.
    pub sentence: u32,
    pub paragraph: u32,
    /// 0 at the start of the article, 1 at its end.
    pub position: f32,
}

/// All sentences of the articles' bodies, in order.
pub struct Sentences {
    pub list: Vec<SentenceAt>,
    /// For each sentence its stems in order, with weights; of length 1 as a vector.
    pub terms: Vec<Vec<(u32, f32)>>,
    /// For each reading the index in `list` of its first sentence of at least this number.
    index: Vec<Vec<u32>>,
}

impl Sentences {
    /// By articles all words of a sentence tell what it is about. By speakers only those that they are given: two
    /// statements of the Kremlin are not about the same for being the Kremlin's.
    pub fn new(readings: &[&Reading], tags: &Tags, by: CompareBy) -> Self {
        let mut all = Self { list: Vec::new(), terms: Vec::new(), index: Vec::new() };
        for (r, reading) in readings.iter().enumerate() {
            let text = &reading.text;
            let tagged = &tags.of[r];
            let mut index = vec![u32::MAX; text.sentences.len()];
            let aside = match by {
                CompareBy::Articles => vec![false; text.tokens.len()],
                CompareBy::Speakers => around_statements(reading),
            };
            let n = text.sentences.len().max(1) as f32;
            for (s, sentence) in text.sentences.iter().enumerate() {
                if text.paragraphs[sentence.paragraph as usize].kind != ParagraphKind::Body {
                    continue;
                }
                index[s] = all.list.len() as u32;
                all.list.push(SentenceAt {
                    reading: r as u32,
                    sentence: s as u32,
                    paragraph: sentence.paragraph,
                    position: s as f32 / n,
                });
                // "April 3" and "May 3" have nothing in common.
                let digit = |i: usize| text.tokens[i].kind == TokenKind::Number && text.word(i).len() == 1;
                let rare = sentence.tokens().filter(|i| tagged.idf[*i] > 0.0 && !aside[*i] && !digit(*i));
                all.terms.push(counted(rare.map(|i| (tagged.stems[i], tagged.idf[i])).collect()));
            }
            all.index.push(index);
        }
        all.weigh(if by == CompareBy::Speakers { LITTLE } else { 0.0 });
        all
    }

    /// Index of a sentence of a reading, if it is in a body.
    pub fn at(&self, reading: u32, sentence: usize) -> Option<usize> {
        let at = *self.index.get(reading as usize)?.get(sentence)?;
        (at != u32::MAX).then_some(at as usize)
    }

    /// How many sentences have each stem.
    fn counts(&self) -> ByHash<u32> {
        let mut counts: ByHash<u32> = ByHash::default();
        for (stem, _) in self.terms.iter().flatten() {
            *counts.entry(*stem).or_default() += 1;
        }
        counts
    }

    /// Multiplies the weights by the rarity among these sentences and makes each vector 1 long, or shorter where
    /// there is not more to it than `little`.
    fn weigh(&mut self, little: f32) {
        let counts = self.counts();
        let n = self.list.len() as f32;
        for terms in &mut self.terms {
            for (stem, weight) in terms.iter_mut() {
                let count = counts.get(stem).copied().unwrap_or(0) as f32;
                *weight *= (((n + 1.0) / (count + 0.5)).ln() / (n + 1.0).ln()).max(0.0);
            }
            let length = terms.iter().map(|t| t.1 * t.1).sum::<f32>();
            scale(terms, (length + little * little).sqrt());
        }
    }

    /// Pairs of sentences `(i, j, cosine)` with `i < j`, in order of `j`.
    pub fn alike(&self) -> Vec<(u32, u32, f32)> {
        // For each stem that makes sentences alike a place in one list for those that have it, filled up to the last
        // sentence that was looked at.
        let counts = self.counts();
        let mut places: ByHash<Range<usize>> = ByHash::default();
        let mut holding: Vec<(u32, f32)> = Vec::new();
        let mut sums = vec![0.0f32; self.list.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut pairs = Vec::new();
        for (s, terms) in (0u32..).zip(&self.terms) {
            for (stem, weight) in terms {
                let count = counts.get(stem).map_or(0, |count| *count as usize);
                if !(2..=COMMON).contains(&count) {
                    continue;
                }
                let place = places.entry(*stem).or_insert_with(|| {
                    let from = holding.len();
                    holding.resize(from + count, (0, 0.0));
                    from..from
                });
                for (other, theirs) in &holding[place.clone()] {
                    let sum = &mut sums[*other as usize];
                    if *sum == 0.0 {
                        touched.push(*other);
                    }
                    *sum += weight * theirs;
                }
                holding[place.end] = (s, *weight);
                place.end += 1;
            }
            touched.sort_unstable();
            touched.dedup();
            for other in touched.drain(..) {
                let sum = std::mem::take(&mut sums[other as usize]);
                if sum >= ALIKE_AT_ALL {
                    pairs.push((other, s, sum));
                }
            }
        }
        pairs
    }

    /// The sum of the vectors of some sentences, 1 long.
    pub fn centre(&self, members: &[u32]) -> Vec<(u32, f32)> {
        let terms = members.iter().filter_map(|s| self.terms.get(*s as usize)).flatten().copied();
        let mut centre = summed(terms.collect());
        normalise(&mut centre);
        centre
    }

    /// The cosine of a sentence and a vector that is 1 long.
    pub fn likeness(&self, sentence: usize, vector: &[(u32, f32)]) -> f32 {
        self.terms.get(sentence).map_or(0.0, |terms| dot(terms, vector))
    }

    /// Whether a sentence has all of these stems, of which there is one at least.
    pub fn has_all(&self, sentence: usize, stems: &[u32]) -> bool {
        let terms = self.terms.get(sentence).map_or(&[][..], |t| t);
        !stems.is_empty() && stems.iter().all(|s| terms.binary_search_by_key(s, |t| t.0).is_ok())
    }
}

/// Stems with 1 + ln(count) times their weight, in order.
fn counted(mut terms: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    terms.order_by_key(|t| t.0);
    let mut out: Vec<(u32, f32)> = Vec::with_capacity(terms.len());
    for same in terms.chunk_by(|a, b| a.0 == b.0) {
        out.push((same[0].0, same[0].1 * (1.0 + (same.len() as f32).ln())));
    }
    out
}

fn summed(mut terms: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    // Stable, so that the sums do not depend on how equal stems happen to be ordered.
    terms.order_by_key(|t| t.0);
    terms.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|t| t.1).sum())).collect()
}

fn normalise(terms: &mut [(u32, f32)]) {
    let length = terms.iter().map(|t| t.1 * t.1).sum::<f32>().sqrt();
    scale(terms, length);
}

fn scale(terms: &mut [(u32, f32)], length: f32) {
    if length > 0.0 {
        for term in terms {
            term.1 /= length;
        }
    }
}

/// For each token whether it stands in a sentence with statements and outside of them.
fn around_statements(reading: &Reading) -> Vec<bool> {
    let text = &reading.text;
    let mut aside = vec![false; text.tokens.len()];
    let contents = || reading.analysis.attributions.iter().flat_map(|a| &a.content);
    for content in contents() {
        let tokens = text.tokens_in(*content);
        let (first, last) = (text.sentence_of(tokens.start), text.sentence_of(tokens.end.saturating_sub(1)));
        for sentence in text.sentences.get(first..=last).unwrap_or(&[]) {
            aside[sentence.tokens()].fill(true);
        }
    }
    for content in contents() {
        aside[text.tokens_in(*content)].fill(false);
    }
    aside
}

fn dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    if a.len() * 8 < b.len() {
        return a
            .iter()
            .map(|(stem, w)| b.binary_search_by_key(stem, |t| t.0).map_or(0.0, |i| w * b[i].1))
            .sum();
    }
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
