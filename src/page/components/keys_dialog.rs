//! The keys, and the switch for those that are single letters (WCAG 2.1.4).

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Modal;
use crate::page::state::Action;
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct KeysDialogProps {
    pub off: bool,
    pub act: Callback<Action>,
}

#[component]
pub fn KeysDialog(props: &KeysDialogProps) -> Html {
    let onchange = props
        .act
        .reform(|event: Event| Action::Keys(event.target_unchecked_into::<HtmlInputElement>().checked()));
    let key = |(keys, does): &(&'static str, &'static str)| {
        html! { <tr><th scope="row"><kbd>{ *keys }</kbd></th><td>{ *does }</td></tr> }
    };
    html! {
        <Modal heading={strings::KEYS} act={props.act.clone()}>
            <table class="keys"><tbody>{ for strings::KEY_TABLE.iter().map(key) }</tbody></table>
            <label class="check"><input type="checkbox" checked={!props.off} {onchange} />{ " " }{ strings::LETTER_KEYS }</label>
        </Modal>
    }
}
