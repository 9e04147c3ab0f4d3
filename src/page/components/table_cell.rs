//! A cell: what one source says on one topic, at most two passages until it is opened; or that it is silent.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::analysis::Analysis;
use crate::attribution::{Act, Attribution, Reason};
use crate::comparison::{Cell, Comparison, Passage};
use crate::page::notes::paragraph_number;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Place};
use crate::page::table::pieces;
use crate::page::{confidence, strings};
use crate::untrusted::shown;

/// So many speakers of one sentence are named below it.
const MOST_SPEAKERS: usize = 3;

/// How many passages a closed cell shows.
const FEW: usize = 2;

#[derive(Properties, PartialEq)]
pub struct TableCellProps {
    pub comparison: Shared<Comparison>,
    pub found: Shared<Found>,
    /// Index of the row.
    pub row: usize,
    /// The column's name.
    pub source: String,
    pub cell: Cell,
    /// The row is open: only how many claims there are.
    pub summed: bool,
    pub claims: usize,
    pub act: Callback<Action>,
}

#[component]
pub fn TableCell(props: &TableCellProps) -> Html {
    let opened = use_state(|| false);
    let passages = &props.cell.passages;
    if passages.is_empty() {
        let named = props.cell.in_passing.as_ref();
        return html! {
            <td role="cell" data-source={props.source.clone()} class="is-silent">
                <span class="silent">
                    { if named.is_some() { strings::IN_PASSING } else { strings::NOT_MENTIONED } }
                    { for named.map(|p| html! { <>{ " " }{ link(props, p) }</> }) }
                </span>
            </td>
        };
    }
    if props.summed {
        return html! {
            <td role="cell" data-source={props.source.clone()}><p class="sum">{ strings::plural(props.claims, "claim") }</p></td>
        };
    }
    let shown = if *opened { passages.len() } else { passages.len().min(FEW) };
    let more = {
        let opened = opened.clone();
        Callback::from(move |_: MouseEvent| opened.set(!*opened))
    };
    // A press anywhere in the cell goes to its first passage, if it is on nothing else and marks no text.
    let onclick = {
        let (act, place) = (props.act.clone(), place(props, &passages[0]));
        Callback::from(move |event: MouseEvent| {
            let on = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            let other = on.and_then(|e| e.closest("a, button").ok().flatten()).is_some();
            let marking =
                gloo::utils::window().get_selection().ok().flatten().is_some_and(|s| !s.is_collapsed());
            if let Some(place) = place.filter(|_| !other && !marking) {
                act.emit(Action::GoTo(place));
            }
        })
    };
    html! {
        <td role="cell" data-source={props.source.clone()} {onclick}>
            { for passages[..shown].iter().map(|p| passage(props, p)) }
            if passages.len() > FEW {
                <button type="button" class="more" aria-expanded={opened.to_string()} onclick={more}>
                    { if *opened { strings::FEWER.into() } else { strings::more_passages(passages.len() - FEW) } }
                </button>
            }
        </td>
    }
}

fn place(props: &TableCellProps, passage: &Passage) -> Option<Place> {
    let article = props.found.articles.get(passage.article as usize)?;
    Some(Place { article: article.id, span: passage.span, attribution: passage.attribution })
}

/// The number of a passage's paragraph; a press goes there.
fn link(props: &TableCellProps, passage: &Passage) -> Html {
    let (Some(article), Some(place)) =
        (props.found.articles.get(passage.article as usize), place(props, passage))
    else {
        return Html::default();
    };
    let number = paragraph_number(&props.found, passage.article, passage.span.start);
    let onclick = props.act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::GoTo(place)
    });
    html! {
        <a href={format!("#a{}-p{number}", article.id.0)} data-i={passage.attribution.map(|i| i.to_string())} aria-label={strings::go_to(number, &article.label)} {onclick}>{ strings::pilcrow(number) }</a>
    }
}

fn passage(props: &TableCellProps, passage: &Passage) -> Html {
    let Some(article) = props.found.articles.get(passage.article as usize) else { return Html::default() };
    let row = props.comparison.rows.get(props.row);
    let words = row.map(|row| pieces(passage, row)).unwrap_or_default().into_iter().map(|(span, differs)| {
        let text = shown(span.of(&article.text)).replace('\n', " ");
        if differs {
            html! { <span class="fig differ">{ text }</span> }
        } else {
            html! { { text } }
        }
    });
    let verb = verb(props, passage);
    let by = said_by(props, passage, &article.label, verb.is_some());
    html! {
        <>
            <p class="say">{ for verb.map(|v| html! { <><span class="verb">{ v }</span>{ " " }</> }) }{ for words }</p>
            <p class="by">
                if !by.is_empty() { { by }{ " " } }
                { link(props, passage) }
            </p>
        </>
    }
}

/// The statement that a passage is or holds, with what was found in its article.
fn statement<'a>(props: &'a TableCellProps, passage: &Passage) -> Option<(&'a Analysis, &'a Attribution)> {
    let analysis = props.found.analyses.get(passage.article as usize)?;
    Some((analysis, analysis.attributions.get(passage.attribution? as usize)?))
}

fn cue(text: &str, attribution: &Attribution) -> String {
    attribution.cue.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ")
}

/// "denied" before "that he took bribes", which would read as a claim without it. Not where the passage has the word itself,
/// nor for what is simply said.
fn verb(props: &TableCellProps, passage: &Passage) -> Option<String> {
    let (_, attribution) = statement(props, passage)?;
    let article = props.found.articles.get(passage.article as usize)?;
    let plain = matches!(attribution.act, Act::Said | Act::Wrote | Act::Claimed | Act::Found);
    let inside = attribution.cue.iter().any(|cue| passage.span.contains(*cue));
    let cue = cue(&article.text, attribution).trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    (!plain && !inside && !cue.is_empty()).then_some(cue)
}

/// "Ruth Adeyemi said", "own narration"; where the column's head names the speaker, "said, in The Courier". A sentence in which
/// several speak has each of them.
fn said_by(props: &TableCellProps, passage: &Passage, label: &str, told: bool) -> String {
    let Some((analysis, attribution)) = statement(props, passage) else {
        return if props.source == label { strings::OWN_NARRATION.into() } else { label.to_owned() };
    };
    let Some(article) = props.found.articles.get(passage.article as usize) else { return label.to_owned() };
    let line = |attribution: &Attribution| {
        let speaker = attribution
            .speaker
            .and_then(|id| analysis.speakers.get(id.0 as usize))
            .map_or("", |s| s.name.as_str());
        let unsure = match attribution.reason {
            Reason::Added => strings::ADDED_MARK,
            _ if confidence::is_unsure(attribution) => strings::UNSURE_MARK,
            _ => "",
        };
        let known = speaker == props.source;
        let cue = if told { String::new() } else { cue(&article.text, attribution) };
        strings::by_line((!known).then_some(speaker), &cue, unsure, label)
    };
    let all: Vec<&Attribution> = analysis.spoken_within(passage.span).take(MOST_SPEAKERS).collect();
    match all.iter().any(|a| a.speaker != attribution.speaker) {
        true => all.into_iter().map(line).collect::<Vec<_>>().join("; "),
        false => line(attribution),
    }
}
