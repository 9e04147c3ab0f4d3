//! What is part of what: "peace in Syria" belongs under Syria.

use super::{Topic, TopicId, TopicKind};

/// Only the first topics get a parent; the list behind them is long and little looked at.
const LISTED: usize = 60;

/// Sets the parents: the most spoken-of name that a longer label holds.
pub fn parents(topics: &mut [Topic]) {
    let listed = topics.len().min(LISTED);
    let lower: Vec<String> = topics[..listed].iter().map(|t| t.label.to_lowercase()).collect();
    for child in 0..listed {
        let holds = |p: &usize| {
            *p != child
                && topics[*p].kind != TopicKind::Phrase
                && topics[*p].mentions.len() >= topics[child].mentions.len()
                && has_words(&lower[child], &lower[*p])
        };
        let parent =
            (0..listed).filter(holds).max_by_key(|p| (topics[*p].mentions.len(), std::cmp::Reverse(*p)));
        topics[child].parent = parent.map(|p| TopicId(p as u32));
    }
}

/// Whether `label` has the words of `part`, and more.
fn has_words(label: &str, part: &str) -> bool {
    let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    label.len() > part.len()
        && label.match_indices(part).any(|(at, _)| {
            boundary(label[..at].chars().next_back()) && boundary(label[at + part.len()..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_not_letters_make_a_part() {
        assert!(has_words("peace in syria", "syria"));
        assert!(has_words("u.s. border wall", "u.s."));
        assert!(!has_words("romania", "oman"));
        assert!(!has_words("syria", "syria"));
    }
}
