//! From spans that may overlap in any way to elements that nest: the text of a paragraph as a tree.

use crate::order::Order;
use crate::text::Span;

/// What an element stands for. The order is that of the nesting: what comes first here may not be cut by what
/// comes later, and is outside where two begin and end together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Words of a statement; the index of the attribution.
    Statement(u32),
    /// A source phrase or cue; the index of its attribution.
    Source(u32),
    Cue(u32),
    /// A mention; the index of the topic.
    Topic(u32),
    /// A figure; its index.
    Figure(u32),
    /// Nothing that is shown: boilerplate.
    Nothing,
}

/// A stretch of text with what it stands for; `None` is plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub what: Option<What>,
    /// The element begins (ends) with this piece, and not with one before (after) it.
    pub first: bool,
    pub last: bool,
    pub children: Vec<Node>,
}

/// An element that is open while the sweep passes over the text.
struct Open {
    what: What,
    /// Where the whole mark ends.
    end: u32,
    /// Where this piece of it began.
    start: u32,
    first: bool,
    children: Vec<Node>,
}

/// One sweep over the text, with the open elements on a stack.
struct Sweep {
    stack: Vec<Open>,
    done: Vec<Node>,
    byte: u32,
}

/// The tree of the text at `bounds`. Marks that reach over the edge of `bounds` or of an element that may not
/// be cut are split there. Linear in the number of marks, but for their depth.
pub fn nest(bounds: Span, marks: &[(Span, What)]) -> Vec<Node> {
    let mut marks: Vec<(Span, What, bool)> = marks
        .iter()
        .map(|(span, what)| {
            let clipped = Span { start: span.start.max(bounds.start), end: span.end.min(bounds.end) };
            (clipped, *what, clipped.start == span.start)
        })
        .filter(|(span, ..)| span.start < span.end)
        .collect();
    marks.order_by_key(|(span, what, _)| (span.start, std::cmp::Reverse(span.end), *what));
    let mut sweep = Sweep { stack: Vec::new(), done: Vec::new(), byte: bounds.start };
    for (span, what, first) in marks {
        sweep.close_up_to(span.start);
        sweep.text_up_to(span.start);
        sweep.open(what, span.end, first);
    }
    sweep.close_up_to(bounds.end);
    sweep.text_up_to(bounds.end);
    sweep.done
}

impl Sweep {
    fn text_up_to(&mut self, byte: u32) {
        let hidden = self.stack.iter().any(|o| o.what == What::Nothing);
        if self.byte < byte && !hidden {
            let span = Span { start: self.byte, end: byte };
            let node = Node { span, what: None, first: true, last: true, children: Vec::new() };
            self.stack.last_mut().map_or(&mut self.done, |o| &mut o.children).push(node);
        }
        self.byte = self.byte.max(byte);
    }

    /// Closes what ends at or before this byte, in the order of the ends.
    fn close_up_to(&mut self, byte: u32) {
        while let Some(end) = self.stack.iter().map(|o| o.end).min().filter(|end| *end <= byte) {
            self.text_up_to(end);
            let Some(lowest) = self.stack.iter().position(|o| o.end == end) else { return };
            let again = self.pop_to(lowest);
            self.reopen(again.into_iter().filter(|o| o.end > end));
        }
    }

    /// Opens an element; what is open, of a higher rank, and ends inside it, is cut and goes on inside.
    fn open(&mut self, what: What, end: u32, first: bool) {
        let cut = self.stack.iter().position(|o| rank(o.what) > rank(what) && o.end < end);
        let again = cut.map_or_else(Vec::new, |lowest| self.pop_to(lowest));
        self.stack.push(Open { what, end, start: self.byte, first, children: Vec::new() });
        self.reopen(again.into_iter());
    }

    fn reopen(&mut self, again: impl Iterator<Item = Open>) {
        let byte = self.byte;
        self.stack.extend(again.map(|o| Open { start: byte, children: Vec::new(), ..o }));
    }

