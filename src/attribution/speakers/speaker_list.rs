//! The speakers of an article, made from the entities that turn out to be sources.

use std::collections::HashMap;

use super::entities::{Entities, Entity};
use super::interview::{NOBODY, is_label};
use super::mentions::{Determiner, Mention, Sort};
use super::scan::Scan;
use super::{Speaker, SpeakerId, SpeakerKind};
use crate::order::Order;
use crate::text::{Span, word_hash_ascii as hash};

/// At most this many other forms are kept of a name.
const ALIASES: usize = 8;

#[derive(Default)]
pub(super) struct SpeakerList {
    speakers: Vec<Speaker>,
    ids: HashMap<u32, SpeakerId>,
    named: HashMap<String, SpeakerId>,
    entities: Vec<u32>,
}

impl SpeakerList {
    /// The speaker that an entity is.
    pub(super) fn of(&mut self, scan: &Scan, entities: &Entities, entity: u32) -> SpeakerId {
        if let Some(id) = self.ids.get(&entity) {
            return *id;
        }
        let (mut name, kind) = match entities.get(entity) {
            Some(e) => (name(scan, entities, e, 0), kind(e)),
            None => (String::new(), SpeakerKind::Unnamed),
        };
        // "Lee and Smith" and groups are the same by their words, and so is "the mayor of Aldmouth", but not "an official".
        let mut key =
            Some(name.to_lowercase()).filter(|n| kind != SpeakerKind::Unnamed || n.starts_with("the "));
        let mut known = key.as_ref().and_then(|key| self.named.get(key)).copied();
        if let Some(form) = known.and_then(|id| self.told_apart(scan, entities, id, entity)) {
            (name, key, known) = (form, None, None);
        }
        let id = known.unwrap_or(SpeakerId(self.speakers.len() as u32));
        if known.is_none() {
            self.named.extend(key.map(|key| (key, id)));
            self.speakers.push(Speaker { name, aliases: Vec::new(), kind, mentions: Vec::new() });
            self.entities.push(entity);
        }
        self.ids.insert(entity, id);
        id
    }

    /// What somebody is called who has the name of a known speaker and is another: "Mr Moe" and "Ms Moe" are two, though each is
    /// "Moe". The known one is called so as well from now on.
    fn told_apart(
        &mut self,
        scan: &Scan,
        entities: &Entities,
        known: SpeakerId,
        entity: u32,
    ) -> Option<String> {
        let speaker = self.speakers.get_mut(known.0 as usize)?;
        let (one, other) = (entities.get(*self.entities.get(known.0 as usize)?)?, entities.get(entity)?);
        if speaker.kind != SpeakerKind::Person || one.gender.fits(other.gender) {
            return None;
        }
        speaker.name = titled(scan, one).unwrap_or_else(|| speaker.name.clone());
        Some(titled(scan, other).unwrap_or_else(|| speaker.name.clone()))
    }

    pub(super) fn name(&self, id: SpeakerId) -> &str {
        self.speakers.get(id.0 as usize).map_or("", |s| &s.name)
    }

    pub(super) fn mention(&mut self, id: SpeakerId, span: Span) {
        if let Some(speaker) = self.speakers.get_mut(id.0 as usize) {
            speaker.mentions.push(span);
        }
    }

    /// Adds the aliases and mentions from the text.
    pub(super) fn finish(mut self, scan: &Scan, entities: &Entities) -> Vec<Speaker> {
        for (speaker, entity) in self.speakers.iter_mut().zip(&self.entities) {
            let Some(entity) = entities.get(*entity) else { continue };
            for m in entity.mentions.iter().filter_map(|i| scan.mentions.get(*i as usize)) {
                let span = tokens_span(scan, m.first, m.last);
                speaker.mentions.push(span);
                let form = scan.text.slice(span);
                let known = form == speaker.name || speaker.aliases.iter().any(|a| a == form);
                if !known && speaker.aliases.len() < ALIASES && form.len() < 80 && !form.contains('\n') {
                    speaker.aliases.push(form.to_owned());
                }
            }
            speaker.mentions.order_by_key(|m| *m);
            speaker.mentions.dedup();
        }
        self.speakers
    }
}

/// "Ms Moe", if a mention has a title or an honorific before the name.
fn titled(scan: &Scan, entity: &Entity) -> Option<String> {
    let mut all = entity.mentions.iter().filter_map(|i| scan.mentions.get(*i as usize));
    all.find(|m| m.first < m.name.0 && m.title != 0).map(|m| words(scan, m.first, m.last))
}

