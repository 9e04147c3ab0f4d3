use super::*;
use proptest::prelude::*;

fn model() -> Learned {
    Learned::from_bytes(include_bytes!("../../../static/model/attribution.bin")).unwrap()
}

/// The sentences in `training/sentences.jsonl`, and the trainer's scores for them.
fn fixture() -> (String, Vec<Vec<f32>>) {
    let article: serde_json::Value =
        serde_json::from_str(include_str!("../../../training/sentences.jsonl")).unwrap();
    let numbers: serde_json::Value = serde_json::from_str(include_str!("fixture.json")).unwrap();
    let scores = serde_json::from_value(numbers["scores"].clone()).unwrap();
    (article["text"].as_str().unwrap().to_owned(), scores)
}

#[test]
fn what_is_not_a_model_is_an_error() {
    for (bytes, error) in [
        (&b""[..], ModelError::NotAModel),
        (b"PNG.....", ModelError::NotAModel),
        (b"CRSM\x09\0\0\0", ModelError::Version(9)),
        (b"CRSM\x03\0\0\0\0\0\0\0\x07", ModelError::Checksum),
    ] {
        assert_eq!(Learned::from_bytes(bytes).unwrap_err(), error);
    }
}

#[test]
fn a_damaged_model_is_an_error_wherever_the_damage_is() {
    let whole = include_bytes!("../../../static/model/attribution.bin");
    for at in (0..whole.len()).step_by(whole.len() / 7) {
        let mut bytes = whole.to_vec();
        bytes[at] ^= 0x40;
        // The two reserved bytes are the only ones without a meaning.
        assert!(Learned::from_bytes(bytes).is_err(), "byte {at}");
    }
    assert!(Learned::from_bytes(whole[..whole.len() - 1].to_vec()).is_err());
}

#[test]
fn the_scores_are_the_trainers() {
    let (source, expected) = fixture();
    let scores = model().scores(&Text::new(source));
    assert_eq!(scores.len(), expected.len());
    for (i, (ours, theirs)) in scores.iter().zip(&expected).enumerate() {
        for (a, b) in ours.iter().zip(theirs) {
            assert!((a - b).abs() < 0.02, "token {i}: {ours:?}, the trainer has {theirs:?}");
        }
    }
}

#[test]
fn long_texts_score_as_short_ones_do() {
    let (source, _) = fixture();
    let model = model();
    let once = model.scores(&Text::new(source.clone()));
    let often = model.scores(&Text::new(vec![source; 40].join("\n")));
    let from = once.len() * 20;
    let (a, b) = (&often[from..from + once.len()], &often[from + once.len()..from + 2 * once.len()]);
    // All but the headline flag of the very first line is the same in every copy.
    assert_eq!(a, b);
    assert!(often.len() > 4000, "the text must need several stretches");
}

#[test]
fn whom_somebody_met_is_not_what_somebody_said() {
    let text = Text::new("Ann Lee spoke with Tom Fox for the first time in May.");
    let span = |role, first, last| Tagged { role, first, last, probability: 0.9 };
    let roles = [(decode::Role::Source, 0, 2), (decode::Role::Cue, 2, 4), (decode::Role::Content, 4, 12)];
    let spans = roles.map(|(role, first, last)| span(role, first, last));
    let model = model();
    assert!(assemble::found(&model.weights, &text, &spans, &Opinions::new(&text)).is_empty());
}

#[test]
fn a_pronoun_in_the_cue_is_the_source() {
    let text = Text::new("The Kremlin gave no details. Later it mentioned that the two would meet.");
    let span = |role, first, last| Tagged { role, first, last, probability: 0.9 };
    let spans = [span(decode::Role::Cue, 7, 9), span(decode::Role::Content, 9, 14)];
    let model = model();
    let found = assemble::found(&model.weights, &text, &spans, &Opinions::new(&text));
    let parts =
        |spans: &[crate::text::Span]| spans.iter().map(|s| text.slice(*s)).collect::<Vec<_>>().join(" ");
    let said: Vec<_> =
        found.iter().map(|f| (parts(&f.attribution.source), parts(&f.attribution.cue))).collect();
    assert_eq!(said, [("it".to_owned(), "mentioned".to_owned())]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spans_are_whole_and_apart(source in "(\\PC|[ \n\"'“”‘’.,:!?()-]|(said|told|he|that|Ann Lee|she added) ){0,120}") {
        let text = Text::new(source.clone());
        for a in model().attributions(&text) {
            prop_assert!(!a.content.is_empty() && !a.cue.is_empty());
            prop_assert!((0.0..=1.0).contains(&a.confidence));
            for role in [&a.source, &a.cue, &a.content] {
                let mut last = 0;
                for span in role {
                    prop_assert!(span.start >= last && !span.is_empty());
                    prop_assert!(source.get(span.start as usize..span.end as usize).is_some());
                    last = span.end;
                }
            }
        }
    }

    #[test]
    fn a_source_lies_in_one_sentence(source in "((\\PC|[ \n\"“”.,:])|(said|told|he|Ann Lee|Mr\\. Fox, from Hull|she added|“No,”|\\. ) ){0,80}") {
        let text = Text::new(source);
        for found in model().found(&text) {
            for span in found.attribution.source {
                let tokens = text.tokens_in(span);
                prop_assert!(!tokens.is_empty());
                prop_assert_eq!(text.sentence_of(tokens.start), text.sentence_of(tokens.end - 1));
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), sign in any::<bool>()) {
        if sign && bytes.len() >= 12 {
            bytes[..8].copy_from_slice(b"CRSM\x03\0\0\0");
            let sum = checksum(&bytes[12..]);
            bytes[8..12].copy_from_slice(&sum.to_le_bytes());
        }
        prop_assert!(Learned::from_bytes(bytes).is_err());
    }
}
