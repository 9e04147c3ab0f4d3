//! The reader: every article with its speakers, marks and notes.

use gloo::timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

use super::notes::omissions;
use super::para::{inline, paragraph, unmarked};
use super::strip::Strip;
use crate::article::ArticleId;
use crate::page::model::ArticleModel;
use crate::page::shared::Shared;
use crate::page::state::{Action, Dialog};
use crate::page::strings;
use crate::page::{reading, together};

/// Paragraphs that are laid out together; those out of view are skipped in a long article.
const CHUNK: usize = 4;
/// An article is long from so many paragraphs on.
const LONG: usize = 48;
/// From so many on its paragraphs are marked only when they come near the view: all marks of a book would take the
/// browser seconds and hundreds of megabytes.
const VAST: usize = 240;
/// How many chunks of an article in view are drawn at once; the others follow one by one, and those of other articles.
const FIRST: usize = 3;

#[derive(Properties, PartialEq)]
pub struct ReaderProps {
    pub models: Shared<Vec<Shared<ArticleModel>>>,
    pub current: usize,
    pub act: Callback<Action>,
}

#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let node = use_node_ref();
    reading::use_layout(&node, &props.models, props.current);
    together::use_together(&node);
    let many = props.models.len();
    let onclick = {
        let act = props.act.clone();
        Callback::from(move |event: MouseEvent| {
            let who = event.target_dyn_into::<Element>().and_then(|e| e.closest("button.who").ok().flatten());
            if let Some((article, attribution)) = who.as_ref().and_then(statement_of) {
                act.emit(Action::OpenDialog(Dialog::Statement { article, attribution }));
            }
        })
    };
    let onmouseover = Callback::from(|event: MouseEvent| reading::link(event.target()));
    let onfocusin = Callback::from(|event: FocusEvent| reading::link(event.target()));
    let onkeydown = Callback::from(|event: KeyboardEvent| reading::rove(&event));
    let article = |(i, model): (usize, &Shared<ArticleModel>)| {
        let id = model.id().0;
        // Where there is room for two or three, the next ones stand beside it, in their order; after the last come the
        // first.
        let place = ["first", "second", "third"].get((i + many - props.current) % many).unwrap_or(&"other");
        html! {
            <article key={id} id={format!("a{id}")} class={classes!("art", *place)} aria-label={model.article.label.clone()}>
                <ArticleBody model={model.clone()} near={*place != "other"} act={props.act.clone()} />
            </article>
        }
    };
    html! {
        <section aria-label={strings::READER} class={classes!("reader", (many > 1).then_some("several"))} ref={node}
            {onclick} {onmouseover} {onfocusin} {onkeydown}>
            { for props.models.iter().enumerate().map(article) }
        </section>
    }
}

/// The article and the statement that a label belongs to.
fn statement_of(who: &Element) -> Option<(ArticleId, u32)> {
    let article = who.closest("article").ok().flatten()?;
    let id = article.id().strip_prefix('a')?.parse().ok()?;
    let index = who.get_attribute("data-i")?.parse().ok()?;
    Some((ArticleId(id), index))
}

#[derive(Properties, PartialEq)]
struct ArticleBodyProps {
    model: Shared<ArticleModel>,
    /// Probably in view.
    near: bool,
    act: Callback<Action>,
}

