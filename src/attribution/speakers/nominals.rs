//! Sources that are a name or a noun phrase: "Ann Lee", "the candidate", "her mother", "the campaign".

use std::ops::Range;

use super::discourse::{self, Choice};
use super::entities::Entity;
use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use super::resolution::{Outcome, Walk, Why};
use super::source;
use crate::attribution::Attribution;
use crate::text::{Span, TokenKind, word_hash_ascii as hash};

/// Who is of one is not of another.
const RIVALS: &[u32] = &[hash("republican"), hash("democrat"), hash("tory"), hash("libertarian")];

impl Walk<'_> {
    pub(super) fn mention(&mut self, a: &Attribution, i: usize) -> Outcome {
        let m = self.scan.mentions[i];
        let outcome = self.by_sort(a, m);
        if outcome.why == Why::Unnamed && outcome.entity == Some(m.entity) {
            self.describe(a, m);
        }
        outcome
    }

    /// "a farmer from Ohio" rather than "a farmer": the phrase up to a comma or a relative clause.
    pub(super) fn describe(&mut self, a: &Attribution, m: Mention) {
        let Some(source) = a.source.first() else { return };
        let range = self.scan.text.tokens_in(*source);
        let end = range.end.min(m.last as usize + 7);
        let whose = |t: usize| self.scan.kind(t) == TokenKind::Possessive;
        let stops =
            |t: &usize| !self.scan.is_word(*t) && !whose(*t) || source::is_relative(self.scan.hash(*t));
        let end = (m.last as usize..end).find(stops).unwrap_or(end.max(m.last as usize));
        // "one user on the company's | own forum": not with half of a possessive.
        let end = match end > m.last as usize && whose(end - 1) {
            true if self.scan.is_word(end) && end < range.end => end as u32 + 1,
            cut => end as u32 - u32::from(cut),
        };
        let Some(entity) = self.entities.all.get_mut(m.entity as usize) else { return };
        let fresh = entity.name == (m.first, m.last) && entity.owner.is_none();
        if fresh && matches!(m.sort, Sort::Role | Sort::People) && range.contains(&(m.first as usize)) {
            entity.name.1 = end;
        }
    }

    pub(super) fn by_sort(&mut self, a: &Attribution, m: Mention) -> Outcome {
        match m.sort {
            Sort::Person | Sort::Name | Sort::Body | Sort::Place => {
                Outcome { entity: Some(m.entity), confidence: 0.97, why: Why::Named }
            }
            Sort::Statement => self.whose_statement(a, m),
            Sort::Role => self.role(a, m),
            Sort::Team | Sort::People | Sort::Document => self.group(a, m),
        }
    }

    /// Whose "his" is in "his campaign".
    pub(super) fn owner(&mut self, a: &Attribution, token: u32) -> Option<Choice> {
        let pronoun = source::pronoun(self.scan.hash(token as usize))?;
        let choice = self.discourse.antecedent(&self.entities, token, pronoun, &a.content, false)?;
        // "Her agent said so. Her office agreed": she has both.
        let owned = |e: &Entity| e.sort == Sort::Role && e.owner.is_some() && self.is_by_pronoun(e);
        let Some(agent) = self.entities.get(choice.entity).filter(|e| owned(e)) else { return Some(choice) };
        let other = |e: &Entity| if owned(e) { None } else { discourse::fit(e, pronoun) };
        let named = self.discourse.choose(&self.entities, token, &a.content, &other);
        let hers = agent.owner.filter(|o| self.entities.get(*o).and_then(other).is_some());
        named.or(hers.map(|entity| Choice { entity, ..choice })).or(Some(choice))
    }

    fn is_by_pronoun(&self, e: &Entity) -> bool {
        let first = e.mentions.first().and_then(|i| self.scan.mentions.get(*i as usize));
        first.is_none_or(|m| matches!(m.determiner, Determiner::Pronoun(_)))
    }

    /// "the candidate", "her mother", "a senior official".
    pub(super) fn role(&mut self, a: &Attribution, m: Mention) -> Outcome {
        let unnamed = Outcome { entity: Some(m.entity), confidence: 0.9, why: Why::Unnamed };
        match m.determiner {
            Determiner::Pronoun(token) => {
                let owner = self.owner(a, token);
                return self.owned(m, owner, Why::Unnamed);
            }
            Determiner::A | Determiner::Quantity | Determiner::Owner(_) => return unnamed,
            Determiner::The | Determiner::None => {}
        }
        match self.office_holder(m, &a.content) {
            Some(Choice { entity, confidence }) => {
                Outcome { entity: Some(entity), confidence, why: Why::Nominal }
            }
            None => unnamed,
        }
    }

    /// Who "the president", "the Texas senator", "the candidate" is: the one that this was said of, or, when it
    /// was said of nobody, the one that the text is about here.
    pub(super) fn office_holder(&self, m: Mention, content: &[Span]) -> Option<Choice> {
        let the = m.determiner == Determiner::The
            || m.determiner == Determiner::None && self.scan.text.tokens[m.first as usize].capital;
        let of_place = m
            .modifier
            .is_none_or(|i| self.scan.mentions.get(i as usize).is_some_and(|o| o.sort == Sort::Place));
        let follows = self.scan.hash(m.last as usize);
        let closed =
            ![hash("who"), hash("of"), hash("from"), hash("in"), hash("at"), hash("for")].contains(&follows);
        if m.sort != Sort::Role || !the || !of_place || !closed {
            return None;
        }
        let noun = self.scan.hash(m.name.0 as usize);
        // "The incumbent said that her plan …": the pronouns behind it tell, where the noun doesn't.
        let behind = self.entities.get(m.entity).map_or(Gender::Unknown, |e| e.gender);
        let gender = if m.gender == Gender::Unknown { behind } else { m.gender };
        let person = |e: &Entity| e.sort == Sort::Person && e.gender.fits(gender);
        let fits = |e: &Entity| (person(e) && e.roles.contains(&noun)).then_some(1.0);
        if let Some(choice) = self.discourse.choose(&self.entities, m.first, content, &fits) {
            return Some(choice);
        }
        // "Mayor: “Stay at home”" above "The mayor, Ann Lee, said": the only one of whom it is said.
        let mut only = None;
        for (entity, e) in (0u32..).zip(&self.entities.all) {
            if person(e) && e.roles.contains(&noun) {
                only = if only.is_none() { Some(Some(entity)) } else { Some(None) };
            }
        }
        if let Some(entity) = only.flatten() {
            return Some(Choice { entity, confidence: 0.7 });
        }
        // Any of several may be the witness.
        if noun == hash("witness") {
            return None;
        }
        // "a farmer" came before: "the farmer" is he, and has no name.
        let first = self.entities.get(m.entity).and_then(|e| e.mentions.first());
        let first = first.and_then(|i| self.scan.mentions.get(*i as usize));
        if first.is_some_and(|f| f.determiner != m.determiner) {
            return None;
        }
        let fits = |e: &Entity| {
            let exact = e.gender == gender && gender != Gender::Unknown;
            let rival = RIVALS.contains(&noun) && e.roles.iter().any(|r| *r != noun && RIVALS.contains(r));
            (person(e) && !rival).then_some(if exact { 0.4 } else { 0.0 })
        };
        let choice = self.discourse.choose(&self.entities, m.first, content, &fits)?;
        let confidence = choice.confidence - 0.15;
        (confidence >= 0.6).then_some(Choice { confidence, ..choice })
    }

    /// "his campaign", when it is known whose.
    pub(super) fn owned(&mut self, m: Mention, owner: Option<Choice>, why: Why) -> Outcome {
        let Some(owner) = owner else {
            return Outcome { entity: Some(m.entity), confidence: 0.6, why: Why::Unnamed };
        };
        let entity = self.entities.belongs(m.entity, owner.entity, self.scan.hash(m.name.0 as usize));
        Outcome { entity: Some(entity), confidence: owner.confidence, why }
    }

    /// "her physiotherapist", by a noun that the lists don't know.
    pub(super) fn unlisted_of(&mut self, a: &Attribution, token: u32, noun: usize) -> Outcome {
        let owner = self.owner(a, token);
        let entity = self.entities.unlisted_of(self.scan, owner.map(|o| o.entity), noun);
        Outcome { entity: Some(entity), confidence: owner.map_or(0.5, |o| o.confidence), why: Why::Unnamed }
    }

    /// "the campaign", "the company", "Lee's supporters", "the poll".
    pub(super) fn group(&mut self, a: &Attribution, m: Mention) -> Outcome {
        if let Determiner::Pronoun(token) = m.determiner {
            let owner = self.owner(a, token);
            return self.owned(m, owner, Why::Nominal);
        }
        if let Some(both) = self.both(m) {
            return Outcome { entity: Some(both), confidence: 0.8, why: Why::Nominal };
        }
        let own = matches!(m.determiner, Determiner::Owner(_)) || m.modifier.is_some();
        if own {
            return Outcome { entity: Some(m.entity), confidence: 0.95, why: Why::Named };
        }
        if m.determiner == Determiner::The && m.sort != Sort::People {
            if let Some(entity) = self.named_body(m) {
                return Outcome { entity: Some(entity), confidence: 0.8, why: Why::Nominal };
            }
            let owned = self.entities.get(m.entity).is_some_and(|e| e.owner.is_some());
            if owned {
                return Outcome { entity: Some(m.entity), confidence: 0.8, why: Why::Nominal };
            }
            if let Some(Choice { entity, confidence }) = self.body_spoken_of(m, &a.content) {
                return Outcome { entity: Some(entity), confidence, why: Why::Nominal };
            }
        }
        if m.sort == Sort::Document {
            let noun = self.scan.hash(m.name.0 as usize);
            let mut told = self.discourse.statements.iter().rev().take(32);
            let is = |e: u32| self.entities.get(e).is_some_and(|e| e.sort == Sort::Document);
            let same = told.find(|(e, n)| *n == noun && is(*e)).filter(|_| m.determiner == Determiner::The);
            let maker = self.maker(m);
            if let (Some((entity, _)), None) = (same.copied(), maker) {
                return Outcome { entity: Some(entity), confidence: 0.85, why: Why::Nominal };
            }
            if let Some(maker) = maker {
                let entity = self.entities.owned(maker, noun, m);
                self.discourse.statements.push((entity, noun));
                return Outcome { entity: Some(entity), confidence: 0.9, why: Why::Named };
            }
        }
        let why = if self.scan.text.tokens[m.name.0 as usize].capital && m.sort == Sort::People {
            Why::Named
        } else {
            Why::Unnamed
        };
        Outcome { entity: Some(m.entity), confidence: 0.9, why }
    }

    /// "the two leaders", "both candidates": the last two who were named together.
    fn both(&self, m: Mention) -> Option<u32> {
        let two = [hash("two"), hash("both"), hash("pair")];
        if m.sort != Sort::People || !(m.first..m.last).any(|t| two.contains(&self.scan.hash(t as usize))) {
            return None;
        }
        let near = self.discourse.traces.iter().rev().filter(|t| t.token < m.first).take(48);
        near.map(|t| t.entity).find(|e| self.entities.get(*e).is_some_and(|e| e.members.len() == 2))
    }

    /// "The company" in "The company plans to", which was read as one phrase.
    fn cut_short(&mut self, range: Range<usize>) -> Option<Mention> {
        let (first, head) = (range.start, range.end.checked_sub(1)?);
        let determiner = self.scan.determiner(first);
        let small = (first + 1..range.end).all(|t| self.scan.is_word(t) && !self.scan.text.tokens[t].capital);
        let noun = head > first && head < first + 4 && small && self.scan.is(head, Class::NOUN);
        if !noun || determiner == Determiner::None {
            return None;
        }
        let mut m = self.scan.nominal(first, head, determiner);
        m.entity = self.entities.noun_phrase(self.scan, m);
        Some(m)
    }

    /// A phrase without a word that the lists know: a speaker of its own.
    pub(super) fn unknown(&mut self, a: &Attribution) -> Outcome {
        let Some(span) = a.source.first() else {
            return Outcome { entity: None, confidence: 1.0, why: Why::NoSource };
        };
        let range = self.scan.text.tokens_in(*span);
        if let Some(m) = self.cut_short(range.clone()) {
            return self.by_sort(a, m);
        }
        let end = (range.start + 1..range.end).find(|t| self.scan.is_comma(*t)).unwrap_or(range.end);
        let name = (range.start as u32, end as u32);
        let named = self.scan.text.tokens[range.clone()].iter().any(|t| t.capital) && {
            let t = self.scan.text.tokens[range.start];
            t.capital && !self.scan.is(range.start, Class::OTHER)
        };
        let plural = source::is_plural(self.scan, &a.source);
        let sort = if named {
            Sort::Name
        } else if plural {
            Sort::People
        } else {
            Sort::Role
        };
        let entity = self.entities.push(sort, name, Gender::Unknown);
        self.entities.all[entity as usize].count = 1;
        let why = if named { Why::Named } else { Why::Unnamed };
        Outcome { entity: Some(entity), confidence: 0.7, why }
    }
}
