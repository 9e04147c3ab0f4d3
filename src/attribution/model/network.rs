//! From features to scores: gated dilated convolutions over the tokens (ID-CNN, Strubell et al. 2017; gates as
//! in WaveNet, van den Oord et al. 2016).
//!
//! Activations are normalised and rounded to 16 bits, weights have 8, and the sums are exact, so a score does
//! not depend on the machine. A token's scores depend only on the tokens at most [`Weights::reach`] away, so a long
//! text is worked through in stretches with that margin, in bounded memory.
//!
//! Four tokens that are one dilation apart each share six products where the taps alone would need twelve: Winograd's F(4, 3)
//! (Lavin and Gray 2016), in integers and so without an error.

use std::ops::Range;

use super::features::{FLAGS, Features};
use super::gate::changes;
use super::kernel::{LANES, ROWS, Sums, multiply};
use super::weights::{Layer, MOST_CHANNELS, PARTS, TAGS, TOKENS, Weights};

/// Scores of one token, by tag.
pub type Scores = [f32; TAGS];

/// Steps of a normalised activation.
pub const STEP: f32 = 1.0 / 256.0;
/// The largest activation, in steps: ten of them fit 16 bits, which is the most that a product is made of. By the norm none
/// exceeds the square root of the channels, 11.4.
pub const MOST: f32 = 3_276.0;
/// Tokens worked through at a time, margins not counted.
const STRETCH: usize = 2048;

/// 1.5 · 2^23: adding it rounds to an integer.
pub const ROUND: f32 = 12_582_912.0;

