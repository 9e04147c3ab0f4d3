//! The app: the state, what listens to the browser, and the parts of the page in their order.

use std::rc::Rc;

use gloo::utils::document;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::browser;
use super::components::{
    Alerts, Compare, Dialogs, ExportMenu, Legend, Mast, Quoted, Reader, Shelf, Start, StatusLine, Title,
    ToastBar, aside, language,
};
use super::shared::Shared;
use super::slices::Rank;
use super::state::{Action, Dialog, Engine, State};
use super::{effects, keeping, kept, keys, rehearsal, strings};
use crate::session::{Page, View};

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Rc::unwrap_or_clone(self).reduced(action))
    }
}

#[derive(Properties, PartialEq)]
struct AppProps {
    /// What was typed into the static shell before the program had arrived.
    typed: AttrValue,
}

/// The page.
#[component]
fn App(props: &AppProps) -> Html {
    let state = use_reducer(State::default);
    let act = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    // The table and the shares are drawn after the texts, each in its own task.
    let table = effects::use_later(state.found.clone(), Rank::Drawn);
    let shares = effects::use_later(table.clone(), Rank::Last);
    let act = effects::use_measures(&state, &table, act);
    // The page is at rest when all is drawn.
    let all = state.work.articles.len() as u32;
    let busy = state.busy.or((shares.by_articles != state.found.by_articles).then_some((all, all)));
    let act = effects::use_history(&state, act);
    let cancel = effects::use_analysis(&state, &act);
    // First what would be lost unheard.
    effects::use_arrivals(&act);
    keys::use_keys(&state, &act);
    keeping::use_kept(&state, &act);
    effects::use_landing(&state);
    effects::use_first_focus(&state);
    // What begins with the page has begun before.
    effects::use_beginning(|| browser::mark("ready"));

    let view = &state.work.view;
    let off: Classes = view
        .numbers
        .iter()
        .enumerate()
        .filter(|(_, label)| view.topics_off.contains(label))
        .map(|(i, _)| format!("off-{}", i + 1))
        .collect();
    let panel = |page: Page| classes!("panel", (view.page != page).then_some("away"));
    // What the table need not know does not draw it again.
    let table_view = View { page: Page::Compare, article: 0, topics_off: Vec::new(), ..view.clone() };
    let empty = state.is_empty();
    let current = state.work.articles.get(state.work.current());
    let doubtful = current.is_some_and(|article| !state.other_texts(article).is_empty());
    let shared = Shared::new((*state).clone());
    // The address may hold a link, which another fragment would take the place of.
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        if let Some(panel) = browser::find(".panel:not(.away)") {
            panel.set_tab_index(-1);
            browser::focus(&panel);
        }
    });
    html! {
        <>
            if !empty {
                <a class="skip" href="#read-panel" onclick={skip}>{ strings::SKIP }</a>
            }
            <Mast page={(!empty).then_some(view.page)} can_undo={state.can_undo()} can_redo={state.can_redo()}
                work={state.work.clone()} act={act.clone()}>
                <ExportMenu work={state.work.clone()} found={state.found.clone()} act={act.clone()} />
                <button type="button" class="quiet" onclick={act.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Share))}>{ strings::SHARING_OPTIONS }</button>
            </Mast>
            <main id="main" tabindex="-1">
                <Alerts alert={state.alert.clone()} act={act.clone()} />
                if empty {
                    <Start typed={props.typed.clone()} act={act.clone()} />
                } else {
                    <div class={classes!("work", state.beside.then_some("beside"))}>
                        <Title work={state.work.clone()} provenance={state.provenance.clone()} act={act.clone()} />
                        <Shelf articles={state.work.articles.clone()} current={state.work.current()} {doubtful}
                            {busy} {cancel} act={act.clone()} />
                        <div class="legend-at" />
                        <Legend found={state.seen().clone()} articles={state.work.articles.clone()} view={view.clone()}
                            beside={state.beside} act={act.clone()} />
                        <div id="read-panel" class={classes!(panel(Page::Read), off.clone())}>
                            <div>{ language(&state.found.by_articles) }</div>
                            <Reader models={state.models.clone()} current={state.work.current()} act={act.clone()} />
                        </div>
                        <div class={classes!(panel(Page::Compare), off)}>
                            <Compare comparison={table.comparison(view.by).clone()} found={table.clone()} view={table_view} aside={aside(&state.work)} act={act.clone()} />
                        </div>
                        <div class={classes!(panel(Page::Quoted), "third")}>
                            <Quoted found={shares} act={act.clone()} />
                        </div>
                        <Foot engine={state.engine} act={act.clone()} />
                    </div>
                }
            </main>
            <StatusLine text={state.status.clone()} />
            <ToastBar toast={state.toast.clone()} act={act.clone()} />
            <Dialogs state={shared} act={act.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FootProps {
    engine: Engine,
    act: Callback<Action>,
}

/// What finds the statements; what is kept where, and how to be rid of it.
#[component]
fn Foot(props: &FootProps) -> Html {
    let forget = props.act.reform(|_: MouseEvent| {
        kept::forget();
        Action::Forget
    });
    let keys = props.act.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Keys));
    let engine = match props.engine {
        Engine::RulesYet => strings::BY_RULES_YET,
        Engine::Learned => strings::BY_MODEL,
        Engine::RulesOnly => strings::BY_RULES_ONLY,
    };
    html! {
        <footer class="foot">
            <p>{ engine }</p>
            <p class="printonly">{ strings::printed(&browser::today()) }</p>
            <p><a href={strings::POLICY}>{ strings::PROMISE }</a>{ " " }{ strings::PROMISE_WHY }</p>
            <p>{ strings::KEPT }{ " " }<button type="button" class="link" onclick={forget}>{ strings::FORGET }</button>
                { " · " }<button type="button" class="link" onclick={keys}>{ strings::KEYS }</button></p>
        </footer>
    }
}

/// Shows the page in place of the static shell.
pub fn start() {
    let Some(root) = browser::find("#app") else { return };
    rehearsal::before(move || {
        let typed = document()
            .get_element_by_id("paste")
            .and_then(|e| wasm_bindgen::JsCast::dyn_into::<HtmlTextAreaElement>(e).ok())
            .map(|area| area.value())
            .unwrap_or_default();
        let painted = ["#start-h", ".lede"].into_iter().filter_map(browser::find).map(|e| e.clone().into());
        super::components::take_over(painted.collect());
        yew::Renderer::<App>::with_root_and_props(root.into(), AppProps { typed: typed.into() }).render();
    });
}
