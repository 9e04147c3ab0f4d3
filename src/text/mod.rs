//! From a text as given to what the analysis reads: boilerplate named, paragraphs, sentences, tokens and
//! quotations found. Works for any string: an article is never invalid. Linear in the length of the text.

mod by_hash;
mod clean;
mod list;
mod quotes;
mod sentence;
mod span;
mod token;

pub use by_hash::ByHash;
pub use list::{List, count};
pub use quotes::Quotation;
pub use sentence::Sentence;
pub use span::Span;
pub use token::{Token, TokenKind, word_hash, word_hash_ascii};

use serde::{Deserialize, Serialize};

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ParagraphKind {
    /// The title line, when the text begins with one.
    Headline,
    /// A crosshead or list title within the text.
    Heading,
    Body,
}

/// A paragraph that has at least one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    pub span: Span,
    pub kind: ParagraphKind,
    /// First sentence and one past the last.
    pub first_sentence: u32,
    pub last_sentence: u32,
    /// First token and one past the last.
    pub first: u32,
    pub last: u32,
}

impl Paragraph {
    pub fn sentences(self) -> std::ops::Range<usize> {
        self.first_sentence as usize..self.last_sentence as usize
    }

    pub fn tokens(self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// A text, read into its parts. All spans are bytes of [`Text::source`].
#[derive(Debug, Clone, Default)]
pub struct Text {
    pub source: String,
    pub boilerplate: Vec<Span>,
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    /// In order of their opening marks.
    pub quotations: Vec<Quotation>,
}

/// Bytes of text that a token takes at least, in most texts.
const LEAST_TOKEN: usize = 4;

impl Text {
    /// Reads a text. Never fails. Texts over 4 GiB are cut there, as spans are 32-bit.
    pub fn new(source: impl Into<String>) -> Self {
        let mut source: String = source.into();
        if source.len() > u32::MAX as usize {
            let mut end = u32::MAX as usize;
            while !source.is_char_boundary(end) {
                end -= 1;
            }
            source.truncate(end);
        }
        // A token is seldom shorter with the blank behind it: room for all of them at once, and what is left is given back.
        let tokens = Vec::with_capacity(source.len() / LEAST_TOKEN);
        let mut text = Self { source, tokens, ..Self::default() };
        let mut at = 0;
        while at < text.source.len() {
            let end = line_end(text.source.as_bytes(), at);
            text.add_line(at, end);
            at = end + text.source[end..].chars().next().map_or(1, char::len_utf8);
        }
        let ends: Vec<(u32, u32)> = text.paragraphs.iter().map(|p| (p.first, p.last)).collect();
        quotes::join_paragraphs(&mut text.quotations, &ends);
        text.mark_headline();
        text.tokens.shrink_to_fit();
        text
    }

    /// The words of a token. Asked in hundreds of places, and laid out at none of them.
    #[inline(never)]
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.span.of(&self.source))
    }

    /// The slice at a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.source)
    }

    /// Index of the sentence that holds this token.
    #[inline(never)]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|s| (s.last as usize) <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// Index of the sentence at this byte, or the next one.
    pub fn sentence_at(&self, byte: u32) -> usize {
        self.sentences.partition_point(|s| s.span.end <= byte).min(self.sentences.len().saturating_sub(1))
    }

    /// The tokens that overlap a span, as a range of indices.
    #[inline(never)]
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        first..last.max(first)
    }

    /// How many words and numbers the text has.
    pub fn word_count(&self) -> usize {
        self.tokens.iter().filter(|t| t.is_word()).count()
    }

    fn add_line(&mut self, start: usize, end: usize) {
        let first = self.tokens.len();
        let known = self.boilerplate.len();
        clean::boilerplate(&self.source, start, end, &mut self.boilerplate);
        let mut from = start;
        for i in known..self.boilerplate.len() {
            let gap = self.boilerplate[i];
            token::tokenise(&self.source, from, gap.start as usize, &mut self.tokens);
            from = gap.end as usize;
        }
        token::tokenise(&self.source, from, end, &mut self.tokens);
        let last = self.tokens.len();
        if first == last {
            return;
        }
        let first_sentence = self.sentences.len() as u32;
        let paragraph = self.paragraphs.len() as u32;
        quotes::mark_paragraph(&self.source, &mut self.tokens, first, last, &mut self.quotations);
        sentence::split(&self.source, &self.tokens, first, last, paragraph, &mut self.sentences);
        let span = self.tokens[first].span.cover(self.tokens[last - 1].span);
        self.paragraphs.push(Paragraph {
            span,
            kind: ParagraphKind::Body,
            first_sentence,
            last_sentence: self.sentences.len() as u32,
            first: first as u32,
            last: last as u32,
        });
    }

    /// A first line that is short and does not end like a sentence is the headline, when more follows.
    fn mark_headline(&mut self) {
        let many = self.paragraphs.len() > 1;
        for (i, paragraph) in self.paragraphs.iter_mut().enumerate() {
            let tokens = &self.tokens[paragraph.tokens()];
            let words = tokens.iter().filter(|t| t.is_word()).count();
            let stops = |t: &Token| match t.kind {
                TokenKind::Stop => t.span.of(&self.source) == ".",
                TokenKind::Punctuation => true,
                _ => false,
            };
            // "Firm calls bid “derisory”" ends in a mark, but not like a sentence.
            let marked = tokens.last().is_some_and(|t| t.kind == TokenKind::DoubleQuote);
            let before = tokens.len().checked_sub(2).and_then(|at| tokens.get(at));
            let quoted = marked && (i > 0 || before.is_none_or(|t| stops(t) || t.kind == TokenKind::Stop));
            let ends = quoted || tokens.last().is_some_and(stops);
            if many && words <= 25 && !ends && i == 0 {
                paragraph.kind = ParagraphKind::Headline;
            } else if many && words <= 10 && !ends && i > 0 && !tokens.iter().any(|t| t.quoted) {
                paragraph.kind = ParagraphKind::Heading;
            }
        }
    }
}

/// Where the line that holds this byte ends: before "\n", "\r", U+2028 or U+2029.
fn line_end(source: &[u8], from: usize) -> usize {
    const AT_ONCE: usize = 16;
    let may_end = |byte: u8| matches!(byte, b'\n' | b'\r' | 0xe2);
    let ends = |at: &usize| match source[*at] {
        b'\n' | b'\r' => true,
        0xe2 => matches!(source.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])),
        _ => false,
    };
    let mut from = from;
    while from < source.len() {
        // Without a way out in the middle, so that all are compared at once.
        let chunk = &source[from..source.len().min(from + AT_ONCE)];
        if chunk.iter().fold(false, |may, byte| may | may_end(*byte)) {
            if let Some(end) = (from..from + chunk.len()).find(ends) {
                return end;
            }
        }
        from += AT_ONCE;
    }
    source.len()
}

#[cfg(test)]
mod tests;
