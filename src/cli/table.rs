//! The table as comma-separated values and as Markdown: [`crate::export`]'s, with the event's id.

use serde_json::Value;

use super::compare::View;
use crate::analysis::Analysis;
use crate::comparison::Comparison;
use crate::export::{Report, csv, markdown};
use crate::session::Session;

/// The first line of the comma-separated form.
pub fn csv_header() -> String {
    csv::record(std::iter::once("id").chain(csv::PASSAGES).map(str::to_owned))
}

/// One line for each passage and one for each silent cell.
pub fn csv(id: &Value, comparison: &Comparison, view: &View) -> String {
    let id = plain(id);
    with_report(id.clone(), comparison, view, |report| {
        let records = csv::passage_records(report).into_iter();
        records.map(|fields| csv::record(std::iter::once(id.clone()).chain(fields))).collect()
    })
}

/// The table with the best passage of each cell, findings, statements and sources.
pub fn markdown(id: &Value, comparison: &Comparison, view: &View) -> String {
    with_report(plain(id), comparison, view, markdown::document)
}

/// The parts of an event as the exports want them.
fn with_report(
    title: String,
    comparison: &Comparison,
    view: &View,
    write: impl Fn(&Report) -> String,
) -> String {
    let articles = view.readings.iter().map(|reading| reading.article.clone()).collect();
    let session = Session { title, articles, ..Session::default() };
    let analyses: Vec<Analysis> = view.readings.iter().map(|reading| reading.analysis.clone()).collect();
    let mut comparison = comparison.clone();
    for (column, name) in comparison.columns.iter_mut().zip(&view.columns) {
        column.name.clone_from(name);
    }
    write(&Report::new(&session, &analyses, &comparison))
}

fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_string)
}
