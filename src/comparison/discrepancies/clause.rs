//! What the words around a figure tell of it: what it measures, of how much, how long, and next to what.

use std::ops::Range;

use super::super::align::{Fact, Facts};
use crate::figures::{Figure, Unit, is_small_number};
use crate::text::{Span, Text, Token, TokenKind, word_hash_ascii};

/// Most words on each side of a figure that tell what it measures.
const AROUND: usize = 9;
/// So far before a figure a word may stand that narrows what it counts.
const SCOPE: usize = 8;

/// Of how much a figure speaks: only figures of one scope are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Plain,
    /// "nine of 11 counts": what the other number is taken from.
    Whole,
    /// "among the dead were 180 people", "down from 64 percent".
    Apart,
}

/// "for over an hour", "that lasted almost an hour".
pub(super) fn is_length(text: &Text, figure: &Figure) -> bool {
    const CUES: [u32; 6] = [
        word_hash_ascii("for"),
        word_hash_ascii("lasted"),
        word_hash_ascii("lasting"),
        word_hash_ascii("took"),
        word_hash_ascii("ran"),
        word_hash_ascii("spent"),
    ];
    let first = text.tokens_in(figure.span).start;
    first.checked_sub(1).and_then(|i| text.tokens.get(i)).is_some_and(|t| CUES.contains(&t.hash))
}

/// "has until 14 April", "by 5 p.m. on 14 April": a day by which something must be done.
pub(super) fn is_deadline(text: &Text, figure: &Figure) -> bool {
    const UNTIL: [u32; 3] = [word_hash_ascii("until"), word_hash_ascii("by"), word_hash_ascii("before")];
    const HOUR: [u32; 5] = [
        word_hash_ascii("on"),
        word_hash_ascii("p.m."),
        word_hash_ascii("a.m."),
        word_hash_ascii("noon"),
        word_hash_ascii("midnight"),
    ];
    let first = text.tokens_in(figure.span).start;
    let before = text.tokens.get(first.saturating_sub(4)..first).unwrap_or(&[]);
    let hour = |t: &&Token| t.kind == TokenKind::Number || HOUR.contains(&t.hash);
    let word = before.iter().rev().find(|t| !hour(t));
    matches!(figure.unit, Unit::Date | Unit::Day) && word.is_some_and(|t| UNTIL.contains(&t.hash))
}

/// What stands between a name and an age.
const AGED: [u32; 7] = [
    word_hash_ascii("a"),
    word_hash_ascii("an"),
    word_hash_ascii("the"),
    word_hash_ascii("is"),
    word_hash_ascii("was"),
    word_hash_ascii("who"),
    word_hash_ascii("aged"),
];

/// Of how much of the matter a figure speaks, by the words before it.
pub(super) fn scope(text: &Text, figure: &Figure) -> Scope {
    const OF: u32 = word_hash_ascii("of");
    const FROM: u32 = word_hash_ascii("from");
    const WHOSE: [u32; 4] =
        [word_hash_ascii("its"), word_hash_ascii("the"), word_hash_ascii("their"), word_hash_ascii("all")];
    const PART: [u32; 4] = [
        word_hash_ascii("among"),
        word_hash_ascii("including"),
        word_hash_ascii("whom"),
        word_hash_ascii("previous"),
    ];
    let first = text.tokens_in(figure.span).start;
    let sentence =
        text.sentences.get(text.sentence_at(figure.span.start)).map_or(first, |s| s.tokens().start);
    let before = text.tokens.get(sentence.min(first)..first).unwrap_or(&[]);
    let mut words = before.iter().rev();
    let (last, next) = (words.next(), words.next());
    let number = |t: &Token| t.kind == TokenKind::Number || is_small_number(text.slice(t.span));
    match last.map(|t| t.hash) {
        Some(OF) if next.is_some_and(number) => Scope::Whole,
        // "two of its five piers"
        Some(w)
            if WHOSE.contains(&w)
                && next.is_some_and(|t| t.hash == OF)
                && words.next().is_some_and(number) =>
        {
            Scope::Whole
        }
        Some(FROM) => Scope::Apart,
        _ if before.iter().rev().take(SCOPE).chain(before.first()).any(|t| PART.contains(&t.hash)) => {
            Scope::Apart
        }
        _ => Scope::Plain,
    }
}

