//! "The two leaders met, the readout said. They also discussed trade.": what a document says goes on in the next sentence,
//! which needs no cue of its own. It becomes part of the document's statement.

use super::bounds::DID;
use super::{AND, ends, is_adverb, is_one, word};
use crate::attribution::{Attribution, QuotationKind, kind_of};
use crate::text::{ParagraphKind, Sentence, Span, Text, TokenKind, word_hash_ascii as hash};

/// How sure a statement is still, with each sentence that is taken into it.
const LESS: f32 = 0.9;
/// How many sentences may carry on, and how many words one shares with the quotation that it leads to.
const SENTENCES: usize = 3;
const SHARED: usize = 4;
/// Of a sentence so many tokens are compared.
const COMPARED: usize = 60;

/// Texts that report what others said and did; the first ones are also written by one who speaks in them.
const DOCUMENTS: [u32; 11] = [
    hash("statement"),
    hash("letter"),
    hash("memo"),
    hash("account"),
    hash("release"),
    hash("readout"),
    hash("communique"),
    hash("communiqué"),
    hash("report"),
    hash("transcript"),
    hash("summary"),
];
const WRITTEN: usize = 5;

/// Takes sentences that carry on what a document said into its statement. `found` in the order of contents.
pub fn carry_on(text: &Text, found: &mut Vec<Attribution>) {
    let mut carried: Vec<bool> = Vec::new();
    for i in 0..found.len() {
        let Some(document) = document(text, &found[i]) else { continue };
        let before = if document.speaks { announced(text, found, i) } else { None };
        let mut content = found[i].content.clone();
        for far in 0..SENTENCES {
            let Some(next) = next(text, found, i, far, &document) else { break };
            content.push(next);
        }
        if let Some(before) = before {
            content.insert(0, before);
        }
        let a = &mut found[i];
        if content.len() > a.content.len() {
            carried.resize(text.tokens.len(), false);
            for span in &content {
                let own = a.content.contains(span);
                carried[text.tokens_in(*span)].fill(!own);
            }
            a.confidence *= LESS;
            a.kind = kind_of(text, &content);
            a.content = content;
        }
    }
    let cue = |a: &Attribution| a.cue.first().map_or(0, |c| text.tokens_in(*c).start);
    found.retain(|a| !carried.get(cue(a)).is_some_and(|c| *c));
}

/// The document behind a statement.
struct Document {
    /// It is the source itself, rather than what the source speaks in.
    speaks: bool,
    /// "he" and "she" are not who wrote it.
    of_others: bool,
    /// The sentence of the statement.
    sentence: usize,
}

fn document(text: &Text, a: &Attribution) -> Option<Document> {
    let cue = text.tokens_in(*a.cue.last()?).next_back()?;
    let at = text.sentence_of(cue);
    let sentence = text.sentences.get(at)?;
    // Nothing of it may stand in another sentence.
    let whole = a.source.iter().chain(&a.content).all(|s| sentence.span.contains(*s));
    let kind = |spans: &[Span]| {
        spans.iter().flat_map(|s| text.tokens_in(*s)).find_map(|i| known(&DOCUMENTS, word(text, i)))
    };
    let source = kind(&a.source);
    let told = |i: &usize| a.content.iter().any(|c| c.contains(text.tokens[*i].span));
    let beside = || sentence.tokens().filter(|i| !told(i)).find_map(|i| known(&DOCUMENTS, word(text, i)));
    let noun = source.or_else(beside).filter(|_| whole)?;
    let speaks = source.is_some();
    Some(Document { speaks, of_others: speaks && noun >= WRITTEN, sentence: at })
}

fn known(words: &[u32], word: u32) -> Option<usize> {
    words.iter().position(|w| *w == word)
}

