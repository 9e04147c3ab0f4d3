//! What a source phrase is made of: a pronoun, a relative pronoun, a name, a noun phrase, or nothing known.

use super::lexicon::Class;
use super::mentions::{Determiner, Mention, Sort};
use super::pronouns::RELATIVE;
pub(super) use super::pronouns::{Pronoun, is_possessive, is_relative, pronoun};
use super::scan::Scan;
use crate::text::{Span, TokenKind, word_hash_ascii as hash};

/// What a source phrase is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Empty,
    Pronoun(usize, Pronoun),
    /// "who", "which", "that": the token.
    Relative(usize),
    Mention(usize),
    /// "her physiotherapist": the token of the pronoun, and of a noun that the lists don't know.
    Owned(usize, usize),
    /// "Lee's physiotherapist": the mention of who it is that he belongs to, and the token of the noun.
    OwnedBy(usize, usize),
    /// "Lee and Smith": mentions.
    Several(Vec<usize>),
    /// "some", "those surveyed", "one man's neighbours": no word that the lists know.
    Other,
}

/// The mentions that end after token `at`, from the first one on.
fn mentions_from<'a>(scan: &'a Scan, order: &'a [u32], at: usize) -> impl Iterator<Item = usize> + 'a {
    let first = order.partition_point(|m| (scan.mentions[*m as usize].last as usize) <= at);
    order[first..].iter().map(|m| *m as usize)
}

/// Reads a source. `order` are the mentions sorted by their last token.
pub(super) fn read(scan: &Scan, order: &[u32], spans: &[Span]) -> Source {
    let Some(range) = tokens(scan, spans) else { return Source::Empty };
    let (mut first, end) = range;
    while first + 1 < end && is_lead(scan, first) {
        first += 1;
    }
    let alone = end - first == 1;
    let word = scan.hash(first);
    // "who organised the petition": it is who is meant, whatever follows.
    if RELATIVE.contains(&word) && (alone || word == hash("who") || word == hash("which")) {
        return Source::Relative(first);
    }
    if let Some(named) = beside(scan, order, first, end) {
        return Source::Mention(named);
    }
    let mention = head(scan, order, first, end);
    if let Some(p) = pronoun(word) {
        let own = mention.is_some_and(|m| scan.mentions[m].first as usize == first);
        // "its maker Solvanto", by whatever noun.
        let named =
            introduced(scan, order, first, end).filter(|i| scan.mentions[*i].first as usize > first + 1);
        let own = own || is_possessive(word) && named.is_some();
        if !own && scan.text.word(first) != "US" {
            return whole(scan, order, first)
                .or_else(|| unlisted(scan, first, end))
                .unwrap_or(Source::Pronoun(first, p));
        }
    }
    let Some(mention) = mention else { return Source::Other };
    let m = scan.mentions[mention];
    let mark = m.last as usize;
    if m.sort.is_name() && m.first as usize == first && mark < end && scan.kind(mark) == TokenKind::Possessive
    {
        if let Some(noun) = noun_alone(scan, mark, end) {
            return Source::OwnedBy(mention, noun);
        }
    }
    let several = coordinated(scan, order, mention, end);
    match several[..] {
        [one] => Source::Mention(one),
        _ => Source::Several(several),
    }
}

/// "her" where "her landlord" was meant: the phrase that the pronoun begins.
fn whole(scan: &Scan, order: &[u32], at: usize) -> Option<Source> {
    let begins = |m: &Mention| m.first as usize == at && m.determiner == Determiner::Pronoun(at as u32);
    let i = mentions_from(scan, order, at + 1).take(4).find(|i| begins(&scan.mentions[*i]))?;
    (is_possessive(scan.hash(at)) && scan.mentions[i].sort == Sort::Role).then_some(Source::Mention(i))
}

/// "her physiotherapist": somebody who belongs to her, and not she. What one says or thinks is one's own: "his words".
fn unlisted(scan: &Scan, first: usize, end: usize) -> Option<Source> {
    let whose = is_possessive(scan.hash(first)) && pronoun(scan.hash(first)) != Some(Pronoun::First);
    noun_alone(scan, first, end).filter(|_| whose).map(|noun| Source::Owned(first, noun))
}

