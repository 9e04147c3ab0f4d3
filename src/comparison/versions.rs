//! Versions: whether two texts are the same article, or one article before and after somebody went over it. Then what
//! differs matters more than anything that a table could say of the rest.

use super::called::{article_name, list};
use super::findings::sentence;
use super::{Finding, FindingKind, Passage};
use crate::analysis::Reading;
use crate::text::{Span, Text, Token, TokenKind};

/// From this share of sentences on that both have, the longer one's counted, they are versions of one article.
const SHARED: (usize, usize) = (2, 3);
/// Words shown on each side of what differs.
const CONTEXT: usize = 4;
/// Most words shown of a sentence that only one version has.
const SHOWN: usize = 9;
/// Most changed sentences that a finding leads to.
const PLACES: usize = 12;

/// What says something in a sentence: words, numbers and the signs of currencies and shares.
fn telling(text: &Text, token: &Token) -> bool {
    token.is_word()
        || token.kind == TokenKind::Punctuation
            && matches!(text.slice(token.span), "$" | "€" | "£" | "¥" | "%")
}

/// The tokens of a sentence that say something.
fn tokens(text: &Text, sentence: usize) -> Vec<Token> {
    let all = text.sentences.get(sentence).and_then(|s| text.tokens.get(s.tokens())).unwrap_or(&[]);
    all.iter().filter(|t| telling(text, t)).copied().collect()
}

fn hash(text: &Text, tokens: &[Token]) -> u64 {
    // Signs have no hash of their own.
    let letter = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    tokens.iter().fold(0xcbf2_9ce4_8422_2325, |h, t| letter(text.slice(t.span).bytes().fold(h, letter), b' '))
}

/// An article's sentences by what they say.
struct Version<'a> {
    text: &'a Text,
    /// For each sentence that says something its index and hash, in order.
    said: Vec<(usize, u64)>,
    /// The hashes in order, each once.
    known: Vec<u64>,
}

impl<'a> Version<'a> {
    fn of(reading: &'a Reading) -> Self {
        let text = &reading.text;
        let said: Vec<(usize, u64)> = (0..text.sentences.len())
            .map(|s| (s, tokens(text, s)))
            .filter(|(_, tokens)| !tokens.is_empty())
            .map(|(s, tokens)| (s, hash(text, &tokens)))
            .collect();
        let mut known: Vec<u64> = said.iter().map(|s| s.1).collect();
        known.sort_unstable();
        known.dedup();
        Self { text, said, known }
    }

    /// The sentences that the other has not.
    fn changed(&self, other: &Self) -> Vec<usize> {
        self.said.iter().filter(|s| other.known.binary_search(&s.1).is_err()).map(|s| s.0).collect()
    }
}

/// The first two articles that are one, or versions of one.
pub(super) fn versions(readings: &[&Reading]) -> Option<Finding> {
    let versions: Vec<Version> = readings.iter().map(|r| Version::of(r)).collect();
    let mut near = None;
    for (b, y) in versions.iter().enumerate() {
        for (a, x) in versions[..b].iter().enumerate() {
            let shared = x.known.iter().filter(|h| y.known.binary_search(h).is_ok()).count();
            let most = x.known.len().max(y.known.len());
            if shared == 0 || shared * SHARED.1 < most * SHARED.0 {
                continue;
            }
            if shared == most {
                return Some(same(readings, a, b));
            }
            near = near.or(Some((a, b)));
        }
    }
    near.map(|(a, b)| changed(readings, (a, &versions[a]), (b, &versions[b])))
}

fn same(readings: &[&Reading], a: usize, b: usize) -> Finding {
    let names = [article_name(readings, a as u32), article_name(readings, b as u32)];
    let words = if names[0] == names[1] {
        format!("Two articles called {} are the same article.", names[0])
    } else {
        format!("{} are the same article.", list(&names))
    };
    sentence(FindingKind::SameArticle, words)
}

