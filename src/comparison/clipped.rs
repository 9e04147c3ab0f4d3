//! The same quotation, cut differently: one article goes on where the other closes its quotation marks, or begins a sentence
//! in what is its middle elsewhere.

use std::collections::HashMap;

use super::{Finding, FindingKind, Passage};
use crate::analysis::Reading;
use crate::text::{Span, Text, Token};

/// Quoted words in a row that must be the same …
const SHINGLE: usize = 4;
/// … unless the shorter quotation is a whole sentence: "very good deal" is a fragment that anybody may take out.
const FRAGMENT: usize = 6;
/// Words that one side must have more, after a fragment …
const MORE: usize = 5;
/// … and after or before a whole sentence: "We will not back down" and "We will not back down from talking".
const MORE_OF_SENTENCE: usize = 2;

/// The quoted words of an article, in order, with the quotation that each stands in.
struct Quoted {
    words: Vec<(Token, u32)>,
}

impl Quoted {
    fn of(reading: &Reading) -> Self {
        let text = &reading.text;
        let mut words = Vec::new();
        let mut past = 0;
        for (i, q) in (0u32..).zip(&text.quotations) {
            let first = (q.first as usize).max(past);
            past = past.max(q.last as usize);
            let tokens = text.tokens.get(first..q.last as usize).unwrap_or(&[]);
            words.extend(tokens.iter().filter(|t| t.is_word()).map(|t| (*t, i)));
        }
        Self { words }
    }

