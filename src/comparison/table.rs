//! Rows and cells. A row is what several sentences tell of: sentences are put together by likeness across
//! all articles ([`super::clusters`]), the weightiest clusters become rows, and each is named by the phrase
//! that says most about it and little about the rest. A column's cell holds the passages of the cluster,
//! and further ones that name the row's topic, best first.

use std::collections::VecDeque;

use super::naming::Forms;
use super::sentences::Sentences;
use super::{Cell, Column, ColumnKind, CompareBy, Comparison, Coverage, Passage, Row, clusters};
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::Span;
use crate::topics::{Tags, Topic, TopicId, TopicKind};

/// Most rows that are shown.
const ROWS: usize = 12;
/// The same by speakers, of whom most speak to few topics.
const STATEMENT_ROWS: usize = 18;
/// Most passages in a cell.
const PASSAGES: usize = 12;
/// Most other names of a row.
const ALIASES: usize = 3;
/// So many of what might be one are looked at: each takes a look at all sentences.
const ALIASES_TRIED: usize = 16;
/// Topics that are kept for the legend, besides those of the rows.
const LISTED: usize = 60;
/// A sentence outside the cluster that names the row's topic belongs to the row from this likeness on.
const A_LITTLE_ALIKE: f32 = 0.1;

/// Who covers a row, by its cells.
pub fn coverage(cells: &[Cell]) -> Coverage {
    let mut speaking = (0u32..).zip(cells).filter(|(_, c)| !c.is_silent()).map(|(i, _)| i);
    match (speaking.next(), speaking.next()) {
        (Some(only), None) if cells.len() > 1 => Coverage::Only(only),
        _ if cells.iter().all(Cell::covers) => Coverage::All,
        _ => Coverage::Some,
    }
}

/// A row before it is filled: the sentences that tell of it, and what it is called.
struct Planned {
    label: String,
    aliases: Vec<String>,
    /// Indices of sentences, in order.
    members: Vec<u32>,
}

/// Which rows there will be. Made of the topics as found, so that a topic which the reader then renames, merges
/// or hides takes its row along.
pub struct Plan {
    sentences: Sentences,
    rows: Vec<Planned>,
    /// For each sentence the attributions whose content it holds a part of.
    said: Vec<Vec<u32>>,
}

