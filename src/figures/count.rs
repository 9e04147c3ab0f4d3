//! Things counted: the noun behind a number, in the singular; ages; numbers that stand alone.

use super::hedge::hedge;
use super::measure::Measure;
use super::number::{Number, Pieces, simple};
use super::pieces::Class;
use super::{Hedge, Unit};

/// Things counted.
pub(super) fn count(p: Pieces, at: usize, number: &Number) -> Option<Measure> {
    let definite = at.checked_sub(1).is_some_and(|i| p.class(i) == Class::Definite);
    let hedged = hedge(p, at).1 != Hedge::Exact;
    if let Some(age) = age(p, at, number) {
        return Some(age);
    }
    // "the two leaders" names them; "the 12 victims" counts them.
    if number.words && number.high <= 12.0 && definite && !hedged {
        return None;
    }
    let one = number.words && number.low == 1.0 && number.high == 1.0;
    // "two of its five piers"
    if p.class(number.next) == Class::Of && p.class(number.next + 1) == Class::Definite && !one {
        let whole = simple(p, number.next + 2).filter(|whole| whole.low > number.high);
        if let Some((noun, _)) = whole.and_then(|whole| noun(p, whole.next, false)) {
            return Some(Measure::of(Unit::Count(noun), number, number.next));
        }
    }
    if let Some((noun, next)) = noun(p, number.next, one) {
        if one && !hedged && !ONE_OF.contains(&noun.as_str()) {
            return None;
        }
        return Some(Measure::of(Unit::Count(noun), number, next));
    }
    // A number alone says something when it is in digits and stands like a value, or is large.
    let alone = matches!(
        p.class(number.next),
        Class::Sign0 | Class::Comma | Class::Function | Class::And | Class::In | Class::To | Class::Of
    ) && !p.glued(number.next + 1);
    let value = !number.words && number.low == number.high
        || number.scale >= 1e3 && !number.vague
        || hedged && number.low > 1.0;
    let what = bounded(p, at).or_else(|| people(p, at));
    let value = value || what.is_some();
    (value && alone && at > 0 && !one)
        .then(|| Measure::of(Unit::Count(what.unwrap_or_default()), number, number.next))
}

/// "a limit of 450", "the toll rose to 130": of what a number alone is a measure.
fn bounded(p: Pieces, at: usize) -> Option<String> {
    let before = at.checked_sub(1)?;
    let noun = match p.class(before) {
        Class::Of => before.checked_sub(1),
        Class::To => before.checked_sub(2),
        _ => None,
    }?;
    BOUNDS.iter().find(|word| p.is(noun, word)).map(|word| (*word).to_owned())
}

/// "killed 12", "employs 6,200": those to whom it happens.
fn people(p: Pieces, at: usize) -> Option<String> {
    let (from, _) = hedge(p, at);
    let verb = from.checked_sub(1)?;
    VERBS_OF_PEOPLE.iter().any(|word| p.is(verb, word)).then(|| "person".to_owned())
}

const VERBS_OF_PEOPLE: [&str; 11] = [
    "killed",
    "killing",
    "injured",
    "injuring",
    "wounded",
    "wounding",
    "arrested",
    "employs",
    "employing",
    "employed",
    "evacuated",
];

const BOUNDS: [&str; 15] = [
    "limit",
    "cap",
    "capacity",
    "maximum",
    "minimum",
    "target",
    "ceiling",
    "quota",
    "turnout",
    "population",
    "majority",
    "toll",
    "workforce",
    "crowd",
    "attendance",
];

/// What "one" counts, rather than points at.
const ONE_OF: [&str; 16] = [
    "person",
    "man",
    "woman",
    "child",
    "boy",
    "girl",
    "soldier",
    "officer",
    "civilian",
    "vote",
    "victim",
    "seat",
    "death",
    "student",
    "policeman",
    "passenger",
];

/// "voted 7-2", "in a 6-3 ruling": votes, those for what was decided; the others stand behind, before `next`.
pub(super) fn tally(p: Pieces, at: usize, number: &Number, next: usize) -> Option<Measure> {
    let votes = |at: usize| VOTE.iter().any(|word| p.is(at, word));
    let near = (at.saturating_sub(BEFORE)..at).any(votes) || (next..next + BEHIND).any(votes);
    near.then(|| Measure::of(Unit::Count("vote".into()), number, next))
}

