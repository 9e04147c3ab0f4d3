//! Findings that the reader set aside, and the figures behind them.

use std::rc::Rc;

use super::{Anchor, Correction};
use crate::analysis::Reading;
use crate::article::Article;
use crate::comparison::{FigureAt, Finding, FindingKind, Row};
use crate::text::Span;

/// Most places by which a finding is known again.
const PLACES: usize = 12;

/// Where a finding is to be found: the figures that differ, or else the sentences that it speaks of.
fn places(finding: &Finding) -> Vec<(u32, Span)> {
    if finding.figures.is_empty() {
        finding.passages.iter().take(PLACES).map(|p| (p.article, p.sentence)).collect()
    } else {
        of_figures(&finding.figures)
    }
}

fn of_figures(figures: &[FigureAt]) -> Vec<(u32, Span)> {
    figures.iter().take(PLACES).map(|f| (f.article, f.span)).collect()
}

/// What sets a finding aside. Nothing for a remark that leads nowhere: on the articles themselves there is nothing to doubt.
pub fn set_aside(finding: &Finding, articles: &[Rc<Article>]) -> Option<Correction> {
    anchored(finding.kind, &places(finding), articles)
}

/// The same for figures of a row.
pub fn set_figures_aside(figures: &[FigureAt], articles: &[Rc<Article>]) -> Option<Correction> {
    anchored(FindingKind::FiguresDiffer, &of_figures(figures), articles)
}

fn anchored(kind: FindingKind, places: &[(u32, Span)], articles: &[Rc<Article>]) -> Option<Correction> {
    let anchor = |(article, span): &(u32, Span)| {
        let article = articles.get(*article as usize)?;
        Some(Anchor::reaching(article.id, &article.text, *span))
    };
    let at: Vec<Anchor> = places.iter().filter_map(anchor).collect();
    (!at.is_empty()).then_some(Correction::SetAside { kind, at })
}

/// What was set aside, where it stands in the texts now.
pub struct Aside(Vec<(FindingKind, Vec<(u32, Span)>)>);

impl Aside {
    pub fn new(readings: &[&Reading], corrections: &[Correction]) -> Self {
        let place = |at: &Anchor| {
            let (i, reading) = (0u32..).zip(readings).find(|(_, r)| r.article.id == at.article)?;
            Some((i, at.place(&reading.article.text)?))
        };
        let aside = corrections.iter().filter_map(|correction| match correction {
            Correction::SetAside { kind, at } => Some((*kind, at.iter().filter_map(place).collect())),
            _ => None,
        });
        Self(aside.collect())
    }

    /// Takes figures out of the rows.
    pub fn clear(&self, rows: &mut [Row]) {
        for row in rows.iter_mut().filter(|_| !self.0.is_empty()) {
            row.discrepancies.retain(|d| !self.holds(FindingKind::FiguresDiffer, &of_figures(&d.figures)));
        }
    }

    pub fn has(&self, finding: &Finding) -> bool {
        self.holds(finding.kind, &places(finding))
    }

    /// Whether all these places are those of one thing set aside: what a further article adds is told anew.
    fn holds(&self, kind: FindingKind, places: &[(u32, Span)]) -> bool {
        let within = |known: &[(u32, Span)]| {
            places.iter().all(|(article, span)| known.iter().any(|k| k.0 == *article && k.1.overlaps(*span)))
        };
        !places.is_empty() && self.0.iter().any(|(k, known)| *k == kind && within(known))
    }
}

