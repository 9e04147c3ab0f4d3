//! Quotation marks: which tokens lie inside which pair. Curly, straight, angle, '' and `` marks; single
//! marks where they can't be apostrophes; marks left open run to the end of their paragraph, and a quotation
//! whose next paragraph opens with a mark again goes on there.

use super::{Span, Token, TokenKind};
use crate::order::Order;

/// A stretch in quotation marks, marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    pub span: Span,
    /// First token (the opening mark) and one past the last (the closing mark, if there is one).
    pub first: u32,
    pub last: u32,
    /// In single marks.
    pub single: bool,
    /// It has its closing mark.
    pub closed: bool,
    /// Left open here, and taken up again by the mark that opens the next paragraph.
    pub continues: bool,
}

enum Side {
    Open,
    Close,
    Either,
}

fn side(mark: &str) -> Side {
    match mark {
        "“" | "«" | "``" | "„" => Side::Open,
        "”" | "»" => Side::Close,
        _ => Side::Either,
    }
}

/// Finds the quotations among the tokens `first..last` of one paragraph and flags the tokens inside.
pub(super) fn mark_paragraph(
    text: &str,
    tokens: &mut [Token],
    first: usize,
    last: usize,
    out: &mut Vec<Quotation>,
) {
    let begin = out.len();
    let mut open: Option<usize> = None;
    for i in first..last {
        let token = tokens[i];
        if token.kind != TokenKind::DoubleQuote {
            continue;
        }
        match (open, side(token.span.of(text))) {
            (None, Side::Close) => {}
            (None, _) => open = Some(i),
            (Some(_), Side::Open) => {}
            (Some(o), _) => {
                out.push(quotation(tokens, o, i + 1, false, true));
                open = None;
            }
        }
    }
    if let Some(o) = open {
        out.push(quotation(tokens, o, last, false, false));
    }
    single_marks(text, tokens, first, last, out);
    for q in &out[begin..] {
        for token in &mut tokens[q.first as usize..q.last as usize] {
            token.quoted = true;
        }
    }
    out[begin..].order_by_key(|q| (q.first, std::cmp::Reverse(q.last)));
}

fn quotation(tokens: &[Token], first: usize, last: usize, single: bool, closed: bool) -> Quotation {
    let span = tokens[first].span.cover(tokens[last - 1].span);
    Quotation { span, first: first as u32, last: last as u32, single, closed, continues: false }
}

/// A single mark opens when a space stands before it and none behind; it closes the other way round, at most
/// 300 bytes on, and not inside a word.
fn single_marks(text: &str, tokens: &[Token], first: usize, last: usize, out: &mut Vec<Quotation>) {
    let gap = |a: usize, b: usize| tokens[a].span.end != tokens[b].span.start;
    let mut open: Option<usize> = None;
    for i in first..last {
        if tokens[i].kind != TokenKind::SingleQuote {
            continue;
        }
        let mark = tokens[i].span.of(text);
        let before =
            i == first || gap(i - 1, i) || !tokens[i - 1].is_word() && tokens[i - 1].kind != TokenKind::Stop;
        let after = i + 1 == last || gap(i, i + 1) || !tokens[i + 1].is_word();
        if let Some(o) = open {
            if tokens[i].span.end - tokens[o].span.start > 300 {
                open = None;
            } else if mark != "‘" && after && i > first && !gap(i - 1, i) {
                out.push(quotation(tokens, o, i + 1, true, true));
                open = None;
                continue;
            }
        }
        if open.is_none() && mark != "’" && before && i + 1 < last && !gap(i, i + 1) {
            open = Some(i);
        }
    }
}

/// Joins what runs over paragraphs: `starts[i]` tells whether token `i` is the first of a paragraph.
pub(super) fn join_paragraphs(quotations: &mut [Quotation], paragraph_ends: &[(u32, u32)]) {
    for p in 0..paragraph_ends.len().saturating_sub(1) {
        let (_, end) = paragraph_ends[p];
        let (next, _) = paragraph_ends[p + 1];
        let opens = quotations.binary_search_by_key(&next, |q| q.first).is_ok();
        if !opens {
            continue;
        }
        let upto = quotations.partition_point(|q| q.first < end);
        if let Some(q) =
            quotations[..upto].iter_mut().rev().take(4).find(|q| !q.single && !q.closed && q.last == end)
        {
            q.continues = true;
        }
    }
}
