//! Dates and years: "May 3 and 4", "3 May 2017", "July 7-8", "in January", "Tuesday", "last month", "2014".

use super::number::Pieces;
use super::pieces::{Class, digits};
use super::{Figure, Hedge, Unit};
use crate::article::Date;

/// What a date says, before it is known in which year.
#[derive(Clone, Copy)]
struct Days {
    year: Option<i16>,
    /// Month and day of the first and the last day.
    first: (u8, u8),
    last: (u8, u8),
}

/// The date or year that begins at `at`, and one past its last piece. `today` is the article's date.
pub(super) fn date(p: Pieces, at: usize, today: Option<Date>) -> Option<(Figure, usize)> {
    match p.class(at) {
        Class::Weekday(day) => weekday(p, at, day, today),
        Class::Month(month) => month_first(p, at, month, today),
        Class::Digits => iso(p, at).or_else(|| day_first(p, at, today)).or_else(|| year(p, at)),
        Class::Other | Class::Definite => relative(p, at, today?),
        _ => None,
    }
}

fn figure(p: Pieces, at: usize, next: usize, unit: Unit, low: f64, high: f64) -> Option<(Figure, usize)> {
    let span = p.list.get(at)?.span.cover(p.list.get(next.checked_sub(1)?)?.span);
    Some((Figure { span, unit, low, high, hedge: Hedge::Exact }, next))
}

/// A day of the month, 1 to 31: "3", "3rd".
fn day(p: Pieces, at: usize) -> Option<u8> {
    let (value, rest) = digits(p.word(at))?;
    let ok = p.class(at) == Class::Digits && matches!(rest, "" | "st" | "nd" | "rd" | "th");
    (ok && (1.0..=31.0).contains(&value) && value.fract() == 0.0).then_some(value as u8)
}

/// A year in four bare digits.
fn year_number(p: Pieces, at: usize) -> Option<i16> {
    let word = p.word(at);
    let value: i16 = if word.len() == 4 { word.parse().ok()? } else { return None };
    (1500..=2150).contains(&value).then_some(value)
}

/// The year behind a day or month, after a comma or not, and one past it.
fn trailing_year(p: Pieces, at: usize) -> (Option<i16>, usize) {
    let comma = usize::from(p.class(at) == Class::Comma);
    match year_number(p, at + comma) {
        Some(year) => (Some(year), at + comma + 1),
        None => (None, at),
    }
}

fn month_first(p: Pieces, at: usize, month: u8, today: Option<Date>) -> Option<(Figure, usize)> {
    if let Some(first) = day(p, at + 1) {
        let (last, next) = last_day(p, at + 2, month, first);
        let (year, next) = trailing_year(p, next);
        return days(p, at, next, Days { year, first: (month, first), last }, today);
    }
    if let Some(year) = year_number(p, at + 1) {
        return whole_month(p, at, at + 2, month, Some(year), today);
    }
    let before = at.checked_sub(1).map_or("", |i| p.word(i));
    let told = [
        "in", "since", "until", "of", "by", "last", "next", "this", "late", "early", "from", "during",
        "through", "mid", "before", "after",
    ]
    .iter()
    .any(|w| before.eq_ignore_ascii_case(w));
    // May and March are also verbs, April and June also people.
    (told && !p.joined(at + 1)).then(|| whole_month(p, at, at + 1, month, None, today))?
}

/// The last day of "May 3 and 4", "July 7-8", "May 30 to June 2".
fn last_day(p: Pieces, at: usize, month: u8, first: u8) -> ((u8, u8), usize) {
    let one = ((month, first), at);
    let second = match p.class(at) {
        Class::Digits if p.joined(at) => at,
        Class::Dash | Class::To | Class::And => at + 1,
        Class::Function if p.is(at, "through") || p.is(at, "or") => at + 1,
        _ => return one,
    };
    if let Class::Month(later) = p.class(second) {
        return match day(p, second + 1) {
            Some(d) if later > month && p.class(at) != Class::And => ((later, d), second + 2),
            _ => one,
        };
    }
    match day(p, second) {
        // "on May 3 and 12 people were hurt" has no second day.
        Some(d)
            if d > first
                && !matches!(p.class(second + 1), Class::Other | Class::Percent | Class::Clock(_)) =>
        {
            ((month, d), second + 1)
        }
        _ => one,
    }
}

