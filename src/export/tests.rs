//! Exports of one small session, in which the texts try to break out of every format.

use super::*;
use crate::article::{ArticleId, Date};
use crate::attribution::{Attribution, QuotationKind, Reason, Speaker, SpeakerId, SpeakerKind};
use crate::comparison::{Column, ColumnKind, CompareBy, Finding, FindingKind};
use crate::text::{ParagraphKind, Span};
use crate::topics::{Mention, Topic, TopicId, TopicKind};

const FIRST: &str = "“The <b>dam</b> is safe, | for now,” said O'Neil & Co.\n\n=SUM(A1) is a formula.";
const SECOND: &str = "Nothing was said.";

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

fn article(id: u32, label: &str, text: &str) -> Article {
    Article { id: ArticleId(id), label: label.into(), title: None, date: None, url: None, text: text.into() }
}

fn session() -> Session {
    let first = Article {
        date: Date::new(2024, 5, 6),
        url: Some("https://example.org/?a=1&b=2".into()),
        ..article(0, "The <Dam> Post", FIRST)
    };
    let second = Article { url: Some("javascript:alert(1)".into()), ..article(1, "@Quay", SECOND) };
    Session { articles: vec![first, second], ..Session::default() }
}

fn analyses() -> Vec<Analysis> {
    let content = span(FIRST, "“The <b>dam</b> is safe, | for now,”");
    let attribution = Attribution {
        source: vec![span(FIRST, "O'Neil & Co")],
        cue: vec![span(FIRST, "said")],
        content: vec![content],
        kind: QuotationKind::Direct,
        act: Default::default(),
        speaker: Some(SpeakerId(0)),
        confidence: 0.91,
        reason: Default::default(),
    };
    let speaker = Speaker {
        name: "O'Neil & Co".into(),
        aliases: vec![],
        kind: SpeakerKind::Institution,
        mentions: vec![],
    };
    let paragraphs = vec![
        (ParagraphKind::Body, Span::new(0, FIRST.find('\n').unwrap())),
        (ParagraphKind::Body, span(FIRST, "=SUM(A1) is a formula.")),
    ];
    let first = Analysis {
        paragraphs,
        attributions: vec![attribution],
        speakers: vec![speaker],
        ..Default::default()
    };
    vec![first, Analysis::default()]
}

fn comparison() -> Comparison {
    let content = span(FIRST, "“The <b>dam</b> is safe, | for now,”");
    let passage = |span, attribution| Passage { article: 0, span, sentence: span, attribution, score: 1.0 };
    let cell = |passage| Cell { passages: vec![passage], in_passing: None };
    let row = |label: &str, passage| Row {
        topic: TopicId(0),
        label: label.into(),
        aliases: vec![],
        cells: vec![cell(passage), Cell::default()],
        coverage: Coverage::Only(0),
        claims: vec![],
        discrepancies: vec![],
    };
    let topic = Topic {
        label: "dam".into(),
        aliases: vec![],
        kind: TopicKind::Phrase,
        mentions: vec![Mention { article: 0, span: span(FIRST, "dam") }],
        score: 1.0,
        parent: None,
    };
    let column = |name: &str, article| Column { name: name.into(), kind: ColumnKind::Article(article) };
    let mut rows = vec![
        row("dam", passage(content, Some(0))),
        row("=formula", passage(span(FIRST, "=SUM(A1) is a formula."), None)),
    ];
    rows[1].topic = TopicId(1);
    Comparison {
        by: CompareBy::Articles,
        topics: vec![topic],
        columns: vec![column("The <Dam> Post", 0), column("@Quay", 1)],
        rows,
        findings: vec![Finding {
            kind: FindingKind::Only,
            sentence: "Only The <Dam> Post mentions the dam.".into(),
            row: Some(0),
            columns: vec![0],
            passages: vec![],
            figures: vec![],
        }],
        ..Comparison::default()
    }
}

fn with_report(check: impl Fn(&Report)) {
    let (session, analyses, comparison) = (session(), analyses(), comparison());
    check(&Report::new(&session, &analyses, &comparison));
}

/// A reader of RFC 4180, strict about quotes.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (vec![], vec![], String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    assert!(record.is_empty() && field.is_empty() && !quoted);
    records
}

#[test]
fn a_topic_that_is_named_in_passing_is_not_called_silence() {
    let (session, analyses, mut comparison) = (session(), analyses(), comparison());
    comparison.rows[0].cells[1].in_passing = comparison.rows[1].cells[0].passages.first().cloned();
    let report = Report::new(&session, &analyses, &comparison);
    assert_eq!(csv::cell(&report, 0, 1).unwrap(), "only in passing: =SUM(A1) is a formula.");
    assert!(markdown::row(&report, 0).unwrap().contains("*only in passing:*"));
    assert!(web_page::page(&report).contains("<i>only in passing:</i>"));
    let lines = csv::passage_records(&report);
    let named = lines.iter().find(|l| l[3] == "false").unwrap();
    assert_eq!(named[8], "=SUM(A1) is a formula.");
}

