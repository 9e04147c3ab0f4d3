//! Where the topics stand: each token belongs to one topic at most, so that a highlight has one colour.

use super::family::Families;
use super::group::Group;
use super::phrase::{Phrases, Unit};
use super::rank::Ranked;
use super::tag::{ByHash, Tag, Tagged};
use super::{Mention, Topic, TopicKind};
use crate::analysis::Reading;
use crate::text::{ParagraphKind, Span};

/// Verbs with a stem rarer than this stand for the noun: "apologized" for "apology". In headlines any word does.
const TELLING: f32 = 2.0;

/// Finds the mentions of the ranked groups.
pub fn mark(
    readings: &[&Reading],
    tagged: &[Tagged],
    phrases: &Phrases,
    groups: &[Group],
    families: &Families,
    ranked: Vec<Ranked>,
) -> Vec<Topic> {
    let mut anchors: ByHash<u32> = ByHash::default();
    let mut of_phrase = vec![u32::MAX; phrases.phrases.len()];
    for (t, r) in ranked.iter().enumerate() {
        anchors.insert(groups[r.group].anchor.key(), t as u32);
        if let Some(with) = groups[r.group].with {
            anchors.insert(with.key(), t as u32);
        }
        for p in &groups[r.group].phrases {
            of_phrase[*p as usize] = t as u32;
        }
    }
    let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); ranked.len()];
    let mut at = 0;
    for (r, reading) in readings.iter().enumerate() {
        let text = &reading.text;
        let mut owner = vec![u32::MAX; text.tokens.len()];
        while let Some(phrase) = phrases.phrases.get(at).filter(|p| p.reading as usize == r) {
            for part in phrases.parts(phrase) {
                let own = part.unit.entity().and_then(|_| anchors.get(&part.unit.key()));
                let topic = own.copied().unwrap_or(of_phrase[at]);
                // "Kremlin statement" is a mention of the Kremlin by its first word only.
                let by_name = ranked.get(topic as usize).is_some_and(|t| t.kind != TopicKind::Phrase);
                let topic = if by_name && part.unit != groups[ranked[topic as usize].group].anchor {
                    u32::MAX
                } else {
                    topic
                };
                for token in part.first..part.last {
                    owner[token as usize] = topic;
                }
            }
            fill(phrases, groups, &ranked, &of_phrase, at, &mut owner);
            at += 1;
        }
        for paragraph in &text.paragraphs {
            let headline = paragraph.kind != ParagraphKind::Body;
            for i in paragraph.tokens() {
                let word = matches!(
                    tagged[r].tags[i],
                    Tag::Verb | Tag::Noun | Tag::Name | Tag::Adjective | Tag::Other
                );
                let telling = if headline { 0.0 } else { TELLING };
                if owner[i] == u32::MAX && word && tagged[r].idf[i] > telling {
                    if let Some(topic) = anchors.get(&families.of(Unit::stem(tagged[r].stems[i])).key()) {
                        if headline || tagged[r].tags[i] != Tag::Name {
                            owner[i] = *topic;
                        }
                    }
                }
            }
            push_runs(r, reading, &owner, paragraph.tokens(), &mut mentions);
        }
    }
    ranked
        .into_iter()
        .zip(mentions)
        .filter(|(_, mentions)| !mentions.is_empty())
        .map(|(r, mentions)| Topic {
            label: r.label,
            aliases: r.aliases,
            kind: r.kind,
            mentions,
            score: r.score,
            parent: None,
        })
        .collect()
}

/// Gives the words within a phrase, and between two that always go together, to the topic of both sides: "safe
/// new zones", "nuclear weapons and missile programs".
fn fill(
    phrases: &Phrases,
    groups: &[Group],
    ranked: &[Ranked],
    of_phrase: &[u32],
    at: usize,
    owner: &mut [u32],
) {
    let parts = phrases.parts(&phrases.phrases[at]);
    let (Some(first), Some(mut last)) = (parts.first(), parts.last()) else { return };
    let pair = ranked.get(of_phrase[at] as usize).is_some_and(|r| groups[r.group].with.is_some());
    if let Some(next) =
        phrases.phrases.get(at + 1).filter(|n| pair && n.reading == phrases.phrases[at].reading)
    {
        let start = phrases.parts(next).first().filter(|p| p.first == last.last + 1);
        last = start.filter(|_| of_phrase[at + 1] == of_phrase[at]).unwrap_or(last);
    }
    for token in first.last as usize..last.first as usize {
        let (before, after) = (owner[token - 1], owner[last.first as usize]);
        if owner[token] == u32::MAX && (before == after || (pair && after == u32::MAX)) {
            owner[token] = before;
        }
    }
}

/// Turns runs of tokens with one owner into mentions. Two phrases of one topic that touch are told apart by
/// the punctuation or the word between them; none of it belongs to a topic.
fn push_runs(
    r: usize,
    reading: &Reading,
    owner: &[u32],
    range: std::ops::Range<usize>,
    out: &mut [Vec<Mention>],
) {
    let tokens = &reading.text.tokens;
    let mut i = range.start;
    while i < range.end {
        let topic = owner[i];
        let mut end = i + 1;
        while end < range.end && owner[end] == topic {
            end += 1;
        }
        if let Some(list) = out.get_mut(topic as usize) {
            let span: Span = tokens[i].span.cover(tokens[end - 1].span);
            list.push(Mention { article: r as u32, span });
        }
        i = end;
    }
}
