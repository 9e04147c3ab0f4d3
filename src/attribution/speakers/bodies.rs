//! Bodies that are meant by a noun: "the committee", "the company", "the force".

use super::discourse::Choice;
use super::entities::Entity;
use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use super::resolution::Walk;
use crate::text::{Span, TokenKind, word_hash_ascii as hash};

/// What a business is called.
const BUSINESS: &[u32] = &[
    hash("company"),
    hash("firm"),
    hash("group"),
    hash("business"),
    hash("corporation"),
    hash("retailer"),
    hash("carmaker"),
    hash("airline"),
    hash("bank"),
    hash("lender"),
    hash("insurer"),
    hash("manufacturer"),
    hash("supermarket"),
    hash("shipbuilder"),
    hash("automaker"),
    hash("drugmaker"),
    hash("chipmaker"),
    hash("planemaker"),
    hash("housebuilder"),
    hash("steelmaker"),
    hash("utility"),
    hash("broadcaster"),
    hash("grocer"),
];

/// What other bodies are called whose names seldom say so.
const SOCIETY: &[u32] = &[
    hash("charity"),
    hash("club"),
    hash("union"),
    hash("nonprofit"),
    hash("startup"),
    hash("agency"),
    hash("watchdog"),
    hash("regulator"),
];

impl Walk<'_> {
    /// "the committee": the last body whose name has the word.
    pub(super) fn named_body(&self, m: Mention) -> Option<u32> {
        if m.sort != Sort::Team {
            return None;
        }
        let noun = self.scan.hash(m.name.0 as usize);
        let traces = self.discourse.traces.iter().rev().filter(|t| t.token < m.first).take(96);
        traces
            .filter_map(|t| self.entities.get(t.entity).map(|e| (t.entity, e)))
            .find(|(_, e)| {
                let named = (e.name.0..e.name.1).any(|i| self.scan.hash(i as usize) == noun);
                e.sort == Sort::Body && (named || e.roles.contains(&noun))
            })
            .map(|(entity, _)| entity)
    }

    /// "the company", where one is spoken of by a name that does not say what it is; a body's own noun, such as
    /// "court" or "police", says that it is none.
    pub(super) fn body_spoken_of(&self, m: Mention, content: &[Span]) -> Option<Choice> {
        let (scan, noun) = (self.scan, self.scan.hash(m.name.0 as usize));
        let business = BUSINESS.contains(&noun);
        let force = noun == hash("force");
        if m.sort != Sort::Team || m.determiner != Determiner::The || m.modifier.is_some() {
            return None;
        }
        let follows =
            [hash("who"), hash("of"), hash("from"), hash("in"), hash("at"), hash("for"), hash("that")];
        // "the Boston-based firm", but not "the parent company"
        let narrow = (m.first + 1..m.name.0).any(|t| !scan.is(t as usize, Class::FORMER.or(Class::DEMONYM)));
        let first = self.entities.get(m.entity).and_then(|e| e.mentions.first());
        let introduced =
            first.and_then(|i| scan.mentions.get(*i as usize)).is_some_and(|f| f.determiner != m.determiner);
        let known = business || force || SOCIETY.contains(&noun);
        if !known || narrow || introduced || follows.contains(&scan.hash(m.last as usize)) {
            return None;
        }
        let has = |e: &Entity, class: Class| (e.name.0..e.name.1).any(|t| scan.is(t as usize, class));
        let fits = |e: &Entity| match e.sort {
            Sort::Body if force => {
                (e.name.0..e.name.1).any(|t| scan.hash(t as usize) == hash("police")).then_some(0.6)
            }
            _ if force => None,
            Sort::Body if scan.is(e.name.1 as usize - 1, Class::FIRM) => business.then_some(0.6),
            // "Carmaker Volta"
            Sort::Body if scan.is_one(e.name.0 as usize, BUSINESS) => business.then_some(0.6),
            Sort::Body => (!has(e, Class::BODY.or(Class::SEAT))).then_some(0.0),
            Sort::Person if e.is_doubtful() => Some(0.0),
            // "Phase 2"
            Sort::Name if scan.kind(e.name.1 as usize) == TokenKind::Number => None,
            Sort::Name if !e.sure && e.gender == Gender::Unknown => Some(-0.6),
            _ => None,
        };
        let choice = self.discourse.choose(&self.entities, m.first, content, &fits)?;
        let confidence = choice.confidence - 0.1;
        (confidence >= 0.6).then_some(Choice { confidence, ..choice })
    }
}
