//! What a number measures: money, shares, lengths of time, times of day, things counted; and how it is hedged.

use super::count::{count, tally};
use super::hedge::hedge;
use super::number::{Number, Pieces, between, number, simple};
use super::pieces::{Class, digits, lower};
use super::{Figure, Hedge, Unit};
use crate::text::Span;

/// A figure's value and unit, before its hedge, as pieces `..next`.
pub(super) struct Measure {
    pub unit: Unit,
    pub low: f64,
    pub high: f64,
    pub next: usize,
    /// "half the voters", "dozens": not meant to the last digit.
    pub vague: bool,
}

impl Measure {
    pub fn of(unit: Unit, number: &Number, next: usize) -> Self {
        Self { unit, low: number.low, high: number.high, next, vague: number.vague }
    }
}

/// What stands at a piece.
pub(super) enum Found {
    Figure(Figure, usize),
    /// A number that is none: a score, a name. Go on from here.
    Skip(usize),
    Nothing,
}

/// The figure that begins at `at` (its hedge may begin before); dates and years are not looked for.
pub(super) fn figure(p: Pieces, at: usize) -> Found {
    let (sign, first) = match p.class(at) {
        Class::Sign(code) => (Some(code), at + 1),
        _ => (None, at),
    };
    let found = match p.class(first) {
        Class::Between => between(p, first),
        Class::To | Class::And => None,
        _ => number(p, first),
    };
    let Some(number) = found else {
        return match without_number(p, at) {
            Some(measure) => finish(p, at, measure, None),
            None => Found::Nothing,
        };
    };
    let number = undo_change(p, at, number);
    if let Some(code) = sign.or(number.sign) {
        return finish(p, at, money(p, at, code, number), sign_start(p, at));
    }
    if let Some(next) = score(p, &number) {
        if let Some(votes) = tally(p, at, &number, next) {
            return finish(p, at, votes, None);
        }
        return Found::Skip(skip_joined(p, next));
    }
    if p.joined(first) || is_name(p, at, &number) {
        return Found::Skip(skip_joined(p, number.next));
    }
    match measure(p, at, &number) {
        Some(measure) => finish(p, at, measure, None),
        None => Found::Skip(number.next),
    }
}

/// "from 10 to 12": a change, not a range.
fn undo_change(p: Pieces, at: usize, number: Number) -> Number {
    if number.low == number.high || number.bare && number.low >= 1500.0 || at == 0 || !p.is(at - 1, "from") {
        return number;
    }
    simple(p, at + usize::from(matches!(p.class(at), Class::Sign(_)))).unwrap_or(number)
}

fn skip_joined(p: Pieces, mut at: usize) -> usize {
    while p.joined(at) {
        at += 1;
    }
    at
}

/// "US$5": the letters belong to the sign.
fn sign_start(p: Pieces, at: usize) -> Option<usize> {
    let country =
        matches!(at.checked_sub(1).map(|i| p.word(i)), Some("US" | "A" | "C" | "NZ" | "HK" | "S" | "R"));
    (country && p.glued(at)).then(|| at - 1)
}

fn money(p: Pieces, at: usize, code: &'static str, number: Number) -> Measure {
    let mut measure = Measure::of(Unit::Money(code.into()), &number, number.next);
    // "$5 million to $7 million", "$5-$7 million"
    let after = number.next;
    let change = at > 0 && p.is(at - 1, "from");
    if matches!(p.class(after), Class::To | Class::Dash) && number.low == number.high && !change {
        if let (Class::Sign(_), Some(second)) = (p.class(after + 1), simple(p, after + 2)) {
            let scale = if number.scale == 1.0 && number.low * second.scale < second.low {
                second.scale
            } else {
                1.0
            };
            if number.low * scale < second.low {
                measure.low *= scale;
                measure.high = second.low;
                measure.next = second.next;
            }
        }
    }
    measure
}