/// What differs between two versions: how much, and the first of it.
fn changed(readings: &[&Reading], (a, x): (usize, &Version), (b, y): (usize, &Version)) -> Finding {
    let (here, there) = (x.changed(y), y.changed(x));
    let pairs = paired((x, &here), (y, &there));
    let name = |i: usize| article_name(readings, i as u32);
    let mut told = Vec::new();
    for (s, t) in &pairs {
        let (p, q) = differing(x.text, &tokens(x.text, *s), y.text, &tokens(y.text, *t));
        told.push((
            *s,
            format!("{} has “{}” where {} has “{}”", name(a), shown(x.text, p), name(b), shown(y.text, q)),
        ));
    }
    let alone = |s: &usize, version: &Version, i: usize| {
        let all = tokens(version.text, *s);
        let cut = &all[..all.len().min(SHOWN)];
        let span = cut.first().zip(cut.last()).map_or_else(Span::default, |(f, l)| f.span.cover(l.span));
        let more = if cut.len() < all.len() { "…" } else { "" };
        format!("only {} has “{}{more}”", name(i), shown(version.text, span))
    };
    told.extend(here.iter().filter(|s| pairs.iter().all(|p| p.0 != **s)).map(|s| (*s, alone(s, x, a))));
    let added = there.iter().filter(|t| pairs.iter().all(|p| p.1 != **t));
    told.extend(added.map(|t| (*t, alone(t, y, b))));
    let many = told.len();
    let first = told.into_iter().min_by_key(|t| t.0).map_or(String::new(), |t| t.1);
    let count = if many == 1 { "one sentence".to_owned() } else { format!("{many} sentences; first") };
    let words = format!(
        "{} are versions of one article. They differ in {count}: {first}.",
        list(&[name(a), name(b)])
    );
    let place = |article: usize, version: &Version, s: usize| {
        let span = version.text.sentences.get(s).map_or_else(Span::default, |s| s.span);
        Passage { article: article as u32, span, sentence: span, attribution: None, score: 1.0 }
    };
    let passages = here.iter().map(|s| place(a, x, *s)).chain(there.iter().map(|t| place(b, y, *t)));
    Finding { passages: passages.take(PLACES).collect(), ..sentence(FindingKind::Versions, words) }
}

/// Sentences of two versions that are one sentence, changed: each with the first that shares most of its words.
fn paired((x, here): (&Version, &[usize]), (y, there): (&Version, &[usize])) -> Vec<(usize, usize)> {
    let words = |text: &Text, s: usize| {
        let mut words: Vec<u32> = tokens(text, s).iter().map(|t| t.hash).collect();
        words.sort_unstable();
        words
    };
    let mut free: Vec<(usize, Vec<u32>)> = there.iter().map(|t| (*t, words(y.text, *t))).collect();
    let mut pairs = Vec::new();
    for s in here {
        let mine = words(x.text, *s);
        let like = |theirs: &[u32]| {
            let both = mine.iter().filter(|w| theirs.binary_search(w).is_ok()).count();
            both * 2 >= mine.len().max(theirs.len())
        };
        if let Some(at) = free.iter().position(|f| like(&f.1)) {
            pairs.push((*s, free.remove(at).0));
        }
    }
    pairs
}

/// What differs between two sentences, with a few words around it.
fn differing(x: &Text, a: &[Token], y: &Text, b: &[Token]) -> (Span, Span) {
    let equal = |p: &Token, q: &Token| x.slice(p.span) == y.slice(q.span);
    let most = a.len().min(b.len());
    let front = (0..most).take_while(|i| equal(&a[*i], &b[*i])).count();
    let back = (0..most - front).take_while(|i| equal(&a[a.len() - 1 - i], &b[b.len() - 1 - i])).count();
    let cut = |tokens: &[Token]| {
        let from = front.saturating_sub(CONTEXT);
        let to = (tokens.len() - back + CONTEXT).min(tokens.len());
        let part = tokens.get(from..to).unwrap_or(&[]);
        part.first().zip(part.last()).map_or_else(Span::default, |(f, l)| f.span.cover(l.span))
    };
    (cut(a), cut(b))
}

fn shown(text: &Text, span: Span) -> String {
    text.slice(span).replace(['\n', '\r'], " ")
}
