use super::*;
use crate::analysis::{overview, sample};
use crate::comparison::CompareBy;
use crate::comparison::called::set_off;

fn found(texts: &[(&str, &str)], by: CompareBy) -> Vec<(FindingKind, String)> {
    let readings: Vec<Reading> =
        (0u32..).zip(texts).map(|(i, (label, text))| sample(i, label, text)).collect();
    let refs: Vec<&Reading> = readings.iter().collect();
    let comparison = overview(&refs, &[], by);
    assert!(comparison.findings.len() <= FINDINGS);
    for finding in &comparison.findings {
        assert!(finding.sentence.ends_with('.'), "{}", finding.sentence);
        for p in &finding.passages {
            assert!(!p.span.of(&readings[p.article as usize].text.source).is_empty());
        }
    }
    comparison.findings.into_iter().map(|f| (f.kind, f.sentence)).collect()
}

fn of(kind: FindingKind, findings: &[(FindingKind, String)]) -> Option<&str> {
    findings.iter().find(|f| f.0 == kind).map(|f| f.1.as_str())
}

const FLOOD: &str = "The river Elm flooded Norwick on Sunday. The flood closed two schools. Mayor Anna Berg praised the firefighters of Norwick.";

#[test]
fn the_same_article_twice_is_said_to_be_the_same() {
    let findings = found(&[("Courier", FLOOD), ("Herald", FLOOD)], CompareBy::Articles);
    assert_eq!(of(FindingKind::SameArticle, &findings), Some("Courier and Herald are the same article."));
}

#[test]
fn unrelated_articles_share_no_topic() {
    let other = "A rare orchid bloomed in Lima. Botanists photographed the orchid for days. Visitors queued at the greenhouse.";
    let findings = found(&[("Courier", FLOOD), ("the daily", other)], CompareBy::Articles);
    assert_eq!(of(FindingKind::NoSharedTopic, &findings), Some("Courier and “the daily” share no topic."));
}

#[test]
fn a_language_that_is_not_read_is_named() {
    let german = "Der Fluss trat am Sonntag über die Ufer und setzte zwei Schulen unter Wasser. Die Bürgermeisterin lobte am Abend die Feuerwehr und dankte allen Helfern.";
    let findings = found(&[("Kurier", german)], CompareBy::Articles);
    assert!(
        of(FindingKind::NotEnglish, &findings).unwrap().starts_with("Kurier does not seem to be in English")
    );
    assert_eq!(of(FindingKind::NotEnglish, &found(&[("Courier", FLOOD)], CompareBy::Articles)), None);
}

#[test]
fn a_quotation_cut_short_is_shown() {
    let a = "“We will rebuild every house on this street, but not before the money is here,” said Anna Berg, the mayor of Norwick.";
    let b = "“We will rebuild every house on this street,” the mayor of Norwick, Anna Berg, said.";
    let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
    assert_eq!(
        of(FindingKind::ClippedQuotation, &findings),
        Some("Herald ends a quotation where Courier goes on: “but not before the money is here”.")
    );
    let whole = found(&[("Courier", a), ("Herald", a)], CompareBy::Articles);
    assert_eq!(of(FindingKind::ClippedQuotation, &whole), None);
}

#[test]
fn differing_figures_are_put_side_by_side() {
    let a = "The mayor opened a school. She billed the city $5,687.75 for the flight to Lisbon. The flight took a day.";
    let b = "Records were shown on Friday. The mayor charged the city $5,587.75 for her flight to Lisbon. The flight was late.";
    let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
    let sentence = of(FindingKind::FiguresDiffer, &findings).unwrap_or_default();
    assert!(
        sentence.contains("Courier has “$5,687.75” and Herald has “$5,587.75”, $100 apart."),
        "{findings:?}"
    );
}

#[test]
fn a_figure_that_headline_and_text_have_is_told_once() {
    let a = "Court strikes down toll in 5-4 ruling\n\nThe court ruled 5-4 on Thursday that the bridge toll is unlawful.";
    let b = "Judges voted 6-3 on Thursday to throw the hated bridge toll out.";
    let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
    let sentence = of(FindingKind::FiguresDiffer, &findings).unwrap_or_default();
    assert_eq!(sentence.matches("5-4").count(), 1, "{sentence}");
    assert!(sentence.ends_with(", 1 vote apart."), "{sentence}");
}

