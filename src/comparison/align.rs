//! Whether two sentences report the same fact.

use crate::analysis::Reading;

/// From this similarity on, two sentences are taken to report the same fact.
pub const SAME_FACT: f32 = 0.5;

/// What is known about the sentences of some articles, made once for a comparison.
#[derive(Debug, Clone, Default)]
pub struct Facts {}

impl Facts {
    pub fn new(_readings: &[&Reading]) -> Self {
        Self {}
    }
}

/// How alike each pair of sentences is, 0..1; from [`SAME_FACT`] on they report the same fact. The sentences
/// of all pairs are each other's context: a word that most of them have says little.
pub fn scores(pairs: &[(&str, &str)]) -> Vec<f32> {
    vec![0.0; pairs.len()]
}
