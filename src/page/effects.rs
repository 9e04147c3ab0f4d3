//! What the app listens to and does besides drawing: the analysis, the kept work, the browser's history, the
//! clipboard, landing on a passage, and measures.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, PopStateEvent};
use yew::prelude::*;

use super::browser;
use super::client::Client;
use super::state::{Action, State};
use super::strings;
use crate::load::load_text;
use crate::protocol::{Request, Response};

/// Measures, for each article that is added, the time to its highlights and to the table.
#[hook]
pub fn use_measures(state: &UseReducerHandle<State>, act: Callback<Action>) -> Callback<Action> {
    let begun = use_mut_ref(Vec::<f64>::new);
    let found = Rc::as_ptr(&state.found) as usize;
    {
        let begun = begun.clone();
        use_effect_with(found, move |_| {
            for start in begun.borrow_mut().drain(..) {
                browser::measure("analyze", start);
                browser::measure("compare", start);
            }
        });
    }
    use_callback((), move |action: Action, ()| {
        if let Action::Add(drafts) = &action {
            let many = drafts.iter().filter(|d| !d.text.trim().is_empty()).count();
            begun.borrow_mut().extend(std::iter::repeat_n(browser::now(), many));
        }
        act.emit(action);
    })
}

/// Asks for an analysis whenever articles or corrections change. Returns what cancels it.
#[hook]
pub fn use_analysis(state: &UseReducerHandle<State>, act: &Callback<Action>) -> Callback<()> {
    let client = {
        let act = act.clone();
        use_memo((), move |()| {
            Client::start(move |response| match response {
                Response::Progress { id, done, total } => act.emit(Action::Progress { id, done, total }),
                Response::Compared { id, analyses, by_articles, by_speakers, .. } => {
                    act.emit(Action::Found { id, analyses, by_articles, by_speakers });
                }
            })
        })
    };
    {
        let (client, work) = (client.clone(), state.work.clone());
        use_effect_with(state.revision, move |revision| {
            if !work.articles.is_empty() {
                let session = work.session();
                client.ask(Request::Compare {
                    id: *revision,
                    articles: session.articles,
                    corrections: session.corrections,
                });
            }
        });
    }
    let act = act.clone();
    use_callback((), move |(), ()| {
        client.cancel();
        act.emit(Action::Undo);
    })
}

/// Keeps the work in this browser, and brings back that of the last visit.
#[hook]
pub fn use_kept(state: &UseReducerHandle<State>, act: &Callback<Action>) {
    let timer = use_mut_ref(|| None::<Timeout>);
    {
        let act = act.clone();
        use_effect_with((), move |()| match browser::linked() {
            Some(Ok(session)) => {
                act.emit(Action::Open { session, provenance: Some(strings::FROM_A_LINK.into()) });
            }
            Some(Err(error)) => {
                act.emit(Action::Warn { heading: strings::LINK_NOT_OPENED.into(), text: error.to_string() })
            }
            None => {
                if let Some(session) = browser::kept() {
                    act.emit(Action::Open { session, provenance: None });
                }
            }
        });
    }
    let work = state.work.clone();
    use_effect_with(work, move |work| {
        let work = work.clone();
        *timer.borrow_mut() = Some(Timeout::new(400, move || {
            if work.articles.is_empty() {
                browser::forget();
            } else {
                browser::keep(&work.session());
            }
        }));
    });
}

/// The browser's Back and Forward step through the views.
#[hook]
pub fn use_history(state: &UseReducerHandle<State>, act: &Callback<Action>) {
    let here = (state.work.view.page, state.work.current() as u32);
    let shown = use_mut_ref(|| None::<(crate::session::Page, u32)>);
    {
        let (act, shown) = (act.clone(), shown.clone());
        use_effect_with((), move |()| {
            let listener = EventListener::new(&window(), "popstate", move |event| {
                let entry = event.dyn_ref::<PopStateEvent>().map(PopStateEvent::state);
                if let Some((page, article)) = entry.as_ref().and_then(browser::visited) {
                    *shown.borrow_mut() = Some((page, article));
                    act.emit(Action::Revisit { page, article });
                }
            });
            move || drop(listener)
        });
    }
    use_effect_with((here, state.is_empty()), move |((page, article), _)| {
        let before = shown.borrow_mut().replace((*page, *article));
        if before != Some((*page, *article)) {
            browser::visit(*page, *article, before.is_none());
        }
    });
}

/// Goes to the passage that was asked for, once it is drawn.
#[hook]
pub fn use_landing(state: &UseReducerHandle<State>) {
    let models = state.models.clone();
    use_effect_with(state.target, move |target| {
        let Some((place, _)) = *target else { return };
        let Some(model) = models.iter().find(|m| m.id() == place.article) else { return };
        let Some(para) = model.paragraph_at(place.span.start) else { return };
        let Some(element) = browser::find(&format!("#a{}-p{}", place.article.0, para.number)) else { return };
        browser::reveal(&element);
        browser::focus(&element);
        let classes = element.class_list();
        let _ = classes.remove_1("landed");
        // Reading a measure makes the browser notice that the class was gone.
        let _ = element.offset_width();
        let _ = classes.add_1("landed");
        if let Some(statement) = place
            .attribution
            .and_then(|i| browser::all(&element, &format!("[data-i=\"{i}\"]")).into_iter().next())
        {
            let _ = statement.class_list().add_1("is-linked");
            Timeout::new(1_600, move || {
                let _ = statement.class_list().remove_1("is-linked");
            })
            .forget();
        }
    });
}

/// What is pasted outside a field is an article.
#[hook]
pub fn use_paste(act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&document(), "paste", move |event| {
            if browser::in_field(event.target()) {
                return;
            }
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let text = data.and_then(|d| d.get_data("text/plain").ok()).unwrap_or_default();
            act.emit(Action::Add(vec![load_text(&text)]));
        });
        move || drop(listener)
    });
}
