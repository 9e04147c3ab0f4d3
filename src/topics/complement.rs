//! What a topic is about: "peace in Syria", "interference in the 2016 election". A noun made of a verb that has
//! such a complement tells what happened, and that is what readers look for first.

use super::group::Group;
use super::lexicon::Lexicon;
use super::phrase::{Part, Phrases};
use super::rank::Form;
use super::tag::{Tag, Tagged};
use crate::analysis::Reading;
use crate::text::word_hash_ascii;

/// What it is worth, in nats of rarity, that a label tells an event and what it was about.
const EVENT: f32 = 9.0;

/// What may stand between a noun and what it is about.
static ABOUT: [u32; 9] = [
    word_hash_ascii("of"),
    word_hash_ascii("in"),
    word_hash_ascii("on"),
    word_hash_ascii("with"),
    word_hash_ascii("for"),
    word_hash_ascii("against"),
    word_hash_ascii("over"),
    word_hash_ascii("between"),
    word_hash_ascii("and"),
];

static ARTICLES: [u32; 3] = [word_hash_ascii("the"), word_hash_ascii("a"), word_hash_ascii("an")];

/// A lone noun with what it is about, when the text says so each second time: "peace in Syria", "interference
/// in the 2016 election". The phrase that tells it together with the next one, and what that is worth.
pub fn complement(
    readings: &[&Reading],
    tagged: &[Tagged],
    phrases: &Phrases,
    group: &Group,
    forms: &[Form],
) -> Option<(u32, f32)> {
    let form = forms.first()?;
    let named = &phrases.phrases[form.phrase as usize];
    let (home, parts) = (named.reading as usize, phrases.parts(named));
    if parts.iter().any(|p| p.unit.entity().is_some()) || parts.len() > 1 && group.with.is_none() {
        return None;
    }
    let mut seen: Vec<(u32, u32, u32)> = Vec::new();
    for p in &group.phrases {
        let (Some(here), Some(next)) =
            (phrases.phrases.get(*p as usize), phrases.phrases.get(*p as usize + 1))
        else {
            continue;
        };
        let (Some(end), Some(start)) = (phrases.parts(here).last(), phrases.parts(next).first()) else {
            continue;
        };
        let reading = readings[here.reading as usize];
        let gap = end.last as usize..start.first as usize;
        let close = here.reading == next.reading
            && (1..=3).contains(&gap.len())
            && leads(reading, &tagged[here.reading as usize], gap);
        let same = phrases.parts(here).len() == parts.len();
        if !close || !same || here.sentence != next.sentence || phrases.parts(next).len() > 3 {
            continue;
        }
        let key = phrases.parts(next).last().map_or(0, |p| p.unit.key());
        match seen.iter_mut().find(|s| s.0 == key) {
            Some(known) => known.1 += 1,
            None => seen.push((key, 1, *p)),
        }
    }
    let best = seen.iter().max_by_key(|s| (s.1, std::cmp::Reverse(s.2)))?;
    if best.1 * 2 < form.count || (best.1 == 1 && group.phrases.len() > 1) {
        return None;
    }
    let next = &phrases.phrases[best.2 as usize + 1];
    // What it is about counts a quarter.
    let event = group.with.is_none() && parts.last().is_some_and(|p| verbal(&tagged[home], p));
    if !event && best.1 == 1 {
        return None;
    }
    let more = phrases.parts(next).iter().map(|p| p.idf).sum::<f32>() / 4.0;
    let more = if event { more + EVENT } else { more };
    Some((best.2, more))
}

/// Whether a noun is made of a verb.
fn verbal(tagged: &Tagged, part: &Part) -> bool {
    part.unit.entity().is_none() && Lexicon::get().rarity(tagged.stems[part.first as usize]).verbal
}

/// Whether what stands between two phrases makes the second the complement of the first: one preposition, then
/// only what opens a noun phrase, or a verb in -ing: "criticism for engaging the president".
fn leads(reading: &Reading, tagged: &Tagged, gap: std::ops::Range<usize>) -> bool {
    let tokens = &reading.text.tokens;
    let opens = |i: usize| match tagged.tags[i] {
        // "The light of our findings" and "the author of this post" speak of something else.
        Tag::Determiner => ARTICLES.contains(&tokens[i].hash),
        Tag::Adjective | Tag::Number => true,
        Tag::Verb => reading.text.word(i).ends_with("ing"),
        _ => false,
    };
    ABOUT.contains(&tokens[gap.start].hash) && (gap.start + 1..gap.end).all(opens)
}
