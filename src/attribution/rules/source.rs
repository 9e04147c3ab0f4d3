//! Sources: the noun phrase that a cue belongs to. No parser: a phrase is walked word by word over what the
//! closed classes tell, after the way newspapers build their sentences.

use super::lexicon::Ending;
use super::scan::{Run, Scan};
use super::words::Class;
use crate::text::{TokenKind, word_hash_ascii};

/// How a source was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Found {
    Nothing,
    /// "he said".
    Pronoun,
    /// "…, who said".
    Relative,
    /// A noun phrase right before the cue.
    Phrase,
    /// "Ann Lee, the mayor, said".
    Apposition,
    /// "…, adding": the source of an earlier cue, or the subject of the sentence.
    Shared,
    /// "… and said".
    Joined,
    /// The subject of the sentence, for a cue that has none of its own.
    Main,
    /// "Lee's claim", "her claim".
    Possessor,
    /// "said Lee".
    After,
    /// "was criticised by Lee".
    By,
}

/// The longest noun phrase walked over, in tokens.
const LONGEST: usize = 40;

/// Words that name a phrase of time or place when they open a sentence: "On Thursday", "In a statement".
fn opens_adjunct(scan: &Scan, i: usize) -> bool {
    scan.is(i, Class::PREPOSITION) && !scan.is(i, Class::SUBJECT)
}

/// The subject of the cue whose first token is `cue`, within `floor..cue`.
pub(super) fn subject(scan: &Scan, floor: usize, cue: usize) -> (Option<Run>, Found) {
    if cue <= floor {
        return (None, Found::Nothing);
    }
    let before = cue - 1;
    let entry = scan.entry(before);
    if scan.is_word(before) {
        if entry.is(Class::CONTRACTED) {
            return (Some(Run::new(before, cue)), Found::Pronoun);
        }
        if entry.is(Class::RELATIVE) {
            return (Some(Run::new(before, cue)), Found::Relative);
        }
        if entry.is(Class::SUBJECT) && !follows_preposition(scan, floor, before) {
            return (Some(Run::new(before, cue)), Found::Pronoun);
        }
        if entry.is(Class::CONJUNCTION) {
            return (None, Found::Joined);
        }
        if entry.is(Class::AUXILIARY.or(Class::SUBORDINATE)) && !scan.capital(before) {
            return (None, Found::Nothing);
        }
        let run = phrase(scan, floor, cue);
        return if run.is_empty() { (None, Found::Nothing) } else { (Some(run), Found::Phrase) };
    }
    if scan.is_comma(before) {
        return apposition(scan, floor, before);
    }
    if scan.word(before) == ")" {
        let open = (floor..before).rev().take(15).find(|i| scan.word(*i) == "(");
        if let Some(open) = open {
            let run = phrase(scan, floor, open);
            let whole = Run::new(run.first, cue);
            return if run.is_empty() { (None, Found::Nothing) } else { (Some(whole), Found::Phrase) };
        }
    }
    if scan.is_dash(before) {
        return apposition(scan, floor, before);
    }
    (None, Found::Nothing)
}

/// "many of them said": the pronoun belongs to a longer phrase.
fn follows_preposition(scan: &Scan, floor: usize, i: usize) -> bool {
    i > floor
        && scan.is(i - 1, Class::PREPOSITION.or(Class::DETERMINER))
        && !scan.is(i, Class::CONTRACTED)
        && scan.is(i - 1, Class::PREPOSITION)
        && !scan.is(i - 1, Class::SUBORDINATE)
        && !scan.hash_is(i - 1, word_hash_ascii("as"))
}

