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

/// What papers and agencies are called after, and hardly anything else.
const PAPERS: &str = "Times Journal Courier Herald Tribune Guardian Gazette Globe Telegraph Observer Chronicle Weekly \
    Daily Ledger Dispatch Wire Examiner Bulletin Inquirer Sentinel Argus Reuters CNN BBC NPR";

/// What they are called after too, and headlines end with.
const OFTEN: &str = "News Post Press Star Mail Agency Sun Record Standard Review Mirror Express Echo Independent \
    Monitor Register";

fn is_in(names: &str, word: &str) -> bool {
    names.split(' ').any(|name| name == word)
}

/// Guesses from the text alone.
pub fn guess(text: &str) -> Guess {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(HEAD).collect();
    let mut found = Guess::default();
    let several = lines.len() > 1;
    let masthead = lines.first().is_some_and(|l| standing_outlet(l, true).is_some());
    if let Some(first) = lines.get(usize::from(masthead)).filter(|_| several) {
        let words = first.split_whitespace().count();
        let quoted_end = first.ends_with(['”', '"', '’', '\'']);
        let ends = first.ends_with(['.', ':', ';', ',']) || (quoted_end && first.starts_with(['“', '"']));
        if (2..=24).contains(&words) && !ends && !is_furniture(first) {
            found.title = Some((*first).to_owned());
        }
    }
    let standing = |(i, line): (usize, &&str)| standing_outlet(line, i == 0).filter(|_| several);
    found.outlet = lines
        .iter()
        .find_map(|l| dateline_agency(l))
        .or_else(|| lines.iter().find_map(|l| byline_outlet(l)))
        .or_else(|| lines.iter().enumerate().find_map(standing));
    found.date = lines.iter().filter(|l| l.len() <= 90).find_map(|l| standing_date(l));
    found
}

fn is_furniture(line: &str) -> bool {
    let low = line.to_ascii_lowercase();
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
    let paper = tail.split_whitespace().any(|w| w == "The" || is_in(PAPERS, w) || is_in(OFTEN, w));
    known.or_else(|| (paper && tail.split_whitespace().count() <= 5).then(|| tail.to_owned()))
}

/// A line that is nothing but a paper's name, and a date perhaps: "The Capital Post | March 14, 2026", "Business Wire
/// Weekly". The first line is more often a headline.
fn standing_outlet(line: &str, first: bool) -> Option<String> {
    if line.len() > 90 {
        return None;
    }
    let parts = [" | ", " · ", " — ", " – ", " - ", ", "].iter().find_map(|between| line.split_once(between));
    let dated = parts.filter(|(_, date)| Date::find(date).is_some() && date.split_whitespace().count() <= 7);
    let name = dated.map_or(line, |(name, _)| name).trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let title = |w: &&str| {
        w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphanumeric)
            || matches!(*w, "of" | "and" | "&")
    };
    let last = words.last()?;
    let article = words[0] == "The";
    let known = is_in(PAPERS, last);
    let paper = known && !first || (known || is_in(OFTEN, last)) && (article || dated.is_some());
    ((2..=5).contains(&words.len()) && words.iter().all(title) && paper && words[0] != "By")
        .then(|| name.to_owned())
}

/// A date that stands by itself: nearly the whole line, or behind "Published".
fn standing_date(line: &str) -> Option<Date> {
    let low = line.to_ascii_lowercase();
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
    fn a_papers_name_may_stand_by_itself() {
        for (head, outlet) in [
            ("Harlow blaze: toll rises\nThe Capital Post | March 14, 2026", Some("The Capital Post")),
            ("Company cooperating fully\nBusiness Wire Weekly", Some("Business Wire Weekly")),
            ("Harlow blaze: toll rises\nAldmouth Evening News, 14 March 2026", Some("Aldmouth Evening News")),
            ("The Northern Ledger\nHarlow blaze: toll rises", Some("The Northern Ledger")),
            ("Mayor Leaves Her Post\nThe mayor has left", None),
            ("Harlow blaze\nBusiness News", None),
            ("Harlow blaze\nA Mayor for Our Times\n", None),
            ("Harlow blaze\nThe mayor spoke to the Post", None),
            ("Harlow blaze\nBy Ann Herald", None),
            ("Dispatch Weekly", None),
        ] {
            let text = format!("{head}\n\nThe depot burned for a day, the fire service said.");
            let text = if head.contains('\n') { &text } else { head };
            let found = guess(text);
            assert_eq!(found.outlet.as_deref(), outlet, "{head}");
        }
        let found = guess("The Northern Ledger\nHarlow blaze: toll rises\nIt burned.");
        assert_eq!(found.title.as_deref(), Some("Harlow blaze: toll rises"));
        let found = guess("Harlow blaze: toll rises\nThe Capital Post | March 14, 2026\nIt burned.");
        assert_eq!(
            (found.title.as_deref(), found.date),
            (Some("Harlow blaze: toll rises"), Date::new(2026, 3, 14))
        );
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
