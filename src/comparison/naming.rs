//! Names for clusters of sentences: the phrase that stands in many of them and in few others, and says much.

use std::ops::Range;

use super::CompareBy;
use super::sentences::Sentences;
use crate::analysis::Reading;
use crate::attribution::SpeakerKind;
use crate::figures::Unit;
use crate::order::Order;
use crate::text::{Span, Text, TokenKind, word_hash_ascii};
use crate::topics::{
    Lexicon, Tag, Tagged, Tags, Topic, TopicKind, in_source, lower_first, sources, stem_hash,
};

const OF: u32 = word_hash_ascii("of");
/// Topics in more than this share of the sentences are everywhere and name no row.
const AMBIENT: f32 = 0.25;
/// How much less it matters that a name stands in all of a cluster than that it stands nowhere else.
const RECALL: f32 = 0.5;
/// A form that holds so much of what a cluster's sentences share is not the better for holding more.
const CENTRAL: f32 = 0.12;
/// How alike a sentence that does not name a row's topic has to be to those that do, if these are the minority…
const FEW_NAME_IT: f32 = 0.14;
/// … and if they are not.
const MOST_NAME_IT: f32 = 0.04;

/// One form of a topic: the same stems in the same order, in all articles.
pub(super) struct Form {
    pub topic: u32,
    pub label: String,
    /// Sum of the rarities of its words, of three at most.
    weight: f32,
    /// A verb or a measure ("miles"): it counts, but names nothing.
    verb: bool,
    /// A name that only ever stands behind "of", "in", "near" and the like: where something is, or whose.
    beside: bool,
    /// Several words, the last of which may be a verb: "region drives".
    clause: bool,
    /// A person who only ever stands there as the one who says something.
    speaks: bool,
    /// Sentences that hold it, in order, each once.
    sentences: Vec<u32>,
    /// Its words' stems.
    terms: Vec<u32>,
}

impl Form {
    /// Whether one of these sentences, which are in order, holds it.
    pub fn is_in(&self, sentences: &[u32]) -> bool {
        self.sentences.iter().any(|s| sentences.binary_search(s).is_ok())
    }

    /// Whether half of all sentences with its words are among these: else it is another name for what they are about only by the
    /// way, as "Mexico" in one sentence on a wall.
    pub fn is_mostly_in(&self, all: &Sentences, sentences: &[u32]) -> bool {
        let (mut here, mut anywhere) = (0, 0);
        for s in (0..all.list.len() as u32).filter(|s| all.has_all(*s as usize, &self.terms)) {
            anywhere += 1;
            here += usize::from(sentences.binary_search(&s).is_ok());
        }
        2 * here >= anywhere
    }
}

pub(super) struct Forms {
    pub list: Vec<Form>,
    /// For each sentence the forms in it.
    within: Vec<Vec<u32>>,
    /// For each topic how many sentences hold it.
    spread: Vec<u32>,
    sentences: f32,
}

