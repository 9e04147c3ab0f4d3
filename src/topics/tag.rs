//! A light part-of-speech tagger, just good enough to find noun phrases: a word's usual class from the
//! [`Lexicon`], suffixes for unknown words, capitals for names, and what stands before it. In the manner of
//! E. Brill, "A simple rule-based part of speech tagger" (1992), with a handful of hand-written rules.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::lexicon::{Class, Lexicon};
use super::stem::stem_hash;
use crate::text::{ParagraphKind, Text, Token, TokenKind, word_hash_ascii};

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
            class: class.unwrap_or_else(|| by_suffix(form)),
            idf: rarity.idf,
            verbal: rarity.verbal,
            unknown: class.is_none(),
        };
        self.known.insert(token.hash, word);
        word
    }
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
    } else if ends(&["ous", "ful", "ive", "able", "ible", "less", "ical", "ish", "ial", "ic"]) {
        Class::Adjective
    } else if low.contains('\'') || low.contains('’') {
        Class::Function
    } else {
        Class::Noun
    }
}

const fn hashes<const N: usize>(words: [&str; N]) -> [u32; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = word_hash_ascii(words[i]);
        i += 1;
    }
    out
}

static DETERMINERS: [u32; 35] = hashes([
    "a", "an", "the", "this", "that", "these", "those", "each", "every", "either", "neither", "some", "any",
    "no", "all", "both", "many", "few", "several", "most", "more", "such", "what", "which", "whose", "my",
    "your", "his", "her", "its", "our", "their", "another", "other", "own",
]);
static PREPOSITIONS: [u32; 46] = hashes([
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "without",
    "within",
    "about",
    "against",
    "between",
    "among",
    "into",
    "onto",
    "through",
    "during",
    "above",
    "below",
    "over",
    "under",
    "toward",
    "towards",
    "upon",
    "across",
    "along",
    "around",
    "behind",
    "beside",
    "besides",
    "beyond",
    "near",
    "per",
    "via",
    "despite",
    "unlike",
    "like",
    "as",
    "amid",
    "regarding",
    "concerning",
    "including",
    "than",
    "after",
    "before",
]);
/// Words after which a verb is likelier than a noun.
static VERB_NEXT: [u32; 29] = hashes([
    "to", "will", "would", "can", "could", "shall", "should", "may", "might", "must", "cannot", "can't",
    "don't", "doesn't", "didn't", "won't", "wouldn't", "not", "i", "he", "she", "they", "we", "you", "who",
    "never", "do", "does", "did",
]);
/// Words that say when or how much and never what about.
static WHEN: [u32; 26] = hashes([
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
    "a.m.",
]);
/// Titles and honorifics, which stand before a person's name.
static TITLES: [u32; 44] = hashes([
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "mr",
    "mrs",
    "ms",
    "dr",
    "president",
    "sen.",
    "senator",
    "rep.",
    "representative",
    "gov.",
    "governor",
    "prime",
    "minister",
    "secretary",
    "gen.",
    "general",
    "lt.",
    "col.",
    "sgt.",
    "capt.",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "mayor",
    "sir",
    "chancellor",
    "chairman",
    "congressman",
    "congresswoman",
    "speaker",
    "vice",
    "director",
    "attorney",
    "prof.",
    "rev.",
    "ambassador",
]);

/// Whether a word names a day or a month.
pub fn is_calendar(hash: u32) -> bool {
    WHEN.contains(&hash)
}

/// Whether a word is a title that stands before a person's name.
pub fn is_title(hash: u32) -> bool {
    TITLES.contains(&hash)
}

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
        for sentence in paragraph.sentences() {
            let sentence = text.sentences[sentence];
            let mut first = true;
            for i in sentence.tokens() {
                let token = text.tokens[i];
                if token.is_word() {
                    let word = words.of(text, token);
                    tagged.stems[i] = word.stem;
                    tagged.tags[i] =
                        tag_word(text, &tagged.tags, i, sentence.tokens(), word, first || title_case, words);
                    if word.class != Class::Function || tagged.tags[i] == Tag::Name {
                        tagged.idf[i] = word.idf;
                    }
                    first = false;
                } else {
                    tagged.tags[i] =
                        if token.kind == TokenKind::Possessive { Tag::Possessive } else { Tag::Mark };
                    // A quotation opens with a capital that says nothing.
                    first |= matches!(token.kind, TokenKind::DoubleQuote | TokenKind::Stop);
                }
            }
        }
    }
    tagged
}

