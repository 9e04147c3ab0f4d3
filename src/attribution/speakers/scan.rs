//! A text with what is known of each of its tokens, and the mentions in it.

use std::collections::HashSet;

use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use crate::order::Order;
use crate::text::{Paragraph, ParagraphKind, Text, Token, TokenKind, word_hash, word_hash_ascii as hash};

/// A text with what the scan needs to know of each token.
pub(super) struct Scan<'a> {
    pub(super) text: &'a Text,
    pub(super) class: Vec<Class>,
    /// The words' hashes, with straight apostrophes.
    hashes: Vec<u32>,
    /// Hashes of words that stand somewhere in small letters, and somewhere in capitals within a sentence.
    pub(super) lower: HashSet<u32>,
    pub(super) upper: HashSet<u32>,
    pub(super) mentions: Vec<Mention>,
    /// The mentions by their first token, the longer before the shorter.
    pub(super) by_first: Vec<u32>,
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

/// "She’ll" is "she'll".
fn plain_hash(text: &Text, token: Token) -> u32 {
    let word = text.slice(token.span);
    if word.contains('’') { word_hash(&word.replace('’', "'")) } else { token.hash }
}

/// "Mexican-American" is what "American" is, "co-author" what "author" is, and "Boston-based" comes before a name.
fn class_of(text: &Text, token: Token) -> Class {
    let known = Class::of(token.hash);
    let Some((head, tail)) = text.slice(token.span).rsplit_once('-').filter(|_| known == Class::default())
    else {
        return known;
    };
    let (head, tail) = (word_hash(head), word_hash(tail));
    let class = Class::of(tail);
    let role = Class::ROLE.or(Class::TITLE).or(Class::PEOPLE);
    match () {
        () if token.capital && class.is(Class::DEMONYM) => class,
        () if class.is(role) && JOINED.contains(&head) => class,
        () if token.capital && BASED.contains(&tail) => Class::FORMER.or(Class::OTHER),
        () => known,
    }
}

/// What goes before a role with a hyphen.
const JOINED: &[u32] = &[hash("co"), hash("vice"), hash("ex")];

/// What makes an adjective of a name: "Boston-based".
const BASED: &[u32] =
    &[hash("based"), hash("born"), hash("style"), hash("backed"), hash("led"), hash("owned"), hash("run")];

impl<'a> Scan<'a> {
    /// Finds the mentions of a text, in the order of their last word.
    pub(super) fn new(text: &'a Text) -> Self {
        let class = text.tokens.iter().map(|t| class_of(text, *t)).collect();
        let title_cased: Vec<bool> = text.paragraphs.iter().map(|p| is_title_cased(text, p)).collect();
        let headline = |(i, p): (usize, &Paragraph)| title_cased[i] || p.kind != ParagraphKind::Body;
        let mut scan = Self {
            text,
            class,
            hashes: text.tokens.iter().map(|t| plain_hash(text, *t)).collect(),
            lower: small_words(text),
            upper: capitals_within(text, &title_cased),
            mentions: Vec::new(),
            by_first: Vec::new(),
            title_case: false,
            headline: text.paragraphs.iter().enumerate().map(headline).collect(),
        };
        for (paragraph, title_cased) in text.paragraphs.iter().zip(title_cased) {
            scan.title_case = title_cased;
            scan.name_label(paragraph);
            for sentence in &text.sentences[paragraph.sentences()] {
                let (mut at, end) = (sentence.first as usize, sentence.last as usize);
                while at < end {
                    at = scan.phrase(at, end).max(at + 1);
                }
            }
        }
        scan.appose();
        scan.by_first = (0..scan.mentions.len() as u32).collect();
        let place = |m: &Mention| (m.first, std::cmp::Reverse(m.last));
        let mentions = &scan.mentions;
        scan.by_first.order_by_key(|m| mentions.get(*m as usize).map(place));
        scan
    }

    /// "Star: When will it open?": a noun that a paragraph begins with before a colon is what a transcript calls somebody, unless
    /// the text has said whose office it is.
    fn name_label(&mut self, paragraph: &Paragraph) {
        let first = paragraph.first as usize;
        let noun = self.is(first, Class::ROLE) && !self.is(first, Class::TITLE);
        let label = noun && self.text.tokens[first].capital && self.text.word(first + 1) == ":";
        let office = self.hash(first);
        let held = |m: &Mention| m.sort == Sort::Person && m.title == office;
        if label && paragraph.kind != ParagraphKind::Headline && !self.mentions.iter().any(held) {
            self.push_name(first, (first, first + 1), Sort::Name, Gender::Unknown, 0);
        }
    }

    // Not laid out at each of the many places that ask.
    #[inline(never)]
    pub(super) fn hash(&self, token: usize) -> u32 {
        self.hashes.get(token).copied().unwrap_or(0)
    }

    /// Whether a token is one of these words.
    #[inline(never)]
    pub(super) fn is_one(&self, token: usize, words: &[u32]) -> bool {
        words.contains(&self.hash(token))
    }

    #[inline(never)]
    pub(super) fn is(&self, token: usize, class: Class) -> bool {
        self.class.get(token).is_some_and(|c| c.is(class))
    }

    #[inline(never)]
    pub(super) fn kind(&self, token: usize) -> TokenKind {
        self.text.tokens.get(token).map_or(TokenKind::Punctuation, |t| t.kind)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.kind(token) == TokenKind::Word
    }

    #[inline(never)]
    pub(super) fn is_comma(&self, token: usize) -> bool {
        self.text.word(token) == ","
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
}
