//! An article's text and what is known about it, to be changed; and its place among the others.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::Modal;
use crate::article::{Article, Date};
use crate::page::state::Action;
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct ArticleDialogProps {
    pub article: Rc<Article>,
    /// What else on its page could be its text.
    pub others: Vec<String>,
    /// Its place, and how many there are.
    pub place: usize,
    pub of: usize,
    pub act: Callback<Action>,
}

#[component]
pub fn ArticleDialog(props: &ArticleDialogProps) -> Html {
    let (label, title, date, text) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let article = &props.article;
    {
        let (text, value) = (text.clone(), article.clone());
        use_effect_with((), move |()| {
            if let Some(area) = text.cast::<HtmlTextAreaElement>() {
                area.set_value(&value.text);
            }
        });
    }
    let onsubmit = {
        let (label, title, date, text) = (label.clone(), title.clone(), date.clone(), text.clone());
        let (act, article) = (props.act.clone(), article.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let value = |node: &NodeRef| {
                node.cast::<HtmlInputElement>().map(|f| f.value().trim().to_owned()).unwrap_or_default()
            };
            let mut changed = (*article).clone();
            if !value(&label).is_empty() {
                changed.label = value(&label);
            }
            changed.title = Some(value(&title)).filter(|t| !t.is_empty());
            changed.date = Date::parse(&value(&date));
            if let Some(area) = text.cast::<HtmlTextAreaElement>().map(|a| a.value()) {
                // The browser gives line ends back in its own way; that alone is no change.
                if !area.trim().is_empty() && area != article.text.replace("\r\n", "\n") {
                    changed.text = area;
                }
            }
            act.emit(Action::Edit(changed));
            act.emit(Action::CloseDialog);
        })
    };
    let candidate = |(number, other): (usize, &String)| {
        let (text, other) = (text.clone(), other.clone());
        let label = strings::candidate(&other);
        let onchange = Callback::from(move |_: Event| {
            if let Some(area) = text.cast::<HtmlTextAreaElement>() {
                area.set_value(&other);
            }
        });
        html! { <label><input type="radio" name="candidate" checked={number == 0} {onchange} /><span>{ label }</span></label> }
    };
    let candidates = (!props.others.is_empty()).then(|| {
        let all = std::iter::once(&article.text).chain(&props.others);
        html! { <fieldset class="candidates"><legend>{ strings::NOT_THE_RIGHT_TEXT }</legend>{ for all.enumerate().map(candidate) }</fieldset> }
    });
    let id = article.id;
    let shift = |by: i32| props.act.reform(move |_: MouseEvent| Action::Move { id, by });
    let remove = props.act.reform(move |_: MouseEvent| Action::Remove(id));
    html! {
        <Modal heading={strings::EDIT_ARTICLE} act={props.act.clone()}>
            <form class="fields" {onsubmit}>
                <label for="e-label">{ strings::ARTICLE_NAME }</label>
                <input id="e-label" type="text" ref={label} value={article.label.clone()} autocomplete="off" />
                <label for="e-title">{ strings::ARTICLE_TITLE }</label>
                <input id="e-title" type="text" ref={title} value={article.title.clone().unwrap_or_default()} autocomplete="off" />
                <label for="e-date">{ strings::ARTICLE_DATE }</label>
                <input id="e-date" type="date" ref={date} value={article.date.map(|d| d.to_string()).unwrap_or_default()} />
                { candidates }
                <label for="e-text">{ strings::ARTICLE_WORDS }</label>
                <textarea id="e-text" ref={text} rows="12" required=true />
                <p class="row">
                    <button type="submit" class="primary">{ strings::SAVE }</button>
                    <button type="button" disabled={props.place == 0} onclick={shift(-1)}>{ strings::EARLIER }</button>
                    <button type="button" disabled={props.place + 1 == props.of} onclick={shift(1)}>{ strings::LATER }</button>
                    <button type="button" onclick={remove}>{ strings::REMOVE }</button>
                </p>
            </form>
        </Modal>
    }
}
