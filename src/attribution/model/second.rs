//! A second opinion on what the tagger found. The rules read the same text by other means, so where both agree an
//! attribution is much more often right than where they don't; and where the tagger saw nobody for a cue, the rules, which
//! look for the subject across a clause, often know who it was.

use super::assemble::Found;
use super::network::exp;
use super::weights::Weights;
use crate::attribution::rules::{Proposal, opinions};
use crate::attribution::{Attribution, QuotationKind};
use crate::text::{Span, Text};

/// How many signs there are of how sure an attribution is.
pub const SIGNS: usize = 17;
/// The rules' proposals less likely than this are no opinion.
const LEAST: f32 = 0.03;
/// A source from the rules must be this many times as likely as none.
const SOURCED: f32 = 2.0;

/// What was believed of an attribution's parts, as probabilities.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    pub source: Option<f32>,
    pub cue: f32,
    pub content: f32,
    pub source_link: f32,
    pub cue_link: f32,
    /// The rules' best proposal with this cue; with this content as well; with this source too.
    pub same_cue: f32,
    pub same_content: f32,
    pub same_all: f32,
}

/// What the rules think of a text.
pub struct Opinions {
    /// Alternatives included, in the order of their heads.
    pub proposals: Vec<Proposal>,
    /// What they settle on.
    pub chosen: Vec<Attribution>,
}

impl Opinions {
    pub fn new(text: &Text) -> Self {
        let (proposals, chosen) = opinions(text, LEAST);
        Self { proposals, chosen }
    }

    /// Gives a source to what has none if the rules are clear about it, and notes how far they agree.
    pub fn consult(&self, text: &Text, found: &mut Found) {
        let attribution = &mut found.attribution;
        let about = |cue: &Span| {
            let from = self.proposals.partition_point(|p| p.head < cue.start);
            let to = self.proposals.partition_point(|p| p.head < cue.end);
            self.proposals.get(from..to).unwrap_or(&[])
        };
        let all: Vec<&Proposal> = attribution.cue.iter().flat_map(about).collect();
        let best = |of: &dyn Fn(&Attribution) -> bool| {
            let right = all.iter().filter(|p| of(&p.attribution));
            right.map(|p| p.attribution.confidence).fold(0.0, f32::max)
        };
        let same = |a: &Attribution| similar(text, &a.content, &attribution.content);
        if attribution.source.is_empty() {
            let none = best(&|a| a.source.is_empty() && same(a));
            let some = best(&|a| !a.source.is_empty() && same(a));
            let by = all
                .iter()
                .map(|p| &p.attribution)
                .find(|a| a.confidence == some && !a.source.is_empty() && same(a));
            // Who speaks stands outside what is said.
            let apart = |source: &[Span]| {
                let mut taken = attribution.content.iter().chain(&attribution.cue);
                !taken.any(|t| source.iter().any(|s| s.overlaps(*t)))
            };
            let clear = some > SOURCED * none && some >= best(&|_| true);
            if let Some(by) = by.filter(|by| clear && apart(&by.source)) {
                found.parts.source = Some(0.5);
                attribution.source.clone_from(&by.source);
            }
        }
        let attribution = &found.attribution;
        let same = |a: &Attribution| similar(text, &a.content, &attribution.content);
        found.parts.same_cue = best(&|_| true);
        found.parts.same_content = best(&same);
        found.parts.same_all = best(&|a| same(a) && same_source(&a.source, &attribution.source));
    }
}

fn words(text: &Text, span: Span) -> usize {
    text.tokens[text.tokens_in(span)].iter().filter(|t| t.is_word()).count()
}

/// Whether two contents share at least half of their words.
fn similar(text: &Text, a: &[Span], b: &[Span]) -> bool {
    let size = |spans: &[Span]| spans.iter().map(|s| words(text, *s)).sum::<usize>();
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let common: usize = pairs
        .map(|(a, b)| Span { start: a.start.max(b.start), end: a.end.min(b.end) })
        .filter(|s| s.start < s.end)
        .map(|s| words(text, s))
        .sum();
    common > 0 && 4 * common >= size(a) + size(b)
}

fn same_source(a: &[Span], b: &[Span]) -> bool {
    a.is_empty() && b.is_empty() || a.iter().any(|a| b.iter().any(|b| a.overlaps(*b)))
}

