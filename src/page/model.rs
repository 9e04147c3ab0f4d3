//! What the reader sees of an article: paragraphs as trees of marks, and the places of the topics for the
//! strip. Built when the analysis or the numbers change, never when a topic is switched on or off.

use std::rc::Rc;

use crate::analysis::Analysis;
use crate::article::{Article, ArticleId};
use crate::order::Order;
use crate::page::markup::{Node, What, nest};
use crate::page::notes::{self, Note, Omission};
use crate::page::numbers;
use crate::page::shared::Shared;
use crate::page::state::{Found, Work};
use crate::text::{ParagraphKind, Span};

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
    pub nodes: Vec<Node>,
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
}

impl ArticleModel {
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
}

/// The models of all articles; those that did not change are the old ones.
pub fn models(work: &Work, found: &Found, old: &[Shared<ArticleModel>]) -> Shared<Vec<Shared<ArticleModel>>> {
    let keys: Rc<Vec<Key>> = Rc::new(
        found
            .by_articles
            .topics
            .iter()
            .map(|t| Key { label: t.label.clone(), number: numbers::number(&work.view, &t.label) })
            .collect(),
    );
    let models = work.articles.iter().map(|article| {
        let model = model(article, found, &keys);
        old.iter().find(|o| ***o == model).cloned().unwrap_or_else(|| Shared::new(model))
    });
    Shared::new(models.collect())
}

fn model(article: &Rc<Article>, found: &Found, keys: &Rc<Vec<Key>>) -> ArticleModel {
    // An analysis belongs to a text: after an edit the old one is of no use.
    let index = found
        .index_of(article.id)
        .filter(|i| found.articles.get(*i as usize).is_some_and(|read| read.text == article.text));
    let analysis = index.and_then(|i| found.analyses.get(i as usize)).cloned();
    let mut model = ArticleModel {
        article: article.clone(),
        analysis: analysis.clone(),
        keys: keys.clone(),
        headline: None,
        paragraphs: Vec::new(),
        ticks: Vec::new(),
        omissions: Vec::new(),
        differing: Vec::new(),
    };
    let (Some(index), Some(analysis)) = (index, analysis) else {
        model.paragraphs = plain(&article.text);
        return model;
    };
    model.differing = notes::differing(index, found);
    let marks = marks(index, found, &analysis, &model.differing);
    let mut from = 0;
    let mut number = 0;
    for (kind, span) in &analysis.paragraphs {
        // Marks are in order of their ends as paragraphs are: each is looked at in its own paragraph.
        let upto = from + marks[from..].iter().take_while(|(m, _)| m.start < span.end).count();
        let nodes = nest(*span, &marks[from..upto]);
        from += marks[from..upto].iter().take_while(|(m, _)| m.end <= span.end).count();
        let mut para = Para { number: 0, kind: *kind, span: *span, nodes, notes: Vec::new() };
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

/// Paragraphs of a text that is not read yet.
fn plain(text: &str) -> Vec<Para> {
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if !line.trim().is_empty() {
            paragraphs.push(Para {
                number: paragraphs.len() as u32 + 1,
                kind: ParagraphKind::Body,
                span,
                nodes: nest(span, &[]),
                notes: Vec::new(),
            });
        }
    }
    paragraphs
}

/// Everything that is marked in an article, in order.
fn marks(index: u32, found: &Found, analysis: &Analysis, differing: &[(Span, String)]) -> Vec<(Span, What)> {
    let mut marks: Vec<(Span, What)> = Vec::new();
    for (i, attribution) in analysis.attributions.iter().enumerate() {
        let i = i as u32;
        marks.extend(attribution.content.iter().map(|s| (*s, What::Statement(i))));
        marks.extend(attribution.source.iter().map(|s| (*s, What::Source(i))));
        marks.extend(attribution.cue.iter().map(|s| (*s, What::Cue(i))));
    }
    for (i, topic) in found.by_articles.topics.iter().enumerate() {
        let here = topic.mentions.iter().filter(|m| m.article == index);
        marks.extend(here.map(|m| (m.span, What::Topic(i as u32))));
    }
    marks.extend(differing.iter().enumerate().map(|(i, (s, _))| (*s, What::Figure(i as u32))));
    marks.extend(analysis.boilerplate.iter().map(|s| (*s, What::Nothing)));
    marks.order_by_key(|(span, what)| (span.start, span.end, *what));
    marks
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
