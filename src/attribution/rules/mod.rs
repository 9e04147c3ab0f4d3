//! Attribution by cue words and quotation marks: what runs before the learned model has arrived, and where it
//! can't be had.
//!
//! Each word that was a cue in training ([`lexicon`]) proposes attributions after the few patterns in which
//! newspapers report speech ([`propose`]): source before the cue, behind it or shared with another; content to
//! the right, to the left or around. Finding sources and contents needs no parser, only closed word classes
//! ([`words`], [`source`], [`content`]). A cue word alone says little ("show", "call", "support"), so each
//! candidate is weighed by a sparse logistic model over a few dozen features ([`features`], [`weights`]), and
//! of two in each other's way the outer one stays ([`select`]), as PolNeAR annotates only that.
//!
//! The idea of candidates around cue verbs is Krestel et al. 2008's and Pareti et al. 2013's; the share of the
//! work that is left to a classifier follows O'Keefe et al. 2012.

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

use super::{Act, Attribution, Attributor, Reason, kind_of, repair};
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
        let chosen = select::select(weighed(&Scan::new(text)), THRESHOLD);
        let mut found = chosen.iter().map(|c| attribution(text, c)).collect();
        repair::put_right(text, &mut found);
        found
    }
}

fn weighed(scan: &Scan) -> Vec<Candidate> {
    let weights = Weights::get();
    let mut candidates = propose::propose(scan);
    for candidate in &mut candidates {
        candidate.score = weights.score(candidate);
    }
    candidates
}

/// The bytes of a run, in as many spans as boilerplate leaves of it.
fn spans(text: &Text, run: Run, out: &mut Vec<Span>) {
    let last = run.last.checked_sub(1).and_then(|i| text.tokens.get(i));
    let (Some(first), Some(last)) = (text.tokens.get(run.first), last) else { return };
    if run.is_empty() {
        return;
    }
    let mut rest = first.span.cover(last.span);
    let from = text.boilerplate.partition_point(|b| b.end <= rest.start);
    for gap in text.boilerplate[from..].iter().take_while(|b| b.start < rest.end) {
        let before = text.tokens_in(Span { start: rest.start, end: gap.start });
        let after = text.tokens_in(Span { start: gap.end, end: rest.end });
        let (Some(a), Some(b)) = (text.tokens.get(before.end.wrapping_sub(1)), text.tokens.get(after.start))
        else {
            continue;
        };
        if !before.is_empty() {
            out.push(Span { start: rest.start, end: a.span.end });
        }
        if !after.is_empty() {
            rest.start = b.span.start;
        }
    }
    out.push(rest);
}

fn attribution(text: &Text, c: &Candidate) -> Attribution {
    let fragments = |runs: &[Run]| {
        let mut out = Vec::with_capacity(runs.len());
        for run in runs {
            spans(text, *run, &mut out);
        }
        out
    };
    let content = fragments(c.content());
    Attribution {
        source: fragments(c.source.as_slice()),
        cue: fragments(&[c.cue]),
        kind: kind_of(text, &content),
        content,
        act: Act::Said,
        speaker: None,
        confidence: c.score,
        reason: Reason::default(),
    }
}

/// A candidate before any is chosen.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Its confidence is how likely it is right, for itself.
    pub attribution: Attribution,
    /// Where the cue word begins; alternatives of one cue share it.
    pub head: u32,
    /// Ids of the features that hold.
    pub features: Vec<u16>,
}

/// Every candidate of a text: what `training/cues.py` learns the weights from.
pub fn proposals(text: &Text) -> Vec<Proposal> {
    weighed(&Scan::new(text)).iter().map(|c| proposal(text, c)).collect()
}

/// The candidates that are at least so likely, alternatives included, in the order of their heads; and what is
/// chosen of all, as [`Rules`] does.
pub(super) fn opinions(text: &Text, least: f32) -> (Vec<Proposal>, Vec<Attribution>) {
    let candidates = weighed(&Scan::new(text));
    let likely = candidates.iter().filter(|c| c.score >= least).map(|c| proposal(text, c)).collect();
    (likely, select::select(candidates, THRESHOLD).iter().map(|c| attribution(text, c)).collect())
}

fn proposal(text: &Text, c: &Candidate) -> Proposal {
    Proposal {
        attribution: attribution(text, c),
        head: text.tokens.get(c.head).map_or(0, |t| t.span.start),
        features: c.features.iter().copied().take_while(|id| *id > 0).collect(),
    }
}

#[cfg(test)]
mod tests;
