//! Clean-up: what stands in a pasted article and is not part of it. Nothing is removed; spans are named so
//! that no token is made of them and offsets stay those of the text as given.

use super::Span;

/// Lines that are furniture of a web page.
const LINES: &str = include_str!("data/furniture_lines.txt");

/// Beginnings of lines that are furniture.
const STARTS: &str = include_str!("data/furniture_starts.txt");

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

/// The longest line, in bytes, that may be furniture by its beginning.
const SHORT: usize = 140;

/// Whether the bracketed text (without its brackets) is a placeholder such as "revad2" or "caption id=…",
/// rather than an editor's insertion such as "sic" or "the president".
fn is_placeholder(inside: &str, whole_line: bool) -> bool {
    let name = inside.trim_start_matches('/');
    let word = name.split([' ', '=']).next().unwrap_or("");
    if word.is_empty()
        || word.len() > 24
        || !word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
    {
        return false;
    }
    let digit = word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().any(|b| b.is_ascii_lowercase())
        && !word.contains('-');
    let known = [
        "ad",
        "ads",
        "advertisement",
        "embed",
        "caption",
        "gallery",
        "video",
        "audio",
        "twitter",
        "tweet",
        "youtube",
        "iframe",
    ];
    let tag = inside.starts_with('/') || inside.contains('=');
    let alone = whole_line && !inside.contains(' ');
    digit && !inside.contains(' ') || tag || known.contains(&word) || alone
}

/// The boilerplate of the line `start..end` of `text`, as spans of bytes, in order.
pub(super) fn boilerplate(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let line = &text[start..end];
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return;
    }
    if is_furniture(trimmed) {
        out.push(Span::new(start, end));
        return;
    }
    let mut from = 0;
    while let Some(open) = line[from..].find('[').map(|i| i + from) {
        let Some(close) = line[open..].find(']').map(|i| i + open) else { return };
        let whole = trimmed.len() == close + 1 - open;
        if is_placeholder(&line[open + 1..close], whole) {
            out.push(Span::new(start + open, start + close + 1));
        }
        from = close + 1;
    }
}

fn is_furniture(line: &str) -> bool {
    if line.len() > SHORT {
        return false;
    }
    let low = line.to_lowercase();
    let bare = low.trim_matches(|c: char| !c.is_alphanumeric());
    // Somebody speaks: a sentence of the article, whatever it begins with.
    let speech = low.contains(['“', '”', '"']) || low.contains(" said");
    entries(LINES).any(|line| line == bare)
        || !speech && entries(STARTS).any(|start| begins(&low, start))
        || is_follow_line(&low)
        || is_share_bar(&low)
        || is_time_stamp(&low)
}

/// Whether a line begins with these words, and not in the middle of one.
fn begins(low: &str, start: &str) -> bool {
    low.strip_prefix(start)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || start.ends_with([':', '©', '-', '0']))
}

/// "Follow Ann Lee on Twitter @annlee".
fn is_follow_line(low: &str) -> bool {
    low.starts_with("follow ")
        && [" on twitter", " on facebook", " on instagram", " on x"].iter().any(|s| low.contains(s))
}

/// Nothing but the names of services and their counts: "Facebook Twitter 1.2K shares".
fn is_share_bar(low: &str) -> bool {
    let mut service = false;
    let bar = low.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|w| !w.is_empty()).all(|w| {
        let count =
            w.bytes().next().is_some_and(|b| b.is_ascii_digit()) && w.trim_end_matches(['k', 'm']).len() <= 5;
        service |= !count && w != "on" && w != "via" && w != "x";
        count || SERVICES.contains(&w)
    });
    bar && service && low.len() > 3
}

/// What a share bar is made of.
const SERVICES: &[&str] = &[
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "email",
    "linkedin",
    "reddit",
    "pinterest",
    "share",
    "shares",
    "tweet",
    "print",
    "copy",
    "link",
    "telegram",
    "messenger",
    "bluesky",
    "threads",
    "on",
    "via",
    "flipboard",
    "sms",
    "save",
    "comments",
];

/// When the page was published, and nothing else: "Published 10:42 AM EDT, Tue May 2, 2017", "3 min read". A bare
/// date is left alone, as it may head an entry of a chronicle.
fn is_time_stamp(low: &str) -> bool {
    let mut words = low.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|w| !w.is_empty());
    let digit = |w: &str| w.bytes().next().is_some_and(|b| b.is_ascii_digit());
    let (mut digits, mut marked, mut reading) = (false, false, (false, false));
    let all = words.all(|w| {
        let w = w.trim_end_matches(':');
        digits |= digit(w);
        marked |= ["published", "updated", "posted", "modified"].contains(&w) || digit(w) && w.contains(':');
        reading = (reading.0 || w.starts_with("min"), reading.1 || w == "read");
        digit(w) && w.len() <= 7 || TIME_WORDS.contains(&w)
    });
    all && digits && (marked || reading == (true, true))
}

/// What a time stamp is made of, besides numbers.
const TIME_WORDS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "first",
    "last",
    "on",
    "at",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "et",
    "est",
    "edt",
    "ct",
    "pt",
    "pst",
    "pdt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "ist",
    "min",
    "mins",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "ago",
    "read",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn dropped(line: &str) -> Vec<&str> {
        let mut out = Vec::new();
        boilerplate(line, 0, line.len(), &mut out);
        out.iter().map(|s| s.of(line)).collect()
    }

    #[test]
    fn furniture_goes_and_text_stays() {
        for line in [
            "[revad2]",
            "Advertisement",
            "READ MORE: The mayor resigns",
            "Facebook Twitter WhatsApp Email",
            "[caption id=\"3\"]",
            "© 2019 The Courier",
            "Share 1.2K Tweet 340 Email",
            "12 Comments",
            "Published 10:42 AM EDT, Tue May 2, 2017",
            "Updated: May 3, 2017",
            "Last updated on Friday at 9:05 p.m. ET",
            "4 min read",
            "Follow Ann Lee on Twitter @annlee",
            "(Reporting by Ann Lee; Editing by Bo Park)",
            "We use cookies to improve this site.",
            "Story continues below advertisement",
        ] {
            assert_eq!(dropped(line), [line]);
        }
        for line in [
            "He said [the bridge] was [sic] safe.",
            "Share prices fell.",
            "Photographs were taken.",
            "The ad ran in 2016.",
            "Advertisement spending fell by 3% in May.",
            "Getty Images sued a rival on Monday.",
            "Download the report and read it, she wrote.",
            "Story continues to trouble the mayor.",
            "May 2, 2017",
            "1945",
            "Updated figures show that 3 people died.",
            "Published in 2016, the report is out of date.",
            "Follow the money, they say.",
            "“Sign up for the war,” the posters read.",
            "Subscribe to it or not, Okafor said, the creed is his.",
            "X",
            "By noon the bridge was closed.",
            "Watch the skies, she said, and read more books than you think you can read before the winter comes round again; nobody else will do it for you now.",
        ] {
            assert_eq!(dropped(line), [""; 0], "{line}");
        }
        assert_eq!(dropped("The end.[ad3] More"), ["[ad3]"]);
    }
}
