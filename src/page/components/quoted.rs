//! Who is quoted: for each article the share of words given to each speaker.

use yew::prelude::*;

use crate::page::shared::Shared;
use crate::page::state::Found;
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct QuotedProps {
    pub found: Shared<Found>,
}

#[component]
pub fn Quoted(props: &QuotedProps) -> Html {
    let article = |quoted: &crate::comparison::Quoted| {
        let label = props.found.articles.get(quoted.article as usize).map(|a| a.label.clone());
        let shares = quoted.shares.iter().map(|s| {
            html! { <li><span class="bn">{ &s.name }</span><span class="bc">{ strings::plural(s.statements as usize, "statement") }</span></li> }
        });
        html! { <section class="quoted-art"><h3>{ label }</h3><ul class="bars">{ for shares }</ul></section> }
    };
    html! {
        <section aria-labelledby="q-h" class="quoted">
            <h2 id="q-h">{ strings::WHO_IS_QUOTED }</h2>
            <div class="qgrid">{ for props.found.by_articles.quoted.iter().map(article) }</div>
        </section>
    }
}
