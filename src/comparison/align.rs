//! Whether two sentences report the same fact: how much of what is rare they share.
//!
//! A word weighs by the geometric mean of its rarity in news (a table, see [`crate::topics::Lexicon`]) and its
//! rarity among the texts at hand (inverse document frequency over sentences; Spärck Jones 1972), so that
//! neither the event's own names nor everyday words carry a match. The mass of what is shared, agreeing
//! figures included, is set against that of both sentences, plus an average sentence's: two short sentences
//! with one word in common are then not taken for one fact.

use std::collections::HashMap;

use super::Passage;
use super::meaning::{Meaning, meaning};
use super::occasion::Occasion;
use crate::analysis::Reading;
use crate::figures::{Agreement, Figure, Unit, agreement, figures};
use crate::order::Order;
use crate::text::{Span, Text};

/// From this likeness on, two sentences are taken to report the same fact.
pub const SAME_FACT: f32 = 0.5;

/// The raw likeness that is mapped to [`SAME_FACT`]; set on the development pairs (evaluation "alignment").
const THRESHOLD: f32 = 0.076;

/// What a capitalised word weighs: names say of whom the fact is, less often what it is.
const NAME: f32 = 0.75;

/// What a single shared word counts: one is a topic, two begin to be a fact.
const ALONE: f32 = 0.6;

/// What two agreeing figures written differently add, in average sentences' masses.
const FIGURE: f32 = 0.18;

/// The words of a passage that tell its fact.
#[derive(Debug, Clone, Default)]
pub struct Fact {
    /// Meanings with their weights, in order of meaning.
    words: Vec<(u32, f32)>,
    mass: f32,
    figures: Vec<(String, Figure)>,
}

/// How common each meaning is in the sentences of some articles, made once for a comparison.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Sentences with the meaning, by its id.
    frequency: HashMap<u32, u32>,
    sentences: f32,
    /// Mean mass of a sentence.
    mean: f32,
    /// Meaning of each word met, by its hash.
    known: HashMap<u32, Meaning>,
    /// When each article's news happened.
    occasions: Vec<Occasion>,
}

/// The figures that begin within a stretch of text, with their words.
fn figures_in(text: &Text, span: Span, figures: &[Figure]) -> Vec<(String, Figure)> {
    let first = figures.partition_point(|f| f.span.end <= span.start);
    let inside = figures[first..].iter().take_while(|f| f.span.start < span.end);
    inside.map(|f| (text.slice(f.span).to_lowercase(), f.clone())).collect()
}

impl Facts {
    pub fn new(readings: &[&Reading]) -> Self {
        let mut facts = Self::default();
        let sentences: Vec<Vec<Meaning>> = readings
            .iter()
            .flat_map(|r| r.text.sentences.iter().map(move |s| (&r.text, s.span)))
            .map(|(text, span)| facts.add(text, span))
            .collect();
        facts.weigh(&sentences);
        facts.occasions = readings.iter().map(|r| Occasion::of(r)).collect();
        facts
    }

    /// The meanings of a sentence, each once, counted.
    fn add(&mut self, text: &Text, span: Span) -> Vec<Meaning> {
        let mut buffer = String::new();
        let mut words: Vec<Meaning> = Vec::new();
        for token in &text.tokens[text.tokens_in(span)] {
            if token.is_word() {
                let word = self
                    .known
                    .entry(token.hash)
                    .or_insert_with(|| meaning(text.slice(token.span), &mut buffer));
                words.push(*word);
            }
        }
        words.order_by_key(|w| w.id);
        words.dedup_by_key(|w| w.id);
        for word in &words {
            *self.frequency.entry(word.id).or_default() += 1;
        }
        self.sentences += 1.0;
        words
    }

    fn weigh(&mut self, sentences: &[Vec<Meaning>]) {
        let total: f32 = sentences.iter().flatten().map(|w| self.weight(*w)).sum();
        self.mean = (total / self.sentences.max(1.0)).max(1.0);
    }

    fn weight(&self, word: Meaning) -> f32 {
        let df = self.frequency.get(&word.id).copied().unwrap_or(0) as f32;
        let here = ((self.sentences + 1.0) / (df + 0.5)).ln().max(0.0);
        (word.rarity * here).sqrt()
    }

    /// The fact that a stretch of text tells; `figures` are the text's.
    pub fn fact(&self, text: &Text, span: Span, figures: &[Figure]) -> Fact {
        Fact { figures: figures_in(text, span, figures), ..self.fact_of(text, text.tokens_in(span)) }
    }

