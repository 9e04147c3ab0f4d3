//! Mentions: the phrases of a text that can stand for somebody. Names ("Gov. Ann Lee", "the Kremlin") and
//! noun phrases around a noun that can speak ("a senior official", "Lee's campaign", "the poll").
//!
//! One pass from left to right with a closed word list and no parser: a noun phrase is a determiner, at most a
//! few words that could be adjectives, and a known noun; a name is a run of capitals.

use std::collections::HashSet;

use super::lexicon::Class;
use super::names;
use crate::text::{Paragraph, ParagraphKind, Text, Token, TokenKind, word_hash, word_hash_ascii};

/// What a mention stands for, as far as its own words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Body,
    Place,
    /// A name of somebody or something.
    Name,
    /// One person without a name: "a senior official".
    Role,
    /// Several: "voters".
    People,
    /// A body without a name of its own: "the campaign".
    Team,
    Statement,
    Document,
}

impl Sort {
    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Body | Self::Place | Self::Name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
    Unknown,
}

impl Gender {
    pub(super) fn fits(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    pub(super) fn of(class: Class) -> Self {
        match (class.is(Class::MALE.or(Class::NAME_M)), class.is(Class::FEMALE.or(Class::NAME_F))) {
            (true, false) => Self::He,
            (false, true) => Self::She,
            _ => Self::Unknown,
        }
    }
}

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    None,
    /// "a", "an", "one", "another".
    A,
    /// "the", "this", "that", "these".
    The,
    /// "his": the token of the pronoun.
    Pronoun(u32),
    /// "Lee's", and the mention of the name.
    Owner(u32),
    /// "some", "many", "three".
    Quantity,
}

/// A phrase that can stand for somebody; positions are token indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// The whole phrase, with titles and determiner.
    pub(super) first: u32,
    pub(super) last: u32,
    /// The name without titles, or the head noun.
    pub(super) name: (u32, u32),
    pub(super) sort: Sort,
    pub(super) gender: Gender,
    pub(super) determiner: Determiner,
    /// "Lee" in "the Lee campaign": index of a mention.
    pub(super) modifier: Option<u32>,
    /// For a name, the title before it ("governor"); for a noun phrase, its head: hash of a word.
    pub(super) title: u32,
    /// For a name, the noun phrase that says who it is; for that, the name: index of a mention.
    pub(super) apposed: Option<u32>,
    /// An 's follows.
    pub(super) possessive: bool,
    /// Index of the entity; filled by linking.
    pub(super) entity: u32,
}

/// A text with what the scan needs to know of each token.
pub(super) struct Scan<'a> {
    pub(super) text: &'a Text,
    pub(super) class: Vec<Class>,
    /// Hashes of words that stand somewhere in small letters, and somewhere in capitals within a sentence.
    pub(super) lower: HashSet<u32>,
    pub(super) upper: HashSet<u32>,
    pub(super) mentions: Vec<Mention>,
    /// The line being read has every word capitalised.
    pub(super) title_case: bool,
    /// For each paragraph, whether it is a headline or the like.
    pub(super) headline: Vec<bool>,
}

/// Whether a short line has capitals as headlines do.
fn is_title_cased(text: &Text, paragraph: &Paragraph) -> bool {
    let (mut capitals, mut words) = (0, 0);
    for token in &text.tokens[paragraph.tokens()] {
        if token.kind == TokenKind::Word && token.span.len() > 3 {
            words += 1;
            capitals += usize::from(token.capital);
        }
    }
    let one = paragraph.last_sentence - paragraph.first_sentence == 1;
    let short = one && (paragraph.kind != ParagraphKind::Body || words <= 20);
    short && words >= 3 && capitals * 3 > words * 2
}

fn small_words(text: &Text) -> HashSet<u32> {
    text.tokens.iter().filter(|t| t.kind == TokenKind::Word && !t.capital).map(|t| t.hash).collect()
}

