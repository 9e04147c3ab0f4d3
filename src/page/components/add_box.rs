//! Where text comes in: the field, the files, the example. The field is not controlled: a long text stays out
//! of the virtual DOM.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::load::load_text;
use crate::page::state::Action;
use crate::page::{example, kept, loading, strings};

/// A paste of more bytes than this goes past the field.
const LONG: usize = 20_000;

#[derive(Properties, PartialEq)]
pub struct AddBoxProps {
    /// On the start screen: large, with the example. In the shelf: one line that grows.
    pub large: bool,
    #[prop_or_default]
    pub typed: AttrValue,
    pub act: Callback<Action>,
}

#[component]
pub fn AddBox(props: &AddBoxProps) -> Html {
    let area = use_node_ref();
    let files = use_node_ref();
    {
        let (area, typed) = (area.clone(), props.typed.clone());
        use_effect_with((), move |()| {
            let text = Some(typed.to_string()).filter(|t| !t.is_empty()).or_else(kept::draft);
            if let (Some(area), Some(text)) = (area.cast::<HtmlTextAreaElement>(), text) {
                area.set_value(&text);
            }
        });
    }
    let add = {
        let (area, act) = (area.clone(), props.act.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
            let text = area.value();
            area.set_value("");
            kept::keep_draft("");
            act.emit(Action::Add(vec![load_text(&text)]));
        })
    };
    // What is typed and not added is there after a reload, and where the field moves to.
    let oninput = Callback::from(|event: InputEvent| {
        kept::keep_draft(&event.target_unchecked_into::<HtmlTextAreaElement>().value());
    });
    // A long text is an article at once: the field alone would take longer to show it than to read it.
    let onpaste = {
        let (area, act) = (area.clone(), props.act.clone());
        Callback::from(move |event: Event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let long = |d: &DataTransfer| d.get_data("text/plain").is_ok_and(|text| text.len() > LONG);
            let empty = area.cast::<HtmlTextAreaElement>().is_none_or(|a| a.value().is_empty());
            if let Some(data) = data.filter(|d| empty && long(d)) {
                event.prevent_default();
                loading::transfer(&data, &act);
            }
        })
    };
    let open = {
        let files = files.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = files.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(list) = input.files() {
                loading::files(&list, &act);
            }
            input.set_value("");
        })
    };
    let example = props.act.reform(|_: MouseEvent| Action::Add(example::drafts()));
    let rows = if props.large { "7" } else { "1" };
    let placeholder = if props.large { strings::PASTE_HERE } else { strings::PASTE_ANOTHER };
    html! {
        <div class={classes!("addbox", (!props.large).then_some("small"))}>
            <label class="lbl" for="paste">{ strings::ARTICLE_TEXT }</label>
            <textarea id="paste" ref={area} {rows} {placeholder} {onpaste} {oninput} />
            <p class="row">
                <button type="button" class={classes!(props.large.then_some("primary"))} onclick={add}>{ strings::ADD_ARTICLE }</button>
                <button type="button" onclick={open}>{ strings::OPEN_FILES }</button>
                if props.large {
                    <button type="button" onclick={example}>{ strings::TRY_EXAMPLE }</button>
                }
            </p>
            <input type="file" ref={files} class="hidden" multiple=true tabindex="-1" aria-hidden="true"
                accept=".txt,.text,.md,.markdown,.html,.htm,.xhtml,.json,.rss,.atom,.xml,.docx" {onchange} />
        </div>
    }
}
