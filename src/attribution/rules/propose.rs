//! The rules proper: from each word that may be a cue to the attributions that it may announce.

use super::candidate::{Candidate, Fragments, Pattern};
use super::content::{cuts, noun_end, quotation_start, quotes_after, start_right, whole_quotation};
use super::features::{Shape, weigh};
use super::lexicon::Ending;
use super::scan::{Run, Scan};
use super::source::{Found, inverted, phrase, subject};
use super::words::Class;
use crate::text::{Sentence, TokenKind, word_hash_ascii};

const ACCORDING: u32 = word_hash_ascii("according");
const TO: u32 = word_hash_ascii("to");
const BY: u32 = word_hash_ascii("by");
const THAT: u32 = word_hash_ascii("that");

/// Proposes the candidates of a text, in the order of their cues.
pub(super) fn propose(scan: &Scan) -> Vec<Candidate> {
    let mut proposer = Proposer { scan, out: Vec::new(), memory: None };
    for sentence in &scan.text.sentences {
        proposer.sentence(*sentence);
    }
    proposer.out
}

struct Proposer<'a> {
    scan: &'a Scan<'a>,
    out: Vec<Candidate>,
    /// The last source in this sentence.
    memory: Option<Run>,
}

/// One cue and what stands around it.
#[derive(Clone, Copy)]
struct Site {
    head: usize,
    cue: Run,
    floor: usize,
    ceiling: usize,
    source: Option<Run>,
    found: Found,
}

impl Site {
    fn shape(&self, pattern: Pattern, content: Fragments) -> Shape {
        Shape {
            pattern,
            head: self.head,
            cue: self.cue,
            source: self.source,
            found: self.found,
            content,
            cut: 0,
            ceiling: self.ceiling,
            floor: self.floor,
        }
    }
}

