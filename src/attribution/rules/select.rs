//! From weighed candidates to attributions: the best of each cue's alternatives, and of two that are in each
//! other's way the outer one.

use super::candidate::Candidate;
use crate::order::Order;

/// How many cues on another one is compared with: contents are rarely longer.
const WINDOW: usize = 12;

/// Keeps what stands, in the order of the text. `candidates` are sorted by head.
pub(super) fn select(candidates: Vec<Candidate>, threshold: f32) -> Vec<Candidate> {
    let mut cues: Vec<Vec<Candidate>> = Vec::new();
    for candidate in candidates {
        if candidate.score < threshold / 2.0 {
            continue;
        }
        match cues.last_mut() {
            Some(last) if last[0].head == candidate.head => last.push(candidate),
            _ => cues.push(vec![candidate]),
        }
    }
    // The best alternative of each cue comes first.
    for cue in &mut cues {
        cue.order_by(|a, b| b.score.total_cmp(&a.score));
    }
    cues.retain(|cue| cue[0].score >= threshold);
    let mut alive = vec![true; cues.len()];
    for i in 0..cues.len() {
        for j in i + 1..cues.len().min(i + WINDOW) {
            if alive[i] && alive[j] {
                settle(&mut cues, &mut alive, i, j, threshold);
            }
        }
    }
    let kept = cues.into_iter().zip(alive).filter(|(_, alive)| *alive);
    kept.filter_map(|(cue, _)| cue.into_iter().next()).collect()
}

/// Two cues whose contents may be in each other's way. The outer one stays, unless one of its narrower
/// alternatives leaves room for the inner one and both together promise more: "Lee said it was safe, adding …".
fn settle(cues: &mut [Vec<Candidate>], alive: &mut [bool], i: usize, j: usize, threshold: f32) {
    let (a, b) = (&cues[i][0], &cues[j][0]);
    let covers = (a.covers(b.head), b.covers(a.head));
    if covers == (false, false) && !a.overlaps(b) {
        return;
    }
    let loser = match covers {
        (true, false) => j,
        (false, true) => i,
        _ if a.score >= b.score => j,
        _ => i,
    };
    let winner = i + j - loser;
    let inner = &cues[loser][0];
    let narrower = cues[winner]
        .iter()
        .position(|c| !c.covers(inner.head) && !c.overlaps(inner) && !inner.covers(c.head));
    match narrower {
        Some(k) if cues[winner][k].score + inner.score - 2.0 * threshold > cues[winner][0].score => {
            cues[winner].swap(0, k);
        }
        _ => alive[loser] = false,
    }
}
