//! Tables of small texts of our own.

use super::*;
use crate::analysis::{overview, sample};
use crate::corrections::Correction;

const RIVER: &str = "The Lorn dam will close its gates in May, the water board said. Farmers along the river asked for \
    a later date. Engineer Petra Holm said cracks in the spillway could not wait.\n\nThe board will pay 2 million euros \
    for the repair of the spillway. Fishing on the reservoir is forbidden until June.";
const RIVER_TOO: &str = "Gates of the Lorn dam close in May, officials of the water board announced. The spillway has \
    cracks, engineer Petra Holm said.\n\nA campsite north of the village lost its licence. The owner of the campsite will \
    sue the county over the licence.";
const CHESS: &str = "Ilya Bern won the chess title in Oslo. His rook ending stunned the grandmasters. \
    The sponsor doubled the prize money for the next championship.";

fn table(texts: &[&str], corrections: &[Correction], by: CompareBy) -> Comparison {
    let readings: Vec<Reading> =
        (0u32..).zip(texts).map(|(i, text)| sample(i, &format!("paper {i}"), text)).collect();
    overview(&readings.iter().collect::<Vec<_>>(), corrections, by)
}

/// The cells of the row whose label or alias has this word, `x` where the column speaks.
fn cells(comparison: &Comparison, word: &str) -> String {
    let has = |r: &&Row| r.label.contains(word) || r.aliases.iter().any(|a| a.contains(word));
    let labels = || comparison.rows.iter().map(|r| (&r.label, &r.aliases)).collect::<Vec<_>>();
    let row = comparison.rows.iter().find(has).unwrap_or_else(|| panic!("no {word:?} in {:?}", labels()));
    row.cells.iter().map(|c| if c.is_silent() { '-' } else { 'x' }).collect()
}

#[test]
fn a_row_shows_who_tells_of_it_and_who_does_not() {
    let comparison = table(&[RIVER, RIVER_TOO], &[], CompareBy::Articles);
    assert_eq!(cells(&comparison, "spillway"), "xx");
    assert_eq!(cells(&comparison, "campsite"), "-x");
    for row in &comparison.rows {
        let told: Vec<usize> = (0..2).filter(|c| !row.cells[*c].is_silent()).collect();
        let expected = if told.len() == 2 { Coverage::All } else { Coverage::Only(told[0] as u32) };
        assert_eq!(row.coverage, expected, "{}", row.label);
        assert_eq!(row.label, comparison.topics[row.topic.0 as usize].label);
    }
}

#[test]
fn who_names_a_topic_in_passing_is_not_said_to_leave_it_out() {
    let long = "The regatta on the Lorn was won by a crew from Bruck, who led from the start. Four boats sank in the regatta, and \
        their crews swam ashore.\n\nThe regatta will be held again in June, the rowing club said.";
    let passing = "Petra Holm will lead the museum of Bruck. She collected clocks for twenty years, and once won a regatta. \
        The museum opens in May, and the clocks go on show.";
    let comparison = table(&[long, passing], &[], CompareBy::Articles);
    let row = comparison.rows.iter().find(|r| r.label.contains("regatta")).unwrap();
    let cell = &row.cells[1];
    assert!(!cell.covers() && !cell.is_silent());
    let named = cell.in_passing.as_ref().unwrap();
    assert_eq!(&passing[named.span.start as usize..][..3], "She", "the sentence that names it");
    assert_eq!(row.coverage, Coverage::Some);
    let claimed = comparison.findings.iter().filter(|f| f.sentence.contains("regatta")).collect::<Vec<_>>();
    assert!(claimed.is_empty(), "{claimed:?}");
}

#[test]
fn who_has_a_topic_in_the_headline_is_not_said_to_leave_it_out() {
    let long = "The regatta on the Lorn was won by a crew from Bruck, who led from the start. Four boats sank in the regatta, and \
        their crews swam ashore.\n\nThe regatta will be held again in June, the rowing club said.";
    let headed = "Bruck mourns a lost regatta\n\nPetra Holm will lead the museum of Bruck. She collected clocks for twenty years. \
        The museum opens in May, and the clocks go on show.";
    let comparison = table(&[long, headed], &[], CompareBy::Articles);
    let row = comparison.rows.iter().find(|r| r.label.contains("regatta")).unwrap();
    let named = row.cells[1].in_passing.as_ref().unwrap();
    assert_eq!(&headed[named.span.start as usize..named.span.end as usize], "Bruck mourns a lost regatta");
    assert_eq!(row.coverage, Coverage::Some);
}

