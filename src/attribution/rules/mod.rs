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

/// A candidate before it is weighed, for training the weights.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub attribution: Attribution,
    /// Where the cue word begins; alternatives of one cue share it.
    pub head: u32,
    /// Ids of the features that hold.
    pub features: Vec<u16>,
}

/// Every candidate of a text: what `training/cues.py` learns the weights from.
pub fn proposals(text: &Text) -> Vec<Proposal> {
    let scan = Scan::new(text);
    propose::propose(&scan)
        .iter()
        .map(|c| Proposal {
            attribution: attribution(text, c),
            head: text.tokens.get(c.head).map_or(0, |t| t.span.start),
            features: c.features.iter().copied().take_while(|id| *id > 0).collect(),
        })
        .collect()
}
