//! Which engine finds the attributions.

use crate::attribution::{Attributor, Rules};

/// The engine for this run. The one place to change when there is another to choose.
pub fn attributor() -> Box<dyn Attributor + Send + Sync> {
    Box::new(Rules)
}
