//! Contents: how far what somebody said reaches, to the right of a cue or to the left.

use super::lexicon::Ending;
use super::scan::{Run, Scan};
use super::words::Class;
use crate::text::{Quotation, TokenKind, word_hash_ascii};

/// What a content begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Opening {
    End,
    That,
    To,
    Mark,
    Colon,
    Pronoun,
    Determiner,
    Name,
    Preposition,
    Question,
    Comma,
    Ing,
    Adverb,
    Number,
    Object,
    Auxiliary,
    Conjunction,
    Word,
}

const THAT: u32 = word_hash_ascii("that");
const TO: u32 = word_hash_ascii("to");

/// What stands at a token, seen from a cue before it.
pub(super) fn opening(scan: &Scan, i: usize, ceiling: usize) -> Opening {
    if i >= ceiling {
        return Opening::End;
    }
    let entry = scan.entry(i);
    if !scan.is_word(i) {
        return match (scan.kind(i), scan.word(i)) {
            (Some(TokenKind::DoubleQuote | TokenKind::SingleQuote), _) => Opening::Mark,
            (_, ":") => Opening::Colon,
            (_, "," | "—" | "–" | "―" | "--" | "-" | "(") => Opening::Comma,
            (_, "$") => Opening::Number,
            _ => Opening::End,
        };
    }
    if scan.hash_is(i, THAT) {
        Opening::That
    } else if scan.hash_is(i, TO) {
        Opening::To
    } else if entry.is(Class::QUESTION) {
        Opening::Question
    } else if entry.is(Class::CONTRACTED) || entry.is(Class::SUBJECT) && !entry.is(Class::DETERMINER) {
        Opening::Pronoun
    } else if entry.is(Class::DETERMINER) {
        Opening::Determiner
    } else if entry.is(Class::OBJECT) {
        Opening::Object
    } else if entry.is(Class::PREPOSITION.or(Class::SUBORDINATE)) {
        Opening::Preposition
    } else if entry.is(Class::CONJUNCTION) {
        Opening::Conjunction
    } else if entry.is(Class::AUXILIARY) {
        Opening::Auxiliary
    } else if entry.is(Class::ADVERB.or(Class::TIME)) {
        Opening::Adverb
    } else if scan.kind(i) == Some(TokenKind::Number) {
        Opening::Number
    } else if scan.capital(i) {
        Opening::Name
    } else if entry.ending == Ending::Ing {
        Opening::Ing
    } else {
        Opening::Word
    }
}

/// Where the content of a cue that ends before `after` begins: behind the time, the place and the one spoken to.
pub(super) fn start_right(scan: &Scan, after: usize, ceiling: usize, addressee: bool) -> usize {
    let mut i = after;
    let adjunct = |i: usize| {
        scan.is(i, Class::TIME.or(Class::ADVERB)) && !scan.is(i, Class::SUBJECT.or(Class::DETERMINER))
    };
    while i < ceiling && adjunct(i) && scan.is_word(i + 1) {
        i += 1;
    }
    let opens =
        scan.is(i, Class::PREPOSITION.or(Class::OBJECT).or(Class::TIME)) || addressee || scan.is_comma(i);
    if opens && !scan.hash_is(i, THAT) && !scan.hash_is(i, TO) {
        // "told reporters in Ohio on Monday that": nothing but names and phrases up to the word "that".
        for j in i..ceiling.min(i + 22) {
            if scan.hash_is(j, THAT) && !scan.quoted(j) {
                return j;
            }
            if scan.is_mark(j) || scan.is_colon(j) {
                return if j < i + 14 { j } else { i };
            }
            if scan.is_stop(j)
                || scan.ending(j) == Ending::Ing && scan.entry(j).level >= 1
                || scan.word(j) == ";"
                || scan.is(j, Class::AUXILIARY.or(Class::CONTRACTED)) && !scan.is(j, Class::TIME)
            {
                break;
            }
        }
    }
    if addressee {
        i = spoken_to(scan, i, ceiling);
        while i < ceiling && adjunct(i) {
            i += 1;
        }
    }
    let timed = |j: usize| scan.is(j, Class::TIME) || scan.kind(j) == Some(TokenKind::Number);
    if scan.is(i, Class::PREPOSITION) && timed(i + 1) && scan.capital(i + 1) {
        let mut j = i + 1;
        while j < ceiling && timed(j) {
            j += 1;
        }
        i = j;
    }
    if (scan.is_comma(i) || scan.is_colon(i)) && i + 1 < ceiling {
        i += 1;
    }
    i
}

/// The end of the noun phrase of those spoken to: "told [the newspaper] he".
fn spoken_to(scan: &Scan, start: usize, ceiling: usize) -> usize {
    let mut i = start;
    if scan.is(i, Class::OBJECT.or(Class::SUBJECT)) && !scan.is(i, Class::DETERMINER) {
        return i + 1;
    }
    while i < ceiling && scan.is(i, Class::DETERMINER) {
        i += 1;
    }
    let named = scan.capital(i);
    while i < ceiling && i - start < 9 {
        let inner = scan.kind(i) == Some(TokenKind::Possessive)
            || i > start
                && ["of", "at", "for", "in", "and", "&"].contains(&scan.word(i))
                && scan.is_word(i + 1);
        if inner {
            i += 1;
            continue;
        }
        if !scan.is_word(i)
            || i > start
                && scan.is(
                    i,
                    Class::DETERMINER
                        .or(Class::SUBJECT)
                        .or(Class::CONTRACTED)
                        .or(Class::QUESTION)
                        .or(Class::TIME)
                        .or(Class::PREPOSITION),
                )
        {
            break;
        }
        if named != scan.capital(i) && i > start + 1 {
            break;
        }
        i += 1;
    }
    i
}

