//! Figures: numbers, amounts of money, percentages, durations, counts and dates, in words or digits, hedged
//! or not, in a normal form that can be compared.

use serde::{Deserialize, Serialize};

use crate::article::Date;
use crate::text::{Span, Text};

/// What a figure measures; only figures of one unit are compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// Finds the figures of a text, in order. `date` is the article's, for "Tuesday" and "last month".
pub fn figures(_text: &Text, _date: Option<Date>) -> Vec<Figure> {
    Vec::new()
}
