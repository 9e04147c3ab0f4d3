//! The scorers and what their figures should be.

use std::fs;
use std::path::Path;
use std::slice::from_ref;

use serde_json::Value;

use super::{Bench, Figure};
use crate::Result;
use crate::run::{output, root};

type Scorer = fn(&Bench) -> Result<Vec<Figure>>;

/// All of them, by name, in the order of the table.
pub const ALL: &[(&str, Scorer)] = &[
    ("seeds", seeds),
    ("seeds beside each other", seeds_compared),
    ("attribution", attribution),
    ("attribution by rules", rules),
    ("pronouns", pronouns),
    ("speakers", speakers),
    ("acts", acts),
    ("comparison", comparison),
    ("alignment", alignment),
    ("keyphrases", keyphrases),
];

/// Two news stories that were read by hand.
fn seeds(bench: &Bench) -> Result<Vec<Figure>> {
    let bars = [
        ("found", "statements found", 0.8),
        ("right_f1", "statements with their speaker, F1", 0.9),
        ("topics_w3", "main topics", 1.0),
        ("topics_w23", "main and lesser topics", 0.8),
        ("mention_f1", "topic mentions, F1", 0.85),
        ("boilerplate_clean", "boilerplate left out", 1.0),
    ];
    let texts = [bench.data("seeds/article-a.txt"), bench.data("seeds/article-b.txt")];
    let pred = bench.predict("seeds.jsonl", &["analyze"], &texts)?;
    let printed = bench.score("score_seeds.py", &[&pred], &[])?;
    let mut figures = Vec::new();
    // One line for each: `article-a found=0.846 right_r=…`.
    for (on, line) in ["seed article A", "seed article B"].into_iter().zip(printed.lines()) {
        for (key, metric, bar) in bars {
            let value =
                line.split_whitespace().find_map(|w| w.strip_prefix(key)?.strip_prefix('=')?.parse().ok());
            let value = value.ok_or_else(|| format!("no {key} in {line:?}"))?;
            figures.push(Figure { on, metric: metric.into(), value, bar });
        }
    }
    Ok(figures)
}

