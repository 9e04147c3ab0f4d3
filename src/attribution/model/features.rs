//! What the network sees of each token: the word and its suffix as hashes, its shape as a small number, and
//! flags for quotation marks and places. The trainer reads the same numbers from this code, so there is one
//! tokeniser and one definition of every feature.

use crate::text::{ParagraphKind, Text, Token, TokenKind, word_hash, word_hash_ascii};

/// Buckets of the suffix hash; bucket 0 is "no word".
pub const SUFFIXES: u32 = 2048;
/// Values of [`Features::shape`] are below this.
pub const SHAPES: u8 = 32;
/// How many bits of [`Features::flags`] are in use.
pub const FLAGS: usize = 16;

/// The flags, by bit.
pub mod flag {
    pub const QUOTED: u16 = 1;
    pub const OPENS: u16 = 1 << 1;
    pub const CLOSES: u16 = 1 << 2;
    pub const SINGLE: u16 = 1 << 3;
    pub const UNCLOSED: u16 = 1 << 4;
    pub const PARAGRAPH: u16 = 1 << 5;
    pub const SENTENCE: u16 = 1 << 6;
    pub const HEADLINE: u16 = 1 << 7;
    pub const HEADING: u16 = 1 << 8;
    pub const SENTENCE_HAS_QUOTE: u16 = 1 << 9;
    pub const SENTENCE_ALL_QUOTED: u16 = 1 << 10;
    pub const GLUED: u16 = 1 << 11;
    pub const BRACKETED: u16 = 1 << 12;
    pub const PARAGRAPH_HAS_QUOTE: u16 = 1 << 13;
    pub const PARAGRAPH_BEGINS_QUOTED: u16 = 1 << 14;
    pub const SHORT_QUOTE: u16 = 1 << 15;
}

/// The features of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Features {
    /// [`word_hash`] of the token, straight marks for curly ones, one value for all numbers of a shape.
    pub word: u32,
    pub suffix: u16,
    pub shape: u8,
    pub flags: u16,
}

/// A quotation of at most this many tokens, marks included, is [`flag::SHORT_QUOTE`]: it may be a title or a
/// scare quote.
const SHORT: u32 = 7;

/// The features of every token.
pub fn features(text: &Text) -> Vec<Features> {
    let mut out: Vec<Features> = text.tokens.iter().map(|t| of_token(text, *t)).collect();
    places(text, &mut out);
    quotations(text, &mut out);
    brackets(text, &mut out);
    for (i, pair) in text.tokens.windows(2).enumerate() {
        if pair[0].span.end == pair[1].span.start {
            out[i + 1].flags |= flag::GLUED;
        }
    }
    out
}

fn of_token(text: &Text, token: Token) -> Features {
    let word = text.slice(token.span);
    let suffix = if token.kind == TokenKind::Word {
        let from = word.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        (word_hash(&word[from..]) % (SUFFIXES - 1) + 1) as u16
    } else {
        0
    };
    Features { word: word_key(word, token), suffix, shape: shape(word, token), flags: 0 }
}

/// Numbers share their rows by shape; every double mark is one word, as newsrooms differ in their habits.
fn word_key(word: &str, token: Token) -> u32 {
    match token.kind {
        TokenKind::Number if token.span.len() > 2 => {
            word_hash_ascii("#number").wrapping_add(u32::from(shape(word, token)))
        }
        TokenKind::DoubleQuote => word_hash_ascii("\""),
        TokenKind::Possessive => word_hash_ascii("'s"),
        TokenKind::SingleQuote => word_hash_ascii("'"),
        TokenKind::Punctuation if matches!(word, "—" | "–" | "―") || word.starts_with("--") => {
            word_hash_ascii("--")
        }
        _ => token.hash,
    }
}

fn shape(word: &str, token: Token) -> u8 {
    match token.kind {
        TokenKind::Word => {
            let (mut upper, mut lower, mut hyphen) = (0, 0, 0);
            for c in word.chars() {
                upper += u8::from(c.is_uppercase() && upper < 9);
                lower += u8::from(c.is_lowercase() && lower < 9);
                hyphen |= u8::from(c == '-');
            }
            let case = match (token.capital, upper, lower) {
                (false, 0, _) => 0,
                (true, 1, 0) => 1,
                (true, 1, _) => 2,
                (true, _, 0) => 3,
                (true, ..) => 4,
                (false, ..) => 5,
            };
            case * 4 + hyphen * 2 + u8::from(token.dotted)
        }
        TokenKind::Number => match word.len() {
            4 if word.bytes().all(|b| b.is_ascii_digit()) => 24,
            1 | 2 => 25,
            _ if word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) => 26,
            _ => 27,
        },
        TokenKind::Possessive => 28,
        TokenKind::DoubleQuote | TokenKind::SingleQuote => 29,
        TokenKind::Stop => 30,
        TokenKind::Punctuation => 31,
    }
}

