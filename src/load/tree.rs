//! A parsed document as plain data, so that what reads it needs no browser and can be tested anywhere.

use serde::{Deserialize, Serialize};

/// Names a node of a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(u32);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Content {
    Element { name: String, attributes: Vec<(String, String)> },
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Node {
    content: Content,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
}

/// Elements and text; comments and processing instructions are left out. Node 0 is the root, without a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// Builds a tree from what a parser meets, in order; unbalanced input is balanced.
#[derive(Debug)]
pub struct TreeBuilder {
    tree: Tree,
    open: Vec<NodeId>,
    /// Elements that were opened past [`TreeBuilder::MAX_DEPTH`] and are not in the tree.
    skipped: usize,
}

impl Default for TreeBuilder {
    fn default() -> Self {
        let root = Node {
            content: Content::Element { name: String::new(), attributes: Vec::new() },
            parent: None,
            children: Vec::new(),
        };
        Self { tree: Tree { nodes: vec![root] }, open: vec![NodeId(0)], skipped: 0 }
    }
}

impl TreeBuilder {
    /// Deeper elements are flattened into their ancestor; no real page nests so deep.
    pub const MAX_DEPTH: usize = 400;
    /// Nodes past this many are dropped.
    pub const MAX_NODES: usize = 500_000;

    pub fn open(&mut self, name: &str, attributes: Vec<(String, String)>) {
        if self.open.len() >= Self::MAX_DEPTH || self.tree.nodes.len() >= Self::MAX_NODES {
            self.skipped += 1;
            return;
        }
        let id = self.add(Content::Element { name: name.to_ascii_lowercase(), attributes });
        self.open.push(id);
    }

    pub fn text(&mut self, text: &str) {
        if !text.is_empty() && self.tree.nodes.len() < Self::MAX_NODES {
            self.add(Content::Text(text.to_owned()));
        }
    }

    pub fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if self.open.len() > 1 {
            self.open.pop();
        }
    }

    pub fn finish(self) -> Tree {
        self.tree
    }

    fn add(&mut self, content: Content) -> NodeId {
        let id = NodeId(self.tree.nodes.len() as u32);
        let parent = self.open.last().copied();
        self.tree.nodes.push(Node { content, parent, children: Vec::new() });
        if let Some(p) = parent {
            self.tree.nodes[p.0 as usize].children.push(id);
        }
        id
    }
}

impl Tree {
    pub const ROOT: NodeId = NodeId(0);

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// How many nodes there are; ids count from 0 in document order.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// All nodes in document order.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// Position in document order, for tables beside the tree.
    pub fn index(&self, id: NodeId) -> usize {
        id.0 as usize
    }

    /// The lower-case name of an element, "" for text and the root.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.node(id).content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).content {
            Content::Text(text) => Some(text),
            Content::Element { .. } => None,
        }
    }

    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.node(id).content {
            Content::Element { attributes, .. } => {
                attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
            }
            Content::Text(_) => None,
        }
    }

    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    pub fn children(&self, id: NodeId) -> &[NodeId] {
        &self.node(id).children
    }

    /// The node itself and all below it, in document order.
    pub fn subtree(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut stack = vec![id];
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            stack.extend(self.children(next).iter().rev());
            Some(next)
        })
    }

    /// Elements of this name, in document order.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        self.ids().filter(move |id| self.name(*id) == name)
    }

    /// All text below a node, as it stands.
    pub fn text_below(&self, id: NodeId) -> String {
        self.subtree(id).filter_map(|n| self.text(n)).collect()
    }

    /// The first child element of this name.
    pub fn child(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.children(id).iter().copied().find(|c| self.name(*c) == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unbalanced_input_is_balanced() {
        let mut b = TreeBuilder::default();
        b.close();
        b.open("P", vec![("Class".into(), "x".into())]);
        b.text("a");
        b.open("b", Vec::new());
        b.text("c");
        let tree = b.finish();
        let p = tree.named("p").next().unwrap();
        assert_eq!(tree.attribute(p, "class"), Some("x"));
        assert_eq!(tree.text_below(Tree::ROOT), "ac");
    }

    #[test]
    fn depth_is_bounded() {
        let mut b = TreeBuilder::default();
        for _ in 0..100_000 {
            b.open("div", Vec::new());
        }
        b.text("deep");
        for _ in 0..100_000 {
            b.close();
        }
        b.text("after");
        let tree = b.finish();
        assert!(tree.len() < 500);
        assert_eq!(tree.text_below(Tree::ROOT), "deepafter");
    }
}