/// Words that make the number behind them a name: "Section 230", "resolution 2254".
fn names(word: &str) -> bool {
    let mut buffer = [0; 16];
    matches!(
        lower(word, &mut buffer),
        "resolution"
            | "section"
            | "sections"
            | "article"
            | "chapter"
            | "page"
            | "pages"
            | "room"
            | "flight"
            | "route"
            | "highway"
            | "interstate"
            | "number"
            | "no."
            | "nos."
            | "line"
            | "phase"
            | "level"
            | "tier"
            | "stage"
            | "grade"
            | "class"
            | "version"
            | "model"
            | "type"
            | "channel"
            | "title"
            | "bill"
            | "amendment"
            | "proposition"
            | "prop"
            | "rule"
            | "act"
            | "paragraph"
            | "item"
            | "gate"
            | "platform"
            | "case"
            | "docket"
            | "form"
            | "district"
            | "precinct"
            | "ward"
            | "verse"
            | "division"
            | "group"
            | "part"
            | "volume"
            | "episode"
            | "season"
            | "game"
            | "round"
            | "lot"
            | "exhibit"
            | "schedule"
            | "annex"
            | "directive"
            | "figure"
            | "table"
            | "game#"
            | "#"
            | "protocol"
            | "convention"
            | "apollo"
            | "formula"
            | "area"
            | "unit"
            | "block"
            | "day"
            | "week"
    )
}

fn is_name(p: Pieces, at: usize, number: &Number) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if number.words {
        return false;
    }
    if p.is(before, "#") || p.is(before, "/") && p.glued(at) {
        return true;
    }
    // Something between the two (a possessive, a quotation mark) parts them.
    let close = p.list[at].span.start == p.list[before].span.end + 1;
    if !close || !number.bare || matches!(p.class(number.next), Class::Percent | Class::Clock(_) | Class::Per)
    {
        return false;
    }
    let name = p.capital(before)
        && matches!(p.class(before), Class::Other)
        && !(before == 0 && opens(p.word(before)));
    names(p.word(before)) || name
}

/// Capitalised at the beginning of a sentence and no name all the same.
fn opens(word: &str) -> bool {
    let mut buffer = [0; 16];
    matches!(
        lower(word, &mut buffer),
        "some"
            | "nearly"
            | "almost"
            | "roughly"
            | "approximately"
            | "police"
            | "officials"
            | "authorities"
            | "killed"
            | "another"
    )
}

/// "2-1", "52 to 48": two numbers that make no range. One past the second.
fn score(p: Pieces, number: &Number) -> Option<usize> {
    let next = number.next;
    let second = match p.class(next) {
        Class::Digits | Class::Small(_) if p.joined(next) => next,
        Class::Dash if p.glued(next) && p.glued(next + 1) => next + 1,
        Class::To => next + 1,
        _ => return None,
    };
    if !number.bare || number.low != number.high {
        return None;
    }
    simple(p, second).filter(|s| s.bare && s.low <= number.low).map(|s| s.next)
}

fn measure(p: Pieces, at: usize, number: &Number) -> Option<Measure> {
    // "dozens of cars", "millions of dollars"
    let of = number.vague && p.class(number.next) == Class::Of;
    let number = &Number { next: number.next + usize::from(of), ..*number };
    let next = number.next;
    match p.class(next) {
        Class::Percent => return Some(percent(p, number, next + 1)),
        Class::Per if p.is(next + 1, "cent") => return Some(percent(p, number, next + 2)),
        Class::Clock(minutes) => return duration(p, number, minutes),
        Class::HalfDay(after_noon) => return time(number.low, after_noon, next + 1),
        Class::Currency(code, factor) => {
            return Some(Measure {
                unit: Unit::Money(code.into()),
                low: number.low / factor,
                high: number.high / factor,
                next: next + 1,
                vague: number.vague,
            });
        }
        Class::Part(n, plural)
            if number.words && (plural || p.joined(next) || p.class(next + 1) == Class::Of) =>
        {
            let share = number.low * 100.0 / f64::from(n);
            return (share <= 100.0).then(|| Measure {
                unit: Unit::Percent,
                low: share,
                high: share,
                next: next + 1,
                vague: true,
            });
        }
        Class::Other if p.is(next, "percentage") => {
            return Some(Measure::of(Unit::Count("percentage point".into()), number, next + 2));
        }
        Class::Other if p.capital(next) => {
            if let Some(amount) = of_a_country(p, number) {
                return Some(amount);
            }
        }
        Class::In | Class::Out => {
            if let Some(share) = one_in_three(p, number) {
                return Some(share);
            }
        }
        _ => {}
    }
    count(p, at, number)
}

