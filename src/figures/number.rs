//! Numbers in words and digits, with ranges: "1,000", "5.6 million", "twenty-five", "two and a half",
//! "half a million", "7-8", "between three and five", "$19 and $22 million".

use super::count::is_plural;
use super::pieces::{Class, Piece, digits};
use crate::text::Text;

/// A number as it stands at some piece.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub low: f64,
    pub high: f64,
    /// One past its last piece.
    pub next: usize,
    /// Written in words.
    pub words: bool,
    /// "dozens", "hundreds": the order of magnitude only.
    pub vague: bool,
    /// A whole number in bare digits, without separators, scale or range: what a year or a name looks like.
    pub bare: bool,
    /// The scale word it has ("million"), or 1.
    pub scale: f64,
    /// A currency sign stood inside: "$19 and $22 million".
    pub sign: Option<&'static str>,
}

/// The pieces of a sentence with their text.
#[derive(Clone, Copy)]
pub(super) struct Pieces<'a> {
    pub text: &'a Text,
    pub list: &'a [Piece],
}

impl<'a> Pieces<'a> {
    pub fn class(self, at: usize) -> Class {
        self.list.get(at).map_or(Class::Sign0, |p| p.class)
    }

    pub fn word(self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |p| p.span.of(&self.text.source))
    }

    pub fn joined(self, at: usize) -> bool {
        self.list.get(at).is_some_and(|p| p.joined)
    }

    pub fn capital(self, at: usize) -> bool {
        self.list.get(at).is_some_and(|p| p.capital)
    }

    /// Whether `at` follows the piece before it without a space.
    pub fn glued(self, at: usize) -> bool {
        at > 0
            && matches!((self.list.get(at - 1), self.list.get(at)), (Some(a), Some(b)) if a.span.end == b.span.start)
    }

    pub fn is(self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }
}

fn whole(value: f64, next: usize) -> Number {
    Number { low: value, high: value, next, words: true, vague: false, bare: false, scale: 1.0, sign: None }
}

/// The number at `at`, ranges not yet joined.
pub(super) fn simple(p: Pieces, at: usize) -> Option<Number> {
    let mut number = match p.class(at) {
        Class::Digits => in_digits(p, at)?,
        Class::Small(_) => in_words(p, at)?,
        Class::A => match (p.class(at + 1), p.class(at + 2)) {
            (Class::Scale(_), _) => in_words(p, at)?,
            (Class::Part(2, false), Class::Scale(s)) => Number { scale: s, ..whole(s / 2.0, at + 3) },
            _ => return None,
        },
        // "half a million"
        Class::Part(2, false) if p.class(at + 1) == Class::A => match p.class(at + 2) {
            Class::Scale(s) => Number { scale: s, ..whole(s / 2.0, at + 3) },
            _ => return None,
        },
        Class::Many(_) => return many(p, at),
        _ => return None,
    };
    // "two and a half", "two and a half million"
    if p.class(number.next) == Class::And && number.scale == 1.0 {
        let (part, next) = match (p.class(number.next + 1), p.class(number.next + 2)) {
            (Class::A, Class::Part(n, false)) => (n, number.next + 3),
            (Class::Small(1), Class::Part(n, false)) => (n, number.next + 3),
            _ => (0, 0),
        };
        if part == 2 || part == 4 {
            number.low += 1.0 / f64::from(part);
            number.high = number.low;
            number.next = next;
            number.bare = false;
            if let Class::Scale(s) = p.class(next) {
                number =
                    Number { low: number.low * s, high: number.high * s, next: next + 1, scale: s, ..number };
            }
        }
    }
    Some(number)
}

fn in_digits(p: Pieces, at: usize) -> Option<Number> {
    let word = p.word(at);
    let (value, rest) = digits(word)?;
    let money = at > 0 && matches!(p.class(at - 1), Class::Sign(_));
    // "1.5m drivers": not metres.
    let counted = || p.class(at + 1) == Class::Other && is_plural(p.word(at + 1));
    let scale = match rest {
        "" => 1.0,
        "bn" | "BN" => 1e9,
        "k" | "K" if money || counted() => 1e3,
        "m" | "M" | "mn" if money || counted() => 1e6,
        "b" | "B" if money => 1e9,
        "t" | "tn" | "T" if money => 1e12,
        _ => return None,
    };
    let bare = rest.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let mut number = Number { words: false, bare, scale, ..whole(value * scale, at + 1) };
    if let Class::Scale(s) = p.class(number.next) {
        if scale == 1.0 && !(s == 100.0 && value >= 100.0) {
            number =
                Number { low: value * s, high: value * s, next: at + 2, bare: false, scale: s, ..number };
        }
    }
    Some(number)
}

