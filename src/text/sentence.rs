//! Sentences: a full stop, question or exclamation mark ends one when what follows can begin another.

use super::{Span, Token, TokenKind, word_hash_ascii};

/// A sentence of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// First token and one past the last.
    pub first: u32,
    pub last: u32,
    /// Index of its paragraph.
    pub paragraph: u32,
}

impl Sentence {
    pub fn tokens(self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// Words that, capitalised after "U.S." or "Inc.", show that a new sentence has begun.
const STARTERS: &[u32] = &[
    word_hash_ascii("the"),
    word_hash_ascii("he"),
    word_hash_ascii("she"),
    word_hash_ascii("it"),
    word_hash_ascii("they"),
    word_hash_ascii("we"),
    word_hash_ascii("in"),
    word_hash_ascii("on"),
    word_hash_ascii("but"),
    word_hash_ascii("and"),
    word_hash_ascii("a"),
    word_hash_ascii("an"),
    word_hash_ascii("this"),
    word_hash_ascii("that"),
    word_hash_ascii("his"),
    word_hash_ascii("her"),
    word_hash_ascii("there"),
    word_hash_ascii("according"),
    word_hash_ascii("at"),
    word_hash_ascii("as"),
    word_hash_ascii("for"),
    word_hash_ascii("if"),
    word_hash_ascii("when"),
];

fn closes(text: &str, token: Token, inside_before: bool) -> bool {
    match token.kind {
        TokenKind::DoubleQuote => match token.span.of(text) {
            "”" | "»" => true,
            "“" | "«" | "``" => false,
            _ => inside_before && token.quoted,
        },
        TokenKind::SingleQuote => token.span.of(text) != "‘" && token.quoted,
        TokenKind::Punctuation => matches!(token.span.of(text), ")" | "]"),
        _ => false,
    }
}

fn can_begin(text: &str, token: Token) -> bool {
    match token.kind {
        TokenKind::Word => {
            token.capital || !token.span.of(text).chars().next().is_some_and(char::is_lowercase)
        }
        TokenKind::Number | TokenKind::DoubleQuote | TokenKind::SingleQuote => true,
        TokenKind::Punctuation => {
            matches!(token.span.of(text), "(" | "[" | "$" | "£" | "€" | "—" | "–" | "--" | "•" | "-" | "*")
        }
        TokenKind::Stop | TokenKind::Possessive => false,
    }
}

/// Splits the tokens `first..last` of a paragraph into sentences.
pub(super) fn split(
    text: &str,
    tokens: &[Token],
    first: usize,
    last: usize,
    paragraph: u32,
    out: &mut Vec<Sentence>,
) {
    let mut begin = first;
    let mut i = first;
    while i < last {
        let token = tokens[i];
        let mut end = i + 1;
        let ends = if token.kind == TokenKind::Stop {
            while end < last
                && closes(text, tokens[end], tokens[end - 1].quoted)
                && tokens[end - 1].span.end == tokens[end].span.start
            {
                end += 1;
            }
            let glued = end < last && tokens[end - 1].span.end == tokens[end].span.start;
            end == last
                || (can_begin(text, tokens[end])
                    && !(glued && tokens[end].kind == TokenKind::Word && end == i + 1))
        } else if token.dotted {
            let spelled = token.span.of(text).matches('.').count() > 1 || matches!(token.span.len(), 4..=5);
            while spelled && end < last && closes(text, tokens[end], tokens[end - 1].quoted) {
                end += 1;
            }
            end == last || (spelled && tokens[end].capital && STARTERS.contains(&tokens[end].hash))
        } else {
            false
        };
        if ends {
            push(tokens, begin, end, paragraph, out);
            begin = end;
            i = end;
        } else {
            i += 1;
        }
    }
    if begin < last {
        push(tokens, begin, last, paragraph, out);
    }
}

fn push(tokens: &[Token], first: usize, last: usize, paragraph: u32, out: &mut Vec<Sentence>) {
    let span = tokens[first].span.cover(tokens[last - 1].span);
    out.push(Sentence { span, first: first as u32, last: last as u32, paragraph });
}
