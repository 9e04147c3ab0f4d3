//! Discrepancies: figures for the same thing that do not agree.
//!
//! An editor must be able to trust these, so they are few. Two figures are of the same thing when they have one
//! unit and are of like size, when the words of the clause around each are largely the same, when their
//! passages report one fact (or, for lengths, one event), and when neither figure is given by the other side as
//! well. Figures of different occasions are never set against each other.

mod clause;
mod pairs;
mod singles;
mod wording;

use std::collections::HashMap;

use self::clause::{Scope, around, beside, is_length, places, scope};
pub(super) use self::clause::{in_context, within};
pub(super) use self::singles::Singles;
use super::align::{Fact, Facts};
use super::table::coverage;
use super::{Column, ColumnKind, Discrepancy, FigureAt, Passage, Row, Severity};
use crate::analysis::Reading;
use crate::figures::{Agreement, Figure, Unit, are_same};
use crate::order::Order;
use crate::text::Span;

/// A figure with what it measures.
struct Measured<'a> {
    at: FigureAt,
    figure: &'a Figure,
    /// The words of the clause around it.
    around: Fact,
    /// Index of its passage.
    passage: usize,
    /// "for", "lasted" stand before it: the length of an event.
    length: bool,
    /// Of how much of the matter it speaks.
    scope: Scope,
    /// Its article tells of one vote only, and this is how it went.
    one_vote: bool,
    /// Its article has no other figure of its unit and about its size, unless it says the same.
    only: bool,
    /// The only day in its article by which something must be done.
    deadline: bool,
    /// The figures right before and right behind it: "9 percent over two years".
    beside: [Option<&'a Figure>; 2],
}

/// A passage with figures.
struct Told {
    column: u32,
    passage: Passage,
    fact: Fact,
    /// Index of its claim.
    claim: Option<usize>,
}

/// The discrepancies of a row whose claims are known; hard ones first.
pub fn find(readings: &[&Reading], row: &Row, facts: &Facts, singles: &[Singles]) -> Vec<Discrepancy> {
    let claim_of = |p: &Passage| {
        row.claims.iter().position(|c| {
            c.cells
                .iter()
                .any(|cell| cell.passages.iter().any(|q| q.article == p.article && q.span == p.span))
        })
    };
    let told: Vec<Told> = (0u32..)
        .zip(&row.cells)
        .flat_map(|(column, cell)| cell.passages.iter().map(move |p| (column, p)))
        .filter(|(_, p)| {
            readings.get(p.article as usize).is_some_and(|r| !within(&r.analysis.figures, p.span).is_empty())
        })
        .map(|(column, passage)| Told {
            column,
            fact: facts.of(readings, passage),
            claim: claim_of(passage),
            passage: passage.clone(),
        })
        .collect();
    among(readings, &told, facts, singles)
}

/// Settles which row a discrepancy belongs to: that of what is measured. A sentence on many things brings its
/// figures into all their rows; and some figures no row holds together, as the two sides speak of one thing under
/// different topics.
pub fn across(
    readings: &[&Reading],
    columns: &[Column],
    rows: &mut [Row],
    facts: &Facts,
    singles: &[Singles],
) {
    let mut told: Vec<Told> = Vec::new();
    for (article, reading) in (0u32..).zip(readings) {
        for sentence in &reading.text.sentences {
            let span = sentence.span;
            if !within(&reading.analysis.figures, span).is_empty() {
                let passage = Passage { article, span, sentence: span, attribution: None, score: 0.0 };
                told.push(Told { column: 0, fact: facts.of(readings, &passage), claim: None, passage });
            }
        }
    }
    let topics: Vec<Vec<u32>> = rows.iter().map(|r| facts.meanings(&r.label)).collect();
    let clauses =
        |found: &Discrepancy| found.figures.iter().map(|f| clause(readings, facts, f)).collect::<Vec<_>>();
    // How much of the row's name is spoken of at both figures.
    let fit =
        |row: usize, clauses: &[Fact]| clauses.iter().map(|c| c.share_of(&topics[row])).fold(1.0, f32::min);
    let mut all: Vec<Discrepancy> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let (own, others) =
            std::mem::take(&mut row.discrepancies).into_iter().partition(|d| fit(at, &clauses(d)) > 0.0);
        row.discrepancies = own;
        all.extend::<Vec<_>>(others);
    }
    all.extend(among(readings, &told, facts, singles));
    for mut found in all {
        if rows.iter().any(|r| r.discrepancies.iter().any(|d| is_part_of(&found, d))) {
            continue;
        }
        let holds = |r: &Row, f: &FigureAt| {
            r.cells
                .iter()
                .position(|c| c.passages.iter().any(|p| p.article == f.article && p.span.contains(f.span)))
        };
        let clauses = clauses(&found);
        let candidates = rows
            .iter()
            .enumerate()
            .filter(|(i, r)| fit(*i, &clauses) > 0.0 || found.figures.iter().any(|f| holds(r, f).is_some()));
        // Best the row of what is measured ("call"), else the one that has most of the figures.
        let held = |r: &Row| found.figures.iter().filter(|f| holds(r, f).is_some()).count();
        let ranked = candidates.map(|(i, r)| (fit(i, &clauses), held(r), i));
        let best = ranked.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
        let Some((_, _, at)) = best else { continue };
        let Some(row) = rows.get_mut(at) else { continue };
        let placed = found.figures.iter_mut().all(|f| {
            match holds(row, f).map(|i| i as u32).or_else(|| column_of(readings, columns, f)) {
                Some(column) => {
                    f.column = column;
                    true
                }
                None => false,
            }
        });
        if placed {
            let silent = |f: &&FigureAt| row.cells.get(f.column as usize).is_some_and(|c| !c.covers());
            let added: Vec<FigureAt> = found.figures.iter().filter(silent).copied().collect();
            added.iter().for_each(|f| add_passage(readings, columns, row, f));
            row.discrepancies.retain(|d| !is_part_of(d, &found));
            row.discrepancies.push(found);
        }
    }
}

