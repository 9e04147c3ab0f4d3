//! Discrepancies between small texts of our own.

use super::wording::{duration, money};
use super::*;
use crate::analysis::{overview, sample};
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
        pairs::candidates(&measure(&refs, &told, &Facts::new(&refs), &Singles::of_all(&refs)), &told).len()
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
    for (amount, expected) in [
        (100.0, "$100"),
        (99.5, "$99.50"),
        (1_940_000.0, "$1.94 million"),
        (12_000.0, "$12,000"),
        (1e12, "$1 trillion"),
    ] {
        assert_eq!(money("USD", amount), expected);
    }
    assert_eq!(money("CHF", 2000.0), "2,000 CHF");
}

/// The discrepancies of whole articles, in the rows that their table has.
fn in_table(a: &str, b: &str) -> Vec<(Severity, String)> {
    let readings = [sample(0, "Outlet 0", a), sample(1, "Outlet 1", b)];
    let comparison = overview(&[&readings[0], &readings[1]], &[], CompareBy::Articles);
    comparison.rows.iter().flat_map(|r| &r.discrepancies).map(|d| (d.severity, d.apart.clone())).collect()
}

#[test]
fn one_thing_under_two_nouns_or_far_apart_in_size() {
    for (a, b, expected) in [
        // Perhaps seven were no passengers, so this is no more than a hint.
        (
            "At least 212 passengers died when the ferry Star of Lamora sank.",
            "The sinking of the ferry Star of Lamora killed 229 people.",
            (Severity::Soft, "up to 17 apart"),
        ),
        (
            "Clashes in Velmont left 14 police officers injured on Saturday.",
            "On Saturday 11 officers were injured in clashes in Velmont.",
            (Severity::Hard, "3 apart"),
        ),
        // A digit too many.
        (
            "The steel plant at Millbrook will dismiss 4,000 workers in spring.",
            "The steel plant at Millbrook will dismiss 400 workers in spring.",
            (Severity::Hard, "3,600 apart"),
        ),
        (
            "Former mayor Victor Crane, 63, was sentenced on Thursday.",
            "A court sentenced Victor Crane, 64, on Thursday.",
            (Severity::Hard, "1 year apart"),
        ),
        (
            "The two sides agreed to deliver 2 billion cubic metres of gas in spring.",
            "The two sides agreed to deliver 2.5 billion cubic metres of gas in spring.",
            (Severity::Hard, "500 million cubic metres apart"),
        ),
        // Under two nouns, but the same happens to them.
        (
            "Rescuers pulled 341 survivors from the water of the strait, the commander of the coastguard, Peter Holm, said.",
            "The commander of the coastguard, Peter Holm, said 337 people had been saved in the strait.",
            (Severity::Soft, "4 apart"),
        ),
        // Not the first words around the figures are the same, but the figures next to them.
        (
            "The Metalworkers Union seeks 9 percent over three years at Norden.",
            "The Metalworkers Union at Norden is demanding a raise of 9 percent over two years.",
            (Severity::Soft, "up to 1 year apart"),
        ),
        (
            "The bank expects inflation to reach its 2 percent target in 2025.",
            "The bank said inflation would return to its target of 2 percent by 2026.",
            (Severity::Hard, "1 year apart"),
        ),
        // One word, but the values are near.
        (
            "Norden has offered 4.5 percent, the union said on Monday. It rained.",
            "The company Norden offered just 4 percent, the union said. Nobody spoke.",
            (Severity::Hard, "0.5 percentage points apart"),
        ),
        (
            "Lawmakers are to vote on the bill on May 26. The government has a majority of twelve seats.",
            "Parliament votes on the bill on May 24. Nobody spoke of the seats.",
            (Severity::Hard, "2 days apart"),
        ),
        (
            "The court ordered Crane to hand over £300,000 to the city.",
            "The court ordered Crane to hand over £350,000 to the city.",
            (Severity::Hard, "£50,000 apart"),
        ),
        (
            "The Navarro plant, which is closing, employs 6,200 people.",
            "The Navarro plant, which is closing, has 6,800 employees.",
            (Severity::Soft, "600 apart"),
        ),
        (
            "Average pay for a ward nurse is 31,400 pounds a year, the union said.",
            "Average pay for a ward nurse is £34,000 a year, the union said.",
            (Severity::Hard, "£2,600 apart"),
        ),
        (
            "Priya Nair, a 41-year-old doctor, won the by-election on Friday.",
            "Priya Nair, 43, a doctor, won the by-election on Friday.",
            (Severity::Hard, "2 years apart"),
        ),
        (
            "The Ash bridge will not reopen until October, the council said.",
            "The Ash bridge will reopen in September, the council said.",
            (Severity::Hard, "different months"),
        ),
        (
            "Inspectors found cracks in two of its five piers, the council said.",
            "Inspectors found cracks in three of its five piers, the council said.",
            (Severity::Hard, "1 apart"),
        ),
    ] {
        let found = in_table(a, b);
        assert_eq!(found, [(expected.0, expected.1.to_owned())], "{a} / {b}");
    }
}

