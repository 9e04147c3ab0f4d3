//! Title, outlet and date of a text that comes without them, from its first lines. A guess is better missing than
//! wrong: the reader sees and can change all three.

use crate::article::Date;

/// What could be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guess {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub date: Option<Date>,
}

/// How many lines at the beginning are looked at for an outlet and a date.
const HEAD: usize = 8;

/// Agencies as they sign: at the dateline ("ALDMOUTH (AP) — …") or at the end ("(Reuters)").
const AGENCIES: &[(&str, &str)] = &[
    ("AP", "Associated Press"),
    ("Reuters", "Reuters"),
    ("REUTERS", "Reuters"),
    ("AFP", "AFP"),
    ("UPI", "UPI"),
    ("dpa", "dpa"),
    ("Bloomberg", "Bloomberg"),
    ("CNN", "CNN"),
    ("PA", "PA Media"),
    ("TASS", "TASS"),
    ("Xinhua", "Xinhua"),
    ("ANI", "ANI"),
    ("PTI", "PTI"),
];

/// Guesses from the text alone.
pub fn guess(text: &str) -> Guess {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(HEAD).collect();
    let mut found = Guess::default();
    let several = lines.len() > 1;
    if let Some(first) = lines.first().filter(|_| several) {
        let words = first.split_whitespace().count();
        let quoted_end = first.ends_with(['”', '"', '’', '\'']);
        let ends = first.ends_with(['.', ':', ';', ',']) || (quoted_end && first.starts_with(['“', '"']));
        if (2..=24).contains(&words) && !ends && !is_furniture(first) {
            found.title = Some((*first).to_owned());
        }
    }
    found.outlet =
        lines.iter().find_map(|l| dateline_agency(l)).or_else(|| lines.iter().find_map(|l| byline_outlet(l)));
    found.date = lines.iter().filter(|l| l.len() <= 90).find_map(|l| standing_date(l));
    found
}

fn is_furniture(line: &str) -> bool {
    let low = line.to_lowercase();
    low.starts_with("by ")
        || low.starts_with("published")
        || low.starts_with("updated")
        || Date::find(line).is_some() && line.len() < 40
}

/// "ALDMOUTH, England (AP) — The bridge …"
fn dateline_agency(line: &str) -> Option<String> {
    let head: String = line.chars().take(70).collect();
    let open = head.find('(')?;
    let close = head[open..].find(')')? + open;
    let name = &head[open + 1..close];
    let dash = head[close + 1..].trim_start().starts_with(['-', '–', '—', ':']);
    let capitals = head[..open]
        .split_whitespace()
        .next()
        .is_none_or(|w| w.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase));
    let known = AGENCIES.iter().find(|(short, _)| *short == name)?;
    (dash || capitals && open < 40).then(|| known.1.to_owned())
}

/// "By Ann Lee, The Aldmouth Courier" or "By Ann Lee | Northern Wire".
fn byline_outlet(line: &str) -> Option<String> {
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    if rest.len() > 90 || rest.ends_with('.') {
        return None;
    }
    let tail = rest.rsplit_once(" | ").or_else(|| rest.rsplit_once(", "))?.1.trim();
    let known = AGENCIES.iter().find(|(short, _)| *short == tail).map(|(_, full)| (*full).to_owned());
    let paper = tail.split_whitespace().any(|w| {
        matches!(
            w,
            "The"
                | "News"
                | "Times"
                | "Post"
                | "Journal"
                | "Courier"
                | "Herald"
                | "Tribune"
                | "Guardian"
                | "Press"
                | "Wire"
                | "Daily"
                | "Gazette"
                | "Star"
                | "Globe"
                | "Mail"
                | "Telegraph"
                | "Observer"
                | "Agency"
                | "Reuters"
                | "CNN"
                | "BBC"
                | "NPR"
        )
    });
    known.or_else(|| (paper && tail.split_whitespace().count() <= 5).then(|| tail.to_owned()))
}

/// A date that stands by itself: nearly the whole line, or behind "Published".
fn standing_date(line: &str) -> Option<Date> {
    let low = line.to_lowercase();
    let marked = ["published", "updated", "posted", "last updated", "date:", "first published"]
        .iter()
        .any(|m| low.starts_with(m));
    let date = Date::find(line)?;
    let words = line.split_whitespace().count();
    (marked || words <= 7).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_lines_tell_title_outlet_and_date() {
        let g = guess(
            "Swing bridge to shut until spring\nBy Ann Lee, The Aldmouth Courier\nPublished 12 May 2026, 9:00 am\nThe bridge will close on Friday.",
        );
        assert_eq!(g.title.as_deref(), Some("Swing bridge to shut until spring"));
        assert_eq!(g.outlet.as_deref(), Some("The Aldmouth Courier"));
        assert_eq!(g.date, Date::new(2026, 5, 12));
    }

    #[test]
    fn a_dateline_names_the_agency() {
        assert_eq!(
            guess("ALDMOUTH, England (AP) — The bridge will close.").outlet.as_deref(),
            Some("Associated Press")
        );
        assert_eq!(guess("The bridge (AP) will close.\nMore.").outlet, None);
    }

    #[test]
    fn nothing_is_guessed_from_a_plain_story() {
        assert_eq!(
            guess("On Tuesday, the mayor spoke of the bridge, which closed on April 3.\nShe said so."),
            Guess::default()
        );
        assert_eq!(guess("One line only"), Guess::default());
        assert_eq!(guess(""), Guess::default());
    }
}
