//! The source-comparison table: what each source says on each topic, what it leaves out, where figures
//! differ; findings in words; who is quoted.

pub mod align;
mod called;
pub mod claims;
mod clipped;
mod clusters;
pub mod columns;
mod contradiction;
pub mod discrepancies;
pub mod findings;
mod meaning;
mod naming;
mod occasion;
mod omission;
mod opposed;
mod paraphrase;
pub mod quoted;
mod remarks;
mod sentences;
pub mod table;
mod versions;
pub mod wire_copy;
pub mod word_choice;

use serde::{Deserialize, Serialize};

use crate::analysis::Reading;
use crate::attribution::SpeakerKind;
use crate::text::Span;
use crate::topics::{Tags, Topic, TopicId, tagged_topics};

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompareBy {
    Speakers,
    #[default]
    Articles,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// All that this article says, in its own voice or another's.
    Article(u32),
    /// A speaker, in all articles; the pairs are (article, index of the speaker there).
    Speaker { kind: SpeakerKind, in_articles: Vec<(u32, u32)> },
    /// What this article says in its own voice.
    Narration(u32),
}

/// A source column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    pub kind: ColumnKind,
}

/// A place in an article that supports a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    pub article: u32,
    /// The words shown: a statement's content or a sentence.
    pub span: Span,
    /// The whole sentence (or sentences) around it.
    pub sentence: Span,
    /// The attribution it comes from, as an index into the article's list; none for narration.
    pub attribution: Option<u32>,
    /// How well it speaks to the topic, 0..1.
    pub score: f32,
}

/// What one column says on one topic: passages, or at least a mention in passing; neither means silence.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Best first.
    pub passages: Vec<Passage>,
    /// Where the column names the topic without telling anything of it: then it must not be said to leave it out.
    pub in_passing: Option<Passage>,
}

impl Cell {
    /// Whether the column tells of the topic.
    pub fn covers(&self) -> bool {
        !self.passages.is_empty()
    }

    /// Adds what was found later: then the topic is not named in passing.
    fn also(&mut self, passage: Passage) {
        self.passages.push(passage);
        self.in_passing = None;
    }

    /// Whether the column does not even name the topic.
    pub fn is_silent(&self) -> bool {
        self.passages.is_empty() && self.in_passing.is_none()
    }
}

/// Who covers a row or a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Coverage {
    All,
    Some,
    /// Only the column with this index.
    Only(u32),
}

/// One fact within a row, as told by one or more columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// A few words of its best passage.
    pub label: String,
    /// One cell for each column.
    pub cells: Vec<Cell>,
    pub coverage: Coverage,
    /// The passages are the same words: copied, not found out independently.
    pub wire_copy: bool,
}

/// Whether two figures can both be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// They can't.
    Hard,
    /// Differently rounded or hedged.
    Soft,
}

/// A figure where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureAt {
    pub column: u32,
    pub article: u32,
    pub span: Span,
}

/// Figures for the same thing that do not agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    pub figures: Vec<FigureAt>,
    pub severity: Severity,
    /// In words: "up to $100 apart".
    pub apart: String,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Index into the topics of the comparison.
    pub topic: TopicId,
    pub label: String,
    pub aliases: Vec<String>,
    /// One cell for each column.
    pub cells: Vec<Cell>,
    pub coverage: Coverage,
    pub claims: Vec<Claim>,
    pub discrepancies: Vec<Discrepancy>,
}

/// What a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    FiguresDiffer,
    Only,
    LeftOut,
    AllAgree,
    /// An article says that a side left something out; checked against the texts.
    ClaimedOmission,
    /// The same quotation, cut differently.
    ClippedQuotation,
    WireCopy,
    NoSharedTopic,
    SameArticle,
    NotEnglish,
    OneArticle,
    NoQuotations,
    /// An article without text.
    NoWords,
    /// Two articles that are one but for some sentences.
    Versions,
    /// One column denies what another says.
    Opposed,
}

/// One sentence above the table, made only of what is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FindingKind,
    pub sentence: String,
    pub row: Option<u32>,
    pub columns: Vec<u32>,
    pub passages: Vec<Passage>,
    /// Those that differ, if it is about figures.
    pub figures: Vec<FigureAt>,
}

