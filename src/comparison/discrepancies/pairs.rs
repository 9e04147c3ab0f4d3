//! Which two figures are worth setting against each other, and whether they measure the same thing.

use std::sync::OnceLock;

use super::super::align::Facts;
use super::super::meaning::meaning;
use super::{Measured, Told};
use crate::figures::{Agreement, Figure, Unit, agreement};
use crate::order::Order;

/// Figures that differ by more than this factor mostly measure different things …
const LIKE_SIZE: f64 = 1.6;
/// … unless two passages report one fact: the police and the organisers of a march count differently …
const ONE_FACT: f64 = 4.0;
/// … or are the same but for the figure: a digit too many is the commonest error.
const ALMOST_THE_SAME: f32 = 0.75;
const A_DIGIT: f64 = 11.0;

/// Figures next to one and the same figure measure the same thing in passages that are this alike.
const ONE_BESIDE: f32 = 0.65;

/// People under two nouns, to whom the same happens, are the same in passages that are this alike.
const ONE_HAPPENING: f32 = 0.7;

/// Figures of one unit that differ by more than this factor are not taken for each other: pence a share, and billions for the firm.
pub(super) const ONE_SCALE: f64 = 10.0;
/// A count from here on says by its size and its noun what it counts …
const MANY: f64 = 100.0;
/// … in passages that are at least this alike;
const SAME_EVENT: f32 = 0.3;
/// so does an amount from here on;
const MILLIONS: f64 = 1e6;
/// smaller ones, from here on, do so in passages that are this alike.
const SEVERAL: f64 = 10.0;
const SAME_MATTER: f32 = 0.55;

/// Figures that differ by less than this factor mostly measure the same.
const NEARLY: f64 = 1.15;

/// A figure is set against so many others of its unit and size, those nearest in value: a text with more of them counts
/// things, and the time that it takes must not grow with their square.
const RIVALS: usize = 24;
/// They are looked for among so many, as those of the same article are seldom of the same thing.
const LOOKED_AT: usize = 1024;
/// In minutes.
const WEEK: f64 = 7.0 * 1440.0;
/// Ages of one name that differ by more years are two people's.
const YEARS: f64 = 3.0;

/// What can be set against each other: figures of one unit, and people by whatever name they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family<'a> {
    People,
    /// "£34,000", "34,000 pounds".
    Pounds,
    /// Nouns of one meaning, by their place in [`SYNONYMS`]: "homes", "households".
    Same(usize),
    Unit(&'a Unit),
}

impl<'a> Family<'a> {
    fn of(unit: &'a Unit) -> Self {
        // Not "children" or "officers": those are some of the people there.
        const PEOPLE: [&str; 20] = [
            "person",
            "passenger",
            "citizen",
            "victim",
            "resident",
            "inhabitant",
            "survivor",
            "casualty",
            "death",
            "fatality",
            "life",
            "worker",
            "employee",
            "striker",
            "staffer",
            "protester",
            "protestor",
            "demonstrator",
            "marcher",
            "traveller",
        ];
        let same = |noun: &str| SYNONYMS.iter().position(|group| group.contains(&noun));
        match unit {
            Unit::Count(noun) if PEOPLE.contains(&noun.as_str()) => Self::People,
            Unit::Count(noun) if noun == "pound" => Self::Pounds,
            Unit::Money(code) if code == "GBP" => Self::Pounds,
            Unit::Count(noun) => same(noun).map_or(Self::Unit(unit), Self::Same),
            _ => Self::Unit(unit),
        }
    }

    /// Whether two units of one family are the same under two names.
    fn is_one(&self) -> bool {
        matches!(self, Self::Pounds | Self::Same(_))
    }
}

/// Nouns that news counts one thing by.
const SYNONYMS: [&[&str]; 6] = [
    &["home", "household", "house", "property"],
    &["job", "redundancy", "layoff", "post"],
    &["vehicle", "car", "driver", "motorist"],
    &["shop", "store"],
    &["child", "youngster", "toddler", "kid"],
    &["operation", "surgery", "procedure"],
];

/// What can happen to people, or be done by them: two counts under different nouns are of the same only if it is the same.
fn happenings() -> &'static [u32] {
    const WORDS: &str = "kill injure arrest rescue evacuate missing march protest strike employ fire infect displace hospital drown";
    static IDS: OnceLock<Vec<u32>> = OnceLock::new();
    IDS.get_or_init(|| {
        let mut buffer = String::new();
        let mut ids: Vec<u32> = WORDS.split(' ').map(|w| meaning(w, &mut buffer).id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    })
}

