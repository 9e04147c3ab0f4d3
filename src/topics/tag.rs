//! A light part-of-speech tagger, just good enough to find noun phrases: a word's usual class from the
//! [`Lexicon`], suffixes for unknown words, capitals for names, and what stands before it. In the manner of
//! E. Brill, "A simple rule-based part of speech tagger" (1992), with a handful of hand-written rules.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::lexicon::{Class, Lexicon};
use super::stem::stem_hash;
use super::vocabulary::{DETERMINERS, OBJECTS, PASTS, PREPOSITIONS, VERB_NEXT};
use crate::text::{ParagraphKind, Text, Token, TokenKind, word_hash, word_hash_ascii};

/// What a token is within a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A noun of the language.
    Noun,
    /// Capitalised, and not by its place.
    Name,
    Adjective,
    Number,
    /// Opens a noun phrase: an article, a possessive pronoun.
    Determiner,
    /// A preposition.
    Preposition,
    /// "'s"
    Possessive,
    Verb,
    /// "was", "of which", "not": any other word that no noun phrase holds.
    Other,
    /// Punctuation.
    Mark,
}

/// Hashes that are hashes already.
#[derive(Default, Clone, Copy)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }
    fn write_u32(&mut self, value: u32) {
        // The table takes its bucket from the low bits and its tag from the high ones.
        self.0 = u64::from(value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A map keyed by a 32-bit hash or id.
pub type ByHash<V> = HashMap<u32, V, BuildHasherDefault<AsIs>>;

/// What the words of some texts are, each looked up once.
#[derive(Default)]
pub struct Words {
    known: ByHash<Word>,
    buffer: String,
    /// Words in -ism and -ist, in the order in which they came.
    pub isms: Vec<Ism>,
}

/// A word in -ism or -ist: "terrorism", "terrorists".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ism {
    /// Hash of what stands before the ending.
    pub base: u32,
    pub stem: u32,
    /// In -ist.
    pub person: bool,
}

/// What is known of a word form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    pub stem: u32,
    pub class: Class,
    pub idf: f32,
    /// Some form of its stem is a verb.
    pub verbal: bool,
    /// Not in the table.
    pub unknown: bool,
}

impl Words {
    /// The word of a token.
    pub fn of(&mut self, text: &Text, token: Token) -> Word {
        if let Some(word) = self.known.get(&token.hash) {
            return *word;
        }
        let form = token.span.of(&text.source);
        let lexicon = Lexicon::get();
        let class = lexicon.class(token.hash);
        let stem = stem_hash(form, &mut self.buffer);
        let rarity = lexicon.rarity(stem);
        let word = Word {
            stem,
            class: class
                .unwrap_or_else(|| if PASTS.has(token.hash) { Class::Participle } else { by_suffix(form) }),
            idf: rarity.idf,
            verbal: rarity.verbal,
            unknown: class.is_none(),
        };
        self.isms.extend(ism(form, stem));
        self.known.insert(token.hash, word);
        word
    }
}

fn ism(form: &str, stem: u32) -> Option<Ism> {
    let form = form.strip_suffix('s').unwrap_or(form);
    let (base, person) = match form.strip_suffix("ism") {
        Some(base) => (base, false),
        None => (form.strip_suffix("ist")?, true),
    };
    (base.len() > 3).then(|| Ism { base: word_hash(base), stem, person })
}

/// The class of a word that is not in the table.
fn by_suffix(word: &str) -> Class {
    let word = word.trim_end_matches(['-', '.']);
    let low = word.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|e| low.len() > e.len() + 2 && low.ends_with(e));
    if let Some((_, last)) = low.rsplit_once('-') {
        return if last.ends_with("ed") || last.ends_with("ing") || last.len() < 3 {
            Class::Adjective
        } else {
            Lexicon::get()
                .class(word_hash_ascii(last))
                .filter(|c| matches!(c, Class::Noun | Class::Adjective | Class::Number))
                .unwrap_or(Class::Noun)
        };
    }
    if low.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        Class::Number
    } else if ends(&["ly"]) {
        Class::Adverb
    } else if ends(&["ing"]) {
        Class::Gerund
    } else if ends(&["ed"]) {
        Class::Participle
    } else if ends(&["ous", "ful", "ive", "able", "ible", "less", "like", "ical", "ish", "ial", "ic"]) {
        Class::Adjective
    } else if low.contains('\'') || low.contains('’') {
        Class::Function
    } else {
        Class::Noun
    }
}

