//! The rows of the table, a few at a time: a table of twelve sources has hundreds of cells.

use yew::prelude::*;

use super::TableRow;
use crate::comparison::Comparison;
use crate::page::shared::Shared;
use crate::page::slices::{self, Rank};
use crate::page::state::{Action, Found};
use crate::page::{numbers, table};
use crate::session::View;

/// How many cells are drawn in one task.
const CELLS: usize = 36;

#[derive(Properties, PartialEq)]
pub struct TableRowsProps {
    pub comparison: Shared<Comparison>,
    pub found: Shared<Found>,
    pub view: View,
    pub act: Callback<Action>,
}

/// What the rows are drawn from.
type Sources = (Shared<Comparison>, Shared<Found>);

/// How far the table is drawn.
struct Steps {
    now: Sources,
    /// Which of its rows are there.
    drawn: Vec<bool>,
    /// What the others still show.
    before: Option<Sources>,
}

impl Steps {
    fn new(now: Sources, before: Option<Sources>) -> Self {
        Self { drawn: vec![false; now.0.rows.len()], now, before }
    }

    /// The rows that are shown, in order: what each is drawn from, and its index there. And whether more are to come.
    fn rows(&mut self, shown: &[usize]) -> (Vec<(Sources, usize)>, bool) {
        let mut room = CELLS.div_ceil(self.now.0.columns.len().max(1));
        let mut more = false;
        let mut rows = Vec::new();
        let was = std::mem::replace(&mut self.drawn, vec![false; self.now.0.rows.len()]);
        for &index in shown {
            if was.get(index) == Some(&true) || room > 0 {
                room -= usize::from(was.get(index) != Some(&true));
                self.drawn[index] = true;
                rows.push((self.now.clone(), index));
                continue;
            }
            more = true;
            let label = &self.now.0.rows[index].label;
            let old = self
                .before
                .as_ref()
                .and_then(|old| Some((old.clone(), old.0.rows.iter().position(|row| row.label == *label)?)));
            rows.extend(old);
        }
        if !more {
            self.before = None;
        }
        (rows, more)
    }
}

#[component]
pub fn TableRows(props: &TableRowsProps) -> Html {
    let again = use_force_update();
    let now = (props.comparison.clone(), props.found.clone());
    let steps = {
        let now = now.clone();
        use_mut_ref(move || Steps::new(now, None))
    };
    let (rows, more) = {
        let mut steps = steps.borrow_mut();
        if steps.now != now {
            let before = steps.before.take().unwrap_or_else(|| steps.now.clone());
            *steps = Steps::new(now, Some(before));
        }
        steps.rows(&table::shown(&props.comparison, &props.view))
    };
    use_effect(move || {
        if more {
            slices::soon(Rank::Drawn, move || {
                again.force_update();
                false
            });
        }
    });
    let row = |((comparison, found), index): (Sources, usize)| {
        let label = comparison.rows[index].label.clone();
        let open = props.view.open_rows.contains(&label);
        // A row may be named by what is said; its number is that of its topic.
        let topic = comparison.topics.get(comparison.rows[index].topic.0 as usize);
        let number = numbers::number(&props.view, topic.map_or(label.as_str(), |t| t.label.as_str()));
        html! {
            <TableRow key={label} {comparison} {found} {index} {open} {number} act={props.act.clone()} />
        }
    };
    html! { <tbody role="rowgroup">{ for rows.into_iter().map(row) }</tbody> }
}
