//! What of the table is copied, and as what.

use yew::prelude::*;

use super::Modal;
use crate::jobs::Part;
use crate::page::download::copy_as;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Work};
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct CopyDialogProps {
    /// The row that was asked for, by its index.
    pub row: Option<usize>,
    pub work: Work,
    pub found: Shared<Found>,
    pub act: Callback<Action>,
}

#[component]
pub fn CopyDialog(props: &CopyDialogProps) -> Html {
    let chosen = use_state(|| props.row.map_or(Part::Table, |row| Part::Row(row as u32)));
    let comparison = props.found.comparison(props.work.view.by);
    let mut parts = vec![(Part::Table, strings::COPY_TABLE.to_owned())];
    if let Some((at, row)) = props.row.and_then(|at| Some((at, comparison.rows.get(at)?))) {
        parts.push((Part::Row(at as u32), strings::copy_row(&row.label)));
        let speaks = comparison.columns.iter().zip(&row.cells).enumerate().filter(|(_, (_, c))| c.covers());
        parts.extend(
            speaks
                .map(|(i, (column, _))| (Part::Cell(at as u32, i as u32), strings::copy_cell(&column.name))),
        );
    }
    let choice = |(part, name): (Part, String)| {
        let state = chosen.clone();
        let onchange = move |_: Event| state.set(part);
        html! { <label><input type="radio" name="part" checked={*chosen == part} {onchange} />{ name }</label> }
    };
    let button = |markdown: bool, name: &'static str, class: Option<&'static str>| {
        let (part, work, found, act) = (*chosen, props.work.clone(), props.found.clone(), props.act.clone());
        let onclick = move |_: MouseEvent| copy_as(part, markdown, work.clone(), found.clone(), act.clone());
        html! { <button type="button" {class} {onclick}>{ name }</button> }
    };
    html! {
        <Modal heading={strings::COPY} act={props.act.clone()} class="narrow">
            <fieldset><legend>{ strings::COPY_WHAT }</legend>{ for parts.into_iter().map(choice) }</fieldset>
            <p class="row">
                { button(true, strings::COPY_MARKDOWN, Some("primary")) }
                { button(false, strings::COPY_CSV, None) }
            </p>
        </Modal>
    }
}
