use super::*;
use proptest::prelude::*;

fn sentences(text: &str) -> Vec<String> {
    let text = Text::new(text);
    text.sentences.iter().map(|s| text.slice(s.span).to_owned()).collect()
}

#[test]
fn sentences_end_where_a_reader_would_stop() {
    for (text, expected) in [
        ("The U.S. said so. Mr. Kim did not.", "The U.S. said so.|Mr. Kim did not."),
        ("“We won.” He left. “Go!” she cried.", "“We won.”|He left.|“Go!” she cried."),
        (
            "\"We won,\" Ann said. \"It was great.\" Then rain.",
            "\"We won,\" Ann said.|\"It was great.\"|Then rain.",
        ),
        ("It cost $3.5 million on Jan. 3. He paid.", "It cost $3.5 million on Jan. 3.|He paid."),
        ("He left the U.S. The talks went on.", "He left the U.S.|The talks went on."),
        ("George W. Bush spoke at 5 p.m. on Friday.", "George W. Bush spoke at 5 p.m. on Friday."),
        ("Wait... what? Yes.", "Wait... what?|Yes."),
        ("One.\nTwo.", "One.|Two."),
    ] {
        assert_eq!(sentences(text).join("|"), expected);
    }
}

#[test]
fn a_quotation_that_runs_over_paragraphs_goes_on() {
    let text = Text::new("“First we pay.\n“Then we build,” she said.");
    assert_eq!(text.quotations.len(), 2);
    assert!(text.quotations[0].continues && !text.quotations[0].closed);
    assert!(text.quotations[1].closed && !text.quotations[1].continues);
}

#[test]
fn apostrophes_are_not_quotation_marks() {
    let text = Text::new("The Trumps' house isn't 'very big' at all, the Bushes' is.");
    let found: Vec<_> = text.quotations.iter().map(|q| text.slice(q.span)).collect();
    assert_eq!(found, ["'very big'"]);
}

#[test]
fn boilerplate_makes_no_tokens() {
    let text = Text::new("It ended.\n[revad2]\nRead more: Bridge shut");
    assert_eq!(text.paragraphs.len(), 1);
    assert_eq!(
        text.boilerplate.iter().map(|s| text.slice(*s)).collect::<Vec<_>>(),
        ["[revad2]", "Read more: Bridge shut"]
    );
}

#[test]
fn the_first_line_without_a_stop_is_the_headline() {
    let text = Text::new("Bridge to shut until spring\nThe bridge will close.");
    assert_eq!(text.paragraphs[0].kind, ParagraphKind::Headline);
    assert_eq!(text.paragraphs[1].kind, ParagraphKind::Body);
    for (line, kind) in [
        ("Orvane rejects bid from rival as “derisory”", ParagraphKind::Headline),
        ("“We are done,” says Holt", ParagraphKind::Headline),
        ("“We are done.”", ParagraphKind::Body),
        ("Holt said it was “late”.", ParagraphKind::Body),
    ] {
        assert_eq!(Text::new(format!("{line}\nThe bridge will close.")).paragraphs[0].kind, kind, "{line}");
    }
}

#[test]
fn a_paragraph_ends_where_a_line_does() {
    for end in ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}", "\n\n"] {
        let text = Text::new(format!("One’s “first” line – long.{end}Another."));
        let lines: Vec<&str> = text.paragraphs.iter().map(|p| text.slice(p.span)).collect();
        assert_eq!(lines, ["One’s “first” line – long.", "Another."], "{end:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_span_lies_in_the_text_and_on_characters(source in "(\\PC|[ \n\"'“”‘’.,!?\\[\\]-]|[A-Z][a-z]{0,5} ){0,80}") {
        let text = Text::new(source.clone());
        let whole = |s: Span| source.is_char_boundary(s.start as usize) && source.is_char_boundary(s.end as usize) && (s.end as usize) <= source.len();
        let mut last = 0;
        for t in &text.tokens {
            prop_assert!(whole(t.span) && t.span.start >= last && !t.span.is_empty());
            last = t.span.end;
        }
        for span in text.sentences.iter().map(|s| s.span).chain(text.paragraphs.iter().map(|p| p.span)).chain(text.quotations.iter().map(|q| q.span)).chain(text.boilerplate.iter().copied()) {
            prop_assert!(whole(span));
        }
        // Sentences partition the tokens, paragraphs the sentences.
        let mut at = 0;
        for s in &text.sentences {
            prop_assert_eq!(s.first, at);
            prop_assert!(s.last > s.first);
            at = s.last;
        }
        prop_assert_eq!(at as usize, text.tokens.len());
        let mut at = 0;
        for p in &text.paragraphs {
            prop_assert_eq!(p.first_sentence, at);
            at = p.last_sentence;
        }
        prop_assert_eq!(at as usize, text.sentences.len());
    }
}
