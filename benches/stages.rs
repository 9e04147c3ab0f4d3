//! How long each stage takes on texts from 3 kB to 3 MB, one thread: `cargo bench --bench stages`.
//!
//! The texts are made up here from a few hundred words and the turns of news English, the same in each run;
//! `-- --texts FOLDER` writes them there instead, for the benchmark in the browser. Prints medians of the
//! processor's time (where the system tells it), and the exponent of growth: 1.0 is linear.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crossread::analysis::{Reading, overview, read};
use crossread::article::{Article, ArticleId};
use crossread::attribution::model::Learned;
use crossread::attribution::{Attributor, Rules, Together, speakers};
use crossread::comparison::CompareBy;
use crossread::figures::figures;
use crossread::text::Text;
use crossread::topics::topics;
use serde_json::Value;

const SIZES: [usize; 4] = [3_000, 30_000, 300_000, 3_000_000];
/// An article of 900 words, for the browser alone.
const ARTICLE: usize = 5_400;

const WEIGHTS: &[u8] = include_bytes!("../static/model/attribution.bin");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == "--texts") {
        return write_texts(arguments.get(at + 1).map_or(".", String::as_str));
    }
    let Ok(learned) = Learned::from_bytes(WEIGHTS).map(Together::new) else { return ExitCode::FAILURE };
    println!("| median, ms | 3 kB | 30 kB | 300 kB | 3 MB | exponent |");
    println!("| :--------- | ---: | ----: | -----: | ---: | -------: |");
    row("text: parts, sentences, tokens", |text| median(|| black_box(Text::new(text))));
    row("attribution by rules", |source| {
        let text = Text::new(source);
        median(|| black_box(Rules.attributions(&text)))
    });
    row("attribution by the learned model", |source| {
        let text = Text::new(source);
        median(|| black_box(learned.attributions(&text)))
    });
    row("speakers", |source| {
        let text = Text::new(source);
        let found = Rules.attributions(&text);
        median(|| black_box(speakers::resolve(&text, &mut found.clone())))
    });
    row("figures", |source| {
        let text = Text::new(source);
        median(|| black_box(figures(&text, None)))
    });
    row("topics", |source| {
        let reading = read(&article(0, source), &Rules);
        median(|| black_box(topics(&[&reading])))
    });
    row("all, one article, rules", |source| median(|| black_box(read(&article(0, source), &Rules))));
    row("all, one article, learned", |source| median(|| black_box(read(&article(0, source), &learned))));
    // Twelve of the larger ones are more than a browser is meant to take.
    sizes("comparison of 12 such articles", &SIZES[..2], |size| {
        let parts = (0..12).map(|i| news(size).replace("\n\n", &format!("\n\nIn case {i}, ")));
        let readings: Vec<_> = (0..).zip(parts).map(|(i, part)| read(&article(i, &part), &Rules)).collect();
        let readings: Vec<_> = readings.iter().collect();
        median(|| black_box(overview(&readings, &[], CompareBy::Articles)))
    });
    real_news();
    ExitCode::SUCCESS
}

/// The same for real news of more and more words, where that lies beside the repository.
fn real_news() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/polnear/train.jsonl");
    let Ok(lines) = std::fs::read_to_string(corpus) else {
        println!("\nskipped: real news, which is not in {corpus}");
        return;
    };
    let text = |line: &str| Some(serde_json::from_str::<Value>(line).ok()?["text"].as_str()?.to_owned());
    let texts: Vec<String> = lines.lines().filter_map(text).collect();
    let mut rows: Vec<(usize, f64, f64)> = Vec::new();
    for many in [1, 2, 4, 8] {
        let parts: Vec<String> = texts.chunks(many).take(12).map(|c| c.join("\n\n")).collect();
        let words = parts.iter().map(|p| p.split_whitespace().count()).sum();
        let readings = || -> Vec<Reading> {
            (0..).zip(&parts).map(|(i, part)| read(&article(i, part), &Rules)).collect()
        };
        let compared =
            |readings: &[Reading]| overview(&readings.iter().collect::<Vec<_>>(), &[], CompareBy::Articles);
        let known = readings();
        let alone = median(|| black_box(compared(&known)));
        let all = median(|| black_box(compared(&readings())));
        rows.push((words, alone.as_secs_f64() * 1e3, all.as_secs_f64() * 1e3));
    }
    let cells = |f: &dyn Fn(&(usize, f64, f64)) -> String| rows.iter().map(f).collect::<String>();
    let exponent = |of: &dyn Fn(&(usize, f64, f64)) -> f64| {
        let (first, last) = (&rows[0], &rows[rows.len() - 1]);
        (of(last) / of(first)).ln() / (last.0 as f64 / first.0 as f64).ln()
    };
    println!("\n| words in 12 real articles |{} exponent |", cells(&|r| format!(" {} |", r.0)));
    println!("| :-- |{} --: |", cells(&|_| " --: |".into()));
    println!("| compared, ms |{} {:.2} |", cells(&|r| format!(" {:.1} |", r.1)), exponent(&|r| r.1));
    println!(
        "| read by rules and compared, ms |{} {:.2} |",
        cells(&|r| format!(" {:.1} |", r.2)),
        exponent(&|r| r.2)
    );
}

