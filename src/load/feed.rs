//! RSS 2.0, RSS 1.0 and Atom: one article for each entry.

use super::{Draft, MAX_ARTICLES, Markup, NodeId, Tree, html};
use crate::article::Date;

/// The entries of a feed, in its order.
pub(super) fn read(tree: &Tree, markup: &dyn Markup) -> Vec<Draft> {
    let outlet = ["channel", "feed"]
        .iter()
        .find_map(|root| tree.named(root).next())
        .and_then(|root| tree.child(root, "title"))
        .map(|t| tree.text_below(t).trim().to_owned())
        .unwrap_or_default();
    tree.ids()
        .filter(|id| matches!(tree.name(*id), "item" | "entry"))
        .take(MAX_ARTICLES)
        .map(|id| entry(tree, id, &outlet, markup))
        .collect()
}

fn entry(tree: &Tree, id: NodeId, outlet: &str, markup: &dyn Markup) -> Draft {
    let of = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| tree.child(id, name))
            .map(|n| tree.text_below(n).trim().to_owned())
            .filter(|t| !t.is_empty())
    };
    let link = tree
        .children(id)
        .iter()
        .filter(|c| tree.name(**c) == "link")
        .find_map(|c| {
            tree.attribute(*c, "href")
                .map(str::to_owned)
                .or_else(|| Some(tree.text_below(*c).trim().to_owned()))
        })
        .filter(|l| !l.is_empty());
    let body = of(&["content:encoded", "encoded", "content", "description", "summary"]).unwrap_or_default();
    let text = if body.contains('<') { html::fragment(&markup.html(&body)).text } else { body };
    let source = tree.child(id, "source").map(|n| {
        tree.child(n, "title").map_or_else(|| tree.text_below(n), |t| tree.text_below(t)).trim().to_owned()
    });
    Draft {
        label: source.filter(|s| !s.is_empty()).unwrap_or_else(|| outlet.to_owned()),
        title: of(&["title"])
            .map(|t| if t.contains('<') { html::fragment(&markup.html(&t)).text } else { t }),
        date: of(&["pubdate", "published", "updated", "dc:date", "date"]).and_then(|d| Date::find(&d)),
        url: link,
        text,
        others: Vec::new(),
    }
}