impl Plan {
    /// Plans the rows, gives their topics the names under which they are told, and drops topics that neither
    /// name a row nor matter.
    pub fn new(readings: &[&Reading], tags: &Tags, topics: &mut Vec<Topic>, by: CompareBy) -> Self {
        let sentences = Sentences::new(readings, tags, by);
        let forms = Forms::new(readings, tags, topics, &sentences, by);
        let most = if by == CompareBy::Speakers { STATEMENT_ROWS } else { ROWS };
        let clusters = clusters::clusters(&sentences).into_iter();
        let mut clusters: Vec<(f32, Vec<u32>)> = clusters.map(|c| (weight(&sentences, &c), c)).collect();
        clusters.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1[0].cmp(&b.1[0])));
        let mut used = vec![false; topics.len()];
        let mut rows = Vec::new();
        let mut queue: VecDeque<Vec<u32>> = clusters.into_iter().map(|c| c.1).collect();
        while let Some(members) = queue.pop_front() {
            if rows.len() >= most {
                break;
            }
            let ranked = forms.ranked(topics, &sentences, &members, &used);
            let Some(best) = ranked.first().map(|f| &forms.list[*f]) else { continue };
            used[best.topic as usize] = true;
            let (members, strays) = forms.apart(&sentences, members, best);
            if !strays.is_empty() {
                queue.push_back(strays);
            }
            let label = name(topics, best.topic as usize, &best.label);
            let mut aliases: Vec<String> = Vec::new();
            let others = ranked.iter().skip(1).map(|f| &forms.list[*f]).filter(|f| f.is_in(&members));
            for form in others.take(ALIASES_TRIED) {
                let fresh = form.label != label && !aliases.contains(&form.label);
                if fresh && aliases.len() < ALIASES && form.is_mostly_in(&sentences, &members) {
                    aliases.push(form.label.clone());
                }
            }
            rows.push(Planned { label, aliases, members });
        }
        drop_minor(topics, &used);
        let said = said(readings, &sentences);
        Self { sentences, rows, said }
    }

    /// The rows for these topics, which are those of the plan or what the reader made of them: first the
    /// reader's own, then the weightiest.
    pub fn rows(&self, readings: &[&Reading], topics: &[Topic], columns: &[Column]) -> Vec<Row> {
        let mut rows: Vec<(usize, Vec<u32>, &[String])> = Vec::new();
        for (t, topic) in topics.iter().enumerate() {
            if topic.kind == TopicKind::Own {
                rows.push((t, self.holding(readings, topic), &[]));
            }
        }
        for planned in &self.rows {
            let renamed = || topics.iter().position(|t| t.aliases.contains(&planned.label));
            let topic = topics.iter().position(|t| t.label == planned.label).or_else(renamed);
            let Some(topic) = topic else { continue };
            match rows.iter_mut().find(|r| r.0 == topic) {
                Some(row) => row.1.extend(&planned.members),
                None => rows.push((topic, planned.members.clone(), &planned.aliases)),
            }
        }
        let voices = Voices::new(columns);
        let mut out = Vec::new();
        for (t, members, aliases) in rows {
            let topic = &topics[t];
            let places = self.places(readings, topic, &members);
            let mut cells = self.cells(readings, &voices, topic, &places);
            self.mention_in_passing(readings, &voices, topic, &mut cells);
            if !cells.iter().any(Cell::covers) {
                continue;
            }
            out.push(Row {
                topic: TopicId(t as u32),
                label: topic.label.clone(),
                aliases: aliases.to_vec(),
                coverage: coverage(&cells),
                cells,
                claims: Vec::new(),
                discrepancies: Vec::new(),
            });
        }
        out
    }

    /// The sentences with a mention of a topic, in order.
    fn holding(&self, readings: &[&Reading], topic: &Topic) -> Vec<u32> {
        let at = |m: &crate::topics::Mention| {
            let sentence = readings.get(m.article as usize)?.text.sentence_at(m.span.start);
            self.sentences.at(m.article, sentence).map(|s| s as u32)
        };
        let mut holding: Vec<u32> = topic.mentions.iter().filter_map(at).collect();
        holding.dedup();
        holding
    }

    /// The sentences of a row: its members, and others that name its topic and are a little like them; best
    /// first.
    fn places(&self, readings: &[&Reading], topic: &Topic, members: &[u32]) -> Vec<Place> {
        let sentences = &self.sentences;
        let centre = sentences.centre(members);
        let named = self.holding(readings, topic);
        let likeness = |s: u32| sentences.likeness(s as usize, &centre);
        let further = named.iter().filter(|s| likeness(**s) >= A_LITTLE_ALIKE);
        let mut covering: Vec<u32> = members.iter().chain(further).copied().collect();
        covering.sort_unstable();
        covering.dedup();
        let place = |s: u32| {
            let bonus = if named.binary_search(&s).is_ok() { 0.1 } else { 0.0 };
            let position = sentences.list[s as usize].position;
            Place { at: s, score: (likeness(s) + bonus - 0.02 * position).clamp(0.01, 1.0) }
        };
        let mut places: Vec<Place> = covering.into_iter().map(place).collect();
        places.order_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
        places
    }

    /// In columns that tell nothing of the topic, the first place that names it.
    fn mention_in_passing(&self, readings: &[&Reading], voices: &Voices, topic: &Topic, cells: &mut [Cell]) {
        if cells.iter().all(Cell::covers) {
            return;
        }
        let naming = self.holding(readings, topic).into_iter().map(|at| Place { at, score: 0.0 });
        let naming: Vec<Place> = naming.collect();
        let named = self.cells(readings, voices, topic, &naming);
        for (cell, named) in cells.iter_mut().zip(named).filter(|(cell, _)| !cell.covers()) {
            let mut passages = named.passages.into_iter();
            cell.in_passing = passages.find(|p| topic.names_within(p.article, p.span));
        }
        // No row is made of headlines, but who has it in one is not silent.
        for m in &topic.mentions {
            let Some(text) = readings.get(m.article as usize).map(|r| &r.text) else { continue };
            let at = text.sentence_at(m.span.start);
            let headline = self.sentences.at(m.article, at).is_none();
            let column = voices.article(m.article).filter(|_| headline);
            let cell = column.and_then(|c| cells.get_mut(c as usize)).filter(|c| c.is_silent());
            if let (Some(cell), Some(sentence)) = (cell, text.sentences.get(at).map(|s| s.span)) {
                let (article, span) = (m.article, sentence);
                cell.in_passing = Some(Passage { article, span, sentence, attribution: None, score: 0.0 });
            }
        }
    }

    /// What each column says at these places, in their order. Each place is looked at once, however many columns there are.
    fn cells(&self, readings: &[&Reading], voices: &Voices, topic: &Topic, places: &[Place]) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); voices.columns];
        for place in places {
            let at = self.sentences.list[place.at as usize];
            let reading = readings[at.reading as usize];
            let sentence = reading.text.sentences[at.sentence as usize].span;
            let said = &self.said[place.at as usize];
            let mut push = |column: u32, span: Span, attribution: Option<u32>| {
                let Some(Cell { passages, .. }) = cells.get_mut(column as usize) else { return };
                let known = |p: &Passage| p.article == at.reading && p.span == span;
                if passages.len() < PASSAGES && !passages.iter().any(known) {
                    let score = place.score;
                    passages.push(Passage { article: at.reading, span, sentence, attribution, score });
                }
            };
            if let Some(column) = voices.article(at.reading) {
                push(column, sentence, said.first().copied());
            }
            let attribution = |a: &u32| &reading.analysis.attributions[*a as usize];
            if let Some(column) = voices.narration(at.reading) {
                // "The ministry said": who says it and that it is said is nothing that the article says.
                let length = |a: &u32| {
                    let a = attribution(a);
                    let within = a.source.iter().chain(&a.cue).filter(|s| sentence.contains(**s));
                    a.content_span().len() + within.map(|s| s.len()).sum::<usize>()
                };
                if said.iter().map(length).sum::<usize>() * 2 < sentence.len() {
                    push(column, sentence, None);
                }
            }
            let names = |a: &u32| topic.names_within(at.reading, attribution(a).content_span());
            // Of two statements in one sentence, the one that names the topic is meant.
            let all = said.len() == 1 || !said.iter().any(names);
            for a in said {
                let column = attribution(a).speaker.and_then(|id| voices.speaker(at.reading, id.0));
                if let Some(column) = column.filter(|_| all || names(a)) {
                    push(column, attribution(a).content_span(), Some(*a));
                }
            }
        }
        cells
    }
}