/// The sentence `far` behind the statement, if it carries on.
fn next(text: &Text, found: &[Attribution], i: usize, far: usize, document: &Document) -> Option<Span> {
    let before = text.sentences.get(document.sentence + far)?;
    let sentence = text.sentences.get(document.sentence + far + 1)?;
    let paragraph = text.paragraphs.get(sentence.paragraph as usize)?;
    let near = sentence.paragraph <= before.paragraph + 1 && paragraph.kind == ParagraphKind::Body;
    let subject = subject(text, *sentence)?;
    let fits = match subject.who {
        Who::Both => true,
        Who::They => document.speaks && text.tokens_in(found[i].content_span()).any(|i| is_both(text, i)),
        Who::One => document.of_others && sentence.paragraph == before.paragraph,
    };
    let others = found[i + 1..].iter().take_while(|a| a.content_span().start < sentence.span.end);
    let alone = others
        .filter(|a| a.cue.iter().any(|c| sentence.span.contains(*c)))
        .all(|a| a.source.first().is_some_and(|s| text.tokens_in(*s).start == subject.first));
    (near && fits && alone).then(|| super::trimmed(text, sentence.first as usize, sentence.last as usize))?
}

enum Who {
    /// "the two leaders", "both sides"
    Both,
    They,
    /// "he", "she"
    One,
}

struct Subject {
    who: Who,
    first: usize,
}

/// "They also discussed": the subject of a sentence that adds something in the simple past, and quotes nobody, nor looks back.
#[inline(never)]
fn subject(text: &Text, sentence: Sentence) -> Option<Subject> {
    const MORE: [u32; 5] =
        [hash("also"), hash("further"), hash("furthermore"), hash("additionally"), hash("finally")];
    const BACK: [u32; 6] =
        [hash("ago"), hash("last"), hash("earlier"), hash("previously"), hash("since"), hash("before")];
    const OWN: [u32; 4] = [hash("said"), hash("added"), hash("told"), hash("claimed")];
    let tokens = sentence.tokens();
    let more = |i: usize| is_one(text, i, &MORE);
    let opens = more(tokens.start);
    let first = tokens.start + usize::from(opens) + usize::from(opens && text.word(tokens.start + 1) == ",");
    let who = match word(text, first) {
        w if w == hash("they") => Who::They,
        w if w == hash("he") || w == hash("she") => Who::One,
        w if w == hash("both") || w == hash("the") => Who::Both,
        _ => return None,
    };
    let adverb = |i: &usize| more(*i) || is_adverb(text, *i);
    let both = matches!(who, Who::Both);
    let end = if both { (first + 1..first + 4).find(|i| adverb(i) || past(text, *i))? } else { first + 1 };
    let verb = (end..end + 3).find(|i| !adverb(i))?;
    let named = !both || (first..end).any(|i| is_both(text, i));
    let added = opens || (end..verb).any(more);
    let back = |i: usize| {
        let token = text.tokens[i];
        let year = token.kind == TokenKind::Number && token.span.len() == 4;
        token.quoted || year || BACK.contains(&token.hash)
    };
    let fits = named && added && past(text, verb) && !is_one(text, verb, &OWN);
    (fits && verb < tokens.end && !tokens.clone().any(back)).then_some(Subject { who, first })
}

#[inline(never)]
fn past(text: &Text, i: usize) -> bool {
    ends(text, i, "ed") || is_one(text, i, &DID) || word(text, i) == hash("spoke")
}

/// Two or more who do something together: "the two leaders", "Lee and Holt".
#[inline(never)]
fn is_both(text: &Text, i: usize) -> bool {
    const BOTH: [u32; 8] = [
        hash("both"),
        hash("two"),
        hash("leaders"),
        hash("sides"),
        hash("presidents"),
        hash("ministers"),
        hash("parties"),
        hash("pair"),
    ];
    let capital = |i: usize| text.tokens.get(i).is_some_and(|t| t.capital);
    is_one(text, i, &BOTH) || word(text, i) == AND && capital(i + 1) && capital(i - 1)
}

