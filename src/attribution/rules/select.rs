//! From weighed candidates to attributions: the best of each cue's alternatives, and of two that are in each
//! other's way the outer one.

use super::candidate::Candidate;

/// Keeps what stands, in the order of the text.
pub(super) fn select(mut candidates: Vec<Candidate>, threshold: f32) -> Vec<Candidate> {
    // The best alternative of each cue.
    let mut best: Vec<Candidate> = Vec::new();
    candidates.retain(|c| c.score >= threshold);
    for candidate in candidates {
        match best.last_mut() {
            Some(last) if last.head == candidate.head => {
                if candidate.score > last.score {
                    *last = candidate;
                }
            }
            _ => best.push(candidate),
        }
    }
    let mut alive = vec![true; best.len()];
    for i in 0..best.len() {
        for j in i + 1..best.len().min(i + 12) {
            if !alive[i] || !alive[j] {
                continue;
            }
            let (a, b) = (&best[i], &best[j]);
            match (a.covers(b.head), b.covers(a.head)) {
                (true, false) => alive[j] = false,
                (false, true) => alive[i] = false,
                (true, true) => alive[if a.score >= b.score { j } else { i }] = false,
                (false, false) if a.overlaps(b) => alive[if a.score >= b.score { j } else { i }] = false,
                (false, false) => {}
            }
        }
    }
    let mut keep = alive.into_iter();
    best.retain(|_| keep.next().unwrap_or(false));
    best
}
