//! Contents before their cue: "It was fine, Lee said", "“It was fine,” said Lee. “Really.”".

use super::*;

impl Proposer<'_> {
    /// "…, Lee said" and "…, said Lee".
    pub(super) fn left(&mut self, site: &Site) {
        if let Some(source) =
            site.source.filter(|s| s.last == site.cue.first || matches!(site.found, Found::Apposition))
        {
            self.left_of(site, source.first, site.cue.last, Pattern::LeftSourceCue);
        } else if site.found == Found::Phrase || site.found == Found::Pronoun {
            return;
        }
        if site.cue.first > site.floor
            && (self.scan.is_comma(site.cue.first - 1)
                || self.scan.is_mark(site.cue.first - 1)
                || self.scan.is_dash(site.cue.first - 1))
            && let Some(source) = inverted(self.scan, site.cue.last, site.ceiling)
        {
            let site = Site { source: Some(source), found: Found::After, ..*site };
            self.left_of(&site, site.cue.first, source.last, Pattern::LeftCueSource);
            if self.scan.entry(site.head).level >= 5 {
                self.memory = Some(source);
            }
        }
    }

    /// Contents that end before `edge`, and may go on after `resume`.
    fn left_of(&mut self, site: &Site, edge: usize, resume: usize, pattern: Pattern) {
        let scan = self.scan;
        let Some(before) = edge.checked_sub(1) else { return };
        // "“Really?” Mr. Lee said." is two sentences by its marks.
        let split = before < site.floor
            && scan.is_mark(before)
            && scan.quoted(before)
            && scan.same_paragraph(before, edge);
        if before < site.floor && !split {
            return;
        }
        let quote = scan.quoted(before) && scan.is_mark(before)
            || scan.is_comma(before)
                && before > site.floor
                && scan.is_mark(before - 1)
                && scan.quoted(before - 1);
        if !quote && !scan.is_comma(before) && !scan.is_dash(before) {
            return;
        }
        let end = if scan.is_comma(before) || scan.is_dash(before) { before } else { edge };
        let more = self.resumed(site, resume);
        let after = quotes_after(scan, site.ceiling);
        let quoted_after = quote && after.is_some();
        let shape = |content: Fragments, cut| Shape { cut, ..site.shape(pattern, content) };
        if quote && let Some(first) = quotation_start(scan, end) {
            let content = Fragments::of(Run::new(first, end));
            // "“Fine,” she said, and left": what goes on without marks is told, not said.
            let more = more.filter(|run| scan.is_mark(run.first));
            if more.is_some() {
                self.push(shape(content.maybe(more).maybe(after), 1));
            }
            self.push(shape(content.maybe(after), 0));
            if let Some(next) = scan.next_paragraph(site.ceiling).filter(|_| after.is_none())
                && let Some(next) = quotes_at(scan, next)
            {
                self.push(shape(content.with(next), 3));
            }
            if first > site.floor {
                let content = Fragments::of(scan.trim(Run::new(site.floor, end)));
                self.push(shape(content.maybe(after), 2));
            }
            return;
        }
        let content = Fragments::of(scan.trim(Run::new(site.floor, end)));
        self.push(shape(content, 0));
        if more.is_some() {
            self.push(shape(content.maybe(more), 1));
        }
        if quoted_after {
            self.push(shape(content.maybe(after), 3));
        }
        // From the last conjunction on.
        let from = (site.floor..end).rev().find(|i| {
            !scan.quoted(*i)
                && (scan.word(*i) == ";"
                    || scan.is_dash(*i)
                    || scan.is_comma(*i) && scan.is(i + 1, Class::CONJUNCTION))
        });
        if let Some(from) = from {
            self.push(shape(Fragments::of(scan.trim(Run::new(from + 1, end))), 4));
        }
    }

    /// What goes on in the same sentence behind "…, Lee said, …".
    fn resumed(&self, site: &Site, resume: usize) -> Option<Run> {
        let scan = self.scan;
        let mut i = resume;
        while i < site.ceiling
            && !scan.is_comma(i)
            && !scan.is_colon(i)
            && !scan.is_mark(i)
            && i < resume + 14
        {
            i += 1;
        }
        if i >= site.ceiling {
            return None;
        }
        let start = if scan.is_mark(i) { i } else { i + 1 };
        if scan.is_mark(start) && scan.quoted(start) {
            return whole_quotation(scan, start);
        }
        if i > resume {
            return None;
        }
        let run = scan.trim(Run::new(start, site.ceiling));
        (!run.is_empty()).then_some(run)
    }
}