/// The source before "…, the mayor of X," whose closing comma or dash is `comma`.
fn apposition(scan: &Scan, floor: usize, comma: usize) -> (Option<Run>, Found) {
    let dash = scan.is_dash(comma);
    let mut commas = [0usize; 4];
    let mut n = 0;
    let mut i = comma;
    while i > floor && comma - i < LONGEST {
        i -= 1;
        if scan.is_mark(i) || scan.is_stop(i) || scan.word(i) == ";" || scan.is_colon(i) {
            break;
        }
        if if dash { scan.is_dash(i) } else { scan.is_comma(i) } {
            if let Some(slot) = commas.get_mut(n) {
                *slot = i;
                n += 1;
            }
        }
    }
    // The furthest comma after which something begins that only an apposition can be; else the nearest.
    for strict in [true, false] {
        for open in commas[..n].iter().rev().filter(|open| **open > floor) {
            let next = open + 1;
            let relative = scan.is(next, Class::RELATIVE);
            let apposes = relative
                || scan.is(next, Class::DETERMINER)
                || scan.capital(open - 1) && scan.is_word(next)
                || scan.kind(next) == Some(TokenKind::Number);
            if strict && !apposes {
                continue;
            }
            let run = phrase(scan, floor, *open);
            if run.is_empty() || opens_adjunct(scan, run.first) || scan.is(run.first, Class::CONNECTIVE) {
                continue;
            }
            if relative
                || scan.capital(run.first)
                || scan.is(run.first, Class::DETERMINER)
                || run.first == floor
            {
                return (Some(Run::new(run.first, comma)), Found::Apposition);
            }
        }
    }
    (None, Found::Nothing)
}

/// Whether the walk to the left must stop at this word: it belongs to what stands before the phrase.
fn bounds(scan: &Scan, i: usize) -> bool {
    let entry = scan.entry(i);
    if scan.is_word(i) {
        if scan.capital(i)
            && i > 0
            && !scan.is_stop(i - 1)
            && !entry.is(Class::AUXILIARY.or(Class::CONTRACTED))
        {
            return false;
        }
        return entry.is(Class::AUXILIARY.or(Class::CONTRACTED).or(Class::OBJECT))
            || entry.is(Class::SUBORDINATE) && !entry.is(Class::TIME)
            || entry.is(Class::QUESTION)
            || scan.hash_is(i, word_hash_ascii("that"))
            || scan.hash_is(i, word_hash_ascii("but"))
            || scan.hash_is(i, word_hash_ascii("as"))
            || scan.hash_is(i, word_hash_ascii("to")) && !scan.capital(i + 1)
            || entry.level >= 5 && entry.ending != Ending::S && entry.ending != Ending::Ed
            || entry.level >= 4 && entry.ending == Ending::Ed;
    }
    !matches!(
        (scan.kind(i), scan.word(i)),
        (Some(TokenKind::Possessive | TokenKind::SingleQuote), _) | (_, "." | "&" | "$" | "%" | "/")
    )
}

/// The noun phrase that ends before `end`.
pub(super) fn phrase(scan: &Scan, floor: usize, end: usize) -> Run {
    let mut i = end;
    while i > floor && end - i < LONGEST {
        let at = i - 1;
        if scan.word(at) == ")" {
            if let Some(open) = (floor..at).rev().take(12).find(|j| scan.word(*j) == "(") {
                i = open;
                continue;
            }
        }
        if scan.quoted(at) && scan.is_mark(at) {
            // A nickname or a scare quote within the phrase.
            match (floor..at).rev().take(6).find(|j| scan.is_mark(*j)) {
                Some(open) if at > open && open > floor && scan.is_word(open - 1) => {
                    i = open;
                    continue;
                }
                _ => break,
            }
        }
        if bounds(scan, at) {
            if let Some(start) = relative_start(scan, floor, at, i) {
                i = start;
                continue;
            }
            break;
        }
        i = at;
    }
    trim(scan, list(scan, floor, i), end)
}

/// "voters who have backed him \[said\]": the walk has met a verb, and a relative clause begins not far before.
fn relative_start(scan: &Scan, floor: usize, at: usize, from: usize) -> Option<usize> {
    if scan.is(at, Class::SUBORDINATE) || scan.is_punctuation(at) {
        return None;
    }
    let mut j = at + 1;
    while j > floor && from - j < 14 {
        j -= 1;
        if scan.is_punctuation(j) {
            return None;
        }
        if scan.is(j, Class::RELATIVE)
            && j > floor
            && scan.is_word(j - 1)
            && !scan.is(j - 1, Class::PREPOSITION)
        {
            let that = scan.hash_is(j, word_hash_ascii("that"));
            let verb_before = scan.entry(j - 1).level >= 3;
            return (!(that && verb_before)).then_some(j);
        }
    }
    None
}

/// "Friends, lobbyists and former foes": goes on over the commas of a list whose last member starts here.
fn list(scan: &Scan, floor: usize, start: usize) -> usize {
    let mut i = start;
    let has_and = (start..start + 6).any(|j| scan.hash_is(j, word_hash_ascii("and")));
    while has_and && i > floor + 1 && scan.is_comma(i - 1) {
        let mut j = i - 1;
        while j > floor && !bounds(scan, j - 1) && i - j < 7 {
            j -= 1;
        }
        if j >= i - 1 || opens_adjunct(scan, j) || scan.is(j, Class::CONNECTIVE) {
            break;
        }
        if j > floor && !scan.is_comma(j - 1) {
            break;
        }
        i = j;
    }
    i
}

