//! Tokens: words, numbers, punctuation, quotation marks. One pass over the bytes, nothing allocated per
//! token; what the analysis looks up is a hash of the lower-cased word, made in the same pass.
//!
//! What counts as one token: "cease-fire", "don't", "U.S.", "Mr.", "J.", "1,000", "7-8", "3.5",
//! "@handle", "#tag", an address. What is split off: a possessive ("Trump" + "'s"), "$" and "%".

use super::{List, Span, count};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, apostrophes inside.
    Word,
    /// Begins with a digit: "11", "1,000", "3.5", "7-8", "1970s", "2nd".
    Number,
    /// The 's of "Trump's".
    Possessive,
    /// A double quotation mark: `"`, curly, angle, '' or ``.
    DoubleQuote,
    /// A single mark that is not inside a word: ' or curly.
    SingleQuote,
    /// `.`, `!`, `?` or an ellipsis: may end a sentence.
    Stop,
    /// Any other sign.
    Punctuation,
}

/// A token: where it is, what it is, and the hash of its lower-cased form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    /// [`word_hash`] of the text.
    pub hash: u32,
    pub kind: TokenKind,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Inside quotation marks, or one of them.
    pub quoted: bool,
    /// A word that carries its full stop: "Mr.", "U.S.", "J.".
    pub dotted: bool,
}

impl Token {
    /// A word or number, as opposed to punctuation.
    pub fn is_word(self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// What a hash begins with.
const BASIS: u32 = 0x811c_9dc5;

/// A hash after one more byte.
const fn hashed(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// FNV-1a over the lower-cased characters, with ’ read as '.
pub const fn word_hash_ascii(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = BASIS;
    let mut i = 0;
    while i < bytes.len() {
        hash = hashed(hash, bytes[i].to_ascii_lowercase());
        i += 1;
    }
    hash
}

/// As [`word_hash_ascii`], for any text.
pub fn word_hash(word: &str) -> u32 {
    if word.is_ascii() {
        return word_hash_ascii(word);
    }
    let mut hash = BASIS;
    let mut buffer = [0u8; 4];
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c };
        for low in c.to_lowercase() {
            for byte in low.encode_utf8(&mut buffer).as_bytes() {
                hash = hashed(hash, *byte);
            }
        }
    }
    hash
}

/// Words that carry a full stop and do not end a sentence by it. (Months, titles, and the like.)
const ABBREVIATED: &str = "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt cmdr adm maj pres rev hon st ste mt ft \
    jr sr jan feb mar apr aug sept sep oct nov dec inc corp co ltd bros vs etc no nos dept univ assn ave blvd \
    rd ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla \
    ore pa tenn tex vt va wash wis wyo approx est al supt atty insp det";
static ABBREVIATIONS: List<{ count(ABBREVIATED) }> = List::new(ABBREVIATED);

fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6 && word.is_ascii() && ABBREVIATIONS.has(word_hash_ascii(word))
}

/// Abbreviations that are also words: the full stop belongs to them only when capitalised ("No. 2", "Mar. 3").
fn also_a_word(word: &str) -> bool {
    [
        "no", "co", "mar", "ill", "la", "miss", "ore", "pa", "wash", "mass", "ind", "est", "al", "det", "mo",
        "dec", "del",
    ]
    .iter()
    .any(|a| a.eq_ignore_ascii_case(word))
}

