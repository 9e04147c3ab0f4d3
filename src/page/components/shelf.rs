//! The shelf: the articles, which of them is read, and where more come in.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::AddBox;
use crate::article::Article;
use crate::page::slices::{self, Rank};
use crate::page::state::{Action, Dialog};
use crate::page::{browser, strings};

#[derive(Properties, PartialEq)]
pub struct ShelfProps {
    pub articles: Vec<Rc<Article>>,
    pub current: usize,
    /// Whether the page that the current article is from has other texts.
    pub doubtful: bool,
    /// Articles read, of how many.
    pub busy: Option<(u32, u32)>,
    pub cancel: Callback<()>,
    pub act: Callback<Action>,
}

#[component]
pub fn Shelf(props: &ShelfProps) -> Html {
    let tabs = use_node_ref();
    use_effect_with((props.current, props.articles.len()), {
        let tabs = tabs.clone();
        move |_| slices::once(Rank::Last, move || show_current(&tabs))
    });
    let tab = |(i, article): (usize, &Rc<Article>)| {
        let id = article.id;
        let onclick = props.act.reform(move |_: MouseEvent| Action::Read(id));
        let pressed = if i == props.current { "true" } else { "false" };
        html! { <button type="button" key={id.0} aria-pressed={pressed} {onclick}>{ &article.label }</button> }
    };
    let doubt = props.articles.get(props.current).filter(|_| props.doubtful).map(|article| {
        let id = article.id;
        let onclick = props.act.reform(move |_: MouseEvent| Action::OpenDialog(Dialog::Article(id)));
        html! { <button type="button" class="quiet" {onclick}>{ strings::NOT_THE_RIGHT_TEXT }</button> }
    });
    html! {
        <div class="shelf">
            <div role="group" aria-label={strings::ARTICLES} class="tabs" ref={tabs}>
                { for props.articles.iter().enumerate().map(tab) }
            </div>
            { doubt }
            if let Some((done, total)) = props.busy {
                <p class="busy">{ strings::reading(done, total) }{ " " }
                    <progress value={done.to_string()} max={total.to_string()} aria-label={strings::READING} />
                    <button type="button" class="link" onclick={props.cancel.reform(|_: MouseEvent| ())}>{ strings::CANCEL }</button>
                </p>
            }
            <AddBox large=false act={props.act.clone()} />
        </div>
    }
}

/// On a phone the articles stand in a line that goes beyond the screen: the current one comes into view.
fn show_current(tabs: &NodeRef) {
    let Some(line) = tabs.cast::<HtmlElement>() else { return };
    if let Some(current) = browser::all(&line, "[aria-pressed=true]").first() {
        line.set_scroll_left(current.offset_left() - line.offset_left() - BEFORE);
    }
}

/// So much of the one before it stays in view, in pixels.
const BEFORE: i32 = 24;
