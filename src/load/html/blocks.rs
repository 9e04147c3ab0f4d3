//! Finding the main text: Readability's scoring (Mozilla, Apache-2.0: the method, not the code), on [`Tree`].

use super::super::{NodeId, Tree};
use crate::order::Order;

/// A part of the page to be rendered: its roots, and what is left out below them.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub roots: Vec<NodeId>,
    /// By position in the tree.
    pub dropped: std::rc::Rc<Vec<bool>>,
}

/// Elements that never hold text of the article.
const NEVER: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "form",
    "button",
    "select",
    "input",
    "textarea",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "canvas",
    "figure",
    "figcaption",
    "aside",
    "footer",
    "head",
    "title",
    "link",
    "meta",
    "dialog",
    "menu",
    "math",
];

/// Words in a class or id that mark furniture.
const UNLIKELY: &[&str] = &[
    "-ad-",
    "ad-break",
    "adslot",
    "advert",
    "agegate",
    "ai2html",
    "banner",
    "breadcrumb",
    "byline",
    "caption",
    "combx",
    "comment",
    "community",
    "cookie",
    "consent",
    "correction-link",
    "cover-wrap",
    "credit",
    "dateline-meta",
    "disqus",
    "extra",
    "footer",
    "gdpr",
    "header",
    "inline-link",
    "legends",
    "menu",
    "metered",
    "modal",
    "most-popular",
    "most-read",
    "most_read",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "popular",
    "promo",
    "read-more",
    "readmore",
    "recirc",
    "recommend",
    "related",
    "remark",
    "replies",
    "rss",
    "share",
    "shoutbox",
    "sidebar",
    "signup",
    "skyscraper",
    "social",
    "sponsor",
    "subscribe",
    "supplemental",
    "taboola",
    "tags",
    "teaser",
    "toolbar",
    "trending",
    "widget",
    "yom-remote",
];

/// Words that save an element all the same.
const MAYBE: &[&str] = &[
    "article-body",
    "articlebody",
    "article__body",
    "body-copy",
    "bodytext",
    "content__article",
    "entry-content",
    "main-content",
    "post-body",
    "post-content",
    "story-body",
    "storytext",
    "shadow",
];
const MAYBE_WORD: &[&str] = &["article", "body", "column", "content", "main", "story"];

const POSITIVE: &[&str] = &[
    "article", "body", "content", "entry", "hentry", "h-entry", "main", "page", "post", "text", "blog",
    "story",
];
const NEGATIVE: &[&str] = &[
    "-ad-",
    "hidden",
    "banner",
    "combx",
    "comment",
    "contact",
    "footer",
    "gdpr",
    "masthead",
    "media",
    "meta",
    "outbrain",
    "promo",
    "related",
    "scroll",
    "share",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "sponsor",
    "shopping",
    "tags",
    "widget",
    "list",
    "teaser",
    "recirc",
];

/// Elements that begin a paragraph of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "blockquote"
            | "pre"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "center"
            | "address"
            | "details"
            | "summary"
            | "body"
            | "html"
            | "fieldset"
    )
}

/// Everything that is visible, without scoring.
pub(super) fn everything(tree: &Tree) -> Block {
    Block { roots: vec![Tree::ROOT], dropped: std::rc::Rc::new(dropped(tree, false)) }
}

/// The main text first, then other blocks that a reader might have meant.
pub(super) fn find(tree: &Tree) -> Vec<Block> {
    let strict = Candidates::new(tree, dropped(tree, true));
    let mut blocks = strict.blocks(tree);
    let enough = blocks.first().is_some_and(|b| text_length(tree, b) >= 250);
    if !enough {
        let loose = Candidates::new(tree, dropped(tree, false));
        let mut more = loose.blocks(tree);
        more.append(&mut blocks);
        blocks = more;
        blocks.order_by_key(|b| std::cmp::Reverse(text_length(tree, b)));
    }
    blocks.push(everything(tree));
    blocks
}

fn text_length(tree: &Tree, block: &Block) -> usize {
    let mut sum = 0;
    for root in &block.roots {
        visit(tree, *root, &block.dropped, &mut |id| sum += tree.text(id).map_or(0, |t| t.trim().len()));
    }
    sum
}

/// Visits a subtree without what is dropped, in document order.
pub(super) fn visit(tree: &Tree, root: NodeId, dropped: &[bool], see: &mut impl FnMut(NodeId)) {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        if dropped[tree.index(id)] {
            continue;
        }
        see(id);
        stack.extend(tree.children(id).iter().rev());
    }
}

