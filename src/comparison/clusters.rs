//! Sentences that tell of the same thing: agglomerative clustering by average similarity (UPGMA; Sokal &
//! Michener 1958) over the pairs that have something in common, so that the work grows with the pairs and
//! not with the square of the sentences.

use std::collections::{BTreeMap, BinaryHeap};

use super::sentences::Sentences;
use crate::order::Order;

/// Clusters merge while their sentences are this alike on average.
const ALIKE: f32 = 0.065;
/// What being next to each other in an article is worth.
const ADJACENT: f32 = 0.05;
/// What standing in one paragraph is worth.
const PARAGRAPH: f32 = 0.03;
/// Sentences further apart than this gain nothing from their paragraph.
const NEAR: usize = 4;

/// A possible merger; the best is the greatest.
#[derive(PartialEq)]
struct Merger {
    alike: f32,
    a: u32,
    b: u32,
    /// Sizes when this was reckoned; a cluster that has grown since makes it void.
    sizes: (u32, u32),
}

impl Eq for Merger {}

impl Ord for Merger {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.alike.total_cmp(&other.alike).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Merger {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The clusters, each a list of indices of sentences in order; in order of their first sentence.
pub fn clusters(sentences: &Sentences) -> Vec<Vec<u32>> {
    let n = sentences.list.len();
    let mut near: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); n];
    let mut link = |i: u32, j: u32, alike: f32| {
        *near[i as usize].entry(j).or_default() += alike;
        *near[j as usize].entry(i).or_default() += alike;
    };
    for (i, j, alike) in sentences.alike() {
        link(i, j, alike);
    }
    for (i, a) in sentences.list.iter().enumerate() {
        for (j, b) in sentences.list.iter().enumerate().skip(i + 1).take(NEAR) {
            if a.reading == b.reading {
                let adjacent = if a.sentence + 1 == b.sentence { ADJACENT } else { 0.0 };
                let paragraph = if a.paragraph == b.paragraph { PARAGRAPH } else { 0.0 };
                if adjacent + paragraph > 0.0 {
                    link(i as u32, j as u32, adjacent + paragraph);
                }
            }
        }
    }
    merge(near)
}

fn merge(mut near: Vec<BTreeMap<u32, f32>>) -> Vec<Vec<u32>> {
    let mut members: Vec<Vec<u32>> = (0..near.len() as u32).map(|i| vec![i]).collect();
    let mut queue = BinaryHeap::new();
    for (i, row) in (0u32..).zip(&near) {
        for (j, alike) in row.range(i + 1..) {
            if *alike >= ALIKE {
                queue.push(Merger { alike: *alike, a: i, b: *j, sizes: (1, 1) });
            }
        }
    }
    while let Some(Merger { a, b, sizes, .. }) = queue.pop() {
        let size = |members: &[Vec<u32>], i: u32| members[i as usize].len() as u32;
        if (size(&members, a), size(&members, b)) != sizes {
            continue;
        }
        // The one with fewer neighbours moves.
        let (a, b) = if near[a as usize].len() < near[b as usize].len() { (b, a) } else { (a, b) };
        let moved = std::mem::take(&mut members[b as usize]);
        members[a as usize].extend(moved);
        for (k, alike) in std::mem::take(&mut near[b as usize]) {
            near[k as usize].remove(&b);
            if k != a {
                *near[a as usize].entry(k).or_default() += alike;
                *near[k as usize].entry(a).or_default() += alike;
            }
        }
        let own = size(&members, a);
        for (k, sum) in &near[a as usize] {
            let theirs = size(&members, *k);
            let alike = sum / (own * theirs) as f32;
            if alike >= ALIKE {
                let sizes = if a < *k { (own, theirs) } else { (theirs, own) };
                queue.push(Merger { alike, a: a.min(*k), b: a.max(*k), sizes });
            }
        }
    }
    members.retain(|m| !m.is_empty());
    for m in &mut members {
        m.sort_unstable();
    }
    members.order_by_key(|m| m[0]);
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(n: usize, pairs: &[(u32, u32, f32)]) -> Vec<BTreeMap<u32, f32>> {
        let mut near = vec![BTreeMap::new(); n];
        for (a, b, s) in pairs {
            near[*a as usize].insert(*b, *s);
            near[*b as usize].insert(*a, *s);
        }
        near
    }

    #[test]
    fn the_alike_come_together_and_chains_break() {
        // 0-1-2 all alike; 3 is a little like 2 only; 4 is alone.
        let pairs = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7), (2, 3, 0.1)];
        assert_eq!(merge(near(5, &pairs)), [vec![0, 1, 2], vec![3], vec![4]]);
    }

    #[test]
    fn nothing_makes_no_cluster() {
        assert!(merge(Vec::new()).is_empty());
    }
}
