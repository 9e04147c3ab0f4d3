//! `cargo xtask screenshots`: the pictures in docs/screenshots, taken from the built page.

use crate::run::{command, step};
use crate::{Result, browser, site};

pub fn screenshots() -> Result {
    let browser = browser::ensure()?;
    site::build()?;
    step(
        "screenshots into docs/screenshots",
        command("node").arg("e2e/tools/screenshots.mjs").env("CHROMIUM", &browser.chromium),
    )
}
