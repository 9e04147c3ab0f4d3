//! Names: which capitalised phrases stand in the texts, and which of them are the same one: "Trump" and
//! "Donald Trump", "the Judiciary Committee" and "the Senate Judiciary Committee", "Syrian" and "Syria".

use super::TopicKind;
use super::lexicon::{Class, Lexicon};
use super::places::Places;
use super::tag::{ByHash, Tag, Tagged};
use super::vocabulary::{is_calendar, is_title};
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::{ParagraphKind, Text, TokenKind, word_hash_ascii};

/// Somebody or something with a name, in all the readings.
pub struct Entity {
    pub kind: TopicKind,
    /// Set for places of the table: how they are called.
    pub place: Option<&'static str>,
}

/// A name where it stands: tokens `first..last` of a reading.
#[derive(Debug, Clone, Copy)]
pub struct NameAt {
    pub reading: u32,
    pub first: u32,
    pub last: u32,
    /// Index into the entities.
    pub entity: u32,
    titled: bool,
}

/// All names of some readings.
#[derive(Default)]
pub struct Names {
    pub entities: Vec<Entity>,
    /// In order of reading and place; never overlapping.
    pub places: Vec<NameAt>,
}

const OF: u32 = word_hash_ascii("of");
const THE: u32 = word_hash_ascii("the");
const AMPERSAND: u32 = word_hash_ascii("&");

/// Offices that are called by what they are for.
static OFFICES: [u32; 2] = [word_hash_ascii("minister"), word_hash_ascii("secretary")];

/// What stands small within a name.
static PARTICLES: [u32; 10] = [
    word_hash_ascii("al"),
    word_hash_ascii("el"),
    word_hash_ascii("bin"),
    word_hash_ascii("ibn"),
    word_hash_ascii("de"),
    word_hash_ascii("la"),
    word_hash_ascii("del"),
    word_hash_ascii("da"),
    word_hash_ascii("von"),
    word_hash_ascii("van"),
];

/// Finds the names and merges those that are the same.
pub fn names(readings: &[&Reading], tagged: &[Tagged]) -> Names {
    let mut spotted = Vec::new();
    for (r, reading) in readings.iter().enumerate() {
        for paragraph in reading.text.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Body) {
            for s in paragraph.sentences() {
                spot(&reading.text, &tagged[r], reading.text.sentences[s].tokens(), r as u32, &mut spotted);
            }
        }
    }
    merge(readings, tagged, spotted)
}

