//! Claims: within a row of the table, the passages that report the same fact.

use super::align::Facts;
use super::{Cell, Claim, SharedPassage};
use crate::analysis::Reading;

/// The claims of a row with these cells (one for each column), those that most columns make first.
pub fn claims(
    _readings: &[&Reading],
    _cells: &[Cell],
    _facts: &Facts,
    _shared: &[SharedPassage],
) -> Vec<Claim> {
    Vec::new()
}
