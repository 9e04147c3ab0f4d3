//! The learned engine: a small convolutional network tags every token as part of a source, a cue, a content or
//! of nothing ([`network`], [`decode`]); log-linear models link the spans into attributions ([`link`]).
//!
//! The scheme (tag the roles, then link) is that of Pareti et al. (2013) and Citron (2021), with a network in
//! the place of their feature-based taggers. The rules give a second opinion ([`second`]). `training/` makes the weights and says how good they are.

// Tags and lanes index several small arrays at once.
#![allow(clippy::needless_range_loop)]

pub mod assemble;
pub mod decode;
pub mod features;
mod gate;
mod kernel;
mod layout;
pub mod link;
pub mod network;
mod progress;
pub mod second;
mod weights;

use std::borrow::Cow;

use super::{Attribution, Attributor};
use crate::text::Text;
use decode::Tagged;
use second::Opinions;

pub use layout::{is_answer_label, is_asked, questions};
pub use progress::{Memory, Part, Tagging};
pub use weights::{ModelError, Weights, checksum};

/// The learned engine.
#[derive(Debug, Clone)]
pub struct Learned {
    weights: Weights,
}

impl Learned {
    /// Reads a file of weights (`static/model/attribution.bin`). Safe for any bytes.
    pub fn from_bytes(file: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        Weights::from_bytes(file.into()).map(|weights| Self { weights })
    }

    /// The file that it was read from.
    pub fn file(&self) -> &[u8] {
        self.weights.file()
    }

    /// The scores of every token, by tag.
    pub fn scores(&self, text: &Text) -> Vec<network::Scores> {
        self.weights.scores(&features::features(text))
    }

    /// The spans of sources, cues and contents, in the order of the text.
    pub fn spans(&self, text: &Text) -> Vec<Tagged> {
        let scores = self.scores(text);
        let mut spans = Vec::new();
        for paragraph in &text.paragraphs {
            let scores = scores.get(paragraph.tokens()).unwrap_or(&[]);
            decode::spans(&self.weights, scores, paragraph.first as usize, &mut spans);
        }
        spans
    }
}

impl Learned {
    /// Everything that the spans make, before the unlikely is left out: what the confidence is learnt from.
    pub fn found(&self, text: &Text) -> Vec<assemble::Found> {
        assemble::found(&self.weights, text, &self.spans(text), &Opinions::new(text))
    }

    /// What is likely enough, where the rules' opinions are known already.
    pub fn attributions_beside(&self, text: &Text, opinions: &Opinions) -> Vec<Attribution> {
        let mut found = assemble::attributions(&self.weights, text, &self.spans(text), opinions);
        layout::add(text, &mut found);
        found
    }
}

impl Attributor for Learned {
    fn attributions(&self, text: &Text) -> Vec<Attribution> {
        self.attributions_beside(text, &Opinions::new(text))
    }
}

#[cfg(test)]
mod tests;
