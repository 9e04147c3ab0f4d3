//! What is to be said about the articles themselves before anything is compared: one only, the same twice, nothing
//! in common, nobody quoted, no words, another language. Each sentence says what still works.

use super::called::{article_name, list};
use super::findings::sentence;
use super::versions::versions;
use super::{CompareBy, Comparison, Finding, FindingKind, Row};
use crate::analysis::Reading;
use crate::text::{TokenKind, word_hash_ascii};

/// The remarks on some articles, the gravest first.
pub(super) fn remarks(readings: &[&Reading], comparison: &Comparison) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    out.extend(no_words(readings));
    out.extend(not_english(readings));
    match versions(readings) {
        Some(same) => out.push(same),
        None => out.extend(no_shared_topic(readings, comparison)),
    }
    out.extend(one_article(readings, comparison));
    out.extend(no_quotations(readings, comparison));
    out
}

fn no_words(readings: &[&Reading]) -> Option<Finding> {
    let empty = (0u32..).zip(readings).filter(|(_, r)| r.analysis.words == 0);
    let names: Vec<String> = empty.map(|(i, _)| article_name(readings, i)).collect();
    let verb = if names.len() == 1 { "has" } else { "have" };
    (!names.is_empty()).then(|| {
        sentence(FindingKind::NoWords, format!("{} {verb} no words to read: add its text.", list(&names)))
    })
}

/// One article has nobody beside it, but the people in it can be compared.
fn one_article(readings: &[&Reading], comparison: &Comparison) -> Option<Finding> {
    let alone = readings.len() == 1 && readings[0].analysis.words > 0 && comparison.by == CompareBy::Articles;
    alone.then(|| {
        let name = article_name(readings, 0);
        let quotes = !readings[0].analysis.attributions.is_empty();
        let words = if quotes {
            format!(
                "{name} is the only article: compare by speakers what each person in it says, or add another."
            )
        } else {
            format!("{name} is the only article: add another to compare it with.")
        };
        sentence(FindingKind::OneArticle, words)
    })
}

fn no_quotations(readings: &[&Reading], comparison: &Comparison) -> Option<Finding> {
    let words = readings.iter().any(|r| r.analysis.words > 0);
    let silent = readings.iter().all(|r| r.analysis.attributions.is_empty());
    (words && silent && comparison.by == CompareBy::Speakers).then(|| {
        let who = if readings.len() == 1 {
            "The article quotes nobody"
        } else {
            "None of the articles quotes anybody"
        };
        let words = format!("{who}, so that the columns are what each article says in its own words.");
        sentence(FindingKind::NoQuotations, words)
    })
}

fn not_english(readings: &[&Reading]) -> Option<Finding> {
    const COMMON: [&str; 16] = [
        "the", "of", "and", "to", "in", "a", "that", "is", "for", "on", "with", "was", "by", "it", "he", "at",
    ];
    let foreign: Vec<u32> = (0u32..)
        .zip(readings)
        .filter(|(_, r)| {
            let words = r.text.tokens.iter().filter(|t| t.kind == TokenKind::Word);
            let (all, common) = words.fold((0, 0), |(all, common), t| {
                (all + 1, common + usize::from(COMMON.iter().any(|w| word_hash_ascii(w) == t.hash)))
            });
            all >= 20 && common * 12 < all
        })
        .map(|(i, _)| i)
        .collect();
    let names: Vec<String> = foreign.iter().map(|i| article_name(readings, *i)).collect();
    let verb = if names.len() == 1 { "does" } else { "do" };
    (!names.is_empty()).then(|| {
        let words = format!(
            "{} {verb} not seem to be in English: quotation marks and numbers are still read, but speakers and topics may be missed.",
            list(&names)
        );
        sentence(FindingKind::NotEnglish, words)
    })
}

/// Articles that have passages in a row.
fn articles_in(row: &Row) -> Vec<u32> {
    let mut articles: Vec<u32> =
        row.cells.iter().flat_map(|c| c.passages.iter().map(|p| p.article)).collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}

fn no_shared_topic(readings: &[&Reading], comparison: &Comparison) -> Option<Finding> {
    let apart = readings.len() > 1 && comparison.rows.iter().all(|r| articles_in(r).len() < 2);
    apart.then(|| {
        let names: Vec<String> = (0..readings.len() as u32).map(|i| article_name(readings, i)).collect();
        let who = if names.len() > 3 { format!("The {} articles", names.len()) } else { list(&names) };
        sentence(FindingKind::NoSharedTopic, format!("{who} share no topic."))
    })
}
