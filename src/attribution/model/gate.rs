//! What a layer adds: values times gates, from the kernel's sums. In loops over the lanes, with each step's results in an array:
//! then the compiler makes vectors of them, on the host and in the browser. Everything for one lane at a time, the network took
//! a fifth longer in the browser.

use super::kernel::LANES;
use super::network::ROUND;
use super::weights::{Block, PARTS, TOKENS};

/// The products of four tokens: each has sums for values and for gates.
pub type Products<'a> = [&'a [[i32; LANES]; 2]; PARTS];

/// The minimax polynomial of 2^x on -1/2..1/2, after its 1.
const POWERS: [f32; 4] = [0.693_124_2, 0.240_241, 0.055_906_42, 0.009_582_853];
/// Powers of two between which all is computed.
const LEAST: f32 = -126.0;
const MOST: f32 = 126.0;

/// What is added for four tokens, each a dilation behind the one before it.
///
/// What comes of the six products is 24 times the sum over the taps. A token's activations are at most 128 · 256 in sum, by the
/// norm and the most channels that are allowed, so that is at most 24 · 3 · 128 · (128 · 256 + 64) < 2^31: it is exact even if
/// one of the six went over.
///
/// A function of its own: inlined where all is compiled at once, its loops are no vectors any more.
#[inline(never)]
pub fn changes(block: &Block, products: Products) -> [[f32; LANES]; TOKENS] {
    let (mut changes, gates) = (scaled(block, products, 0), scaled(block, products, 1));
    for (changes, gates) in changes.iter_mut().zip(&gates) {
        for lane in 0..LANES {
            changes[lane] /= 1.0 + exp2(gates[lane]);
        }
    }
    changes
}

/// The values of four tokens, or what their gates are made from.
#[inline(always)]
fn scaled(block: &Block, products: Products, half: usize) -> [[f32; LANES]; TOKENS] {
    let (scales, biases) = (&block.scales[half], &block.biases[half]);
    let [m0, m1, m2, m3, m4, m5] = products.map(|m| &m[half]);
    let mut scaled = [[0.0; LANES]; TOKENS];
    for lane in 0..LANES {
        let (near, apart) = (m1[lane].wrapping_add(m2[lane]), m1[lane].wrapping_sub(m2[lane]));
        let (far, wide) = (m3[lane].wrapping_add(m4[lane]), m3[lane].wrapping_sub(m4[lane]));
        let sums = [
            m0[lane].wrapping_add(near).wrapping_add(far),
            apart.wrapping_add(wide.wrapping_shl(1)),
            near.wrapping_add(far.wrapping_shl(2)),
            apart.wrapping_add(wide.wrapping_shl(3)).wrapping_add(m5[lane]),
        ];
        for token in 0..TOKENS {
            scaled[token][lane] = sums[token] as f32 * scales[lane] + biases[lane];
        }
    }
    scaled
}

/// Two to the power of `x`, to five digits, which is more than the rounding of activations leaves.
#[inline]
pub fn exp2(x: f32) -> f32 {
    let x = x.clamp(LEAST, MOST);
    let shifted = x + ROUND;
    let r = x - (shifted - ROUND);
    let [a, b, c, d] = POWERS;
    let p = 1.0 + r * (a + r * (b + r * (c + r * d)));
    // The whole part of the power goes into the exponent.
    let whole = shifted.to_bits().wrapping_sub(ROUND.to_bits()) << 23;
    f32::from_bits(p.to_bits().wrapping_add(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_power_is_right_to_five_digits() {
        for i in -12_500..12_500 {
            let x = i as f32 / 100.0;
            let error = (f64::from(exp2(x)) / f64::from(x).exp2() - 1.0).abs();
            assert!(error < 1e-5, "{x}: {error}");
        }
        assert!(exp2(f32::NEG_INFINITY) < 1e-30 && exp2(f32::INFINITY).is_finite());
    }
}
