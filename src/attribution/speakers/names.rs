//! Names: where a run of capitals is one, and whether it names a person, a body or a place.

use super::lexicon::Class;
use super::mentions::{Gender, Sort};
use super::pronouns::pronoun;
use super::scan::Scan;
use super::titles::titled;
use crate::text::{TokenKind, word_hash_ascii as hash};

/// Small words within a person's name.
pub(super) const PARTICLES: &[u32] = &[
    hash("de"),
    hash("la"),
    hash("van"),
    hash("von"),
    hash("der"),
    hash("den"),
    hash("bin"),
    hash("ibn"),
    hash("al"),
    hash("el"),
    hash("da"),
    hash("di"),
    hash("du"),
    hash("le"),
    hash("del"),
    hash("dos"),
];

/// Words with a capital that follow a name without belonging to it: "told Ann Monday".
const TIMES: &[u32] = &[
    hash("monday"),
    hash("tuesday"),
    hash("wednesday"),
    hash("thursday"),
    hash("friday"),
    hash("saturday"),
    hash("sunday"),
    hash("january"),
    hash("february"),
    hash("april"),
    hash("june"),
    hash("july"),
    hash("i"),
];

/// First words of names of places in two words.
const PLACE_STARTS: &[u32] = &[
    hash("new"),
    hash("north"),
    hash("south"),
    hash("west"),
    hash("east"),
    hash("northern"),
    hash("southern"),
    hash("eastern"),
    hash("western"),
    hash("central"),
    hash("los"),
    hash("las"),
    hash("san"),
    hash("santa"),
    hash("st."),
    hash("fort"),
    hash("united"),
    hash("saudi"),
    hash("puerto"),
    hash("hong"),
    hash("rhode"),
    hash("great"),
    hash("sri"),
    hash("tel"),
    hash("upper"),
    hash("lower"),
    hash("middle"),
];

/// Their last words.
const PLACE_ENDS: &[u32] = &[
    hash("street"),
    hash("avenue"),
    hash("road"),
    hash("river"),
    hash("lake"),
    hash("island"),
    hash("islands"),
    hash("valley"),
    hash("beach"),
    hash("tower"),
    hash("towers"),
    hash("square"),
    hash("park"),
    hash("airport"),
    hash("hotel"),
    hash("bay"),
    hash("garden"),
    hash("heights"),
    hash("springs"),
];

/// What a sentence of news begins with and nobody is called: "Revenue climbed".
const THINGS: &[u32] = &[
    hash("revenue"),
    hash("revenues"),
    hash("profit"),
    hash("profits"),
    hash("sales"),
    hash("turnover"),
    hash("inflation"),
    hash("unemployment"),
    hash("shares"),
    hash("stocks"),
    hash("prices"),
    hash("wages"),
    hash("rents"),
    hash("costs"),
    hash("demand"),
    hash("output"),
    hash("production"),
    hash("growth"),
    hash("debt"),
    hash("trade"),
    hash("turnout"),
    hash("counting"),
    hash("support"),
    hash("talks"),
    hash("negotiations"),
    hash("traffic"),
    hash("trains"),
    hash("buses"),
    hash("flights"),
    hash("roads"),
    hash("schools"),
    hash("homes"),
    hash("houses"),
    hash("work"),
    hash("construction"),
    hash("repairs"),
    hash("damage"),
    hash("rain"),
    hash("rainfall"),
    hash("snow"),
    hash("water"),
    hash("winds"),
    hash("gusts"),
    hash("temperatures"),
    hash("power"),
    hash("electricity"),
    hash("fuel"),
    hash("food"),
    hash("crime"),
    hash("violence"),
    hash("smoke"),
    hash("flames"),
];

fn is_capital_word(scan: &Scan, at: usize) -> bool {
    scan.is_word(at) && scan.text.tokens[at].capital
}

