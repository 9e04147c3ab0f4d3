//! `cargo xtask bench`: how fast the analysis is.

use crate::Result;
use crate::run::{cargo, step};

pub fn bench(_arguments: &[String]) -> Result {
    step(
        "speed of each stage on the host, one thread",
        &mut cargo(&["bench", "--locked", "--bench", "stages"]),
    )
}
