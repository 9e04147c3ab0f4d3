//! What a candidate is weighed by. Each feature is a template and a small value; `training/cues.py` learns one
//! weight for each. Every value is an id below `SIZE`.

use super::candidate::{Candidate, FEATURES, Fragments, Pattern};
use super::content::{Opening, opening};
use super::lexicon::Ending;
use super::scan::{Run, Scan};
use super::source::Found;
use super::words::Class;
use crate::text::{ParagraphKind, TokenKind};

/// Values per template.
pub(super) const WIDTH: u16 = 512;
/// Number of templates.
const TEMPLATES: u16 = 32;
/// Ids per cue form: one for the form alone, the others for the form in one surrounding.
pub(super) const PER_CUE: u16 = 12;
/// Where the ids of the cue forms begin.
pub(super) const CUE_BASE: u16 = WIDTH * TEMPLATES;

/// What the proposing rule knows and the features need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub pattern: Pattern,
    pub head: usize,
    pub cue: Run,
    pub source: Option<Run>,
    pub found: Found,
    pub content: Fragments,
    /// How the content was cut: 0 not at all.
    pub cut: u8,
    /// Where the sentence of the head ends.
    pub ceiling: usize,
    pub floor: usize,
}

struct Set {
    ids: [u16; FEATURES],
    n: usize,
}

impl Set {
    fn add(&mut self, template: u16, value: usize) {
        self.push(template * WIDTH + (value as u16).min(WIDTH - 1));
    }

    fn push(&mut self, id: u16) {
        if let Some(slot) = self.ids.get_mut(self.n) {
            *slot = id;
            self.n += 1;
        }
    }
}

fn bucket(n: usize) -> usize {
    [0, 1, 2, 3, 5, 8, 12, 20, 35].iter().position(|b| n <= *b).unwrap_or(9)
}

/// In which of the surroundings a cue form has a weight of its own.
fn surrounding(pattern: Pattern, opening: Opening) -> u16 {
    match pattern {
        Pattern::Right => match opening {
            Opening::That | Opening::Question => 1,
            Opening::To => 2,
            Opening::Mark | Opening::Colon | Opening::Comma => 3,
            Opening::Preposition | Opening::Adverb => 4,
            Opening::Pronoun => 5,
            Opening::Determiner | Opening::Name | Opening::Number => 6,
            _ => 7,
        },
        Pattern::LeftSourceCue | Pattern::LeftCueSource => 8,
        Pattern::Raised => 9,
        Pattern::Passive | Pattern::According => 10,
        Pattern::Noun => 11,
        Pattern::Transcript => 0,
    }
}

/// The sort of auxiliary before a head.
fn auxiliary(scan: &Scan, cue: Run, head: usize) -> usize {
    if head == cue.first {
        return 0;
    }
    let mut sort = 1;
    for i in cue.first..head {
        let entry = scan.entry(i);
        sort = match () {
            () if entry.is(Class::BE) => 2,
            () if entry.is(Class::HAVE) => 3,
            () if entry.is(Class::AUXILIARY) => 4,
            () if scan.word(i) == "to" => 5,
            () if scan.kind(i) == Some(TokenKind::Possessive) => 6,
            () => sort,
        };
    }
    sort
}

/// What kind of word a source is.
fn source_sort(scan: &Scan, source: Option<Run>) -> usize {
    let Some(run) = source else { return 0 };
    let entry = scan.entry(run.first);
    let capitals = (run.first..run.last).filter(|i| scan.capital(*i)).count();
    match () {
        () if entry.is(Class::RELATIVE) => 1,
        () if run.len() == 1 && scan.word(run.first).eq_ignore_ascii_case("it") => 2,
        () if run.len() == 1
            && ["i", "we", "you", "i'm", "we're"]
                .iter()
                .any(|w| scan.word(run.first).eq_ignore_ascii_case(w)) =>
        {
            3
        }
        () if entry.is(Class::SUBJECT) && run.len() == 1 => 4,
        () if entry.is(Class::POSSESSIVE) => 5,
        () if capitals * 2 > run.len() => 6,
        () if capitals > 0 && scan.capital(run.last - 1) => 7,
        () if entry.is(Class::DETERMINER) => 8,
        () if capitals > 0 => 9,
        () => 10,
    }
}

/// What a source phrase has in it that a plain one has not: a likely verb, a preposition, a comma, a possessive.
fn inside(scan: &Scan, run: Run) -> usize {
    let mut flags = 0;
    for i in run.first + 1..run.last {
        let entry = scan.entry(i);
        flags |= usize::from(entry.ending == Ending::Ed && !scan.capital(i) || entry.level >= 3);
        flags |= usize::from(entry.is(Class::PREPOSITION)) << 1;
        flags |= usize::from(scan.is_comma(i)) << 2;
        flags |= usize::from(entry.is(Class::SUBJECT.or(Class::AUXILIARY))) << 3;
        flags |= usize::from(scan.kind(i) == Some(TokenKind::Possessive)) << 4;
    }
    flags
}

