//! Main-text extraction on pages that imitate the layouts of news sites, each holding one of four known stories
//! (all our own writing), against the text that should come out and against the crate `dom_smoothie`, a port of
//! Mozilla's Readability, as an oracle.

#![allow(clippy::unwrap_used, clippy::panic, clippy::iter_over_hash_type)] // the whole file is tests

use std::collections::HashMap;
use std::path::PathBuf;

use crossread::article::Date;
use crossread::load::{Draft, Markup, html};
use crossread_markup::Host;

struct Story {
    title: String,
    outlet: String,
    date: Date,
    text: String,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn story(number: &str) -> Story {
    let source = std::fs::read_to_string(folder().join(format!("story-{number}.txt"))).unwrap();
    let mut lines = source.splitn(5, '\n');
    let mut next = || lines.next().unwrap().to_owned();
    let (title, outlet, date) = (next(), next(), Date::parse(&next()).unwrap());
    next();
    Story { title, outlet, date, text: next() }
}

fn pages() -> Vec<(String, String)> {
    let mut all: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "html"))
        .map(|p| {
            (p.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap())
        })
        .collect();
    all.sort();
    all
}

fn story_of(source: &str) -> Story {
    let at = source.find("data-story=\"").unwrap() + 12;
    story(&source[at..=at])
}

fn bag(text: &str) -> HashMap<&str, i32> {
    let mut counts = HashMap::new();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .for_each(|w| *counts.entry(w).or_default() += 1);
    counts
}

/// F1 over the bags of words, 0..1.
fn f1(found: &str, wanted: &str) -> f64 {
    let (a, b) = (bag(found), bag(wanted));
    let both: i32 = a.iter().map(|(w, n)| (*n).min(*b.get(w).unwrap_or(&0))).sum();
    let (na, nb): (i32, i32) = (a.values().sum(), b.values().sum());
    if na + nb == 0 { 0.0 } else { 2.0 * f64::from(both) / f64::from(na + nb) }
}

fn ours(source: &str) -> Draft {
    html::draft(&Host.html(source))
}

#[test]
fn every_layout_gives_its_story() {
    let pages = pages();
    assert!(pages.len() >= 30);
    let mut poor = Vec::new();
    for (name, source) in &pages {
        let score = f1(&ours(source).text, &story_of(source).text);
        if score < 0.97 {
            poor.push(format!("{name}: {score:.3}"));
        }
    }
    assert!(poor.is_empty(), "{poor:#?}");
}

#[test]
fn paragraphs_and_headings_stay_apart() {
    for (name, source) in pages() {
        // These two have no paragraphs to keep: one breaks lines, the other's text comes from its metadata.
        if name.starts_with("paywall") {
            continue;
        }
        let (found, wanted) = (ours(&source).text, story_of(&source).text);
        let missing: Vec<_> =
            wanted.lines().filter(|l| !l.is_empty() && !found.lines().any(|f| f == *l)).collect();
        assert!(missing.is_empty(), "{name}: {missing:#?}\nin\n{found}");
    }
}

#[test]
fn title_outlet_and_date_are_read() {
    for (name, source) in pages() {
        let (found, wanted) = (ours(&source), story_of(&source));
        assert_eq!(found.title.as_deref(), Some(wanted.title.as_str()), "{name}");
        if source.contains("og:site_name") || source.contains("ld+json") {
            assert_eq!(found.label, wanted.outlet, "{name}");
            assert_eq!(found.date, Some(wanted.date), "{name}");
        }
    }
}

#[test]
fn as_good_as_the_oracle() {
    let (mut sum, mut oracle_sum) = (0.0, 0.0);
    let pages = pages();
    for (name, source) in &pages {
        let wanted = story_of(source).text;
        let oracle = dom_smoothie::Readability::new(source.as_str(), None, None)
            .and_then(|mut r| r.parse())
            .map_or_else(|_| String::new(), |a| a.text_content.to_string());
        let (a, b) = (f1(&ours(source).text, &wanted), f1(&oracle, &wanted));
        println!("{name:20} ours {a:.3}  oracle {b:.3}");
        sum += a;
        oracle_sum += b;
    }
    let n = pages.len() as f64;
    println!(
        "mean                 ours {:.4}  oracle {:.4}  ({} pages)",
        sum / n,
        oracle_sum / n,
        pages.len()
    );
    assert!(sum >= oracle_sum, "the oracle is better: {} against {}", oracle_sum / n, sum / n);
}
