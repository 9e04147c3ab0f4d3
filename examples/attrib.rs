use std::io::{BufRead, Write};
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = crossread::text::Text::new(v["text"].as_str().unwrap());
        if mode == "cand" {
            let c: Vec<_> = crossread::attribution::candidates(&text)
                .into_iter()
                .map(|(a, f, h)| serde_json::json!({"s": a.source, "t": a.content, "f": f, "h": h, "hb": text.tokens[h].span.start}))
                .collect();
            writeln!(out, "{}", serde_json::json!({"id": v["id"], "c": c})).unwrap();
        } else {
            use crossread::attribution::Attributor;
            let a = crossread::attribution::Rules.attributions(&text);
            writeln!(out, "{}", serde_json::json!({"id": v["id"], "attributions": a})).unwrap();
        }
    }
}