/// Whether a place is in none of the texts any more.
pub(super) fn is_gone(readings: &[&Reading], at: &Anchor) -> bool {
    !readings.iter().any(|r| r.article.id == at.article && at.place(&r.article.text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{overview, sample};
    use crate::comparison::{CompareBy, Comparison};
    use crate::corrections::lost;

    const COURIER: &str = "The ferry sank on Monday night. The ferry carried 212 passengers, the harbour office said.\n\n\
        The harbour office closed the pier after the ferry sank.";
    const WIRE: &str = "A ferry sank on Monday night. The ferry carried 219 passengers, the harbour office said.\n\n\
        The pier is open, the mayor said.";

    fn both(courier: &str) -> [Reading; 2] {
        [sample(4, "The Courier", courier), sample(7, "The Wire", WIRE)]
    }

    fn compared(readings: &[Reading], corrections: &[Correction], by: CompareBy) -> Comparison {
        overview(&readings.iter().collect::<Vec<_>>(), corrections, by)
    }

    fn differing(comparison: &Comparison) -> (usize, usize) {
        let findings = comparison.findings.iter().filter(|f| f.kind == FindingKind::FiguresDiffer).count();
        (findings, comparison.rows.iter().map(|r| r.discrepancies.len()).sum())
    }

    fn first(readings: &[Reading]) -> Correction {
        let articles: Vec<_> = readings.iter().map(|r| Rc::new(r.article.clone())).collect();
        let comparison = compared(readings, &[], CompareBy::Articles);
        let finding = comparison.findings.iter().find(|f| f.kind == FindingKind::FiguresDiffer).unwrap();
        set_aside(finding, &articles).unwrap()
    }

    #[test]
    fn figures_that_are_set_aside_leave_findings_and_rows_in_both_tables() {
        let readings = both(COURIER);
        let correction = first(&readings);
        let Correction::SetAside { at, .. } = &correction else { panic!("{correction:?}") };
        assert_eq!(
            at.iter().map(|a| a.words.as_str()).collect::<Vec<_>>(),
            ["212 passengers, the harbour offi", "219 passengers, the harbour offi"]
        );
        assert!(differing(&compared(&readings, &[], CompareBy::Articles)).1 > 0);
        for by in [CompareBy::Articles, CompareBy::Speakers] {
            assert_eq!(
                differing(&compared(&readings, std::slice::from_ref(&correction), by)),
                (0, 0),
                "{by:?}"
            );
        }
        assert!(lost(&readings.each_ref(), &[correction]).is_empty());
    }

    #[test]
    fn they_stay_away_when_the_text_before_them_grows_and_are_missed_when_it_loses_them() {
        let correction = first(&both(COURIER));
        let longer = both(&format!("No. 212 of the lake’s wrecks.\n\n{COURIER}"));
        assert_eq!(
            differing(&compared(&longer, std::slice::from_ref(&correction), CompareBy::Articles)),
            (0, 0)
        );
        let other = both(&COURIER.replace("212", "230"));
        assert!(
            differing(&compared(&other, std::slice::from_ref(&correction), CompareBy::Articles)).1 > 0,
            "told anew"
        );
        assert_eq!(lost(&other.each_ref(), &[correction]), [0]);
    }

    #[test]
    fn a_finding_is_set_aside_by_its_sentences_and_a_remark_is_not() {
        let readings = both(COURIER);
        let articles: Vec<_> = readings.iter().map(|r| Rc::new(r.article.clone())).collect();
        let comparison = compared(&readings, &[], CompareBy::Articles);
        let others: Vec<_> =
            comparison.findings.iter().filter(|f| f.kind != FindingKind::FiguresDiffer).collect();
        assert!(!others.is_empty());
        for finding in others {
            let correction = set_aside(finding, &articles).unwrap();
            let after = compared(&readings, &[correction], CompareBy::Articles);
            assert!(!after.findings.iter().any(|f| f.sentence == finding.sentence), "{}", finding.sentence);
            assert_eq!(after.findings.len(), comparison.findings.len() - 1);
        }
        let alone = [sample(1, "The Courier", COURIER)];
        let remark = &compared(&alone, &[], CompareBy::Articles).findings[0];
        assert_eq!((remark.kind, set_aside(remark, &articles)), (FindingKind::OneArticle, None));
    }
}
