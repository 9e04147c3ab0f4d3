//! Statements that the layout alone gives away: the lines of a transcript ("VAAS: We were never asked.") and
//! quotations signed below or behind ("“…” — Lena Ostrow"). They are too rare in running news for the tagger to
//! have learnt them well, and so regular that rules are right.

use std::ops::Range;

use crate::attribution::{Act, Attribution, QuotationKind, Reason, kind_of};
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
    let questions = questions(text);
    found.retain(|a| !is_asked(&questions, a));
    let lines: Vec<_> = text.paragraphs.iter().filter_map(|p| transcript_line(text, p)).collect();
    let signed = text.paragraphs.iter().filter_map(|p| signed(text, p));
    // One line in capitals is a label ("UPDATE:"); people talk in turns.
    let mut talk: Vec<_> = if lines.len() + questions.len() >= 3 { lines } else { Vec::new() };
    talk.extend(turns(text, !questions.is_empty()));
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

/// The questions of an interview: two or more, or one that is answered.
pub fn questions(text: &Text) -> Vec<Span> {
    let asked: Vec<&Paragraph> = text.paragraphs.iter().filter(|p| is_question(text, p)).collect();
    let interview =
        asked.len() >= 2 || asked.len() == 1 && text.paragraphs.iter().any(|p| is_answer(text, p));
    asked.into_iter().filter(|_| interview).map(|p| p.span).collect()
}

