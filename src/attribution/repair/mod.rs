//! What is put right in what the model and the rules found: mistakes of a few well-known forms, each by closed lists of
//! words. All of it is grammar or the annotation's own convention; how often PolNeAR's training articles agree is noted
//! where it was counted.

mod bounds;
mod carried;
mod hearers;
mod loose;
mod missed;
mod nothing;
mod split;
mod subjects;

pub use missed::missed;
pub use split::split;

use super::Attribution;
use crate::text::{Span, Text, TokenKind, word_hash_ascii as hash};

/// Sources, cues and contents as far as they can be seen to be wrong by themselves; and what is no statement goes.
pub fn put_right(text: &Text, found: &mut Vec<Attribution>) {
    for a in found.iter_mut() {
        bounds::clip(text, a);
        bounds::without_dateline(text, a);
        bounds::like_to_say(text, a);
        bounds::with_not(text, a);
        bounds::with_abbreviation(text, a);
        bounds::of_one_clause(text, a);
        bounds::of_question(text, a);
        bounds::without_deed(text, a);
        bounds::without_scene(text, a);
        subjects::of_relative(text, a);
        subjects::of_participle(text, a);
        subjects::without_opener(text, a);
        hearers::without_hearer(text, a);
        hearers::without_charge(text, a);
        hearers::without_it(text, a);
        hearers::asked_by(text, a);
    }
    found.retain(|a| !nothing::is_none(text, a));
}

/// What belongs to a statement of the sentence before. `found` in the order of contents.
pub fn go_on(text: &Text, found: &mut Vec<Attribution>) {
    loose::take_up(text, found);
    carried::carry_on(text, found);
}

pub const AND: u32 = hash("and");
pub const BUT: u32 = hash("but");
pub const BY: u32 = hash("by");
pub const THAT: u32 = hash("that");
pub const TO: u32 = hash("to");

/// Forms of "be", with those that a pronoun or "not" is joined to.
pub const BE: [u32; 15] = [
    hash("be"),
    hash("am"),
    hash("is"),
    hash("are"),
    hash("was"),
    hash("were"),
    hash("been"),
    hash("being"),
    hash("isn't"),
    hash("aren't"),
    hash("wasn't"),
    hash("weren't"),
    hash("i'm"),
    hash("we're"),
    hash("they're"),
];

/// The other auxiliary verbs that are finite; "have" comes first.
pub const AUXILIARIES: [u32; 14] = [
    hash("has"),
    hash("have"),
    hash("had"),
    hash("will"),
    hash("would"),
    hash("can"),
    hash("could"),
    hash("may"),
    hash("might"),
    hash("must"),
    hash("should"),
    hash("do"),
    hash("does"),
    hash("did"),
];

/// Persons, as the subject of what is said.
pub const PERSONS: [u32; 5] = [hash("he"), hash("she"), hash("they"), hash("we"), hash("i")];

/// Where others are heard: "The court heard that …".
pub const THERE: [u32; 7] = [
    hash("court"),
    hash("jury"),
    hash("jurors"),
    hash("inquest"),
    hash("tribunal"),
    hash("inquiry"),
    hash("hearing"),
];

/// The hash of a token's word, 0 beyond the text.
#[inline(never)]
pub fn word(text: &Text, i: usize) -> u32 {
    text.tokens.get(i).map_or(0, |t| t.hash)
}

/// Whether a token is one of these words. Not laid out at each place that asks: these lists are read a few times for a text.
#[inline(never)]
pub fn is_one(text: &Text, i: usize, words: &[u32]) -> bool {
    words.contains(&word(text, i))
}

/// Whether a lower-case word ends so.
#[inline(never)]
pub fn ends(text: &Text, i: usize, ending: &str) -> bool {
    let plain = text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital);
    plain && text.word(i).len() > ending.len() + 1 && text.word(i).ends_with(ending)
}

/// Adverbs that stand between an auxiliary and its verb, or before one.
#[inline(never)]
pub fn is_adverb(text: &Text, i: usize) -> bool {
    const WORDS: [u32; 10] = [
        hash("also"),
        hash("then"),
        hash("later"),
        hash("even"),
        hash("again"),
        hash("once"),
        hash("not"),
        hash("never"),
        hash("now"),
        hash("often"),
    ];
    is_one(text, i, &WORDS) || ends(text, i, "ly")
}

#[inline(never)]
pub fn is_mark(text: &Text, i: usize) -> bool {
    text.tokens.get(i).is_none_or(|t| matches!(t.kind, TokenKind::Stop | TokenKind::DoubleQuote))
}

/// The bytes of tokens `first..last` without commas and the like at either end; `None` where no word is left.
#[inline(never)]
pub fn trimmed(text: &Text, first: usize, last: usize) -> Option<Span> {
    let tokens = text.tokens.get(first..last)?;
    let loose = |t: &&crate::text::Token| t.is_word() || t.quoted || t.kind == TokenKind::DoubleQuote;
    let (a, b) = (tokens.iter().find(loose)?, tokens.iter().rev().find(loose)?);
    tokens.iter().any(|t| t.is_word()).then(|| a.span.cover(b.span))
}

#[cfg(test)]
pub mod tests {
    use crate::attribution::Attribution;
    use crate::attribution::annotated::{Annotated, Roles, lines};
    use crate::attribution::together::tests::marked;
    use crate::text::Text;

    /// What becomes of a marked text: each case "found so → put right so".
    #[track_caller]
    pub fn check(cases: &[(&str, &str)], repair: impl Fn(&Text, &mut Vec<Attribution>)) {
        for (before, after) in cases {
            let (text, mut found) = marked(before, &[0.9; 4]);
            repair(&text, &mut found);
            let roles: Vec<Roles> = found.iter().map(Roles::from).collect();
            assert_eq!(lines(&text.source, &roles), Annotated::parse(after).lines(), "{before}");
        }
    }
}