fn marks(tree: &Tree, id: NodeId) -> String {
    let mut out = String::new();
    for name in ["class", "id", "data-component", "data-testid"] {
        if let Some(value) = tree.attribute(id, name) {
            out.push(' ');
            out.push_str(&value.to_ascii_lowercase());
        }
    }
    out
}

fn has(marks: &str, words: &[&str]) -> bool {
    words.iter().any(|w| marks.contains(w))
}

fn dropped(tree: &Tree, strict: bool) -> Vec<bool> {
    let mut out = vec![false; tree.len()];
    for id in tree.ids().skip(1) {
        let name = tree.name(id);
        if name.is_empty() {
            continue;
        }
        out[tree.index(id)] =
            NEVER.contains(&name) || is_hidden(tree, id) || (strict && is_unlikely(tree, id, name));
    }
    out
}

fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let style = tree.attribute(id, "style").unwrap_or("").replace(' ', "").to_ascii_lowercase();
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

fn is_unlikely(tree: &Tree, id: NodeId, name: &str) -> bool {
    if matches!(name, "html" | "body" | "article" | "main" | "a" | "em" | "strong" | "b" | "i") {
        return false;
    }
    if matches!(
        tree.attribute(id, "role").unwrap_or(""),
        "menu"
            | "menubar"
            | "complementary"
            | "navigation"
            | "alert"
            | "alertdialog"
            | "dialog"
            | "search"
            | "contentinfo"
    ) {
        return true;
    }
    let marks = marks(tree, id);
    if marks.is_empty() || !has(&marks, UNLIKELY) {
        return false;
    }
    // "article-body-with-header" is the body; "article-share" is not.
    let body_like = has(&marks, MAYBE);
    let paragraphs = tree.subtree(id).filter(|n| tree.name(*n) == "p").take(4).count();
    !(body_like || (has(&marks, MAYBE_WORD) && paragraphs >= 4))
}

struct Candidates {
    dropped: std::rc::Rc<Vec<bool>>,
    score: Vec<f32>,
    /// Characters of text, and of text inside links, below each node.
    text: Vec<u32>,
    links: Vec<u32>,
}

impl Candidates {
    fn new(tree: &Tree, dropped: Vec<bool>) -> Self {
        let n = tree.len();
        let mut this =
            Self { dropped: dropped.into(), score: vec![0.0; n], text: vec![0; n], links: vec![0; n] };
        this.measure(tree);
        this.rate(tree);
        this
    }

    /// Lengths below each node: children come after their parents, so one pass backwards sums them up.
    fn measure(&mut self, tree: &Tree) {
        let ids: Vec<NodeId> = tree.ids().collect();
        for id in ids.into_iter().rev() {
            let i = tree.index(id);
            if self.dropped[i] {
                self.text[i] = 0;
                self.links[i] = 0;
                continue;
            }
            if let Some(text) = tree.text(id) {
                self.text[i] = text.split_whitespace().map(|w| w.chars().count() as u32 + 1).sum();
            } else if tree.name(id) == "a" {
                self.links[i] = self.text[i];
            }
            if let Some(parent) = tree.parent(id) {
                let p = tree.index(parent);
                self.text[p] += self.text[i];
                self.links[p] += self.links[i];
            }
        }
    }

    fn density(&self, i: usize) -> f32 {
        self.links[i] as f32 / (self.text[i].max(1)) as f32
    }

    fn rate(&mut self, tree: &Tree) {
        let mut seen = vec![false; tree.len()];
        let mut alive = vec![true; tree.len()];
        for id in tree.ids() {
            let i = tree.index(id);
            alive[i] = !self.dropped[i] && tree.parent(id).is_none_or(|p| alive[tree.index(p)]);
            if !alive[i] || self.text[i] < 25 || !is_paragraph(tree, id) {
                continue;
            }
            let commas = tree
                .subtree(id)
                .filter_map(|n| tree.text(n))
                .map(|t| t.matches([',', '，', '、', '،']).count())
                .sum::<usize>();
            let points = 1.0 + commas as f32 + (self.text[i] as f32 / 100.0).min(3.0);
            let mut at = tree.parent(id);
            for level in 0..5 {
                let Some(ancestor) = at else { break };
                let a = tree.index(ancestor);
                if !seen[a] {
                    seen[a] = true;
                    self.score[a] += base_score(tree, ancestor);
                }
                self.score[a] += match level {
                    0 => points,
                    1 => points / 2.0,
                    n => points / (n as f32 * 3.0),
                };
                at = tree.parent(ancestor);
            }
        }
        for i in 0..self.score.len() {
            self.score[i] *= 1.0 - self.density(i);
        }
    }

