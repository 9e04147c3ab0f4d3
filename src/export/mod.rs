//! The table, the statements and the whole analysis as documents for others' programs: [`csv`], [`markdown`],
//! [`json`] and a [`web_page`] that opens from disk. Each names its sources with date and hash, and this tool's version.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod sha256;
pub mod web_page;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::attribution::{Attribution, Reason};
use crate::comparison::{Cell, CompareBy, Comparison, Coverage, Passage, Row, Severity};
use crate::session::Session;
use crate::untrusted::web_address;

/// What made the document: "Crossread 0.1.0".
pub const TOOL: &str = concat!("Crossread ", env!("CARGO_PKG_VERSION"));

/// What stands where a source is silent on a topic, and before the words of one that only names it.
pub const NOT_MENTIONED: &str = "not mentioned";
pub const IN_PASSING: &str = "only in passing";

/// A session with what was found in it: what every export is made from. The analyses are in the order of the
/// articles; indices that point nowhere give empty words, not a panic.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    pub session: &'a Session,
    pub analyses: &'a [Analysis],
    pub comparison: &'a Comparison,
}

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source<'a> {
    pub label: &'a str,
    pub title: &'a str,
    /// Like 2017-05-02, or empty.
    pub date: String,
    /// `http` or `https`, or empty.
    pub url: &'a str,
    /// SHA-256 of the text's UTF-8 bytes, in hexadecimal digits.
    pub hash: String,
}

impl<'a> Source<'a> {
    fn of(article: &'a Article) -> Self {
        Self {
            label: &article.label,
            title: article.title.as_deref().unwrap_or(""),
            date: article.date.map(|date| date.to_string()).unwrap_or_default(),
            url: article.url.as_deref().and_then(web_address).unwrap_or(""),
            hash: sha256::sha256_hex(article.text.as_bytes()),
        }
    }
}

impl<'a> Report<'a> {
    pub fn new(session: &'a Session, analyses: &'a [Analysis], comparison: &'a Comparison) -> Self {
        Self { session, analyses, comparison }
    }

    /// The session's title, or the articles' labels.
    pub fn title(&self) -> String {
        match self.session.title.trim() {
            "" => self.session.articles.iter().map(|a| a.label.as_str()).collect::<Vec<_>>().join(" · "),
            title => title.to_owned(),
        }
    }

    /// One for each article.
    pub fn sources(&self) -> Vec<Source<'a>> {
        self.session.articles.iter().map(Source::of).collect()
    }

    /// The words of a passage.
    pub fn words(&self, passage: &Passage) -> &'a str {
        let article = self.session.articles.get(passage.article as usize);
        article.map_or("", |a| passage.span.of(&a.text))
    }

    /// Who says a passage; none for the article's own voice and for statements without a source.
    pub fn speaker(&self, passage: &Passage) -> Option<&'a str> {
        let (analysis, attribution) = self.statement(passage)?;
        speaker_of(analysis, attribution)
    }

    fn statement(&self, passage: &Passage) -> Option<(&'a Analysis, &'a Attribution)> {
        let analysis = self.analyses.get(passage.article as usize)?;
        Some((analysis, analysis.attributions.get(passage.attribution? as usize)?))
    }

    /// Who says a passage and, where the passage itself does not hold it, by which words: "The minister denied". Without them
    /// "that he took bribes" would read as the minister's claim.
    pub fn by(&self, passage: &Passage) -> Option<String> {
        let (analysis, attribution) = self.statement(passage)?;
        let speaker = speaker_of(analysis, attribution)?;
        let article = self.session.articles.get(passage.article as usize)?;
        let inside = attribution.cue.iter().any(|cue| passage.span.contains(*cue));
        if !inside {
            return Some(by(article, speaker, attribution));
        }
        // A sentence is given to each who speaks in it.
        let mut names = vec![];
        for name in analysis.spoken_within(passage.span).filter_map(|a| speaker_of(analysis, a)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Some(if names.is_empty() { speaker.to_owned() } else { names.join("; ") })
    }

    /// What the page's tags say of a row, in words: which figures differ, who alone has it, who leaves it out.
    pub fn remarks(&self, row: &Row) -> Vec<String> {
        let name = |column: usize| self.comparison.columns.get(column).map_or("", |c| c.name.as_str());
        let differing = row.discrepancies.iter().map(|discrepancy| {
            let mut told: Vec<String> = Vec::new();
            for figure in &discrepancy.figures {
                let article = self.session.articles.get(figure.article as usize);
                let words = article.map_or("", |a| figure.span.of(&a.text));
                let one = format!("{words} ({})", name(figure.column as usize));
                if !words.is_empty() && !told.contains(&one) {
                    told.push(one);
                }
            }
            let verb = if discrepancy.severity == Severity::Hard { "differ" } else { "vary" };
            format!("figures {verb}: {}", told.join(", "))
        });
        let silent = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_silent());
        let silent: Vec<&str> = silent.map(|(column, _)| name(column)).collect();
        let speakers = self.comparison.by == CompareBy::Speakers;
        let coverage = match row.coverage {
            Coverage::Only(_) if row.cells.len() < 2 => None,
            Coverage::Only(column) if speakers => Some(format!("only {}", name(column as usize))),
            Coverage::Only(column) => Some(format!("only in {}", name(column as usize))),
            // Of many people, those who are not quoted on a topic have left nothing out.
            Coverage::Some if speakers && row.cells.len() > 3 => {
                let say = row.cells.iter().filter(|cell| cell.covers()).count();
                Some(format!("said by {say} of {}", row.cells.len()))
            }
            Coverage::Some if !silent.is_empty() => Some(format!("left out by {}", silent.join(", "))),
            _ => None,
        };
        differing.chain(coverage).collect()
    }

    /// The cell of a row in a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&'a Cell> {
        self.comparison.rows.get(row)?.cells.get(column)
    }
}

fn speaker_of<'a>(analysis: &'a Analysis, attribution: &Attribution) -> Option<&'a str> {
    let speaker = analysis.speakers.get(attribution.speaker?.0 as usize)?;
    Some(&speaker.name)
}

/// "The minister denied"; that the reader found it; the speaker alone for a cue without words and for "according to".
fn by(article: &Article, speaker: &str, attribution: &Attribution) -> String {
    let cue = attribution.cue.iter().flat_map(|span| span.of(&article.text).split_whitespace());
    let cue = cue.collect::<Vec<_>>().join(" ");
    let cue = cue.trim_matches(|c: char| !c.is_alphanumeric());
    if matches!(attribution.reason, Reason::Added) {
        return format!("{speaker} (added by a reader)");
    }
    let plain = cue.is_empty() || cue.get(..9).is_some_and(|c| c.eq_ignore_ascii_case("according"));
    if plain { speaker.to_owned() } else { format!("{speaker} {cue}") }
}

/// "all", "some" or "only".
fn coverage(row: &Row) -> &'static str {
    match row.coverage {
        Coverage::All => "all",
        Coverage::Some => "some",
        Coverage::Only(_) => "only",
    }
}

/// The fragments of a role as one string.
fn fragments(article: &Article, spans: &[crate::text::Span]) -> String {
    spans.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" … ")
}

#[cfg(test)]
mod tests;