/// Words that have a capital although no sentence, quotation or headline gives it to them.
fn capitals_within(text: &Text, title_cased: &[bool]) -> HashSet<u32> {
    let body = text.sentences.iter().filter(|s| !title_cased.get(s.paragraph as usize).is_some_and(|t| *t));
    let word = |i: usize| text.tokens[i].kind == TokenKind::Word;
    body.flat_map(|s| s.first as usize + 1..s.last as usize)
        .filter(|i| word(*i) && text.tokens[*i].capital && (word(*i - 1) || text.word(*i - 1) == ","))
        .map(|i| text.tokens[i].hash)
        .collect()
}

/// "Mexican-American" is what "American" is.
fn class_of(text: &Text, token: Token) -> Class {
    let known = Class::of(token.hash);
    let tail = text.slice(token.span).rsplit_once('-').map(|(_, tail)| Class::of(word_hash(tail)));
    match tail {
        Some(class) if known == Class::default() && class.is(Class::DEMONYM) && token.capital => class,
        _ => known,
    }
}

const fn hash(word: &str) -> u32 {
    word_hash_ascii(word)
}

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

/// How many words may stand between a determiner and its noun.
const ADJECTIVES: usize = 4;

impl<'a> Scan<'a> {
    /// Finds the mentions of a text, in the order of their last word.
    pub(super) fn new(text: &'a Text) -> Self {
        let class = text.tokens.iter().map(|t| class_of(text, *t)).collect();
        let title_cased: Vec<bool> = text.paragraphs.iter().map(|p| is_title_cased(text, p)).collect();
        let headline = |(i, p): (usize, &Paragraph)| title_cased[i] || p.kind != ParagraphKind::Body;
        let mut scan = Self {
            text,
            class,
            lower: small_words(text),
            upper: capitals_within(text, &title_cased),
            mentions: Vec::new(),
            title_case: false,
            headline: text.paragraphs.iter().enumerate().map(headline).collect(),
        };
        for (paragraph, title_cased) in text.paragraphs.iter().zip(title_cased) {
            scan.title_case = title_cased;
            for sentence in &text.sentences[paragraph.sentences()] {
                let (mut at, end) = (sentence.first as usize, sentence.last as usize);
                while at < end {
                    at = scan.phrase(at, end).max(at + 1);
                }
            }
        }
        scan.appose();
        scan
    }

    pub(super) fn hash(&self, token: usize) -> u32 {
        self.text.tokens.get(token).map_or(0, |t| t.hash)
    }

    pub(super) fn is(&self, token: usize, class: Class) -> bool {
        self.class.get(token).is_some_and(|c| c.is(class))
    }

    pub(super) fn kind(&self, token: usize) -> TokenKind {
        self.text.tokens.get(token).map_or(TokenKind::Punctuation, |t| t.kind)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.kind(token) == TokenKind::Word
    }

    pub(super) fn is_comma(&self, token: usize) -> bool {
        self.text.word(token) == ","
    }