/// Whether the same is said to happen to those counted.
fn one_happening(told: &[Told], a: &Measured, b: &Measured) -> bool {
    let mut buffer = String::new();
    let kill = meaning("kill", &mut buffer).id;
    let employ = meaning("employ", &mut buffer).id;
    // "Employees" are employed, and "marchers" march.
    let mut own = |m: &Measured| match &m.figure.unit {
        Unit::Count(n) if n == "death" || n == "fatality" => kill,
        Unit::Count(n) if n == "employee" || n == "worker" || n == "staffer" => employ,
        Unit::Count(n) => meaning(n, &mut buffer).id,
        _ => 0,
    };
    let (x, y) = (own(a), own(b));
    let has = |m: &Measured, own: u32, id: u32| told[m.passage].fact.has_any(&[id]) || id == own;
    happenings().iter().any(|id| has(a, x, *id) && has(b, y, *id))
}

/// The pairs of figures worth a closer look, in order: amounts of one family and of like size, or any of one family in
/// one claim. Found by sorting, so that many figures do not mean many more pairs.
pub(super) fn candidates(measured: &[Measured], told: &[Told]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut pair = |i: usize, j: usize| pairs.push((i.min(j), i.max(j)));
    let claim = |i: &usize| told.get(measured[*i].passage).and_then(|t| t.claim);
    let family = |i: &usize| Family::of(&measured[*i].figure.unit);
    let mut claimed: Vec<usize> = (0..measured.len()).filter(|i| claim(i).is_some()).collect();
    claimed.order_by_key(|i| (claim(i), family(i)));
    for (at, i) in claimed.iter().enumerate() {
        let same = |j: &&usize| claim(j) == claim(i) && family(j) == family(i);
        claimed[at + 1..].iter().take_while(same).take(LOOKED_AT).for_each(|j| pair(*i, *j));
    }
    let bare = Unit::Count(String::new());
    let figure = |i: &usize| measured[*i].figure;
    let day = |i: &usize| matches!(figure(i).unit, Unit::Date | Unit::Day);
    let amount = |i: &usize| (day(i) || !figure(i).unit.is_point()) && figure(i).unit != bare;
    let mut amounts: Vec<usize> = (0..measured.len()).filter(amount).collect();
    amounts.order_by(|i, j| family(i).cmp(&family(j)).then(figure(i).low.total_cmp(&figure(j).low)));
    for (at, i) in amounts.iter().enumerate() {
        let top = figure(i).low * LIKE_SIZE;
        let near = amounts[at + 1..].iter().take_while(|j| figure(j).low <= top && family(j) == family(i));
        let rivals = near.take(LOOKED_AT).filter(|j| may_differ(&measured[*i], &measured[**j]));
        rivals.take(RIVALS).for_each(|j| pair(*i, *j));
    }
    pairs.order_by(Ord::cmp);
    pairs.dedup();
    pairs
}

/// Within one article only the lengths of an event are set against each other.
fn may_differ(a: &Measured, b: &Measured) -> bool {
    a.at.article != b.at.article || of_an_event(a, b)
}

/// Whether both are the length of something that happened; a term of years is not.
fn of_an_event(a: &Measured, b: &Measured) -> bool {
    let short = |m: &Measured| m.length && m.figure.unit == Unit::Duration && m.figure.high < WEEK;
    short(a) && short(b)
}

/// How two figures of one family differ, if they measure the same thing and do.
pub(super) fn differ(told: &[Told], facts: &Facts, (a, b): (&Measured, &Measured)) -> Option<Agreement> {
    let point = a.figure.unit.is_point();
    // A day, or a whole month.
    let exact = |f: &Figure| f.low == f.high || matches!(f.unit, Unit::Day | Unit::Date) && is_month(f);
    let exact = |f: &Figure| exact(f) && is_month(a.figure) == is_month(b.figure);
    let fit = if point { exact(a.figure) && exact(b.figure) } else { may_differ(a, b) };
    let bare = a.figure.unit == Unit::Count(String::new());
    if !fit || bare || a.scope != b.scope || a.passage == b.passage {
        return None;
    }
    if !facts.one_occasion(a.at.article, b.at.article) || !same_thing(told, facts, (a, b)) {
        return None;
    }
    if a.figure.unit == b.figure.unit {
        return agreement(a.figure, b.figure).filter(|f| *f != Agreement::Same);
    }
    // "212 passengers" and "219 people": perhaps seven were no passengers.
    let other = Figure { unit: a.figure.unit.clone(), ..b.figure.clone() };
    let found = agreement(a.figure, &other).filter(|f| *f != Agreement::Same)?;
    Some(if Family::of(&a.figure.unit) == Family::People { Agreement::Loose } else { found })
}

