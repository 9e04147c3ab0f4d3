//! Where articles come in from the browser: files, rich pastes, what is dropped on the page, the address
//! (`#add=` from the bookmarklet, `#set=` for a file beside the page, `?text=` from a phone's share sheet).
//! The browser parses markup into an inert document; everything else about files is done at the [desk].

use gloo::utils::window;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, Element, Node, Response};
use yew::prelude::*;

use super::slices::{self, Rank};
use super::state::Action;
use super::{desk, strings};
use crate::jobs::{Job, Outcome, Source, Trees};
use crate::load::{self, Draft, LoadError, MAX_FILE, Tree, TreeBuilder};
use crate::untrusted::{plain_name, web_address};

/// From so many bytes on a text that is pasted is read in a task of its own.
const LONG: usize = 20_000;

/// Markup as a tree, by the browser's own parsers; none where XML is broken. What they make is never put into the page.
pub fn parsed(source: &Source) -> Option<Tree> {
    let kind = if source.xml { "application/xml" } else { "text/html" };
    let tree = parse(&source.text, kind).map(|d| tree(&d));
    if source.xml {
        tree.filter(|t| t.named("parsererror").next().is_none())
    } else {
        Some(tree.unwrap_or_else(|| TreeBuilder::default().finish()))
    }
}

fn parse(source: &str, media_type: &str) -> Option<Node> {
    let parser = Reflect::construct(&global("DOMParser")?, &js_sys::Array::new()).ok()?;
    let parse: Function = Reflect::get(&parser, &"parseFromString".into()).ok()?.dyn_into().ok()?;
    let trusted = trust("createHTML", source);
    parse.call2(&parser, &trusted, &media_type.into()).ok()?.dyn_into().ok()
}

fn global(name: &str) -> Option<Function> {
    Reflect::get(&js_sys::global(), &name.into()).ok()?.dyn_into().ok()
}

thread_local! {
    static POLICY: Option<JsValue> = policy();
}

/// The one Trusted Types policy: for the inert parser, and for the address of the worker. None where the
/// browser knows no such policies and takes strings.
fn policy() -> Option<JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok().filter(|t| t.is_object())?;
    let create: Function = Reflect::get(&types, &"createPolicy".into()).ok()?.dyn_into().ok()?;
    let rules = Object::new();
    let same = Closure::<dyn Fn(JsValue) -> JsValue>::new(|text: JsValue| text).into_js_value();
    let worker = Closure::<dyn Fn(JsValue) -> JsValue>::new(|address: JsValue| {
        if address.as_string().as_deref() == Some("./worker.js") { address } else { JsValue::from_str("") }
    });
    Reflect::set(&rules, &"createHTML".into(), &same).ok()?;
    Reflect::set(&rules, &"createScriptURL".into(), &worker.into_js_value()).ok()?;
    create.call2(&types, &"crossread".into(), &rules).ok()
}

/// A string as the trusted value that a sink asks for (`createHTML`, `createScriptURL`).
pub fn trust(kind: &str, text: &str) -> JsValue {
    POLICY
        .with(|policy| {
            let policy = policy.as_ref()?;
            let make: Function = Reflect::get(policy, &kind.into()).ok()?.dyn_into().ok()?;
            make.call1(policy, &text.into()).ok()
        })
        .unwrap_or_else(|| text.into())
}

/// Copies a document out of the browser, without recursion.
fn tree(root: &Node) -> Tree {
    let mut builder = TreeBuilder::default();
    let mut at = root.first_child();
    while let Some(node) = at {
        let mut entered = false;
        match node.node_type() {
            Node::ELEMENT_NODE => {
                open(&mut builder, &node);
                entered = true;
            }
            Node::TEXT_NODE | Node::CDATA_SECTION_NODE => {
                builder.text(&node.node_value().unwrap_or_default())
            }
            _ => {}
        }
        if let Some(child) = node.first_child().filter(|_| entered) {
            at = Some(child);
            continue;
        }
        if entered {
            builder.close();
        }
        at = next(&mut builder, node, root);
    }
    builder.finish()
}

/// The node after this one and all below it; ancestors that end on the way are closed.
fn next(builder: &mut TreeBuilder, from: Node, root: &Node) -> Option<Node> {
    let mut node = from;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent_node().filter(|p| p != root)?;
        builder.close();
    }
}

fn open(builder: &mut TreeBuilder, node: &Node) {
    let attributes = node
        .dyn_ref::<Element>()
        .map(|e| {
            let named = |name: String| e.get_attribute(&name).map(|value| (name, value));
            e.get_attribute_names().iter().filter_map(|n| n.as_string()).filter_map(named).collect()
        })
        .unwrap_or_default();
    builder.open(&node.node_name(), attributes);
}

/// Reads files, in their order, and adds what is in them; a session file is opened.
pub fn files(list: &web_sys::FileList, act: &Callback<Action>) {
    let files: Vec<web_sys::File> = (0..list.length()).filter_map(|i| list.get(i)).collect();
    let act = act.clone();
    spawn_local(async move {
        let (mut drafts, mut problems) = (Vec::new(), Vec::new());
        for item in files {
            let name = item.name();
            let bytes = match contents(&item).await {
                Ok(bytes) => bytes,
                Err(error) => {
                    problems.push((name, error.to_string()));
                    continue;
                }
            };
            let job =
                Job::ReadFile { name: name.clone(), media_type: item.type_(), bytes, trees: Trees::new() };
            match desk::run(job).await {
                Some(Outcome::Drafts(mut some)) => drafts.append(&mut some),
                Some(Outcome::Session { session, notes }) => {
                    act.emit(Action::Open { session, provenance: None });
                    if !notes.is_empty() {
                        act.emit(Action::Say(notes.join(" ")));
                    }
                }
                Some(Outcome::Failed(why)) => problems.push((name, why)),
                _ => problems.push((name.clone(), LoadError::Damaged { name }.to_string())),
            }
        }
        if !drafts.is_empty() {
            act.emit(Action::Add(drafts));
        }
        // Last, since what is added takes older warnings away.
        if let [(first, _), rest @ ..] = &problems[..] {
            let many = problems.len();
            let heading =
                if rest.is_empty() { strings::file_not_read(first) } else { strings::files_not_read(many) };
            let text: Vec<&str> = problems.iter().map(|(_, text)| text.as_str()).collect();
            act.emit(Action::Warn { heading, text: text.join(" ") });
        }
    });
}