    fn determiner(&self, token: usize) -> Determiner {
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
    fn phrase(&mut self, at: usize, end: usize) -> usize {
        let determiner = self.determiner(at);
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
                let next = self.name(at, end, determiner == Determiner::The && at == start + 1);
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
                if !self.follows_name(at) || self.text.tokens[at].capital && !self.is(at, Class::PEOPLE) {
                    break;
                }
            } else if self.is_word(at) && self.is(at, Class::NOUN) {
                // "the vote both leaders": a second determiner begins another phrase.
                if head.is_some() && self.determiner(at) != Determiner::None {
                    break;
                }
                head = Some(at);
                at += 1;
                // "the liberal icon justice", "the conservative radio host": an adjective after all.
                if IDEAS.contains(&self.hash(at - 1)) && determiner != Determiner::None {
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
        if let Some(noun) = head {
            self.push_nominal(begin, noun, determiner, modifier);
            return noun + 1;
        }
        let reached = self.mentions.last().map_or(0, |m| m.last as usize);
        reached.max(from)
    }

    /// "Democratic" in "Democratic voters", not in "Democratic National Committee".
    fn is_adjective_of_people(&self, at: usize) -> bool {
        self.is(at, Class::DEMONYM.or(Class::FORMER))
            && !self.is(at, Class::NOUN.or(Class::NAME))
            && self.is_word(at + 1)
            && (!self.text.tokens[at + 1].capital || self.is(at + 1, Class::PEOPLE))
    }

    /// The apostrophe of "the Lees' house".
    fn ends_in_s(&self, at: usize) -> bool {
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
        [hash("first"), hash("second"), hash("third"), hash("last"), hash("other"), hash("recent")]
            .contains(&self.hash(at))
    }

    fn push_nominal(&mut self, first: usize, head: usize, determiner: Determiner, modifier: Option<usize>) {
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
        self.mentions.push(Mention {
            first: first as u32,
            last: head as u32 + 1,
            name: (head as u32, head as u32 + 1),
            sort,
            gender: if sort == Sort::Role { Gender::of(class) } else { Gender::Unknown },
            determiner,
            modifier: modifier.map(|i| i as u32),
            title: self.hash(head),
            apposed: None,
            possessive: self.kind(head + 1) == TokenKind::Possessive,
            entity: u32::MAX,
        });
    }

    /// "campaign manager Ann Lee": the noun says who the name is.
    fn introduce(&mut self, begin: usize, noun: usize, name: usize) {
        let class = self.class[noun];
        let hash = self.hash(noun);
        if let Some(mention) = self.mentions.get_mut(name) {
            if matches!(mention.sort, Sort::Person | Sort::Name) && class.is(Class::ROLE) {
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

    /// Joins "Ann Lee, a farmer," and "a farmer from Ohio, Ann Lee,".
    fn appose(&mut self) {
        for i in 1..self.mentions.len() {
            for j in (i.saturating_sub(3)..i).rev() {
                let (x, y) = (self.mentions[j], self.mentions[i]);
                if x.apposed.is_some() || y.apposed.is_some() || !self.stands_beside(x, y) {
                    continue;
                }
                let (name, noun) = if x.sort.is_name() { (j, i) } else { (i, j) };
                self.mentions[name].apposed = Some(noun as u32);
                self.mentions[noun].apposed = Some(name as u32);
                if self.mentions[name].gender == Gender::Unknown {
                    self.mentions[name].gender = self.mentions[noun].gender;
                }
                self.mentions[name].sort = Sort::Person;
                break;
            }
        }
    }

    fn stands_beside(&self, x: Mention, y: Mention) -> bool {
        let person = |m: Mention| matches!(m.sort, Sort::Person | Sort::Name) && !m.possessive;
        let last = x.last as usize;
        let gap = (y.first as usize).saturating_sub(last);
        if person(x) && y.sort == Sort::Role && y.determiner != Determiner::None && !y.possessive {
            let aged = gap == 3 && self.is_comma(last) && self.kind(last + 1) == TokenKind::Number;
            return gap == 1 && self.is_comma(last) || aged && self.is_comma(last + 2);
        }
        if x.sort == Sort::Role && x.determiner != Determiner::None && person(y) && !x.possessive {
            let comma = (1..=8).contains(&gap) && self.is_comma(y.first as usize - 1);
            let after = y.last as usize;
            let closed = self.is_comma(after) || self.kind(after) == TokenKind::Stop || !self.is_word(after);
            let joined =
                [hash("for"), hash("of"), hash("at"), hash("from"), hash("in"), hash("with"), hash("to")];
            return comma && closed && (gap == 1 || joined.contains(&self.hash(last)));
        }
        false
    }

    /// Adds a name; `first..last` is the phrase and `name` the tokens of the name alone.
    pub(super) fn push_name(
        &mut self,
        first: usize,
        name: (usize, usize),
        sort: Sort,
        gender: Gender,
        title: u32,
    ) {
        self.mentions.push(Mention {
            first: first as u32,
            last: name.1 as u32,
            name: (name.0 as u32, name.1 as u32),
            sort,
            gender,
            determiner: Determiner::None,
            modifier: None,
            title,
            apposed: None,
            possessive: false,
            entity: u32::MAX,
        });
    }

    fn is_name_start(&self, at: usize, end: usize) -> bool {
        at < end && names::starts(self, at, end)
    }

    fn name(&mut self, at: usize, end: usize, after_the: bool) -> usize {
        names::read(self, at, end, after_the)
    }
}
