//! From nodes to paragraphs of plain text, one a line with a blank line between. Lists of links, lone links that
//! lead elsewhere and empty lines are left out; headings stay.

use super::super::{NodeId, Tree};
use super::blocks::{Block, is_block};

/// A line as it is gathered: its words, and how much of it is link.
#[derive(Default)]
struct Line {
    text: String,
    linked: usize,
}

struct Writer<'a> {
    tree: &'a Tree,
    dropped: &'a [bool],
    lines: Vec<String>,
    line: Line,
}

/// The text of a block.
pub(super) fn text(tree: &Tree, block: &Block) -> String {
    let mut writer = Writer { tree, dropped: &block.dropped, lines: Vec::new(), line: Line::default() };
    for root in &block.roots {
        writer.walk(*root);
        writer.end_line(false);
    }
    drop_loose_headings(&mut writer.lines);
    writer.lines.iter().map(|l| l.trim_start_matches('\u{1}')).collect::<Vec<_>>().join("\n\n")
}

/// The words of one element, on one line.
pub(super) fn line(tree: &Tree, id: NodeId) -> String {
    tree.text_below(id).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A body that came as plain text: its lines, trimmed.
pub(super) fn plain(body: &str) -> String {
    body.lines()
        .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// What is on the stack: a node to enter, or the end of one.
enum Step {
    Enter(NodeId),
    Leave { block: bool, heading: bool, link: bool },
}

impl Writer<'_> {
    fn walk(&mut self, root: NodeId) {
        let mut stack = vec![Step::Enter(root)];
        let mut links = 0usize;
        while let Some(step) = stack.pop() {
            let id = match step {
                Step::Enter(id) => id,
                Step::Leave { block, heading, link } => {
                    links -= usize::from(link);
                    if block {
                        self.end_line(heading);
                    }
                    continue;
                }
            };
            if self.dropped[self.tree.index(id)] || self.is_link_list(id) {
                continue;
            }
            if let Some(text) = self.tree.text(id) {
                self.add(text, links > 0);
                continue;
            }
            let name = self.tree.name(id);
            let (block, link) = (is_block(name), name == "a");
            let heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            if block {
                self.end_line(false);
            }
            if name == "br" {
                // Two breaks make a paragraph; one is a space, and a lone line stays readable either way.
                if self.line.text.ends_with('\n') {
                    self.end_line(false);
                } else if !self.line.text.is_empty() {
                    self.line.text.push('\n');
                }
                continue;
            }
            links += usize::from(link);
            stack.push(Step::Leave { block, heading, link });
            stack.extend(self.tree.children(id).iter().rev().map(|c| Step::Enter(*c)));
        }
    }

    fn add(&mut self, text: &str, linked: bool) {
        let space_first = text.starts_with(char::is_whitespace);
        let mut words = text.split_whitespace().peekable();
        if words.peek().is_none() {
            if !self.line.text.is_empty() && !self.line.text.ends_with([' ', '\n']) {
                self.line.text.push(' ');
            }
            return;
        }
        if space_first && !self.line.text.is_empty() && !self.line.text.ends_with([' ', '\n']) {
            self.line.text.push(' ');
        }
        let before = self.line.text.len();
        while let Some(word) = words.next() {
            self.line.text.push_str(word);
            if words.peek().is_some() {
                self.line.text.push(' ');
            }
        }
        if linked {
            self.line.linked += self.line.text.len() - before;
        }
        if text.ends_with(char::is_whitespace) {
            self.line.text.push(' ');
        }
    }

    fn end_line(&mut self, heading: bool) {
        let line = std::mem::take(&mut self.line);
        let text = line.text.trim().replace('\n', " ");
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        // A line that is one link and not a sentence leads elsewhere.
        let all_link = line.linked * 10 >= text.len() * 9;
        let sentence = text.ends_with(['.', '!', '?', '”', '"', '’', '…']);
        if all_link && (!sentence || text.len() < 60) {
            return;
        }
        self.lines.push(if heading { format!("\u{1}{text}") } else { text });
    }

    /// A list or box that is mostly links.
    fn is_link_list(&self, id: NodeId) -> bool {
        if !matches!(self.tree.name(id), "ul" | "ol" | "dl" | "table" | "section" | "div") {
            return false;
        }
        let (mut all, mut linked, mut items) = (0, 0, 0);
        let mut stack = vec![(id, false)];
        while let Some((node, inside)) = stack.pop() {
            if self.dropped[self.tree.index(node)] {
                continue;
            }
            let length = self.tree.text(node).map_or(0, |t| t.trim().len());
            all += length;
            linked += if inside { length } else { 0 };
            let link = inside || self.tree.name(node) == "a";
            items += usize::from(self.tree.name(node) == "a");
            if items > 200 || all > 5000 {
                break;
            }
            stack.extend(self.tree.children(node).iter().map(|c| (*c, link)));
        }
        all > 0 && linked * 2 > all && (items >= 2 || matches!(self.tree.name(id), "ul" | "ol")) && all < 5000
    }
}

/// A heading with nothing under it, or before another heading, belonged to something that was left out.
fn drop_loose_headings(lines: &mut Vec<String>) {
    let heads: Vec<bool> = lines.iter().map(|l| l.starts_with('\u{1}')).collect();
    let mut i = 0;
    lines.retain(|_| {
        let keep = !heads[i] || heads.get(i + 1) == Some(&false);
        i += 1;
        keep
    });
}
