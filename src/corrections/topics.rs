//! Corrections of topics, applied to the list that the analysis found.

use super::Correction;
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::Span;
use crate::topics::{Mention, Topic, TopicId, TopicKind};

/// The topics with the corrections that concern them, in the order in which the reader made them.
pub fn correct_topics(
    mut topics: Vec<Topic>,
    readings: &[&Reading],
    corrections: &[Correction],
) -> Vec<Topic> {
    for correction in corrections {
        match correction {
            Correction::RenameTopic { topic: from, label: to }
            | Correction::MergeTopics { from, into: to } => merge(&mut topics, from, to),
            Correction::SplitTopic { topic, alias } => split(&mut topics, readings, topic, alias),
            Correction::HideTopic { topic } => {
                if let Some(at) = position(&topics, topic) {
                    remove(&mut topics, at, None);
                }
            }
            Correction::AddTopic { phrase } => add(&mut topics, readings, phrase),
            _ => {}
        }
    }
    topics
}

fn position(topics: &[Topic], label: &str) -> Option<usize> {
    topics.iter().position(|t| t.label == label)
}

/// Takes a topic out; those below it go to `heir`, given by its index before the removal.
fn remove(topics: &mut Vec<Topic>, at: usize, heir: Option<usize>) -> Topic {
    let gone = topics.remove(at);
    let moved = |i: usize| TopicId(if i > at { i - 1 } else { i } as u32);
    for (i, topic) in topics.iter_mut().enumerate() {
        topic.parent = match topic.parent.map(|p| p.0 as usize) {
            Some(parent) if parent == at => heir.map(moved),
            Some(parent) => Some(moved(parent)),
            None => None,
        }
        .filter(|p| p.0 as usize != i);
    }
    gone
}

/// `from` becomes `to`, or goes into it where there is one.
fn merge(topics: &mut Vec<Topic>, from: &str, to: &str) {
    let Some(old) = position(topics, from).filter(|_| from != to) else { return };
    let Some(new) = position(topics, to) else {
        topics[old].aliases.push(from.to_owned());
        topics[old].label = to.to_owned();
        return;
    };
    let gone = remove(topics, old, Some(new));
    let into = &mut topics[if new > old { new - 1 } else { new }];
    into.mentions = joined(std::mem::take(&mut into.mentions), gone.mentions);
    into.score = into.score.max(gone.score);
    for alias in std::iter::once(gone.label).chain(gone.aliases) {
        if alias != into.label && !into.aliases.contains(&alias) {
            into.aliases.push(alias);
        }
    }
}

/// All mentions in order; of two that overlap the longer.
fn joined(a: Vec<Mention>, b: Vec<Mention>) -> Vec<Mention> {
    let mut all = a;
    all.extend(b);
    all.order_by_key(|m| (m.article, m.span.start, std::cmp::Reverse(m.span.end)));
    let mut out: Vec<Mention> = Vec::with_capacity(all.len());
    for mention in all {
        match out.last_mut().filter(|l| l.article == mention.article && l.span.overlaps(mention.span)) {
            Some(last) if last.span.len() < mention.span.len() => *last = mention,
            Some(_) => {}
            None => out.push(mention),
        }
    }
    out
}

/// The mentions that read like the alias become a topic of their own.
fn split(topics: &mut Vec<Topic>, readings: &[&Reading], label: &str, alias: &str) {
    let Some(at) = position(topics, label).filter(|_| position(topics, alias).is_none()) else { return };
    let reads = |m: &Mention| {
        readings
            .get(m.article as usize)
            .is_some_and(|r| m.span.of(&r.article.text).to_lowercase() == alias.to_lowercase())
    };
    let (mentions, rest): (Vec<_>, Vec<_>) =
        std::mem::take(&mut topics[at].mentions).into_iter().partition(reads);
    topics[at].mentions = rest;
    topics[at].aliases.retain(|a| a != alias);
    if !mentions.is_empty() {
        let score = topics[at].score;
        let kind = topics[at].kind;
        topics.push(Topic { label: alias.to_owned(), aliases: vec![], kind, mentions, score, parent: None });
    }
}

/// A topic by a phrase, before all others: the reader asked for it.
fn add(topics: &mut Vec<Topic>, readings: &[&Reading], phrase: &str) {
    let phrase = phrase.trim();
    if phrase.is_empty() || position(topics, phrase).is_some() {
        return;
    }
    let mentions = readings
        .iter()
        .enumerate()
        .flat_map(|(i, r)| {
            places(&r.article.text, phrase).into_iter().map(move |span| Mention { article: i as u32, span })
        })
        .collect();
    for topic in topics.iter_mut() {
        topic.parent = topic.parent.map(|p| TopicId(p.0 + 1));
    }
    let label = phrase.to_owned();
    topics.insert(
        0,
        Topic { label, aliases: vec![], kind: TopicKind::Own, mentions, score: 1.0, parent: None },
    );
}

