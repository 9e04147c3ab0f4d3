//! Opposed: where one column denies what another says. Told to the reader only where the words show what is denied: a
//! negation stands before a word that the other has without one ("would not appeal", "would appeal"), or the two have opposite
//! words for the same thing ("welcomed the decision", "criticised the decision").

use super::align::{Fact, Facts};
use super::called::column_name;
use super::contradiction::{has_opposite, opposites};
use super::findings::sentence;
use super::{Claim, CompareBy, Comparison, Finding, FindingKind, Passage};
use crate::analysis::Reading;
use crate::text::{Span, Text, word_hash_ascii as hash};

/// Passages less alike than this are not set against each other.
const ALIKE: f32 = 0.6;
/// Most such findings.
const MOST: usize = 2;
/// Of so many columns a claim is looked at: each is set against each.
const COLUMNS: usize = 8;
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
            let told = told(readings, comparison.by, facts, claim);
            for (i, a) in told.iter().enumerate() {
                for b in &told[i + 1..] {
                    let Some((likeness, finding)) = between(readings, comparison, facts, a, b) else {
                        continue;
                    };
                    let both = [a.passage, b.passage];
                    let same =
                        |(p, q): (&Passage, &Passage)| p.sentence == q.sentence && p.article == q.article;
                    if !found.iter().any(|(_, f)| f.passages.iter().zip(both).any(same)) {
                        found.push((likeness, Finding { row: Some(r), ..finding }));
                    }
                }
            }
        }
    }
    let mut out = Vec::new();
    while out.len() < MOST {
        let alike = |i: &usize| found[*i].0;
        let Some(most) = (0..found.len()).rev().max_by(|i, j| alike(i).total_cmp(&alike(j))) else { break };
        out.push(found.remove(most).1);
    }
    out
}

/// What a column says best of a claim.
struct Told<'a> {
    column: u32,
    passage: &'a Passage,
    fact: Fact,
    words: Words<'a>,
}

/// What each of the first columns says of a claim, if anything of it is denied or has an opposite.
fn told<'a>(readings: &[&'a Reading], by: CompareBy, facts: &Facts, claim: &'a Claim) -> Vec<Told<'a>> {
    let firsts = (0u32..).zip(&claim.cells).filter_map(|(column, cell)| {
        let passage = cell.passages.first()?;
        let reading = *readings.get(passage.article as usize)?;
        Some((column, passage, reading))
    });
    let firsts: Vec<_> = firsts.take(COLUMNS).collect();
    if firsts.len() < 2 || !firsts.iter().any(|(_, p, r)| is_marked(&r.text, p.span)) {
        return Vec::new();
    }
    let told = |(column, passage, reading): (u32, &'a Passage, &'a Reading)| Told {
        column,
        passage,
        fact: facts.of(readings, passage),
        words: Words::of((&reading.text, passage.span), facts, by),
    };
    firsts.into_iter().map(told).collect()
}

/// Whether a passage has a word that denies, or one that has an opposite.
fn is_marked(text: &Text, span: Span) -> bool {
    text.tokens_in(span).any(|i| {
        let hash = text.tokens[i].hash;
        negation(text.word(i), hash) > 0 || has_opposite(hash)
    })
}

