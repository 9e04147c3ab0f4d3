//! Findings: at most a few sentences above the table, each made only of what is in it, differences first.

use super::align::Facts;
use super::called::{article_name, column_name, list, topic_name, verb};
use super::contradiction::{contradict, has_figures};
use super::discrepancies::{in_context, spoken_of, within};
use super::{
    Cell, Claim, Column, ColumnKind, Comparison, Coverage, Discrepancy, FigureAt, Finding, FindingKind,
    Passage, Row, Severity, claims, clipped, omission, opposed, remarks,
};
use crate::analysis::Reading;
use crate::order::Order;

/// Most findings that are given.
const FINDINGS: usize = 6;
/// Most of them on figures.
const DIFFERENCES: usize = 3;

/// The findings of a table that has its claims and discrepancies, differences first.
pub fn findings(readings: &[&Reading], comparison: &Comparison, facts: &Facts) -> Vec<Finding> {
    let mut out = remarks::remarks(readings, comparison);
    let mut rest: Vec<Finding> = Vec::new();
    rest.extend(omission::claimed_omission(readings, facts).map(|f| placed(comparison, f)));
    rest.extend(clipped::clipped_quotation(readings).map(|f| placed(comparison, f)));
    rest.extend(only(readings, comparison));
    rest.extend(left_out(readings, comparison, facts));
    let opposed = opposed::opposed(readings, comparison, facts);
    // More than two of one kind only where there is room, so that what is left out is told as well.
    let room = FINDINGS.saturating_sub(out.len() + rest.len());
    let figures = room.saturating_sub(opposed.len().min(1)).clamp(2, DIFFERENCES);
    out.extend(figures_differ(readings, comparison, facts, figures));
    let still = FINDINGS.saturating_sub(out.len() + rest.len()).max(1);
    out.extend(opposed.into_iter().take(still));
    out.extend(rest);
    out.extend(wire_copy(readings, comparison));
    out.extend(all_agree(readings, comparison, facts));
    out.truncate(FINDINGS);
    out
}

pub(super) fn sentence(kind: FindingKind, words: String) -> Finding {
    let mut letters = words.chars();
    let first = letters.next().map_or(String::new(), |c| c.to_uppercase().collect());
    let sentence = first + letters.as_str();
    Finding { kind, sentence, row: None, columns: Vec::new(), passages: Vec::new(), figures: Vec::new() }
}

/// The passage of a row that holds a figure, or else the figure's sentence.
fn holding(readings: &[&Reading], row: &Row, figure: &FigureAt) -> Option<Passage> {
    let mut all = row.cells.iter().flat_map(|c| &c.passages);
    all.find(|p| p.article == figure.article && p.span.contains(figure.span)).cloned().or_else(|| {
        let text = &readings.get(figure.article as usize)?.text;
        let span = text.sentences.get(text.sentence_at(figure.span.start))?.span;
        Some(Passage { article: figure.article, span, sentence: span, attribution: None, score: 1.0 })
    })
}

/// Links a finding to the row to which its first passage speaks best.
fn placed(comparison: &Comparison, mut finding: Finding) -> Finding {
    let Some(first) = finding.passages.first() else { return finding };
    let mut place: Option<(f32, u32, u32)> = None;
    for (i, row) in (0u32..).zip(&comparison.rows) {
        for (c, cell) in (0u32..).zip(&row.cells) {
            let here = |p: &&Passage| p.article == first.article && p.sentence.overlaps(first.sentence);
            let fit = cell.passages.iter().filter(here).map(|p| p.score).fold(0.0, f32::max);
            if fit > place.map_or(0.0, |p| p.0) {
                place = Some((fit, i, c));
            }
        }
    }
    if let Some((_, row, column)) = place {
        finding.row = Some(row);
        finding.columns = vec![column];
    }
    finding
}

/// At most `most` findings on figures that differ.
fn figures_differ(
    readings: &[&Reading],
    comparison: &Comparison,
    facts: &Facts,
    most: usize,
) -> Vec<Finding> {
    let mut found: Vec<(u32, &Row, &Discrepancy)> = Vec::new();
    for (i, row) in (0u32..).zip(&comparison.rows) {
        for d in &row.discrepancies {
            let known = |e: &Discrepancy| {
                d.figures.iter().all(|f| e.figures.iter().any(|g| g.article == f.article && g.span == f.span))
            };
            if !found.iter().any(|(_, _, e)| known(e)) {
                found.push((i, row, d));
            }
        }
    }
    found.order_by_key(|(i, _, d)| (d.severity == Severity::Soft, *i));
    // One finding for each figure: what differs from two others is shown in the row.
    let mut shown: Vec<&Discrepancy> = Vec::new();
    found.retain(|(_, _, d)| {
        let fresh = !shown.iter().any(|e| {
            d.figures.iter().any(|f| e.figures.iter().any(|g| g.article == f.article && g.span == f.span))
        });
        if fresh {
            shown.push(d);
        }
        fresh
    });
    found.iter().take(most).map(|(i, row, d)| differing(readings, comparison, facts, (*i, row, d))).collect()
}