/// Whether all figures of a discrepancy are among those of another.
fn is_part_of(part: &Discrepancy, whole: &Discrepancy) -> bool {
    let among = |f: &FigureAt| whole.figures.iter().any(|g| g.article == f.article && g.span == f.span);
    part.figures.iter().all(among)
}

/// Puts the sentence of a figure into its cell: who has a figure in a row is not said to be silent there.
fn add_passage(readings: &[&Reading], columns: &[Column], row: &mut Row, at: &FigureAt) {
    let Some(reading) = readings.get(at.article as usize) else { return };
    let text = &reading.text;
    let Some(sentence) = text.sentences.get(text.sentence_at(at.span.start)).map(|s| s.span) else { return };
    let said = &reading.analysis.attributions;
    let statement = said.iter().position(|a| a.content.iter().any(|c| c.contains(at.span)));
    let speaks =
        columns.get(at.column as usize).is_some_and(|c| matches!(c.kind, ColumnKind::Speaker { .. }));
    let content = statement.filter(|_| speaks).map(|i| said[i].content_span());
    let (span, attribution) = (content.unwrap_or(sentence), statement.map(|i| i as u32));
    if let Some(cell) = row.cells.get_mut(at.column as usize) {
        cell.also(Passage { article: at.article, span, sentence, attribution, score: 0.01 });
    }
    row.coverage = coverage(&row.cells);
}

/// How many of these meanings the clause around a figure has, 0..1.
pub(super) fn spoken_of(readings: &[&Reading], facts: &Facts, at: &FigureAt, meanings: &[u32]) -> f32 {
    clause(readings, facts, at).share_of(meanings)
}

/// The words of the clause around a figure.
fn clause(readings: &[&Reading], facts: &Facts, at: &FigureAt) -> Fact {
    let Some(reading) = readings.get(at.article as usize) else { return Fact::default() };
    let figures = &reading.analysis.figures;
    let whole = Span::new(0, reading.text.source.len());
    let figure = within(figures, at.span).first();
    figure.map_or_else(Fact::default, |f| around(facts, &reading.text, whole, f, figures))
}

/// The column that speaks at a figure: its article's, or its speaker's, or the article's own voice.
fn column_of(readings: &[&Reading], columns: &[Column], figure: &FigureAt) -> Option<u32> {
    let reading = readings.get(figure.article as usize)?;
    let speaker = reading
        .analysis
        .attributions
        .iter()
        .find(|a| a.content.iter().any(|c| c.contains(figure.span)))
        .and_then(|a| a.speaker);
    let fits = |kind: &ColumnKind| match kind {
        ColumnKind::Article(i) => *i == figure.article,
        ColumnKind::Narration(i) => *i == figure.article && speaker.is_none(),
        ColumnKind::Speaker { in_articles, .. } => {
            speaker.is_some_and(|s| in_articles.contains(&(figure.article, s.0)))
        }
    };
    columns.iter().position(|c| fits(&c.kind)).map(|i| i as u32)
}

/// The discrepancies among the figures of some passages.
fn among(readings: &[&Reading], told: &[Told], facts: &Facts, singles: &[Singles]) -> Vec<Discrepancy> {
    let measured = measure(readings, told, facts, singles);
    let mut answers = Answers { measured: &measured, readings, facts, elsewhere: HashMap::new() };
    let mut pairs: Vec<(usize, usize, Agreement)> = Vec::new();
    for (i, j) in pairs::candidates(&measured, told) {
        let found = pairs::differ(told, facts, (&measured[i], &measured[j]));
        if let Some(found) = found.filter(|_| !answers.has(i, j) && !answers.has(j, i)) {
            pairs.push((i, j, found));
        }
    }
    gather(&measured, &pairs)
}