/// English number words, the usual way: small parts are gathered, a scale multiplies what is gathered.
fn in_words(p: Pieces, at: usize) -> Option<Number> {
    let (mut total, mut group, mut next, mut any, mut scale) = (0.0, 0.0, at, false, 1.0);
    let mut last = 1e15;
    loop {
        match p.class(next) {
            Class::A if next == at => {
                group = 1.0;
                next += 1;
                continue;
            }
            Class::Small(n) => {
                let n = f64::from(n);
                // "twenty-five" and "hundred five" go together; "two three" does not.
                let tens = group % 10.0 == 0.0 && group % 100.0 >= 20.0 && n < 10.0;
                let room = group % 100.0 == 0.0 || tens;
                if !room {
                    break;
                }
                group += n;
            }
            Class::Scale(s) if s == 100.0 || s == 12.0 => {
                if any && group == 0.0 || group >= 100.0 {
                    break;
                }
                group = group.max(1.0) * s;
                scale = s;
            }
            Class::Scale(s) => {
                if s >= last || group == 0.0 {
                    break;
                }
                total += group * s;
                group = 0.0;
                last = s;
                scale = s;
            }
            // "a hundred and five"
            Class::And
                if scale >= 100.0
                    && next > at
                    && matches!(p.class(next + 1), Class::Small(_))
                    && group % 100.0 == 0.0 =>
            {
                next += 1;
                continue;
            }
            _ => break,
        }
        any = true;
        next += 1;
    }
    if p.class(next - 1) == Class::And {
        next -= 1;
    }
    any.then(|| Number { scale, ..whole(total + group, next) })
}

/// "dozens", "hundreds of thousands": from one of the scale to the next.
fn many(p: Pieces, at: usize) -> Option<Number> {
    let Class::Many(first) = p.class(at) else { return None };
    let (mut scale, mut next) = (first, at + 1);
    while let (Class::Of, Class::Many(s)) = (p.class(next), p.class(next + 1)) {
        scale *= s;
        next += 2;
    }
    let low = if scale == 12.0 { 24.0 } else { 2.0 * scale };
    let high = if scale == 12.0 { 96.0 } else { 10.0 * scale };
    Some(Number { low, high, vague: true, scale, ..whole(low, next) })
}

/// The number or range that begins at `at`.
pub(super) fn number(p: Pieces, at: usize) -> Option<Number> {
    let first = simple(p, at)?;
    let after = first.next;
    let (joiner, second_at) = match p.class(after) {
        Class::Digits if p.joined(after) => (Joiner::Dash, after),
        Class::Dash if !first.words => (Joiner::Dash, after + 1),
        Class::To => (Joiner::To, after + 1),
        // "two or three", "two-to-three"
        Class::Function if p.is(after, "or") => (Joiner::To, after + 1),
        _ => return Some(first),
    };
    Some(join(p, first, joiner, second_at).unwrap_or(first))
}

/// "between 3 and 5", from the word "between".
pub(super) fn between(p: Pieces, at: usize) -> Option<Number> {
    let skip = |at: usize| at + usize::from(matches!(p.class(at), Class::Sign(_)));
    let sign = match p.class(at + 1) {
        Class::Sign(code) => Some(code),
        _ => None,
    };
    let first = simple(p, skip(at + 1))?;
    // "between 35 percent and 40 percent"
    let and = first.next + usize::from(p.class(first.next) == Class::Percent);
    if p.class(and) != Class::And {
        return None;
    }
    let joined = join(p, first, Joiner::To, and + 1)?;
    Some(Number { sign: sign.or(joined.sign), ..joined })
}

#[derive(PartialEq)]
enum Joiner {
    Dash,
    To,
}

/// A range from `first` to the number at `at`, when the two can be one: rising, and of like size.
fn join(p: Pieces, first: Number, joiner: Joiner, at: usize) -> Option<Number> {
    let mut at = at;
    let mut sign = None;
    if let Class::Sign(code) = p.class(at) {
        sign = Some(code);
        at += 1;
    }
    let second = simple(p, at)?;
    let mut low = first.low;
    // "7 to 8 million", "2016-17"
    if first.scale == 1.0 && second.scale >= 1e3 && low < 1e3 && low * second.scale < second.low {
        low *= second.scale;
    }
    if first.bare
        && second.bare
        && (1000.0..2200.0).contains(&low)
        && second.low < 100.0
        && joiner == Joiner::Dash
    {
        let high = (low / 100.0).floor() * 100.0 + second.low;
        return (high > low).then_some(Number { high, next: second.next, ..first });
    }
    let rising = low < second.low && second.low <= low.max(1.0) * 100.0;
    rising.then_some(Number {
        low,
        high: second.high,
        next: second.next,
        bare: first.bare && second.bare,
        vague: false,
        scale: second.scale,
        sign,
        ..first
    })
}
