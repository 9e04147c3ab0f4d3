//! The columns: one for each article, or one for each speaker in all articles together and each article's own
//! voice.

use super::{Column, ColumnKind, CompareBy};
use crate::analysis::Reading;
use crate::attribution::SpeakerKind;
use crate::order::Order;
use crate::topics::stem_hash;

/// The columns of a table, in the order in which they are shown.
pub fn columns(readings: &[&Reading], by: CompareBy) -> Vec<Column> {
    match by {
        CompareBy::Articles => readings
            .iter()
            .enumerate()
            .map(|(i, reading)| Column { name: label(reading, i), kind: ColumnKind::Article(i as u32) })
            .collect(),
        CompareBy::Speakers => {
            let mut columns = speakers(readings);
            columns.extend(readings.iter().enumerate().map(|(i, reading)| Column {
                name: format!("{} (own words)", label(reading, i)),
                kind: ColumnKind::Narration(i as u32),
            }));
            columns
        }
    }
}

fn label(reading: &Reading, i: usize) -> String {
    let label = reading.article.label.trim();
    if label.is_empty() { format!("Article {}", i + 1) } else { label.to_owned() }
}

/// A speaker of several articles, while they are put together.
struct Voice {
    name: String,
    kind: SpeakerKind,
    /// Stems of the name and the last of them, in which "Mr. Trump" and "Donald Trump" meet.
    stems: Vec<u32>,
    in_articles: Vec<(u32, u32)>,
    statements: usize,
}

impl Voice {
    /// "Ann Lee"; "a resident, 3 of them" for those of one article whom it does not tell apart.
    fn heading(&self) -> String {
        let article = self.in_articles.first().map(|a| a.0);
        let many = self.in_articles.iter().filter(|a| Some(a.0) == article).count();
        if many > 1 { format!("{}, {many} of them", self.name) } else { self.name.clone() }
    }
}

/// Speakers with statements, most of them first.
fn speakers(readings: &[&Reading]) -> Vec<Column> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut buffer = String::new();
    for (r, reading) in readings.iter().enumerate() {
        let mut given = vec![0; reading.analysis.speakers.len()];
        for speaker in reading.analysis.attributions.iter().filter_map(|a| a.speaker) {
            if let Some(statements) = given.get_mut(speaker.0 as usize) {
                *statements += 1;
            }
        }
        for ((s, speaker), statements) in reading.analysis.speakers.iter().enumerate().zip(given) {
            if statements == 0 {
                continue;
            }
            let stems: Vec<u32> = speaker
                .name
                .split_whitespace()
                .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|w| !w.is_empty() && !w.eq_ignore_ascii_case("the"))
                .map(|w| stem_hash(w, &mut buffer))
                .collect();
            let at = (r as u32, s as u32);
            match voices.iter_mut().find(|v| same(v, (&speaker.name, speaker.kind), &stems, r as u32)) {
                Some(voice) => {
                    voice.in_articles.push(at);
                    voice.statements += statements;
                    if voice.kind == SpeakerKind::Unnamed {
                        voice.kind = speaker.kind;
                    }
                    if stems.len() > voice.stems.len() {
                        voice.name.clone_from(&speaker.name);
                        voice.stems = stems;
                    }
                }
                None => voices.push(Voice {
                    name: speaker.name.clone(),
                    kind: speaker.kind,
                    stems,
                    in_articles: vec![at],
                    statements,
                }),
            }
        }
    }
    voices.order_by_key(|v| std::cmp::Reverse(v.statements));
    let column = |v: Voice| Column {
        name: v.heading(),
        kind: ColumnKind::Speaker { kind: v.kind, in_articles: v.in_articles },
    };
    voices.into_iter().map(column).collect()
}

/// Whether a speaker of article `reading` is the voice: the same name, a person's surname in another article, or "the central bank"
/// for the Central Bank of Tavia. Of two unnamed sources of two articles nobody knows whether they are the same, unless
/// both are "the coastguard".
fn same(voice: &Voice, (name, kind): (&str, SpeakerKind), stems: &[u32], reading: u32) -> bool {
    let (short, long) = if stems.len() < voice.stems.len() {
        (stems, voice.stems.as_slice())
    } else {
        (voice.stems.as_slice(), stems)
    };
    let apart = voice.in_articles.iter().all(|a| a.0 != reading);
    let unnamed = (voice.kind, kind) == (SpeakerKind::Unnamed, SpeakerKind::Unnamed);
    // "a resident" and, further down, "a resident": perhaps two, and no reader can tell them apart either.
    if unnamed && voice.in_articles.iter().all(|a| a.0 == reading) && !short.is_empty() && short == long {
        return true;
    }
    let the = |name: &str| name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "));
    if short.is_empty() || !apart || unnamed && !(the(&voice.name) && the(name)) {
        return false;
    }
    let person = (voice.kind, kind) == (SpeakerKind::Person, SpeakerKind::Person);
    let of = short.len() > 1
        && long.starts_with(short)
        && long.get(short.len()) == Some(&stem_hash("of", &mut String::new()));
    let given = || short.len() == 1 || short.first() == long.first() || nearly(&voice.name, name);
    short == long || !person && of || person && short.last() == long.last() && given()
}

/// Whether two names differ in one letter: "Vicente" and "Vincente".
fn nearly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tails = a[prefix..].iter().rev().zip(b[prefix..].iter().rev());
    let suffix = tails.take_while(|(x, y)| x == y).count();
    let rest = a.len().max(b.len()) - prefix - suffix;
    rest <= 1 && prefix + suffix >= 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample;

    #[test]
    fn a_body_has_one_column_however_it_is_called() {
        let texts = [
            "The ferry sank on Monday, the coastguard said. \"Rates will rise,\" said the Central Bank of Tavia.",
            "The coastguard said divers would go on. \"Rates will fall,\" the central bank said. It hailed, a spokesman said.",
            "The ferry was full, a spokesman said.",
        ];
        let readings = [0, 1, 2].map(|i| sample(i, "Courier", texts[i as usize]));
        let refs: Vec<&Reading> = readings.iter().collect();
        let columns = columns(&refs, CompareBy::Speakers);
        let of = |word: &str| columns.iter().filter(|c| c.name.to_lowercase().contains(word)).count();
        assert_eq!((of("coastguard"), of("central bank"), of("spokesman")), (1, 1, 2), "{columns:?}");
    }

    #[test]
    fn those_whom_nobody_can_tell_apart_have_one_column() {
        let text = "A resident said the bridge shook. The mayor was away. A resident said the noise was worse. \
                    “It fell,” said Ann Lee. “It did,” said Ann Lee.";
        let reading = sample(0, "Courier", text);
        let columns = columns(&[&reading], CompareBy::Speakers);
        let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["A resident, 2 of them", "Ann Lee", "Courier (own words)"]);
    }

    #[test]
    fn a_letter_more_or_less_is_the_same_name() {
        assert!(nearly("Vicente Moro", "Vincente Moro"));
        assert!(!nearly("Ann Lee", "Jan Lee"));
        assert!(!nearly("Maria Moro", "Mario Mora"));
    }
}