const THAT: u32 = word_hash_ascii("that");
/// Plurals without an s.
static NO_S: [&str; 8] = ["people", "police", "men", "women", "children", "media", "data", "staff"];

/// The tag and stem of each token of a text.
pub struct Tagged {
    pub tags: Vec<Tag>,
    /// 0 where the token is not a word.
    pub stems: Vec<u32>,
    /// General inverse document frequency; 0 where the token is not a word or a closed-class one.
    pub idf: Vec<f32>,
}

/// Tags a text.
pub fn tag(text: &Text, words: &mut Words) -> Tagged {
    let n = text.tokens.len();
    let mut tagged = Tagged { tags: vec![Tag::Mark; n], stems: vec![0; n], idf: vec![0.0; n] };
    for paragraph in &text.paragraphs {
        let title_case =
            paragraph.kind != ParagraphKind::Body && title_case(&text.tokens[paragraph.tokens()]);
        let begin = behind_dateline(text, paragraph.tokens());
        for sentence in paragraph.sentences() {
            let sentence = text.sentences[sentence];
            let mut first = true;
            for i in sentence.tokens() {
                let token = text.tokens[i];
                if i < begin {
                    continue;
                }
                if token.is_word() {
                    let word = words.of(text, token);
                    tagged.stems[i] = word.stem;
                    let (tags, sentence) = (&tagged.tags, sentence.tokens());
                    let mut place = Place { text, tags, words, i, sentence, first: first || title_case };
                    let tag = place.tag(word);
                    tagged.tags[i] = tag;
                    if word.class != Class::Function || tagged.tags[i] == Tag::Name {
                        tagged.idf[i] = word.idf;
                    }
                    first = false;
                } else {
                    tagged.tags[i] =
                        if token.kind == TokenKind::Possessive { Tag::Possessive } else { Tag::Mark };
                    // A quotation opens with a capital that says nothing, and so does what follows a dash.
                    let dash = token.kind == TokenKind::Punctuation
                        && matches!(text.slice(token.span), "—" | "–" | "--" | ":" | "[" | "•");
                    first |= dash || matches!(token.kind, TokenKind::DoubleQuote | TokenKind::Stop);
                }
            }
        }
    }
    tagged
}

/// Where a paragraph begins behind its dateline, "PORT SELDEN, Tuesday - ", which tells where it was written and nothing of what.
fn behind_dateline(text: &Text, tokens: std::ops::Range<usize>) -> usize {
    const LONGEST: usize = 14;
    let shouted = |i: usize| text.word(i).len() > 2 && !text.word(i).contains(char::is_lowercase);
    let start = tokens.start;
    let aside = |i: &usize| {
        let token = text.tokens[*i];
        token.kind != TokenKind::Word || token.capital
    };
    let before = tokens.take(LONGEST).take_while(aside);
    let dash = before.into_iter().find(|i| matches!(text.word(*i), "—" | "–" | "-" | "--"));
    match dash {
        Some(dash) if dash > start && (shouted(start) || shouted(start + 1)) => dash + 1,
        _ => start,
    }
}

/// Whether most words of a headline are capitalised.
fn title_case(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let (all, capital) = words.fold((0, 0), |(a, c), t| (a + 1, c + usize::from(t.capital)));
    capital * 2 > all
}

/// A word in its sentence, while it is tagged.
struct Place<'a> {
    text: &'a Text,
    tags: &'a [Tag],
    words: &'a mut Words,
    i: usize,
    sentence: std::ops::Range<usize>,
    /// The place explains a capital: the start of a sentence or a quotation, a headline.
    first: bool,
}