#[test]
fn marks_within_marks_are_single_ones() {
    let a = "She billed the city $5,687.75 for the flight to Lisbon.";
    let b = "The mayor charged the city $5,587.75 for her flight to Lisbon.";
    let findings = found(&[("the mayor’s “very dear” flight", a), ("Herald", b)], CompareBy::Articles);
    let sentence = of(FindingKind::FiguresDiffer, &findings).unwrap_or_default();
    assert!(sentence.contains("“the mayor’s ‘very dear’ flight” has"), "{sentence}");
}

#[test]
fn no_articles_no_findings() {
    assert_eq!(found(&[], CompareBy::Articles), []);
}

#[test]
fn an_article_without_words_is_named() {
    let findings = found(&[("Courier", ""), ("Herald", FLOOD)], CompareBy::Articles);
    assert_eq!(of(FindingKind::NoWords, &findings), Some("Courier has no words to read: add its text."));
    assert_eq!(found(&[("Courier", "")], CompareBy::Speakers).len(), 1);
}

#[test]
fn one_article_leads_to_its_speakers() {
    let quotes = format!("{FLOOD} “Nobody was hurt,” said Anna Berg.");
    let findings = found(&[("Courier", &quotes)], CompareBy::Articles);
    let expected =
        "Courier is the only article: compare by speakers what each person in it says, or add another.";
    assert_eq!(of(FindingKind::OneArticle, &findings), Some(expected));
    let findings = found(&[("Courier", &quotes)], CompareBy::Speakers);
    assert_eq!(of(FindingKind::OneArticle, &findings), None);
}

#[test]
fn articles_that_quote_nobody_have_only_their_own_words() {
    let plain =
        "The river Elm rose on Sunday. The flood closed two schools in Norwick. The schools open on Friday.";
    let other = "Two schools in Norwick are shut since the flood. The flood of the river Elm came on Sunday.";
    let findings = found(&[("Courier", plain), ("Herald", other)], CompareBy::Speakers);
    let expected = "None of the articles quotes anybody, so that the columns are what each article says in its own words.";
    assert_eq!(of(FindingKind::NoQuotations, &findings), Some(expected));
    let findings = found(&[("Courier", plain), ("Herald", other)], CompareBy::Articles);
    assert_eq!(of(FindingKind::NoQuotations, &findings), None);
}

#[test]
fn names_are_set_off_where_a_sentence_could_not_hold_them() {
    for (label, expected) in [
        ("Courier", "Courier"),
        ("The New York Times", "The New York Times"),
        ("nyt", "“nyt”"),
        ("Why did it happen?", "“Why did it happen?”"),
        ("3sat", "3sat"),
    ] {
        assert_eq!(set_off(label), expected);
    }
    assert_eq!(list(&["A".into(), "B".into(), "C".into()]), "A, B and C");
}

const DENIAL: &str = "The Senate of Norwick published its account of the talks on Monday. The Senate said the talks with the Harbour Board were friendly. \
The Harbour Board said both sides had agreed to close the old ferry line. That was left out of the Senate's account: the Harbour Board said “both sides agreed to close the old ferry line.”";

#[test]
fn a_claimed_omission_is_checked_against_the_texts() {
    let findings = found(&[("Courier", DENIAL)], CompareBy::Speakers);
    if let Some(sentence) = of(FindingKind::ClaimedOmission, &findings) {
        assert!(sentence.starts_with("Courier says that the Senate"), "{sentence}");
        assert!(sentence.contains("ferry line"), "{sentence}");
        assert!(sentence.ends_with("no statement quoted here from that side mentions it."), "{sentence}");
    } else {
        panic!("{findings:?}");
    }
}

#[test]
fn all_sources_agreeing_is_said_once() {
    let a = "The mayor of Norwick resigned on Friday over the bridge contract. Rain fell on the harbour. The bridge stays closed.";
    let b = "On Friday the mayor of Norwick resigned over the contract for the bridge. Shops in the old town were open. The bridge was new.";
    let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
    assert_eq!(findings.iter().filter(|f| f.0 == FindingKind::AllAgree).count(), 1, "{findings:?}");
    assert_eq!(of(FindingKind::NoSharedTopic, &findings), None);
}

#[test]
fn different_words_of_one_person_are_no_agreement() {
    let said = |quote: &str| {
        format!("“{quote},” said Ruth Adeyemi, chief engineer of the Harbour Bridges Authority.")
    };
    let texts = [
        said("We would not ask people to give up this crossing for a single day longer than we must"),
        said("The crossing has served the people of this town for ninety years"),
    ];
    let findings = found(&[("Courier", &texts[0]), ("Wire", &texts[1])], CompareBy::Articles);
    assert_eq!(of(FindingKind::AllAgree, &findings), None);
}

