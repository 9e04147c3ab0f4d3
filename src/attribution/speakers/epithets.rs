//! Epithets: "the 49-year-old", "the Scot", "the mother-of-two" for somebody who has a name.

use super::discourse::Choice;
use super::entities::Entity;
use super::lexicon::Class;
use super::mentions::{Gender, Sort};
use super::resolution::Walk;
use crate::attribution::Attribution;
use crate::text::word_hash_ascii as hash;

/// How far back "a 49-year-old" is looked for, who would be the one that is meant.
const BACK: usize = 400;

/// One of a people, by words that are surnames as well.
const PEOPLES: &[u32] = &[
    hash("scot"),
    hash("dane"),
    hash("swede"),
    hash("pole"),
    hash("turk"),
    hash("finn"),
    hash("briton"),
    hash("spaniard"),
    hash("greek"),
    hash("israeli"),
    hash("iraqi"),
];

/// What an epithet tells of somebody.
#[derive(Clone, Copy)]
struct Told<'a> {
    gender: Gender,
    age: Option<&'a str>,
}

impl Walk<'_> {
    /// The person whom a source means that is "the" and one word which tells an age, a people or children: the one
    /// that the text is about there.
    pub(super) fn epithet(&self, a: &Attribution) -> Option<Choice> {
        let scan = self.scan;
        let range = scan.text.tokens_in(*a.source.first()?);
        let noun = range.start + 1;
        if a.source.len() != 1 || range.len() != 2 || scan.hash(range.start) != hash("the") {
            return None;
        }
        let told = self.told(noun)?;
        let before = (noun.saturating_sub(BACK)..range.start).skip(1);
        let introduced = before
            .filter(|t| scan.hash(*t) == scan.hash(noun))
            .any(|t| scan.is_one(t - 1, &[hash("a"), hash("an")]));
        let fits = |e: &Entity| {
            let one = matches!(e.sort, Sort::Person | Sort::Name);
            let person = one && e.gender.fits(told.gender) && e.members.is_empty();
            let doubt = if e.sort == Sort::Name { -0.4 } else { 0.0 };
            let exact = e.gender == told.gender && told.gender != Gender::Unknown;
            match told.age.zip(self.age(e)) {
                _ if !person => None,
                Some((told, known)) => (told == known).then_some(1.0),
                None if introduced => None,
                None => Some(if exact { 0.4 } else { doubt }),
            }
        };
        let choice = self.discourse.choose(&self.entities, range.start as u32, &a.content, &fits)?;
        let confidence = choice.confidence - 0.15;
        (confidence >= 0.6).then_some(Choice { confidence, ..choice })
    }

    fn told(&self, noun: usize) -> Option<Told<'_>> {
        const PARENTS: [(&str, Gender); 6] = [
            ("mother-of-", Gender::She),
            ("mum-of-", Gender::She),
            ("grandmother-of-", Gender::She),
            ("father-of-", Gender::He),
            ("dad-of-", Gender::He),
            ("grandfather-of-", Gender::He),
        ];
        let word = self.scan.text.word(noun);
        let age = word.strip_suffix("-year-old");
        let gender = PARENTS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, gender)| *gender);
        // "the Brazilian", but not "the British", who are many
        let adjective = self.scan.is(noun, Class::DEMONYM) && word.ends_with("an");
        let people = self.scan.text.tokens[noun].capital
            && (adjective || self.scan.is_one(noun, PEOPLES))
            && !self.scan.is(noun, Class::ROLE);
        let known = age.is_some() || gender.is_some() || people;
        known.then_some(Told { gender: gender.unwrap_or(Gender::Unknown), age })
    }

    /// "31" of "Kelly Lee, 31,"
    fn age(&self, e: &Entity) -> Option<&str> {
        let scan = self.scan;
        let all = e.mentions.iter().take(12).filter_map(|i| scan.mentions.get(*i as usize));
        let behind = all.map(|m| m.last as usize).filter(|last| scan.is_comma(*last));
        behind
            .map(|last| scan.text.word(last + 1))
            .find(|word| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()))
    }
}
