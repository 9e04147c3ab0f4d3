//! Discourse: who has been spoken of, and who spoke, up to a place in the text; and from that, whom a pronoun
//! stands for.
//!
//! A weighing of recency, grammatical role, number and gender in the tradition of Lappin & Leass (1994) and
//! Mitkov (1998), without a parser: a subject is what begins a clause, an object what follows a preposition or
//! a verb. To these it adds what news is written by: who was quoted last goes on speaking, and a speaker does
//! not name himself in what he says.

use super::entities::{Entities, Entity};
use super::lexicon::Class;
use super::mentions::{Gender, Mention, Sort};
use super::scan::Scan;
use super::source::Pronoun;
use crate::order::Order;
use crate::text::{Span, TokenKind, word_hash_ascii as hash};

/// One occurrence of an entity in the text read so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trace {
    pub(super) token: u32,
    pub(super) entity: u32,
    beat: u32,
    paragraph: u32,
    weight: f32,
    pub(super) source: bool,
}

/// The entity that a word stands for and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice {
    pub(super) entity: u32,
    /// 0..1
    pub(super) confidence: f32,
}

/// How far back an antecedent is looked for.
const TRACES: usize = 64;
const PARAGRAPHS: u32 = 4;

/// What each circumstance counts. Set by hand on training articles.
mod weight {
    pub(super) const BEAT: f32 = 0.9;
    pub(super) const PARAGRAPH: f32 = 0.5;
    /// More for each paragraph, where the pronoun is not in the first sentence of its own.
    pub(super) const INSIDE: f32 = 0.8;
    pub(super) const TOKEN: f32 = 0.008;
    pub(super) const SUBJECT: f32 = 1.0;
    pub(super) const SOURCE: f32 = 1.5;
    pub(super) const OBLIQUE: f32 = -0.8;
    pub(super) const OBJECT: f32 = -0.4;
    pub(super) const POSSESSIVE: f32 = -0.9;
    /// "Lee's plan is …": whose it is, where a sentence begins so.
    pub(super) const TOPIC: f32 = -0.3;
    /// "Lee" in "Lee supporters".
    pub(super) const MODIFIER: f32 = -0.9;
    pub(super) const QUOTED: f32 = -1.6;
    pub(super) const HEADLINE: f32 = -1.0;
    pub(super) const OWN_CONTENT: f32 = -2.5;
    pub(super) const GENDER: f32 = 0.6;
    /// A name of one word may be no person's, whatever pronouns follow it; the more so without any.
    pub(super) const ONE_WORD: f32 = -0.6;
    pub(super) const ONE_WORD_ALONE: f32 = -0.8;
    /// Two capitals without a first name may name a person or a firm.
    pub(super) const DOUBTFUL: f32 = -0.5;
    pub(super) const UNNAMED: f32 = -0.8;
    pub(super) const REPORTED: f32 = -0.5;
    pub(super) const OFTEN: f32 = 0.25;
    /// Each further time that an entity was spoken of, up to `MOST` times.
    pub(super) const AGAIN: f32 = 0.15;
    pub(super) const MOST: f32 = 2.0;
    /// The subject of the same sentence.
    pub(super) const SAME: f32 = 0.3;
    /// Who was the source last.
    pub(super) const FLOOR: f32 = 0.2;
    /// "Asked whether Lee would go, she said": she who was asked is another.
    pub(super) const ASKED_ABOUT: f32 = -1.5;
    pub(super) const THEY_BODY: f32 = -0.6;
    /// What no document does by itself: promise, deny, think, ask.
    pub(super) const NO_DOCUMENT: f32 = -1.5;
    /// A choice below this, or this close to the next, is none.
    pub(super) const LEAST: f32 = -3.2;
    pub(super) const MARGIN: f32 = 0.2;
}

pub(super) struct Discourse<'a> {
    pub(super) scan: &'a Scan<'a>,
    /// Ordinal of each sentence, those wholly in quotation marks not counted.
    beats: Vec<u32>,
    pub(super) traces: Vec<Trace>,
    /// For each token, whether it lies in what somebody is said to say.
    pub(super) reported: Vec<bool>,
    /// Who made a statement, and the noun that it was called by.
    pub(super) statements: Vec<(u32, u32)>,
    /// For each token, whether a name ends before it that only says which: "Lee" in "Lee supporters".
    modifies: Vec<bool>,
}