/// "Lord Pell", who has no first name that one would know him by.
fn ennobled(scan: &Scan, entity: &Entity) -> Option<String> {
    const RANKS: &[u32] = &[hash("lord"), hash("lady"), hash("baroness"), hash("viscount"), hash("countess")];
    let single = entity.sort == Sort::Person && entity.name.1 - entity.name.0 == 1;
    let mut all = entity.mentions.iter().filter_map(|i| scan.mentions.get(*i as usize));
    let rank = |m: &&Mention| scan.is_one((m.name.0 as usize).wrapping_sub(1), RANKS);
    let m = all.find(rank).filter(|_| single)?;
    Some(words(scan, m.name.0 - 1, m.last))
}

fn tokens_span(scan: &Scan, first: u32, last: u32) -> Span {
    let tokens = &scan.text.tokens;
    match (tokens.get(first as usize), (last as usize).checked_sub(1).and_then(|l| tokens.get(l))) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => Span::default(),
    }
}

fn kind(entity: &Entity) -> SpeakerKind {
    match entity.sort {
        _ if !entity.members.is_empty() => SpeakerKind::Group,
        Sort::Person | Sort::Name => SpeakerKind::Person,
        Sort::Body | Sort::Place | Sort::Team => SpeakerKind::Institution,
        Sort::Role => SpeakerKind::Unnamed,
        Sort::People => SpeakerKind::Group,
        Sort::Statement | Sort::Document => SpeakerKind::Document,
    }
}

/// How a speaker is called. `depth` bounds owners of owners.
fn name(scan: &Scan, entities: &Entities, entity: &Entity, depth: usize) -> String {
    if !entity.members.is_empty() {
        let all: Vec<String> = entity
            .members
            .iter()
            .filter_map(|e| entities.get(*e))
            .filter(|_| depth < 3)
            .map(|e| name(scan, entities, e, depth + 1))
            .collect();
        return match all.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((last, _)) => last.clone(),
            None => String::new(),
        };
    }
    let (first, last) = entity.name;
    if let Some(owner) = entity.owner.and_then(|o| entities.get(o)).filter(|_| depth < 3) {
        let owner_name = name(scan, entities, owner, depth + 1);
        let noun = words(scan, head_start(scan, entity), last);
        // "Lee campaign", "Ann Lee’s mother", "White House official", "Marist poll"
        let person = matches!(owner.sort, Sort::Person | Sort::Name | Sort::Role | Sort::People);
        let loose = matches!(entity.sort, Sort::Team | Sort::People);
        let possessive = mention_of(scan, entity)
            .is_none_or(|m| matches!(m.determiner, Determiner::Owner(_) | Determiner::Pronoun(_)));
        let plural = owner.sort == Sort::People && owner_name.ends_with('s');
        let (common, s) = (plural || owner.sort == Sort::Role, if plural { "" } else { "s" });
        return match () {
            () if person && loose && !common && owner.name.1 > owner.name.0 => {
                format!("{} {noun}", words(scan, owner.name.1 - 1, owner.name.1))
            }
            () if person && possessive => format!("{owner_name}’{s} {noun}"),
            () => format!("{owner_name} {noun}"),
        };
    }
    if let Some(name) = ennobled(scan, entity) {
        return name;
    }
    let skip = [hash("the"), hash("some"), hash("many"), hash("of"), hash("these"), hash("those")];
    // "some of these outsiders" are "outsiders".
    let plain = if entity.sort == Sort::Role {
        0
    } else {
        (first..last.saturating_sub(1)).take_while(|t| skip.contains(&scan.hash(*t as usize))).count() as u32
    };
    if last == first + 1 && is_label(scan, first as usize) {
        return NOBODY.to_owned();
    }
    words(scan, first + plain, last)
}

/// The mention that an entity has its name from.
fn mention_of<'a>(scan: &'a Scan, entity: &Entity) -> Option<&'a Mention> {
    let mut all = entity.mentions.iter().filter_map(|i| scan.mentions.get(*i as usize));
    all.find(|m| m.first == entity.name.0)
}

/// Where the noun of an owned phrase begins: behind the owner.
fn head_start(scan: &Scan, entity: &Entity) -> u32 {
    let (first, last) = entity.name;
    let Some(m) = mention_of(scan, entity) else { return first.max(last.saturating_sub(1)) };
    let owner = match m.determiner {
        Determiner::Owner(i) => scan.mentions.get(i as usize).map(|o| o.last + 1),
        Determiner::Pronoun(token) => Some(token + 1),
        _ => m.modifier.and_then(|i| scan.mentions.get(i as usize)).map(|o| o.last),
    };
    owner.unwrap_or(first).min(last.saturating_sub(1))
}

fn words(scan: &Scan, first: u32, last: u32) -> String {
    let slice = scan.text.slice(tokens_span(scan, first, last));
    slice.split_whitespace().collect::<Vec<_>>().join(" ")
}
