//! Discrepancies: figures for the same thing that do not agree.
//!
//! An editor must be able to trust these, so they are few. Two figures are of the same thing when they have one
//! unit and are of like size, when the words of the clause around each are largely the same, when their
//! passages report one fact (or, for lengths, one event), and when neither figure is given by the other side as
//! well. Figures of different occasions are never set against each other.

mod pairs;
mod wording;

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Fact, Facts};
use super::table::coverage;
use super::{Column, ColumnKind, Discrepancy, FigureAt, Passage, Row, Severity};
use crate::analysis::Reading;
use crate::figures::{Agreement, Figure, Unit, are_same};
use crate::order::Order;
use crate::text::{Span, Text, Token, TokenKind, word_hash_ascii};

/// Most words on each side of a figure that tell what it measures.
const AROUND: usize = 9;
/// So far before a figure a word may stand that narrows what it counts.
const SCOPE: usize = 8;
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
    /// The figures right before and right behind it: "9 percent over two years".
    beside: [Option<&'a Figure>; 2],
}

/// Of how much a figure speaks: only figures of one scope are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Plain,
    /// "nine of 11 counts": what the other number is taken from.
    Whole,
    /// "among the dead were 180 people", "down from 64 percent".
    Apart,
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
pub fn find(readings: &[&Reading], row: &Row, facts: &Facts) -> Vec<Discrepancy> {
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
    among(readings, &told, facts)
}

/// Settles which row a discrepancy belongs to: that of what is measured. A sentence on many things brings its
/// figures into all their rows; and some figures no row holds together, as the two sides speak of one thing under
/// different topics.
pub fn across(readings: &[&Reading], columns: &[Column], rows: &mut [Row], facts: &Facts) {
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
    all.extend(among(readings, &told, facts));
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
        cell.passages.push(Passage { article: at.article, span, sentence, attribution, score: 0.01 });
        cell.in_passing = None;
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
fn among(readings: &[&Reading], told: &[Told], facts: &Facts) -> Vec<Discrepancy> {
    let measured = measure(readings, told, facts);
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

fn measure<'a>(readings: &[&'a Reading], told: &[Told], facts: &Facts) -> Vec<Measured<'a>> {
    let mut measured: Vec<Measured> = Vec::new();
    // The same sentence may stand in two columns.
    let mut seen: Vec<Vec<bool>> = readings.iter().map(|r| vec![false; r.analysis.figures.len()]).collect();
    for (i, Told { column, passage, .. }) in told.iter().enumerate() {
        let article = passage.article as usize;
        let (Some(reading), Some(seen)) = (readings.get(article), seen.get_mut(article)) else { continue };
        let figures = within(&reading.analysis.figures, passage.span);
        let met = &mut seen[places(&reading.analysis.figures, passage.span)];
        for (figure, met) in figures.iter().zip(met) {
            if !std::mem::replace(met, true) {
                let at = FigureAt { column: *column, article: passage.article, span: figure.span };
                let around = around(facts, &reading.text, passage.span, figure, figures);
                let length = is_length(&reading.text, figure);
                let scope = scope(&reading.text, figure);
                let beside = beside(&reading.text, figure, &reading.analysis.figures);
                measured.push(Measured { at, figure, around, passage: i, length, scope, beside });
            }
        }
    }
    measured
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

/// The amounts, shares and lengths of time before and behind a figure, with three words between at most.
fn beside<'a>(text: &Text, figure: &Figure, figures: &'a [Figure]) -> [Option<&'a Figure>; 2] {
    let telling = |f: &&Figure| matches!(f.unit, Unit::Money(_) | Unit::Percent | Unit::Duration);
    let near = |from: Span, to: Span| {
        let between = text.tokens_in(from).end..text.tokens_in(to).start;
        let between = text.tokens.get(between).unwrap_or(&[]);
        between.len() <= 3 && between.iter().all(|t| t.is_word() && !ends_clause(text, t))
    };
    let at = figures.partition_point(|f| f.span.start < figure.span.start);
    let before = at.checked_sub(1).and_then(|i| figures.get(i)).filter(|f| near(f.span, figure.span));
    let behind = figures.get(at + 1).filter(|f| near(figure.span, f.span));
    [before.filter(telling), behind.filter(telling)]
}

/// "for over an hour", "that lasted almost an hour".
fn is_length(text: &Text, figure: &Figure) -> bool {
    const CUES: [u32; 6] = [
        word_hash_ascii("for"),
        word_hash_ascii("lasted"),
        word_hash_ascii("lasting"),
        word_hash_ascii("took"),
        word_hash_ascii("ran"),
        word_hash_ascii("spent"),
    ];
    let first = text.tokens_in(figure.span).start;
    first.checked_sub(1).and_then(|i| text.tokens.get(i)).is_some_and(|t| CUES.contains(&t.hash))
}

