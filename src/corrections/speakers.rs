//! Corrections of statements and speakers, applied to a reading.

use std::borrow::Cow;

use super::findings::is_gone;
use super::{Anchor, Correction};
use crate::analysis::{Analysis, Reading};
use crate::attribution::{Act, Attribution, QuotationKind, Reason, Speaker, SpeakerId, SpeakerKind};
use crate::text::Span;

/// The reading with the corrections that concern its statements and speakers. Those that do not find their
/// place are skipped.
pub fn corrected<'a>(reading: &'a Reading, corrections: &[Correction]) -> Cow<'a, Reading> {
    let mut reading = Cow::Borrowed(reading);
    for correction in corrections {
        match correction {
            Correction::Dismiss { at } => {
                if let Some(i) = find(&reading, at) {
                    reading.to_mut().analysis.attributions.remove(i);
                }
            }
            Correction::Reassign { at, speaker } => {
                if let Some(i) = find(&reading, at) {
                    let analysis = &mut reading.to_mut().analysis;
                    let id = id_of(analysis, speaker);
                    let attribution = &mut analysis.attributions[i];
                    attribution.speaker = Some(id);
                    attribution.reason = Reason::Corrected;
                    attribution.confidence = 1.0;
                }
            }
            Correction::AddStatement { at, speaker } if at.article == reading.article.id => {
                if let Some(content) = at.place(&reading.article.text) {
                    add(reading.to_mut(), content, speaker);
                }
            }
            Correction::RenameSpeaker { speaker: from, name: to }
            | Correction::MergeSpeakers { from, into: to }
                if from != to && position(&reading.analysis, from).is_some() =>
            {
                merge(&mut reading.to_mut().analysis, from, to);
            }
            _ => {}
        }
    }
    reading
}

/// The corrections, by their index, whose place is in none of the readings any more.
pub fn lost(readings: &[&Reading], corrections: &[Correction]) -> Vec<u32> {
    let is_lost = |correction: &Correction| match correction {
        Correction::Dismiss { at } | Correction::Reassign { at, .. } => {
            !readings.iter().any(|r| find(r, at).is_some())
        }
        Correction::AddStatement { at, .. } => is_gone(readings, at),
        Correction::SetAside { at, .. } => at.iter().any(|at| is_gone(readings, at)),
        _ => false,
    };
    corrections.iter().enumerate().filter(|(_, c)| is_lost(c)).map(|(i, _)| i as u32).collect()
}

/// Enters a statement of the reader's own, in its place among the others.
fn add(reading: &mut Reading, content: Span, speaker: &str) {
    let (analysis, words) = (&mut reading.analysis, content.of(&reading.article.text));
    analysis.attributions.retain(|a| !a.content_span().overlaps(content));
    let quoted = |c| matches!(c, '“' | '”' | '"' | '«' | '»' | '„');
    let kind = match (words.starts_with(quoted) && words.ends_with(quoted), words.contains(quoted)) {
        (true, _) => QuotationKind::Direct,
        (false, true) => QuotationKind::Mixed,
        (false, false) => QuotationKind::Indirect,
    };
    let added = Attribution {
        source: vec![],
        cue: vec![],
        content: vec![content],
        kind,
        act: Act::Said,
        speaker: Some(id_of(analysis, speaker)),
        confidence: 1.0,
        reason: Reason::Added,
    };
    let place = analysis.attributions.partition_point(|a| a.content_span().start < content.start);
    analysis.attributions.insert(place, added);
}

/// The attribution that an anchor means: the one in its place, or else the first that begins with its words.
fn find(reading: &Reading, at: &Anchor) -> Option<usize> {
    if reading.article.id != at.article {
        return None;
    }
    let fits = reading.analysis.attributions.iter().enumerate();
    fits.map(|(i, a)| (at.fit(&reading.article.text, a.content_span()), std::cmp::Reverse(i)))
        .max()
        .filter(|(fit, _)| *fit > 0)
        .map(|(_, i)| i.0)
}

fn position(analysis: &Analysis, name: &str) -> Option<usize> {
    analysis.speakers.iter().position(|s| s.name == name)
}

/// The speaker of this name, who is added if need be.
fn id_of(analysis: &mut Analysis, name: &str) -> SpeakerId {
    let at = position(analysis, name).unwrap_or_else(|| {
        let kind = SpeakerKind::Person;
        analysis.speakers.push(Speaker { name: name.to_owned(), aliases: vec![], kind, mentions: vec![] });
        analysis.speakers.len() - 1
    });
    SpeakerId(at as u32)
}