/// Which column holds whose words.
struct Voices {
    columns: usize,
    /// What a column is of, in order, and its index: an article, an article's own voice, a speaker of an article.
    of: Vec<((u8, u32, u32), u32)>,
}

impl Voices {
    fn new(columns: &[Column]) -> Self {
        let mut of = Vec::new();
        for (i, column) in (0u32..).zip(columns) {
            match &column.kind {
                ColumnKind::Article(article) => of.push(((0, *article, 0), i)),
                ColumnKind::Narration(article) => of.push(((1, *article, 0), i)),
                ColumnKind::Speaker { in_articles, .. } => {
                    of.extend(in_articles.iter().map(|(article, speaker)| ((2, *article, *speaker), i)));
                }
            }
        }
        of.order_by_key(|o| o.0);
        Self { columns: columns.len(), of }
    }

    fn find(&self, key: (u8, u32, u32)) -> Option<u32> {
        self.of.binary_search_by_key(&key, |o| o.0).ok().map(|at| self.of[at].1)
    }

    fn article(&self, article: u32) -> Option<u32> {
        self.find((0, article, 0))
    }

    fn narration(&self, article: u32) -> Option<u32> {
        self.find((1, article, 0))
    }

    fn speaker(&self, article: u32, speaker: u32) -> Option<u32> {
        self.find((2, article, speaker))
    }
}