/// Takes off what opens a sentence before its subject: "But", "On Thursday", "In a statement".
fn trim(scan: &Scan, start: usize, end: usize) -> Run {
    let mut i = start;
    while i < end {
        if scan.is_comma(i)
            || scan.is(i, Class::CONJUNCTION)
            || scan.is(i, Class::CONNECTIVE) && i + 1 < end
            || scan.is(i, Class::ADVERB) && !scan.is(i, Class::DETERMINER) && i + 1 < end
        {
            i += 1;
        } else if opens_adjunct(scan, i) {
            let after = adjunct(scan, i, end);
            if after >= end {
                break;
            }
            i = after;
        } else {
            break;
        }
    }
    Run::new(i, end)
}

/// The end of the phrase of time or place that begins at `i`, when another phrase follows before `end`.
fn adjunct(scan: &Scan, i: usize, end: usize) -> usize {
    let mut j = i + 1;
    while j < end
        && (scan.is(j, Class::TIME.or(Class::DETERMINER)) || scan.kind(j) == Some(TokenKind::Number))
    {
        j += 1;
    }
    if j > i + 1 && scan.is(j - 1, Class::TIME) || j > i + 1 && scan.kind(j - 1) == Some(TokenKind::Number) {
        return j;
    }
    // "In his speech the president": the second determiner opens the subject.
    (j..end)
        .find(|k| scan.is(*k, Class::DETERMINER.or(Class::SUBJECT)) && !scan.is(k - 1, Class::PREPOSITION))
        .unwrap_or(end)
}

/// The source behind an inverted cue: "said Lee, a spokeswoman for Acme", from `start` to `ceiling`.
pub(super) fn inverted(scan: &Scan, start: usize, ceiling: usize) -> Option<Run> {
    if start >= ceiling || !scan.is_word(start) {
        return None;
    }
    let entry = scan.entry(start);
    let opens = scan.capital(start)
        || entry.is(Class::DETERMINER.or(Class::SUBJECT))
        || scan.kind(start) == Some(TokenKind::Number)
        || !entry.is(Class::PREPOSITION
            .or(Class::ADVERB)
            .or(Class::CONJUNCTION)
            .or(Class::SUBORDINATE)
            .or(Class::OBJECT)
            .or(Class::AUXILIARY)
            .or(Class::RELATIVE)
            .or(Class::QUESTION));
    let clause = scan.is(start, Class::RELATIVE.or(Class::QUESTION));
    if !opens
        || clause
        || scan.is(start, Class::TIME) && !scan.is(start + 1, Class::TIME) && scan.capital(start)
    {
        return None;
    }
    // "Lee, the mayor, said the bridge was safe": what follows is a clause, not a source.
    let plain = (start..ceiling).take_while(|i| scan.is_word(*i) && !scan.is(*i, Class::RELATIVE));
    let pronoun = Class::SUBJECT.or(Class::CONTRACTED);
    for i in plain {
        let clause = scan.is(i, Class::AUXILIARY.or(Class::CONTRACTED))
            || scan.is(i, pronoun) && !scan.is(i, Class::DETERMINER) && scan.is_word(i + 1);
        if clause && !scan.capital(i) {
            return None;
        }
    }
    let mut i = start;
    while i < ceiling {
        if scan.is_mark(i) || scan.is_stop(i) || scan.word(i) == ";" || scan.is_colon(i) || scan.is_dash(i) {
            break;
        }
        if scan.is_comma(i)
            && (scan.is_mark(i + 1)
                || scan.ending(i + 1) == Ending::Ing
                || scan.is(i + 1, Class::CONJUNCTION.or(Class::PREPOSITION).or(Class::SUBORDINATE)))
        {
            break;
        }
        if i > start
            && !scan.is_comma(i - 1)
            && scan.is(i, Class::PREPOSITION.or(Class::SUBORDINATE))
            && !["of", "for", "from", "at", "with"].contains(&scan.word(i))
        {
            break;
        }
        i += 1;
    }
    let run = scan.trim(Run::new(start, i));
    (!run.is_empty()).then_some(run)
}
