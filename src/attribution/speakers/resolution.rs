//! Resolution: the walk through a text that gives each source its speaker.

use super::discourse::{Choice, Discourse};
use super::entities::Entities;
use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use super::reason::Reason;
use super::scan::Scan;
use super::source::{self, Pronoun, Source};
use super::speaker_list::SpeakerList;
use crate::attribution::{Act, Attribution, QuotationKind, Speaker};
use crate::order::Order;
use crate::text::{Span, Text, TokenKind, word_hash_ascii as hash};

/// The outcome for one source.
pub(super) struct Outcome {
    pub(super) entity: Option<u32>,
    pub(super) confidence: f32,
    pub(super) why: Why,
}

/// The kind of [`Reason`], before names are put into words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Named,
    Pronoun,
    Relative,
    Nominal,
    LastStatement,
    Unnamed,
    Unclear,
    NoSource,
    Continued,
}

/// How much of a sentence that carries on is shown, in tokens.
const BEGINNING: usize = 5;

pub(super) struct Walk<'a> {
    pub(super) scan: &'a Scan<'a>,
    /// Mentions by last token.
    pub(super) order: Vec<u32>,
    pub(super) entities: Entities,
    pub(super) discourse: Discourse<'a>,
    /// Who answers the questions of an interview, and whether the text names them.
    pub(super) interviewed: Option<(u32, bool)>,
    list: SpeakerList,
}

/// Finds the speakers of a text and sets `speaker`, `reason` and `confidence` of each attribution.
pub fn resolve(text: &Text, attributions: &mut [Attribution]) -> Vec<Speaker> {
    let mut scan = Scan::new(text);
    let entities = Entities::new(&mut scan);
    let mut order: Vec<u32> = (0..scan.mentions.len() as u32).collect();
    order.order_by_key(|m| (scan.mentions[*m as usize].last, scan.mentions[*m as usize].first));
    let discourse = Discourse::new(&scan);
    let list = SpeakerList::default();
    let mut walk = Walk { scan: &scan, order, entities, discourse, interviewed: None, list };
    walk.run(attributions);
    walk.list.finish(&scan, &walk.entities)
}

/// Where an attribution is met: at its source, or else its cue, or its content.
fn place(a: &Attribution) -> u32 {
    [&a.source, &a.cue, &a.content].iter().find_map(|spans| spans.first()).map_or(0, |s| s.start)
}