/// "3 May 2017", "7-8 July", "the 3rd of May".
fn day_first(p: Pieces, at: usize, today: Option<Date>) -> Option<(Figure, usize)> {
    let first = day(p, at)?;
    let (mut last, mut next) = (first, at + 1);
    if p.joined(next) || p.class(next) == Class::Dash {
        let second = next + usize::from(p.class(next) == Class::Dash);
        last = day(p, second).filter(|d| *d > first)?;
        next = second + 1;
    }
    next += usize::from(p.class(next) == Class::Of);
    let Class::Month(month) = p.class(next) else { return None };
    let (year, next) = trailing_year(p, next + 1);
    days(p, at, next, Days { year, first: (month, first), last: (month, last) }, today)
}

/// "2017-05-02"
fn iso(p: Pieces, at: usize) -> Option<(Figure, usize)> {
    let year = year_number(p, at)?;
    if !(p.joined(at + 1) && p.joined(at + 2)) {
        return None;
    }
    let (month, day) = (p.word(at + 1).parse().ok()?, p.word(at + 2).parse().ok()?);
    let value = f64::from(Date::new(year, month, day)?.days());
    figure(p, at, at + 3, Unit::Date, value, value)
}

fn days(p: Pieces, at: usize, next: usize, days: Days, today: Option<Date>) -> Option<(Figure, usize)> {
    // Only days that exist, in a leap year at least.
    let leap = |(m, d): (u8, u8)| Date::new(2000, m, d).map(|day| f64::from(day.days() - LEAP_START));
    let (low, high) = (leap(days.first)?, leap(days.last)?);
    let in_year = |year: i16| {
        Some((Date::new(year, days.first.0, days.first.1)?, Date::new(year, days.last.0, days.last.1)?))
    };
    let resolved = match (days.year, today) {
        (Some(year), _) => in_year(year),
        (None, Some(today)) => (today.year() - 1..=today.year() + 1)
            .filter_map(in_year)
            .min_by_key(|(first, _)| (first.days() - today.days()).abs()),
        (None, None) => None,
    };
    match resolved {
        Some((a, b)) => figure(p, at, next, Unit::Date, f64::from(a.days()), f64::from(b.days())),
        None if days.year.is_none() => figure(p, at, next, Unit::Day, low, high),
        None => None,
    }
}

/// 2000-01-01 in days since 1970.
const LEAP_START: i32 = 10_957;

fn last_of(year: i16, month: u8) -> u8 {
    (28..=31).rev().find(|d| Date::new(year, month, *d).is_some()).unwrap_or(28)
}

fn whole_month(
    p: Pieces,
    at: usize,
    next: usize,
    month: u8,
    year: Option<i16>,
    today: Option<Date>,
) -> Option<(Figure, usize)> {
    let before = at.checked_sub(1).map_or("", |i| p.word(i));
    let year = year.or_else(|| {
        let today = today?;
        let here = today.year();
        // News looks back more than forward: "in December", written in May, is last year's.
        Some(match (before, month as i16 - today.month() as i16) {
            ("next", d) => here + i16::from(d <= 0),
            ("last", d) => here - i16::from(d >= 0),
            (_, d) if d > 5 => here - 1,
            (_, d) if d < -9 => here + 1,
            _ => here,
        })
    });
    let span = Days { year, first: (month, 1), last: (month, last_of(year.unwrap_or(2000), month)) };
    days(p, at, next, span, today)
}

/// "Tuesday"; "Tuesday, May 2" as one.
fn weekday(p: Pieces, at: usize, day: u8, today: Option<Date>) -> Option<(Figure, usize)> {
    let after = at + 1 + usize::from(p.class(at + 1) == Class::Comma);
    if let Class::Month(month) = p.class(after) {
        if let Some((mut found, next)) = month_first(p, after, month, today) {
            found.span = p.list.get(at)?.span.cover(found.span);
            return Some((found, next));
        }
    }
    let Some(today) = today else {
        return figure(p, at, at + 1, Unit::Weekday, f64::from(day), f64::from(day));
    };
    let before = at.checked_sub(1).map_or("", |i| p.word(i));
    let ahead = before.eq_ignore_ascii_case("next")
        || (at.saturating_sub(8)..at).any(|i| p.is(i, "will") || p.is(i, "scheduled") || p.is(i, "plans"));
    let back = (i32::from(today.weekday()) - i32::from(day)).rem_euclid(7);
    let value = match (ahead, before.eq_ignore_ascii_case("last")) {
        (true, _) => today.days() + (7 - back) % 7,
        (false, true) if back == 0 => today.days() - 7,
        _ => today.days() - back,
    };
    figure(p, at, at + 1, Unit::Date, f64::from(value), f64::from(value))
}

