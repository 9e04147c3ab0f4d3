//! The words of a sentence as the grammar of figures sees them: hyphenated words cut apart ("three-week",
//! "7-8"), each piece classed once by what it can do in a figure.

use super::count::is_measure;
use crate::text::{Sentence, Span, Text, TokenKind};

/// What a piece can do in a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Class {
    /// Begins with a digit; read by [`digits`].
    Digits,
    /// one … nineteen, and the tens.
    Small(u8),
    /// hundred, thousand, million, dozen.
    Scale(f64),
    /// hundreds, thousands, dozens: the scale.
    Many(f64),
    /// half 2, third 3, quarter 4 …; with `true` in the plural.
    Part(u8, bool),
    /// a, an
    A,
    And,
    To,
    Between,
    In,
    Of,
    Out,
    Percent,
    /// "per" of "per cent".
    Per,
    /// A unit of time, in minutes.
    Clock(f64),
    /// am, pm
    HalfDay(bool),
    /// A currency word: its code and how many make a whole unit.
    Currency(&'static str, f64),
    /// A currency sign or code in front of the number.
    Sign(&'static str),
    Month(u8),
    Weekday(u8),
    /// the, these, its, first, last: what follows is known, not counted.
    Definite,
    /// Another word that is not a noun of things counted.
    Function,
    Dash,
    Comma,
    /// Any other punctuation.
    Sign0,
    Other,
}

/// A word, half of a hyphenated word, or a sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub span: Span,
    pub class: Class,
    /// A hyphen joins it to the piece before.
    pub joined: bool,
    pub capital: bool,
    pub quoted: bool,
}

/// Cuts a sentence into pieces. `out` is cleared first.
pub(super) fn pieces(text: &Text, sentence: &Sentence, out: &mut Vec<Piece>) {
    out.clear();
    for token in &text.tokens[sentence.tokens()] {
        let slice = token.span.of(&text.source);
        match token.kind {
            TokenKind::Word | TokenKind::Number if slice.contains(['-', '\u{2011}', '–']) => {
                let mut at = token.span.start as usize;
                for (i, part) in slice.split(['-', '\u{2011}', '–']).enumerate() {
                    let end = at + part.len();
                    if !part.is_empty() {
                        let capital = part.starts_with(char::is_uppercase);
                        let span = Span::new(at, end);
                        let joined = i > 0;
                        push(
                            out,
                            part,
                            Piece { span, class: Class::Other, joined, capital, quoted: token.quoted },
                        );
                    }
                    at =
                        end + text.source.get(end..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8);
                }
            }
            TokenKind::Word | TokenKind::Number => {
                let (span, capital, quoted) = (token.span, token.capital, token.quoted);
                push(out, slice, Piece { span, class: Class::Other, joined: false, capital, quoted });
            }
            TokenKind::Possessive | TokenKind::DoubleQuote | TokenKind::SingleQuote => {}
            TokenKind::Stop | TokenKind::Punctuation => {
                let class = match slice {
                    "$" => Class::Sign("USD"),
                    "£" => Class::Sign("GBP"),
                    "€" => Class::Sign("EUR"),
                    "¥" => Class::Sign("JPY"),
                    "₹" => Class::Sign("INR"),
                    "₽" => Class::Sign("RUB"),
                    "₩" => Class::Sign("KRW"),
                    "₪" => Class::Sign("ILS"),
                    "₺" => Class::Sign("TRY"),
                    "₴" => Class::Sign("UAH"),
                    "%" => Class::Percent,
                    "-" | "–" | "—" | "--" => Class::Dash,
                    "," => Class::Comma,
                    _ => Class::Sign0,
                };
                out.push(Piece {
                    span: token.span,
                    class,
                    joined: false,
                    capital: false,
                    quoted: token.quoted,
                });
            }
        }
    }
}

/// Adds a word, classed; a measure that is written onto its number ("112mm") is a piece of its own.
fn push(out: &mut Vec<Piece>, word: &str, piece: Piece) {
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(word.len());
    let (number, unit) = word.split_at(end);
    if number.is_empty() || !is_measure(unit) {
        out.push(Piece { class: class(word), ..piece });
        return;
    }
    let middle = piece.span.start as usize + end;
    out.push(Piece { span: Span::new(piece.span.start as usize, middle), class: Class::Digits, ..piece });
    let span = Span::new(middle, piece.span.end as usize);
    out.push(Piece { span, class: Class::Other, joined: false, ..piece });
}