fn measure<'a>(
    readings: &[&'a Reading],
    told: &[Told],
    facts: &Facts,
    singles: &[Singles],
) -> Vec<Measured<'a>> {
    let mut measured: Vec<Measured> = Vec::new();
    // The same sentence may stand in two columns.
    let mut seen: Vec<Vec<bool>> = readings.iter().map(|r| vec![false; r.analysis.figures.len()]).collect();
    for (i, Told { column, passage, .. }) in told.iter().enumerate() {
        let article = passage.article as usize;
        let (Some(reading), Some(seen)) = (readings.get(article), seen.get_mut(article)) else { continue };
        let figures = within(&reading.analysis.figures, passage.span);
        let places = places(&reading.analysis.figures, passage.span);
        let met = &mut seen[places.clone()];
        let single = singles.get(article);
        for ((place, figure), met) in places.zip(figures).zip(met) {
            if !std::mem::replace(met, true) {
                let at = FigureAt { column: *column, article: passage.article, span: figure.span };
                let around = around(facts, &reading.text, passage.span, figure, figures);
                let length = is_length(&reading.text, figure);
                let scope = scope(&reading.text, figure);
                let beside = beside(&reading.text, figure, &reading.analysis.figures);
                let only = single.is_some_and(|s| s.is_only(place));
                let one_vote = only && is_vote(figure);
                measured.push(Measured {
                    at,
                    figure,
                    around,
                    passage: i,
                    length,
                    scope,
                    one_vote,
                    only,
                    deadline: single.is_some_and(|s| s.is_one_deadline(&reading.text, figure)),
                    beside,
                });
            }
        }
    }
    measured
}

fn is_vote(figure: &Figure) -> bool {
    matches!(&figure.unit, Unit::Count(noun) if noun == "vote")
}

/// Which figures the other side gives as well.
struct Answers<'a> {
    measured: &'a [Measured<'a>],
    readings: &'a [&'a Reading],
    facts: &'a Facts,
    /// Whether a figure stands anywhere in an article, by the indices of both; asked again for each figure there.
    elsewhere: HashMap<(usize, u32), bool>,
}

impl Answers<'_> {
    /// Whether figure `i` is given by the side of `j` as well: then `j` is not the one that it differs from.
    fn has(&mut self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.measured[i], &self.measured[j]);
        let unit = &a.figure.unit;
        let unitless = Unit::Count(String::new());
        let like = |f: &Figure| (f.unit == *unit || f.unit == unitless) && are_same(unit, f, a.figure);
        // In order of their passages.
        let first = self.measured.partition_point(|m| m.passage < b.passage);
        if self.measured[first..].iter().take_while(|m| m.passage == b.passage).any(|m| like(m.figure)) {
            return true;
        }
        let Some(reading) = self.readings.get(b.at.article as usize) else { return false };
        if a.at.article == b.at.article || unit.is_point() {
            return false;
        }
        // Amounts and shares are telling enough to be looked for in the whole article; things counted and lengths of time where
        // they are said of something like it.
        let telling = matches!(unit, Unit::Money(_) | Unit::Percent);
        let (text, figures, facts) = (&reading.text, &reading.analysis.figures, self.facts);
        let alike = |f: &Figure| {
            let whole = Span::new(0, text.source.len());
            f.unit == *unit && facts.common(&around(facts, text, whole, f, figures), &a.around).0 > 0
        };
        let given = |f: &Figure| like(f) && (telling || alike(f));
        *self.elsewhere.entry((i, b.at.article)).or_insert_with(|| figures.iter().any(given))
    }
}

/// Puts pairs that share a figure together.
fn gather(measured: &[Measured], pairs: &[(usize, usize, Agreement)]) -> Vec<Discrepancy> {
    let mut groups: Vec<(Vec<usize>, Severity)> = Vec::new();
    // The first group of each severity that holds a figure.
    let mut first = [vec![usize::MAX; measured.len()], vec![usize::MAX; measured.len()]];
    for (i, j, found) in pairs {
        let severity = if *found == Agreement::Apart { Severity::Hard } else { Severity::Soft };
        let first = &mut first[usize::from(severity == Severity::Soft)];
        let at = first[*i].min(first[*j]).min(groups.len());
        match groups.get_mut(at) {
            Some((group, _)) => group.extend([*i, *j]),
            None => groups.push((vec![*i, *j], severity)),
        }
        for figure in [*i, *j] {
            first[figure] = first[figure].min(at);
        }
    }
    groups.order_by_key(|(_, severity)| *severity == Severity::Soft);
    groups
        .into_iter()
        .map(|(mut group, severity)| {
            group.sort_unstable();
            group.dedup();
            let figures: Vec<&Figure> = group.iter().map(|i| measured[*i].figure).collect();
            Discrepancy {
                apart: wording::apart(&figures),
                figures: group.iter().map(|i| measured[*i].at).collect(),
                severity,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
