//! The topics: which number and colour each has, how often it is spoken of, and whether it is marked.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::search_box::SearchBox;
use crate::article::Article;
use crate::corrections::Correction;
use crate::order::Order;
use crate::page::shared::Shared;
use crate::page::state::{Action, Dialog, Found};
use crate::page::{browser, numbers, reading, strings};
use crate::session::View;
use crate::topics::Topic;

#[derive(Properties, PartialEq)]
pub struct LegendProps {
    pub found: Shared<Found>,
    pub articles: Vec<Rc<Article>>,
    pub view: View,
    pub beside: bool,
    pub act: Callback<Action>,
}

#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let dragged = use_mut_ref(|| None::<String>);
    let topics = &props.found.by_articles.topics;
    let mut numbered: Vec<(u8, &Topic)> =
        topics.iter().filter_map(|t| Some((numbers::number(&props.view, &t.label)?, t))).collect();
    numbered.order_by_key(|(n, _)| *n);
    let chip = |(place, (number, topic)): (usize, &(u8, &Topic))| {
        let label = topic.label.clone();
        let toggle = {
            let label = label.clone();
            props.act.reform(move |event: MouseEvent| {
                // A double press: the first has toggled it, the second makes it the only one.
                if event.shift_key() || event.detail() == 2 {
                    Action::SoloTopic(label.clone())
                } else {
                    Action::ToggleTopic(label.clone())
                }
            })
        };
        let ondragstart = {
            let (dragged, label) = (dragged.clone(), label.clone());
            Callback::from(move |_: DragEvent| *dragged.borrow_mut() = Some(label.clone()))
        };
        let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
        let ondrop = {
            let (dragged, act, into) = (dragged.clone(), props.act.clone(), label.clone());
            Callback::from(move |event: DragEvent| {
                event.prevent_default();
                event.stop_propagation();
                if let Some(from) = dragged.borrow_mut().take().filter(|from| *from != into) {
                    act.emit(Action::Correct(Correction::MergeTopics { from, into: into.clone() }));
                }
            })
        };
        let on = numbers::is_on(&props.view, &topic.label);
        let class = format!("t{number}");
        html! {
            <button type="button" key={label.clone()} class="chip" draggable="true" title={strings::CHIP_HINT}
                aria-pressed={if on { "true" } else { "false" }} tabindex={if place == 0 { "0" } else { "-1" }}
                onclick={toggle} {ondragstart} {ondragover} {ondrop}>
                <span class={classes!("key", class.clone())} aria-hidden="true">{ *number }</span>
                <span class={classes!("lab", "t", class)}>{ label }</span>
                { " " }<span class="count">{ topic.mentions.len() }</span>
            </button>
        }
    };
    let further = topics.len().saturating_sub(numbered.len());
    let some_off = numbered.iter().any(|(_, t)| !numbers::is_on(&props.view, &t.label));
    let open = props.act.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Topics));
    let all = props.act.reform(|_: MouseEvent| Action::AllTopics);
    let beside = props.beside;
    let toggle_beside = props.act.reform(move |_: MouseEvent| Action::Beside(!beside));
    html! {
        <div class="legend">
            <div class="topics">
            <div role="group" aria-label={strings::TOPICS} class="chips" onkeydown={Callback::from(|e: KeyboardEvent| rove(&e))}>
                { for numbered.iter().enumerate().map(chip) }
            </div>
            <div class="legtools">
                if some_off {
                    <button type="button" class="quiet" onclick={all}>{ strings::SHOW_ALL }</button>
                }
                <button type="button" class="quiet" onclick={open}>
                    { strings::EDIT_TOPICS }
                    if further > 0 {
                        { " " }<span class="count">{ strings::further(further) }</span>
                    }
                </button>
                <button type="button" class="quiet beside-toggle" aria-pressed={if beside { "true" } else { "false" }}
                    onclick={toggle_beside}>{ strings::TABLE_BESIDE }</button>
            </div>
            </div>
            <SearchBox articles={props.articles.clone()} act={props.act.clone()} />
        </div>
    }
}

/// The chips are one stop for the Tab key, with arrow keys inside.
fn rove(event: &KeyboardEvent) {
    let Some(here) = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(group) = here.closest(".chips").ok().flatten() else { return };
    let chips = browser::all(&group, ".chip");
    let Some(at) = chips.iter().position(|c| *c == here) else { return };
    if let Some(to) = reading::step(&event.key(), at, chips.len()) {
        event.prevent_default();
        here.set_tab_index(-1);
        chips[to].set_tab_index(0);
        let _ = chips[to].focus();
    }
}
