//! Statements in short standard forms that the model does not see and the rules are not sure of.

use super::{PERSONS, THAT, THERE, TO, is_mark, is_one, word};
use crate::attribution::rules::Proposal;
use crate::attribution::{Act, Attribution, QuotationKind, Reason};
use crate::text::{Text, TokenKind, word_hash_ascii as hash};

/// What may be added where nothing else was found, in any order.
pub fn missed(text: &Text, proposals: &[Proposal]) -> Vec<Attribution> {
    let mut out = heard(text);
    super::loose::gestures(text, &mut out);
    for alternatives in proposals.chunk_by(|a, b| a.head == b.head) {
        let admitted = alternatives.iter().map(|p| &p.attribution).filter(|a| admitted(text, a));
        out.extend(admitted.max_by(|a, b| a.confidence.total_cmp(&b.confidence)).cloned());
    }
    out
}

/// How sure the rules must be that a sentence ends in who says it.
const LEAST: f32 = 0.3;

/// Whether the rules may be heard though they are not sure: "…, scientists have found.", "…, police said on Friday.", "Lee urged
/// caution", "The bank apologised for …".
fn admitted(text: &Text, a: &Attribution) -> bool {
    const FOUND: [u32; 7] = [
        hash("found"),
        hash("warned"),
        hash("shown"),
        hash("promised"),
        hash("learned"),
        hash("concluded"),
        hash("suggested"),
    ];
    const SAID: [u32; 14] = [
        hash("said"),
        hash("say"),
        hash("says"),
        hash("added"),
        hash("announced"),
        hash("confirmed"),
        hash("reported"),
        hash("reports"),
        hash("found"),
        hash("show"),
        hash("shows"),
        hash("notes"),
        hash("noted"),
        hash("warned"),
    ];
    const URGE: [u32; 4] = [hash("urge"), hash("urges"), hash("urged"), hash("urging")];
    const CALM: [u32; 4] = [hash("caution"), hash("restraint"), hash("calm"), hash("patience")];
    const SORRY: [u32; 4] = [hash("apologised"), hash("apologized"), hash("apologises"), hash("apologizes")];
    let (Some(cue), Some(content), Some(source)) = (a.cue.last(), a.content.first(), a.source.last()) else {
        return false;
    };
    let (verbs, first) = (text.tokens_in(*cue), text.tokens_in(*content).start);
    let verb = word(text, verbs.end.wrapping_sub(1));
    let has = is_one(text, verbs.start, &[hash("has"), hash("have")]);
    let next = word(text, verbs.end);
    // "apologised to customers for the delay", not to them alone
    let named = || text.tokens[text.tokens_in(*content)].iter().any(|t| t.hash == hash("for"));
    let stop = |i: usize| text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Stop);
    let last = content.end <= source.start && source.end <= cue.start;
    let final_clause = has && last && stop(verbs.end);
    // "said on Friday.", "said Friday."
    let day = verbs.end + usize::from(next == hash("on"));
    let dated = text.tokens.get(day).is_some_and(|t| t.capital && text.slice(t.span).ends_with("day"));
    let before = a.source.first().map_or(0, |s| text.tokens_in(*s).start.wrapping_sub(1));
    let said = last
        && (has || a.confidence >= LEAST)
        && SAID.contains(&verb)
        && text.tokens.get(before).is_some_and(|_| text.word(before) == ",")
        && (stop(verbs.end) || dated && stop(day + 1));
    said || final_clause && FOUND.contains(&verb)
        || URGE.contains(&verb) && first == verbs.end && CALM.contains(&next)
        || SORRY.contains(&verb) && first >= verbs.end && (next == hash("for") || next == TO && named())
}

/// How far before "heard" the place stands: "The inquest into her death has heard".
const BEFORE: usize = 8;

/// "The court heard that …", "…, the court heard.": what was said there, by somebody who is not named.
fn heard(text: &Text) -> Vec<Attribution> {
    let mut out = Vec::new();
    for (i, token) in text.tokens.iter().enumerate() {
        let that = is_one(text, i + 1, &[THAT, hash("how")]);
        let last = is_mark(text, i + 1) || text.word(i + 1) == ",";
        if token.hash != hash("heard") || token.quoted || !that && !last {
            continue;
        }
        let plain = |p: &usize| !is_mark(text, *p) && text.word(*p) != "," && !is_one(text, *p, &PERSONS);
        let place = (0..i).rev().take(BEFORE).take_while(plain).any(|p| is_one(text, p, &THERE));
        let sentence = text.sentences.get(text.sentence_of(i)).filter(|_| place);
        let Some(sentence) = sentence else { continue };
        let comma = || (sentence.first as usize..i).rev().take(BEFORE).find(|p| text.word(*p) == ",");
        let content = match that {
            true => super::trimmed(text, i + 1, sentence.last as usize),
            false => comma().and_then(|comma| super::trimmed(text, sentence.first as usize, comma)),
        };
        let Some(content) = content else { continue };
        out.push(Attribution {
            source: Vec::new(),
            cue: vec![token.span],
            content: vec![content],
            kind: QuotationKind::Indirect,
            act: Act::Said,
            speaker: None,
            confidence: 0.5,
            reason: Reason::default(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Opinions;
    use crate::attribution::annotated::{Annotated, Roles, lines};

    #[track_caller]
    fn check(cases: &[&str]) {
        for case in cases {
            let case = Annotated::parse(case);
            let text = Text::new(case.text.clone());
            let found = missed(&text, &Opinions::new(&text).proposals);
            let roles: Vec<Roles> = found.iter().map(Roles::from).collect();
            assert_eq!(lines(&text.source, &roles), case.lines());
        }
    }

    #[test]
    fn short_forms_are_found() {
        check(&[
            "{Bees can tell faces apart}, [scientists] ⟨have found⟩.",
            "{Bees can tell faces apart}, [a study] ⟨has found⟩.",
            "[Ann Lee, who studies wasps], ⟨urged⟩ {caution}.",
            "[The bank] ⟨apologised⟩ {for the delay}.",
            "The court ⟨heard⟩ {that Holt had lied}.",
            "The inquest into his death ⟨heard⟩ {how he had lied}.",
            "{Holt had lied for years}, the court ⟨heard⟩.",
            "{Holt had lied}, a court has ⟨heard⟩, and left.",
            "{Two men were held after a fire}, [police] ⟨said⟩ on Saturday.",
            "{Schools will stay closed}, [the council] ⟨has confirmed⟩.",
            "The inquest has also ⟨heard⟩ {that Holt had lied}.",
        ]);
    }

    #[test]
    fn what_only_looks_so_is_not() {
        check(&[
            "Lee urged the mayor to go.",
            "Lee told the court he had heard that Holt had lied.",
            "Lee heard that Holt had lied.",
            "The keys, police say, have been found.",
            "The bank apologised.",
            "The court heard.",
            "Pell had lied, Lee heard.",
            "The bank apologised to customers.",
        ]);
    }
}
