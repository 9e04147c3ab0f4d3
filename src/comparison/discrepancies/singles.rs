//! Which figures are the only ones of their kind in an article: found once for all of them by sorting, as to look through an
//! article for each of its figures takes time that grows with their square.

use super::clause::is_deadline;
use super::pairs::{ONE_SCALE, like_size};
use crate::analysis::Reading;
use crate::figures::{Figure, Unit};
use crate::order::Order;
use crate::text::Text;

/// What is single among the figures of one article.
pub struct Singles {
    /// For each figure whether no other one has its unit and about its size, unless it says the same.
    only: Vec<bool>,
    /// The only day by which something must be done, with its year and without.
    deadlines: [Option<f64>; 2],
}

impl Singles {
    /// Those of each article.
    pub fn of_all(readings: &[&Reading]) -> Vec<Self> {
        let of = |r: &&Reading| Self {
            only: only(&r.analysis.figures),
            deadlines: [Unit::Date, Unit::Day].map(|unit| one_deadline(&r.text, &r.analysis.figures, &unit)),
        };
        readings.iter().map(of).collect()
    }

    /// Whether the figure at this place of its article is the only one of its kind.
    pub fn is_only(&self, at: usize) -> bool {
        self.only.get(at).is_some_and(|only| *only)
    }

    /// Whether a figure is the only deadline of its article.
    pub fn is_one_deadline(&self, text: &Text, figure: &Figure) -> bool {
        let [dated, undated] = self.deadlines;
        let one = if figure.unit == Unit::Date { dated } else { undated };
        one == Some(figure.low) && is_deadline(text, figure)
    }
}

/// The day that all deadlines of this unit name, if they name one.
fn one_deadline(text: &Text, figures: &[Figure], unit: &Unit) -> Option<f64> {
    let mut days = figures.iter().filter(|f| f.unit == *unit && is_deadline(text, f)).map(|f| f.low);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// For each figure whether no other one has its unit and about its size, unless it says the same. Ages are of different people.
fn only(figures: &[Figure]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.order_by(|i, j| {
        let (a, b) = (&figures[*i], &figures[*j]);
        a.unit.cmp(&b.unit).then(a.low.total_cmp(&b.low)).then(a.high.total_cmp(&b.high))
    });
    let mut only = vec![false; figures.len()];
    for group in order.chunk_by(|i, j| figures[*i].unit == figures[*j].unit) {
        let mut from = 0;
        for same in group.chunk_by(|i, j| {
            let (a, b) = (&figures[*i], &figures[*j]);
            a.low == b.low && a.high == b.high
        }) {
            let figure = &figures[same[0]];
            let like = |i: &usize| like_size(&figures[*i], figure, ONE_SCALE);
            // Beyond these nothing is of like size.
            let below =
                group[..from].iter().rev().take_while(|i| figure.high <= figures[**i].low * ONE_SCALE);
            from += same.len();
            let above = group[from..].iter().take_while(|i| figures[**i].low <= figure.low * ONE_SCALE);
            let single = !figure.unit.is_age() && !below.chain(above).any(like);
            same.iter().for_each(|i| only[*i] = single);
        }
    }
    only
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::figures::Hedge;
    use crate::text::Span;

    /// As it is meant, looking through all figures for each.
    fn plainly(figures: &[Figure]) -> Vec<bool> {
        let single = |figure: &Figure| {
            let mut alike =
                figures.iter().filter(|f| f.unit == figure.unit && like_size(f, figure, ONE_SCALE));
            !figure.unit.is_age() && alike.all(|f| f.low == figure.low && f.high == figure.high)
        };
        figures.iter().map(single).collect()
    }

    proptest! {
        #[test]
        fn sorting_finds_what_looking_through_all_finds(
            values in proptest::collection::vec((0..4usize, 0..2000i32, 0..3i32), 0..40),
        ) {
            let units = ["home", "year old", "vote", ""].map(|noun| Unit::Count(noun.into()));
            let figure = |(unit, low, wide): &(usize, i32, i32)| Figure {
                span: Span::default(),
                unit: units[*unit].clone(),
                low: f64::from(*low),
                high: f64::from(low + wide * low / 2),
                hedge: Hedge::Exact,
            };
            let figures: Vec<Figure> = values.iter().map(figure).collect();
            prop_assert_eq!(only(&figures), plainly(&figures));
        }
    }
}
