//! Contents behind their cue: "Lee said it was fine", "Lee told reporters that …", "Lee responded: …".

use super::*;

impl Proposer<'_> {
    pub(super) fn right(&mut self, site: &Site) {
        let scan = self.scan;
        let addressee = scan.is(site.head, Class::ADDRESSED);
        let start = start_right(scan, site.cue.last, site.ceiling, addressee);
        let quoted = scan.is_mark(start) && scan.quoted(start);
        if scan.is_colon(site.ceiling - 1)
            && let Some(next) = scan.next_paragraph(site.ceiling)
        {
            // "Lee responded:", and the quotation is a paragraph of its own.
            let content = quotes_at(scan, next).unwrap_or(Run::new(next, scan.paragraph_end(next)));
            self.push(Shape { cut: 4, ..site.shape(Pattern::Right, Fragments::of(content)) });
        }
        let tail = quotes_after(scan, site.ceiling).filter(|_| scan.is_mark(site.ceiling - 1));
        if quoted && let Some(run) = whole_quotation(scan, start) {
            let mut content = Fragments::of(run);
            if run.last >= site.ceiling {
                content = content.maybe(quotes_after(scan, run.last));
            } else if run.last + 1 >= site.ceiling {
                content = content.maybe(tail);
            }
            self.push(Shape { cut: 3, ..site.shape(Pattern::Right, content) });
            if run.last >= site.ceiling {
                return;
            }
        }
        if start >= site.ceiling {
            return;
        }
        let end = scan.trim(Run::new(start, circumstance(scan, start, site.ceiling)));
        self.push(site.shape(Pattern::Right, Fragments::of(end)));
        if tail.is_some() {
            self.push(Shape {
                cut: 4,
                ..site.shape(Pattern::Right, Fragments::of(Run::new(start, site.ceiling)).maybe(tail))
            });
        }
        let mut last = end.last;
        let noun = noun_end(scan, start, site.ceiling);
        if noun > start && noun < end.last {
            self.push(Shape {
                cut: 7,
                ..site.shape(Pattern::Right, Fragments::of(scan.trim(Run::new(start, noun))))
            });
        }
        for (i, cut) in cuts(scan, start, site.ceiling).into_iter().enumerate() {
            if let Some(cut) = cut.filter(|c| *c < last) {
                if i == 1 {
                    last = last.min(cut);
                }
                self.push(Shape {
                    cut: 1 + u8::from(i > 0),
                    ..site.shape(Pattern::Right, Fragments::of(Run::new(start, cut)))
                });
            }
        }
    }

    /// Proposes a cue again with a source that stands further off: "Lee said …, adding …", "… and called".
    pub(super) fn share(&mut self, site: &Site) {
        let scan = self.scan;
        let far = site.found == Found::Joined
            || site.source.is_none()
            || scan.ending(site.head) == Ending::Ing
            || (site.cue.first..site.head).any(|i| scan.hash_is(i, TO))
            || site.found == Found::Apposition;
        if !far {
            return;
        }
        let kind = if site.found == Found::Joined { Found::Joined } else { Found::Shared };
        let remembered = self.memory.filter(|m| Some(*m) != site.source);
        if remembered.is_some() {
            self.right(&Site { source: remembered, found: kind, ..*site });
        }
        let main = self
            .main_subject(site.floor, site.cue.first)
            .filter(|m| Some(*m) != remembered && Some(*m) != site.source);
        if main.is_some() {
            self.right(&Site { source: main, found: Found::Main, ..*site });
        }
        if site.source.is_none() && self.memory.is_none() {
            self.memory = main;
        }
    }
}

/// Where a content ends that the article follows with when it was said: "said it was “great” when he met reporters".
/// The end of the sentence, unless a clause of time stands right behind the last quotation mark.
fn circumstance(scan: &Scan, start: usize, ceiling: usize) -> usize {
    let last = (start..ceiling).rev().find(|i| scan.quoted(*i));
    let behind = last.map(|i| i + 1).filter(|i| scan.is_mark(i - 1));
    behind.filter(|i| ["when", "after", "before", "while", "as"].contains(&scan.word(*i))).unwrap_or(ceiling)
}
