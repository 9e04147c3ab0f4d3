//! Topics: labels that a reader would choose, with aliases and every mention, shared across articles.
//!
//! [`mod@tag`] finds parts of speech by [`vocabulary`], [`names`] and [`phrase`] what stands in the texts,
//! [`family`] and [`group`] what belongs together, [`rank`] and [`complement`] what matters and what it is called,
//! [`cover`] that no part of a text goes without, [`mention`] where it stands, [`hierarchy`] what is part of what.
//! Everything is counted over all articles at once, so that a topic is one topic wherever it is met.

mod complement;
mod cover;
mod family;
mod group;
mod hierarchy;
mod lexicon;
mod mention;
mod names;
mod phrase;
mod places;
mod rank;
mod stem;
mod tag;
mod vocabulary;

pub use lexicon::Lexicon;
pub use places::Places;
pub(crate) use rank::{in_source, lower_first, sources};
pub use stem::{stem, stem_hash};
pub use tag::{ByHash, Ism, Tag, Tagged, Words, tag};

use serde::{Deserialize, Serialize};

use crate::analysis::Reading;
use crate::text::Span;

/// Index of a topic in the list of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TopicId(pub u32);

/// A place where an article speaks of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mention {
    /// Index of the article in the list that was given.
    pub article: u32,
    pub span: Span,
}

/// What a topic is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicKind {
    Person,
    Place,
    /// An organisation, a law, a named event.
    Name,
    /// A phrase of common words.
    Phrase,
    /// Added by the reader.
    Own,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    pub label: String,
    /// Other forms met in the texts, most frequent first.
    pub aliases: Vec<String>,
    pub kind: TopicKind,
    /// In order of article and place; never overlapping each other.
    pub mentions: Vec<Mention>,
    /// How much of the coverage it carries, 0..1; topics are listed by it, best first.
    pub score: f32,
    /// The wider topic it belongs to: "cease-fire" under "Syria".
    pub parent: Option<TopicId>,
}

impl Topic {
    /// Whether an article speaks of the topic by name within a span.
    pub fn names_within(&self, article: u32, span: Span) -> bool {
        let first = self.mentions.partition_point(|m| (m.article, m.span.end) <= (article, span.start));
        self.mentions.get(first).is_some_and(|m| m.article == article && m.span.overlaps(span))
    }

    /// The words by which an article, whose text this is, speaks of the topic most often, and of several the first: "talks"
    /// where the label is "peace talks". None where it does not speak of it.
    pub fn commonest_form<'a>(&self, article: u32, text: &'a str) -> Option<&'a str> {
        let mut forms: Vec<(&str, u32)> = Vec::new();
        for mention in self.mentions.iter().filter(|m| m.article == article) {
            let form = mention.span.of(text);
            match forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, count)) => *count += 1,
                None => forms.push((form, 1)),
            }
        }
        forms.into_iter().rev().max_by_key(|(_, count)| *count).map(|(form, _)| form)
    }
}

/// Most topics that are listed.
const MOST: usize = 300;

/// The words of some articles with their parts of speech.
pub struct Tags {
    /// In order of the articles.
    pub of: Vec<Tagged>,
    isms: Vec<Ism>,
}

impl Tags {
    pub fn new(readings: &[&Reading]) -> Self {
        let mut words = Words::default();
        Self { of: readings.iter().map(|r| tag(&r.text, &mut words)).collect(), isms: words.isms }
    }
}

/// Finds the topics of some articles, best first.
pub fn topics(readings: &[&Reading]) -> Vec<Topic> {
    tagged_topics(readings, &Tags::new(readings))
}

/// The same for articles whose words are tagged already.
pub fn tagged_topics(readings: &[&Reading], tags: &Tags) -> Vec<Topic> {
    let tagged = &tags.of;
    let names = names::names(readings, tagged);
    let phrases = phrase::phrases(readings, tagged, &names);
    let families = family::Families::new(readings, tagged, &tags.isms);
    let (groups, counts) = group::groups(readings, &phrases, &families);
    let ranked = rank::rank(readings, tagged, &names, &phrases, &groups, &families, &counts, MOST);
    let mut topics = mention::mark(readings, tagged, &phrases, &groups, &families, ranked);
    hierarchy::parents(&mut topics);
    topics
}

#[cfg(test)]
mod tests;
