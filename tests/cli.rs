//! The command line as its users see it: what goes in, what comes out, and how it ends.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const STORY: &str = "Harbour bridge to close\n\n\
    “The bridge closes on Monday,” Mayor Ana Ruiz said. She added that the repair would cost $4 million.\n\n\
    The harbour union said the ferry could not carry everyone.";
const OTHER: &str = "Ferry plan for bridge closure\n\n\
    Mayor Ana Ruiz said the harbour bridge would close on Monday. “We have a ferry,” she told reporters.\n\n\
    According to the ministry, the bridge was built in 1961.";

fn crossread(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_crossread"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_string();
    // In a thread of its own: a program that answers before the input ends would else wait for us.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn event(id: &str) -> String {
    let articles = json!([
        {"label": "Gazette", "title": "Harbour bridge to close", "date": "2024-03-04", "text": STORY},
        {"label": "Courier", "text": OTHER},
    ]);
    json!({"id": id, "articles": articles}).to_string()
}

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("crossread-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn given_attributions_are_answered_in_their_order_with_their_speakers() {
    let text = "Ann Lee left. “Yes,” she said. Nobody spoke.";
    let at = |part: &str| {
        let start = text.find(part).unwrap();
        json!([[start, start + part.len()]])
    };
    let attributions = json!([
        {"source": at("she"), "cue": at("said"), "content": at("“Yes,”"), "kind": "ignored"},
        {"source": [[2, 900]], "content": at("Nobody spoke")},
    ]);
    let input = json!({"id": 1, "text": text, "attributions": attributions}).to_string();
    let output = crossread(&["analyze", "--given"], &input);
    assert!(output.status.success(), "{}", stderr(&output));
    let found = records(&output)[0]["attributions"].clone();
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    assert_eq!((&found[0]["speaker"], &found[0]["kind"]), (&json!("Ann Lee"), &json!("direct")));
    assert_eq!(found[0]["reason"], "“she” → Ann Lee: last spoken of");
    assert_eq!((&found[1]["source"], &found[1]["speaker"]), (&json!([]), &Value::Null), "no such place");
}

#[test]
fn analyze_answers_each_line_with_its_statements_and_topics() {
    let input = json!({"id": 7, "text": STORY, "publisher": "ignored"}).to_string();
    let output = crossread(&["analyze"], &input);
    assert!(output.status.success(), "{}", stderr(&output));
    let [record] = &records(&output)[..] else { panic!("one line in, one line out: {}", stdout(&output)) };
    assert_eq!(record["id"], 7, "the id comes back as it was given");
    let attributions = record["attributions"].as_array().unwrap();
    assert!(!attributions.is_empty() && !record["topics"].as_array().unwrap().is_empty(), "{record}");
    assert_eq!(record["keyphrases"].as_array().unwrap().len(), record["topics"].as_array().unwrap().len());
    for attribution in attributions {
        for role in ["source", "cue", "content"] {
            for span in attribution[role].as_array().unwrap() {
                let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
                assert!(STORY.get(start..end).is_some_and(|words| !words.is_empty()), "{attribution}");
            }
        }
        assert!(["direct", "mixed", "indirect"].contains(&attribution["kind"].as_str().unwrap()));
        assert!((0.0..=1.0).contains(&attribution["confidence"].as_f64().unwrap()));
        assert!(!attribution["reason"].as_str().unwrap().is_empty());
    }
    assert!(
        attributions.iter().any(|a| a["speaker"].as_str().is_some_and(|s| s.contains("Ruiz"))),
        "speakers are named: {attributions:?}"
    );
}

#[test]
fn a_text_file_is_an_article_named_after_the_file() {
    let folder = Folder::new("txt");
    let files = [folder.file("bridge.txt", STORY), folder.file("ferry.v2.txt", OTHER)];
    let output = crossread(&["analyze", &files[0], &files[1]], "");
    let ids: Vec<Value> = records(&output).iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, ["bridge", "ferry.v2"]);
    assert!(output.status.success());
}

