//! What was taken for a statement and is none.

use super::{AUXILIARIES, THAT, ends, is_one, word};
use crate::attribution::{Act, Attribution, QuotationKind, act};
use crate::text::{ParagraphKind, Span, Text, TokenKind, word_hash_ascii as hash};

/// Whether nothing is said here, or nobody can have said it.
pub fn is_none(text: &Text, a: &Attribution) -> bool {
    only_asks(text, a)
        || only_points(text, a)
        || counts(text, a)
        || is_deed(text, a)
        || is_request(text, a)
        || is_kicker(text, a)
        || a.source.iter().any(|s| is_clause(text, *s))
}

fn words<'a>(text: &'a Text, spans: &'a [Span]) -> impl Iterator<Item = usize> + 'a {
    spans.iter().flat_map(|s| text.tokens_in(*s)).filter(|i| text.tokens[*i].is_word())
}

/// Whether a content is a single word that only points to one: "What was noted was that …", "which he praised"; but not
/// "He disputes that".
fn only_asks(text: &Text, a: &Attribution) -> bool {
    const WORDS: [u32; 5] = [hash("what"), hash("which"), hash("who"), hash("how"), THAT];
    let mut content = words(text, &a.content);
    let (Some(only), None) = (content.next(), content.next()) else { return false };
    let behind = a.cue.last().is_some_and(|c| c.end <= text.tokens[only].span.start);
    let disputed = behind && word(text, only) == THAT && super::is_mark(text, only + 1);
    is_one(text, only, &WORDS) && !disputed
}

/// "… calls for just that", "They have discussed these same issues before": what is wished or spoken of is named elsewhere.
fn only_points(text: &Text, a: &Attribution) -> bool {
    const WORDS: [u32; 13] = [
        THAT,
        hash("this"),
        hash("those"),
        hash("these"),
        hash("just"),
        hash("exactly"),
        hash("precisely"),
        hash("same"),
        hash("issues"),
        hash("issue"),
        hash("matters"),
        hash("before"),
        hash("again"),
    ];
    let spoken = || words(text, &a.cue).any(|i| word(text, i) == hash("discussed"));
    words(text, &a.content).all(|i| is_one(text, i, &WORDS))
        && (spoken() || act::act(text, &a.cue) == Act::Wants)
}

/// "wrote more than 140 cheques", "declined to 60 percent".
fn counts(text: &Text, a: &Attribution) -> bool {
    const WROTE: [u32; 4] = [hash("wrote"), hash("written"), hash("writes"), hash("write")];
    const FELL: [u32; 3] = [hash("declined"), hash("declines"), hash("declining")];
    const ABOUT: [u32; 7] =
        [hash("more"), hash("than"), hash("over"), hash("about"), hash("nearly"), hash("almost"), hash("to")];
    let Some(verb) = a
        .cue
        .last()
        .and_then(|c| text.tokens_in(*c).rfind(|i| is_one(text, *i, &WROTE) || is_one(text, *i, &FELL)))
    else {
        return false;
    };
    let number = (verb + 1..verb + 5).find(|i| !is_one(text, *i, &ABOUT));
    number.and_then(|i| text.tokens.get(i)).is_some_and(|t| t.kind == TokenKind::Number && !t.quoted)
}

/// "fired its boss", "Police investigating the fire have …": what is done without words. In training 8 of 32 and 1 of 8 are
/// statements.
fn is_deed(text: &Text, a: &Attribution) -> bool {
    const DONE: [u32; 3] = [hash("fired"), hash("fires"), hash("investigating")];
    let (Some(cue), Some(content)) = (a.cue.last(), a.content.first()) else { return false };
    let verb = text.tokens_in(*cue).end.wrapping_sub(1);
    let object = text.tokens_in(*content).start;
    is_one(text, verb, &DONE) && object == verb + 1 && a.kind == QuotationKind::Indirect
}

/// "asked not to be named", "asked that her name not be used", "Anyone with news is asked to call": what the article itself asks
/// for, or was asked.
fn is_request(text: &Text, a: &Attribution) -> bool {
    const NAMED: [u32; 4] = [hash("named"), hash("identified"), hash("used"), hash("published")];
    let asked = || words(text, &a.cue).any(|i| word(text, i) == hash("asked"));
    let not = || words(text, &a.content).any(|i| word(text, i) == hash("not"));
    let last = words(text, &a.content).last().map_or(0, |i| word(text, i));
    let anyone = [&a.source, &a.content]
        .iter()
        .any(|s| words(text, s).next().is_some_and(|i| word(text, i) == hash("anyone")));
    let told = || words(text, &a.cue).last().is_some_and(|i| ends(text, i, "ed"));
    NAMED.contains(&last) && asked() && not() || anyone && told() && a.kind == QuotationKind::Indirect
}