/// Where a phrase stands as whole words, in any case.
fn places(text: &str, phrase: &str) -> Vec<Span> {
    let wanted: Vec<char> = phrase.chars().flat_map(char::to_lowercase).collect();
    let chars: Vec<(usize, char)> =
        text.char_indices().map(|(at, c)| (at, c.to_lowercase().next().unwrap_or(c))).collect();
    let word = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|(_, c)| c.is_alphanumeric());
    let mut out = Vec::new();
    let mut i = 0;
    while i + wanted.len() <= chars.len() {
        let end = i + wanted.len();
        let whole = !word(i.checked_sub(1)) && !word(Some(end));
        if whole && chars[i..end].iter().map(|(_, c)| c).eq(&wanted) {
            out.push(Span::new(chars[i].0, chars.get(end).map_or(text.len(), |(at, _)| *at)));
            i = end;
        } else {
            i += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::article::{Article, ArticleId};
    use crate::text::Text;

    const TEXT: &str = "The dam holds. The barrage was built in 1931; the dam wall was not. Dams leak.";

    fn reading() -> Reading {
        let article = Article {
            id: ArticleId(0),
            label: "A".into(),
            title: None,
            date: None,
            url: None,
            text: TEXT.into(),
        };
        Reading { text: Text::new(TEXT), article, analysis: Analysis::default() }
    }

    fn topic(label: &str, forms: &[&str]) -> Topic {
        let mentions =
            forms.iter().flat_map(|f| places(TEXT, f)).map(|span| Mention { article: 0, span }).collect();
        Topic {
            label: label.into(),
            aliases: vec![],
            kind: TopicKind::Phrase,
            mentions,
            score: 0.5,
            parent: None,
        }
    }

    /// The topics as `label: words, words`.
    fn show(topics: &[Topic]) -> String {
        let line = |t: &Topic| {
            let words: Vec<&str> = t.mentions.iter().map(|m| m.span.of(TEXT)).collect();
            format!("{}: {}", t.label, words.join(", "))
        };
        topics.iter().map(line).collect::<Vec<_>>().join(" | ")
    }

    fn after(correction: Correction) -> String {
        let topics =
            vec![topic("dam", &["dam"]), topic("barrage", &["barrage"]), topic("wall", &["dam wall"])];
        show(&correct_topics(topics, &[&reading()], &[correction]))
    }

    #[test]
    fn topics_are_renamed_merged_split_hidden_and_added() {
        use Correction::*;
        let s = |t: &str| t.to_owned();
        for (correction, expected) in [
            (
                RenameTopic { topic: s("dam"), label: s("the dam") },
                "the dam: dam, dam | barrage: barrage | wall: dam wall",
            ),
            (MergeTopics { from: s("barrage"), into: s("dam") }, "dam: dam, barrage, dam | wall: dam wall"),
            (MergeTopics { from: s("dam"), into: s("wall") }, "barrage: barrage | wall: dam, dam wall"),
            (HideTopic { topic: s("barrage") }, "dam: dam, dam | wall: dam wall"),
            (
                AddTopic { phrase: s("Dams") },
                "Dams: Dams | dam: dam, dam | barrage: barrage | wall: dam wall",
            ),
            (
                AddTopic { phrase: s("nowhere") },
                "nowhere:  | dam: dam, dam | barrage: barrage | wall: dam wall",
            ),
            (HideTopic { topic: s("unknown") }, "dam: dam, dam | barrage: barrage | wall: dam wall"),
        ] {
            assert_eq!(after(correction.clone()), expected, "{correction:?}");
        }
    }

    #[test]
    fn an_alias_becomes_a_topic_of_its_own() {
        let topics = vec![topic("dam", &["dam", "barrage"])];
        let split = Correction::SplitTopic { topic: "dam".into(), alias: "barrage".into() };
        let topics = correct_topics(topics, &[&reading()], &[split]);
        assert_eq!(show(&topics), "dam: dam, dam | barrage: barrage");
    }

    #[test]
    fn topics_below_a_merged_one_get_the_new_parent() {
        let mut topics = vec![topic("a", &[]), topic("b", &[]), topic("c", &[])];
        topics[2].parent = Some(TopicId(0));
        merge(&mut topics, "a", "b");
        assert_eq!(topics[1].parent, Some(TopicId(0)), "b has moved up to the first place");
        remove(&mut topics, 0, None);
        assert_eq!(topics[0].parent, None);
    }
}
