//! `cargo xtask test`: everything there is, the fastest first.

use std::thread;

use crate::Result;
use crate::run::{cargo, command, root, step};
use crate::{browser, site, tools};

pub fn test() -> Result {
    // Missing tools should be said before the long builds, not after.
    tools::node_packages()?;
    let browser = browser::ensure()?;
    // Where tools have to be compiled: each of the two leaves a core idle for a third of its time. What fails is said at
    // once, though the other goes on.
    let said = |error: &String| eprintln!("\n{error}");
    thread::scope(|threads| {
        let tools = threads.spawn(|| tools::ensure().inspect_err(said));
        step(
            "unit, property and command-line tests on the host",
            &mut cargo(&["test", "--locked", "--workspace", "--quiet"]),
        )
        .inspect_err(said)?;
        tools.join().map_err(|_| "the installation of the tools ended early")?
    })?;
    if root().join("tests/web.rs").exists() {
        // Built as the page is, whose dependencies are then compiled already.
        let wasm = ["test", "--locked", "--release", "--target", "wasm32-unknown-unknown", "--test", "web"];
        step(
            "tests of the wasm module in headless Chromium",
            cargo(&wasm).env("CHROMEDRIVER", &browser.chromedriver).env("WASM_BINDGEN_TEST_TIMEOUT", "180"),
        )?;
    } else {
        println!("\n== skipped: there is no tests/web.rs");
    }
    site::build()?;
    step(
        "the built page from end to end in headless Chromium",
        command("npm").args(["run", "--silent", "e2e"]).env("CHROMIUM", &browser.chromium),
    )?;
    println!("\nAll tests passed.");
    Ok(())
}
