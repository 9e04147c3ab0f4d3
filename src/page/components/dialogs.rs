//! Which dialog is open.

use yew::prelude::*;

use super::{
    AddDialog, ArticleDialog, CopyDialog, KeysDialog, ShareDialog, StatementDialog, TitleDialog, TopicsDialog,
};
use crate::article::ArticleId;
use crate::page::model::ArticleModel;
use crate::page::shared::Shared;
use crate::page::state::{Action, Dialog, State};

#[derive(Properties, PartialEq)]
pub struct DialogsProps {
    pub state: Shared<State>,
    pub act: Callback<Action>,
}

#[component]
pub fn Dialogs(props: &DialogsProps) -> Html {
    let (state, act) = (&props.state, props.act.clone());
    let Some(dialog) = &state.dialog else { return Html::default() };
    match dialog {
        Dialog::Statement { article, attribution } => {
            let Some(model) = model(state, *article) else { return Html::default() };
            html! { <StatementDialog model={model.clone()} attribution={*attribution} names={state.speakers()} {act} /> }
        }
        Dialog::Add { article, ends } => {
            let Some(model) = model(state, *article) else { return Html::default() };
            let span = ends.and_then(|[from, to]| model.between(from, to));
            html! { <AddDialog model={model.clone()} {span} names={state.speakers()} {act} /> }
        }
        Dialog::Article(id) => {
            let articles = &state.work.articles;
            let Some(place) = articles.iter().position(|a| a.id == *id) else { return Html::default() };
            html! { <ArticleDialog key={format!("{place}")} article={articles[place].clone()} others={state.other_texts(&articles[place])} {place} of={articles.len()} {act} /> }
        }
        Dialog::Topics => html! {
            <TopicsDialog found={state.found.clone()} view={state.work.view.clone()}
                corrections={state.work.corrections.clone()} {act} />
        },
        Dialog::Title => html! { <TitleDialog title={state.work.title.clone()} {act} /> },
        Dialog::Share => {
            html! { <ShareDialog work={state.work.clone()} found={state.found.clone()} {act} /> }
        }
        Dialog::Copy(row) => html! {
            <CopyDialog row={*row} work={state.work.clone()} found={state.found.clone()} {act} />
        },
        Dialog::Keys => html! { <KeysDialog off={state.keys_off} {act} /> },
    }
}

fn model(state: &State, article: ArticleId) -> Option<&Shared<ArticleModel>> {
    state.models.iter().find(|m| m.id() == article)
}
