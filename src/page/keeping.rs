//! What a visit begins with, and what is kept of it in this browser, and only there: the reader's own work, and what they
//! changed in a session that came by a link or a set. These lie apart, so that neither ever takes the other's place. The
//! browser may have no room or forbid storage altogether: then the page says so once, and goes on.
//!
//! Two tabs do not take each other's work: each keeps its own, and a new tab goes on where the last one was.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::effects::use_beginning;
use super::state::{Action, State, Work};
use super::{browser, desk, kept, loading, strings};
use crate::jobs::{Document, Export, Job, Outcome};
use crate::session::Session;
use crate::session::armour::crc32;

/// Under this name: the tabs that have kept work of the reader's own, the last one first.
const TABS: &str = "tabs";
/// Of how many tabs the work is kept.
const MOST: usize = 5;

thread_local! {
    /// Whether there is work of the reader's own beside the session that is open.
    static OWN: Cell<bool> = const { Cell::new(false) };
    /// The steps back that were written last.
    static STEPS: RefCell<Vec<Rc<Work>>> = const { RefCell::new(Vec::new()) };
}

pub fn has_own() -> bool {
    OWN.get()
}

fn of_tab(tab: &str) -> String {
    format!("own {tab}")
}

fn this_tab() -> String {
    of_tab(&kept::tab().unwrap_or_default())
}

/// Where the steps back of what is kept under a name lie: session files, one behind the other.
fn steps_of(name: &str) -> String {
    format!("steps {name}")
}

/// Stands between session files; JSON has it in no string.
const BETWEEN: char = '\u{1e}';

fn of_guest(address: &str) -> String {
    format!("guest {:08x}", crc32(address.as_bytes()))
}

/// Keeps a session file's text; for a guest, which has a provenance, its address and this stand before it, each on a line.
/// False if there is no room.
async fn keep(text: &str, provenance: Option<&str>) -> bool {
    if let Some(provenance) = provenance {
        let address = browser::hash();
        return kept::keep(&of_guest(&address), &format!("{address}\n{provenance}\n{text}")).await;
    }
    let tab = kept::tab().unwrap_or_default();
    if !kept::keep(&of_tab(&tab), text).await {
        return false;
    }
    let tabs = kept::kept(TABS).await.unwrap_or_default();
    let others = tabs.lines().filter(|t| *t != tab);
    let now: Vec<&str> = std::iter::once(&*tab).chain(others).collect();
    for old in now.iter().skip(MOST) {
        kept::remove(&of_tab(old)).await;
        kept::remove(&steps_of(&of_tab(old))).await;
    }
    let now = now[..now.len().min(MOST)].join("\n");
    now == tabs || kept::keep(TABS, &now).await
}

/// Where the reader's own work lies, as this tab left it, or as the last one did.
async fn own_name() -> Option<String> {
    let mine = this_tab();
    if kept::kept(&mine).await.is_some() {
        return Some(mine);
    }
    Some(of_tab(kept::kept(TABS).await?.lines().next()?))
}

/// The reader's own work.
async fn own() -> Option<String> {
    kept::kept(&own_name().await?).await.filter(|text| !text.is_empty())
}

/// What the reader made of the session that this address brings, and where that came from.
async fn guest(address: &str) -> Option<(String, String)> {
    let kept = kept::kept(&of_guest(address)).await?;
    let (provenance, text) = kept.strip_prefix(address)?.strip_prefix('\n')?.split_once('\n')?;
    Some((text.to_owned(), provenance.to_owned()))
}

/// An empty tab keeps an empty text, so that a reload does not bring the work of another one.
async fn remove(provenance: Option<&str>) {
    if provenance.is_some() {
        kept::remove(&of_guest(&browser::hash())).await;
    } else if kept::kept(&this_tab()).await.is_some() {
        kept::keep(&this_tab(), "").await;
    }
}

/// Brings back the work of the last visit, or what the address brings, and keeps what is done from then on.
#[hook]
pub fn use_kept(state: &UseReducerHandle<State>, act: &Callback<Action>) {
    use_beginning(|| {
        // A link that is put into the address bar of the open page changes its fragment only.
        EventListener::new(&window(), "hashchange", |_| {
            let hash = browser::hash();
            if browser::linked().is_some() || loading::set(&hash).is_some() || hash.starts_with("#add=") {
                let _ = window().location().reload();
            }
        })
    });
    {
        let act = act.clone();
        use_beginning(move || {
            if kept::keys_off() {
                act.emit(Action::Keys(false));
            }
        });
    }
    {
        let act = act.clone();
        use_beginning(move || arrive(&act));
    }
    use_keeping(state, act);
    let begun = use_mut_ref(|| false);
    use_effect_with(state.keys_off, move |off| {
        // At first it is as it is kept, or will be.
        if std::mem::replace(&mut *begun.borrow_mut(), true) {
            kept::keep_keys_off(*off);
        }
    });
}

/// Opens what this visit begins with.
fn arrive(act: &Callback<Action>) {
    let act = act.clone();
    let address = browser::hash();
    if browser::linked().is_none() && loading::set(&address).is_none() {
        spawn_local(async move {
            bring_back(&act).await;
            loading::address(&act);
        });
        return;
    }
    spawn_local(async move {
        match brought_by(&address).await {
            Ok((session, provenance)) => {
                act.emit(Action::Open { session, provenance: Some(provenance) });
                bring_steps(&of_guest(&address), &act).await;
            }
            Err((heading, text)) => {
                // Nothing of it is shown, so what is there is the reader's own.
                bring_back(&act).await;
                act.emit(Action::Warn { heading, text });
            }
        }
    });
}