/// Whether a name can begin at this token.
pub(super) fn starts(scan: &Scan, at: usize, end: usize) -> bool {
    // "R-Ohio" tells a party and a state.
    let word = scan.text.word(at);
    let party = ["R-", "D-", "I-"].iter().any(|p| word.starts_with(p));
    // "She’ll", but not "US".
    let pronoun = pronoun(scan.hash(at)).is_some() && !is_acronym(scan, at);
    if !is_capital_word(scan, at) || word == "I" || party || pronoun {
        return false;
    }
    if scan.title_case && !scan.upper.contains(&scan.hash(at)) && !scan.is(at, Class::NAME) {
        return false;
    }
    // "(R)"
    if word.len() == 1 && !continues(scan, at + 1, end) && scan.kind(at + 1) != TokenKind::Stop {
        return false;
    }
    if scan.is(at, Class::FORMER) && !continues(scan, at + 1, end) {
        return false;
    }
    if scan.is(at, Class::OTHER) {
        // "Will Smith", "April Ryan", "Mark Kelly"
        return scan.is(at, Class::NAME)
            && at + 1 < end
            && is_capital_word(scan, at + 1)
            && !scan.is(at + 1, Class::OTHER.or(Class::NAME));
    }
    // A plural of people is a noun, not a name: "Republicans", "Voters".
    !(scan.is(at, Class::PEOPLE) && !scan.is(at, Class::TITLE) && !continues(scan, at + 1, end))
        || belongs_in_name(scan, at + 1, end)
}

fn continues(scan: &Scan, at: usize, end: usize) -> bool {
    at < end && is_capital_word(scan, at) && !scan.is(at, Class::OTHER)
}

/// The apostrophe of "the Borrowers' Union": those of a plural, before a body's capitalised noun.
fn belongs_in_name(scan: &Scan, at: usize, end: usize) -> bool {
    let noun = (at + 1..end.min(at + 4)).take_while(|t| continues(scan, *t, end)).last();
    at > 0
        && scan.ends_in_s(at)
        && !scan.is(at - 1, Class::OTHER.or(Class::NAME))
        && noun.is_some_and(|t| scan.is(t, Class::BODY))
}

/// "Hobbs & Fenner"
fn is_ampersand(scan: &Scan, at: usize) -> bool {
    scan.text.word(at) == "&"
}

fn run_end(scan: &Scan, from: usize, end: usize) -> usize {
    let mut at = from + 1;
    while at < end {
        let before = at - 1;
        // "Ann Lee Goes Home": a first name and a last one.
        let whole = at - from >= 2 && scan.is(from, Class::NAME) && scan.text.word(before).len() > 2;
        if scan.title_case && whole && !scan.is(at, Class::BODY.or(Class::FIRM)) {
            return at;
        }
        if scan.title_case
            && !scan.is(before, Class::NAME.or(Class::TITLE).or(Class::HONORIFIC))
            && !scan.is(at, Class::BODY.or(Class::FIRM))
        {
            return at;
        }
        // "Ann Day", "Theresa May"
        let surname = is_capital_word(scan, at)
            && before == from
            && scan.is(before, Class::NAME.or(Class::HONORIFIC))
            && !scan.title_case
            && !scan.is_one(at, TIMES);
        if continues(scan, at, end) || surname {
            at += 1;
            continue;
        }
        if is_ampersand(scan, at) && continues(scan, at + 1, end) || belongs_in_name(scan, at, end) {
            at += 2;
            continue;
        }
        if !scan.is_word(at) {
            return at;
        }
        let word = scan.hash(at);
        let next = at + 1 + usize::from(scan.hash(at + 1) == hash("the"));
        let joins = [hash("of"), hash("for"), hash("on")].contains(&word)
            && scan.is(before, Class::BODY.or(Class::TITLE))
            || word == hash("of") && scan.hash(before) == hash("bank");
        let particle = PARTICLES.contains(&word) && before >= from && next == at + 1;
        if (joins || particle) && continues(scan, next, end) {
            at = next + 1;
        } else {
            return at;
        }
    }
    at
}

