//! How far a run has got, on standard error, where somebody is looking.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Counts what is done. Silent unless standard error is a terminal or the reader asked.
pub struct Progress {
    terminal: bool,
    wanted: bool,
    start: Instant,
    shown: Option<Instant>,
    articles: u64,
    words: u64,
}

impl Progress {
    pub fn new(wanted: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self {
            terminal,
            wanted: wanted || terminal,
            start: Instant::now(),
            shown: None,
            articles: 0,
            words: 0,
        }
    }

    pub fn add(&mut self, articles: u64, words: u64) {
        self.articles += articles;
        self.words += words;
    }

    /// Shows the counts: a few times a second on a terminal, every five seconds in a log.
    pub fn show(&mut self) {
        let every = Duration::from_millis(if self.terminal { 200 } else { 5000 });
        if !self.wanted || self.shown.unwrap_or(self.start).elapsed() < every {
            return;
        }
        self.shown = Some(Instant::now());
        self.clear();
        if self.terminal { eprint!("{}", self.counts()) } else { eprintln!("{}", self.counts()) }
    }

    /// Takes the line away, so that a message can stand there.
    pub fn clear(&self) {
        if self.terminal && self.shown.is_some() {
            eprint!("\r\x1b[K");
        }
    }

    /// Shows the final counts, if there was time to show any before, or the reader asked.
    pub fn finish(&mut self) {
        self.clear();
        if self.wanted && (self.shown.is_some() || !self.terminal) {
            eprintln!("{}", self.counts());
        }
    }

    fn counts(&self) -> String {
        let rate = self.words as f64 / self.start.elapsed().as_secs_f64().max(1e-3);
        format!("{} articles, {} words, {:.0} words/s", self.articles, self.words, rate)
    }
}