fn is_word_char(c: char) -> bool {
    // Combining accents and joiners belong to the letter before them.
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '_')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A cursor over one stretch of text.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self, from: usize) -> &'a str {
        self.text.get(from..self.end).unwrap_or("")
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if at >= self.end {
            None
        } else if byte < 0x80 {
            Some(byte as char)
        } else {
            self.rest(at).chars().next()
        }
    }

    /// The end of the run of word characters at `at`.
    fn run(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_at(at) {
            if !is_word_char(c) {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    /// The end of the word that begins at `from`, connectors included.
    fn word_end(&self, from: usize) -> usize {
        let mut at = self.run(from);
        loop {
            let Some(c) = self.char_at(at) else { return at };
            let after = at + c.len_utf8();
            let Some(next) = self.char_at(after) else { return at };
            let part = &self.text[from..at];
            let joins = match c {
                '-' | '\u{2011}' => next.is_alphanumeric(),
                '\'' | '’' => {
                    let end = self.run(after);
                    let possessive = matches!(&self.text[after..end], "s" | "S");
                    next.is_alphabetic() && !possessive
                }
                '&' => next.is_uppercase() && part.chars().all(char::is_uppercase),
                '.' => {
                    let last = part.rsplit(['.', '-', ',']).next().unwrap_or("");
                    let digits = last.bytes().all(|b| b.is_ascii_digit()) && next.is_ascii_digit();
                    let initials = last.chars().count() == 1
                        && next.is_alphabetic()
                        && self.run(after) - after == next.len_utf8()
                        && last.chars().all(char::is_alphabetic);
                    // "example.com": letters on both sides and no capital after the stop.
                    let host = next.is_ascii_lowercase()
                        && last.len() > 2
                        && last.bytes().all(|b| b.is_ascii_lowercase());
                    digits || initials || host
                }
                ',' => {
                    let end = self.run(after);
                    next.is_ascii_digit()
                        && part.bytes().last().is_some_and(|b| b.is_ascii_digit())
                        && end - after == 3
                }
                ':' | '/' => {
                    next.is_ascii_digit()
                        && part.bytes().all(|b| b.is_ascii_digit() || b == b'/' || b == b':')
                }
                _ => false,
            };
            if !joins {
                return at;
            }
            at = self.run(after);
        }
    }

    /// Whether the full stop at `end` belongs to the word before it.
    fn takes_stop(&self, from: usize, end: usize) -> bool {
        if self.char_at(end) != Some('.') || self.char_at(end + 1) == Some('.') {
            return false;
        }
        let word = &self.text[from..end];
        let mut letters = word.chars();
        let first = letters.next();
        let single = letters.next().is_none() && first.is_some_and(char::is_uppercase);
        let initials = word.contains('.')
            && word.split('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic));
        single && word != "I"
            || initials
            || (is_abbreviation(word) && (!also_a_word(word) || first.is_some_and(char::is_uppercase)))
    }

    fn address_end(&self) -> Option<usize> {
        let rest = self.rest(self.at);
        let starts = ["http://", "https://", "www."].iter().any(|p| rest.starts_with(p));
        starts.then(|| {
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '<' | '>' | ')'))
                .unwrap_or(rest.len());
            let kept = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            self.at + kept.len()
        })
    }
}

/// The length and the hash of a word of nothing but ASCII letters, before a sign that no word has inside: most words, in one
/// look.
fn plain_word(bytes: &[u8]) -> Option<(usize, u32)> {
    let mut hash = BASIS;
    for (i, byte) in bytes.iter().enumerate() {
        if byte.is_ascii_alphabetic() {
            hash = hashed(hash, byte.to_ascii_lowercase());
        } else {
            let ends = matches!(byte, b' ' | b',' | b'\n' | b';' | b')' | b'!' | b'?' | b'"');
            return (i > 0 && ends).then_some((i, hash));
        }
    }
    None
}

/// Appends the tokens of `text[from..to]` to `tokens`. Both ends must be character boundaries.
pub(super) fn tokenise(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let mut scanner = Scanner { text, at: from, end: to };
    let bytes = &text.as_bytes()[..to];
    loop {
        while bytes.get(scanner.at) == Some(&b' ') {
            scanner.at += 1;
        }
        let at = scanner.at;
        if let Some((end, hash)) = plain_word(&bytes[at.min(to)..]) {
            let (span, kind) = (Span::new(at, at + end), TokenKind::Word);
            let capital = bytes[at].is_ascii_uppercase();
            tokens.push(Token { span, hash, kind, capital, quoted: false, dotted: false });
            scanner.at += end;
            continue;
        }
        let Some(c) = scanner.char_at(at) else { return };
        let next = at + c.len_utf8();
        if c.is_whitespace()
            || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2060}')
            || c.is_control()
        {
            scanner.at = next;
            continue;
        }
        let (end, kind, dotted) = classify(&scanner, c, next, tokens.last());
        let slice = &text[at..end];
        tokens.push(Token {
            span: Span::new(at, end),
            hash: word_hash(slice),
            kind,
            capital: c.is_uppercase(),
            quoted: false,
            dotted,
        });
        scanner.at = end;
    }
}

