//! The head of the page: the name, the views, and what can be done with the whole.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::page::state::{Action, Found, Work};
use crate::page::{browser, download, strings};
use crate::session::{Carries, Page};

#[derive(Properties, PartialEq)]
pub struct MastProps {
    /// The open view; none while there is nothing to view.
    pub page: Option<Page>,
    pub can_undo: bool,
    pub can_redo: bool,
    pub work: Work,
    pub act: Callback<Action>,
    /// Further tools, before the link.
    #[prop_or_default]
    pub children: Html,
}

const PAGES: [(Page, &str, &str); 3] = [
    (Page::Read, strings::READ, "#read"),
    (Page::Compare, strings::COMPARE, "#compare"),
    (Page::Quoted, strings::QUOTED, "#quoted"),
];

#[component]
pub fn Mast(props: &MastProps) -> Html {
    let view = |(page, name, href): &(Page, &'static str, &'static str)| {
        let page = *page;
        let onclick = props.act.reform(move |event: MouseEvent| {
            event.prevent_default();
            Action::Show(page)
        });
        let current = (props.page == Some(page)).then_some("page");
        html! { <a href={*href} aria-current={current} {onclick}>{ *name }</a> }
    };
    let act = |action: Action| props.act.reform(move |_: MouseEvent| action.clone());
    let copy = {
        let (work, act) = (props.work.clone(), props.act.clone());
        Callback::from(move |_: MouseEvent| {
            let (work, act, why) = (work.clone(), act.clone(), Rc::new(RefCell::new(None)));
            let said = why.clone();
            let address = async move {
                match download::link(Carries::Everything, work, &Found::default()).await {
                    Ok((address, _)) => Some(address),
                    Err(error) => {
                        *said.borrow_mut() = Some(error);
                        None
                    }
                }
            };
            spawn_local(async move {
                act.emit(match browser::copy(address).await {
                    Ok(()) => Action::Say(strings::LINK_COPIED.into()),
                    Err(_) => Action::Warn {
                        heading: strings::LINK_NOT_COPIED_HEADING.into(),
                        text: why.take().unwrap_or_else(|| strings::LINK_NOT_COPIED.into()),
                    },
                });
            });
        })
    };
    // Beside each other where there is room, else behind "Menu".
    let quiet = html! {
        <>
            <button type="button" class="quiet" disabled={!props.can_undo} onclick={act(Action::Undo)}>{ strings::UNDO }</button>
            <button type="button" class="quiet" disabled={!props.can_redo} onclick={act(Action::Redo)}>{ strings::REDO }</button>
            { props.children.clone() }
        </>
    };
    html! {
        <header class="mast">
            <p class="word"><span class="hb">{ strings::NAME }</span></p>
            if props.page.is_some() {
                <nav class="views" aria-label={strings::VIEWS}>{ for PAGES.iter().map(view) }</nav>
                <div class="tools">
                    { quiet.clone() }
                    <details class="menu"><summary>{ strings::MENU }</summary><div class="menu-items">{ quiet }</div></details>
                    <button type="button" class="primary" onclick={copy}>{ strings::COPY_LINK }</button>
                </div>
            }
        </header>
    }
}