/// "Lee and Holt stressed the need for peace. | “Both stressed the need for peace,” the readout said": the sentence before a
/// quotation that says the same by the same verb.
#[inline(never)]
fn announced(text: &Text, found: &[Attribution], i: usize) -> Option<Span> {
    let (a, before) = (found.get(i)?, found.get(i.checked_sub(1)?)?);
    let quoted = text.tokens_in(*a.content.first()?);
    let at = text.sentence_of(quoted.start);
    let (own, sentence) = (text.sentences.get(at)?, text.sentences.get(at.checked_sub(1)?)?);
    let opens = own.first as usize == quoted.start && a.kind == QuotationKind::Direct;
    let plain = !text.tokens[sentence.tokens()].iter().any(|t| t.quoted);
    let (cue, verb) = (before.cue.last()?, text.tokens_in(*before.cue.last()?).next_back()?);
    let near = own.paragraph <= sentence.paragraph + 1 && sentence.span.contains(*cue);
    let source = before.source.first().filter(|s| text.tokens_in(**s).start == sentence.first as usize);
    let words = |tokens: std::ops::Range<usize>| {
        tokens.take(COMPARED).filter(|i| text.tokens[*i].span.len() > 3).map(|i| text.tokens[i].hash)
    };
    let quote = || words(quoted.clone());
    let same = quote().take(COMPARED / 8).any(|w| w == word(text, verb));
    let shared = || words(sentence.tokens()).filter(|w| quote().any(|q| q == *w)).count() >= SHARED;
    (opens && plain && near && same && source.is_some() && shared())
        .then(|| super::trimmed(text, sentence.first as usize, sentence.last as usize))?
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;
    use crate::order::Order;

    #[test]
    fn a_document_goes_on() {
        check(
            &[
                (
                    "{1:Lee and Holt met}, ⟨1:according to⟩ [1:a readout]. [2:They] ⟨2:also discussed⟩ {2:trade}.",
                    "{Lee and Holt met}, ⟨according to⟩ [a readout]. {They also discussed trade}.",
                ),
                (
                    "[The report] ⟨said⟩ {that Lee hid the files}. He also misled the board. Finally, he burned them.",
                    "[The report] ⟨said⟩ {that Lee hid the files}. {He also misled the board}. {Finally, he burned them}.",
                ),
                (
                    "In a statement, [Velmont] ⟨said⟩ {the sides had met}.\n\nBoth sides further agreed to talk.",
                    "In a statement, [Velmont] ⟨said⟩ {the sides had met}.\n\n{Both sides further agreed to talk}.",
                ),
                (
                    "[2:Lee and Holt] ⟨2:stressed⟩ {2:the need for lasting peace in Velmont}.\n\n{1:“Both also stressed the need for lasting peace in all of Velmont,”} [1:the readout] ⟨1:said⟩.",
                    "{Lee and Holt stressed the need for lasting peace in Velmont}.\n\n{“Both also stressed the need for lasting peace in all of Velmont,”} [the readout] ⟨said⟩.",
                ),
            ],
            carry,
        );
    }

    fn carry(text: &Text, found: &mut Vec<Attribution>) {
        found.order_by_key(Attribution::content_span);
        carry_on(text, found);
    }

    #[test]
    fn what_carries_nothing_on_stays() {
        let same = [
            "[Ann Lee] ⟨said⟩ {that Holt and Pell met}. They also discussed trade.",
            "[The readout] ⟨said⟩ {that Lee and Holt met}. They have also met in the past.",
            "[The readout] ⟨said⟩ {that Lee and Holt met}. They also met in 2012.",
            "[The readout] ⟨said⟩ {that Lee and Holt met}. They quarrelled in public.",
            "[The readout] ⟨said⟩ {that Lee and Holt met}. They also called it “late”.",
            "[The readout] ⟨said⟩ {that it was late}. They also discussed trade.",
            "[Her letter] ⟨said⟩ {that it was late}. She also left the party.",
            "[Lee] ⟨said in a statement⟩ {that it was late}. They also discussed trade.",
            "[1:The readout] ⟨1:said⟩ {1:that Lee and Holt met}. They also discussed {2:trade}, [2:Pell] ⟨2:said⟩.",
            "[1:The report] ⟨1:said⟩ {1:that Lee hid the files}. The mayor also misled the board.",
            "[1:Lee] ⟨1:stressed⟩ {1:that it was late}. {2:“It rained,”} [2:the readout] ⟨2:said⟩.",
        ];
        check(&same.map(|s| (s, s)), carry);
    }
}