    /// Takes elements off the stack, down to this depth, and puts their pieces into the tree.
    fn pop_to(&mut self, depth: usize) -> Vec<Open> {
        let mut popped = Vec::new();
        while self.stack.len() > depth {
            let Some(mut open) = self.stack.pop() else { break };
            if !open.children.is_empty() {
                let node = Node {
                    span: Span { start: open.start, end: self.byte },
                    what: Some(open.what),
                    first: open.first,
                    last: open.end <= self.byte,
                    children: std::mem::take(&mut open.children),
                };
                self.stack.last_mut().map_or(&mut self.done, |o| &mut o.children).push(node);
                open.first = false;
            }
            popped.push(open);
        }
        popped.reverse();
        popped
    }
}

/// What may cut what: the lower is never cut by the higher.
fn rank(what: What) -> u8 {
    match what {
        What::Statement(_) => 0,
        What::Nothing => 1,
        What::Source(_) | What::Cue(_) => 2,
        What::Topic(_) => 3,
        What::Figure(_) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::What::{Figure, Nothing, Statement, Topic};
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "abcdefghijklmnopqrstuvwxyz";

    /// `s` statement, `t` topic, `f` figure in front of their brackets.
    fn show(nodes: &[Node]) -> String {
        let inner = |n: &Node| show(&n.children);
        nodes
            .iter()
            .map(|n| match n.what {
                None => n.span.of(TEXT).to_owned(),
                Some(Statement(_)) => format!("s[{}]", inner(n)),
                Some(Topic(_)) => format!("t[{}]", inner(n)),
                Some(Figure(_)) => format!("f[{}]", inner(n)),
                Some(_) => format!("?[{}]", inner(n)),
            })
            .collect()
    }

    fn nested(marks: &[(u32, u32, What)]) -> String {
        let marks: Vec<_> = marks.iter().map(|(a, b, what)| (Span { start: *a, end: *b }, *what)).collect();
        show(&nest(Span { start: 0, end: 10 }, &marks))
    }

    #[test]
    fn marks_nest_and_a_statement_is_never_cut() {
        for (marks, expected) in [
            (&[][..], "abcdefghij"),
            (&[(2, 4, Topic(0))], "abt[cd]efghij"),
            (&[(2, 6, Topic(0)), (3, 5, Topic(1))], "abt[ct[de]f]ghij"),
            (&[(2, 6, Statement(0)), (4, 8, Topic(0))], "abs[cdt[ef]]t[gh]ij"),
            (&[(0, 4, Topic(0)), (2, 6, Statement(0))], "t[ab]s[t[cd]ef]ghij"),
            (&[(1, 9, Topic(0)), (3, 5, Statement(0))], "at[bcs[de]fghi]j"),
            (&[(2, 6, Statement(0)), (2, 6, Topic(0)), (2, 4, Figure(0))], "abs[t[f[cd]ef]]ghij"),
            (&[(8, 14, Topic(0))], "abcdefght[ij]"),
            (&[(2, 4, Nothing), (3, 6, Topic(0))], "abt[ef]ghij"),
        ] {
            assert_eq!(nested(marks), expected, "{marks:?}");
        }
    }

    proptest! {
        #[test]
        fn the_text_is_told_once_and_in_order(marks in prop::collection::vec((0u32..26, 0u32..26, 0u8..4, 0u32..9), 0..12)) {
            let marks: Vec<(Span, What)> = marks.into_iter().map(|(a, b, k, i)| {
                let what = match k { 0 => Statement(i), 1 => Topic(i), 2 => What::Cue(i), _ => Figure(i) };
                (Span { start: a.min(b), end: a.max(b) }, what)
            }).collect();
            fn leaves(nodes: &[Node], out: &mut String) {
                for n in nodes {
                    if n.what.is_none() { out.push_str(n.span.of(TEXT)) } else { leaves(&n.children, out) }
                }
            }
            let mut told = String::new();
            leaves(&nest(Span { start: 0, end: 26 }, &marks), &mut told);
            prop_assert_eq!(told, TEXT);
        }
    }
}