fn write_texts(folder: &str) -> ExitCode {
    for size in SIZES.into_iter().chain([ARTICLE]) {
        if let Err(e) = std::fs::write(format!("{folder}/{size}.txt"), news(size)) {
            eprintln!("{folder}: {e}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn row(name: &str, measure: impl Fn(&str) -> Duration) {
    sizes(name, &SIZES, |size| measure(&news(size)));
}

/// A row for some of the sizes, the smallest first.
fn sizes(name: &str, sizes: &[usize], measure: impl Fn(usize) -> Duration) {
    let times: Vec<f64> = sizes.iter().map(|size| measure(*size).as_secs_f64() * 1e3).collect();
    let growth = |list: &[f64]| (list[list.len() - 1] / list[0]).ln();
    let bytes: Vec<f64> = sizes.iter().map(|size| *size as f64).collect();
    let exponent = growth(&times) / growth(&bytes);
    let cells: String = times.iter().map(|ms| format!(" {ms:.3} |")).collect();
    let rest = " – |".repeat(SIZES.len() - sizes.len());
    println!("| {name} |{cells}{rest} {exponent:.2} |");
}

fn article(id: u32, text: &str) -> Article {
    Article {
        id: ArticleId(id),
        label: format!("Paper {id}"),
        title: None,
        date: None,
        url: None,
        text: text.into(),
    }
}

/// The median of up to 25 runs, fewer when they take long. Short ones are repeated within a run: some systems count the
/// processor's time in steps of milliseconds.
fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    const SHORT: Duration = Duration::from_millis(100);
    run();
    let first = Instant::now();
    run();
    let many = 1 + (SHORT.as_nanos() / first.elapsed().as_nanos().max(1)).min(10_000) as u32;
    let begin = Instant::now();
    let mut times = Vec::new();
    while times.len() < 25 && (times.len() < 3 || begin.elapsed() < Duration::from_secs(1)) {
        let (start, processor) = (Instant::now(), processor_time());
        for _ in 0..many {
            run();
        }
        let taken = processor_time().zip(processor).map(|(now, then)| now - then);
        times.push(taken.unwrap_or_else(|| start.elapsed()) / many);
    }
    times.sort();
    times[times.len() / 2]
}

/// How long this thread has been on a processor: other programs do not count. Linux says.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// About `size` bytes of something like news.
fn news(size: usize) -> String {
    const PEOPLE: [&str; 8] = [
        "Mayor Ana Ruiz",
        "Senator Paul Whitfield",
        "the harbour authority",
        "Ms. Ruiz",
        "the union",
        "a spokesman for the ministry",
        "Erik Lindqvist",
        "he",
    ];
    const NOUNS: [&str; 24] = [
        "harbour",
        "budget",
        "ferry",
        "bridge",
        "council",
        "tunnel",
        "contract",
        "strike",
        "report",
        "vote",
        "permit",
        "school",
        "hospital",
        "tax",
        "delay",
        "inquiry",
        "storm",
        "market",
        "station",
        "river",
        "housing plan",
        "water supply",
        "cost overrun",
        "safety review",
    ];
    const VERBS: [&str; 8] =
        ["said", "told reporters", "argued", "denied", "announced", "wrote", "warned", "asked"];
    let mut state = 42u64;
    let mut pick = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let mut out = String::from("Council weighs new harbour bridge\n\n");
    while out.len() < size {
        let (who, verb) = (PEOPLE[pick(8)], VERBS[pick(8)]);
        let (a, b, c) = (NOUNS[pick(24)], NOUNS[pick(24)], NOUNS[pick(24)]);
        let n = 2 + pick(90);
        match pick(4) {
            0 => out += &format!("“The {a} will not wait for the {b},” {verb} {who}. "),
            1 => {
                out += &format!(
                    "According to {who}, the {a} cost ${n} million more than the {b} of {}. ",
                    1990 + pick(30)
                )
            }
            2 => {
                out += &format!(
                    "{who} {verb} that the {a} was part of the {b}, and that {n} percent of the {c} had been paid. "
                )
            }
            _ => {
                out += &format!("The {a} stood beside the {b} for {n} years before the {c} came on Tuesday. ")
            }
        }
        if pick(4) == 0 {
            out += "\n\n";
        }
    }
    out
}
