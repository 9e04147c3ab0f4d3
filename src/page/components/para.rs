//! One paragraph: its text as nested marks, the speakers of its statements, its notes.

use yew::prelude::*;

use crate::attribution::{Attribution, QuotationKind};
use crate::page::markup::{Node, What};
use crate::page::model::{ArticleModel, Para};
use crate::page::notes::{Elsewhere, Note, NoteKind};
use crate::page::state::{Action, Place};
use crate::page::strings;
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
                <p>{ text }</p>
            }
            if !para.notes.is_empty() {
                <div class="notes">{ for para.notes.iter().take(1).map(|n| note(n, act)) }</div>
            }
        </div>
    }
}

/// The text of a paragraph.
pub fn inline(model: &ArticleModel, para: &Para) -> Html {
    let mut seen = 0u16;
    children(model, &para.nodes, &mut seen)
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
        What::Source(i) => {
            html! { <span class="src-of" data-of={i.to_string()}>{ children(model, &node.children, seen) }</span> }
        }
        What::Cue(i) => {
            html! { <span class="cue-of" data-of={i.to_string()}>{ children(model, &node.children, seen) }</span> }
        }
        What::Figure(i) => {
            let title = model.differing.get(i as usize).map(|(_, words)| words.clone());
            html! { <span class="fig differs" {title}>{ children(model, &node.children, seen) }</span> }
        }
        What::Nothing => Html::default(),
    }
}

fn topic(model: &ArticleModel, node: &Node, index: usize, seen: &mut u16) -> Html {
    let Some(key) = model.keys.get(index) else { return children(model, &node.children, seen) };
    let label = key.label.clone();
    match key.number {
        Some(number) => {
            let bit = 1u16 << number;
            let numeral = node.last && *seen & bit == 0;
            if numeral {
                *seen |= bit;
            }
            let class = classes!("t", format!("t{number}"), numeral.then_some("n"));
            html! { <mark {class} data-topic={label} data-n={number.to_string()}>{ children(model, &node.children, seen) }</mark> }
        }
        None => html! { <span data-topic={label}>{ children(model, &node.children, seen) }</span> },
    }
}

fn statement(model: &ArticleModel, node: &Node, index: u32, seen: &mut u16) -> Html {
    let Some(attribution) = model.analysis.as_ref().and_then(|a| a.attributions.get(index as usize)) else {
        return children(model, &node.children, seen);
    };
    let speaker = speaker(model, attribution);
    let begins = node.first && attribution.content.first().is_some_and(|s| s.start == node.span.start);
    let class = classes!("stmt", begins.then_some("begins"));
    html! {
        <span {class} data-speaker={speaker.clone()} data-i={index.to_string()}>
            if begins {
                <button type="button" class="who" aria-haspopup="dialog">
                    <b>{ speaker }</b>{ " " }<span class="how">{ how(model, attribution) }</span>
                </button>
            }
            { children(model, &node.children, seen) }
        </span>
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

fn how(model: &ArticleModel, attribution: &Attribution) -> Html {
    let cue: Vec<&str> = attribution.cue.iter().map(|s| s.of(&model.article.text)).collect();
    let kind = match attribution.kind {
        QuotationKind::Direct => strings::DIRECT,
        QuotationKind::Mixed => strings::MIXED,
        QuotationKind::Indirect => strings::INDIRECT,
    };
    html! {
        <>
            if !cue.is_empty() {
                <span class="cue">{ cue.join(" … ") }{ " · " }</span>
            }
            { kind }
        </>
    }
}

fn note(note: &Note, act: &Callback<Action>) -> Html {
    let (class, tag) = match note.kind {
        NoteKind::Differs => ("differ", strings::DIFFER),
        NoteKind::Only => ("only", strings::ONLY_HERE),
        NoteKind::Also => ("also", strings::ALSO_IN),
    };
    html! {
        <div class="note" role="note">
            <span class={classes!("tag", class)}>{ tag }</span>{ " " }
            if note.kind == NoteKind::Only {
                { strings::only_here(&note.topic) }
            } else {
                { for note.elsewhere.iter().map(|e| elsewhere(e, act)) }
            }
        </div>
    }
}

fn elsewhere(place: &Elsewhere, act: &Callback<Action>) -> Html {
    let to = Place { article: place.article, span: place.span, attribution: None };
    let onclick = act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::GoTo(to)
    });
    let href = format!("#a{}-p{}", place.article.0, place.paragraph);
    html! {
        <span class="nt">
            { &place.label }{ ": “" }{ &place.words }{ "”\u{a0}" }
            <a {href} aria-label={strings::go_to(place.paragraph, &place.label)} {onclick}>{ strings::pilcrow(place.paragraph) }</a>{ " " }
        </span>
    }
}
