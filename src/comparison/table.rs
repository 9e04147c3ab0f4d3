//! Rows and cells: which topics make a row, and which passages of each column speak to it.

use super::{Cell, Column, ColumnKind, Coverage, Passage, Row};
use crate::analysis::Reading;
use crate::text::{ParagraphKind, Span};
use crate::topics::{Topic, TopicId};

/// Most rows that are shown.
const ROWS: usize = 12;
/// Most passages in a cell.
const PASSAGES: usize = 12;

/// Who covers a row, by its cells.
pub fn coverage(cells: &[Cell]) -> Coverage {
    let mut speaking = (0u32..).zip(cells).filter(|(_, c)| !c.is_silent()).map(|(i, _)| i);
    match (speaking.next(), speaking.next()) {
        (Some(only), None) if cells.len() > 1 => Coverage::Only(only),
        _ if cells.iter().all(|c| !c.is_silent()) => Coverage::All,
        _ => Coverage::Some,
    }
}

/// The rows of a table.
pub fn rows(readings: &[&Reading], topics: &[Topic], columns: &[Column]) -> Vec<Row> {
    let sentences: usize = readings.iter().map(|r| r.text.sentences.len()).sum();
    let mut rows = Vec::new();
    for (t, topic) in topics.iter().enumerate() {
        let places = places(readings, topic);
        let ambient = sentences >= 8 && places.len() * 4 > sentences;
        if ambient || rows.len() >= ROWS {
            continue;
        }
        let cells: Vec<Cell> = columns.iter().map(|column| cell(readings, column, &places)).collect();
        if cells.iter().all(Cell::is_silent) {
            continue;
        }
        rows.push(Row {
            topic: TopicId(t as u32),
            label: topic.label.clone(),
            aliases: topic.aliases.iter().take(3).cloned().collect(),
            coverage: coverage(&cells),
            cells,
            claims: Vec::new(),
            discrepancies: Vec::new(),
        });
    }
    rows
}

/// A sentence that speaks to a row.
#[derive(Debug, Clone, Copy)]
struct Place {
    reading: u32,
    sentence: u32,
    score: f32,
}

fn places(readings: &[&Reading], topic: &Topic) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for mention in &topic.mentions {
        let Some(reading) = readings.get(mention.article as usize) else { continue };
        let sentence = reading.text.sentence_at(mention.span.start);
        let Some(s) = reading.text.sentences.get(sentence) else { continue };
        if reading.text.paragraphs[s.paragraph as usize].kind != ParagraphKind::Body {
            continue;
        }
        match out.last_mut() {
            Some(p) if p.reading == mention.article && p.sentence as usize == sentence => p.score += 0.1,
            _ => out.push(Place { reading: mention.article, sentence: sentence as u32, score: 0.5 }),
        }
    }
    out
}

fn cell(readings: &[&Reading], column: &Column, places: &[Place]) -> Cell {
    let mut passages: Vec<Passage> = Vec::new();
    for place in places {
        let reading = readings[place.reading as usize];
        let sentence = reading.text.sentences[place.sentence as usize].span;
        let mut push = |span: Span, attribution: Option<u32>| {
            let known = |p: &Passage| p.article == place.reading && p.span == span;
            if !passages.iter().any(known) {
                let score = place.score.min(1.0);
                passages.push(Passage { article: place.reading, span, sentence, attribution, score });
            }
        };
        let attributions = || {
            (0u32..)
                .zip(&reading.analysis.attributions)
                .filter(|(_, a)| a.content.iter().any(|c| c.overlaps(sentence)))
        };
        match &column.kind {
            ColumnKind::Article(article) if *article == place.reading => {
                push(sentence, attributions().next().map(|(i, _)| i));
            }
            ColumnKind::Narration(article) if *article == place.reading => {
                let said: usize = attributions().map(|(_, a)| a.content_span().len()).sum();
                if said * 2 < sentence.len() {
                    push(sentence, None);
                }
            }
            ColumnKind::Speaker { in_articles, .. } => {
                for (i, a) in attributions() {
                    let here =
                        |(r, s): &(u32, u32)| *r == place.reading && a.speaker.is_some_and(|id| id.0 == *s);
                    if in_articles.iter().any(here) {
                        push(a.content_span(), Some(i));
                    }
                }
            }
            _ => {}
        }
    }
    passages.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.cmp(&b.span)));
    passages.truncate(PASSAGES);
    Cell { passages }
}
