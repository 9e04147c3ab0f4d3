//! Wire copy: passages that two articles share word for word outside quotation marks, so that agreement by
//! copying is not taken for agreement. Quotations are left out: two outlets that quote the same sentence heard
//! the same person.
//!
//! Runs of [`SHINGLE`] words are hashed (Broder 1997) and looked up in one table over all articles; each hit is
//! extended to the longest shared run. Linear in the length of the texts.

use std::collections::HashMap;

use super::SharedPassage;
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::{Span, Token};

/// Words in a row that must be the same for a run to be found at all.
const SHINGLE: usize = 8;
/// The shortest run that is kept: shorter ones happen without copying ("according to a statement released by").
const SHORTEST: usize = 14;
/// Articles that are looked at for one shingle; a passage that all outlets carry is paired with these only.
const PARTNERS: usize = 4;

/// The words of an article, without punctuation.
struct Stream {
    words: Vec<Token>,
}

impl Stream {
    /// Hash of the shingle at `at`; none near the end or when most of it is quoted.
    fn shingle(&self, at: usize) -> Option<u64> {
        let words = self.words.get(at..at + SHINGLE)?;
        let quoted = words.iter().filter(|w| w.quoted).count();
        let hash = |h: u64, w: &Token| (h ^ u64::from(w.hash)).wrapping_mul(0x0000_0100_0000_01b3);
        (quoted * 2 <= SHINGLE).then(|| words.iter().fold(0xcbf2_9ce4_8422_2325, hash))
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        Some(self.words.get(from)?.span.cover(self.words.get(to.checked_sub(1)?)?.span))
    }
}

/// The longest shared passages of each pair of articles, in order of place. A passage that many articles share
/// is given for the first of them and each other.
pub fn wire_copy(readings: &[&Reading]) -> Vec<SharedPassage> {
    let streams: Vec<Stream> = readings
        .iter()
        .map(|r| Stream { words: r.text.tokens.iter().filter(|t| t.is_word()).copied().collect() })
        .collect();
    let mut out = Vec::new();
    // Where each shingle was first met, in at most a few articles.
    let mut seen: HashMap<u64, Vec<(u32, u32)>> = HashMap::new();
    for (b, stream) in streams.iter().enumerate() {
        // Up to where each earlier article's runs have been followed in this one.
        let mut done = vec![0usize; b];
        for at in 0..stream.words.len() {
            let Some(hash) = stream.shingle(at) else { continue };
            let places = seen.entry(hash).or_default();
            for (a, from) in places.iter().copied() {
                let (a, from) = (a as usize, from as usize);
                if a < b && done[a] <= at {
                    if let Some((shared, end)) = extend((a, &streams[a], from), (b, stream, at), done[a]) {
                        done[a] = end;
                        out.extend(shared);
                    }
                }
            }
            if places.len() < PARTNERS && places.last().is_none_or(|p| p.0 as usize != b) {
                places.push((b as u32, at as u32));
            }
        }
    }
    out.order_by_key(|s| (s.a, s.b));
    out
}

/// Follows a shared shingle both ways. Gives the passage, if it is long enough and not mostly quoted, and one
/// past its last word in `b`.
fn extend(
    (a, x, i): (usize, &Stream, usize),
    (b, y, j): (usize, &Stream, usize),
    floor: usize,
) -> Option<(Option<SharedPassage>, usize)> {
    let same = |i: usize, j: usize| matches!((x.words.get(i), y.words.get(j)), (Some(p), Some(q)) if p.hash == q.hash);
    if !(0..SHINGLE).all(|k| same(i + k, j + k)) {
        return None;
    }
    let mut before = 0;
    while before < i && before < j.saturating_sub(floor) && same(i - before - 1, j - before - 1) {
        before += 1;
    }
    let mut length = SHINGLE;
    while same(i + length, j + length) {
        length += 1;
    }
    let (from, to) = (j - before, j + length);
    let words = to - from;
    let quoted = y.words[from..to].iter().filter(|w| w.quoted).count();
    let copied = words >= SHORTEST && quoted * 2 <= words;
    let shared = copied.then(|| {
        Some(SharedPassage {
            a: (a as u32, x.span(i - before, i + length)?),
            b: (b as u32, y.span(from, to)?),
            words: words as u32,
        })
    });
    Some((shared.flatten(), to))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::read;
    use crate::article::{Article, ArticleId};
    use crate::attribution::Rules;

    fn shared(texts: &[&str]) -> Vec<(String, String)> {
        let readings: Vec<Reading> = (0u32..)
            .zip(texts)
            .map(|(i, text)| {
                let text = (*text).to_owned();
                read(
                    &Article {
                        id: ArticleId(i),
                        label: String::new(),
                        title: None,
                        date: None,
                        url: None,
                        text,
                    },
                    &Rules,
                )
            })
            .collect();
        let refs: Vec<&Reading> = readings.iter().collect();
        wire_copy(&refs)
            .iter()
            .map(|s| (s.a.1.of(texts[s.a.0 as usize]).to_owned(), s.b.1.of(texts[s.b.0 as usize]).to_owned()))
            .collect()
    }

    const COPY: &str = "Firefighters worked through the night to reach a family of five who had been trapped on the roof of their house";

    #[test]
    fn copied_narration_is_found_to_its_last_word() {
        let a = format!("The river rose. {COPY}, officials said.");
        let b = format!("By dawn {COPY} by the flood.");
        assert_eq!(shared(&[&a, &b]), [(COPY.to_owned(), COPY.to_owned())]);
    }

    #[test]
    fn the_same_quotation_is_not_copying() {
        let a = format!("“{COPY},” he said.");
        let b = format!("He told us: “{COPY}.”");
        assert_eq!(shared(&[&a, &b]), []);
    }

    #[test]
    fn a_common_phrase_is_not_copying() {
        assert_eq!(
            shared(&[
                "According to a statement released by the police on Monday, he left.",
                "According to a statement released by the police on Monday, it rained."
            ]),
            []
        );
    }

    proptest! {
        #[test]
        fn spans_are_slices(a in prop::collection::vec("[a-c]", 0..60), b in prop::collection::vec("[a-c]", 0..60)) {
            let (a, b) = (a.join(" "), b.join(" "));
            for (x, y) in shared(&[&a, &b]) {
                prop_assert_eq!(&x, &y);
                prop_assert!(!x.is_empty());
            }
        }
    }
}
