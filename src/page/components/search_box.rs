//! Search over all articles, with the words around each place.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::article::Article;
use crate::page::search::{Hit, MOST, search};
use crate::page::state::{Action, Place};
use crate::page::strings;
use crate::untrusted::shown;

#[derive(Properties, PartialEq)]
pub struct SearchBoxProps {
    pub articles: Vec<Rc<Article>>,
    pub act: Callback<Action>,
}

/// Typing may be faster than searching a long text: it starts after so many milliseconds of rest.
const REST: u32 = 120;

#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let query = use_state(String::new);
    let field = use_node_ref();
    let timer = use_mut_ref(|| None::<Timeout>);
    let found =
        use_memo((props.articles.clone(), (*query).clone()), |(articles, query)| search(articles, query));
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            let query = query.clone();
            *timer.borrow_mut() = Some(Timeout::new(REST, move || query.set(value)));
        })
    };
    let close = {
        let (query, field) = (query.clone(), field.clone());
        Callback::from(move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value("");
            }
            query.set(String::new());
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        })
    };
    let (hits, count) = &*found;
    let label = |id| props.articles.iter().find(|a| a.id == id).map(|a| a.label.clone()).unwrap_or_default();
    let words = |text: &str| shown(text).into_owned();
    let hit = |hit: &Hit| {
        let place = Place { article: hit.article, span: hit.span, attribution: None };
        let (act, close) = (props.act.clone(), close.clone());
        let onclick = move |_: MouseEvent| {
            act.emit(Action::GoTo(place));
            close.emit(());
        };
        html! {
            <li><button type="button" class="hit" {onclick}>
                <span class="src">{ label(hit.article) }</span>{ " " }
                <span class="kwic">{ words(&hit.before) }<b>{ words(&hit.words) }</b>{ words(&hit.after) }</span>
            </button></li>
        }
    };
    html! {
        <div class="search" role="search" {onkeydown}>
            <input type="search" id="search" ref={field} aria-label={strings::SEARCH} placeholder={strings::SEARCH_SHORT}
                autocomplete="off" {oninput} />
            if !query.trim().is_empty() {
                <div class="hits">
                    <p role="status">{ strings::hits(*count, MOST) }</p>
                    <ul>{ for hits.iter().map(hit) }</ul>
                </div>
            }
        </div>
    }
}
