//! What kind of act a cue names: "said", "denied", "believes", "ruled". By a list of words, the first known
//! one of the cue deciding; a cue of none, such as a colon, is speech.

use std::sync::OnceLock;

use super::Act;
use crate::order::Order;
use crate::text::{Span, Text, word_hash, word_hash_ascii as hash};

/// The act that the words of a cue name; [`Act::Said`] if none of them is known.
pub fn act(text: &Text, cue: &[Span]) -> Act {
    let words = || cue.iter().flat_map(|span| text.tokens_in(*span)).map(|i| text.tokens[i].hash);
    let named = named(words);
    let end = cue.last().map_or(0, |span| text.tokens_in(*span).end);
    let next = |i: usize| text.tokens.get(end + i).map_or(0, |t| t.hash);
    let last = end.checked_sub(1).and_then(|i| text.tokens.get(i)).map_or(0, |t| t.hash);
    let clause = (0..5).map(next).find(|w| [hash("that"), hash("to")].contains(w));
    let withheld =
        named.is_speech() && named != Act::Denied && negated(words()) || gave_no(words().chain([next(0)]));
    match named {
        _ if withheld => Act::Declined,
        // "agreed with her that it was late", "agreed on Friday to meet"
        Act::Thinks if clause == Some(hash("that")) && AGREE.contains(&last) => Act::Said,
        Act::Thinks if clause == Some(hash("to")) && AGREE.contains(&last) => Act::Wants,
        // "liked to say"
        Act::Thinks if SAY.contains(&last) => Act::Said,
        Act::Thinks if next(0) == hash("to") && SAY.contains(&next(1)) && LIKE.contains(&last) => Act::Said,
        named => named,
    }
}

/// "offered no", "gave no reason for".
fn gave_no(words: impl Iterator<Item = u32>) -> bool {
    let mut before = 0;
    for word in words {
        if word == hash("no") && GAVE.contains(&before) {
            return true;
        }
        before = word;
    }
    false
}

/// Whether "not" stands before the first word that is none but that: "did not say", but "pleaded not guilty".
fn negated(mut words: impl Iterator<Item = u32>) -> bool {
    const HELPS: [u32; 10] = [
        hash("did"),
        hash("do"),
        hash("does"),
        hash("has"),
        hash("have"),
        hash("had"),
        hash("will"),
        hash("would"),
        hash("could"),
        hash("can"),
    ];
    words.find(|w| !HELPS.contains(w)).is_some_and(|w| NOT.contains(&w))
}

const NOT: [u32; 12] = [
    hash("not"),
    hash("never"),
    hash("didn't"),
    hash("don't"),
    hash("doesn't"),
    hash("won't"),
    hash("wouldn't"),
    hash("hasn't"),
    hash("haven't"),
    hash("hadn't"),
    hash("couldn't"),
    hash("can't"),
];
const GAVE: [u32; 12] = [
    hash("took"),
    hash("take"),
    hash("takes"),
    hash("offer"),
    hash("offers"),
    hash("offered"),
    hash("offering"),
    hash("give"),
    hash("gives"),
    hash("gave"),
    hash("giving"),
    hash("given"),
];
const AGREE: [u32; 4] = [hash("agree"), hash("agrees"), hash("agreed"), hash("agreeing")];
const LIKE: [u32; 6] =
    [hash("like"), hash("likes"), hash("liked"), hash("love"), hash("loves"), hash("loved")];
const SAY: [u32; 4] = [hash("say"), hash("joke"), hash("claim"), hash("boast")];

/// The act of the first word known.
fn named<I: Iterator<Item = u32>>(words: impl Fn() -> I) -> Act {
    let table = table();
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
        "declined" => Act::Declined,
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
    }

    #[test]
    fn what_is_not_said_is_declined() {
        // The cue ends before "|".
        for (text, expected) in [
            ("declined| to comment", Act::Declined),
            ("refused| to discuss the search", Act::Declined),
            ("did not respond to| a request", Act::Declined),
            ("did not take questions on| the matter", Act::Declined),
            ("would not confirm| this", Act::Declined),
            ("offered| no evidence", Act::Declined),
            ("gave no reason for| it", Act::Declined),
            ("offered| to pay", Act::Promised),
            ("did not deny| it", Act::Denied),
            ("did not believe| it", Act::Thinks),
            ("agreed| that it was late", Act::Said),
            ("agreed| on Friday to meet", Act::Wants),
            ("agreed with| the plan", Act::Thinks),
            ("pleaded not guilty| to fraud", Act::Said),
            ("never said| that", Act::Declined),
            ("liked| to say that he was lucky", Act::Said),
            ("liked to say| that he was lucky", Act::Said),
            ("liked| it", Act::Thinks),
        ] {
            let end = text.find('|').unwrap();
            let read = Text::new(text.replace('|', ""));
            assert_eq!(act(&read, &[Span::new(0, end)]), expected, "{text}");
        }
    }

    #[test]
    fn thoughts_are_not_spoken() {
        assert!(of("denies").is_speech() && !of("hopes").is_speech());
    }

    #[test]
    fn every_line_of_the_list_is_an_act() {
        for line in WORDS.lines().filter(|l| !l.starts_with('#')) {
            assert!(act_named(line.split_once(':').unwrap().0).is_some(), "{line}");
        }
    }
}
