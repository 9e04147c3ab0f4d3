//! Names with a title: "Gov. Ann Lee", "Secretary of State Ann Lee", "the Vice President".

use super::lexicon::Class;
use super::mentions::{Gender, Sort};
use super::names::{PARTICLES, any, push_office};
use super::scan::Scan;
use crate::text::word_hash_ascii as hash;

/// "Gov." is said of the one who is called "the governor" later.
fn spelt_out(title: u32) -> u32 {
    const SHORT: &[(u32, u32)] = &[
        (hash("gov."), hash("governor")),
        (hash("sen."), hash("senator")),
        (hash("rep."), hash("representative")),
        (hash("pres."), hash("president")),
        (hash("gen."), hash("general")),
        (hash("prof."), hash("professor")),
        (hash("dr."), hash("doctor")),
        (hash("lt."), hash("lieutenant")),
        (hash("col."), hash("colonel")),
        (hash("sgt."), hash("sergeant")),
        (hash("capt."), hash("captain")),
        (hash("adm."), hash("admiral")),
        (hash("rev."), hash("reverend")),
        (hash("det."), hash("detective")),
        (hash("cllr"), hash("councillor")),
        (hash("coun"), hash("councillor")),
    ];
    SHORT.iter().find(|(short, _)| *short == title).map_or(title, |(_, long)| *long)
}

/// Reads "White House Press Secretary Ann Lee", "Mr. Lee", "Secretary of State Ann Lee", "the Vice President".
pub(super) fn titled(scan: &mut Scan, first: usize, last: usize) -> bool {
    let office = Class::TITLE.or(Class::HONORIFIC);
    let title = office.or(Class::ROLE);
    let Some(at) = (first..last)
        .rev()
        .find(|i| scan.is(*i, title) && (!scan.is(*i, Class::NAME) || scan.is(*i, Class::HONORIFIC)))
    else {
        return false;
    };
    // "the Independent Vermont senator" names a place.
    if (at + 1..last).all(|i| scan.is(i, Class::PLACE)) && !scan.is(at, office) && at + 1 < last {
        return false;
    }
    let surname = at > first && at + 1 == last && scan.is(first, Class::NAME);
    let of = scan.is_one(at + 1, &[hash("of"), hash("for")]) && at + 1 < last;
    if surname || !of && any(scan, at + 1, last, Class::BODY.or(Class::SEAT)) {
        return false;
    }
    if at + 1 == last && any(scan, first, at, Class::BODY) && !scan.is(at, office) {
        return false;
    }
    let mut name = at + 1;
    if of {
        // "Secretary of State Ann Lee": the name begins at the first first name behind what the office is for.
        name = (name + 2..last).find(|i| scan.is(*i, Class::NAME) && *i + 1 < last).unwrap_or(last);
    }
    if at > first {
        let head = (first..at).rev().find(|i| scan.is(*i, Class::BODY));
        if let Some(head) = head {
            let begin = (first..head).find(|i| !scan.is(*i, Class::FORMER.or(title))).unwrap_or(head);
            if begin < head {
                scan.push_name(begin, (begin, head + 1), Sort::Body, Gender::Unknown, 0);
            }
        }
    }
    if name >= last {
        // "the Center for Media Justice" is no office.
        let of_body = [hash("of"), hash("for")].iter().any(|w| (first..at).any(|i| scan.hash(i) == *w));
        if scan.is(at, Class::TITLE) && !of_body {
            push_office(scan, first, at);
            if let Some(mention) = scan.mentions.last_mut() {
                mention.last = last as u32;
            }
            return true;
        }
        return false;
    }
    // "Mr. van Lee" is a last name, "Mr. Ann van Lee" and "Sen. Al Lee" are not.
    let first_name = scan.hash(name) == hash("al") && scan.text.tokens[name].capital;
    if scan.is_one(name, PARTICLES) && !first_name && name + 1 < last {
        name = last - 1;
    }
    let gender = match () {
        () if scan.is(at, Class::MALE.or(Class::FEMALE)) => Gender::of(scan.class[at]),
        () if last - name > 1 => Gender::of(scan.class[name]),
        () => Gender::Unknown,
    };
    let word = spelt_out(scan.hash(at));
    scan.push_name(first, (name, last), Sort::Person, gender, word);
    true
}
