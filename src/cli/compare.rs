//! `crossread compare`: the articles on one event beside each other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Format;
use super::analyze::ArticleIn;
use super::batch::Done;
use super::input::{Content, Item, Problem};
use super::table;
use crate::analysis::{Reading, overview, read};
use crate::attribution::Attributor;
use crate::comparison::{
    Cell, CompareBy, Comparison, Coverage, Discrepancy, Finding, FindingKind, Passage, Row, Severity,
};

pub const HELP: &str = "\
In, one event a line (unknown fields are ignored):
  {\"id\": …, \"articles\": [{\"label\": \"…\", \"title\": \"…\", \"date\": \"2017-05-02\", \"text\": \"…\"}, …]}
or plain text files, which together are one event.

Out, with --format json, one line for each event, in the same order:
  {\"id\", \"columns\": [name, …],
   \"rows\": [{\"label\", \"aliases\": […], \"coverage\": \"all|some|only\", \"cells\": {name:
       {\"covered\": true, \"article\", \"start\", \"end\",
        \"statements\": [{\"text\", \"speaker\", \"article\", \"start\", \"end\"}]} or {\"covered\": false}, the latter with
        \"in_passing\": {\"text\", …} where the source only names the topic},
     \"claims\": […], \"discrepancies\": […]}],
   \"findings\": [{\"kind\", \"sentence\", \"row\", \"columns\"}], \"quoted\": […]}
Offsets are bytes of UTF-8 into the text of the article named; start and end are those of the best sentence.

Examples:
  crossread compare ours.txt theirs.txt --format markdown
  crossread compare --by speakers < events.jsonl > tables.jsonl
  crossread compare --format csv events.jsonl > passages.csv";

#[derive(Deserialize)]
struct Input {
    id: Value,
    articles: Vec<ArticleIn>,
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a Value,
    columns: &'a [String],
    rows: Vec<RowOut<'a>>,
    findings: Vec<FindingOut<'a>>,
    quoted: Vec<QuotedOut<'a>>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    label: &'a str,
    aliases: &'a [String],
    coverage: &'static str,
    cells: BTreeMap<&'a str, CellOut<'a>>,
    claims: Vec<ClaimOut<'a>>,
    discrepancies: Vec<DiscrepancyOut<'a>>,
}

#[derive(Serialize)]
struct CellOut<'a> {
    covered: bool,
    #[serde(flatten)]
    best: Option<Best<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_passing: Option<Statement<'a>>,
}

#[derive(Serialize)]
struct Best<'a> {
    article: &'a str,
    start: u32,
    end: u32,
    statements: Vec<Statement<'a>>,
}

/// Words of an article, with their speaker; no speaker for the article's own voice.
#[derive(Serialize)]
struct Statement<'a> {
    text: &'a str,
    speaker: Option<&'a str>,
    article: &'a str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct ClaimOut<'a> {
    label: &'a str,
    coverage: &'static str,
    columns: Vec<&'a str>,
    wire_copy: bool,
}

#[derive(Serialize)]
struct DiscrepancyOut<'a> {
    severity: Severity,
    apart: &'a str,
    figures: Vec<FigureOut<'a>>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    column: &'a str,
    text: &'a str,
    article: &'a str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    kind: FindingKind,
    sentence: &'a str,
    row: Option<&'a str>,
    columns: Vec<&'a str>,
}

#[derive(Serialize)]
struct QuotedOut<'a> {
    article: &'a str,
    words: u32,
    shares: Vec<ShareOut<'a>>,
}

#[derive(Serialize)]
struct ShareOut<'a> {
    name: &'a str,
    statements: u32,
    direct: u32,
    indirect: u32,
}

/// The answer to one record.
pub fn compare(item: Item, engine: &dyn Attributor, by: CompareBy, format: Format) -> Result<Done, Problem> {
    let input = match item.content {
        Content::Line(line) => Item::parse(item.place, &line)?,
        Content::Texts(texts) => {
            let id = texts.iter().map(|t| t.stem.as_str()).collect::<Vec<_>>().join("+").into();
            let articles = texts
                .into_iter()
                .map(|t| ArticleIn { label: Some(t.stem), title: None, date: None, text: t.text })
                .collect();
            Input { id, articles }
        }
        Content::Unreadable(message) => return Err(Problem { place: item.place, message }),
    };
    let readings: Vec<Reading> = (0..)
        .zip(input.articles)
        .map(|(i, mut article)| {
            let label = article.label.take().unwrap_or_else(|| format!("Article {}", i + 1));
            read(&article.article(i, label), engine)
        })
        .collect();
    let readings: Vec<&Reading> = readings.iter().collect();
    let comparison = overview(&readings, &[], by);
    let view = View { columns: distinct(comparison.columns.iter().map(|c| c.name.as_str())), readings };
    let output = match format {
        Format::Json => view.json(&input.id, &comparison),
        Format::Csv => table::csv(&input.id, &comparison, &view),
        Format::Markdown => table::markdown(&input.id, &comparison, &view),
    };
    let words = view.readings.iter().map(|r| u64::from(r.analysis.words)).sum();
    Ok(Done { output, articles: view.readings.len() as u64, words })
}

