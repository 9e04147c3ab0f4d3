//! A text with what the lexicon says of each token: what all rules look at.

use super::lexicon::{Ending, Entry, Lexicon};
use super::words::Class;
use crate::text::{Sentence, Text, Token, TokenKind};

/// A stretch of tokens, the last one excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Run {
    pub first: usize,
    pub last: usize,
}

impl Run {
    pub fn new(first: usize, last: usize) -> Self {
        Self { first, last: last.max(first) }
    }

    pub fn is_empty(self) -> bool {
        self.first == self.last
    }

    pub fn len(self) -> usize {
        self.last - self.first
    }

    pub fn holds(self, token: usize) -> bool {
        self.first <= token && token < self.last
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.first < other.last && other.first < self.last
    }
}

pub(super) struct Scan<'a> {
    pub text: &'a Text,
    pub entries: Vec<Entry>,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a Text) -> Self {
        Self { text, entries: Lexicon::get().read(text) }
    }

    pub fn entry(&self, i: usize) -> Entry {
        self.entries.get(i).copied().unwrap_or_default()
    }

    pub fn is(&self, i: usize, class: Class) -> bool {
        self.entry(i).is(class)
    }

    pub fn token(&self, i: usize) -> Option<Token> {
        self.text.tokens.get(i).copied()
    }

    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.token(i).map(|t| t.kind)
    }

    pub fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_word)
    }

    pub fn quoted(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.quoted)
    }

    pub fn capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.capital)
    }

    pub fn word(&self, i: usize) -> &str {
        self.text.word(i)
    }

    /// Whether token `i` is this word, whatever its case; `hash` from [`crate::text::word_hash_ascii`].
    pub fn hash_is(&self, i: usize, hash: u32) -> bool {
        self.token(i).is_some_and(|t| t.hash == hash)
    }

    pub fn is_mark(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::DoubleQuote)
    }

    pub fn is_stop(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Stop)
    }

    pub fn is_comma(&self, i: usize) -> bool {
        self.word(i) == ","
    }

    pub fn is_colon(&self, i: usize) -> bool {
        self.word(i) == ":"
    }

    pub fn is_dash(&self, i: usize) -> bool {
        match self.word(i) {
            "—" | "–" | "―" | "--" | "---" => true,
            "-" => self.kind(i) == Some(TokenKind::Punctuation),
            _ => false,
        }
    }

    pub fn is_punctuation(&self, i: usize) -> bool {
        !self.is_word(i) && self.kind(i) != Some(TokenKind::Possessive)
    }

    pub fn ending(&self, i: usize) -> Ending {
        self.entry(i).ending
    }

    /// The sentence that holds the token.
    pub fn sentence(&self, i: usize) -> Option<Sentence> {
        self.text.sentences.get(self.text.sentence_of(i)).copied()
    }

    pub fn same_paragraph(&self, a: usize, b: usize) -> bool {
        self.sentence(a).map(|s| s.paragraph) == self.sentence(b).map(|s| s.paragraph)
    }

    /// Whether a paragraph begins at this token.
    pub fn opens_paragraph(&self, i: usize) -> bool {
        i < self.text.tokens.len() && (i == 0 || !self.same_paragraph(i - 1, i))
    }

    /// One past the last token of the paragraph that holds token `i`.
    pub fn paragraph_end(&self, i: usize) -> usize {
        self.sentence(i)
            .and_then(|s| self.text.paragraphs.get(s.paragraph as usize))
            .map_or(self.text.tokens.len(), |p| p.last as usize)
    }

    /// `i` itself, if a paragraph begins there that is not the first.
    pub fn next_paragraph(&self, i: usize) -> Option<usize> {
        (i > 0 && self.opens_paragraph(i)).then_some(i)
    }

    /// The words of a run.
    pub fn words_in(&self, run: Run) -> usize {
        (run.first..run.last).filter(|i| self.is_word(*i)).count()
    }

    /// Without stops, commas and the like at either end; quotation marks stay.
    pub fn trim(&self, run: Run) -> Run {
        let (mut first, mut last) = (run.first, run.last);
        let loose = |i: usize| match self.kind(i) {
            Some(TokenKind::Stop) => true,
            Some(TokenKind::Punctuation) => {
                matches!(self.word(i), "," | ";" | ":" | "—" | "–" | "-" | "--" | ")" | "(")
            }
            _ => false,
        };
        while first < last && loose(first) {
            first += 1;
        }
        while last > first && loose(last - 1) && !self.quoted(last - 1) {
            last -= 1;
        }
        Run::new(first, last)
    }
}