#[test]
fn every_document_names_its_sources_and_the_tool() {
    with_report(|report| {
        let hash = sha256::sha256_hex(FIRST.as_bytes());
        let documents = [
            csv::passages(report),
            csv::statements(report),
            csv::sheet(report),
            markdown::document(report),
            json::document(report),
            web_page::page(report),
        ];
        for document in documents {
            for fact in ["2024-05-06", "https://example.org/?a=1", TOOL, &hash] {
                assert!(document.contains(fact), "{fact} in {document}");
            }
            assert!(!document.contains("javascript:"), "{document}");
        }
    });
}

#[test]
fn what_the_reader_added_says_so_in_every_document() {
    let (session, mut analyses, comparison) = (session(), analyses(), comparison());
    analyses[0].attributions[0].reason = Reason::Added;
    let report = Report::new(&session, &analyses, &comparison);
    for document in [csv::statements(&report), markdown::document(&report), web_page::page(&report)] {
        assert!(document.contains("added by a reader"), "{document}");
    }
    let lines = read_csv(&csv::statements(&report));
    let column = lines[0].iter().position(|name| name == "reason").unwrap();
    assert_eq!(lines[1][column], "added by a reader");
}

#[test]
fn comma_separated_values_are_rectangular_and_run_nothing() {
    with_report(|report| {
        for document in
            [csv::passages(report), csv::statements(report), csv::table(report), csv::sheet(report)]
        {
            let records = read_csv(&document);
            assert!(records.iter().all(|record| record.len() == records[0].len()), "{document}");
            let formula = |field: &String| field.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!records.iter().flatten().any(formula), "{document}");
        }
        let table = read_csv(&csv::table(report));
        assert_eq!(table[0], ["topic", "The <Dam> Post", "'@Quay", "remarks"]);
        assert_eq!(
            table[1],
            [
                "dam",
                "O'Neil & Co said: “The <b>dam</b> is safe, | for now,”",
                "not mentioned",
                "only in The <Dam> Post"
            ]
        );
        assert_eq!(csv::cell(report, 0, 1).unwrap(), "not mentioned");
        assert_eq!(csv::cell(report, 9, 9), None);
    });
    assert_eq!(csv::field(" =1+1"), "\"' =1+1\"");
    assert_eq!(csv::field("a \"b\""), "\"a \"\"b\"\"\"");
    assert_eq!(csv::field("plain"), "plain");
}

#[test]
fn differing_figures_omissions_and_findings_stand_in_every_table() {
    let (mut session, analyses, mut comparison) = (session(), analyses(), comparison());
    session.articles[1].text = "Five of *them*, not 1.".into();
    let figure = |column, article: u32, part| {
        let span = span(&session.articles[article as usize].text, part);
        crate::comparison::FigureAt { column, article, span }
    };
    let figures = vec![figure(0, 0, "A1"), figure(1, 1, "Five"), figure(1, 1, "Five")];
    let apart = String::new();
    comparison.rows[0].discrepancies =
        vec![crate::comparison::Discrepancy { figures, severity: Severity::Hard, apart }];
    comparison.rows[0].coverage = Coverage::All;
    comparison.rows[1].coverage = Coverage::Some;
    let report = Report::new(&session, &analyses, &comparison);
    let differ = "figures differ: A1 (The <Dam> Post), Five (@Quay)";
    let sheet = read_csv(&csv::sheet(&report));
    assert_eq!((sheet[1][3].as_str(), sheet[2][3].as_str()), (differ, "left out by @Quay"));
    assert_eq!(sheet[3][..2], ["(finding)", "Only The <Dam> Post mentions the dam."]);
    let document = markdown::document(&report);
    let place = |words: &str| document.find(words).unwrap_or_else(|| panic!("{words} in {document}"));
    assert!(place("mentions the dam.") < place("| Topic |"), "findings first");
    place("| dam *(figures differ: A1 (The \\<Dam\\> Post), Five (@Quay))* |");
    let page = web_page::page(&report);
    assert!(
        page.contains("dam<br><small>figures differ: A1 (The &lt;Dam&gt; Post), Five (@Quay)</small></th>")
    );
    comparison.by = CompareBy::Speakers;
    comparison.rows[0].coverage = Coverage::Only(0);
    let report = Report::new(&session, &analyses, &comparison);
    assert_eq!(report.remarks(&comparison.rows[0]), [differ, "only The <Dam> Post"]);
}

