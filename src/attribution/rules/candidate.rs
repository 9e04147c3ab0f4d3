//! Candidates: attributions that the rules propose, each with the features by which it is weighed.

use super::scan::Run;

/// How cue, source and content stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Pattern {
    /// "Lee said it was fine."
    Right,
    /// "It was fine, Lee said."
    LeftSourceCue,
    /// "It was fine, said Lee."
    LeftCueSource,
    /// "According to Lee, it was fine."
    According,
    /// "The bridge is expected to open."
    Raised,
    /// "The plan was criticised by Lee."
    Passive,
    /// "Lee's claim that it was fine."
    Noun,
    /// "LEE: It was fine."
    Transcript,
}

/// The most fragments of one content.
pub(super) const FRAGMENTS: usize = 4;
/// The most features of one candidate.
pub(super) const FEATURES: usize = 34;

#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The token that names the act; alternatives of one cue share it.
    pub head: usize,
    pub cue: Run,
    pub source: Option<Run>,
    pub content: [Run; FRAGMENTS],
    pub fragments: usize,
    /// Ids of the features that hold, 0 beyond the last.
    pub features: [u16; FEATURES],
    pub score: f32,
}

impl Candidate {
    pub fn content(&self) -> &[Run] {
        &self.content[..self.fragments]
    }

    pub fn covers(&self, token: usize) -> bool {
        self.content().iter().any(|run| run.holds(token))
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.content().iter().any(|a| other.content().iter().any(|b| a.overlaps(*b)))
    }
}

/// Collects up to [`FRAGMENTS`] runs, joining those that touch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fragments {
    runs: [Run; FRAGMENTS],
    n: usize,
}

impl Fragments {
    pub fn of(run: Run) -> Self {
        Self::default().with(run)
    }

    pub fn with(mut self, run: Run) -> Self {
        if run.is_empty() {
            return self;
        }
        if self.n > 0
            && let Some(last) = self.runs.get_mut(self.n - 1)
            && last.last >= run.first
        {
            last.last = last.last.max(run.last);
        } else if let Some(slot) = self.runs.get_mut(self.n) {
            *slot = run;
            self.n += 1;
        }
        self
    }

    pub fn maybe(self, run: Option<Run>) -> Self {
        run.map_or(self, |r| self.with(r))
    }

    pub fn runs(&self) -> &[Run] {
        &self.runs[..self.n]
    }

    pub fn into_parts(self) -> ([Run; FRAGMENTS], usize) {
        (self.runs, self.n)
    }
}
