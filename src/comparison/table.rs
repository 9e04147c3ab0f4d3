//! Rows and cells. A row is what several sentences tell of: sentences are put together by likeness across
//! all articles ([`super::clusters`]), the weightiest clusters become rows, and each is named by the phrase
//! that says most about it and little about the rest. A column's cell holds the passages of the cluster,
//! and further ones that name the row's topic, best first.

use super::sentences::Sentences;
use super::{Cell, Column, ColumnKind, Coverage, Passage, Row, clusters};
use crate::analysis::Reading;
use crate::attribution::Attribution;
use crate::order::Order;
use crate::text::{Span, Text, word_hash_ascii};
use crate::topics::{Lexicon, Tag, Topic, TopicId, TopicKind, stem_hash};

const OF: u32 = word_hash_ascii("of");

/// Most rows that are shown.
const ROWS: usize = 12;
/// Most passages in a cell.
const PASSAGES: usize = 12;
/// A sentence outside the cluster that names the row's topic belongs to the row from this likeness on.
const A_LITTLE_ALIKE: f32 = 0.1;
/// Topics in more than this share of the sentences are everywhere and name no row.
const AMBIENT: f32 = 0.25;

/// Who covers a row, by its cells.
pub fn coverage(cells: &[Cell]) -> Coverage {
    let mut speaking = (0u32..).zip(cells).filter(|(_, c)| !c.is_silent()).map(|(i, _)| i);
    match (speaking.next(), speaking.next()) {
        (Some(only), None) if cells.len() > 1 => Coverage::Only(only),
        _ if cells.iter().all(|c| !c.is_silent()) => Coverage::All,
        _ => Coverage::Some,
    }
}

/// The rows of a table, the weightiest first. Each topic names one row at most, and may get a narrower label
/// by it.
pub fn rows(readings: &[&Reading], topics: &mut [Topic], columns: &[Column]) -> Vec<Row> {
    let sentences = Sentences::new(readings);
    let forms = Forms::new(readings, topics, &sentences);
    let mut clusters = clusters::clusters(&sentences);
    let weight = |members: &[u32]| weight(&sentences, members);
    clusters.order_by(|a, b| weight(b).total_cmp(&weight(a)).then(a[0].cmp(&b[0])));
    let mut used = vec![false; topics.len()];
    let mut rows = Vec::new();
    for members in clusters {
        if rows.len() >= ROWS {
            break;
        }
        let ranked = forms.ranked(topics, &sentences, &members, &used);
        let Some(best) = ranked.first() else { continue };
        let topic = forms.list[*best].topic as usize;
        used[topic] = true;
        let places = places(&sentences, &members, &forms, *best);
        let cells: Vec<Cell> = columns.iter().map(|column| cell(readings, column, &places)).collect();
        if cells.iter().all(Cell::is_silent) {
            continue;
        }
        let label = forms.list[*best].label.clone();
        let mut aliases: Vec<String> = Vec::new();
        for form in &ranked[1..] {
            let alias = &forms.list[*form].label;
            if *alias != label && !aliases.contains(alias) && aliases.len() < 3 {
                aliases.push(alias.clone());
            }
        }
        rows.push(Row {
            topic: TopicId(topic as u32),
            label,
            aliases,
            coverage: coverage(&cells),
            cells,
            claims: Vec::new(),
            discrepancies: Vec::new(),
        });
    }
    rows
}

/// How much of the coverage a cluster is: its sentences, early ones a little more, and in how many articles.
fn weight(sentences: &Sentences, members: &[u32]) -> f32 {
    let at = |s: &u32| sentences.list[*s as usize];
    let mass: f32 = members.iter().map(|s| 1.0 - 0.2 * at(s).position).sum();
    let articles = members.chunk_by(|a, b| at(a).reading == at(b).reading).count();
    mass.sqrt() * (1.0 + 0.75 * (articles as f32 - 1.0))
}

/// One form of a topic: the same stems in the same order, in all articles.
struct Form {
    topic: u32,
    label: String,
    /// Sum of the rarities of its words, of three at most.
    weight: f32,
    /// A verb: it counts, but names nothing.
    verb: bool,
    /// Sentences that hold it, in order, each once.
    sentences: Vec<u32>,
}

struct Forms {
    list: Vec<Form>,
    /// For each sentence the forms in it.
    within: Vec<Vec<u32>>,
    /// For each topic how many sentences hold it.
    spread: Vec<u32>,
    sentences: f32,
}

