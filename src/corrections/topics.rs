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
            Correction::RenameTopic { topic, label } => merge(&mut topics, topic, label),
            Correction::MergeTopics { from, into } => {
                let into = known(&topics, into).map_or_else(|| into.clone(), |at| topics[at].label.clone());
                merge(&mut topics, from, &into);
            }
            Correction::SplitTopic { topic, alias } => split(&mut topics, readings, topic, alias),
            Correction::HideTopic { topic } => {
                if let Some(at) = known(&topics, topic) {
                    remove(&mut topics, at, None);
                }
            }
            Correction::AddTopic { phrase } => add(&mut topics, readings, phrase),
            _ => {}
        }
    }
    topics
}

/// The corrections, by their index, that change no topic any more: what they speak of is in none of the texts.
/// `topics` are the corrected ones.
pub fn lost_topics(topics: &[Topic], corrections: &[Correction]) -> Vec<u32> {
    let called = |t: &Topic, name: &str| t.label == name || t.aliases.iter().any(|a| a == name);
    let hidden = |name: &str| {
        corrections.iter().any(|c| matches!(c, Correction::HideTopic { topic } if topic == name))
    };
    let joined = |from: &str, to: &str| {
        hidden(to) || topics.iter().any(|t| called(t, to) && t.aliases.iter().any(|a| a == from))
    };
    let is_lost = |correction: &Correction| match correction {
        Correction::RenameTopic { topic: from, label: to } | Correction::MergeTopics { from, into: to } => {
            from != to && !joined(from, to)
        }
        Correction::SplitTopic { alias: name, .. } => {
            !hidden(name) && !topics.iter().any(|t| called(t, name))
        }
        Correction::AddTopic { phrase } => {
            let name = phrase.trim();
            !hidden(name) && !topics.iter().any(|t| called(t, name) && !t.mentions.is_empty())
        }
        _ => false,
    };
    (0u32..).zip(corrections).filter(|(_, c)| is_lost(c)).map(|(i, _)| i).collect()
}

/// The topic of this name, or else one that bore it: a topic is called anew when the text that is added says more
/// about it.
fn known(topics: &[Topic], name: &str) -> Option<usize> {
    position(topics, name).or_else(|| topics.iter().position(|t| t.aliases.iter().any(|a| a == name)))
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
    let Some(old) = known(topics, from).filter(|_| from != to) else { return };
    let Some(new) = position(topics, to).filter(|new| *new != old) else {
        let label = std::mem::replace(&mut topics[old].label, to.to_owned());
        for name in [label.as_str(), from] {
            if name != to && topics[old].aliases.iter().all(|a| a != name) {
                topics[old].aliases.push(name.to_owned());
            }
        }
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
    let Some(at) = known(topics, label).filter(|_| position(topics, alias).is_none()) else { return };
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
    fn a_correction_finds_its_topic_under_an_earlier_name() {
        let mut topics = vec![topic("harbour dam", &["dam"]), topic("wall", &["dam wall"])];
        topics[0].aliases.push("dam".into());
        let s = |t: &str| t.to_owned();
        for (correction, expected) in [
            (
                Correction::RenameTopic { topic: s("dam"), label: s("weir") },
                "weir: dam, dam | wall: dam wall",
            ),
            (
                Correction::RenameTopic { topic: s("harbour dam"), label: s("dam") },
                "dam: dam, dam | wall: dam wall",
            ),
            (Correction::MergeTopics { from: s("wall"), into: s("dam") }, "harbour dam: dam, dam wall"),
            (Correction::HideTopic { topic: s("dam") }, "wall: dam wall"),
        ] {
            let after = correct_topics(topics.clone(), &[&reading()], std::slice::from_ref(&correction));
            assert_eq!(show(&after), expected, "{correction:?}");
        }
    }

    #[test]
    fn a_correction_without_its_topic_is_told_apart() {
        let s = |t: &str| t.to_owned();
        let corrections = [
            Correction::RenameTopic { topic: s("dam"), label: s("weir") },
            Correction::MergeTopics { from: s("weir"), into: s("wall") },
            Correction::RenameTopic { topic: s("ferry"), label: s("boat") },
            Correction::AddTopic { phrase: s("barrage") },
            Correction::AddTopic { phrase: s("nowhere") },
            Correction::HideTopic { topic: s("barrage") },
            Correction::SplitTopic { topic: s("wall"), alias: s("mole") },
        ];
        let topics = vec![topic("dam", &["dam"]), topic("wall", &["dam wall"])];
        let topics = correct_topics(topics, &[&reading()], &corrections);
        assert_eq!(lost_topics(&topics, &corrections), [2, 4, 6]);
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
