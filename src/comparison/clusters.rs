//! Sentences that tell of the same thing: agglomerative clustering by average similarity (UPGMA; Sokal &
//! Michener 1958) over the pairs that have something in common, so that the work grows with the pairs and
//! not with the square of the sentences. Found along chains of nearest neighbours (Benzécri 1982, Murtagh 1983): two
//! clusters that are each other's nearest will merge whatever else does, so that no order of all pairs is needed.

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

/// Fewest sentences of each half of a cluster that is split.
const HALF: usize = 4;
/// What part of a cluster's sentences may have the stem by which it is split. Chosen on the six events of the evaluation, together
/// with [`HALF`]: cells right .694 to .738, rows .817 to .867, passages that support theirs .851 to .831.
const SOME_OF_IT: std::ops::RangeInclusive<f32> = 0.25..=0.7;

/// Clusters, some of which became a part of another meanwhile, and the sums of how alike their sentences are.
type Near = Vec<(u32, f32)>;

/// The clusters, each a list of indices of sentences in order.
pub fn clusters(sentences: &Sentences) -> Vec<Vec<u32>> {
    let mut pairs = sentences.alike();
    for (i, a) in sentences.list.iter().enumerate() {
        for (j, b) in sentences.list.iter().enumerate().skip(i + 1).take(NEAR) {
            if a.reading == b.reading {
                let adjacent = if a.sentence + 1 == b.sentence { ADJACENT } else { 0.0 };
                let paragraph = if a.paragraph == b.paragraph { PARAGRAPH } else { 0.0 };
                if adjacent + paragraph > 0.0 {
                    pairs.push((i as u32, j as u32, adjacent + paragraph));
                }
            }
        }
    }
    let mut clusters = merge(sentences.list.len(), &pairs);
    let mut at = 0;
    while let Some(cluster) = clusters.get_mut(at) {
        match split(sentences, cluster) {
            Some((one, other)) => {
                *cluster = one;
                clusters.push(other);
            }
            None => at += 1,
        }
    }
    clusters
}

/// A cluster of many sentences in two, by the stem that says most of it without being in nearly all of it: each half is then
/// what a row of its own may tell, if it has a few sentences of several articles.
fn split(sentences: &Sentences, members: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
    if members.len() < 2 * HALF {
        return None;
    }
    let mut centre = sentences.centre(members);
    centre.order_by(|a, b| b.1.total_cmp(&a.1));
    let has = |s: u32, stem: u32| sentences.has_all(s as usize, &[stem]);
    let (stem, _) = centre.into_iter().find(|(stem, _)| {
        let share = members.iter().filter(|s| has(**s, *stem)).count() as f32 / members.len() as f32;
        SOME_OF_IT.contains(&share)
    })?;
    let reading = |s: Option<&u32>| s.map(|s| sentences.list[*s as usize].reading);
    let is_row = |half: &[u32]| half.len() >= HALF && reading(half.first()) != reading(half.last());
    let (one, other): (Vec<u32>, Vec<u32>) = members.iter().partition(|s| has(**s, stem));
    (is_row(&one) && is_row(&other)).then_some((one, other))
}

/// Merges `n` sentences by these pairs of them. A pair that comes twice counts twice.
fn merge(n: usize, pairs: &[(u32, u32, f32)]) -> Vec<Vec<u32>> {
    let mut clusters = Clusters::new(n, pairs);
    let mut chain: Vec<u32> = Vec::new();
    for start in 0..n as u32 {
        if !clusters.is_open(start) {
            continue;
        }
        chain.push(start);
        while let Some(last) = chain.last().copied() {
            let before = chain.len().checked_sub(2).map(|at| chain[at]);
            match clusters.nearest(last, before) {
                // What has nothing near enough never will: an average over two that merge is no more than the greater of
                // theirs.
                None => {
                    clusters.closed[last as usize] = true;
                    chain.pop();
                }
                // One that is further back in the chain is as near as the one before, but for the last digit of their sums.
                Some(nearest) if chain.contains(&nearest) => {
                    chain.truncate(chain.len() - 2);
                    clusters.join(before.unwrap_or(nearest), last);
                    // Where the chain is at its end, what was made of them begins the next one.
                    if chain.is_empty() {
                        chain.push(clusters.whole(last));
                    }
                }
                Some(nearest) => {
                    debug_assert!(!chain.contains(&nearest), "a chain that goes round has no end");
                    chain.push(nearest);
                }
            }
        }
    }
    clusters.lists()
}