impl<'a> Discourse<'a> {
    pub(super) fn new(scan: &'a Scan<'a>) -> Self {
        let text = scan.text;
        let mut beat = 0;
        let beats = text
            .sentences
            .iter()
            .map(|s| {
                let told = text.tokens[s.tokens()].iter().any(|t| t.kind == TokenKind::Word && !t.quoted);
                beat += u32::from(told);
                beat
            })
            .collect();
        let mut modifies = vec![false; text.tokens.len() + 1];
        for name in scan.mentions.iter().filter_map(|m| scan.mentions.get(m.modifier? as usize)) {
            modifies[name.last as usize] = true;
        }
        Self {
            scan,
            beats,
            traces: Vec::new(),
            reported: vec![false; text.tokens.len()],
            statements: Vec::new(),
            modifies,
        }
    }

    fn beat(&self, token: u32) -> u32 {
        self.beats.get(self.scan.text.sentence_of(token as usize)).copied().unwrap_or(0)
    }

    fn paragraph(&self, token: u32) -> u32 {
        let text = self.scan.text;
        text.sentences.get(text.sentence_of(token as usize)).map_or(0, |s| s.paragraph)
    }

    /// How many paragraphs lie between two tokens.
    pub(super) fn distance(&self, from: u32, to: u32) -> u32 {
        self.paragraph(to).saturating_sub(self.paragraph(from))
    }

    /// Whether a trace lies in quotation marks, or in what somebody is said to say.
    pub(super) fn is_told(&self, trace: &Trace) -> bool {
        let at = trace.token as usize;
        self.reported.get(at).is_some_and(|r| *r) || self.scan.text.tokens.get(at).is_some_and(|t| t.quoted)
    }

    /// Notes that the tokens `first..last` stand for an entity.
    pub(super) fn note(&mut self, first: u32, last: u32, entity: u32, source: bool, possessive: bool) {
        let paragraph = self.paragraph(first);
        let weight = self.standing(first as usize, last as usize, possessive, source, paragraph);
        let beat = self.beat(first);
        self.traces.push(Trace { token: first, entity, beat, paragraph, weight, source });
    }

    /// The weight of a place: subject, object, in quotation marks…
    fn standing(&self, first: usize, last: usize, possessive: bool, source: bool, paragraph: u32) -> f32 {
        let scan = self.scan;
        let text = scan.text;
        let sentence = text.sentences.get(text.sentence_of(first)).map_or(0, |s| s.first as usize);
        let mut weight = 0.0;
        if text.tokens.get(first).is_some_and(|t| t.quoted) {
            weight += weight::QUOTED;
        } else if self.reported.get(first).is_some_and(|r| *r) && !source {
            weight += weight::REPORTED;
        }
        if scan.headline.get(paragraph as usize).is_some_and(|h| *h) {
            weight += weight::HEADLINE;
        }
        if source {
            return weight + weight::SOURCE + if possessive { weight::POSSESSIVE } else { weight::SUBJECT };
        }
        if possessive || scan.kind(last) == TokenKind::Possessive {
            // "Lee's plan is …": what the sentence is about is his.
            return weight + if first == sentence { weight::TOPIC } else { weight::POSSESSIVE };
        }
        if self.modifies.get(last).is_some_and(|m| *m) {
            return weight + weight::MODIFIER;
        }
        let before = first.checked_sub(1).filter(|b| *b >= sentence);
        weight
            + match before {
                None => weight::SUBJECT,
                Some(b) if scan.is_one(b, PREPOSITIONS) => weight::OBLIQUE,
                Some(b) if scan.is_one(b, CLAUSES) || !scan.is_word(b) => {
                    let follows =
                        scan.is_word(last) && !text.tokens[last].capital && !scan.is_one(last, PREPOSITIONS);
                    if follows { weight::SUBJECT } else { 0.3 }
                }
                Some(_) if (sentence..first).all(|t| self.introduces(t)) => weight::SUBJECT,
                Some(_) => weight::OBJECT,
            }
    }

    /// Whether a word can stand before the subject of a sentence as a part of it: "Ohio's former governor Lee".
    fn introduces(&self, at: usize) -> bool {
        let noun = Class::NOUN.or(Class::FORMER).or(Class::DEMONYM).or(Class::TITLE);
        self.scan.text.tokens.get(at).is_some_and(|t| t.capital)
            || self.scan.kind(at) == TokenKind::Possessive
            || self.scan.is(at, noun)
    }

