//! From phrases to topics: phrases that share their most telling unit are one topic. "cease-fire talks" and
//! "the cease-fire regime" meet in "cease-fire"; a story's main actors, who are everywhere, hold nothing
//! together.

use super::family::Families;
use super::phrase::{Phrases, Unit};
use super::tag::ByHash;
use crate::analysis::Reading;
use crate::text::word_hash_ascii;

const AND: u32 = word_hash_ascii("and");

/// Units in more than this share of the sentences are everywhere.
pub const AMBIENT: f32 = 0.25;

/// Counts of a unit over all readings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Phrases that hold it.
    pub phrases: u32,
    /// Sentences that hold it.
    pub sentences: u32,
    last: u32,
    pub idf: f32,
}

/// Phrases with the same anchor.
pub struct Group {
    pub anchor: Unit,
    /// The anchor of phrases that always go with it.
    pub with: Option<Unit>,
    /// Indices of phrases, in order.
    pub phrases: Vec<u32>,
}

/// Counts the units of all phrases.
pub fn count(phrases: &Phrases, families: &Families) -> ByHash<Count> {
    let mut counts: ByHash<Count> = ByHash::default();
    for phrase in &phrases.phrases {
        let here = (phrase.reading << 20 | phrase.sentence) + 1;
        for part in phrases.parts(phrase) {
            let count = counts.entry(families.of(part.unit).key()).or_default();
            count.phrases += 1;
            count.sentences += u32::from(count.last != here);
            count.last = here;
            count.idf = count.idf.max(part.idf);
        }
    }
    counts
}

/// How much a unit holds phrases together.
pub fn pull(unit: Unit, adjective: bool, counts: &ByHash<Count>, sentences: usize) -> f32 {
    let Some(count) = counts.get(&unit.key()) else { return 0.0 };
    let ambient = sentences >= 8 && count.sentences as f32 > AMBIENT * sentences as f32;
    let frequency = (count.phrases as f32).sqrt();
    // An adjective that comes once describes: "wide-ranging conversation".
    let kind = if !adjective {
        1.0
    } else if count.phrases > 1 {
        0.5
    } else {
        0.02
    };
    frequency * (count.idf + 0.3) * kind * if ambient { 0.05 } else { 1.0 }
}

/// Groups the phrases.
pub fn groups(readings: &[&Reading], phrases: &Phrases, families: &Families) -> (Vec<Group>, ByHash<Count>) {
    let counts = count(phrases, families);
    let sentences: usize = readings.iter().map(|r| r.text.sentences.len()).sum();
    let mut index: ByHash<u32> = ByHash::default();
    let mut groups: Vec<Group> = Vec::new();
    for (i, phrase) in phrases.phrases.iter().enumerate() {
        let best = phrases
            .parts(phrase)
            .iter()
            .map(|p| (families.of(p.unit), p.adjective))
            .map(|(unit, adjective)| (unit, pull(unit, adjective, &counts, sentences)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((anchor, _)) = best else { continue };
        let at = *index.entry(anchor.key()).or_insert_with(|| {
            groups.push(Group { anchor, with: None, phrases: Vec::new() });
            groups.len() as u32 - 1
        });
        groups[at as usize].phrases.push(i as u32);
    }
    pair_up(readings, phrases, &mut groups);
    (groups, counts)
}

/// "nuclear weapons and missile programs": what is only ever spoken of together, twice or more, is one topic.
fn pair_up(readings: &[&Reading], phrases: &Phrases, groups: &mut [Group]) {
    let mut of_phrase = vec![0u32; phrases.phrases.len()];
    for (g, group) in (0u32..).zip(groups.iter()) {
        for p in &group.phrases {
            of_phrase[*p as usize] = g;
        }
    }
    for g in 0..groups.len() {
        let [first, _, ..] = groups[g].phrases[..] else { continue };
        let Some(other) = of_phrase.get(first as usize + 1).map(|o| *o as usize).filter(|o| *o != g) else {
            continue;
        };
        let joined = |p: &u32| {
            let next = *p as usize + 1;
            of_phrase.get(next) == Some(&(other as u32)) && joined_by_and(readings, phrases, *p as usize)
        };
        let alike =
            groups[other].phrases.len() == groups[g].phrases.len() && groups[g].anchor.entity().is_none();
        if alike && groups[other].anchor.entity().is_none() && groups[g].phrases.iter().all(joined) {
            let moved = std::mem::take(&mut groups[other].phrases);
            groups[g].with = Some(groups[other].anchor);
            groups[g].phrases.extend(moved);
            groups[g].phrases.sort_unstable();
        }
    }
}

/// Whether "and" alone stands between a phrase and the next.
fn joined_by_and(readings: &[&Reading], phrases: &Phrases, p: usize) -> bool {
    let (a, b) = (&phrases.phrases[p], &phrases.phrases[p + 1]);
    let (Some(end), Some(start)) = (phrases.parts(a).last(), phrases.parts(b).first()) else { return false };
    a.reading == b.reading
        && end.last + 1 == start.first
        && readings[a.reading as usize].text.tokens[end.last as usize].hash == AND
}
