//! What articles, speakers and topics are called within a sentence: in quotation marks, with "the", and whether one or many.

use super::{Column, ColumnKind, Comparison, Row};
use crate::analysis::Reading;
use crate::attribution::SpeakerKind;
use crate::topics::TopicKind;

/// What an article is called within a sentence.
pub(super) fn article_name(readings: &[&Reading], article: u32) -> String {
    let label = readings.get(article as usize).map_or("", |r| r.article.label.trim());
    if label.is_empty() { format!("Article {}", article + 1) } else { set_off(label) }
}

/// A speaker's name, with the article that the text gives it: "the Kremlin".
pub(super) fn speaker_name(reading: &Reading, speaker: usize) -> String {
    let Some(s) = reading.analysis.speakers.get(speaker) else { return String::new() };
    let source = &reading.text.source;
    let led = s.mentions.iter().any(|m| {
        source
            .get(..m.start as usize)
            .is_some_and(|before| before.ends_with("the ") || before.ends_with("The "))
            && m.of(source) == s.name
    });
    let body = matches!(s.kind, SpeakerKind::Institution | SpeakerKind::Document | SpeakerKind::Group);
    let common = s.name.split_whitespace().last().is_some_and(|w| w.starts_with(char::is_lowercase));
    let article = ["The ", "the ", "A ", "An ", "Other ", "Some "].iter().find(|a| s.name.starts_with(**a));
    match article {
        Some(article) if common => format!("{}{}", article.to_lowercase(), &s.name[article.len()..]),
        // "The Bank of Norwick", and what has no name of its own: "the government", but "campaigners".
        _ if body && of_place(&s.name) || led && (body || common) => format!("the {}", s.name),
        _ if common && s.name.starts_with(char::is_lowercase) && s.name.split(' ').count() <= 4 => {
            format!("{}{}", if is_plural(&s.name) { "" } else { "the " }, s.name)
        }
        _ => set_off(&s.name),
    }
}

/// "Bank of Norwick", but not "Friends of Norwick": one body, by what it is and of what.
fn of_place(name: &str) -> bool {
    let of = name.split_once(" of ").filter(|_| !name.starts_with("The "));
    of.is_some_and(|(body, _)| body.starts_with(char::is_uppercase) && !is_plural(body))
}

fn is_plural(name: &str) -> bool {
    name.ends_with('s') && !name.ends_with("ss")
}

/// What a column does: "Courier has", "officials have".
pub(super) fn verb(column: &Column, one: &'static str, many: &'static str) -> &'static str {
    let name = &column.name;
    let group = matches!(column.kind, ColumnKind::Speaker { kind: SpeakerKind::Group, .. });
    let common = group || name.rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_lowercase));
    let speaker = matches!(column.kind, ColumnKind::Speaker { .. });
    if speaker && (common && is_plural(name) || group && name.contains(" and ")) { many } else { one }
}

/// In quotation marks what a sentence could not hold as a name: small letters first, or long.
pub(super) fn set_off(label: &str) -> String {
    let name = label.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let plain = name && label.split_whitespace().count() <= 5 && !label.contains(['?', '!', ':', ';']);
    if plain || label.starts_with("The ") {
        return label.to_owned();
    }
    // Marks within marks are single ones.
    let inner = |c: char| match c {
        '“' => '‘',
        '”' => '’',
        c => c,
    };
    format!("“{}”", label.chars().map(inner).collect::<String>())
}

pub(super) fn column_name(readings: &[&Reading], column: &Column) -> String {
    match &column.kind {
        ColumnKind::Article(i) => article_name(readings, *i),
        ColumnKind::Narration(i) => format!("{} in its own words", article_name(readings, *i)),
        ColumnKind::Speaker { in_articles, .. } => {
            let called = in_articles.iter().find_map(|(a, s)| {
                let reading = *readings.get(*a as usize)?;
                let speaker = reading.analysis.speakers.get(*s as usize)?;
                (speaker.name == column.name).then(|| speaker_name(reading, *s as usize))
            });
            called.unwrap_or_else(|| set_off(&column.name))
        }
    }
}

/// A topic within a sentence: a phrase in quotation marks, a name as the texts give it ("the Kremlin").
pub(super) fn topic_name(readings: &[&Reading], comparison: &Comparison, row: &Row) -> String {
    let topic = comparison.topics.get(row.topic.0 as usize);
    if topic.is_none_or(|t| matches!(t.kind, TopicKind::Phrase | TopicKind::Own)) {
        return format!("“{}”", row.label);
    }
    let led = topic.is_some_and(|t| {
        t.mentions.iter().any(|m| {
            let source = readings.get(m.article as usize).map_or("", |r| r.text.source.as_str());
            let before = source.get(..m.span.start as usize).unwrap_or("");
            m.span.of(source) == row.label && (before.ends_with("the ") || before.ends_with("The "))
        })
    });
    if led || of_place(&row.label) { format!("the {}", row.label) } else { row.label.clone() }
}

/// "A", "A and B", "A, B and C".
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