/// Gives a topic the name under which a row tells of it, unless it has a proper name or the label is another's.
fn name(topics: &mut [Topic], at: usize, label: &str) -> String {
    let free = topics.iter().all(|t| t.label != label);
    let topic = &mut topics[at];
    if free && topic.kind == TopicKind::Phrase {
        topic.aliases.retain(|a| a != label);
        let old = std::mem::replace(&mut topic.label, label.to_owned());
        topic.aliases.insert(0, old);
    }
    topic.label.clone()
}

/// Drops the topics after the first [`LISTED`] that name no row.
fn drop_minor(topics: &mut Vec<Topic>, used: &[bool]) {
    let mut moved: Vec<Option<u32>> = Vec::with_capacity(topics.len());
    let mut kept = 0;
    for (t, used) in used.iter().enumerate() {
        let keep = t < LISTED || *used;
        moved.push(keep.then_some(kept));
        kept += u32::from(keep);
    }
    let mut at = 0;
    topics.retain(|_| {
        at += 1;
        moved[at - 1].is_some()
    });
    for topic in topics {
        topic.parent = topic.parent.and_then(|p| moved.get(p.0 as usize).copied().flatten()).map(TopicId);
    }
}

/// Drops the columns that are silent in every row.
pub fn drop_silent(comparison: &mut Comparison) {
    let speaks = |c: usize| comparison.rows.iter().any(|r| r.cells.get(c).is_some_and(Cell::covers));
    let speaks: Vec<bool> = (0..comparison.columns.len()).map(speaks).collect();
    let mut at = speaks.iter();
    comparison.columns.retain(|_| at.next().copied().unwrap_or(true));
    for row in &mut comparison.rows {
        let mut at = speaks.iter();
        row.cells.retain(|_| at.next().copied().unwrap_or(true));
        row.coverage = coverage(&row.cells);
    }
}

/// For each sentence the attributions whose content it holds a part of.
fn said(readings: &[&Reading], sentences: &Sentences) -> Vec<Vec<u32>> {
    let mut said = vec![Vec::new(); sentences.list.len()];
    for (r, reading) in (0u32..).zip(readings) {
        for (a, attribution) in (0u32..).zip(&reading.analysis.attributions) {
            for content in &attribution.content {
                let mut s = reading.text.sentence_at(content.start);
                while reading.text.sentences.get(s).is_some_and(|t| t.span.overlaps(*content)) {
                    if let Some(list) = sentences.at(r, s).and_then(|at| said.get_mut(at)) {
                        if list.last() != Some(&a) {
                            list.push(a);
                        }
                    }
                    s += 1;
                }
            }
        }
    }
    said
}

/// How much of the coverage a cluster is: its sentences, early ones a little more, and in how many articles.
fn weight(sentences: &Sentences, members: &[u32]) -> f32 {
    let at = |s: &u32| sentences.list[*s as usize];
    let mass: f32 = members.iter().map(|s| 1.0 - 0.1 * at(s).position).sum();
    let articles = members.chunk_by(|a, b| at(a).reading == at(b).reading).count();
    mass.sqrt() * (1.0 + 0.75 * (articles as f32 - 1.0))
}

/// A sentence that speaks to a row.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Index of the sentence.
    at: u32,
    score: f32,
}