    fn hash(&self, at: usize) -> Option<u64> {
        let words = self.words.get(at..at + SHINGLE)?;
        Some(words.iter().fold(0xcbf2_9ce4_8422_2325, |h, (w, _)| {
            (h ^ u64::from(w.hash)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// Words from `at` to the end of its quotation.
    fn left(&self, at: usize) -> usize {
        let quotation = self.words.get(at).map(|w| w.1);
        self.words[at.min(self.words.len())..].iter().take_while(|w| Some(w.1) == quotation).count()
    }

    /// The first word of the quotation that a word stands in.
    fn begin(&self, at: usize) -> usize {
        let quotation = self.words.get(at).map(|w| w.1);
        (0..at).rev().take_while(|i| Some(self.words[*i].1) == quotation).last().unwrap_or(at)
    }

    /// Words before `at` in its quotation and sentence.
    fn before(&self, at: usize, text: &Text) -> usize {
        let begin = self.begin(at);
        let Some((word, _)) = self.words.get(at) else { return 0 };
        let sentence = text.sentence_at(word.span.start);
        (begin..at).rev().take_while(|i| text.sentence_at(self.words[*i].0.span.start) == sentence).count()
    }

    /// Whether a whole sentence is quoted from `from` to `to`: it begins with a capital letter where its quotation does, and ends
    /// with it.
    fn is_sentence(&self, from: usize, to: usize) -> bool {
        from == self.begin(from)
            && self.left(from) == to - from
            && self.words.get(from).is_some_and(|w| w.0.capital)
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        Some(self.words.get(from)?.0.span.cover(self.words.get(to.checked_sub(1)?)?.0.span))
    }
}

/// The quotation that is cut by most words, if any is.
pub(super) fn clipped_quotation(readings: &[&Reading]) -> Option<Finding> {
    let quoted: Vec<Quoted> = readings.iter().map(|r| Quoted::of(r)).collect();
    let mut seen: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    let mut best: Option<(usize, Cut)> = None;
    for (b, y) in quoted.iter().enumerate() {
        for at in 0..y.words.len() {
            let Some(hash) = y.hash(at) else { continue };
            let places = seen.entry(hash).or_default();
            for (a, from) in places.iter().copied().filter(|(a, _)| *a != b) {
                for (long, short) in [((a, from), (b, at)), ((b, at), (a, from))] {
                    let texts = (&readings[long.0].text, &readings[short.0].text);
                    let Some(cut) = cut(&quoted, long, short, texts.0) else { continue };
                    if best.as_ref().is_none_or(|(more, _)| cut.more > *more) {
                        best = Some((cut.more, cut));
                    }
                }
            }
            if places.len() < 4 {
                places.push((b, at));
            }
        }
    }
    let (_, cut) = best?;
    word(readings, &quoted, &cut)
}

/// A quotation of `long` has `more` words from `from` where `short` ends at `end`, or begins there.
struct Cut {
    long: usize,
    from: usize,
    short: usize,
    end: usize,
    more: usize,
    /// Words are missing before what both have, not after it.
    front: bool,
}

/// Whether the quotation at `short` ends after a shared run, and that at `long` goes on with words that the
/// other article does not quote at all; or begins a sentence with what is the middle of one there.
fn cut(quoted: &[Quoted], long: (usize, usize), short: (usize, usize), text: &Text) -> Option<Cut> {
    let (x, y) = (&quoted[long.0], &quoted[short.0]);
    let mut run = 0;
    while let (Some(p), Some(q)) = (x.words.get(long.1 + run), y.words.get(short.1 + run)) {
        if p.0.hash != q.0.hash || q.1 != y.words[short.1].1 {
            break;
        }
        run += 1;
    }
    // The short one must end here.
    if run < SHINGLE || y.left(short.1) != run {
        return None;
    }
    let whole = y.is_sentence(short.1, short.1 + run);
    if run < FRAGMENT && !whole {
        return None;
    }
    let least = if whole { MORE_OF_SENTENCE } else { MORE };
    let elsewhere = |from: usize, more: usize| {
        (from..from + more).any(|i| {
            let next: Vec<u32> = x.words[i..].iter().take(4).map(|w| w.0.hash).collect();
            next.len() == 4 && y.words.windows(4).any(|w| w.iter().map(|t| t.0.hash).eq(next.iter().copied()))
        })
    };
    let from = long.1 + run;
    // A new sentence that is left out cuts nothing short.
    let goes_on = x.words.get(from).is_some_and(|w| w.1 == x.words[from - 1].1)
        && (run >= FRAGMENT
            || text.sentence_at(x.words[from].0.span.start)
                == text.sentence_at(x.words[from - 1].0.span.start));
    let more = if goes_on { x.left(from) } else { 0 };
    let end = short.1 + run;
    if more >= least && !elsewhere(from, more) {
        return Some(Cut { long: long.0, from, short: short.0, end, more, front: false });
    }
    let before = x.before(long.1, text);
    let front = whole && before >= MORE_OF_SENTENCE && !elsewhere(long.1 - before, before);
    front.then_some(Cut { long: long.0, from: long.1 - before, short: short.0, end, more: before, front })
}

fn word(readings: &[&Reading], quoted: &[Quoted], cut: &Cut) -> Option<Finding> {
    let passage = |article: usize, span: Span| {
        let text = &readings[article].text;
        let sentence = text.sentences.get(text.sentence_at(span.start)).map_or(span, |s| s.span);
        Passage {
            article: article as u32,
            span,
            sentence: sentence.cover(span),
            attribution: None,
            score: 1.0,
        }
    };
    let (x, y) = (&quoted[cut.long], &quoted[cut.short]);
    let last = cut.from + cut.more;
    let whole = x.span(x.begin(cut.from), last + if cut.front { x.left(last) } else { 0 })?;
    let short = y.span(y.begin(cut.end - 1), cut.end)?;
    let rest = passage(cut.long, x.span(cut.from, last)?);
    let name = |i: usize| super::called::article_name(readings, i as u32);
    Some(Finding {
        kind: FindingKind::ClippedQuotation,
        sentence: format!(
            "{} {}: “{}”.",
            name(cut.short),
            if cut.front {
                format!("begins a quotation in the middle of what {} quotes, leaving out", name(cut.long))
            } else {
                format!("ends a quotation where {} goes on", name(cut.long))
            },
            super::claims::label(readings, &rest)
        ),
        row: None,
        columns: Vec::new(),
        passages: vec![passage(cut.long, whole), passage(cut.short, short)],
        figures: Vec::new(),
    })
}
