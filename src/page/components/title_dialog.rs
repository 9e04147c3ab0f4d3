//! The title of the session, to be changed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Modal;
use crate::page::state::Action;
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct TitleDialogProps {
    pub title: String,
    pub act: Callback<Action>,
}

#[component]
pub fn TitleDialog(props: &TitleDialogProps) -> Html {
    let field = use_node_ref();
    let onsubmit = {
        let (field, act) = (field.clone(), props.act.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let title = field.cast::<HtmlInputElement>().map(|f| f.value().trim().to_owned());
            act.emit(Action::Rename(title.unwrap_or_default()));
            act.emit(Action::CloseDialog);
        })
    };
    html! {
        <Modal heading={strings::RENAME_SESSION} act={props.act.clone()} class="narrow">
            <form class="inline" {onsubmit}>
                <label class="lbl" for="title">{ strings::TITLE }</label>
                <input id="title" type="text" ref={field} value={props.title.clone()} autocomplete="off" />
                <button type="submit" class="primary">{ strings::SAVE }</button>
            </form>
            <p class="fine">{ strings::TITLE_HINT }</p>
        </Modal>
    }
}