/// The same two, which tell of two calls half a year apart, in one table by speakers: what only the Kremlin mentions,
/// and that figures of different calls are not held against each other.
fn seeds_compared(bench: &Bench) -> Result<Vec<Figure>> {
    let texts = [bench.data("seeds/article-a.txt"), bench.data("seeds/article-b.txt")];
    let pred = bench.predict("seeds-compared.jsonl", &["compare", "--by", "speakers"], &texts)?;
    let text = fs::read_to_string(&pred).map_err(|e| format!("{}: {e}", pred.display()))?;
    let table: Value = serde_json::from_str(&text).map_err(|e| format!("compare printed no JSON: {e}"))?;
    let only_kremlin = |words: &str| {
        rows(&table).any(|row| {
            let names = list(&row["aliases"]).chain([&row["label"]]).filter_map(Value::as_str);
            let covered =
                row["cells"].as_object().into_iter().flatten().filter(|(_, c)| c["covered"] == true);
            let columns: Vec<&String> = covered.map(|(name, _)| name).collect();
            names.into_iter().any(|n| n.contains(words)) && columns == ["Kremlin"]
        })
    };
    let articles = |d: &Value| -> Vec<String> {
        let mut articles: Vec<String> =
            list(&d["figures"]).filter_map(|f| f["article"].as_str()).map(str::to_owned).collect();
        articles.dedup();
        articles
    };
    let discrepancies: Vec<&Value> = rows(&table).flat_map(|r| list(&r["discrepancies"])).collect();
    let across = discrepancies.iter().any(|d| articles(d).len() > 1);
    let within =
        discrepancies.iter().filter(|d| articles(d) == ["article-b"] && d["severity"] == "soft").count();
    Ok([
        ("only the Kremlin: a personal meeting", only_kremlin("personal meeting")),
        ("only the Kremlin: contacts by phone", only_kremlin("contacts over the phone")),
        ("no figures of two calls set at odds", !across),
        ("one soft discrepancy, in article B", within == 1 && discrepancies.len() == 1),
    ]
    .into_iter()
    .map(|(metric, right)| Figure {
        on: "both seeds, by speakers",
        metric: metric.into(),
        value: f64::from(u8::from(right)),
        bar: 1.0,
    })
    .collect())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn rows(table: &Value) -> impl Iterator<Item = &Value> {
    list(&table["rows"])
}

/// Quotations, their sources and cues, against human annotators.
fn attribution(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("polnear/dev.jsonl");
    let pred = bench.predict("polnear.jsonl", &["analyze"], from_ref(&gold))?;
    let all = bench.score_json("score_attribution.py", &[&gold, &pred], &[])?;
    let speech = bench.score_json("score_attribution.py", &[&gold, &pred], &["--speech-only"])?;
    let head = "/joint/head/f1".to_string();
    let kind = |kind: &str| format!("/joint/head/by_kind/{kind}/f1");
    [
        ("quotation and source, F1", &all, head.clone(), 70.0),
        ("… direct", &all, kind("direct"), 90.0),
        ("… mixed", &all, kind("mixed"), 80.0),
        ("… indirect", &all, kind("indirect"), 64.0),
        ("… speech only", &speech, head, 76.0),
    ]
    .into_iter()
    .map(|(metric, report, path, bar)| {
        Ok(Figure { on: "PolNeAR dev", metric: metric.into(), value: 100.0 * at(report, &path)?, bar })
    })
    .collect()
}

/// The same by the rules alone: what a reader has until the model has arrived.
fn rules(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("polnear/dev.jsonl");
    let pred = bench.predict("polnear-rules.jsonl", &["analyze", "--rules"], from_ref(&gold))?;
    let report = bench.score_json("score_attribution.py", &[&gold, &pred], &[])?;
    let value = 100.0 * at(&report, "/joint/head/f1")?;
    Ok(vec![Figure {
        on: "PolNeAR dev, rules alone",
        metric: "quotation and source, F1".into(),
        value,
        bar: 45.0,
    }])
}

/// Sources that are a pronoun, resolved by a reader: when the source is given, and when it has to be found first.
fn pronouns(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("polnear/dev.jsonl");
    let given = bench.predict("polnear-given.jsonl", &["analyze", "--given"], from_ref(&gold))?;
    let found = bench.predict("polnear.jsonl", &["analyze"], from_ref(&gold))?;
    let when_given = [("/right", "right speaker", 0.8), ("/right of answered", "… where one is named", 0.9)];
    let when_found = [
        ("/right", "source found and right speaker", 0.8),
        ("/right of answered", "… where one is named", 0.9),
    ];
    let mut all = Vec::new();
    for (file, on) in
        [("pronouns", "106 pronouns of PolNeAR dev"), ("pronouns2", "100 more, drawn by chance")]
    {
        let cases = root().join("eval").join(file).with_extension("jsonl");
        for (pred, bars) in [(&given, &when_given), (&found, &when_found)] {
            let report = bench.speakers(&["pronouns"], &[&cases, pred])?;
            all.extend(figures(on, &report, bars)?);
        }
    }
    Ok(all)
}

/// Quotations with a named speaker, as marked in BASIL.
fn speakers(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("basil/triplets.jsonl");
    let articles = bench.work.join("basil-articles.jsonl");
    let lines = output(bench.speakers_script().arg("articles").arg(&gold))?;
    fs::write(&articles, lines).map_err(|e| format!("{}: {e}", articles.display()))?;
    let pred = bench.predict("basil.jsonl", &["analyze"], &[articles])?;
    let report = bench.speakers(&["basil"], &[&gold, &pred])?;
    let bars = [
        ("/found", "quotations found", 0.85),
        ("/right", "… with their speaker", 0.8),
        ("/right (persons)", "… where it is a person", 0.8),
        ("/right (sides)", "… where it is a side, or one of it", 0.8),
    ];
    figures("BASIL", &report, &bars)
}

/// Whether what an attribution does is speech, as opposed to thought, plans, support and rulings.
fn acts(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("polnear/dev.jsonl");
    let given = bench.predict("polnear-given.jsonl", &["analyze", "--given"], from_ref(&gold))?;
    let report = bench.speakers(&["acts"], &[&gold, &given])?;
    figures("PolNeAR dev", &report, &[("/agree", "speech or not", 0.75)])
}

/// The table of topics by sources, against tables made by reading.
fn comparison(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("comparison/dev.jsonl");
    let pred = bench.predict("comparison.jsonl", &["compare"], &[bench.data("comparison/input.jsonl")])?;
    let report = bench.score_json("score_comparison.py", &[&gold, &pred], &[])?;
    let bars = [
        ("/table", "cells of the table right", 0.6),
        ("/precision", "rows that a reader wants", 0.65),
        ("/only_f1", "“only here”, F1", 0.45),
        ("/evidence", "passage supports the cell", 0.75),
    ];
    figures("six events, three outlets", &report, &bars)
}

/// Whether two sentences report the same fact.
fn alignment(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("alignment/dev.jsonl");
    let pred = bench.predict("alignment.jsonl", &["align"], from_ref(&gold))?;
    let threshold = threshold(&pred)?.to_string();
    let report = bench.score_json("score_alignment.py", &[&gold, &pred], &["--threshold", &threshold])?;
    let bars = [("/auc_same", "same fact, AUC", 0.92), ("/f1", "same fact, F1 as decided", 0.88)];
    figures("sentence pairs", &report, &bars)
}

/// The lowest score of a pair that the product itself takes to report the same fact.
fn threshold(pred: &Path) -> Result<f64> {
    let text = fs::read_to_string(pred).map_err(|e| format!("{}: {e}", pred.display()))?;
    let same = text.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        (line["same"] == true).then(|| line["score"].as_f64())?
    });
    // None at all: any threshold above every score says the same.
    Ok(same.fold(2.0, f64::min))
}