/// Whether a question takes for granted what this says.
pub fn is_asked(questions: &[Span], a: &Attribution) -> bool {
    let at = questions.partition_point(|q| q.end <= a.content_span().start);
    questions.get(at).is_some_and(|q| q.contains(a.content_span()))
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

/// The tokens before the colon near the beginning of a paragraph, and the colon.
fn label(text: &Text, paragraph: &Paragraph) -> Option<(Range<usize>, usize)> {
    let tokens = paragraph.tokens();
    let colon = tokens.clone().take(LONGEST_NAME + 1).find(|i| text.word(*i) == ":")?;
    (colon > tokens.start).then_some((tokens.start..colon, colon))
}

/// What somebody says who is named before the colon, up to the end of the paragraph.
fn turn(text: &Text, name: Range<usize>, colon: usize, last: usize) -> Option<Attribution> {
    let content = cover(text, colon + 1, without_note(text, colon + 1, last))?;
    let said = attribution(text, cover(text, name.start, name.end)?, text.tokens[colon].span, content);
    // A transcript gives the words themselves, and needs no marks to say so.
    Some(Attribution { kind: QuotationKind::Direct, ..said })
}

/// Without the note at the end of a turn: "(LAUGHTER)".
fn without_note(text: &Text, first: usize, last: usize) -> usize {
    if last <= first + 3 || text.word(last - 1) != ")" {
        return last;
    }
    let open = (first + 1..last - 1).rev().take(LONGEST_NAME).find(|i| text.word(*i) == "(");
    let shouted = |i: usize| !text.word(i).chars().any(char::is_lowercase);
    open.filter(|open| (open + 1..last - 1).all(shouted)).unwrap_or(last)
}

/// "LENA OSTROW: We held out." at the beginning of a paragraph.
fn transcript_line(text: &Text, paragraph: &Paragraph) -> Option<Attribution> {
    let (name, colon) = label(text, paragraph)?;
    let last = paragraph.last as usize;
    let letters = |i: usize| text.word(i).chars().filter(|c| c.is_alphabetic());
    let capitals = |i: usize| {
        text.tokens[i].kind == TokenKind::Word && letters(i).all(char::is_uppercase)
            || matches!(text.word(i), "." | "'s" | "(" | ")" | "-")
    };
    let is_name = !is_question(text, paragraph)
        && name.clone().all(capitals)
        && name.clone().any(|i| letters(i).count() > 2)
        && last > colon + 2;
    is_name.then_some(())?;
    turn(text, name, colon, last)
}

/// The turns of an interview: "Tamsin Okafor: I was in the bath." where at least two such names open paragraphs again and
/// again, and "A: I was in the bath." between questions.
fn turns(text: &Text, questions: bool) -> Vec<Attribution> {
    let mut names: Vec<(u32, Range<usize>, usize, usize)> = Vec::new();
    let mut out = Vec::new();
    for paragraph in &text.paragraphs {
        let Some((name, colon)) = label(text, paragraph) else { continue };
        let last = paragraph.last as usize;
        if is_answer(text, paragraph) {
            out.extend(turn(text, name, colon, last).filter(|_| questions));
        } else if is_person(text, &name) && !is_question(text, paragraph) {
            let hash = name.clone().fold(0u32, |h, i| h.rotate_left(5) ^ text.tokens[i].hash);
            names.push((hash, name, colon, last));
        }
    }
    names.order_by_key(|(hash, name, ..)| (*hash, name.start));
    // One word may be a rubric ("Verdict: …"): it must come back more often than a full name, but for answers.
    let returns = |group: &&[(u32, Range<usize>, usize, usize)]| {
        let least = |name: &Range<usize>| if questions || name.len() > 1 { 2 } else { 3 };
        group.first().is_some_and(|(_, name, ..)| group.len() >= least(name))
    };
    let groups: Vec<_> = names.chunk_by(|a, b| a.0 == b.0).filter(returns).collect();
    if groups.len() + usize::from(questions) >= 2 {
        let all = groups.into_iter().flatten();
        out.extend(all.filter_map(|(_, name, colon, last)| turn(text, name.clone(), *colon, *last)));
    }
    out
}

/// Up to three capitalised words, not all of them in capitals.
fn is_person(text: &Text, name: &Range<usize>) -> bool {
    let word = |i: usize| text.tokens[i].kind == TokenKind::Word && text.tokens[i].capital;
    let lower = |i: usize| text.word(i).chars().any(char::is_lowercase);
    name.len() <= 3 && name.clone().all(word) && name.clone().any(lower)
}

/// "A: He was ill." in an interview.
fn is_answer(text: &Text, paragraph: &Paragraph) -> bool {
    is_answer_label(text, paragraph.first as usize)
}

/// Whether a token is what answers begin with.
pub fn is_answer_label(text: &Text, first: usize) -> bool {
    matches!(text.word(first), "A" | "A." | "ANSWER" | "Answer" | "Interviewee")
        && text.word(first + 1) == ":"
}

/// "Q: Did he train?" in an interview.
fn is_question(text: &Text, paragraph: &Paragraph) -> bool {
    let first = paragraph.first as usize;
    let label =
        matches!(text.word(first), "Q" | "Q." | "QUESTION" | "Question" | "INTERVIEWER" | "Interviewer");
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
    fn an_interview_gives_each_turn_to_its_speaker() {
        let talk = "Dan Reeve: Did you win?\nTam Okafor: I was asleep. I said no.\nDan Reeve: Why?\nTam Okafor: It was late.";
        assert_eq!(
            found(talk),
            [
                "Dan Reeve|Did you win?",
                "Tam Okafor|I was asleep. I said no.",
                "Dan Reeve|Why?",
                "Tam Okafor|It was late."
            ]
        );
        let talk = "Q: Did you win?\nA: I was asleep. I said no.\nQ: Why?\nA: It was late.\nQ: And now?\nA: I write.";
        assert_eq!(found(talk), ["A|I was asleep. I said no.", "A|It was late.", "A|I write."]);
        assert_eq!(found("Q: Did you win?\n\nA: I was asleep. (LAUGHTER)"), ["A|I was asleep."]);
        let talk =
            "Interviewer: Did you win?\nOkafor: I was asleep.\nInterviewer: Why?\nOkafor: It was late.";
        assert_eq!(found(talk), ["Okafor|I was asleep.", "Okafor|It was late."]);
        let talk =
            "INTERVIEWER: Did you win?\nOKAFOR: I was asleep.\nINTERVIEWER: Why?\nOKAFOR: It was late.";
        assert_eq!(found(talk), ["OKAFOR|I was asleep.", "OKAFOR|It was late."]);
    }

    #[test]
    fn rubrics_are_no_speakers() {
        assert!(found("Verdict: good\nPrice: low\nVerdict: bad\nPrice: high\nVerdict: fair").is_empty());
        assert!(found("Dan Reeve: a life.\nDan Reeve: a death.\nDan Reeve: a book.").is_empty());
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
