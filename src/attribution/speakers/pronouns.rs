//! The words that stand for somebody by themselves: personal, possessive and relative pronouns.

use super::mentions::Gender;
use crate::text::word_hash_ascii as hash;

/// The personal pronouns that can be resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    One(Gender),
    It,
    They,
    /// "I", "my", "we".
    First,
    You,
}

/// The pronoun that a word is.
pub(super) fn pronoun(word: u32) -> Option<Pronoun> {
    let (at, bit) = place_in_sieve(word);
    if SIEVE[at] & bit == 0 {
        return None;
    }
    PRONOUNS.iter().find(|(words, _)| words.contains(&word)).map(|(_, p)| *p)
}

/// Asked of every word of a text: nearly all of those that are no pronoun fall through.
const SIEVE: [u64; 16] = {
    let mut sieve = [0; 16];
    let mut row = 0;
    while row < PRONOUNS.len() {
        let mut i = 0;
        while i < PRONOUNS[row].0.len() {
            let (at, bit) = place_in_sieve(PRONOUNS[row].0[i]);
            sieve[at] |= bit;
            i += 1;
        }
        row += 1;
    }
    sieve
};

const fn place_in_sieve(word: u32) -> (usize, u64) {
    ((word >> 6) as usize % 16, 1 << (word % 64))
}

const PRONOUNS: &[(&[u32], Pronoun)] = &[
    (
        &[hash("he"), hash("him"), hash("his"), hash("himself"), hash("he's"), hash("he'd"), hash("he'll")],
        Pronoun::One(Gender::He),
    ),
    (
        &[
            hash("she"),
            hash("her"),
            hash("hers"),
            hash("herself"),
            hash("she's"),
            hash("she'd"),
            hash("she'll"),
        ],
        Pronoun::One(Gender::She),
    ),
    (&[hash("it"), hash("its"), hash("itself"), hash("it's")], Pronoun::It),
    (
        &[
            hash("they"),
            hash("them"),
            hash("their"),
            hash("theirs"),
            hash("themselves"),
            hash("they're"),
            hash("they've"),
            hash("they'd"),
            hash("they'll"),
        ],
        Pronoun::They,
    ),
    (
        &[
            hash("i"),
            hash("me"),
            hash("my"),
            hash("we"),
            hash("us"),
            hash("our"),
            hash("i'm"),
            hash("we're"),
            hash("we've"),
            hash("we'll"),
            hash("we'd"),
            hash("i've"),
            hash("i'll"),
            hash("i'd"),
            hash("myself"),
        ],
        Pronoun::First,
    ),
    (&[hash("you"), hash("your"), hash("you're"), hash("you've")], Pronoun::You),
];

/// "his", "her", "their", "its", "my", "our".
pub(super) fn is_possessive(word: u32) -> bool {
    [hash("his"), hash("her"), hash("their"), hash("its"), hash("my"), hash("our")].contains(&word)
}

pub(super) const RELATIVE: &[u32] = &[hash("who"), hash("which"), hash("that"), hash("whose"), hash("whom")];

pub(super) fn is_relative(word: u32) -> bool {
    RELATIVE.contains(&word)
}
