//! Markdown (GitHub's, for its tables) in which nothing from a text is markup.

use std::fmt::Write;

use super::{IN_PASSING, NOT_MENTIONED, Report, TOOL, by, fragments, speaker_of};

/// The findings, the table, the statements and the sources.
pub fn document(report: &Report) -> String {
    let mut out = format!("# {}\n\n", text(&report.title()));
    if !report.comparison.findings.is_empty() {
        out.push_str("## Findings\n\n");
        for finding in &report.comparison.findings {
            let _ = writeln!(out, "- {}", text(&finding.sentence));
        }
        out.push_str("\n## Table\n\n");
    }
    out.push_str(&table(report));
    out.push_str("\n## Statements\n");
    out.push_str(&statements(report));
    out.push_str("\n## Sources\n\n");
    out.push_str(&sources(report));
    out
}

/// The table: the best passage of each cell.
pub fn table(report: &Report) -> String {
    let mut out = header(report);
    for row in 0..report.comparison.rows.len() {
        out.push_str(&self::row(report, row).unwrap_or_default());
    }
    out
}

fn header(report: &Report) -> String {
    let mut out = String::from("| Topic |");
    for column in &report.comparison.columns {
        let _ = write!(out, " {} |", text(&column.name));
    }
    out.push_str("\n| --- |");
    out.push_str(&" --- |".repeat(report.comparison.columns.len()));
    out.push('\n');
    out
}

/// One line of the table; with [`row_alone`] it comes with its header.
pub fn row(report: &Report, row: usize) -> Option<String> {
    let found = report.comparison.rows.get(row)?;
    let mut out = format!("| {}", text(&found.label));
    let remarks = report.remarks(found);
    if !remarks.is_empty() {
        let _ = write!(out, " *({})*", text(&remarks.join("; ")));
    }
    for column in 0..report.comparison.columns.len() {
        let cell = report.cell(row, column);
        let words = match cell.map(|cell| (cell.passages.first(), &cell.in_passing)) {
            Some((Some(passage), _)) => quoted(report, passage),
            Some((None, Some(named))) => format!("*{IN_PASSING}:* {}", quoted(report, named)),
            _ => format!("*{NOT_MENTIONED}*"),
        };
        let _ = write!(out, " | {words}");
    }
    out.push_str(" |\n");
    Some(out)
}

/// A row as a table of its own.
pub fn row_alone(report: &Report, row: usize) -> Option<String> {
    Some(header(report) + &self::row(report, row)?)
}

/// All passages of a cell, as a list with their sources.
pub fn cell(report: &Report, row: usize, column: usize) -> Option<String> {
    let cell = report.cell(row, column)?;
    if cell.is_silent() {
        return Some(format!("{NOT_MENTIONED}\n"));
    }
    let sources = report.sources();
    let mut out = String::new();
    if cell.in_passing.is_some() {
        let _ = writeln!(out, "{IN_PASSING}:");
    }
    for passage in cell.passages.iter().chain(&cell.in_passing) {
        let label = sources.get(passage.article as usize).map_or("", |source| source.label);
        let _ = writeln!(out, "- {} ({})", quoted(report, passage), text(label));
    }
    Some(out)
}

fn quoted(report: &Report, passage: &crate::comparison::Passage) -> String {
    let words = text(report.words(passage));
    match report.by(passage) {
        Some(by) => format!("**{}:** {words}", text(&by)),
        None => words,
    }
}

/// Who said what, article by article.
pub fn statements(report: &Report) -> String {
    let mut out = String::new();
    for (article, analysis) in report.session.articles.iter().zip(report.analyses) {
        let _ = writeln!(out, "\n### {}\n", text(&article.label));
        for attribution in &analysis.attributions {
            let speaker = speaker_of(analysis, attribution).unwrap_or("no source named");
            let content = fragments(article, &attribution.content);
            let _ = writeln!(out, "- **{}:** {}", text(&by(article, speaker, attribution)), text(&content));
        }
    }
    out
}

/// Label, title, date, address and hash of each article, and what made the document.
pub fn sources(report: &Report) -> String {
    let mut out = String::new();
    for source in report.sources() {
        let _ = write!(out, "- {}", text(source.label));
        for part in [source.title, &source.date] {
            if !part.is_empty() {
                let _ = write!(out, ", {}", text(part));
            }
        }
        if !source.url.is_empty() {
            let _ = write!(out, ", <{}>", source.url);
        }
        let _ = writeln!(out, ", SHA-256 of the text `{}`", source.hash);
    }
    let _ = writeln!(out, "\nMade by {TOOL}. Found by a program: check statements against their articles.");
    out
}

/// One line in which nothing is markup.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars().filter(|&c| !crate::untrusted::is_invisible(c)) {
            if matches!(c, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '&' | '~' | '$' | '!')
            {
                out.push('\\');
            }
            out.push(c);
        }
    }
    // What would begin a list or a heading if it came to stand at the start of a line.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    } else if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    }
    out
}