    /// Notes a mention of the narration.
    pub(super) fn note_mention(&mut self, m: Mention, source: bool) {
        self.note(m.first, m.last, m.entity, source, m.possessive);
    }

    /// Whom a pronoun at `token` stands for; `content` is what it is the source of.
    pub(super) fn antecedent(
        &self,
        entities: &Entities,
        token: u32,
        pronoun: Pronoun,
        content: &[Span],
        agent: bool,
    ) -> Option<Choice> {
        let doubt = |e: &Entity| agent && matches!(e.sort, Sort::Document | Sort::Statement);
        let fits = |e: &Entity| Some(fit(e, pronoun)? + if doubt(e) { weight::NO_DOCUMENT } else { 0.0 });
        let back = self.choose(entities, token, content, &fits);
        back.or_else(|| self.cataphor(entities, token, pronoun))
    }

    /// "As he left, Lee said": the one who comes right after the clause that the sentence opens with.
    fn cataphor(&self, entities: &Entities, token: u32, pronoun: Pronoun) -> Option<Choice> {
        let (scan, text) = (self.scan, self.scan.text);
        let Pronoun::One(_) = pronoun else { return None };
        let sentence = text.sentences.get(text.sentence_of(token as usize))?;
        let opens = scan.is_one(sentence.first as usize, OPENERS) && token - sentence.first <= 6;
        let named =
            |t: u32| (sentence.first..t).any(|t| text.tokens[t as usize].capital && t > sentence.first);
        if !opens || named(token) {
            return None;
        }
        let comma = (token..sentence.last.min(token + 20)).find(|t| scan.is_comma(*t as usize))?;
        let at = scan.by_first.partition_point(|m| scan.mentions[*m as usize].first <= comma);
        let next = scan.by_first.get(at).map(|m| scan.mentions[*m as usize])?;
        let person = matches!(next.sort, Sort::Person | Sort::Name) && !next.possessive;
        let entity = entities.get(next.entity)?;
        let fits = next.first == comma + 1 && person && fit(entity, pronoun).is_some();
        fits.then_some(Choice { entity: next.entity, confidence: 0.7 })
    }

    /// The best entity before `token` among those that `fit` gives a weight.
    pub(super) fn choose(
        &self,
        entities: &Entities,
        token: u32,
        content: &[Span],
        fit: &dyn Fn(&Entity) -> Option<f32>,
    ) -> Option<Choice> {
        let (beat, paragraph) = (self.beat(token), self.paragraph(token));
        let quoted = self.scan.text.tokens.get(token as usize).is_some_and(|t| t.quoted);
        // Within a paragraph one goes on with its own subject; its first sentence may go on with the last one's.
        let first =
            self.scan.text.paragraphs.get(paragraph as usize).map_or(0, |p| p.first_sentence as usize);
        let sentence = self.scan.text.sentence_of(token as usize);
        let begin = self.scan.text.sentences.get(sentence).map_or(0, |s| s.first);
        let inside = sentence > first;
        let asked = self.scan.is_one(begin as usize, &[hash("asked"), hash("quizzed"), hash("pressed")]);
        let step = weight::PARAGRAPH + if inside { weight::INSIDE } else { 0.0 };
        let mut found: Vec<(u32, f32, f32)> = Vec::new();
        let floor =
            self.traces.iter().rev().take(TRACES).find(|t| t.source && t.token < token).map(|t| t.token);
        for trace in self.traces.iter().rev().filter(|t| t.token < token).take(TRACES) {
            if paragraph.saturating_sub(trace.paragraph) > PARAGRAPHS {
                break;
            }
            let Some(entity) = entities.get(trace.entity) else { continue };
            let Some(bonus) = fit(entity) else { continue };
            let at = self.scan.text.tokens[trace.token as usize].span;
            let own = content.iter().any(|c| c.overlaps(at));
            let mut score = trace.weight + bonus
                - weight::BEAT * (beat.saturating_sub(trace.beat)).min(5) as f32
                - step * paragraph.saturating_sub(trace.paragraph) as f32
                - weight::TOKEN * (token - trace.token).min(60) as f32
                + weight::OFTEN * (entity.count.max(1) as f32).ln().min(3.0);
            if floor == Some(trace.token) && trace.source {
                score += weight::FLOOR;
            }
            if beat == trace.beat && trace.weight >= weight::SUBJECT {
                score += weight::SAME;
            }
            if quoted && self.scan.text.tokens[trace.token as usize].quoted {
                score -= weight::QUOTED;
            }
            if asked && trace.token > begin {
                score += weight::ASKED_ABOUT;
            }
            if own {
                score += weight::OWN_CONTENT;
            }
            match found.iter_mut().find(|(e, ..)| *e == trace.entity) {
                Some((_, best, times)) => (*best, *times) = (best.max(score), *times + 1.0),
                None => found.push((trace.entity, score, 0.0)),
            }
        }
        for (_, score, times) in &mut found {
            *score += weight::AGAIN * times.min(weight::MOST);
        }
        found.order_by(|a, b| b.1.total_cmp(&a.1));
        let (entity, score, _) = *found.first()?;
        let margin = found.get(1).map_or(3.0, |(_, next, _)| score - next);
        if score < weight::LEAST || margin < weight::MARGIN {
            return None;
        }
        let sure = (margin / 1.5).min(1.0) * 0.35 + ((score - weight::LEAST) / 4.0).clamp(0.0, 1.0) * 0.15;
        Some(Choice { entity, confidence: (0.45 + sure).min(0.95) })
    }
}