/// Reads the run of capitals at `at`, adds the names in it, and returns where it ends.
pub(super) fn read(scan: &mut Scan, at: usize, end: usize, after_the: bool) -> usize {
    let last = run_end(scan, at, end);
    let mut first = at;
    // A word that is capitalised because a sentence begins with it.
    let initial = at == scan.text.sentences.get(scan.text.sentence_of(at)).map_or(0, |s| s.first as usize)
        || scan.kind(at.saturating_sub(1)) == TokenKind::DoubleQuote;
    let known = Class::NAME.or(Class::TITLE).or(Class::HONORIFIC).or(Class::PLACE).or(Class::DEMONYM);
    if initial && !scan.title_case && !after_the && scan.lower.contains(&scan.hash(at)) && !scan.is(at, known)
    {
        let single = last == at + 1 || scan.is(at, Class::FORMER);
        if single || !is_body(scan, at, last) {
            first += 1;
        }
    }
    let unseen =
        initial && first == at && !scan.upper.contains(&scan.hash(at)) && !scan.is(at, known.or(Class::SEAT));
    if unseen && !scan.title_case {
        let word = scan.text.word(at);
        let adjective = ["ed", "ly", "ing"].iter().any(|e| word.ends_with(e));
        // "Initial estimates", "Understated Lee"
        if last > at + 1 && adjective && !is_body(scan, at, last)
            || last == at + 1 && adjective && word.len() > 6
            || last == at + 1 && (scan.is(last, Class::NOUN) || opens_otherwise(scan, last))
            || last == at + 1 && scan.is_one(at, THINGS)
        {
            first += 1;
        }
    }
    if first < last {
        classify(scan, first, last, after_the);
    }
    last
}

/// Whether the word behind a capitalised one shows that it is no name: "Contrary to", "Keeps saying", "Ask the".
fn opens_otherwise(scan: &Scan, next: usize) -> bool {
    const SMALL: &[u32] = &[
        hash("to"),
        hash("of"),
        hash("in"),
        hash("on"),
        hash("with"),
        hash("for"),
        hash("from"),
        hash("the"),
        hash("a"),
        hash("an"),
        hash("his"),
        hash("her"),
        hash("their"),
        hash("its"),
        hash("your"),
        hash("my"),
        hash("that"),
    ];
    let word = scan.text.word(next);
    let small = scan.is_word(next) && !scan.text.tokens[next].capital;
    small && (scan.is_one(next, SMALL) || word.len() > 4 && word.ends_with("ing"))
}

pub(super) fn any(scan: &Scan, from: usize, to: usize, class: Class) -> bool {
    (from..to).any(|i| scan.is(i, class))
}

/// Whether a word of a name shows that it is a body's: "the Water Board", "Kestrel Rail".
fn is_body(scan: &Scan, from: usize, to: usize) -> bool {
    any(scan, from, to, Class::BODY) || to > from + 1 && scan.is(to - 1, Class::FIRM)
}

fn classify(scan: &mut Scan, first: usize, last: usize, after_the: bool) {
    if titled(scan, first, last) {
        return;
    }
    let mut from = first;
    let body = is_body(scan, first, last) || scan.is(first, Class::SEAT);
    while !body
        && from + 1 < last
        && scan.is(from, Class::DEMONYM.or(Class::FORMER).or(Class::ROLE))
        && !scan.is(from, Class::NAME)
    {
        from += 1;
    }
    // A list's title or a headline without its line: "Strange Things Ann Lee".
    if !body && !scan.is(from, Class::NAME) {
        let known = |i: usize| scan.lower.contains(&scan.hash(i)) || scan.is(i, Class::OTHER);
        let name = (from + 1..last.saturating_sub(1)).find(|i| scan.is(*i, Class::NAME));
        if let Some(name) = name.filter(|n| (from..*n).all(known)) {
            from = name;
        }
    }
    if from + 1 == last && scan.is(from, Class::ROLE.or(Class::TITLE)) && !scan.is(from, Class::NAME) {
        // "the Republican", "the President": an office, not a name.
        push_office(scan, first, from);
        return;
    }
    let (sort, gender) = sort_of(scan, from, last, body, after_the);
    scan.push_name(first, (from, last), sort, gender, 0);
}

