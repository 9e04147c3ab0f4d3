//! A row of the table, and its claims when it is open.

use yew::prelude::*;

use super::{TableCell, not_so};
use crate::comparison::{Cell, Claim, Column, Comparison, Row};
use crate::corrections::set_figures_aside;
use crate::page::shared::Shared;
use crate::page::state::{Action, Dialog, Found};
use crate::page::strings;
use crate::page::table::{Tag, TagKind, coverage_tag, tags};
use crate::untrusted::shown;

#[derive(Properties, PartialEq)]
pub struct TableRowProps {
    pub comparison: Shared<Comparison>,
    pub found: Shared<Found>,
    /// Index of the row.
    pub index: usize,
    pub open: bool,
    /// The topic's number, 1 to 8.
    pub number: Option<u8>,
    pub act: Callback<Action>,
}

#[component]
pub fn TableRow(props: &TableRowProps) -> Html {
    let Some(row) = props.comparison.rows.get(props.index) else { return Html::default() };
    let columns = &props.comparison.columns;
    let topic = props.comparison.topics.get(row.topic.0 as usize).map_or(&row.label, |t| &t.label).clone();
    let can_open = row.claims.len() > 1;
    let open = props.open && can_open;
    let class = props.number.map(|n| format!("t{n}"));
    let key = html! {
        <span class={classes!("key", class.clone(), props.number.is_none().then_some("none"))} aria-hidden="true">{ props.number.map_or("–".into(), |n| n.to_string()) }</span>
    };
    // A rule below the label is a topic's second cue: without a number there is none.
    let label =
        html! { <span class={classes!("lab", props.number.map(|_| "t"), class)}>{ &row.label }</span> };
    let copy = {
        let index = props.index;
        props.act.reform(move |_: MouseEvent| Action::OpenDialog(Dialog::Copy(Some(index))))
    };
    let number = props.number.map(|n| n.to_string());
    let toggle = {
        let label = row.label.clone();
        props.act.reform(move |_: MouseEvent| Action::ToggleRow(label.clone()))
    };
    let cells = |cells: &[Cell], summed: bool| {
        columns
            .iter()
            .zip(cells)
            .enumerate()
            .map(|(at, (column, cell))| {
                html! {
                    <TableCell comparison={props.comparison.clone()} found={props.found.clone()} row={props.index}
                        source={column.name.clone()} cell={cell.clone()} {summed} claims={claims_of(row, at)} act={props.act.clone()} />
                }
            })
            .collect::<Html>()
    };
    html! {
        <>
            <tr role="row" class={classes!(open.then_some("open"))} data-row={topic} data-n={number.clone()}>
                <th role="rowheader" scope="row">
                    if can_open {
                        <button type="button" class="disc" aria-expanded={open.to_string()} onclick={toggle}>{ key }{ label }</button>
                    } else {
                        <span class="disc still">{ key }{ label }</span>
                    }
                    { tag_list(&tags(row, columns), row.discrepancies.first().map(|d| d.apart.as_str())) }
                    if let Some(first) = row.discrepancies.first() {
                        { not_so(&props.act, set_figures_aside(&first.figures, &props.found.articles), &strings::figures_differ(&row.label)) }
                    }
                    <button type="button" class="link copyrow" aria-label={strings::copy_of(&row.label)} onclick={copy}>{ strings::COPY }</button>
                </th>
                { cells(&row.cells, open) }
            </tr>
            if open {
                { for row.claims.iter().enumerate().map(|(i, claim)| sub_row(claim, number.clone(), i + 1 == row.claims.len(), columns, cells(&claim.cells, false))) }
            }
        </>
    }
}

/// In how many claims of the row a column has a part.
fn claims_of(row: &Row, column: usize) -> usize {
    row.claims.iter().filter(|claim| claim.cells.get(column).is_some_and(|cell| !cell.is_silent())).count()
}

fn sub_row(claim: &Claim, number: Option<String>, last: bool, columns: &[Column], cells: Html) -> Html {
    let tag = coverage_tag(claim.coverage, &claim.cells, columns);
    html! {
        <tr role="row" class={classes!("sub", last.then_some("last"))} data-n={number}>
            <th role="rowheader" scope="row">
                <span class="claim">{ shown(&claim.label).into_owned() }</span>
                { tag_list(tag.as_slice(), claim.wire_copy.then_some(strings::SAME_WORDS)) }
            </th>
            { cells }
        </tr>
    }
}

fn tag_list(tags: &[Tag], gap: Option<&str>) -> Html {
    let gap = gap.filter(|g| !g.is_empty());
    if tags.is_empty() && gap.is_none() {
        return Html::default();
    }
    html! {
        <span class="tags">
            { for tags.iter().map(|tag| html! { <><span class={classes!("tag", tag_class(tag.kind))}>{ &tag.words }</span>{ " " }</> }) }
            if let Some(gap) = gap {
                <span class="gap">{ gap.to_owned() }</span>
            }
        </span>
    }
}

/// The look of a tag.
pub fn tag_class(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Differ => "differ",
        TagKind::Left => "left",
        TagKind::Only => "only",
        TagKind::Also => "also",
    }
}