/// The noun behind a possessive that ends a phrase of small words, and is nobody's thought.
fn noun_alone(scan: &Scan, first: usize, end: usize) -> Option<usize> {
    let small = |t: &usize| {
        scan.is_word(*t)
            && !scan.text.tokens[*t].capital
            && !scan.is_one(*t, PARTED)
            && !is_relative(scan.hash(*t))
    };
    let noun = (first + 1..end).take_while(small).last()?;
    let word = scan.text.word(noun);
    let thought = scan.is_one(noun, THOUGHTS)
        || ends_in(word, &["tion", "sion", "ment", "ence", "ness", "ing", "ism", "phy"]);
    let closed = noun + 1 == end || !scan.text.tokens[noun + 1].capital;
    (closed && (!thought || word == "opposition")).then_some(noun)
}

#[inline(never)]
pub(super) fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|e| word.ends_with(e))
}

/// What speaks for its owner.
const THOUGHTS: &[u32] = &[
    hash("words"),
    hash("eyes"),
    hash("mind"),
    hash("view"),
    hash("views"),
    hash("response"),
    hash("reply"),
    hash("answer"),
    hash("claim"),
    hash("claims"),
    hash("idea"),
    hash("own"),
    hash("advice"),
    hash("record"),
    hash("past"),
    hash("stance"),
];

/// First token of the spans and one past the last.
fn tokens(scan: &Scan, spans: &[Span]) -> Option<(usize, usize)> {
    let mut all: Option<(usize, usize)> = None;
    for span in spans {
        let range = scan.text.tokens_in(*span);
        if range.is_empty() {
            continue;
        }
        let (a, b) = all.unwrap_or((range.start, range.end));
        all = Some((a.min(range.start), b.max(range.end)));
    }
    all
}

/// Words before the phrase proper: "even", "by", quotation marks.
fn is_lead(scan: &Scan, at: usize) -> bool {
    const LEADS: &[u32] = &[
        hash("even"),
        hash("only"),
        hash("by"),
        hash("from"),
        hash("to"),
        hash("as"),
        hash("both"),
        hash("and"),
        hash("but"),
        hash("also"),
        hash("in"),
        hash("for"),
        hash("of"),
        hash("on"),
    ];
    scan.is_one(at, LEADS) || !matches!(scan.kind(at), TokenKind::Word | TokenKind::Number)
}

/// The mention that the phrase `first..end` is about: the leftmost, and of those the longest; the name rather
/// than the noun phrase beside it.
fn head(scan: &Scan, order: &[u32], first: usize, end: usize) -> Option<usize> {
    let mut best: Option<usize> = None;
    for i in mentions_from(scan, order, first).take(24) {
        let m = scan.mentions[i];
        if m.last as usize > end + 8 {
            break;
        }
        if m.first as usize >= end {
            continue;
        }
        // A noun phrase that goes on beyond the source is another phrase.
        if !m.sort.is_name() && m.last as usize > end {
            continue;
        }
        let begin = |m: super::mentions::Mention| (m.first as usize).max(first);
        let better = best.is_none_or(|b| {
            let b = scan.mentions[b];
            (begin(m), std::cmp::Reverse(m.last)) < (begin(b), std::cmp::Reverse(b.last))
        });
        if better {
            best = Some(i);
        }
    }
    let best = introduced(scan, order, first, end).or(best)?;
    let named = scan.mentions[best].apposed.map(|i| i as usize);
    Some(named.filter(|i| scan.mentions[*i].sort.is_name()).unwrap_or(best))
}