fn ending_sort(scan: &Scan, i: usize) -> usize {
    match scan.ending(i) {
        Ending::Other => 0,
        Ending::Ed => 1,
        Ending::Ing => 2,
        Ending::S => 3,
        Ending::Ly => 4,
    }
}

fn mark_sort(scan: &Scan, i: usize) -> usize {
    opening(scan, i, scan.text.tokens.len()) as usize
}

/// The candidate of a shape, with its features.
pub(super) fn weigh(scan: &Scan, shape: &Shape) -> Candidate {
    let mut set = Set { ids: [0; FEATURES], n: 0 };
    let pattern = shape.pattern as usize;
    let runs = shape.content.runs();
    let words: usize = runs.iter().map(|r| scan.words_in(*r)).sum();
    let quoted: usize =
        runs.iter().map(|r| (r.first..r.last).filter(|i| scan.is_word(*i) && scan.quoted(*i)).count()).sum();
    let share = if quoted == 0 {
        0
    } else if quoted == words {
        2
    } else {
        1
    };
    let entry = scan.entry(shape.head);
    let first = runs.first().map_or(shape.ceiling, |r| r.first);
    let end = runs.last().map_or(shape.ceiling, |r| r.last);
    let open = opening(scan, first, scan.text.tokens.len());
    let after = opening(scan, shape.cue.last, shape.ceiling);
    let found = shape.found as usize;
    let sort = source_sort(scan, shape.source);
    let aux = auxiliary(scan, shape.cue, shape.head);
    let ending = ending_sort(scan, shape.head);
    let level = usize::from(entry.level);
    let heading = scan
        .sentence(shape.head)
        .and_then(|s| scan.text.paragraphs.get(s.paragraph as usize))
        .map_or(0, |p| match p.kind {
            ParagraphKind::Headline => 1,
            ParagraphKind::Heading => 2,
            ParagraphKind::Body => 0,
        });
    let earlier = (shape.floor..shape.cue.first).any(|i| scan.entry(i).level >= 5 && !scan.quoted(i));
    let later = (shape.cue.last..shape.ceiling).any(|i| scan.entry(i).level >= 6 && !scan.quoted(i));
    let base = |n: usize| pattern * 32 + n;
    set.add(0, pattern + 1);
    set.add(1, base(found));
    set.add(2, base(open as usize));
    set.add(3, base(after as usize));
    set.add(4, base(aux));
    set.add(5, ending * 20 + found);
    set.add(6, base(bucket(words)));
    set.add(7, base(share * 8 + usize::from(shape.cut)));
    set.add(8, base(sort));
    set.add(9, level * 20 + after as usize);
    set.add(10, base(level));
    set.add(11, base(heading * 2 + usize::from(earlier)));
    set.add(12, base(bucket(shape.source.map_or(0, Run::len))));
    set.add(13, base(mark_sort(scan, end)));
    set.add(14, ending * 100 + aux * 10 + level);
    set.add(15, (scan.token(shape.cue.last).map_or(0, |t| t.hash) % 511) as usize);
    set.add(16, (scan.token(shape.cue.first.wrapping_sub(1)).map_or(0, |t| t.hash) % 511) as usize);
    set.add(17, base(runs.len() * 4 + usize::from(later) * 2 + usize::from(share == 2)));
    set.add(18, sort * 20 + after as usize);
    set.add(19, base(bucket(shape.head - shape.floor)));
    set.add(20, base(bucket(shape.ceiling.saturating_sub(end))));
    set.add(21, shape.source.map_or(0, |r| 1 + scan.token(r.last - 1).map_or(0, |t| t.hash % 510) as usize));
    set.add(22, base(usize::from(shape.cut) * 4 + usize::from(earlier) * 2 + usize::from(later)));
    set.add(23, base(mark_sort(scan, shape.cue.first.wrapping_sub(1))));
    let cut = usize::from(shape.cut);
    let beyond = end + usize::from(!scan.is_word(end));
    set.add(24, cut * 20 + mark_sort(scan, beyond));
    set.add(25, cut * 20 + open as usize);
    set.add(26, cut * 20 + bucket(words));
    set.add(27, cut * 32 + ending * 8 + level);
    set.add(
        28,
        base(shape.source.map_or(19, |r| {
            if r.first == shape.floor { 18 } else { mark_sort(scan, r.first.wrapping_sub(1)) }
        })),
    );
    set.add(29, base(shape.source.map_or(0, |r| inside(scan, r))));
    set.add(30, if cut == 0 { 0 } else { 1 + scan.token(beyond).map_or(0, |t| t.hash % 510) as usize });
    set.add(31, found * 32 + cut * 4 + share);
    if entry.cue > 0 {
        let id = CUE_BASE + entry.cue * PER_CUE;
        set.push(id);
        set.push(id + surrounding(shape.pattern, if shape.pattern == Pattern::Right { open } else { after }));
    }
    let (content, fragments) = shape.content.into_parts();
    Candidate {
        head: shape.head,
        cue: shape.cue,
        source: shape.source,
        content,
        fragments,
        features: set.ids,
        score: 0.0,
    }
}
