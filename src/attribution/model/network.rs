//! From features to scores: gated dilated convolutions over the tokens (ID-CNN, Strubell et al. 2017; gates as
//! in WaveNet, van den Oord et al. 2016).
//!
//! Activations are normalised and rounded to 16 bits, weights have 8, and the sums are exact, so a score does
//! not depend on the machine. A token's scores depend only on the tokens at most [`Weights::reach`] away, so a long
//! text is worked through in stretches with that margin, in bounded memory.

use std::ops::Range;

use super::features::{FLAGS, Features};
use super::kernel::{LANES, TOKENS, multiply};
use super::weights::{Layer, TAGS, Weights};

/// Scores of one token, by tag.
pub type Scores = [f32; TAGS];

/// Steps of a normalised activation: these lie within ±16, the square root of the most channels.
pub const STEP: f32 = 1.0 / 2048.0;
/// Tokens worked through at a time, margins not counted.
const STRETCH: usize = 2048;

/// The exponential function, to about seven digits, from additions and multiplications only: the compiler
/// turns loops over it into vector code, and every machine gets the same digits.
#[inline]
pub fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2^23: adding it rounds to an integer
    let x = x.clamp(-87.0, 87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, so that the difference keeps its digits.
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let p = 1.0
        + r * (1.0
            + r * (0.5 + r * (0.166_666_67 + r * (0.041_666_67 + r * (0.008_333_334 + r * 0.001_388_889)))));
    let power = (shifted.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32).wrapping_add(127);
    p * f32::from_bits((power as u32) << 23)
}

#[inline]
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

impl Weights {
    /// How many tokens to either side can change a token's scores.
    pub fn reach(&self) -> usize {
        self.layers.iter().map(|l| l.dilation).sum()
    }

    /// The scores of every token.
    pub fn scores(&self, features: &[Features]) -> Vec<Scores> {
        self.scores_in(features, 0..features.len())
    }

    /// The scores of some of the tokens of a text.
    pub fn scores_in(&self, features: &[Features], tokens: Range<usize>) -> Vec<Scores> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut room = Room::default();
        let reach = self.reach();
        for start in tokens.clone().step_by(STRETCH) {
            let end = (start + STRETCH).min(tokens.end);
            let from = start.saturating_sub(reach);
            let to = (end + reach).min(features.len());
            self.stretch(&features[from..to], &mut room);
            let rows = room.x.chunks_exact(self.channels).skip(start - from).take(end - start);
            out.extend(rows.map(|x| self.leave(x)));
        }
        out
    }

    fn stretch(&self, features: &[Features], room: &mut Room) {
        let margin = self.layers.iter().map(|l| l.dilation).max().unwrap_or(0);
        let (n, c) = (features.len(), self.channels);
        let padded = n.next_multiple_of(TOKENS);
        room.x.clear();
        room.x.resize(padded * c, 0.0);
        room.h.clear();
        room.h.resize((padded + 2 * margin) * c, 0);
        for (token, x) in features.iter().zip(room.x.chunks_exact_mut(c)) {
            self.enter(token, x);
        }
        for layer in &self.layers {
            // Beyond the text; what lies beyond a stretch's margin is never asked for.
            let (before, inside) = room.h.split_at_mut(margin * c);
            for row in before.chunks_exact_mut(c).chain(inside.chunks_exact_mut(c).skip(n)) {
                row.copy_from_slice(&layer.outside);
            }
            for (x, h) in room.x.chunks_exact(c).zip(inside.chunks_exact_mut(c)).take(n) {
                normalise(x, h);
            }
            convolve(layer, c, margin, &room.h, &mut room.x);
        }
    }

    fn enter(&self, token: &Features, x: &mut [f32]) {
        x.copy_from_slice(&self.enter_bias);
        add(x, self.suffixes.row(usize::from(token.suffix)), 1.0);
        add(x, self.shapes.row(usize::from(token.shape)), 1.0);
        for flag in (0..FLAGS).filter(|b| token.flags >> b & 1 == 1) {
            add(x, self.flags.row(flag), 1.0);
        }
        let (scale, word) = self.words.row(self.word_row(token.word));
        for (k, value) in word.iter().enumerate() {
            add(x, self.enter_word.row(k), scale * f32::from(*value));
        }
    }

    fn leave(&self, x: &[f32]) -> Scores {
        let (mean, factor) = moments(x);
        let mut scores = self.leave_bias;
        for (tag, score) in scores.iter_mut().enumerate() {
            let mut sums = [0.0; LANES];
            for (w, x) in self.leave.row(tag).chunks_exact(LANES).zip(x.chunks_exact(LANES)) {
                for lane in 0..LANES {
                    sums[lane] += w[lane] * (x[lane] - mean);
                }
            }
            *score += sums.iter().sum::<f32>() * factor;
        }
        scores
    }
}

