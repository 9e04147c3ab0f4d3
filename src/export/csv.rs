//! Comma-separated values (RFC 4180; lines end in CR LF, UTF-8). One kind of line in each document, a header
//! first, so that spreadsheets and statistics programs read them as they are. What a spreadsheet would run as a formula
//! is disarmed by an apostrophe (OWASP, "CSV Injection").

use super::{IN_PASSING, NOT_MENTIONED, Report, TOOL, coverage, fragments, speaker_of};

/// The columns of [`passages`].
pub const PASSAGES: [&str; 13] = [
    "topic", "coverage", "column", "covered", "article", "speaker", "start", "end", "text", "date", "url",
    "sha256", "tool",
];

/// The columns of [`statements`].
pub const STATEMENTS: [&str; 15] = [
    "article",
    "speaker",
    "reason",
    "kind",
    "act",
    "source",
    "cue",
    "content",
    "start",
    "end",
    "confidence",
    "date",
    "url",
    "sha256",
    "tool",
];

/// The table in full: a line for each passage of each cell, and one for each other cell, which has the place where the
/// topic is named in passing, if it is.
pub fn passages(report: &Report) -> String {
    document(&PASSAGES, passage_records(report))
}

/// The lines of [`passages`], as fields.
pub fn passage_records(report: &Report) -> Vec<Vec<String>> {
    let sources = report.sources();
    let mut records = Vec::new();
    for row in &report.comparison.rows {
        for (column, cell) in report.comparison.columns.iter().zip(&row.cells) {
            let mut record = |covered: &str, rest: [String; 8]| {
                let mut fields =
                    vec![row.label.clone(), coverage(row).into(), column.name.clone(), covered.into()];
                fields.extend(rest);
                fields.push(TOOL.into());
                records.push(fields);
            };
            if cell.is_silent() {
                record("false", Default::default());
            }
            for passage in cell.passages.iter().chain(&cell.in_passing) {
                let Some(source) = sources.get(passage.article as usize) else { continue };
                let speaker = report.speaker(passage).unwrap_or("").to_owned();
                let place = [passage.span.start.to_string(), passage.span.end.to_string()];
                let [start, end] = place;
                let (url, hash) = (source.url.to_owned(), source.hash.clone());
                let words = report.words(passage).to_owned();
                record(
                    if cell.covers() { "true" } else { "false" },
                    [source.label.to_owned(), speaker, start, end, words, source.date.clone(), url, hash],
                );
            }
        }
    }
    records
}

/// Who said what: a line for each attribution. `start` and `end` are bytes of UTF-8 into the article's text.
pub fn statements(report: &Report) -> String {
    let mut records = Vec::new();
    for (article, analysis) in report.session.articles.iter().zip(report.analyses) {
        let source = super::Source::of(article);
        for attribution in &analysis.attributions {
            let span = attribution.content_span();
            records.push(vec![
                source.label.to_owned(),
                speaker_of(analysis, attribution).unwrap_or("").to_owned(),
                attribution.reason.to_string(),
                lower(attribution.kind),
                lower(attribution.act),
                fragments(article, &attribution.source),
                fragments(article, &attribution.cue),
                fragments(article, &attribution.content),
                span.start.to_string(),
                span.end.to_string(),
                hundredths(attribution.confidence),
                source.date.clone(),
                source.url.to_owned(),
                source.hash.clone(),
                TOOL.to_owned(),
            ]);
        }
    }
    document(&STATEMENTS, records)
}

/// A share with two decimals, in integers: "0.91".
fn hundredths(share: f32) -> String {
    let all = (share * 100.0).round() as u32;
    format!("{}.{:02}", all / 100, all % 100)
}

/// The table as it is seen: rows topics, columns sources; last what is to be said of the row.
pub fn table(report: &Report) -> String {
    let rows = 0..report.comparison.rows.len();
    header(report) + &rows.filter_map(|row| self::row(report, row)).collect::<String>()
}

/// [`table`], and below it a line for each finding, one for each article and one for what made it.
pub fn sheet(report: &Report) -> String {
    let fields = 2 + report.comparison.columns.len();
    let note = |name: &str, text: String| {
        record([name.to_owned(), text].into_iter().chain(std::iter::repeat(String::new())).take(fields))
    };
    let findings = report.comparison.findings.iter().map(|f| note("(finding)", f.sentence.clone()));
    let sources = report.sources().into_iter().map(|s| {
        let hash = format!("SHA-256 of the text {}", s.hash);
        let parts = [s.label, s.title, &s.date, s.url, &hash];
        note("(source)", parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "))
    });
    let made = note("(made by)", TOOL.to_owned());
    std::iter::once(table(report)).chain(findings).chain(sources).chain([made]).collect()
}

/// One row of [`table`].
pub fn row(report: &Report, row: usize) -> Option<String> {
    let found = report.comparison.rows.get(row)?;
    let columns = 0..report.comparison.columns.len();
    let cells = columns.map(|column| cell_text(report, row, column).unwrap_or_default());
    let remarks = report.remarks(found).join("; ");
    Some(record(std::iter::once(found.label.clone()).chain(cells).chain([remarks])))
}

/// One cell of [`table`].
pub fn cell(report: &Report, row: usize, column: usize) -> Option<String> {
    cell_text(report, row, column).map(|text| field(&text))
}

fn header(report: &Report) -> String {
    let names = report.comparison.columns.iter().map(|column| column.name.clone());
    record(std::iter::once("topic".to_owned()).chain(names).chain(["remarks".to_owned()]))
}

fn cell_text(report: &Report, row: usize, column: usize) -> Option<String> {
    let cell = report.cell(row, column)?;
    if let Some(named) = &cell.in_passing {
        return Some(format!("{IN_PASSING}: {}", report.words(named)));
    }
    if cell.is_silent() {
        return Some(NOT_MENTIONED.into());
    }
    let lines = cell.passages.iter().map(|passage| match report.by(passage) {
        Some(by) => format!("{by}: {}", report.words(passage)),
        None => report.words(passage).to_owned(),
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn document(header: &[&str], records: Vec<Vec<String>>) -> String {
    let mut out = record(header.iter().map(|name| name.to_string()));
    for fields in records {
        out += &record(fields.into_iter());
    }
    out
}

/// One line, with its end.
pub fn record(fields: impl Iterator<Item = String>) -> String {
    let mut line = fields.map(|text| field(&text)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// Quoted where needed; what a spreadsheet would take for a formula gets an apostrophe in front.
pub fn field(text: &str) -> String {
    let formula = text
        .trim_start_matches([' ', '\u{A0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = if formula { "'" } else { "" };
    if formula || text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The name that an enum has in JSON.
fn lower(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
