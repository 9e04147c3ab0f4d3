//! `cargo xtask bench`: how fast it is. The stages on the host, batches on the command line, and in the browser beside
//! the libraries that a web developer would pick, with the page's own answers, its memory and Lighthouse.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;

use crate::Result;
use crate::eval::replace_section;
use crate::run::{cargo, command, output, root, step};
use crate::{browser, site, tools};

/// Reads the page on a simulated phone. Version 13 needs Node 22.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

pub fn bench(arguments: &[String]) -> Result {
    let has = |flag: &str| arguments.iter().any(|a| a == flag);
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    println!("== speed of each stage on the host, one thread (the release build takes a while)");
    let mut tables = vec![shown(output(&mut stages(&[]))?)];
    output(&mut stages(&["--texts", &folder.display().to_string()]))?;
    tables.push(shown(batch(&folder)?));
    if !has("--host") {
        let browser = browser::ensure()?;
        if !has("--no-build") || !site::dist().is_dir() {
            site::build()?;
        }
        let lighthouse = lighthouse()?;
        for script in ["bench", "speed", "lighthouse"] {
            println!("== e2e/tools/{script}.mjs");
            let mut node = command("node");
            node.arg(format!("e2e/tools/{script}.mjs"))
                .env("TEXTS", &folder)
                .env("CHROMIUM", &browser.chromium)
                .env("CHROME_PATH", &browser.chromium)
                .env("LIGHTHOUSE", &lighthouse)
                .env("DIST", site::dist());
            tables.push(shown(output(&mut node)?));
        }
    }
    if has("--readme") {
        replace_section(&root().join("README.md"), "bench", &tables.join("\n"))?;
        println!("written to README.md");
    }
    Ok(())
}

fn shown(table: String) -> String {
    println!("\n{table}");
    table
}

fn stages(arguments: &[&str]) -> Command {
    let mut bench =
        cargo(&["bench", "--locked", "--quiet", "--package", "crossread", "--bench", "stages", "--"]);
    bench.args(arguments);
    bench
}

/// Words a second of the command line, over articles of 500 words.
fn batch(folder: &Path) -> Result<String> {
    step(
        "build the command line",
        &mut cargo(&["build", "--release", "--locked", "--quiet", "--bin", "crossread"]),
    )?;
    let text = fs::read_to_string(folder.join("3000.txt")).map_err(|e| format!("3000.txt: {e}"))?;
    let mut table =
        String::from("| command line, articles of 500 words | words/s | wanted |\n| :-- | --: | --: |\n");
    for (what, articles, arguments, wanted) in [
        ("`crossread analyze -j1`", 400, &["-j1"][..], "50,000"),
        ("`crossread analyze`, all cores", 800, &[], "–"),
        ("`crossread analyze -j1 --rules`", 4000, &["-j1", "--rules"], "1,000,000"),
    ] {
        let input = folder.join("batch.jsonl");
        let record = |i: usize| format!("{}\n", json!({ "id": i, "text": format!("Report {i}\n\n{text}") }));
        let records: String = (0..articles).map(record).collect();
        fs::write(&input, records).map_err(|e| format!("{}: {e}", input.display()))?;
        let mut rates: Vec<u64> = Vec::new();
        for _ in 0..3 {
            let mut run = command(&root().join("target/release/crossread").display().to_string());
            run.args(["analyze", "--progress"]).args(arguments).arg(&input).stdout(Stdio::null());
            rates.push(rate(&mut run)?);
        }
        rates.sort_unstable();
        table += &format!("| {what} | {} | {wanted} |\n", thousands(rates[1]));
    }
    Ok(table)
}

/// What the program says at its end: "… articles, … words, 123 words/s".
fn rate(run: &mut Command) -> Result<u64> {
    let out = run.output().map_err(|e| format!("crossread: {e}"))?;
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    let last = said.trim_end().rsplit(", ").next().and_then(|s| s.strip_suffix(" words/s"));
    last.and_then(|n| n.trim().parse().ok()).ok_or_else(|| format!("crossread analyze said: {said}"))
}

fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).unwrap_or_default()).collect();
    groups.join(",")
}

/// Lighthouse, installed apart from the packages that the tests need: it is ten times as large.
fn lighthouse() -> Result<PathBuf> {
    let folder = root().join("target/tools/lighthouse");
    let program = folder.join("node_modules/.bin/lighthouse");
    if !program.exists() {
        tools::node_packages()?;
        let prefix = folder.display().to_string();
        let install = ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", &prefix, LIGHTHOUSE];
        step("install Lighthouse into target/tools", command("npm").args(install))?;
    }
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(["7", "1,234", "12,345,678"].map(String::from), [7, 1234, 12_345_678].map(thousands));
    }
}