/// Whether most words of a headline are capitalised.
fn title_case(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let (all, capital) = words.fold((0, 0), |(a, c), t| (a + 1, c + usize::from(t.capital)));
    capital * 2 > all
}

fn tag_word(
    text: &Text,
    tags: &[Tag],
    i: usize,
    sentence: std::ops::Range<usize>,
    word: Word,
    first: bool,
    words: &mut Words,
) -> Tag {
    let token = text.tokens[i];
    if token.kind == TokenKind::Number || word.class == Class::Number {
        return Tag::Number;
    }
    let function = word.class == Class::Function;
    if token.capital && !(function && (first || token.span.len() == 1)) {
        // A capital after the start of a sentence is a name's. At the start it is when the word is nearly
        // always capitalised, is unknown, or leads another capital ("House Speaker").
        let next = (i + 1..sentence.end).map(|j| text.tokens[j]).find(|t| t.kind != TokenKind::Possessive);
        let leads =
            next.is_some_and(|t| t.kind == TokenKind::Word && t.capital) && word.class != Class::Adverb;
        let unknown =
            word.unknown && !matches!(word.class, Class::Adverb | Class::Gerund | Class::Participle);
        if !first || word.class == Class::Name || leads || unknown {
            return Tag::Name;
        }
    }
    if DETERMINERS.contains(&token.hash) {
        return Tag::Determiner;
    }
    if PREPOSITIONS.contains(&token.hash) {
        return Tag::Preposition;
    }
    if function {
        return Tag::Other;
    }
    let before = (i > sentence.start).then(|| i - 1);
    let before_tag = before.map_or(Tag::Mark, |j| tags[j]);
    let verb_next = before.is_some_and(|j| VERB_NEXT.contains(&text.tokens[j].hash));
    let nominal = matches!(
        before_tag,
        Tag::Determiner | Tag::Preposition | Tag::Possessive | Tag::Adjective | Tag::Number
    );
    match word.class {
        Class::Noun if verb_next && word.verbal => Tag::Verb,
        Class::Noun | Class::Name => Tag::Noun,
        Class::Adjective => Tag::Adjective,
        Class::Verb if nominal && before_tag != Tag::Number => Tag::Noun,
        Class::Gerund => {
            let after = (i + 1 < sentence.end).then(|| text.tokens[i + 1]);
            let object = after.is_some_and(|t| {
                DETERMINERS.contains(&t.hash)
                    || t.kind == TokenKind::Word && t.capital
                    || VERB_NEXT.contains(&t.hash)
            });
            let inside = matches!(
                before_tag,
                Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Noun | Tag::Name
            );
            if inside
                && !object
                && (before_tag != Tag::Name && before_tag != Tag::Noun
                    || followed_by_nothing(text, i, &sentence, words))
            {
                Tag::Noun
            } else {
                Tag::Verb
            }
        }
        Class::Participle if nominal && noun_follows(text, i, &sentence, words) => Tag::Adjective,
        Class::Participle | Class::Verb => Tag::Verb,
        Class::Adverb | Class::Function | Class::Number => Tag::Other,
    }
}

/// Whether a noun phrase can end after token `i`: punctuation, a preposition or a verb is next.
fn followed_by_nothing(text: &Text, i: usize, sentence: &std::ops::Range<usize>, words: &mut Words) -> bool {
    let Some(next) = text.tokens.get(i + 1).filter(|_| i + 1 < sentence.end) else { return true };
    !next.is_word() || PREPOSITIONS.contains(&next.hash) || words.of(text, *next).class == Class::Function
}

/// Whether an adjective or noun follows token `i`, so that a participle there is an adjective.
fn noun_follows(text: &Text, i: usize, sentence: &std::ops::Range<usize>, words: &mut Words) -> bool {
    let Some(next) = text.tokens.get(i + 1).filter(|_| i + 1 < sentence.end) else { return false };
    next.kind == TokenKind::Word
        && (next.capital
            || matches!(words.of(text, *next).class, Class::Noun | Class::Adjective | Class::Gerund))
}