impl Walk<'_> {
    fn run(&mut self, attributions: &mut [Attribution]) {
        let mut sequence: Vec<usize> = (0..attributions.len()).collect();
        sequence.order_by_key(|i| (place(&attributions[*i]), *i));
        let text = self.scan.text;
        let mut in_source = vec![false; text.tokens.len()];
        let mut in_cue = vec![false; text.tokens.len()];
        for a in attributions.iter() {
            let reported = &mut self.discourse.reported;
            // "The court heard that Lee paid": nobody tells it but the text.
            let told = !a.source.is_empty() || a.kind != QuotationKind::Indirect;
            let content = if told { &a.content[..] } else { &[] };
            for (spans, flags) in
                [(&a.source[..], &mut in_source), (&a.cue[..], &mut in_cue), (content, reported)]
            {
                for span in spans {
                    flags[text.tokens_in(*span)].fill(true);
                }
            }
        }
        let by_first = &self.scan.by_first;
        let (mut mention, mut token) = (0, 0);
        let mut last: Option<(usize, Option<u32>)> = None;
        let mut first_person = Vec::new();
        for i in sequence {
            let until = text.tokens.partition_point(|t| t.span.start < place(&attributions[i]));
            self.narrate(until, by_first, &mut mention, &mut token, &in_source, &in_cue);
            let outcome = self.source(&attributions[i], last.and_then(|(j, e)| Some((&attributions[j], e?))));
            self.remember(&attributions[i], &outcome);
            last = Some((i, outcome.entity));
            self.settle(&mut attributions[i], &outcome);
            if outcome.why == Why::Unclear && self.is_first_person(&attributions[i]) {
                first_person.push(i);
            }
        }
        for i in first_person {
            self.within(attributions, i);
        }
    }

    fn is_first_person(&self, a: &Attribution) -> bool {
        matches!(source::read(self.scan, &self.order, &a.source), Source::Pronoun(_, Pronoun::First))
    }

    /// "I" within what somebody else is said to say is that somebody.
    fn within(&mut self, attributions: &mut [Attribution], i: usize) {
        let Some(at) = attributions[i].source.first().copied() else { return };
        let near = i.saturating_sub(8)..(i + 9).min(attributions.len());
        let around = near
            .filter(|j| *j != i && attributions[*j].content.iter().any(|c| c.contains(at)))
            .min_by_key(|j| attributions[*j].content_span().len());
        let Some(around) = around.map(|j| attributions[j].clone()) else { return };
        let Some(id) = around.speaker else { return };
        let antecedent = self.list.name(id).to_owned();
        let a = &mut attributions[i];
        a.reason = Reason::Pronoun { word: self.scan.text.slice(at).to_owned(), antecedent };
        a.confidence = around.confidence;
        a.speaker = Some(id);
        self.list.mention(id, at);
    }

    /// Notes what the text speaks of before token `until`.
    fn narrate(
        &mut self,
        until: usize,
        by_first: &[u32],
        mention: &mut usize,
        token: &mut usize,
        in_source: &[bool],
        in_cue: &[bool],
    ) {
        let mut outer = None;
        while *token < until {
            while let Some(i) = by_first.get(*mention) {
                let m = self.scan.mentions[*i as usize];
                if m.first as usize > *token {
                    break;
                }
                *mention += 1;
                let within = outer.is_some_and(|o: Mention| m.last <= o.last && m.sort == Sort::Role);
                outer = if within { outer } else { Some(m) };
                if !within {
                    self.pass(m);
                }
                self.join(by_first, *mention, m);
                if matches!(m.sort, Sort::Statement | Sort::Document) && !in_cue[m.name.0 as usize] {
                    self.statement(m);
                }
            }
            let t = self.scan.text.tokens[*token];
            if t.kind == TokenKind::Word && !t.quoted && !in_source[*token] {
                if let Some(p @ Pronoun::One(_)) = source::pronoun(self.scan.hash(*token)) {
                    if let Some(choice) =
                        self.discourse.antecedent(&self.entities, *token as u32, p, &[], false)
                    {
                        let own = source::is_possessive(self.scan.hash(*token));
                        self.discourse.note(*token as u32, *token as u32 + 1, choice.entity, false, own);
                    }
                }
            }
            *token += 1;
        }
    }

    /// Notes a mention that the text passes.
    fn pass(&mut self, mut m: Mention) {
        if m.sort == Sort::Statement || self.is_predicate(m) {
            return;
        }
        if let Some(choice) = self.office_holder(m, &[]).or_else(|| self.body_spoken_of(m, &[])) {
            m.entity = choice.entity;
        }
        self.discourse.note_mention(m, false);
    }

    /// "as a senator", "is a farmer": says what somebody is, and stands for nobody.
    fn is_predicate(&self, m: Mention) -> bool {
        const BE: &[u32] = &[
            hash("as"),
            hash("is"),
            hash("was"),
            hash("be"),
            hash("been"),
            hash("became"),
            hash("become"),
            hash("like"),
        ];
        let before = (m.first as usize).checked_sub(1);
        let said_of = before.is_some_and(|b| self.scan.is_one(b, BE));
        m.sort == Sort::Role && m.determiner == Determiner::A && said_of
    }

    /// "Lee and Smith" can be meant by "they".
    fn join(&mut self, by_first: &[u32], next: usize, m: Mention) {
        let person = |s: Sort| matches!(s, Sort::Person | Sort::Name);
        if !person(m.sort) && m.sort != Sort::People {
            return;
        }
        let is_and = |t: u32| self.scan.hash(t as usize) == hash("and");
        let near = by_first.iter().skip(next).take(4).map(|i| self.scan.mentions[*i as usize]);
        let joined = near.take_while(|n| n.first <= m.last + 8).find(|n| {
            let alike = person(m.sort) && person(n.sort) || m.sort == Sort::People && n.sort == Sort::People;
            // "Lee, Republican of Iowa, and Smith"
            let aside = n.first >= m.last + 4
                && self.scan.is_comma(m.last as usize)
                && self.scan.is_comma(n.first as usize - 2);
            alike && n.first > m.last && is_and(n.first - 1) && (n.first == m.last + 1 || aside)
        });
        let Some(n) = joined else { return };
        if m.entity != n.entity && !n.possessive {
            let both = self.several(&[m.entity, n.entity], (m.first, n.last));
            self.discourse.note(m.first, n.last, both, false, false);
        }
    }

    fn several(&mut self, members: &[u32], name: (u32, u32)) -> u32 {
        let entity = self.entities.push(Sort::People, name, Gender::Unknown);
        self.entities.all[entity as usize].members = members.to_vec();
        self.entities.all[entity as usize].count = 1;
        entity
    }

    fn source(&mut self, a: &Attribution, before: Option<(&Attribution, u32)>) -> Outcome {
        if let Some(Choice { entity, confidence }) = self.epithet(a) {
            return Outcome { entity: Some(entity), confidence, why: Why::Nominal };
        }
        if let Some(outcome) = self.answer(a) {
            return outcome;
        }
        let found = source::read(self.scan, &self.order, &a.source);
        match found {
            Source::Empty => self.without_source(a, before),
            Source::Pronoun(token, pronoun) => self.pronoun(a, token, pronoun),
            Source::Relative(token) => self.relative(a, token),
            Source::Several(mentions) => {
                let all: Vec<u32> = mentions.iter().map(|m| self.scan.mentions[*m].entity).collect();
                let first = self.scan.mentions[mentions[0]].first;
                let last = mentions.last().map_or(first, |m| self.scan.mentions[*m].last);
                let entity = self.several(&all, (first, last));
                Outcome { entity: Some(entity), confidence: 0.9, why: Why::Named }
            }
            Source::Mention(i) => self.mention(a, i),
            Source::Owned(token, noun) => self.unlisted_of(a, token as u32, noun),
            Source::OwnedBy(i, noun) => {
                let owner = self.scan.mentions[i].entity;
                let entity = self.entities.unlisted_of(self.scan, Some(owner), noun);
                Outcome { entity: Some(entity), confidence: 0.8, why: Why::Unnamed }
            }
            Source::Other => self.unknown(a),
        }
    }

    fn without_source(&self, a: &Attribution, before: Option<(&Attribution, u32)>) -> Outcome {
        if let Some((b, entity)) = before {
            let paragraph = |s: Span| {
                self.scan.text.sentences.get(self.scan.text.sentence_at(s.start)).map(|s| s.paragraph)
            };
            let near = paragraph(a.content_span()).zip(paragraph(b.content_span()));
            let goes_on = near.is_some_and(|(x, y)| x == y);
            if a.cue.is_empty() && a.kind == QuotationKind::Direct && goes_on {
                return Outcome { entity: Some(entity), confidence: 0.8, why: Why::Continued };
            }
        }
        Outcome { entity: None, confidence: 1.0, why: Why::NoSource }
    }

    pub(super) fn pronoun(&mut self, a: &Attribution, token: usize, pronoun: Pronoun) -> Outcome {
        // What no document does by itself.
        let agent = matches!(a.act, Act::Promised | Act::Denied | Act::Declined | Act::Thinks | Act::Asked);
        if pronoun == Pronoun::It || pronoun == Pronoun::They {
            if let Some(outcome) = self.after_statement(token, pronoun, agent) {
                return outcome;
            }
        }
        match self.discourse.antecedent(&self.entities, token as u32, pronoun, &a.content, agent) {
            Some(Choice { entity, confidence }) => {
                if let Pronoun::One(gender) = pronoun {
                    let known = &mut self.entities.all[entity as usize].gender;
                    if *known == Gender::Unknown && confidence > 0.8 {
                        *known = gender;
                    }
                }
                Outcome { entity: Some(entity), confidence, why: Why::Pronoun }
            }
            None => Outcome { entity: None, confidence: 0.3, why: Why::Unclear },
        }
    }

    /// Notes who has the floor now.
    fn remember(&mut self, a: &Attribution, outcome: &Outcome) {
        let (Some(entity), Some(source)) = (outcome.entity, a.source.first()) else { return };
        let range = self.scan.text.tokens_in(*source);
        if range.is_empty() {
            return;
        }
        // "Lee's claim": what he says is spoken of, he does not have the floor.
        let owner = self.scan.kind(range.end) == TokenKind::Possessive
            || self.scan.kind(range.end - 1) == TokenKind::Possessive;
        let own = source::is_possessive(self.scan.hash(range.start));
        self.discourse.note(range.start as u32, range.end as u32, entity, true, owner || own);
        // "In a letter to parents, the board wrote"
        let text = self.scan.text;
        let sentence = text.sentences.get(text.sentence_of(range.start)).copied();
        let opens = sentence.filter(|s| self.scan.hash(s.first as usize) == hash("in"));
        let scene = opens.and_then(|s| Some(text.tokens.get(s.first as usize + 2)?.span));
        for span in a.cue.iter().chain(&a.source).chain(&scene) {
            for t in text.tokens_in(*span) {
                if self.scan.is(t, Class::STATEMENT) && !self.scan.is(t, Class::PLURAL) {
                    self.discourse.statements.push((entity, self.scan.hash(t)));
                }
            }
        }
    }

    /// How a sentence begins that belongs to a statement without cue or quotation marks.
    fn carried(&self, a: &Attribution) -> Option<Span> {
        let text = self.scan.text;
        let own = text.sentence_at(a.cue.first()?.start);
        for span in a.content.iter().filter(|_| a.content.len() > 1) {
            let tokens = text.tokens_in(*span);
            let (first, last) = (text.tokens.get(tokens.start)?, tokens.end.min(tokens.start + BEGINNING));
            if first.is_word() && !first.quoted && text.sentence_at(span.start) != own {
                return Some(first.span.cover(text.tokens[last - 1].span));
            }
        }
        None
    }

    /// Writes the outcome into the attribution.
    fn settle(&mut self, a: &mut Attribution, outcome: &Outcome) {
        let phrase = || a.source.iter().map(|s| self.scan.text.slice(*s)).collect::<Vec<_>>().join(" ");
        let Some(entity) = outcome.entity else {
            a.speaker = None;
            a.reason = if outcome.why == Why::NoSource {
                Reason::NoSource
            } else {
                Reason::Unclear { word: phrase() }
            };
            if outcome.why == Why::Unclear {
                a.confidence *= outcome.confidence;
            }
            return;
        };
        let id = self.list.of(self.scan, &self.entities, entity);
        let name = self.list.name(id).to_owned();
        a.confidence *= outcome.confidence;
        a.reason = match outcome.why {
            Why::Named if phrase() == name => Reason::Named,
            Why::Named => Reason::Variant(name),
            Why::Pronoun => Reason::Pronoun { word: phrase(), antecedent: name },
            Why::Relative => Reason::Relative { word: phrase(), antecedent: name },
            Why::Nominal => Reason::Nominal { phrase: phrase(), antecedent: name },
            Why::LastStatement => Reason::LastStatement { phrase: phrase(), antecedent: name },
            Why::Continued => Reason::Continued(name),
            Why::Unnamed | Why::Unclear | Why::NoSource => Reason::Unnamed,
        };
        // "“a readout”, carried on in “They also discussed” → Velmont"
        if let Some(carried) = self.carried(a) {
            let phrase = format!("{}”, carried on in “{}", phrase(), self.scan.text.slice(carried));
            a.reason = Reason::Nominal { phrase, antecedent: self.list.name(id).to_owned() };
        }
        a.speaker = Some(id);
        for span in &a.source {
            self.list.mention(id, *span);
        }
    }
}
