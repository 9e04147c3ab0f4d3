//! What a stranger's link, file or page may not bring along: names that deceive the eye, addresses that run code.
//!
//! Texts are left as they are (all spans count their bytes); they are only ever shown as text.

use std::borrow::Cow;

/// Characters that change how their neighbours are shown without being seen: bidi controls (Unicode TR 36 §2.6), zero
/// width spaces, soft hyphens, tags. Joiners stay: emoji and Persian need them.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// A name on one line: invisible characters go, control characters and line breaks become spaces.
pub fn plain_name(name: &str) -> String {
    let visible = name.chars().filter(|&c| !is_invisible(c));
    visible.map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

/// A text as it is safe to show: what turns the order of its neighbours about is an invisible character of as many bytes, so
/// that places still count.
pub fn shown(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if text.contains(turns) { text.replace(turns, "\u{2060}").into() } else { text.into() }
}

/// The address, if it is one of a web page: `http` or `https`, a host, no space, control or quotation mark.
pub fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let clean = !url.chars().any(|c| {
        c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '"' | '<' | '>' | '\\' | '`')
    });
    (web && !host.is_empty() && clean).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_pages_become_links() {
        let good = ["https://example.org/a?b=c#d", "HTTP://example.org", " https://example.org/é "];
        for url in good {
            assert_eq!(web_address(url), Some(url.trim()));
        }
        let bad = [
            "javascript:alert(1)",
            "JavaScript://example.org/%0Aalert(1)",
            "data:text/html,hi",
            "java\nscript:alert(1)",
            "//example.org",
            "https://",
            "https:///path",
            "https://example.org/\" onclick=",
            "https://exam\u{202E}ple.org",
            "ftp://example.org",
            "",
        ];
        for url in bad {
            assert_eq!(web_address(url), None, "{url:?}");
        }
    }

    #[test]
    fn what_is_shown_reads_in_its_own_order_and_keeps_its_places() {
        let text = "He \u{202E}denied\u{202C} it, \u{2067}שלום\u{2069}.";
        assert_eq!(shown(text), "He \u{2060}denied\u{2060} it, \u{2060}שלום\u{2060}.");
        assert_eq!(shown(text).len(), text.len());
        assert!(matches!(shown("“It was,” she said."), Cow::Borrowed(_)));
    }

    #[test]
    fn names_show_what_they_are() {
        assert_eq!(plain_name("The\u{202E} Daily\u{200B}\nHerald"), "The Daily Herald");
        assert_eq!(plain_name("👩\u{200D}🚀"), "👩\u{200D}🚀", "joiners make one picture of two");
    }
}
