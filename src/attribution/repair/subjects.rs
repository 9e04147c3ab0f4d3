//! Sources that were not seen, or with more than belongs to them: the subject with its relative clause, the subject of a
//! participle, "when" before it.

use super::bounds::DID;
use super::{AUXILIARIES, BE, PERSONS, ends, is_adverb, is_one, trimmed, word};
use crate::attribution::{Attribution, kind_of};
use crate::text::{Text, word_hash_ascii as hash};

const WHO: [u32; 3] = [hash("who"), hash("which"), hash("whose")];
const OPENERS: [u32; 10] = [
    hash("when"),
    hash("as"),
    hash("while"),
    hash("after"),
    hash("although"),
    hash("because"),
    hash("if"),
    hash("but"),
    hash("and"),
    hash("since"),
];
/// The longest subject, in tokens.
const LONGEST: usize = 7;

/// "A guard, who would not give his name, | said he saw …": what was taken for a part of the content.
pub fn of_relative(text: &Text, a: &mut Attribution) {
    let (Some(cue), Some(content)) = (a.cue.first(), a.content.first()) else { return };
    let (verb, tokens) = (text.tokens_in(*cue).start, text.tokens_in(*content));
    let comma = (tokens.start..tokens.end.min(tokens.start + LONGEST)).find(|i| text.word(*i) == ",");
    let opens = text.sentences.get(text.sentence_of(verb)).is_some_and(|s| s.first as usize == tokens.start);
    let closes = tokens.end + 1 == verb && text.word(tokens.end) == ",";
    let plain = !text.tokens[tokens.clone()].iter().any(|t| t.quoted);
    let who = comma.is_some_and(|i| is_one(text, i + 1, &WHO));
    if a.source.is_empty() && a.content.len() > 1 && opens && closes && plain && who {
        a.source.push(a.content.remove(0));
        a.kind = kind_of(text, &a.content);
    }
}

/// "The captain hit out at the fixtures, | calling them a joke": the subject of the sentence.
pub fn of_participle(text: &Text, a: &mut Attribution) {
    let Some(cue) = a.cue.first() else { return };
    let verb = text.tokens_in(*cue).start;
    let Some(first) = text.sentences.get(text.sentence_of(verb)).map(|s| s.first as usize) else { return };
    if !a.source.is_empty() || !ends(text, verb, "ing") || verb <= first || text.word(verb - 1) != "," {
        return;
    }
    let name = |i: usize| text.tokens[i].capital && text.tokens[i].is_word();
    let finite = |i: usize| {
        let listed = [&DID[..], &AUXILIARIES, &BE].iter().any(|l| l.contains(&word(text, i)));
        !name(i) && (listed || is_adverb(text, i) || ends(text, i, "ed"))
    };
    let person = is_one(text, first, &PERSONS);
    let the = is_one(text, first, &[hash("the"), hash("a"), hash("an"), hash("his"), hash("her")]);
    let end = match () {
        () if person => Some(first + 1),
        () if the || name(first) && !is_one(text, first, &OPENERS) => (first + 1..verb.min(first + LONGEST))
            .take_while(|i| {
                text.tokens[*i].is_word() && !is_one(text, *i, &WHO) && word(text, *i) != hash("of")
            })
            .find(|i| finite(*i))
            .filter(|end| the || (first..*end).all(name)),
        () => None,
    };
    a.source.extend(end.and_then(|end| trimmed(text, first, end)));
}

/// "*When* Lee declared that it was “late”*, I thought of Pell*": neither opens the source nor ends the content.
pub fn without_opener(text: &Text, a: &mut Attribution) {
    let Some(source) = a.source.first_mut() else { return };
    let tokens = text.tokens_in(*source);
    let opens = text.sentences.get(text.sentence_of(tokens.start)).map(|s| s.first as usize);
    if !is_one(text, tokens.start, &OPENERS) || opens != Some(tokens.start) {
        return;
    }
    let Some(rest) = trimmed(text, tokens.start + 1, tokens.end) else { return };
    *source = rest;
    let Some(content) = a.content.last_mut().filter(|c| c.start > rest.end) else { return };
    let said = text.tokens_in(*content);
    let comma = (said.start + 2..said.end)
        .find(|i| text.word(*i) == "," && !text.tokens[*i].quoted && text.word(*i - 1).ends_with(['"', '”']));
    if let Some(rest) = comma.and_then(|comma| trimmed(text, said.start, comma)) {
        *content = rest;
        a.kind = kind_of(text, &a.content);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    fn all(text: &Text, found: &mut Vec<Attribution>) {
        for a in found {
            of_relative(text, a);
            of_participle(text, a);
            without_opener(text, a);
        }
    }

    #[test]
    fn subjects_are_sources() {
        check(
            &[
                (
                    "{A guard, who would not give his name}, ⟨said⟩ {he saw three men}.",
                    "[A guard, who would not give his name], ⟨said⟩ {he saw three men}.",
                ),
                (
                    "The former Velmont captain also hit out at it, ⟨calling⟩ {it “a joke”}.",
                    "[The former Velmont captain] also hit out at it, ⟨calling⟩ {it “a joke”}.",
                ),
                (
                    "Ann Lee had left by then, ⟨saying⟩ {it was late}.",
                    "[Ann Lee] had left by then, ⟨saying⟩ {it was late}.",
                ),
                (
                    "[When Ann Lee] ⟨declared⟩ {that it was “late”, I thought of Pell}.",
                    "When [Ann Lee] ⟨declared⟩ {that it was “late”}, I thought of Pell.",
                ),
                ("She left, ⟨saying⟩ {it was late}.", "[She] left, ⟨saying⟩ {it was late}."),
            ],
            all,
        );
    }

    #[test]
    fn what_is_no_subject_is_no_source() {
        let same = [
            "If she had left by then, ⟨saying⟩ {it was late}.",
            "The notice of a certified letter was late, ⟨saying⟩ {it rained}.",
            "In Velmont it rained, ⟨raising⟩ {questions}.",
            "Lee, who was ill, had left, ⟨saying⟩ {it was late}.",
            "After ⟨saying⟩ {it was late}, Lee left.",
            "{Lee, who was ill}, ⟨was expected⟩ to go.",
        ];
        check(&same.map(|s| (s, s)), all);
    }
}
