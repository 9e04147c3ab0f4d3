//! `cargo xtask lint`: formatting, lints on both targets, documentation, dependencies; the fastest first.

use std::fs;

use crate::Result;
use crate::run::{cargo, find, root, step};
use crate::site::files;
use crate::tools;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

pub fn lint() -> Result {
    step("formatting", &mut cargo(&["fmt", "--all", "--check"]))?;
    text_only()?;
    tools::wasm_target()?;
    let mut clippy =
        cargo(&["clippy", "--locked", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    step("clippy on the host", &mut clippy)?;
    let mut clippy = cargo(&["clippy", "--locked", "--quiet", "--lib", "--bins", "--features", "web"]);
    step("clippy for the browser", clippy.args(WASM).args(["--", "-D", "warnings"]))?;
    let doc = ["doc", "--locked", "--quiet", "--no-deps", "--document-private-items", "--lib"];
    step("documentation on the host", cargo(&doc).env("RUSTDOCFLAGS", "-D warnings"))?;
    step("documentation for the browser", cargo(&doc).args(WASM).env("RUSTDOCFLAGS", "-D warnings"))?;
    if find("cargo-deny").is_some() {
        // Without the advisories, which would have to be downloaded.
        step(
            "licences and sources of dependencies",
            &mut cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"]),
        )?;
    } else {
        println!("\n== skipped: cargo-deny is not installed, so licences of dependencies were not checked");
    }
    Ok(())
}

/// Ways to set text as markup, or as code. None may stand in the page's source.
const MARKUP_SETTERS: [&str; 9] = [
    "set_inner_html",
    "innerHTML",
    "outerHTML",
    "set_outer_html",
    "insertAdjacentHTML",
    "insert_adjacent_html",
    "document.write",
    "from_html_unchecked",
    "new Function(",
];

/// Text is only ever set as text.
fn text_only() -> Result {
    println!("\n== text is only ever set as text");
    let root = root();
    let mut found = Vec::new();
    let all = files(&root.join("src"))
        .into_iter()
        .chain(files(&root.join("static")))
        .chain([root.join("index.html")]);
    for file in all {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(setter) = MARKUP_SETTERS.iter().find(|s| line.contains(**s)) {
                let name = file.strip_prefix(&root).unwrap_or(&file).display();
                found.push(format!("{name}:{number}: {setter}"));
            }
        }
    }
    if found.is_empty() { Ok(()) } else { Err(format!("markup is set from text:\n{}", found.join("\n"))) }
}
