//! The paragraphs of an article, drawn past the virtual DOM: a chunk at a time, in slices, so that the page answers
//! meanwhile; and again only those that would look otherwise.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::utils::{document, window};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, IntersectionObserver};
use yew::prelude::*;

use super::notes::omissions;
use super::para::{inline, paragraph};
use crate::page::model::{ArticleModel, Para};
use crate::page::pen::{Dom, Pen, Print, leaf};
use crate::page::shared::Shared;
use crate::page::slices::{self, Rank};
use crate::page::{browser, reading};

/// From so many paragraphs on those out of view are not laid out.
const LONG: usize = 24;
/// From so many on its paragraphs are marked only when they come near the view: all marks of a book would take the
/// browser seconds and hundreds of megabytes.
const VAST: usize = 240;
/// How many chunks of an article in view are drawn before all else.
const FIRST: usize = 3;

/// Paragraphs that are drawn and laid out together.
struct Chunk {
    element: Element,
    /// What each paragraph looks like.
    prints: Vec<Print>,
    /// Whether they are marked.
    lit: bool,
}

struct Body {
    root: Element,
    model: Shared<ArticleModel>,
    chunks: Vec<Chunk>,
    /// How many paragraphs show the model.
    drawn: usize,
    /// What stands at the end.
    end: Option<(Element, Print)>,
    near: Option<IntersectionObserver>,
}

impl Body {
    fn vast(&self) -> bool {
        self.model.paragraphs.len() > VAST
    }

    /// How many paragraphs a chunk has.
    fn size(&self) -> usize {
        if self.vast() { 16 } else { 4 }
    }

    /// Draws the next paragraph; true if there are more.
    fn step(&mut self) -> bool {
        if self.drawn < self.model.paragraphs.len() {
            self.draw(self.drawn);
            self.drawn += 1;
        }
        if self.drawn < self.model.paragraphs.len() {
            return true;
        }
        let (many, size) = (self.drawn, self.size());
        self.chunks.drain(many.div_ceil(size).min(self.chunks.len())..).for_each(|c| c.element.remove());
        if let Some(last) = self.chunks.last_mut() {
            last.end_at((many + size - 1) % size + 1);
        }
        self.draw_end();
        false
    }

    fn draw(&mut self, paragraph: usize) {
        let (vast, at) = (self.vast(), paragraph / self.size());
        let look = match self.model.paragraphs.len() {
            _ if vast => "chunk lazy vast",
            0..=LONG => "chunk",
            _ => "chunk lazy",
        };
        if at >= self.chunks.len() {
            let Some(element) = Dom::element("div") else { return };
            let lit = !vast || at < FIRST;
            let end = self.end.as_ref().map(|(end, _)| end.unchecked_ref());
            let _ = self.root.insert_before(&element, end);
            if let Some(near) = self.near.as_ref().filter(|_| !lit) {
                near.observe(&element);
            }
            self.chunks.push(Chunk { element, prints: Vec::new(), lit });
        }
        let place = paragraph % self.size();
        let (Some(chunk), Some(para)) = (self.chunks.get_mut(at), self.model.paragraphs.get(paragraph))
        else {
            return;
        };
        if place == 0 {
            chunk.element.set_class_name(look);
        }
        if chunk.draw(&self.model, para, place) && chunk.lit {
            reading::hang_soon(&chunk.element);
        }
    }

    fn draw_end(&mut self) {
        let mut print = Print::default();
        omissions(&self.model.omissions, &mut print);
        if self.end.as_ref().is_some_and(|(_, before)| *before == print) {
            return;
        }
        if let Some((old, _)) = self.end.take() {
            old.remove();
        }
        if let Some(element) = Dom::element("div para end").filter(|_| !self.model.omissions.is_empty()) {
            omissions(&self.model.omissions, &mut Dom::within(element.clone()));
            let _ = self.root.append_child(&element);
            self.end = Some((element, print));
        }
    }

    /// Marks the chunks that `wanted` picks, if they are drawn.
    fn light(&mut self, wanted: impl Fn(&Element) -> bool) {
        for at in 0..self.chunks.len() {
            let chunk = &mut self.chunks[at];
            if chunk.lit || !wanted(&chunk.element) {
                continue;
            }
            chunk.lit = true;
            if let Some(near) = &self.near {
                near.unobserve(&chunk.element);
            }
            // Those after come in their turn.
            let size = self.size();
            (at * size..self.drawn.min((at + 1) * size)).for_each(|paragraph| self.draw(paragraph));
        }
    }
}

impl Chunk {
    /// Draws a paragraph in its place, if it would look otherwise than it does; true then.
    fn draw(&mut self, model: &ArticleModel, para: &Para, place: usize) -> bool {
        let nodes = if self.lit { model.nodes(para) } else { Vec::new() };
        let write = |pen: &mut dyn Pen| match self.lit {
            true => paragraph(model, para, &nodes, pen),
            false => leaf(pen, "p", &model.words(para)),
        };
        let mut print = Print::default();
        write(&mut print);
        match (self.prints.get(place), self.element.children().item(place as u32)) {
            (Some(before), _) if *before == print => return false,
            (_, Some(element)) => anew(&element, || write(&mut Dom::within(element.clone()))),
            (_, None) => {
                let mut dom = Dom::within(self.element.clone());
                dom.open("div para tabindex=-1");
                dom.set("id", &format!("a{}-p{}", model.id().0, para.number));
                write(&mut dom);
                dom.close();
            }
        }
        match self.prints.get_mut(place) {
            Some(before) => *before = print,
            None => self.prints.push(print),
        }
        true
    }

