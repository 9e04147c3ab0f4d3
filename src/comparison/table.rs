//! Rows and cells. A row is what several sentences tell of: sentences are put together by likeness across
//! all articles ([`super::clusters`]), the weightiest clusters become rows, and each is named by the phrase
//! that says most about it and little about the rest. A column's cell holds the passages of the cluster,
//! and further ones that name the row's topic, best first.

use super::sentences::Sentences;
use super::{Cell, Column, ColumnKind, Coverage, Passage, Row, clusters};
use crate::analysis::Reading;
use crate::attribution::Attribution;
use crate::order::Order;
use crate::text::Span;
use crate::topics::{Lexicon, Topic, TopicId, stem_hash};

/// Most rows that are shown.
const ROWS: usize = 12;
/// Most passages in a cell.
const PASSAGES: usize = 12;
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
    let mass: f32 = members.iter().map(|s| 1.0 - 0.3 * at(s).position).sum();
    let articles = members.chunk_by(|a, b| at(a).reading == at(b).reading).count();
    mass.sqrt() * (1.0 + 0.5 * (articles as f32 - 1.0))
}

/// One form of a topic: the same stems in the same order, in all articles.
struct Form {
    topic: u32,
    label: String,
    /// Sum of the rarities of its words, of three at most.
    weight: f32,
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
                let (mut key, mut weight) = (0u32, 0.0);
                for i in text.tokens_in(mention.span).filter(|i| text.tokens[*i].is_word()) {
                    let stem = stem_hash(text.word(i), &mut buffer);
                    key = key.rotate_left(5) ^ stem;
                    weight += Lexicon::get().rarity(stem).idf;
                }
                let form = match keys.iter().find(|k| k.0 == key) {
                    Some(known) => known.1,
                    None => {
                        let id = forms.list.len() as u32;
                        keys.push((key, id));
                        let label = super::table::label(text.slice(mention.span), topic);
                        forms.list.push(Form { topic: t as u32, label, weight, sentences: Vec::new() });
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
    fn ranked(&self, topics: &[Topic], _sentences: &Sentences, members: &[u32], used: &[bool]) -> Vec<usize> {
        let mut counts: Vec<(u32, u32)> = Vec::new();
        let mut held: Vec<u32> = members.iter().flat_map(|s| &self.within[*s as usize]).copied().collect();
        held.sort_unstable();
        for same in held.chunk_by(|a, b| a == b) {
            counts.push((same[0], same.len() as u32));
        }
        let mut ranked: Vec<(f32, usize)> = Vec::new();
        for (f, inside) in counts {
            let form = &self.list[f as usize];
            let t = form.topic as usize;
            let spread = self.spread[t] as f32;
            if used[t] || spread > AMBIENT * self.sentences && self.sentences >= 8.0 {
                continue;
            }
            let all = form.sentences.len() as f32;
            let a = 0.5;
            let value = inside as f32 / (all.powf(1.0 - a) * spread.powf(a)).powf(0.7)
                * topics[t].score.sqrt()
                * form.weight.sqrt();
            ranked.push((value, f as usize));
        }
        ranked.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().map(|r| r.1).collect()
    }
}

/// A form as a label.
fn label(form: &str, topic: &Topic) -> String {
    if topic.label.to_lowercase() == form.to_lowercase() || topic.kind != crate::topics::TopicKind::Phrase {
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

/// The sentences of a cluster, and others that name its topic and are a little like it; best first.
fn places(sentences: &Sentences, members: &[u32], forms: &Forms, form: usize) -> Vec<Place> {
    let centre = sentences.centre(members);
    let topic = forms.list[form].topic;
    let named = |s: usize| forms.within[s].iter().any(|f| forms.list[*f as usize].topic == topic);
    let mut covering: Vec<(u32, f32)> =
        members.iter().map(|s| (*s, sentences.likeness(*s as usize, &centre))).collect();
    for other in forms.list.iter().filter(|f| f.topic == topic).flat_map(|f| &f.sentences) {
        let likeness = sentences.likeness(*other as usize, &centre);
        if likeness >= 0.0 && !covering.iter().any(|c| c.0 == *other) {
            covering.push((*other, likeness));
        }
    }
    let mut places: Vec<Place> = covering
        .into_iter()
        .map(|(s, likeness)| {
            let at = sentences.list[s as usize];
            let bonus = if named(s as usize) { 0.1 } else { 0.0 };
            let score = (likeness + bonus - 0.02 * at.position).clamp(0.01, 1.0);
            Place { reading: at.reading, sentence: at.sentence, score }
        })
        .collect();
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
