//! What the reader sees of an article: paragraphs, what is marked in them, and the places of the topics for the
//! strip. Built when the analysis or the numbers change, never when a topic is switched on or off; the trees of
//! marks are made when a paragraph is drawn, so that a long text costs no time at once.

use std::rc::Rc;

use crate::analysis::Analysis;
use crate::article::{Article, ArticleId};
use crate::page::marks::{Marks, hidden};
use crate::page::markup::{Node, nest};
use crate::page::notes::{self, Note, Omission};
use crate::page::numbers;
use crate::page::shared::Shared;
use crate::page::state::{Found, Work};
use crate::text::{ParagraphKind, Span};
use crate::topics::Topic;

/// A topic as the marks need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub label: String,
    /// 1 to 8.
    pub number: Option<u8>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Para {
    /// Counted from 1, the headline left out.
    pub number: u32,
    pub kind: ParagraphKind,
    pub span: Span,
    pub notes: Vec<Note>,
}

/// A place of a topic: number, and from where to where in the text, 0..1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    pub number: u8,
    pub from: f32,
    pub to: f32,
    pub span: Span,
}

/// Two places of a topic that are nearer than this share of the text are one tick.
const FINEST: f32 = 0.004;

/// An article as the reader sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleModel {
    pub article: Rc<Article>,
    /// None until it is read.
    pub analysis: Option<Rc<Analysis>>,
    pub keys: Rc<Vec<Key>>,
    pub headline: Option<Para>,
    pub paragraphs: Vec<Para>,
    pub ticks: Vec<Tick>,
    /// What others report and this article does not.
    pub omissions: Vec<Omission>,
    /// Figures with another value elsewhere, and what that is.
    pub differing: Vec<(Span, String)>,
    marks: Marks,
}

impl ArticleModel {
    /// The words between two places, each a paragraph by its number and how many bytes of what it shows come before.
    pub fn between(&self, from: (u32, u32), to: (u32, u32)) -> Option<Span> {
        let (start, end) = (self.byte(from, true)?, self.byte(to, false)?);
        let words = self.article.text.get(start as usize..end as usize)?;
        let before = words.len() - words.trim_start().len();
        let start = start as usize + before;
        Some(Span::new(start, start + words.trim().len())).filter(|span| !span.is_empty())
    }

    /// Of a place beside something hidden, what begins there is behind it and what ends there before it.
    fn byte(&self, (number, shown): (u32, u32), begins: bool) -> Option<u32> {
        let span = self.paragraphs.iter().find(|p| p.number == number)?.span;
        let (mut at, mut left) = (span.start, shown);
        for hidden in self.analysis.iter().flat_map(|analysis| hidden(analysis, span)) {
            let upto = hidden.start.saturating_sub(at);
            if left < upto || left == upto && !begins {
                break;
            }
            left -= upto;
            at = at.max(hidden.end);
        }
        Some(at.saturating_add(left).min(span.end))
    }

    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    /// The paragraph at a byte, or the last before it.
    pub fn paragraph_at(&self, byte: u32) -> Option<&Para> {
        let at = self.paragraphs.partition_point(|p| p.span.start <= byte);
        match at {
            0 => self.headline.as_ref().filter(|h| h.span.end > byte).or(self.paragraphs.first()),
            _ => self.paragraphs.get(at - 1),
        }
    }

    /// A paragraph's text as a tree of marks.
    pub fn nodes(&self, paragraph: &Para) -> Vec<Node> {
        let marks = |analysis: &Rc<Analysis>| self.marks.within(paragraph.span, analysis, &self.differing);
        nest(paragraph.span, &self.analysis.as_ref().map_or_else(Vec::new, marks))
    }

    /// A paragraph's text without marks, and without what is hidden.
    pub fn words(&self, paragraph: &Para) -> String {
        let mut at = paragraph.span.start;
        let mut words = String::with_capacity(paragraph.span.len());
        let mut tell = |start: u32, end: u32| {
            if start < end {
                words.push_str(Span { start, end }.of(&self.article.text));
            }
        };
        for span in self.analysis.iter().flat_map(|analysis| hidden(analysis, paragraph.span)) {
            tell(at, span.start);
            at = at.max(span.end);
        }
        tell(at, paragraph.span.end);
        words
    }
}

