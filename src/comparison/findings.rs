//! Findings: at most a few sentences above the table, each made only of what is in it.

use super::{Comparison, Finding};
use crate::analysis::Reading;

/// The findings of a table that has its claims and discrepancies, differences first.
pub fn findings(_readings: &[&Reading], _comparison: &Comparison) -> Vec<Finding> {
    Vec::new()
}