/// Buffers that are used again for each stretch.
#[derive(Default)]
struct Room {
    x: Vec<f32>,
    h: Vec<i16>,
}

#[inline]
fn add(x: &mut [f32], row: &[f32], factor: f32) {
    for (x, w) in x.iter_mut().zip(row) {
        *x += w * factor;
    }
}

/// The mean, and one over the standard deviation.
fn moments(x: &[f32]) -> (f32, f32) {
    let n = x.len().max(1) as f32;
    let mut sums = [0.0f32; LANES];
    for x in x.chunks_exact(LANES) {
        for lane in 0..LANES {
            sums[lane] += x[lane];
        }
    }
    let mean = sums.iter().sum::<f32>() / n;
    let mut squares = [0.0f32; LANES];
    for x in x.chunks_exact(LANES) {
        for lane in 0..LANES {
            squares[lane] += (x[lane] - mean) * (x[lane] - mean);
        }
    }
    (mean, 1.0 / (squares.iter().sum::<f32>() / n + 1e-5).sqrt())
}

/// Layer normalisation (its gain and offset are in the weights that follow), in steps of [`STEP`].
fn normalise(x: &[f32], h: &mut [i16]) {
    const ROUND: f32 = 12_582_912.0;
    let (mean, factor) = moments(x);
    let factor = factor / STEP;
    for (h, x) in h.iter_mut().zip(x) {
        let scaled = ((x - mean) * factor).clamp(-32_767.0, 32_767.0);
        *h = ((scaled + ROUND).to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32) as i16;
    }
}

/// Adds the gated convolution of `h` to `x`. `h` has `margin` rows before the first token.
fn convolve(layer: &Layer, c: usize, margin: usize, h: &[i16], x: &mut [f32]) {
    // A tile of tokens stays in the nearest cache while the weights pass by.
    const TILE: usize = 16 * TOKENS;
    let row = |token: usize| &h[token * c..][..c];
    for (tile, x) in x.chunks_mut(TILE * c).enumerate() {
        for (block, weights) in layer.blocks.iter().enumerate() {
            for (group, x) in x.chunks_exact_mut(TOKENS * c).enumerate() {
                let first = tile * TILE + group * TOKENS + margin;
                let inputs = std::array::from_fn(|t| {
                    let at = first + t;
                    [row(at - layer.dilation), row(at), row(at + layer.dilation)]
                });
                let sums = multiply(weights, &inputs);
                for (t, [values, gates]) in sums.iter().enumerate() {
                    let at = block * LANES;
                    let x = &mut x[t * c + at..][..LANES];
                    let (vs, gs) = (&layer.scales[at..][..LANES], &layer.scales[c + at..][..LANES]);
                    let (vb, gb) = (&layer.biases[at..][..LANES], &layer.biases[c + at..][..LANES]);
                    for lane in 0..LANES {
                        let value = values[lane] as f32 * (vs[lane] * STEP) + vb[lane];
                        let gate = gates[lane] as f32 * (gs[lane] * STEP) + gb[lane];
                        x[lane] += value * sigmoid(gate);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_right_to_six_digits() {
        for i in -8000..8000 {
            let x = i as f32 / 100.0;
            let error = (f64::from(exp(x)) / f64::from(x).exp() - 1.0).abs();
            assert!(error < 2e-6, "{x}: {error}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-30 && exp(f32::INFINITY).is_finite());
    }
}
