//! Words that stand for the same in news: inflections by their stem, irregular forms, near-synonyms, and
//! countries with their adjectives. An own list, general on purpose.

use std::sync::OnceLock;

use crate::order::Order;
use crate::text::word_hash_ascii;
use crate::topics::{Lexicon, Places, stem_hash};

/// One meaning a line; a word belongs to the first line that has its stem.
static GROUPS: &str = include_str!("meaning.txt");

/// Words that report, and titles: they say nothing about the fact.
const SILENT: &str = "said says say told tell added adding statement according continued concluded noted mr mrs ms dr sen rep gov";

/// What a word means, as a number that equals that of words with the same meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meaning {
    pub id: u32,
    /// How rare it is in news, in nats; 0 for words that say nothing.
    pub rarity: f32,
}

/// The groups, by stem.
struct Table {
    stems: Vec<(u32, Meaning)>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let (lexicon, mut buffer) = (Lexicon::get(), String::new());
        let mut stems: Vec<(u32, Meaning)> = Vec::new();
        for word in SILENT.split(' ') {
            let id = stem_hash(word, &mut buffer);
            stems.push((id, Meaning { id, rarity: 0.0 }));
        }
        for line in GROUPS.lines().filter(|l| !l.starts_with('#')) {
            let group: Vec<u32> = line.split_whitespace().map(|w| stem_hash(w, &mut buffer)).collect();
            let Some(&id) = group.first() else { continue };
            let rarity = group.iter().map(|s| lexicon.rarity(*s).idf).fold(f32::MAX, f32::min);
            stems.extend(group.iter().map(|s| (*s, Meaning { id, rarity })));
        }
        // Stable: the first line that has a stem keeps it.
        stems.order_by_key(|s| s.0);
        stems.dedup_by_key(|s| s.0);
        Table { stems }
    })
}

/// The meaning of a word.
pub(super) fn meaning(word: &str, buffer: &mut String) -> Meaning {
    let stem = stem_hash(word, buffer);
    let table = table();
    if let Ok(i) = table.stems.binary_search_by_key(&stem, |s| s.0) {
        return table.stems[i].1;
    }
    let lexicon = Lexicon::get();
    match Places::get().find(&[stem]) {
        Some(place) => Meaning { id: word_hash_ascii(place), rarity: lexicon.rarity(stem).idf },
        None => Meaning { id: stem, rarity: lexicon.rarity(stem).idf },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_meet() {
        let mut buffer = String::new();
        let mut id = |word: &str| meaning(word, &mut buffer).id;
        assert_eq!(id("resigned"), id("resignation"));
        assert_eq!(id("conversation"), id("called"));
        assert_eq!(id("Syrian"), id("Syria"));
        assert_ne!(id("Syrian"), id("Russian"));
        assert_eq!(meaning("said", &mut buffer).rarity, 0.0);
    }
}