/// A year alone: "in 2014", "the 2016 election", "2007 to 2014", "the 1970s".
fn year(p: Pieces, at: usize) -> Option<(Figure, usize)> {
    if p.joined(at)
        && !at
            .checked_sub(1)
            .is_some_and(|i| ["mid", "late", "early", "pre", "post"].iter().any(|w| p.is(i, w)))
    {
        return None;
    }
    if let Some(decade) = decade(p.word(at)) {
        return figure(p, at, at + 1, Unit::Year, f64::from(decade), f64::from(decade + 9));
    }
    let first = year_number(p, at)?;
    let before = at.checked_sub(1);
    let class = before.map_or(Class::Sign0, |i| p.class(i));
    let word = before.map_or("", |i| p.word(i));
    let named = p.capital(at.saturating_sub(1)) && class == Class::Other && at > 0
        || ["resolution", "flight", "no.", "number", "section", "page", "room", "#"]
            .iter()
            .any(|w| word.eq_ignore_ascii_case(w));
    let led = matches!(
        class,
        Class::In
            | Class::Of
            | Class::Definite
            | Class::Function
            | Class::Sign0
            | Class::Comma
            | Class::To
            | Class::Between
            | Class::And
            | Class::Month(_)
    ) || ["since", "until", "late", "early", "mid", "fiscal", "year", "circa", "election"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w));
    let possessive = before.is_some_and(|i| p.list[at].span.start > p.list[i].span.end + 1);
    if !possessive && (named || !led)
        || matches!(p.class(at + 1), Class::Percent | Class::Clock(_) | Class::Currency(..) | Class::Scale(_))
    {
        return None;
    }
    // "more than 2000 people"
    if p.is(at.saturating_sub(1), "than") {
        return None;
    }
    let (mut last, mut next) = (first, at + 1);
    let second = match p.class(next) {
        Class::Digits if p.joined(next) => next,
        Class::Dash | Class::To => next + 1,
        Class::And if at > 0 && p.class(at - 1) == Class::Between => next + 1,
        Class::Function if p.is(next, "through") || p.is(next, "until") => next + 1,
        _ => at,
    };
    if second > at {
        let short: Option<i16> = (p.word(second).len() == 2).then(|| p.word(second).parse().ok()).flatten();
        let full = year_number(p, second).or(short.map(|s| first / 100 * 100 + s));
        if let Some(year) = full.filter(|y| *y > first) {
            (last, next) = (year, second + 1);
        }
    }
    figure(p, at, next, Unit::Year, f64::from(first), f64::from(last))
}

/// "1970s", "'90s"
fn decade(word: &str) -> Option<i16> {
    let number = word.strip_suffix('s')?;
    let short = number.trim_start_matches(['\'', '’']);
    let value: i16 = short.parse().ok()?;
    match short.len() {
        4 if (1500..2150).contains(&value) && value % 10 == 0 => Some(value),
        2 if number.len() > 2 && value % 10 == 0 => Some(if value < 30 { 2000 } else { 1900 } + value),
        _ => None,
    }
}

/// "yesterday", "last month": only where the article's date is known, and not in what somebody said on a day of
/// their own.
fn relative(p: Pieces, at: usize, today: Date) -> Option<(Figure, usize)> {
    if p.list.get(at)?.quoted {
        return None;
    }
    let now = today.days();
    let shift = |days: i32| figure(p, at, at + 1, Unit::Date, f64::from(now + days), f64::from(now + days));
    if p.is(at, "yesterday") {
        return shift(-1);
    }
    if p.is(at, "tomorrow") {
        return shift(1);
    }
    if p.is(at, "today") {
        return shift(0);
    }
    let step: i32 = [("last", -1), ("this", 0), ("next", 1)].iter().find(|(w, _)| p.is(at, w))?.1;
    if p.is(at + 1, "year") {
        let year = f64::from(i32::from(today.year()) + step);
        return figure(p, at, at + 2, Unit::Year, year, year);
    }
    if p.is(at + 1, "week") {
        let monday = now - i32::from(today.weekday()) + 7 * step;
        return figure(p, at, at + 2, Unit::Date, f64::from(monday), f64::from(monday + 6));
    }
    if p.is(at + 1, "month") {
        let month = i32::from(today.month()) - 1 + step;
        let (year, month) = (today.year() + month.div_euclid(12) as i16, month.rem_euclid(12) as u8 + 1);
        let (first, last) = (Date::new(year, month, 1)?, Date::new(year, month, last_of(year, month))?);
        return figure(p, at, at + 2, Unit::Date, f64::from(first.days()), f64::from(last.days()));
    }
    None
}
