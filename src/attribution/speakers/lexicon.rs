//! What a word can stand for: a first name, a title, a role, a body, a text. Two lists of words (their origin
//! is told in them and in `first_names.py`), read once into one sorted table of word hashes.

use std::sync::OnceLock;

use crate::order::Order;
use crate::text::{ByHash, word_hash};

/// A set of classes, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u32);

impl Class {
    /// A first name of men; of women. Both for a name given to both.
    pub(super) const NAME_M: Self = Self(1);
    pub(super) const NAME_F: Self = Self(1 << 1);
    /// A man's; a woman's, said of honorifics and roles.
    pub(super) const MALE: Self = Self(1 << 2);
    pub(super) const FEMALE: Self = Self(1 << 3);
    /// Stands before a name only ("Mr.").
    pub(super) const HONORIFIC: Self = Self(1 << 4);
    /// Stands before a name, or for the one who holds the office ("president").
    pub(super) const TITLE: Self = Self(1 << 5);
    /// One person by what they do.
    pub(super) const ROLE: Self = Self(1 << 6);
    /// Several people.
    pub(super) const PEOPLE: Self = Self(1 << 7);
    pub(super) const BODY: Self = Self(1 << 8);
    /// A text in which its maker speaks.
    pub(super) const STATEMENT: Self = Self(1 << 9);
    /// A text that is quoted as such.
    pub(super) const DOCUMENT: Self = Self(1 << 10);
    pub(super) const DEMONYM: Self = Self(1 << 11);
    /// "former", "then": before a title.
    pub(super) const FORMER: Self = Self(1 << 12);
    pub(super) const PLACE: Self = Self(1 << 13);
    /// A place that speaks for those who sit in it.
    pub(super) const SEAT: Self = Self(1 << 14);
    /// Capitalised for another reason than being a name.
    pub(super) const OTHER: Self = Self(1 << 15);
    pub(super) const PLURAL: Self = Self(1 << 16);
    /// Ends the name of a business.
    pub(super) const FIRM: Self = Self(1 << 17);

    pub(super) const NAME: Self = Self(3);
    /// Nouns that can be the head of a source.
    pub(super) const NOUN: Self =
        Self(Self::ROLE.0 | Self::PEOPLE.0 | Self::BODY.0 | Self::STATEMENT.0 | Self::DOCUMENT.0);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any class of `other` is among these.
    pub(super) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Of a word, by its [`word_hash`].
    pub(super) fn of(hash: u32) -> Self {
        table().get(hash).unwrap_or(Self(0))
    }
}

const WORDS: &str = include_str!("data/words.txt");
const FIRST_NAMES: &str = include_str!("data/first_names.txt");

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "m" | "name-m" => Class::NAME_M,
        "f" | "name-f" => Class::NAME_F,
        "x" => Class::NAME,
        "honorific-m" => Class::HONORIFIC.or(Class::MALE),
        "honorific-f" => Class::HONORIFIC.or(Class::FEMALE),
        "title" => Class::TITLE,
        "abbreviated-title" => Class::TITLE.or(Class::HONORIFIC),
        "role" => Class::ROLE,
        "role-m" => Class::ROLE.or(Class::MALE),
        "role-f" => Class::ROLE.or(Class::FEMALE),
        "people" => Class::PEOPLE.or(Class::PLURAL),
        "body" => Class::BODY,
        "firm" => Class::FIRM,
        "statement" => Class::STATEMENT,
        "document" => Class::DOCUMENT,
        "demonym" => Class::DEMONYM,
        "former" => Class::FORMER,
        "place" => Class::PLACE,
        "seat" => Class::SEAT.or(Class::PLACE),
        "other" => Class::OTHER,
        _ => return None,
    })
}

/// The plural in -s, as far as spelling tells.
fn plural(word: &str) -> String {
    let before = word.as_bytes().iter().rev().nth(1).copied().unwrap_or(b'a');
    match word.strip_suffix('y') {
        Some(stem) if !b"aeiou".contains(&before) => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

fn table() -> &'static ByHash<Class> {
    static TABLE: OnceLock<ByHash<Class>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut all: Vec<(u32, Class)> = Vec::with_capacity(6000);
        for line in WORDS.lines().chain(FIRST_NAMES.lines()) {
            let Some((name, words)) = line.split_once(':') else { continue };
            let Some(class) = class_named(name) else { continue };
            for word in words.split_ascii_whitespace() {
                all.push((word_hash(word), class));
                if class.is(Class::HONORIFIC) && word.len() < 6 {
                    all.push((word_hash(&format!("{word}.")), class));
                }
                if class.is(Class::ROLE) {
                    all.push((word_hash(&plural(word)), Class::PEOPLE.or(Class::PLURAL)));
                } else if class.is(Class::NOUN) && !class.is(Class::PLURAL) {
                    all.push((word_hash(&plural(word)), class.or(Class::PLURAL)));
                }
            }
        }
        all.order_by_key(|(hash, _)| *hash);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.or(next.1);
            }
            same
        });
        ByHash::new(all)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_the_lists_say() {
        for (word, class) in [
            ("michael", Class::NAME_M),
            ("Susan", Class::NAME_F),
            ("Mr.", Class::HONORIFIC),
            ("Mrs", Class::FEMALE),
            ("Sen.", Class::TITLE),
            ("spokeswoman", Class::FEMALE),
            ("officials", Class::PEOPLE),
            ("agencies", Class::BODY),
            ("readout", Class::STATEMENT),
            ("polls", Class::PLURAL),
        ] {
            assert!(Class::of(word_hash(word)).is(class), "{word}");
        }
        assert_eq!(Class::of(word_hash("zyzzyva")), Class::default());
        assert!(!Class::of(word_hash("michael")).is(Class::NAME_F));
    }

    #[test]
    fn no_line_of_the_lists_is_passed_over() {
        for line in WORDS.lines().chain(FIRST_NAMES.lines()).filter(|l| !l.starts_with('#')) {
            let (name, _) = line.split_once(':').unwrap();
            assert!(class_named(name).is_some(), "{name}");
        }
    }
}
