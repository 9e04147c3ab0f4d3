//! What matters: a topic's score from how often, how early, how widely and how specifically it is spoken of;
//! and its label, the phrase that says most.

use super::complement::complement;
use super::family::Families;
use super::group::{Count, Group};
use super::names::Names;
use super::phrase::{Part, Phrase, Phrases};
use super::tag::{ByHash, Tag, Tagged};
use super::vocabulary::is_feast;
use super::{TopicKind, cover};
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::Span;

/// What the words before the last tell of a phrase that comes once.
const ONCE: f32 = 0.0;

/// Who acts and where is told after what happened.
const ACTOR: f32 = 0.9;

/// A group with its label and score.
pub struct Ranked {
    /// Index into the groups.
    pub group: usize,
    pub label: String,
    pub aliases: Vec<String>,
    pub kind: TopicKind,
    pub score: f32,
}

/// A group with its score, before it is known whether it is listed and needs a label.
pub struct Scored {
    /// Index into the groups.
    pub group: usize,
    kind: TopicKind,
    /// The one for the label first.
    forms: Vec<Form>,
    /// The phrase that tells with the next one what the topic is about.
    fuller: Option<u32>,
    pub score: f32,
}

/// One form of a topic: the same units in the same order.
pub struct Form {
    key: u32,
    pub count: u32,
    /// How often it stands inside another form.
    nested: u32,
    /// The first place where it stands.
    pub phrase: u32,
    weight: f32,
}

/// Scores the groups and labels the best of them, `most` at most, best first.
#[allow(clippy::too_many_arguments)] // What was found on the way here, each thing once.
pub fn rank(
    readings: &[&Reading],
    tagged: &[Tagged],
    names: &Names,
    phrases: &Phrases,
    groups: &[Group],
    families: &Families,
    counts: &ByHash<Count>,
    most: usize,
) -> Vec<Ranked> {
    let sources = sources(readings);
    let mut scored: Vec<Scored> = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| !group.phrases.is_empty())
        .map(|(i, group)| {
            let forms = forms(phrases, group, families, counts);
            let (fuller, rich) = complement(readings, tagged, phrases, group, &forms).unzip();
            let kind = kind(names, phrases, group, &forms);
            let score = score(readings, phrases, &sources, group, &forms, rich.unwrap_or(0.0));
            let score =
                if matches!(kind, TopicKind::Person | TopicKind::Place) { ACTOR * score } else { score };
            Scored { group: i, kind, forms, fuller, score }
        })
        .collect();
    scored.order_by(|a, b| b.score.total_cmp(&a.score).then(a.group.cmp(&b.group)));
    cover::spread(readings, phrases, groups, &mut scored);
    let top = scored.first().map_or(1.0, |r| r.score).max(f32::MIN_POSITIVE);
    let label = |scored: Scored| {
        let (label, aliases) = labelled(readings, tagged, names, phrases, &scored);
        Ranked { group: scored.group, label, aliases, kind: scored.kind, score: scored.score / top }
    };
    scored.into_iter().take(most).map(label).collect()
}

/// The label of a group, and its aliases.
fn labelled(
    readings: &[&Reading],
    tagged: &[Tagged],
    names: &Names,
    phrases: &Phrases,
    scored: &Scored,
) -> (String, Vec<String>) {
    let mut labels = scored.forms.iter().map(|f| surface(readings, tagged, names, phrases, f.phrase));
    let mut label = labels.next().unwrap_or_default();
    let mut aliases: Vec<String> = Vec::new();
    for alias in labels {
        if aliases.len() == 8 {
            break;
        }
        if alias != label && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    if let Some(fuller) = scored.fuller {
        let place = |p: u32| &phrases.phrases[p as usize];
        let reading = readings[place(fuller).reading as usize];
        let whole = span(reading, phrases, place(fuller)).cover(span(reading, phrases, place(fuller + 1)));
        aliases.insert(0, std::mem::replace(&mut label, lower_first(reading.text.slice(whole))));
    }
    (label, aliases)
}

/// The forms of a group, the one for the label first.
fn forms(phrases: &Phrases, group: &Group, families: &Families, counts: &ByHash<Count>) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut index: ByHash<u32> = ByHash::default();
    let key = |parts: &[Part]| parts.iter().fold(0u32, |k, part| k.rotate_left(5) ^ part.unit.key());
    for p in &group.phrases {
        let parts = phrases.parts(&phrases.phrases[*p as usize]);
        let key = key(parts);
        let at = *index.entry(key).or_insert_with(|| {
            let idf = |part: &Part| {
                let idf = counts.get(&families.of(part.unit).key()).map_or(0.0, |c| c.idf) + 0.3;
                // A name says who by itself: "Kremlin" rather than "Kremlin statement".
                let aside = group.anchor.entity().is_some() && part.unit != group.anchor;
                if part.adjective || aside { idf * 0.5 } else { idf }
            };
            // Longer phrases say more, but a reader remembers three words.
            let weight = parts.iter().rev().take(3).map(idf).sum::<f32>();
            forms.push(Form { key, count: 0, nested: 0, phrase: *p, weight });
            forms.len() as u32 - 1
        });
        forms[at as usize].count += 1;
    }
    // "harbour wall" stands in "the old harbour wall" too.
    for f in 0..forms.len() {
        let parts = phrases.parts(&phrases.phrases[forms[f].phrase as usize]);
        let count = forms[f].count;
        for from in 0..parts.len() {
            for to in from + 1..=parts.len() {
                if let Some(inner) = index.get(&key(&parts[from..to])).filter(|i| **i as usize != f) {
                    forms[*inner as usize].nested += count;
                }
            }
        }
    }
    forms.order_by(|a, b| {
        let worth = |f: &Form| ((f.count + f.nested) as f32).powf(0.6) * f.weight;
        worth(b).total_cmp(&worth(a)).then(a.phrase.cmp(&b.phrase)).then(a.key.cmp(&b.key))
    });
    forms
}

