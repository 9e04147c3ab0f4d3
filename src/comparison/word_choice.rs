//! Word choice: terms that one article uses and the others don't.
//!
//! Keyness is the log-likelihood ratio G² of a word's counts here and elsewhere (T. Dunning, "Accurate methods for
//! the statistics of surprise and coincidence", 1993), effect size the log ratio of relative frequencies (A.
//! Hardie, "Log ratio", 2014). Names are left out, as they say what a story is about and not how it is told;
//! so are quoted words, which are somebody else's choice.

use std::collections::HashMap;

use super::WordChoice;
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::TokenKind;
use crate::topics::{Lexicon, stem_hash};

/// G² from which a difference is worth showing: p < 0.05 at one degree of freedom.
const KEYNESS: f64 = 3.84;
/// The same for a word that stands there only twice: p < 0.01.
const KEYNESS_OF_TWO: f64 = 6.63;
/// Least times a word must stand in the article.
const COUNT: u32 = 2;
/// Words commoner in news than this, in nats of inverse document frequency, say nothing about an article.
const RARITY: f32 = 1.5;
/// Most terms for one article.
const TERMS: usize = 8;

/// A stem's counts.
#[derive(Default)]
struct Counts {
    /// Count in each article.
    articles: Vec<u32>,
    total: u32,
    /// The most frequent form met: its text and count in each article are kept apart.
    forms: Vec<(String, u32, u32)>,
}

/// The most telling terms of each article, best first; empty for a single article.
pub fn word_choice(readings: &[&Reading]) -> Vec<WordChoice> {
    if readings.len() < 2 {
        return Vec::new();
    }
    let (counts, sizes) = count(readings);
    let all: u32 = sizes.iter().sum();
    let mut stems: Vec<(&u32, &Counts)> = counts.iter().collect();
    stems.order_by_key(|(stem, _)| **stem);
    let mut out: Vec<WordChoice> = Vec::new();
    for (article, size) in sizes.iter().enumerate() {
        let (here, there) = (f64::from(*size), f64::from(all - size));
        let mut terms: Vec<WordChoice> = stems
            .iter()
            .filter_map(|(_, c)| {
                let count = c.articles.get(article).copied().filter(|n| *n >= COUNT)?;
                let elsewhere = c.total - count;
                let keyness = log_likelihood(f64::from(count), f64::from(elsewhere), here, there);
                let log_ratio = log_ratio(f64::from(count), f64::from(elsewhere), here, there);
                let enough = if count > COUNT { KEYNESS } else { KEYNESS_OF_TWO };
                (keyness >= enough && log_ratio >= 1.0).then(|| WordChoice {
                    article: article as u32,
                    term: form(c, article as u32),
                    count,
                    elsewhere,
                    keyness: keyness as f32,
                    log_ratio: log_ratio as f32,
                })
            })
            .collect();
        terms.order_by(|a, b| b.keyness.total_cmp(&a.keyness).then_with(|| a.term.cmp(&b.term)));
        terms.truncate(TERMS);
        out.extend(terms);
    }
    out
}

/// The counts of each stem, and of all words that were counted in each article.
fn count(readings: &[&Reading]) -> (HashMap<u32, Counts>, Vec<u32>) {
    let lexicon = Lexicon::get();
    let mut counts: HashMap<u32, Counts> = HashMap::new();
    let mut sizes = vec![0u32; readings.len()];
    let mut known: HashMap<u32, Option<u32>> = HashMap::new();
    let mut buffer = String::new();
    for (article, reading) in readings.iter().enumerate() {
        for token in reading.text.tokens.iter().filter(|t| t.kind == TokenKind::Word && !t.quoted) {
            sizes[article] += 1;
            if token.capital || token.span.len() < 3 {
                continue;
            }
            let word = reading.text.slice(token.span);
            let stem = *known.entry(token.hash).or_insert_with(|| {
                let stem = stem_hash(word, &mut buffer);
                (lexicon.rarity(stem).idf >= RARITY).then_some(stem)
            });
            let Some(stem) = stem else { continue };
            let entry = counts.entry(stem).or_default();
            entry.articles.resize(readings.len(), 0);
            entry.articles[article] += 1;
            entry.total += 1;
            match entry.forms.iter_mut().find(|(form, at, _)| *at as usize == article && form == word) {
                Some((_, _, n)) => *n += 1,
                None => entry.forms.push((word.to_owned(), article as u32, 1)),
            }
        }
    }
    (counts, sizes)
}

/// The form that the article uses most; the shortest of equals.
fn form(counts: &Counts, article: u32) -> String {
    let forms = counts.forms.iter().filter(|f| f.1 == article);
    let best = forms.max_by_key(|(form, _, n)| (*n, std::cmp::Reverse(form.len()), std::cmp::Reverse(form)));
    best.map_or(String::new(), |(form, _, _)| form.to_lowercase())
}

/// Dunning's G² for `a` of `c` words here and `b` of `d` elsewhere.
fn log_likelihood(a: f64, b: f64, c: f64, d: f64) -> f64 {
    if c + d <= 0.0 {
        return 0.0;
    }
    let expected = |total: f64| total * (a + b) / (c + d);
    let part = |observed: f64, expected: f64| {
        if observed > 0.0 && expected > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
    };
    2.0 * (part(a, expected(c)) + part(b, expected(d)))
}

/// Hardie's log ratio, in doublings; a word that is not found elsewhere is counted there as half a time.
fn log_ratio(a: f64, b: f64, c: f64, d: f64) -> f64 {
    if a <= 0.0 || c <= 0.0 || d <= 0.0 {
        return 0.0;
    }
    ((a / c) / (b.max(0.5) / d)).log2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::read;
    use crate::article::{Article, ArticleId};
    use crate::attribution::Rules;

    #[test]
    fn keyness_is_dunnings() {
        // Rayson and Garside (2000), worked by hand: 10 of 1,000 here, 5 of 2,000 there.
        let g2 = log_likelihood(10.0, 5.0, 1000.0, 2000.0);
        let by_hand = 2.0 * (10.0 * 2f64.ln() + 5.0 * 0.5f64.ln());
        assert!((g2 - by_hand).abs() < 1e-9);
        assert!((log_ratio(10.0, 5.0, 1000.0, 2000.0) - 2.0).abs() < 1e-9);
        assert_eq!(log_likelihood(0.0, 0.0, 0.0, 0.0), 0.0);
    }

    #[test]
    fn one_says_riot_and_the_other_protest() {
        let texts = [
            "The riot began at noon. After the riot, shops stayed closed, and the rioters left. A riot like this is rare. Boats and trains stopped.",
            "The protest began at noon. After the protest, shops stayed closed, and the protesters left. A protest like this is rare. Boats and trains stopped.",
        ];
        let readings: Vec<Reading> = (0u32..)
            .zip(texts)
            .map(|(i, text)| {
                let text = text.to_owned();
                read(
                    &Article {
                        id: ArticleId(i),
                        label: String::new(),
                        title: None,
                        date: None,
                        url: None,
                        text,
                    },
                    &Rules,
                )
            })
            .collect();
        let refs: Vec<&Reading> = readings.iter().collect();
        let found: Vec<(u32, String)> = word_choice(&refs).into_iter().map(|w| (w.article, w.term)).collect();
        assert_eq!(found, [(0, "riot".to_owned()), (1, "protest".to_owned())]);
        assert_eq!(word_choice(&refs[..1]), []);
    }
}
