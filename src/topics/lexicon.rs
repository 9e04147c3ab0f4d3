//! The general-English table: how common a word is in news, and its usual part of speech. See
//! `lexicon/README.md` for where the counts come from.

use std::sync::OnceLock;

use super::stem::stem_hash;
use crate::order::Order;
use crate::text::{ByHash, word_hash};

static WORDS: &str = include_str!("lexicon/words.txt");

/// The usual part of speech of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Noun,
    Adjective,
    Adverb,
    /// A finite verb or infinitive.
    Verb,
    /// A form in -ing.
    Gerund,
    /// A participle or past tense.
    Participle,
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries.
    Function,
    /// A number in words.
    Number,
    /// Nearly always capitalised.
    Name,
}

impl Class {
    fn of(letter: u8) -> Option<Self> {
        Some(match letter {
            b'N' => Self::Noun,
            b'J' => Self::Adjective,
            b'R' => Self::Adverb,
            b'V' => Self::Verb,
            b'G' => Self::Gerund,
            b'D' => Self::Participle,
            b'F' => Self::Function,
            b'C' => Self::Number,
            b'P' => Self::Name,
            _ => return None,
        })
    }
}

/// Natural-log steps of the table's levels.
const STEP: f32 = 0.5;
/// Inverse document frequency of a word that is not in the table.
const UNSEEN: f32 = 5.5;

/// The table.
pub struct Lexicon {
    words: ByHash<Class>,
    stems: ByHash<Rarity>,
}

/// What is known of a stem.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rarity {
    /// ln(documents / documents with a word of this stem), 0 for the commonest.
    pub idf: f32,
    /// Some word of this stem is a verb.
    pub verbal: bool,
}

impl Lexicon {
    /// The table, read at its first use.
    pub fn get() -> &'static Self {
        static TABLE: OnceLock<Lexicon> = OnceLock::new();
        TABLE.get_or_init(|| Self::parse(WORDS))
    }

    fn parse(table: &str) -> Self {
        let (mut words, mut stems) = (Vec::new(), Vec::new());
        let mut buffer = String::new();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut parts = line.split(' ');
            let Some((class, level)) = parts.next().and_then(|head| {
                let bytes = head.as_bytes();
                Some((Class::of(*bytes.first()?)?, bytes.get(1)?.wrapping_sub(b'0')))
            }) else {
                continue;
            };
            let verbal = matches!(class, Class::Verb | Class::Gerund | Class::Participle);
            let rarity = Rarity { idf: f32::from(level) * STEP, verbal };
            for word in parts {
                words.push((word_hash(word), class));
                stems.push((stem_hash(word, &mut buffer), rarity));
            }
        }
        words.order_by_key(|w| w.0);
        words.dedup_by_key(|w| w.0);
        stems.order_by(|a, b| a.0.cmp(&b.0).then(a.1.idf.total_cmp(&b.1.idf)));
        stems.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1.verbal |= same && next.1.verbal;
            same
        });
        Self { words: ByHash::new(words), stems: ByHash::new(stems) }
    }

    /// The usual class of a word, by [`word_hash`].
    pub fn class(&self, word: u32) -> Option<Class> {
        self.words.get(word)
    }

    /// What is known of a stem, by [`stem_hash`].
    pub fn rarity(&self, stem: u32) -> Rarity {
        self.stems.get(stem).unwrap_or(Rarity { idf: UNSEEN, verbal: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::word_hash_ascii;

    #[test]
    fn common_words_are_known_and_rare_ones_weigh_more() {
        let lexicon = Lexicon::get();
        let mut buffer = String::new();
        let mut idf = |word: &str| lexicon.rarity(stem_hash(word, &mut buffer)).idf;
        assert!(idf("the") < 0.6);
        assert!(idf("said") < 1.0);
        assert!(idf("treaty") > idf("agreement"));
        assert!(idf("zymurgy") > 5.0);
    }

    #[test]
    fn classes_are_the_usual_ones() {
        let lexicon = Lexicon::get();
        for (word, class) in [
            ("the", Class::Function),
            ("senator", Class::Noun),
            ("important", Class::Adjective),
            ("agree", Class::Verb),
            ("obama", Class::Name),
            ("quickly", Class::Adverb),
        ] {
            assert_eq!(lexicon.class(word_hash_ascii(word)), Some(class), "{word}");
        }
        assert_eq!(lexicon.class(word_hash_ascii("zymurgy")), None);
    }
}
