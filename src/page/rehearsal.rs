//! Draws the parts of the start screen once out of sight before they are shown. A browser compiles a function of a program
//! when it is first called, on the thread that calls it, and that is most of what a first drawing takes: done for all
//! parts at once, it is one long task, in which the page does not answer.

use gloo::utils::document;
use yew::prelude::*;

use super::components::{Alerts, Dialogs, Mast, Start, StatusLine, ToastBar};
use super::shared::Shared;
use super::slices::{self, Rank};
use super::state::{Action, State, Work};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Mast,
    Messages,
    Start,
}

#[derive(Properties, PartialEq)]
struct StageProps {
    part: Part,
}

/// One part; nothing that is done in it has an effect.
#[component]
fn Stage(props: &StageProps) -> Html {
    let act = Callback::<Action>::noop();
    match props.part {
        Part::Mast => {
            html! { <Mast page={None} can_undo=false can_redo=false work={Work::default()} {act} /> }
        }
        Part::Messages => html! {
            <>
                <Alerts alert={None} act={act.clone()} />
                <StatusLine text="" />
                <ToastBar toast={None} act={act.clone()} />
                <Dialogs state={Shared::new(State::default())} {act} />
            </>
        },
        Part::Start => html! { <Start typed="" {act} /> },
    }
}

fn draw(part: Part) -> Option<AppHandle<Stage>> {
    let apart = document().create_element("div").ok()?;
    Some(yew::Renderer::<Stage>::with_root_and_props(apart, StageProps { part }).render())
}

/// Draws each part in a task of its own, and then does what is given in another.
pub fn before(then: impl FnOnce() + 'static) {
    let mut parts = [Part::Mast, Part::Messages, Part::Start].into_iter();
    let (mut last, mut then) = (None, Some(then));
    slices::soon(Rank::Drawn, move || {
        last.take().into_iter().for_each(AppHandle::destroy);
        last = parts.next().and_then(draw);
        if last.is_none() {
            then.take().into_iter().for_each(|then| then());
        }
        last.is_some()
    });
}
