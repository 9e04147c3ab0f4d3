//! The table as the page shows it: which rows, in which order, with which tags; and a passage cut at the
//! figures that differ. No browser, no analysis.

use crate::comparison::{Cell, Column, ColumnKind, Comparison, Coverage, Passage, Row, Severity};
use crate::order::Order;
use crate::page::search::in_lower_case;
use crate::page::strings;
use crate::session::{RowFilter, RowOrder, View};
use crate::text::Span;

/// What a tag says; the words are the reader's, the kind is its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagKind {
    Differ,
    Left,
    Only,
    Also,
}

/// A tag beside a row or a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub kind: TagKind,
    pub words: String,
}

/// The tag of who covers something; none for a table with one column.
pub fn coverage_tag(coverage: Coverage, cells: &[Cell], columns: &[Column]) -> Option<Tag> {
    if columns.len() < 2 {
        return None;
    }
    let tag = |kind, words| Some(Tag { kind, words });
    let speaks = |c: &Column| matches!(c.kind, ColumnKind::Speaker { .. });
    match coverage {
        Coverage::All => tag(TagKind::Also, strings::ALL_MENTION_IT.into()),
        Coverage::Only(at) => {
            let column = columns.get(at as usize)?;
            let words = if speaks(column) { strings::only_from } else { strings::only_in };
            tag(TagKind::Only, words(&column.name))
        }
        // Of many people, those who are not quoted on a topic have left nothing out.
        Coverage::Some if columns.len() > 3 && columns.iter().any(speaks) => {
            let say = cells.iter().filter(|cell| cell.covers()).count();
            tag(TagKind::Also, strings::said_by(say, columns.len()))
        }
        Coverage::Some => {
            let names = |of: &dyn Fn(&Cell) -> bool| {
                let those = columns.iter().zip(cells).filter(|(_, cell)| of(cell));
                those.map(|(c, _)| c.name.as_str()).collect::<Vec<_>>()
            };
            match names(&Cell::is_silent) {
                silent if silent.is_empty() => {
                    let named = names(&|cell| cell.in_passing.is_some());
                    tag(TagKind::Also, strings::in_passing_in(&named, columns.len()))
                }
                silent => tag(TagKind::Left, strings::left_out_by(&silent, columns.len())),
            }
        }
    }
}

/// The tags of a row, strongest first.
pub fn tags(row: &Row, columns: &[Column]) -> Vec<Tag> {
    let differ = (!row.discrepancies.is_empty()).then(|| Tag { kind: TagKind::Differ, words: differs(row) });
    let coverage = coverage_tag(row.coverage, &row.cells, columns);
    // That all mention it goes without saying where they disagree.
    differ.iter().cloned().chain(coverage.filter(|t| differ.is_none() || t.kind != TagKind::Also)).collect()
}

fn differs(row: &Row) -> String {
    let hard = row.discrepancies.iter().any(|d| d.severity == Severity::Hard);
    if hard { strings::DIFFER.into() } else { strings::DIFFER_SOFT.into() }
}

/// Whether a row stays under a filter.
pub fn passes(row: &Row, filter: RowFilter) -> bool {
    match filter {
        RowFilter::All => true,
        RowFilter::Differ => !row.discrepancies.is_empty(),
        RowFilter::LeftOut => row.coverage == Coverage::Some && row.cells.iter().any(Cell::is_silent),
        RowFilter::OnlyOne => matches!(row.coverage, Coverage::Only(_)),
    }
}

/// How many rows each filter leaves, in the order of [`FILTERS`].
pub fn counts(comparison: &Comparison) -> [usize; 4] {
    FILTERS.map(|filter| comparison.rows.iter().filter(|r| passes(r, filter)).count())
}

/// The filters as they stand above the table.
pub const FILTERS: [RowFilter; 4] =
    [RowFilter::All, RowFilter::Differ, RowFilter::LeftOut, RowFilter::OnlyOne];

/// Indices of the rows that are shown, in their order.
pub fn shown(comparison: &Comparison, view: &View) -> Vec<usize> {
    let rows = &comparison.rows;
    let mut order: Vec<usize> = (0..rows.len()).filter(|i| passes(&rows[*i], view.filter)).collect();
    match view.order {
        RowOrder::Importance => {}
        RowOrder::Alphabet => order.order_by_key(|i| in_lower_case(&rows[*i].label)),
        // Stable: within a class the order of importance stays.
        RowOrder::DifferencesFirst => order.order_by_key(|i| class(&rows[*i])),
    }
    order
}

