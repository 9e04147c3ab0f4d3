//! Word documents, whole and damaged.

#![allow(clippy::unwrap_used, clippy::panic, clippy::iter_over_hash_type)] // the whole file is tests

use crossread::load::{Draft, File, LoadError, load};
use crossread_markup::Host;

fn docx(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    load(&File { name: "letter.docx", media_type: "", bytes }, &Host)
}

/// A ZIP archive with one deflated entry.
fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec(content, 6);
    let sizes = [(packed.len() as u32).to_le_bytes(), (content.len() as u32).to_le_bytes()].concat();
    let head = |magic: &[u8], version: &[u8]| {
        [
            magic,
            version,
            &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            &sizes,
            &(name.len() as u16).to_le_bytes(),
            &[0, 0],
        ]
        .concat()
    };
    let mut out = [head(b"PK\x03\x04", b""), name.as_bytes().to_vec(), packed].concat();
    let directory = out.len() as u32;
    out.extend(head(b"PK\x01\x02", &[20, 0]));
    out.extend([0u8; 10]);
    out.extend(0u32.to_le_bytes());
    out.extend(name.as_bytes());
    let size = out.len() as u32 - directory;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend(size.to_le_bytes());
    out.extend(directory.to_le_bytes());
    out.extend([0, 0]);
    out
}

const DOCUMENT: &str = r#"<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge shut</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">The bridge </w:t></w:r><w:r><w:t>is “shut”.</w:t><w:tab/><w:t>Now.</w:t></w:r></w:p><w:p/></w:body></w:document>"#;

#[test]
fn a_document_gives_its_title_and_paragraphs() {
    let file = archive("word/document.xml", DOCUMENT.as_bytes());
    let draft = docx(&file).unwrap().remove(0);
    assert_eq!(draft.title.as_deref(), Some("Bridge shut"));
    assert_eq!(draft.text, "The bridge is “shut”. Now.");
}

#[test]
fn a_damaged_archive_is_no_document() {
    let file = archive("word/document.xml", DOCUMENT.as_bytes());
    for cut in 0..file.len() {
        let _ = docx(&file[..cut]);
        let mut bent = file.clone();
        bent[cut] ^= 0x55;
        let _ = docx(&bent);
    }
    assert!(docx(b"PK").is_err());
    assert!(docx(&archive("other.xml", b"<a/>")).is_err());
}