impl Place<'_> {
    fn tag(&mut self, word: Word) -> Tag {
        let token = self.text.tokens[self.i];
        if token.kind == TokenKind::Number || word.class == Class::Number {
            return Tag::Number;
        }
        if token.capital && word.class != Class::Function && self.is_name(word) {
            return Tag::Name;
        }
        if DETERMINERS.has(token.hash) {
            // "options that allow to": after a noun it opens a clause.
            let clause = token.hash == THAT && self.before() == Tag::Noun;
            return if clause { Tag::Other } else { Tag::Determiner };
        }
        if PREPOSITIONS.has(token.hash) {
            return Tag::Preposition;
        }
        let before = self.before();
        let verb_next = self.i > self.sentence.start && VERB_NEXT.has(self.text.tokens[self.i - 1].hash);
        let nominal = matches!(before, Tag::Determiner | Tag::Preposition | Tag::Possessive | Tag::Adjective);
        match word.class {
            // "he plans", "the mogul estimates the price"
            Class::Noun | Class::Name if (word.verbal || word.unknown) && verb_next => Tag::Verb,
            Class::Noun | Class::Name if word.verbal && self.has_object() => Tag::Verb,
            Class::Noun | Class::Name => Tag::Noun,
            Class::Adjective => Tag::Adjective,
            Class::Verb if nominal || self.heads_compound() => Tag::Noun,
            Class::Gerund if self.is_noun_in_ing() => Tag::Noun,
            Class::Participle if (nominal || before == Tag::Number) && self.noun_follows() => Tag::Adjective,
            Class::Gerund | Class::Participle | Class::Verb => Tag::Verb,
            Class::Adverb | Class::Function | Class::Number => Tag::Other,
        }
    }

    fn before(&self) -> Tag {
        if self.i > self.sentence.start { self.tags[self.i - 1] } else { Tag::Mark }
    }

    fn next(&self) -> Option<Token> {
        (self.i + 1 < self.sentence.end).then(|| self.text.tokens[self.i + 1])
    }

    /// A capital after the start of a sentence is a name's. At the start it is when the word is nearly always
    /// capitalised, is unknown, or leads another capital ("House Speaker").
    fn is_name(&self, word: Word) -> bool {
        let next = (self.i + 1..self.sentence.end)
            .map(|j| self.text.tokens[j])
            .find(|t| t.kind != TokenKind::Possessive);
        let leads = next.is_some_and(|t| t.kind == TokenKind::Word && t.capital);
        let open = matches!(word.class, Class::Noun | Class::Adjective | Class::Verb | Class::Name);
        // "Rescuers": a rare word, but made of what is no name.
        let known = |stem: &str| {
            matches!(
                Lexicon::get().class(word_hash(stem)),
                Some(Class::Noun | Class::Verb | Class::Participle)
            )
        };
        let stem = self.text.word(self.i).strip_suffix("rs");
        let made = stem.is_some_and(|s| known(s) || known(s.trim_end_matches('e')));
        !self.first || word.class == Class::Name || (open && (leads || word.unknown && !made))
    }

    /// Whether a noun that may be a verb stands after a noun and before an article or a pronoun: no noun
    /// phrase goes on like that.
    fn has_object(&self) -> bool {
        matches!(self.before(), Tag::Noun | Tag::Name)
            && self.next().is_some_and(|t| DETERMINERS.has(t.hash) || OBJECTS.has(t.hash))
    }

    /// "the phone call as well": no verb without an ending follows a noun in the singular.
    fn heads_compound(&mut self) -> bool {
        let plural = |word: &str| {
            word.ends_with('s') && !word.ends_with("ss") || NO_S.iter().any(|w| word.eq_ignore_ascii_case(w))
        };
        self.before() == Tag::Noun
            && !plural(self.text.word(self.i - 1))
            && !plural(self.text.word(self.i))
            && self.phrase_ends()
            && !self.has_object()
    }

    /// "the bombing", "a tax filing", but not "Republicans going home" or "denying the report".
    fn is_noun_in_ing(&mut self) -> bool {
        let object = self.next().is_some_and(|t| {
            DETERMINERS.has(t.hash)
                || OBJECTS.has(t.hash)
                || VERB_NEXT.has(t.hash)
                || t.kind == TokenKind::Word && t.capital
        });
        match self.before() {
            _ if object => false,
            Tag::Determiner | Tag::Possessive | Tag::Adjective => true,
            Tag::Noun => {
                let noun = self.text.word(self.i - 1);
                (!noun.ends_with('s') || noun.ends_with("ss")) && self.phrase_ends()
            }
            _ => false,
        }
    }

    /// Whether a noun phrase can end here: punctuation, a preposition or an auxiliary is next.
    fn phrase_ends(&mut self) -> bool {
        let Some(next) = self.next() else { return true };
        !next.is_word() || self.words.of(self.text, next).class == Class::Function
    }

    /// Whether an adjective or noun is next, so that a participle here is an adjective.
    fn noun_follows(&mut self) -> bool {
        let Some(next) = self.next().filter(|t| t.kind == TokenKind::Word) else { return false };
        let class = self.words.of(self.text, next).class;
        next.capital || matches!(class, Class::Noun | Class::Adjective | Class::Gerund)
    }
}
