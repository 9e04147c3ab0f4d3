//! Wire copy: passages that two articles share word for word.

use super::SharedPassage;
use crate::analysis::Reading;

/// The longest shared passages of each pair of articles, in order of place.
pub fn wire_copy(_readings: &[&Reading]) -> Vec<SharedPassage> {
    Vec::new()
}