/// Topics against keyphrases, most of which are single words: a smoke test, not an aim.
fn keyphrases(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.data("kpcrowd/dev.jsonl");
    let pred = bench.predict("kpcrowd.jsonl", &["analyze"], from_ref(&gold))?;
    let report = bench.score_json("score_topics.py", &[&gold, &pred], &[])?;
    let mut all = figures("KPCrowd dev", &report, &[("/F1@10", "keyphrases, F1 of the first ten", 0.14)])?;
    // The labels are made for readers; the corpus has mostly single words.
    let text = fs::read_to_string(&pred).map_err(|e| format!("{}: {e}", pred.display()))?;
    let labels = pred.with_file_name("kpcrowd-labels.jsonl");
    let lines = text.lines().map(|line| {
        let mut record: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        record.as_object_mut().map(|fields| fields.remove("keyphrases"));
        Ok(format!("{record}\n"))
    });
    let lines: Result<String> = lines.collect();
    fs::write(&labels, lines?).map_err(|e| format!("{}: {e}", labels.display()))?;
    let report = bench.score_json("score_topics.py", &[&gold, &labels], &[])?;
    all.extend(figures("KPCrowd dev", &report, &[("/F1@10", "… of the topics' labels alone", 0.12)])?);
    Ok(all)
}

fn figures(on: &'static str, report: &Value, bars: &[(&str, &str, f64)]) -> Result<Vec<Figure>> {
    bars.iter()
        .map(|(path, metric, bar)| {
            Ok(Figure { on, metric: (*metric).into(), value: at(report, path)?, bar: *bar })
        })
        .collect()
}

/// The number at a path. What a scorer had nothing to measure on counts as 0.
fn at(report: &Value, path: &str) -> Result<f64> {
    let value = report.pointer(path).ok_or_else(|| format!("the scorer gives no {path}"))?;
    Ok(value.as_f64().unwrap_or(0.0))
}
