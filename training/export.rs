//! What the trainer needs from the product, so that training and use share one tokeniser and one definition of
//! every feature:
//!
//!     export features IN.jsonl OUT.jsonl    tokens and their features; an article has "id" and "text"
//!     export links IN.jsonl OUT.jsonl       the linkers' features; an article has "tags" as well, one a token
//!     export signs IN.jsonl OUT.jsonl MODEL.bin    every attribution that the model finds, with its signs of confidence

use std::io::{BufRead, BufReader, BufWriter, Write};

use crossread::attribution::model::Learned;
use crossread::attribution::model::decode::{Role, tagged};
use crossread::attribution::model::features::features;
use crossread::attribution::model::link::Context;
use crossread::text::Text;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [what, input, output, model @ ..] = args.as_slice() else {
        return Err("usage: export features|links|signs IN.jsonl OUT.jsonl [MODEL.bin]".into());
    };
    let model = model.first().map(std::fs::read).transpose()?;
    let model = model.map(Learned::from_bytes).transpose()?;
    let mut out = BufWriter::new(std::fs::File::create(output)?);
    for line in BufReader::new(std::fs::File::open(input)?).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let text = Text::new(article["text"].as_str().ok_or("an article without text")?);
        let row = match what.as_str() {
            "features" => feature_row(&article, &text),
            "links" => link_row(&article, &text),
            "signs" => sign_row(&article, &text, model.as_ref().ok_or("signs need a model")?),
            other => return Err(format!("no such export: {other}").into()),
        };
        writeln!(out, "{row}")?;
    }
    Ok(())
}

fn feature_row(article: &Value, text: &Text) -> Value {
    let features = features(text);
    json!({
        "id": article["id"],
        "start": text.tokens.iter().map(|t| t.span.start).collect::<Vec<_>>(),
        "end": text.tokens.iter().map(|t| t.span.end).collect::<Vec<_>>(),
        "word": features.iter().map(|f| f.word).collect::<Vec<_>>(),
        "suffix": features.iter().map(|f| f.suffix).collect::<Vec<_>>(),
        "shape": features.iter().map(|f| f.shape).collect::<Vec<_>>(),
        "flags": features.iter().map(|f| f.flags).collect::<Vec<_>>(),
    })
}

/// For each content its candidate cues, for each cue its candidate sources: [span, [[candidate, buckets]…]],
/// the candidate null for "none".
fn link_row(article: &Value, text: &Text) -> Value {
    let tags: Vec<u8> =
        article["tags"].as_array().into_iter().flatten().map(|t| t.as_u64().unwrap_or(0) as u8).collect();
    let mut spans = Vec::new();
    for paragraph in &text.paragraphs {
        let tags = tags.get(paragraph.tokens()).unwrap_or(&[]);
        tagged(tags, &vec![1.0; tags.len()], paragraph.first as usize, &mut spans);
    }
    let context = Context::new(text, &spans);
    let (mut cues, mut sources) = (Vec::new(), Vec::new());
    for (i, span) in spans.iter().enumerate() {
        match span.role {
            Role::Content => {
                let all = context.cues(i).into_iter().map(Some).chain([None]);
                let all: Vec<_> = all.map(|c| json!([c, context.cue_features(i, c).as_slice()])).collect();
                cues.push(json!([i, all]));
            }
            Role::Cue => {
                let all = context.sources(i).into_iter().map(Some).chain([None]);
                let all: Vec<_> = all.map(|s| json!([s, context.source_features(i, s).as_slice()])).collect();
                sources.push(json!([i, all]));
            }
            Role::Source => {}
        }
    }
    let spans: Vec<_> = spans.iter().map(|s| json!([s.role as u8, s.first, s.last])).collect();
    json!({"id": article["id"], "spans": spans, "cues": cues, "sources": sources})
}

fn sign_row(article: &Value, text: &Text, model: &Learned) -> Value {
    let found = model.found(text);
    let rows = found.iter().map(|f| {
        let a = &f.attribution;
        json!({"source": a.source, "cue": a.cue, "content": a.content, "kind": a.kind, "signs": f.signs(text).as_slice()})
    });
    json!({"id": article["id"], "attributions": rows.collect::<Vec<_>>()})
}
