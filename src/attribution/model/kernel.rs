//! The inner loop of the network: products of 16-bit inputs and 16-bit weights, summed in 32 bits. Integer sums
//! are the same in any order, so the AVX2, wasm `simd128` and plain versions agree bit for bit, and so do
//! results on the host and in the browser.

/// Outputs that are computed together: one AVX2 register of 32-bit sums, two of `simd128`.
pub const LANES: usize = 8;
/// Rows of inputs that share each load of a weight.
pub const ROWS: usize = 4;

/// Weights of `2 * LANES` outputs, two inputs at a time: for each pair of inputs, LANES pairs for the first
/// eight outputs and then as many for the second eight.
pub type Pair = [i16; 4 * LANES];

/// Sums for ROWS rows: those of the first LANES outputs, those of the second.
pub type Sums = [[[i32; LANES]; 2]; ROWS];

/// Writes `sums[r][half][lane] = Σ weights · inputs[r]`, modulo 2^32. Every row has two values for each pair of weights.
pub fn multiply(weights: &[Pair], inputs: &[&[i16]; ROWS], sums: &mut Sums) {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") {
        return x86::multiply(weights, inputs, sums);
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return wasm::multiply(weights, inputs, sums);
    #[allow(unreachable_code)]
    plain(weights, inputs, sums);
}

/// The reference: no instruction set assumed.
pub fn plain(weights: &[Pair], inputs: &[&[i16]; ROWS], sums: &mut Sums) {
    *sums = Sums::default();
    for (sum, input) in sums.iter_mut().zip(inputs) {
        for (pair, x) in weights.iter().zip(input.chunks_exact(2)) {
            let (a, b) = (i32::from(x[0]), i32::from(x[1]));
            for half in 0..2 {
                for lane in 0..LANES {
                    let at = half * 2 * LANES + 2 * lane;
                    let two = (i32::from(pair[at]) * a).wrapping_add(i32::from(pair[at + 1]) * b);
                    sum[half][lane] = sum[half][lane].wrapping_add(two);
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use std::arch::x86_64::*;

    use super::{LANES, Pair, ROWS, Sums};

    pub fn multiply(weights: &[Pair], inputs: &[&[i16]; ROWS], sums: &mut Sums) {
        // SAFETY: the caller has seen that the processor has AVX2.
        unsafe { avx2(weights, inputs, sums) }
    }

    #[target_feature(enable = "avx2")]
    unsafe fn avx2(weights: &[Pair], inputs: &[&[i16]; ROWS], out: &mut Sums) {
        let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
        let [a, b, c, d] = *inputs;
        let pairs = (a.len() / 2).min(b.len() / 2).min(c.len() / 2).min(d.len() / 2);
        for (i, pair) in weights.iter().enumerate().take(pairs) {
            // SAFETY: a Pair is 64 bytes, and each input has at least `2 * pairs` values; the loads are
            // the unaligned ones.
            let (first, second, x) = unsafe {
                let at = pair.as_ptr().cast::<__m256i>();
                let two = |x: &[i16]| _mm256_set1_epi32(x.as_ptr().cast::<i32>().add(i).read_unaligned());
                (_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1)), [two(a), two(b), two(c), two(d)])
            };
            for r in 0..ROWS {
                sums[r][0] = _mm256_add_epi32(sums[r][0], _mm256_madd_epi16(first, x[r]));
                sums[r][1] = _mm256_add_epi32(sums[r][1], _mm256_madd_epi16(second, x[r]));
            }
        }
        for r in 0..ROWS {
            for half in 0..2 {
                let to: &mut [i32; LANES] = &mut out[r][half];
                // SAFETY: `to` is 32 bytes; the store is the unaligned one.
                unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), sums[r][half]) };
            }
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[allow(unsafe_code)]
mod wasm {
    use std::arch::wasm32::*;

    use super::{Pair, ROWS, Sums};

    pub fn multiply(weights: &[Pair], inputs: &[&[i16]; ROWS], sums: &mut Sums) {
        // Two rows at a time: their eight sums and four weights fit the registers.
        for r in (0..ROWS).step_by(2) {
            let found = two(weights, inputs[r], inputs[r + 1]);
            for (k, found) in found.iter().enumerate() {
                for (part, sum) in found.iter().enumerate() {
                    let to = &mut sums[r + k][part / 2][part % 2 * 4..][..4];
                    // SAFETY: `to` is 16 bytes; stores need no alignment.
                    unsafe { v128_store(to.as_mut_ptr().cast(), *sum) };
                }
            }
        }
    }

    /// Pointers and one end: with indices and two ends the loop took a twelfth longer.
    fn two(weights: &[Pair], a: &[i16], b: &[i16]) -> [[v128; 4]; 2] {
        let mut sums = [[i32x4_splat(0); 4]; 2];
        let pairs = weights.len().min(a.len() / 2).min(b.len() / 2);
        let (mut a, mut b) = (a.as_ptr().cast::<u32>(), b.as_ptr().cast::<u32>());
        let all = weights[..pairs].as_ptr_range();
        let (mut pair, end) = (all.start.cast::<v128>(), all.end.cast::<v128>());
        while pair != end {
            // SAFETY: a Pair is four vectors, there are `pairs` of them, and both inputs have at least `2 * pairs` values; loads
            // need no alignment.
            unsafe {
                let (x, y) = (v128_load32_splat(a), v128_load32_splat(b));
                for k in 0..4 {
                    let weights = v128_load(pair.add(k));
                    sums[0][k] = i32x4_add(sums[0][k], i32x4_dot_i16x8(weights, x));
                    sums[1][k] = i32x4_add(sums[1][k], i32x4_dot_i16x8(weights, y));
                }
                (pair, a, b) = (pair.add(4), a.add(1), b.add(1));
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_version_gives_the_same_sums(
            weights in proptest::collection::vec(-3_072i16..=3_072, 4 * LANES * 24),
            inputs in proptest::collection::vec(-32_766i16..=32_766, ROWS * 48),
        ) {
            let weights: Vec<Pair> = weights.chunks_exact(4 * LANES).map(|c| c.try_into().unwrap()).collect();
            let inputs: [&[i16]; ROWS] = std::array::from_fn(|r| &inputs[r * 48..][..48]);
            let (mut ours, mut reference) = Default::default();
            multiply(&weights, &inputs, &mut ours);
            plain(&weights, &inputs, &mut reference);
            prop_assert_eq!(ours, reference);
        }
    }
}