/// How well an entity agrees with a pronoun; none if it can't be meant.
pub(super) fn fit(entity: &Entity, pronoun: Pronoun) -> Option<f32> {
    match pronoun {
        Pronoun::One(gender) => {
            let one = matches!(entity.sort, Sort::Person | Sort::Name | Sort::Role);
            if !one || !entity.gender.fits(gender) || !entity.members.is_empty() {
                return None;
            }
            let exact = if entity.gender == gender { weight::GENDER } else { 0.0 };
            // A single capitalised word may be no person at all.
            let doubt = match entity.gender {
                _ if entity.is_doubtful() => weight::DOUBTFUL,
                _ if entity.sort != Sort::Name => 0.0,
                Gender::Unknown => weight::ONE_WORD_ALONE,
                _ => weight::ONE_WORD,
            };
            let unnamed = if entity.sort == Sort::Role { weight::UNNAMED } else { 0.0 };
            Some(exact + doubt + unnamed)
        }
        Pronoun::It => match entity.sort {
            Sort::Body => Some(0.6),
            Sort::Team | Sort::Document | Sort::Statement => Some(0.3),
            Sort::Place => Some(-0.6),
            Sort::Name if entity.gender == Gender::Unknown => Some(-0.8),
            Sort::Person if entity.is_doubtful() => Some(weight::DOUBTFUL),
            _ => None,
        },
        Pronoun::They => match entity.sort {
            _ if !entity.members.is_empty() => Some(0.7),
            Sort::People => Some(0.6),
            Sort::Body | Sort::Team => Some(weight::THEY_BODY),
            Sort::Place => Some(-1.4),
            _ => None,
        },
        Pronoun::First | Pronoun::You => None,
    }
}

/// Words that open a clause before the main one.
const OPENERS: &[u32] = &[
    hash("as"),
    hash("when"),
    hash("while"),
    hash("after"),
    hash("before"),
    hash("although"),
    hash("though"),
    hash("if"),
    hash("since"),
    hash("because"),
    hash("in"),
];

const PREPOSITIONS: &[u32] = &[
    hash("of"),
    hash("to"),
    hash("with"),
    hash("for"),
    hash("against"),
    hash("by"),
    hash("from"),
    hash("on"),
    hash("about"),
    hash("in"),
    hash("at"),
    hash("over"),
    hash("between"),
    hash("behind"),
    hash("like"),
    hash("under"),
    hash("toward"),
    hash("towards"),
    hash("than"),
    hash("into"),
    hash("near"),
    hash("around"),
    hash("including"),
    hash("told"),
    hash("tells"),
    hash("telling"),
    hash("asked"),
    hash("called"),
    hash("outside"),
    hash("inside"),
    hash("through"),
    hash("among"),
];

const CLAUSES: &[u32] = &[
    hash("and"),
    hash("but"),
    hash("that"),
    hash("when"),
    hash("while"),
    hash("as"),
    hash("because"),
    hash("although"),
    hash("though"),
    hash("if"),
    hash("whether"),
    hash("after"),
    hash("before"),
    hash("since"),
    hash("where"),
    hash("which"),
    hash("what"),
    hash("how"),
    hash("until"),
];
