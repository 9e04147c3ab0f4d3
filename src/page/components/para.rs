//! One paragraph: its text as nested marks, the speakers of its statements, its notes.

use yew::prelude::*;

use super::notes::notes;
use crate::attribution::{Attribution, QuotationKind};
use crate::page::markup::{Node, What};
use crate::page::model::{ArticleModel, Para};
use crate::page::state::Action;
use crate::page::{confidence, strings};
use crate::text::ParagraphKind;

/// A paragraph with its notes.
pub fn paragraph(model: &ArticleModel, para: &Para, act: &Callback<Action>) -> Html {
    let id = format!("a{}-p{}", model.id().0, para.number);
    let text = inline(model, para);
    html! {
        <div key={para.number} class="para" {id} tabindex="-1">
            if para.kind == ParagraphKind::Heading {
                <h3>{ text }</h3>
            } else {
                <p>{ text }<span class="pil" aria-hidden="true">{ para.number }</span></p>
            }
            { notes(&para.notes, act) }
        </div>
    }
}

/// A paragraph that is out of view in a very long article: its words.
pub fn unmarked(model: &ArticleModel, para: &Para) -> Html {
    fn words(nodes: &[Node], text: &str, out: &mut String) {
        for node in nodes {
            match node.what {
                None => out.push_str(node.span.of(text)),
                Some(What::Nothing) => {}
                Some(_) => words(&node.children, text, out),
            }
        }
    }
    let mut text = String::with_capacity(para.span.len());
    words(&model.nodes(para), &model.article.text, &mut text);
    let id = format!("a{}-p{}", model.id().0, para.number);
    html! { <div key={para.number} class="para" {id} tabindex="-1"><p>{ text }</p></div> }
}

/// The text of a paragraph.
pub fn inline(model: &ArticleModel, para: &Para) -> Html {
    let mut seen = 0u16;
    children(model, &model.nodes(para), &mut seen)
}

/// `seen` has a bit for each number whose numeral this paragraph has had.
fn children(model: &ArticleModel, nodes: &[Node], seen: &mut u16) -> Html {
    nodes.iter().map(|n| node(model, n, seen)).collect()
}

fn node(model: &ArticleModel, node: &Node, seen: &mut u16) -> Html {
    let Some(what) = node.what else {
        return html! { { node.span.of(&model.article.text).to_owned() } };
    };
    match what {
        What::Topic(i) => topic(model, node, i as usize, seen),
        What::Statement(i) => statement(model, node, i, seen),
        What::Source(i) | What::Cue(i) => {
            html! { <span class="of" data-of={i.to_string()}>{ children(model, &node.children, seen) }</span> }
        }
        What::Figure(i) => {
            let title = model.differing.get(i as usize).map(|(_, words)| words.clone());
            html! { <span class={classes!("fig", node.last.then_some("differs"))} {title}>{ children(model, &node.children, seen) }</span> }
        }
        What::Nothing => Html::default(),
    }
}

fn topic(model: &ArticleModel, node: &Node, index: usize, seen: &mut u16) -> Html {
    let Some(key) = model.keys.get(index) else { return children(model, &node.children, seen) };
    let label = key.label.clone();
    let start = node.span.start.to_string();
    match key.number {
        Some(number) => {
            let bit = 1u16 << number;
            let numeral = node.last && *seen & bit == 0;
            if numeral {
                *seen |= bit;
            }
            let class = classes!("t", format!("t{number}"), numeral.then_some("n"));
            html! { <mark {class} data-topic={label} data-n={number.to_string()} data-s={start}>{ children(model, &node.children, seen) }</mark> }
        }
        None => {
            html! { <span data-topic={label} data-s={start}>{ children(model, &node.children, seen) }</span> }
        }
    }
}

fn statement(model: &ArticleModel, node: &Node, index: u32, seen: &mut u16) -> Html {
    let Some(attribution) = model.analysis.as_ref().and_then(|a| a.attributions.get(index as usize)) else {
        return children(model, &node.children, seen);
    };
    let speaker = speaker(model, attribution);
    let begins = node.first && attribution.content.first().is_some_and(|s| s.start == node.span.start);
    let class = classes!("stmt", node.first.then_some("opens"), node.last.then_some("shuts"));
    html! {
        <span {class} data-speaker={speaker.clone()} data-i={index.to_string()}>
            if begins {
                { label(model, attribution, index, speaker) }
            }
            { children(model, &node.children, seen) }
        </span>
    }
}

/// The speaker in the gutter, with what is known about it on hover or focus.
fn label(model: &ArticleModel, attribution: &Attribution, index: u32, speaker: String) -> Html {
    let cue: Vec<&str> = attribution.cue.iter().map(|s| s.of(&model.article.text)).collect();
    let unsure = confidence::is_unsure(attribution);
    let why = attribution.reason.to_string();
    html! {
        <button type="button" class={classes!("who", unsure.then_some("unsure"))} aria-haspopup="dialog" tabindex="-1"
            data-i={index.to_string()} aria-description={why.clone()}>
            <b>{ speaker }</b>{ " " }
            <span class="how">
                if !cue.is_empty() {
                    <span class="cue">{ cue.join(" … ") }{ " · " }</span>
                }
                { if unsure { strings::UNSURE } else { kind(attribution) } }
            </span>
            <span class="why" aria-hidden="true">{ why }</span>
        </button>
    }
}

/// The name of who said it.
pub fn speaker(model: &ArticleModel, attribution: &Attribution) -> String {
    let speakers = model.analysis.as_ref().map(|a| &a.speakers);
    attribution
        .speaker
        .and_then(|id| speakers?.get(id.0 as usize))
        .map_or_else(|| strings::NO_SPEAKER.to_owned(), |s| s.name.clone())
}

/// How it is quoted, in a word.
pub fn kind(attribution: &Attribution) -> &'static str {
    match attribution.kind {
        QuotationKind::Direct => strings::DIRECT,
        QuotationKind::Mixed => strings::MIXED,
        QuotationKind::Indirect => strings::INDIRECT,
    }
}
