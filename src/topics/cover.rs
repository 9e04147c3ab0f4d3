//! A list of topics leaves no part of the texts without one: a topic in whose surroundings better topics already
//! stand counts a little less than one that is alone with its passage. Greedy, after the idea of maximal
//! marginal relevance (Carbonell & Goldstein 1998).

use super::group::Group;
use super::phrase::Phrases;
use super::rank::Scored;
use crate::analysis::Reading;
use crate::order::Order;

/// How many topics are put in order; those behind are little looked at.
const LISTED: usize = 96;
/// Mentions of a topic that are looked at.
const LOOKED_AT: usize = 16;
/// A topic covers so many tokens on either side of its mention, within the sentence.
const AROUND: usize = 6;
/// What is left of a score when all is covered already.
const KEPT: f32 = 0.5;

/// Reorders the topics, best first, and lowers their scores by what is covered already.
pub fn spread(readings: &[&Reading], phrases: &Phrases, groups: &[Group], ranked: &mut [Scored]) {
    let n = ranked.len().min(LISTED);
    let places: Vec<Vec<(u32, u32, u32)>> =
        ranked[..n].iter().map(|r| places(readings, phrases, &groups[r.group])).collect();
    let mut covered: Vec<Vec<bool>> = readings.iter().map(|r| vec![false; r.text.tokens.len()]).collect();
    let mut left: Vec<usize> = (0..n).collect();
    let base: Vec<f32> = ranked[..n].iter().map(|r| r.score).collect();
    while !left.is_empty() {
        let mut best = (0, f32::MIN);
        for (at, i) in left.iter().enumerate() {
            if base[*i] <= best.1 {
                break;
            }
            let value = base[*i] * (KEPT + (1.0 - KEPT) * fresh(&places[*i], &covered));
            if value > best.1 {
                best = (at, value);
            }
        }
        let i = left.remove(best.0);
        ranked[i].score = best.1;
        for (r, from, to) in &places[i] {
            covered[*r as usize][*from as usize..*to as usize].fill(true);
        }
    }
    ranked.order_by(|a, b| b.score.total_cmp(&a.score).then(a.group.cmp(&b.group)));
}

/// The surroundings of a group's mentions: reading and tokens `from..to`.
fn places(readings: &[&Reading], phrases: &Phrases, group: &Group) -> Vec<(u32, u32, u32)> {
    let step = group.phrases.len().div_ceil(LOOKED_AT).max(1);
    let place = |p: &u32| {
        let phrase = &phrases.phrases[*p as usize];
        let parts = phrases.parts(phrase);
        let sentence = readings[phrase.reading as usize].text.sentences[phrase.sentence as usize].tokens();
        let from = (parts.first()?.first as usize).saturating_sub(AROUND).max(sentence.start);
        let to = (parts.last()?.last as usize + AROUND).min(sentence.end);
        Some((phrase.reading, from as u32, to as u32))
    };
    group.phrases.iter().step_by(step).filter_map(place).collect()
}

/// The share of the surroundings that nothing covers yet.
fn fresh(places: &[(u32, u32, u32)], covered: &[Vec<bool>]) -> f32 {
    let (mut all, mut free) = (0, 0);
    for (r, from, to) in places {
        let tokens = &covered[*r as usize][*from as usize..*to as usize];
        all += tokens.len();
        free += tokens.iter().filter(|c| !**c).count();
    }
    if all == 0 { 0.0 } else { free as f32 / all as f32 }
}