/// Clusters while they merge. A cluster goes by one of its sentences.
struct Clusters {
    /// For each sentence another one of its cluster, or itself.
    within: Vec<u32>,
    members: Vec<Vec<u32>>,
    near: Vec<Near>,
    /// Nothing is near enough.
    closed: Vec<bool>,
    /// To add up in; 0 between the calls.
    sums: Vec<f32>,
}

impl Clusters {
    fn new(n: usize, pairs: &[(u32, u32, f32)]) -> Self {
        let mut many = vec![0usize; n];
        for (i, j, _) in pairs {
            many[*i as usize] += 1;
            many[*j as usize] += 1;
        }
        let mut near: Vec<Near> = many.into_iter().map(Vec::with_capacity).collect();
        for (i, j, alike) in pairs {
            near[*i as usize].push((*j, *alike));
            near[*j as usize].push((*i, *alike));
        }
        let within: Vec<u32> = (0..n as u32).collect();
        let members = within.iter().map(|i| vec![*i]).collect();
        Self { within, members, near, closed: vec![false; n], sums: vec![0.0; n] }
    }

    /// The cluster of a sentence.
    fn whole(&mut self, mut i: u32) -> u32 {
        while self.within[i as usize] != i {
            let above = self.within[self.within[i as usize] as usize];
            self.within[i as usize] = above;
            i = above;
        }
        i
    }

    /// Whether it may still merge.
    fn is_open(&self, i: u32) -> bool {
        self.within[i as usize] == i && !self.closed[i as usize]
    }

    /// The cluster that is most alike on average, if one is alike enough; of several `rather`, or else the first.
    fn nearest(&mut self, of: u32, rather: Option<u32>) -> Option<u32> {
        let mut near = std::mem::take(&mut self.near[of as usize]);
        let mut kept = 0;
        for at in 0..near.len() {
            let (k, alike) = near[at];
            let k = self.whole(k);
            if k == of {
                continue;
            }
            let sum = &mut self.sums[k as usize];
            if *sum == 0.0 {
                near[kept].0 = k;
                kept += 1;
            }
            *sum += alike;
        }
        near.truncate(kept);
        let own = self.members[of as usize].len();
        let mut best: Option<(f32, bool, u32)> = None;
        for (k, sum) in &mut near {
            *sum = std::mem::take(&mut self.sums[*k as usize]);
            let alike = *sum / (own * self.members[*k as usize].len()) as f32;
            let this = (alike, rather == Some(*k), u32::MAX - *k);
            if alike >= ALIKE && best.is_none_or(|b| this > b) {
                best = Some(this);
            }
        }
        self.near[of as usize] = near;
        best.map(|b| u32::MAX - b.2)
    }

    fn join(&mut self, a: u32, b: u32) {
        // The shorter list moves.
        let (a, b) = if self.near[a as usize].len() < self.near[b as usize].len() { (b, a) } else { (a, b) };
        self.within[b as usize] = a;
        let moved = std::mem::take(&mut self.near[b as usize]);
        self.near[a as usize].extend(moved);
        let moved = std::mem::take(&mut self.members[b as usize]);
        self.members[a as usize].extend(moved);
    }

