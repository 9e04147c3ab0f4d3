//! Who is quoted: for each article the share of words given to each speaker; and the words that one article uses
//! and the others don't.

use yew::prelude::*;

use super::language;
use crate::attribution::SpeakerKind;
use crate::comparison::{FindingKind, Quoted as Share, QuotedShare, WordChoice};
use crate::page::notes::paragraph_number;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Place};
use crate::page::strings;

/// To how many paragraphs a speaker's row leads.
const MOST: usize = 12;
/// How many terms of an article are shown.
const TERMS: usize = 8;

#[derive(Properties, PartialEq)]
pub struct QuotedProps {
    pub found: Shared<Found>,
    pub act: Callback<Action>,
}

#[component]
pub fn Quoted(props: &QuotedProps) -> Html {
    let comparison = &props.found.by_articles;
    html! {
        <>
            <section aria-labelledby="q-h" class="quoted">
                <h2 id="q-h">{ strings::WHO_IS_QUOTED }</h2>
                <p class="dek">{ strings::SHARE_OF_WORDS }</p>
                { language(comparison) }
                <div class="qgrid">{ for comparison.quoted.iter().map(|q| article(props, q)) }</div>
            </section>
            if !comparison.word_choice.is_empty() {
                <section aria-labelledby="w-h" class="quoted">
                    <h2 id="w-h">{ strings::WORD_CHOICE }</h2>
                    <p class="dek">{ strings::WORD_CHOICE_WHAT }</p>
                    <div class="qgrid">{ for (0..props.found.articles.len()).map(|i| terms(props, i as u32)) }</div>
                </section>
            }
        </>
    }
}

fn label(props: &QuotedProps, article: u32) -> String {
    props.found.articles.get(article as usize).map(|a| a.label.clone()).unwrap_or_default()
}

fn article(props: &QuotedProps, quoted: &Share) -> Html {
    let speakers: Vec<&QuotedShare> =
        quoted.shares.iter().filter(|s| s.speaker.is_some() || s.kind.is_some()).collect();
    let of = |kind: SpeakerKind| speakers.iter().filter(|s| s.kind == Some(kind)).count();
    let (documents, unnamed) = (of(SpeakerKind::Document), of(SpeakerKind::Unnamed) + of(SpeakerKind::Group));
    let named = speakers.len() - documents - unnamed;
    // Of a text in another language it can't be told whom it quotes.
    let foreign = props.found.by_articles.findings.iter().any(|f| f.kind == FindingKind::NotEnglish);
    html! {
        <div class="quoted-art">
            <h3>{ label(props, quoted.article) }</h3>
            if foreign && speakers.is_empty() {
                <p class="fine">{ strings::NO_STATEMENT }</p>
            } else {
                <p class="fine">{ strings::sourcing(named, documents, unnamed) }</p>
                <ul class="bars">{ for quoted.shares.iter().map(|s| bar(props, quoted, s)) }</ul>
            }
        </div>
    }
}

/// A link to a statement: a name, or the number of its paragraph.
fn link(props: &QuotedProps, place: Place, number: u32, words: String, name: Option<String>) -> Html {
    let onclick = props.act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::GoTo(place)
    });
    html! { <a href={format!("#a{}-p{number}", place.article.0)} aria-label={name} {onclick}>{ words }</a> }
}

/// A speaker's name as a link to the first statement, and a link to each paragraph that has one.
fn links(props: &QuotedProps, quoted: &Share, share: &QuotedShare) -> (Option<Html>, Vec<Html>) {
    let (mut first, mut links, mut last) = (None, Vec::new(), 0);
    let index = quoted.article as usize;
    let (Some(_), Some(of), Some(analysis)) =
        (share.kind, props.found.articles.get(index), props.found.analyses.get(index))
    else {
        return (first, links);
    };
    for (i, said) in (0..).zip(&analysis.attributions) {
        if said.speaker.map(|s| s.0) != share.speaker || !said.act.is_speech() {
            continue;
        }
        let span = said.content_span();
        let number = paragraph_number(&props.found, quoted.article, span.start);
        if number == last {
            continue;
        }
        let place = Place { article: of.id, span, attribution: Some(i) };
        if last == 0 {
            first = Some(link(props, place, number, share.name.clone(), None));
        }
        last = number;
        links.push(html! { { " " } });
        if links.len() > 2 * MOST {
            links.push(html! { { "…" } });
            break;
        }
        let full = strings::go_to(number, &of.label);
        links.push(link(props, place, number, strings::pilcrow(number), Some(full)));
    }
    (first, links)
}

fn bar(props: &QuotedProps, quoted: &Share, share: &QuotedShare) -> Html {
    let words = quoted.words;
    let mine = share.direct + share.indirect;
    let part = f64::from(mine) / f64::from(words.max(1));
    let class = match share.kind {
        None => "own",
        Some(SpeakerKind::Document) => "doc",
        Some(SpeakerKind::Unnamed | SpeakerKind::Group) => "anon",
        Some(_) => "named",
    };
    let what = match share.kind {
        None => strings::IN_ITS_OWN_VOICE.into(),
        Some(_) => strings::statements(share.statements, share.direct, mine),
    };
    let percent = strings::percent(part);
    let (first, links) = links(props, quoted, share);
    let name = first.unwrap_or_else(|| html! { { &share.name } });
    html! {
        <li class={class}>
            <span class="bn">{ name }</span>
            <span class="bc">{ what }{ for links }</span>
            <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="base" width="100" height="10" />
                <rect class="val" width={strings::tenths(part * 100.0)} height="10" />
            </svg>
            <span class="bv">{ percent }</span>
        </li>
    }
}

fn terms(props: &QuotedProps, article: u32) -> Html {
    let mine: Vec<&WordChoice> =
        props.found.by_articles.word_choice.iter().filter(|w| w.article == article).take(TERMS).collect();
    if mine.is_empty() {
        return Html::default();
    }
    let item = |w: &&WordChoice| {
        html! { <li><span class="bn">{ format!("“{}”", w.term) }</span><span class="bc">{ strings::times_here(w.count, w.elsewhere) }</span></li> }
    };
    html! {
        <div class="quoted-art">
            <h3>{ label(props, article) }</h3>
            <ul class="bars terms">{ for mine.iter().map(item) }</ul>
        </div>
    }
}
