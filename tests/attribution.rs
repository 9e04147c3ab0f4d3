//! What holds for any text, by the rules, by the learned model, and by both together: from the text to the speakers.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use crossread::analysis::{Reading, overview, read};
use crossread::article::{Article, ArticleId};
use crossread::attribution::model::Learned;
use crossread::attribution::{Act, Attributor, Rules, Together};
use crossread::comparison::CompareBy;
use crossread::text::Span;
use proptest::prelude::*;

fn learned() -> Learned {
    Learned::from_bytes(include_bytes!("../static/model/attribution.bin")).unwrap()
}

fn engines() -> [(&'static str, Box<dyn Attributor>); 3] {
    let together = Together::new(learned());
    [("rules", Box::new(Rules)), ("model", Box::new(learned())), ("together", Box::new(together))]
}

fn reading(text: &str, engine: &dyn Attributor) -> Reading {
    let article = Article {
        id: ArticleId(0),
        label: String::new(),
        title: None,
        date: None,
        url: None,
        text: text.to_owned(),
    };
    read(&article, engine)
}

/// Each role's fragments lie in the text, on borders of characters, in order, without overlap.
fn check(found: &Reading) -> Result<(), TestCaseError> {
    let text = &found.article.text;
    for a in &found.analysis.attributions {
        prop_assert!(!a.content.is_empty());
        prop_assert!((0.0..=1.0).contains(&a.confidence));
        prop_assert!(a.speaker.is_none_or(|s| (s.0 as usize) < found.analysis.speakers.len()));
        prop_assert!(!a.reason.to_string().is_empty());
        for role in [&a.source, &a.cue, &a.content] {
            let mut last = 0;
            for span in role {
                prop_assert!(span.start >= last && !span.is_empty(), "{role:?} in {text:?}");
                prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
                last = span.end;
            }
        }
        // What is said, who says it and the word for it are apart.
        for (x, y) in [(&a.source, &a.cue), (&a.source, &a.content), (&a.cue, &a.content)] {
            prop_assert!(!x.iter().any(|x| y.iter().any(|y| x.overlaps(*y))), "{a:?} in {text:?}");
        }
    }
    for span in found.analysis.speakers.iter().flat_map(|s| &s.mentions) {
        prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
    Ok(())
}

/// Paragraphs of some length, so that a few of them are further than a neighbourhood.
const PARAGRAPHS: [&str; 6] = [
    "“The bridge will open in May,” Ann Lee said on Monday. “It has been a long winter for all of us here.”",
    "The harbour board denied that the bridge was unsafe and said in a statement that it would be tested again.",
    "According to a report by the city, the cost rose to four million, which the mayor called “a disgrace”.",
    "Tom Fox, a farmer from the north of the county, told reporters that he had not been asked by anybody.",
    "Nobody was hurt when the old bridge fell in the storm of last November, and the road was closed at once.",
    "She added that the work would cost less than was feared, and that the ferry would run until the summer.",
];

/// Where a paragraph's attributions are, counted from its beginning.
fn places(found: &Reading, paragraph: Span) -> Vec<(Vec<(u32, u32)>, Act)> {
    let within = found.analysis.attributions.iter().filter(|a| paragraph.contains(a.content_span()));
    within
        .map(|a| {
            let spans = a.source.iter().chain(&a.cue).chain(&a.content);
            let from = |at: u32| at.wrapping_sub(paragraph.start);
            (spans.map(|s| (from(s.start), from(s.end))).collect(), a.act)
        })
        .collect()
}

/// Where each paragraph begins, if they are joined by line ends.
fn starts(paragraphs: &[&str]) -> Vec<usize> {
    let mut sum = 0;
    let next = |p: &&str| {
        let start = sum;
        sum += p.len() + 1;
        start
    };
    paragraphs.iter().map(next).collect()
}

/// Found by fuzzing: one text three times, each read by another engine, and the comparison went round for ever.
#[test]
fn one_text_three_times_is_compared() {
    let text = include_str!("../fuzz/seeds/attribution/equals");
    let readings: Vec<Reading> = engines().iter().map(|(_, engine)| reading(text, engine.as_ref())).collect();
    let comparison = overview(&readings.iter().collect::<Vec<_>>(), &[], CompareBy::Articles);
    assert_eq!(comparison.columns.len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_read_and_every_span_lies_in_it(
        text in "(\\PC{0,4}|[ \n\"'“”‘’.,:;!?()—-]|(said|told|he|she|it|they|that|who|Ann Lee|Mr\\. Fox|she added|according to|the statement|Trump’s claim that) ){0,120}",
    ) {
        for (_, engine) in engines() {
            check(&reading(&text, engine.as_ref()))?;
        }
    }

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        for (_, engine) in engines() {
            check(&reading(&text, engine.as_ref()))?;
        }
    }

    #[test]
    fn an_edit_changes_nothing_far_away(
        order in proptest::collection::vec(0usize..PARAGRAPHS.len(), 14),
        at in 1usize..14,
        edit in "(\\PC|[ “”\"'.,:]|(said|told|Ann Lee|he|that|according to) ){0,40}",
    ) {
        const FAR: usize = 4;
        let mut paragraphs: Vec<&str> = vec!["The bridge in the north"];
        paragraphs.extend(order.iter().map(|i| PARAGRAPHS[*i]));
        let mut edited = paragraphs.clone();
        let edit = format!("The text {edit}");
        edited[at] = &edit;
        for (name, engine) in engines() {
            let before = reading(&paragraphs.join("\n"), engine.as_ref());
            let after = reading(&edited.join("\n"), engine.as_ref());
            let starts = (starts(&paragraphs), starts(&edited));
            for i in (0..paragraphs.len()).filter(|i| i.abs_diff(at) >= FAR) {
                let span = |start: usize| Span::new(start, start + paragraphs[i].len());
                let (a, b) = (places(&before, span(starts.0[i])), places(&after, span(starts.1[i])));
                prop_assert_eq!(a, b, "paragraph {} by the {} when {} is {:?}", i, name, at, &edit);
            }
        }
    }
}
