//! Markup on the host: `dom_query` (html5ever) for HTML, `quick-xml` for XML. A package of its own, so that neither the
//! page nor the command line carries these parsers: the page uses the browser's.

use quick_xml::events::Event;

use crossread::load::{Markup, Tree, TreeBuilder};

/// The host's parsers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Host;

impl Markup for Host {
    fn html(&self, source: &str) -> Tree {
        let document = dom_query::Document::from(source);
        let mut builder = TreeBuilder::default();
        // An explicit stack: pages nest deeper than the call stack may.
        let mut stack = vec![Some(document.root())];
        while let Some(step) = stack.pop() {
            let Some(node) = step else {
                builder.close();
                continue;
            };
            if node.is_text() {
                builder.text(&node.text());
                continue;
            }
            let children: Vec<_> = node.children();
            if node.is_element() {
                let attributes =
                    node.attrs().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                builder.open(&node.node_name().unwrap_or_default(), attributes);
                stack.push(None);
            }
            stack.extend(children.into_iter().rev().map(Some));
        }
        builder.finish()
    }

    fn xml(&self, source: &str) -> Option<Tree> {
        let mut reader = quick_xml::Reader::from_str(source.trim_start_matches('\u{feff}').trim_start());
        let mut builder = TreeBuilder::default();
        let mut elements = 0usize;
        loop {
            match reader.read_event().ok()? {
                Event::Start(e) => {
                    elements += 1;
                    builder.open(&String::from_utf8_lossy(e.name().as_ref()), attributes(&e));
                }
                Event::Empty(e) => {
                    elements += 1;
                    builder.open(&String::from_utf8_lossy(e.name().as_ref()), attributes(&e));
                    builder.close();
                }
                Event::End(_) => builder.close(),
                Event::Text(e) => builder.text(&e.decode().ok()?),
                Event::CData(e) => builder.text(&e.decode().ok()?),
                Event::GeneralRef(e) => builder.text(&reference(&e.decode().ok()?)),
                Event::Eof => return (elements > 0).then(|| builder.finish()),
                _ => {}
            }
        }
    }
}

fn attributes(element: &quick_xml::events::BytesStart) -> Vec<(String, String)> {
    element
        .attributes()
        .flatten()
        .map(|a| {
            let raw = String::from_utf8_lossy(&a.value).into_owned();
            let value = quick_xml::escape::unescape(&raw).map_or(raw.clone(), |v| v.into_owned());
            (String::from_utf8_lossy(a.key.as_ref()).into_owned(), value)
        })
        .collect()
}

fn reference(name: &str) -> String {
    let source = format!("&{name};");
    quick_xml::escape::unescape(&source).map_or_else(|_| source.clone(), |c| c.into_owned())
}
