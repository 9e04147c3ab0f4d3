//! The title of the session and where it came from.

use yew::prelude::*;

use crate::page::state::{Action, Dialog, Work};
use crate::page::{keeping, strings};

#[derive(Properties, PartialEq)]
pub struct TitleProps {
    pub work: Work,
    pub provenance: Option<String>,
    pub act: Callback<Action>,
}

#[component]
pub fn Title(props: &TitleProps) -> Html {
    // The names of the articles stand in the shelf below: until it has a title, what it is about.
    let topic = props.work.view.numbers.first().map_or("", String::as_str);
    let title = match props.work.title.as_str() {
        "" => strings::about(topic, props.work.articles.len()),
        title => title.to_owned(),
    };
    // One tab of several is found by it.
    use_effect_with(title.clone(), |title| {
        let document = gloo::utils::document();
        document.set_title(&strings::tab(title));
        move || document.set_title(strings::NAME)
    });
    let rename = props.act.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Title));
    html! {
        <div class="title">
            <h1>{ title }</h1>
            <button type="button" class="link" onclick={rename}>{ strings::RENAME_TITLE }</button>
            if let Some(provenance) = &props.provenance {
                <p class="prov" role="note">{ provenance }
                    if keeping::has_own() {
                        { " " }<a href="./">{ strings::BACK_TO_OWN }</a>
                    }
                </p>
            }
        </div>
    }
}
