//! The same quotation, cut differently: one article goes on where the other closes its quotation marks.

use std::collections::HashMap;

use super::{Finding, FindingKind, Passage};
use crate::analysis::Reading;
use crate::text::{Span, Token};

/// Quoted words in a row that must be the same.
const SHINGLE: usize = 6;
/// Words that one side must have more.
const MORE: usize = 5;

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
                for cut in
                    [cut(&quoted, (a, from), (b, at)), cut(&quoted, (b, at), (a, from))].into_iter().flatten()
                {
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

/// A quotation of `long` goes on for `more` words from `from` where `short` ends at `end`.
struct Cut {
    long: usize,
    from: usize,
    short: usize,
    end: usize,
    more: usize,
}

/// Whether the quotation at `short` ends after a shared run, and that at `long` goes on with words that the
/// other article does not quote at all.
fn cut(quoted: &[Quoted], long: (usize, usize), short: (usize, usize)) -> Option<Cut> {
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
    let from = long.1 + run;
    let same_quotation = x.words.get(from).is_some_and(|w| w.1 == x.words[from - 1].1);
    let more = x.left(from);
    let elsewhere = (from..from + more).any(|i| {
        let next: Vec<u32> = x.words[i..].iter().take(4).map(|w| w.0.hash).collect();
        next.len() == 4 && y.words.windows(4).any(|w| w.iter().map(|t| t.0.hash).eq(next.iter().copied()))
    });
    (same_quotation && more >= MORE && !elsewhere).then_some(Cut {
        long: long.0,
        from,
        short: short.0,
        end: short.1 + run,
        more,
    })
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
    let begin = |q: &Quoted, at: usize| {
        (0..at).rev().take_while(|i| q.words[*i].1 == q.words[at - 1].1).last().unwrap_or(0)
    };
    let whole = x.span(begin(x, cut.from), cut.from + cut.more)?;
    let short = y.span(begin(y, cut.end), cut.end)?;
    let rest = passage(cut.long, x.span(cut.from, cut.from + cut.more)?);
    let name = |i: usize| super::findings::article_name(readings, i as u32);
    Some(Finding {
        kind: FindingKind::ClippedQuotation,
        sentence: format!(
            "{} ends a quotation where {} goes on: “{}”.",
            name(cut.short),
            name(cut.long),
            super::claims::label(readings, &rest)
        ),
        row: None,
        columns: Vec::new(),
        passages: vec![passage(cut.long, whole), passage(cut.short, short)],
    })
}