/// Whether a date is a month as a whole: "in October".
pub(super) fn is_month(figure: &Figure) -> bool {
    (27.0..31.0).contains(&(figure.high - figure.low))
}

/// Whether two figures are of the same thing, by the words around them and the facts that their passages report.
fn same_thing(told: &[Told], facts: &Facts, (a, b): (&Measured, &Measured)) -> bool {
    // "ruled 5-4 that the toll is unlawful", "voted 6-3 to throw it out": hardly a word in common.
    if a.one_vote && b.one_vote {
        return true;
    }
    let point = a.figure.unit.is_point();
    let (x, y) = (&told[a.passage], &told[b.passage]);
    let likeness = || facts.likeness(&x.fact, &y.fact);
    let (mut words, around) = facts.common(&a.around, &b.around);
    let size = |factor: f64| like_size(a.figure, b.figure, factor);
    if one_beside(a, b) && (point || size(LIKE_SIZE)) && likeness() >= ONE_BESIDE {
        return true;
    }
    let one_noun = a.figure.unit == b.figure.unit || Family::of(&a.figure.unit).is_one();
    if !one_noun && !one_happening(told, a, b) {
        return false;
    }
    // "341 survivors", "337 people had been saved".
    if !one_noun && size(NEARLY) && likeness() >= ONE_HAPPENING {
        return true;
    }
    // "has until 14 April to make a firm offer", "has until April 21 to make its move".
    if a.deadline && b.deadline && likeness() >= SAME_EVENT {
        return true;
    }
    if a.only && b.only && size(LIKE_SIZE) && is_one_count(a.figure, words, likeness()) {
        return true;
    }
    if words == 0 {
        return false;
    }
    if a.figure.unit.is_age() {
        return around > 0.99 && (a.figure.low - b.figure.low).abs() <= YEARS;
    }
    // That both count officers is a word in common too.
    words += u32::from(one_noun && matches!(a.figure.unit, Unit::Count(_)));
    let one_claim = x.claim.is_some() && x.claim == y.claim;
    if !point {
        let near = size(LIKE_SIZE)
            || one_claim && words >= 2 && around >= 0.5 && size(ONE_FACT)
            || one_claim
                && around >= 0.6
                && size(A_DIGIT)
                && likeness() >= ALMOST_THE_SAME
                && a.figure.low.min(b.figure.low) > 0.0;
        if !near {
            return false;
        }
    }
    let lengths = of_an_event(a, b);
    match one_claim {
        // Few days and years are of the same thing, even in two reports of one fact.
        true if point => words >= 2 && around >= 0.5 && likeness() >= 0.6,
        _ if point => words >= 2 && around >= 0.5 && likeness() >= 0.6,
        _ if lengths => around >= 0.15,
        true => around >= 0.3,
        false if size(NEARLY) && around >= 0.5 && likeness() >= 0.55 => true,
        false => words >= 2 && around >= 0.5 && likeness() >= 0.4,
    }
}

/// Whether figures of like size that are the only ones of their unit in two articles on one event measure one thing: of BASIL's
/// triplets that have such figures, nearly all have the same value twice. Passages that have nothing in common may still tell of
/// two things, small counts and amounts more so.
fn is_one_count(figure: &Figure, words: u32, likeness: f32) -> bool {
    match figure.unit {
        Unit::Count(_) if figure.low >= MANY => likeness >= SAME_EVENT,
        Unit::Money(_) if figure.low >= MILLIONS => likeness >= SAME_EVENT,
        Unit::Count(_) | Unit::Money(_) => words > 0 && figure.low >= SEVERAL && likeness >= SAME_MATTER,
        _ => false,
    }
}

/// Whether one amount or share stands next to both: "9 percent over two years" and "9 percent over three years" are of one thing.
fn one_beside(a: &Measured, b: &Measured) -> bool {
    let same = |x: &Figure, y: &Figure| agreement(x, y) == Some(Agreement::Same);
    let any = a.beside.iter().flatten().any(|x| b.beside.iter().flatten().any(|y| same(x, y)));
    a.figure.unit == b.figure.unit && any
}

pub(super) fn like_size(a: &Figure, b: &Figure, factor: f64) -> bool {
    let (low, high) = (a.low.min(b.low), a.high.max(b.high));
    low > 0.0 && high <= low * factor
}
