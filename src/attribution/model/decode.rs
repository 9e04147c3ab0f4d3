//! From scores to spans: the best tagging of each paragraph (Viterbi) under the learnt moves between tags, and
//! how sure it is of every token (forward-backward). A paragraph is decoded alone, so an edit elsewhere can't
//! reach it.

use serde::{Deserialize, Serialize};

use super::network::{Scores, exp};
use super::weights::{TAGS, Weights};

/// What a span is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    Source,
    Cue,
    Content,
}

/// A run of tokens with one role.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Tagged {
    pub role: Role,
    /// First token and one past the last.
    pub first: usize,
    pub last: usize,
    /// Mean probability of its tokens' roles.
    pub probability: f32,
}

/// The role of a tag.
fn role(tag: usize) -> Option<Role> {
    match tag {
        1 | 2 => Some(Role::Source),
        3 | 4 => Some(Role::Cue),
        5 | 6 => Some(Role::Content),
        _ => None,
    }
}

/// Tags that begin a span are odd.
fn begins(tag: usize) -> bool {
    tag % 2 == 1
}

/// The spans of a paragraph whose tokens are `first..first + scores.len()`, in order.
pub fn spans(weights: &Weights, scores: &[Scores], first: usize, out: &mut Vec<Tagged>) {
    let scores: Vec<Scores> = scores
        .iter()
        .map(|s| {
            let mut s = *s;
            s[0] -= weights.none_bias;
            s
        })
        .collect();
    let tags = viterbi(weights, &scores);
    let sure = certainty(weights, &scores, &tags);
    tagged(&tags, &sure, first, out);
}

/// The runs of a tagging.
pub fn tagged(tags: &[u8], sure: &[f32], first: usize, out: &mut Vec<Tagged>) {
    let mut open: Option<Tagged> = None;
    for (i, tag) in tags.iter().enumerate() {
        let tag = usize::from(*tag);
        if let Some(span) = open.as_mut().filter(|s| role(tag) == Some(s.role) && !begins(tag)) {
            span.last += 1;
            span.probability += sure[i];
            continue;
        }
        out.extend(open.take());
        open = role(tag).map(|role| Tagged {
            role,
            first: first + i,
            last: first + i + 1,
            probability: sure[i],
        });
    }
    out.extend(open);
    for span in out.iter_mut().filter(|s| s.first >= first) {
        span.probability /= (span.last - span.first) as f32;
    }
}

fn viterbi(weights: &Weights, scores: &[Scores]) -> Vec<u8> {
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    let mut best = [0.0; TAGS];
    for (i, score) in scores.iter().enumerate() {
        let mut from = [0; TAGS];
        let mut next = [f32::MIN; TAGS];
        for b in 0..TAGS {
            if i == 0 {
                next[b] = weights.moves[TAGS][b];
            } else {
                for a in 0..TAGS {
                    let sum = best[a] + weights.moves[a][b];
                    if sum > next[b] {
                        (next[b], from[b]) = (sum, a as u8);
                    }
                }
            }
            next[b] += score[b];
        }
        best = next;
        back.push(from);
    }
    let mut tags = vec![0; scores.len()];
    let mut tag = (0..TAGS).fold(0, |m, t| if best[t] > best[m] { t } else { m }) as u8;
    for i in (0..scores.len()).rev() {
        tags[i] = tag;
        tag = back[i][usize::from(tag)];
    }
    tags
}

/// The probability that each token has the role it was given, begin and inside taken together.
fn certainty(weights: &Weights, scores: &[Scores], tags: &[u8]) -> Vec<f32> {
    let n = scores.len();
    let moves = weights.moves.map(|row| row.map(exp));
    let emit: Vec<Scores> = scores
        .iter()
        .map(|s| {
            let top = s.iter().copied().fold(f32::MIN, f32::max);
            s.map(|v| exp(v - top))
        })
        .collect();
    let mut forward: Vec<Scores> = Vec::with_capacity(n);
    for i in 0..n {
        let mut row = moves[TAGS];
        if let Some(before) = i.checked_sub(1).map(|j| forward[j]) {
            row = std::array::from_fn(|b| (0..TAGS).map(|a| before[a] * moves[a][b]).sum());
        }
        forward.push(scaled(std::array::from_fn(|b| row[b] * emit[i][b])));
    }
    let mut sure = vec![0.0; n];
    let mut backward: Scores = [1.0; TAGS];
    for i in (0..n).rev() {
        let joint: Scores = scaled(std::array::from_fn(|t| forward[i][t] * backward[t]));
        let tag = usize::from(tags[i]);
        sure[i] = if tag == 0 { joint[0] } else { joint[(tag - 1) | 1] + joint[((tag - 1) | 1) + 1] };
        let next: Scores = std::array::from_fn(|t| emit[i][t] * backward[t]);
        backward = scaled(std::array::from_fn(|a| (0..TAGS).map(|b| moves[a][b] * next[b]).sum()));
    }
    sure
}

fn scaled(row: Scores) -> Scores {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 { row.map(|v| v / sum) } else { [1.0 / TAGS as f32; TAGS] }
}
