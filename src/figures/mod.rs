//! Figures: numbers, amounts of money, percentages, durations, counts and dates, in words or digits, hedged
//! or not, in a normal form that can be compared.

mod agree;
mod count;
mod dates;
mod hedge;
mod measure;
mod number;
mod pieces;

pub use agree::{Agreement, agreement, are_same};
pub use pieces::is_small_number;

use serde::{Deserialize, Serialize};

use self::measure::Found;
use crate::article::Date;
use crate::text::{Span, Text};

/// What a figure measures; only figures of one unit are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// An amount in a currency, by its ISO code; the value is in whole units (dollars, not cents).
    Money(String),
    /// The value is 0..100 (or more).
    Percent,
    /// The value is in minutes.
    Duration,
    /// Things, by the stem of the noun that follows: "vehicle", "seat"; "" when there is none.
    Count(String),
    /// Days since 1970-01-01.
    Date,
    /// A day whose year the text does not tell: days since 1 January of a leap year.
    Day,
    /// A weekday that could not be resolved: 0 for Monday to 6 for Sunday.
    Weekday,
    /// A year alone.
    Year,
    /// A time of day, in minutes since midnight.
    Time,
}

impl Unit {
    /// Whether it is somebody's age: "52-year-old".
    pub fn is_age(&self) -> bool {
        matches!(self, Unit::Count(noun) if noun == "year old")
    }

    /// Whether the values are points in time, meant as they stand: neither rounded nor of a size.
    pub fn is_point(&self) -> bool {
        matches!(self, Unit::Date | Unit::Day | Unit::Weekday | Unit::Year | Unit::Time)
    }
}

/// How the text qualifies a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hedge {
    Exact,
    /// "about", "roughly", "nearly", "almost".
    About,
    /// "over", "more than", "at least".
    AtLeast,
    /// "under", "less than", "up to".
    AtMost,
}

/// A figure in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// With its hedge and unit: "almost an hour and a half".
    pub span: Span,
    pub unit: Unit,
    /// The value; `high` differs for a range ("7-8").
    pub low: f64,
    pub high: f64,
    pub hedge: Hedge,
}

/// Finds the figures of a text, in order, none overlapping another. `date` is the article's, for "Tuesday" and
/// "last month". Names that hold a number ("resolution 2254", "G-20") are none.
pub fn figures(text: &Text, date: Option<Date>) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut list = Vec::new();
    for sentence in &text.sentences {
        pieces::pieces(text, sentence, &mut list);
        let p = number::Pieces { text, list: &list };
        let mut at = 0;
        while at < list.len() {
            let found = match dates::date(p, at, date) {
                Some((figure, next)) => Found::Figure(figure, next),
                None => measure::figure(p, at),
            };
            at = match found {
                Found::Figure(figure, next) => {
                    if out.last().is_none_or(|last| last.span.end <= figure.span.start) {
                        out.push(figure);
                    }
                    next.max(at + 1)
                }
                Found::Skip(next) => next.max(at + 1),
                Found::Nothing => at + 1,
            };
        }
    }
    out
}

#[cfg(test)]
mod tests;
