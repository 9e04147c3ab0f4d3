//! Opposed: where one column denies what another says. Told to the reader only where the words show what is denied: a
//! negation stands before a word that the other has without one ("would not appeal", "would appeal"), or the two have opposite
//! words for the same thing ("welcomed the decision", "criticised the decision").

use super::align::Facts;
use super::contradiction::opposites;
use super::findings::{column_name, sentence};
use super::{Claim, CompareBy, Comparison, Finding, FindingKind, Passage};
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::{Span, Text, word_hash_ascii as hash};

/// Passages less alike than this are not set against each other.
const ALIKE: f32 = 0.6;
/// Most such findings.
const MOST: usize = 2;
/// Words after a negation in which the verb stands that it denies: "will not appeal".
const NEAR: usize = 3;
/// Words after a verb of denying that it denies: "denied that police had used water cannon".
const FAR: usize = 9;
/// Words shown on each side of what is opposed.
const CONTEXT: usize = 4;

/// Where passages of one claim say opposite things, the most alike first.
pub(super) fn opposed(readings: &[&Reading], comparison: &Comparison, facts: &Facts) -> Vec<Finding> {
    let mut found: Vec<(f32, Finding)> = Vec::new();
    for (r, row) in (0u32..).zip(&comparison.rows) {
        for claim in &row.claims {
            for (a, b) in pairs(claim) {
                let Some(finding) = between(readings, comparison, facts, (a, b)) else { continue };
                let known = |f: &Finding| {
                    f.passages
                        .iter()
                        .zip([a.1, b.1])
                        .any(|(p, q)| p.sentence == q.sentence && p.article == q.article)
                };
                if !found.iter().any(|(_, f)| known(f)) {
                    found.push((finding.0, Finding { row: Some(r), ..finding.1 }));
                }
            }
        }
    }
    found.order_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(MOST).map(|f| f.1).collect()
}

/// A column, and what it says.
type Told<'a> = (u32, &'a Passage);

/// Passages of two columns, each with its column; the best of each.
fn pairs(claim: &Claim) -> Vec<(Told<'_>, Told<'_>)> {
    let firsts: Vec<Told> =
        (0u32..).zip(&claim.cells).filter_map(|(c, cell)| Some((c, cell.passages.first()?))).collect();
    let mut pairs = Vec::new();
    for (i, a) in firsts.iter().enumerate() {
        pairs.extend(
            firsts[i + 1..]
                .iter()
                .filter(|b| b.1.sentence != a.1.sentence || b.1.article != a.1.article)
                .map(|b| (*a, *b)),
        );
    }
    pairs
}

fn between(
    readings: &[&Reading],
    comparison: &Comparison,
    facts: &Facts,
    (a, b): (Told, Told),
) -> Option<(f32, Finding)> {
    let (x, y) = (*readings.get(a.1.article as usize)?, *readings.get(b.1.article as usize)?);
    let likeness = facts.likeness(&facts.of(readings, a.1), &facts.of(readings, b.1));
    if likeness < ALIKE || !facts.one_occasion(a.1.article, b.1.article) {
        return None;
    }
    let (p, q) = told_apart((&x.text, a.1.span), (&y.text, b.1.span), facts, comparison.by)?;
    let side = |(column, _): Told, text: &Text, span: Span| {
        let name =
            comparison.columns.get(column as usize).map_or(String::new(), |c| column_name(readings, c));
        format!("{name} has “{}”", text.slice(span).replace(['\n', '\r'], " "))
    };
    let words = format!(
        "{} where {}: one seems to deny what the other says.",
        side(a, &x.text, p),
        side(b, &y.text, q)
    );
    let finding = Finding {
        columns: vec![a.0, b.0],
        passages: vec![a.1.clone(), b.1.clone()],
        ..sentence(FindingKind::Opposed, words)
    };
    Some((likeness, finding))
}

/// Where two passages say opposite things, with a few words around it.
fn told_apart(a: (&Text, Span), b: (&Text, Span), facts: &Facts, by: CompareBy) -> Option<(Span, Span)> {
    let (x, y) = (Words::of(a, facts, by), Words::of(b, facts, by));
    let denied = x.denied_by(&y).or_else(|| y.denied_by(&x).map(|(q, p)| (p, q)));
    denied.or_else(|| x.opposite_of(&y)).map(|(p, q)| (x.around(p), y.around(q)))
}

/// A word of a passage.
struct Word {
    /// Index of its token.
    token: usize,
    hash: u32,
    /// 0 if it says nothing.
    meaning: u32,
    /// Index of the word by which it is denied.
    denied: Option<usize>,
}

struct Words<'a> {
    text: &'a Text,
    words: Vec<Word>,
}

