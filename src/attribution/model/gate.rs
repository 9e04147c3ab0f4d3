//! What a layer adds: values times gates, from the kernel's sums. Every version does the same additions and multiplications in
//! the same order, so the host and the browser agree bit for bit. The one for the browser is written out, since the compiler
//! does not find the vectors in the plain one there, and the network took a fifth longer.

use super::kernel::LANES;
use super::weights::{Block, PARTS};

/// The four products of a pair of tokens: each has sums for values and for gates.
pub type Products<'a> = [&'a [[i32; LANES]; 2]; PARTS];

/// 1.5 · 2^23: adding it rounds to an integer.
const ROUND: f32 = 12_582_912.0;
/// The minimax polynomial of 2^x on -1/2..1/2, after its 1.
const POWERS: [f32; 4] = [0.693_124_2, 0.240_241, 0.055_906_42, 0.009_582_853];
/// Powers of two between which all is computed.
const LEAST: f32 = -126.0;
const MOST: f32 = 126.0;

/// What is added for the two tokens of a pair: the first, and the one that is a dilation behind it.
///
/// What comes of the four products is twice the sum over the taps, at most 2 · 3 · 128 · 128 · 16,383 < 2^31 with the most
/// channels that are allowed, so it is exact even if one of the four went over.
pub fn changes(block: &Block, products: Products) -> [[f32; LANES]; 2] {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return wasm::changes(block, products);
    #[allow(unreachable_code)]
    plain(block, products)
}

/// The reference: no instruction set assumed.
fn plain(block: &Block, [m0, m1, m2, m3]: Products) -> [[f32; LANES]; 2] {
    let mut changes = [[0.0; LANES]; 2];
    for lane in 0..LANES {
        let [(a, b), (c, d)] = [0, 1].map(|half| {
            let (m1, m2) = (m1[half][lane], m2[half][lane]);
            let first = m0[half][lane].wrapping_add(m1).wrapping_add(m2);
            let second = m1.wrapping_sub(m2).wrapping_add(m3[half][lane]);
            let scaled = |sum: i32| sum as f32 * block.scales[half][lane] + block.biases[half][lane];
            (scaled(first), scaled(second))
        });
        changes[0][lane] = a / (1.0 + exp2(c));
        changes[1][lane] = b / (1.0 + exp2(d));
    }
    changes
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

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[allow(unsafe_code)]
mod wasm {
    use std::arch::wasm32::*;

    use super::*;

    pub fn changes(block: &Block, [m0, m1, m2, m3]: Products) -> [[f32; LANES]; 2] {
        let mut changes = [[0.0; LANES]; 2];
        let one = f32x4_splat(1.0);
        for part in 0..LANES / 4 {
            let scaled = |half: usize| {
                let (m1, m2) = (load(&m1[half], part), load(&m2[half], part));
                let first = i32x4_add(i32x4_add(load(&m0[half], part), m1), m2);
                let second = i32x4_add(i32x4_sub(m1, m2), load(&m3[half], part));
                let (scale, bias) = (load(&block.scales[half], part), load(&block.biases[half], part));
                [first, second].map(|sum| f32x4_add(f32x4_mul(f32x4_convert_i32x4(sum), scale), bias))
            };
            let (values, gates) = (scaled(0), scaled(1));
            for token in 0..2 {
                let change = f32x4_div(values[token], f32x4_add(one, exp2(gates[token])));
                let to = &mut changes[token][4 * part..][..4];
                // SAFETY: `to` is 16 bytes; stores need no alignment.
                unsafe { v128_store(to.as_mut_ptr().cast(), change) };
            }
        }
        changes
    }

    /// Four of the lanes.
    fn load<T: Copy>(lanes: &[T; LANES], part: usize) -> v128 {
        const { assert!(size_of::<T>() == 4) };
        // SAFETY: these are 16 bytes, inside of the array; loads need no alignment.
        unsafe { v128_load(lanes[4 * part..][..4].as_ptr().cast()) }
    }

    /// [`super::exp2`] of four.
    fn exp2(x: v128) -> v128 {
        let x = f32x4_pmin(f32x4_pmax(x, f32x4_splat(LEAST)), f32x4_splat(MOST));
        let round = f32x4_splat(ROUND);
        let shifted = f32x4_add(x, round);
        let r = f32x4_sub(x, f32x4_sub(shifted, round));
        let [a, b, c, d] = POWERS.map(|p| f32x4_splat(p));
        let p = f32x4_add(c, f32x4_mul(r, d));
        let p = f32x4_add(b, f32x4_mul(r, p));
        let p = f32x4_add(a, f32x4_mul(r, p));
        let p = f32x4_add(f32x4_splat(1.0), f32x4_mul(r, p));
        i32x4_add(p, i32x4_shl(i32x4_sub(shifted, round), 23))
    }
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
