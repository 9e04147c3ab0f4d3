//! From tagged spans to attributions: contents that chose the same cue become one statement, with the source
//! that the cue chose.

use super::decode::{Role, Tagged};
use super::link::{Choice, Context};
use super::second::{Opinions, Parts};
use super::weights::Weights;
use crate::attribution::{Act, Attribution, Reason, kind_of};
use crate::order::Order;
use crate::text::{Paragraph, ParagraphKind, Span, Text, word_hash_ascii as hash};

/// An attribution, and what was believed of its parts.
#[derive(Debug, Clone)]
pub struct Found {
    pub attribution: Attribution,
    pub parts: Parts,
}

/// The attributions that are sure enough, in the order of their contents.
pub fn attributions(
    weights: &Weights,
    text: &Text,
    spans: &[Tagged],
    opinions: &Opinions,
) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = found(weights, text, spans, opinions)
        .into_iter()
        .map(|f| Attribution { confidence: weights.sure(&f.signs(text)), ..f.attribution })
        .filter(|a| a.confidence >= weights.least)
        .collect();
    out.order_by_key(|a| (a.content_span().start, a.content_span().end));
    out
}

/// Every attribution that the spans make, however unlikely, and after a second opinion.
pub fn found(weights: &Weights, text: &Text, spans: &[Tagged], opinions: &Opinions) -> Vec<Found> {
    let context = Context::new(text, spans);
    let mut contents: Vec<(usize, usize, Choice)> = Vec::new();
    for (i, span) in spans.iter().enumerate() {
        if span.role == Role::Content {
            let choice = weights.cue_of(&context, i);
            let chosen = choice.chosen.filter(|cue| goes_with(text, &spans[*cue], span));
            contents.extend(chosen.map(|cue| (cue, i, choice)));
        }
    }
    contents.order_by_key(|(cue, i, _)| (*cue, *i));
    let groups = contents.chunk_by(|a, b| a.0 == b.0);
    let said = groups.filter(|group| group.first().is_none_or(|g| !is_meeting(text, &spans[g.0])));
    let mut out: Vec<Found> = said.map(|group| one(weights, text, spans, &context, group)).collect();
    out.iter_mut().for_each(|found| opinions.consult(text, found));
    out
}

/// Whether a content can belong to a cue: in another paragraph only as a quotation, or behind a colon; and never over a
/// heading or the hour of a new entry ("13:20").
fn goes_with(text: &Text, cue: &Tagged, content: &Tagged) -> bool {
    let paragraph =
        |token: usize| text.sentences.get(text.sentence_of(token)).map_or(0, |s| s.paragraph as usize);
    let (there, here) = (paragraph(cue.first), paragraph(content.first));
    let opening = text.quotations.partition_point(|q| (q.first as usize) < content.first);
    let quoted = text.tokens.get(content.first).is_some_and(|t| t.quoted)
        || text.quotations.get(opening).is_some_and(|q| q.first as usize == content.first);
    let ends = text.paragraphs.get(there).and_then(|p| p.tokens().next_back());
    there == here
        || (quoted || here > there && ends.is_some_and(|t| text.word(t) == ":"))
            && !is_broken(text, there.min(here), there.max(here))
}

/// How many paragraphs between a cue and its content are looked at.
const FAR: usize = 8;

/// Whether a heading or a line that is nothing but an hour stands between two paragraphs.
fn is_broken(text: &Text, from: usize, to: usize) -> bool {
    let heads = |p: &Paragraph| p.kind != ParagraphKind::Body;
    let (Some(first), Some(last)) = (text.paragraphs.get(from), text.paragraphs.get(to)) else {
        return false;
    };
    let gap = Span { start: first.span.end, end: last.span.start.max(first.span.end) };
    // The hours of a live page are boilerplate to the text.
    let at = text.boilerplate.partition_point(|b| b.end <= gap.start);
    let mut lines = text.boilerplate[at..].iter().take_while(|b| b.start < gap.end).take(FAR);
    lines.any(|b| is_hour(text.slice(*b))) || text.paragraphs[from + 1..to].iter().take(FAR).any(heads)
}

/// "13:20", "1.20pm".
fn is_hour(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 8
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.chars().all(|c| c.is_ascii_digit() || ":.apmh ".contains(c))
}

/// "spoke with", "met with": whom somebody met is not what somebody said. Of 19,876 annotated cues none is so.
fn is_meeting(text: &Text, cue: &Tagged) -> bool {
    const VERBS: [u32; 11] = [
        hash("spoke"),
        hash("speak"),
        hash("speaks"),
        hash("speaking"),
        hash("spoken"),
        hash("talked"),
        hash("talks"),
        hash("talking"),
        hash("met"),
        hash("meets"),
        hash("meeting"),
    ];
    let word =
        |back: usize| cue.last.checked_sub(back).and_then(|i| text.tokens.get(i)).map_or(0, |t| t.hash);
    word(1) == hash("with") && VERBS.contains(&word(2))
}

/// Pronouns that are a source in front of their cue.
const SUBJECTS: [u32; 6] = [hash("he"), hash("she"), hash("it"), hash("they"), hash("we"), hash("i")];

