//! Phrases: where a mention begins and ends. One pass from left to right with a closed word list and no parser:
//! a noun phrase is a determiner, at most a few words that could be adjectives, and a known noun; a name is a
//! run of capitals.

use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use super::names;
use super::scan::Scan;
use crate::text::{TokenKind, word_hash_ascii as hash};

const A: &[u32] = &[hash("a"), hash("an"), hash("one"), hash("another")];
const THE: &[u32] =
    &[hash("the"), hash("this"), hash("that"), hash("these"), hash("those"), hash("each"), hash("every")];
const OWN: &[u32] = &[hash("his"), hash("her"), hash("their"), hash("its"), hash("my"), hash("our")];
const SOME: &[u32] = &[
    hash("some"),
    hash("many"),
    hash("most"),
    hash("several"),
    hash("few"),
    hash("two"),
    hash("three"),
    hash("four"),
    hash("five"),
    hash("six"),
    hash("both"),
    hash("all"),
    hash("more"),
    hash("other"),
    hash("no"),
    hash("any"),
];

/// Roles that are adjectives as often.
const IDEAS: &[u32] = &[
    hash("liberal"),
    hash("conservative"),
    hash("progressive"),
    hash("independent"),
    hash("libertarian"),
    hash("socialist"),
    hash("veteran"),
    hash("adult"),
];

/// What firms are called as often as people.
const EITHER: &[u32] = &[
    hash("rival"),
    hash("owner"),
    hash("partner"),
    hash("ally"),
    hash("backer"),
    hash("investor"),
    hash("shareholder"),
    hash("publisher"),
    hash("developer"),
    hash("landlord"),
    hash("operator"),
    hash("challenger"),
    hash("host"),
];

/// How many words may stand between a determiner and its noun.
const ADJECTIVES: usize = 4;

