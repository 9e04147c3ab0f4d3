//! The topics: which number and colour each has, how often it is spoken of, and whether it is marked.

use std::rc::Rc;

use yew::prelude::*;

use crate::page::state::{Action, Found};
use crate::page::{numbers, strings};
use crate::session::View;

#[derive(Properties, PartialEq)]
pub struct LegendProps {
    pub found: Rc<Found>,
    pub view: View,
    pub act: Callback<Action>,
}

#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let topics = &props.found.by_articles.topics;
    let mut numbered: Vec<_> =
        topics.iter().filter_map(|t| Some((numbers::number(&props.view, &t.label)?, t))).collect();
    numbered.sort_by_key(|(n, _)| *n);
    let chip = |(number, topic): &(u8, &crate::topics::Topic)| {
        let label = topic.label.clone();
        let onclick = props.act.reform(move |event: MouseEvent| {
            if event.shift_key() {
                Action::SoloTopic(label.clone())
            } else {
                Action::ToggleTopic(label.clone())
            }
        });
        let on = numbers::is_on(&props.view, &topic.label);
        let class = format!("t{number}");
        html! {
            <button type="button" key={topic.label.clone()} class="chip" aria-pressed={if on { "true" } else { "false" }} {onclick}>
                <span class={classes!("key", class.clone())} aria-hidden="true">{ *number }</span>
                <span class={classes!("lab", "t", class)}>{ &topic.label }</span>
                { " " }<span class="count">{ topic.mentions.len() }</span>
            </button>
        }
    };
    html! {
        <div class="legend">
            <div role="group" aria-label={strings::TOPICS} class="chips">{ for numbered.iter().map(chip) }</div>
        </div>
    }
}