fn class(row: &Row) -> u8 {
    let hard = row.discrepancies.iter().any(|d| d.severity == Severity::Hard);
    match row.coverage {
        _ if hard => 0,
        _ if !row.discrepancies.is_empty() => 1,
        Coverage::Some if passes(row, RowFilter::LeftOut) => 2,
        Coverage::Only(_) => 3,
        _ => 4,
    }
}

/// The label of the topic whose row tells of this topic: its own row, or the one with most of its mentions in its
/// passages, as not every topic has a row.
pub fn row_of(comparison: &Comparison, label: &str) -> Option<String> {
    let topic_of = |row: &Row| comparison.topics.get(row.topic.0 as usize).map(|t| t.label.as_str());
    if comparison.rows.iter().any(|r| topic_of(r) == Some(label)) {
        return Some(label.to_owned());
    }
    let topic = comparison.topics.iter().find(|t| t.label == label)?;
    let tells = |row: &Row| {
        let passages = row.cells.iter().flat_map(|c| &c.passages);
        let of = |p: &Passage| {
            topic.mentions.iter().filter(|m| m.article == p.article && p.sentence.contains(m.span)).count()
        };
        passages.map(of).sum::<usize>()
    };
    // The first of the best: rows stand in order of importance.
    let best = comparison.rows.iter().rev().max_by_key(|r| tells(r)).filter(|r| tells(r) > 0)?;
    topic_of(best).map(str::to_owned)
}

/// In how many rows each column speaks.
pub fn spoken(comparison: &Comparison) -> Vec<usize> {
    (0..comparison.columns.len())
        .map(|c| comparison.rows.iter().filter(|r| r.cells.get(c).is_some_and(Cell::covers)).count())
        .collect()
}