/// "MIRACLE JAB: British boffins beat malaria": what a headline shouts before its colon says nothing; "UNION: ‘We will strike’" does.
fn is_kicker(text: &Text, a: &Attribution) -> bool {
    let ([source], Some(cue), [content]) = (a.source.as_slice(), a.cue.first(), a.content.as_slice()) else {
        return false;
    };
    let (label, colon, said) = (text.tokens_in(*source), text.tokens_in(*cue), text.tokens_in(*content));
    let headline = text.paragraphs.first().is_some_and(|p| {
        p.kind == ParagraphKind::Headline && p.first as usize == label.start && said.end <= p.last as usize
    });
    let shouted = |i: usize| text.word(i).len() > 1 && !text.word(i).chars().any(char::is_lowercase);
    let marked = matches!(text.tokens[said.start].kind, TokenKind::SingleQuote | TokenKind::DoubleQuote)
        || text.tokens[said.clone()].iter().any(|t| t.quoted);
    headline && text.word(colon.start) == ":" && label.len() > 1 && label.clone().all(shouted) && !marked
}

/// Whether a source has a verb of its own: "150,000 people flooded the square".
fn is_clause(text: &Text, source: Span) -> bool {
    const FINITE: [u32; 5] = [hash("is"), hash("are"), hash("was"), hash("were"), hash("am")];
    const OPENS: [u32; 5] = [hash("who"), hash("which"), THAT, hash("whose"), hash("whom")];
    let tokens = text.tokens_in(source);
    let first = tokens.start;
    let plain = |i: &usize| text.word(*i) != "," && text.word(*i) != "(" && !is_one(text, *i, &OPENS);
    let number = text.tokens.get(first).is_some_and(|t| t.kind == TokenKind::Number);
    let most = word(text, first) == hash("most") && word(text, first + 2) == hash("them");
    let mut phrase = tokens.skip(1).take_while(plain);
    phrase.any(|i| {
        let verb = is_one(text, i, &FINITE) || is_one(text, i, &AUXILIARIES);
        let next = text.tokens.get(i + 1).is_some_and(|t| t.capital && t.span.end <= source.end);
        let the = is_one(text, i + 1, &[hash("the"), hash("a"), hash("an")]);
        verb && !text.tokens[i].capital && !text.tokens[i].quoted
            || (number || most) && ends(text, i, "ed") && (next || the)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    fn rest(text: &Text, found: &mut Vec<Attribution>) {
        found.retain(|a| !is_none(text, a));
    }

    #[test]
    fn what_says_nothing_goes() {
        let none = [
            "What was noted by the board was that it rained.",
            "The bill, which calls for just that, was late.",
            "They have discussed these same issues before.",
            "Lee said that, if it rained, he would go.",
            "Pell wrote more than 140 cheques.",
            "Efficacy declined to 60 percent.",
            "Acme fired its boss.",
            "Police investigating the fire have arrested a man.",
            "150,000 people flooded Velmont on Saturday, calling for peace.",
            "Pell, who asked not to be named, left.",
            "Pell asked that her name not be used.",
            "Anyone with news is asked to call police.",
            "MIRACLE JAB: Britons beat malaria\n\nIt rained.",
        ];
        let before = [
            "{What} ⟨was noted⟩ by [the board] was that it rained.",
            "The bill, [which] ⟨calls for⟩ {just that}, was late.",
            "[They] ⟨have discussed⟩ {these same issues before}.",
            "[Lee] ⟨said⟩ {that}, if it rained, he would go.",
            "[Pell] ⟨wrote⟩ {more than 140 cheques}.",
            "[Efficacy] ⟨declined to⟩ {60 percent}.",
            "[Acme] ⟨fired⟩ {its boss}.",
            "[Police] ⟨investigating⟩ {the fire have arrested a man}.",
            "[150,000 people flooded Velmont on Saturday], ⟨calling for⟩ {peace}.",
            "Pell, [who] ⟨asked⟩ {not to be named}, left.",
            "[Pell] ⟨asked⟩ {that her name not be used}.",
            "{Anyone with news} ⟨is asked⟩ {to call police}.",
            "[MIRACLE JAB]⟨:⟩ {Britons beat malaria}\n\nIt rained.",
        ];
        let cases: Vec<(&str, &str)> = before.into_iter().zip(none).collect();
        check(&cases, rest);
    }

    #[test]
    fn what_says_little_stays() {
        let same = [
            "[NURSES UNION]⟨:⟩ {‘We will strike’}\n\nIt rained.",
            "It rained.\n\n[MR PENCE]⟨:⟩ {We will go on}\n\nIt rained.",
            "[Solberg] ⟨disputes⟩ {that}.",
            "[Lee] ⟨praised⟩ {him}.",
            "[Lee] ⟨asked⟩ {that the roof not be left as it was}.",
            "{Anyone may come}, [Lee] ⟨said⟩.",
            "{“Never,”} [Lee] ⟨fired⟩ back.",
            "[Lee] ⟨wrote⟩ {that it was late}.",
            "[Lee] ⟨declined⟩ {to name 60 of them}.",
            "[Three people briefed on the plan] ⟨said⟩ {it was late}.",
            "[A study being released on Monday] ⟨shows⟩ {that it was late}.",
            "[42 percent of those surveyed] ⟨said⟩ {it was late}.",
            "[The mayor, who was ill,] ⟨said⟩ {it was late}.",
            "[Will Lee] ⟨said⟩ {it was late}.",
        ];
        check(&same.map(|s| (s, s)), rest);
    }
}
