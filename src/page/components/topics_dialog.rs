//! All topics: rename, merge, hide, add, and give a colour to one that has none.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::Modal;
use crate::corrections::Correction;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found};
use crate::page::{numbers, strings};
use crate::session::View;
use crate::topics::Topic;

#[derive(Properties, PartialEq)]
pub struct TopicsDialogProps {
    pub found: Shared<Found>,
    pub view: View,
    pub corrections: Vec<Correction>,
    pub act: Callback<Action>,
}

#[component]
pub fn TopicsDialog(props: &TopicsDialogProps) -> Html {
    let chosen = use_state(|| None::<String>);
    let field = use_node_ref();
    let add = {
        let (field, act) = (field.clone(), props.act.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = field.cast::<HtmlInputElement>() else { return };
            let phrase = field.value().trim().to_owned();
            if !phrase.is_empty() {
                field.set_value("");
                act.emit(Action::Correct(Correction::AddTopic { phrase }));
            }
        })
    };
    let topics = &props.found.by_articles.topics;
    let row = |topic: &Topic| {
        let open = chosen.as_ref() == Some(&topic.label);
        let (state, label) = (chosen.clone(), topic.label.clone());
        let onclick = move |_: MouseEvent| state.set((!open).then(|| label.clone()));
        let number = numbers::number(&props.view, &topic.label);
        let class = number.map(|n| format!("t{n}"));
        html! {
            <li key={topic.label.clone()}>
                <button type="button" class="disc" aria-expanded={if open { "true" } else { "false" }} {onclick}>
                    <span class={classes!("key", class.clone(), number.is_none().then_some("none"))} aria-hidden="true">
                        { number.map_or("–".to_owned(), |n| n.to_string()) }</span>
                    <span class={classes!("lab", number.map(|_| "t"), class)}>{ &topic.label }</span>
                    { " " }<span class="count">{ topic.mentions.len() }</span>
                </button>
                if open {
                    <TopicControls topic={topic.label.clone()} aliases={topic.aliases.clone()} labels={topics.iter().map(|t| t.label.clone()).collect::<Vec<_>>()}
                        numbers={props.view.numbers.clone()} found={!topic.mentions.is_empty()} act={props.act.clone()} />
                }
            </li>
        }
    };
    let made = props.corrections.iter().enumerate().map(|(i, correction)| {
        let onclick = props.act.reform(move |_: MouseEvent| Action::Uncorrect(i));
        let lost = props.found.lost.contains(&(i as u32)).then_some(match correction {
            Correction::AddTopic { .. } => strings::NOT_IN_THE_TEXTS,
            _ => strings::LOST,
        });
        html! { <li>{ strings::corrected(correction, &props.found.articles) }{ " " }{ lost }{ " " }<button type="button" class="link" {onclick}>{ strings::TAKE_BACK }</button></li> }
    });
    html! {
        <Modal heading={strings::EDIT_TOPICS} act={props.act.clone()}>
            <form class="inline" onsubmit={add}>
                <label class="lbl" for="phrase">{ strings::NEW_TOPIC }</label>
                <input id="phrase" type="text" ref={field} autocomplete="off" />
                <button type="submit">{ strings::ADD_TOPIC }</button>
            </form>
            <ul class="topiclist">{ for topics.iter().map(row) }</ul>
            if !props.corrections.is_empty() {
                <h3>{ strings::YOUR_CORRECTIONS }</h3>
                <ul class="made">{ for made }</ul>
            }
        </Modal>
    }
}

#[derive(Properties, PartialEq)]
struct TopicControlsProps {
    topic: String,
    /// Its other names in the texts.
    aliases: Vec<String>,
    labels: Vec<String>,
    numbers: Vec<String>,
    /// It stands in the texts.
    found: bool,
    act: Callback<Action>,
}

/// What can be done with one topic.
#[component]
fn TopicControls(props: &TopicControlsProps) -> Html {
    let field = use_node_ref();
    let topic = props.topic.clone();
    let rename = {
        let (field, act, topic) = (field.clone(), props.act.clone(), topic.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let label =
                field.cast::<HtmlInputElement>().map(|f| f.value().trim().to_owned()).unwrap_or_default();
            if !label.is_empty() && label != topic {
                act.emit(Action::Correct(Correction::RenameTopic { topic: topic.clone(), label }));
            }
        })
    };
    let choice = |make: fn(String, String) -> Action| {
        let (act, topic) = (props.act.clone(), topic.clone());
        Callback::from(move |event: Event| {
            let other = event.target_unchecked_into::<HtmlSelectElement>().value();
            if !other.is_empty() {
                act.emit(make(topic.clone(), other));
            }
        })
    };
    let merge = choice(|from, into| Action::Correct(Correction::MergeTopics { from, into }));
    let swap = choice(|on, off| Action::SwapTopic { off, on });
    let hide = {
        let topic = topic.clone();
        props.act.reform(move |_: MouseEvent| Action::Correct(Correction::HideTopic { topic: topic.clone() }))
    };
    let split = |alias: &String| {
        let (topic, alias) = (topic.clone(), alias.clone());
        let name = strings::take_out(&alias);
        let onclick = props.act.reform(move |_: MouseEvent| {
            Action::Correct(Correction::SplitTopic { topic: topic.clone(), alias: alias.clone() })
        });
        html! { <button type="button" {onclick}>{ name }</button> }
    };
    let option = |label: &String| html! { <option value={label.clone()}>{ label }</option> };
    html! {
        <div class="topictools">
            <form class="inline" onsubmit={rename}>
                <label class="lbl" for="t-name">{ strings::TOPIC_NAME }</label>
                <input id="t-name" type="text" ref={field} value={topic.clone()} autocomplete="off" />
                <button type="submit">{ strings::RENAME }</button>
            </form>
            <p class="row">
                <label>{ strings::MERGE_INTO }{ " " }<select onchange={merge}>
                    <option value="" selected=true>{ strings::CHOOSE }</option>
                    { for props.labels.iter().filter(|l| **l != topic).map(option) }
                </select></label>
                if props.found && !props.numbers.contains(&topic) {
                    <label>{ strings::COLOUR_FROM }{ " " }<select onchange={swap}>
                        <option value="" selected=true>{ strings::CHOOSE }</option>
                        { for props.numbers.iter().filter(|l| !l.is_empty()).map(option) }
                    </select></label>
                }
                <button type="button" onclick={hide}>{ strings::HIDE_TOPIC }</button>
            </p>
            if !props.aliases.is_empty() {
                <p class="row"><span>{ strings::ALSO_CALLED }</span>{ for props.aliases.iter().filter(|a| **a != topic).map(split) }</p>
            }
        </div>
    }
}