fn places(text: &Text, out: &mut [Features]) {
    for paragraph in &text.paragraphs {
        let tokens = &mut out[paragraph.tokens()];
        let mut common = match paragraph.kind {
            ParagraphKind::Headline => flag::HEADLINE,
            ParagraphKind::Heading => flag::HEADING,
            ParagraphKind::Body => 0,
        };
        let source = &text.tokens[paragraph.tokens()];
        if source.iter().any(|t| t.quoted) {
            common |= flag::PARAGRAPH_HAS_QUOTE;
        }
        if source.first().is_some_and(|t| t.quoted) {
            common |= flag::PARAGRAPH_BEGINS_QUOTED;
        }
        for token in &mut *tokens {
            token.flags |= common;
        }
        if let Some(first) = tokens.first_mut() {
            first.flags |= flag::PARAGRAPH;
        }
    }
    for sentence in &text.sentences {
        let source = &text.tokens[sentence.tokens()];
        let quoted = source.iter().filter(|t| t.quoted).count();
        let mut common = 0;
        if quoted > 0 {
            common |= flag::SENTENCE_HAS_QUOTE;
        }
        if quoted == source.len() {
            common |= flag::SENTENCE_ALL_QUOTED;
        }
        let tokens = &mut out[sentence.tokens()];
        for token in &mut *tokens {
            token.flags |= common;
        }
        if let Some(first) = tokens.first_mut() {
            first.flags |= flag::SENTENCE;
        }
    }
}

fn quotations(text: &Text, out: &mut [Features]) {
    let mut done = 0;
    for quotation in &text.quotations {
        let (first, last) = (quotation.first as usize, quotation.last as usize);
        let mut common = flag::QUOTED;
        if quotation.single {
            common |= flag::SINGLE;
        }
        if !quotation.closed {
            common |= flag::UNCLOSED;
        }
        if last - first <= SHORT as usize {
            common |= flag::SHORT_QUOTE;
        }
        // Quotations in single marks lie inside others; a stray mark must not make this quadratic.
        let from = if quotation.single { first } else { first.max(done).min(last) };
        for token in &mut out[from..last] {
            token.flags |= common;
        }
        done = done.max(last);
        out[first].flags |= flag::OPENS;
        if quotation.closed {
            out[last - 1].flags |= flag::CLOSES;
        }
    }
}

/// Inside round or square brackets, at most to the end of the sentence.
fn brackets(text: &Text, out: &mut [Features]) {
    for sentence in &text.sentences {
        let mut depth = 0u32;
        for i in sentence.tokens() {
            match text.word(i) {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                _ if depth > 0 => out[i].flags |= flag::BRACKETED,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags_of(source: &str, word: &str) -> u16 {
        let text = Text::new(source);
        let i = (0..text.tokens.len()).find(|i| text.word(*i) == word).unwrap();
        features(&text)[i].flags
    }

    #[test]
    fn marks_and_places_become_flags() {
        let source = "Mayor opens bridge\n“We are glad,” Ann Lee said. It rained (a little).";
        for (word, on, off) in [
            ("opens", flag::HEADLINE, flag::QUOTED),
            ("glad", flag::QUOTED | flag::SHORT_QUOTE | flag::SENTENCE_HAS_QUOTE, flag::OPENS),
            ("“", flag::OPENS | flag::PARAGRAPH | flag::SENTENCE, flag::CLOSES),
            ("”", flag::CLOSES | flag::QUOTED | flag::GLUED, flag::OPENS),
            ("It", flag::SENTENCE | flag::PARAGRAPH_HAS_QUOTE, flag::SENTENCE_HAS_QUOTE),
            ("little", flag::BRACKETED, flag::QUOTED),
        ] {
            let flags = flags_of(source, word);
            assert_eq!(flags & on, on, "{word}");
            assert_eq!(flags & off, 0, "{word}");
        }
    }

    #[test]
    fn shapes_tell_names_from_words() {
        let text = Text::new("He met McCain at NATO 's J. iPhone up-to-date 2016 11 $3.5");
        let shapes: Vec<u8> = features(&text).iter().map(|f| f.shape).collect();
        assert_eq!(shapes[..5], [8, 0, 16, 0, 12]);
        assert!(shapes.iter().all(|s| *s < SHAPES));
    }
}
