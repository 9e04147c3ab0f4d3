//! `crossread analyze`: the statements and topics of each article.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::batch::Done;
use super::input::{Content, Item, Problem};
use crate::analysis::read;
use crate::article::{Article, ArticleId, Date};
use crate::attribution::{Attributor, QuotationKind};
use crate::text::Span;
use crate::topics::topics;

pub const HELP: &str = "\
In, one article a line (unknown fields are ignored):
  {\"id\": …, \"text\": \"…\", \"title\": \"…\", \"date\": \"2017-05-02\"}     title and date may be left out
or plain text files, whose names without .txt are the ids.

Out, one line for each article, in the same order:
  {\"id\", \"attributions\": [{\"source\": [[start, end], …], \"cue\": [[start, end], …],
    \"content\": [[start, end], …], \"kind\": \"direct|mixed|indirect\", \"act\": \"said|wrote|asked|…\",
    \"speaker\": name or null, \"confidence\": 0 to 1}],
   \"topics\": [{\"label\", \"aliases\": […], \"mentions\": [[start, end], …], \"score\": 0 to 1}]}
Offsets are bytes of UTF-8 into the text as given.

Examples:
  crossread analyze story.txt | jq .attributions
  crossread analyze < articles.jsonl > statements.jsonl
  find . -name '*.jsonl' -print0 | xargs -0 -P4 -I{} sh -c 'crossread analyze -j1 \"$1\" > \"$1.out\"' _ {}";

/// An article as it comes in.
#[derive(Deserialize)]
pub struct ArticleIn {
    pub label: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub text: String,
}

impl ArticleIn {
    /// A date that can't be read is as good as none.
    pub fn article(self, id: u32, label: String) -> Article {
        Article {
            id: ArticleId(id),
            label,
            title: self.title.filter(|t| !t.is_empty()),
            date: self.date.as_deref().and_then(Date::parse),
            url: None,
            text: self.text,
        }
    }
}

#[derive(Deserialize)]
struct Input {
    id: Value,
    #[serde(flatten)]
    article: ArticleIn,
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a Value,
    attributions: Vec<AttributionOut<'a>>,
    topics: Vec<TopicOut>,
}

#[derive(Serialize)]
struct AttributionOut<'a> {
    source: &'a [Span],
    cue: &'a [Span],
    content: &'a [Span],
    kind: QuotationKind,
    act: crate::attribution::Act,
    speaker: Option<&'a str>,
    confidence: f32,
}

#[derive(Serialize)]
struct TopicOut {
    label: String,
    aliases: Vec<String>,
    mentions: Vec<Span>,
    score: f32,
}

/// The answer to one record.
pub fn analyze(item: Item, engine: &dyn Attributor) -> Result<Done, Problem> {
    let (id, article) = match item.content {
        Content::Line(line) => {
            let input: Input = Item::parse(item.place, &line)?;
            (input.id, input.article)
        }
        Content::Texts(texts) => match texts.into_iter().next() {
            Some(t) => (t.stem.into(), ArticleIn { label: None, title: None, date: None, text: t.text }),
            None => return Err(Problem { place: item.place, message: "no text".into() }),
        },
        Content::Unreadable(message) => return Err(Problem { place: item.place, message }),
    };
    let reading = read(&article.article(0, String::new()), engine);
    let found = &reading.analysis;
    let attributions = found
        .attributions
        .iter()
        .map(|a| AttributionOut {
            source: &a.source,
            cue: &a.cue,
            content: &a.content,
            kind: a.kind,
            act: a.act,
            speaker: a.speaker.and_then(|s| found.speakers.get(s.0 as usize)).map(|s| s.name.as_str()),
            confidence: a.confidence,
        })
        .collect();
    let topics = topics(&[&reading])
        .into_iter()
        .map(|t| TopicOut {
            mentions: t.mentions.iter().map(|m| m.span).collect(),
            label: t.label,
            aliases: t.aliases,
            score: t.score,
        })
        .collect();
    let output = super::json_line(&Output { id: &id, attributions, topics });
    Ok(Done { output, articles: 1, words: u64::from(found.words) })
}
