//! The arithmetic coder of links: turns what [`Predictor`] finds likely into few bytes.
//!
//! A range of 32 bits is narrowed by each bit in proportion to its probability (Witten, Neal and Cleary 1987; binary, without carries,
//! as in Mahoney's coders). Bytes that are missing at the end count as zeros, so that the end costs about one byte.

use super::predictor::Predictor;

/// Compresses `bytes` with a predictor that [`decompress`] will start from as well.
pub fn compress(mut predictor: Predictor, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 3);
    let (mut low, mut high) = (0_u32, u32::MAX);
    for &byte in bytes {
        for shift in (0..8).rev() {
            let bit = u32::from(byte >> shift & 1);
            let middle = split(low, high, predictor.predict());
            if bit == 1 {
                high = middle;
            } else {
                low = middle + 1;
            }
            predictor.update(bit);
            while low >> 24 == high >> 24 {
                out.push((high >> 24) as u8);
                (low, high) = (low << 8, high << 8 | 0xFF);
            }
        }
    }
    // The number in the range that is shortest without the zeros at its end.
    out.extend_from_slice(&shortest(low, high).to_be_bytes());
    while out.last() == Some(&0) {
        out.pop();
    }
    out
}

/// The number in `low..=high` that ends in most zeros.
fn shortest(low: u32, high: u32) -> u32 {
    let whole = (0..=32).rev().find_map(|bits| {
        let spare = if bits == 32 { u32::MAX } else { (1 << bits) - 1 };
        let up = low.checked_add(spare)? & !spare;
        (up <= high).then_some(up)
    });
    whole.unwrap_or(low)
}

/// The `length` bytes that [`compress`] was given; other bytes if `packed` is not what it returned.
pub fn decompress(mut predictor: Predictor, packed: &[u8], length: usize) -> Vec<u8> {
    let mut packed = packed.iter().copied().chain(std::iter::repeat(0));
    let mut next = move || u32::from(packed.next().unwrap_or(0));
    let mut out = Vec::with_capacity(length);
    let (mut low, mut high) = (0_u32, u32::MAX);
    let mut number = (0..4).fold(0, |number, _| number << 8 | next());
    for _ in 0..length {
        let mut byte = 0;
        for _ in 0..8 {
            let middle = split(low, high, predictor.predict());
            let bit = u32::from(number <= middle);
            if bit == 1 {
                high = middle;
            } else {
                low = middle + 1;
            }
            predictor.update(bit);
            byte = byte << 1 | bit as u8;
            while low >> 24 == high >> 24 {
                (low, high, number) = (low << 8, high << 8 | 0xFF, number << 8 | next());
            }
        }
        out.push(byte);
    }
    out
}

/// The last number of the lower part of a range: the part for a one, with probability `p` in 4096ths.
fn split(low: u32, high: u32, p: u32) -> u32 {
    low + ((u64::from(high - low) * u64::from(p)) >> 12) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn round_trip(bytes: &[u8]) -> usize {
        let packed = compress(Predictor::default(), bytes);
        assert_eq!(decompress(Predictor::default(), &packed, bytes.len()), bytes);
        packed.len()
    }

    #[test]
    fn repetition_costs_next_to_nothing() {
        assert_eq!(round_trip(b""), 0);
        assert!(round_trip("The council met again. ".repeat(2000).as_bytes()) < 120);
        assert!(round_trip(&vec![0; 100_000]) < 60);
    }

    #[test]
    fn noise_grows_by_little() {
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(20_000)
        .collect();
        assert!(round_trip(&noise) < 20_600);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            round_trip(&bytes);
        }

        #[test]
        fn any_bytes_decompress_to_something(packed in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(decompress(Predictor::default(), &packed, 500).len(), 500);
        }
    }
}
