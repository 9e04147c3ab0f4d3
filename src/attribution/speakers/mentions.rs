//! Mentions: the phrases of a text that can stand for somebody. Names ("Gov. Ann Lee", "the Kremlin") and
//! noun phrases around a noun that can speak ("a senior official", "Lee's campaign", "the poll").

use super::lexicon::Class;

/// What a mention stands for, as far as its own words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Body,
    Place,
    /// A name of somebody or something.
    Name,
    /// One person without a name: "a senior official".
    Role,
    /// Several: "voters".
    People,
    /// A body without a name of its own: "the campaign".
    Team,
    Statement,
    Document,
}

impl Sort {
    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Body | Self::Place | Self::Name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
    Unknown,
}

impl Gender {
    pub(super) fn fits(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    pub(super) fn of(class: Class) -> Self {
        match (class.is(Class::MALE.or(Class::NAME_M)), class.is(Class::FEMALE.or(Class::NAME_F))) {
            (true, false) => Self::He,
            (false, true) => Self::She,
            _ => Self::Unknown,
        }
    }
}

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    None,
    /// "a", "an", "one", "another".
    A,
    /// "the", "this", "that", "these".
    The,
    /// "his": the token of the pronoun.
    Pronoun(u32),
    /// "Lee's", and the mention of the name.
    Owner(u32),
    /// "some", "many", "three".
    Quantity,
}

/// A phrase that can stand for somebody; positions are token indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// The whole phrase, with titles and determiner.
    pub(super) first: u32,
    pub(super) last: u32,
    /// The name without titles, or the head noun.
    pub(super) name: (u32, u32),
    pub(super) sort: Sort,
    pub(super) gender: Gender,
    pub(super) determiner: Determiner,
    /// "Lee" in "the Lee campaign": index of a mention.
    pub(super) modifier: Option<u32>,
    /// For a name, the title before it ("governor"); for a noun phrase, its head: hash of a word.
    pub(super) title: u32,
    /// For a name, the noun phrase that says who it is; for that, the name: index of a mention.
    pub(super) apposed: Option<u32>,
    /// An 's follows.
    pub(super) possessive: bool,
    /// Index of the entity; filled by linking.
    pub(super) entity: u32,
}