/// The exponential function, to about seven digits, from additions and multiplications only: the compiler
/// turns loops over it into vector code, and every machine gets the same digits.
#[inline]
pub fn exp(x: f32) -> f32 {
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
            let rows = room.x.iter().skip(start - from).take(end - start);
            out.extend(rows.map(|x| self.leave(&x[..self.channels])));
        }
        out
    }

    fn stretch(&self, features: &[Features], room: &mut Room) {
        let c = self.channels;
        room.x.clear();
        room.x.resize(features.len(), [0.0; MOST_CHANNELS]);
        for (token, x) in features.iter().zip(&mut room.x) {
            self.enter(token, &mut room.words, &mut x[..c]);
        }
        for layer in &self.layers {
            let read = layer.outside.len();
            if read == 0 {
                continue;
            }
            room.h.resize(features.len() * read, 0);
            for (x, h) in room.x.iter().zip(room.h.chunks_exact_mut(read)) {
                normalise(&x[..c], &layer.inputs, h);
            }
            convolve(layer, room);
        }
    }

    fn enter(&self, token: &Features, words: &mut Words, x: &mut [f32]) {
        x.copy_from_slice(words.entered(self, token.word));
        add(x, self.suffixes.row(usize::from(token.suffix)), 1.0);
        add(x, self.shapes.row(usize::from(token.shape)), 1.0);
        for flag in (0..FLAGS).filter(|b| token.flags >> b & 1 == 1) {
            add(x, self.flags.row(flag), 1.0);
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
    /// A row for each token; there may be fewer channels than it has room for.
    x: Vec<[f32; MOST_CHANNELS]>,
    h: Vec<i16>,
    /// The kernel's inputs for some fours of tokens.
    tile: Vec<i16>,
    words: Words,
}

/// What words enter the network as, each worked out once: most words of a text are not new.
#[derive(Default)]
struct Words {
    /// For each word of the model one more than its place in `rows`.
    places: Vec<u32>,
    rows: Vec<f32>,
}

impl Words {
    /// The bias and the word.
    fn entered(&mut self, weights: &Weights, word: u32) -> &[f32] {
        let c = weights.channels;
        let row = weights.word_row(word);
        if row >= self.places.len() {
            self.places.resize(row + 1, 0);
        }
        if self.places[row] == 0 {
            let start = self.rows.len();
            self.rows.extend_from_slice(&weights.enter_bias);
            let (scale, values) = weights.word(row);
            for (k, value) in values.enumerate() {
                add(&mut self.rows[start..], weights.enter_word.row(k), scale * f32::from(value));
            }
            self.places[row] = (self.rows.len() / c) as u32;
        }
        &self.rows[(self.places[row] as usize - 1) * c..][..c]
    }
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

/// Layer normalisation (its gain and offset are in the weights that follow) of the channels that are read, in steps of [`STEP`].
fn normalise(x: &[f32], inputs: &[u8], h: &mut [i16]) {
    let (mean, factor) = moments(x);
    let factor = factor / STEP;
    let mut all = [0; MOST_CHANNELS];
    for (h, x) in all.iter_mut().zip(x) {
        let scaled = ((x - mean) * factor).clamp(-MOST, MOST);
        *h = ((scaled + ROUND).to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32) as i16;
    }
    for (h, input) in h.iter_mut().zip(inputs) {
        *h = all[usize::from(*input) % MOST_CHANNELS];
    }
}

/// Adds the gated convolution of the activations to `x`.
fn convolve(layer: &Layer, room: &mut Room) {
    // A tile of fours stays in the nearest caches while the weights pass by.
    const TILE: usize = 6 * ROWS;
    let c = layer.outside.len();
    let (n, d) = (room.h.len() / c, layer.dilation);
    // The four tokens of `p` begin with `first(p)` and are a dilation apart. What lies beyond the text is left out.
    let first = |p: usize| p + p / d * (TOKENS - 1) * d;
    let fours = n / (TOKENS * d) * d + (n % (TOKENS * d)).min(d);
    let mut sums = [Sums::default(); PARTS];
    for from in (0..fours).step_by(TILE) {
        let tile = TILE.min((fours - from).next_multiple_of(ROWS));
        room.tile.resize(tile * PARTS * c, 0);
        for (p, tile) in room.tile.chunks_exact_mut(PARTS * c).enumerate() {
            transform(layer, &room.h, first(from + p), tile);
        }
        for block in &layer.blocks {
            for (group, inputs) in room.tile.chunks_exact(ROWS * PARTS * c).enumerate() {
                for (part, sums) in sums.iter_mut().enumerate() {
                    let rows = std::array::from_fn(|r| &inputs[(r * PARTS + part) * c..][..c]);
                    multiply(&block.weights[part * c / 2..][..c / 2], &rows, sums);
                }
                for r in 0..ROWS {
                    let token = first(from + group * ROWS + r);
                    let changes = changes(block, sums.each_ref().map(|s| &s[r]));
                    for (k, changes) in changes.iter().enumerate() {
                        let Some(x) = room.x.get_mut(token + k * d) else { break };
                        for (change, output) in changes.iter().zip(block.outputs) {
                            x[usize::from(output) % MOST_CHANNELS] += change;
                        }
                    }
                }
            }
        }
    }
}

/// The kernel's inputs for the four tokens that begin with `first`, from the six that these see.
fn transform(layer: &Layer, h: &[i16], first: usize, tile: &mut [i16]) {
    let c = layer.outside.len();
    let [d0, d1, d2, d3, d4, d5] = std::array::from_fn(|tap| {
        // Before the text the subtraction wraps, to a token that is not there either.
        let token = (first + tap * layer.dilation).wrapping_sub(layer.dilation);
        if token < h.len() / c { &h[token * c..][..c] } else { &layer.outside[..c] }
    });
    let mut parts = tile.chunks_exact_mut(c);
    let mut part = || parts.next().unwrap_or_default();
    let (m0, m1, m2, m3, m4, m5) = (part(), part(), part(), part(), part(), part());
    for k in 0..c {
        let (d0, d1, d2, d3, d4, d5) = (d0[k], d1[k], d2[k], d3[k], d4[k], d5[k]);
        let four = |d: i16| d.wrapping_mul(4);
        let (near, far) = (d4.wrapping_sub(four(d2)), d3.wrapping_sub(four(d1)));
        let (apart, twice) = (d4.wrapping_sub(d2), d3.wrapping_sub(d1).wrapping_mul(2));
        m0[k] = four(d0.wrapping_sub(d2)).wrapping_sub(d2).wrapping_add(d4);
        m1[k] = near.wrapping_add(far);
        m2[k] = near.wrapping_sub(far);
        m3[k] = apart.wrapping_add(twice);
        m4[k] = apart.wrapping_sub(twice);
        m5[k] = four(d1.wrapping_sub(d3)).wrapping_sub(d3).wrapping_add(d5);
    }
}

#[cfg(test)]
mod tests {
    use super::super::gate::exp2;
    use super::super::weights::Table;
    use super::*;
    use proptest::prelude::*;

    /// The sums of values and gates of each token, tap by tap.
    fn tap_by_tap(table: &Table, dilation: usize, outside: &[i16], h: &[i16]) -> Vec<i32> {
        let (c, d) = (outside.len(), dilation as isize);
        let tokens = (h.len() / c) as isize;
        let sum = |token: isize, row: usize| -> i32 {
            let at = |k: usize| {
                let seen = token + (k / c) as isize * d - d;
                if (0..tokens).contains(&seen) { h[seen as usize * c + k % c] } else { outside[k % c] }
            };
            (0..3 * c).map(|k| i32::from(at(k)) * i32::from(table.values[row * 3 * c + k])).sum()
        };
        let rows = table.scales.len();
        (0..tokens).flat_map(|token| (0..rows).map(move |k| (token, k))).map(|(t, k)| sum(t, k)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn tokens_in_fours_come_out_as_tap_by_tap(
            dilation in 1usize..=20,
            tokens in 0usize..=90,
            values in proptest::collection::vec(any::<i8>(), 2 * LANES * 3 * 16),
            mut h in proptest::collection::vec(-3_276i16..=3_276, 91 * 16),
        ) {
            let outside = h.split_off(90 * 16);
            h.truncate(tokens * 16);
            let table = Table { width: 3 * 16, scales: vec![1e-4; 2 * LANES], values };
            let biases = vec![0.5; 2 * LANES];
            let sums = tap_by_tap(&table, dilation, &outside, &h);
            // Of 24 channels it reads sixteen and adds to eight.
            let read = (0..16).map(|k| k + k / 2).collect();
            let layer = Layer::new(dilation, [read, (0..8).map(|k| 3 * k + 1).collect()], &table, &biases, outside);
            let mut room = Room { x: vec![[0.0; MOST_CHANNELS]; tokens], h, ..Room::default() };
            convolve(&layer, &mut room);
            // To the bit with the layer's own scales, and near enough with those that were learnt.
            let block = &layer.blocks[0];
            let scaled = |sum: i32, half: usize, lane: usize| (24 * sum) as f32 * block.scales[half][lane] + block.biases[half][lane];
            let output = |sum: i32, row: usize| sum as f32 * (table.scales[row] * STEP) + biases[row];
            for (sums, x) in sums.chunks(2 * LANES).zip(&room.x) {
                let mut exact = [0.0; MOST_CHANNELS];
                for k in 0..LANES {
                    let at = 3 * k + 1;
                    exact[at] = scaled(sums[k], 0, k) / (1.0 + exp2(scaled(sums[LANES + k], 1, k)));
                    let expected = output(sums[k], k) / (1.0 + exp(-output(sums[LANES + k], LANES + k)));
                    prop_assert!((x[at] - expected).abs() <= 1e-4 * expected.abs().max(0.01), "{x:?} {expected}");
                }
                prop_assert_eq!(x, &exact);
            }
        }
    }

    #[test]
    fn what_is_read_is_normalised_with_all_channels() {
        let x: Vec<f32> = (0..24).map(|k| (k * k) as f32).collect();
        let mut all = [0; 24];
        normalise(&x, &(0..24).collect::<Vec<_>>(), &mut all);
        let mut some = [0; 3];
        normalise(&x, &[1, 8, 23], &mut some);
        assert_eq!(some, [all[1], all[8], all[23]]);
        assert!((f32::from(all[23]) * STEP - 2.116).abs() < STEP, "{}", all[23]);
    }

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
