//! Tables that are asked for every word of a text. The upper bits of a hash lead to the one or two entries that have
//! these: a search by halves takes a dozen steps, none of which the processor can guess.

/// Values by the hash of a word.
#[derive(Debug, Clone, PartialEq)]
pub struct ByHash<T> {
    /// In ascending order.
    entries: Vec<(u32, T)>,
    /// Where the entries of each value of the upper bits begin, and at last where they end.
    starts: Vec<u32>,
    /// How many bits are below those.
    shift: u32,
}

impl<T: Copy> ByHash<T> {
    /// Of entries in ascending order of their hashes; of several with the same one the first counts.
    pub fn new(entries: Vec<(u32, T)>) -> Self {
        let bits = (usize::BITS - entries.len().leading_zeros()).clamp(1, 16);
        let shift = u32::BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for (hash, _) in &entries {
            starts[(hash >> shift) as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { entries, starts, shift }
    }

    pub fn get(&self, hash: u32) -> Option<T> {
        let bucket = (hash >> self.shift) as usize;
        let (start, end) = (*self.starts.get(bucket)?, *self.starts.get(bucket + 1)?);
        let near = self.entries.get(start as usize..end as usize)?;
        near.iter().find(|(h, _)| *h == hash).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_hash_finds_its_value(map in prop::collection::btree_map(any::<u32>(), any::<u8>(), 0..200), other: u32) {
            let table = ByHash::new(map.iter().map(|(h, v)| (*h, *v)).collect());
            for (hash, value) in &map {
                prop_assert_eq!(table.get(*hash), Some(*value));
            }
            prop_assert_eq!(table.get(other), map.get(&other).copied());
        }
    }
}