/// Ends within `start..end` before the end of the sentence where a content may well stop: a comma or dash before
/// a new cue, a conjunction or a relative clause, or a clause of time. At most one of each sort.
pub(super) fn cuts(scan: &Scan, start: usize, end: usize) -> [Option<usize>; 4] {
    let mut out = [None; 4];
    for i in start + 2..end {
        if scan.quoted(i) || scan.is_word(i) && !scan.is(i, Class::SUBORDINATE.or(Class::CONJUNCTION)) {
            continue;
        }
        let sort = if scan.is_comma(i) {
            let next = scan.entry(i + 1);
            if next.ending == Ending::Ing && next.level >= 1 {
                0
            } else if next.is(Class::CONJUNCTION.or(Class::SUBORDINATE).or(Class::RELATIVE)) {
                1
            } else {
                2
            }
        } else if scan.is_dash(i) || scan.word(i) == ";" {
            1
        } else if scan.is_word(i) && scan.is(i, Class::SUBORDINATE) && !scan.is_comma(i - 1) {
            3
        } else {
            continue;
        };
        if let Some(slot) = out.get_mut(sort)
            && slot.is_none()
        {
            *slot = Some(i);
        }
    }
    out
}

/// The end of a noun phrase that begins at `start`: what "his support for" or "backed" takes.
pub(super) fn noun_end(scan: &Scan, start: usize, ceiling: usize) -> usize {
    let mut i = start;
    while i < ceiling {
        if scan.is_mark(i) && scan.quoted(i) {
            i += 1;
            continue;
        }
        let entry = scan.entry(i);
        let ends = scan.is_comma(i)
            || scan.is_dash(i)
            || scan.is_stop(i)
            || matches!(scan.word(i), ";" | ":" | "(" | ")")
            || entry.is(Class::AUXILIARY.or(Class::CONTRACTED).or(Class::SUBORDINATE))
                && !entry.is(Class::PREPOSITION)
                && i > start
            || i > start + 1
                && matches!(
                    scan.word(i),
                    "in" | "on" | "at" | "by" | "during" | "after" | "before" | "as" | "but" | "when"
                );
        if ends && !scan.quoted(i) {
            break;
        }
        i += 1;
    }
    i
}

/// The quotation that begins at this token.
pub(super) fn quotation_from(scan: &Scan, first: usize) -> Option<Quotation> {
    let all = &scan.text.quotations;
    let i = all.partition_point(|q| (q.first as usize) < first);
    all.get(i).copied().filter(|q| q.first as usize == first)
}

/// The quotation whose last token is just before `last`.
pub(super) fn quotation_to(scan: &Scan, last: usize) -> Option<Quotation> {
    let all = &scan.text.quotations;
    let i = all.partition_point(|q| (q.first as usize) < last);
    all[..i].iter().rev().take(6).copied().find(|q| q.last as usize == last)
}

/// How far a quotation reaches that begins at `first`: over the paragraphs that it runs on in.
pub(super) fn whole_quotation(scan: &Scan, first: usize) -> Option<Run> {
    let mut quotation = quotation_from(scan, first)?;
    while quotation.continues {
        match quotation_from(scan, quotation.last as usize) {
            Some(next) => quotation = next,
            None => break,
        }
    }
    Some(Run::new(first, quotation.last as usize))
}

/// The first token of a quotation that ends before `last`, over the paragraphs before that it goes on from.
pub(super) fn quotation_start(scan: &Scan, last: usize) -> Option<usize> {
    let mut first = quotation_to(scan, last)?.first as usize;
    while let Some(before) = quotation_to(scan, first).filter(|q| q.continues) {
        first = before.first as usize;
    }
    Some(first)
}

/// The quotations that stand by themselves from token `from` on, each of them whole sentences in the same
/// paragraph (or carried on in the next by an open mark): "…," she said. *"…" "…"*
pub(super) fn quotes_after(scan: &Scan, from: usize) -> Option<Run> {
    (from > 0 && scan.same_paragraph(from - 1, from)).then(|| quotes_at(scan, from)).flatten()
}

/// The same, wherever `from` is: in the next paragraph too.
pub(super) fn quotes_at(scan: &Scan, from: usize) -> Option<Run> {
    let mut end = from;
    while end < scan.text.tokens.len() {
        if end > from && !scan.same_paragraph(end - 1, end) {
            break;
        }
        let Some(run) = whole_quotation(scan, end) else { break };
        let closes = scan.sentence(run.last - 1).is_some_and(|s| s.last as usize == run.last);
        if !closes {
            break;
        }
        end = run.last;
    }
    (end > from).then(|| Run::new(from, end))
}
