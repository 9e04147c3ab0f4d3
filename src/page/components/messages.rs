//! What the page says: the status line (for screen readers), warnings, and the toast with its way back.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::page::state::{Action, Alert, Toast};
use crate::page::strings;

#[derive(Properties, PartialEq)]
pub struct StatusLineProps {
    pub text: String,
}

/// Always there, so that a change of its text is read out.
#[component]
pub fn StatusLine(props: &StatusLineProps) -> Html {
    html! { <p role="status" class="hidden-text">{ &props.text }</p> }
}

#[derive(Properties, PartialEq)]
pub struct AlertsProps {
    pub alert: Option<Alert>,
    pub act: Callback<Action>,
}

#[component]
pub fn Alerts(props: &AlertsProps) -> Html {
    let Some(alert) = &props.alert else { return Html::default() };
    let onclick = props.act.reform(|_: MouseEvent| Action::Dismiss);
    html! {
        <div class="alert" role="alert">
            <div>
                <h2>{ &alert.heading }</h2>
                <p>{ &alert.text }</p>
                <p class="row"><button type="button" {onclick}>{ strings::CLOSE }</button></p>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ToastProps {
    pub toast: Option<Toast>,
    pub act: Callback<Action>,
}

/// How long a toast stays, in milliseconds; longer while the pointer or the focus is on it.
const STAY: u32 = 8_000;

#[component]
pub fn ToastBar(props: &ToastProps) -> Html {
    let held = use_state(|| false);
    {
        let act = props.act.clone();
        use_effect_with((props.toast.as_ref().map(|t| t.serial), *held), move |(serial, held)| {
            let timer = serial
                .filter(|_| !held)
                .map(|serial| Timeout::new(STAY, move || act.emit(Action::HideToast(serial))));
            move || drop(timer)
        });
    }
    let Some(toast) = &props.toast else { return Html::default() };
    let hold = |value: bool| {
        let held = held.clone();
        move || held.set(value)
    };
    let (on, off, focus, blur) = (hold(true), hold(false), hold(true), hold(false));
    let onclick = props.act.reform(|_: MouseEvent| Action::Undo);
    html! {
        <div class="toast" onmouseenter={move |_| on()} onmouseleave={move |_| off()}
            onfocusin={move |_| focus()} onfocusout={move |_| blur()}>
            <span>{ &toast.sentence }</span>
            if toast.undo {
                { " " }<button type="button" {onclick}>{ strings::UNDO }</button><kbd>{ "Ctrl Z" }</kbd>
            }
        </div>
    }
}
