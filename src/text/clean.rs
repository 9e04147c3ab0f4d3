//! Clean-up: what stands in a pasted article and is not part of it. Nothing is removed; spans are named so
//! that no token is made of them and offsets stay those of the text as given.

use super::Span;

/// Lines that are furniture of a web page, when the whole line is one of these (lower-cased, without marks).
const LINES: &[&str] = &[
    "advertisement",
    "advertising",
    "ad",
    "sponsored",
    "sponsored content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "tweet",
    "email",
    "print",
    "facebook",
    "twitter",
    "whatsapp",
    "copy link",
    "link copied",
    "save",
    "comments",
    "related",
    "related articles",
    "related stories",
    "more on this story",
    "most read",
    "most popular",
    "trending",
    "recommended",
    "read more",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "continue reading",
    "sign up",
    "subscribe",
    "log in",
    "sign in",
    "newsletter",
    "watch",
    "watch live",
    "listen",
    "gallery",
    "photos",
    "skip advertisement",
    "back to top",
    "next",
    "previous",
    "close",
    "menu",
    "loading",
    "view comments",
    "leave a comment",
    "show more",
    "load more",
    "open in app",
    "get the app",
    "follow us",
    "follow",
    "like",
    "report a typo",
    "correction request",
];

/// Beginnings of lines that are furniture, if the line is short.
const STARTS: &[&str] = &[
    "read more:",
    "read more ",
    "read also:",
    "also read:",
    "read next:",
    "related:",
    "see also:",
    "watch:",
    "video:",
    "listen:",
    "more:",
    "share on ",
    "share this ",
    "share via ",
    "follow us on ",
    "follow us ",
    "sign up for ",
    "sign up to ",
    "subscribe to ",
    "click here",
    "tap here",
    "story continues",
    "article continues",
    "continue reading",
    "download the ",
    "copyright ©",
    "©",
    "(c) 20",
    "all rights reserved",
    "photo:",
    "image:",
    "photograph:",
    "image credit",
    "photo credit",
    "getty images",
    "this material may not be published",
    "like us on facebook",
    "find us on ",
    "join the conversation",
    "get the latest ",
    "get our ",
    "advertisement ",
    "most read in ",
    "have a tip?",
    "send tips to ",
    "editor's picks",
    "recommended for you",
    "you may also like",
    "don't miss:",
    "must read:",
    "trending:",
];

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
    if LINES.contains(&bare) || STARTS.iter().any(|s| low.starts_with(s)) {
        return true;
    }
    // A share bar: nothing but names of services.
    let mut any = false;
    let bar = low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| {
        any = true;
        [
            "facebook",
            "twitter",
            "x",
            "whatsapp",
            "email",
            "linkedin",
            "reddit",
            "pinterest",
            "share",
            "tweet",
            "print",
            "copy",
            "link",
            "telegram",
            "messenger",
            "bluesky",
            "on",
            "via",
            "flipboard",
            "sms",
            "save",
        ]
        .contains(&w)
    });
    any && bar && low.len() > 3
}

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
        ] {
            assert_eq!(dropped(line), [line]);
        }
        for line in [
            "He said [the bridge] was [sic] safe.",
            "Share prices fell.",
            "Photographs were taken.",
            "The ad ran in 2016.",
            "Watch the skies, she said, and read more books than you think you can read before the winter comes round again; nobody else will do it for you now.",
        ] {
            assert_eq!(dropped(line), [""; 0], "{line}");
        }
        assert_eq!(dropped("The end.[ad3] More"), ["[ad3]"]);
    }
}
