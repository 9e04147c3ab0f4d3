//! Claims: within a row of the table, the passages that report the same fact.
//!
//! Passages are joined when they are very much alike, or when each is the other's best match across two
//! columns; then groups by mean likeness, strongest first, so that a chain of half-likenesses joins nothing.
//! Passages of articles that tell of different occasions are never joined.

use super::align::{Fact, Facts, SAME_FACT};
use super::table::coverage;
use super::{Cell, Claim, Passage, Row, SharedPassage};
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::{Span, Token};

/// Alike enough to be joined without being each other's best match.
const CERTAIN: f32 = 0.66;
/// The same within one article, which seldom tells a fact twice.
const REPEATED: f32 = 0.75;
/// Longest label, in words.
const LABEL: usize = 9;

/// A passage of the row.
struct Item {
    column: usize,
    passage: Passage,
    fact: Fact,
    /// The same without who says it, and the speaker's name, if somebody does: two statements of one speaker are not
    /// alike by that.
    told: Option<(Fact, String)>,
}

/// The claims of a row, those that most columns make first. Each passage of the row is in exactly one.
pub fn claims(readings: &[&Reading], row: &Row, facts: &Facts, shared: &[SharedPassage]) -> Vec<Claim> {
    let (cells, topic) = (&row.cells, facts.meanings(&row.label));
    let items: Vec<Item> = cells
        .iter()
        .enumerate()
        .flat_map(|(column, cell)| cell.passages.iter().map(move |p| (column, p)))
        .map(|(column, p)| Item {
            column,
            passage: p.clone(),
            fact: facts.of(readings, p).without(&topic),
            told: facts.told(readings, p).map(|(told, speaker)| (told.without(&topic), speaker)),
        })
        .collect();
    let alike = Alike::new(&items, facts);
    let mut groups = group(&items, &alike);
    for group in &mut groups {
        // The passage most like the others tells the claim best; among equals the shorter.
        let centrality = |i: usize| group_sum(group, &alike, i);
        let best = group.iter().copied().max_by(|a, b| {
            let length = |i: usize| items[i].passage.span.len();
            centrality(*a).total_cmp(&centrality(*b)).then(length(*b).cmp(&length(*a))).then(b.cmp(a))
        });
        if let Some(at) = best.and_then(|best| group.iter().position(|i| *i == best)) {
            group[..=at].rotate_right(1);
        }
    }
    let mut claims: Vec<Claim> =
        groups.iter().map(|group| claim(readings, cells.len(), &items, group, shared)).collect();
    let covering = |c: &Claim| c.cells.iter().filter(|cell| !cell.is_silent()).count();
    claims.order_by_key(|c| std::cmp::Reverse(covering(c)));
    claims
}

fn group_sum(group: &[usize], alike: &Alike, i: usize) -> f32 {
    group.iter().filter(|j| **j != i).map(|j| alike.at(i, *j)).sum()
}

/// Likeness of each two items; 0 for those that can't be one claim.
struct Alike {
    n: usize,
    values: Vec<f32>,
}

impl Alike {
    fn new(items: &[Item], facts: &Facts) -> Self {
        let n = items.len();
        let mut values = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..i {
                let (a, b) = (&items[i].passage, &items[j].passage);
                // Two columns may share a sentence: what one side says there and what the other says.
                let same_place = a.article == b.article && a.span.overlaps(b.span);
                let value = if same_place && a.span == b.span {
                    1.0
                } else if same_place || !facts.one_occasion(a.article, b.article) {
                    0.0
                } else {
                    let whole = facts.likeness(&items[i].fact, &items[j].fact);
                    match (&items[i].told, &items[j].told) {
                        (Some((a, speaker)), Some((b, other))) if speaker == other => {
                            let told = facts.likeness(a, b);
                            if told < SAME_FACT / 2.0 { told } else { whole }
                        }
                        _ => whole,
                    }
                };
                values[i * n + j] = value;
                values[j * n + i] = value;
            }
        }
        Self { n, values }
    }

    fn at(&self, i: usize, j: usize) -> f32 {
        self.values.get(i * self.n + j).copied().unwrap_or(0.0)
    }
}

