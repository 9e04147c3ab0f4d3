//! The table: rows are topics, columns sources; a cell leads to its passage.

use yew::prelude::*;

use crate::comparison::{Cell, CompareBy, Comparison, Passage, Row};
use crate::page::app::topic_class;
use crate::page::notes::paragraph_number;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Place};
use crate::page::strings;
use crate::session::View;

#[derive(Properties, PartialEq)]
pub struct CompareProps {
    pub comparison: Shared<Comparison>,
    pub found: Shared<Found>,
    pub view: View,
    pub act: Callback<Action>,
}

#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let columns = &props.comparison.columns;
    let radio = |by: CompareBy, name: &'static str| {
        let onchange = props.act.reform(move |_: Event| Action::By(by));
        html! { <label><input type="radio" name="by" checked={props.view.by == by} {onchange} />{ " " }{ name }</label> }
    };
    html! {
        <section aria-labelledby="cmp-h" class="compare">
            <h2 id="cmp-h">{ strings::WHAT_SOURCES_SAY }</h2>
            if props.found.articles.len() < 2 {
                <p class="dek">{ strings::ADD_SECOND }</p>
            }
            <div class="controls">
                <div role="radiogroup" aria-label={strings::COMPARE_BY} class="seg">
                    <span aria-hidden="true">{ strings::COMPARE_BY }</span>
                    { radio(CompareBy::Speakers, strings::BY_SPEAKERS) }
                    { radio(CompareBy::Articles, strings::BY_ARTICLES) }
                </div>
            </div>
            <div class="tw" tabindex="0" role="region" aria-label={strings::TABLE_BOX}>
                <table role="table">
                    <caption>{ strings::SOURCE_COMPARISON }</caption>
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">{ strings::TOPIC }</th>
                        { for columns.iter().map(|c| html! { <th role="columnheader" scope="col">{ &c.name }</th> }) }
                    </tr></thead>
                    <tbody role="rowgroup">
                        { for props.comparison.rows.iter().map(|r| row(props, r)) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row(props: &CompareProps, row: &Row) -> Html {
    let class = topic_class(&props.view, &row.label);
    html! {
        <tr role="row" key={row.label.clone()} data-row={row.label.clone()}>
            <th role="rowheader" scope="row"><span class={classes!("lab", "t", class)}>{ &row.label }</span></th>
            { for props.comparison.columns.iter().zip(&row.cells).map(|(c, cell_)| cell(props, &c.name, cell_)) }
        </tr>
    }
}

fn cell(props: &CompareProps, source: &str, cell: &Cell) -> Html {
    html! {
        <td role="cell" data-source={source.to_owned()} class={classes!(cell.is_silent().then_some("is-silent"))}>
            if cell.is_silent() {
                <span class="silent">{ strings::NOT_MENTIONED }</span>
            }
            { for cell.passages.iter().take(2).map(|p| passage(props, p)) }
        </td>
    }
}

fn passage(props: &CompareProps, passage: &Passage) -> Html {
    let Some(article) = props.found.articles.get(passage.article as usize) else { return Html::default() };
    let place = Place { article: article.id, span: passage.span, attribution: passage.attribution };
    let number = paragraph_number(&props.found, passage.article, passage.span.start);
    let onclick = props.act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::GoTo(place)
    });
    let href = format!("#a{}-p{number}", article.id.0);
    html! {
        <>
            <p class="say">{ passage.span.of(&article.text).to_owned() }</p>
            <p class="by"><a {href} aria-label={strings::go_to(number, &article.label)} {onclick}>{ strings::pilcrow(number) }</a></p>
        </>
    }
}
