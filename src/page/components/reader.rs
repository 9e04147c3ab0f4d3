//! The reader: every article with its speakers, marks and notes.

use std::rc::Rc;

use yew::prelude::*;

use super::para::{inline, paragraph};
use crate::page::model::ArticleModel;
use crate::page::state::Action;
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct ReaderProps {
    pub models: Rc<Vec<Rc<ArticleModel>>>,
    pub current: usize,
    pub act: Callback<Action>,
}

#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let article = |(i, model): (usize, &Rc<ArticleModel>)| {
        let id = model.id().0;
        let class = classes!("art", (i != props.current).then_some("other"));
        html! {
            <article key={id} id={format!("a{id}")} {class} aria-label={model.article.label.clone()}>
                <ArticleBody model={model.clone()} act={props.act.clone()} />
            </article>
        }
    };
    html! {
        <section aria-label={strings::READER} class="reader">
            { for props.models.iter().enumerate().map(article) }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ArticleBodyProps {
    model: Rc<ArticleModel>,
    act: Callback<Action>,
}

/// Drawn again only when the article's marks change, not when topics are switched on or off.
#[component]
fn ArticleBody(props: &ArticleBodyProps) -> Html {
    let model = &props.model;
    let article = &model.article;
    let words = model.analysis.as_ref().map(|a| strings::words(a.words));
    let date = article.date.map(strings::date);
    let meta: Vec<String> = date.into_iter().chain(words).collect();
    html! {
        <>
            <header class="arthead">
                <p class="src">{ &article.label }</p>
                if let Some(headline) = &model.headline {
                    <h2>{ inline(model, headline) }</h2>
                } else if let Some(title) = &article.title {
                    <h2>{ title }</h2>
                }
                <p class="meta">{ meta.join(" · ") }</p>
            </header>
            <div class="body">
                { for model.paragraphs.iter().map(|p| paragraph(model, p, &props.act)) }
            </div>
        </>
    }
}