    /// The fact that some tokens of a text tell, figures left out.
    pub fn fact_of(&self, text: &Text, mut tokens: impl Iterator<Item = usize>) -> Fact {
        self.fact_among(text, &mut tokens)
    }

    /// The same, in one copy for all kinds of iterators.
    fn fact_among(&self, text: &Text, tokens: &mut dyn Iterator<Item = usize>) -> Fact {
        let mut buffer = String::new();
        let mut words: Vec<(u32, f32)> = Vec::new();
        for token in tokens.filter_map(|i| text.tokens.get(i)).filter(|t| t.is_word()) {
            let slice = text.slice(token.span);
            let word = self.known.get(&token.hash).copied().unwrap_or_else(|| meaning(slice, &mut buffer));
            let weight = self.weight(word) * if token.capital { NAME } else { 1.0 };
            if weight > 0.0 {
                words.push((word.id, weight));
            }
        }
        words.order_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        words.dedup_by_key(|w| w.0);
        Fact { mass: words.iter().map(|w| w.1).sum(), words, figures: Vec::new() }
    }

    /// The fact of a passage of the table.
    pub fn of(&self, readings: &[&Reading], passage: &Passage) -> Fact {
        match readings.get(passage.article as usize) {
            Some(r) => self.fact(&r.text, passage.span, &r.analysis.figures),
            None => Fact::default(),
        }
    }

    /// The same without who says it and that it is said, and who says it; none if the passage is nobody's statement.
    pub fn told(&self, readings: &[&Reading], passage: &Passage) -> Option<(Fact, String)> {
        let r = readings.get(passage.article as usize)?;
        let said = r.analysis.attributions.get(passage.attribution? as usize)?;
        let speaker = r.analysis.speakers.get(said.speaker?.0 as usize)?.name.clone();
        let frame = |i: &usize| {
            let token = r.text.tokens[*i].span;
            said.source.iter().chain(&said.cue).any(|s| s.overlaps(token))
        };
        let tokens = r.text.tokens_in(passage.span).filter(|i| !frame(i));
        let figures = figures_in(&r.text, passage.span, &r.analysis.figures);
        Some((Fact { figures, ..self.fact_of(&r.text, tokens) }, speaker))
    }

    /// Whether two articles may tell of the same occasion: a call in May is not a call in November.
    pub fn one_occasion(&self, a: u32, b: u32) -> bool {
        match (self.occasions.get(a as usize), self.occasions.get(b as usize)) {
            (Some(x), Some(y)) if a != b => x.may_be(y),
            _ => true,
        }
    }

    /// The meanings of a phrase, in order.
    pub fn meanings(&self, phrase: &str) -> Vec<u32> {
        let mut buffer = String::new();
        let known = phrase.split_whitespace().map(|w| meaning(w, &mut buffer)).filter(|m| m.rarity > 0.0);
        let mut ids: Vec<u32> = known.map(|m| m.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// How many meanings two facts share, and how much of the lesser one these are, 0..1.
    pub fn common(&self, a: &Fact, b: &Fact) -> (u32, f32) {
        let (words, mass) = shared(&a.words, &b.words);
        (words, mass / a.mass.min(b.mass).max(f32::EPSILON))
    }

    /// How much of a fact another one has, by the weight of words, 0..1.
    pub fn held(&self, part: &Fact, whole: &Fact) -> f32 {
        shared(&part.words, &whole.words).1 / part.mass.max(f32::EPSILON)
    }

    /// How alike two facts are, 0..1; from [`SAME_FACT`] on they are the same.
    pub fn likeness(&self, a: &Fact, b: &Fact) -> f32 {
        let (words, mut shared) = shared(&a.words, &b.words);
        let figures = agreeing(&a.figures, &b.figures);
        if words == 1 && figures == 0 {
            shared *= ALONE;
        }
        shared += FIGURE * self.mean * figures as f32;
        let raw = shared / (self.mean + (a.mass * b.mass).sqrt());
        raw / (raw + THRESHOLD)
    }
}

impl Fact {
    /// The fact without these meanings (in order): within a row, what all passages are about tells none apart.
    pub fn without(mut self, meanings: &[u32]) -> Self {
        self.words.retain(|w| meanings.binary_search(&w.0).is_err());
        self.mass = self.words.iter().map(|w| w.1).sum();
        self
    }

    /// Whether it has one of these meanings.
    pub fn has_any(&self, meanings: &[u32]) -> bool {
        self.share_of(meanings) > 0.0
    }

    /// How many of these meanings it has, 0..1.
    pub fn share_of(&self, meanings: &[u32]) -> f32 {
        let known = meanings.iter().filter(|m| self.words.binary_search_by_key(*m, |w| w.0).is_ok());
        known.count() as f32 / meanings.len().max(1) as f32
    }
}

/// How many meanings both have, and their mass.
fn shared(a: &[(u32, f32)], b: &[(u32, f32)]) -> (u32, f32) {
    let (mut i, mut j, mut words, mut mass) = (0, 0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                words += 1;
                mass += x.1.min(y.1);
                i += 1;
                j += 1;
            }
        }
    }
    (words, mass)
}