impl Forms {
    /// `by` whom: speakers are columns then, and name no rows.
    pub fn new(
        readings: &[&Reading],
        tags: &Tags,
        topics: &[Topic],
        sentences: &Sentences,
        by: CompareBy,
    ) -> Self {
        let mut forms = Self {
            list: Vec::new(),
            within: vec![Vec::new(); sentences.list.len()],
            spread: vec![0; topics.len()],
            sentences: sentences.list.len() as f32,
        };
        let starts = starts(readings.len(), topics);
        let sources = sources(readings);
        let mut buffer = String::new();
        let voices = voices(readings, by);
        for (t, topic) in topics.iter().enumerate() {
            if voices.contains(&topic.label.as_str()) || is_outlet(readings, topic) {
                continue;
            }
            let mut keys: Vec<(u32, u32)> = Vec::new();
            let mut last = None;
            for mention in &topic.mentions {
                let Some(reading) = readings.get(mention.article as usize) else { continue };
                let text = &reading.text;
                let Some(s) = sentences.at(mention.article, text.sentence_at(mention.span.start)) else {
                    continue;
                };
                let speaks = topic.kind == TopicKind::Person
                    && in_source(&sources[mention.article as usize], mention.span);
                // "12 million dollars" is an amount and nothing that is told of.
                let figures = &reading.analysis.figures;
                let next = figures.get(figures.partition_point(|f| f.span.end <= mention.span.start));
                let amount = next.filter(|f| !matches!(f.unit, Unit::Count(_)));
                if amount.is_some_and(|f| f.span.contains(mention.span)) {
                    continue;
                }
                let tagged = &tags.of[mention.article as usize];
                let span = if topic.kind == TopicKind::Phrase {
                    with_complement(text, tagged, mention.span, &starts[mention.article as usize])
                } else {
                    mention.span
                };
                let (mut key, mut weight) = (0u32, 0.0);
                for i in text.tokens_in(span).filter(|i| text.tokens[*i].is_word()) {
                    let stem = stem_hash(text.word(i), &mut buffer);
                    key = key.rotate_left(5) ^ stem;
                    weight += Lexicon::get().rarity(stem).idf;
                }
                let verb = text.tokens_in(span).all(|i| {
                    matches!(tagged.tags[i], Tag::Verb | Tag::Adjective) || is_measure(text.word(i))
                }) || is_amount(text, span);
                let words = text.tokens_in(span).filter(|i| text.tokens[*i].is_word()).count();
                let clause = words > 1 && topic.kind == TopicKind::Phrase && ends_like_a_verb(text, span);
                let form = match keys.iter().find(|k| k.0 == key) {
                    Some(known) => known.1,
                    None => {
                        let id = forms.list.len() as u32;
                        keys.push((key, id));
                        let label = label((text, tagged), span, topic);
                        forms.list.push(Form {
                            topic: t as u32,
                            label,
                            weight,
                            verb,
                            clause,
                            speaks: true,
                            beside: topic.kind != TopicKind::Phrase,
                            sentences: Vec::new(),
                            terms: terms(tagged, text.tokens_in(span)),
                        });
                        id
                    }
                };
                forms.list[form as usize].speaks &= speaks;
                forms.list[form as usize].beside &= is_beside(text, span);
                let held = &mut forms.list[form as usize].sentences;
                if held.last() != Some(&(s as u32)) {
                    held.push(s as u32);
                    forms.within[s].push(form);
                }
                if last != Some(s) {
                    forms.spread[t] += 1;
                    last = Some(s);
                }
            }
        }
        forms
    }

    /// The sentences of a cluster that go with the form which names it, and those that do not: who neither names the topic
    /// nor is like those who do came along with others that are not there any more.
    pub fn apart(&self, sentences: &Sentences, members: Vec<u32>, form: &Form) -> (Vec<u32>, Vec<u32>) {
        let names = |s: &u32| {
            let of_topic = |f: &u32| self.list[*f as usize].topic == form.topic;
            self.within[*s as usize].iter().any(of_topic) || sentences.has_all(*s as usize, &form.terms)
        };
        let naming: Vec<u32> = members.iter().copied().filter(names).collect();
        let least = if 2 * naming.len() < members.len() { FEW_NAME_IT } else { MOST_NAME_IT };
        let centre = sentences.centre(&naming);
        members.into_iter().partition(|s| names(s) || sentences.likeness(*s as usize, &centre) >= least)
    }