/// "Canadian dollars", "Czech crowns"; which dollars others are is not known.
fn of_a_country(p: Pieces, number: &Number) -> Option<Measure> {
    let Class::Currency(code, factor) = p.class(number.next + 1) else { return None };
    let code = match p.word(number.next) {
        "Canadian" => "CAD",
        "Australian" => "AUD",
        "U.S." | "US" => code,
        _ if code == "USD" => return None,
        _ => code,
    };
    Some(Measure {
        unit: Unit::Money(code.into()),
        low: number.low / factor,
        high: number.high / factor,
        next: number.next + 2,
        vague: false,
    })
}

/// After the percent sign, at `next`: perhaps the other end of a range.
fn percent(p: Pieces, number: &Number, next: usize) -> Measure {
    if p.is(next, "points") || p.is(next, "point") {
        return Measure::of(Unit::Count("percentage point".into()), number, next + 1);
    }
    let mut measure = Measure::of(Unit::Percent, number, next);
    if matches!(p.class(next), Class::To | Class::Dash) && number.low == number.high {
        if let Some(second) = simple(p, next + 1) {
            if second.low > number.low && matches!(p.class(second.next), Class::Percent) {
                measure.high = second.low;
                measure.next = second.next + 1;
            }
        }
    }
    measure
}

/// "one in three", "two out of five".
fn one_in_three(p: Pieces, number: &Number) -> Option<Measure> {
    let mut at = number.next + 1;
    if p.class(number.next) == Class::Out {
        if p.class(at) != Class::Of {
            return None;
        }
        at += 1;
    }
    at += usize::from(p.is(at, "every"));
    let of = simple(p, at)?;
    let plain = number.low == number.high && number.low >= 1.0 && of.low > number.low && of.low <= 1000.0;
    let counts = !matches!(p.class(of.next), Class::Clock(_) | Class::Month(_)) && of.scale == 1.0;
    let share = number.low * 100.0 / of.low;
    (plain && counts).then_some(Measure {
        unit: Unit::Percent,
        low: share,
        high: share,
        next: of.next,
        vague: true,
    })
}

fn duration(p: Pieces, number: &Number, minutes: f64) -> Option<Measure> {
    let unit_at = number.next;
    let word = p.word(unit_at);
    let singular = !word.ends_with(['s', 'S']);
    if number.low == 1.0 && number.high == 1.0 && number.words && minutes < 1.0 {
        return None;
    }
    // "Two second chances" is no time; "a 30-second pause" is.
    if minutes < 1.0 && singular && !p.joined(unit_at) {
        return None;
    }
    let old = unit_at + 1;
    if p.is(old, "old") || p.is(old, "olds") {
        return Some(Measure::of(Unit::Count("year old".into()), number, old + 1));
    }
    let (mut low, mut high, mut next) = (number.low * minutes, number.high * minutes, unit_at + 1);
    if let Some((more, after)) = and_more(p, next, minutes) {
        low += more;
        high += more;
        next = after;
    }
    Some(Measure { unit: Unit::Duration, low, high, next, vague: number.vague })
}

/// "and a half", "and 20 minutes", behind a unit of `minutes`.
fn and_more(p: Pieces, at: usize, minutes: f64) -> Option<(f64, usize)> {
    if p.class(at) != Class::And {
        let second = simple(p, at + usize::from(p.class(at) == Class::Comma))?;
        let Class::Clock(smaller) = p.class(second.next) else { return None };
        return (smaller < minutes && second.low * smaller < minutes)
            .then_some((second.low * smaller, second.next + 1));
    }
    if let (Class::A, Class::Part(n, false)) = (p.class(at + 1), p.class(at + 2)) {
        return (n == 2 || n == 4).then(|| (minutes / f64::from(n), at + 3));
    }
    let second = simple(p, at + 1)?;
    if let Class::Part(n, _) = p.class(second.next) {
        return (second.words && second.low < f64::from(n))
            .then(|| (minutes * second.low / f64::from(n), second.next + 1));
    }
    let Class::Clock(smaller) = p.class(second.next) else { return None };
    (smaller < minutes && second.low * smaller < minutes).then_some((second.low * smaller, second.next + 1))
}

fn time(hour: f64, after_noon: bool, next: usize) -> Option<Measure> {
    let whole = (1.0..=12.0).contains(&hour);
    let minutes = (hour % 12.0) * 60.0 + if after_noon { 720.0 } else { 0.0 };
    whole.then_some(Measure { unit: Unit::Time, low: minutes, high: minutes, next, vague: false })
}