fn odds(probability: f32) -> f32 {
    let p = probability.clamp(1e-4, 0.9999);
    (p / (1.0 - p)).ln()
}

impl Found {
    /// The signs of how sure it is.
    pub fn signs(&self, text: &Text) -> [f32; SIGNS] {
        let (a, p) = (&self.attribution, &self.parts);
        let parts = [p.cue, p.content, p.source.unwrap_or(1.0), p.source_link, p.cue_link];
        let weakest = parts.into_iter().fold(1.0, f32::min);
        let length: usize = a.content.iter().map(|s| words(text, *s)).sum();
        let flag = |holds: bool| f32::from(u8::from(holds));
        [
            1.0,
            odds(weakest),
            odds(p.cue),
            odds(p.content),
            p.source.map_or(0.0, odds),
            odds(p.source_link),
            odds(p.cue_link),
            flag(p.source.is_none()),
            flag(a.kind == QuotationKind::Direct),
            flag(a.kind == QuotationKind::Mixed),
            flag(length <= 2),
            flag(length <= 5),
            flag(length > 45),
            p.same_all,
            p.same_content,
            p.same_cue,
            flag(p.same_cue == 0.0),
        ]
    }
}

impl Weights {
    /// How often attributions with such signs were right on held-out articles.
    pub fn sure(&self, signs: &[f32; SIGNS]) -> f32 {
        let sum: f32 = signs.iter().zip(&self.confidence).map(|(s, w)| s * w).sum();
        1.0 / (1.0 + exp(-sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Act, Reason, kind_of};

    /// An attribution as the tagger would find it, after the rules were consulted.
    fn consulted(source: &str, who: &str, cue: &str, content: &str) -> (Text, Found) {
        let text = Text::new(source);
        let span = |part: &str| {
            let start = source.find(part).unwrap() as u32;
            Span { start, end: start + part.len() as u32 }
        };
        let content = vec![span(content)];
        let attribution = Attribution {
            source: if who.is_empty() { vec![] } else { vec![span(who)] },
            cue: vec![span(cue)],
            kind: kind_of(&text, &content),
            content,
            act: Act::default(),
            speaker: None,
            confidence: 0.0,
            reason: Reason::default(),
        };
        let mut found = Found { attribution, parts: Parts { cue: 0.9, content: 0.9, ..Parts::default() } };
        Opinions::new(&text).consult(&text, &mut found);
        (text, found)
    }

    #[test]
    fn agreement_is_noted_as_far_as_it_goes() {
        let bridge = "Ann Lee said the bridge was safe. The toll rose in May.";
        let parts = |who, content| consulted(bridge, who, "said", content).1.parts;
        let all = parts("Ann Lee", "the bridge was safe");
        assert!(all.same_all > 0.2 && all.same_all == all.same_content && all.same_all == all.same_cue);
        let other = parts("The toll", "the bridge was safe");
        assert!(other.same_all < other.same_content, "{other:?}");
        let elsewhere = parts("Ann Lee", "rose in May");
        assert!(elsewhere.same_content == 0.0 && elsewhere.same_cue > 0.2, "{elsewhere:?}");
    }

    #[test]
    fn who_was_missed_is_found_by_the_rules() {
        let (text, found) = consulted("Ann Lee said the bridge was safe.", "", "said", "the bridge was safe");
        assert_eq!(found.attribution.source.iter().map(|s| text.slice(*s)).collect::<Vec<_>>(), ["Ann Lee"]);
    }

    #[test]
    fn a_cue_without_a_source_stays_without() {
        let (_, found) =
            consulted("The bridge is expected to open in May.", "", "is expected", "to open in May");
        assert!(found.attribution.source.is_empty());
    }

    #[test]
    fn every_sign_counts() {
        let (text, found) =
            consulted("Ann Lee said the bridge was safe.", "Ann Lee", "said", "the bridge was safe");
        let signs = found.signs(&text);
        let mut weights = Weights::default();
        assert!((weights.sure(&signs) - 0.5).abs() < 1e-6);
        // If only agreement counts, both agreeing makes it likelier.
        weights.confidence = std::array::from_fn(|i| f32::from(u8::from(i == 13)));
        assert!(weights.sure(&signs) > 0.5);
    }
}
