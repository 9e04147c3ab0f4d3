//! The inner loop of the network: products of 16-bit activations and 8-bit weights (widened to 16), summed in
//! 32 bits. Integer sums are the same in any order, so the AVX2, SSE2, wasm `simd128` and plain versions
//! agree bit for bit, and so do results on the host and in the browser.

/// Outputs that are computed together: one AVX2 register of 32-bit sums, two of `simd128`.
pub const LANES: usize = 8;
/// Tokens that share each load of a weight.
pub const TOKENS: usize = 4;

/// Weights of `2 * LANES` outputs, two inputs at a time: for each pair of inputs, LANES pairs for the first
/// eight outputs and then as many for the second eight. Values lie within ±127.
pub type Pair = [i16; 4 * LANES];

/// Sums for TOKENS tokens: those of the first LANES outputs, those of the second.
pub type Sums = [[[i32; LANES]; 2]; TOKENS];

/// `sums[t][half][lane] = Σ weights · inputs[t]`. Each token's inputs are the three taps of a convolution,
/// every one of the same even length; `weights` holds the pairs of the three taps one after the other.
pub fn multiply(weights: &[Pair], inputs: &[[&[i16]; 3]; TOKENS]) -> Sums {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") {
        return x86::multiply(weights, inputs);
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return wasm::multiply(weights, inputs);
    #[allow(unreachable_code)]
    plain(weights, inputs)
}

/// The reference: no instruction set assumed.
pub fn plain(weights: &[Pair], inputs: &[[&[i16]; 3]; TOKENS]) -> Sums {
    let mut sums = Sums::default();
    let taps = weights.len() / 3;
    for (tap, weights) in weights.chunks_exact(taps.max(1)).enumerate().take(3) {
        for (sum, input) in sums.iter_mut().zip(inputs) {
            for (pair, x) in weights.iter().zip(input[tap].chunks_exact(2)) {
                let (a, b) = (i32::from(x[0]), i32::from(x[1]));
                for half in 0..2 {
                    for lane in 0..LANES {
                        let at = half * 2 * LANES + 2 * lane;
                        sum[half][lane] += i32::from(pair[at]) * a + i32::from(pair[at + 1]) * b;
                    }
                }
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use std::arch::x86_64::*;

    use super::{LANES, Pair, Sums, TOKENS};

    pub fn multiply(weights: &[Pair], inputs: &[[&[i16]; 3]; TOKENS]) -> Sums {
        // SAFETY: the caller has seen that the processor has AVX2.
        unsafe { avx2(weights, inputs) }
    }

    #[target_feature(enable = "avx2")]
    unsafe fn avx2(weights: &[Pair], inputs: &[[&[i16]; 3]; TOKENS]) -> Sums {
        let mut sums = [[_mm256_setzero_si256(); 2]; TOKENS];
        let taps = weights.len() / 3;
        for tap in 0..3 {
            let weights = &weights[tap * taps..][..taps];
            let [a, b, c, d] = [inputs[0][tap], inputs[1][tap], inputs[2][tap], inputs[3][tap]];
            let pairs = taps.min(a.len() / 2).min(b.len() / 2).min(c.len() / 2).min(d.len() / 2);
            for (i, pair) in weights.iter().enumerate().take(pairs) {
                // SAFETY: a Pair is 64 bytes, and each input has at least `2 * pairs` values; the loads are
                // the unaligned ones.
                let (first, second, x) = unsafe {
                    let at = pair.as_ptr().cast::<__m256i>();
                    let two = |x: &[i16]| _mm256_set1_epi32(x.as_ptr().cast::<i32>().add(i).read_unaligned());
                    (_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1)), [two(a), two(b), two(c), two(d)])
                };
                for t in 0..TOKENS {
                    sums[t][0] = _mm256_add_epi32(sums[t][0], _mm256_madd_epi16(first, x[t]));
                    sums[t][1] = _mm256_add_epi32(sums[t][1], _mm256_madd_epi16(second, x[t]));
                }
            }
        }
        let mut out = Sums::default();
        for t in 0..TOKENS {
            for half in 0..2 {
                let to: &mut [i32; LANES] = &mut out[t][half];
                // SAFETY: `to` is 32 bytes; the store is the unaligned one.
                unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), sums[t][half]) };
            }
        }
        out
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[allow(unsafe_code)]
mod wasm {
    use std::arch::wasm32::*;