#[test]
fn a_bad_line_is_named_and_the_others_are_processed() {
    let folder = Folder::new("bad");
    let lines =
        "{\"id\": 1, \"text\": \"Fine.\"}\nnot json\n{\"id\": 3}\n\n{\"id\": 5, \"text\": \"Fine.\"}\n";
    let mut bytes = lines.as_bytes().to_vec();
    bytes.extend(b"{\"id\": 6, \"text\": \"caf\xe9\"}\n{\"id\": 7, \"text\": \"Fine.\"}");
    let file = folder.file("mixed.jsonl", bytes);
    let output = crossread(&["analyze", &file], "");
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<u64> = records(&output).iter().map(|r| r["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, [1, 5, 7]);
    let problems = stderr(&output);
    for place in ["mixed.jsonl:2: ", "mixed.jsonl:3: ", "mixed.jsonl:6: "] {
        assert!(problems.contains(place), "{place} should be in {problems}");
    }
    assert!(problems.contains("missing field `text`"), "{problems}");
    assert_eq!(problems.lines().count(), 3);
}

#[test]
fn a_file_that_is_not_there_does_not_stop_the_others() {
    let folder = Folder::new("missing");
    let file = folder.file("here.jsonl", "{\"id\": 1, \"text\": \"Fine.\"}");
    let latin = folder.file("latin.txt", b"caf\xe9");
    let output = crossread(&["analyze", "/nowhere/gone.jsonl", &latin, &file], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(records(&output).len(), 1);
    let problems = stderr(&output);
    assert!(problems.contains("/nowhere/gone.jsonl: can't open"), "{problems}");
    assert!(problems.contains("latin.txt: not UTF-8 at byte 3"), "{problems}");
}

#[test]
fn the_output_has_the_order_of_the_input_on_many_threads() {
    let input: String = (0..1500)
        .map(|i| {
            // Lengths that differ a lot finish in another order than they begin.
            let text = if i % 97 == 0 { STORY.repeat(40) } else { STORY.to_string() };
            json!({"id": i, "text": text}).to_string() + "\n"
        })
        .collect();
    let many = crossread(&["analyze", "--rules", "-j", "8"], &input);
    let ids: Vec<u64> = records(&many).iter().map(|r| r["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..1500).collect::<Vec<_>>());
    let one = crossread(&["analyze", "--rules", "--threads", "1"], &input);
    assert_eq!(many.stdout, one.stdout, "the number of threads changes nothing");
}

#[test]
fn an_answer_comes_before_the_input_ends() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_crossread"))
        .args(["analyze", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(stdin, "{}", json!({"id": id, "text": STORY})).unwrap();
        stdin.flush().unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn compare_sets_the_articles_of_an_event_side_by_side() {
    let output = crossread(&["compare"], &event("bridge"));
    assert!(output.status.success(), "{}", stderr(&output));
    let [record] = &records(&output)[..] else { panic!("{}", stdout(&output)) };
    assert_eq!(record["id"], "bridge");
    assert_eq!(record["columns"], json!(["Gazette", "Courier"]));
    let rows = record["rows"].as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        for (label, text) in [("Gazette", STORY), ("Courier", OTHER)] {
            let cell = &row["cells"][label];
            let place = |value: &Value| {
                (value["start"].as_u64().unwrap() as usize, value["end"].as_u64().unwrap() as usize)
            };
            if cell["covered"] == json!(false) {
                let named = &cell["in_passing"];
                if named.is_null() {
                    assert_eq!(cell, &json!({"covered": false}), "a silent cell says nothing else");
                } else {
                    let (start, end) = place(named);
                    assert_eq!(text.get(start..end), named["text"].as_str(), "{cell}");
                }
                continue;
            }
            let (start, end) = place(cell);
            assert!(text.get(start..end).is_some_and(|s| !s.is_empty()), "{cell}");
            for statement in cell["statements"].as_array().unwrap() {
                let (start, end) = place(statement);
                assert_eq!(text.get(start..end), statement["text"].as_str(), "statements are verbatim");
            }
        }
    }
}

#[test]
fn compare_by_speakers_has_speakers_for_columns() {
    let output = crossread(&["compare", "--by", "speakers"], &event("bridge"));
    let record = &records(&output)[0];
    let columns = record["columns"].as_array().unwrap();
    assert!(columns.iter().any(|c| c.as_str().is_some_and(|c| c.contains("Ruiz"))), "{columns:?}");
}

#[test]
fn text_files_together_are_one_event() {
    let folder = Folder::new("event");
    let files = [folder.file("gazette.txt", STORY), folder.file("courier.txt", OTHER)];
    let output = crossread(&["compare", &files[0], &files[1]], "");
    let [record] = &records(&output)[..] else { panic!("{}", stdout(&output)) };
    assert_eq!(record["columns"], json!(["gazette", "courier"]));
}

#[test]
fn csv_has_one_header_and_as_many_fields_in_each_record() {
    let input = format!("{}\n{}\n", event("=one"), event("two"));
    let output = crossread(&["compare", "--format", "csv"], &input);
    assert!(output.status.success());
    let table = csv(&stdout(&output));
    assert!(table.len() > 2);
    assert!(table.iter().all(|fields| fields.len() == table[0].len()), "{table:?}");
    assert_eq!(table.iter().filter(|fields| fields[0] == "id").count(), 1);
    assert!(table.iter().any(|fields| fields[0] == "two"));
    assert!(table.iter().flatten().all(|field| !field.starts_with('=')), "no field is a formula");
}

#[test]
fn markdown_is_a_table_with_a_word_for_silence() {
    let output = crossread(&["compare", "--format", "markdown"], &event("bridge"));
    let text = stdout(&output);
    let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert!(table[0].contains("Gazette") && table[0].contains("Courier"), "{text}");
    assert!(table[1].starts_with("| ---"));
    assert!(table.len() > 2 && text.contains("not mentioned"), "{text}");
}

#[test]
fn align_scores_pairs_in_order() {
    let pair = |id: u32, a: &str, b: &str| {
        json!({"id": id, "a": {"text": a, "start": 0}, "b": {"text": b}}).to_string()
    };
    let input = [
        pair(1, "The harbour bridge closes on Monday.", "On Monday the harbour bridge will close."),
        pair(2, "The harbour bridge closes on Monday.", "Voters in the north chose a new senator."),
    ]
    .join("\n");
    let output = crossread(&["align"], &input);
    let records = records(&output);
    assert_eq!(records.iter().map(|r| r["id"].clone()).collect::<Vec<_>>(), [1, 2]);
    assert!(records[0]["score"].as_f64() > records[1]["score"].as_f64(), "{records:?}");
    assert_eq!((&records[0]["same"], &records[1]["same"]), (&json!(true), &json!(false)));
}

#[test]
fn empty_input_is_no_error_and_a_wrong_option_is_one() {
    let output = crossread(&["analyze"], "");
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
    assert_eq!(crossread(&["compare", "--by", "colour"], "").status.code(), Some(2));
}

#[test]
fn progress_is_silent_unless_asked_for() {
    let input = json!({"id": 1, "text": STORY}).to_string();
    assert!(crossread(&["analyze"], &input).stderr.is_empty());
    let shown = stderr(&crossread(&["analyze", "--progress"], &input));
    assert!(shown.starts_with("1 articles, "), "{shown}");
}

#[test]
fn help_shows_the_formats_and_examples() {
    for command in ["analyze", "compare", "align"] {
        let help = stdout(&crossread(&[command, "--help"], ""));
        assert!(help.contains("Example") && help.contains("\"id\""), "{help}");
    }
}

/// Comma-separated values after RFC 4180.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut table, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => field.extend(rest.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                table.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    assert!(row.is_empty() && field.is_empty() && !quoted, "the last line ends");
    table
}