/// Words of a vote, and how many pieces before and behind a tally they are looked for.
const VOTE: [&str; 9] =
    ["vote", "votes", "voted", "voting", "ruling", "ruled", "decision", "approved", "rejected"];
const BEFORE: usize = 4;
const BEHIND: usize = 2;

/// "Ann Lee, 45, said": an age.
fn age(p: Pieces, at: usize, number: &Number) -> Option<Measure> {
    let name =
        at >= 2 && p.class(at - 1) == Class::Comma && p.capital(at - 2) && p.class(at - 2) == Class::Other;
    let ends = matches!(p.class(number.next), Class::Comma | Class::Sign0);
    (name && ends && number.bare && (1.0..=115.0).contains(&number.low))
        .then(|| Measure::of(Unit::Count("year old".into()), number, number.next))
}

/// The noun counted by the number before `at`, in the singular: the first plural among the next four words, or
/// the next word if that is joined ("25-seat") or `one`.
fn noun(p: Pieces, at: usize, one: bool) -> Option<(String, usize)> {
    let mut first = at;
    while p.is(first, "more") || p.is(first, "other") || p.is(first, "additional") || p.is(first, "further") {
        first += 1;
    }
    if let Some((_, noun)) = SHORT.iter().find(|(short, _)| p.is(first, short)) {
        // "km/h"
        let hour = p.is(first + 1, "/") && p.glued(first + 1) && p.is(first + 2, "h");
        return Some(((*noun).into(), first + if hour { 3 } else { 1 }));
    }
    if p.joined(at) || one {
        let word = p.word(first);
        return (p.class(first) == Class::Other && word.chars().all(char::is_alphabetic))
            .then(|| (singular(word), first + 1));
    }
    for i in first..first + 4 {
        if p.class(i) != Class::Other || i > first && p.glued(i) && !p.joined(i) {
            return None;
        }
        let word = p.word(i);
        // "14 police officers".
        let modifies =
            word.eq_ignore_ascii_case("police") && p.class(i + 1) == Class::Other && is_plural(p.word(i + 1));
        if is_plural(word) && !modifies && !p.joined(i + 1) {
            let one = singular(word);
            let power = ["square", "cubic"].into_iter().find(|power| i > first && p.is(i - 1, power));
            let noun = power.map_or_else(|| one.clone(), |power| format!("{power} {one}"));
            // "121 kilometres per hour"
            let hour = ["an", "per"].iter().any(|w| p.is(i + 1, w)) && p.is(i + 2, "hour");
            return Some((noun, i + if hour { 3 } else { 1 }));
        }
    }
    None
}

/// Measures by their abbreviations. A speed counts the same as its distance, as it does in words.
const SHORT: [(&str, &str); 7] = [
    ("km", "kilometre"),
    ("kmh", "kilometre"),
    ("kph", "kilometre"),
    ("mph", "mile"),
    ("cm", "centimetre"),
    ("mm", "millimetre"),
    ("kg", "kilogram"),
];

/// Whether letters behind a number are a measure: "112mm", "140km/h".
pub(super) fn is_measure(letters: &str) -> bool {
    SHORT.iter().any(|(short, _)| *short == letters)
}

const IRREGULAR: [(&str, &str); 16] = [
    ("kilometers", "kilometre"),
    ("meters", "metre"),
    ("centimeters", "centimetre"),
    ("millimeters", "millimetre"),
    ("people", "person"),
    ("persons", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("police", "police"),
    ("troops", "troop"),
    ("feet", "foot"),
    ("policemen", "policeman"),
    ("congressmen", "congressman"),
    ("countrymen", "countryman"),
    ("lives", "life"),
];

pub(super) fn is_plural(word: &str) -> bool {
    let s =
        word.ends_with('s') && word.len() > 3 && !["ss", "us", "is", "'s"].iter().any(|e| word.ends_with(e));
    s || IRREGULAR.iter().any(|(plural, _)| word.eq_ignore_ascii_case(plural))
}

/// The singular of an English noun, lower-cased.
fn singular(word: &str) -> String {
    let low = word.to_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(plural, _)| *plural == low) {
        return (*one).into();
    }
    if let Some(stem) = low.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["ches", "shes", "sses", "xes", "zzes"] {
        if low.ends_with(ending) {
            return low[..low.len() - 2].into();
        }
    }
    match low.strip_suffix('s') {
        Some(stem) if is_plural(&low) => stem.into(),
        _ => low,
    }
}
