//! The strip: where in the article each topic stands, a lane for each, and what is in view. Hidden from
//! assistive technology, which has the keys for the next mention.

use web_sys::{Element, MouseEvent as DomMouseEvent};
use yew::prelude::*;

use crate::page::shared::Shared;
use crate::page::state::{Action, Place};
use crate::page::{model::ArticleModel, strings};

#[derive(Properties, PartialEq)]
pub struct StripProps {
    pub model: Shared<ArticleModel>,
    pub act: Callback<Action>,
}

/// Lanes are 8 units wide, 64 in all; the height is 100.
#[component]
pub fn Strip(props: &StripProps) -> Html {
    let onclick = {
        let (model, act) = (props.model.clone(), props.act.clone());
        Callback::from(move |event: DomMouseEvent| {
            let Some(bounds) = event
                .target_dyn_into::<Element>()
                .and_then(|e| e.closest("svg").ok().flatten())
                .map(|e| e.get_bounding_client_rect())
            else {
                return;
            };
            let at = (f64::from(event.client_y()) - bounds.top()) / bounds.height().max(1.0);
            let lane =
                ((f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0) * 8.0) as u8 + 1;
            // The mention nearest to the press, in its lane if that has one.
            let far = |t: &&crate::page::model::Tick| {
                ((f64::from(t.from) - at).abs() + if t.number == lane { 0.0 } else { 0.1 }) * 1e4
            };
            if let Some(tick) = model.ticks.iter().min_by_key(|t| far(t) as u32) {
                act.emit(Action::GoTo(Place { article: model.id(), span: tick.span, attribution: None }));
            }
        })
    };
    let lane = |n: usize| {
        let x = (n * 8 + 4).to_string();
        html! { <line class="lane" x1={x.clone()} x2={x} y1="0" y2="100" /> }
    };
    // One path for all ticks of a lane: a long article has hundreds.
    let ticks = |number: u8| {
        let mut path = String::new();
        for tick in props.model.ticks.iter().filter(|t| t.number == number) {
            path.push('M');
            strings::push_tenths(&mut path, f64::from(number - 1) * 8.0 + 1.0);
            path.push(' ');
            strings::push_tenths(&mut path, f64::from(tick.from) * 98.4);
            path.push_str("h6v");
            strings::push_tenths(&mut path, f64::from(((tick.to - tick.from) * 100.0).max(1.6)));
            path.push_str("h-6z");
        }
        (!path.is_empty()).then(|| html! { <path class={format!("k{number}")} d={path} /> })
    };
    html! {
        <div class="strip" aria-hidden="true">
            <div class="lanes">{ for (1..=8).map(|n| html! { <i>{ n }</i> }) }</div>
            <svg viewBox="0 0 64 100" preserveAspectRatio="none" {onclick}>
                { for (0..8).map(lane) }
                { for (1..=8).filter_map(ticks) }
                <rect class="win" x=".5" y="0" width="63" height="100" />
            </svg>
        </div>
    }
}
