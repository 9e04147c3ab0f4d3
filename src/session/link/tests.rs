//! What must hold of links: nothing is lost, nothing else is ever shown.

use super::*;
use crate::article::{ArticleId, Date};
use crate::comparison::{CompareBy, FindingKind};
use crate::corrections::{Anchor, Correction};
use crate::session::{Page, RowFilter, RowOrder, View};
use crate::text::Span;

/// Two short stories with everything that a session can have.
fn session() -> Session {
    let text = "The harbour board voted on Monday to close the old ferry terminal.\n\n“We could not keep it open,” chair Ines Farrow said.";
    let other =
        "Ferry passengers will have to walk further from next spring. Farrow said the board “had no choice”.";
    Session {
        title: "Ferry terminal".into(),
        articles: vec![
            Article {
                id: ArticleId(0),
                label: "Harbour Post".into(),
                title: Some("Old terminal to close".into()),
                date: Date::new(2024, 3, 4),
                url: Some("https://example.org/ferry".into()),
                text: text.into(),
            },
            Article {
                id: ArticleId(4),
                label: "The Quay".into(),
                title: None,
                date: None,
                url: None,
                text: other.into(),
            },
        ],
        corrections: vec![
            Correction::RenameTopic { topic: "terminal".into(), label: "ferry terminal".into() },
            Correction::Reassign {
                at: Anchor { article: ArticleId(0), content: Span::new(68, 99), words: "“We could".into() },
                speaker: "Ines Farrow".into(),
            },
            Correction::Dismiss {
                at: Anchor {
                    article: ArticleId(4),
                    content: Span::new(0, 6),
                    words: "lost its place".into(),
                },
            },
        ],
        view: View {
            page: Page::Compare,
            article: 1,
            by: CompareBy::Speakers,
            filter: RowFilter::LeftOut,
            order: RowOrder::Alphabet,
            numbers: vec!["spring".into(), "".into(), "ferry terminal".into()],
            topics_off: vec!["spring".into()],
            topics_on: vec![],
            open_rows: vec!["ferry terminal".into(), "board".into()],
        },
    }
}

fn link() -> String {
    encode(&session(), Carries::Everything, None).unwrap().fragment
}

#[test]
fn a_link_brings_back_everything() {
    let opened = decode(&link(), None).unwrap();
    assert_eq!(opened.session, session());
    assert_eq!(opened.carries, Carries::Everything);
}

#[test]
fn what_was_set_aside_and_added_travels_with_its_places() {
    let mut session = session();
    let text = &session.articles[0].text;
    let figure = Anchor::reaching(ArticleId(0), text, Span::new(4, 7));
    let gone = Anchor { article: ArticleId(4), content: Span::new(0, 3), words: "212 passengers".into() };
    let aside = |kind, at| Correction::SetAside { kind, at };
    session.corrections = vec![
        aside(FindingKind::FiguresDiffer, vec![figure, gone.clone()]),
        aside(FindingKind::Opposed, vec![gone.clone()]),
        Correction::AddStatement { at: gone.clone(), speaker: "Ines Farrow".into() },
        Correction::Dismiss { at: gone },
    ];
    for carries in [Carries::Everything, Carries::View] {
        let link = encode(&session, carries, None).unwrap().fragment;
        assert_eq!(decode(&link, None).unwrap().session.corrections, session.corrections);
    }
}

#[test]
fn what_programs_do_to_addresses_is_repaired() {
    let link = link();
    let (start, end) = link.split_at(100);
    let arrivals = [
        link[1..].to_owned(),
        format!("https://example.org/crossread/{link}"),
        format!("https://example.org/crossread/%23{}", &link[1..]),
        format!("https://example.org/crossread/%2523{}", &link[1..]),
        format!("  <https://example.org/crossread/{link}>."),
        format!("{link})."),
        format!("{link}_"),
        format!("{link}\n\nRegards, Ada"),
        format!("{link}?fbclid=abc"),
        format!("{start}\r\n> {end}"),
        format!("{start}=\n{end}"),
        format!("{start}%0A{end}"),
        format!("{start}\u{200B}{end}"),
        format!("{start}%E2%80%8B{end}"),
        link.replace('_', "%5F").replace('-', "%2d"),
        link.replace('_', "\\_"),
        link[..link.len() - 1].to_owned(),
    ];
    for arrival in arrivals {
        assert_eq!(decode(&arrival, None).map(|o| o.session), Ok(session()), "{arrival}");
    }
}

#[test]
fn a_cut_link_says_how_much_is_missing() {
    let link = link();
    let total = link.len() - 1;
    for arrived in [8, 200, total - 2] {
        let error = decode(&link[..=arrived], None).unwrap_err();
        let known = (arrived > 20).then_some(total);
        assert_eq!(error, LinkError::Cut { arrived, total: known });
    }
    let message = LinkError::Cut { arrived: 1204, total: Some(1700) }.to_string();
    assert!(message.starts_with("The link was cut: 1,204 of 1,700 characters arrived."));
}

#[test]
fn other_fragments_are_no_links() {
    for text in ["", "#", "#top", "#view", "#set=lesson1.json", "v", "#v", "#v0c", "%23", "#vd"] {
        assert!(decode(text, None).is_err(), "{text}");
        assert!(!looks_like_link(text) || text == "#v0c", "{text}");
    }
    assert_eq!(decode("#v2cAAAA", None), Err(LinkError::NewerVersion));
    assert!(looks_like_link(&link()));
}

#[test]
fn the_view_alone_finds_its_texts_again() {
    let opened = decode(&encode(&session(), Carries::View, None).unwrap().fragment, None).unwrap();
    assert!(opened.session.articles.iter().all(|a| a.text.is_empty()));
    let mut own = session().articles;
    own.reverse();
    assert_eq!(opened.with_texts_from(&own), Some(session()));
    assert_eq!(opened.with_texts_from(&own[..1]), None);
}

#[test]
fn what_a_link_cannot_hold_is_said() {
    let mut big = session();
    big.articles[0].text = "x".repeat(MAX_BYTES);
    assert!(matches!(encode(&big, Carries::Everything, None), Err(LinkError::TooMuchText { .. })));
    big.articles = (0..51).map(|i| Article { id: ArticleId(i), ..session().articles[0].clone() }).collect();
    assert_eq!(encode(&big, Carries::Everything, None), Err(LinkError::TooManyArticles(51)));
}

#[test]
fn a_link_is_safe_to_show() {
    let mut nasty = session();
    nasty.articles[0].url = Some("javascript:alert(1)".into());
    nasty.articles[0].label = "The \u{202E}Post".into();
    let opened = decode(&encode(&nasty, Carries::Everything, None).unwrap().fragment, None).unwrap().session;
    assert_eq!(opened.articles[0].url, None);
    assert_eq!(opened.articles[0].label, "The Post");
}
