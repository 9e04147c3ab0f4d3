//! A native dialog before the page. The browser keeps the focus inside and gives it back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::page::state::Action;
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct ModalProps {
    pub heading: String,
    pub act: Callback<Action>,
    #[prop_or_default]
    pub class: Classes,
    pub children: Html,
}

#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            // Closed before it goes, so that the browser gives the focus back to where it was.
            move || dialog.iter().for_each(HtmlDialogElement::close)
        });
    }
    let close = props.act.reform(|_: MouseEvent| Action::CloseDialog);
    let oncancel = props.act.reform(|event: Event| {
        event.prevent_default();
        Action::CloseDialog
    });
    html! {
        <dialog ref={node} class={props.class.clone()} aria-labelledby="dialog-h" {oncancel}>
            <header>
                <h2 id="dialog-h">{ &props.heading }</h2>
                <button type="button" class="quiet" onclick={close}>{ strings::CLOSE }</button>
            </header>
            <div class="dialog-body">{ props.children.clone() }</div>
        </dialog>
    }
}