fn differing(
    readings: &[&Reading],
    comparison: &Comparison,
    facts: &Facts,
    (i, row, d): (u32, &Row, &Discrepancy),
) -> Finding {
    let mut columns: Vec<u32> = d.figures.iter().map(|f| f.column).collect();
    columns.sort_unstable();
    columns.dedup();
    // The row's topic is named only where it is what the figures measure.
    let topic = facts.meanings(&row.label);
    let named = d.figures.iter().all(|f| spoken_of(readings, facts, f, &topic) > 0.5);
    let on = if named { format!(" on {}", topic_name(readings, comparison, row)) } else { String::new() };
    // Where it is not, the figures are given with the words around them.
    let words = |f: &FigureAt| {
        let Some(reading) = readings.get(f.article as usize) else { return String::new() };
        let span = if named { f.span } else { in_context(&reading.text, &reading.analysis.figures, f.span) };
        format!("“{}”", span.of(&reading.text.source).replace(['\n', '\r'], " "))
    };
    // One value once, though headline and text have it.
    let value = |f: &FigureAt| {
        let figures = &readings.get(f.article as usize)?.analysis.figures;
        within(figures, f.span).first().map(|f| (f.low, f.high))
    };
    let of = |c: u32| {
        let mut given: Vec<&FigureAt> = Vec::new();
        for f in d.figures.iter().filter(|f| f.column == c) {
            if !given.iter().any(|g| value(g) == value(f)) {
                given.push(f);
            }
        }
        given.into_iter().map(words).collect::<Vec<_>>()
    };
    let name = |c: &u32| comparison.columns.get(*c as usize).map(|c| (c, column_name(readings, c)));
    let text = if let [one] = columns[..] {
        let name = name(&one).map_or(String::new(), |n| n.1);
        format!("Within {name}, figures differ{on}: {}, {}.", list(&of(one)), d.apart)
    } else {
        let side = |(column, name): (&Column, String), c: u32| {
            format!("{name} {} {}", verb(column, "has", "have"), list(&of(c)))
        };
        let sides: Vec<String> = columns.iter().filter_map(|c| Some(side(name(c)?, *c))).collect();
        format!("Figures differ{on}: {}, {}.", list(&sides), d.apart)
    };
    let passages = d.figures.iter().filter_map(|f| holding(readings, row, f)).collect();
    let figures = d.figures.clone();
    Finding { row: Some(i), columns, passages, figures, ..sentence(FindingKind::FiguresDiffer, text) }
}

fn best(cells: &[Cell]) -> Vec<Passage> {
    cells.iter().filter_map(|c| c.passages.first().cloned()).collect()
}

/// Rows that a single column has; those of one column together.
fn only(readings: &[&Reading], comparison: &Comparison) -> Option<Finding> {
    let rows = |column: u32| {
        (0u32..).zip(&comparison.rows).filter(move |(_, r)| r.coverage == Coverage::Only(column)).take(3)
    };
    let (_, first) = (0u32..).zip(&comparison.rows).find(|(_, r)| matches!(r.coverage, Coverage::Only(_)))?;
    let Coverage::Only(column) = first.coverage else { return None };
    let mine: Vec<(u32, &Row)> = rows(column).collect();
    let topics: Vec<String> = mine.iter().map(|(_, r)| topic_name(readings, comparison, r)).collect();
    let of = comparison.columns.get(column as usize)?;
    let (name, mentions) = (column_name(readings, of), verb(of, "mentions", "mention"));
    let passages = mine.iter().flat_map(|(_, r)| best(&r.cells)).collect();
    Some(Finding {
        row: mine.first().map(|(i, _)| *i),
        columns: vec![column],
        passages,
        ..sentence(FindingKind::Only, format!("Only {name} {mentions} {}.", list(&topics)))
    })
}

/// Least likeness to what the others say at which an article is not said to leave a topic out: it may tell of it in other words.
const PERHAPS_TOLD: f32 = 0.35;

/// Whether an article tells what these passages tell, or may, under another name.
fn may_tell(readings: &[&Reading], facts: &Facts, article: u32, passages: &[Passage]) -> bool {
    let Some(reading) = readings.get(article as usize) else { return true };
    let told: Vec<_> = passages.iter().map(|p| facts.of(readings, p)).collect();
    reading.text.sentences.iter().any(|s| {
        let own = facts.fact(&reading.text, s.span, &reading.analysis.figures);
        told.iter().any(|t| facts.likeness(&own, t) >= PERHAPS_TOLD)
    })
}