#[test]
fn parts_and_wholes_are_not_set_against_each_other() {
    for (a, b) in [
        (
            "Jurors found Crane guilty on nine of 11 counts of bribery.",
            "Crane was found guilty on nine counts of bribery.",
        ),
        (
            "In all 212 people died when the ferry sank in the strait.",
            "Among those who died when the ferry sank in the strait were 180 people from Lamora.",
        ),
        (
            "A poll found that 58 percent reject the reform.",
            "A poll found that support fell from 64 percent for the reform.",
        ),
        (
            "In all 15 people died in the fire at the school in Bruck.",
            "In all 11 children died in the fire at the school in Bruck.",
        ),
        (
            "The union seeks 9 percent over three years. Crane was mayor for two years.",
            "The union seeks 9 percent over three years. The quay opens in three years.",
        ),
        (
            "Crane, who was mayor for nine years, was sentenced to seven years.",
            "Crane was sentenced to seven years. He was mayor for nine years.",
        ),
    ] {
        assert_eq!(in_table(a, b), [], "{a} / {b}");
    }
}

#[test]
fn who_has_one_of_the_figures_is_not_silent() {
    let readings = [
        sample(
            0,
            "Outlet 0",
            "The mayor opened a school. She billed the city $5,687.75 for the flight to Lisbon. It rained all day.",
        ),
        sample(
            1,
            "Outlet 1",
            "Records were shown on Friday. The mayor charged the city $5,587.75 for her flight to Lisbon. Nobody spoke.",
        ),
    ];
    let comparison = overview(&[&readings[0], &readings[1]], &[], CompareBy::Articles);
    for row in &comparison.rows {
        for figure in row.discrepancies.iter().flat_map(|d| &d.figures) {
            let cell = &row.cells[figure.column as usize];
            assert!(cell.passages.iter().any(|p| p.span.contains(figure.span)), "{}", row.label);
        }
    }
}

#[test]
fn one_difference_is_told_once() {
    let texts = [
        "At least 212 people died when the ferry Star of Lamora sank, the coastguard said.",
        "219 citizens dead in ferry disaster\n\nThe government put the death toll of the sinking of the ferry Star of Lamora at 219 citizens. \
         The library had cost £9 million more than it should, Farah Aziz said.",
        "The inquiry cost £4 million, the Crown Office said. The library is new.",
    ];
    let readings = [0, 1, 2].map(|i| sample(i, &format!("Outlet {i}"), texts[i as usize]));
    for by in [CompareBy::Articles, CompareBy::Speakers] {
        let comparison = overview(&[&readings[0], &readings[1], &readings[2]], &[], by);
        let found: Vec<_> = comparison.rows.iter().flat_map(|r| &r.discrepancies).map(|d| &d.apart).collect();
        assert_eq!(found, ["up to 7 apart"], "{by:?}");
    }
}

