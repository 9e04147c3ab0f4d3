//! Entities: which mentions are the same somebody. A full name, its last name alone, with a title or an
//! honorific, a first name; a body, its acronym and its short form.

use std::collections::HashMap;

use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use super::scan::Scan;
use super::source::{Pronoun, pronoun};
use crate::text::{word_hash, word_hash_ascii as hash};

/// Somebody or something that mentions stand for.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    pub(super) sort: Sort,
    /// Tokens of the fullest name, or of the noun phrase.
    pub(super) name: (u32, u32),
    pub(super) gender: Gender,
    pub(super) count: u32,
    /// Hashes of titles and of nouns that were said of it.
    pub(super) roles: Vec<u32>,
    pub(super) owner: Option<u32>,
    /// Members, when it is several at once: "Lee and Smith".
    pub(super) members: Vec<u32>,
    pub(super) mentions: Vec<u32>,
}

/// At most this many namesakes are told apart; it bounds the work on text made of names.
const NAMESAKES: usize = 12;

/// How many words on a pronoun may follow a name to tell its gender.
const VOTE: u32 = 40;

#[derive(Default)]
pub(super) struct Entities {
    pub(super) all: Vec<Entity>,
    by_last: HashMap<u32, Vec<u32>>,
    by_first: HashMap<u32, Vec<u32>>,
    /// Whole names that are not persons', and single words.
    by_name: HashMap<u64, u32>,
    /// "FBI" for the Federal Bureau of Investigation.
    by_initials: HashMap<u32, u32>,
    /// The last word of a body's name.
    by_tail: HashMap<u32, u32>,
    /// (owner or none, noun) of noun phrases.
    by_noun: HashMap<(u32, u32), u32>,
    /// Of last names that stand alone, what the pronouns behind them say.
    last_name_gender: HashMap<u32, Gender>,
}

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
fn genders_after(scan: &Scan) -> Vec<Gender> {
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

const NOBODY: u32 = u32::MAX;

/// First and last word of a person's name, "Jr." and the like left out.
fn ends(scan: &Scan, name: (u32, u32)) -> (u32, u32) {
    let suffixes = [hash("jr."), hash("jr"), hash("sr."), hash("sr"), hash("ii"), hash("iii"), hash("iv")];
    let mut last = name.1.saturating_sub(1);
    while last > name.0 + 1 && suffixes.contains(&scan.hash(last as usize)) {
        last -= 1;
    }
    (scan.hash(name.0 as usize), scan.hash(last as usize))
}

fn name_key(scan: &Scan, name: (u32, u32)) -> u64 {
    let (mut from, to) = name;
    let country = [hash("u.s."), hash("us"), hash("u.s"), hash("american")];
    if to - from > 1 && country.contains(&scan.hash(from as usize)) {
        from += 1;
    }
    (from..to).fold(0xcbf2_9ce4_8422_2325, |key, i| {
        (key ^ u64::from(scan.hash(i as usize))).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Entities {
    /// Gives every mention its entity.
    pub(super) fn new(scan: &mut Scan) -> Self {
        let mut found = Self::default();
        for i in 0..scan.mentions.len() {
            let m = scan.mentions[i];
            if m.sort == Sort::Person && m.name.1 - m.name.0 > 1 {
                let entity = found.full_name(scan, m);
                found.add(scan, i, entity);
            }
        }
        for entity in &mut found.all {
            entity.count = 0;
        }
        let after = genders_after(scan);
        found.vote_on_last_names(scan, &after);
        for i in 0..scan.mentions.len() {
            let m = scan.mentions[i];
            let entity = match m.sort {
                _ if m.entity != NOBODY => {
                    found.all[m.entity as usize].count += 1;
                    continue;
                }
                Sort::Person => found.short_name(scan, m),
                Sort::Name | Sort::Body | Sort::Place => found.other_name(scan, m),
                _ => continue,
            };
            found.add(scan, i, entity);
        }
        for i in 0..scan.mentions.len() {
            let m = scan.mentions[i];
            if m.entity == NOBODY {
                let entity = found.noun_phrase(scan, m);
                found.add(scan, i, entity);
            }
        }
        found.vote_on_gender(scan, &after);
        found
    }

    /// Persons whose name does not tell: the gender of the pronouns that follow their mentions before anybody
    /// else is mentioned, if two in three agree.
    fn vote_on_gender(&mut self, scan: &Scan, after: &[Gender]) {
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
    fn vote_on_last_names(&mut self, scan: &Scan, after: &[Gender]) {
        let mut votes: HashMap<u32, Votes> = HashMap::new();
        for (m, gender) in scan.mentions.iter().zip(after) {
            if matches!(m.sort, Sort::Person | Sort::Name) && m.name.1 - m.name.0 == 1 {
                let votes = votes.entry(scan.hash(m.name.0 as usize)).or_default();
                votes.add(if m.gender == Gender::Unknown { *gender } else { m.gender });
            }
        }
        self.last_name_gender = votes.into_iter().map(|(word, votes)| (word, votes.outcome())).collect();
    }

    pub(super) fn get(&self, entity: u32) -> Option<&Entity> {
        self.all.get(entity as usize)
    }

    pub(super) fn push(&mut self, sort: Sort, name: (u32, u32), gender: Gender) -> u32 {
        self.all.push(Entity {
            sort,
            name,
            gender,
            count: 0,
            roles: Vec::new(),
            owner: None,
            members: Vec::new(),
            mentions: Vec::new(),
        });
        self.all.len() as u32 - 1
    }

    /// Enters a mention with its entity.
    fn add(&mut self, scan: &mut Scan, mention: usize, index: u32) {
        let m = &mut scan.mentions[mention];
        m.entity = index;
        let entity = &mut self.all[index as usize];
        entity.count += 1;
        entity.mentions.push(mention as u32);
        if m.title != 0 && entity.roles.len() < 8 && !entity.roles.contains(&m.title) {
            entity.roles.push(m.title);
        }
        if m.sort.is_name() {
            if entity.gender == Gender::Unknown {
                entity.gender = m.gender;
            }
            if m.sort == Sort::Person && entity.sort == Sort::Name {
                entity.sort = Sort::Person;
            }
            let longer = m.name.1 - m.name.0 > entity.name.1 - entity.name.0;
            if longer && !(entity.sort == Sort::Person && m.sort != Sort::Person) {
                entity.name = m.name;
            }
        }
    }

    fn full_name(&mut self, scan: &Scan, m: Mention) -> u32 {
        let (first, last) = ends(scan, m.name);
        let known = self.by_last.get(&last).into_iter().flatten().copied();
        let same = known.into_iter().find(|e| {
            let other = &self.all[*e as usize];
            ends(scan, other.name).0 == first
        });
        if let Some(entity) = same {
            return entity;
        }
        let entity = self.push(Sort::Person, m.name, m.gender);
        for (map, key) in [(&mut self.by_last, last), (&mut self.by_first, first)] {
            let list = map.entry(key).or_default();
            if list.len() < NAMESAKES {
                list.push(entity);
            }
        }
        entity
    }

    /// "Lee", "Mr. Lee", "Ann": whose name it is a part of.
    fn part_of_name(&self, mut m: Mention, word: u32) -> Option<u32> {
        let voted = self.last_name_gender.get(&word).copied().unwrap_or(Gender::Unknown);
        let known = self.by_last.get(&word).into_iter().flatten();
        if m.gender == Gender::Unknown && known.into_iter().any(|e| self.all[*e as usize].gender == voted) {
            m.gender = voted;
        }
        for map in [&self.by_last, &self.by_first] {
            let best = map
                .get(&word)
                .into_iter()
                .flatten()
                .copied()
                .filter(|e| self.all[*e as usize].gender.fits(m.gender))
                .max_by_key(|e| {
                    let entity = &self.all[*e as usize];
                    let office = m.title != 0 && entity.roles.contains(&m.title);
                    let exact = m.gender != Gender::Unknown && m.gender == entity.gender;
                    (exact, office, entity.count, entity.mentions.len(), std::cmp::Reverse(*e))
                });
            if best.is_some() {
                return best;
            }
        }
        None
    }

    fn short_name(&mut self, scan: &Scan, m: Mention) -> u32 {
        let word = scan.hash(m.name.0 as usize);
        if let Some(entity) = self.part_of_name(m, word) {
            return entity;
        }
        let known = self.by_name.get(&u64::from(word)).copied();
        if let Some(entity) = known.filter(|e| self.all[*e as usize].gender.fits(m.gender)) {
            return entity;
        }
        let entity = self.push(Sort::Person, m.name, m.gender);
        self.by_name.insert(u64::from(word), entity);
        entity
    }

    fn other_name(&mut self, scan: &Scan, m: Mention) -> u32 {
        let single = m.name.1 - m.name.0 == 1;
        let word = scan.hash(m.name.1.saturating_sub(1) as usize);
        if single {
            let after_the = m.name.0 > 0 && scan.hash(m.name.0 as usize - 1) == hash("the");
            if !after_the && m.sort != Sort::Place {
                if let Some(entity) = self.part_of_name(m, word) {
                    return entity;
                }
            }
            let short = self.by_initials.get(&word).or_else(|| self.by_tail.get(&word).filter(|_| after_the));
            if let Some(entity) = self.by_name.get(&u64::from(word)).or(short) {
                return *entity;
            }
        }
        let key = if single { u64::from(word) } else { name_key(scan, m.name) };
        if let Some(entity) = self.by_name.get(&key) {
            return *entity;
        }
        let entity = self.push(m.sort, m.name, m.gender);
        self.by_name.insert(key, entity);
        if !single && m.sort == Sort::Body {
            self.by_tail.insert(word, entity);
            let initials: String = (m.name.0..m.name.1)
                .filter_map(|i| scan.text.word(i as usize).chars().next())
                .filter(|c| c.is_uppercase())
                .collect();
            if initials.len() > 1 {
                self.by_initials.insert(word_hash(&initials), entity);
            }
        }
        entity
    }

    /// The body or document that belongs to somebody: "Lee's campaign" and "the Lee campaign" are one.
    pub(super) fn owned(&mut self, owner: u32, noun: u32, m: Mention) -> u32 {
        if let Some(entity) = self.by_noun.get(&(owner, noun)) {
            return *entity;
        }
        let entity = self.push(m.sort, (m.first, m.last), m.gender);
        self.all[entity as usize].owner = Some(owner);
        self.by_noun.insert((owner, noun), entity);
        entity
    }

    /// What a noun without a mention stands for that belongs to somebody: "her physiotherapist".
    pub(super) fn unlisted_of(&mut self, scan: &Scan, owner: Option<u32>, noun: usize) -> u32 {
        let key = (owner.unwrap_or(NOBODY), scan.hash(noun));
        if let Some(known) = self.by_noun.get(&key).filter(|_| owner.is_some()) {
            return *known;
        }
        let several = scan.text.word(noun).ends_with('s');
        let sort = if several { Sort::People } else { Sort::Role };
        let entity = self.push(sort, (noun as u32, noun as u32 + 1), Gender::Unknown);
        self.all[entity as usize].owner = owner;
        self.by_noun.insert(key, entity);
        entity
    }

    /// Enters that an entity is somebody's, and returns the one that was already known as his by the same noun.
    pub(super) fn belongs(&mut self, entity: u32, owner: u32, noun: u32) -> u32 {
        if let Some(e) = self.all.get_mut(entity as usize) {
            e.owner.get_or_insert(owner);
        }
        *self.by_noun.entry((owner, noun)).or_insert(entity)
    }

    fn noun_phrase(&mut self, scan: &Scan, m: Mention) -> u32 {
        if let Some(name) = m.apposed.and_then(|i| scan.mentions.get(i as usize)) {
            if name.entity != NOBODY {
                return name.entity;
            }
        }
        let owner = match m.determiner {
            Determiner::Owner(i) => Some(i),
            _ => m.modifier,
        };
        let owner =
            owner.and_then(|i| scan.mentions.get(i as usize)).map(|o| o.entity).filter(|e| *e != NOBODY);
        let noun = scan.hash(m.name.0 as usize);
        if let Some(owner) = owner {
            let entity = self.owned(owner, noun, m);
            self.by_noun.insert((NOBODY, noun), entity);
            return entity;
        }
        let new = [
            hash("who"),
            hash("of"),
            hash("from"),
            hash("in"),
            hash("to"),
            hash("for"),
            hash("with"),
            hash("that"),
        ];
        let back = m.determiner == Determiner::The
            && m.last == m.first + 2
            && !new.contains(&scan.hash(m.last as usize))
            && !scan.is(m.name.0 as usize, Class::TITLE);
        if let Some(entity) = self.by_noun.get(&(NOBODY, noun)).filter(|_| back) {
            return *entity;
        }
        let entity = self.push(m.sort, (m.first, m.last), m.gender);
        self.by_noun.insert((NOBODY, noun), entity);
        entity
    }
}
