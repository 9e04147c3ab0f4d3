//! `crossread analyze`: the statements and topics of each article.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::batch::Done;
use super::input::{Content, Item, Problem};
use crate::analysis::read;
use crate::article::{Article, ArticleId, Date};
use crate::attribution::{Act, Attribution, Attributor, QuotationKind, Reason, kind_of};
use crate::text::{Span, Text};
use crate::topics::topics;

pub const HELP: &str = "\
In, one article a line (unknown fields are ignored):
  {\"id\": …, \"text\": \"…\", \"title\": \"…\", \"date\": \"2017-05-02\"}     title and date may be left out
or plain text files, whose names without .txt are the ids.

Out, one line for each article, in the same order:
  {\"id\", \"attributions\": [{\"source\": [[start, end], …], \"cue\": [[start, end], …],
    \"content\": [[start, end], …], \"kind\": \"direct|mixed|indirect\", \"act\": \"said|wrote|asked|…\",
    \"speaker\": name or null, \"reason\": why this speaker, \"confidence\": 0 to 1}],
   \"topics\": [{\"label\", \"aliases\": […], \"mentions\": [[start, end], …], \"score\": 0 to 1}],
   \"keyphrases\": for each topic, in the same order, the words that the article has for it most often}
Offsets are bytes of UTF-8 into the text as given.

With --given, lines come with \"attributions\": [{\"source\", \"cue\", \"content\"}], and these are answered.

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
    #[serde(default)]
    attributions: Value,
}

/// An attribution that comes with an article.
#[derive(Deserialize)]
struct GivenIn {
    #[serde(default)]
    source: Vec<Span>,
    #[serde(default)]
    cue: Vec<Span>,
    content: Vec<Span>,
}

/// Finds what it was given.
struct Given(Vec<GivenIn>);

impl Attributor for Given {
    fn attributions(&self, text: &Text) -> Vec<Attribution> {
        // Only what lies within the text, on the borders of characters.
        let whole = |spans: &[Span]| -> Vec<Span> {
            let inside = |s: &&Span| text.source.get(s.start as usize..s.end as usize).is_some();
            spans.iter().filter(inside).copied().collect()
        };
        let one = |a: &GivenIn| {
            let content = whole(&a.content);
            Attribution {
                source: whole(&a.source),
                cue: whole(&a.cue),
                kind: kind_of(text, &content),
                content,
                act: Act::default(),
                speaker: None,
                confidence: 1.0,
                reason: Reason::default(),
            }
        };
        self.0.iter().map(one).collect()
    }
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a Value,
    attributions: Vec<AttributionOut<'a>>,
    topics: Vec<TopicOut<'a>>,
    keyphrases: Vec<&'a str>,
}

#[derive(Serialize)]
struct AttributionOut<'a> {
    source: &'a [Span],
    cue: &'a [Span],
    content: &'a [Span],
    kind: QuotationKind,
    act: Act,
    speaker: Option<&'a str>,
    reason: String,
    confidence: f32,
}

#[derive(Serialize)]
struct TopicOut<'a> {
    label: &'a str,
    aliases: &'a [String],
    mentions: Vec<Span>,
    score: f32,
}

/// The answer to one record.
pub fn analyze(item: Item, engine: &dyn Attributor, given: bool) -> Result<Done, Problem> {
    let (id, article, attributions) = match item.content {
        Content::Line(line) => {
            let input: Input = Item::parse(item.place, &line)?;
            (input.id, input.article, input.attributions)
        }
        Content::Texts(texts) => match texts.into_iter().next() {
            Some(t) => {
                let article = ArticleIn { label: None, title: None, date: None, text: t.text };
                (t.stem.into(), article, Value::Null)
            }
            None => return Err(Problem { place: item.place, message: "no text".into() }),
        },
        Content::Unreadable(message) => return Err(Problem { place: item.place, message }),
    };
    // Others' attributions may be in a form of their own: those are none.
    let given = given.then(|| Given(serde_json::from_value(attributions).unwrap_or_default()));
    let engine = given.as_ref().map_or(engine, |g| g as &dyn Attributor);
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
            reason: a.reason.to_string(),
            confidence: a.confidence,
        })
        .collect();
    let topics = topics(&[&reading]);
    let keyphrases = topics.iter().filter_map(|t| t.commonest_form(0, &reading.article.text)).collect();
    let topics = topics
        .iter()
        .map(|t| TopicOut {
            mentions: t.mentions.iter().map(|m| m.span).collect(),
            label: &t.label,
            aliases: &t.aliases,
            score: t.score,
        })
        .collect();
    let output = super::json_line(&Output { id: &id, attributions, topics, keyphrases });
    Ok(Done { output, articles: 1, words: u64::from(found.words) })
}
