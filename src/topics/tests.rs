//! Topics of small texts of our own.

use proptest::prelude::*;

use super::*;
use crate::analysis::sample;

fn topics_of(texts: &[&str]) -> (Vec<Topic>, Vec<Reading>) {
    let readings: Vec<Reading> = (0u32..).zip(texts).map(|(i, t)| sample(i, "Courier", t)).collect();
    let refs: Vec<&Reading> = readings.iter().collect();
    (topics(&refs), readings)
}

fn find<'a>(topics: &'a [Topic], label: &str) -> &'a Topic {
    let listed = || topics.iter().map(|t| t.label.as_str()).collect::<Vec<_>>();
    topics.iter().find(|t| t.label == label).unwrap_or_else(|| panic!("no {label:?} in {:?}", listed()))
}

const HARBOUR: &str = "Mayor Ana Ruiz closed the fish market on Monday. The market had stood on the harbour wall since \
    1911. Ruiz said the harbour wall was cracked and the sea would take it. Traders accused Ruiz of hiding a study by \
    Delft University. The Delft study gave the harbour wall a hundred years, the traders said.";

#[test]
fn a_short_text_has_names_and_phrases() {
    let (topics, readings) = topics_of(&[HARBOUR]);
    let wall = find(&topics, "harbour wall");
    let places: Vec<&str> = wall.mentions.iter().map(|m| readings[0].text.slice(m.span)).collect();
    assert_eq!(places, ["harbour wall", "harbour wall", "harbour wall"]);
    let ruiz = find(&topics, "Ana Ruiz");
    assert_eq!(ruiz.kind, TopicKind::Person);
    assert_eq!(ruiz.mentions.len(), 3, "the surname is the same person");
}

#[test]
fn a_house_is_not_called_by_its_saint_alone() {
    let text =
        "Nurses at St Brendan's Hospital walked out on Monday. Doctors at St Brendan’s Hospital stayed.";
    let (topics, _) = topics_of(&[text]);
    assert_eq!(find(&topics, "St Brendan's Hospital").mentions.len(), 2);
    assert!(topics.iter().all(|t| t.label != "St Brendan"), "{topics:?}");
}

#[test]
fn a_topic_goes_by_the_words_that_are_met_most_often() {
    let (topics, readings) =
        topics_of(&[HARBOUR, "The study of Delft University was late. A study takes time."]);
    let text = |i: usize| readings[i].text.source.as_str();
    let form = |label, i: usize| find(&topics, label).commonest_form(i as u32, text(i));
    assert_eq!(form("Ana Ruiz", 0), Some("Ruiz"));
    assert_eq!(form("harbour wall", 0), Some("harbour wall"));
    assert_eq!(form("harbour wall", 1), None);
    let once = find(&topics, "Delft University");
    assert_eq!(once.commonest_form(0, text(0)), Some("Delft University"), "as often as Delft, but first");
}

#[test]
fn a_topic_is_one_across_articles() {
    let (topics, _) =
        topics_of(&[HARBOUR, "The harbour walls of Porto were inspected. Engineers praised Porto."]);
    let wall = find(&topics, "harbour wall");
    assert_eq!(wall.mentions.iter().filter(|m| m.article == 1).count(), 1);
}

#[test]
fn an_abbreviation_is_the_name_that_it_stands_for() {
    let (topics, readings) = topics_of(&[
        "The Lorn Water Board closed the sluice. Farmers blamed the LWB, and the L.W.B. blamed the rain.",
        "The LWB will open the sluice. The farmers like the KLM.",
    ]);
    let board = topics.iter().find(|t| t.label == "Lorn Water Board" || t.label == "LWB").unwrap();
    let places: Vec<&str> =
        board.mentions.iter().map(|m| readings[m.article as usize].text.slice(m.span)).collect();
    assert_eq!(places, ["Lorn Water Board", "LWB", "L.W.B.", "LWB"]);
    assert_ne!(board.kind, TopicKind::Person);
    assert_eq!(find(&topics, "KLM").mentions.len(), 1, "nobody spells it out");
}

#[test]
fn what_is_no_word_is_no_topic() {
    let (topics, _) = topics_of(&[
        "Wool &amp; silk from Bruck cost more, the shop&#039;s owner said. See www.example.org for prices. \
         Sen. Ann Lee (R-Wis.) wore silk. B was the mark of the wool.",
    ]);
    for label in ["amp", "039", "B", "b", "R-Wis", "R-Wis.", "www.example.org"] {
        assert!(topics.iter().all(|t| t.label != label), "{label}");
    }
    find(&topics, "wool");
}

#[test]
fn what_is_said_once_of_a_noun_is_not_its_name() {
    let (topics, _) =
        topics_of(&["Nobody knew the owner of the pump. The light of our lamps fell on a ladder."]);
    for label in ["owner of the pump", "light of our lamps"] {
        assert!(topics.iter().all(|t| t.label != label), "{label}");
    }
}

#[test]
fn peoples_belong_to_their_country() {
    let (topics, readings) =
        topics_of(&["Chilean miners left. Chile thanked the miners, and Chileans cheered."]);
    let chile = find(&topics, "Chile");
    assert_eq!(chile.kind, TopicKind::Place);
    let places: Vec<&str> = chile.mentions.iter().map(|m| readings[0].text.slice(m.span)).collect();
    assert_eq!(places, ["Chilean", "Chile", "Chileans"]);
}

