//! The margin: what other articles have on a point that this one makes, and what they have that it lacks.

use std::rc::Rc;

use crate::article::Article;
use crate::comparison::{Coverage, Discrepancy, Passage, Row};
use crate::order::Order;
use crate::page::model::Para;
use crate::page::state::Found;
use crate::text::{ParagraphKind, Span};

/// What a note says, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    Differs,
    Only,
    Also,
}

/// Somewhere else on the same point.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    pub article: Rc<Article>,
    pub span: Span,
    /// Counted from 1.
    pub paragraph: u32,
}

impl Elsewhere {
    /// The first words there.
    pub fn words(&self) -> String {
        shorten(self.span.of(&self.article.text))
    }

    /// Two of these that tell the reader the same.
    fn repeats(&self, other: &Self) -> bool {
        self.article.id == other.article.id
            && self.span.of(&self.article.text) == other.span.of(&other.article.text)
    }
}

/// A note beside a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub kind: NoteKind,
    /// Label of the topic.
    pub topic: String,
    /// At most [`PLACES`]; none beside what is only here.
    pub elsewhere: Vec<Elsewhere>,
    /// Whether there are others.
    pub more: bool,
}

/// A topic that others have and this article lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Omission {
    pub topic: String,
    /// The first place of it.
    pub elsewhere: Elsewhere,
}

/// The most words of another article that are shown in a note, in characters.
const WORDS: usize = 90;

/// How many other values are told of a figure.
const OTHERS: usize = 12;

/// How many places a note leads to.
const PLACES: usize = 12;

/// Figures of an article that differ elsewhere, in order, and the other values in words.
pub fn differing(article: u32, found: &Found) -> Vec<(Span, String)> {
    let discrepancies = found.by_articles.rows.iter().flat_map(|r| &r.discrepancies);
    let mut here: Vec<(Span, &Discrepancy)> = discrepancies
        .flat_map(|d| d.figures.iter().filter(|f| f.article == article).map(move |f| (f.span, d)))
        .filter(|(_, d)| d.figures.iter().any(|f| f.article != article))
        .collect();
    // Words are made for each figure once: with many articles it stands in many rows.
    here.order_by_key(|(span, _)| *span);
    here.dedup_by_key(|(span, _)| *span);
    let words = |(span, discrepancy): (Span, &Discrepancy)| {
        let mut words = String::new();
        for (i, there) in discrepancy.figures.iter().filter(|f| f.article != article).enumerate() {
            let Some(other) = found.articles.get(there.article as usize) else { continue };
            if i >= OTHERS {
                words.push_str("; …");
                break;
            }
            let between = if words.is_empty() { "" } else { "; " };
            for part in [between, &other.label, ": “", there.span.of(&other.text), "”"] {
                words.push_str(part);
            }
        }
        (span, words)
    };
    here.into_iter().map(words).collect()
}

/// The notes of an article with the index of their paragraph, strongest first in each, and what it leaves out.
pub fn notes(article: u32, found: &Found, paragraphs: &[Para]) -> (Vec<(usize, Note)>, Vec<Omission>) {
    let mut notes: Vec<(usize, Note)> = Vec::new();
    let mut omissions = Vec::new();
    if found.articles.len() < 2 {
        return (notes, omissions);
    }
    let at = |byte: u32| {
        let place = paragraphs.partition_point(|p| p.span.start <= byte).checked_sub(1)?;
        (byte < paragraphs[place].span.end).then_some(place)
    };
    for row in &found.by_articles.rows {
        for discrepancy in &row.discrepancies {
            let here = discrepancy.figures.iter().find(|f| f.article == article);
            let Some(paragraph) = here.and_then(|f| at(f.span.start)) else { continue };
            let others = discrepancy.figures.iter().filter(|f| f.article != article);
            let others = others.map(|f| (f.article, f.span));
            push(&mut notes, paragraph, NoteKind::Differs, &row.label, found, others);
        }
        silence(article, found, row, &at, &mut notes, &mut omissions);
    }
    notes.order_by(|(p, a), (q, b)| (p, a.kind).cmp(&(q, b.kind)));
    (notes, omissions)
}

/// Whether only this article covers the row, or others and not this one, or others too.
fn silence(
    article: u32,
    found: &Found,
    row: &Row,
    at: &impl Fn(u32) -> Option<usize>,
    notes: &mut Vec<(usize, Note)>,
    omissions: &mut Vec<Omission>,
) {
    // Who names a topic in passing does not leave it out, and is a place to look at.
    let best =
        |column: usize| row.cells.get(column).and_then(|c| c.passages.first().or(c.in_passing.as_ref()));
    let others = || {
        (0..found.articles.len())
            .filter(|c| *c != article as usize)
            .filter_map(best)
            .map(|p: &Passage| (p.article, p.span))
    };
    match best(article as usize) {
        None => {
            if let Some(elsewhere) = others().find_map(|(a, span)| elsewhere(found, a, span)) {
                omissions.push(Omission { topic: row.label.clone(), elsewhere });
            }
        }
        Some(here) => {
            let Some(paragraph) = at(here.span.start) else { return };
            let kind = if row.coverage == Coverage::Only(article) { NoteKind::Only } else { NoteKind::Also };
            let told = notes.iter().any(|(_, n)| n.kind == NoteKind::Differs && n.topic == row.label);
            if kind == NoteKind::Only || !told {
                push(notes, paragraph, kind, &row.label, found, others());
            }
        }
    }
}

