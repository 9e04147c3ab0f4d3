//! Which articles tell of the same occasion. Two reports of "a call on Tuesday" may be months apart; what
//! tells is the articles' dates, or the days they name.

use crate::analysis::Reading;
use crate::article::Date;
use crate::figures::Unit;
use crate::text::word_hash_ascii;

/// Articles dated further apart than this, in days, tell of different occasions.
const DATED: i32 = 30;
/// The same for the nearest days that they name, where a date is not known.
const NAMED: i32 = 60;
/// Days in the leap year by which days without a year are counted.
const YEAR: i32 = 366;
/// 2000-01-01 in days since 1970.
const LEAP_START: i32 = 10_957;

/// Feasts that stand at a known time, as first and last day of a leap year.
const FEASTS: [(u32, i32, i32); 3] = [
    (word_hash_ascii("thanksgiving"), 326, 332),
    (word_hash_ascii("halloween"), 304, 304),
    (word_hash_ascii("christmas"), 358, 360),
];

/// When an article's news happened, as far as it tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Occasion {
    /// The article's date in days since 1970.
    dated: Option<i32>,
    /// Days of a leap year that it names, first and last.
    named: Vec<(i32, i32)>,
}

impl Occasion {
    pub fn of(reading: &Reading) -> Self {
        let mut named: Vec<(i32, i32)> = Vec::new();
        if let Some(date) = reading.article.date {
            named.extend(in_leap_year(date).map(|d| (d, d)));
        } else {
            for figure in &reading.analysis.figures {
                // A month alone is more often background than the news itself.
                if figure.unit == Unit::Day && figure.high - figure.low < 14.0 {
                    named.push((figure.low as i32, figure.high as i32));
                }
            }
            for token in &reading.text.tokens {
                named
                    .extend(FEASTS.iter().filter(|f| token.capital && f.0 == token.hash).map(|f| (f.1, f.2)));
            }
        }
        Self { dated: reading.article.date.map(Date::days), named }
    }

    /// Whether nothing speaks against both telling of one occasion.
    pub fn may_be(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.dated, other.dated) {
            return (a - b).abs() <= DATED;
        }
        if self.named.is_empty() || other.named.is_empty() {
            return true;
        }
        self.named.iter().any(|a| other.named.iter().any(|b| days_between(*a, *b) <= NAMED))
    }
}

fn in_leap_year(date: Date) -> Option<i32> {
    Some(Date::new(2000, date.month(), date.day())?.days() - LEAP_START)
}

/// Days between two stretches of the year, the shorter way round.
fn days_between(a: (i32, i32), b: (i32, i32)) -> i32 {
    let gap = |a: (i32, i32), b: (i32, i32)| (b.0 - a.1).max(a.0 - b.1).max(0);
    gap(a, b).min(gap((a.0 + YEAR, a.1 + YEAR), b)).min(gap(a, (b.0 + YEAR, b.1 + YEAR)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::read;
    use crate::article::{Article, ArticleId};
    use crate::attribution::Rules;

    fn occasion(text: &str, date: Option<&str>) -> Occasion {
        let article = Article {
            id: ArticleId(0),
            label: "A".into(),
            title: None,
            date: date.and_then(Date::parse),
            url: None,
            text: text.into(),
        };
        Occasion::of(&read(&article, &Rules))
    }

    #[test]
    fn days_tell_occasions_apart() {
        for (a, b, same) in [
            (
                "They met on Monday, after the fire of March 2.",
                "They met on Monday before Thanksgiving.",
                false,
            ),
            ("They met on March 9.", "They met after the fire of March 2.", true),
            ("They met on December 30.", "They met on January 4.", true),
            ("They met on Monday.", "They met on June 4.", true),
        ] {
            assert_eq!(occasion(a, None).may_be(&occasion(b, None)), same, "{a} / {b}");
        }
    }

    #[test]
    fn dates_of_the_articles_decide_first() {
        let text = "They met on Monday.";
        let on = |date| occasion(text, Some(date));
        assert!(on("2020-03-02").may_be(&on("2020-03-04")));
        assert!(!on("2020-03-02").may_be(&on("2021-03-02")));
        assert!(!on("2020-03-02").may_be(&occasion("They met on August 4.", None)));
    }
}
