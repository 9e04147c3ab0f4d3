//! Interviews: who "A" is in "Q: Will you run again? | A: I have not decided."

use super::mentions::{Gender, Mention, Sort};
use super::resolution::{Outcome, Walk, Why};
use super::scan::Scan;
use crate::attribution::Attribution;
use crate::attribution::model::{is_answer_label, questions};
use crate::text::word_hash_ascii as hash;

/// What such a speaker is called whom the text does not name.
pub(super) const NOBODY: &str = "the person interviewed";

/// Whether a token is the label of an answer.
pub(super) fn is_label(scan: &Scan, at: usize) -> bool {
    is_answer_label(scan.text, at)
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

/// Who is introduced before the first question: the only person named there or in the first paragraph, the headline as a rule.
fn named(scan: &Scan) -> Option<Mention> {
    let text = scan.text;
    let (until, head) = (questions(text).first()?.start, text.paragraphs.first()?.last);
    let (mut found, mut several): (Option<Mention>, bool) = (None, false);
    for i in &scan.by_first {
        let m = scan.mentions[*i as usize];
        let first = m.first as usize;
        if text.tokens[first].span.start >= until || several {
            break;
        }
        let by = first > 0 && scan.hash(first - 1) == hash("by");
        if m.sort != Sort::Person || m.name.1 < m.name.0 + 2 || m.possessive || by {
            continue;
        }
        match found {
            None => found = Some(m),
            Some(known) if known.entity == m.entity => {}
            // Who is named in the headline alone needs no other.
            Some(known) if known.first < head && m.first >= head => break,
            Some(_) => several = true,
        }
    }
    found.filter(|_| !several)
}
