//! What kind of act a cue names: "said", "denied", "believes", "ruled". By a list of words, the first known
//! one of the cue deciding; a cue of none, such as a colon, is speech.

use std::sync::OnceLock;

use super::Act;
use crate::order::Order;
use crate::text::{Span, Text, word_hash, word_hash_ascii as hash};

/// The act that the words of a cue name; [`Act::Said`] if none of them is known.
pub fn act(text: &Text, cue: &[Span]) -> Act {
    let table = table();
    let words = || cue.iter().flat_map(|span| text.tokens_in(*span)).map(|i| text.tokens[i].hash);
    let of = |word: u32| table.binary_search_by_key(&word, |(h, _)| *h).ok().map(|i| table[i].1);
    // "called for", "called on" want something; "called" alone says what it is.
    let mut before = 0;
    for word in words() {
        if CALLS.contains(&before) && word == hash("for") {
            return Act::Wants;
        }
        before = word;
    }
    words().find_map(of).unwrap_or_default()
}

const CALLS: &[u32] =
    &[hash("call"), hash("calls"), hash("called"), hash("calling"), hash("pushed"), hash("pushing")];

const WORDS: &str = include_str!("data/acts.txt");

fn act_named(name: &str) -> Option<Act> {
    Some(match name {
        "said" => Act::Said,
        "wrote" => Act::Wrote,
        "asked" => Act::Asked,
        "claimed" => Act::Claimed,
        "denied" => Act::Denied,
        "promised" => Act::Promised,
        "found" => Act::Found,
        "thinks" => Act::Thinks,
        "wants" => Act::Wants,
        "supports" => Act::Supports,
        "ruled" => Act::Ruled,
        _ => return None,
    })
}

/// Calls `add` with the forms of a verb: "deny", "denies", "denied", "denying".
fn forms(verb: &str, mut add: impl FnMut(String)) {
    let bytes = verb.as_bytes();
    let vowel = |i: usize| {
        bytes.len().checked_sub(i).and_then(|j| bytes.get(j)).is_some_and(|b| b"aeiou".contains(b))
    };
    add(verb.to_owned());
    if let Some(stem) = verb.strip_suffix('e') {
        for ending in ["es", "ed", "ing"] {
            add(format!("{stem}{ending}"));
        }
    } else if let Some(stem) = verb.strip_suffix('y').filter(|_| !vowel(2)) {
        add(format!("{stem}ies"));
        add(format!("{stem}ied"));
        add(format!("{verb}ing"));
    } else {
        let hisses = verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh");
        add(format!("{verb}{}", if hisses { "es" } else { "s" }));
        add(format!("{verb}ed"));
        add(format!("{verb}ing"));
        // "plan", "planned"
        if vowel(2) && !vowel(3) && !vowel(1) {
            if let Some(last) = verb.chars().last() {
                add(format!("{verb}{last}ed"));
                add(format!("{verb}{last}ing"));
            }
        }
    }
}

fn table() -> &'static [(u32, Act)] {
    static TABLE: OnceLock<Vec<(u32, Act)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut all = Vec::with_capacity(2048);
        for line in WORDS.lines() {
            let Some((name, words)) = line.split_once(':') else { continue };
            let Some(act) = act_named(name) else { continue };
            for word in words.split_ascii_whitespace() {
                match word.strip_prefix('=') {
                    Some(form) => all.push((word_hash(form), act)),
                    None => forms(word, |form| all.push((word_hash(&form), act))),
                }
            }
        }
        // Where a form is listed twice, the earlier line holds.
        all.order_by_key(|(hash, _)| *hash);
        all.dedup_by_key(|(hash, _)| *hash);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cue: &str) -> Act {
        let text = Text::new(cue);
        act(&text, &[Span::new(0, cue.len())])
    }

    #[test]
    fn a_cue_names_an_act() {
        for (cue, expected) in [
            ("said", Act::Said),
            ("according to", Act::Said),
            (":", Act::Said),
            ("has tweeted", Act::Wrote),
            ("wrote in a letter", Act::Wrote),
            ("was asked", Act::Asked),
            ("also alleged", Act::Claimed),
            ("flatly denied", Act::Denied),
            ("vowed", Act::Promised),
            ("finds", Act::Found),
            ("believes", Act::Thinks),
            ("is planning", Act::Wants),
            ("called for", Act::Wants),
            ("called", Act::Said),
            ("endorsed", Act::Supports),
            ("ruled", Act::Ruled),
            ("upheld", Act::Ruled),
        ] {
            assert_eq!(of(cue), expected, "{cue}");
        }
        assert_eq!(of(""), Act::Said);
        assert!(of("denies").is_speech() && !of("hopes").is_speech());
    }

    #[test]
    fn every_line_of_the_list_is_an_act() {
        for line in WORDS.lines().filter(|l| !l.starts_with('#')) {
            assert!(act_named(line.split_once(':').unwrap().0).is_some(), "{line}");
        }
    }
}
