//! Attribution by rules.

mod candidate;
mod content;
mod features;
mod lexicon;
mod propose;
mod scan;
mod select;
mod source;
mod weights;
mod words;

use super::{Act, Attribution, Attributor, Reason, kind_of};
use crate::text::{Span, Text};
use candidate::Candidate;
use scan::{Run, Scan};
use weights::Weights;

/// Candidates less likely than this are dropped: where F1 was best on training articles.
const THRESHOLD: f32 = 0.22;

/// The rules.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules;

impl Attributor for Rules {
    fn attributions(&self, text: &Text) -> Vec<Attribution> {
        let scan = Scan::new(text);
        let mut candidates = propose::propose(&scan);
        let weights = Weights::get();
        for candidate in &mut candidates {
            candidate.score = weights.score(candidate);
        }
        select::select(candidates, THRESHOLD).iter().map(|c| attribution(text, c)).collect()
    }
}

fn span(text: &Text, run: Run) -> Vec<Span> {
    match (text.tokens.get(run.first), run.last.checked_sub(1).and_then(|i| text.tokens.get(i))) {
        (Some(a), Some(b)) if !run.is_empty() => vec![a.span.cover(b.span)],
        _ => Vec::new(),
    }
}

fn attribution(text: &Text, c: &Candidate) -> Attribution {
    let content: Vec<Span> = c.content().iter().flat_map(|r| span(text, *r)).collect();
    Attribution {
        source: c.source.map_or_else(Vec::new, |r| span(text, r)),
        cue: span(text, c.cue),
        kind: kind_of(text, &content),
        content,
        act: Act::Said,
        speaker: None,
        confidence: c.score,
        reason: Reason::default(),
    }
}

/// For training only: every candidate with its features.
pub fn candidates(text: &Text) -> Vec<(Attribution, Vec<u16>, usize)> {
    let scan = Scan::new(text);
    propose::propose(&scan)
        .iter()
        .map(|c| (attribution(text, c), c.features.iter().copied().filter(|f| *f > 0).collect(), c.head))
        .collect()
}
