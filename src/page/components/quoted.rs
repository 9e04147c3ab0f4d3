//! Who is quoted: for each article the share of words given to each speaker; and the words that one article uses
//! and the others don't.

use yew::prelude::*;

use crate::attribution::SpeakerKind;
use crate::comparison::{Quoted as Share, QuotedShare, WordChoice};
use crate::page::shared::Shared;
use crate::page::state::Found;
use crate::page::strings;

/// How many terms of an article are shown.
const TERMS: usize = 8;

#[derive(Properties, PartialEq)]
pub struct QuotedProps {
    pub found: Shared<Found>,
}

#[component]
pub fn Quoted(props: &QuotedProps) -> Html {
    let comparison = &props.found.by_articles;
    html! {
        <>
            <section aria-labelledby="q-h" class="quoted">
                <h2 id="q-h">{ strings::WHO_IS_QUOTED }</h2>
                <p class="dek">{ strings::SHARE_OF_WORDS }</p>
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
    html! {
        <div class="quoted-art">
            <h3>{ label(props, quoted.article) }</h3>
            <p class="fine">{ strings::sourcing(named, documents, unnamed) }</p>
            <ul class="bars">{ for quoted.shares.iter().map(|s| bar(s, quoted.words)) }</ul>
        </div>
    }
}

fn bar(share: &QuotedShare, words: u32) -> Html {
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
    html! {
        <li class={class}>
            <span class="bn">{ &share.name }</span>
            <span class="bc">{ what }</span>
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