/// Without the capital of a sentence's start.
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn kind(names: &Names, phrases: &Phrases, group: &Group, forms: &[Form]) -> TopicKind {
    let Some(entity) = group.anchor.entity() else { return TopicKind::Phrase };
    if whole(phrases, forms) { names.entities[entity].kind } else { TopicKind::Phrase }
}

/// How much of the coverage a group is. `rich` is what its label says beyond its own words.
fn score(
    readings: &[&Reading],
    phrases: &Phrases,
    sources: &[Vec<Span>],
    group: &Group,
    forms: &[Form],
    rich: f32,
) -> f32 {
    let mut articles = 0;
    let mut last = u32::MAX;
    let mut paragraphs = 0u32;
    let mut last_paragraph = (u32::MAX, u32::MAX);
    let mut first = 1.0f32;
    let mut said = 0u32;
    for p in &group.phrases {
        let phrase = &phrases.phrases[*p as usize];
        let reading = readings[phrase.reading as usize];
        let sentence = reading.text.sentences[phrase.sentence as usize];
        if phrase.reading != last {
            articles += 1;
            last = phrase.reading;
        }
        if (phrase.reading, sentence.paragraph) != last_paragraph {
            paragraphs += 1;
            last_paragraph = (phrase.reading, sentence.paragraph);
        }
        let n = reading.text.sentences.len().max(1) as f32;
        first = first.min(phrase.sentence as f32 / n);
        said += u32::from(!in_source(&sources[phrase.reading as usize], span(reading, phrases, phrase)));
    }
    let weight = forms.first().map_or(0.0, |f| telling(readings, phrases, group, f)) + rich;
    // A name that only speaks is a source, not a topic.
    let told = (said as f32 + 0.25) / (group.phrases.len() as f32 + 0.25);
    // A document or a body without a name that mostly speaks is never the topic.
    let told = if group.anchor.entity().is_none() { told * told } else { told };
    let frequency = (1.0 + group.phrases.len() as f32).ln();
    let spread = (1.0 + paragraphs as f32).ln();
    let wide = 1.0 + 0.5 * (articles as f32 - 1.0).min(3.0);
    (frequency * spread).powf(0.7) * weight.sqrt() * wide * (1.2 - 0.2 * first) * told
}

/// How much the words of a label tell. A long phrase that comes once is one writer's turn of phrase, so that its
/// first words add little.
fn telling(readings: &[&Reading], phrases: &Phrases, group: &Group, form: &Form) -> f32 {
    let phrase = &phrases.phrases[form.phrase as usize];
    let parts = phrases.parts(phrase);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return 0.0 };
    let reading = readings[phrase.reading as usize];
    if form.count < 2 && is_feast(reading.text.tokens[first.first as usize].hash) {
        return 0.0;
    }
    let once = form.count + form.nested < 2 && group.anchor.entity().is_none();
    if once { last.idf + (form.weight - last.idf).max(0.0) * ONCE } else { form.weight }
}

/// Whether the label is a name and nothing else.
fn whole(phrases: &Phrases, forms: &[Form]) -> bool {
    forms.first().is_some_and(|f| phrases.parts(&phrases.phrases[f.phrase as usize]).len() == 1)
}

/// Where sources of attributions stand, for each reading in order.
pub fn sources(readings: &[&Reading]) -> Vec<Vec<Span>> {
    let of = |reading: &&Reading| {
        let mut spans: Vec<Span> =
            reading.analysis.attributions.iter().flat_map(|a| &a.source).copied().collect();
        spans.order_by(Ord::cmp);
        spans
    };
    readings.iter().map(of).collect()
}

/// Whether a span stands in a source. Sources are short and seldom overlap, so the last to begin before the
/// span is the one to ask.
pub fn in_source(sources: &[Span], span: Span) -> bool {
    let after = sources.partition_point(|s| s.start <= span.start);
    sources[..after].last().is_some_and(|s| s.contains(span))
}

/// Where a phrase stands.
pub fn span(reading: &Reading, phrases: &Phrases, phrase: &Phrase) -> Span {
    let parts = phrases.parts(phrase);
    match (parts.first(), parts.last()) {
        (Some(a), Some(b)) => {
            let tokens = &reading.text.tokens;
            tokens[a.first as usize].span.cover(tokens[b.last as usize - 1].span)
        }
        _ => Span::default(),
    }
}

/// A phrase as a label: as in the text, without the capital of a sentence's start.
fn surface(
    readings: &[&Reading],
    tagged: &[Tagged],
    names: &Names,
    phrases: &Phrases,
    phrase: u32,
) -> String {
    let phrase = &phrases.phrases[phrase as usize];
    let reading = readings[phrase.reading as usize];
    let parts = phrases.parts(phrase);
    if let [part] = parts {
        if let Some(place) = part.unit.entity().and_then(|e| names.entities[e].place) {
            return place.to_owned();
        }
    }
    let text = reading.text.slice(span(reading, phrases, phrase));
    let first = parts.first().map_or(0, |p| p.first as usize);
    if tagged[phrase.reading as usize].tags.get(first) == Some(&Tag::Name) {
        return text.to_owned();
    }
    lower_first(text)
}
