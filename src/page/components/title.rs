//! The title of the session and where it came from.

use yew::prelude::*;

use crate::page::state::{Action, Work};
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct TitleProps {
    pub work: Work,
    pub provenance: Option<String>,
    pub act: Callback<Action>,
}

#[component]
pub fn Title(props: &TitleProps) -> Html {
    let labels: Vec<&str> = props.work.articles.iter().map(|a| a.label.as_str()).collect();
    let title = if props.work.title.is_empty() { strings::list(&labels) } else { props.work.title.clone() };
    html! {
        <div class="title">
            <h1>{ title }</h1>
            if let Some(provenance) = &props.provenance {
                <p class="prov">{ provenance }</p>
            }
        </div>
    }
}
