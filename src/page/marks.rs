//! What is marked in an article, so that the marks of one paragraph are found without a look at all.

use crate::analysis::Analysis;
use crate::comparison::Comparison;
use crate::order::Order;
use crate::page::markup::What;
use crate::page::shared::Shared;
use crate::text::Span;

/// The marks of one article.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Statements, sources, cues, figures, boilerplate, in order of their start; and the furthest end up to each.
    spans: Vec<(Span, What)>,
    furthest: Vec<u32>,
    /// The topics, whose mentions are in order.
    topics: Shared<Comparison>,
    article: u32,
    /// Tells one set of mentions from another.
    mentions: u64,
}

/// Equal if they look the same.
impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        self.mentions == other.mentions && self.spans == other.spans
    }
}

impl Marks {
    pub fn new(
        article: u32,
        comparison: &Shared<Comparison>,
        analysis: &Analysis,
        differing: &[(Span, String)],
    ) -> Self {
        let mut spans: Vec<(Span, What)> = Vec::new();
        for (i, attribution) in analysis.attributions.iter().enumerate() {
            let i = i as u32;
            spans.extend(attribution.content.iter().map(|s| (*s, What::Statement(i))));
            spans.extend(attribution.source.iter().map(|s| (*s, What::Source(i))));
            spans.extend(attribution.cue.iter().map(|s| (*s, What::Cue(i))));
        }
        spans.extend(differing.iter().enumerate().map(|(i, (s, _))| (*s, What::Figure(i as u32))));
        spans.extend(analysis.boilerplate.iter().map(|s| (*s, What::Nothing)));
        spans.order_by_key(|(span, what)| (span.start, span.end, *what));
        let mut end = 0;
        let furthest = spans.iter().map(|(span, _)| {
            end = end.max(span.end);
            end
        });
        let furthest = furthest.collect();
        let mut mentions = 0xcbf2_9ce4_8422_2325u64;
        for (i, topic) in comparison.topics.iter().enumerate() {
            for mention in topic.mentions.iter().filter(|m| m.article == article) {
                let place = u64::from(mention.span.start) << 32 | u64::from(mention.span.end);
                mentions = (mentions ^ place ^ (i as u64) << 20).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                mentions ^= mentions >> 29;
            }
        }
        Self { spans, furthest, topics: comparison.clone(), article, mentions }
    }

    /// The marks that overlap a span.
    pub fn within(&self, bounds: Span) -> Vec<(Span, What)> {
        let upto = self.spans.partition_point(|(s, _)| s.start < bounds.end);
        let from = self.furthest[..upto].partition_point(|end| *end <= bounds.start);
        let mut found: Vec<(Span, What)> =
            self.spans[from..upto].iter().filter(|(s, _)| s.end > bounds.start).copied().collect();
        for (i, topic) in self.topics.topics.iter().enumerate() {
            let before = |m: &crate::topics::Mention| (m.article, m.span.end) <= (self.article, bounds.start);
            let from = topic.mentions.partition_point(before);
            let here = topic.mentions[from..]
                .iter()
                .take_while(|m| m.article == self.article && m.span.start < bounds.end);
            found.extend(here.map(|m| (m.span, What::Topic(i as u32))));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topics::{Mention, Topic, TopicKind};

    #[test]
    fn a_paragraph_has_the_marks_that_touch_it_and_no_others() {
        let span = |start, end| Span { start, end };
        let mention = |article, start, end| Mention { article, span: span(start, end) };
        let topic = Topic {
            label: "bridge".into(),
            aliases: vec![],
            kind: TopicKind::Phrase,
            mentions: vec![mention(0, 12, 14), mention(1, 2, 5), mention(1, 11, 14), mention(1, 30, 34)],
            score: 1.0,
            parent: None,
        };
        let comparison = Shared::new(Comparison { topics: vec![topic], ..Comparison::default() });
        let analysis =
            Analysis { boilerplate: vec![span(0, 40), span(8, 9), span(13, 15)], ..Analysis::default() };
        let marks = Marks::new(1, &comparison, &analysis, &[]);
        let within: Vec<Span> = marks.within(span(10, 20)).iter().map(|(s, _)| *s).collect();
        assert_eq!(within, [span(0, 40), span(13, 15), span(11, 14)]);
        assert_eq!(marks.within(span(40, 50)), []);
        assert!(marks == marks.clone() && marks != Marks::new(0, &comparison, &analysis, &[]));
    }
}
