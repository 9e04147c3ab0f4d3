//! Names the speakers of attributions that are given: lines of
//! `{"id", "text", "attributions": [{"source", "cue", "content"}]}` in (offsets in bytes of UTF-8), the same lines
//! out with `speaker`, `speaker_kind`, `act`, `speech`, `confidence` and `reason` for each attribution. For measuring speakers apart from
//! the finding of spans: `cargo run --example name_speakers < gold.jsonl > named.jsonl`.

use std::io::{BufRead, Write};

use crossread::attribution::{Act, Attribution, Reason, act, kind_of, speakers};
use crossread::text::{Span, Text};
use serde_json::{Value, json};

fn spans(value: &Value) -> Vec<Span> {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let mut article: Value = serde_json::from_str(&line?)?;
        let text = Text::new(article["text"].as_str().unwrap_or_default());
        let given = article["attributions"].as_array().cloned().unwrap_or_default();
        let mut attributions: Vec<Attribution> = given
            .iter()
            .map(|a| {
                let content = spans(&a["content"]);
                Attribution {
                    source: spans(&a["source"]),
                    cue: spans(&a["cue"]),
                    kind: kind_of(&text, &content),
                    content,
                    act: Act::default(),
                    speaker: None,
                    confidence: 1.0,
                    reason: Reason::default(),
                }
            })
            .collect();
        for a in &mut attributions {
            a.act = act::act(&text, &a.cue);
        }
        let named = speakers::resolve(&text, &mut attributions);
        for (value, a) in article["attributions"].as_array_mut().into_iter().flatten().zip(&attributions) {
            let speaker = a.speaker.and_then(|id| named.get(id.0 as usize));
            value["speaker"] = json!(speaker.map(|s| &s.name));
            value["speaker_kind"] = json!(speaker.map(|s| s.kind));
            value["speaker_aliases"] = json!(speaker.map(|s| &s.aliases));
            value["act"] = json!(a.act);
            value["is_speech"] = json!(a.act.is_speech());
            value["confidence"] = json!(a.confidence);
            value["reason"] = json!(a.reason.to_string());
        }
        serde_json::to_writer(&mut out, &article)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
