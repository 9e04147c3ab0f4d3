//! Entities: which mentions are the same somebody. A full name, its last name alone, with a title or an
//! honorific, a first name; a body, its acronym and its short form.

use std::collections::{HashMap, HashSet};

use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use super::namesakes::{genders_after, is_child};
use super::scan::Scan;
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
    /// For a person: that a first name or a title shows it, or a last name that stands alone. A run of capitals
    /// may name a firm.
    pub(super) sure: bool,
    /// How often the text calls them by the first name alone, and whether they are children: not who "Mrs Lee" and
    /// "Lee" are where there is another.
    pub(super) familiar: u32,
    pub(super) young: bool,
    pub(super) mentions: Vec<u32>,
}

/// At most this many namesakes are told apart; it bounds the work on text made of names.
const NAMESAKES: usize = 12;

#[derive(Default)]
pub(super) struct Entities {
    pub(super) all: Vec<Entity>,
    pub(super) by_last: HashMap<u32, Vec<u32>>,
    pub(super) by_first: HashMap<u32, Vec<u32>>,
    /// Whole names that are not persons', and single words.
    by_name: HashMap<u64, u32>,
    /// "FBI" for the Federal Bureau of Investigation.
    by_initials: HashMap<u32, u32>,
    /// The last word of a body's name.
    by_tail: HashMap<u32, u32>,
    /// (owner or none, noun) of noun phrases.
    by_noun: HashMap<(u32, u32), u32>,
    /// Of last names that stand alone, what the pronouns behind them say.
    pub(super) last_name_gender: HashMap<u32, Gender>,
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

/// Keys of "Bay Foods" and "Bay" for "Bay Foods Inc."; not of a single word that is a common one.
fn short_firms<'a>(scan: &'a Scan, m: Mention) -> impl Iterator<Item = u64> + Clone + use<'a> {
    let (from, to) = m.name;
    let first = from as usize;
    let rare = scan.class.get(first) == Some(&Class::default()) && !scan.lower.contains(&scan.hash(first));
    let firm = move |last: &u32| m.sort == Sort::Body && scan.is(*last as usize, Class::FIRM);
    (from + 1..to).rev().take_while(firm).filter_map(move |last| match last - from {
        1 => rare.then_some(u64::from(scan.hash(first))),
        _ => Some(name_key(scan, (from, last))),
    })
}

/// What is called a company once is a body wherever its name stands.
fn know_bodies(scan: &mut Scan) {
    let called = |m: &&Mention| m.sort == Sort::Body && m.apposed.is_some();
    let bodies: HashSet<u64> = scan.mentions.iter().filter(called).map(|m| name_key(scan, m.name)).collect();
    if bodies.is_empty() {
        return;
    }
    for i in 0..scan.mentions.len() {
        let m = scan.mentions[i];
        if matches!(m.sort, Sort::Person | Sort::Name)
            && m.title == 0
            && bodies.contains(&name_key(scan, m.name))
        {
            scan.mentions[i].sort = Sort::Body;
        }
    }
}

impl Entity {
    /// Whether a person is one only by two or more capitals, and may be a firm.
    pub(super) fn is_doubtful(&self) -> bool {
        self.sort == Sort::Person && !self.sure && self.gender == Gender::Unknown
    }
}

impl Entities {
    /// Gives every mention its entity.
    pub(super) fn new(scan: &mut Scan) -> Self {
        let mut found = Self::default();
        know_bodies(scan);
        for i in 0..scan.mentions.len() {
            let m = scan.mentions[i];
            if m.sort == Sort::Person && m.name.1 - m.name.0 > 1 {
                let entity = found.full_name(scan, m);
                found.add(scan, i, entity);
                found.all[entity as usize].young |= is_child(scan, m);
            }
        }
        found.find_familiar(scan);
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
            sure: false,
            familiar: 0,
            young: false,
            mentions: Vec::new(),
        });
        self.all.len() as u32 - 1
    }

    /// Enters a mention with its entity.
    fn add(&mut self, scan: &mut Scan, mention: usize, index: u32) {
        let shows = self.shows_person(scan, scan.mentions[mention], index);
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
            entity.sure |= shows;
            if m.sort == Sort::Person && entity.sort == Sort::Name {
                entity.sort = Sort::Person;
            }
            let longer = m.name.1 - m.name.0 > entity.name.1 - entity.name.0;
            if longer && !(entity.sort == Sort::Person && m.sort != Sort::Person) {
                entity.name = m.name;
            }
        }
    }

    /// Whether a mention shows that its entity is a person: by a title, a first name, or a last name alone.
    fn shows_person(&self, scan: &Scan, m: Mention, entity: u32) -> bool {
        let first = m.name.0 as usize;
        let known = m.title != 0 || m.apposed.is_some() || scan.is(first, Class::NAME);
        let e = &self.all[entity as usize];
        let alone =
            m.name.1 - m.name.0 == 1 && e.sort == Sort::Person && scan.hash(first) == ends(scan, e.name).1;
        m.sort == Sort::Person && known || alone
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
                    let grown =
                        !(m.title != 0 && entity.young) && (entity.familiar < 2 || !entity.roles.is_empty());
                    (exact, office, grown, entity.count, entity.mentions.len(), std::cmp::Reverse(*e))
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
        let short = short_firms(scan, m);
        let known = short.clone().find_map(|k| self.by_name.get(&k)).copied();
        if let Some(entity) = known.filter(|e| matches!(self.all[*e as usize].sort, Sort::Name | Sort::Body))
        {
            self.all[entity as usize].sort = Sort::Body;
            self.by_name.insert(key, entity);
            return entity;
        }
        let entity = self.push(m.sort, m.name, m.gender);
        self.by_name.insert(key, entity);
        for key in short {
            self.by_name.entry(key).or_insert(entity);
        }
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

    pub(super) fn noun_phrase(&mut self, scan: &Scan, m: Mention) -> u32 {
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
