//! One paragraph: its text as nested marks, the speakers of its statements, its notes. Written by a pen, as there are
//! thousands of them.

use super::notes::notes;
use crate::attribution::{Attribution, QuotationKind, Reason};
use crate::page::markup::{Node, What};
use crate::page::model::{ArticleModel, Para};
use crate::page::pen::{Pen, leaf};
use crate::page::{confidence, strings};
use crate::text::ParagraphKind;

/// A paragraph with its notes.
pub fn paragraph(model: &ArticleModel, para: &Para, nodes: &[Node], pen: &mut dyn Pen) {
    if para.kind == ParagraphKind::Heading {
        pen.open("h3");
        inline(model, nodes, pen);
    } else {
        pen.open("p");
        inline(model, nodes, pen);
        leaf(pen, "span pil aria-hidden=true", &para.number.to_string());
    }
    pen.close();
    notes(&para.notes, pen);
}

/// The text of a paragraph.
pub fn inline(model: &ArticleModel, nodes: &[Node], pen: &mut dyn Pen) {
    Writer { model, seen: 0, pen }.all(nodes);
}

struct Writer<'a> {
    model: &'a ArticleModel,
    /// A bit for each number whose numeral this paragraph has had.
    seen: u16,
    pen: &'a mut dyn Pen,
}

impl Writer<'_> {
    fn all(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        match node.what {
            None => self.pen.text(node.span.of(&self.model.article.text)),
            Some(What::Topic(i)) => self.topic(node, i as usize),
            Some(What::Statement(i)) => self.statement(node, i),
            Some(What::Source(i) | What::Cue(i)) => {
                self.pen.open("span of");
                self.pen.set("data-of", &i.to_string());
                self.all(&node.children);
                self.pen.close();
            }
            Some(What::Figure(i)) => {
                self.pen.open(if node.last { "span fig differs" } else { "span fig" });
                if let Some((_, words)) = self.model.differing.get(i as usize) {
                    self.pen.set("title", words);
                }
                self.all(&node.children);
                self.pen.close();
            }
            Some(What::Nothing) => {}
        }
    }

    fn topic(&mut self, node: &Node, index: usize) {
        let Some(key) = self.model.keys.get(index) else { return self.all(&node.children) };
        match key.number {
            Some(number) => {
                let bit = 1u16 << number;
                let numeral = node.last && self.seen & bit == 0;
                if numeral {
                    self.seen |= bit;
                }
                let n = if numeral { " n" } else { "" };
                self.pen.open(&format!("mark t t{number}{n} data-n={number}"));
            }
            None => self.pen.open("span"),
        }
        self.pen.set("data-topic", &key.label);
        self.pen.set("data-s", &node.span.start.to_string());
        self.all(&node.children);
        self.pen.close();
    }

    fn statement(&mut self, node: &Node, index: u32) {
        let attributions = self.model.analysis.as_ref().map(|a| &a.attributions);
        let Some(attribution) = attributions.and_then(|a| a.get(index as usize)) else {
            return self.all(&node.children);
        };
        let speaker = speaker(self.model, attribution);
        let begins = node.first && attribution.content.first().is_some_and(|s| s.start == node.span.start);
        self.pen.open(match (node.first, node.last) {
            (true, true) => "span stmt opens shuts",
            (true, false) => "span stmt opens",
            (false, true) => "span stmt shuts",
            (false, false) => "span stmt",
        });
        self.pen.set("data-speaker", speaker);
        self.pen.set("data-i", &index.to_string());
        if begins {
            self.label(attribution, index, speaker);
        }
        self.all(&node.children);
        self.pen.close();
    }

    /// The speaker in the gutter, with what is known about it on hover or focus.
    fn label(&mut self, attribution: &Attribution, index: u32, speaker: &str) {
        let text = &self.model.article.text;
        // "said", though the text has "said:".
        let bare = attribution.cue.iter().map(|s| s.of(text).trim_end_matches([':', ',']));
        let cue: Vec<&str> = bare.filter(|c| !c.is_empty()).collect();
        let unsure = confidence::is_unsure(attribution);
        let why = attribution.reason.to_string();
        let pen = &mut *self.pen;
        pen.open(if unsure {
            "button who unsure type=button aria-haspopup=dialog tabindex=-1"
        } else {
            "button who type=button aria-haspopup=dialog tabindex=-1"
        });
        pen.set("data-i", &index.to_string());
        pen.set("aria-description", &why);
        leaf(pen, "b", speaker);
        pen.text(" ");
        pen.open("span how");
        if !cue.is_empty() {
            leaf(pen, "span cue", &(cue.join(" … ") + " · "));
        }
        pen.text(if unsure { strings::UNSURE } else { kind(attribution) });
        if matches!(attribution.reason, Reason::Added) {
            pen.text(strings::ADDED_MARK);
        }
        pen.close();
        leaf(pen, "span why aria-hidden=true", &why);
        pen.close();
    }
}

/// The name of who said it.
pub fn speaker<'a>(model: &'a ArticleModel, attribution: &Attribution) -> &'a str {
    let speakers = model.analysis.as_ref().map(|a| &a.speakers);
    attribution
        .speaker
        .and_then(|id| speakers?.get(id.0 as usize))
        .map_or(strings::NO_SPEAKER, |s| s.name.as_str())
}

/// How it is quoted, in a word.
pub fn kind(attribution: &Attribution) -> &'static str {
    match attribution.kind {
        QuotationKind::Direct => strings::DIRECT,
        QuotationKind::Mixed => strings::MIXED,
        QuotationKind::Indirect => strings::INDIRECT,
    }
}