impl Proposer<'_> {
    fn sentence(&mut self, sentence: Sentence) {
        let (floor, ceiling) = (sentence.first as usize, sentence.last as usize);
        self.memory = None;
        for head in floor..ceiling {
            let entry = self.scan.entry(head);
            if entry.cue == 0 || self.scan.quoted(head) {
                continue;
            }
            if self.scan.hash_is(head, ACCORDING) && self.scan.hash_is(head + 1, TO) {
                self.according(floor, ceiling, head);
                continue;
            }
            let cue = self.widen(floor, ceiling, head);
            let (source, found) = subject(self.scan, floor, cue.first);
            let mut site = Site { head, cue, floor, ceiling, source, found };
            let shared = self.scan.ending(head) == Ending::Ing
                && head == cue.first
                && matches!(found, Found::Nothing | Found::Apposition);
            if shared || found == Found::Joined {
                site.found = if shared { Found::Shared } else { Found::Joined };
                site.source = self.memory.or_else(|| self.main_subject(floor, cue.first));
            }
            self.at(&site);
            if site.source.is_some() && entry.level >= 3 {
                self.memory = site.source;
            }
        }
    }

    fn push(&mut self, shape: Shape) {
        if shape.content.runs().iter().any(|r| self.scan.words_in(*r) > 0) {
            self.out.push(weigh(self.scan, &shape));
        }
    }

    /// The cue phrase around its head: "had also said".
    fn widen(&self, floor: usize, ceiling: usize, head: usize) -> Run {
        let scan = self.scan;
        let mut first = head;
        while first > floor {
            let before = first - 1;
            let entry = scan.entry(before);
            let helps = entry.is(Class::AUXILIARY.or(Class::ADVERB).or(Class::NEGATION))
                && !entry.is(Class::SUBJECT)
                && !entry.is(Class::TIME)
                && !(scan.capital(before) && entry.is(Class::AUXILIARY))
                || scan.hash_is(before, TO)
                || scan.kind(before) == Some(TokenKind::Possessive)
                    && before > floor
                    && scan.is(before - 1, Class::SUBJECT.or(Class::RELATIVE));
            if !helps || scan.quoted(before) {
                break;
            }
            first = before;
        }
        // An adverb that opens the sentence is not part of the cue unless nothing else is.
        let mut last = head + 1;
        if scan.is_colon(last) && last < ceiling {
            last += 1;
        }
        Run::new(first, last)
    }

    /// The subject of a sentence, for cues that share it: the phrase before its first verb.
    fn main_subject(&self, floor: usize, before: usize) -> Option<Run> {
        let scan = self.scan;
        let mut i = floor;
        while i < before {
            let entry = scan.entry(i);
            let verb = entry.is(Class::AUXILIARY.or(Class::CONTRACTED))
                || entry.ending == Ending::Ed && i > floor
                || entry.level >= 4 && i > floor && !scan.capital(i);
            if verb {
                if entry.is(Class::CONTRACTED) {
                    return Some(Run::new(i, i + 1));
                }
                let (source, found) = subject(scan, floor, i);
                return source.filter(|_| found != Found::Joined);
            }
            i += 1;
        }
        None
    }

    fn at(&mut self, site: &Site) {
        self.right(site);
        self.left(site);
        self.raised(site);
        self.passive(site);
        self.noun(site);
    }

    fn right(&mut self, site: &Site) {
        let scan = self.scan;
        let addressee = scan.is(site.head, Class::ADDRESSED);
        let start = start_right(scan, site.cue.last, site.ceiling, addressee);
        if start >= site.ceiling {
            return;
        }
        let quoted = scan.is_mark(start) && scan.quoted(start);
        let tail = quotes_after(scan, site.ceiling).filter(|_| scan.is_mark(site.ceiling - 1));
        if quoted && let Some(run) = whole_quotation(scan, start) {
            let mut content = Fragments::of(run);
            if run.last >= site.ceiling {
                content = content.maybe(quotes_after(scan, run.last));
            } else if run.last + 1 >= site.ceiling {
                content = content.maybe(tail);
            }
            self.push(Shape { cut: 3, ..site.shape(Pattern::Right, content) });
            if run.last >= site.ceiling {
                return;
            }
        }
        let colon = scan.is_colon(site.ceiling - 1);
        if colon && site.ceiling == start + 1 {
            return;
        }
        let end = scan.trim(Run::new(start, site.ceiling));
        self.push(site.shape(Pattern::Right, Fragments::of(end)));
        if tail.is_some() {
            self.push(Shape {
                cut: 4,
                ..site.shape(Pattern::Right, Fragments::of(Run::new(start, site.ceiling)).maybe(tail))
            });
        }
        let mut last = end.last;
        for (i, cut) in cuts(scan, start, site.ceiling).into_iter().enumerate() {
            if let Some(cut) = cut.filter(|c| *c < last) {
                if i == 1 {
                    last = last.min(cut);
                }
                self.push(Shape {
                    cut: 1 + u8::from(i > 0),
                    ..site.shape(Pattern::Right, Fragments::of(Run::new(start, cut)))
                });
            }
        }
    }

    /// "…, Lee said" and "…, said Lee".
    fn left(&mut self, site: &Site) {
        if let Some(source) =
            site.source.filter(|s| s.last == site.cue.first || matches!(site.found, Found::Apposition))
        {
            self.left_of(site, source.first, site.cue.last, Pattern::LeftSourceCue);
        } else if site.found == Found::Phrase || site.found == Found::Pronoun {
            return;
        }
        if site.cue.first > site.floor
            && (self.scan.is_comma(site.cue.first - 1)
                || self.scan.is_mark(site.cue.first - 1)
                || self.scan.is_dash(site.cue.first - 1))
            && let Some(source) = inverted(self.scan, site.cue.last, site.ceiling)
        {
            let site = Site { source: Some(source), found: Found::After, ..*site };
            self.left_of(&site, site.cue.first, source.last, Pattern::LeftCueSource);
            self.memory = Some(source);
        }
    }

    /// Contents that end before `edge`, and may go on after `resume`.
    fn left_of(&mut self, site: &Site, edge: usize, resume: usize, pattern: Pattern) {
        let scan = self.scan;
        let Some(before) = edge.checked_sub(1).filter(|b| *b >= site.floor) else { return };
        let quote = scan.quoted(before) && scan.is_mark(before)
            || scan.is_comma(before)
                && before > site.floor
                && scan.is_mark(before - 1)
                && scan.quoted(before - 1);
        if !quote && !scan.is_comma(before) && !scan.is_dash(before) {
            return;
        }
        let end = if scan.is_comma(before) || scan.is_dash(before) { before } else { edge };
        let more = self.resumed(site, resume);
        let after = quotes_after(scan, site.ceiling);
        let quoted_after = quote && after.is_some();
        let shape = |content: Fragments, cut| Shape { cut, ..site.shape(pattern, content) };
        if quote && let Some(first) = quotation_start(scan, end) {
            let content = Fragments::of(Run::new(first, end));
            if more.is_some() {
                self.push(shape(content.maybe(more).maybe(after), 1));
            }
            self.push(shape(content.maybe(after), 0));
            if first > site.floor {
                let content = Fragments::of(scan.trim(Run::new(site.floor, end)));
                self.push(shape(content.maybe(after), 2));
            }
            return;
        }
        let content = Fragments::of(scan.trim(Run::new(site.floor, end)));
        self.push(shape(content, 0));
        if more.is_some() {
            self.push(shape(content.maybe(more), 1));
        }
        if quoted_after {
            self.push(shape(content.maybe(after), 3));
        }
        // From the last conjunction on.
        let from = (site.floor..end).rev().find(|i| {
            !scan.quoted(*i)
                && (scan.word(*i) == ";"
                    || scan.is_dash(*i)
                    || scan.is_comma(*i) && scan.is(i + 1, Class::CONJUNCTION))
        });
        if let Some(from) = from {
            self.push(shape(Fragments::of(scan.trim(Run::new(from + 1, end))), 4));
        }
    }

    /// What goes on in the same sentence behind "…, Lee said, …".
    fn resumed(&self, site: &Site, resume: usize) -> Option<Run> {
        let scan = self.scan;
        let mut i = resume;
        while i < site.ceiling
            && !scan.is_comma(i)
            && !scan.is_colon(i)
            && !scan.is_mark(i)
            && i < resume + 14
        {
            i += 1;
        }
        if i >= site.ceiling {
            return None;
        }
        let start = if scan.is_mark(i) { i } else { i + 1 };
        if scan.is_mark(start) && scan.quoted(start) {
            return whole_quotation(scan, start);
        }
        if i > resume {
            return None;
        }
        let run = scan.trim(Run::new(start, site.ceiling));
        (!run.is_empty()).then_some(run)
    }

    fn according(&mut self, floor: usize, ceiling: usize, head: usize) {
        let scan = self.scan;
        let begin = head + 2;
        let mut end = begin;
        while end < ceiling
            && !scan.is_comma(end)
            && !scan.is_stop(end)
            && !scan.is_mark(end)
            && scan.word(end) != ";"
            && !scan.is_dash(end)
        {
            end += 1;
        }
        let source = Run::new(begin, end);
        let site = Site {
            head,
            cue: Run::new(head, begin),
            floor,
            ceiling,
            source: (!source.is_empty()).then_some(source),
            found: Found::After,
        };
        self.memory = site.source;
        let right = scan.trim(Run::new(end, ceiling));
        let opens = head == floor
            || (floor..head)
                .all(|i| !scan.is_word(i) || scan.is(i, Class::CONNECTIVE.or(Class::CONJUNCTION)));
        if opens {
            // "According to Lee, the mayor, it was fine": what follows the last comma of the apposition.
            self.push(site.shape(Pattern::According, Fragments::of(right)));
            let comma = (end + 1..ceiling).find(|i| scan.is_comma(*i));
            if let Some(comma) = comma {
                self.push(Shape {
                    cut: 1,
                    ..site.shape(Pattern::According, Fragments::of(scan.trim(Run::new(comma, ceiling))))
                });
            }
            return;
        }
        let left = scan.trim(Run::new(floor, head));
        self.push(site.shape(Pattern::According, Fragments::of(left)));
        if !right.is_empty() && scan.is_comma(end) {
            self.push(Shape { cut: 2, ..site.shape(Pattern::According, Fragments::of(left).with(right)) });
        }
        let from = (floor..head).rev().skip(1).find(|i| {
            !scan.quoted(*i)
                && (scan.word(*i) == ";"
                    || scan.is_dash(*i)
                    || scan.is_comma(*i) && scan.is(i + 1, Class::CONJUNCTION))
        });
        if let Some(from) = from {
            self.push(Shape {
                cut: 3,
                ..site.shape(Pattern::According, Fragments::of(scan.trim(Run::new(from + 1, head))))
            });
        }
    }

    /// "The bridge [is expected] to open": the subject belongs to the content, and there is no source.
    fn raised(&mut self, site: &Site) {
        let scan = self.scan;
        let Some(subject) = site.source.filter(|s| s.last == site.cue.first) else { return };
        let start = site.cue.last;
        if start >= site.ceiling {
            return;
        }
        let site = Site { source: None, ..*site };
        let end = scan.trim(Run::new(start, site.ceiling));
        let from = if subject.first - site.floor <= 3 { site.floor } else { subject.first };
        let content = Fragments::of(Run::new(from, subject.last));
        self.push(site.shape(Pattern::Raised, content.with(end)));
        if scan.is(subject.first, Class::RELATIVE) || scan.word(subject.first).eq_ignore_ascii_case("it") {
            self.push(Shape { cut: 2, ..site.shape(Pattern::Raised, Fragments::of(end)) });
        }
        for cut in cuts(scan, start, site.ceiling).into_iter().take(2).flatten() {
            self.push(Shape { cut: 1, ..site.shape(Pattern::Raised, content.with(Run::new(start, cut))) });
        }
    }

    /// "The plan [was criticised by] Lee".
    fn passive(&mut self, site: &Site) {
        let scan = self.scan;
        let by = (site.cue.last..site.ceiling.min(site.cue.last + 10))
            .find(|i| scan.hash_is(*i, BY) && !scan.quoted(*i));
        let Some(by) = by else { return };
        let end = noun_end(scan, by + 1, site.ceiling);
        if end <= by + 1 {
            return;
        }
        let subject = site.source.filter(|s| s.last == site.cue.first);
        let subject = subject.or_else(|| {
            let run = phrase(scan, site.floor, site.cue.first);
            (!run.is_empty()).then_some(run)
        });
        let Some(subject) = subject else { return };
        let site = Site { source: Some(Run::new(by + 1, end)), found: Found::By, ..*site };
        let middle = scan.trim(Run::new(site.cue.last, by));
        let rest = scan.trim(Run::new(end, site.ceiling));
        self.push(site.shape(Pattern::Passive, Fragments::of(subject).with(middle)));
        if !rest.is_empty() {
            self.push(Shape { cut: 1, ..site.shape(Pattern::Passive, Fragments::of(subject).with(rest)) });
        }
    }

    /// "Lee's claim that …", "her support for …", "calls to …".
    fn noun(&mut self, site: &Site) {
        let scan = self.scan;
        let start = site.head + 1;
        if start >= site.ceiling || scan.ending(site.head) == Ending::Ed {
            return;
        }
        let possessive = (site.floor..site.head)
            .rev()
            .take(4)
            .find(|i| scan.kind(*i) == Some(TokenKind::Possessive) || scan.is(*i, Class::POSSESSIVE));
        let (source, found) = match possessive {
            Some(i) if scan.is(i, Class::POSSESSIVE) => (Some(Run::new(i, i + 1)), Found::Possessor),
            Some(i) => {
                let run = phrase(scan, site.floor, i);
                (Some(run).filter(|r| !r.is_empty()), Found::Possessor)
            }
            None => (None, Found::Nothing),
        };
        let mut first = site.head;
        if let Some(i) = possessive {
            first = i + 1;
        }
        let site = Site { cue: Run::new(first, start), source, found, ..*site };
        let begin = if ["of", "for", "about", "on", "against", "with"].contains(&scan.word(start)) {
            start + 1
        } else {
            start
        };
        if begin >= site.ceiling {
            return;
        }
        if !(scan.is_word(begin) || scan.is_mark(begin)) {
            return;
        }
        let clause = scan.hash_is(begin, THAT) || scan.hash_is(begin, TO);
        let short = noun_end(scan, begin, site.ceiling);
        if clause {
            self.push(site.shape(Pattern::Noun, Fragments::of(scan.trim(Run::new(begin, site.ceiling)))));
            if let Some(cut) = cuts(scan, begin, site.ceiling).into_iter().flatten().min() {
                self.push(Shape { cut: 1, ..site.shape(Pattern::Noun, Fragments::of(Run::new(begin, cut))) });
            }
        } else {
            self.push(Shape {
                cut: 2,
                ..site.shape(Pattern::Noun, Fragments::of(scan.trim(Run::new(begin, short))))
            });
        }
    }
}
