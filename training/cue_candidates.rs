//! For `training/cues.py`: what the attribution rules propose for each article, before it is weighed.
//!
//! In: JSON Lines on standard input with `id` and `text`. Out: a line each, `{"id", "candidates": [[head,
//! source, content, features]..]}`; `head` is the byte at which the cue word begins, spans are bytes.

use std::io::{BufRead, BufWriter, Write};

use crossread::attribution::proposals;
use crossread::text::Text;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = Text::new(record["text"].as_str().unwrap_or_default());
        let candidates: Vec<Value> = proposals(&text)
            .iter()
            .map(|p| json!([p.head, p.attribution.source, p.attribution.content, p.features]))
            .collect();
        writeln!(out, "{}", json!({"id": record["id"], "candidates": candidates}))?;
    }
    Ok(())
}
