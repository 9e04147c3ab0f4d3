//! The two calls that everyone uses, the page's worker and the command line alike: [`read`] for one article,
//! [`overview`] for all of them.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::attribution::{Attribution, Attributor, Speaker, act, speakers};
use crate::comparison::{Common, CompareBy, Comparison};
use crate::corrections::{Aside, Correction, correct_topics};
use crate::figures::{Figure, figures};
use crate::text::{ParagraphKind, Span, Text};
use crate::topics::Topic;

/// What was found in one article, without its tokens: what the page and the exports need.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Analysis {
    pub paragraphs: Vec<(ParagraphKind, Span)>,
    pub sentences: Vec<Span>,
    pub boilerplate: Vec<Span>,
    pub attributions: Vec<Attribution>,
    pub speakers: Vec<Speaker>,
    pub figures: Vec<Figure>,
    /// Words and numbers in the text, boilerplate left out.
    pub words: u32,
}

impl Analysis {
    /// The statements that a stretch of text holds with their cues, in order: more than one speaker may speak in a sentence.
    pub fn spoken_within(&self, span: Span) -> impl Iterator<Item = &Attribution> {
        let all = self.attributions.iter();
        all.filter(move |a| a.content_span().overlaps(span) && a.cue.iter().any(|cue| span.contains(*cue)))
    }
}

/// An article, its text read into parts, and what was found.
#[derive(Debug, Clone)]
pub struct Reading {
    pub article: Article,
    pub text: Text,
    pub analysis: Analysis,
}

/// Reads one article.
pub fn read(article: &Article, attributor: &dyn Attributor) -> Reading {
    let mut reading = begin(article.clone());
    let found = attributor.attributions(&reading.text);
    attribute(&mut reading, found);
    reading
}

/// Reads an article's parts; its figures, and who said what, are still to be found. Enough for its topics.
pub fn begin(article: Article) -> Reading {
    let text = Text::new(article.text.clone());
    let analysis = Analysis {
        paragraphs: text.paragraphs.iter().map(|p| (p.kind, p.span)).collect(),
        sentences: text.sentences.iter().map(|s| s.span).collect(),
        boilerplate: text.boilerplate.clone(),
        words: text.word_count() as u32,
        ..Analysis::default()
    };
    Reading { article, text, analysis }
}

/// Enters what an engine found in the text, resolves who speaks, and finds the figures if that was not done.
pub fn attribute(reading: &mut Reading, mut found: Vec<Attribution>) {
    if reading.analysis.figures.is_empty() {
        reading.analysis.figures = figures(&reading.text, reading.article.date);
    }
    for a in &mut found {
        a.act = act::act(&reading.text, &a.cue);
    }
    reading.analysis.speakers = speakers::resolve(&reading.text, &mut found);
    reading.analysis.attributions = found;
}

/// Sets articles beside each other. The reader's corrections of topics and findings are applied here; those of statements
/// and speakers belong to the readings: [`corrected`](crate::corrections::corrected).
pub fn overview(readings: &[&Reading], corrections: &[Correction], by: CompareBy) -> Comparison {
    let common = Common::new(readings);
    let topics = common.topics(readings);
    corrected_table(&common, readings, topics, by, corrections)
}

fn corrected_table(
    common: &Common,
    readings: &[&Reading],
    topics: Vec<Topic>,
    by: CompareBy,
    corrections: &[Correction],
) -> Comparison {
    let aside = Aside::new(readings, corrections);
    let correct = |topics| correct_topics(topics, readings, corrections);
    let mut comparison = common.table(readings, topics, by, correct, |rows| aside.clear(rows));
    comparison.findings.retain(|finding| !aside.has(finding));
    comparison
}

/// Both comparisons, one after the other: the second costs less, as both are made of the same tags, facts and topics.
pub struct Overviews {
    common: Common,
    topics: Vec<Topic>,
}

impl Overviews {
    pub fn new(readings: &[&Reading]) -> Self {
        let common = Common::new(readings);
        let topics = common.topics(readings);
        Self { common, topics }
    }

    /// As [`overview`], for the articles that it was made for.
    pub fn of(&self, readings: &[&Reading], corrections: &[Correction], by: CompareBy) -> Comparison {
        corrected_table(&self.common, readings, self.topics.clone(), by, corrections)
    }
}

/// An article with a label and a text, read by the rules: what most tests begin with.
#[cfg(test)]
pub fn sample(id: u32, label: &str, text: &str) -> Reading {
    let id = crate::article::ArticleId(id);
    let (label, text) = (label.to_owned(), text.to_owned());
    read(&Article { id, label, title: None, date: None, url: None, text }, &crate::attribution::Rules)
}