/// How many amounts and shares agree without being written alike; those that are, are shared words already.
fn agreeing(a: &[(String, Figure)], b: &[(String, Figure)]) -> usize {
    let telling = |f: &Figure| matches!(f.unit, Unit::Money(_) | Unit::Percent);
    a.iter()
        .filter(|(words, x)| {
            telling(x)
                && b.iter().any(|(other, y)| words != other && agreement(x, y) == Some(Agreement::Same))
        })
        .count()
}

/// How alike each pair of sentences is, 0..1; from [`SAME_FACT`] on they report the same fact. The sentences
/// of all pairs, each counted once, are each other's context: a word that most of them have says little.
pub fn scores(pairs: &[(&str, &str)]) -> Vec<f32> {
    let mut index: HashMap<&str, usize> = HashMap::new();
    let mut texts: Vec<Text> = Vec::new();
    for sentence in pairs.iter().flat_map(|(a, b)| [*a, *b]) {
        index.entry(sentence).or_insert_with(|| {
            texts.push(Text::new(sentence));
            texts.len() - 1
        });
    }
    let whole = |text: &Text| Span::new(0, text.source.len());
    let mut facts = Facts::default();
    let meanings: Vec<Vec<Meaning>> = texts.iter().map(|t| facts.add(t, whole(t))).collect();
    facts.weigh(&meanings);
    let told: Vec<Fact> = texts.iter().map(|t| facts.fact(t, whole(t), &figures(t, None))).collect();
    pairs
        .iter()
        .map(|(a, b)| match (index.get(a), index.get(b)) {
            (Some(i), Some(j)) => facts.likeness(&told[*i], &told[*j]),
            _ => 0.0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sentences of one invented event, so that its own names weigh little.
    const EVENT: [&str; 8] = [
        "Mayor Ida Brandt of Norwick said on Monday that she would resign over the bridge contract.",
        "Ms. Brandt announced her resignation on Monday after weeks of questions about the contract for the bridge.",
        "The council paid $43,885,310 to the builder, Halden Works.",
        "Halden Works received nearly $44 million from the council.",
        "Ms. Brandt, a former teacher, was first elected in 2011.",
        "Prosecutors searched the offices of the builder in March.",
        "The Norwick bridge was to open next spring.",
        "Her deputy, Carl Moe, will lead the council until the vote in the fall.",
    ];

    fn likeness(a: usize, b: usize) -> f32 {
        let mut pairs: Vec<(&str, &str)> = EVENT.iter().map(|s| (*s, *s)).collect();
        pairs.push((EVENT[a], EVENT[b]));
        scores(&pairs).pop().unwrap()
    }

    #[test]
    fn one_fact_in_other_words_is_the_same() {
        for (a, b) in [(0, 1), (2, 3), (0, 0)] {
            assert!(likeness(a, b) >= SAME_FACT, "{} / {}", EVENT[a], EVENT[b]);
        }
    }

    #[test]
    fn other_facts_of_the_same_event_are_not() {
        for (a, b) in [(0, 4), (1, 6), (2, 5), (3, 7), (5, 6), (4, 7)] {
            assert!(likeness(a, b) < SAME_FACT, "{} / {}", EVENT[a], EVENT[b]);
        }
    }

    proptest! {
        #[test]
        fn scores_lie_between_0_and_1_and_have_no_order(a in "\\PC{0,60}", b in "\\PC{0,60}") {
            let out = scores(&[(&a, &b), (&b, &a)]);
            prop_assert!(out.iter().all(|s| (0.0..=1.0).contains(s)));
            prop_assert!((out[0] - out[1]).abs() < 1e-5);
        }
    }
}
