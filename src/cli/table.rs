//! The table as comma-separated values and as Markdown.

use std::fmt::Write;

use serde_json::Value;

use super::compare::{View, coverage};
use crate::comparison::Comparison;

/// The first line of the comma-separated form.
pub const CSV_HEADER: &str = "id,topic,coverage,column,covered,article,speaker,start,end,text\n";

/// One line for each passage and one for each silent cell.
pub fn csv(id: &Value, comparison: &Comparison, view: &View) -> String {
    let id = plain(id);
    let mut out = String::new();
    for row in &comparison.rows {
        for (column, cell) in view.columns.iter().zip(&row.cells) {
            let mut line = |covered: &str, rest: [&str; 5]| {
                let first = [id.as_str(), &row.label, coverage(row.coverage), column, covered];
                let fields: Vec<String> = first.iter().chain(&rest).map(|f| csv_field(f)).collect();
                let _ = writeln!(out, "{}", fields.join(","));
            };
            if cell.is_silent() {
                line("false", [""; 5]);
            }
            for passage in &cell.passages {
                let (start, end) = (passage.span.start.to_string(), passage.span.end.to_string());
                let speaker = view.speaker(passage).unwrap_or("");
                line("true", [view.label(passage.article), speaker, &start, &end, view.words(passage)]);
            }
        }
    }
    out
}

/// A heading, the table with the best passage of each cell, and the findings.
pub fn markdown(id: &Value, comparison: &Comparison, view: &View) -> String {
    let mut out = format!("## {}\n\n| Topic |", md_text(&plain(id)));
    for column in &view.columns {
        let _ = write!(out, " {} |", md_text(column));
    }
    out.push_str("\n| --- |");
    out.push_str(&" --- |".repeat(view.columns.len()));
    out.push('\n');
    for row in &comparison.rows {
        let _ = write!(out, "| {} |", md_text(&row.label));
        for cell in &row.cells {
            match cell.passages.first() {
                None => out.push_str(" *not mentioned* |"),
                Some(passage) => {
                    let words = md_text(view.words(passage));
                    let _ = match view.speaker(passage) {
                        Some(speaker) => write!(out, " **{}:** {words} |", md_text(speaker)),
                        None => write!(out, " {words} |"),
                    };
                }
            }
        }
        out.push('\n');
    }
    out.push('\n');
    for finding in &comparison.findings {
        let _ = writeln!(out, "- {}", md_text(&finding.sentence));
    }
    if !comparison.findings.is_empty() {
        out.push('\n');
    }
    out
}

fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_string)
}

/// Quoted where needed; what a spreadsheet would take for a formula begins with an apostrophe.
fn csv_field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_string() };
    if formula || text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// One line in which nothing is markup.
fn md_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_finds_no_formula() {
        assert_eq!(csv_field("=1+1"), "\"'=1+1\"");
        assert_eq!(csv_field("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(csv_field("plain"), "plain");
    }

    #[test]
    fn markup_in_a_text_is_text() {
        assert_eq!(md_text("a|b\n<i>"), "a\\|b \\<i\\>");
    }
}