fn between(
    readings: &[&Reading],
    comparison: &Comparison,
    facts: &Facts,
    a: &Told,
    b: &Told,
) -> Option<(f32, Finding)> {
    let (p, q) = (a.passage, b.passage);
    if p.article == q.article && p.sentence == q.sentence || !facts.one_occasion(p.article, q.article) {
        return None;
    }
    let likeness = facts.likeness(&a.fact, &b.fact);
    if likeness < ALIKE {
        return None;
    }
    let (here, there) = a.words.told_apart(&b.words)?;
    let side = |told: &Told, span: Span| {
        let column = comparison.columns.get(told.column as usize);
        let name = column.map_or(String::new(), |c| column_name(readings, c));
        format!("{name} has “{}”", told.words.text.slice(span).replace(['\n', '\r'], " "))
    };
    let words = format!("{} where {}: one seems to deny what the other says.", side(a, here), side(b, there));
    let finding = Finding {
        columns: vec![a.column, b.column],
        passages: vec![p.clone(), q.clone()],
        ..sentence(FindingKind::Opposed, words)
    };
    Some((likeness, finding))
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
            // "Denied service to a couple": no claim.
            let ing = words.get(at + 1).is_some_and(|w| text.word(w.token).ends_with("ing"));
            if reach == FAR && next != hash("that") && !ing {
                continue;
            }
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

    /// Where two passages say opposite things, with a few words around it.
    fn told_apart(&self, other: &Self) -> Option<(Span, Span)> {
        let denied = self.denied_by(other).or_else(|| other.denied_by(self).map(|(q, p)| (p, q)));
        denied.or_else(|| self.opposite_of(other)).map(|(p, q)| (self.around(p), other.around(q)))
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
            let claimed = !self.is_open(from) && !other.is_open(there) && !other.is_noun(there, self, i);
            (claimed && self.is_beside(i, other, there)).then_some((i, from, there))
        })?;
        let negated = other.words.iter().any(|v| v.denied.is_some());
        (!negated).then_some(((from, at), (there, there)))
    }

    /// Whether what stands at a word is left open: "if they do not pass it", "whether laws were broken", "failed to attend".
    fn is_open(&self, at: usize) -> bool {
        self.words[at.saturating_sub(OPEN_BEFORE)..at].iter().any(|w| OPEN.contains(&w.hash))
    }

    /// Whether a word that another text denies as a verb names a thing here: "such a meeting", "tolerance".
    fn is_noun(&self, at: usize, other: &Self, verb: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.words.get(i)).map_or(0, |w| w.hash);
        let text = |of: &Self, at: usize| of.text.word(of.words[at].token);
        let noun =
            |word: &str| ["ance", "ence", "ment", "tion", "sion"].iter().any(|end| word.ends_with(end));
        ARTICLES.contains(&before) || noun(text(self, at)) && !noun(text(other, verb))
    }

    /// Whether two words have a meaning in common among those next to them: who does it, or to what.
    fn is_beside(&self, at: usize, other: &Self, there: usize) -> bool {
        let near = |of: &Self, at: usize| {
            let telling = |w: &&Word| w.meaning != 0 && w.meaning != of.words[at].meaning;
            let before = of.words[..at].iter().rev().filter(telling).take(BESIDE);
            before
                .chain(of.words[at + 1..].iter().filter(telling).take(BESIDE))
                .map(|w| w.meaning)
                .collect::<Vec<_>>()
        };
        let others = near(other, there);
        near(self, at).iter().any(|meaning| others.contains(meaning))
    }

    /// Opposite words for the same thing: what stands before and behind them is the same.
    fn opposite_of(&self, other: &Self) -> Option<((usize, usize), (usize, usize))> {
        let sided = |of: &Self| {
            let words = of.words.iter().enumerate();
            words.filter(|(_, w)| has_opposite(w.hash)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let theirs = sided(other);
        for i in sided(self) {
            for j in theirs.iter().copied() {
                let (w, v) = (&self.words[i], &other.words[j]);
                if opposites(w.hash, v.hash) && w.denied.is_none() && v.denied.is_none() {
                    let telling = |w: &&Word| w.meaning != 0;
                    let next =
                        |of: &Self, at: usize| of.words[at + 1..].iter().find(telling).map(|w| w.meaning);
                    let last = |of: &Self, at: usize| of.words[..at].iter().rfind(telling).map(|w| w.meaning);
                    let same = next(self, i).is_some()
                        && next(self, i) == next(other, j)
                        && last(self, i) == last(other, j);
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
pub(super) fn negation(word: &str, word_hash: u32) -> usize {
    const DENIES: [u32; 4] = [hash("denied"), hash("denies"), hash("deny"), hash("denying")];
    const NOT: [u32; 5] = [hash("not"), hash("never"), hash("cannot"), hash("nobody"), hash("no-one")];
    match word_hash {
        w if DENIES.contains(&w) => FAR,
        w if NOT.contains(&w) || word.ends_with("n’t") || word.ends_with("n't") => NEAR,
        _ => 0,
    }
}

/// Words behind which it is open whether something is so, and how far before it they stand.
const OPEN: [u32; 13] = [
    hash("if"),
    hash("whether"),
    hash("may"),
    hash("might"),
    hash("expected"),
    hash("failure"),
    hash("fail"),
    hash("fails"),
    hash("failed"),
    hash("unable"),
    hash("unlikely"),
    hash("unless"),
    hash("without"),
];
const OPEN_BEFORE: usize = 6;
/// So many telling words on each side of a verb are who does it, or to what.
const BESIDE: usize = 3;
/// What stands before a noun.
const ARTICLES: [u32; 6] = [hash("a"), hash("an"), hash("the"), hash("such"), hash("his"), hash("their")];
/// "Not only", "not yet", "not just": no denial.
const BUT_NOT: [u32; 6] =
    [hash("only"), hash("just"), hash("yet"), hash("least"), hash("always"), hash("merely")];
/// Verbs that say little by themselves, so that "has not made good" and "made an offer" are not opposed, nor "had not been
/// affected" and "has been diverted".
const LIGHT: [u32; 17] = [
    hash("be"),
    hash("been"),
    hash("being"),
    hash("have"),
    hash("had"),
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
