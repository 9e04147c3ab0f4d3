//! Closed lists of words, made at compile time and asked for every word of a text.

use super::word_hash_ascii;

/// How many of a hash's values are told apart before the list is looked through.
const SIEVE: usize = 512;

/// Some words, by [`word_hash`](super::word_hash).
pub struct List<const N: usize> {
    /// In ascending order.
    hashes: [u32; N],
    /// A bit for each value of the lowest bits that some hash has: nearly all words are in none of the lists, and that
    /// is told by one look.
    sieve: [u64; SIEVE / 64],
}

impl<const N: usize> List<N> {
    /// Made at compile time of words with one blank between them.
    pub const fn new(words: &str) -> Self {
        let bytes = words.as_bytes();
        let (mut hashes, mut found, mut start, mut i) = ([0; N], 0, 0, 0);
        let mut sieve = [0; SIEVE / 64];
        while i <= bytes.len() {
            if i == bytes.len() || bytes[i] == b' ' {
                let (_, rest) = words.as_bytes().split_at(start);
                let (word, _) = rest.split_at(i - start);
                let hash = match std::str::from_utf8(word) {
                    Ok(word) => word_hash_ascii(word),
                    Err(_) => 0,
                };
                let (at, bit) = hole(hash);
                sieve[at] |= bit;
                let mut at = found;
                while at > 0 && hashes[at - 1] > hash {
                    hashes[at] = hashes[at - 1];
                    at -= 1;
                }
                hashes[at] = hash;
                found += 1;
                start = i + 1;
            }
            i += 1;
        }
        Self { hashes, sieve }
    }

    /// Whether a word is one of them.
    #[inline]
    pub fn has(&self, hash: u32) -> bool {
        let (at, bit) = hole(hash);
        self.sieve[at] & bit != 0 && among(&self.hashes, hash)
    }
}

/// One function for all lists, and seldom called.
#[inline(never)]
fn among(hashes: &[u32], hash: u32) -> bool {
    hashes.binary_search(&hash).is_ok()
}

/// Where a hash stands in the sieve.
const fn hole(hash: u32) -> (usize, u64) {
    let value = hash as usize % SIEVE;
    (value / 64, 1 << (value % 64))
}

/// How many words a list has, of which one blank stands between two.
pub const fn count(words: &str) -> usize {
    let (bytes, mut blanks, mut i) = (words.as_bytes(), 0, 0);
    while i < bytes.len() {
        blanks += (bytes[i] == b' ') as usize;
        i += 1;
    }
    blanks + 1
}

#[cfg(test)]
mod tests {
    use super::super::word_hash;
    use super::*;

    #[test]
    fn each_word_of_a_list_is_found_and_no_other() {
        const WORDS: &str = "the bridge of Aldmouth don't";
        static LIST: List<{ count(WORDS) }> = List::new(WORDS);
        for word in WORDS.split(' ') {
            assert!(LIST.has(word_hash(word)), "{word}");
        }
        // As many as there are bits, so that each of them is asked for.
        for n in 0..10_000u32 {
            let other = word_hash(&format!("word{n}"));
            assert!(!LIST.has(other), "{n}");
        }
    }
}
