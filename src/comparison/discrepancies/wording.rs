//! How a discrepancy is worded: how far apart its figures lie.

use super::super::naming::is_measure;
use super::pairs::is_month;
use crate::figures::{Figure, Hedge, Unit};

/// How far apart figures of one unit lie, in words.
pub(super) fn apart(figures: &[&Figure]) -> String {
    let low = figures.iter().map(|f| f.low).fold(f64::INFINITY, f64::min);
    let high = figures.iter().map(|f| f.high).fold(f64::NEG_INFINITY, f64::max);
    // "£34,000" tells more than "31,400 pounds".
    let paid = figures.iter().find(|f| matches!(f.unit, Unit::Money(_)));
    let Some(first) = paid.or(figures.first()) else { return String::new() };
    let gap = high - low;
    let up_to = how_far(figures, low, high);
    match &first.unit {
        Unit::Weekday => "different days".into(),
        Unit::Day | Unit::Date if figures.iter().all(|f| is_month(f)) => "different months".into(),
        // The year is not told: from December to January is not far.
        Unit::Day => format!("{up_to}{} apart", counted(gap.min(366.0 - gap), "day")),
        Unit::Date => format!("{up_to}{} apart", counted(gap, "day")),
        unit if *unit == Unit::Year || unit.is_age() => format!("{up_to}{} apart", counted(gap, "year")),
        Unit::Time | Unit::Duration => format!("{up_to}{} apart", duration(gap)),
        Unit::Percent => format!("{up_to}{} percentage points apart", number(gap)),
        Unit::Money(code) => format!("{up_to}{} apart", money(code, gap)),
        // Of other things only the stem is known.
        Unit::Count(noun) if measures(noun) => {
            format!("{up_to}{} apart", counted(gap, noun))
        }
        _ => format!("{up_to}{} apart", number(gap)),
    }
}

/// "up to", where they may lie nearer than their values: "up to 300" and 640 "at least", "more than 800" and 640 too.
fn how_far(figures: &[&Figure], low: f64, high: f64) -> &'static str {
    let point = |f: &&Figure| f.low == f.high && (f.low == low || f.low == high);
    let (mut exact, mut beyond, mut about) = (true, true, true);
    for f in figures {
        exact &= f.hedge == Hedge::Exact;
        about &= matches!(f.hedge, Hedge::Exact | Hedge::About);
        beyond &= match f.hedge {
            Hedge::Exact => true,
            Hedge::About => false,
            Hedge::AtLeast => f.low == high,
            Hedge::AtMost => f.high == low,
        };
    }
    match figures.iter().all(point) {
        true if exact => "",
        true if beyond => "at least ",
        true if about => "about ",
        _ => "up to ",
    }
}

/// Whether a noun counted is named with the difference: a measure whose plural ends in -s ("mile", "cubic metre"), or a vote.
fn measures(noun: &str) -> bool {
    let plain = noun.rsplit(' ').next().unwrap_or(noun);
    plain == "vote" || is_measure(plain) && !matches!(plain, "foot" | "feet" | "inch")
}

fn counted(value: f64, noun: &str) -> String {
    format!("{} {noun}{}", number(value), if value == 1.0 { "" } else { "s" })
}

pub(super) fn duration(minutes: f64) -> String {
    const UNITS: [(f64, &str); 5] =
        [(525_960.0, "year"), (43_830.0, "month"), (1440.0, "day"), (60.0, "hour"), (1.0, "minute")];
    let (size, noun) =
        UNITS.iter().copied().find(|(size, _)| minutes >= *size).unwrap_or((1.0 / 60.0, "second"));
    let value = (minutes / size * 10.0).round() / 10.0;
    counted(value, noun)
}

pub(super) fn money(code: &str, amount: f64) -> String {
    let sign = match code {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => "",
    };
    let value = if amount.fract() != 0.0 && amount < 1e4 {
        let (whole, rest) = hundredths(amount);
        format!("{whole}.{rest:02}")
    } else {
        number(amount)
    };
    if sign.is_empty() { format!("{value} {code}") } else { format!("{sign}{value}") }
}

/// A number as it is printed: millions and more in words, thousands set off, at most two decimals.
fn number(value: f64) -> String {
    match value {
        v if v >= 1e12 => return format!("{} trillion", number(v / 1e12)),
        v if v >= 1e9 => return format!("{} billion", number(v / 1e9)),
        v if v >= 1e6 => return format!("{} million", number(v / 1e6)),
        _ => {}
    }
    let (whole, rest) = hundredths(value);
    let whole = whole.to_string();
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    match rest {
        0 => {}
        _ if rest % 10 == 0 => out += &format!(".{}", rest / 10),
        _ => out += &format!(".{rest:02}"),
    }
    out
}

/// The whole part and the hundredths, rounded. As integers: the standard library's way to write fractions weighs 15 kB.
fn hundredths(value: f64) -> (u64, u64) {
    let all = (value * 100.0).round() as u64;
    (all / 100, all % 100)
}