/// The amounts, shares and lengths of time before and behind a figure, with three words between at most.
pub(super) fn beside<'a>(text: &Text, figure: &Figure, figures: &'a [Figure]) -> [Option<&'a Figure>; 2] {
    let telling = |f: &&Figure| matches!(f.unit, Unit::Money(_) | Unit::Percent | Unit::Duration);
    let near = |from: Span, to: Span| {
        let between = text.tokens_in(from).end..text.tokens_in(to).start;
        let between = text.tokens.get(between).unwrap_or(&[]);
        between.len() <= 3 && between.iter().all(|t| t.is_word() && !ends_clause(text, t))
    };
    let at = figures.partition_point(|f| f.span.start < figure.span.start);
    let before = at.checked_sub(1).and_then(|i| figures.get(i)).filter(|f| near(f.span, figure.span));
    let behind = figures.get(at + 1).filter(|f| near(figure.span, f.span));
    [before.filter(telling), behind.filter(telling)]
}

/// The figures inside a stretch of text.
pub(in crate::comparison) fn within(figures: &[Figure], span: Span) -> &[Figure] {
    &figures[places(figures, span)]
}

pub(super) fn places(figures: &[Figure], span: Span) -> Range<usize> {
    let first = figures.partition_point(|f| f.span.start < span.start);
    let last = figures.partition_point(|f| f.span.end <= span.end);
    first.min(last)..last
}

/// The figure that a token is part of.
fn holding(figures: &[Figure], token: Span) -> Option<&Figure> {
    let next = figures.partition_point(|f| f.span.start <= token.start);
    figures.get(next.checked_sub(1)?).filter(|f| f.span.contains(token))
}

/// The words around a figure, up to the next figure or the end of the clause.
pub(super) fn around(facts: &Facts, text: &Text, passage: Span, figure: &Figure, figures: &[Figure]) -> Fact {
    let own = text.tokens_in(figure.span);
    let all = text.tokens_in(passage);
    let sentence =
        text.sentences.get(text.sentence_at(figure.span.start)).map_or(all.clone(), |s| s.tokens());
    let all = all.start.max(sentence.start)..all.end.min(sentence.end);
    let bounds = |i: &usize| {
        text.tokens.get(*i).is_none_or(|t| ends_clause(text, t) || holding(figures, t.span).is_some())
    };
    // "Victor Crane, 63,", "Ann Lee, a 41-year-old doctor": the name is what the age is of.
    if figure.unit.is_age() {
        let capital = |i: &usize| text.tokens.get(*i).is_some_and(|t| t.capital);
        let between = |i: &usize| {
            text.tokens
                .get(*i)
                .is_some_and(|t| !t.capital && (text.slice(t.span) == "," || AGED.contains(&t.hash)))
        };
        let name = (all.start..own.start).rev().skip_while(between).take_while(capital);
        return facts.fact_of(text, name);
    }
    let before = (all.start..own.start).rev().take(AROUND).take_while(|i| !bounds(i));
    let after = (own.end..all.end).take(AROUND).take_while(|i| !bounds(i));
    facts.fact_of(text, before.chain(after))
}

/// A figure with the words of its clause next to it: "turnout was just 62 percent".
pub(in crate::comparison) fn in_context(text: &Text, figures: &[Figure], figure: Span) -> Span {
    const BEFORE: usize = 5;
    const AFTER: usize = 4;
    let own = text.tokens_in(figure);
    let sentence = text.sentences.get(text.sentence_at(figure.start)).map_or(own.clone(), |s| s.tokens());
    let within = |i: &usize| {
        text.tokens
            .get(*i)
            .is_some_and(|t| t.is_word() && !ends_clause(text, t) && holding(figures, t.span).is_none())
    };
    // "Victor Crane, 63".
    let comma =
        own.start.checked_sub(1).filter(|i| text.tokens.get(*i).is_some_and(|t| text.slice(t.span) == ","));
    let before = sentence.start..comma.unwrap_or(own.start).max(sentence.start);
    let first = before.rev().take(BEFORE).take_while(within).last();
    let last = (own.end..sentence.end).take(AFTER).take_while(within).last();
    let at = |i: Option<usize>| i.and_then(|i| text.tokens.get(i)).map_or(figure, |t| t.span);
    figure.cover(at(first)).cover(at(last))
}

fn ends_clause(text: &Text, token: &Token) -> bool {
    const BREAKS: [u32; 5] = [
        word_hash_ascii("and"),
        word_hash_ascii("but"),
        word_hash_ascii("while"),
        word_hash_ascii("compared"),
        word_hash_ascii("versus"),
    ];
    match token.kind {
        TokenKind::Word => BREAKS.contains(&token.hash),
        TokenKind::Punctuation => {
            matches!(text.slice(token.span), "," | ";" | ":" | "—" | "–" | "--" | "(" | ")")
        }
        _ => false,
    }
}