pub(super) fn push_office(scan: &mut Scan, first: usize, head: usize) {
    let gender = Gender::of(scan.class[head]);
    let title = scan.hash(head);
    scan.push_name(first, (head, head + 1), Sort::Role, gender, title);
}

/// "FBI", not "J." or "J.D."
fn is_acronym(scan: &Scan, at: usize) -> bool {
    let word = scan.text.word(at);
    word.len() >= 2
        && !word.contains('.')
        && word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

fn sort_of(scan: &Scan, first: usize, last: usize, body: bool, after_the: bool) -> (Sort, Gender) {
    let words = last - first;
    let class = scan.class[first];
    let gender = Gender::of(class);
    let acronym = words == 1 && is_acronym(scan, first);
    let body = body || (first..last).any(|i| is_ampersand(scan, i));
    match () {
        () if body => (Sort::Body, Gender::Unknown),
        () if (first..last).all(|i| scan.is(i, Class::PLACE)) && !(words > 1 && class.is(Class::NAME)) => {
            (Sort::Place, Gender::Unknown)
        }
        () if words > 1 && (scan.is_one(first, PLACE_STARTS) || scan.is_one(last - 1, PLACE_ENDS)) => {
            (Sort::Place, Gender::Unknown)
        }
        // "the Ann Lee brand" is named after a person.
        () if words > 1 && class.is(Class::NAME) && (!after_the || scan.is(last, Class::NOUN)) => {
            (Sort::Person, gender)
        }
        () if is_dateline(scan, first, last) => (Sort::Place, Gender::Unknown),
        () if class.is(Class::DEMONYM) && words == 1 => (Sort::Place, Gender::Unknown),
        () if after_the || acronym => (Sort::Body, Gender::Unknown),
        () if words > 1 && class.is(Class::PLACE.or(Class::DEMONYM)) => (Sort::Body, Gender::Unknown),
        () if words > 1 && is_acronym(scan, first) && !is_acronym(scan, last - 1) => {
            (Sort::Body, Gender::Unknown)
        }
        () if (2..=4).contains(&words) && scan.lower.contains(&scan.hash(last - 1)) => (Sort::Name, gender),
        () if (2..=4).contains(&words) => (Sort::Person, gender),
        () if words > 4 => (Sort::Body, Gender::Unknown),
        // "Becky Lunn, from Hull", "Anna Reed, 34, of Hull"
        () if hails_from(scan, first) => (Sort::Place, Gender::Unknown),
        // Alone it is a last name, as news has it, and many of those are men's first names: "Clinton", "Scott".
        () if gender == Gender::He => (Sort::Name, Gender::Unknown),
        () => (Sort::Name, gender),
    }
}

/// "GENEVA (Wire) —", "PORT SELDEN —": where a report was written.
fn is_dateline(scan: &Scan, first: usize, last: usize) -> bool {
    let opens = |s: &crate::text::Sentence| {
        scan.text.paragraphs.get(s.paragraph as usize).is_some_and(|p| p.first as usize == first)
    };
    let marked = matches!(scan.text.word(last), "(" | "—" | "–" | "-" | "--");
    marked
        && (first..last).all(|t| is_acronym(scan, t))
        && scan.text.sentences.get(scan.text.sentence_of(first)).is_some_and(opens)
}

/// Whether ", from" or ", of" stands before a name.
fn hails_from(scan: &Scan, first: usize) -> bool {
    let from = scan.is_one(first.saturating_sub(1), &[hash("from"), hash("of"), hash("near")]);
    first >= 2 && from && scan.is_comma(first - 2) && scan.kind(first + 1) != TokenKind::Possessive
}