/// A row that all articles have but one, and whose topic each of them names.
fn left_out(readings: &[&Reading], comparison: &Comparison, facts: &Facts) -> Option<Finding> {
    let articles = comparison.columns.iter().all(|c| matches!(c.kind, ColumnKind::Article(_)));
    if !articles || comparison.columns.len() < 3 {
        return None;
    }
    let named = |row: &Row, cell: &Cell| {
        let topic = comparison.topics.get(row.topic.0 as usize);
        topic.is_some_and(|t| cell.passages.iter().any(|p| t.names_within(p.article, p.span)))
    };
    let (i, row, silent) = (0u32..).zip(&comparison.rows).find_map(|(i, row)| {
        let mut silent = (0u32..).zip(&row.cells).filter(|(_, c)| c.is_silent()).map(|(c, _)| c);
        let (Some(one), None) = (silent.next(), silent.next()) else { return None };
        let ColumnKind::Article(article) = comparison.columns.get(one as usize)?.kind else { return None };
        let others = row.cells.iter().filter(|c| !c.is_silent()).all(|c| named(row, c));
        (others && !may_tell(readings, facts, article, &best(&row.cells))).then_some((i, row, one))
    })?;
    let name = column_name(readings, comparison.columns.get(silent as usize)?);
    let others = comparison.columns.len() - 1;
    let others =
        if others == 2 { "both others mention".to_owned() } else { format!("the {others} others mention") };
    let text = format!("{name} leaves out {}, which {others}.", topic_name(readings, comparison, row));
    Some(Finding {
        row: Some(i),
        columns: vec![silent],
        passages: best(&row.cells),
        ..sentence(FindingKind::LeftOut, text)
    })
}

fn wire_copy(readings: &[&Reading], comparison: &Comparison) -> Option<Finding> {
    let mut pairs: Vec<((u32, u32), u32)> = Vec::new();
    for s in &comparison.shared {
        let key = (s.a.0, s.b.0);
        match pairs.iter_mut().find(|(k, _)| *k == key) {
            Some((_, words)) => *words += s.words,
            None => pairs.push((key, s.words)),
        }
    }
    let ((a, b), words) = pairs.into_iter().max_by_key(|(key, words)| (*words, std::cmp::Reverse(*key)))?;
    let passage = |(article, span)| Passage { article, span, sentence: span, attribution: None, score: 1.0 };
    let here = comparison.shared.iter().filter(|s| (s.a.0, s.b.0) == (a, b));
    let text = format!(
        "{} have {words} words in common, verbatim and outside quotation marks: there they agree by copying.",
        list(&[article_name(readings, a), article_name(readings, b)])
    );
    Some(Finding {
        passages: here.flat_map(|s| [passage(s.a), passage(s.b)]).collect(),
        ..sentence(FindingKind::WireCopy, text)
    })
}

/// Passages of a claim less alike than this are not called agreement.
const AGREED: f32 = 0.6;

/// Least part of the words printed as what all report that each of them must have, by weight.
const PRINTED: f32 = 0.7;

/// Whether all passages report what is printed of the first: most of its words, and every figure in it.
fn all_print(readings: &[&Reading], facts: &Facts, first: &Passage, passages: &[Passage]) -> bool {
    let Some(reading) = readings.get(first.article as usize) else { return false };
    let Some(printed) = claims::printed(reading, first) else { return false };
    let words = facts.fact_of(&reading.text, reading.text.tokens_in(printed));
    passages.iter().filter(|p| *p != first).all(|p| {
        let Some(other) = readings.get(p.article as usize) else { return false };
        facts.held(&words, &facts.of(readings, p)) >= PRINTED
            && has_figures((reading, printed), (other, p.span))
    })
}

/// The claim that all columns make in the most similar words, found out independently.
fn all_agree(readings: &[&Reading], comparison: &Comparison, facts: &Facts) -> Option<Finding> {
    let columns = comparison.columns.len();
    if columns < 2 {
        return None;
    }
    let mut found: Option<(f32, u32, &Claim)> = None;
    for (i, row) in (0u32..).zip(&comparison.rows) {
        for claim in row.claims.iter().filter(|c| c.coverage == Coverage::All && !c.wire_copy) {
            let passages = best(&claim.cells);
            // Statements of one person share name and office, whatever they say: that is no agreement on a fact.
            if passages.iter().filter(|p| p.attribution.is_some()).count() > 1 {
                continue;
            }
            let places: Vec<_> =
                passages.iter().filter_map(|p| Some((*readings.get(p.article as usize)?, p.span))).collect();
            let against = |i: usize| places[i + 1..].iter().any(|b| contradict(places[i], *b));
            if (0..places.len()).any(against) {
                continue;
            }
            if !passages.first().is_some_and(|first| all_print(readings, facts, first, &passages)) {
                continue;
            }
            let told: Vec<_> = passages.iter().map(|p| facts.of(readings, p)).collect();
            let least = told.windows(2).map(|w| facts.likeness(&w[0], &w[1])).fold(1.0, f32::min);
            if least >= AGREED && found.as_ref().is_none_or(|(most, ..)| least > *most) {
                found = Some((least, i, claim));
            }
        }
    }
    let (_, i, claim) = found?;
    let who = match columns {
        2 => {
            let names: Vec<String> = comparison.columns.iter().map(|c| column_name(readings, c)).collect();
            format!("Both {}", list(&names))
        }
        n => format!("All {n} sources"),
    };
    let text = format!("{who} report: “{}”.", claim.label.trim_end_matches('.'));
    Some(Finding {
        row: Some(i),
        columns: (0..columns as u32).collect(),
        passages: best(&claim.cells),
        ..sentence(FindingKind::AllAgree, text)
    })
}

#[cfg(test)]
mod tests;
