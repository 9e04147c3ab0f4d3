//! What the rules must find, a case each; the sentences are invented.

use proptest::prelude::*;

use super::*;
use crate::attribution::annotated::{Annotated, Roles, lines};

fn found(text: &str) -> String {
    let attributions = Rules.attributions(&Text::new(text));
    lines(text, &attributions.iter().map(Roles::from).collect::<Vec<_>>())
}

#[track_caller]
fn check(cases: &[&str]) {
    let mut wrong = Vec::new();
    for marked in cases {
        let case = Annotated::parse(marked);
        let got = found(&case.text);
        if got != case.lines() {
            wrong.push(format!("{marked}\n  expected {}\n  found    {got}", case.lines()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn direct_speech() {
    check(&[
        "{“We will open the bridge in May,”} [the mayor] ⟨said⟩.",
        "{“We will open the bridge in May,”} ⟨said⟩ [Ann Lee].",
        "{\"We will open the bridge in May,\"} [she] ⟨said⟩ on Friday.",
        "{''We will open the bridge in May,''} [Mr. Okafor] ⟨said⟩.",
        "[Ann Lee] ⟨said⟩: {“We will open the bridge in May.”}",
        "[Ann Lee] ⟨said⟩, {“We will open the bridge in May.”}",
        "{“When will it open?”} [Okafor] ⟨asked⟩.",
        "{“Not before May!”} [he] ⟨added⟩.",
        "{“The bridge is safe,”} ⟨said⟩ [Ann Lee, a spokeswoman for the harbour board].",
        "{“The bridge is safe,”} [Ann Lee, a spokeswoman for the harbour board,] ⟨said⟩.",
        "{“The bridge is safe,”} [the engineer, who had inspected it twice,] ⟨said⟩.",
        "{“The bridge is safe,”} [Okafor] ⟨told⟩ reporters on Monday.",
        "{“The bridge is safe,”} [the statement] ⟨said⟩.",
        "{“The bridge is safe,”} [it] ⟨concluded⟩.",
    ]);
}

#[test]
fn a_split_quotation_is_one_statement() {
    check(&[
        "{“We will open it,”} [she] ⟨said⟩. {“It has been a long winter.”}",
        "{“We will open it,”} ⟨said⟩ [Ann Lee]. {“It has been a long winter. Nobody liked it.”}",
        "{“We will open it,”} [Okafor] ⟨said⟩, {“and it will be safe.”}",
        "{“We tried. We failed. We tried again,”} [Okafor] ⟨said⟩.",
    ]);
}

#[test]
fn quotations_run_over_paragraphs() {
    check(&[
        "{“First we pay the builders.\n“Then we open the bridge,”} [Ann Lee] ⟨said⟩.",
        "[The harbour board] ⟨responded⟩:\n{“We will open the bridge in May.”}",
    ]);
}

#[test]
fn mixed_and_indirect_speech() {
    check(&[
        "[Ann Lee] ⟨said⟩ {that the bridge was “perfectly safe.”}",
        "[Ann Lee] ⟨said⟩ {the bridge would open in May}.",
        "[The harbour board] ⟨announced⟩ {that the bridge would open in May}.",
        "[Okafor] ⟨has said⟩ {he wants a new bridge}.",
        "[He] ⟨told⟩ reporters {that the bridge was safe}.",
        "[He] ⟨told⟩ them {it was too early to open the bridge}.",
        "{The bridge would open in May}, [she] ⟨said⟩.",
        "{The bridge would not open before the end of May}, ⟨said⟩ [Ann Lee, the mayor].",
        "[He] ⟨told⟩ reporters {that the bridge was “great”} when he met them on Friday.",
        "[The board] ⟨denied⟩ {that the bridge was unsafe}.",
        "[The mayor] ⟨promised⟩ {to rebuild the bridge}.",
        "[The report] ⟨concluded⟩ {that the steel was too thin}.",
        "[Engineers] ⟨warned⟩ {that the bridge could fall}.",
        "On Thursday, [Okafor] ⟨argued⟩ {that the bridge should stay closed}.",
        "In a statement, [the harbour board] ⟨said⟩ {the bridge was safe}.",
        "But [Okafor] ⟨insisted⟩ {that nobody had asked him}.",
        "[Elena Ruiz (D-Ohio), the chair of the committee,] ⟨said⟩ {that the vote was fair}.",
        "[Ferrymen, bakers and local fishermen] ⟨say⟩ {that the bridge is safe}.",
    ]);
}

#[test]
fn according_to() {
    check(&[
        "⟨According to⟩ [the harbour board], {the bridge is safe}.",
        "{The bridge is safe}, ⟨according to⟩ [a report by the board].",
        "{The bridge is safe}, ⟨according to⟩ [two officials familiar with the matter].",
    ]);
}

#[test]
fn attitudes_plans_and_rulings() {
    check(&[
        "[Okafor] ⟨wants⟩ {to close the bridge}.",
        "[Voters] ⟨believe⟩ {that the mayor is right}.",
        "[He] ⟨has also endorsed⟩ {the plan to close the bridge}.",
        "[She] ⟨thinks⟩ {the bridge is ugly}.",
        "[The mayor] ⟨declined⟩ {to comment}.",
        "[Many Republicans] ⟨fear⟩ {that the party will lose}.",
    ]);
}

#[test]
fn sources_of_their_own_shape() {
    check(&[
        "Okafor, [who] ⟨has said⟩ {he wants a new bridge}, was not there.",
        "[Okafor’s office] ⟨said⟩ {the bridge was safe}.",
        "[A majority of voters] ⟨say⟩ {that the bridge is ugly}.",
        "[A new poll] ⟨found⟩ {that most voters like the bridge}.",
        "[1,2:Okafor] ⟨1:said⟩ {1:the bridge was safe}, ⟨2:adding⟩ {2:that it would open in May}.",
        "{1:“The bridge is safe,”} [1,2:Okafor] ⟨1:said⟩, ⟨2:noting⟩ {2:that it had been inspected twice}.",
    ]);
}

#[test]
fn no_source() {
    check(&["{The bridge} ⟨is expected⟩ {to open in May}."]);
}

#[test]
fn transcripts_and_colons() {
    check(&[
        "[PENCE]⟨:⟩ {We will open the bridge in May.}",
        "[Ann Lee]⟨:⟩ {“We will open the bridge in May.”}",
    ]);
}

#[test]
fn what_is_not_a_quotation() {
    check(&[
        "The bridge opened in May.",
        "They watched “Casablanca” on Friday.",
        "The so-called “bridge” is a plank.",
        "The “Bridge of Sighs” was painted in 1920.",
        "",
        "“”",
        "Friday",
    ]);
}

#[test]
fn kind_and_confidence_come_with_each() {
    let text = Text::new("“The bridge is safe,” Ann Lee said.");
    let attributions = Rules.attributions(&text);
    assert_eq!(attributions.len(), 1);
    assert_eq!(attributions[0].kind, crate::attribution::QuotationKind::Direct);
    assert!(attributions[0].confidence > 0.9);
}

#[test]
fn boilerplate_is_never_part_of_a_content() {
    let source = "Ann Lee said the bridge [ad3] would open in May.";
    let text = Text::new(source);
    let attributions = Rules.attributions(&text);
    let content: Vec<_> = attributions[0].content.iter().map(|s| s.of(source)).collect();
    assert_eq!(content, ["the bridge", "would open in May"]);
}

#[test]
fn every_weight_and_cue_word_is_read() {
    let lexicon = lexicon::Lexicon::get();
    let text = Text::new("said according announced");
    assert!(lexicon.read(&text).iter().all(|e| e.cue > 0 && e.level >= 6));
}

/// Reading twice the text may take about twice as long, never four times: one endless sentence full of cues.
#[test]
fn time_is_linear_in_a_sentence_without_end() {
    let time = |n: usize| {
        let text = Text::new("he said that \"x\", adding to it: A: b ".repeat(n));
        let start = std::time::Instant::now();
        let _ = Rules.attributions(&text);
        start.elapsed()
    };
    let (one, eight) = (time(500).max(std::time::Duration::from_millis(2)), time(4000));
    assert!(eight < one * 30, "{one:?} for 500, {eight:?} for 4000");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn spans_are_sound_for_any_text(
        source in "(\\PC|[ \n\"'“”‘’.,:!?()\\[\\]-]|(said|told|who|according to|by|that|is|was expected to|claim|Lee|the|He|X:) ){0,60}"
    ) {
        let text = Text::new(source.clone());
        for a in Rules.attributions(&text) {
            prop_assert!(!a.content.is_empty());
            prop_assert!((0.0..=1.0).contains(&a.confidence));
            for spans in [&a.source, &a.cue, &a.content] {
                for s in spans {
                    prop_assert!(source.get(s.start as usize..s.end as usize).is_some_and(|t| !t.is_empty()));
                }
                prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{:?}", spans);
            }
            for s in &a.content {
                prop_assert!(a.source.iter().chain(&a.cue).all(|o| !o.overlaps(*s)), "{:?}", a);
            }
        }
    }
}
