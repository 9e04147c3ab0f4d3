//! "According to Lee, it was fine" and "It was fine, according to Lee".

use super::*;

impl Proposer<'_> {
    pub(super) fn according(&mut self, floor: usize, ceiling: usize, head: usize) {
        let scan = self.scan;
        let begin = head + 2;
        let mut end = begin;
        while end < ceiling
            && !scan.is_comma(end)
            && !scan.is_stop(end)
            && !scan.is_mark(end)
            && scan.word(end) != ";"
            && !scan.is_dash(end)
        {
            end += 1;
        }
        let source = Run::new(begin, end);
        let site = Site {
            head,
            cue: Run::new(head, begin),
            floor,
            ceiling,
            source: (!source.is_empty()).then_some(source),
            found: Found::After,
        };
        self.memory = site.source;
        let right = scan.trim(Run::new(end, ceiling));
        let opens = head == floor
            || (floor..head)
                .all(|i| !scan.is_word(i) || scan.is(i, Class::CONNECTIVE.or(Class::CONJUNCTION)));
        if opens {
            // "According to Lee, the mayor, it was fine": what follows the last comma of the apposition.
            self.push(site.shape(Pattern::According, Fragments::of(right)));
            let comma = (end + 1..ceiling).find(|i| scan.is_comma(*i));
            if let Some(comma) = comma {
                self.push(Shape {
                    cut: 1,
                    ..site.shape(Pattern::According, Fragments::of(scan.trim(Run::new(comma, ceiling))))
                });
            }
            return;
        }
        let left = scan.trim(Run::new(floor, head));
        self.push(site.shape(Pattern::According, Fragments::of(left)));
        if !right.is_empty() && scan.is_comma(end) {
            self.push(Shape { cut: 2, ..site.shape(Pattern::According, Fragments::of(left).with(right)) });
        }
        let from = (floor..head).rev().skip(1).find(|i| {
            !scan.quoted(*i)
                && (scan.word(*i) == ";"
                    || scan.is_dash(*i)
                    || scan.is_comma(*i) && scan.is(i + 1, Class::CONJUNCTION))
        });
        if let Some(from) = from {
            self.push(Shape {
                cut: 3,
                ..site.shape(Pattern::According, Fragments::of(scan.trim(Run::new(from + 1, head))))
            });
        }
    }
}