fn one(
    weights: &Weights,
    text: &Text,
    spans: &[Tagged],
    context: &Context,
    group: &[(usize, usize, Choice)],
) -> Found {
    let cue = group.first().map_or(0, |g| g.0);
    let source = weights.source_of(context, cue);
    let mut fragments: Vec<Span> = group.iter().map(|(_, i, _)| span_of(text, &spans[*i])).collect();
    for fragment in &mut fragments {
        *fragment = to_marks(text, *fragment);
    }
    if let Some(last) = fragments.iter_mut().max_by_key(|f| f.end) {
        *last = to_its_end(text, *last);
    }
    let content = merged(text, fragments);
    let longest = group.iter().max_by_key(|(_, i, _)| (spans[*i].last - spans[*i].first, usize::MAX - i));
    let (said, cue_link) = longest.map_or((0.0, 0.0), |(_, i, c)| (spans[*i].probability, c.probability));
    // "it mentioned": a cue that took its source along.
    let own = spans[cue].first;
    let took = source.chosen.is_none()
        && spans[cue].last > own + 1
        && text.tokens.get(own).is_some_and(|t| SUBJECTS.contains(&t.hash));
    let said_by = match source.chosen {
        Some(s) => Some(source_span(text, &spans[s], &spans[cue])),
        None => took.then(|| tokens_span(text, own, own + 1)),
    };
    Found {
        attribution: Attribution {
            source: said_by.into_iter().collect(),
            cue: vec![tokens_span(text, own + usize::from(took), spans[cue].last)],
            kind: kind_of(text, &content),
            content,
            act: Act::default(),
            speaker: None,
            confidence: 0.0,
            reason: Reason::default(),
        },
        parts: Parts {
            source: source.chosen.map(|s| spans[s].probability),
            cue: spans[cue].probability,
            content: said,
            source_link: source.probability,
            cue_link,
            ..Parts::default()
        },
    }
}

/// A source does not go on beyond its sentence: of one that does, the part in the cue's sentence, or else the first.
fn source_span(text: &Text, source: &Tagged, cue: &Tagged) -> Span {
    let own = text.sentence_of(cue.first);
    let sentence = if text.sentence_of(source.last.saturating_sub(1)) == own {
        own
    } else {
        text.sentence_of(source.first)
    };
    let Some(sentence) = text.sentences.get(sentence) else {
        return tokens_span(text, source.first, source.last);
    };
    let (first, last) = (source.first.max(sentence.first as usize), source.last.min(sentence.last as usize));
    tokens_span(text, first, last)
}

fn span_of(text: &Text, span: &Tagged) -> Span {
    tokens_span(text, span.first, span.last)
}

fn tokens_span(text: &Text, first: usize, last: usize) -> Span {
    let tokens = text.tokens.get(first..last).unwrap_or(&[]);
    match (tokens.first(), tokens.last()) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => Span::default(),
    }
}

/// A content that covers a whole quotation but for its marks gets the marks as well.
fn to_marks(text: &Text, span: Span) -> Span {
    let mut out = span;
    for i in [text.tokens_in(span).start.wrapping_sub(1), text.tokens_in(span).end] {
        let Some(mark) = text.tokens.get(i) else { continue };
        let at = text.quotations.partition_point(|q| (q.last as usize) <= i);
        let Some(quotation) = text.quotations.get(at) else { continue };
        let inner = |q: Span| q.start < span.end && span.start < q.end;
        let edge = quotation.first as usize == i || (quotation.closed && quotation.last as usize == i + 1);
        if edge && inner(quotation.span) && out.cover(mark.span).contains(quotation.span) {
            out = out.cover(mark.span);
        }
    }
    out
}

/// A content that ends with a paragraph whose quotation goes on in the next goes on with it.
fn to_its_end(text: &Text, span: Span) -> Span {
    let mut out = span;
    let Some(last) = text.tokens_in(span).next_back() else { return span };
    let mut at = text.quotations.partition_point(|q| (q.last as usize) <= last);
    while let Some(quotation) = text.quotations.get(at).filter(|q| q.continues && q.span.end <= out.end) {
        at = text.quotations.partition_point(|q| q.first < quotation.last);
        let next = text.quotations.get(at).filter(|q| q.first == quotation.last);
        out = next.map_or(out, |q| out.cover(q.span));
    }
    out
}

/// In order, with those joined between which no word stands, and no overlaps.
fn merged(text: &Text, mut fragments: Vec<Span>) -> Vec<Span> {
    fragments.order_by_key(|s| *s);
    let mut out: Vec<Span> = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        if let Some(last) = out.last_mut() {
            let between = Span { start: last.end, end: fragment.start.max(last.end) };
            if last.end >= fragment.start || text.tokens_in(between).is_empty() {
                *last = last.cover(fragment);
                continue;
            }
        }
        out.push(fragment);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &Text, part: &str) -> Span {
        let start = text.source.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    #[test]
    fn a_quotation_goes_on_with_its_paragraphs() {
        let text = Text::new(
            "“We lost,” said Dacre. “They were better.\n\n“But we had no luck.\n\n“We never do.”\n\nIt rained.",
        );
        for (before, after) in [
            ("“They were better.", "“They were better.\n\n“But we had no luck.\n\n“We never do.”"),
            ("“We lost,”", "“We lost,”"),
            ("“We never do.”", "“We never do.”"),
        ] {
            assert_eq!(text.slice(to_its_end(&text, span(&text, before))), after);
        }
    }

    #[test]
    fn a_new_entry_is_not_the_same_statement() {
        for (source, broken) in [
            ("Kim said it was late.\n\n13:20\n\n‘Roof came off’\n\nIt rained.", true),
            ("Kim said it was late.\n\nTrains cancelled\n\n‘Roof came off’\n\nIt rained.", true),
            ("Kim said it was late.\n\nIt rained.\n\n‘Roof came off’\n\nIt rained.", false),
        ] {
            let text = Text::new(source);
            let last = text.paragraphs.len() - 2;
            assert_eq!(is_broken(&text, 0, last), broken, "{source}");
        }
        assert!(is_hour("1.20pm") && !is_hour("Hour") && !is_hour("13 trains"));
    }
}
