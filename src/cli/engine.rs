//! Which engine finds the attributions.

use std::path::Path;

use crate::attribution::model::Learned;
use crate::attribution::{Attributor, Rules, Together};

/// The committed weights; the page fetches the same file.
const WEIGHTS: &[u8] = include_bytes!("../../static/model/attribution.bin");

/// The engine for this run: the rules, the learned model (with the weights at `model` or the committed ones), or,
/// as in the page, both together.
pub fn attributor(
    rules: bool,
    alone: bool,
    model: Option<&Path>,
) -> Result<Box<dyn Attributor + Send + Sync>, String> {
    if rules {
        return Ok(Box::new(Rules));
    }
    let learned = match model {
        None => Learned::from_bytes(WEIGHTS).map_err(|e| e.to_string()),
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|e| format!("can't read {}: {e}", path.display()))?;
            Learned::from_bytes(bytes).map_err(|e| format!("{}: {e}", path.display()))
        }
    };
    let learned = learned?;
    if alone { Ok(Box::new(learned)) } else { Ok(Box::new(Together::new(learned))) }
}
