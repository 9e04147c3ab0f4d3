//! Discrepancies between small texts of our own.

use super::*;
use crate::analysis::sample;
use crate::comparison::{CompareBy, compare};
use crate::topics::{Mention, Topic, TopicKind};

/// The discrepancies of two articles in the row of one topic that both speak of.
fn between(a: &str, b: &str, topic: &str) -> Vec<(Severity, String)> {
    let readings = [sample(0, "Outlet 0", a), sample(1, "Outlet 1", b)];
    let refs: Vec<&Reading> = readings.iter().collect();
    let mentions = (0u32..)
        .zip(&readings)
        .flat_map(|(article, r)| {
            r.text
                .source
                .match_indices(topic)
                .map(move |(at, _)| Mention { article, span: Span::new(at, at + topic.len()) })
        })
        .collect();
    let topic = Topic {
        label: topic.into(),
        aliases: Vec::new(),
        kind: TopicKind::Phrase,
        mentions,
        score: 1.0,
        parent: None,
    };
    let comparison = compare(&refs, vec![topic], CompareBy::Articles);
    comparison.rows.iter().flat_map(|r| &r.discrepancies).map(|d| (d.severity, d.apart.clone())).collect()
}

#[test]
fn many_figures_of_one_kind_do_not_mean_many_more_pairs() {
    let pairs = |many: u32| {
        let text = |from: u32| -> String {
            (0..many).map(|i| format!("House {i} was sold for ${} on Monday. ", from + 2 * i)).collect()
        };
        let readings = [sample(0, "Outlet 0", &text(10_000)), sample(1, "Outlet 1", &text(10_001))];
        let refs: Vec<&Reading> = readings.iter().collect();
        let told: Vec<Told> = (0u32..)
            .zip(&readings)
            .flat_map(|(article, r)| {
                r.text.sentences.iter().map(move |s| Passage {
                    article,
                    span: s.span,
                    sentence: s.span,
                    attribution: None,
                    score: 0.0,
                })
            })
            .map(|passage| Told { column: 0, fact: Fact::default(), claim: None, passage })
            .collect();
        candidates(&measure(&refs, &told, &Facts::new(&refs)), &told).len()
    };
    let (few, more) = (pairs(300), pairs(1200));
    assert!(few > 1000, "{few}");
    assert!(more < 5 * few, "{few} {more}: four times the figures, not sixteen times the pairs");
}

#[test]
fn amounts_for_one_thing_that_cannot_both_be_true() {
    let found = between(
        "The mayor opened a school. She billed the city $5,687.75 for the flight to Lisbon. It rained all day.",
        "Records were shown on Friday. The mayor charged the city $5,587.75 for her flight to Lisbon. Nobody spoke.",
        "flight",
    );
    assert_eq!(found, [(Severity::Hard, "$100 apart".to_owned())]);
    let found = between(
        "The bridge is shut. Drivers follow a detour of 19 miles by way of Tarnford. It rained all day.",
        "Cracks were found. Drivers face a detour of 23 miles by way of Tarnford. Nobody spoke.",
        "detour",
    );
    assert_eq!(found, [(Severity::Hard, "4 miles apart".to_owned())]);
}

#[test]
fn rounded_figures_are_no_discrepancy() {
    let found = between(
        "The mayor opened a school. She billed the city $5,687,750 for the flight to Lisbon. It rained all day.",
        "Records were shown on Friday. The mayor charged the city nearly $5.7 million for her flight to Lisbon. Nobody spoke.",
        "flight",
    );
    assert_eq!(found, []);
}

#[test]
fn figures_for_different_things_are_none() {
    let found = between(
        "The mayor opened a school. She billed the city $5,687.75 for the flight to Lisbon. It rained all day.",
        "Records were shown on Friday. After the flight, the hotel cost her guests $6,100. Nobody spoke.",
        "flight",
    );
    assert_eq!(found, []);
}

#[test]
fn two_lengths_of_one_event_differ_softly_even_in_one_article() {
    let found = between(
        "The ministers spoke on the phone for over two hours on Monday. Nothing was signed. \"Our call lasted almost two and a half hours,\" said Ms. Olsen.",
        "Elsewhere, a phone rang.",
        "phone",
    );
    assert_eq!(found, [(Severity::Soft, "up to 30 minutes apart".to_owned())]);
}

#[test]
fn another_occasion_has_figures_of_its_own() {
    let found = between(
        "The ministers spoke on the phone for two hours on Monday. The talks of March 3 and 4 had failed.",
        "The ministers spoke on the phone for three hours on Monday, before leaving for Thanksgiving.",
        "phone",
    );
    assert_eq!(found, []);
}

#[test]
fn differences_are_worded_for_readers() {
    for (minutes, expected) in
        [(30.0, "30 minutes"), (1.0, "1 minute"), (90.0, "1.5 hours"), (2880.0, "2 days")]
    {
        assert_eq!(duration(minutes), expected);
    }
    for (amount, expected) in
        [(100.0, "$100"), (99.5, "$99.50"), (1_940_000.0, "$1.94 million"), (12_000.0, "$12,000")]
    {
        assert_eq!(money("USD", amount), expected);
    }
    assert_eq!(money("CHF", 2000.0), "2,000 CHF");
}