/// Groups of items, each in order, by first item.
fn group(items: &[Item], alike: &Alike) -> Vec<Vec<usize>> {
    let n = items.len();
    let columns = items.iter().map(|i| i.column + 1).max().unwrap_or(0);
    // Best match of each item in each column.
    let mut best: Vec<Option<usize>> = vec![None; n * columns];
    for i in 0..n {
        for j in (0..n).filter(|j| *j != i) {
            let slot = &mut best[i * columns + items[j].column];
            if slot.is_none_or(|b| alike.at(i, j) > alike.at(i, b)) {
                *slot = Some(j);
            }
        }
    }
    let mutual = |i: usize, j: usize| {
        best[i * columns + items[j].column] == Some(j) && best[j * columns + items[i].column] == Some(i)
    };
    let mut links: Vec<(f32, usize, usize)> = Vec::new();
    for i in 0..n {
        for j in 0..i {
            let likeness = alike.at(i, j);
            let joined = if items[i].passage.article == items[j].passage.article {
                likeness >= REPEATED
            } else {
                likeness >= CERTAIN || likeness >= SAME_FACT && mutual(i, j)
            };
            if joined {
                links.push((likeness, j, i));
            }
        }
    }
    links.order_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut of: Vec<usize> = (0..n).collect();
    for (_, i, j) in links {
        let (a, b) = (of[i].min(of[j]), of[i].max(of[j]));
        if a == b {
            continue;
        }
        let sum: f32 = groups[a].iter().flat_map(|x| groups[b].iter().map(move |y| alike.at(*x, *y))).sum();
        if sum / ((groups[a].len() * groups[b].len()) as f32) < SAME_FACT {
            continue;
        }
        let moved = std::mem::take(&mut groups[b]);
        moved.iter().for_each(|x| of[*x] = a);
        groups[a].extend(moved);
        groups[a].sort_unstable();
    }
    groups.retain(|g| !g.is_empty());
    groups
}

fn claim(
    readings: &[&Reading],
    columns: usize,
    items: &[Item],
    group: &[usize],
    shared: &[SharedPassage],
) -> Claim {
    let mut cells = vec![Cell::default(); columns];
    for i in group {
        if let Some(cell) = cells.get_mut(items[*i].column) {
            cell.passages.push(items[*i].passage.clone());
        }
    }
    let passages: Vec<&Passage> = group.iter().map(|i| &items[*i].passage).collect();
    Claim {
        label: passages.first().map_or(String::new(), |p| label(readings, p)),
        coverage: coverage(&cells),
        wire_copy: copied(&passages, shared),
        cells,
    }
}

/// Whether the articles of a claim have it from one text: all of them share words with the first.
fn copied(passages: &[&Passage], shared: &[SharedPassage]) -> bool {
    let Some(first) = passages.first() else { return false };
    let covers = |at: (u32, Span), p: &Passage| {
        let both = at.1.end.min(p.span.end).saturating_sub(at.1.start.max(p.span.start));
        at.0 == p.article && u64::from(both) * 2 > p.span.len() as u64
    };
    let mut others = 0;
    for p in passages.iter().filter(|p| p.article != first.article) {
        others += 1;
        if !shared
            .iter()
            .any(|s| covers(s.a, first) && covers(s.b, p) || covers(s.b, first) && covers(s.a, p))
        {
            return false;
        }
    }
    others > 0
}

/// The first words of a passage, cut where a reader would pause if that is soon enough.
pub(super) fn label(readings: &[&Reading], passage: &Passage) -> String {
    first_words(readings, passage, LABEL)
}

/// Where the words of [`label`] stand.
pub(super) fn printed(reading: &Reading, passage: &Passage) -> Option<Span> {
    first_span(reading, passage, LABEL).map(|(span, _)| span)
}

/// At most so many first words of a passage, without the dateline; an ellipsis shows that more follows.
pub(super) fn first_words(readings: &[&Reading], passage: &Passage, most: usize) -> String {
    let Some(reading) = readings.get(passage.article as usize) else { return String::new() };
    let Some((span, all)) = first_span(reading, passage, most) else { return String::new() };
    let mut label = reading.text.slice(span).replace(['\n', '\r'], " ");
    if !all {
        label.push('…');
    }
    label
}

/// Where these words stand, and whether they are all.
fn first_span(reading: &Reading, passage: &Passage, most: usize) -> Option<(Span, bool)> {
    let text = &reading.text;
    let all = &text.tokens[text.tokens_in(passage.span)];
    let is_dash = |t: &Token| matches!(text.slice(t.span), "—" | "–" | "―" | "--" | "-");
    let dateline = all.iter().take(7).position(is_dash).filter(|i| {
        all.first().is_some_and(|t| t.span.len() > 2 && text.slice(t.span).chars().all(char::is_uppercase))
            && *i > 0
    });
    let tokens = &all[dateline.map_or(0, |i| i + 1)..];
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let first = tokens.iter().position(|t| t.is_word()).unwrap_or(0);
    let (mut taken, mut end) = (0, first);
    for (i, token) in tokens.iter().enumerate().skip(first) {
        let pause = is_dash(token) || matches!(text.slice(token.span), "," | ";" | ":");
        if taken >= most || pause && taken >= 5 {
            break;
        }
        if token.is_word() {
            taken += 1;
            end = i;
        }
    }
    let (a, b) = (tokens.get(first)?, tokens.get(end)?);
    Some((a.span.cover(b.span), taken >= words))
}
