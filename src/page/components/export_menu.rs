//! The menu of what can be taken along: a button that opens a list; arrows, Home, End and Escape as in any menu.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::jobs::Export;
use crate::page::download::download;
use crate::page::shared::Shared;
use crate::page::state::{Action, Found, Work};
use crate::page::{browser, strings};

#[derive(Properties, PartialEq)]
pub struct ExportMenuProps {
    pub work: Work,
    pub found: Shared<Found>,
    pub act: Callback<Action>,
}

const ITEMS: [(Option<Export>, &str); 6] = [
    (Some(Export::Csv), strings::CSV),
    (Some(Export::Markdown), strings::MARKDOWN),
    (Some(Export::Json), strings::JSON),
    (Some(Export::WebPage), strings::WEB_PAGE),
    (Some(Export::Session), strings::SESSION_FILE),
    (None, strings::PRINT),
];

#[component]
pub fn ExportMenu(props: &ExportMenuProps) -> Html {
    let open = use_state(|| false);
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(*open, move |open| {
            let menu = node.cast::<HtmlElement>().filter(|_| *open);
            if let Some(first) = menu.and_then(|m| browser::all(&m, "[role=menuitem]").into_iter().next()) {
                browser::focus(&first);
            }
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onfocusout = {
        let (open, node) = (open.clone(), node.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
            let inside = node.get().is_some_and(|n| n.contains(to.as_ref()));
            if !inside {
                open.set(false);
            }
        })
    };
    let onkeydown = {
        let (open, node) = (open.clone(), node.clone());
        Callback::from(move |event: KeyboardEvent| walk(&event, &node, &open))
    };
    html! {
        <span class="menu-at" ref={node} {onfocusout} {onkeydown}>
            <button type="button" class="quiet" aria-haspopup="menu" aria-expanded={open.to_string()} onclick={toggle}>{ strings::EXPORT }</button>
            if *open {
                <div role="menu" class="menu-list" aria-label={strings::EXPORT}>{ for ITEMS.iter().map(|i| item(props, &open, i)) }</div>
            }
        </span>
    }
}

fn item(
    props: &ExportMenuProps,
    open: &UseStateHandle<bool>,
    (kind, name): &(Option<Export>, &'static str),
) -> Html {
    let (kind, name) = (*kind, *name);
    let onclick = {
        let (work, found, act, open) =
            (props.work.clone(), props.found.clone(), props.act.clone(), open.clone());
        Callback::from(move |_: MouseEvent| {
            open.set(false);
            let Some(kind) = kind else {
                let _ = gloo::utils::window().print();
                return;
            };
            let (work, found, act) = (work.clone(), found.clone(), act.clone());
            spawn_local(async move {
                act.emit(if download(kind, work, &found).await {
                    Action::Say(strings::exported(name))
                } else {
                    Action::Warn {
                        heading: strings::NOT_EXPORTED.into(),
                        text: strings::NOT_EXPORTED_TEXT.into(),
                    }
                });
            });
        })
    };
    html! { <button type="button" role="menuitem" tabindex="-1" {onclick}>{ name }</button> }
}

fn walk(event: &KeyboardEvent, node: &NodeRef, open: &UseStateHandle<bool>) {
    if !**open {
        return;
    }
    let Some(menu) = node.cast::<HtmlElement>() else { return };
    let items = browser::all(&menu, "[role=menuitem]");
    let here = gloo::utils::document().active_element();
    let at = items.iter().position(|i| here.as_ref().is_some_and(|h| h.is_same_node(Some(i))));
    let last = items.len().saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowDown" => at.map_or(0, |a| if a == last { 0 } else { a + 1 }),
        "ArrowUp" => at.map_or(last, |a| if a == 0 { last } else { a - 1 }),
        "Home" => 0,
        "End" => last,
        "Escape" => {
            open.set(false);
            event.stop_propagation();
            if let Some(button) = browser::all(&menu, "[aria-haspopup]").into_iter().next() {
                browser::focus(&button);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(item) = items.get(to) {
        browser::focus(item);
    }
}
