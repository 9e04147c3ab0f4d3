//! Word choice: terms that one article uses and the others don't.

use super::WordChoice;
use crate::analysis::Reading;
use crate::topics::Topic;

/// The most telling terms of each article, best first; empty for a single article.
pub fn word_choice(_readings: &[&Reading], _topics: &[Topic]) -> Vec<WordChoice> {
    Vec::new()
}
