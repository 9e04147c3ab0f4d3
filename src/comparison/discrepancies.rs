//! Discrepancies: figures for the same thing that do not agree.
//!
//! An editor must be able to trust these, so they are few. Two figures are of the same thing when they have one
//! unit and are of like size, when the words of the clause around each are largely the same, when their
//! passages report one fact (or, for lengths, one event), and when neither figure is given by the other side as
//! well. Figures of different occasions are never set against each other.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Fact, Facts};
use super::naming::is_measure;
use super::{Column, ColumnKind, Discrepancy, FigureAt, Passage, Row, Severity};
use crate::analysis::Reading;
use crate::figures::{Agreement, Figure, Hedge, Unit, agreement, are_same};
use crate::order::Order;
use crate::text::{Span, Text, Token, TokenKind, word_hash_ascii};

/// Most words on each side of a figure that tell what it measures.
const AROUND: usize = 9;
/// Figures that differ by more than this factor measure different things, whatever the words say.
const LIKE_SIZE: f64 = 1.6;

/// A figure is set against so many others of its unit and size, those nearest in value: a text with more of them counts
/// things, and the time that it takes must not grow with their square.
const RIVALS: usize = 24;
/// They are looked for among so many, as those of the same article are seldom of the same thing.
const LOOKED_AT: usize = 1024;

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
        let known = |r: &Row| {
            r.discrepancies.iter().any(|d| {
                found
                    .figures
                    .iter()
                    .all(|f| d.figures.iter().any(|g| g.article == f.article && g.span == f.span))
            })
        };
        if rows.iter().any(known) {
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
            row.discrepancies.push(found);
        }
    }
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
    let mut answers = Answers { measured: &measured, readings, elsewhere: HashMap::new() };
    let mut pairs: Vec<(usize, usize, Agreement)> = Vec::new();
    for (i, j) in candidates(&measured, told) {
        let found = differ(told, facts, (&measured[i], &measured[j]));
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
                measured.push(Measured { at, figure, around, passage: i, length });
            }
        }
    }
    measured
}

/// The pairs of figures worth a closer look, in order: of one unit, and amounts of like size or points in time in
/// one claim. Found by sorting, so that many figures do not mean many more pairs.
fn candidates(measured: &[Measured], told: &[Told]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut pair = |i: usize, j: usize| {
        if measured[i].figure.unit == measured[j].figure.unit {
            pairs.push((i.min(j), i.max(j)));
        }
    };
    let claim = |i: &usize| told.get(measured[*i].passage).and_then(|t| t.claim);
    let (mut points, mut amounts): (Vec<usize>, Vec<usize>) =
        (0..measured.len()).partition(|i| measured[*i].figure.unit.is_point());
    points.retain(|i| claim(i).is_some());
    points.order_by_key(claim);
    for (at, i) in points.iter().enumerate() {
        points[at + 1..].iter().take_while(|j| claim(j) == claim(i)).for_each(|j| pair(*i, *j));
    }
    amounts.retain(|i| measured[*i].figure.unit != Unit::Count(String::new()));
    let figure = |i: &usize| measured[*i].figure;
    amounts.order_by(|i, j| {
        let (a, b) = (figure(i), figure(j));
        a.unit.cmp(&b.unit).then(a.low.total_cmp(&b.low))
    });
    for (at, i) in amounts.iter().enumerate() {
        let top = figure(i).low * LIKE_SIZE;
        let near =
            amounts[at + 1..].iter().take_while(|j| figure(j).low <= top && figure(j).unit == figure(i).unit);
        let rivals = near.take(LOOKED_AT).filter(|j| may_differ(&measured[*i], &measured[**j]));
        rivals.take(RIVALS).for_each(|j| pair(*i, *j));
    }
    pairs.order_by(Ord::cmp);
    pairs
}

/// Within one article only the lengths of an event are set against each other.
fn may_differ(a: &Measured, b: &Measured) -> bool {
    a.at.article != b.at.article || a.figure.unit == Unit::Duration && a.length && b.length
}