    /// The forms in a cluster, the most telling first: often there, seldom elsewhere, rich in content.
    pub fn ranked(
        &self,
        topics: &[Topic],
        sentences: &Sentences,
        members: &[u32],
        used: &[bool],
    ) -> Vec<usize> {
        let centre = sentences.centre(members);
        let mut held: Vec<(u32, u32, f32)> = Vec::new();
        let mut whole = 0.0;
        for s in members {
            let likeness = sentences.likeness(*s as usize, &centre) + 0.05;
            whole += likeness;
            held.extend(self.within[*s as usize].iter().map(|f| (*f, *s, likeness)));
        }
        held.order_by_key(|h| (h.0, h.1));
        let mut ranked: Vec<(f32, usize)> = Vec::new();
        for same in held.chunk_by(|a, b| a.0 == b.0) {
            let f = same[0].0;
            let form = &self.list[f as usize];
            let t = form.topic as usize;
            let spread = self.spread[t] as f32;
            if used[t] || form.verb || topics[t].score <= 0.0 {
                continue;
            }
            let ambient = spread > AMBIENT * self.sentences && self.sentences >= 8.0;
            if ambient && topics[t].kind != TopicKind::Phrase {
                continue;
            }
            let recall = same.iter().map(|h| h.2).sum::<f32>() / whole;
            let precision = same.len() as f32 / spread;
            let reading = |h: &(u32, u32, f32)| sentences.list[h.1 as usize].reading;
            let articles = same.chunk_by(|a, b| reading(a) == reading(b)).count() as f32;
            let fit = (1.0 + RECALL) / (1.0 / precision + RECALL / recall.max(0.001));
            // What the sentences have in common is what they are about.
            let shared = form.terms.iter().filter_map(|t| centre.binary_search_by_key(t, |c| c.0).ok());
            let central = shared.map(|i| centre[i].1 * centre[i].1).sum::<f32>();
            let fit = fit * (0.02 + central.min(CENTRAL)).sqrt().sqrt();
            let value = fit * (0.9 + 0.1 * articles) * topics[t].score.sqrt().sqrt() * form.weight.sqrt();
            // A country is where much happens and seldom what happens.
            let place = topics[t].kind == TopicKind::Place || form.beside;
            let value = if place || form.speaks { 0.6 * value } else { value };
            let value = if form.clause && form.sentences.len() < 2 { 0.6 * value } else { value };
            // What is everywhere names a row that nothing else names: "call".
            let value = if ambient { 0.1 * value } else { value };
            ranked.push((value, f as usize));
        }
        ranked.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().map(|r| r.1).collect()
    }
}

/// The stems of some words, each once.
fn terms(tagged: &Tagged, tokens: Range<usize>) -> Vec<u32> {
    let mut terms: Vec<u32> = tokens.filter(|i| tagged.idf[*i] > 0.0).map(|i| tagged.stems[i]).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The names of those who are given statements. By articles a row may be about a person who also speaks, but not
/// about a body of which we only learn what it said.
fn voices<'a>(readings: &[&'a Reading], by: CompareBy) -> Vec<&'a str> {
    let of = |r: &&'a Reading| {
        let speakers = &r.analysis.speakers;
        let given = r.analysis.attributions.iter().filter_map(|a| speakers.get(a.speaker?.0 as usize));
        let named = given.filter(|s| by == CompareBy::Speakers || s.kind == SpeakerKind::Institution);
        named.map(|s| s.name.as_str()).collect::<Vec<_>>()
    };
    let mut voices: Vec<&str> = readings.iter().flat_map(of).collect();
    voices.sort_unstable();
    voices.dedup();
    voices
}

/// Whether a topic is one of the outlets, by the end of its name: "the Courier" is the City Courier. What is as long as a headline
/// names none.
fn is_outlet(readings: &[&Reading], topic: &Topic) -> bool {
    let ends = |r: &&Reading| {
        let label = r.article.label.trim();
        label.len() < 30
            && label.strip_suffix(topic.label.as_str()).is_some_and(|r| !r.ends_with(char::is_alphanumeric))
    };
    topic.kind == TopicKind::Name && readings.iter().any(ends)
}

