//! The rules proper: from each word that may be a cue to the attributions that it may announce.

mod according;
mod colon;
mod left;
mod nominal;
mod right;

use super::candidate::{Candidate, Fragments, Pattern};
use super::content::{
    cuts, noun_end, quotation_start, quotes_after, quotes_at, start_right, whole_quotation,
};
use super::features::{Shape, weigh};
use super::lexicon::Ending;
use super::scan::{Run, Scan};
use super::source::{Found, inverted, phrase, subject};
use super::words::Class;
use crate::order::Order;
use crate::text::{Sentence, TokenKind, word_hash_ascii};

const ACCORDING: u32 = word_hash_ascii("according");
const TO: u32 = word_hash_ascii("to");
const BY: u32 = word_hash_ascii("by");
/// How far, in tokens, a cue sees its sentence to the left and to the right. Real sentences are shorter; a text
/// without stops would otherwise be read again for each cue.
const SIGHT: (usize, usize) = (160, 240);
const THAT: u32 = word_hash_ascii("that");

/// Proposes the candidates of a text, in the order of their cues.
pub(super) fn propose(scan: &Scan) -> Vec<Candidate> {
    let mut proposer = Proposer { scan, out: Vec::new(), memory: None };
    for sentence in &scan.text.sentences {
        proposer.sentence(*sentence);
    }
    proposer.signed();
    proposer.out.order_by_key(|c| c.head);
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
        let (begin, end) = (sentence.first as usize, sentence.last as usize);
        self.memory = None;
        for head in begin..end {
            let floor = begin.max(head.saturating_sub(SIGHT.0));
            let ceiling = end.min(head + SIGHT.1);
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
            let site = Site { head, cue, floor, ceiling, source, found };
            self.at(&site);
            if source.is_some() && entry.level >= 3 {
                self.memory = source;
            }
            self.share(&site);
        }
        self.colon(begin, end.min(begin + SIGHT.1));
    }

    fn push(&mut self, shape: Shape) {
        let runs = shape.content.runs();
        let apart = |other: Run| runs.iter().all(|r| !r.overlaps(other));
        let sound = apart(shape.cue) && shape.source.is_none_or(|s| apart(s) && !s.overlaps(shape.cue));
        if sound && runs.iter().any(|r| self.scan.words_in(*r) > 0) {
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
}