#[test]
fn tallies_of_one_vote_are_set_against_each_other() {
    let voted = |tally: &str| format!("The council voted {tally} on Monday to close the bridge for a year.");
    let found = between(&voted("7-2"), &voted("6-3"), "bridge");
    assert_eq!(found, [(Severity::Hard, "1 vote apart".into())]);
    assert_eq!(between(&voted("7-2"), &voted("7 to 2"), "bridge"), []);
    // In other words, where each tells of one vote; not where one tells of two.
    let ruled = "The court ruled 5-4 on Thursday that the bridge toll is unlawful.";
    let voted = "Judges voted 6-3 on Thursday to throw the hated bridge toll out.";
    assert_eq!(between(ruled, voted, "bridge toll"), [(Severity::Hard, "1 vote apart".into())]);
    let twice = format!("{voted} The council had rejected a refund 7-2.");
    assert_eq!(between(ruled, &twice, "bridge toll"), []);
}

#[test]
fn from_december_to_january_is_not_far() {
    let ends = |day: &str| format!("The bridge toll will end on {day}, the ministry said.");
    let found = between(&ends("1 December"), &ends("1 January"), "bridge toll");
    assert_eq!(found, [(Severity::Hard, "31 days apart".into())]);
}

#[test]
fn a_limit_is_set_against_another_one() {
    let text =
        |limit: &str| format!("The ferry was certified for a limit of {limit}, inspectors wrote in March.");
    let found = between(&text("450"), &text("500"), "ferry");
    assert_eq!(found, [(Severity::Hard, "50 apart".into())]);
}

#[test]
fn the_only_counts_of_their_kind_are_of_one_thing() {
    let differ = |a: &str, b: &str| in_table(a, b);
    for (a, b, expected) in [
        (
            "At least seven people died and 14,000 homes were left without power after Storm Ilka swept across the west.",
            "Nine people are dead and 20,000 homes have no electricity after Storm Ilka tore through Harrow Bay.",
            "6,000 apart",
        ),
        (
            "The association, which sued, said 1.2 million drivers had paid the toll on the Ash bridge.",
            "The hated toll on the Ash bridge is dead. Its chairman said 1.5m drivers had been charged.",
            "300,000 apart",
        ),
        // The price of a share is none of the whole.
        (
            "Orvane has turned down a takeover offer of £2.4 billion from Castell, or 412 pence a share.",
            "Castell wants to buy Orvane, and made a takeover offer of £2.6 billion.",
            "£200 million apart",
        ),
        (
            "Under takeover rules, Castell has until 5 p.m. on 14 April to make a firm offer for Orvane.",
            "The bidder has until April 21 to make a firm offer, Orvane said.",
            "7 days apart",
        ),
    ] {
        let found = differ(a, b);
        assert!(found.contains(&(Severity::Hard, expected.to_owned())), "{a} / {b}: {found:?}");
    }
    for (a, b, expected) in [
        ("more than 800", "640", "at least 160 apart"),
        ("up to 300", "640", "at least 340 apart"),
        ("about 800", "640", "about 160 apart"),
        ("at least 640", "800", "up to 160 apart"),
    ] {
        let text = |n: &str| format!("The strike forced the hospital in Carrow to postpone {n} operations.");
        let found = differ(&text(a), &text(b).replace("operations", "surgeries"));
        assert!(found.iter().any(|(_, apart)| apart == expected), "{a} / {b}: {found:?}");
    }
    // Nothing in common; and one of them counts homes twice.
    let found = differ(
        "The council will build 14,000 homes by the river in spring, its leader said.",
        "A storm tore through Harrow Bay on Sunday night. In all 20,000 homes have no electricity.",
    );
    assert_eq!(found, []);
    let found = differ(
        "Storm Ilka left 14,000 homes without power. By noon 9,000 homes had power again.",
        "Storm Ilka left some of Harrow Bay dark. Now 20,000 homes have no electricity.",
    );
    assert_eq!(found, []);
}