/// Where the mentions of all topics stand, for each reading in order.
fn starts(readings: usize, topics: &[Topic]) -> Vec<Vec<Span>> {
    let mut starts = vec![Vec::new(); readings];
    for mention in topics.iter().flat_map(|t| &t.mentions) {
        if let Some(list) = starts.get_mut(mention.article as usize) {
            list.push(mention.span);
        }
    }
    for list in &mut starts {
        list.order_by(Ord::cmp);
    }
    starts
}

/// Whether a word is what lengths, areas and weights are given in.
pub(super) fn is_measure(word: &str) -> bool {
    const MEASURES: [&str; 16] = [
        "millimetre",
        "centimetre",
        "mile",
        "kilometre",
        "kilometer",
        "metre",
        "meter",
        "feet",
        "foot",
        "inch",
        "acre",
        "hectare",
        "ton",
        "tonne",
        "litre",
        "gallon",
    ];
    let singular = word.strip_suffix("es").filter(|w| w.ends_with("inch")).or(word.strip_suffix('s'));
    MEASURES.contains(&singular.unwrap_or(word))
}

/// Whether a preposition of place stands right before a name.
fn is_beside(text: &Text, span: Span) -> bool {
    const PLACES: [u32; 7] = [
        OF,
        word_hash_ascii("in"),
        word_hash_ascii("at"),
        word_hash_ascii("near"),
        word_hash_ascii("via"),
        word_hash_ascii("through"),
        word_hash_ascii("outside"),
    ];
    let before = text.tokens_in(span).start.checked_sub(1).and_then(|i| text.tokens.get(i));
    before.is_some_and(|t| PLACES.contains(&t.hash))
}

/// Whether the last word of a form may be a verb in -s or -ing, and the form a clause that the tagger took for a phrase.
fn ends_like_a_verb(text: &Text, span: Span) -> bool {
    let Some(last) = text.tokens_in(span).last() else { return false };
    let word = text.word(last);
    let mut buffer = String::new();
    (word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ing"))
        && Lexicon::get().rarity(stem_hash(word, &mut buffer)).verbal
}

/// "cost 12", "wage offer 4.5": words and, at last, a small number. "resolution 2254" and "Article 50" are names.
fn is_amount(text: &Text, span: Span) -> bool {
    let tokens = text.tokens_in(span);
    let small = |i: usize| {
        text.tokens[i].kind == TokenKind::Number
            && (text.word(i).len() <= 2 || text.word(i).contains(['.', ',']))
    };
    tokens.len() >= 2 && small(tokens.end - 1) && !text.tokens[tokens.start].capital
}

/// A lone noun with what it is of: "reign of terror", "control of the Senate".
fn with_complement(text: &Text, tagged: &Tagged, span: Span, mentions: &[Span]) -> Span {
    let tokens = text.tokens_in(span);
    let of = text.tokens.get(tokens.end).filter(|t| t.hash == OF);
    if tokens.len() != 1 || of.is_none() {
        return span;
    }
    let next = mentions.partition_point(|m| m.start < span.end);
    let Some(next) = mentions.get(next) else { return span };
    // "of" and one more word at most: "of the Senate". "A detour of 23 miles" is a detour: how long it is may be disputed.
    let from = text.tokens_in(*next).start;
    let near = from - tokens.end <= 2 && text.tokens_in(*next).len() <= 3;
    let number = |i: usize| tagged.tags[i] == Tag::Number;
    let whole = near && !(tokens.end..from).any(number);
    if whole { span.cover(*next) } else { span }
}

/// A form as a label, without the capital of a sentence's start.
fn label((text, tagged): (&Text, &Tagged), span: Span, topic: &Topic) -> String {
    let form = text.slice(span);
    let (long, short) = (topic.label.to_lowercase(), form.to_lowercase());
    let fuller = long.strip_prefix(&short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if fuller || topic.kind != TopicKind::Phrase {
        return topic.label.clone();
    }
    let name = tagged.tags.get(text.tokens_in(span).start) == Some(&Tag::Name);
    if name { form.to_owned() } else { lower_first(form) }
}