#[test]
fn a_statement_comes_with_the_word_by_which_it_was_made() {
    let (session, analyses, comparison) = (session(), analyses(), comparison());
    let report = Report::new(&session, &analyses, &comparison);
    let attribution = &analyses[0].attributions[0];
    let passage = |span| Passage { article: 0, span, sentence: span, attribution: Some(0), score: 1.0 };
    assert_eq!(report.by(&passage(attribution.content[0])).as_deref(), Some("O'Neil & Co said"));
    // A passage that holds the word says it itself.
    let whole = Span::new(0, FIRST.find('\n').unwrap());
    assert_eq!(report.by(&passage(whole)).as_deref(), Some("O'Neil & Co"));
    // Where another speaks in it too, it is both's.
    let mut two = analyses.clone();
    let other = SpeakerId(two[0].speakers.len() as u32);
    let lee = Speaker { name: "Lee".into(), ..two[0].speakers[0].clone() };
    two[0].speakers.push(lee);
    two[0].attributions.push(Attribution { speaker: Some(other), ..attribution.clone() });
    let report = Report::new(&session, &two, &comparison);
    assert_eq!(report.by(&passage(whole)).as_deref(), Some("O'Neil & Co; Lee"));
    let text = "According to Lee, all is well: so";
    for (cue, expected) in [("According to", "Lee"), (":", "Lee"), ("all is", "Lee all is")] {
        let cued = Attribution { cue: vec![span(text, cue)], ..attribution.clone() };
        assert_eq!(super::by(&article(0, "", text), "Lee", &cued), expected);
    }
}

#[test]
fn nothing_from_a_text_is_markdown() {
    with_report(|report| {
        let table = markdown::table(report);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "| Topic | The \\<Dam\\> Post | @Quay |");
        assert_eq!(
            lines[2],
            "| dam *(only in The \\<Dam\\> Post)* | **O'Neil \\& Co said:** “The \\<b\\>dam\\</b\\> is safe, \\| for now,” | *not mentioned* |"
        );
        assert_eq!(markdown::cell(report, 0, 0).unwrap().lines().count(), 1);
        assert_eq!(markdown::row_alone(report, 1).unwrap().lines().count(), 3);
        assert_eq!(markdown::row(report, 9), None);
    });
    assert_eq!(markdown::text("1. a\n# b"), "1\\. a \\# b");
    assert_eq!(markdown::text("- a"), "\\- a");
}

#[test]
fn json_has_the_spans_and_the_text_that_they_count_in() {
    with_report(|report| {
        let value: serde_json::Value = serde_json::from_str(&json::document(report)).unwrap();
        assert_eq!(value["format"], "crossread-analysis");
        let article = &value["articles"][0];
        let span = &article["attributions"][0]["cue"][0];
        let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
        assert_eq!(&article["text"].as_str().unwrap()[start..end], "said");
        assert_eq!(value["comparison"]["rows"][0]["label"], "dam");
    });
}

#[test]
fn the_page_holds_every_word_once_and_no_script() {
    with_report(|report| {
        let page = web_page::page(report);
        for bad in ["<script", "<b>dam", "onclick", " style=", "src="] {
            assert!(!page.contains(bad), "{bad}");
        }
        assert!(page.contains("<mark class=\"t0\" data-topic=\"dam\" title=\"dam\">dam</mark>"));
        assert!(page.contains("data-speaker=\"O&#39;Neil &amp; Co\""));
        // What a link of the table points to is there.
        for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
        }
        // Without its tags the article is the text.
        let article = page.split("<article>").nth(1).unwrap().split("</article>").next().unwrap();
        let mut words = String::new();
        for (i, part) in article.split('<').enumerate() {
            words += if i == 0 { part } else { part.split_once('>').unwrap().1 };
        }
        for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&quot;", "\""), ("&amp;", "&")] {
            words = words.replace(entity, c);
        }
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&words), plain(&format!("The <Dam> Post {FIRST}")));
    });
}

#[test]
fn indices_that_point_nowhere_do_no_harm() {
    let session = session();
    let mut comparison = comparison();
    comparison.rows[0].cells[0].passages[0].article = 9;
    comparison.rows[0].cells[0].passages[0].attribution = Some(99);
    comparison.rows[1].cells[0].passages[0].span = Span::new(1, 4000);
    comparison.rows[1].topic = TopicId(9);
    comparison.topics[0].mentions[0].span = Span::new(1, 2);
    let report = Report::new(&session, &[], &comparison);
    for document in [csv::passages(&report), csv::table(&report), markdown::document(&report)] {
        assert!(!document.is_empty());
    }
    assert!(web_page::page(&report).contains("The &lt;Dam&gt; Post"));
}
