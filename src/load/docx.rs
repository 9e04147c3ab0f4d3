//! Word documents: the paragraphs of `word/document.xml`. A .docx file is a ZIP archive; what is needed of that
//! format (PKWARE APPNOTE 6.3) is the central directory and one deflated entry, read with a cap.

use super::{Draft, Markup, NodeId, Tree};

/// The largest document part that is unpacked, in bytes.
const MAX_PART: usize = 32 << 20;

/// The text of a document; None if it is not one.
pub(super) fn read(bytes: &[u8], markup: &dyn Markup) -> Option<Draft> {
    let document = entry(bytes, b"word/document.xml")?;
    let tree = markup.xml(&String::from_utf8_lossy(&document))?;
    let mut draft = Draft::default();
    for paragraph in tree.named("w:p") {
        let line = words(&tree, paragraph);
        let style = tree
            .child(paragraph, "w:ppr")
            .and_then(|p| tree.child(p, "w:pstyle"))
            .and_then(|s| tree.attribute(s, "w:val"))
            .unwrap_or("");
        if draft.title.is_none() && draft.text.is_empty() && matches!(style, "Title" | "Heading1") {
            draft.title = Some(line.trim().to_owned());
        } else if !line.trim().is_empty() {
            draft.text.push_str(line.trim());
            draft.text.push_str("\n\n");
        }
    }
    draft.text.truncate(draft.text.trim_end().len());
    Some(draft)
}

fn words(tree: &Tree, paragraph: NodeId) -> String {
    let mut line = String::new();
    for id in tree.subtree(paragraph) {
        match tree.name(id) {
            "w:tab" | "w:br" | "w:cr" => line.push(' '),
            "w:nobreakhyphen" => line.push('-'),
            _ => {}
        }
        let inside = tree.parent(id).map_or("", |p| tree.name(p));
        if let (Some(text), "w:t") = (tree.text(id), inside) {
            line.push_str(text);
        }
    }
    line
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16_at(bytes, at)? | u16_at(bytes, at.checked_add(2)?)? << 16)
}

/// The content of one entry of a ZIP archive.
fn entry(bytes: &[u8], wanted: &[u8]) -> Option<Vec<u8>> {
    // The end record is the last 22 bytes, plus a comment of at most 64 KiB.
    let first = bytes.len().saturating_sub(22 + 0xffff);
    let end =
        (first..bytes.len().saturating_sub(21)).rev().find(|i| bytes[*i..].starts_with(b"PK\x05\x06"))?;
    let count = u16_at(bytes, end + 10)?;
    let mut at = u32_at(bytes, end + 16)?;
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (method, packed, size) =
            (u16_at(bytes, at + 10)?, u32_at(bytes, at + 20)?, u32_at(bytes, at + 24)?);
        let (name, extra, comment) =
            (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
        let local = u32_at(bytes, at + 42)?;
        if bytes.get(at + 46..at + 46 + name)? == wanted {
            let data =
                local.checked_add(30)? + u16_at(bytes, local.checked_add(26)?)? + u16_at(bytes, local + 28)?;
            let content = bytes.get(data..data.checked_add(packed)?)?;
            if size > MAX_PART {
                return None;
            }
            return match method {
                0 => Some(content.to_vec()),
                8 => miniz_oxide::inflate::decompress_to_vec_with_limit(content, MAX_PART).ok(),
                _ => None,
            };
        }
        at = at.checked_add(46)?.checked_add(name + extra + comment)?;
    }
    None
}