fn classify(scanner: &Scanner, c: char, next: usize, last: Option<&Token>) -> (usize, TokenKind, bool) {
    let at = scanner.at;
    let follow = scanner.char_at(next);
    if is_word_char(c) {
        if let Some(end) = scanner.address_end() {
            return (end, TokenKind::Word, false);
        }
        let end = scanner.word_end(at);
        let kind = if c.is_numeric() { TokenKind::Number } else { TokenKind::Word };
        return if scanner.takes_stop(at, end) { (end + 1, kind, true) } else { (end, kind, false) };
    }
    let glued = last.is_some_and(|t| t.span.end as usize == at && t.is_word());
    match c {
        '\'' | '’'
            if glued && follow.is_some_and(|f| matches!(f, 's' | 'S')) && scanner.run(next) == next + 1 =>
        {
            (next + 1, TokenKind::Possessive, false)
        }
        '\'' | '`' if follow == Some(c) => (next + 1, TokenKind::DoubleQuote, false),
        '"' | '“' | '”' | '„' | '«' | '»' => (next, TokenKind::DoubleQuote, false),
        '’' | '\'' if follow.is_some_and(|f| f.is_ascii_digit()) => {
            // "the '90s"
            (scanner.run(next), TokenKind::Number, false)
        }
        _ if is_apostrophe(c) || matches!(c, '‘' | '`') => (next, TokenKind::SingleQuote, false),
        '.' => {
            let dots = scanner.rest(at).bytes().take_while(|b| *b == b'.').count();
            (at + dots, TokenKind::Stop, false)
        }
        '!' | '?' | '…' | '。' | '！' | '？' | '؟' => (next, TokenKind::Stop, false),
        '-' => {
            let dashes = scanner.rest(at).bytes().take_while(|b| *b == b'-').count();
            (at + dashes, TokenKind::Punctuation, false)
        }
        '@' | '#' if follow.is_some_and(is_word_char) => (scanner.run(next), TokenKind::Word, false),
        _ => (next, TokenKind::Punctuation, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenise(text, 0, text.len(), &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn a_token_is_what_a_reader_calls_a_word() {
        for (text, expected) in [
            ("Mr. Trump's cease-fire, don't!", "Mr.|Trump|'s|cease-fire|,|don't|!"),
            ("The U.S. said $5,687.75 or 35.7%.", "The|U.S.|said|$|5,687.75|or|35.7|%|."),
            ("on May 3 and 4. Then", "on|May|3|and|4|.|Then"),
            ("Hamburg on July 7-8.”", "Hamburg|on|July|7-8|.|”"),
            ("George W. Bush, J.D. Vance", "George|W.|Bush|,|J.D.|Vance"),
            ("''I won,'' he said -- twice...", "''|I|won|,|''|he|said|--|twice|..."),
            ("see www.example.com/a, or @realX #tag", "see|www.example.com/a|,|or|@realX|#tag"),
            ("the Trumps’ house, O’Brien’s", "the|Trumps|’|house|,|O’Brien|’s"),
            ("He said no. She left", "He|said|no|.|She|left"),
            ("the '90s at 5:30 p.m. today", "the|'90s|at|5:30|p.m.|today"),
            ("AT&T and x@y", "AT&T|and|x|@y"),
            ("Éric naïve café", "Éric|naïve|café"),
        ] {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }

    proptest::proptest! {
        /// What is found in one look is what the long way finds.
        #[test]
        fn a_plain_word_is_a_word(text in "[a-zA-Z]{1,9}[ ,\n;)!?\"'’.:0-9é_-][ -~]{0,6}") {
            if let Some((end, hash)) = plain_word(text.as_bytes()) {
                let scanner = Scanner { text: &text, at: 0, end: text.len() };
                let first = text.chars().next().unwrap();
                proptest::prop_assert_eq!(classify(&scanner, first, 1, None), (end, TokenKind::Word, false));
                proptest::prop_assert_eq!(hash, word_hash(&text[..end]));
            }
        }
    }

    #[test]
    fn the_hash_ignores_case_and_the_shape_of_the_apostrophe() {
        assert_eq!(word_hash("Don’t"), word_hash("don't"));
        assert_eq!(word_hash("ÉRIC"), word_hash("éric"));
        assert_eq!(word_hash_ascii("Said"), word_hash("SAID"));
    }
}