/// Finds the runs of name tokens in a sentence.
fn spot(text: &Text, tagged: &Tagged, sentence: std::ops::Range<usize>, reading: u32, out: &mut Vec<NameAt>) {
    let is_name = |i: usize| tagged.tags[i] == Tag::Name && !is_calendar(text.tokens[i].hash);
    // "al Qaeda", "Angela de la Torre"
    let particle = |i: usize| {
        let small = |i: usize| PARTICLES.contains(&text.tokens[i].hash) && !text.tokens[i].capital;
        // Few tokens stand before a name, and what a token is is known sooner than which word.
        let before = |n: usize| i + n < sentence.end && tagged.tags[i + n] == Tag::Name;
        if !before(1) && !before(2) {
            return false;
        }
        let next = if i + 2 < sentence.end && small(i + 1) { i + 2 } else { i + 1 };
        small(i) && next < sentence.end && is_name(next)
    };
    let mut i = sentence.start;
    while i < sentence.end {
        if !is_name(i) && !particle(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < sentence.end {
            let hash = text.tokens[end].hash;
            if is_name(end) || particle(end) {
                end += 1;
            } else if hash == OF && joins_of(text, tagged, i, end, sentence.end) {
                end += if text.tokens[end + 1].hash == THE { 3 } else { 2 };
            } else if end + 1 < sentence.end
                && tagged.tags[end + 1] == Tag::Name
                && (hash == AMPERSAND || is_dedicated(text, i, end))
            {
                end += 2;
            } else {
                break;
            }
        }
        // "the Russian president": his country is not what is spoken of.
        let attribute = end == i + 1
            && end < sentence.end
            && is_title(text.tokens[end].hash)
            && Places::get().find(&[tagged.stems[i]]).is_some();
        let office = i > sentence.start + 1
            && text.tokens[i - 1].hash == OF
            && is_title(text.tokens[i - 2].hash)
            && text.tokens[i - 2].capital;
        let given = |t: usize| Lexicon::get().class(text.tokens[t].hash) == Some(Class::Name);
        if office && end > i + 2 && given(end - 2) {
            // "Director of National Intelligence Dan Coats"
            split_title(text, tagged, i, end - 2, reading, out);
            out.push(NameAt { reading, first: end as u32 - 2, last: end as u32, entity: 0, titled: true });
        } else if !attribute {
            split_title(text, tagged, i, end, reading, out);
        }
        i = end;
    }
}

/// Whether the name up to a possessive only says whose house it is: "St Brendan's Hospital", "King's College".
fn is_dedicated(text: &Text, start: usize, end: usize) -> bool {
    const SAINTS: [u32; 2] = [word_hash_ascii("st"), word_hash_ascii("st.")];
    const PATRONS: [u32; 5] = [
        word_hash_ascii("king"),
        word_hash_ascii("queen"),
        word_hash_ascii("people"),
        word_hash_ascii("children"),
        word_hash_ascii("women"),
    ];
    let first = text.tokens[start].hash;
    text.tokens[end].kind == TokenKind::Possessive
        && match end - start {
            1 => PATRONS.contains(&first),
            2 => SAINTS.contains(&first),
            _ => false,
        }
}

/// "House of Representatives", "Department of the Interior", but not "Republican of Iowa".
fn joins_of(text: &Text, tagged: &Tagged, start: usize, of: usize, end: usize) -> bool {
    let next = if of + 1 < end && text.tokens[of + 1].hash == THE { of + 2 } else { of + 1 };
    let office = Lexicon::get().class(text.tokens[of - 1].hash) == Some(Class::Noun);
    next < end
        && tagged.tags[next] == Tag::Name
        && office
        && of - start <= 4
        && !is_title(text.tokens[of - 1].hash)
}

/// "Vice President Joe Biden" names Joe Biden; "Russian President Vladimir Putin" names two.
fn split_title(text: &Text, tagged: &Tagged, first: usize, last: usize, reading: u32, out: &mut Vec<NameAt>) {
    // "Iowa Democratic Rep.", cut off by a bracket: the title is no part of the name.
    let last = (first..last).rev().find(|t| !is_title(text.tokens[*t].hash)).map_or(first, |t| t + 1);
    let title = (first..last).rev().find(|t| is_title(text.tokens[*t].hash));
    let mut push = |from: usize, to: usize, titled: bool| {
        // One plain word that only has a capital is no name: "the President", "Mr."
        let one = to == from + 1;
        let hash = text.tokens[from].hash;
        if from < to && !(one && (is_title(hash) || text.tokens[from].span.len() < 2)) {
            out.push(NameAt { reading, first: from as u32, last: to as u32, entity: 0, titled });
        }
    };
    match title {
        Some(t) if t + 1 < last => {
            let mut head = t;
            while head > first && is_title(text.tokens[head - 1].hash) {
                head -= 1;
            }
            // "Russian President": his country is not what is spoken of, nor is the office of an "Interior Minister".
            let of_state = OFFICES.contains(&text.tokens[head.max(first)].hash);
            if head > first + 1 || !of_state && Places::get().find(&[tagged.stems[first]]).is_none() {
                push(first, head, false);
            }
            // "Director of National Intelligence Dan Coats"
            push(if last - t > 4 { last - 2 } else { t + 1 }, last, true);
        }
        _ => push(first, last, false),
    }
}

struct Form {
    stems: Vec<u32>,
    count: u32,
    titled: bool,
    /// The last word is nobody's surname: "committee", "times".
    office: bool,
    first_is_name: bool,
    /// The letters of "U.N.", the first letters of "United Nations".
    initials: Vec<u8>,
    reading: u32,
    order: u32,
    place: Option<&'static str>,
    entity: u32,
}

fn merge(readings: &[&Reading], tagged: &[Tagged], mut spotted: Vec<NameAt>) -> Names {
    let mut forms: Vec<Form> = Vec::new();
    let mut by_key: ByHash<Vec<u32>> = ByHash::default();
    for at in &mut spotted {
        let reading = at.reading as usize;
        let (text, tagged) = (&readings[reading].text, &tagged[reading]);
        let stems: Vec<u32> = (at.first as usize..at.last as usize)
            .filter(|t| text.tokens[*t].is_word() && text.tokens[*t].hash != THE)
            .map(|t| tagged.stems[t])
            .collect();
        let key = stems.iter().fold(0u32, |k, s| k.rotate_left(7) ^ s);
        let known = by_key.entry(key).or_default();
        let form = match known.iter().find(|f| forms[**f as usize].stems == stems) {
            Some(f) => *f,
            None => {
                let class = |t: u32| Lexicon::get().class(text.tokens[t as usize].hash);
                let id = forms.len() as u32;
                forms.push(Form {
                    place: Places::get().find(&stems),
                    office: matches!(class(at.last - 1), Some(c) if c != Class::Name)
                        || text.tokens[at.last as usize - 1].kind == TokenKind::Number,
                    first_is_name: class(at.first) == Some(Class::Name),
                    initials: initials(text, at),
                    stems,
                    count: 0,
                    titled: false,
                    reading: at.reading,
                    order: id,
                    entity: id,
                });
                known.push(id);
                id
            }
        };
        at.entity = form;
        forms[form as usize].count += 1;
        forms[form as usize].titled |= at.titled;
    }
    link(&mut forms);
    spell_out(&mut forms);
    collect(forms, spotted)
}

/// The first letters of a name of several words, the letters of an abbreviation; empty for any other single word.
fn initials(text: &Text, at: &NameAt) -> Vec<u8> {
    let tokens = &text.tokens[at.first as usize..at.last as usize];
    if let [only] = tokens {
        let letters: Vec<u8> = text.slice(only.span).bytes().filter(|b| *b != b'.').collect();
        let short = (2..=6).contains(&letters.len()) && letters.iter().all(u8::is_ascii_uppercase);
        return if short { letters } else { Vec::new() };
    }
    tokens.iter().filter(|t| t.capital).filter_map(|t| text.slice(t.span).bytes().next()).collect()
}

/// Points abbreviations at the name whose first letters they are, if there is only one.
fn spell_out(forms: &mut [Form]) {
    let mut by_initials: ByHash<Vec<u32>> = ByHash::default();
    let key = |initials: &[u8]| initials.iter().fold(0u32, |k, b| k.rotate_left(5) ^ u32::from(*b));
    for (i, form) in (0u32..).zip(forms.iter()).filter(|(_, f)| f.stems.len() > 1 && f.initials.len() > 1) {
        by_initials.entry(key(&form.initials)).or_default().push(i);
    }
    for i in 0..forms.len() {
        let short = &forms[i];
        if short.stems.len() != 1 || short.initials.is_empty() || short.place.is_some() {
            continue;
        }
        let spelt = by_initials.get(&key(&short.initials)).into_iter().flatten();
        let mut spelt = spelt.map(|c| &forms[*c as usize]).filter(|f| f.initials == short.initials);
        let Some(entity) = spelt.next().map(|f| f.entity) else { continue };
        if spelt.all(|f| f.entity == entity) {
            forms[i].entity = entity;
        }
    }
}

/// Points each form at the fullest one of the same name.
fn link(forms: &mut [Form]) {
    let mut places: Vec<(&'static str, u32)> = Vec::new();
    let mut holders: ByHash<Vec<u32>> = ByHash::default();
    for (i, form) in forms.iter_mut().enumerate() {
        if let Some(place) = form.place {
            match places.iter().find(|p| p.0 == place) {
                Some(p) => form.entity = p.1,
                None => places.push((place, i as u32)),
            }
        } else if form.stems.len() > 1 {
            for stem in &form.stems {
                holders.entry(*stem).or_default().push(i as u32);
            }
        }
    }
    // Shorter forms first, so that each chain is one step when followed from its end.
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.order_by_key(|i| (std::cmp::Reverse(forms[*i].stems.len()), forms[*i].order));
    for i in order {
        if forms[i].place.is_some() {
            continue;
        }
        let Some(last) = forms[i].stems.last() else { continue };
        let Some(candidates) = holders.get(last) else { continue };
        let mut best: Option<u32> = None;
        let mut rivals = 0;
        for c in candidates.iter().take(64) {
            let longer = &forms[*c as usize];
            if longer.stems.len() <= forms[i].stems.len() || !same_name(&forms[i], longer) {
                continue;
            }
            let target = longer.entity;
            if best == Some(target) {
                continue;
            }
            rivals += 1;
            let better = best.is_none_or(|b| {
                let rank = |f: &Form| (f.reading == forms[i].reading, f.titled, f.count);
                rank(longer) > rank(&forms[b as usize])
            });
            if better {
                best = Some(target);
            }
        }
        let sure = rivals == 1 || (rivals > 1 && forms[i].stems.len() == 1);
        if let Some(target) = best.filter(|_| sure) {
            forms[i].entity = forms[target as usize].entity;
            let (titled, count) = (forms[i].titled, forms[i].count);
            let root = forms[i].entity as usize;
            forms[root].titled |= titled;
            forms[root].count += count;
        }
    }
}

/// Whether `short` can stand for `long`: a surname, or the end or the inside of a name of a body.
fn same_name(short: &Form, long: &Form) -> bool {
    if short.stems.len() == 1 {
        return long.stems.last() == short.stems.last() && long.stems.len() <= 4 && !long.office;
    }
    long.stems.windows(short.stems.len()).any(|w| w == short.stems)
        // "Donald J. Trump", "Charles E. Grassley" and "Charles Grassley"
        || (long.stems.first() == short.stems.first()
            && long.stems.last() == short.stems.last()
            && long.stems.len() == short.stems.len() + 1)
}

fn collect(forms: Vec<Form>, mut spotted: Vec<NameAt>) -> Names {
    let mut names = Names::default();
    let mut ids: Vec<u32> = vec![u32::MAX; forms.len()];
    let shorter: Vec<bool> = {
        let mut has = vec![false; forms.len()];
        for (i, form) in forms.iter().enumerate() {
            if form.entity as usize != i && form.stems.len() == 1 && form.initials.is_empty() {
                has[form.entity as usize] = true;
            }
        }
        has
    };
    for (i, form) in forms.iter().enumerate() {
        if form.entity as usize != i {
            continue;
        }
        ids[i] = names.entities.len() as u32;
        let surname = shorter[i] && form.stems.len() > 1;
        let given = form.first_is_name && !form.office && (2..=3).contains(&form.stems.len());
        let kind = if form.place.is_some() {
            TopicKind::Place
        } else if form.titled || surname || given {
            TopicKind::Person
        } else {
            TopicKind::Name
        };
        names.entities.push(Entity { kind, place: form.place });
    }
    let root = |mut f: usize| {
        for _ in 0..8 {
            f = forms[f].entity as usize;
        }
        f
    };
    for at in &mut spotted {
        at.entity = ids[root(at.entity as usize)].min(names.entities.len().saturating_sub(1) as u32);
    }
    names.places = spotted;
    names
}