/// "his lawyer, Ann Lee,", "the bank's chairman, Tom Fox", "the power company, Acme,": the name between commas behind
/// a phrase that says what somebody is, or whose.
fn beside(scan: &Scan, order: &[u32], first: usize, end: usize) -> Option<usize> {
    let comma = (first + 1..end).find(|t| scan.is_comma(*t))?;
    let possessive = |t: usize| scan.kind(t) == TokenKind::Possessive;
    let short = comma < first + 2;
    let belongs = !short && (is_possessive(scan.hash(first)) || (first + 1..comma - 1).any(possessive));
    let clause = (first..comma)
        .any(|t| is_relative(scan.hash(t)) || scan.hash(t) == hash("and") && !joins_roles(scan, t));
    if clause || !belongs && !tells_what(scan, first, comma) {
        return None;
    }
    // "a spokesman for the charity, Shelter,": only a person can be the spokesman.
    let far = (first..comma).any(|t| scan.is_one(t, PARTED));
    mentions_from(scan, order, comma).take(8).find(|i| {
        let m = scan.mentions[*i];
        let (begin, after) = (m.first as usize, m.last as usize);
        let the = m.sort == Sort::Body && begin == comma + 2 && scan.hash(comma + 1) == hash("the");
        // "her brother, the painter Ann Lee"
        let told = belongs
            && m.sort == Sort::Person
            && (comma + 3..comma + 5).contains(&begin)
            && scan.hash(comma + 1) == hash("the")
            && (comma + 2..begin).all(|t| scan.is_word(t) && !scan.text.tokens[t].capital);
        let listed = after + 1 < end && scan.hash(after + 1) == hash("and");
        (begin == comma + 1 || the || told)
            && m.sort.is_name()
            && m.sort != Sort::Place
            && (belongs || !listed && (m.sort == Sort::Person || !far))
            && (after >= end || !scan.is_word(after) && !possessive(after))
    })
}

/// "A Conservative MP", "the county clerk", "spokesman": a phrase that ends in what somebody is, not in a name.
fn tells_what(scan: &Scan, first: usize, comma: usize) -> bool {
    let small = |t: usize| !scan.text.tokens[t].capital;
    let (last, role) = (comma - 1, Class::ROLE.or(Class::TITLE));
    let is_role = scan.is(last, role) && !scan.is(last, Class::NAME);
    let determined = matches!(scan.determiner(first), Determiner::A | Determiner::The) && last > first;
    let noun = small(last) && scan.is_word(last) || is_role && scan.text.word(last).len() <= 3;
    let bare = is_role && (first + 1..comma).all(|t| small(t) && scan.is_word(t));
    (determined && noun || bare) && !scan.is(last, Class::PLURAL)
}

/// The "and" of "founder and chief executive": it joins what one person is.
fn joins_roles(scan: &Scan, at: usize) -> bool {
    let small = |t: usize| scan.is_word(t) && !scan.text.tokens[t].capital;
    let role = Class::ROLE.or(Class::TITLE);
    let one = |t: usize| small(t) && scan.is(t, role) && !scan.is(t, Class::PLURAL);
    let next = (at + 1..at + 4).find(|t| !small(*t) || scan.determiner(*t) != Determiner::None || one(*t));
    at > 0 && one(at - 1) && next.is_some_and(one)
}

/// "Democratic candidate Ann Lee", "Lee's spokeswoman Joan Smith": the person whom the words before introduce.
fn introduced(scan: &Scan, order: &[u32], first: usize, end: usize) -> Option<usize> {
    let near = || mentions_from(scan, order, first).take(24);
    for i in near() {
        let m = scan.mentions[i];
        let after = m.last as usize;
        if after > end {
            return None;
        }
        // "supermarket chain Fenwicks", but not "Fenwicks supermarkets"
        let last =
            after == end && m.first as usize > first && !scan.text.tokens[m.first as usize - 1].capital;
        // "Rovers manager Paul Dacre" is not Rovers.
        let says_whose = scan.is(after, Class::ROLE.or(Class::TITLE))
            && after < end
            && scan.is_word(after)
            && !scan.text.tokens[after].capital;
        if !(m.sort == Sort::Person || matches!(m.sort, Sort::Name | Sort::Body) && last)
            || (m.first as usize) < first
            || says_whose
            || scan.kind(after) == TokenKind::Possessive && after < end
            || near().any(|o| is_within(m, scan.mentions[o]) && scan.mentions[o].last as usize <= end)
        {
            continue;
        }
        let parted = (first..m.first as usize).any(|t| {
            !matches!(scan.kind(t), TokenKind::Word | TokenKind::Possessive | TokenKind::Number)
                || scan.is_one(t, PARTED) && !scan.text.tokens[t].capital && !joins_roles(scan, t)
        });
        return (!parted).then_some(i);
    }
    None
}

