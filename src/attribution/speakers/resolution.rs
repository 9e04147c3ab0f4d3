//! Resolution: the walk through a text that gives each source its speaker.

use super::discourse::{Choice, Discourse};
use super::entities::{Entities, Entity};
use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Scan, Sort};
use super::reason::Reason;
use super::source::{self, Pronoun, Source};
use super::speaker_list::SpeakerList;
use crate::attribution::{Attribution, QuotationKind, Speaker};
use crate::order::Order;
use crate::text::{Span, Text, TokenKind, word_hash_ascii as hash};

/// The outcome for one source.
struct Outcome {
    entity: Option<u32>,
    confidence: f32,
    why: Why,
}

/// The kind of [`Reason`], before names are put into words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
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

struct Walk<'a> {
    scan: &'a Scan<'a>,
    /// Mentions by last token.
    order: Vec<u32>,
    entities: Entities,
    discourse: Discourse<'a>,
    list: SpeakerList,
}

/// Finds the speakers of a text and sets `speaker`, `reason` and `confidence` of each attribution.
pub fn resolve(text: &Text, attributions: &mut [Attribution]) -> Vec<Speaker> {
    let mut scan = Scan::new(text);
    let entities = Entities::new(&mut scan);
    let mut order: Vec<u32> = (0..scan.mentions.len() as u32).collect();
    order.order_by_key(|m| (scan.mentions[*m as usize].last, scan.mentions[*m as usize].first));
    let discourse = Discourse::new(&scan);
    let mut walk = Walk { scan: &scan, order, entities, discourse, list: SpeakerList::default() };
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
            for (spans, flags) in [(&a.source, &mut in_source), (&a.cue, &mut in_cue), (&a.content, reported)]
            {
                for span in spans {
                    flags[text.tokens_in(*span)].fill(true);
                }
            }
        }
        let mut by_first: Vec<u32> = self.order.clone();
        by_first.order_by_key(|m| {
            let m = self.scan.mentions[*m as usize];
            (m.first, std::cmp::Reverse(m.last))
        });
        let (mut mention, mut token) = (0, 0);
        let mut last: Option<(usize, Option<u32>)> = None;
        let mut first_person = Vec::new();
        for i in sequence {
            let until = text.tokens.partition_point(|t| t.span.start < place(&attributions[i]));
            self.narrate(until, &by_first, &mut mention, &mut token, &in_source, &in_cue);
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
        while *token < until {
            while let Some(i) = by_first.get(*mention) {
                let m = self.scan.mentions[*i as usize];
                if m.first as usize > *token {
                    break;
                }
                *mention += 1;
                self.pass(m, in_source[m.first as usize] && !m.possessive);
                self.join(by_first, *mention, m);
                if matches!(m.sort, Sort::Statement | Sort::Document) && !in_cue[m.name.0 as usize] {
                    self.statement(m);
                }
            }
            let t = self.scan.text.tokens[*token];
            if t.kind == TokenKind::Word && !t.quoted && !in_source[*token] {
                if let Some(p @ Pronoun::One(_)) = source::pronoun(t.hash) {
                    if let Some(choice) = self.discourse.antecedent(&self.entities, *token as u32, p, &[]) {
                        let own = [hash("his"), hash("her")].contains(&t.hash);
                        self.discourse.note(*token as u32, *token as u32 + 1, choice.entity, false, own);
                    }
                }
            }
            *token += 1;
        }
    }

    /// Notes a mention that the text passes.
    fn pass(&mut self, mut m: Mention, source: bool) {
        if m.sort == Sort::Statement || self.is_predicate(m) {
            return;
        }
        if !source {
            if let Some(choice) = self.office_holder(m, &[]) {
                m.entity = choice.entity;
            }
        }
        self.discourse.note_mention(m, source);
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
        let said_of = before.is_some_and(|b| BE.contains(&self.scan.hash(b)));
        m.sort == Sort::Role && m.determiner == Determiner::A && said_of
    }

    /// "Lee and Smith" can be meant by "they".
    fn join(&mut self, by_first: &[u32], next: usize, m: Mention) {
        let Some(n) = by_first.get(next).map(|i| self.scan.mentions[*i as usize]) else { return };
        let person = |s: Sort| matches!(s, Sort::Person | Sort::Name);
        let joined = n.first == m.last + 1 && self.scan.hash(m.last as usize) == hash("and");
        if joined && person(m.sort) && person(n.sort) && m.entity != n.entity && !n.possessive {
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

    /// A statement that the narration speaks of: whose it is, if it says.
    fn statement(&mut self, m: Mention) {
        let noun = self.scan.hash(m.name.0 as usize);
        if let Some(owner) = self.maker(m) {
            self.discourse.statements.push((owner, noun));
            self.discourse.note(m.first, m.last, owner, true, false);
            return;
        }
        if m.sort == Sort::Statement {
            self.discourse.note_mention(m, false);
        }
        if m.determiner == Determiner::The || self.scan.text.tokens[m.first as usize].quoted {
            return;
        }
        // "The Kremlin released a statement": the one who stands before it in the sentence.
        let sentence = self.scan.text.sentences.get(self.scan.text.sentence_of(m.first as usize));
        let begin = sentence.map_or(0, |s| s.first);
        let traces = self.discourse.traces.iter().rev().take(8).take_while(|t| t.token >= begin);
        let maker = traces
            .filter(|t| t.token < m.first && m.first - t.token <= 12)
            .find(|t| self.entities.get(t.entity).is_some_and(|e| can_make(e.sort)))
            .map(|t| t.entity);
        if let Some(maker) = maker {
            self.discourse.statements.push((maker, noun));
        }
    }

    /// "the Kremlin's statement", "a White House readout", "a letter from the mayor": who made it.
    fn maker(&self, m: Mention) -> Option<u32> {
        let named = |i: u32| self.scan.mentions.get(i as usize).map(|o| o.entity);
        if let Determiner::Owner(i) = m.determiner {
            return named(i);
        }
        if let Some(i) = m.modifier {
            return named(i);
        }
        let joins = [hash("by"), hash("from"), hash("of")].contains(&self.scan.hash(m.last as usize));
        if !joins {
            return None;
        }
        let first = self.order.partition_point(|o| self.scan.mentions[*o as usize].last <= m.last);
        self.order[first..]
            .iter()
            .take(6)
            .map(|o| self.scan.mentions[*o as usize])
            .find(|o| (m.last + 1..=m.last + 2).contains(&o.first) && can_make(o.sort))
            .map(|o| o.entity)
    }

    fn source(&mut self, a: &Attribution, before: Option<(&Attribution, u32)>) -> Outcome {
        let found = source::read(self.scan, &self.order, &a.source);
        match found {
            Source::Empty => self.without_source(a, before),
            Source::Pronoun(token, pronoun) => self.pronoun(a, token, pronoun),
            Source::Relative(token) => self.relative(token),
            Source::Several(mentions) => {
                let all: Vec<u32> = mentions.iter().map(|m| self.scan.mentions[*m].entity).collect();
                let first = self.scan.mentions[mentions[0]].first;
                let last = mentions.last().map_or(first, |m| self.scan.mentions[*m].last);
                let entity = self.several(&all, (first, last));
                Outcome { entity: Some(entity), confidence: 0.9, why: Why::Named }
            }
            Source::Mention(i) => self.mention(a, i),
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

    fn pronoun(&mut self, a: &Attribution, token: usize, pronoun: Pronoun) -> Outcome {
        if pronoun == Pronoun::It || pronoun == Pronoun::They {
            if let Some(outcome) = self.after_statement(token, pronoun) {
                return outcome;
            }
        }
        match self.discourse.antecedent(&self.entities, token as u32, pronoun, &a.content) {
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

    /// "it added", "they also said": the body that was the source before, if it still has the floor.
    fn after_statement(&self, token: usize, pronoun: Pronoun) -> Option<Outcome> {
        let at = token as u32;
        let trace = self.discourse.traces.iter().rev().find(|t| t.token < at && t.source)?;
        let entity = self.entities.get(trace.entity)?;
        let fits = match pronoun {
            Pronoun::It => matches!(entity.sort, Sort::Body | Sort::Team | Sort::Document | Sort::Place),
            _ => matches!(entity.sort, Sort::Body | Sort::People | Sort::Team),
        };
        let near = self.discourse.distance(trace.token, at) <= 2;
        let made = self.discourse.statements.last().is_some_and(|(e, _)| *e == trace.entity);
        if !fits || !near {
            return None;
        }
        let (confidence, why) = if made { (0.9, Why::LastStatement) } else { (0.75, Why::Pronoun) };
        Some(Outcome { entity: Some(trace.entity), confidence, why })
    }

    /// "officials in Ohio, who said": the nearest mention that a relative pronoun can go with.
    fn relative(&mut self, token: usize) -> Outcome {
        let who = [hash("who"), hash("whom"), hash("whose")].contains(&self.scan.hash(token));
        let upto = self.order.partition_point(|m| self.scan.mentions[*m as usize].last as usize <= token);
        let mut best: Option<usize> = None;
        for i in self.order[..upto].iter().rev().take(6).map(|m| *m as usize) {
            let m = self.scan.mentions[i];
            let gap = token - m.last as usize;
            let human = matches!(m.sort, Sort::Person | Sort::Name | Sort::Role | Sort::People);
            if gap > 8 || gap > 1 && self.ends_sentence(m.last as usize, token) {
                break;
            }
            if human == who && !(m.possessive && gap > 0) {
                best = Some(i);
                break;
            }
        }
        let Some(mut i) = best else { return self.unlisted(token, who) };
        // "Ann Lee, a senator from Ohio, who said": the name, not what stands between the commas.
        let m = self.scan.mentions[i];
        if let Some(name) = m.apposed.map(|n| n as usize) {
            if self.scan.mentions[name].sort.is_name() {
                i = name;
            }
        }
        let m = self.scan.mentions[i];
        let confidence = if m.last as usize + 1 >= token { 0.9 } else { 0.7 };
        let named = m.sort.is_name();
        Outcome { entity: Some(m.entity), confidence, why: if named { Why::Relative } else { Why::Unnamed } }
    }

    /// "those who", "the many who": the word before has no name and is no noun that the lists know.
    fn unlisted(&mut self, token: usize, who: bool) -> Outcome {
        let noun = token.checked_sub(1).filter(|n| who && self.scan.is_word(*n));
        let Some(noun) = noun else { return Outcome { entity: None, confidence: 0.3, why: Why::Unclear } };
        let name = (noun as u32, token as u32);
        let several = self.scan.is(noun, Class::PEOPLE) || self.scan.text.word(noun).ends_with('s');
        let sort = if several { Sort::People } else { Sort::Role };
        let entity = self.entities.push(sort, name, Gender::Unknown);
        Outcome { entity: Some(entity), confidence: 0.8, why: Why::Unnamed }
    }

    fn ends_sentence(&self, from: usize, to: usize) -> bool {
        (from..to).any(|t| self.scan.kind(t) == TokenKind::Stop)
    }

    fn mention(&mut self, a: &Attribution, i: usize) -> Outcome {
        let m = self.scan.mentions[i];
        let outcome = self.by_sort(a, m);
        if outcome.why == Why::Unnamed && outcome.entity == Some(m.entity) {
            self.describe(a, m);
        }
        outcome
    }

    /// "a farmer from Ohio" rather than "a farmer": the phrase up to a comma or a relative clause.
    fn describe(&mut self, a: &Attribution, m: Mention) {
        let Some(source) = a.source.first() else { return };
        let range = self.scan.text.tokens_in(*source);
        let end = range.end.min(m.last as usize + 7);
        let stops = |t: &usize| !self.scan.is_word(*t) || source::is_relative(self.scan.hash(*t));
        let end = (m.last as usize..end).find(stops).unwrap_or(end.max(m.last as usize)) as u32;
        let Some(entity) = self.entities.all.get_mut(m.entity as usize) else { return };
        let fresh = entity.name == (m.first, m.last) && entity.owner.is_none();
        if fresh && matches!(m.sort, Sort::Role | Sort::People) && range.contains(&(m.first as usize)) {
            entity.name.1 = end;
        }
    }

    fn by_sort(&mut self, a: &Attribution, m: Mention) -> Outcome {
        match m.sort {
            Sort::Person | Sort::Name | Sort::Body | Sort::Place => {
                Outcome { entity: Some(m.entity), confidence: 0.97, why: Why::Named }
            }
            Sort::Statement => self.whose_statement(a, m),
            Sort::Role => self.role(a, m),
            Sort::Team | Sort::People | Sort::Document => self.group(a, m),
        }
    }

    /// "the statement": its maker, or the last who made one.
    fn whose_statement(&mut self, a: &Attribution, m: Mention) -> Outcome {
        let noun = self.scan.hash(m.name.0 as usize);
        if let Determiner::Pronoun(token) = m.determiner {
            if let Some(choice) = self.owner(a, token) {
                return Outcome {
                    entity: Some(choice.entity),
                    confidence: choice.confidence,
                    why: Why::Nominal,
                };
            }
        }
        if let Some(maker) = self.maker(m) {
            self.discourse.statements.push((maker, noun));
            return Outcome { entity: Some(maker), confidence: 0.92, why: Why::Nominal };
        }
        let recent = self.discourse.statements.iter().rev().take(32);
        let same = recent.clone().find(|(_, n)| *n == noun).or_else(|| recent.clone().next());
        if let Some((maker, _)) = same.copied().filter(|_| m.determiner != Determiner::A) {
            return Outcome { entity: Some(maker), confidence: 0.85, why: Why::LastStatement };
        }
        // Nobody is known to have made one: the body that was quoted last.
        let traces = self.discourse.traces.iter().rev().filter(|t| t.token < m.first).take(24);
        let body = traces
            .filter(|t| t.source && self.discourse.distance(t.token, m.first) <= 3)
            .find(|t| self.entities.get(t.entity).is_some_and(|e| e.sort == Sort::Body))
            .map(|t| t.entity)
            .filter(|_| m.determiner == Determiner::The);
        match body {
            Some(entity) => Outcome { entity: Some(entity), confidence: 0.6, why: Why::LastStatement },
            None => Outcome { entity: Some(m.entity), confidence: 0.8, why: Why::Unnamed },
        }
    }

    /// Whose "his" is in "his campaign".
    fn owner(&mut self, a: &Attribution, token: u32) -> Option<Choice> {
        let pronoun = source::pronoun(self.scan.hash(token as usize))?;
        self.discourse.antecedent(&self.entities, token, pronoun, &a.content)
    }

    /// "the candidate", "her mother", "a senior official".
    fn role(&mut self, a: &Attribution, m: Mention) -> Outcome {
        let unnamed = Outcome { entity: Some(m.entity), confidence: 0.9, why: Why::Unnamed };
        match m.determiner {
            Determiner::Pronoun(token) => {
                let owner = self.owner(a, token);
                return self.owned(m, owner, Why::Unnamed);
            }
            Determiner::A | Determiner::Quantity | Determiner::Owner(_) => return unnamed,
            Determiner::The | Determiner::None => {}
        }
        match self.office_holder(m, &a.content) {
            Some(Choice { entity, confidence }) => {
                Outcome { entity: Some(entity), confidence, why: Why::Nominal }
            }
            None => unnamed,
        }
    }

    /// Who "the president", "the Texas senator", "the candidate" is: the one that this was said of, or, when it
    /// was said of nobody, the one that the text is about here.
    fn office_holder(&self, m: Mention, content: &[Span]) -> Option<Choice> {
        let the = m.determiner == Determiner::The
            || m.determiner == Determiner::None && self.scan.text.tokens[m.first as usize].capital;
        let of_place = m
            .modifier
            .is_none_or(|i| self.scan.mentions.get(i as usize).is_some_and(|o| o.sort == Sort::Place));
        let follows = self.scan.hash(m.last as usize);
        let closed =
            ![hash("who"), hash("of"), hash("from"), hash("in"), hash("at"), hash("for")].contains(&follows);
        if m.sort != Sort::Role || !the || !of_place || !closed {
            return None;
        }
        let noun = self.scan.hash(m.name.0 as usize);
        let person = |e: &Entity| e.sort == Sort::Person && e.gender.fits(m.gender);
        let fits = |e: &Entity| (person(e) && e.roles.contains(&noun)).then_some(1.0);
        if let Some(choice) = self.discourse.choose(&self.entities, m.first, content, fits) {
            return Some(choice);
        }
        // "a farmer" came before: "the farmer" is he, and has no name.
        let first = self.entities.get(m.entity).and_then(|e| e.mentions.first());
        let first = first.and_then(|i| self.scan.mentions.get(*i as usize));
        if first.is_some_and(|f| f.determiner != m.determiner) {
            return None;
        }
        let fits = |e: &Entity| {
            let exact = e.gender == m.gender && m.gender != Gender::Unknown;
            person(e).then_some(if exact { 0.4 } else { 0.0 })
        };
        let choice = self.discourse.choose(&self.entities, m.first, content, fits)?;
        let confidence = choice.confidence - 0.15;
        (confidence >= 0.6).then_some(Choice { confidence, ..choice })
    }

    /// "his campaign", when it is known whose.
    fn owned(&mut self, m: Mention, owner: Option<Choice>, why: Why) -> Outcome {
        let Some(owner) = owner else {
            return Outcome { entity: Some(m.entity), confidence: 0.6, why: Why::Unnamed };
        };
        if let Some(entity) = self.entities.all.get_mut(m.entity as usize) {
            entity.owner.get_or_insert(owner.entity);
        }
        Outcome { entity: Some(m.entity), confidence: owner.confidence, why }
    }

    /// "the campaign", "the company", "Lee's supporters", "the poll".
    fn group(&mut self, a: &Attribution, m: Mention) -> Outcome {
        if let Determiner::Pronoun(token) = m.determiner {
            let owner = self.owner(a, token);
            return self.owned(m, owner, Why::Nominal);
        }
        let own = matches!(m.determiner, Determiner::Owner(_)) || m.modifier.is_some();
        if own {
            return Outcome { entity: Some(m.entity), confidence: 0.95, why: Why::Named };
        }
        if m.determiner == Determiner::The && m.sort != Sort::People {
            if let Some(entity) = self.named_body(m) {
                return Outcome { entity: Some(entity), confidence: 0.8, why: Why::Nominal };
            }
            let owned = self.entities.get(m.entity).is_some_and(|e| e.owner.is_some());
            if owned {
                return Outcome { entity: Some(m.entity), confidence: 0.8, why: Why::Nominal };
            }
        }
        if m.sort == Sort::Document {
            if let Some(maker) = self.maker(m) {
                let noun = self.scan.hash(m.name.0 as usize);
                let entity = self.entities.owned(maker, noun, m);
                return Outcome { entity: Some(entity), confidence: 0.9, why: Why::Named };
            }
        }
        let why = if self.scan.text.tokens[m.name.0 as usize].capital && m.sort == Sort::People {
            Why::Named
        } else {
            Why::Unnamed
        };
        Outcome { entity: Some(m.entity), confidence: 0.9, why }
    }

    /// "the committee": the last body whose name has the word.
    fn named_body(&self, m: Mention) -> Option<u32> {
        if m.sort != Sort::Team {
            return None;
        }
        let noun = self.scan.hash(m.name.0 as usize);
        let traces = self.discourse.traces.iter().rev().filter(|t| t.token < m.first).take(96);
        traces
            .filter_map(|t| self.entities.get(t.entity).map(|e| (t.entity, e)))
            .find(|(_, e)| {
                e.sort == Sort::Body && (e.name.0..e.name.1).any(|i| self.scan.hash(i as usize) == noun)
            })
            .map(|(entity, _)| entity)
    }

    /// A phrase without a word that the lists know: a speaker of its own.
    fn unknown(&mut self, a: &Attribution) -> Outcome {
        let Some(span) = a.source.first() else {
            return Outcome { entity: None, confidence: 1.0, why: Why::NoSource };
        };
        let range = self.scan.text.tokens_in(*span);
        let name = (range.start as u32, range.end as u32);
        let named = self.scan.text.tokens[range.clone()].iter().any(|t| t.capital) && {
            let t = self.scan.text.tokens[range.start];
            t.capital && !self.scan.is(range.start, Class::OTHER)
        };
        let plural = source::is_plural(self.scan, &a.source);
        let sort = if named {
            Sort::Name
        } else if plural {
            Sort::People
        } else {
            Sort::Role
        };
        let entity = self.entities.push(sort, name, Gender::Unknown);
        self.entities.all[entity as usize].count = 1;
        let why = if named { Why::Named } else { Why::Unnamed };
        Outcome { entity: Some(entity), confidence: 0.7, why }
    }

    /// Notes who has the floor now.
    fn remember(&mut self, a: &Attribution, outcome: &Outcome) {
        let (Some(entity), Some(source)) = (outcome.entity, a.source.first()) else { return };
        let range = self.scan.text.tokens_in(*source);
        if range.is_empty() {
            return;
        }
        self.discourse.note(range.start as u32, range.end as u32, entity, true, false);
        for span in a.cue.iter().chain(&a.source) {
            for t in self.scan.text.tokens_in(*span) {
                if self.scan.is(t, Class::STATEMENT) && !self.scan.is(t, Class::PLURAL) {
                    self.discourse.statements.push((entity, self.scan.hash(t)));
                }
            }
        }
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
        a.speaker = Some(id);
        for span in &a.source {
            self.list.mention(id, *span);
        }
    }
}

fn can_make(sort: Sort) -> bool {
    matches!(sort, Sort::Body | Sort::Person | Sort::Name | Sort::Team | Sort::Place | Sort::Role)
}