/// Names that can be keys: where one comes again it gets a number.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let mut key = name.to_string();
        let mut n = 1;
        while all.contains(&key) {
            n += 1;
            key = format!("{name} ({n})");
        }
        all.push(key);
    }
    all
}

/// Resolves the indices of a comparison to names and words.
pub struct View<'a> {
    pub columns: Vec<String>,
    pub readings: Vec<&'a Reading>,
}

impl View<'_> {
    pub fn column(&self, index: u32) -> &str {
        self.columns.get(index as usize).map_or("", String::as_str)
    }

    pub fn label(&self, article: u32) -> &str {
        self.readings.get(article as usize).map_or("", |r| r.article.label.as_str())
    }

    /// The words of a passage.
    pub fn words(&self, passage: &Passage) -> &str {
        self.readings.get(passage.article as usize).map_or("", |r| r.text.slice(passage.span))
    }

    /// The name of who speaks in a passage; none for the article itself.
    pub fn speaker(&self, passage: &Passage) -> Option<&str> {
        let found = &self.readings.get(passage.article as usize)?.analysis;
        let speaker = found.attributions.get(passage.attribution? as usize)?.speaker?;
        found.speakers.get(speaker.0 as usize).map(|s| s.name.as_str())
    }

    fn json(&self, id: &Value, comparison: &Comparison) -> String {
        super::json_line(&Output {
            id,
            columns: &self.columns,
            rows: comparison.rows.iter().map(|r| self.row(r)).collect(),
            findings: comparison.findings.iter().map(|f| self.finding(f, comparison)).collect(),
            quoted: comparison
                .quoted
                .iter()
                .map(|q| QuotedOut {
                    article: self.label(q.article),
                    words: q.words,
                    shares: q
                        .shares
                        .iter()
                        .map(|s| ShareOut {
                            name: &s.name,
                            statements: s.statements,
                            direct: s.direct,
                            indirect: s.indirect,
                        })
                        .collect(),
                })
                .collect(),
        })
    }

    fn row<'a>(&'a self, row: &'a Row) -> RowOut<'a> {
        RowOut {
            label: &row.label,
            aliases: &row.aliases,
            coverage: coverage(row.coverage),
            cells: self
                .columns
                .iter()
                .map(String::as_str)
                .zip(row.cells.iter().map(|c| self.cell(c)))
                .collect(),
            claims: row
                .claims
                .iter()
                .map(|c| ClaimOut {
                    label: &c.label,
                    coverage: coverage(c.coverage),
                    columns: self.spoken(&c.cells),
                    wire_copy: c.wire_copy,
                })
                .collect(),
            discrepancies: row.discrepancies.iter().map(|d| self.discrepancy(d)).collect(),
        }
    }

    /// The names of the columns whose cell is not silent.
    fn spoken(&self, cells: &[Cell]) -> Vec<&str> {
        (0..).zip(cells).filter(|(_, c)| !c.is_silent()).map(|(i, _)| self.column(i)).collect()
    }

    fn cell<'a>(&'a self, cell: &'a Cell) -> CellOut<'a> {
        let best = cell.passages.first().map(|best| Best {
            article: self.label(best.article),
            start: best.sentence.start,
            end: best.sentence.end,
            statements: cell.passages.iter().map(|p| self.statement(p)).collect(),
        });
        let in_passing = cell.in_passing.as_ref().map(|p| self.statement(p));
        CellOut { covered: best.is_some(), best, in_passing }
    }

    fn statement<'a>(&'a self, passage: &Passage) -> Statement<'a> {
        Statement {
            text: self.words(passage),
            speaker: self.speaker(passage),
            article: self.label(passage.article),
            start: passage.span.start,
            end: passage.span.end,
        }
    }

    fn discrepancy<'a>(&'a self, discrepancy: &'a Discrepancy) -> DiscrepancyOut<'a> {
        DiscrepancyOut {
            severity: discrepancy.severity,
            apart: &discrepancy.apart,
            figures: discrepancy
                .figures
                .iter()
                .map(|f| FigureOut {
                    column: self.column(f.column),
                    text: self.readings.get(f.article as usize).map_or("", |r| r.text.slice(f.span)),
                    article: self.label(f.article),
                    start: f.span.start,
                    end: f.span.end,
                })
                .collect(),
        }
    }

    fn finding<'a>(&'a self, finding: &'a Finding, comparison: &'a Comparison) -> FindingOut<'a> {
        FindingOut {
            kind: finding.kind,
            sentence: &finding.sentence,
            row: finding.row.and_then(|r| comparison.rows.get(r as usize)).map(|r| r.label.as_str()),
            columns: finding.columns.iter().map(|c| self.column(*c)).collect(),
        }
    }
}

pub fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::All => "all",
        Coverage::Some => "some",
        Coverage::Only(_) => "only",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_one_name_stay_apart() {
        assert_eq!(distinct(["Post", "Times", "Post"].into_iter()), ["Post", "Times", "Post (2)"]);
    }
}
