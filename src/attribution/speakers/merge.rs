//! The same speaker in several articles: who is one column of the table.

use std::collections::HashMap;

use super::{Speaker, SpeakerId, SpeakerKind};

/// A speaker over several articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedSpeaker {
    /// The fullest form of the name in any article.
    pub name: String,
    pub kind: SpeakerKind,
    /// Index of the article in the lists given, and the speaker there; in that order.
    pub members: Vec<(usize, SpeakerId)>,
}

/// Joins the speakers of several articles, in the order in which they are first met.
///
/// Persons are one if first and last name agree, or if one has a last name alone that only one full name in all
/// the articles ends in: two people who share a last name stay apart, and so does the last name that could be
/// either's. Institutions, groups and documents are one by their name, "the" and "U.S." left out. Speakers
/// without a name are never joined: "a senior official" here need not be the one there.
pub fn merge(lists: &[&[Speaker]]) -> Vec<MergedSpeaker> {
    let full_names = full_names(lists);
    let mut merged: Vec<MergedSpeaker> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (article, list) in lists.iter().enumerate() {
        for (i, speaker) in list.iter().enumerate() {
            let member = (article, SpeakerId(i as u32));
            let key = key(speaker, &full_names);
            match key.as_ref().and_then(|k| by_key.get(k)).copied() {
                Some(at) => {
                    merged[at].members.push(member);
                    if words(&speaker.name).count() > words(&merged[at].name).count() {
                        merged[at].name.clone_from(&speaker.name);
                    }
                }
                None => {
                    by_key.extend(key.map(|k| (k, merged.len())));
                    merged.push(MergedSpeaker {
                        name: speaker.name.clone(),
                        kind: speaker.kind,
                        members: vec![member],
                    });
                }
            }
        }
    }
    merged
}

/// The words of a name in lower case, without marks.
fn words(name: &str) -> impl DoubleEndedIterator<Item = String> + '_ {
    name.split(|c: char| c.is_whitespace() || c == '.')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
}

/// First and last name, without what stands between and behind; none of a single word.
fn ends(name: &str) -> Option<(String, String)> {
    let mut all: Vec<String> = words(name).filter(|w| w.chars().count() > 1 || !w.is_ascii()).collect();
    while all.len() > 2 && all.last().is_some_and(|w| matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
    {
        all.pop();
    }
    if all.len() < 2 {
        return None;
    }
    let last = all.pop()?;
    all.into_iter().next().map(|first| (first, last))
}

/// For each last name, the full name that ends in it; none where there are two.
fn full_names(lists: &[&[Speaker]]) -> HashMap<String, Option<String>> {
    let mut found: HashMap<String, Option<String>> = HashMap::new();
    for speaker in lists.iter().flat_map(|list| list.iter()) {
        let Some((first, last)) = ends(&speaker.name).filter(|_| speaker.kind == SpeakerKind::Person) else {
            continue;
        };
        let full = format!("{first} {last}");
        let known = found.entry(last).or_insert_with(|| Some(full.clone()));
        if known.as_ref().is_some_and(|k| *k != full) {
            *known = None;
        }
    }
    found
}

/// What two speakers must share to be one; none if nothing suffices.
fn key(speaker: &Speaker, full_names: &HashMap<String, Option<String>>) -> Option<String> {
    match speaker.kind {
        SpeakerKind::Unnamed => None,
        SpeakerKind::Person => {
            if let Some((first, last)) = ends(&speaker.name) {
                return Some(format!("p {first} {last}"));
            }
            let last = words(&speaker.name).next_back()?;
            Some(match full_names.get(&last) {
                Some(Some(full)) => format!("p {full}"),
                _ => format!("p {last}"),
            })
        }
        SpeakerKind::Institution | SpeakerKind::Group | SpeakerKind::Document => {
            let mut all: Vec<String> = words(&speaker.name.replace("’s ", " ").replace("'s ", " ")).collect();
            while all.len() > 1 && matches!(all[0].as_str(), "the" | "u" | "s" | "us") {
                all.remove(0);
            }
            (!all.is_empty()).then(|| format!("n {}", all.join(" ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(kind: SpeakerKind, name: &str) -> Speaker {
        Speaker { name: name.to_owned(), aliases: Vec::new(), kind, mentions: Vec::new() }
    }

    /// Names with the number of articles that have them.
    fn merged(kind: SpeakerKind, lists: &[&[&str]]) -> Vec<(String, usize)> {
        let lists: Vec<Vec<Speaker>> =
            lists.iter().map(|names| names.iter().map(|n| speaker(kind, n)).collect()).collect();
        let slices: Vec<&[Speaker]> = lists.iter().map(Vec::as_slice).collect();
        merge(&slices).into_iter().map(|m| (m.name, m.members.len())).collect()
    }

    #[test]
    fn a_last_name_joins_the_one_full_name_it_can_be() {
        let found = merged(SpeakerKind::Person, &[&["Lee"], &["Ann Lee"], &["Ann B. Lee", "Tom Fox"]]);
        assert_eq!(found, [("Ann B. Lee".into(), 3), ("Tom Fox".into(), 1)]);
    }

    #[test]
    fn namesakes_stay_apart() {
        let found = merged(SpeakerKind::Person, &[&["Ann Lee", "Ben Lee"], &["Lee"], &["Ben Lee"]]);
        assert_eq!(found, [("Ann Lee".into(), 1), ("Ben Lee".into(), 2), ("Lee".into(), 1)]);
    }

    #[test]
    fn institutions_are_one_by_name() {
        let found = merged(
            SpeakerKind::Institution,
            &[&["White House", "U.S. Treasury"], &["The White House", "Treasury"], &["Lee campaign"]],
        );
        assert_eq!(
            found,
            [("The White House".into(), 2), ("U.S. Treasury".into(), 2), ("Lee campaign".into(), 1)]
        );
    }

    #[test]
    fn the_unnamed_are_never_joined() {
        let found = merged(SpeakerKind::Unnamed, &[&["a senior official"], &["a senior official"]]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn kinds_are_kept_apart() {
        let lists = [[speaker(SpeakerKind::Person, "Lee")], [speaker(SpeakerKind::Institution, "Lee")]];
        assert_eq!(merge(&[&lists[0], &lists[1]]).len(), 2);
    }
}