async fn contents(item: &web_sys::File) -> Result<Vec<u8>, LoadError> {
    if item.size() > MAX_FILE as f64 {
        return Err(LoadError::TooLarge { name: item.name() });
    }
    let buffer =
        JsFuture::from(item.array_buffer()).await.map_err(|_| LoadError::Damaged { name: item.name() })?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Adds what a paste or a drop brings: files, else rich text that holds an article, else plain text.
pub fn transfer(data: &DataTransfer, act: &Callback<Action>) {
    if let Some(list) = data.files().filter(|l| l.length() > 0) {
        files(&list, act);
        return;
    }
    let plain = data.get_data("text/plain").unwrap_or_default();
    let html = data.get_data("text/html").unwrap_or_default();
    let act = act.clone();
    if html.is_empty() {
        // Taking a long text from the browser is a task's work already.
        let long = plain.len() > LONG;
        let add = move || act.emit(Action::Add(vec![load::load_text(&plain)]));
        if long {
            slices::soon(Rank::Heard, move || {
                add();
                false
            });
        } else {
            add();
        }
        return;
    }
    spawn_local(async move {
        let job = Job::ReadPaste { html, plain: plain.clone(), trees: Trees::new() };
        act.emit(Action::Add(match desk::run(job).await {
            Some(Outcome::Drafts(drafts)) => drafts,
            _ => vec![load::load_text(&plain)],
        }));
    });
}

/// What the page's address brings besides a session: `#add=`, `?text=`.
pub fn address(act: &Callback<Action>) {
    let location = window().location();
    let hash = location.hash().unwrap_or_default();
    if let Some(sent) = hash.strip_prefix("#add=") {
        add_sent(sent, act);
    } else if let Some(draft) = shared(&location.search().unwrap_or_default()) {
        act.emit(if web_address(&draft.text).is_some() {
            Action::Warn { heading: strings::ONLY_ADDRESS.into(), text: strings::ONLY_ADDRESS_TEXT.into() }
        } else {
            Action::Add(vec![draft])
        });
    } else {
        return;
    }
    // The address is plain again, so that a reload does not bring it twice.
    if let (Ok(history), Ok(path)) = (window().history(), location.pathname()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
}

/// See [`Job::ReadSent`].
fn add_sent(sent: &str, act: &Callback<Action>) {
    let json = js_sys::decode_uri_component(sent).ok().and_then(|s| s.as_string()).unwrap_or_default();
    let act = act.clone();
    spawn_local(async move {
        let drafts = match desk::run(Job::ReadSent { json, trees: Trees::new() }).await {
            Some(Outcome::Drafts(drafts)) => drafts,
            _ => Vec::new(),
        };
        act.emit(Action::Add(drafts));
    });
}

/// What a phone's share sheet hands over.
fn shared(search: &str) -> Option<Draft> {
    let query = web_sys::UrlSearchParams::new_with_str(search).ok()?;
    let text = query.get("text").filter(|t| !t.trim().is_empty())?;
    let mut draft = load::load_text(&text);
    draft.title = query.get("title").filter(|t| !t.is_empty()).map(|t| plain_name(&t)).or(draft.title);
    draft.url = query.get("url").filter(|u| web_address(u).is_some());
    Some(draft)
}

/// The name of a file beside the page: no way out of its folder, no other host.
fn set_name(name: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let safe =
        name.chars().all(plain) && !name.contains("..") && !name.contains("//") && !name.starts_with('/');
    (safe && name.ends_with(".json") && name.len() <= 200).then_some(name)
}

/// The name in an address that brings a set.
pub fn set(hash: &str) -> Option<&str> {
    hash.strip_prefix("#set=")
}

/// The text of a set, which is a session file; none if there is no such set.
pub async fn text_of_set(name: &str) -> Option<String> {
    text_of(&format!("./{}", set_name(name)?)).await
}

/// A text file that lies beside the page.
async fn text_of(address: &str) -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let response: Response = answer.dyn_into().ok()?;
    let text = response.ok().then(|| response.text().ok()).flatten()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// The bookmarklet: sends the selection, or the page without its scripts and pictures, to this page. Browsers
/// take addresses of up to two million characters.
pub fn bookmarklet() -> String {
    let href = window().location().href().unwrap_or_default();
    let page = href.split(['#', '?']).next().unwrap_or_default();
    let page = js_sys::JSON::stringify(&page.into()).ok().and_then(|s| s.as_string()).unwrap_or_default();
    format!(
        "javascript:(()=>{{const s=String(getSelection()),c=document.documentElement.cloneNode(true);\
         c.querySelectorAll('script:not([type*=json]),style,svg,img,iframe,video,noscript').forEach(e=>e.remove());\
         const d={{title:document.title,url:location.href}};if(s.trim())d.text=s;else d.html=new XMLSerializer().serializeToString(c);\
         const e=()=>encodeURIComponent(JSON.stringify(d)),k=d.html?'html':'text';\
         while(e().length>19e5)d[k]=d[k].slice(0,d[k].length*.8);\
         open({page}+'#add='+e())}})()"
    )
}