/// Drawn again only when the article's marks change, not when topics are switched on or off.
#[component]
fn ArticleBody(props: &ArticleBodyProps) -> Html {
    let (model, act) = (&props.model, &props.act);
    let article = &model.article;
    let words = model.analysis.as_ref().map(|a| strings::words(a.words));
    let meta: Vec<String> = article.date.map(strings::date).into_iter().chain(words).collect();
    let id = article.id;
    let edit = act.reform(move |_: MouseEvent| Action::OpenDialog(Dialog::Article(id)));
    let chunks = use_steps(model, if props.near { FIRST } else { 0 });
    let chunk = |(index, model): (usize, Shared<ArticleModel>)| {
        html! { <Chunk key={index} {model} {index} act={act.clone()} /> }
    };
    html! {
        <>
            <header class="arthead" id={format!("a{}-p0", article.id.0)} tabindex="-1">
                <p class="src">{ &article.label }</p>
                if let Some(headline) = &model.headline {
                    <h2>{ inline(model, headline) }</h2>
                } else if let Some(title) = &article.title {
                    <h2>{ title }</h2>
                }
                <p class="meta">{ meta.join(" · ") }{ " " }<button type="button" class="link" onclick={edit}>{ strings::EDIT_ARTICLE }</button></p>
            </header>
            <div class="body">
                { for chunks.into_iter().enumerate().map(chunk) }
                { omissions(&model.omissions, act) }
            </div>
            <Strip model={model.clone()} act={act.clone()} />
        </>
    }
}

/// How far a long article is drawn.
struct Steps {
    model: Shared<ArticleModel>,
    /// Chunks that show the model.
    upto: usize,
    /// What the chunks after those still show, and how many chunks there are of it.
    before: Option<(Shared<ArticleModel>, usize)>,
}

/// The model for each chunk that is drawn. A long article is drawn, and drawn again after its analysis, a
/// chunk at a time, so that the page answers meanwhile; `first` chunks come at once.
#[hook]
fn use_steps(model: &Shared<ArticleModel>, first: usize) -> Vec<Shared<ArticleModel>> {
    let again = use_force_update();
    let steps = {
        let model = model.clone();
        use_mut_ref(move || Steps { model, upto: first, before: None })
    };
    let chunks = |model: &ArticleModel| model.paragraphs.len().div_ceil(CHUNK);
    let (upto, shown) = {
        let mut steps = steps.borrow_mut();
        if steps.model != *model {
            let old = std::mem::replace(&mut steps.model, model.clone());
            let drawn = steps.before.as_ref().map_or(0, |(_, many)| *many).max(steps.upto).min(chunks(&old));
            (steps.before, steps.upto) = (Some((old, drawn)), first);
        }
        if steps.upto >= chunks(model) {
            steps.before = None;
        }
        let mut shown = vec![model.clone(); steps.upto.min(chunks(model))];
        if let Some((old, many)) = &steps.before {
            shown.resize(shown.len().max(*many), old.clone());
        }
        (steps.upto, shown)
    };
    let more = upto < chunks(model);
    // Paragraphs without marks are drawn soon.
    let step = if model.paragraphs.len() > VAST { 24 } else { 1 };
    use_effect_with((model.clone(), upto), move |_| {
        let timer = more.then(|| {
            Timeout::new(0, move || {
                steps.borrow_mut().upto += step;
                again.force_update();
            })
        });
        move || drop(timer)
    });
    shown
}

#[derive(Properties, PartialEq)]
struct ChunkProps {
    model: Shared<ArticleModel>,
    index: usize,
    act: Callback<Action>,
}

/// Some paragraphs that are drawn and laid out together.
#[component]
fn Chunk(props: &ChunkProps) -> Html {
    let (model, node) = (&props.model, use_node_ref());
    let many = model.paragraphs.len();
    let lit = reading::use_near(&node, many <= VAST || props.index < FIRST);
    {
        let node = node.clone();
        use_effect_with((lit, model.clone()), move |(lit, _)| {
            if let Some(chunk) = node.cast::<Element>().filter(|_| *lit && many > VAST) {
                reading::hang_soon(chunk);
            }
        });
    }
    let lazy = (many > LONG).then_some("lazy");
    let mine = model.paragraphs.iter().skip(props.index * CHUNK).take(CHUNK);
    let draw = |p| if lit { paragraph(model, p, &props.act) } else { unmarked(model, p) };
    html! { <div class={classes!("chunk", lazy)} ref={node}>{ for mine.map(draw) }</div> }
}
