//! Sharing: what the link carries, how long it is, where that fits, and what to do when it is too long.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Modal;
use crate::jobs::Export;
use crate::page::download::{self, download};
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Work};
use crate::page::{browser, strings};
use crate::session::Carries;

#[derive(Properties, PartialEq)]
pub struct ShareDialogProps {
    pub work: Work,
    pub found: Shared<Found>,
    pub act: Callback<Action>,
}

const PARTS: [(Carries, &str, &str); 3] = [
    (Carries::Everything, strings::CARRY_ALL, strings::CARRY_ALL_WHAT),
    (Carries::Excerpts, strings::CARRY_EXCERPTS, strings::CARRY_EXCERPTS_WHAT),
    (Carries::View, strings::CARRY_VIEW, strings::CARRY_VIEW_WHAT),
];

/// Where links are pasted, and the most characters that go in.
const PLACES: [(&str, usize); 4] = [
    (strings::AN_EMAIL, 8000),
    (strings::LONG_CHAT, 4000),
    (strings::SHORT_CHAT, 2000),
    (strings::QR_CODE, 1732),
];

/// An address, and side and path of its QR code; or why there is none.
type Made = Result<(String, Option<(u32, String)>), String>;

#[component]
pub fn ShareDialog(props: &ShareDialogProps) -> Html {
    let carries = use_state(|| Carries::Everything);
    let made = use_state(|| None::<Made>);
    let copied = use_state(|| false);
    {
        let (made, copied, work, found) =
            (made.clone(), copied.clone(), props.work.clone(), props.found.clone());
        use_effect_with(*carries, move |carries| {
            let carries = *carries;
            copied.set(false);
            let open = Rc::new(Cell::new(true));
            let wanted = open.clone();
            spawn_local(async move {
                let link = download::link(carries, work, &found).await;
                if wanted.get() {
                    made.set(Some(link));
                }
            });
            move || open.set(false)
        });
    }
    let choice = |(part, name, what): &(Carries, &'static str, &'static str)| {
        let part = *part;
        let onchange = {
            let carries = carries.clone();
            Callback::from(move |_: Event| carries.set(part))
        };
        html! { <label><input type="radio" name="carries" checked={*carries == part} {onchange} /><b>{ *name }</b><span>{ *what }</span></label> }
    };
    let save = {
        let (work, found, act) = (props.work.clone(), props.found.clone(), props.act.clone());
        Callback::from(move |_: MouseEvent| {
            let (work, found, act) = (work.clone(), found.clone(), act.clone());
            spawn_local(async move {
                if download(Export::Session, work, &found).await {
                    act.emit(Action::Say(strings::exported(strings::SESSION_FILE)));
                }
            });
        })
    };
    html! {
        <Modal heading={strings::SHARE_THIS} class={classes!("share")} act={props.act.clone()}>
            <fieldset><legend>{ strings::LINK_CARRIES }</legend>{ for PARTS.iter().map(choice) }</fieldset>
            { match &*made {
                None => html! { <p class="fine" role="status">{ strings::MAKING_LINK }</p> },
                Some(Err(error)) => html! { <p role="alert">{ error.clone() }</p> },
                Some(Ok((address, qr))) => ready(props, address, qr.as_ref(), &copied),
            } }
            <p class="fine">{ strings::LINK_PRIVACY }</p>
            <p class="row"><button type="button" onclick={save}>{ strings::SAVE_AS_FILE }</button></p>
            <p class="fine">{ strings::SET_HINT }</p>
        </Modal>
    }
}

fn ready(
    props: &ShareDialogProps,
    address: &str,
    qr: Option<&(u32, String)>,
    copied: &UseStateHandle<bool>,
) -> Html {
    let length = address.chars().count();
    let copy = {
        let (address, act, copied) = (address.to_owned(), props.act.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (address, act, copied) = (address.clone(), act.clone(), copied.clone());
            spawn_local(async move {
                match browser::copy(std::future::ready(Some(address))).await {
                    Ok(()) => {
                        copied.set(true);
                        act.emit(Action::Say(strings::LINK_COPIED.into()));
                    }
                    Err(_) => act.emit(Action::Say(strings::COPY_BY_HAND.into())),
                }
            });
        })
    };
    let fits = |(name, most): &(&'static str, usize)| {
        let ok = length <= *most;
        let class = if ok { "ok" } else { "no" };
        let word = if ok { strings::FITS } else { strings::TOO_LONG };
        html! { <li {class}><b>{ word }</b><span>{ *name }</span><span class="lim">{ strings::grouped(*most as u32) }</span></li> }
    };
    html! {
        <>
            <label class="lbl" for="share-link">{ strings::link_length(length) }</label>
            <div class="url">
                <input id="share-link" type="text" readonly=true value={address.to_owned()} />
                <button type="button" class="primary" onclick={copy}>{ if **copied { strings::COPIED } else { strings::COPY_LINK } }</button>
            </div>
            <h3>{ strings::WHERE_IT_FITS }</h3>
            <ul class="fits">{ for PLACES.iter().map(fits) }</ul>
            if length > 4000 {
                <p>{ strings::TOO_LONG_WHAT_NOW }</p>
            }
            if let Some((side, path)) = qr {
                <svg class="qr" role="img" aria-label={strings::QR_CODE} viewBox={format!("0 0 {side} {side}")} shape-rendering="crispEdges">
                    <rect width="100%" height="100%" fill="#fff" /><path d={path.clone()} fill="#000" />
                </svg>
            }
        </>
    }
}