    /// The best candidate with the siblings that belong to it; then the runners-up that lie elsewhere.
    fn blocks(&self, tree: &Tree) -> Vec<Block> {
        let mut order: Vec<NodeId> = tree.ids().filter(|id| self.score[tree.index(*id)] > 0.0).collect();
        order.order_by(|a, b| self.score[tree.index(*b)].total_cmp(&self.score[tree.index(*a)]));
        order.truncate(6);
        let Some(first) = order.first().copied() else { return Vec::new() };
        let top = self.climb(tree, first);
        let mut out = vec![self.with_siblings(tree, top)];
        for other in order.into_iter().skip(1).filter(|o| !within(tree, *o, top) && !within(tree, top, *o)) {
            out.push(Block { roots: vec![other], dropped: self.dropped.clone() });
        }
        out
    }

    /// Up to the parent while it is the only child, or while the parents score better.
    fn climb(&self, tree: &Tree, from: NodeId) -> NodeId {
        let mut top = from;
        let mut last = self.score[tree.index(top)];
        let floor = last / 3.0;
        let mut at = tree.parent(top);
        while let Some(parent) = at.filter(|p| !matches!(tree.name(*p), "" | "html" | "body")) {
            let score = self.score[tree.index(parent)];
            if score < floor {
                break;
            }
            if score > last {
                top = parent;
                break;
            }
            last = score;
            at = tree.parent(parent);
        }
        while let Some(parent) = tree.parent(top).filter(|p| !matches!(tree.name(*p), "" | "html" | "body")) {
            let elements = tree.children(parent).iter().filter(|c| !tree.name(**c).is_empty()).count();
            if elements != 1 {
                break;
            }
            top = parent;
        }
        top
    }

    fn with_siblings(&self, tree: &Tree, top: NodeId) -> Block {
        let Some(parent) = tree.parent(top) else {
            return Block { roots: vec![top], dropped: self.dropped.clone() };
        };
        let t = tree.index(top);
        let threshold = (self.score[t] * 0.2).max(10.0);
        let class = tree.attribute(top, "class").filter(|c| !c.trim().is_empty());
        let mut roots = Vec::new();
        for sibling in tree.children(parent).iter().copied() {
            let s = tree.index(sibling);
            let bonus = if class.is_some() && tree.attribute(sibling, "class") == class {
                self.score[t] * 0.2
            } else {
                0.0
            };
            let paragraph = tree.name(sibling) == "p" && {
                let (length, density) = (self.text[s], self.density(s));
                length > 80 && density < 0.25
                    || (length > 0
                        && length <= 80
                        && density == 0.0
                        && tree.text_below(sibling).trim_end().ends_with('.'))
            };
            // A crosshead in a wrapper of its own, like those of its neighbours.
            let crosshead = bonus > 0.0
                && self.density(s) == 0.0
                && tree.subtree(sibling).any(|n| matches!(tree.name(n), "h2" | "h3" | "h4"));
            if sibling == top
                || crosshead
                || (self.score[s] > 0.0 && self.score[s] + bonus >= threshold)
                || paragraph
            {
                roots.push(sibling);
            }
        }
        Block { roots, dropped: self.dropped.clone() }
    }
}

fn within(tree: &Tree, inner: NodeId, outer: NodeId) -> bool {
    let mut at = Some(inner);
    while let Some(id) = at {
        if id == outer {
            return true;
        }
        at = tree.parent(id);
    }
    false
}

/// A paragraph, or a division that holds text and no other blocks.
fn is_paragraph(tree: &Tree, id: NodeId) -> bool {
    match tree.name(id) {
        "p" | "pre" | "td" => true,
        "div" | "section" | "li" | "blockquote" => !tree.subtree(id).skip(1).any(|n| is_block(tree.name(n))),
        _ => false,
    }
}

fn base_score(tree: &Tree, id: NodeId) -> f32 {
    let by_name = match tree.name(id) {
        "article" | "main" => 10.0,
        "div" => 5.0,
        "pre" | "td" | "blockquote" => 3.0,
        "address" | "ol" | "ul" | "dl" | "dd" | "dt" | "li" | "form" => -3.0,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => -5.0,
        _ => 0.0,
    };
    let marks = marks(tree, id);
    let weight =
        if has(&marks, POSITIVE) { 25.0 } else { 0.0 } - if has(&marks, NEGATIVE) { 25.0 } else { 0.0 };
    by_name + weight + if tree.attribute(id, "itemprop") == Some("articleBody") { 50.0 } else { 0.0 }
}