    use super::{Pair, Sums, TOKENS};

    pub fn multiply(weights: &[Pair], inputs: &[[&[i16]; 3]; TOKENS]) -> Sums {
        let mut out = Sums::default();
        // Two tokens at a time: their eight sums and four weights fit the registers.
        for t in (0..TOKENS).step_by(2) {
            let sums = two(weights, &inputs[t], &inputs[t + 1]);
            for (k, sums) in sums.iter().enumerate() {
                for (part, sum) in sums.iter().enumerate() {
                    let to = &mut out[t + k][part / 2][part % 2 * 4..][..4];
                    // SAFETY: `to` is 16 bytes; stores need no alignment.
                    unsafe { v128_store(to.as_mut_ptr().cast(), *sum) };
                }
            }
        }
        out
    }

    /// Unrolled by hand: the page is built for size, and then the compiler leaves inner loops alone.
    fn two(weights: &[Pair], a: &[&[i16]; 3], b: &[&[i16]; 3]) -> [[v128; 4]; 2] {
        let none = i32x4_splat(0);
        let ([mut a0, mut a1, mut a2, mut a3], [mut b0, mut b1, mut b2, mut b3]) = ([none; 4], [none; 4]);
        let taps = weights.len() / 3;
        for tap in 0..3 {
            let (a, b) = (a[tap], b[tap]);
            let pairs = taps.min(a.len() / 2).min(b.len() / 2);
            let weights = &weights[tap * taps..][..pairs];
            for (i, pair) in weights.iter().enumerate() {
                // SAFETY: a Pair is four vectors, and both inputs have at least `2 * pairs` values; loads need
                // no alignment.
                unsafe {
                    let x = v128_load32_splat(a.as_ptr().cast::<u32>().add(i));
                    let y = v128_load32_splat(b.as_ptr().cast::<u32>().add(i));
                    let at = pair.as_ptr().cast::<v128>();
                    let w = v128_load(at);
                    a0 = i32x4_add(a0, i32x4_dot_i16x8(w, x));
                    b0 = i32x4_add(b0, i32x4_dot_i16x8(w, y));
                    let w = v128_load(at.add(1));
                    a1 = i32x4_add(a1, i32x4_dot_i16x8(w, x));
                    b1 = i32x4_add(b1, i32x4_dot_i16x8(w, y));
                    let w = v128_load(at.add(2));
                    a2 = i32x4_add(a2, i32x4_dot_i16x8(w, x));
                    b2 = i32x4_add(b2, i32x4_dot_i16x8(w, y));
                    let w = v128_load(at.add(3));
                    a3 = i32x4_add(a3, i32x4_dot_i16x8(w, x));
                    b3 = i32x4_add(b3, i32x4_dot_i16x8(w, y));
                }
            }
        }
        [[a0, a1, a2, a3], [b0, b1, b2, b3]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_version_gives_the_same_sums(
            weights in proptest::collection::vec(-127i16..=127, 4 * LANES * 3 * 8),
            inputs in proptest::collection::vec(-21_000i16..=21_000, TOKENS * 3 * 16),
        ) {
            let weights: Vec<Pair> = weights.chunks_exact(4 * LANES).map(|c| c.try_into().unwrap()).collect();
            let input = |t: usize, tap: usize| &inputs[(t * 3 + tap) * 16..][..16];
            let inputs: [[&[i16]; 3]; TOKENS] = std::array::from_fn(|t| std::array::from_fn(|tap| input(t, tap)));
            prop_assert_eq!(multiply(&weights, &inputs), plain(&weights, &inputs));
        }
    }
}
