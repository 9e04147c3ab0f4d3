//! Search over all articles: every place, with the words around it.

use std::rc::Rc;

use crate::article::{Article, ArticleId};
use crate::text::Span;

/// The most places that are shown.
pub const MOST: usize = 200;
/// How much stands on either side, in characters.
const AROUND: usize = 40;

/// A place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub article: ArticleId,
    pub span: Span,
    pub before: String,
    pub words: String,
    pub after: String,
}

/// The places of `query`, without regard to case, at most [`MOST`], and how many there are in all.
pub fn search(articles: &[Rc<Article>], query: &str) -> (Vec<Hit>, usize) {
    let wanted: Vec<char> = folded(query.trim()).map(|(_, c)| c).collect();
    let (mut hits, mut count) = (Vec::new(), 0);
    if wanted.is_empty() {
        return (hits, 0);
    }
    for article in articles {
        let chars: Vec<(usize, char)> = folded(&article.text).collect();
        let mut i = 0;
        while i + wanted.len() <= chars.len() {
            if !chars[i..i + wanted.len()].iter().map(|(_, c)| c).eq(&wanted) {
                i += 1;
                continue;
            }
            count += 1;
            if hits.len() < MOST {
                let start = chars[i].0;
                let end = chars.get(i + wanted.len()).map_or(article.text.len(), |(at, _)| *at);
                hits.push(hit(article, start, end));
            }
            i += wanted.len();
        }
    }
    (hits, count)
}

/// Where words stand in a text, of several places the nearest to `near`; without regard to case and white space.
pub fn place(text: &str, words: &str, near: u32) -> Option<Span> {
    let solid = |text| folded(text).filter(|(_, c)| *c != ' ').collect::<Vec<_>>();
    let (all, wanted) = (solid(text), solid(words));
    let last = wanted.len().checked_sub(1)?;
    let (start, end) = all
        .windows(wanted.len())
        .filter(|window| window.iter().map(|(_, c)| c).eq(wanted.iter().map(|(_, c)| c)))
        .map(|window| (window[0].0, window[last].0))
        .min_by_key(|(start, _)| start.abs_diff(near as usize))?;
    let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
    Some(Span::new(start, end))
}

/// A label in lower case, to be put in order.
pub fn in_lower_case(label: &str) -> String {
    folded(label).map(|(_, c)| c).collect()
}

/// The characters in lower case, each with the byte where it comes from; of a character that becomes several
/// only the first, and one kind of quotation mark and space.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().map(|(at, c)| {
        let c = match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            c if c.is_whitespace() => ' ',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        (at, c)
    })
}

fn hit(article: &Article, start: usize, end: usize) -> Hit {
    let text = &article.text;
    let from = text[..start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| end + at);
    // Not over the edge of a paragraph; where that is further away, whole words.
    let before = match text[from..start].rfind('\n') {
        Some(edge) => text[from + edge + 1..start].to_owned(),
        None if from == 0 || text[..from].ends_with('\n') => text[from..start].to_owned(),
        None => format!("… {}", whole(&text[from..start], text[..from].chars().next_back(), false)),
    };
    let after = match text[end..to].find('\n') {
        Some(edge) => text[end..end + edge].to_owned(),
        None if to == text.len() || text[to..].starts_with('\n') => text[end..to].to_owned(),
        None => format!("{} …", whole(&text[end..to], text[to..].chars().next(), true)),
    };
    Hit {
        article: article.id,
        span: Span::new(start, end),
        before,
        words: text[start..end].to_owned(),
        after,
    }
}

/// An excerpt without the part of a word at its end, or at its beginning; `next` is the character beyond it.
fn whole(excerpt: &str, next: Option<char>, at_end: bool) -> &str {
    let cut = if at_end { excerpt.rsplit_once(' ') } else { excerpt.split_once(' ') };
    match cut.filter(|_| next != Some(' ')) {
        Some((before, after)) => [after, before][usize::from(at_end)],
        None if at_end => excerpt.trim_end(),
        None => excerpt.trim_start(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn article(text: &str) -> Rc<Article> {
        let id = ArticleId(0);
        Rc::new(Article { id, label: "A".into(), title: None, date: None, url: None, text: text.into() })
    }

    #[test]
    fn places_are_found_in_any_case_and_with_any_quotation_mark() {
        let articles = [article("The Ferry runs.\nA ferry’s crew; FERRYMAN.")];
        let (hits, count) = search(&articles, "ferry");
        assert_eq!(count, 3);
        assert_eq!((hits[0].before.as_str(), hits[0].after.as_str()), ("The ", " runs."));
        assert_eq!(search(&articles, "ferry's").1, 1);
        assert_eq!(search(&articles, "  ").1, 0);
    }

    #[test]
    fn words_are_placed_where_they_stand_nearest() {
        let text = "“We waited,” she said.\n\nWe waited for it. We waited.";
        let at = |words, near| place(text, words, near).map(|span| (span.start, span.of(text)));
        assert_eq!(at("\"we waited,\"", 90), Some((0, "“We waited,”")));
        assert_eq!(at("We waited", 0).map(|p| p.0), Some(3));
        assert_eq!(at("We waited", 40).map(|p| p.0), Some(46));
        assert_eq!(at("said. We  waited\nfor", 0), Some((21, "said.\n\nWe waited for")));
        assert_eq!((at("", 0), at("he waited", 0), place("", "a", 0)), (None, None, None));
    }

    #[test]
    fn an_excerpt_has_whole_words_and_says_where_it_is_cut() {
        let text = "The old swing bridge over the river had stood open for a ferry since the storm of Tuesday, and nobody closed it.";
        let hit = &search(&[article(text)], "ferry").0[0];
        assert_eq!(hit.before, "… over the river had stood open for a ");
        assert_eq!(hit.after, " since the storm of Tuesday, and nobody …");
        let hit = &search(&[article("A ferry runs.\nNext.")], "runs").0[0];
        assert_eq!((hit.before.as_str(), hit.after.as_str()), ("A ferry ", "."));
        let long = "x".repeat(90);
        let hit = &search(&[article(&format!("{long}ferry{long}"))], "ferry").0[0];
        assert!(hit.before.starts_with("… x") && hit.after.ends_with("x …"));
    }

    proptest! {
        #[test]
        fn every_place_is_a_slice_of_the_text(text in "\\PC{0,80}", query in "\\PC{1,3}") {
            let article = article(&text);
            for hit in search(std::slice::from_ref(&article), &query).0 {
                prop_assert_eq!(hit.span.of(&text), hit.words);
            }
        }
    }
}
