//! Statements: whose "the statement" is, and whose "it" after one.

use super::discourse::Trace;
use super::mentions::{Determiner, Mention, Sort};
use super::resolution::{Outcome, Walk, Why};
use super::source::{Pronoun, ends_in};
use crate::attribution::Attribution;
use crate::text::word_hash_ascii as hash;

impl Walk<'_> {
    /// A statement that the narration speaks of: whose it is, if it says.
    pub(super) fn statement(&mut self, m: Mention) {
        let noun = self.scan.hash(m.name.0 as usize);
        if let Some(owner) = self.maker(m) {
            let told = self.discourse.reported.get(m.first as usize).is_some_and(|r| *r);
            if !told {
                self.discourse.statements.push((owner, noun));
            }
            self.discourse.note(m.first, m.last, owner, !told, told);
            return;
        }
        if m.sort == Sort::Statement {
            self.discourse.note_mention(m, false);
        }
        if m.determiner == Determiner::The || self.scan.text.tokens[m.first as usize].quoted {
            return;
        }
        // "The Kremlin released a statement": the one who stands before it in the sentence.
        let sentence = self.scan.text.sentences.get(self.scan.text.sentence_of(m.first as usize));
        let begin = sentence.map_or(0, |s| s.first);
        let traces = self.discourse.traces.iter().rev().take(8).take_while(|t| t.token >= begin);
        let maker = traces
            .filter(|t| t.token < m.first && m.first - t.token <= 12)
            .find(|t| self.entities.get(t.entity).is_some_and(|e| can_make(e.sort)))
            .map(|t| t.entity);
        if let Some(maker) = maker {
            self.discourse.statements.push((maker, noun));
        }
    }

    /// "the Kremlin's statement", "a White House readout", "a letter from the mayor": who made it.
    pub(super) fn maker(&self, m: Mention) -> Option<u32> {
        let named = |i: u32| self.scan.mentions.get(i as usize).map(|o| o.entity);
        if let Determiner::Owner(i) = m.determiner {
            return named(i);
        }
        // "a Torvian communiqué" is of somebody in Torvia.
        let people = |i: u32| {
            self.scan.mentions.get(i as usize).is_some_and(|o| {
                let word = self.scan.text.word(o.name.0 as usize);
                let ending = ends_in(word, &["ian", "ish", "ese", "ean"]);
                o.name.1 == o.name.0 + 1 && ending && matches!(o.sort, Sort::Name | Sort::Person)
            })
        };
        if let Some(i) = m.modifier {
            return named(i).filter(|_| !people(i));
        }
        let joins = self.scan.is_one(m.last as usize, &[hash("by"), hash("from"), hash("of")]);
        if !joins {
            return None;
        }
        let first = self.order.partition_point(|o| self.scan.mentions[*o as usize].last <= m.last);
        self.order[first..]
            .iter()
            .take(6)
            .map(|o| self.scan.mentions[*o as usize])
            .find(|o| (m.last + 1..=m.last + 2).contains(&o.first) && can_make(o.sort))
            .map(|o| o.entity)
    }

    /// "the statement": its maker, or the last who made one.
    pub(super) fn whose_statement(&mut self, a: &Attribution, m: Mention) -> Outcome {
        let noun = self.scan.hash(m.name.0 as usize);
        if let Determiner::Pronoun(token) = m.determiner {
            if let Some(choice) = self.owner(a, token) {
                return Outcome {
                    entity: Some(choice.entity),
                    confidence: choice.confidence,
                    why: Why::Nominal,
                };
            }
        }
        if let Some(maker) = self.maker(m) {
            self.discourse.statements.push((maker, noun));
            return Outcome { entity: Some(maker), confidence: 0.92, why: Why::Nominal };
        }
        let recent = self.discourse.statements.iter().rev().take(32);
        let same = recent.clone().find(|(_, n)| *n == noun).or_else(|| recent.clone().next());
        if let Some((maker, _)) = same.copied().filter(|_| m.determiner != Determiner::A) {
            return Outcome { entity: Some(maker), confidence: 0.85, why: Why::LastStatement };
        }
        // Nobody is known to have made one: the body that was quoted last.
        let traces = self.discourse.traces.iter().rev().filter(|t| t.token < m.first).take(24);
        let body = traces
            .filter(|t| t.source && self.discourse.distance(t.token, m.first) <= 3)
            .find(|t| self.entities.get(t.entity).is_some_and(|e| e.sort == Sort::Body))
            .map(|t| t.entity)
            .filter(|_| m.determiner == Determiner::The);
        match body {
            Some(entity) => Outcome { entity: Some(entity), confidence: 0.6, why: Why::LastStatement },
            None => Outcome { entity: Some(m.entity), confidence: 0.8, why: Why::Unnamed },
        }
    }

    /// "it added", "they also said": the body that was the source before, if it still has the floor.
    pub(super) fn after_statement(&self, token: usize, pronoun: Pronoun, agent: bool) -> Option<Outcome> {
        let at = token as u32;
        let trace = self.discourse.traces.iter().rev().find(|t| t.token < at && t.source)?;
        let entity = self.entities.get(trace.entity)?;
        let fits = match pronoun {
            Pronoun::It if entity.sort == Sort::Document => !agent,
            Pronoun::It => matches!(entity.sort, Sort::Body | Sort::Team | Sort::Place),
            _ => matches!(entity.sort, Sort::Body | Sort::People | Sort::Team),
        };
        // "The board said yes. Lee and Smith left; they said no."
        let several = |t: &Trace| {
            self.entities.get(t.entity).is_some_and(|e| e.sort == Sort::People) && !self.discourse.is_told(t)
        };
        let between = self.discourse.traces.iter().rev().take_while(|t| t.token > trace.token);
        if pronoun == Pronoun::They && between.filter(|t| t.token < at).any(several) {
            return None;
        }
        let near = self.discourse.distance(trace.token, at) <= 2;
        let made = self.discourse.statements.last().is_some_and(|(e, _)| *e == trace.entity);
        if !fits || !near {
            return None;
        }
        let (confidence, why) = if made { (0.9, Why::LastStatement) } else { (0.75, Why::Pronoun) };
        Some(Outcome { entity: Some(trace.entity), confidence, why })
    }
}

fn can_make(sort: Sort) -> bool {
    matches!(sort, Sort::Body | Sort::Person | Sort::Name | Sort::Team | Sort::Place | Sort::Role)
}
