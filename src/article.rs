//! One text with its label: what the reader pastes or loads, before anything is made of it.

use serde::{Deserialize, Serialize};

/// Names an article for the length of a session; never reused within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleId(pub u32);

/// A text with what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub id: ArticleId,
    /// The outlet or a short title: what a column of the table is called.
    pub label: String,
    pub title: Option<String>,
    pub date: Option<Date>,
    /// Where it was published, `http` or `https` only.
    pub url: Option<String>,
    /// The text as given. All spans are byte offsets into it.
    pub text: String,
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// A date, if there is such a day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let last = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(Self { year, month, day })
    }

    /// Reads `2017-05-02`, also with a time behind it (`2017-05-02T10:00:00Z`).
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.trim().split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || y.len() != 4 {
            return None;
        }
        Self::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)
    }

    /// The first date written out in a line: "2026-05-12", "12 May 2026", "May 12, 2026", "Tue, 12 May 2026".
    pub fn find(line: &str) -> Option<Self> {
        if let Some(date) =
            line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':')).find_map(Self::parse)
        {
            return Some(date);
        }
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let day = |w: &str| {
            w.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok().filter(|_| w.len() <= 4)
        };
        let year = |w: &str| w.parse::<i16>().ok().filter(|y| (1000..=2999).contains(y));
        words.windows(3).find_map(|w| {
            let month_first = month_number(w[0]).and_then(|m| Self::new(year(w[2])?, m, day(w[1])?));
            month_first.or_else(|| month_number(w[1]).and_then(|m| Self::new(year(w[2])?, m, day(w[0])?)))
        })
    }

    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    pub fn days(self) -> i32 {
        let y = i32::from(self.year) - i32::from(self.month <= 2);
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let m = (i32::from(self.month) + 9) % 12;
        let doy = (153 * m + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }

    /// The inverse of [`Date::days`].
    pub fn from_days(days: i32) -> Self {
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        Self { year: year as i16, month: month as u8, day: (doy - (153 * mp + 2) / 5 + 1) as u8 }
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8
    }
}

/// The number of an English month's name or its first three or four letters: "Sept" is 9.
pub fn month_number(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let low = word.trim_end_matches('.').to_ascii_lowercase();
    let hit =
        MONTHS.iter().position(|m| *m == low || (low.len() >= 3 && low.len() <= 4 && m.starts_with(&low)))?;
    Some(hit as u8 + 1)
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("“{text}” is not a date like 2017-05-02"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_knows_its_place_in_time() {
        let date = Date::parse("2017-05-02T09:00:00Z").unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (2017, 5, 2));
        assert_eq!(date.weekday(), 1, "2 May 2017 was a Tuesday");
        assert_eq!(Date::from_days(date.days()), date);
        assert_eq!(Date::new(2000, 2, 29).unwrap().days() - Date::new(2000, 2, 28).unwrap().days(), 1);
    }

    #[test]
    fn a_date_is_found_in_a_line() {
        for line in [
            "Published 12 May 2026, 9:00",
            "May 12, 2026",
            "Tue, 12 May 2026 10:00:00 GMT",
            "2026-05-12T09:00:00+01:00",
            "on 12th May 2026",
        ] {
            assert_eq!(Date::find(line), Date::new(2026, 5, 12), "{line}");
        }
        for line in ["May 12", "the May 2026 vote", "31 February 2026", ""] {
            assert_eq!(Date::find(line), None, "{line}");
        }
    }

    #[test]
    fn there_is_no_30_february() {
        assert_eq!(Date::new(2016, 2, 30), None);
        assert_eq!(Date::new(2015, 2, 29), None);
        assert_eq!(Date::parse("May 2"), None);
    }

    #[test]
    fn every_day_of_five_centuries_survives_the_round_trip() {
        for days in -100_000..100_000 {
            assert_eq!(Date::from_days(days).days(), days);
        }
    }
}
