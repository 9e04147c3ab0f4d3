//! What is known about single words: the closed classes of [`words`](super::words), and how often a form was
//! a cue in training (`data/cues.tsv`, counted by `training/cues.py`). One look-up per token by its hash.

use std::sync::OnceLock;

use super::words::{CLASSES, Class};
use crate::order::Order;
use crate::text::{ByHash, Text, Token, TokenKind, word_hash};

/// The cue forms: word, times it was a cue, times it was seen outside of contents.
pub(super) const CUES: &str = include_str!("../data/cues.tsv");

/// What the lexicon knows about one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    pub class: Class,
    /// 1-based line in `cues.tsv`, 0 if the word is none of them.
    pub cue: u16,
    /// How likely a cue, in classes 0 (never) to 7.
    pub level: u8,
    pub ending: Ending,
}

/// The end of a word, which tells the form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(super) enum Ending {
    #[default]
    Other,
    Ed,
    Ing,
    S,
    Ly,
}

impl Entry {
    pub fn is(self, any: Class) -> bool {
        self.class.has(any)
    }
}

pub(super) struct Lexicon {
    entries: ByHash<Entry>,
}

impl Lexicon {
    /// The lexicon, built at the first call.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::build)
    }

    fn build() -> Self {
        let mut entries: Vec<(u32, Entry)> = Vec::with_capacity(2048);
        for (class, words) in CLASSES {
            for word in words.split_whitespace() {
                entries.push((word_hash(word), Entry { class: *class, ..Entry::default() }));
            }
        }
        let mut cues = 0;
        let mut british = Vec::new();
        for line in CUES.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let Some(word) = columns.next() else { continue };
            let mut number = || columns.next().and_then(|c| c.parse::<u16>().ok()).map_or(0.0, f32::from);
            let (cue, seen) = (number(), number());
            cues += 1;
            let rate = cue / (seen + 2.0);
            let level = [0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7].iter().filter(|bound| rate >= **bound).count();
            let entry =
                Entry { class: Class(0), cue: cues as u16, level: level as u8, ending: Ending::Other };
            entries.push((word_hash(word), entry));
            british.extend(british_spelling(word).map(|word| (word_hash(&word), entry)));
        }
        // The list's own word on a British form holds.
        british.retain(|(hash, _)| !entries.iter().any(|(h, e)| h == hash && e.cue > 0));
        entries.append(&mut british);
        entries.order_by_key(|(hash, _)| *hash);
        entries.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1.class = kept.1.class.or(later.1.class);
                kept.1.cue = kept.1.cue.max(later.1.cue);
                kept.1.level = kept.1.level.max(later.1.level);
            }
            same
        });
        Self { entries: ByHash::new(entries) }
    }

    fn find(&self, hash: u32) -> Entry {
        self.entries.get(hash).unwrap_or_default()
    }

    /// What is known about each token of a text.
    pub fn read(&self, text: &Text) -> Vec<Entry> {
        text.tokens
            .iter()
            .map(|token| {
                if token.kind != TokenKind::Word {
                    return Entry::default();
                }
                let mut entry = self.find(token.hash);
                entry.ending = ending(text, *token);
                if entry.ending == Ending::Ly && !token.capital && entry.cue == 0 {
                    entry.class = entry.class.or(Class::ADVERB);
                }
                entry
            })
            .collect()
    }
}

/// The British spelling of a form in -ize or -yze: "apologised".
fn british_spelling(word: &str) -> Option<String> {
    const ENDINGS: [&str; 7] = ["ize", "ized", "izes", "izing", "yze", "yzed", "yzes"];
    let ending = ENDINGS.iter().find(|e| word.ends_with(**e))?;
    Some(format!("{}{}", word.strip_suffix(ending)?, ending.replace('z', "s")))
}

fn ending(text: &Text, token: Token) -> Ending {
    let bytes = token.span.of(&text.source).as_bytes();
    let long = |n: usize| bytes.len() > n;
    let low = |i: usize| bytes.get(bytes.len().wrapping_sub(i)).map_or(0, u8::to_ascii_lowercase);
    match (low(2), low(1)) {
        (b'e', b'd') if long(3) => Ending::Ed,
        (b'n', b'g') if long(4) && low(3) == b'i' => Ending::Ing,
        (b'l', b'y') if long(4) => Ending::Ly,
        (c, b's') if long(3) && c != b's' => Ending::S,
        _ => Ending::Other,
    }
}
