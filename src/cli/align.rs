//! `crossread align`: do two sentences report the same fact?

use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::input::{Content, Item, Problem, Texts, items};
use crate::comparison::align::{SAME_FACT, scores};

pub const HELP: &str = "\
In, one pair a line (unknown fields are ignored):
  {\"id\": …, \"a\": {\"text\": \"…\"}, \"b\": {\"text\": \"…\"}}
Out, in the same order:
  {\"id\": …, \"score\": 0 to 1, \"same\": true or false}
The higher the likelier; `same` is how the table decides. All sentences given are each other's context, for how common a word is.

Example:
  crossread align pairs.jsonl > scores.jsonl";

#[derive(Deserialize)]
struct Pair {
    id: Value,
    a: Sentence,
    b: Sentence,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
}

#[derive(Serialize)]
struct Scored<'a> {
    id: &'a Value,
    score: f32,
    /// Whether the table would take the two for one fact.
    same: bool,
}

/// Scores the pairs of each file among themselves. Gives the number of bad lines.
pub fn run(files: &[PathBuf]) -> std::io::Result<u64> {
    let stdin = [PathBuf::from("-")];
    let files = if files.is_empty() { &stdin } else { files };
    let mut out = std::io::stdout().lock();
    let mut problems = 0;
    for file in files {
        let mut pairs = Vec::new();
        for item in items(std::slice::from_ref(file), Texts::Each) {
            match pair(item) {
                Ok(pair) => pairs.push(pair),
                Err(problem) => {
                    problems += 1;
                    eprintln!("{problem}");
                }
            }
        }
        let texts: Vec<(&str, &str)> = pairs.iter().map(|p| (p.a.text.as_str(), p.b.text.as_str())).collect();
        for (pair, score) in pairs.iter().zip(scores(&texts)) {
            out.write_all(
                super::json_line(&Scored { id: &pair.id, score, same: score >= SAME_FACT }).as_bytes(),
            )?;
        }
        out.flush()?;
    }
    Ok(problems)
}

fn pair(item: Item) -> Result<Pair, Problem> {
    match item.content {
        Content::Line(line) => Item::parse(item.place, &line),
        Content::Texts(_) => {
            Err(Problem { place: item.place, message: "pairs are read from JSON Lines".into() })
        }
        Content::Unreadable(message) => Err(Problem { place: item.place, message }),
    }
}
