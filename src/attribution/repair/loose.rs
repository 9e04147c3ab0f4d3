//! Quotations that stand alone: "Lee was annoyed, she said. “Six days.”", "He smiled. “You will see.”"

use super::{PERSONS, is_adverb, is_one};
use crate::attribution::{Act, Attribution, QuotationKind, Reason, kind_of};
use crate::text::{ParagraphKind, Quotation, Sentence, Text, TokenKind, word_hash_ascii as hash};

/// How sure that is: what goes on from a statement, and what follows a gesture.
const LESS: f32 = 0.9;
const SURE: f32 = 0.5;
/// The fewest tokens of a quotation that is a statement.
const LEAST: usize = 5;

/// Gives quotations that are whole sentences and nobody's to who spoke in the sentence before.
pub fn take_up(text: &Text, found: &mut [Attribution]) {
    // Of each token: nothing, that a content holds it, or which attribution's cue it ends.
    const CONTENT: usize = usize::MAX;
    let mut taken = vec![0; text.tokens.len()];
    for a in found.iter() {
        for span in &a.content {
            taken[text.tokens_in(*span)].fill(CONTENT);
        }
    }
    for (i, a) in found.iter().enumerate() {
        if let Some(last) = a.cue.last().and_then(|cue| text.tokens_in(*cue).next_back()) {
            taken[last] = i + 1;
        }
    }
    for q in &text.quotations {
        let Some(before) =
            alone(text, q).filter(|_| taken[q.first as usize..q.last as usize].iter().all(|t| *t == 0))
        else {
            continue;
        };
        let cue = taken[before.tokens()].iter().rev().find(|t| !matches!(**t, 0 | CONTENT));
        if let Some(a) = cue.and_then(|i| found.get_mut(i - 1)).filter(|a| !a.source.is_empty()) {
            let at = a.content.iter().take_while(|c| c.start < q.span.start).count();
            a.content.insert(at, q.span);
            a.kind = kind_of(text, &a.content);
            a.confidence *= LESS;
        }
    }
}

/// Quotations behind a gesture: "He smiled. “You will see.”"
pub fn gestures(text: &Text, out: &mut Vec<Attribution>) {
    for q in &text.quotations {
        out.extend(alone(text, q).and_then(|before| gesture(text, q, before)));
    }
}

/// The sentence before a quotation that is whole sentences: of the same paragraph, or of the one before where nothing else is in
/// its own.
fn alone(text: &Text, q: &Quotation) -> Option<Sentence> {
    let (first, last) = (q.first as usize, q.last as usize);
    let at = text.sentence_of(first);
    let sentence = text.sentences.get(at)?;
    let end = text.sentences.get(text.sentence_of(last.checked_sub(1)?))?;
    let whole = sentence.first == q.first && end.last == q.last;
    let stop = text.tokens.get(last.checked_sub(2)?)?.kind == TokenKind::Stop;
    let before = *text.sentences.get(at.checked_sub(1)?)?;
    let paragraph = |s: Sentence| text.paragraphs.get(s.paragraph as usize);
    let (here, there) = (paragraph(*sentence)?, paragraph(before)?);
    let only = here.first == q.first && here.last == q.last && before.paragraph + 1 == sentence.paragraph;
    let body = here.kind == ParagraphKind::Body && there.kind == ParagraphKind::Body;
    let near = before.paragraph == sentence.paragraph || only && body;
    (q.closed && !q.single && last >= first + LEAST && whole && stop && near).then_some(before)
}

/// "He smiled. “…”"
fn gesture(text: &Text, q: &Quotation, before: Sentence) -> Option<Attribution> {
    const GESTURES: [u32; 10] = [
        hash("smiled"),
        hash("smiles"),
        hash("laughed"),
        hash("laughs"),
        hash("shrugged"),
        hash("shrugs"),
        hash("sighed"),
        hash("sighs"),
        hash("nodded"),
        hash("grinned"),
    ];
    let (first, last) = (before.first as usize, before.last as usize);
    let verb = (first + 1..last).rev().take(4).find(|i| is_one(text, *i, &GESTURES))?;
    let who = (first..verb).rev().find(|i| !is_adverb(text, *i))?;
    let name = |i: usize| text.tokens[i].capital && text.tokens[i].is_word();
    let source = if is_one(text, who, &PERSONS) {
        who
    } else {
        (first..=who).rev().take_while(|i| name(*i)).last()?
    };
    Some(Attribution {
        source: vec![text.tokens[source].span.cover(text.tokens[who].span)],
        cue: vec![text.tokens[verb].span],
        content: vec![q.span],
        kind: QuotationKind::Direct,
        act: Act::Said,
        speaker: None,
        confidence: SURE,
        reason: Reason::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    fn both(text: &Text, found: &mut Vec<Attribution>) {
        take_up(text, found);
        gestures(text, found);
        found.retain(|a| !a.source.is_empty());
    }

    #[test]
    fn a_quotation_alone_goes_on_from_the_sentence_before() {
        check(
            &[
                (
                    "[Lee] hit out at it, ⟨calling⟩ {it “a joke”}. “Three games in six days.”",
                    "[Lee] hit out at it, ⟨calling⟩ {it “a joke”}. {“Three games in six days.”}",
                ),
                (
                    "[Lee] ⟨said⟩ {it was late}.\n\n“That is how it is. We are tired.”\n\nIt rained.",
                    "[Lee] ⟨said⟩ {it was late}.\n\n{“That is how it is. We are tired.”}\n\nIt rained.",
                ),
                (
                    "Asked about it, he smiled. “You will have to buy a ticket.”",
                    "Asked about it, [he] ⟨smiled⟩. {“You will have to buy a ticket.”}",
                ),
                (
                    "Ann Lee only shrugged at that. “You will have to wait.”",
                    "[Ann Lee] only ⟨shrugged⟩ at that. {“You will have to wait.”}",
                ),
            ],
            both,
        );
    }

    #[test]
    fn other_quotations_stay_alone() {
        let same = [
            "[Lee] ⟨said⟩ {it was late}. “Three games in six days,” read the banner.",
            "[Lee] ⟨said⟩ {it was late}. “Never.”",
            "[Lee] ⟨said⟩ {it was late}. It rained. “Three games in six days.”",
            "[Lee] ⟨said⟩ {it was late}.\n\n“Three games in six days.” It was on a banner.",
            "Holt was there. “Three games in six days.”",
        ];
        check(&same.map(|s| (s, s)), both);
    }
}