/// Lower-cases a short ASCII word into a buffer; "" for what is longer or not ASCII.
pub(super) fn lower<'b>(word: &str, buffer: &'b mut [u8; 16]) -> &'b str {
    let Some(place) = buffer.get_mut(..word.len()) else { return "" };
    if !word.is_ascii() {
        return "";
    }
    place.copy_from_slice(word.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).unwrap_or("")
}

fn class(word: &str) -> Class {
    if word.starts_with(|c: char| c.is_ascii_digit()) || word.len() > 3 && word.starts_with(['\'', '’']) {
        return Class::Digits;
    }
    let mut buffer = [0; 16];
    let low = lower(word, &mut buffer);
    if word.starts_with(char::is_uppercase) {
        if let Some(class) = proper(word, low.trim_end_matches('.')) {
            return class;
        }
    }
    plain(low)
}

/// Months, weekdays and currency codes: with a capital only.
fn proper(word: &str, low: &str) -> Option<Class> {
    Some(match low {
        "january" | "jan" => Class::Month(1),
        "february" | "feb" => Class::Month(2),
        "march" | "mar" => Class::Month(3),
        "april" | "apr" => Class::Month(4),
        "may" => Class::Month(5),
        "june" => Class::Month(6),
        "july" => Class::Month(7),
        "august" | "aug" => Class::Month(8),
        "september" | "sept" | "sep" => Class::Month(9),
        "october" | "oct" => Class::Month(10),
        "november" | "nov" => Class::Month(11),
        "december" | "dec" => Class::Month(12),
        "monday" => Class::Weekday(0),
        "tuesday" => Class::Weekday(1),
        "wednesday" => Class::Weekday(2),
        "thursday" => Class::Weekday(3),
        "friday" => Class::Weekday(4),
        "saturday" => Class::Weekday(5),
        "sunday" => Class::Weekday(6),
        _ => match word {
            "USD" => Class::Sign("USD"),
            "EUR" => Class::Sign("EUR"),
            "GBP" => Class::Sign("GBP"),
            "CHF" => Class::Sign("CHF"),
            "Rs" | "Rs." | "INR" => Class::Sign("INR"),
            "CNY" | "RMB" => Class::Sign("CNY"),
            "AUD" => Class::Sign("AUD"),
            "CAD" => Class::Sign("CAD"),
            _ => return None,
        },
    })
}

const HOUR: f64 = 60.0;
pub(super) const DAY: f64 = 24.0 * HOUR;
pub(super) const YEAR: f64 = 365.25 * DAY;

/// "nine": a small number in words.
pub fn is_small_number(word: &str) -> bool {
    matches!(class(word), Class::Small(_))
}

