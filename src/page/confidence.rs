//! How sure a finding is, in words: a percentage would promise more than is known.

use crate::attribution::Attribution;
use crate::page::strings;

/// Below this, a statement is marked as unsure.
pub const UNSURE: f32 = 0.5;

/// Whether the page says that it is not sure.
pub fn is_unsure(attribution: &Attribution) -> bool {
    attribution.confidence < UNSURE
}

/// "sure enough", or that it is not.
pub fn words(attribution: &Attribution) -> &'static str {
    if is_unsure(attribution) { strings::UNSURE } else { strings::SURE }
}
