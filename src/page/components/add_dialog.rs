//! A statement that was not found: the reader says which words, and whose they are.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::Modal;
use super::statement_dialog::known_speakers;
use crate::corrections::{Anchor, Correction};
use crate::page::model::ArticleModel;
use crate::page::search::place;
use crate::page::shared::Shared;
use crate::page::state::Action;
use crate::page::strings;
use crate::text::Span;
use crate::untrusted::shown;

#[derive(Properties, PartialEq)]
pub struct AddDialogProps {
    pub model: Shared<ArticleModel>,
    /// What is selected.
    pub span: Option<Span>,
    /// Names of all speakers, for a choice.
    pub names: Vec<String>,
    pub act: Callback<Action>,
}

#[component]
pub fn AddDialog(props: &AddDialogProps) -> Html {
    let (said, who) = (use_node_ref(), use_node_ref());
    let missing = use_state(|| false);
    let selected = props.span.unwrap_or_default();
    {
        // Once: what the reader writes stays, also where it is not found.
        let (said, words) = (said.clone(), shown(selected.of(&props.model.article.text)).into_owned());
        use_effect_with((), move |()| {
            if let Some(area) = said.cast::<HtmlTextAreaElement>() {
                area.set_value(&words);
            }
        });
    }
    let onsubmit = {
        let (said, who, missing) = (said.clone(), who.clone(), missing.clone());
        let (act, model) = (props.act.clone(), props.model.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let said = said.cast::<HtmlTextAreaElement>().map(|f| f.value()).unwrap_or_default();
            let speaker = who.cast::<HtmlInputElement>().map(|f| f.value()).unwrap_or_default();
            let speaker = speaker.trim().to_owned();
            let article = &model.article;
            match place(&article.text, &said, selected.start) {
                Some(span) if !speaker.is_empty() => {
                    let at = Anchor::new(article.id, &article.text, span);
                    act.emit(Action::Correct(Correction::AddStatement { at, speaker }));
                }
                found => missing.set(found.is_none()),
            }
        })
    };
    html! {
        <Modal heading={strings::ADD_STATEMENT} act={props.act.clone()} class="narrow">
            <form class="inline" {onsubmit}>
                <label class="lbl" for="said">{ strings::words_of(&props.model.article.label) }</label>
                <textarea id="said" rows="4" required=true ref={said} />
                if *missing {
                    <p class="lbl" role="alert">{ strings::NOT_IN_THIS_ARTICLE }</p>
                }
                <label class="lbl" for="speaker">{ strings::WHO_SAID_IT }</label>
                <input id="speaker" type="text" list="speakers" ref={who} required=true autocomplete="off" />
                { known_speakers(&props.names) }
                <button type="submit" class="primary">{ strings::ADD_STATEMENT }</button>
            </form>
            <p class="fine">{ strings::ADD_STATEMENT_HINT }</p>
        </Modal>
    }
}