/// The models of all articles, from the first of the findings that has each; those that did not change are the old
/// ones.
pub fn models(
    work: &Work,
    findings: [&Shared<Found>; 2],
    old: &[Shared<ArticleModel>],
) -> Shared<Vec<Shared<ArticleModel>>> {
    let keys = |found: &Found, number: &dyn Fn(&Topic) -> Option<u8>| {
        let key = |t: &Topic| Key { label: t.label.clone(), number: number(t) };
        Rc::new(found.by_articles.topics.iter().map(key).collect::<Vec<_>>())
    };
    // What is found early has not got its last names yet.
    let keys = [
        keys(findings[0], &|t| numbers::number(&work.view, &t.label)),
        keys(findings[1], &|t| numbers::number_of(&work.view, t)),
    ];
    let models = work.articles.iter().map(|article| {
        let found =
            findings.iter().zip(&keys).find_map(|(found, keys)| Some((found.has(article)?, *found, keys)));
        let model = match found {
            Some((index, found, keys)) => model(article, index, found, keys),
            None => plain(article),
        };
        let same = |o: &&Shared<ArticleModel>| o.id() == article.id && ***o == model;
        old.iter().find(same).cloned().unwrap_or_else(|| Shared::new(model))
    });
    Shared::new(models.collect())
}

fn model(article: &Rc<Article>, index: u32, found: &Found, keys: &Rc<Vec<Key>>) -> ArticleModel {
    let mut model = ArticleModel { keys: keys.clone(), ..empty(article) };
    let Some(analysis) = found.analyses.get(index as usize) else { return model };
    model.analysis = Some(analysis.clone());
    model.differing = notes::differing(index, found);
    model.marks = Marks::new(index, &found.by_articles, analysis);
    let mut number = 0;
    for (kind, span) in &analysis.paragraphs {
        let mut para = Para { number: 0, kind: *kind, span: *span, notes: Vec::new() };
        if *kind == ParagraphKind::Headline && model.headline.is_none() {
            model.headline = Some(para);
        } else {
            number += 1;
            para.number = number;
            model.paragraphs.push(para);
        }
    }
    let (notes, omissions) = notes::notes(index, found, &model.paragraphs);
    for (paragraph, note) in notes {
        model.paragraphs[paragraph].notes.push(note);
    }
    model.omissions = omissions;
    model.ticks = ticks(index, found, keys, article.text.len());
    model
}

fn empty(article: &Rc<Article>) -> ArticleModel {
    ArticleModel {
        article: article.clone(),
        analysis: None,
        keys: Rc::default(),
        headline: None,
        paragraphs: Vec::new(),
        ticks: Vec::new(),
        omissions: Vec::new(),
        differing: Vec::new(),
        marks: Marks::default(),
    }
}

/// A text that is not read yet: its lines.
fn plain(article: &Rc<Article>) -> ArticleModel {
    let mut model = empty(article);
    let mut at = 0;
    for line in article.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if !line.trim().is_empty() {
            let number = model.paragraphs.len() as u32 + 1;
            model.paragraphs.push(Para { number, kind: ParagraphKind::Body, span, notes: Vec::new() });
        }
    }
    model
}

fn ticks(index: u32, found: &Found, keys: &[Key], length: usize) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for (topic, key) in found.by_articles.topics.iter().zip(keys) {
        let Some(number) = key.number else { continue };
        for mention in topic.mentions.iter().filter(|m| m.article == index) {
            let at = |byte: u32| byte as f32 / length.max(1) as f32;
            let span = mention.span;
            let tick = Tick { number, from: at(span.start), to: at(span.end), span };
            // In a long article many fall on one place of the lane.
            let hidden = |last: &Tick| last.number == number && tick.from - last.from < FINEST;
            if !ticks.last().is_some_and(hidden) {
                ticks.push(tick);
            }
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_between_two_places_is_found_past_what_is_hidden() {
        let text = "One here. Sign up now. Two there.\n\nThree.";
        let reading = crate::analysis::sample(1, "A", text);
        let mut model = empty(&Rc::new(reading.article));
        let para = |number, start, end| Para {
            number,
            kind: ParagraphKind::Body,
            span: Span { start, end },
            notes: vec![],
        };
        model.paragraphs = vec![para(1, 0, 33), para(2, 35, 41)];
        let hidden = vec![Span { start: 10, end: 23 }];
        model.analysis = Some(Rc::new(Analysis { boilerplate: hidden, ..Analysis::default() }));
        let words = |from, to| model.between(from, to).map(|span| span.of(text));
        assert_eq!(words((1, 0), (1, 8)), Some("One here"));
        assert_eq!(words((1, 10), (1, 13)), Some("Two"));
        assert_eq!(words((1, 9), (2, 0)), Some("Sign up now. Two there."));
        assert_eq!(words((2, 0), (2, u32::MAX)), Some("Three."));
        assert_eq!((words((2, 2), (2, 2)), words((2, 0), (1, 0)), words((3, 0), (3, 1))), (None, None, None));
    }
}