impl<'a> Words<'a> {
    /// `by` speakers whoever "would not attend" need not be who "would attend": only what is denied in so many words counts.
    fn of((text, span): (&'a Text, Span), facts: &Facts, by: CompareBy) -> Self {
        let tokens = text.tokens_in(span).filter(|i| text.tokens[*i].is_word());
        let mut words: Vec<Word> = tokens
            .map(|token| {
                let hash = text.tokens[token].hash;
                let light = LIGHT.contains(&hash);
                let meaning = if light { None } else { facts.meanings(text.word(token)).first().copied() };
                Word { token, hash, meaning: meaning.unwrap_or(0), denied: None }
            })
            .collect();
        for at in 0..words.len() {
            let reach = negation(text.word(words[at].token), words[at].hash);
            let next = words.get(at + 1).map_or(0, |w| w.hash);
            if reach == 0 || reach == NEAR && by == CompareBy::Speakers || BUT_NOT.contains(&next) {
                continue;
            }
            let clause = words[at + 1..].iter().take(reach).take_while(|w| !ENDS.contains(&w.hash)).count();
            let said = words[at + 1..at + 1 + clause].iter_mut().filter(|w| w.meaning != 0);
            // "Not" is about its verb.
            said.take(if reach == NEAR { 1 } else { reach }).for_each(|w| w.denied = Some(at));
        }
        // "Did not resign until Friday": it did.
        if words.iter().any(|w| w.hash == hash("until") || w.hash == hash("unless")) {
            words.iter_mut().for_each(|w| w.denied = None);
        }
        Self { text, words }
    }

    /// A word denied here that the other says, with what denies it: places in both, first to last.
    fn denied_by(&self, other: &Self) -> Option<((usize, usize), (usize, usize))> {
        let here = self.words.iter().enumerate().filter(|(_, w)| w.meaning != 0);
        let (at, from, there) = here.into_iter().find_map(|(i, w)| {
            let from = w.denied?;
            // Said twice, once without: then it is not denied.
            if self.words.iter().any(|v| v.meaning == w.meaning && v.denied.is_none()) {
                return None;
            }
            let mut said = other.words.iter().enumerate().filter(|(_, v)| v.meaning == w.meaning);
            let (there, _) = said.next().filter(|(_, v)| v.denied.is_none())?;
            Some((i, from, there))
        })?;
        let negated = other.words.iter().any(|v| v.denied.is_some());
        (!negated).then_some(((from, at), (there, there)))
    }

    /// Opposite words for the same thing: what stands next to them is the same.
    fn opposite_of(&self, other: &Self) -> Option<((usize, usize), (usize, usize))> {
        for (i, w) in self.words.iter().enumerate() {
            for (j, v) in other.words.iter().enumerate() {
                if opposites(w.hash, v.hash) && w.denied.is_none() && v.denied.is_none() {
                    let next = |of: &Self, at: usize| {
                        of.words[at + 1..].iter().find(|w| w.meaning != 0).map(|w| w.meaning)
                    };
                    let same = next(self, i).is_some() && next(self, i) == next(other, j);
                    let has = |of: &Self, hash: u32| of.words.iter().any(|w| w.hash == hash);
                    if same && !has(self, v.hash) && !has(other, w.hash) {
                        return Some(((i, i), (j, j)));
                    }
                }
            }
        }
        None
    }

    /// Some words of the passage with a few around them.
    fn around(&self, (first, last): (usize, usize)) -> Span {
        let from = first.saturating_sub(CONTEXT);
        let to = (last + CONTEXT).min(self.words.len().saturating_sub(1));
        let span = |at: usize| {
            self.words
                .get(at)
                .and_then(|w| self.text.tokens.get(w.token))
                .map_or_else(Span::default, |t| t.span)
        };
        span(from).cover(span(to))
    }
}

/// How many words after it a word may deny; 0 if it denies none.
fn negation(word: &str, word_hash: u32) -> usize {
    const DENIES: [u32; 4] = [hash("denied"), hash("denies"), hash("deny"), hash("denying")];
    const NOT: [u32; 5] = [hash("not"), hash("never"), hash("cannot"), hash("nobody"), hash("no-one")];
    match word_hash {
        w if DENIES.contains(&w) => FAR,
        w if NOT.contains(&w) || word.ends_with("n’t") || word.ends_with("n't") => NEAR,
        _ => 0,
    }
}

/// "Not only", "not yet", "not just": no denial.
const BUT_NOT: [u32; 6] =
    [hash("only"), hash("just"), hash("yet"), hash("least"), hash("always"), hash("merely")];
/// Verbs that say little by themselves, so that "has not made good" and "made an offer" are not opposed.
const LIGHT: [u32; 12] = [
    hash("made"),
    hash("make"),
    hash("makes"),
    hash("take"),
    hash("took"),
    hash("taken"),
    hash("get"),
    hash("got"),
    hash("give"),
    hash("gave"),
    hash("going"),
    hash("want"),
];
/// Words behind which something else is said.
const ENDS: [u32; 5] = [hash("but"), hash("and"), hash("because"), hash("while"), hash("who")];
