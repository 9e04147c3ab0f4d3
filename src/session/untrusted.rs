//! Makes a session that came by a link or a file safe to show.

use super::Session;
use crate::corrections::Correction;
use crate::untrusted::{plain_name, web_address};

/// Makes a session from outside safe to show.
pub fn tame(session: &mut Session) {
    let name = |text: &mut String| *text = plain_name(text);
    name(&mut session.title);
    for article in &mut session.articles {
        name(&mut article.label);
        article.title.iter_mut().for_each(name);
        article.url = article.url.as_deref().and_then(web_address).map(str::to_owned);
    }
    for correction in &mut session.corrections {
        use Correction::*;
        match correction {
            RenameTopic { topic: a, label: b }
            | MergeTopics { from: a, into: b }
            | SplitTopic { topic: a, alias: b }
            | RenameSpeaker { speaker: a, name: b }
            | MergeSpeakers { from: a, into: b } => [a, b].into_iter().for_each(name),
            HideTopic { topic: a } | AddTopic { phrase: a } | HideSpeaker { speaker: a } => name(a),
            Reassign { speaker, .. } | AddStatement { speaker, .. } => name(speaker),
            Dismiss { .. } | SetAside { .. } => {}
        }
    }
    let view = &mut session.view;
    for list in [&mut view.numbers, &mut view.topics_off, &mut view.topics_on, &mut view.open_rows] {
        list.iter_mut().for_each(name);
    }
}
