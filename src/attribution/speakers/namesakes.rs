//! What tells namesakes apart: pronouns that follow a name, ages, and whom the text calls by the first name.

use std::collections::HashMap;

use super::entities::Entities;
use super::mentions::{Gender, Mention, Sort};
use super::pronouns::{Pronoun, pronoun};
use super::scan::Scan;

/// How many words on a pronoun may follow a name to tell its gender.
const VOTE: u32 = 40;

/// Pronouns counted.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    he: u32,
    she: u32,
}

impl Votes {
    fn add(&mut self, gender: Gender) {
        match gender {
            Gender::He => self.he += 1,
            Gender::She => self.she += 1,
            Gender::Unknown => {}
        }
    }

    /// What two in three say.
    fn outcome(self) -> Gender {
        match self {
            Self { he: 0, she: 0 } => Gender::Unknown,
            Self { he, she } if he >= 2 * she => Gender::He,
            Self { he, she } if she >= 2 * he => Gender::She,
            Self { .. } => Gender::Unknown,
        }
    }
}

/// For each mention, the gender of the pronoun that follows before anybody else is mentioned.
pub(super) fn genders_after(scan: &Scan) -> Vec<Gender> {
    let mut genders = vec![Gender::Unknown; scan.mentions.len()];
    let person = |i: &u32| matches!(scan.mentions[*i as usize].sort, Sort::Person | Sort::Name | Sort::Role);
    let persons: Vec<u32> = scan.by_first.iter().copied().filter(person).collect();
    for (at, i) in persons.iter().enumerate() {
        let last = scan.mentions[*i as usize].last;
        let next = persons[at + 1..].iter().map(|n| scan.mentions[*n as usize].first).find(|n| *n >= last);
        let until = next.unwrap_or(u32::MAX).min(last + VOTE).min(scan.class.len() as u32);
        let told = (last..until).filter(|t| !scan.text.tokens[*t as usize].quoted);
        let pronouns = told.filter_map(|t| match pronoun(scan.hash(t as usize)) {
            Some(Pronoun::One(gender)) => Some(gender),
            _ => None,
        });
        if let (Some(first), Some(gender)) = (pronouns.into_iter().next(), genders.get_mut(*i as usize)) {
            *gender = first;
        }
    }
    genders
}

/// "Ann Lee, 12,", "12-year-old Ann Lee"
pub(super) fn is_child(scan: &Scan, m: Mention) -> bool {
    let (first, last) = (m.first as usize, m.last as usize);
    let age = |word: &str| word.parse::<u32>().is_ok_and(|years| years < 18);
    let behind = scan.is_comma(last) && !scan.is_word(last + 2) && age(scan.text.word(last + 1));
    let before = first.checked_sub(1).and_then(|t| scan.text.word(t).strip_suffix("-year-old"));
    behind || before.is_some_and(age)
}

impl Entities {
    /// Counts how often somebody is called by the first name alone, other than in what people say: "Chloe left".
    pub(super) fn find_familiar(&mut self, scan: &Scan) {
        let single = |m: &&Mention| {
            let alone = matches!(m.sort, Sort::Person | Sort::Name) && m.name.1 - m.name.0 == 1;
            alone && m.title == 0 && !scan.text.tokens[m.name.0 as usize].quoted
        };
        for m in scan.mentions.iter().filter(single) {
            let word = scan.hash(m.name.0 as usize);
            if self.by_last.contains_key(&word) {
                continue;
            }
            for e in self.by_first.get(&word).into_iter().flatten() {
                self.all[*e as usize].familiar += 1;
            }
        }
    }

    /// Persons whose name does not tell: the gender of the pronouns that follow their mentions before anybody
    /// else is mentioned, if two in three agree.
    pub(super) fn vote_on_gender(&mut self, scan: &Scan, after: &[Gender]) {
        let mut votes = vec![Votes::default(); self.all.len()];
        for (m, gender) in scan.mentions.iter().zip(after) {
            if let Some(votes) = votes.get_mut(m.entity as usize) {
                votes.add(*gender);
            }
        }
        for (entity, votes) in self.all.iter_mut().zip(votes) {
            let person = matches!(entity.sort, Sort::Person | Sort::Name | Sort::Role);
            // A single capitalised word need not be a person: "… documented by Fusion. He …"
            let heard = entity.sort != Sort::Name || votes.he + votes.she > 1;
            if person && heard && entity.gender == Gender::Unknown {
                entity.gender = votes.outcome();
            }
        }
    }

    /// Whose a last name is that a man and a woman of the text share: the pronouns behind it tell, and "Mrs.".
    pub(super) fn vote_on_last_names(&mut self, scan: &Scan, after: &[Gender]) {
        let mut votes: HashMap<u32, Votes> = HashMap::new();
        for (m, gender) in scan.mentions.iter().zip(after) {
            if matches!(m.sort, Sort::Person | Sort::Name) && m.name.1 - m.name.0 == 1 {
                let votes = votes.entry(scan.hash(m.name.0 as usize)).or_default();
                votes.add(if m.gender == Gender::Unknown { *gender } else { m.gender });
            }
        }
        self.last_name_gender = votes.into_iter().map(|(word, votes)| (word, votes.outcome())).collect();
    }
}
