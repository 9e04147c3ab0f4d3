//! The margin: what other articles have on a point that this one makes, and what they have that it lacks.

use crate::article::ArticleId;
use crate::comparison::{Coverage, Discrepancy, Passage, Row};
use crate::order::Order;
use crate::page::model::Para;
use crate::page::state::Found;
use crate::text::Span;

/// What a note says, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    Differs,
    Only,
    Also,
}

/// Somewhere else on the same point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub article: ArticleId,
    pub label: String,
    /// The words there.
    pub words: String,
    pub span: Span,
    /// Counted from 1.
    pub paragraph: u32,
}

/// A note beside a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    /// Label of the topic.
    pub topic: String,
    pub elsewhere: Vec<Elsewhere>,
}

/// A topic that others have and this article lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    pub topic: String,
    pub elsewhere: Vec<Elsewhere>,
}

/// The most words of another article that are shown in a note, in characters.
const WORDS: usize = 90;

/// How many other values are told of a figure.
const OTHERS: usize = 12;

/// Figures of an article that differ elsewhere, in order, and the other values in words.
pub fn differing(article: u32, found: &Found) -> Vec<(Span, String)> {
    let discrepancies = found.by_articles.rows.iter().flat_map(|r| &r.discrepancies);
    let mut here: Vec<(Span, &Discrepancy)> = discrepancies
        .flat_map(|d| d.figures.iter().filter(|f| f.article == article).map(move |f| (f.span, d)))
        .filter(|(_, d)| d.figures.iter().any(|f| f.article != article))
        .collect();
    // Words are made for each figure once: with many articles it stands in many rows.
    here.order_by_key(|(span, _)| *span);
    here.dedup_by_key(|(span, _)| *span);
    let words = |(span, discrepancy): (Span, &Discrepancy)| {
        let mut words = String::new();
        for (i, there) in discrepancy.figures.iter().filter(|f| f.article != article).enumerate() {
            let Some(other) = found.articles.get(there.article as usize) else { continue };
            if i >= OTHERS {
                words.push_str("; …");
                break;
            }
            let between = if words.is_empty() { "" } else { "; " };
            for part in [between, &other.label, ": “", there.span.of(&other.text), "”"] {
                words.push_str(part);
            }
        }
        (span, words)
    };
    here.into_iter().map(words).collect()
}

/// The notes of an article with the index of their paragraph, strongest first in each, and what it leaves out.
pub fn notes(article: u32, found: &Found, paragraphs: &[Para]) -> (Vec<(usize, Note)>, Vec<Omission>) {
    let mut notes: Vec<(usize, Note)> = Vec::new();
    let mut omissions = Vec::new();
    if found.articles.len() < 2 {
        return (notes, omissions);
    }
    let at = |byte: u32| paragraphs.iter().position(|p| p.span.start <= byte && byte < p.span.end);
    for row in &found.by_articles.rows {
        for discrepancy in &row.discrepancies {
            let here: Vec<_> = discrepancy.figures.iter().filter(|f| f.article == article).collect();
            let Some(paragraph) = here.first().and_then(|f| at(f.span.start)) else { continue };
            let elsewhere: Vec<Elsewhere> = discrepancy
                .figures
                .iter()
                .filter(|f| f.article != article)
                .filter_map(|f| elsewhere(found, f.article, f.span))
                .collect();
            push(&mut notes, paragraph, NoteKind::Differs, &row.label, elsewhere);
        }
        silence(article, found, row, &at, &mut notes, &mut omissions);
    }
    notes.order_by(|(p, a), (q, b)| (p, a.kind).cmp(&(q, b.kind)));
    (notes, omissions)
}

/// Whether only this article covers the row, or others and not this one, or others too.
fn silence(
    article: u32,
    found: &Found,
    row: &Row,
    at: &impl Fn(u32) -> Option<usize>,
    notes: &mut Vec<(usize, Note)>,
    omissions: &mut Vec<Omission>,
) {
    // Who names a topic in passing does not leave it out, and is a place to look at.
    let best =
        |column: usize| row.cells.get(column).and_then(|c| c.passages.first().or(c.in_passing.as_ref()));
    let others = || {
        (0..found.articles.len())
            .filter(|c| *c != article as usize)
            .filter_map(best)
            .filter_map(|p: &Passage| elsewhere(found, p.article, p.span))
            .collect::<Vec<_>>()
    };
    match best(article as usize) {
        None => {
            let elsewhere = others();
            if !elsewhere.is_empty() {
                omissions.push(Omission { topic: row.label.clone(), elsewhere });
            }
        }
        Some(here) => {
            let Some(paragraph) = at(here.span.start) else { return };
            let kind = if row.coverage == Coverage::Only(article) { NoteKind::Only } else { NoteKind::Also };
            let told = notes.iter().any(|(_, n)| n.kind == NoteKind::Differs && n.topic == row.label);
            if kind == NoteKind::Only || !told {
                push(notes, paragraph, kind, &row.label, others());
            }
        }
    }
}

fn push(notes: &mut Vec<(usize, Note)>, at: usize, kind: NoteKind, topic: &str, elsewhere: Vec<Elsewhere>) {
    if kind != NoteKind::Only && elsewhere.is_empty() {
        return;
    }
    // One tag serves several figures of a paragraph.
    match notes.iter_mut().find(|(p, n)| *p == at && n.kind == kind && n.topic == topic) {
        Some((_, note)) => {
            for place in elsewhere {
                if !note.elsewhere.contains(&place) {
                    note.elsewhere.push(place);
                }
            }
        }
        None => notes.push((at, Note { kind, topic: topic.to_owned(), elsewhere })),
    }
}

fn elsewhere(found: &Found, article: u32, span: Span) -> Option<Elsewhere> {
    let there = found.articles.get(article as usize)?;
    let words = shorten(span.of(&there.text));
    let paragraph = paragraph_number(found, article, span.start);
    Some(Elsewhere { article: there.id, label: there.label.clone(), words, span, paragraph })
}

/// The number of the paragraph at a byte, counted from 1, the headline left out.
pub fn paragraph_number(found: &Found, article: u32, byte: u32) -> u32 {
    let Some(analysis) = found.analyses.get(article as usize) else { return 1 };
    let body = analysis.paragraphs.iter().filter(|(k, _)| *k != crate::text::ParagraphKind::Headline);
    (body.take_while(|(_, span)| span.start <= byte).count() as u32).max(1)
}

/// The first words, with a sign that more follow.
pub fn shorten(words: &str) -> String {
    let words = words.trim();
    match words.char_indices().nth(WORDS) {
        None => words.to_owned(),
        Some((cut, _)) => {
            let cut = words[..cut].rfind(char::is_whitespace).unwrap_or(cut);
            format!("{} …", words[..cut].trim_end_matches([',', ';', ':', ' ']))
        }
    }
}
