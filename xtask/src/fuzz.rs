//! `cargo xtask fuzz`: runs the targets of fuzz/ within the bounds of docs/fuzzing.md and prints what was reached.

use std::fs;
use std::process::{Command, Stdio};

use crate::Result;
use crate::run::{command, root, step};
use crate::tools;

/// Inputs after which a target has seen enough.
const INPUTS: u64 = 10_000_000;
/// Or minutes.
const MINUTES: u64 = 60;
/// Bytes that a target's inputs have at most where that is not said in [`LONGEST`]: what a stranger's bytes can do shows in few.
const LONG: u32 = 600;
const LONGEST: [(&str, u32); 2] = [("html", 3000), ("link_inside", 200)];

/// `arguments`: `--minutes N` in place of an hour, and names of targets; without names all, one after the other.
pub fn fuzz(arguments: &[String]) -> Result {
    let mut minutes = MINUTES;
    let mut targets = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--minutes" {
            minutes = arguments.next().and_then(|n| n.parse().ok()).ok_or("--minutes wants a number")?;
        } else {
            targets.push(argument.clone());
        }
    }
    let known = known()?;
    if let Some(strange) = targets.iter().find(|t| !known.contains(t)) {
        return Err(format!(
            "there is no target {strange:?} in fuzz/fuzz_targets; there are {}",
            known.join(", ")
        ));
    }
    if targets.is_empty() {
        targets = known;
    }
    tools::cargo_fuzz()?;
    step("build the fuzz targets", cargo_fuzz("build").args(["--sanitizer", "none"]))?;
    let mut rows = Vec::new();
    for target in &targets {
        rows.push(run(target, minutes)?);
    }
    println!("\n| target | inputs | seconds | most memory | a second |\n| --- | --: | --: | --: | --: |");
    rows.iter().for_each(|row| println!("{row}"));
    Ok(())
}

/// The targets, by name.
fn known() -> Result<Vec<String>> {
    let dir = root().join("fuzz/fuzz_targets");
    let files = fs::read_dir(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let names = files.flatten().filter_map(|f| Some(f.path().file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}

/// Cargo-fuzz without a sanitizer, as the library has next to no `unsafe` code, and so on a stable compiler too.
fn cargo_fuzz(what: &str) -> Command {
    let mut command = command("cargo-fuzz");
    command.args(["fuzz", what]).env("RUSTC_BOOTSTRAP", "1");
    command
}

/// Runs one target; a row of the table.
fn run(target: &str, minutes: u64) -> Result<String> {
    let corpus = root().join("target/fuzz-corpus").join(target);
    fs::create_dir_all(&corpus).map_err(|e| format!("{}: {e}", corpus.display()))?;
    let longest = LONGEST.iter().find(|(name, _)| *name == target).map_or(LONG, |(_, long)| *long);
    let log = root().join(format!("target/fuzz-{target}.log"));
    let file = fs::File::create(&log).map_err(|e| format!("{}: {e}", log.display()))?;
    println!("\n== {target}: {INPUTS} inputs or {minutes} minutes; see {}", log.display());
    let status = cargo_fuzz("run")
        .args(["--sanitizer", "none", target])
        .arg(&corpus)
        .args(seeds(target))
        .arg("--")
        .args([
            format!("-runs={INPUTS}"),
            format!("-max_total_time={}", minutes * 60),
            format!("-max_len={longest}"),
        ])
        .args(["-rss_limit_mb=1024", "-timeout=300", "-print_final_stats=1"])
        .stdout(Stdio::null())
        .stderr(file)
        .status()
        .map_err(|e| format!("can't start cargo-fuzz: {e}"))?;
    let told = fs::read_to_string(&log).unwrap_or_default();
    if !status.success() {
        let end: Vec<&str> = told.lines().rev().take(20).collect();
        return Err(format!("{target} failed:\n{}", end.into_iter().rev().collect::<Vec<_>>().join("\n")));
    }
    row(target, &told).ok_or_else(|| format!("{} does not end as expected", log.display()))
}

/// Folders of inputs to begin with, beside those that were found.
fn seeds(target: &str) -> Vec<std::path::PathBuf> {
    let elsewhere = match target {
        "link" => Some("tests/links"),
        "html" => Some("markup/tests/pages"),
        _ => None,
    };
    let seeds = [Some(format!("fuzz/seeds/{target}")), elsewhere.map(str::to_owned)];
    seeds.into_iter().flatten().map(|dir| root().join(dir)).filter(|dir| dir.is_dir()).collect()
}

/// A row from what libFuzzer says at the end.
fn row(target: &str, told: &str) -> Option<String> {
    let after = |mark: &str| {
        let line = told.lines().rev().find(|line| line.contains(mark))?;
        line.split(mark).nth(1)?.split_whitespace().next()?.parse::<u64>().ok()
    };
    let (inputs, memory) = (after("number_of_executed_units:")?, after("peak_rss_mb:")?);
    let seconds = told
        .lines()
        .rev()
        .find(|l| l.starts_with("Done "))?
        .split_whitespace()
        .nth(4)?
        .parse::<u64>()
        .ok()?;
    Some(format!("| `{target}` | {inputs} | {seconds} | {memory} MB | {} |", inputs / seconds.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_made_of_what_the_fuzzer_says_at_the_end() {
        let told = "#2 INITED\nDone 1200 runs in 60 second(s)\nstat::number_of_executed_units: 1200\nstat::peak_rss_mb:              41\n";
        assert_eq!(row("link", told).as_deref(), Some("| `link` | 1200 | 60 | 41 MB | 20 |"));
        assert_eq!(row("link", "INFO: seed"), None);
    }

    #[test]
    fn every_target_has_a_program() {
        let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
        for target in known().unwrap() {
            assert!(manifest.contains(&format!("name = \"{target}\"")), "{target}");
        }
    }
}
