//! A statement looked at closely: who said it, by which words, how sure that is and why; and what the reader
//! knows better.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::Modal;
use super::para::{kind, speaker};
use crate::corrections::{Anchor, Correction};
use crate::page::model::ArticleModel;
use crate::page::shared::Shared;
use crate::page::state::Action;
use crate::page::{confidence, strings};
use crate::untrusted::shown;

#[derive(Properties, PartialEq)]
pub struct StatementDialogProps {
    pub model: Shared<ArticleModel>,
    pub attribution: u32,
    /// Names of all speakers, for a choice.
    pub names: Vec<String>,
    pub act: Callback<Action>,
}

#[component]
pub fn StatementDialog(props: &StatementDialogProps) -> Html {
    let field = use_node_ref();
    let model = &props.model;
    let index = props.attribution as usize;
    let Some(attribution) = model.analysis.as_ref().and_then(|a| a.attributions.get(index)) else {
        return Html::default();
    };
    let name = speaker(model, attribution).to_owned();
    let text = &model.article.text;
    let words = |spans: &[crate::text::Span]| {
        shown(&spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" … ")).into_owned()
    };
    let anchor = Anchor::new(model.id(), text, attribution.content_span());
    let onsubmit = {
        let (field, act, at, name) = (field.clone(), props.act.clone(), anchor.clone(), name.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let speaker = field.cast::<HtmlInputElement>().map(|f| f.value()).unwrap_or_default();
            let speaker = speaker.trim().to_owned();
            act.emit(if speaker.is_empty() || speaker == name {
                Action::CloseDialog
            } else {
                Action::Correct(Correction::Reassign { at: at.clone(), speaker })
            });
        })
    };
    let dismiss =
        props.act.reform(move |_: MouseEvent| Action::Correct(Correction::Dismiss { at: anchor.clone() }));
    html! {
        <Modal heading={name.clone()} act={props.act.clone()} class="narrow">
            <blockquote class="say">{ words(&attribution.content) }</blockquote>
            <dl class="facts">
                if !attribution.source.is_empty() {
                    <dt>{ strings::SOURCE }</dt><dd>{ format!("“{}”", words(&attribution.source)) }</dd>
                }
                if !attribution.cue.is_empty() {
                    <dt>{ strings::CUE }</dt><dd>{ format!("“{}”", words(&attribution.cue)) }</dd>
                }
                <dt>{ strings::KIND }</dt><dd>{ kind(attribution) }</dd>
                <dt>{ strings::HOW_SURE }</dt><dd>{ confidence::words(attribution) }</dd>
                <dt>{ strings::WHY }</dt><dd>{ attribution.reason.to_string() }</dd>
            </dl>
            <form class="inline" {onsubmit}>
                <label class="lbl" for="speaker">{ strings::WHO_SAID_IT }</label>
                <input id="speaker" type="text" list="speakers" ref={field} autocomplete="off" value={name.clone()} />
                { known_speakers(&props.names) }
                <button type="submit" class="primary">{ strings::CHANGE_SPEAKER }</button>
            </form>
            <p class="row"><button type="button" onclick={dismiss}>{ strings::NOT_A_STATEMENT }</button></p>
            if attribution.speaker.is_some() {
                <Everywhere {name} names={props.names.clone()} act={props.act.clone()} />
            }
        </Modal>
    }
}

/// The names that a field for a speaker offers.
pub fn known_speakers(names: &[String]) -> Html {
    html! { <datalist id="speakers">{ for names.iter().map(|n| html! { <option value={n.clone()} /> }) }</datalist> }
}

#[derive(Properties, PartialEq)]
struct EverywhereProps {
    name: String,
    names: Vec<String>,
    act: Callback<Action>,
}

/// What changes a speaker in all articles: another name, or the same as somebody else.
#[component]
fn Everywhere(props: &EverywhereProps) -> Html {
    let field = use_node_ref();
    let rename = {
        let (field, act, speaker) = (field.clone(), props.act.clone(), props.name.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name =
                field.cast::<HtmlInputElement>().map(|f| f.value().trim().to_owned()).unwrap_or_default();
            if !name.is_empty() && name != speaker {
                act.emit(Action::Correct(Correction::RenameSpeaker { speaker: speaker.clone(), name }));
                act.emit(Action::CloseDialog);
            }
        })
    };
    let merge = {
        let (act, from) = (props.act.clone(), props.name.clone());
        Callback::from(move |event: Event| {
            let into = event.target_unchecked_into::<HtmlSelectElement>().value();
            if !into.is_empty() {
                act.emit(Action::Correct(Correction::MergeSpeakers { from: from.clone(), into }));
                act.emit(Action::CloseDialog);
            }
        })
    };
    let others = props.names.iter().filter(|n| **n != props.name);
    html! {
        <details class="everywhere">
            <summary>{ strings::in_all_articles(&props.name) }</summary>
            <form class="inline" onsubmit={rename}>
                <label class="lbl" for="rename">{ strings::NAME_EVERYWHERE }</label>
                <input id="rename" type="text" ref={field} autocomplete="off" value={props.name.clone()} />
                <button type="submit">{ strings::RENAME }</button>
            </form>
            <label class="lbl" for="merge">{ strings::SAME_AS }</label>
            <select id="merge" onchange={merge}>
                <option value="" selected=true>{ strings::CHOOSE }</option>
                { for others.map(|n| html! { <option value={n.clone()}>{ n }</option> }) }
            </select>
        </details>
    }
}
