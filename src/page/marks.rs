//! What is marked in an article, so that the marks of one paragraph are found without a look at all.

use crate::analysis::Analysis;
use crate::attribution::Attribution;
use crate::comparison::Comparison;
use crate::order::Order;
use crate::page::markup::What;
use crate::page::shared::Shared;
use crate::text::Span;

/// The marks of one article.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// From where to where each statement reaches, with its source and cue, in order of their start; and the furthest end
    /// up to each.
    statements: Vec<(Span, u32)>,
    furthest: Vec<u32>,
    /// The topics, whose mentions are in order.
    topics: Shared<Comparison>,
    article: u32,
    /// Tells one set of mentions from another.
    mentions: u64,
}

/// Equal if they look the same, of the same statements.
impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        self.mentions == other.mentions
    }
}

impl Marks {
    pub fn new(article: u32, comparison: &Shared<Comparison>, analysis: &Analysis) -> Self {
        let reach = |(i, a): (usize, &Attribution)| {
            let spans = a.content.iter().chain(&a.source).chain(&a.cue).copied();
            Some((spans.reduce(Span::cover)?, i as u32))
        };
        let mut statements: Vec<(Span, u32)> =
            analysis.attributions.iter().enumerate().filter_map(reach).collect();
        // As they are found; sorting tens of thousands takes longer than all else.
        if !statements.is_sorted_by_key(|(span, _)| span.start) {
            statements.order_by_key(|(span, _)| span.start);
        }
        let mut end = 0;
        let furthest = statements.iter().map(|(span, _)| {
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
        Self { statements, furthest, topics: comparison.clone(), article, mentions }
    }

    /// The marks that overlap a span: statements with their sources and cues, boilerplate, figures that differ, mentions.
    pub fn within(
        &self,
        bounds: Span,
        analysis: &Analysis,
        differing: &[(Span, String)],
    ) -> Vec<(Span, What)> {
        let mut found: Vec<(Span, What)> = Vec::new();
        let mut take = |span: &Span, what: What| {
            if span.start < bounds.end && span.end > bounds.start {
                found.push((*span, what));
            }
        };
        let upto = self.statements.partition_point(|(s, _)| s.start < bounds.end);
        let from = self.furthest[..upto].partition_point(|end| *end <= bounds.start);
        for &(_, i) in &self.statements[from..upto] {
            let Some(a) = analysis.attributions.get(i as usize) else { continue };
            a.content.iter().for_each(|s| take(s, What::Statement(i)));
            a.source.iter().for_each(|s| take(s, What::Source(i)));
            a.cue.iter().for_each(|s| take(s, What::Cue(i)));
        }
        let from = differing.partition_point(|(s, _)| s.start < bounds.start);
        let here = differing[from..].iter().take_while(|(s, _)| s.start < bounds.end);
        here.zip(from..).for_each(|((s, _), i)| take(s, What::Figure(i as u32)));
        hidden(analysis, bounds).for_each(|s| take(s, What::Nothing));
        for (i, topic) in self.topics.topics.iter().enumerate() {
            let before = |m: &crate::topics::Mention| (m.article, m.span.end) <= (self.article, bounds.start);
            let from = topic.mentions.partition_point(before);
            let here = topic.mentions[from..]
                .iter()
                .take_while(|m| m.article == self.article && m.span.start < bounds.end);
            here.for_each(|m| take(&m.span, What::Topic(i as u32)));
        }
        found
    }
}

/// The boilerplate in a span; it stands in order, and apart.
pub fn hidden(analysis: &Analysis, bounds: Span) -> impl Iterator<Item = &Span> {
    let from = analysis.boilerplate.partition_point(|s| s.end <= bounds.start);
    analysis.boilerplate[from..].iter().take_while(move |s| s.start < bounds.end)
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
        let said = |start, end| Attribution { content: vec![span(start, end)], ..attribution() };
        // One that begins later may stand first.
        let attributions = vec![said(14, 16), said(0, 40), said(2, 4)];
        let analysis =
            Analysis { attributions, boilerplate: vec![span(8, 9), span(13, 15)], ..Analysis::default() };
        let marks = Marks::new(1, &comparison, &analysis);
        let differing: Vec<_> = [(3, 5), (12, 13), (20, 22)].map(|(a, b)| (span(a, b), String::new())).into();
        let within = |a, b| marks.within(span(a, b), &analysis, &differing);
        assert_eq!(
            within(10, 20),
            [
                (span(0, 40), What::Statement(1)),
                (span(14, 16), What::Statement(0)),
                (span(12, 13), What::Figure(1)),
                (span(13, 15), What::Nothing),
                (span(11, 14), What::Topic(0)),
            ]
        );
        assert_eq!(within(40, 50), []);
        assert!(marks == marks.clone() && marks != Marks::new(0, &comparison, &analysis));
    }

    fn attribution() -> Attribution {
        Attribution {
            source: vec![],
            cue: vec![],
            content: vec![],
            kind: crate::attribution::QuotationKind::Direct,
            act: Default::default(),
            speaker: None,
            confidence: 1.0,
            reason: Default::default(),
        }
    }
}
