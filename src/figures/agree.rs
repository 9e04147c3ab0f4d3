//! Whether two figures of one unit agree: one may be the other rounded, or hedged wide enough to hold it.

use super::{Figure, Hedge, Unit};

/// How two figures stand to each other, if they are of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The same value, or one is the other rounded.
    Same,
    /// Both can be true, but they do not say the same: "over an hour", "almost an hour and a half".
    Loose,
    /// Both can't be true.
    Apart,
}

/// None where the units can't be compared.
#[inline(never)]
pub fn agreement(a: &Figure, b: &Figure) -> Option<Agreement> {
    if a.unit != b.unit {
        return None;
    }
    if are_same(&a.unit, a, b) {
        return Some(Agreement::Same);
    }
    if a.unit.is_point() {
        return Some(Agreement::Apart);
    }
    let (x, y) = (bounds(a), bounds(b));
    if x.0 <= y.1 && y.0 <= x.1 {
        return Some(Agreement::Loose);
    }
    let gap = gap(a, b);
    // "$43 million" for $43,885,310 is cut off, not rounded; a reader takes it for the same.
    let step = step(a).max(step(b));
    let cut = gap < step && step <= a.high.max(b.high) * 0.05;
    Some(if cut { Agreement::Loose } else { Agreement::Apart })
}

/// Whether two figures, both taken in this unit, are the same value, or one is the other rounded.
pub fn are_same(unit: &Unit, a: &Figure, b: &Figure) -> bool {
    let gap = gap(a, b);
    if unit.is_point() {
        return gap <= 0.0;
    }
    // The cheap look first: no value is rounded by more.
    gap <= widest(a).max(widest(b)) && gap <= rounding(unit, a).max(rounding(unit, b))
        || barely_more(unit, a, b)
        || barely_more(unit, b, a)
}

/// How far apart two figures' ranges lie; 0 if they meet.
fn gap(a: &Figure, b: &Figure) -> f64 {
    (a.low - b.high).max(b.low - a.high).max(0.0)
}

/// "over 10 percent" for 10.8, "more than 200" for 212: that is what it says. A small count is a count, though.
fn barely_more(unit: &Unit, a: &Figure, b: &Figure) -> bool {
    let counted = matches!(unit, Unit::Count(_)) && (a.low < 100.0 || a.low % 10.0 != 0.0);
    a.hedge == Hedge::AtLeast && !counted && b.low >= a.low && b.high <= a.low * 1.1
}

/// The last decimal place that a value gives, as a power of ten: 1,000,000 for "$43 million", 0.1 for "35.7".
fn step(figure: &Figure) -> f64 {
    let value = figure.low.abs();
    let mut step = 1.0;
    if value.fract() != 0.0 {
        while step > 1e-3
            && (value / step).fract() != 0.0
            && ((value / step).round() - value / step).abs() > 1e-6
        {
            step /= 10.0;
        }
        return step;
    }
    // Beyond this every value is round.
    let mut digits = value.min(1e18) as u64;
    while digits >= 100 && digits % 10 == 0 {
        digits /= 10;
        step *= 10.0;
    }
    step
}

/// How far the true value may lie from a rounded one. Small counts are not rounded, and "about", "nearly" before a round number
/// leave it as open as can be.
fn rounding(unit: &Unit, figure: &Figure) -> f64 {
    if figure.hedge == Hedge::About && figure.low >= 20.0 && figure.low % 10.0 == 0.0 {
        return widest(figure);
    }
    let step = step(figure);
    // People are counted by ones: 63 is not 63.4, and a dozen is not eleven.
    let whole = figure.low == figure.low.trunc() && (figure.low < 20.0 || step <= 1.0);
    if whole && matches!(unit, Unit::Count(_)) {
        return 0.0;
    }
    (step / 2.0).min(widest(figure))
}

/// The most that a value may be rounded by.
fn widest(figure: &Figure) -> f64 {
    figure.low.abs() * 0.05
}

/// The values that a figure allows.
fn bounds(figure: &Figure) -> (f64, f64) {
    match figure.hedge {
        Hedge::Exact => {
            let rounding = rounding(&figure.unit, figure);
            (figure.low - rounding, figure.high + rounding)
        }
        Hedge::About => (figure.low * 0.9, figure.high * 1.1),
        Hedge::AtLeast => (figure.low, f64::INFINITY),
        Hedge::AtMost => (0.0, figure.high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::figures;
    use crate::text::Text;

    #[test]
    fn figures_agree_differ_or_may_both_be_true() {
        use Agreement::{Apart, Loose, Same};
        for (a, b, expected) in [
            ("It cost $5,687.75 in all", "It cost $5,587.75 in all", Apart),
            ("They paid $43,885,310 then", "They paid nearly $44 million then", Same),
            ("They paid $43,885,310 then", "They paid $43 million then", Loose),
            ("The rate was 35.7 percent", "The rate was 36 percent", Same),
            ("The rate was 35.7 percent", "The rate was 30 percent", Apart),
            ("It took over an hour", "It took almost an hour and a half", Loose),
            ("It took over an hour", "It took 30 minutes", Apart),
            ("It took 90 minutes", "It took an hour and a half, or an hour and a half", Same),
            ("At least 12 people died", "Some 15 people died", Loose),
            ("At least 12 people died", "12 people died", Same),
            ("At least 212 people died", "More than 200 people died", Same),
            ("More than 600 workers left", "The firm let 640 workers go", Same),
            ("More than 600 workers left", "The firm let 700 workers go", Loose),
            ("Nearly 40 villages burnt", "In all 38 villages burnt", Same),
            ("Some 40 villages burnt", "In all 49 villages burnt", Apart),
            ("It reached roughly 6 million homes", "It reached about 6.1 million homes", Same),
            ("There were 12 people", "There were 13 people", Apart),
            ("They gave over 10 percent away", "They gave 10.8 percent away", Same),
            ("Up to 200 people came", "About 300 people came", Apart),
            ("Between 3 and 5 people came", "Four people came", Same),
            ("One in three voters came", "33 percent of voters came", Same),
            ("It begins on May 3 and 4", "It begins on May 4", Same),
            ("It begins on May 3", "It begins on May 5", Apart),
        ] {
            let read = |text: &str| figures(&Text::new(format!("{text}.")), None).into_iter().next();
            let (Some(x), Some(y)) = (read(a), read(b)) else { panic!("no figure: {a} / {b}") };
            assert_eq!(agreement(&x, &y), Some(expected), "{a} / {b}");
            assert_eq!(agreement(&y, &x), Some(expected), "{b} / {a}");
        }
    }
}
