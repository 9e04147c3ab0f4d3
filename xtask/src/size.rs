//! `cargo xtask size`: what the built page weighs on the wire, against the budget.

use std::path::Path;

use crate::Result;
use crate::run::{command, output};
use crate::site;

/// The page, its program and everything that the first visit waits for, compressed with brotli.
const PAGE_BUDGET: u64 = 250_000;
/// The analysis, fetched when the page is ready.
const ANALYSIS_BUDGET: u64 = 558_000;
/// The attribution model, fetched when the page is ready.
const MODEL_BUDGET: u64 = 1_500_000;

/// Compresses each file the way a static host would. In Node, which has both methods built in.
const COMPRESS: &str = r#"
const { readFileSync } = require("node:fs");
const { gzipSync, brotliCompressSync, constants: c } = require("node:zlib");
for (const file of process.argv.slice(1)) {
  const raw = readFileSync(file);
  const brotli = brotliCompressSync(raw, { params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_SIZE_HINT]: raw.length } });
  console.log(raw.length, gzipSync(raw, { level: 9 }).length, brotli.length);
}"#;

/// Bytes of a file as it is, and compressed.
#[derive(Debug, Clone, Copy, Default)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

pub fn size(arguments: &[String]) -> Result {
    if !arguments.iter().any(|a| a == "--no-build") || !site::dist().is_dir() {
        site::build()?;
    }
    let dist = site::dist();
    let files = site::files(&dist);
    let lines = output(command("node").args(["-e", COMPRESS, "--"]).args(&files))?;
    let (mut page, mut analysis, mut model) = (Sizes::default(), Sizes::default(), Sizes::default());
    println!("\n{:<44} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip", "brotli");
    for (file, line) in files.iter().zip(lines.lines()) {
        let size = parse(line).ok_or_else(|| format!("no sizes in {line:?}"))?;
        let name = file.strip_prefix(&dist).unwrap_or(file);
        let part = part(name);
        println!(
            "{:<44} {:>10} {:>10} {:>10}  {}",
            name.display(),
            size.raw,
            size.gzip,
            size.brotli,
            part.name()
        );
        match part {
            Part::Page => page.add(size),
            Part::Analysis => analysis.add(size),
            Part::Model => model.add(size),
            Part::Other => {}
        }
    }
    let mut over = Vec::new();
    println!();
    let budgets = [
        ("page", page, PAGE_BUDGET),
        ("analysis", analysis, ANALYSIS_BUDGET),
        ("model", model, MODEL_BUDGET),
    ];
    for (what, size, budget) in budgets {
        println!("{what:<44} {:>10} {:>10} {:>10}  of {budget} allowed", size.raw, size.gzip, size.brotli);
        if size.brotli > budget {
            over.push(format!("the {what} weighs {} bytes, {} too many", size.brotli, size.brotli - budget));
        }
    }
    if over.is_empty() { Ok(()) } else { Err(over.join("; ")) }
}

/// Which budget a file counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Page,
    /// The worker's program.
    Analysis,
    Model,
    /// Icons and whatever is fetched on demand.
    Other,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Analysis => "analysis",
            Self::Model => "model",
            Self::Other => "",
        }
    }
}

fn part(name: &Path) -> Part {
    let file = name.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    match name.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "js" | "wasm" if file.starts_with("analysis") => Part::Analysis,
        "html" | "js" | "css" | "wasm" => Part::Page,
        _ if file == "attribution.bin" => Part::Model,
        _ => Part::Other,
    }
}

impl Sizes {
    fn add(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

fn parse(line: &str) -> Option<Sizes> {
    let mut numbers = line.split_whitespace().map(|n| n.parse().ok());
    Some(Sizes { raw: numbers.next()??, gzip: numbers.next()??, brotli: numbers.next()?? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_counts_once() {
        assert_eq!(part(Path::new("page-12ab_bg.wasm")), Part::Page);
        assert_eq!(part(Path::new("analysis-12ab_bg.wasm")), Part::Analysis);
        assert_eq!(part(Path::new("attribution.bin")), Part::Model);
        assert_eq!(part(Path::new("icon.svg")), Part::Other);
    }
}
