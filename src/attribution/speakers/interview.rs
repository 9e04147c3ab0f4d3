//! Interviews: who "A" is in "Q: Will you run again? | A: I have not decided."

use super::mentions::{Gender, Mention, Sort};
use super::resolution::{Outcome, Walk, Why};
use super::scan::Scan;
use crate::attribution::Attribution;
use crate::attribution::model::questions;
use crate::text::word_hash_ascii as hash;

/// What such a speaker is called whom the text does not name.
pub(super) const NOBODY: &str = "the person interviewed";

/// Whether a token is the label of an answer.
pub(super) fn is_label(scan: &Scan, at: usize) -> bool {
    let colon = |i: usize| scan.text.tokens.get(i).is_some_and(|_| scan.text.word(i) == ":");
    matches!(scan.text.word(at), "A" | "A." | "Answer" | "ANSWER" | "Interviewee") && colon(at + 1)
}

impl Walk<'_> {
    /// Who answers, if this is an answer.
    pub(super) fn answer(&mut self, a: &Attribution) -> Option<Outcome> {
        let token = self.scan.text.tokens_in(*a.source.first()?).start;
        if !is_label(self.scan, token) {
            return None;
        }
        let (entity, named) = *self.interviewed.get_or_insert_with(|| match named(self.scan) {
            Some(m) => (m.entity, true),
            None => {
                let name = (token as u32, token as u32 + 1);
                (self.entities.push(Sort::Role, name, Gender::Unknown), false)
            }
        });
        let why = if named { Why::Nominal } else { Why::Unnamed };
        Some(Outcome { entity: Some(entity), confidence: 0.85, why })
    }
}

/// Who is introduced before the first question: the only person named there or in the first paragraph, the headline as a rule;
/// or the one who talks, or is talked to.
fn named(scan: &Scan) -> Option<Mention> {
    let until = questions(scan.text).first()?.start;
    let person = |m: &&Mention| {
        let by = (m.first as usize).checked_sub(1).is_some_and(|i| scan.hash(i) == hash("by"));
        m.sort == Sort::Person && m.name.1 > m.name.0 + 1 && !m.possessive && !by
    };
    let before = |m: &&Mention| scan.text.tokens[m.first as usize].span.start < until;
    let all = || scan.by_first.iter().map(|i| &scan.mentions[*i as usize]).take_while(before).filter(person);
    let first = all().next()?;
    let head = scan.text.paragraphs.first()?.last;
    let only = |until: u32| all().take_while(|m| m.first < until).all(|m| m.entity == first.entity);
    let alone = only(u32::MAX) || first.first < head && only(head);
    let found = alone
        .then_some(first)
        .or_else(|| all().find(|m| talks(scan, m)))
        .or_else(|| all().find(|m| is_talked_to(scan, m)));
    found.copied()
}

const TALK: [u32; 10] = [
    hash("spoke"),
    hash("speaks"),
    hash("talks"),
    hash("talked"),
    hash("tells"),
    hash("told"),
    hash("answers"),
    hash("answered"),
    hash("explains"),
    hash("sat"),
];
/// How far a verb may stand from a name, in tokens.
const FAR: usize = 12;

/// "Ann Lee, the mayor, spoke to …"
fn talks(scan: &Scan, m: &Mention) -> bool {
    let (text, last) = (scan.text, m.last as usize);
    let sentence = text.sentences.get(text.sentence_of(m.first as usize));
    sentence.is_some_and(|s| {
        let end = (last + FAR).min(s.last as usize);
        s.first == m.first && (last..end).any(|i| TALK.contains(&scan.hash(i)))
    })
}

/// "We spoke to the mayor, Ann Lee", "an interview with Ann Lee"
fn is_talked_to(scan: &Scan, m: &Mention) -> bool {
    let first = m.first as usize;
    let to = |i: &usize| [hash("to"), hash("with")].contains(&scan.hash(*i));
    (first.saturating_sub(FAR / 2)..first).rfind(to).is_some_and(|i| {
        let verb = scan.hash(i.saturating_sub(1));
        TALK.contains(&verb) || [hash("interview"), hash("down")].contains(&verb)
    })
}