/// How two figures of one unit differ, if they measure the same thing and do.
fn differ(told: &[Told], facts: &Facts, (a, b): (&Measured, &Measured)) -> Option<Agreement> {
    let lengths = a.figure.unit == Unit::Duration && a.length && b.length;
    let fit = match a.figure.unit.is_point() {
        true => a.figure.low == a.figure.high && b.figure.low == b.figure.high,
        false => like_size(a.figure, b.figure) && may_differ(a, b),
    };
    if !fit || a.passage == b.passage || !facts.one_occasion(a.at.article, b.at.article) {
        return None;
    }
    let (words, around) = facts.common(&a.around, &b.around);
    if words == 0 {
        return None;
    }
    let (x, y) = (&told[a.passage], &told[b.passage]);
    let likeness = || facts.likeness(&x.fact, &y.fact);
    let one_claim = x.claim.is_some() && x.claim == y.claim;
    let same = match one_claim {
        // Few days and years are of the same thing, even in two reports of one fact.
        true if a.figure.unit.is_point() => words >= 2 && around >= 0.5 && likeness() >= 0.6,
        _ if lengths => around >= 0.15,
        true => around >= 0.3,
        false => words >= 2 && around >= 0.5 && likeness() >= 0.4,
    };
    if !same {
        return None;
    }
    agreement(a.figure, b.figure).filter(|f| *f != Agreement::Same)
}

fn like_size(a: &Figure, b: &Figure) -> bool {
    let (low, high) = (a.low.min(b.low), a.high.max(b.high));
    low > 0.0 && high <= low * LIKE_SIZE
}

/// Which figures the other side gives as well.
struct Answers<'a> {
    measured: &'a [Measured<'a>],
    readings: &'a [&'a Reading],
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
        // Amounts and shares are telling enough to be looked for in the whole article.
        let telling = matches!(unit, Unit::Money(_) | Unit::Percent);
        let Some(reading) = self.readings.get(b.at.article as usize) else { return false };
        telling
            && a.at.article != b.at.article
            && *self
                .elsewhere
                .entry((i, b.at.article))
                .or_insert_with(|| reading.analysis.figures.iter().any(like))
    }
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
    let before = (all.start..own.start).rev().take(AROUND).take_while(|i| !bounds(i));
    let after = (own.end..all.end).take(AROUND).take_while(|i| !bounds(i));
    facts.fact_of(text, before.chain(after))
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
                apart: apart(&figures),
                figures: group.iter().map(|i| measured[*i].at).collect(),
                severity,
            }
        })
        .collect()
}

/// How far apart figures of one unit lie, in words.
fn apart(figures: &[&Figure]) -> String {
    let low = figures.iter().map(|f| f.low).fold(f64::INFINITY, f64::min);
    let high = figures.iter().map(|f| f.high).fold(f64::NEG_INFINITY, f64::max);
    let Some(first) = figures.first() else { return String::new() };
    let gap = high - low;
    let loose = figures.len() > 2 || figures.iter().any(|f| f.hedge != Hedge::Exact || f.low != f.high);
    let up_to = if loose { "up to " } else { "" };
    match &first.unit {
        Unit::Weekday => "different days".into(),
        Unit::Date | Unit::Day => format!("{up_to}{} apart", counted(gap, "day")),
        Unit::Year => format!("{up_to}{} apart", counted(gap, "year")),
        Unit::Time | Unit::Duration => format!("{up_to}{} apart", duration(gap)),
        Unit::Percent => format!("{up_to}{} percentage points apart", number(gap)),
        Unit::Money(code) => format!("{up_to}{} apart", money(code, gap)),
        // Of other things only the stem is known.
        Unit::Count(noun) if is_measure(noun) && !matches!(&**noun, "foot" | "feet" | "inch") => {
            format!("{up_to}{} apart", counted(gap, noun))
        }
        Unit::Count(_) => format!("{up_to}{} apart", number(gap)),
    }
}

fn counted(value: f64, noun: &str) -> String {
    format!("{} {noun}{}", number(value), if value == 1.0 { "" } else { "s" })
}

fn duration(minutes: f64) -> String {
    const UNITS: [(f64, &str); 5] =
        [(525_960.0, "year"), (43_830.0, "month"), (1440.0, "day"), (60.0, "hour"), (1.0, "minute")];
    let (size, noun) =
        UNITS.iter().copied().find(|(size, _)| minutes >= *size).unwrap_or((1.0 / 60.0, "second"));
    let value = (minutes / size * 10.0).round() / 10.0;
    counted(value, noun)
}

fn money(code: &str, amount: f64) -> String {
    let sign = match code {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => "",
    };
    let value = match amount {
        a if a >= 1e9 => format!("{} billion", number(a / 1e9)),
        a if a >= 1e6 => format!("{} million", number(a / 1e6)),
        a if a.fract() != 0.0 && a < 1e4 => format!("{a:.2}"),
        a => number(a),
    };
    if sign.is_empty() { format!("{value} {code}") } else { format!("{sign}{value}") }
}

/// A number as it is printed: thousands set off, at most two decimals.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let plain = format!("{rounded}");
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests;