/// All of `from` becomes `to`, who may be in the article already or not.
fn merge(analysis: &mut Analysis, from: &str, to: &str) {
    let Some(old) = position(analysis, from) else { return };
    let Some(new) = position(analysis, to) else {
        analysis.speakers[old].aliases.push(from.to_owned());
        analysis.speakers[old].name = to.to_owned();
        return;
    };
    let gone = analysis.speakers.remove(old);
    // The one after the gap moves up.
    let new = if new > old { new - 1 } else { new };
    for attribution in &mut analysis.attributions {
        if let Some(id) = &mut attribution.speaker {
            id.0 = match id.0 as usize {
                i if i == old => new as u32,
                i if i > old => id.0 - 1,
                _ => id.0,
            };
        }
    }
    let into = &mut analysis.speakers[new];
    into.aliases.push(gone.name);
    into.aliases.extend(gone.aliases);
    into.mentions.extend(gone.mentions);
    into.mentions.sort();
    into.mentions.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId};
    use crate::text::Text;

    /// An article in which each line is `SPEAKER: words`, and all words are a statement.
    fn reading(lines: &str) -> Reading {
        let article = Article {
            id: ArticleId(3),
            label: "A".into(),
            title: None,
            date: None,
            url: None,
            text: lines.to_owned(),
        };
        let mut analysis = Analysis::default();
        let mut at = 0;
        for line in lines.split('\n') {
            let (name, words) = line.split_once(": ").unwrap();
            let speaker = Some(id_of(&mut analysis, name));
            let start = at + line.len() - words.len();
            analysis.attributions.push(Attribution {
                source: vec![],
                cue: vec![],
                content: vec![Span::new(start, at + line.len())],
                kind: QuotationKind::Direct,
                act: Act::Said,
                speaker,
                confidence: 0.5,
                reason: Reason::Named,
            });
            at += line.len() + 1;
        }
        Reading { text: Text::new(lines), article, analysis }
    }

    fn show(reading: &Reading) -> String {
        let name = |id: SpeakerId| reading.analysis.speakers[id.0 as usize].name.as_str();
        let line = |a: &Attribution| {
            format!("{}: {}", a.speaker.map_or("?", name), a.content_span().of(&reading.article.text))
        };
        reading.analysis.attributions.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn at(reading: &Reading, words: &str) -> Anchor {
        let start = reading.article.text.find(words).unwrap();
        Anchor::new(reading.article.id, &reading.article.text, Span::new(start, start + words.len()))
    }

    const THREE: &str = "Ann: the dam holds\nBen: it does not\nthe engineer: repairs are due";

    #[test]
    fn a_statement_is_dismissed_or_given_to_somebody_else() {
        let reading = reading(THREE);
        let dismiss = Correction::Dismiss { at: at(&reading, "it does not") };
        assert_eq!(
            show(&corrected(&reading, &[dismiss])),
            "Ann: the dam holds\nthe engineer: repairs are due"
        );
        for speaker in ["Ann", "Cleo Marsh"] {
            let speaker = speaker.to_owned();
            let reassign =
                Correction::Reassign { at: at(&reading, "repairs are due"), speaker: speaker.clone() };
            let after = corrected(&reading, &[reassign]);
            assert!(show(&after).ends_with(&format!("{speaker}: repairs are due")));
            assert_eq!(after.analysis.attributions[2].reason, Reason::Corrected);
        }
    }

    #[test]
    fn a_statement_is_added_in_its_place_and_corrected_like_others() {
        let reading = reading(THREE);
        let article = |r: &Reading| r.article.id;
        let add = |words: &str, speaker: &str| Correction::AddStatement {
            at: at(&reading, words),
            speaker: speaker.into(),
        };
        // "it does not" was Ben's: the reader's takes its place.
        let after = corrected(&reading, &[add("Ben: it does not", "Cleo"), add("the engineer", "Ann")]);
        assert_eq!(
            show(&after),
            "Ann: the dam holds\nCleo: Ben: it does not\nAnn: the engineer\nthe engineer: repairs are due"
        );
        assert_eq!(after.analysis.attributions[1].reason, Reason::Added);
        assert_eq!(after.analysis.attributions[1].kind, QuotationKind::Indirect);
        let mine = at(&reading, "the engineer");
        let given = Correction::Reassign { at: mine.clone(), speaker: "Ben".into() };
        let after = corrected(&reading, &[add("the engineer", "Ann"), given]);
        assert!(show(&after).contains("\nBen: the engineer\n"));
        let away = [add("the engineer", "Ann"), Correction::Dismiss { at: mine }];
        assert_eq!(show(&corrected(&reading, &away)), show(&reading));
        // It is found again behind new text, and missed where its words are gone.
        let later = super::tests::reading(&format!("Zoe: something new\n{THREE}"));
        assert!(show(&corrected(&later, &away[..1])).contains("Ann: the engineer\n"));
        let other = super::tests::reading("Zoe: something new");
        assert_eq!((article(&other), lost(&[&other], &away[..1])), (article(&reading), vec![0]));
        assert_eq!(show(&corrected(&other, &away[..1])), show(&other));
    }

    #[test]
    fn speakers_are_renamed_and_merged() {
        let reading = reading(THREE);
        for (from, into, expected) in [
            ("the engineer", "Ann", "Ann: the dam holds\nBen: it does not\nAnn: repairs are due"),
            (
                "Ann",
                "the engineer",
                "the engineer: the dam holds\nBen: it does not\nthe engineer: repairs are due",
            ),
            ("Ben", "Ben Okoro", "Ann: the dam holds\nBen Okoro: it does not\nthe engineer: repairs are due"),
        ] {
            let merge = Correction::MergeSpeakers { from: from.into(), into: into.into() };
            assert_eq!(show(&corrected(&reading, &[merge])), expected);
        }
    }

    #[test]
    fn a_correction_finds_its_statement_after_the_text_before_it_changed() {
        let anchor = at(&reading(THREE), "it does not");
        let later = reading(&format!("Zoe: something new\n{THREE}"));
        let after = corrected(&later, &[Correction::Dismiss { at: anchor }]);
        assert!(!show(&after).contains("it does not"));
        assert_eq!(after.analysis.attributions.len(), 3);
    }

    #[test]
    fn corrections_of_other_articles_change_nothing() {
        let reading = reading(THREE);
        let elsewhere = Anchor { article: ArticleId(9), ..at(&reading, "it does not") };
        let corrections =
            [Correction::Dismiss { at: at(&reading, "it does not") }, Correction::Dismiss { at: elsewhere }];
        assert!(matches!(corrected(&reading, &corrections[1..]), Cow::Borrowed(_)));
        assert_eq!(lost(&[&reading], &corrections), [1]);
    }
}