/// Whether a name stands within what introduces a person: "Rovers" in "Rovers manager Paul Dacre".
fn is_within(name: Mention, person: Mention) -> bool {
    person.sort == Sort::Person && person.first <= name.first && name.last <= person.name.0
}

/// Words that end the phrase which introduces a name.
const PARTED: &[u32] = &[
    hash("of"),
    hash("for"),
    hash("to"),
    hash("in"),
    hash("with"),
    hash("from"),
    hash("at"),
    hash("by"),
    hash("on"),
    hash("and"),
    hash("or"),
    hash("who"),
    hash("that"),
    hash("about"),
    hash("against"),
    hash("like"),
    hash("than"),
    hash("near"),
    hash("behind"),
    hash("including"),
];

/// "Lee and Smith", "Lee, Smith and Jones": the mentions joined to this one within the phrase.
fn coordinated(scan: &Scan, order: &[u32], mention: usize, end: usize) -> Vec<usize> {
    let mut joined = vec![mention];
    let mut at = scan.mentions[mention].last as usize;
    let mut and = false;
    while let Some((i, is_and)) = next_joined(scan, order, at, end) {
        and |= is_and;
        joined.push(i);
        at = scan.mentions[i].last as usize;
        if joined.len() > 8 {
            break;
        }
    }
    let role = |i: &usize, determined: bool| {
        let m = scan.mentions[*i];
        m.sort == Sort::Role && (m.determiner != Determiner::None) == determined
    };
    // "the former first lady and senator" is one.
    if role(&mention, true) && joined[1..].iter().all(|i| role(i, false)) {
        return vec![mention];
    }
    // "Porter and branch secretary Luis Ferreira" is one, where nobody is called Porter elsewhere.
    if let [one, other] = joined[..] {
        let (one, other) = (scan.mentions[one], scan.mentions[other]);
        let at = one.first as usize;
        let opens = scan.text.sentences.get(scan.text.sentence_of(at)).is_some_and(|s| s.first == one.first);
        let word = one.sort == Sort::Name && one.last == one.first + 1 && !scan.is(at, Class::NAME);
        let told = other.sort == Sort::Person && !scan.text.tokens[other.first as usize].capital;
        if and && opens && word && told && !scan.upper.contains(&scan.hash(at)) {
            return vec![joined[1]];
        }
    }
    // "Lee, the governor" is no list, "Lee, Smith and Jones" is.
    if and || joined.len() == 1 { joined } else { vec![mention] }
}

/// The mention that a comma or "and" at `at` joins, and whether it is "and".
fn next_joined(scan: &Scan, order: &[u32], at: usize, end: usize) -> Option<(usize, bool)> {
    let is_comma = scan.is_comma(at);
    let and = at + usize::from(is_comma);
    // "and her counterpart, Ann Lee,"
    if and < end && scan.hash(and) == hash("and") {
        if let Some(i) = beside(scan, order, and + 1, end) {
            return Some((i, true));
        }
    }
    let near = || mentions_from(scan, order, at).take(16).filter(|i| scan.mentions[*i].last as usize <= end);
    let start = near().map(|i| scan.mentions[i].first as usize).find(|first| *first >= at)?;
    let is_and = (at..start).any(|t| scan.hash(t) == hash("and"));
    let gap = start - at;
    if !(is_and && gap <= 2 || is_comma && gap == 1) {
        return None;
    }
    // "Apple boss Tim Cook" rather than Apple.
    let whole = near().filter(|i| (at..=start).contains(&(scan.mentions[*i].first as usize)));
    let i = whole.max_by_key(|i| scan.mentions[*i].last)?;
    let m = scan.mentions[i];
    let stays = !m.possessive && !(m.sort == Sort::Role && is_comma && !is_and);
    stays.then_some((i, is_and))
}

/// Whether a phrase without a known noun stands for several people.
pub(super) fn is_plural(scan: &Scan, spans: &[Span]) -> bool {
    tokens(scan, spans).is_some_and(|(first, end)| {
        (first..end).any(|t| scan.is(t, Class::PEOPLE)) || scan.text.word(end - 1).ends_with('s')
    })
}