/// The words of a passage, cut where a figure differs: the pieces in order, and whether each is such a figure.
pub fn pieces(passage: &Passage, row: &Row) -> Vec<(Span, bool)> {
    let mut figures: Vec<Span> = row
        .discrepancies
        .iter()
        .flat_map(|d| &d.figures)
        .filter(|f| f.article == passage.article && passage.span.contains(f.span) && !f.span.is_empty())
        .map(|f| f.span)
        .collect();
    figures.order_by(Ord::cmp);
    let mut out = Vec::new();
    let mut at = passage.span.start;
    for figure in figures.into_iter().filter(|f| !f.is_empty()) {
        if figure.start < at {
            continue;
        }
        if figure.start > at {
            out.push((Span { start: at, end: figure.start }, false));
        }
        out.push((figure, true));
        at = figure.end;
    }
    if at < passage.span.end {
        out.push((Span { start: at, end: passage.span.end }, false));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::SpeakerKind;
    use crate::comparison::{CompareBy, Discrepancy, FigureAt};
    use crate::topics::TopicId;

    fn passage(start: u32, end: u32) -> Passage {
        Passage {
            article: 0,
            span: Span { start, end },
            sentence: Span { start, end },
            attribution: None,
            score: 1.0,
        }
    }

    /// `who` has an x for each column that speaks, a p for one that names the topic in passing.
    fn row(label: &str, who: &str, severity: Option<Severity>) -> Row {
        let cell = |c| Cell {
            passages: (c == 'x').then(|| passage(0, 20)).into_iter().collect(),
            in_passing: (c == 'p').then(|| passage(0, 20)),
        };
        let cells: Vec<Cell> = who.chars().map(cell).collect();
        let coverage = crate::comparison::table::coverage(&cells);
        let figure = |start, end| FigureAt { column: 0, article: 0, span: Span { start, end } };
        Row {
            topic: TopicId(0),
            label: label.into(),
            aliases: vec![],
            cells,
            coverage,
            claims: vec![],
            discrepancies: severity
                .map(|severity| Discrepancy {
                    figures: vec![figure(4, 8), figure(30, 34)],
                    severity,
                    apart: String::new(),
                })
                .into_iter()
                .collect(),
        }
    }

    fn comparison(rows: Vec<Row>) -> Comparison {
        let column = |name: &str| Column { name: name.into(), kind: ColumnKind::Article(0) };
        Comparison {
            by: CompareBy::Articles,
            columns: vec![column("Courier"), column("Wire"), column("Statement")],
            rows,
            ..Comparison::default()
        }
    }

    fn order(comparison: &Comparison, view: &View) -> String {
        shown(comparison, view)
            .iter()
            .map(|i| comparison.rows[*i].label.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn differences_come_first_and_filters_leave_what_they_name() {
        let c = comparison(vec![
            row("all", "xxx", None),
            row("only", "x--", None),
            row("left", "xx-", None),
            row("named", "xpp", None),
            row("soft", "xxx", Some(Severity::Soft)),
            row("hard", "xx-", Some(Severity::Hard)),
        ]);
        let mut view = View::default();
        assert_eq!(order(&c, &view), "hard soft left only all named");
        view.order = RowOrder::Alphabet;
        assert_eq!(order(&c, &view), "all hard left named only soft");
        for (filter, expected) in [
            (RowFilter::Differ, "hard soft"),
            (RowFilter::LeftOut, "hard left"),
            (RowFilter::OnlyOne, "only"),
        ] {
            view.filter = filter;
            assert_eq!(order(&c, &view), expected);
        }
        assert_eq!(counts(&c), [6, 2, 2, 1]);
        assert_eq!(spoken(&c), [6, 4, 2]);
    }

    #[test]
    fn a_topic_without_a_row_leads_to_the_row_that_tells_of_it() {
        use crate::topics::{Mention, Topic, TopicKind};
        let topic = |label: &str, start| Topic {
            label: label.into(),
            aliases: vec![],
            kind: TopicKind::Phrase,
            mentions: vec![Mention { article: 0, span: Span { start, end: start + 3 } }],
            score: 1.0,
            parent: None,
        };
        let mut c = comparison(vec![row("ferry", "x--", None)]);
        c.topics = vec![topic("ferry", 0), topic("bridge", 5), topic("weather", 90)];
        assert_eq!(row_of(&c, "ferry").as_deref(), Some("ferry"));
        assert_eq!(
            row_of(&c, "bridge").as_deref(),
            Some("ferry"),
            "its mention stands in that row's passage"
        );
        assert_eq!(row_of(&c, "weather"), None);
    }

    #[test]
    fn tags_say_who_is_silent() {
        let c = comparison(vec![]);
        let words = |r: Row| tags(&r, &c.columns).into_iter().map(|t| t.words).collect::<Vec<_>>().join(", ");
        assert_eq!(words(row("a", "x--", None)), "Only in Courier");
        assert_eq!(words(row("a", "xx-", None)), "Left out by Statement");
        assert_eq!(words(row("a", "xpp", None)), "Only in passing in Wire and Statement");
        assert_eq!(words(row("a", "xp-", None)), "Left out by Statement", "and not by who names it");
        assert_eq!(words(row("a", "xxx", None)), "All mention it");
        assert_eq!(words(row("a", "xxx", Some(Severity::Hard))), "Figures differ");
        assert_eq!(words(row("a", "xx-", Some(Severity::Soft))), "Figures vary, Left out by Statement");
    }

    #[test]
    fn of_many_speakers_those_who_are_silent_left_nothing_out() {
        let kind = ColumnKind::Speaker { kind: SpeakerKind::Person, in_articles: vec![] };
        let columns: Vec<Column> =
            ["Ann Lee", "Bo", "Cy", "Di"].map(|name| Column { name: name.into(), kind: kind.clone() }).into();
        let words =
            |row: Row| tags(&row, &columns).into_iter().map(|t| t.words).collect::<Vec<_>>().join(", ");
        assert_eq!(words(row("a", "x---", None)), "Only Ann Lee");
        assert_eq!(words(row("a", "xxp-", None)), "Said by 2 of 4");
    }

    #[test]
    fn a_passage_is_cut_at_its_own_figures() {
        let r = row("a", "xxx", Some(Severity::Hard));
        let cut: Vec<_> = pieces(&passage(0, 20), &r).into_iter().map(|(s, f)| (s.start, s.end, f)).collect();
        assert_eq!(cut, [(0, 4, false), (4, 8, true), (8, 20, false)]);
        assert_eq!(pieces(&passage(9, 20), &r).len(), 1, "the figure lies elsewhere");
    }
}