fn plain(low: &str) -> Class {
    match low {
        "one" => Class::Small(1),
        "two" => Class::Small(2),
        "three" => Class::Small(3),
        "four" => Class::Small(4),
        "five" => Class::Small(5),
        "six" => Class::Small(6),
        "seven" => Class::Small(7),
        "eight" => Class::Small(8),
        "nine" => Class::Small(9),
        "ten" => Class::Small(10),
        "eleven" => Class::Small(11),
        "twelve" => Class::Small(12),
        "thirteen" => Class::Small(13),
        "fourteen" => Class::Small(14),
        "fifteen" => Class::Small(15),
        "sixteen" => Class::Small(16),
        "seventeen" => Class::Small(17),
        "eighteen" => Class::Small(18),
        "nineteen" => Class::Small(19),
        "twenty" => Class::Small(20),
        "thirty" => Class::Small(30),
        "forty" => Class::Small(40),
        "fifty" => Class::Small(50),
        "sixty" => Class::Small(60),
        "seventy" => Class::Small(70),
        "eighty" => Class::Small(80),
        "ninety" => Class::Small(90),
        "dozen" => Class::Scale(12.0),
        "hundred" => Class::Scale(100.0),
        "thousand" => Class::Scale(1e3),
        "million" => Class::Scale(1e6),
        "billion" => Class::Scale(1e9),
        "trillion" => Class::Scale(1e12),
        "bn" => Class::Scale(1e9),
        "tens" => Class::Many(10.0),
        "dozens" => Class::Many(12.0),
        "hundreds" => Class::Many(100.0),
        "thousands" => Class::Many(1e3),
        "millions" => Class::Many(1e6),
        "billions" => Class::Many(1e9),
        "half" => Class::Part(2, false),
        "third" => Class::Part(3, false),
        "quarter" => Class::Part(4, false),
        "fifth" => Class::Part(5, false),
        "tenth" => Class::Part(10, false),
        "thirds" => Class::Part(3, true),
        "quarters" => Class::Part(4, true),
        "fifths" => Class::Part(5, true),
        "tenths" => Class::Part(10, true),
        "a" | "an" => Class::A,
        "and" => Class::And,
        "to" => Class::To,
        "between" => Class::Between,
        "in" => Class::In,
        "of" => Class::Of,
        "out" => Class::Out,
        "percent" => Class::Percent,
        "per" => Class::Per,
        "second" | "seconds" => Class::Clock(1.0 / 60.0),
        "minute" | "minutes" | "min" | "mins" => Class::Clock(1.0),
        "hour" | "hours" => Class::Clock(HOUR),
        "day" | "days" => Class::Clock(DAY),
        "week" | "weeks" => Class::Clock(7.0 * DAY),
        "month" | "months" => Class::Clock(YEAR / 12.0),
        "year" | "years" => Class::Clock(YEAR),
        "decade" | "decades" => Class::Clock(10.0 * YEAR),
        "century" | "centuries" => Class::Clock(100.0 * YEAR),
        "am" | "a.m." | "a.m" => Class::HalfDay(false),
        "pm" | "p.m." | "p.m" => Class::HalfDay(true),
        "dollar" | "dollars" => Class::Currency("USD", 1.0),
        "cent" | "cents" => Class::Currency("USD", 100.0),
        "euro" | "euros" => Class::Currency("EUR", 1.0),
        "pence" => Class::Currency("GBP", 100.0),
        "yen" => Class::Currency("JPY", 1.0),
        "yuan" | "renminbi" => Class::Currency("CNY", 1.0),
        "ruble" | "rubles" | "rouble" | "roubles" => Class::Currency("RUB", 1.0),
        "rupee" | "rupees" => Class::Currency("INR", 1.0),
        "peso" | "pesos" => Class::Currency("MXN", 1.0),
        // Which country's, no figure tells.
        "crown" | "crowns" | "krone" | "kroner" | "krona" | "kronor" => Class::Currency("crowns", 1.0),
        "francs" => Class::Currency("CHF", 1.0),
        "the" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "my" | "your" | "this"
        | "that" | "first" | "other" | "both" | "latter" | "all" | "any" | "no" | "each" | "every"
        | "another" => Class::Definite,
        "at" | "on" | "by" | "for" | "from" | "with" | "as" | "or" | "but" | "nor" | "than" | "then"
        | "if" | "when" | "while" | "who" | "which" | "what" | "where" | "why" | "how" | "is" | "are"
        | "was" | "were" | "be" | "been" | "being" | "has" | "have" | "had" | "do" | "does" | "did"
        | "will" | "would" | "could" | "should" | "can" | "may" | "might" | "must" | "not" | "he" | "she"
        | "it" | "they" | "we" | "i" | "you" | "him" | "them" | "us" | "said" | "says" | "ago" | "after"
        | "before" | "since" | "until" | "during" | "through" | "over" | "under" | "about" | "into"
        | "because" | "also" | "only" | "just" | "more" | "less" | "so" | "there" | "here" | "now"
        | "later" | "earlier" | "against" | "among" | "without" | "within" | "off" | "up" | "down"
        | "yet" | "still" | "too" | "very" | "even" | "though" | "although" | "whose" | "whom"
        | "according" | "including" | "along" | "apart" | "away" | "back" | "times" | "versus" | "vs"
        | "via" | "across" | "around" | "toward" | "towards" | "upon" | "once" | "again" | "ever"
        | "never" | "already" | "alone" => Class::Function,
        _ => Class::Other,
    }
}

/// Reads "1,000", "3.5", "5.6bn", "12k": the value, and what follows the digits ("" or letters). Nothing for
/// what is no plain number: "9/11", "5:30", "1.2.3".
pub(super) fn digits(word: &str) -> Option<(f64, &str)> {
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(word.len());
    let (number, rest) = (&word[..end], &word[end..]);
    if rest.starts_with(['/', ':']) || number.matches('.').count() > 1 {
        return None;
    }
    // One division at the end: "3.7" is then the nearest number to 3.7, as it is everywhere else.
    let (mut value, mut unit, mut fraction) = (0.0f64, 1.0f64, false);
    for b in number.bytes() {
        match b {
            b'.' => fraction = true,
            b',' => {}
            _ => {
                value = value * 10.0 + f64::from(b - b'0');
                if fraction {
                    unit *= 10.0;
                }
            }
        }
    }
    let value = value / unit;
    value.is_finite().then_some((value, rest))
}