#[test]
fn statements_that_share_only_who_makes_them_are_two_claims() {
    let first = "The ferry terminal stays shut. “The terminal needs a new roof,” said Mayor Ana Ruiz, who chairs the Aldmouth \
        Harbour Bridges Authority. Traders left the terminal in May.";
    let second = "The ferry terminal is shut. “Passengers lost nothing by the terminal,” said Mayor Ana Ruiz, who chairs the \
        Aldmouth Harbour Bridges Authority. A cafe at the terminal burned in June.";
    let comparison = table(&[first, second], &[], CompareBy::Articles);
    let claims = comparison.rows.iter().flat_map(|r| &r.claims);
    let told = |cell: &Cell, text: &str, words: &str| {
        cell.passages.iter().any(|p| text[p.span.start as usize..p.span.end as usize].contains(words))
    };
    for claim in claims {
        let both = told(&claim.cells[0], first, "new roof") && told(&claim.cells[1], second, "lost nothing");
        assert!(!both, "{}", claim.label);
    }
}

#[test]
fn articles_without_a_common_topic_share_no_row() {
    let comparison = table(&[RIVER, CHESS], &[], CompareBy::Articles);
    assert!(comparison.rows.iter().all(|r| matches!(r.coverage, Coverage::Only(_))));
    assert!(comparison.rows.len() >= 4);
}

#[test]
fn the_same_article_twice_agrees_everywhere() {
    let comparison = table(&[RIVER, RIVER], &[], CompareBy::Articles);
    assert!(!comparison.rows.is_empty() && comparison.rows.iter().all(|r| r.coverage == Coverage::All));
}

#[test]
fn one_article_is_set_out_by_speakers_and_silent_ones_are_left_out() {
    let comparison = table(&[RIVER], &[], CompareBy::Speakers);
    assert!(comparison.columns.iter().any(|c| c.name.contains("Holm")));
    let silent = |c: usize| comparison.rows.iter().all(|r| r.cells[c].is_silent());
    assert!((0..comparison.columns.len()).all(|c| !silent(c)));
}

#[test]
fn a_correction_takes_the_row_along() {
    let before = table(&[RIVER, RIVER_TOO], &[], CompareBy::Articles);
    let label = before.rows[0].label.clone();
    let rename = Correction::RenameTopic { topic: label.clone(), label: "My name".into() };
    let renamed = table(&[RIVER, RIVER_TOO], &[rename], CompareBy::Articles);
    assert_eq!(renamed.rows[0].label, "My name");
    assert_eq!(renamed.rows[0].cells, before.rows[0].cells);

    let hide = Correction::HideTopic { topic: label.clone() };
    let hidden = table(&[RIVER, RIVER_TOO], &[hide], CompareBy::Articles);
    assert_eq!(hidden.rows.len() + 1, before.rows.len());
    assert!(hidden.rows.iter().all(|r| r.label != label));

    let (from, into) = (before.rows[1].label.clone(), label.clone());
    let merged = table(&[RIVER, RIVER_TOO], &[Correction::MergeTopics { from, into }], CompareBy::Articles);
    assert_eq!(merged.rows.len() + 1, before.rows.len());

    let add = Correction::AddTopic { phrase: "May".into() };
    let added = table(&[RIVER, RIVER_TOO], &[add], CompareBy::Articles);
    assert_eq!((added.rows[0].label.as_str(), added.rows[0].coverage), ("May", Coverage::All));
}

#[test]
fn any_texts_make_a_table() {
    let german =
        "Die Regierung in Wien hat am Montag ein Gesetz beschlossen. Das Gesetz regelt den Wasserpreis.";
    let cases: [&[&str]; 5] = [&[], &[""], &["", "x"], &[german, german], &["首相は火曜日に語った。", "!"]];
    for texts in cases {
        for by in [CompareBy::Articles, CompareBy::Speakers] {
            table(texts, &[], by);
        }
    }
}

#[test]
fn fifty_articles_make_a_table_of_the_same_size() {
    let many: Vec<&str> = (0..50).map(|i| [RIVER, RIVER_TOO, CHESS][i % 3]).collect();
    let comparison = table(&many, &[], CompareBy::Articles);
    assert!(!comparison.rows.is_empty() && comparison.rows.len() <= 12 && comparison.findings.len() <= 6);
    assert!(comparison.rows.iter().all(|r| r.cells.len() == 50));
    let spillway = comparison.rows.iter().find(|r| r.label.contains("spillway")).unwrap();
    assert_eq!(spillway.cells.iter().filter(|c| !c.is_silent()).count(), 34, "two of three tell of it");
}

