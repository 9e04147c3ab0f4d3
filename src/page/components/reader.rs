//! The reader: every article with its speakers, marks and notes.

use web_sys::Element;
use yew::prelude::*;

use super::body::use_body;
use super::strip::Strip;
use crate::article::ArticleId;
use crate::page::effects::use_later;
use crate::page::model::ArticleModel;
use crate::page::shared::Shared;
use crate::page::slices::Rank;
use crate::page::state::{Action, Dialog, Place};
use crate::page::strings;
use crate::page::{reading, selected, together};
use crate::text::Span;

#[derive(Properties, PartialEq)]
pub struct ReaderProps {
    pub models: Shared<Vec<Shared<ArticleModel>>>,
    pub current: usize,
    pub act: Callback<Action>,
}

#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let node = use_node_ref();
    reading::use_layout(&node, &props.models, props.current);
    together::use_together(&node);
    let many = props.models.len();
    let onclick = {
        let act = props.act.clone();
        Callback::from(move |event: MouseEvent| {
            let pressed = event.target_dyn_into::<Element>();
            let on = |what: &str| pressed.as_ref().and_then(|e| e.closest(what).ok().flatten());
            if let Some((article, attribution)) = on("button.who").as_ref().and_then(statement_of) {
                act.emit(Action::OpenDialog(Dialog::Statement { article, attribution }));
            } else if let Some(place) = on("a[data-to]").as_ref().and_then(place_of) {
                event.prevent_default();
                act.emit(Action::GoTo(place));
            }
        })
    };
    let onmouseover = Callback::from(|event: MouseEvent| reading::link(event.target()));
    let onfocusin = Callback::from(|event: FocusEvent| reading::link(event.target()));
    let onkeydown = Callback::from(|event: KeyboardEvent| reading::rove(&event));
    let article = |(i, model): (usize, &Shared<ArticleModel>)| {
        let id = model.id().0;
        // Where there is room for two or three, the next ones stand beside it, in their order; after the last come the
        // first.
        let place = ["first", "second", "third"].get((i + many - props.current) % many).unwrap_or(&"other");
        html! {
            <article key={id} id={format!("a{id}")} class={classes!("art", *place)} aria-label={model.article.label.clone()}>
                <ArticleParts model={model.clone()} near={*place != "other"} act={props.act.clone()} />
            </article>
        }
    };
    html! {
        <section aria-label={strings::READER} class={classes!("reader", (many > 1).then_some("several"))} ref={node}
            {onclick} {onmouseover} {onfocusin} {onkeydown}>
            { for props.models.iter().enumerate().map(article) }
        </section>
    }
}

/// The article and the statement that a label belongs to.
fn statement_of(who: &Element) -> Option<(ArticleId, u32)> {
    let article = who.closest("article").ok().flatten()?;
    let id = article.id().strip_prefix('a')?.parse().ok()?;
    let index = who.get_attribute("data-i")?.parse().ok()?;
    Some((ArticleId(id), index))
}

/// Where a link of a note leads.
fn place_of(link: &Element) -> Option<Place> {
    let to = link.get_attribute("data-to")?;
    let mut numbers = to.split(' ').filter_map(|n| n.parse().ok());
    let article = ArticleId(numbers.next()?);
    let span = Span { start: numbers.next()?, end: numbers.next()? };
    Some(Place { article, span, attribution: None })
}

#[derive(Properties, PartialEq)]
struct ArticlePartsProps {
    model: Shared<ArticleModel>,
    /// Probably in view.
    near: bool,
    act: Callback<Action>,
}

/// Head, body and strip of an article.
#[component]
fn ArticleParts(props: &ArticlePartsProps) -> Html {
    // What is out of view is drawn later, each in a task of its own.
    let later = use_later(props.model.clone(), Rank::Last);
    let (model, act) = (if props.near { &props.model } else { &later }, &props.act);
    let (headline, body) = (use_node_ref(), use_node_ref());
    use_body(&headline, &body, model, props.near);
    let article = &model.article;
    let words = model.analysis.as_ref().map(|a| strings::words(a.words));
    let meta: Vec<String> = article.date.map(strings::date).into_iter().chain(words).collect();
    let id = article.id;
    let edit = act.reform(move |_: MouseEvent| Action::OpenDialog(Dialog::Article(id)));
    let add = act.reform(move |_: MouseEvent| Action::OpenDialog(selected::statement(id)));
    html! {
        <>
            <header class="arthead" id={format!("a{}-p0", article.id.0)} tabindex="-1">
                <p class="src">{ &article.label }</p>
                if model.headline.is_some() {
                    <h2 key="marked" ref={headline} />
                } else if let Some(title) = &article.title {
                    <h2 key="plain">{ title }</h2>
                }
                <p class="meta">{ meta.join(" · ") }{ " " }<button type="button" class="link" onclick={edit}>{ strings::EDIT_ARTICLE }</button>{ " " }
                    <button type="button" class="link" onclick={add}>{ strings::ADD_STATEMENT }</button></p>
            </header>
            <div class="body" ref={body} />
            <Strip model={model.clone()} act={act.clone()} />
        </>
    }
}