impl Scan<'_> {
    pub(super) fn determiner(&self, token: usize) -> Determiner {
        let hash = self.hash(token);
        match () {
            () if !self.is_word(token) && self.kind(token) != TokenKind::Number => Determiner::None,
            () if A.contains(&hash) => Determiner::A,
            () if THE.contains(&hash) => Determiner::The,
            () if OWN.contains(&hash) => Determiner::Pronoun(token as u32),
            () if SOME.contains(&hash) || self.kind(token) == TokenKind::Number => Determiner::Quantity,
            () => Determiner::None,
        }
    }

    /// Reads the phrase at `at`, if one begins there, and returns where to go on.
    pub(super) fn phrase(&mut self, at: usize, end: usize) -> usize {
        let determiner = self.determiner(at);
        // "denied that drivers would pay": before several, "that" begins a clause.
        if self.hash(at) == hash("that") && self.is(at + 1, Class::PLURAL) && self.is(at + 1, Class::NOUN) {
            return at + 1;
        }
        if determiner != Determiner::None {
            let mut from = at + 1;
            // "one of the officials", "some of his supporters", "all the voters"
            if matches!(determiner, Determiner::A | Determiner::Quantity) {
                from += usize::from(self.hash(from) == hash("of"));
                from += usize::from(self.determiner(from) != Determiner::None);
            }
            return self.noun_phrase(at, from, end, determiner);
        }
        let people = self.is(at, Class::DEMONYM.or(Class::FORMER)) && self.is_word(at);
        if self.is_name_start(at, end) || people && self.is_word(at + 1) {
            return self.noun_phrase(at, at, end, determiner);
        }
        let noun = self.is_word(at) && self.is(at, Class::NOUN);
        if noun
            && (self.is(at, Class::PEOPLE)
                || self.is(at, Class::ROLE) && self.is_name_start(at + 1, end)
                || self.is(at, Class::PLURAL)
                || self.is(at + 1, Class::NOUN))
        {
            return self.noun_phrase(at, at, end, determiner);
        }
        at + 1
    }

    /// Whether a noun can follow a name without 's: "the Lee campaign", not "The Times reports".
    fn follows_name(&self, at: usize) -> bool {
        self.is(at, Class::ROLE.or(Class::PEOPLE).or(Class::BODY))
            || self.is(at, Class::STATEMENT.or(Class::DOCUMENT)) && !self.is(at, Class::PLURAL)
    }

    fn noun_phrase(&mut self, start: usize, from: usize, end: usize, mut determiner: Determiner) -> usize {
        let (mut at, mut head, mut modifier, mut adjectives) = (from, None, None, 0);
        let mut begin = start;
        let loose = determiner != Determiner::None || self.is(start, Class::DEMONYM.or(Class::FORMER));
        while at < end {
            if self.is_adjective_of_people(at) && head.is_none() && modifier.is_none() {
                at += 1;
            } else if self.is_name_start(at, end) {
                let known = self.mentions.len();
                // "that" before a name begins a clause: "the first time that Lee and Smith met".
                let the = self.hash(start) == hash("the") && at == start + 1;
                let next = self.name(at, end, the);
                let pushed = self.mentions.len().checked_sub(1).filter(|i| *i >= known);
                if let (Some(noun), Some(name)) = (head, pushed) {
                    self.introduce(begin, noun, name);
                    return next;
                }
                if self.kind(next) == TokenKind::Possessive || self.ends_in_s(next) {
                    if let Some(i) = pushed {
                        self.mentions[i].possessive = true;
                        determiner = Determiner::Owner(i as u32);
                    }
                    begin = start;
                    at = next + 1;
                    adjectives = 0;
                    continue;
                }
                if next == at {
                    break;
                }
                if pushed.is_some() {
                    modifier = pushed;
                }
                at = next;
                // "a Ruritanian foreign ministry spokesman"
                if determiner == Determiner::A && !self.follows_name(at) {
                    let noun = (at + 1..(at + 3).min(end)).find(|t| self.follows_name(*t));
                    let small = |t: usize| self.can_be_adjective(t) && !self.text.tokens[t].capital;
                    at = noun.filter(|n| (at..*n).all(small)).unwrap_or(at);
                }
                if !self.follows_name(at) || self.text.tokens[at].capital && !self.is(at, Class::PEOPLE) {
                    break;
                }
            } else if self.is_word(at) && self.is(at, Class::NOUN) && self.hash(at + 1) != hash("enforcement")
            {
                // "the vote both leaders": a second determiner begins another phrase.
                if head.is_some() && self.determiner(at) != Determiner::None {
                    break;
                }
                head = Some(at);
                at += 1;
                // "the liberal icon justice", "the conservative radio host": an adjective after all.
                if self.is_one(at - 1, IDEAS) && determiner != Determiner::None {
                    let noun = (at..(at + 3).min(end)).find(|t| self.is(*t, Class::NOUN));
                    let between = at..noun.unwrap_or(at);
                    if between.clone().all(|t| self.can_be_adjective(t)) {
                        at = between.end;
                    }
                }
            } else if head.is_none()
                && adjectives < ADJECTIVES
                && loose
                && modifier.is_none()
                && self.can_be_adjective(at)
            {
                adjectives += 1;
                at += 1;
            } else {
                break;
            }
        }
        // "two and a half hours"
        let half = |noun: usize| self.hash(noun) == hash("half") && determiner == Determiner::A;
        if let Some(noun) = head.filter(|noun| !half(*noun)) {
            self.push_nominal(begin, noun, determiner, modifier);
            return self.owned_phrase(begin, noun + 1, end).unwrap_or(noun + 1);
        }
        let reached = self.mentions.last().map_or(0, |m| m.last as usize);
        reached.max(from)
    }

    /// "the player's agent", "the teachers' unions": who belongs to whom a noun names. What is said or written is its owner's.
    fn owned_phrase(&mut self, begin: usize, mark: usize, end: usize) -> Option<usize> {
        let owner = self.mentions.len().checked_sub(1)?;
        let possessive = self.kind(mark) == TokenKind::Possessive || self.ends_in_s(mark);
        let owned = Class::ROLE.or(Class::PEOPLE).or(Class::BODY);
        let small = |t: &usize| self.is_word(*t) && !self.text.tokens[*t].capital;
        let noun = (mark + 1..end.min(mark + 4)).take_while(small).find(|t| self.is(*t, Class::NOUN))?;
        if !possessive || !self.is(noun, owned) {
            return None;
        }
        self.mentions[owner].possessive = true;
        self.push_nominal(begin, noun, Determiner::Owner(owner as u32), None);
        Some(noun + 1)
    }

    /// "Democratic" in "Democratic voters", not in "Democratic National Committee".
    fn is_adjective_of_people(&self, at: usize) -> bool {
        self.is(at, Class::DEMONYM.or(Class::FORMER))
            && !self.is(at, Class::NOUN.or(Class::NAME))
            && self.is_word(at + 1)
            && (!self.text.tokens[at + 1].capital || self.is(at + 1, Class::PEOPLE))
    }

    /// The apostrophe of "the Lees' house".
    pub(super) fn ends_in_s(&self, at: usize) -> bool {
        self.kind(at) == TokenKind::SingleQuote
            && at > 0
            && self.text.word(at - 1).ends_with('s')
            && self.text.tokens[at - 1].span.end == self.text.tokens[at].span.start
    }

    fn can_be_adjective(&self, at: usize) -> bool {
        match self.kind(at) {
            TokenKind::Number => true,
            TokenKind::Word => {
                let word = self.text.word(at);
                self.is(at, Class::FORMER.or(Class::DEMONYM))
                    || (!self.is(at, Class::OTHER) || word.contains('-') || self.is_rank(at))
                        && !(word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
            }
            _ => false,
        }
    }

    fn is_rank(&self, at: usize) -> bool {
        self.is_one(
            at,
            &[hash("first"), hash("second"), hash("third"), hash("last"), hash("other"), hash("recent")],
        )
    }

    fn push_nominal(&mut self, first: usize, head: usize, determiner: Determiner, modifier: Option<usize>) {
        let mut mention = self.nominal(first, head, determiner);
        mention.modifier = modifier.map(|i| i as u32);
        self.mentions.push(mention);
    }

    /// The mention that a noun phrase makes.
    pub(super) fn nominal(&self, first: usize, head: usize, determiner: Determiner) -> Mention {
        let class = self.class[head];
        let plural = class.is(Class::PLURAL);
        let sort = match () {
            () if class.is(Class::PEOPLE) => Sort::People,
            () if class.is(Class::ROLE) => Sort::Role,
            () if class.is(Class::STATEMENT) => Sort::Statement,
            () if class.is(Class::DOCUMENT) => Sort::Document,
            () if plural => Sort::People,
            () => Sort::Team,
        };
        Mention {
            first: first as u32,
            last: head as u32 + 1,
            name: (head as u32, head as u32 + 1),
            sort,
            gender: if sort == Sort::Role { Gender::of(class) } else { Gender::Unknown },
            determiner,
            modifier: None,
            title: self.hash(head),
            apposed: None,
            possessive: self.kind(head + 1) == TokenKind::Possessive,
            entity: u32::MAX,
        }
    }

    /// "campaign manager Ann Lee": the noun says who the name is.
    fn introduce(&mut self, begin: usize, noun: usize, name: usize) {
        let class = self.class[noun];
        let hash = self.hash(noun);
        // "rival Castell" may be a firm.
        let either = EITHER.contains(&hash);
        if let Some(mention) = self.mentions.get_mut(name) {
            let person = mention.sort == Sort::Person || mention.sort == Sort::Name && !either;
            if person && class.is(Class::ROLE) {
                mention.first = mention.first.min(begin as u32);
                mention.sort = Sort::Person;
                if mention.title == 0 {
                    mention.title = hash;
                }
                if mention.gender == Gender::Unknown {
                    mention.gender = Gender::of(class);
                }
            }
        }
    }

    fn is_name_start(&self, at: usize, end: usize) -> bool {
        at < end && names::starts(self, at, end)
    }

    fn name(&mut self, at: usize, end: usize, after_the: bool) -> usize {
        names::read(self, at, end, after_the)
    }
}
