//! The title of the session and where it came from.

use yew::prelude::*;

use crate::page::state::{Action, Dialog, Work};
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
    let title =
        if props.work.title.is_empty() { strings::some_of(&labels) } else { props.work.title.clone() };
    let rename = props.act.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Title));
    html! {
        <div class="title">
            <h1>{ title }</h1>
            <button type="button" class="link" onclick={rename}>{ strings::RENAME_TITLE }</button>
            if let Some(provenance) = &props.provenance {
                <p class="prov">{ provenance }</p>
            }
        </div>
    }
}
