//! The eight numbers (and colours) of the topics. A topic keeps its number for the whole session; a ninth has
//! none until the reader gives it one.

use crate::comparison::Comparison;
use crate::corrections::Correction;
use crate::session::View;
use crate::topics::Topic;

/// How many topics have a colour.
pub const COLOURS: usize = 8;

/// The number of a topic, 1 to 8.
pub fn number(view: &View, label: &str) -> Option<u8> {
    view.numbers.iter().position(|l| l == label).map(|i| i as u8 + 1)
}

/// Whether a topic is marked in the texts.
pub fn is_on(view: &View, label: &str) -> bool {
    number(view, label).is_some() && !view.topics_off.iter().any(|l| l == label)
}

/// Gives numbers to the first topics of the list. A topic that has one keeps it while it is among the first,
/// or while the reader has switched it on or off by hand. One that stands in no text, as the reader may have added, has none.
pub fn assign(view: &mut View, topics: &[Topic]) {
    let topics: Vec<&Topic> = topics.iter().filter(|t| !t.mentions.is_empty()).collect();
    let by_hand = |view: &View, l: &str| view.topics_on.iter().chain(&view.topics_off).any(|t| t == l);
    for i in 0..view.numbers.len() {
        let rank = topics.iter().position(|t| t.label == view.numbers[i]);
        let stays = rank.is_some_and(|r| r < COLOURS || by_hand(view, &view.numbers[i]));
        if !stays {
            view.numbers[i].clear();
        }
    }
    view.numbers.truncate(COLOURS);
    view.numbers.resize(COLOURS, String::new());
    for topic in topics {
        if number(view, &topic.label).is_some() {
            continue;
        }
        let Some(free) = view.numbers.iter().position(String::is_empty) else { break };
        view.numbers[free].clone_from(&topic.label);
    }
}

/// A topic that the analysis now calls by another of its names keeps its number.
pub fn rename(view: &mut View, topics: &[Topic]) {
    for i in 0..view.numbers.len() {
        let old = &view.numbers[i];
        if old.is_empty() || topics.iter().any(|t| t.label == *old) {
            continue;
        }
        let new = topics.iter().find(|t| t.aliases.contains(old)).map(|t| t.label.clone());
        if let Some(new) = new.filter(|new| number(view, new).is_none()) {
            let old = std::mem::take(&mut view.numbers[i]);
            for list in [&mut view.topics_on, &mut view.topics_off] {
                list.iter_mut().filter(|l| **l == old).for_each(|l| l.clone_from(&new));
            }
            view.numbers[i] = new;
        }
    }
}

/// The number of a topic by its label, or by another of its names.
pub fn number_of(view: &View, topic: &Topic) -> Option<u8> {
    let mut names = std::iter::once(&topic.label).chain(&topic.aliases);
    names.find_map(|name| number(view, name))
}

/// On or off. Nothing happens to a topic without a number: see [`swap`].
pub fn toggle(view: &mut View, _: &Comparison, label: &str) {
    if number(view, label).is_none() {
        return;
    }
    match view.topics_off.iter().position(|l| l == label) {
        Some(at) => drop(view.topics_off.remove(at)),
        None => view.topics_off.push(label.to_owned()),
    }
}

/// Only this one; if it is the only one already, all again.
pub fn solo(view: &mut View, label: &str) {
    let others: Vec<String> = view.numbers.iter().filter(|l| !l.is_empty() && *l != label).cloned().collect();
    let alone = others.iter().all(|l| view.topics_off.contains(l)) && is_on(view, label);
    view.topics_off = if alone { Vec::new() } else { others };
}

/// Gives the number of `off` to `on`.
pub fn swap(view: &mut View, off: &str, on: &str) {
    let Some(at) = view.numbers.iter().position(|l| l == off) else { return };
    view.numbers[at] = on.to_owned();
    view.topics_off.retain(|l| l != off && l != on);
    view.topics_on.retain(|l| l != off && l != on);
    view.topics_on.push(on.to_owned());
}