/// The words that one article gives to one speaker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuotedShare {
    /// None for the article's own voice.
    pub speaker: Option<u32>,
    pub name: String,
    pub kind: Option<SpeakerKind>,
    pub statements: u32,
    /// Words in quotation marks, and words reported without.
    pub direct: u32,
    pub indirect: u32,
}

/// Who is quoted in one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quoted {
    pub article: u32,
    pub words: u32,
    /// Most words first; the article's own voice last.
    pub shares: Vec<QuotedShare>,
}

/// A term that one article uses and the others don't.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordChoice {
    pub article: u32,
    pub term: String,
    pub count: u32,
    pub elsewhere: u32,
    /// Log-likelihood G² (Dunning 1993).
    pub keyness: f32,
    /// Log ratio of relative frequencies (Hardie 2014), in doublings.
    pub log_ratio: f32,
}

/// The same words in two articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedPassage {
    pub a: (u32, Span),
    pub b: (u32, Span),
    pub words: u32,
}

/// The whole comparison.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Comparison {
    pub by: CompareBy,
    pub topics: Vec<Topic>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub findings: Vec<Finding>,
    pub quoted: Vec<Quoted>,
    pub word_choice: Vec<WordChoice>,
    pub shared: Vec<SharedPassage>,
}

/// Builds the table of these topics.
pub fn compare(readings: &[&Reading], topics: Vec<Topic>, by: CompareBy) -> Comparison {
    Common::new(readings).table(readings, topics, by, |topics| topics, |_| {})
}

/// What the tables of some articles have in common, whatever their columns are. All calls are for the same articles.
pub struct Common {
    tags: Tags,
    facts: align::Facts,
    shared: Vec<SharedPassage>,
    quoted: Vec<Quoted>,
    word_choice: Vec<WordChoice>,
}

impl Common {
    pub fn new(readings: &[&Reading]) -> Self {
        Self {
            tags: Tags::new(readings),
            facts: align::Facts::new(readings),
            shared: wire_copy::wire_copy(readings),
            quoted: quoted::quoted(readings),
            word_choice: word_choice::word_choice(readings),
        }
    }

    /// The topics of the articles, as found.
    pub fn topics(&self, readings: &[&Reading]) -> Vec<Topic> {
        tagged_topics(readings, &self.tags)
    }

    /// Builds a table of topics. `correct` is what the reader makes of the topics once they have the names under which the
    /// table shows them; `clear` takes out of the rows which figures do not differ as the reader knows.
    pub fn table(
        &self,
        readings: &[&Reading],
        mut topics: Vec<Topic>,
        by: CompareBy,
        correct: impl FnOnce(Vec<Topic>) -> Vec<Topic>,
        clear: impl FnOnce(&mut [Row]),
    ) -> Comparison {
        let plan = table::Plan::new(readings, &self.tags, &mut topics, by);
        let topics = correct(topics);
        let columns = columns::columns(readings, by);
        let rows = plan.rows(readings, &topics, &columns);
        let mut comparison = Comparison {
            by,
            word_choice: self.word_choice.clone(),
            topics,
            columns,
            rows,
            findings: Vec::new(),
            quoted: self.quoted.clone(),
            shared: self.shared.clone(),
        };
        if by == CompareBy::Speakers {
            table::drop_silent(&mut comparison);
        }
        complete(readings, &mut comparison, &self.facts, clear);
        comparison
    }
}

/// Adds what is read off a table that has its columns, rows and cells: the claims and discrepancies of each
/// row, and last the findings in words.
fn complete(
    readings: &[&Reading],
    comparison: &mut Comparison,
    facts: &align::Facts,
    clear: impl FnOnce(&mut [Row]),
) {
    paraphrase::fill(readings, &comparison.columns, &mut comparison.rows, facts);
    let singles = discrepancies::Singles::of_all(readings);
    for row in &mut comparison.rows {
        row.claims = claims::claims(readings, row, facts, &comparison.shared);
        row.discrepancies = discrepancies::find(readings, row, facts, &singles);
    }
    discrepancies::across(readings, &comparison.columns, &mut comparison.rows, facts, &singles);
    clear(&mut comparison.rows);
    comparison.findings = findings::findings(readings, comparison, facts);
}

#[cfg(test)]
mod tests;
