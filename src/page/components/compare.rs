//! The table: rows are topics, columns sources; a cell leads to its passage, a row opens into its claims.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};
use yew::prelude::*;

use super::{Findings, TableRows};
use crate::comparison::{CompareBy, Comparison};
use crate::page::shared::Shared;
use crate::page::state::{Action, Dialog, Found};
use crate::page::{reading, strings, table};
use crate::session::{RowFilter, RowOrder, View};

#[derive(Properties, PartialEq)]
pub struct CompareProps {
    pub comparison: Shared<Comparison>,
    pub found: Shared<Found>,
    pub view: View,
    /// Findings that the reader set aside: the correction's index and what it says.
    pub aside: Vec<(usize, String)>,
    pub act: Callback<Action>,
}

#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let comparison = &props.comparison;
    let alone = props.found.articles.len() < 2;
    html! {
        <section aria-labelledby="cmp-h" class="compare">
            <h2 id="cmp-h">{ strings::WHAT_SOURCES_SAY }</h2>
            if alone {
                <p class="dek">{ strings::ADD_SECOND }</p>
            }
            <Findings comparison={comparison.clone()} found={props.found.clone()} aside={props.aside.clone()} act={props.act.clone()} />
            { controls(props) }
            if comparison.rows.is_empty() {
                <p class="dek empty">{ strings::NO_ROWS }</p>
            }
            { grid(props) }
            { hidden(props) }
        </section>
    }
}

const FILTER_NAMES: [&str; 4] = [strings::ALL_ROWS, strings::DIFFER, strings::LEFT_OUT, strings::ONLY_IN_ONE];

const ORDERS: [(RowOrder, &str); 3] = [
    (RowOrder::DifferencesFirst, strings::DIFFERENCES_FIRST),
    (RowOrder::Importance, strings::MOST_COVERED),
    (RowOrder::Alphabet, strings::ALPHABET),
];

fn controls(props: &CompareProps) -> Html {
    let radio = |by: CompareBy, name: &'static str| {
        let onchange = props.act.reform(move |_: Event| Action::By(by));
        html! { <label><input type="radio" name="by" checked={props.view.by == by} {onchange} />{ " " }{ name }</label> }
    };
    let counts = table::counts(&props.comparison);
    let filter = |(i, filter): (usize, &RowFilter)| {
        let filter = *filter;
        let onclick = props.act.reform(move |_: MouseEvent| Action::Filter(filter));
        let pressed = (props.view.filter == filter).to_string();
        let none = counts[i] == 0 && props.view.filter != filter;
        html! { <button type="button" aria-pressed={pressed} disabled={none} {onclick}>{ FILTER_NAMES[i] }{ " " }{ counts[i] }</button> }
    };
    let onchange = props.act.reform(|event: Event| {
        let chosen = event
            .target()
            .and_then(|t| t.dyn_into::<HtmlSelectElement>().ok())
            .map_or(0, |s| s.selected_index());
        Action::Order(ORDERS.get(chosen.max(0) as usize).map_or(RowOrder::default(), |(order, _)| *order))
    });
    let option = |(order, name): &(RowOrder, &'static str)| {
        html! { <option selected={props.view.order == *order}>{ *name }</option> }
    };
    html! {
        <div class="controls">
            <div role="radiogroup" aria-label={strings::COMPARE_BY} class="seg">
                <span aria-hidden="true">{ strings::COMPARE_BY }</span>
                { radio(CompareBy::Speakers, strings::BY_SPEAKERS) }
                { radio(CompareBy::Articles, strings::BY_ARTICLES) }
            </div>
            <div role="group" aria-label={strings::SHOW_ROWS} class="seg filt">{ for table::FILTERS.iter().enumerate().map(filter) }</div>
            <button type="button" class="quiet copyrow" onclick={props.act.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Copy(None)))}>{ strings::COPY }</button>
            <label class="sort">{ strings::SORT }{ " " }<select {onchange}>{ for ORDERS.iter().map(option) }</select></label>
        </div>
    }
}

fn grid(props: &CompareProps) -> Html {
    let comparison = &props.comparison;
    let spoken = table::spoken(comparison);
    let rows = comparison.rows.len();
    let head = |(column, spoken): (&crate::comparison::Column, usize)| {
        html! { <th role="columnheader" scope="col" class="pre">{ &column.name }{ " " }<span class="cm">{ strings::of_topics(spoken, rows) }</span></th> }
    };
    let wide = comparison.columns.len() > 5;
    html! {
        <div class="tw" tabindex="0" role="region" aria-label={strings::TABLE_BOX} onkeydown={walk()}
            onmouseover={Callback::from(|event: MouseEvent| reading::link_cell(event.target()))}
            onfocusin={Callback::from(|event: FocusEvent| reading::link_cell(event.target()))}>
            <table role="table" class={classes!(wide.then_some("wide"))}>
                <caption>{ strings::SOURCE_COMPARISON }</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">{ strings::TOPIC }</th>
                    { for comparison.columns.iter().zip(spoken).map(head) }
                </tr></thead>
                <TableRows comparison={comparison.clone()} found={props.found.clone()} view={props.view.clone()}
                    act={props.act.clone()} />
            </table>
        </div>
    }
}

/// Rows that a filter leaves out are named, not lost.
fn hidden(props: &CompareProps) -> Html {
    let out = props.comparison.rows.len() - table::shown(&props.comparison, &props.view).len();
    if out == 0 {
        return Html::default();
    }
    let onclick = props.act.reform(|_: MouseEvent| Action::Filter(RowFilter::All));
    html! {
        <p class="fine rowsnote">{ strings::rows_left_out(out) }{ " " }<button type="button" class="link" {onclick}>{ strings::SHOW_ALL_ROWS }</button></p>
    }
}

/// Arrows, Home and End go from one thing that can be pressed to the next: across, or to the same place in the
/// row above or below.
fn walk() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        let key = event.key();
        if !matches!(key.as_str(), "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End") {
            return;
        }
        let Some(here) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let Ok(Some(cell)) = here.closest("th, td") else { return };
        let Ok(Some(row)) = cell.closest("tr") else { return };
        let step = |from: &Element, forward: bool| {
            if forward { from.next_element_sibling() } else { from.previous_element_sibling() }
        };
        let place = (0..row.children().length())
            .find(|i| row.children().item(*i).as_ref() == Some(&cell))
            .unwrap_or(0);
        let mut at = match key.as_str() {
            "ArrowLeft" => step(&cell, false),
            "ArrowRight" => step(&cell, true),
            "Home" => row.first_element_child(),
            "End" => row.last_element_child(),
            down => step(&row, down == "ArrowDown").and_then(|r| r.children().item(place)),
        };
        // Silent cells have nothing to press: on to the next that has.
        while let Some(next) = at {
            if let Ok(Some(target)) = next.query_selector("button, a") {
                if let Ok(target) = target.dyn_into::<web_sys::HtmlElement>() {
                    event.prevent_default();
                    let _ = target.focus();
                }
                return;
            }
            at = match key.as_str() {
                "ArrowLeft" | "End" => step(&next, false),
                "ArrowRight" | "Home" => step(&next, true),
                down => next
                    .closest("tr")
                    .ok()
                    .flatten()
                    .and_then(|r| step(&r, down == "ArrowDown"))
                    .and_then(|r| r.children().item(place)),
            };
        }
    })
}
