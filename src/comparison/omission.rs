//! What an article itself says that a side left out ("… that was left out of the White House's"), checked
//! against that side's statements.

use super::align::{Facts, SAME_FACT};
use super::claims::first_words;
use super::{Finding, FindingKind, Passage};
use crate::analysis::Reading;
use crate::text::{Sentence, Span, TokenKind};

/// Phrases that claim an omission. `After`: the side that omits stands behind the phrase; otherwise before it.
const CUES: [(&str, Side); 15] = [
    ("left out of", Side::After),
    ("omitted from", Side::After),
    ("absent from", Side::After),
    ("missing from", Side::After),
    ("not mentioned in", Side::After),
    ("not mentioned by", Side::After),
    ("did not mention", Side::Before),
    ("didn't mention", Side::Before),
    ("does not mention", Side::Before),
    ("made no mention of", Side::Before),
    ("makes no mention of", Side::Before),
    ("failed to mention", Side::Before),
    ("left out", Side::Before),
    ("leaves out", Side::Before),
    ("omitted", Side::Before),
];

/// Most words of what was left out that are given.
const WORDS: usize = 16;

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

/// The first claimed omission whose side is one of the speakers, with what the texts show.
pub(super) fn claimed_omission(readings: &[&Reading], facts: &Facts) -> Option<Finding> {
    (0u32..).zip(readings).find_map(|(article, reading)| {
        reading
            .text
            .sentences
            .iter()
            .find_map(|sentence| check(readings, facts, (article, reading), sentence))
    })
}

fn check(
    readings: &[&Reading],
    facts: &Facts,
    (article, reading): (u32, &Reading),
    sentence: &Sentence,
) -> Option<Finding> {
    let words = reading.text.slice(sentence.span);
    let low = words.to_ascii_lowercase().replace('’', "'");
    let same_length = low.len() == words.len();
    let (at, cue, side) = CUES.iter().find_map(|(cue, side)| low.find(cue).map(|at| (at, *cue, *side)))?;
    // The typographic apostrophe is two bytes longer; then the place is looked up in the text itself.
    let at = if same_length { at } else { words.to_ascii_lowercase().find(cue)? };
    let cut = sentence.span.start as usize + at;
    let (before, after) = (
        Span::new(sentence.span.start as usize, cut),
        Span::new(cut + cue.len(), sentence.span.end as usize),
    );
    let omitting = if side == Side::After { after } else { before };
    // The nearest speaker on that side of the phrase.
    let mentions = reading
        .analysis
        .speakers
        .iter()
        .enumerate()
        .flat_map(|(i, s)| s.mentions.iter().map(move |m| (i, *m)));
    let near = mentions.filter(|(_, m)| omitting.contains(*m)).min_by_key(|(_, m)| {
        if side == Side::After { m.start - omitting.start } else { omitting.end - m.end }
    })?;
    if side == Side::After && near.1.start > omitting.start + 12 {
        return None;
    }
    let name = reading.analysis.speakers.get(near.0)?.name.clone();
    let content = omitted(
        reading,
        sentence,
        if side == Side::After { Span::new(near.1.end as usize, sentence.span.end as usize) } else { after },
    )?;
    let passage = Passage { article, span: content, sentence: sentence.span, attribution: None, score: 1.0 };
    let fact = facts.of(readings, &passage);
    let contrary = statements(readings, &name)
        .into_iter()
        .filter(|p| facts.one_occasion(p.article, article) && !p.span.overlaps(sentence.span))
        .find(|p| facts.likeness(&facts.of(readings, p), &fact) >= SAME_FACT);
    let verdict = match contrary {
        Some(_) => "but that side is quoted on it",
        None => "no statement quoted here from that side mentions it",
    };
    let source = super::called::article_name(readings, article);
    let what = first_words(readings, &passage, WORDS);
    Some(Finding {
        kind: FindingKind::ClaimedOmission,
        sentence: format!(
            "{source} says that {} left out “{what}”; {verdict}.",
            super::called::speaker_name(reading, near.0)
        ),
        row: None,
        columns: Vec::new(),
        passages: std::iter::once(passage).chain(contrary).collect(),
        figures: Vec::new(),
    })
}

/// What is said to be left out: what is quoted there, or all that follows.
fn omitted(reading: &Reading, sentence: &Sentence, rest: Span) -> Option<Span> {
    let text = &reading.text;
    if let Some(q) = text.quotations.iter().find(|q| sentence.span.overlaps(q.span) && rest.contains(q.span))
    {
        return Some(Span::new(q.span.start as usize, q.span.end as usize));
    }
    let tokens = &text.tokens[text.tokens_in(rest)];
    let first = tokens.iter().find(|t| t.is_word() && t.span.start >= rest.start)?;
    let last = tokens.iter().rev().find(|t| t.is_word() || t.kind == TokenKind::DoubleQuote)?;
    (last.span.end > first.span.start).then(|| first.span.cover(last.span))
}

/// What a speaker of this name says, in all articles.
fn statements(readings: &[&Reading], name: &str) -> Vec<Passage> {
    let mut out = Vec::new();
    for (article, reading) in (0u32..).zip(readings) {
        for (i, a) in (0u32..).zip(&reading.analysis.attributions) {
            let speaker = a.speaker.and_then(|s| reading.analysis.speakers.get(s.0 as usize));
            if speaker.is_some_and(|s| s.name == name) {
                let span = a.content_span();
                out.push(Passage { article, span, sentence: span, attribution: Some(i), score: 1.0 });
            }
        }
    }
    out
}
