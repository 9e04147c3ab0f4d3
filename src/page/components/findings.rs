//! The findings above the table: a tag, a sentence, and the way to its passages. Pressing a tag filters the table.

use yew::prelude::*;

use crate::comparison::{Comparison, Finding, FindingKind};
use crate::corrections::{Correction, set_aside as set_aside_by};
use crate::page::notes::paragraph_number;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Place, Work};
use crate::page::strings;
use crate::session::RowFilter;
use crate::untrusted::shown;

#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    pub comparison: Shared<Comparison>,
    pub found: Shared<Found>,
    /// What the reader set aside: the correction's index and what it says.
    pub aside: Vec<(usize, String)>,
    pub act: Callback<Action>,
}

#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let findings = &props.comparison.findings;
    html! {
        <>
            if !findings.is_empty() {
                <ol class="findings" aria-label={strings::FINDINGS}>{ for findings.iter().map(|f| item(props, f)) }</ol>
            }
            { set_aside(props) }
        </>
    }
}

/// What is to be said of the articles' language wherever something is told of them.
pub fn language(comparison: &Comparison) -> Html {
    let foreign = comparison.findings.iter().find(|f| f.kind == FindingKind::NotEnglish);
    foreign.map_or_else(Html::default, |finding| {
        html! {
            <p class="remark" role="note"><span class="tag only">{ strings::PLEASE_NOTE }</span>{ " " }{ &finding.sentence }</p>
        }
    })
}

fn item(props: &FindingsProps, finding: &Finding) -> Html {
    let (class, filter) = look(finding.kind);
    let words = strings::finding(finding.kind);
    let tag = match filter {
        Some(filter) => {
            let onclick = props.act.reform(move |_: MouseEvent| Action::Filter(filter));
            html! { <button type="button" class={classes!("tag", class)} title={strings::FILTER_BY} {onclick}>{ words }</button> }
        }
        None => html! { <span class={classes!("tag", class)}>{ words }</span> },
    };
    html! {
        <li>{ tag }<span>{ shown(&finding.sentence).into_owned() }{ " " }{ for passages(props, finding) }
            { not_so(&props.act, set_aside_by(finding, &props.found.articles), &finding.sentence) }</span></li>
    }
}

/// The button that sets something aside, if that can be.
pub fn not_so(act: &Callback<Action>, by: Option<Correction>, what: &str) -> Html {
    let Some(by) = by else { return Html::default() };
    let onclick = act.reform(move |_: MouseEvent| Action::Correct(by.clone()));
    html! {
        <button type="button" class="link notso" title={strings::NOT_SO_WHAT} aria-label={strings::not_so(&shown(what))} {onclick}>{ strings::NOT_SO }</button>
    }
}

/// One link for each article that the finding speaks of.
fn passages(props: &FindingsProps, finding: &Finding) -> Vec<Html> {
    let mut seen = Vec::new();
    finding
        .passages
        .iter()
        .filter_map(|passage| {
            let article = props.found.articles.get(passage.article as usize)?;
            let number = paragraph_number(&props.found, passage.article, passage.span.start);
            if seen.contains(&(article.id, number)) || seen.len() >= 4 {
                return None;
            }
            seen.push((article.id, number));
            let place = Place { article: article.id, span: passage.span, attribution: passage.attribution };
            let onclick = props.act.reform(move |event: MouseEvent| {
                event.prevent_default();
                Action::GoTo(place)
            });
            Some(html! {
                <><a href={format!("#a{}-p{number}", article.id.0)} {onclick}>{ strings::pilcrow(number) }{ " " }{ &article.label }</a>{ " " }</>
            })
        })
        .collect()
}

/// Class of a finding's tag, and the filter that shows its rows.
fn look(kind: FindingKind) -> (&'static str, Option<RowFilter>) {
    match kind {
        FindingKind::FiguresDiffer => ("differ", Some(RowFilter::Differ)),
        FindingKind::Only => ("only", Some(RowFilter::OnlyOne)),
        FindingKind::LeftOut => ("left", Some(RowFilter::LeftOut)),
        FindingKind::AllAgree => ("also", Some(RowFilter::All)),
        FindingKind::ClaimedOmission => ("left", None),
        FindingKind::Opposed | FindingKind::Versions => ("differ", None),
        FindingKind::WireCopy => ("also", None),
        _ => ("only", None),
    }
}

/// What was set aside: the correction's index and what it says.
pub fn aside(work: &Work) -> Vec<(usize, String)> {
    let corrections = work.corrections.iter().enumerate();
    let told = corrections.filter_map(|(i, correction)| match correction {
        Correction::SetAside { kind, at } => {
            Some((i, strings::what_was_set_aside(*kind, at, &work.articles)))
        }
        _ => None,
    });
    told.collect()
}

/// How many findings were set aside, and each with a way back.
fn set_aside(props: &FindingsProps) -> Html {
    if props.aside.is_empty() {
        return Html::default();
    }
    let one = |(index, what): &(usize, String)| {
        let index = *index;
        let onclick = props.act.reform(move |_: MouseEvent| Action::Uncorrect(index));
        let lost = props.found.lost.contains(&(index as u32)).then_some(strings::LOST);
        html! {
            <li>{ shown(what).into_owned() }{ " " }{ lost }{ " " }<button type="button" class="link" aria-label={strings::bring_back(what)} {onclick}>{ strings::BRING_BACK }</button></li>
        }
    };
    html! {
        <details class="aside">
            <summary>{ strings::set_aside(props.aside.len()) }</summary>
            <ul class="made">{ for props.aside.iter().map(one) }</ul>
        </details>
    }
}