#[test]
fn what_is_printed_as_told_by_all_is_told_by_all() {
    for (a, b) in [
        (
            "At least 212 people died when the ferry sank in the strait on Monday.",
            "The government said that 219 citizens died when the ferry sank in the strait on Monday.",
        ),
        (
            "The two sides agreed to deliver 2 billion cubic metres of gas in spring.",
            "The two sides agreed to deliver 2.5 billion cubic metres of gas in spring.",
        ),
        (
            "The call took place at the request of the Ardanian side on Friday.",
            "The call took place on the initiative of the Kestrian side on Friday.",
        ),
        (
            "The company put the damage at the depot at $12 million.",
            "The company put the damage at the depot at €11m.",
        ),
    ] {
        let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
        assert_eq!(of(FindingKind::AllAgree, &findings), None, "{a} / {b}");
    }
    let (a, b) = (
        "At least 212 people died when the ferry sank in the strait on Monday.",
        "On Monday 212 people died when the ferry sank in the strait.",
    );
    let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
    assert!(of(FindingKind::AllAgree, &findings).is_some(), "{findings:?}");
}

#[test]
fn who_tells_of_a_topic_in_other_words_does_not_leave_it_out() {
    let three = |third: &str| {
        found(
            &[
                (
                    "Courier",
                    "The foreign ministers, Ivo Kalin and Dora Szent, will prepare the meeting in Geneva. Rain fell on the lake.",
                ),
                (
                    "Herald",
                    "The foreign ministers Ivo Kalin and Dora Szent will prepare the meeting in Geneva. Hotels in the old town are full.",
                ),
                ("Wire", third),
            ],
            CompareBy::Articles,
        )
    };
    let silent = three("Trams stood still for an hour this morning. A cable had snapped near the station.");
    assert!(
        of(FindingKind::LeftOut, &silent).is_some_and(|s| s.starts_with("Wire leaves out")),
        "{silent:?}"
    );
    let told = three(
        "The heads of both foreign offices will prepare the Geneva meeting. Trams stood still for an hour.",
    );
    assert_eq!(of(FindingKind::LeftOut, &told), None, "{told:?}");
}

#[test]
fn versions_of_an_article_are_not_the_same_and_the_change_is_told() {
    let article = |damage: &str, more: &str| {
        format!(
            "A depot burned down in Harlow on Friday. The company put the damage at {damage} on Saturday. Nobody was hurt. \
            Peter Brennan denied that the alarm was off. Firefighters came from three towns.{more} The road is open again."
        )
    };
    let first = article("$12 million", "");
    for (second, expected) in [
        (
            article("$21 million", ""),
            "one sentence: Courier has “the damage at $12 million on Saturday” where Herald has “the damage at $21 million on Saturday”.",
        ),
        (
            article("€12 million", ""),
            "one sentence: Courier has “put the damage at $12 million on Saturday” where Herald has “put the damage at €12 million on Saturday”.",
        ),
        (
            first.replace("denied", "confirmed"),
            "one sentence: Courier has “Peter Brennan denied that the alarm was” where Herald has “Peter Brennan confirmed that the alarm was”.",
        ),
        (
            article("$12 million", " The union asked for masks."),
            "one sentence: only Herald has “The union asked for masks”.",
        ),
        (
            first.replace("denied", "confirmed").replace(" The road is open again.", ""),
            "2 sentences; first: Courier has “Peter Brennan denied that the alarm was” where Herald has “Peter Brennan confirmed that the alarm was”.",
        ),
    ] {
        let findings = found(&[("Courier", &first), ("Herald", &second)], CompareBy::Articles);
        let expected = format!("Courier and Herald are versions of one article. They differ in {expected}");
        assert_eq!(of(FindingKind::Versions, &findings), Some(&*expected));
        assert_eq!(of(FindingKind::SameArticle, &findings), None);
    }
    let findings =
        found(&[("Courier", "It cost £3 million."), ("Herald", "It cost $3 million.")], CompareBy::Articles);
    assert_eq!(of(FindingKind::SameArticle, &findings), None);
    assert_eq!(of(FindingKind::Versions, &findings), None);
}

