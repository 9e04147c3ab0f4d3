//! Statements that the layout alone gives away: the lines of a transcript ("VAAS: We were never asked.") and
//! quotations signed below or behind ("“…” — Lena Ostrow"). They are too rare in running news for the tagger to
//! have learnt them well, and so regular that rules are right.

use crate::attribution::{Act, Attribution, Reason, kind_of};
use crate::order::Order;
use crate::text::{Paragraph, Span, Text, TokenKind};

/// Longest name before the colon and behind the dash, in tokens.
const LONGEST_NAME: usize = 5;
const LONGEST_SIGNATURE: usize = 14;
/// As sure as these rules are: 14 of 15 transcript lines and 7 of 8 signed quotations were annotated so in training.
const SURE: f32 = 0.9;

/// Adds what the layout says; an attribution that has the same words is replaced, and what a question takes for granted is
/// nobody's statement here.
pub fn add(text: &Text, found: &mut Vec<Attribution>) {
    let questions: Vec<Span> =
        text.paragraphs.iter().filter(|p| is_question(text, p)).map(|p| p.span).collect();
    if questions.len() >= 2 {
        found.retain(|a| {
            let at = questions.partition_point(|q| q.end <= a.content_span().start);
            !questions.get(at).is_some_and(|q| q.contains(a.content_span()))
        });
    }
    let lines: Vec<_> = text.paragraphs.iter().filter_map(|p| transcript_line(text, p)).collect();
    let signed = text.paragraphs.iter().filter_map(|p| signed(text, p));
    // One line in capitals is a label ("UPDATE:"); people talk in turns.
    let mut talk: Vec<_> = if lines.len() >= 3 { lines } else { Vec::new() };
    talk.extend(signed);
    if talk.is_empty() {
        return;
    }
    talk.order_by_key(|a| a.content_span().start);
    let taken: Vec<Span> = talk.iter().map(Attribution::content_span).collect();
    found.retain(|a| {
        let content = a.content_span();
        let at = taken.partition_point(|t| t.end <= content.start);
        !taken.get(at).is_some_and(|t| t.overlaps(content))
    });
    found.extend(talk);
    found.order_by_key(|a| (a.content_span().start, a.content_span().end));
}

fn cover(text: &Text, first: usize, last: usize) -> Option<Span> {
    let tokens = text.tokens.get(first..last)?;
    Some(tokens.first()?.span.cover(tokens.last()?.span))
}

fn attribution(text: &Text, source: Span, cue: Span, content: Span) -> Attribution {
    Attribution {
        source: vec![source],
        cue: vec![cue],
        kind: kind_of(text, &[content]),
        content: vec![content],
        act: Act::default(),
        speaker: None,
        confidence: SURE,
        reason: Reason::default(),
    }
}

/// "LENA OSTROW: We held out." at the beginning of a paragraph.
fn transcript_line(text: &Text, paragraph: &Paragraph) -> Option<Attribution> {
    let tokens = paragraph.tokens();
    let colon = tokens.clone().take(LONGEST_NAME + 1).find(|i| text.word(*i) == ":")?;
    let name = tokens.start..colon;
    let letters = |i: usize| text.word(i).chars().filter(|c| c.is_alphabetic());
    let capitals = |i: usize| {
        text.tokens[i].kind == TokenKind::Word && letters(i).all(char::is_uppercase)
            || matches!(text.word(i), "." | "'s" | "(" | ")" | "-")
    };
    let is_name = !name.is_empty()
        && name.clone().all(capitals)
        && name.clone().any(|i| letters(i).count() > 2)
        && tokens.end > colon + 2;
    let content = cover(text, colon + 1, tokens.end)?;
    is_name.then_some(())?;
    Some(attribution(text, cover(text, name.start, name.end)?, text.tokens[colon].span, content))
}

/// "Q: Did he train?" in an interview.
fn is_question(text: &Text, paragraph: &Paragraph) -> bool {
    let first = paragraph.first as usize;
    let label = matches!(text.word(first), "Q" | "Q." | "QUESTION" | "Question");
    label && matches!(text.word(first + 1), ":" | "." | "—" | "–")
}

/// A quotation that fills a paragraph, then a dash and a name.
fn signed(text: &Text, paragraph: &Paragraph) -> Option<Attribution> {
    let tokens = paragraph.tokens();
    let at = text.quotations.binary_search_by_key(&(tokens.start as u32), |q| q.first).ok()?;
    let quotation = text.quotations[at];
    let dash = quotation.last as usize;
    let signature = dash + 1..tokens.end;
    let is_signed = quotation.closed
        && !quotation.single
        && signature.len() <= LONGEST_SIGNATURE
        && matches!(text.word(dash), "—" | "–" | "-" | "--" | "―")
        && text.tokens.get(signature.start)?.capital;
    is_signed.then_some(())?;
    let last = signature.clone().rev().find(|i| text.tokens[*i].is_word())?;
    Some(attribution(text, cover(text, signature.start, last + 1)?, text.tokens[dash].span, quotation.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        let text = Text::new(source);
        let mut out = Vec::new();
        add(&text, &mut out);
        out.iter().map(|a| format!("{}|{}", text.slice(a.source[0]), text.slice(a.content[0]))).collect()
    }

    #[test]
    fn a_transcript_gives_each_line_to_its_speaker() {
        let talk =
            "OSTROW: We held out as long as we could.\nPIET VAAS: We were never asked.\nOSTROW: You were.";
        assert_eq!(
            found(talk),
            ["OSTROW|We held out as long as we could.", "PIET VAAS|We were never asked.", "OSTROW|You were."]
        );
    }

    #[test]
    fn what_a_question_says_is_no_statement() {
        let text = Text::new(
            "Q: Did he train?\nBELL: No. He was ill.\nQ: The agent says he wants to leave.\nBELL: That is news to me.\nBELL: Ask him.",
        );
        let said = |part: &str| {
            let start = text.source.find(part).unwrap();
            let span = Span::new(start, start + part.len());
            attribution(&text, span, span, span)
        };
        let mut found = vec![said("he wants to leave")];
        add(&text, &mut found);
        let contents: Vec<&str> = found.iter().map(|a| text.slice(a.content[0])).collect();
        assert_eq!(contents, ["No. He was ill.", "That is news to me.", "Ask him."]);
        // A single label is none: "Q: How are we to live?" may be a headline.
        let text = Text::new("Q: The agent says he wants to leave.");
        let mut found = vec![attribution(&text, Span::new(3, 12), Span::new(13, 17), Span::new(18, 35))];
        add(&text, &mut found);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_single_label_is_no_transcript() {
        assert!(found("UPDATE: The bridge has opened again.\nTraffic was light.").is_empty());
        assert!(found("Note: one\nNote: two\nNote: three four five").is_empty());
    }

    #[test]
    fn a_signed_quotation_belongs_to_who_signed() {
        assert_eq!(
            found("“The toll is a mistake.” — Piet Vaas, union chairman."),
            ["Piet Vaas, union chairman|“The toll is a mistake.”"]
        );
        assert!(found("“The toll is a mistake” — it was not the first.").is_empty());
    }
}
