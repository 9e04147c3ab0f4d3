//! Who is quoted: the words that each article gives to each speaker, in quotation marks and reported without,
//! and what is left for its own voice. Every word of an article is counted once.

use super::{Quoted, QuotedShare};
use crate::analysis::Reading;
use crate::attribution::SpeakerKind;
use crate::order::Order;

/// What statements without a source are counted under.
const NO_SOURCE: &str = "No source named";

/// One entry for each article, in order.
pub fn quoted(readings: &[&Reading]) -> Vec<Quoted> {
    (0u32..).zip(readings).map(|(article, reading)| one(article, reading)).collect()
}

fn one(article: u32, reading: &Reading) -> Quoted {
    let (text, analysis) = (&reading.text, &reading.analysis);
    let share = |speaker, name: &str, kind| QuotedShare {
        speaker,
        name: name.into(),
        kind,
        statements: 0,
        direct: 0,
        indirect: 0,
    };
    let mut shares: Vec<QuotedShare> =
        (0u32..).zip(&analysis.speakers).map(|(i, s)| share(Some(i), &s.name, Some(s.kind))).collect();
    let nobody = shares.len();
    shares.push(share(None, NO_SOURCE, Some(SpeakerKind::Unnamed)));
    // The speaker of each token; where statements are nested the inner one's words are its own.
    let mut owner: Vec<Option<usize>> = vec![None; text.tokens.len()];
    let mut order: Vec<usize> = (0..analysis.attributions.len()).collect();
    order.order_by_key(|i| (std::cmp::Reverse(analysis.attributions[*i].content_span().len()), *i));
    for i in order {
        let attribution = &analysis.attributions[i];
        if !attribution.act.is_speech() {
            continue;
        }
        let at = attribution.speaker.map_or(nobody, |s| s.0 as usize).min(nobody);
        shares[at].statements += 1;
        for span in &attribution.content {
            for token in text.tokens_in(*span) {
                owner[token] = Some(at);
            }
        }
    }
    let (mut words, mut own, mut own_marked) = (0, 0, 0);
    for (token, owner) in text.tokens.iter().zip(&owner) {
        if !token.is_word() {
            continue;
        }
        words += 1;
        match owner {
            Some(at) if token.quoted => shares[*at].direct += 1,
            Some(at) => shares[*at].indirect += 1,
            // Words in quotation marks that nobody is found to have said: scare quotes, titles.
            None if token.quoted => own_marked += 1,
            None => own += 1,
        }
    }
    shares.retain(|s| s.direct + s.indirect > 0);
    shares.order_by_key(|s| (std::cmp::Reverse(s.direct + s.indirect), s.speaker.is_none(), s.speaker));
    let label = match reading.article.label.trim() {
        "" => format!("Article {}", article + 1),
        label => label.to_owned(),
    };
    shares.push(QuotedShare {
        speaker: None,
        name: label,
        kind: None,
        statements: 0,
        direct: own_marked,
        indirect: own,
    });
    Quoted { article, words, shares }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::read;
    use crate::article::{Article, ArticleId};
    use crate::attribution::Rules;

    fn quoted_in(text: &str) -> Quoted {
        let article = Article {
            id: ArticleId(0),
            label: "The Courier".into(),
            title: None,
            date: None,
            url: None,
            text: text.into(),
        };
        quoted(&[&read(&article, &Rules)]).remove(0)
    }

    #[test]
    fn words_are_split_among_speakers_and_the_article() {
        let quoted = quoted_in(
            "The bridge was closed on Monday.\n\n“We are very sorry for the trouble,” said Anna Berg, the mayor.\n\nShe said the work would take two weeks.",
        );
        let berg = quoted.shares.iter().find(|s| s.name.contains("Berg")).unwrap();
        assert_eq!(berg.direct, 7, "{quoted:?}");
        assert!(berg.indirect >= 6, "{quoted:?}");
        let own = quoted.shares.last().unwrap();
        assert_eq!((own.name.as_str(), own.kind), ("The Courier", None));
        assert!(own.indirect >= 6, "{quoted:?}");
    }

    proptest! {
        #[test]
        fn every_word_is_counted_once(parts in prop::collection::vec(prop::sample::select(vec![
            "“Stop", "it,”", "said", "Anna", "Berg.", "She", "added", "that", "rain", "fell.", "\n\n", "\"No,\"", "according", "to", "him", "'s", "(",
        ]), 0..40)) {
            let quoted = quoted_in(&parts.join(" "));
            let sum: u32 = quoted.shares.iter().map(|s| s.direct + s.indirect).sum();
            prop_assert_eq!(sum, quoted.words);
        }
    }
}
