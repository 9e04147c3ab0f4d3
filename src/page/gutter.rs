//! Where the speakers' labels hang: on the first line of their statement, or below the label before it.

/// Free space between two labels, in pixels.
const APART: f64 = 2.0;

/// How far each label has to be pushed down so that none is printed over another. The labels stand in order;
/// each is (top, height) in pixels.
pub fn settle(labels: &[(f64, f64)]) -> Vec<f64> {
    let mut bottom = f64::NEG_INFINITY;
    labels
        .iter()
        .map(|(top, height)| {
            let push = (bottom + APART - top).max(0.0);
            bottom = top + push + height;
            push
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_on_one_line_are_set_below_each_other() {
        assert_eq!(settle(&[(0.0, 30.0), (0.0, 30.0), (100.0, 30.0)]), [0.0, 32.0, 0.0]);
        assert_eq!(settle(&[(0.0, 30.0), (20.0, 30.0), (50.0, 30.0)]), [0.0, 12.0, 14.0]);
        assert!(settle(&[]).is_empty());
    }
}