/// Opens the reader's own work, if any is kept, with its steps back.
async fn bring_back(act: &Callback<Action>) {
    let Some(name) = own_name().await else { return };
    if let Some(text) = own().await
        && let Some(Outcome::Session { session, .. }) = desk::run(Job::OpenSession(text)).await
        && !session.articles.is_empty()
    {
        act.emit(Action::Restore(session));
    }
    bring_steps(&name, act).await;
}

/// The steps back of what is kept under a name.
async fn bring_steps(name: &str, act: &Callback<Action>) {
    let mut steps = Vec::new();
    for text in kept::kept(&steps_of(name)).await.iter().flat_map(|texts| texts.split(BETWEEN)) {
        if let Some(Outcome::Session { session, .. }) = desk::run(Job::OpenSession(text.to_owned())).await {
            steps.push(Rc::new(session.into()));
        }
    }
    act.emit(Action::Earlier(steps));
}

/// The session of a link or a set and where it came from; or heading and text of what is wrong with it.
async fn brought_by(address: &str) -> Result<(Session, String), (String, String)> {
    let work = own().await;
    OWN.set(work.is_some());
    if let Some((text, provenance)) = guest(address).await
        && let Some(Outcome::Session { session, .. }) = desk::run(Job::OpenSession(text)).await
    {
        // What the reader did is not the maker's.
        let told = provenance.ends_with(strings::CHANGED_SINCE);
        let changed = || format!("{provenance} {}", strings::CHANGED_SINCE);
        return Ok((session, if told { provenance } else { changed() }));
    }
    let set = loading::set(address);
    let heading = set.map_or_else(|| strings::LINK_NOT_OPENED.to_owned(), strings::set_not_opened);
    let job = match set {
        None => Job::OpenLink { fragment: address.to_owned(), own: work },
        Some(name) => match loading::text_of_set(name).await {
            Some(text) => Job::OpenSession(text),
            None => return Err((heading, strings::SET_MISSING.into())),
        },
    };
    match desk::run(job).await {
        Some(Outcome::Session { session, notes }) => {
            let from = if set.is_some() { strings::FROM_A_SET } else { strings::FROM_A_LINK };
            Ok((session, [&[from.to_owned()], &notes[..]].concat().join(" ")))
        }
        Some(Outcome::Failed(why)) => Err((heading, why)),
        _ => Err((heading, strings::NO_ANALYSIS.into())),
    }
}

/// Keeps each change, a moment after it.
#[hook]
fn use_keeping(state: &UseReducerHandle<State>, act: &Callback<Action>) {
    let timer = use_mut_ref(|| None::<Timeout>);
    let begun = use_mut_ref(|| false);
    let told = use_memo((), |()| Cell::new(false));
    // Counts what is to be kept, so that an older work that is written out late does not replace a newer one.
    let newest = use_memo((), |()| Cell::new(0_u32));
    let (act, steps) = (act.clone(), state.steps());
    let provenance = state.provenance.clone();
    // What came by an address needs no keeping until the reader has changed it.
    let changed = state.provenance.is_none() || state.can_undo() || state.can_redo();
    use_effect_with((state.work.clone(), changed), move |(work, changed)| {
        let work = work.clone();
        let first = !std::mem::replace(&mut *begun.borrow_mut(), true);
        if first || !changed {
            return;
        }
        *timer.borrow_mut() = Some(Timeout::new(250, move || {
            newest.set(newest.get() + 1);
            let mine = newest.get();
            spawn_local(async move {
                let kept = if work.articles.is_empty() {
                    remove(provenance.as_deref()).await;
                    true
                } else {
                    let text = written(work).await;
                    if newest.get() != mine {
                        return;
                    }
                    match text {
                        Some(text) => keep(&text, provenance.as_deref()).await,
                        None => false,
                    }
                };
                if kept {
                    told.set(false);
                } else if !told.replace(true) {
                    act.emit(Action::Warn {
                        heading: strings::NOT_KEPT_HEADING.into(),
                        text: strings::NOT_KEPT.into(),
                    });
                }
                if STEPS.with_borrow(|old| old.iter().map(Rc::as_ptr).eq(steps.iter().map(Rc::as_ptr))) {
                    return;
                }
                let mut texts = Vec::new();
                for step in &steps {
                    texts.extend(written((**step).clone()).await);
                }
                if newest.get() == mine {
                    keep_steps(provenance.as_deref(), &texts.join(&BETWEEN.to_string())).await;
                    STEPS.set(steps);
                }
            });
        }));
    });
}

/// Keeps the steps back of this tab's work, or of a guest.
async fn keep_steps(provenance: Option<&str>, texts: &str) {
    let name = steps_of(&provenance.map_or_else(this_tab, |_| of_guest(&browser::hash())));
    // What was kept before does not fit to newer work.
    if texts.is_empty() || !kept::keep(&name, texts).await {
        kept::remove(&name).await;
    }
}

/// The work as a session file's text.
async fn written(work: Work) -> Option<String> {
    let document = Document { session: work.session(), ..Document::default() };
    match desk::run(Job::Export { document, kind: Export::Session }).await {
        Some(Outcome::Text(text)) => Some(text),
        _ => None,
    }
}