#[test]
fn who_denies_what_another_says_is_set_against_it() {
    let found = |a: &str, b: &str| {
        let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
        of(FindingKind::Opposed, &findings).map(str::to_owned)
    };
    for (a, b, expected) in [
        (
            "Simon Fell, for the defence, said that his client would not appeal against the sentence.",
            "Simon Fell, for the defence, said that his client would appeal against the sentence.",
            "Courier has “that his client would not appeal against the sentence” where Herald has “that his client would appeal against the sentence”",
        ),
        (
            "The minister, Jan Novik, denied that police had used water cannon against the march.",
            "Police used water cannon against the march, the minister Jan Novik said.",
            "Courier has “The minister, Jan Novik, denied that police had used water cannon” where Herald has “Police used water cannon against”",
        ),
        (
            "Finance Minister Karin Dahl criticised the decision of the central bank.",
            "Finance Minister Karin Dahl welcomed the decision of the central bank.",
            "Courier has “Finance Minister Karin Dahl criticised the decision of the” where Herald has “Finance Minister Karin Dahl welcomed the decision of the”",
        ),
    ] {
        let expected = format!("{expected}: one seems to deny what the other says.");
        assert_eq!(found(a, b).as_deref(), Some(&*expected));
    }
    for (a, b) in [
        (
            "Simon Fell, for the defence, said that his client would not appeal against the sentence.",
            "Simon Fell, for the defence, said that an appeal against the sentence was not planned.",
        ),
        (
            "The mayor of Norwick did not resign until Friday over the contract.",
            "The mayor of Norwick resigned on Friday over the contract.",
        ),
        (
            "The mayor of Norwick not only resigned on Friday over the contract.",
            "The mayor of Norwick resigned on Friday over the contract.",
        ),
        (
            "The firm has not made good on its promise to repay the city of Norwick.",
            "The firm made a promise to repay the city of Norwick.",
        ),
        (
            "If the lawmakers of Norwick do not pass the budget, the schools will shut.",
            "The lawmakers of Norwick will pass the budget, or the schools will shut.",
        ),
        (
            "The mayor of Norwick could not meet the rowers before the regatta in June.",
            "The mayor of Norwick said such a meeting with the rowers before the regatta in June was vain.",
        ),
        (
            "A baker in Norwick denied service to the rowers of the regatta on Monday.",
            "The rowers of the regatta sought service at a baker in Norwick on Monday.",
        ),
        (
            "Emergency care at the hospital had not been affected, the health trust said.",
            "Emergency care at the hospital has been the same throughout and unaffected, the health trust said.",
        ),
    ] {
        assert_eq!(found(a, b), None);
    }
}

#[test]
fn a_sentence_cut_at_either_end_is_shown_and_a_fragment_is_not() {
    let found = |a: &str, b: &str| {
        let findings = found(&[("Courier", a), ("Herald", b)], CompareBy::Articles);
        of(FindingKind::ClippedQuotation, &findings).map(str::to_owned)
    };
    for (a, b, expected) in [
        (
            "“We will not back down from talking,” Labour Minister Sofia Brandt said.",
            "“We will not back down,” Labour Minister Sofia Brandt said.",
            Some("Herald ends a quotation where Courier goes on: “from talking”."),
        ),
        (
            "“We are not declaring victory, but the summit is in sight,” Anna Berg said.",
            "“The summit is in sight,” Anna Berg said.",
            Some(
                "Herald begins a quotation in the middle of what Courier quotes, leaving out: “We are not declaring victory…”.",
            ),
        ),
        (
            "“It was a very good deal for all of us here,” Anna Berg said.",
            "Anna Berg called it “a very good deal” for the town.",
            None,
        ),
        (
            "“Nobody was hurt here tonight. The bridge stays closed for weeks,” Anna Berg said.",
            "“The bridge stays closed for weeks,” Anna Berg said.",
            None,
        ),
        (
            "“Nobody was hurt here tonight. The bridge stays closed,” Anna Berg said.",
            "“Nobody was hurt here tonight,” Anna Berg said.",
            None,
        ),
    ] {
        assert_eq!(found(a, b).as_deref(), expected, "{a} / {b}");
    }
}

#[test]
fn who_says_it_is_called_as_in_a_sentence() {
    for (one, two, expected) in [
        ("the government", "Officials", "the government has"),
        ("Officials", "the Central Bank of Tavia", "Officials have"),
        ("the government", "the Central Bank of Tavia", "the Central Bank of Tavia has"),
        ("the coastguard", "Officials", ": the coastguard has"),
    ] {
        let a = format!("The ferry Star sank in the strait on Monday, killing 212 people, {one} said.");
        let b = format!("{two} said the ferry Star sank in the strait on Monday, killing 229 people.");
        let b = b[..1].to_uppercase() + &b[1..];
        let findings = found(&[("Courier", &a), ("Herald", &b)], CompareBy::Speakers);
        let sentence = of(FindingKind::FiguresDiffer, &findings).unwrap_or_default();
        assert!(sentence.to_lowercase().contains(&expected.to_lowercase()), "{expected}: {findings:?}");
    }
}
