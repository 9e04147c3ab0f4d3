//! The weights of the features: a logistic model, sparse by an L1 penalty (Tibshirani 1996), learnt by
//! `training/cues.py`. `data/weights.txt` holds those of the templates, a line each; `data/cues.tsv` those of
//! single cue forms, in its last column. A weight is a whole number of sixteenths.

use std::sync::OnceLock;

use super::candidate::Candidate;
use super::features::{CUE_BASE, PER_CUE, WIDTH};
use super::lexicon::CUES;

const WEIGHTS: &str = include_str!("../data/weights.txt");

pub(super) struct Weights {
    bias: i32,
    table: Vec<i8>,
}

impl Weights {
    /// The weights, read at the first call.
    pub fn get() -> &'static Self {
        static READ: OnceLock<Weights> = OnceLock::new();
        READ.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut weights = Self { bias: 0, table: Vec::new() };
        for line in WEIGHTS.lines().filter(|l| !l.starts_with('#')) {
            let Some((name, pairs)) = line.split_once('\t') else { continue };
            match name.parse::<usize>() {
                Ok(template) => weights.set(template * usize::from(WIDTH), pairs),
                Err(_) => weights.bias = pairs.trim().parse().unwrap_or(0),
            }
        }
        for (i, line) in CUES.lines().filter(|l| !l.starts_with('#')).enumerate() {
            if let Some(pairs) = line.split('\t').nth(3) {
                weights.set(usize::from(CUE_BASE) + (i + 1) * usize::from(PER_CUE), pairs);
            }
        }
        weights
    }

    /// Reads "value:weight value:weight …" into the table from `base` on.
    fn set(&mut self, base: usize, pairs: &str) {
        for pair in pairs.split_ascii_whitespace() {
            let Some((value, weight)) = pair.split_once(':') else { continue };
            let (Ok(value), Ok(weight)) = (value.parse::<usize>(), weight.parse::<i8>()) else { continue };
            let id = base + value;
            if id >= self.table.len() {
                self.table.resize(id + 1, 0);
            }
            if let Some(slot) = self.table.get_mut(id) {
                *slot = weight;
            }
        }
    }

    /// How likely a candidate is right, 0..1.
    pub fn score(&self, candidate: &Candidate) -> f32 {
        let weight = |id: &u16| i32::from(self.table.get(usize::from(*id)).copied().unwrap_or(0));
        let sum: i32 = candidate.features.iter().take_while(|id| **id > 0).map(weight).sum();
        1.0 / (1.0 + (-((self.bias + sum) as f32) / 16.0).exp())
    }
}
