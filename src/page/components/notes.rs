//! The margin beside a paragraph, and what closes an article: what others have and it lacks.

use yew::prelude::*;

use crate::page::notes::{Elsewhere, Note, NoteKind, Omission};
use crate::page::state::{Action, Place};
use crate::page::strings;

/// How many omissions are shown before "more".
const FEW: usize = 5;

/// The strongest note, and the others behind a word.
pub fn notes(notes: &[Note], act: &Callback<Action>) -> Html {
    let [first, rest @ ..] = notes else { return Html::default() };
    html! {
        <div class="notes">
            { note(first, act) }
            if !rest.is_empty() {
                <details class="more-notes">
                    <summary>{ strings::more_notes(rest.len()) }</summary>
                    { for rest.iter().map(|n| note(n, act)) }
                </details>
            }
        </div>
    }
}

fn note(note: &Note, act: &Callback<Action>) -> Html {
    let (class, tag) = match note.kind {
        NoteKind::Differs => ("differ", strings::DIFFER),
        NoteKind::Only => ("only", strings::ONLY_HERE),
        NoteKind::Also => ("also", strings::ALSO_IN),
    };
    let words = match note.kind {
        NoteKind::Only => html! { strings::only_here(&note.topic) },
        NoteKind::Differs => joined(&note.elsewhere, act, true),
        NoteKind::Also => {
            html! { <>{ joined(&note.elsewhere, act, false) }{ ": " }<i>{ &note.topic }</i></> }
        }
    };
    html! {
        <div class="note" role="note"><span class={classes!("tag", class)}>{ tag }</span>{ " " }{ words }</div>
    }
}

fn joined(places: &[Elsewhere], act: &Callback<Action>, quoted: bool) -> Html {
    let many = places.len();
    places
        .iter()
        .enumerate()
        .map(|(i, place)| {
            html! { <span class="nt">{ elsewhere(place, act, quoted) }{ if i + 1 < many { "; " } else { "" } }</span> }
        })
        .collect()
}

/// Another article, its words if asked for, and the way there.
fn elsewhere(place: &Elsewhere, act: &Callback<Action>, quoted: bool) -> Html {
    let to = Place { article: place.article, span: place.span, attribution: None };
    let onclick = act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::GoTo(to)
    });
    let href = format!("#a{}-p{}", place.article.0, place.paragraph);
    html! {
        <>
            { &place.label }
            if quoted {
                { ": " }{ strings::quoted(&place.words) }
            }
            { "\u{a0}" }
            <a {href} aria-label={strings::go_to(place.paragraph, &place.label)} {onclick}>{ strings::pilcrow(place.paragraph) }</a>
        </>
    }
}

/// "Left out here": the topics that others have.
pub fn omissions(omissions: &[Omission], act: &Callback<Action>) -> Html {
    if omissions.is_empty() {
        return Html::default();
    }
    let item = |omission: &Omission| {
        html! {
            <li><b>{ &omission.topic }{ "." }</b>{ " " }
                { omission.elsewhere.first().map(|e| elsewhere(e, act, true)) }
            </li>
        }
    };
    let (few, rest) = omissions.split_at(omissions.len().min(FEW));
    html! {
        <div class="para end">
            <p class="endmark" aria-hidden="true">{ "⁂" }</p>
            <div class="notes endnotes"><div class="note" role="note">
                <span class="tag left">{ strings::LEFT_OUT_HERE }</span>
                <ul>{ for few.iter().map(item) }</ul>
                if !rest.is_empty() {
                    <details class="more-notes">
                        <summary>{ strings::more_topics(rest.len()) }</summary>
                        <ul>{ for rest.iter().map(item) }</ul>
                    </details>
                }
            </div></div>
        </div>
    }
}