/// Figures that begin with no number: "an hour", "half an hour", "hour-long", "5:30 p.m.", "half of".
fn without_number(p: Pieces, at: usize) -> Option<Measure> {
    let length = |low: f64, next| Some(Measure { unit: Unit::Duration, low, high: low, next, vague: false });
    match (p.class(at), p.class(at + 1), p.class(at + 2)) {
        (Class::A, Class::Clock(m), _) if m >= 1.0 => match and_more(p, at + 2, m) {
            Some((more, next)) => length(m + more, next),
            None if lasts(p, at) => length(m, at + 2),
            None => None,
        },
        (Class::A, Class::Part(2, false), Class::Clock(m)) => length(m / 2.0, at + 3),
        (Class::Part(2, false), Class::A, Class::Clock(m)) => length(m / 2.0, at + 3),
        (Class::Part(2, false), Class::Clock(m), _) => length(m / 2.0, at + 2),
        (Class::Part(2, false), Class::Of | Class::Definite, _)
            if !p.is(at + 1, "first") && !p.is(at + 1, "other") =>
        {
            Some(Measure { unit: Unit::Percent, low: 50.0, high: 50.0, next: at + 1, vague: true })
        }
        (Class::A, Class::Part(n, false), Class::Of) if n > 2 => {
            if let (Class::A, Class::Clock(m)) = (p.class(at + 3), p.class(at + 4)) {
                return length(m / f64::from(n), at + 5);
            }
            let share = 100.0 / f64::from(n);
            Some(Measure { unit: Unit::Percent, low: share, high: share, next: at + 2, vague: true })
        }
        (Class::Clock(m), ..) if m >= 1.0 && p.joined(at + 1) && !p.joined(at) && p.is(at + 1, "long") => {
            length(m, at + 2)
        }
        (Class::Digits, ..) => clock_time(p, at),
        _ => None,
    }
}

/// Whether what goes before "an hour" says that it is a length: a hedge, or "for", "lasted".
fn lasts(p: Pieces, at: usize) -> bool {
    hedge(p, at).1 != Hedge::Exact
        || at
            .checked_sub(1)
            .is_some_and(|i| ["for", "lasted", "lasting", "took", "within"].iter().any(|w| p.is(i, w)))
}

/// "5:30 p.m.", "17:45".
fn clock_time(p: Pieces, at: usize) -> Option<Measure> {
    let word = p.word(at);
    let half_day = |rest: &str| match rest {
        "am" | "AM" => Some(false),
        "pm" | "PM" => Some(true),
        _ => None,
    };
    if let Some((hour, rest)) = digits(word) {
        return time(hour, half_day(rest)?, at + 1);
    }
    let (hour, rest) = word.split_once(':')?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, rest[..end].parse().ok()?);
    if end != 2 || hour >= 24 || minute >= 60 {
        return None;
    }
    let (hour, minute) = (f64::from(hour), f64::from(minute));
    let (after_noon, next) = match (half_day(&rest[end..]), p.class(at + 1)) {
        (Some(half), _) => (Some(half), at + 1),
        (None, Class::HalfDay(half)) => (Some(half), at + 2),
        _ => (None, at + 1),
    };
    let minutes = match after_noon {
        Some(half) => (hour % 12.0) * 60.0 + if half { 720.0 } else { 0.0 } + minute,
        None => hour * 60.0 + minute,
    };
    Some(Measure { unit: Unit::Time, low: minutes, high: minutes, next, vague: false })
}

/// Adds the hedge, before and behind.
fn finish(p: Pieces, at: usize, measure: Measure, start: Option<usize>) -> Found {
    let (start, mut hedged) = match hedge(p, start.unwrap_or(at)) {
        (i, Hedge::Exact) => (start.unwrap_or(i), Hedge::Exact),
        found => found,
    };
    let mut next = measure.next;
    if p.is(next, "or") {
        for (word, means) in [
            ("more", Hedge::AtLeast),
            ("so", Hedge::About),
            ("less", Hedge::AtMost),
            ("fewer", Hedge::AtMost),
        ] {
            if p.is(next + 1, word) {
                (hedged, next) = (means, next + 2);
                break;
            }
        }
    }
    if measure.vague && hedged == Hedge::Exact {
        hedged = Hedge::About;
    }
    let (Some(a), Some(b)) = (p.list.get(start), p.list.get(next.saturating_sub(1))) else {
        return Found::Nothing;
    };
    let span: Span = a.span.cover(b.span);
    Found::Figure(
        Figure { span, unit: measure.unit, low: measure.low, high: measure.high, hedge: hedged },
        next,
    )
}
