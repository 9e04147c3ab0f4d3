//! Any text as an article, read by the rules, by the learned model and by both together, and set beside itself: never a panic,
//! and every span lies within the text, on the borders of characters.
#![no_main]

use std::sync::OnceLock;

use crossread::analysis::{Reading, overview, read};
use crossread::article::{Article, ArticleId};
use crossread::attribution::model::Learned;
use crossread::attribution::{Attributor, Rules, Together};
use crossread::comparison::CompareBy;
use crossread::text::Span;
use libfuzzer_sys::fuzz_target;

fn learned() -> &'static Learned {
    static MODEL: OnceLock<Learned> = OnceLock::new();
    MODEL.get_or_init(|| {
        let weights = include_bytes!("../../static/model/attribution.bin");
        Learned::from_bytes(weights).expect("the committed weights are whole")
    })
}

fn inside(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
}

fn together() -> &'static Together {
    static BOTH: OnceLock<Together> = OnceLock::new();
    BOTH.get_or_init(|| Together::new(learned().clone()))
}

/// Fragments of one role are in order, not empty, and apart.
fn apart(text: &str, spans: &[Span]) {
    let mut last = 0;
    for span in spans {
        inside(text, *span);
        assert!(span.start >= last && !span.is_empty(), "{spans:?}");
        last = span.end;
    }
}

fn check(reading: &Reading) {
    let (text, found) = (&reading.article.text, &reading.analysis);
    for a in &found.attributions {
        for role in [&a.source, &a.cue, &a.content] {
            apart(text, role);
        }
        assert!(!a.content.is_empty());
        assert!((0.0..=1.0).contains(&a.confidence));
        assert!(a.speaker.is_none_or(|s| (s.0 as usize) < found.speakers.len()));
    }
    for span in found.speakers.iter().flat_map(|s| &s.mentions) {
        inside(text, *span);
    }
    for span in found.sentences.iter().chain(&found.boilerplate) {
        inside(text, *span);
    }
}

fuzz_target!(|text: &str| {
    let article = |id| Article {
        id: ArticleId(id),
        label: String::new(),
        title: None,
        date: None,
        url: None,
        text: text.to_owned(),
    };
    let engines: [&dyn Attributor; 3] = [&Rules, learned(), together()];
    let readings: Vec<Reading> =
        (0..).zip(engines).map(|(id, engine)| read(&article(id), engine)).collect();
    readings.iter().for_each(check);
    let _ = overview(&readings.iter().collect::<Vec<_>>(), &[], CompareBy::Articles);
});