    /// Takes away what is behind so many paragraphs.
    fn end_at(&mut self, many: usize) {
        self.prints.truncate(many);
        while let Some(element) = self.element.children().item(many as u32) {
            element.remove();
        }
    }
}

/// Writes what is in an element anew; what had the keyboard in it has it again, and what was open is.
fn anew(element: &Element, write: impl FnOnce()) {
    let active = document().active_element().filter(|a| a != element && element.contains(Some(a)));
    let again = active.map(|a| {
        let named = |name: &str| a.get_attribute(name).map(|value| format!("[{name}=\"{value}\"]"));
        format!("{}{}", a.tag_name(), named("data-s").or_else(|| named("data-i")).unwrap_or_default())
    });
    let open = element.query_selector("details[open]").is_ok_and(|d| d.is_some());
    element.set_text_content(None);
    write();
    if let Some(details) = element.query_selector("details").ok().flatten().filter(|_| open) {
        let _ = details.set_attribute("open", "");
    }
    if let Some(again) = again {
        let same = element.query_selector(&again).ok().flatten();
        if let Ok(same) = same.unwrap_or_else(|| element.clone()).dyn_into::<HtmlElement>() {
            same.set_tab_index(same.tab_index());
            browser::focus(&same);
        }
    }
}

/// Draws an article into two elements that the virtual DOM leaves empty: its headline, and its paragraphs. Only when its
/// marks change, not when topics are switched on or off. `near`: probably in view.
#[hook]
pub fn use_body(headline: &NodeRef, node: &NodeRef, model: &Shared<ArticleModel>, near: bool) {
    let body = use_mut_ref(|| None::<Rc<RefCell<Body>>>);
    {
        let (node, body, model) = (node.clone(), body.clone(), model.clone());
        use_effect_with((), move |()| {
            let watch = node.cast::<Element>().map(|root| {
                let (made, watch) = begin(root, model);
                *body.borrow_mut() = Some(made);
                watch
            });
            move || {
                body.borrow_mut().take();
                drop(watch);
            }
        });
    }
    let head = headline.clone();
    use_effect_with((model.clone(), near), move |(model, near)| {
        if let (Some(element), Some(headline)) = (head.cast::<Element>(), &model.headline) {
            let nodes = model.nodes(headline);
            anew(&element, || inline(model, &nodes, &mut Dom::within(element.clone())));
        }
        if let Some(body) = &*body.borrow() {
            show(body, model, *near);
        }
    });
}

/// What has to live as long as the body: it marks what comes near the view, or all when the page is printed.
struct Watch {
    near: Option<IntersectionObserver>,
    _came: Closure<dyn FnMut(Array)>,
    _print: EventListener,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(near) = &self.near {
            near.disconnect();
        }
    }
}

fn begin(root: Element, model: Shared<ArticleModel>) -> (Rc<RefCell<Body>>, Watch) {
    let body = Body { root, model, chunks: Vec::new(), drawn: 0, end: None, near: None };
    let body = Rc::new(RefCell::new(body));
    let weak = Rc::downgrade(&body);
    let printed = weak.clone();
    let print = EventListener::new(&window(), "beforeprint", move |_| {
        if let Some(body) = printed.upgrade() {
            let mut body = body.borrow_mut();
            body.light(|_| true);
            while body.step() {}
        }
    });
    let came = Closure::<dyn FnMut(Array)>::new(move |entries: Array| came(&weak, &entries));
    let near = reading::near(came.as_ref().unchecked_ref());
    body.borrow_mut().near.clone_from(&near);
    (body, Watch { near, _came: came, _print: print })
}

/// What has come near the view is marked soon.
fn came(body: &Weak<RefCell<Body>>, entries: &Array) {
    let here: Vec<Element> = entries.iter().filter_map(|entry| reading::is_near(&entry)).collect();
    let mut here = here.into_iter();
    let body = body.clone();
    slices::soon(Rank::Near, move || {
        let (Some(body), Some(chunk)) = (body.upgrade(), here.next()) else { return false };
        body.borrow_mut().light(|element| *element == chunk);
        true
    });
}

/// Draws a model: what is in view first.
fn show(body: &Rc<RefCell<Body>>, model: &Shared<ArticleModel>, near: bool) {
    {
        let mut body = body.borrow_mut();
        if body.model != *model || body.chunks.is_empty() {
            let size = body.size();
            body.model = model.clone();
            if body.size() != size {
                body.chunks.drain(..).for_each(|chunk| chunk.element.remove());
            }
            body.drawn = 0;
        } else if body.drawn >= body.model.paragraphs.len() {
            return;
        }
    }
    let (body, model) = (Rc::downgrade(body), model.clone());
    // True while there is more to draw; a newer model has its own turn.
    let step = move |upto: usize| {
        let body = body.upgrade().filter(|b| b.borrow().model == model);
        body.is_some_and(|b| b.borrow().drawn < upto && b.borrow_mut().step())
    };
    if near {
        let first = step.clone();
        slices::soon(Rank::Near, move || first(FIRST * 4));
    }
    slices::soon(Rank::Far, move || step(usize::MAX));
}
