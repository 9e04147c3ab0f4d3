//! The command line: the same analysis as the page's, for many texts, as data.
//!
//! Thin wiring: [`input`] turns files and standard input into records, [`batch`] runs them on all cores and
//! writes the answers in the order of the input, and one module for each command says what becomes of a record.
//! Exit codes: 0 all was processed; 1 some input was bad (named on standard error), the rest was processed;
//! 2 wrong arguments, or the output could not be written.

mod align;
mod analyze;
mod batch;
mod compare;
mod engine;
mod input;
mod progress;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::comparison::CompareBy;

/// Who said what about which topic, in which article.
#[derive(Parser)]
#[command(name = "crossread", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  crossread analyze story.txt
  crossread analyze articles.jsonl > statements.jsonl
  crossread compare ours.txt theirs.txt --format markdown
  crossread compare events.jsonl --by speakers > tables.jsonl

Exit codes: 0 all processed; 1 some input was bad, the rest was processed; 2 wrong arguments or no output.";

#[derive(Subcommand)]
enum Command {
    /// Find the statements and topics of each article.
    #[command(after_help = analyze::HELP)]
    Analyze {
        /// Take the attributions that come with each article, and only name their speakers.
        #[arg(long)]
        given: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Set the articles on one event beside each other.
    #[command(after_help = compare::HELP)]
    Compare {
        /// What the columns are.
        #[arg(long, value_enum, default_value = "articles")]
        by: By,
        #[arg(long, value_enum, default_value = "json")]
        format: Format,
        #[command(flatten)]
        common: Common,
    },
    /// Score pairs of sentences: do they report the same fact?
    #[command(after_help = align::HELP)]
    Align {
        #[command(flatten)]
        common: Common,
    },
}

/// What every command takes.
#[derive(Args)]
struct Common {
    /// JSON Lines, or plain text where the name ends in .txt; `-` or nothing for standard input.
    files: Vec<PathBuf>,
    /// How many threads to use; 0 for one a core.
    #[arg(long, short = 'j', default_value_t = 0, value_name = "N")]
    threads: usize,
    /// Find attributions by rules alone, without the learned model.
    #[arg(long, conflicts_with = "model")]
    rules: bool,
    /// Use the learned model in this file instead of the one that comes with the program.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Use the learned model without the rules beside it.
    #[arg(long, conflicts_with = "rules")]
    alone: bool,
    /// Show progress on standard error even where that is not a terminal.
    #[arg(long)]
    progress: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum By {
    Articles,
    Speakers,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line for each comparison.
    Json,
    /// One line for each passage, comma-separated.
    Csv,
    /// A table for reading.
    Markdown,
}

impl From<By> for CompareBy {
    fn from(by: By) -> Self {
        match by {
            By::Articles => Self::Articles,
            By::Speakers => Self::Speakers,
        }
    }
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let command = Cli::parse().command;
    let (Command::Analyze { common, .. } | Command::Compare { common, .. } | Command::Align { common }) =
        &command;
    let engine = match engine::attributor(common.rules, common.alone, common.model.as_deref()) {
        Ok(engine) => engine,
        Err(problem) => {
            eprintln!("crossread: {problem}");
            return ExitCode::from(2);
        }
    };
    let outcome = match command {
        Command::Analyze { given, common } => {
            let items = input::items(&common.files, input::Texts::Each);
            common.run(items, "", |item| analyze::analyze(item, engine.as_ref(), given))
        }
        Command::Compare { by, format, common } => {
            let items = input::items(&common.files, input::Texts::Together);
            let header = if format == Format::Csv { table::csv_header() } else { String::new() };
            common.run(items, &header, |item| compare::compare(item, engine.as_ref(), by.into(), format))
        }
        Command::Align { common } => align::run(&common.files),
    };
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        // Whoever reads has seen enough, as in `crossread … | head`.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("crossread: can't write the output: {e}");
            ExitCode::from(2)
        }
    }
}

impl Common {
    /// Runs `job` over all items; gives the number of those that failed.
    fn run<I, J>(&self, items: I, header: &str, job: J) -> std::io::Result<u64>
    where
        I: Iterator<Item = input::Item> + Send,
        J: Fn(input::Item) -> Result<batch::Done, input::Problem> + Sync,
    {
        let mut progress = progress::Progress::new(self.progress);
        batch::run(items, self.threads, header, &mut progress, job)
    }
}

/// A value as one line of JSON.
fn json_line(value: &impl serde::Serialize) -> String {
    // Our types have string keys only, so this can't fail; if it did, the line would say so.
    let mut line = serde_json::to_string(value).unwrap_or_else(|e| format!("{{\"error\":\"{e}\"}}"));
    line.push('\n');
    line
}
