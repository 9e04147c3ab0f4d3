//! `cargo xtask eval`: how good the analysis is, by the scorers in ../shared/eval (or in the folder that
//! CROSSREAD_SHARED names), on what the release build of the command line says about ../shared/data.
//!
//! Speakers have a scorer of our own, in eval/. One table for all. A new scorer is one more function in [`scorers::ALL`].

mod scorers;

use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Result;
use crate::run::{cargo, command, output, root, step};

/// One figure of the table.
pub struct Figure {
    /// The data it was measured on.
    pub on: &'static str,
    pub metric: String,
    pub value: f64,
    /// What it should at least be.
    pub bar: f64,
}

/// What a scorer works with.
pub struct Bench {
    shared: PathBuf,
    /// Where predictions go.
    work: PathBuf,
    binary: PathBuf,
    python_path: Option<PathBuf>,
}

pub fn eval(arguments: &[String]) -> Result {
    let shared = std::env::var_os("CROSSREAD_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if !shared.join("data").is_dir() || !shared.join("eval").is_dir() {
        println!("skipped: {} is not there, and the evaluation needs its texts", shared.display());
        return Ok(());
    }
    step(
        "build the command line",
        &mut cargo(&[
            "build",
            "--locked",
            "--quiet",
            "--release",
            "--package",
            "crossread",
            "--bin",
            "crossread",
        ]),
    )?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let work = target.join("eval");
    fs::create_dir_all(&work).map_err(|e| format!("{}: {e}", work.display()))?;
    let mut bench = Bench { shared, work, binary: target.join("release/crossread"), python_path: None };
    let mut skipped = Vec::new();
    if let Err(why) = bench.ensure_stemmer() {
        skipped
            .push(format!("the Python package snowballstemmer is missing and could not be installed: {why}"));
    }
    let mut figures = Vec::new();
    for (name, score) in scorers::ALL {
        match score(&bench) {
            Ok(found) => figures.extend(found),
            Err(why) => skipped.push(format!("{name}: {why}")),
        }
    }
    let table = table(&figures);
    println!("\n{table}");
    for why in &skipped {
        println!("skipped: {why}");
    }
    if arguments.iter().any(|a| a == "--readme") {
        replace_section(&root().join("README.md"), "eval", &table)?;
        println!("written to README.md");
    }
    Ok(())
}

/// As Markdown that is also readable as it is.
fn table(figures: &[Figure]) -> String {
    let mut out = String::new();
    let mut line = |cells: [&str; 5]| {
        let [on, metric, value, bar, met] = cells;
        let _ = writeln!(out, "| {on:<28} | {metric:<34} | {value:>7} | {bar:>7} | {met:<4} |");
    };
    line(["measured on", "metric", "value", "wanted", "met"]);
    line([&"-".repeat(28), &"-".repeat(34), "------:", "------:", "----"]);
    for figure in figures {
        let met = if figure.value >= figure.bar { "yes" } else { "no" };
        let (value, bar) = (number(figure.value, figure.bar), number(figure.bar, figure.bar));
        line([figure.on, &figure.metric, &value, &bar, met]);
    }
    out
}

/// Per cent with one decimal, shares of 1 with three.
fn number(value: f64, bar: f64) -> String {
    if bar > 1.0 { format!("{value:.1}") } else { format!("{value:.3}") }
}

/// Replaces what stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->`.
pub fn replace_section(file: &Path, name: &str, content: &str) -> Result {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let (begin, end) = (format!("<!-- {name}:begin -->"), format!("<!-- {name}:end -->"));
    let replaced = text.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some(format!("{before}{begin}\n{}\n{end}{after}", content.trim_end()))
    });
    let replaced = replaced.ok_or_else(|| format!("{} has no section {begin} … {end}", file.display()))?;
    fs::write(file, replaced).map_err(|e| format!("{}: {e}", file.display()))
}

impl Bench {
    pub fn data(&self, path: &str) -> PathBuf {
        self.shared.join("data").join(path)
    }

    /// Runs the command line; its answers go to a file of this name.
    pub fn predict(&self, name: &str, arguments: &[&str], files: &[PathBuf]) -> Result<PathBuf> {
        let path = self.work.join(name);
        let out = File::create(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut run = Command::new(&self.binary);
        let status = run.args(arguments).args(files).stdin(Stdio::null()).stdout(out).status();
        match status {
            Ok(status) if status.success() => Ok(path),
            Ok(status) => Err(format!("crossread {} ended with {status}", arguments.join(" "))),
            Err(e) => Err(format!("{}: {e}", self.binary.display())),
        }
    }

    /// What a scorer of ../shared/eval prints.
    pub fn score(&self, scorer: &str, gold: &[&Path], flags: &[&str]) -> Result<String> {
        output(self.python().arg(self.shared.join("eval").join(scorer)).args(gold).args(flags))
    }

    /// The same, for those that print JSON.
    pub fn score_json(&self, scorer: &str, gold: &[&Path], flags: &[&str]) -> Result<Value> {
        let flags: Vec<&str> = flags.iter().copied().chain(["--json"]).collect();
        let printed = self.score(scorer, gold, &flags)?;
        serde_json::from_str(&printed).map_err(|e| format!("{scorer} printed no JSON: {e}"))
    }

    /// Our own scorer of speakers, in eval/.
    pub fn speakers_script(&self) -> Command {
        let mut script = self.python();
        script.arg(root().join("eval/score_speakers.py"));
        script
    }

    pub fn speakers(&self, what: &[&str], files: &[&Path]) -> Result<Value> {
        let printed = output(self.speakers_script().args(what).args(files).arg("--json"))?;
        serde_json::from_str(&printed).map_err(|e| format!("score_speakers.py printed no JSON: {e}"))
    }

    fn python(&self) -> Command {
        let mut python = command("python3");
        if let Some(path) = &self.python_path {
            python.env("PYTHONPATH", path);
        }
        python
    }

    /// Most scorers compare stemmed words, by a package that Python does not bring along.
    fn ensure_stemmer(&mut self) -> Result {
        let imports = |bench: &Self| output(bench.python().args(["-c", "import snowballstemmer"]));
        if imports(self).is_ok() {
            return Ok(());
        }
        let folder = root().join("target/tools/python");
        self.python_path = Some(folder.clone());
        if imports(self).is_ok() {
            return Ok(());
        }
        let mut pip = self.python();
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
        output(pip.arg(&folder).arg("snowballstemmer")).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_is_met() {
        let figure = |value, bar| Figure { on: "x", metric: "f1".into(), value, bar };
        let text = table(&[figure(70.04, 70.0), figure(0.5, 0.8)]);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[2].contains("70.0") && lines[2].contains("yes"), "{text}");
        assert!(lines[3].contains("0.500") && lines[3].contains("no"), "{text}");
    }

    #[test]
    fn only_the_section_is_replaced() {
        let file = std::env::temp_dir().join(format!("crossread-section-{}.md", std::process::id()));
        fs::write(&file, "a\n<!-- eval:begin -->\nold\n<!-- eval:end -->\nb\n").unwrap();
        replace_section(&file, "eval", "new\n").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "a\n<!-- eval:begin -->\nnew\n<!-- eval:end -->\nb\n");
        assert!(replace_section(&file, "bench", "new").is_err());
        fs::remove_file(&file).unwrap();
    }
}