fn push(
    notes: &mut Vec<(usize, Note)>,
    at: usize,
    kind: NoteKind,
    topic: &str,
    found: &Found,
    others: impl Iterator<Item = (u32, Span)>,
) {
    // One tag serves several figures of a paragraph.
    let known = notes.iter().position(|(p, n)| *p == at && n.kind == kind && n.topic == topic);
    let place = known.unwrap_or_else(|| {
        notes.push((at, Note { kind, topic: topic.to_owned(), elsewhere: Vec::new(), more: false }));
        notes.len() - 1
    });
    let note = &mut notes[place].1;
    if kind == NoteKind::Only {
        return;
    }
    for other in others.filter_map(|(article, span)| elsewhere(found, article, span)) {
        if note.elsewhere.iter().any(|e| e.repeats(&other)) {
            continue;
        }
        if note.elsewhere.len() == PLACES {
            note.more = true;
            break;
        }
        note.elsewhere.push(other);
    }
    if note.elsewhere.is_empty() {
        notes.remove(place);
    }
}

fn elsewhere(found: &Found, article: u32, span: Span) -> Option<Elsewhere> {
    let there = found.articles.get(article as usize)?;
    Some(Elsewhere { article: there.clone(), span, paragraph: paragraph_number(found, article, span.start) })
}

/// The number of the paragraph at a byte, counted from 1, the headline left out.
pub fn paragraph_number(found: &Found, article: u32, byte: u32) -> u32 {
    let Some(analysis) = found.analyses.get(article as usize) else { return 1 };
    let upto = analysis.paragraphs.partition_point(|(_, span)| span.start <= byte);
    let body = analysis.paragraphs[..upto].iter().filter(|(k, _)| *k != ParagraphKind::Headline);
    (body.count() as u32).max(1)
}

/// The first words, with a sign that more follow.
pub fn shorten(words: &str) -> String {
    let words = words.trim();
    match words.char_indices().nth(WORDS) {
        None => words.to_owned(),
        Some((cut, _)) => {
            let cut = words[..cut].rfind(char::is_whitespace).unwrap_or(cut);
            format!("{} …", words[..cut].trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::CompareBy;
    use crate::engine::Engine;
    use crate::load::Draft;
    use crate::page::state::{Action, State};
    use crate::protocol::Request;

    /// What the reader sees of these texts.
    fn read(texts: &[String]) -> State {
        let drafts = texts.iter().map(|text| Draft { text: text.clone(), ..Draft::default() }).collect();
        let mut state = State::default().reduced(Action::Add(drafts));
        let session = state.work.session();
        let request = Request::Compare {
            id: state.revision,
            holds: 0,
            articles: session.articles,
            corrections: vec![],
            by: CompareBy::Articles,
        };
        let mut answers = Vec::new();
        Engine::default().answer(request, &mut |answer| answers.push(answer));
        for action in answers.into_iter().flat_map(Action::of) {
            state = state.reduced(action);
        }
        state
    }

    fn differing(state: &State) -> Vec<&Note> {
        let notes = state.models[0].paragraphs.iter().flat_map(|p| &p.notes);
        notes.filter(|n| n.kind == NoteKind::Differs).collect()
    }

    #[test]
    fn a_note_leads_to_a_dozen_places_at_most() {
        let text =
            |cost: usize| format!("The repair of the bridge will cost {cost} million pounds, Ann Lee said.");
        let few = read(&[text(30), text(42), text(57)]);
        let [note] = differing(&few)[..] else { panic!("one note: {:?}", differing(&few)) };
        assert_eq!((note.elsewhere.len(), note.more), (2, false));
        assert_eq!(note.elsewhere[0].words(), "42 million pounds");
        let many = read(&(0..20).map(|i| text(30 + 7 * i)).collect::<Vec<_>>());
        let [note] = differing(&many)[..] else { panic!("one note: {:?}", differing(&many)) };
        assert_eq!((note.elsewhere.len(), note.more), (PLACES, true));
    }

    #[test]
    fn what_an_article_says_twice_is_one_place() {
        let one = "The repair of the bridge will cost 30 million pounds, Ann Lee said.".to_owned();
        let twice = "The repair of the bridge will cost 42 million pounds, Tom Hall said.\n\n\
                     The bridge needs the repair, and the repair will cost 42 million pounds, he said."
            .to_owned();
        let state = read(&[one, twice]);
        let [note] = differing(&state)[..] else { panic!("one note: {:?}", differing(&state)) };
        assert_eq!(note.elsewhere.len(), 1, "{:?}", note.elsewhere);
    }

    #[test]
    fn a_paragraph_is_counted_without_the_headline() {
        let state = read(&["Bridge shut\n\nOne is here.\n\nTwo is there.".to_owned()]);
        let text = &state.work.articles[0].text;
        for (word, number) in [("Bridge", 1), ("One", 1), ("Two", 2), ("there", 2)] {
            let byte = text.find(word).unwrap() as u32;
            assert_eq!(paragraph_number(&state.found, 0, byte), number, "{word}");
        }
    }
}
