//! Sources that are a relative pronoun: "officials in Ohio, who said …".

use super::lexicon::Class;
use super::mentions::{Gender, Sort};
use super::resolution::{Outcome, Walk, Why};
use super::source::{self, Pronoun};
use crate::attribution::Attribution;
use crate::text::{TokenKind, word_hash_ascii as hash};

impl Walk<'_> {
    /// "officials in Ohio, who said": the nearest mention that a relative pronoun can go with.
    pub(super) fn relative(&mut self, a: &Attribution, token: usize) -> Outcome {
        let who = self.scan.is_one(token, &[hash("who"), hash("whom"), hash("whose")]);
        let upto = self.order.partition_point(|m| self.scan.mentions[*m as usize].last as usize <= token);
        let mut best: Option<usize> = None;
        for i in self.order[..upto].iter().rev().take(6).map(|m| *m as usize) {
            let m = self.scan.mentions[i];
            let gap = token - m.last as usize;
            let human = matches!(m.sort, Sort::Person | Sort::Name | Sort::Role | Sort::People);
            if gap > 8 || gap > 1 && self.ends_sentence(m.last as usize, token) {
                break;
            }
            if human == who && !(m.possessive && gap > 0) {
                best = Some(i);
                break;
            }
        }
        // "It was she who": a pronoun that stands for somebody itself.
        if let Some(before) = token.checked_sub(1).filter(|_| who) {
            let own = source::pronoun(self.scan.hash(before));
            if let Some(p @ (Pronoun::One(_) | Pronoun::They)) = own {
                return self.pronoun(a, before, p);
            }
        }
        let Some(mut i) = best else { return self.unlisted(token, who) };
        // "Ann Lee, a senator from Ohio, who said": the name, not what stands between the commas.
        let m = self.scan.mentions[i];
        if let Some(name) = m.apposed.map(|n| n as usize) {
            if self.scan.mentions[name].sort.is_name() {
                i = name;
            }
        }
        let m = self.scan.mentions[i];
        let confidence = if m.last as usize + 1 >= token { 0.9 } else { 0.7 };
        let named = m.sort.is_name();
        Outcome { entity: Some(m.entity), confidence, why: if named { Why::Relative } else { Why::Unnamed } }
    }

    /// "those who", "the many who": the word before has no name and is no noun that the lists know.
    pub(super) fn unlisted(&mut self, token: usize, who: bool) -> Outcome {
        let noun = token.checked_sub(1).filter(|n| who && self.scan.is_word(*n));
        let Some(noun) = noun else { return Outcome { entity: None, confidence: 0.3, why: Why::Unclear } };
        let name = (noun as u32, token as u32);
        let several = self.scan.is(noun, Class::PEOPLE) || self.scan.text.word(noun).ends_with('s');
        let sort = if several { Sort::People } else { Sort::Role };
        let entity = self.entities.push(sort, name, Gender::Unknown);
        Outcome { entity: Some(entity), confidence: 0.8, why: Why::Unnamed }
    }

    pub(super) fn ends_sentence(&self, from: usize, to: usize) -> bool {
        (from..to).any(|t| self.scan.kind(t) == TokenKind::Stop)
    }
}