    fn lists(self) -> Vec<Vec<u32>> {
        let mut lists = self.members;
        lists.retain(|m| !m.is_empty());
        for list in &mut lists {
            list.sort_unstable();
        }
        lists.order_by_key(|m| m[0]);
        lists
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::sample;
    use crate::comparison::CompareBy;
    use crate::topics::Tags;

    #[test]
    fn the_alike_come_together_and_chains_break() {
        // 0-1-2 all alike; 3 is a little like 2 only; 4 is alone.
        let pairs = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7), (2, 3, 0.1)];
        assert_eq!(merge(5, &pairs), [vec![0, 1, 2], vec![3], vec![4]]);
    }

    #[test]
    fn a_cluster_of_two_matters_is_two() {
        let income = "Her return shows income. The return shows income. ";
        let gifts = "Her return shows gifts. The return shows gifts. ";
        for (texts, expected) in [
            (
                [format!("{income}{gifts}"), format!("{income}{gifts}")],
                Some((vec![0, 1, 4, 5], vec![2, 3, 6, 7])),
            ),
            // Only one article tells of the gifts.
            ([format!("{gifts}{gifts}{income}"), income.repeat(2)], None),
            ([income.to_owned(), gifts.to_owned()], None),
        ] {
            let readings = [sample(0, "Courier", &texts[0]), sample(1, "Herald", &texts[1])];
            let readings = [&readings[0], &readings[1]];
            let sentences = Sentences::new(&readings, &Tags::new(&readings), CompareBy::Articles);
            let all: Vec<u32> = (0..sentences.list.len() as u32).collect();
            let halves = split(&sentences, &all).map(|(a, b)| if a[0] == 0 { (a, b) } else { (b, a) });
            assert_eq!(halves, expected, "{texts:?}");
        }
    }

    /// One text four times: sums of the same numbers in another order differ in the last digit, and a chain of equals would go
    /// round for ever.
    #[test]
    fn a_chain_of_equals_ends() {
        let alike = |i: u32, j: u32| match (i % 2, j % 2) {
            (0, 0) => 0.225,
            (1, 1) => 0.51,
            _ => 0.537_857_1,
        };
        let mut pairs = Vec::new();
        for (i, j) in (0..8).flat_map(|i| (i + 1..8).map(move |j| (i, j))) {
            pairs.push((i, j, alike(i, j)));
            if matches!((i, j), (2, 3) | (3, 4) | (6, 7)) {
                pairs.push((i, j, 0.05));
            }
        }
        assert_eq!(merge(8, &pairs), [(0..8).collect::<Vec<_>>()]);
    }

    #[test]
    fn nothing_makes_no_cluster() {
        assert!(merge(0, &[]).is_empty());
    }

    /// The method as it is defined: the most alike two merge, until no two are alike enough.
    fn defined(n: usize, pairs: &[(u32, u32, f32)]) -> Vec<Vec<u32>> {
        let mut clusters: Vec<Vec<u32>> = (0..n as u32).map(|i| vec![i]).collect();
        let average = |x: &[u32], y: &[u32]| {
            let across = pairs
                .iter()
                .filter(|(i, j, _)| (x.contains(i) && y.contains(j)) || (x.contains(j) && y.contains(i)));
            across.map(|p| p.2).sum::<f32>() / (x.len() * y.len()) as f32
        };
        loop {
            let all = (0..clusters.len()).flat_map(|i| (i + 1..clusters.len()).map(move |j| (i, j)));
            let alike = all.map(|(i, j)| (i, j, average(&clusters[i], &clusters[j])));
            let Some((i, j, best)) = alike.max_by(|x, y| x.2.total_cmp(&y.2)) else { return clusters };
            if best < ALIKE {
                return clusters;
            }
            let moved = clusters.remove(j);
            clusters[i].extend(moved);
            clusters[i].sort_unstable();
        }
    }

    proptest! {
        #[test]
        fn all_comes_together_as_the_method_is_defined(
            weights in prop::collection::btree_map((0u32..12, 0u32..12), 0.01f32..0.4, 0..50)
        ) {
            let pairs: Vec<_> = weights.into_iter().filter(|((i, j), _)| i < j).map(|((i, j), w)| (i, j, w)).collect();
            prop_assert_eq!(merge(12, &pairs), defined(12, &pairs));
        }
    }
}