impl Forms {
    fn new(readings: &[&Reading], topics: &[Topic], sentences: &Sentences) -> Self {
        let mut forms = Self {
            list: Vec::new(),
            within: vec![Vec::new(); sentences.list.len()],
            spread: vec![0; topics.len()],
            sentences: sentences.list.len() as f32,
        };
        let starts = starts(readings.len(), topics);
        let mut buffer = String::new();
        for (t, topic) in topics.iter().enumerate() {
            let mut keys: Vec<(u32, u32)> = Vec::new();
            let mut last = None;
            for mention in &topic.mentions {
                let Some(reading) = readings.get(mention.article as usize) else { continue };
                let text = &reading.text;
                let Some(s) = sentences.at(mention.article, text.sentence_at(mention.span.start)) else {
                    continue;
                };
                let span = if topic.kind == TopicKind::Phrase {
                    with_complement(text, mention.span, &starts[mention.article as usize])
                } else {
                    mention.span
                };
                let (mut key, mut weight) = (0u32, 0.0);
                for i in text.tokens_in(span).filter(|i| text.tokens[*i].is_word()) {
                    let stem = stem_hash(text.word(i), &mut buffer);
                    key = key.rotate_left(5) ^ stem;
                    weight += Lexicon::get().rarity(stem).idf;
                }
                let tags = &sentences.tagged[mention.article as usize].tags;
                let verb = text.tokens_in(span).all(|i| tags[i] == Tag::Verb);
                let form = match keys.iter().find(|k| k.0 == key) {
                    Some(known) => known.1,
                    None => {
                        let id = forms.list.len() as u32;
                        keys.push((key, id));
                        let label = label(text.slice(span), topic);
                        forms.list.push(Form { topic: t as u32, label, weight, verb, sentences: Vec::new() });
                        id
                    }
                };
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

    /// The forms in a cluster, the most telling first: often there, seldom elsewhere, rich in content.
    fn ranked(&self, topics: &[Topic], sentences: &Sentences, members: &[u32], used: &[bool]) -> Vec<usize> {
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
            if used[t] || form.verb || spread > AMBIENT * self.sentences && self.sentences >= 8.0 {
                continue;
            }
            let recall = same.iter().map(|h| h.2).sum::<f32>() / whole;
            let precision = same.len() as f32 / (form.sentences.len() as f32 * spread).sqrt();
            let reading = |h: &(u32, u32, f32)| sentences.list[h.1 as usize].reading;
            let articles = same.chunk_by(|a, b| reading(a) == reading(b)).count() as f32;
            let fit = 2.0 / (1.0 / precision + 1.0 / recall.max(0.001));
            let value = fit * (0.8 + 0.2 * articles) * (topics[t].score * form.weight).sqrt();
            ranked.push((value, f as usize));
        }
        ranked.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().map(|r| r.1).collect()
    }
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

/// A lone noun with what it is of: "reign of terror", "control of the Senate".
fn with_complement(text: &Text, span: Span, mentions: &[Span]) -> Span {
    let tokens = text.tokens_in(span);
    let of = text.tokens.get(tokens.end).filter(|t| t.hash == OF);
    if tokens.len() != 1 || of.is_none() {
        return span;
    }
    let next = mentions.partition_point(|m| m.start < span.end);
    let Some(next) = mentions.get(next) else { return span };
    // "of" and one more word at most: "of the Senate".
    let gap = text.tokens_in(*next).start - tokens.end;
    if gap <= 2 && text.tokens_in(*next).len() <= 3 { span.cover(*next) } else { span }
}

/// A form as a label.
fn label(form: &str, topic: &Topic) -> String {
    let (long, short) = (topic.label.to_lowercase(), form.to_lowercase());
    let fuller = long.strip_prefix(&short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if fuller || topic.kind != TopicKind::Phrase {
        return topic.label.clone();
    }
    form.to_owned()
}

/// A sentence that speaks to a row.
#[derive(Debug, Clone, Copy)]
struct Place {
    reading: u32,
    sentence: u32,
    score: f32,
}

/// The sentences of a cluster, and others that name it and are a little like it; best first.
fn places(sentences: &Sentences, members: &[u32], forms: &Forms, form: usize) -> Vec<Place> {
    let centre = sentences.centre(members);
    let topic = forms.list[form].topic;
    let named = |s: u32| forms.within[s as usize].iter().any(|f| forms.list[*f as usize].topic == topic);
    let likeness = |s: u32| sentences.likeness(s as usize, &centre);
    let further = forms.list[form].sentences.iter().filter(|s| likeness(**s) >= A_LITTLE_ALIKE);
    let mut covering: Vec<u32> = members.iter().chain(further).copied().collect();
    covering.sort_unstable();
    covering.dedup();
    let place = |s: u32| {
        let at = sentences.list[s as usize];
        let bonus = if named(s) { 0.1 } else { 0.0 };
        let score = (likeness(s) + bonus - 0.02 * at.position).clamp(0.01, 1.0);
        Place { reading: at.reading, sentence: at.sentence, score }
    };
    let mut places: Vec<Place> = covering.into_iter().map(place).collect();
    places.order_by(|a, b| {
        b.score.total_cmp(&a.score).then((a.reading, a.sentence).cmp(&(b.reading, b.sentence)))
    });
    places
}

fn cell(readings: &[&Reading], column: &Column, places: &[Place]) -> Cell {
    let mut passages: Vec<Passage> = Vec::new();
    for place in places {
        let reading = readings[place.reading as usize];
        let sentence = reading.text.sentences[place.sentence as usize].span;
        let said = |a: &Attribution| a.content.iter().any(|c| c.overlaps(sentence));
        let attributions = || (0u32..).zip(&reading.analysis.attributions).filter(|(_, a)| said(a));
        let mut push = |span: Span, attribution: Option<u32>| {
            if !passages.iter().any(|p| p.article == place.reading && p.span == span) {
                passages.push(Passage {
                    article: place.reading,
                    span,
                    sentence,
                    attribution,
                    score: place.score,
                });
            }
        };
        match &column.kind {
            ColumnKind::Article(article) if *article == place.reading => {
                push(sentence, attributions().next().map(|(i, _)| i));
            }
            ColumnKind::Narration(article) if *article == place.reading => {
                let said: usize = attributions().map(|(_, a)| a.content_span().len()).sum();
                if said * 2 < sentence.len() {
                    push(sentence, None);
                }
            }
            ColumnKind::Speaker { in_articles, .. } => {
                for (i, a) in attributions() {
                    let here =
                        |(r, s): &(u32, u32)| *r == place.reading && a.speaker.is_some_and(|id| id.0 == *s);
                    if in_articles.iter().any(here) {
                        push(a.content_span(), Some(i));
                    }
                }
            }
            _ => {}
        }
    }
    passages.truncate(PASSAGES);
    Cell { passages }
}
