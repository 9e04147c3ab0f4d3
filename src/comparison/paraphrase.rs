//! Paraphrases: what an article tells of a row in other words. Rows are made of sentences that share rare words; an article
//! with none of these would be said not to mention what it tells ("life jackets", "life vests"). So the sentences of a
//! silent article are set against what the others say best, by what they report ([`super::align`]).

use super::align::{Fact, Facts};
use super::table::coverage;
use super::{Column, ColumnKind, Passage, Row};
use crate::analysis::Reading;
use crate::text::ParagraphKind;

/// From this likeness on a sentence reports what another does, and belongs into its row. Chosen on the six events of the
/// evaluation: cells right .884 to .902, passages that support theirs .868 to .851.
const REPORTS_IT: f32 = 0.65;
/// Of so many columns the best passage is looked at.
const LOOKED_AT: usize = 4;

/// Fills the cells of articles that are silent in a row, where one of their sentences reports what others say there.
/// A row that then tells nothing that an earlier one does not is dropped.
pub(super) fn fill(readings: &[&Reading], columns: &[Column], rows: &mut Vec<Row>, facts: &Facts) {
    // The facts of an article's sentences, worked out when a cell of it is first looked at.
    let mut told: Vec<Option<Vec<(u32, Fact)>>> = vec![None; readings.len()];
    let mut filled = vec![false; rows.len()];
    for (row, filled) in rows.iter_mut().zip(&mut filled) {
        let firsts = row.cells.iter().filter_map(|c| c.passages.first()).take(LOOKED_AT);
        let best: Vec<Fact> = firsts.map(|p| facts.of(readings, p)).collect();
        for (cell, column) in row.cells.iter_mut().zip(columns).filter(|(cell, _)| !cell.covers()) {
            let ColumnKind::Article(article) = column.kind else { continue };
            let Some((reading, told)) = readings.get(article as usize).zip(told.get_mut(article as usize))
            else {
                continue;
            };
            let told = told.get_or_insert_with(|| sentences(reading, facts));
            let likeness = |fact: &Fact| best.iter().map(|b| facts.likeness(fact, b)).fold(0.0, f32::max);
            let found = told
                .iter()
                .map(|(s, fact)| (likeness(fact), *s))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let Some((_, s)) = found.filter(|f| f.0 >= REPORTS_IT) else { continue };
            let Some(sentence) = reading.text.sentences.get(s as usize).map(|s| s.span) else { continue };
            let holds = |a: &crate::attribution::Attribution| a.content.iter().any(|c| c.overlaps(sentence));
            let attribution = reading.analysis.attributions.iter().position(holds).map(|a| a as u32);
            cell.also(Passage { article, span: sentence, sentence, attribution, score: 0.01 });
            *filled = true;
        }
        row.coverage = coverage(&row.cells);
    }
    for at in (0..rows.len()).rev().filter(|at| filled[*at]) {
        if rows[..at].iter().any(|earlier| tells_all(earlier, &rows[at])) {
            rows.remove(at);
        }
    }
}

/// Whether every passage of `row` stands in `earlier` too.
fn tells_all(earlier: &Row, row: &Row) -> bool {
    let holds = |p: &Passage, among: &[Passage]| {
        among.iter().any(|q| q.article == p.article && q.sentence == p.sentence)
    };
    row.cells
        .iter()
        .zip(&earlier.cells)
        .all(|(cell, known)| cell.passages.iter().all(|p| holds(p, &known.passages)))
}

/// The sentences of an article's body, with what they report.
fn sentences(reading: &Reading, facts: &Facts) -> Vec<(u32, Fact)> {
    let text = &reading.text;
    (0u32..)
        .zip(&text.sentences)
        .filter(|(_, s)| {
            text.paragraphs.get(s.paragraph as usize).is_some_and(|p| p.kind == ParagraphKind::Body)
        })
        .map(|(i, s)| (i, facts.fact(text, s.span, &reading.analysis.figures)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{overview, sample};
    use crate::comparison::{Cell, CompareBy, Coverage};

    #[test]
    fn who_tells_of_a_row_in_other_words_is_not_silent_there() {
        let one = "The ferry to Lamora sank in the strait on Monday. It had too few life jackets for its 640 passengers, the coastguard said. \
            The life jackets were kept in a locker. A lawyer said that the life jackets had been checked in March.";
        let two = "The vessel to Lamora went down in the strait on Monday. Schools stay shut. The coastguard said it had too few life vests \
            for its 640 passengers. The port has a new crane.";
        let readings = [sample(0, "Courier", one), sample(1, "Herald", two)];
        let refs: Vec<&Reading> = readings.iter().collect();
        let mut comparison = overview(&refs, &[], CompareBy::Articles);
        let jackets = |p: &Passage| p.span.of(one).contains("too few");
        // The row of the jackets as it is where no word is shared.
        let first = comparison.rows.iter().flat_map(|r| &r.cells[0].passages).find(|p| jackets(p)).cloned();
        let row = &mut comparison.rows[0];
        row.cells = vec![Cell { passages: first.into_iter().collect(), ..Cell::default() }, Cell::default()];
        row.coverage = coverage(&row.cells);
        assert_eq!(row.coverage, Coverage::Only(0));
        comparison.rows.truncate(1);
        fill(&refs, &comparison.columns, &mut comparison.rows, &Facts::new(&refs));
        let row = &comparison.rows[0];
        assert_eq!(row.coverage, Coverage::All);
        assert!(row.cells[1].passages[0].span.of(two).contains("life vests"), "{:?}", row.cells[1]);
    }
}