#[test]
fn any_text_has_topics_or_none() {
    for text in [
        "",
        " ",
        "a",
        "The",
        "日本の首相は火曜日に語った。",
        "!!!",
        "Die Kanzlerin sprach am Dienstag.",
        "of of of the",
    ] {
        topics_of(&[text, text]);
    }
    assert!(topics(&[]).is_empty());
}

fn check(texts: &[String]) {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (topics, readings) = topics_of(&texts);
    let mut all: Vec<Mention> = Vec::new();
    for topic in &topics {
        assert!(!topic.label.is_empty() && (0.0..=1.0).contains(&topic.score));
        for m in &topic.mentions {
            let text = &readings[m.article as usize].article.text;
            assert!(text.get(m.span.start as usize..m.span.end as usize).is_some_and(|s| !s.is_empty()));
        }
        assert!(topic.mentions.is_sorted(), "in order");
        all.extend(&topic.mentions);
    }
    all.sort();
    for pair in all.windows(2) {
        assert!(pair[0].article != pair[1].article || !pair[0].span.overlaps(pair[1].span), "{pair:?}");
    }
}

proptest! {
    #[test]
    fn mentions_are_true_spans_and_never_overlap(
        texts in prop::collection::vec("([A-Z]?[a-zé’'-]{1,6}|Mr\\.|of|the|U\\.S\\.|[0-9]{1,4}|[,.“”\"$ \n]){0,60}", 0..3),
        spaced in prop::collection::vec("(([A-Z][a-z]{1,5}|[a-z]{1,6}|of|the|said|2254)[ ,.]){0,60}", 0..3),
    ) {
        check(&texts);
        check(&spaced);
    }
}

#[test]
fn words_of_one_family_are_one_topic_where_the_text_puts_them_together() {
    let text = "Ruiz and Lind spoke by phone on Monday, and the conversation was short. The call was the first \
        since the storm, Ruiz said. Lind found the call useful. The harbour stays shut.";
    let (topics, readings) = topics_of(&[text]);
    let call = find(&topics, "call");
    let places: Vec<&str> = call.mentions.iter().map(|m| readings[0].text.slice(m.span)).collect();
    assert_eq!(places, ["phone", "conversation", "call", "call"]);
    let (topics, _) = topics_of(&["The phone was lost. The harbour is shut. The call for help came late."]);
    assert!(find(&topics, "phone").mentions.len() == 1, "nothing here says that they go together");
}

#[test]
fn those_who_do_it_are_mentions_of_it() {
    let text = "The treaty is to fight terrorism. Ruiz said terrorism had no place here. The port is shut. Terrorist \
        groups were not named.";
    let (topics, _) = topics_of(&[text]);
    assert_eq!(find(&topics, "terrorism").mentions.len(), 3);
}

#[test]
fn an_event_with_what_it_was_about_comes_before_what_is_met_in_passing() {
    let text = "Mayor Ana Ruiz met the traders in the old customs house on Monday. The traders brought a brass band \
        and a wooden table. Ruiz drank coffee and left in a silver taxi. The meeting was the first of the year. She has \
        faced criticism for closing the fish market.";
    let (topics, _) = topics_of(&[text]);
    let rank = |label: &str| topics.iter().position(|t| t.label == label);
    assert!(rank("criticism for closing the fish market").unwrap() < rank("silver taxi").unwrap());
}

#[test]
fn ways_of_speaking_are_no_topics() {
    let text = "They discussed the harbour at length. Ruiz is in favor of a new wall. She told the Chilean president \
        that she would travel before Thanksgiving.";
    let (topics, _) = topics_of(&[text]);
    for label in ["length", "favor", "Chile"] {
        assert!(topics.iter().all(|t| t.label != label), "{label}");
    }
    let last = topics.iter().position(|t| t.label == "Thanksgiving");
    assert!(last.is_none_or(|at| at + 1 == topics.len()), "a feast met once is a date");
}

#[test]
fn an_office_and_its_holder_are_two_names() {
    let text = "Director of Harbour Safety Dan Roberts wrote to the Department for Roads. The Department for Roads did \
        not answer Roberts. Harbour Adviser Ana Ruiz did.";
    let (topics, _) = topics_of(&[text]);
    assert_eq!(find(&topics, "Dan Roberts").mentions.len(), 2);
    assert_eq!(find(&topics, "Ana Ruiz").kind, TopicKind::Person);
}

#[test]
fn a_label_is_what_a_reader_would_call_it() {
    for (text, label, not) in [
        (
            "PORT SELDEN, Tuesday - The ferry left Port Selden at noon. Port Selden mourned its dead.",
            "Port Selden",
            "PORT SELDEN",
        ),
        ("Professor Grace Obeng led the trial. Obeng praised it.", "Grace Obeng", "Professor Grace Obeng"),
        ("Interior Minister Jan Novik closed the bridge.", "Jan Novik", "Interior"),
        ("It was the tenth flood in a row, the water board said.", "tenth flood", "row"),
        ("A cargo vessel sank near the bridge.", "cargo vessel", "cargo vessel sank"),
        ("Crane must also hand over £300,000 for the library.", "library", "hand"),
        ("It was the worst maritime disaster since 1911.", "maritime disaster", "worst maritime disaster"),
        ("The jury was split seven to two over the bribes.", "jury", "split seven"),
        ("Rescuers pulled the crew from the strait.", "rescuers", "Rescuers"),
        ("The bank kept its 2 percent target.", "target", "percent target"),
    ] {
        let (topics, _) = topics_of(&[text]);
        let labels: Vec<&str> = topics.iter().map(|t| t.label.as_str()).collect();
        assert!(labels.contains(&label) && !labels.contains(&not), "{labels:?}");
    }
}