/// Of how much of the matter a figure speaks, by the words before it.
fn scope(text: &Text, figure: &Figure) -> Scope {
    const OF: u32 = word_hash_ascii("of");
    const FROM: u32 = word_hash_ascii("from");
    const PART: [u32; 4] = [
        word_hash_ascii("among"),
        word_hash_ascii("including"),
        word_hash_ascii("whom"),
        word_hash_ascii("previous"),
    ];
    let first = text.tokens_in(figure.span).start;
    let sentence =
        text.sentences.get(text.sentence_at(figure.span.start)).map_or(first, |s| s.tokens().start);
    let before = text.tokens.get(sentence.min(first)..first).unwrap_or(&[]);
    let mut words = before.iter().rev();
    let (last, next) = (words.next(), words.next());
    let number = |t: &Token| t.kind == TokenKind::Number || is_small_number(t.hash);
    match last.map(|t| t.hash) {
        Some(OF) if next.is_some_and(number) => Scope::Whole,
        Some(FROM) => Scope::Apart,
        _ if before.iter().rev().take(SCOPE).chain(before.first()).any(|t| PART.contains(&t.hash)) => {
            Scope::Apart
        }
        _ => Scope::Plain,
    }
}

fn is_small_number(word: u32) -> bool {
    const NUMBERS: [u32; 12] = [
        word_hash_ascii("one"),
        word_hash_ascii("two"),
        word_hash_ascii("three"),
        word_hash_ascii("four"),
        word_hash_ascii("five"),
        word_hash_ascii("six"),
        word_hash_ascii("seven"),
        word_hash_ascii("eight"),
        word_hash_ascii("nine"),
        word_hash_ascii("ten"),
        word_hash_ascii("eleven"),
        word_hash_ascii("twelve"),
    ];
    NUMBERS.contains(&word)
}

/// The figures inside a stretch of text.
pub(super) fn within(figures: &[Figure], span: Span) -> &[Figure] {
    &figures[places(figures, span)]
}

fn places(figures: &[Figure], span: Span) -> Range<usize> {
    let first = figures.partition_point(|f| f.span.start < span.start);
    let last = figures.partition_point(|f| f.span.end <= span.end);
    first.min(last)..last
}

/// The figure that a token is part of.
fn holding(figures: &[Figure], token: Span) -> Option<&Figure> {
    let next = figures.partition_point(|f| f.span.start <= token.start);
    figures.get(next.checked_sub(1)?).filter(|f| f.span.contains(token))
}

/// The words around a figure, up to the next figure or the end of the clause.
fn around(facts: &Facts, text: &Text, passage: Span, figure: &Figure, figures: &[Figure]) -> Fact {
    let own = text.tokens_in(figure.span);
    let all = text.tokens_in(passage);
    let sentence =
        text.sentences.get(text.sentence_at(figure.span.start)).map_or(all.clone(), |s| s.tokens());
    let all = all.start.max(sentence.start)..all.end.min(sentence.end);
    let bounds = |i: &usize| {
        text.tokens.get(*i).is_none_or(|t| ends_clause(text, t) || holding(figures, t.span).is_some())
    };
    // "Victor Crane, 63,": the name is what the age is of.
    if figure.unit.is_age() {
        let name = (all.start..own.start.saturating_sub(1)).rev();
        return facts.fact_of(text, name.take_while(|i| text.tokens.get(*i).is_some_and(|t| t.capital)));
    }
    let before = (all.start..own.start).rev().take(AROUND).take_while(|i| !bounds(i));
    let after = (own.end..all.end).take(AROUND).take_while(|i| !bounds(i));
    facts.fact_of(text, before.chain(after))
}

/// A figure with the words of its clause next to it: "turnout was just 62 percent".
pub(super) fn in_context(text: &Text, figures: &[Figure], figure: Span) -> Span {
    const BEFORE: usize = 5;
    const AFTER: usize = 4;
    let own = text.tokens_in(figure);
    let sentence = text.sentences.get(text.sentence_at(figure.start)).map_or(own.clone(), |s| s.tokens());
    let within = |i: &usize| {
        text.tokens
            .get(*i)
            .is_some_and(|t| t.is_word() && !ends_clause(text, t) && holding(figures, t.span).is_none())
    };
    // "Victor Crane, 63".
    let comma =
        own.start.checked_sub(1).filter(|i| text.tokens.get(*i).is_some_and(|t| text.slice(t.span) == ","));
    let before = sentence.start..comma.unwrap_or(own.start).max(sentence.start);
    let first = before.rev().take(BEFORE).take_while(within).last();
    let last = (own.end..sentence.end).take(AFTER).take_while(within).last();
    let at = |i: Option<usize>| i.and_then(|i| text.tokens.get(i)).map_or(figure, |t| t.span);
    figure.cover(at(first)).cover(at(last))
}

fn ends_clause(text: &Text, token: &Token) -> bool {
    const BREAKS: [u32; 5] = [
        word_hash_ascii("and"),
        word_hash_ascii("but"),
        word_hash_ascii("while"),
        word_hash_ascii("compared"),
        word_hash_ascii("versus"),
    ];
    match token.kind {
        TokenKind::Word => BREAKS.contains(&token.hash),
        TokenKind::Punctuation => {
            matches!(text.slice(token.span), "," | ";" | ":" | "—" | "–" | "--" | "(" | ")")
        }
        _ => false,
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
