//! The start screen. Its text side is in `index.html` too, where it is painted before the program arrives.

use std::cell::RefCell;

use web_sys::Node;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use super::{AddBox, MoreWays};
use crate::page::state::Action;
use crate::page::strings;

thread_local! {
    /// Heading and first words as the static page has painted them.
    static PAINTED: RefCell<Vec<Node>> = const { RefCell::new(Vec::new()) };
}

/// Lets the start screen take over what is already painted: what stays the same node is not painted anew, and is
/// neither late nor moved.
pub fn take_over(painted: Vec<Node>) {
    PAINTED.set(painted);
}

/// A node of the static page, else what stands for it.
fn painted(index: usize, else_: impl FnOnce() -> Html) -> Html {
    PAINTED.with_borrow(|nodes| nodes.get(index).cloned()).map_or_else(else_, VNode::VRef)
}

#[derive(Properties, PartialEq)]
pub struct StartProps {
    pub typed: AttrValue,
    pub act: Callback<Action>,
}

#[component]
pub fn Start(props: &StartProps) -> Html {
    html! {
        <section class="start" aria-labelledby="start-h">
            <div>
                { painted(0, || html! { <h1 id="start-h">{ strings::HEADING }</h1> }) }
                { painted(1, || html! { <p class="lede">{ strings::LEDE }</p> }) }
                <AddBox large=true typed={props.typed.clone()} act={props.act.clone()} />
                <p class="promise"><a href={strings::POLICY}>{ strings::PROMISE }</a>{ " " }<span>{ strings::PROMISE_WHY }</span></p>
                <MoreWays />
            </div>
            <Specimen />
        </section>
    }
}

/// A few lines that teach the marks.
#[component]
fn Specimen() -> Html {
    html! {
        <figure class="sample" aria-labelledby="cap">
            <figcaption id="cap">{ strings::HOW_MARKS_READ }</figcaption>
            <div class="para">
                <p>
                    <span class="stmt opens shuts">
                        <span class="who"><b>{ "Ruth Adeyemi" }</b>{ " " }<span class="how">{ "said · mixed" }</span></span>
                        { "The " }<mark class="t t3 n">{ "repair will cost" }</mark>{ " " }
                        <span class="fig differs">{ "£38 million" }</span>{ " and the bridge will " }
                        <mark class="t t4 n">{ "reopen “in spring”" }</mark>{ "," }
                    </span>
                    { " the engineer said." }
                </p>
                <div class="notes"><p class="note"><span class="tag differ">{ strings::DIFFER }</span>{ " Second source: “£42 million”" }</p></div>
            </div>
            <ul class="keylist">
                <li><span class="hb">{ strings::KEY_BRACKETS }</span>{ strings::KEY_BRACKETS_REST }</li>
                <li><mark class="t t3 n">{ strings::KEY_TOPIC }</mark>{ strings::KEY_TOPIC_REST }</li>
                <li><span class="tag differ">{ strings::DIFFER }</span>{ strings::KEY_DIFFER_REST }</li>
                <li><span class="tag only">{ strings::ONLY_HERE }</span>{ " " }<span class="tag left">{ strings::LEFT_OUT_HERE }</span>{ strings::KEY_OMISSION_REST }</li>
            </ul>
        </figure>
    }
}
