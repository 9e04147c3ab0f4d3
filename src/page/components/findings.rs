//! The findings above the table: a tag, a sentence, and the way to its passages. Pressing a tag filters the table.

use yew::prelude::*;

use crate::comparison::{Comparison, Finding, FindingKind};
use crate::page::notes::paragraph_number;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Place};
use crate::page::strings;
use crate::session::RowFilter;
use crate::untrusted::shown;

#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    pub comparison: Shared<Comparison>,
    pub found: Shared<Found>,
    pub act: Callback<Action>,
}

#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    if props.comparison.findings.is_empty() {
        return Html::default();
    }
    html! { <ol class="findings" aria-label={strings::FINDINGS}>{ for props.comparison.findings.iter().map(|f| item(props, f)) }</ol> }
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
    let (class, words, filter) = look(finding.kind);
    let tag = match filter {
        Some(filter) => {
            let onclick = props.act.reform(move |_: MouseEvent| Action::Filter(filter));
            html! { <button type="button" class={classes!("tag", class)} title={strings::FILTER_BY} {onclick}>{ words }</button> }
        }
        None => html! { <span class={classes!("tag", class)}>{ words }</span> },
    };
    html! {
        <li>{ tag }<span>{ shown(&finding.sentence).into_owned() }{ " " }{ for passages(props, finding) }</span></li>
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

/// Class and words of a finding's tag, and the filter that shows its rows.
fn look(kind: FindingKind) -> (&'static str, &'static str, Option<RowFilter>) {
    match kind {
        FindingKind::FiguresDiffer => ("differ", strings::DIFFER, Some(RowFilter::Differ)),
        FindingKind::Only => ("only", strings::ONLY_IN_ONE, Some(RowFilter::OnlyOne)),
        FindingKind::LeftOut => ("left", strings::LEFT_OUT, Some(RowFilter::LeftOut)),
        FindingKind::AllAgree => ("also", strings::ALL_AGREE, Some(RowFilter::All)),
        FindingKind::ClaimedOmission => ("left", strings::SAID_TO_BE_LEFT_OUT, None),
        FindingKind::ClippedQuotation => ("only", strings::CUT_DIFFERENTLY, None),
        FindingKind::Opposed => ("differ", strings::OPPOSED, None),
        FindingKind::Versions => ("differ", strings::VERSIONS, None),
        FindingKind::WireCopy => ("only", strings::SAME_WORDS, None),
        FindingKind::NoSharedTopic
        | FindingKind::SameArticle
        | FindingKind::NotEnglish
        | FindingKind::OneArticle
        | FindingKind::NoQuotations
        | FindingKind::NoWords => ("only", strings::PLEASE_NOTE, None),
    }
}