#[test]
fn a_body_that_only_speaks_names_no_row_by_speakers() {
    let text = "The Harbour Board said the ferry would stop in May. The Harbour Board said tickets would be paid back. \
        Mayor Ana Ruiz said the ferry was too old. Ruiz said a new ferry would cost 2 million euros.";
    let comparison = table(&[text], &[], CompareBy::Speakers);
    let named = comparison.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>();
    assert!(named.iter().any(|n| n.contains("Harbour Board")), "{named:?}");
    assert!(comparison.rows.iter().all(|r| !named.contains(&r.label.as_str())));
    assert_eq!(cells(&comparison, "tickets").matches('x').count(), 1);
}

#[test]
fn a_row_is_named_after_what_is_there_and_not_after_where_or_in_what_it_is_measured() {
    let texts = [
        include_str!("../../static/examples/aldmouth-courier.txt"),
        include_str!("../../static/examples/northern-wire.txt"),
        include_str!("../../static/examples/authority-statement.txt"),
    ];
    let comparison = table(&texts, &[], CompareBy::Articles);
    let labels: Vec<&str> = comparison.rows.iter().map(|r| &*r.label).collect();
    assert!(labels.iter().any(|l| l.contains("detour")), "{labels:?}");
    assert!(!labels.iter().any(|l| l.contains("mile") || *l == "Tarnford"), "{labels:?}");
}

const HARBOUR: &str = "The two leaders also talked about the harbour of Sundvik. The harbour of Sundvik will be dredged in spring. \
    Ferries to the islands will sail twice a day from June, the company said. The ferries were built in Poland.";
const HARBOUR_TOO: &str = "The harbour of Sundvik is too shallow for ferries. The company that runs the ferries expects 40,000 \
    passengers. Tickets for the ferries will cost 12 euros.";

#[test]
fn what_came_along_with_others_is_in_no_row_that_is_about_something_else() {
    let one = format!(
        "President Fox and President Lee agreed that the suffering in Norland has gone on for far too long. {HARBOUR}"
    );
    let two = format!(
        "We had a great call with President Lee, Fox said. This is not the first time that the two have talked; they have met \
        before. Fox has faced criticism for engaging President Lee, not just for his approach to migration but also for \
        meddling in the regional election. {HARBOUR_TOO}"
    );
    let comparison = table(&[&one, &two], &[], CompareBy::Articles);
    let tells = |word: &str| {
        let at = two.find(word).unwrap() as u32;
        let told = |r: &&Row| r.cells[1].passages.iter().any(|p| p.span.start <= at && at < p.span.end);
        comparison.rows.iter().filter(told).map(|r| r.label.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(tells("shallow").len(), 1);
    assert!(tells("first time").is_empty(), "{:?}", tells("first time"));
    assert_eq!(tells("passengers"), tells("Tickets"), "both are of the ferries");
    assert_eq!(tells("passengers").len(), 1);
}

#[test]
fn days_of_two_months_have_nothing_in_common_and_an_amount_names_nothing() {
    let one = format!("On April 3 a bomb went off in the market of Bruck. {HARBOUR}");
    let two = format!("A meeting of ministers begins on May 3 in Vienna. {HARBOUR_TOO}");
    let comparison = table(&[&one, &two], &[], CompareBy::Articles);
    assert_eq!(cells(&comparison, "Bruck"), "x-");
    assert!(comparison.rows.iter().all(|r| !r.label.contains("12")));
}

#[test]
fn what_a_row_tells_of_only_by_the_way_is_no_other_name_for_it() {
    let one = "The flood wall at the harbour will cost 12 million crowns, the minister said. A flood wall of steel would \
        have cost less. The harbour was dredged in spring. Seals sleep in the harbour at night.";
    let two = "Builders of the flood wall wait for their crowns. The flood wall of steel was never tried. \
        Yachts fill the harbour in June. A café in the harbour won a prize.";
    let comparison = table(&[one, two], &[], CompareBy::Articles);
    let labels = comparison.rows.iter().map(|r| (&r.label, &r.aliases)).collect::<Vec<_>>();
    assert!(labels.iter().all(|(_, aliases)| !aliases.iter().any(|a| a == "harbour")), "{labels:?}");
}

#[test]
fn no_row_is_named_after_an_outlet_an_amount_or_who_only_speaks() {
    let one = "The inquiry into the bridge began when the Courier printed the letters of the builder. The builder paid 12 million \
        dollars into a fund. Waves hit the bridge.";
    let two = "The builder had printed no letters, Helen Marks said. A fund holds 11 million dollars of the builder. Boats \
        were tied to the bridge, Helen Marks said.";
    let readings = [sample(0, "City Courier", one), sample(1, "Evening Mail", two)];
    let comparison = overview(&[&readings[0], &readings[1]], &[], CompareBy::Articles);
    assert!(comparison.rows.len() > 1);
    for row in &comparison.rows {
        assert!(!["Courier", "Helen Marks", "dollars"].contains(&row.label.as_str()), "{}", row.label);
    }
}
