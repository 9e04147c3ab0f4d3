//! Makes the scripts that wasm-bindgen writes small: the names by which program and script know each other are some fifty
//! random letters each, once in either, which no compression takes away; and the browser reads a script before it runs.

use std::fs;
use std::path::Path;

use crate::Result;
use crate::arrange::arrange;
use crate::run::{command, step};

/// The section of a program that names what it imports (WebAssembly core specification, 5.5.5).
pub const IMPORTS: u8 = 2;
/// Magic number and version.
pub const HEAD: usize = 8;

/// Arranges a program, shortens the names between it and its script, and takes out of the script what only people read.
pub fn squeeze(program: &Path, script: &Path) -> Result {
    arrange(program)?;
    let named = |path: &Path, e: std::io::Error| format!("{}: {e}", path.display());
    let wasm = fs::read(program).map_err(|e| named(program, e))?;
    let (wasm, names) = renamed(&wasm).ok_or_else(|| format!("{} can't be read", program.display()))?;
    let mut text = fs::read_to_string(script).map_err(|e| named(script, e))?;
    for (number, name) in names.iter().enumerate() {
        text = with_key(&text, name, &short(number))
            .ok_or_else(|| format!("{} has not one {name:?}", script.display()))?;
    }
    fs::write(program, wasm).map_err(|e| named(program, e))?;
    fs::write(script, text).map_err(|e| named(script, e))?;
    step(
        &format!("squeeze {}", script.display()),
        command("terser").arg(script).args(["--module", "-c", "passes=2", "-m", "-o"]).arg(script),
    )
}

/// The name of the import with this number.
fn short(number: usize) -> String {
    format!("i{number:x}")
}

/// A script with one key of an object renamed; nothing if there is not exactly one.
fn with_key(script: &str, old: &str, new: &str) -> Option<String> {
    let key = format!(" {old}:");
    let (before, after) = script.split_once(&key)?;
    (!after.contains(&key)).then(|| format!("{before} {new}:{after}"))
}

/// A program whose imports have [short] names, and their old ones in order; nothing if it is none.
fn renamed(wasm: &[u8]) -> Option<(Vec<u8>, Vec<String>)> {
    let mut out = wasm.get(..HEAD).filter(|head| head.starts_with(b"\0asm"))?.to_vec();
    let mut names = Vec::new();
    let mut rest = Reader(wasm.get(HEAD..)?);
    while let Some(id) = rest.byte() {
        let size = rest.number()?;
        let section = rest.take(size)?;
        let body = if id == IMPORTS { imports(section, &mut names)? } else { section.to_vec() };
        out.push(id);
        number(body.len(), &mut out);
        out.extend(body);
    }
    Some((out, names))
}

fn imports(section: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = Reader(section);
    let many = rest.number()?;
    number(many, &mut out);
    for _ in 0..many {
        let (module, name) = (rest.name()?, rest.name()?);
        let short = short(names.len());
        names.push(String::from_utf8(name.to_vec()).ok()?);
        for text in [module, short.as_bytes()] {
            number(text.len(), &mut out);
            out.extend(text);
        }
        out.extend(rest.kind()?);
    }
    rest.0.is_empty().then_some(out)
}

/// Writes a number as LEB128.
pub fn number(mut value: usize, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|b| b[0])
    }

    pub fn take(&mut self, many: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(many)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn number(&mut self) -> Option<usize> {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte < 0x80 {
                return Some(value);
            }
        }
    }

    pub fn name(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// What is imported: a function of some type, a table, a memory or a global.
    pub fn kind(&mut self) -> Option<&'a [u8]> {
        let start = self.0;
        match self.byte()? {
            0 => _ = self.number()?,
            kind @ (1 | 2) => {
                if kind == 1 {
                    self.byte()?;
                }
                let bounded = self.byte()? & 1 == 1;
                self.number()?;
                if bounded {
                    self.number()?;
                }
            }
            3 => _ = self.take(2)?,
            _ => return None,
        }
        start.get(..start.len() - self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that imports a function, a memory and a global, with another section behind that.
    const WASM: &[u8] = b"\0asm\x01\0\0\0\
        \x02\x25\x03\x01m\x04long\x00\x05\x01m\x08longer_m\x02\x01\x01\x02\x01m\x06global\x03\x7f\x00\
        \x07\x01\x00";

    #[test]
    fn imports_get_short_names_and_all_else_stays() {
        let (wasm, names) = renamed(WASM).unwrap();
        assert_eq!(names, ["long", "longer_m", "global"]);
        assert_eq!(
            wasm,
            b"\0asm\x01\0\0\0\
            \x02\x19\x03\x01m\x02i0\x00\x05\x01m\x02i1\x02\x01\x01\x02\x01m\x02i2\x03\x7f\x00\
            \x07\x01\x00"
        );
        for end in HEAD + 1..WASM.len() - 3 {
            assert!(renamed(&WASM[..end]).is_none(), "cut at {end}");
        }
    }

    #[test]
    fn a_key_is_renamed_where_there_is_one() {
        assert_eq!(with_key("{ a_b: 1, a_bc: 2 }", "a_b", "x").as_deref(), Some("{ x: 1, a_bc: 2 }"));
        assert_eq!(with_key("{ a: 1 }", "b", "x"), None);
        assert_eq!(with_key("{ a: 1, a: 2 }", "a", "x"), None);
    }
}
