//! Cues that are passive or nouns: "The bridge is expected to open", "was criticised by Lee", "Lee's claim that …".

use super::*;

impl Proposer<'_> {
    /// "The bridge [is expected] to open": the subject belongs to the content, and there is no source.
    pub(super) fn raised(&mut self, site: &Site) {
        let scan = self.scan;
        let Some(subject) = site.source.filter(|s| s.last == site.cue.first) else { return };
        let start = site.cue.last;
        if start >= site.ceiling {
            return;
        }
        let site = Site { source: None, ..*site };
        let end = scan.trim(Run::new(start, site.ceiling));
        let from = if subject.first - site.floor <= 3 { site.floor } else { subject.first };
        let content = Fragments::of(Run::new(from, subject.last));
        self.push(site.shape(Pattern::Raised, content.with(end)));
        if scan.is(subject.first, Class::RELATIVE) || scan.word(subject.first).eq_ignore_ascii_case("it") {
            self.push(Shape { cut: 2, ..site.shape(Pattern::Raised, Fragments::of(end)) });
        }
        for cut in cuts(scan, start, site.ceiling).into_iter().take(2).flatten() {
            self.push(Shape { cut: 1, ..site.shape(Pattern::Raised, content.with(Run::new(start, cut))) });
        }
    }

    /// "The plan [was criticised by] Lee".
    pub(super) fn passive(&mut self, site: &Site) {
        let scan = self.scan;
        let by = (site.cue.last..site.ceiling.min(site.cue.last + 10))
            .find(|i| scan.hash_is(*i, BY) && !scan.quoted(*i));
        let Some(by) = by else { return };
        let end = noun_end(scan, by + 1, site.ceiling);
        if end <= by + 1 {
            return;
        }
        let subject = site.source.filter(|s| s.last == site.cue.first);
        let subject = subject.or_else(|| {
            let run = phrase(scan, site.floor, site.cue.first);
            (!run.is_empty()).then_some(run)
        });
        let Some(subject) = subject else { return };
        let site = Site { source: Some(Run::new(by + 1, end)), found: Found::By, ..*site };
        let middle = scan.trim(Run::new(site.cue.last, by));
        let rest = scan.trim(Run::new(end, site.ceiling));
        self.push(site.shape(Pattern::Passive, Fragments::of(subject).with(middle)));
        if !rest.is_empty() {
            self.push(Shape { cut: 1, ..site.shape(Pattern::Passive, Fragments::of(subject).with(rest)) });
        }
    }

    /// "Lee's claim that …", "her support for …", "calls to …".
    pub(super) fn noun(&mut self, site: &Site) {
        let scan = self.scan;
        let start = site.head + 1;
        if start >= site.ceiling || scan.ending(site.head) == Ending::Ed {
            return;
        }
        let possessive = (site.floor..site.head)
            .rev()
            .take(4)
            .find(|i| scan.kind(*i) == Some(TokenKind::Possessive) || scan.is(*i, Class::POSSESSIVE));
        let (source, found) = match possessive {
            Some(i) if scan.is(i, Class::POSSESSIVE) => (Some(Run::new(i, i + 1)), Found::Possessor),
            Some(i) => {
                let run = phrase(scan, site.floor, i);
                (Some(run).filter(|r| !r.is_empty()), Found::Possessor)
            }
            None => (None, Found::Nothing),
        };
        let mut first = site.head;
        if let Some(i) = possessive {
            first = i + 1;
        }
        let site = Site { cue: Run::new(first, start), source, found, ..*site };
        let begin = if ["of", "for", "about", "on", "against", "with"].contains(&scan.word(start)) {
            start + 1
        } else {
            start
        };
        if begin >= site.ceiling {
            return;
        }
        if !(scan.is_word(begin) || scan.is_mark(begin)) {
            return;
        }
        let clause = scan.hash_is(begin, THAT) || scan.hash_is(begin, TO);
        let short = noun_end(scan, begin, site.ceiling);
        if clause {
            self.push(site.shape(Pattern::Noun, Fragments::of(scan.trim(Run::new(begin, site.ceiling)))));
            if let Some(cut) = cuts(scan, begin, site.ceiling).into_iter().flatten().min() {
                self.push(Shape { cut: 1, ..site.shape(Pattern::Noun, Fragments::of(Run::new(begin, cut))) });
            }
        } else {
            self.push(Shape {
                cut: 2,
                ..site.shape(Pattern::Noun, Fragments::of(scan.trim(Run::new(begin, short))))
            });
        }
    }
}