/// A topic that gets another label keeps its number.
pub fn follow(view: &mut View, correction: &Correction) {
    let (from, to) = match correction {
        Correction::RenameTopic { topic, label } => (topic, label),
        Correction::MergeTopics { from, into } if number(view, into).is_none() => (from, into),
        _ => return,
    };
    for list in [&mut view.numbers, &mut view.topics_on, &mut view.topics_off, &mut view.open_rows] {
        for label in list.iter_mut().filter(|l| *l == from) {
            label.clone_from(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::topics::{Mention, TopicKind};

    fn topics(labels: &str) -> Vec<Topic> {
        let topic = |label: &str| Topic {
            label: label.into(),
            aliases: vec![],
            kind: TopicKind::Phrase,
            mentions: vec![Mention { article: 0, span: Span::default() }],
            score: 0.5,
            parent: None,
        };
        labels.split(' ').map(topic).collect()
    }

    fn view(labels: &str) -> View {
        let mut view = View::default();
        assign(&mut view, &topics(labels));
        view
    }

    #[test]
    fn the_first_eight_topics_have_a_number_and_the_ninth_has_none() {
        let view = view("a b c d e f g h i");
        assert_eq!((number(&view, "a"), number(&view, "h"), number(&view, "i")), (Some(1), Some(8), None));
    }

    #[test]
    fn a_topic_keeps_its_number_when_the_order_changes_and_loses_it_when_it_is_gone() {
        let mut view = view("a b c");
        assign(&mut view, &topics("c x a"));
        assert_eq!(["a", "x", "c"].map(|l| number(&view, l)), [Some(1), Some(2), Some(3)]);
        assert_eq!(number(&view, "b"), None);
    }

    #[test]
    fn a_topic_that_stands_in_no_text_takes_no_number_from_another() {
        let mut all = topics("x a b c d e f g h");
        all[0].mentions.clear();
        let mut view = View::default();
        assign(&mut view, &all);
        assert_eq!(["x", "a", "h"].map(|l| number(&view, l)), [None, Some(1), Some(8)]);
    }

    #[test]
    fn a_topic_that_was_switched_on_stays_whatever_its_rank() {
        let mut view = view("a b c d e f g h i");
        swap(&mut view, "b", "i");
        assert_eq!((number(&view, "i"), number(&view, "b")), (Some(2), None));
        assign(&mut view, &topics("a b c d e f g h i"));
        assert_eq!(number(&view, "i"), Some(2));
    }

    #[test]
    fn solo_hides_the_others_and_a_second_time_brings_them_back() {
        let mut view = view("a b c");
        solo(&mut view, "b");
        assert_eq!(["a", "b", "c"].map(|l| is_on(&view, l)), [false, true, false]);
        solo(&mut view, "b");
        assert!(view.topics_off.is_empty());
    }

    #[test]
    fn a_topic_that_is_called_otherwise_keeps_its_number() {
        let mut view = view("a b c");
        toggle(&mut view, &Comparison::default(), "b");
        let mut now = topics("x y a");
        now[1].aliases = vec!["b".into()];
        now[2].aliases = vec!["c".into()];
        assert_eq!(number_of(&view, &now[1]), Some(2));
        rename(&mut view, &now);
        assert_eq!(["y", "a", "x", "b"].map(|l| number(&view, l)), [Some(2), Some(1), None, None]);
        assert_eq!(view.topics_off, ["y"]);
        assign(&mut view, &now);
        assert_eq!(number(&view, "x"), Some(3), "a free number");
    }

    #[test]
    fn a_renamed_topic_keeps_its_number() {
        let mut view = view("a b");
        follow(&mut view, &Correction::RenameTopic { topic: "b".into(), label: "bridge".into() });
        assert_eq!(number(&view, "bridge"), Some(2));
    }
}
