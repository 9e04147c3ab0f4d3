//! From bytes to text: a byte-order mark, then what the document declares, then UTF-8 if it is valid, else
//! windows-1252, which is what undeclared Western text turns out to be.

/// The characters of windows-1252 at 0x80..0xA0 (WHATWG Encoding Standard); 0 where it has none.
const HIGH: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
    0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
    0x153, 0x9d, 0x17e, 0x178,
];

/// Decodes a file. Never fails; what is not valid becomes U+FFFD.
pub fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    match declared(bytes).as_deref() {
        Some("utf-16" | "utf-16le") if looks_utf16(bytes, 1) => return utf16(bytes, u16::from_le_bytes),
        Some("utf-16be") if looks_utf16(bytes, 0) => return utf16(bytes, u16::from_be_bytes),
        // "latin1" on the web means windows-1252.
        Some("windows-1252" | "iso-8859-1" | "latin1" | "cp1252" | "us-ascii")
            if std::str::from_utf8(bytes).is_err() =>
        {
            return windows_1252(bytes);
        }
        _ => {}
    }
    if looks_utf16(bytes, 1) {
        return utf16(bytes, u16::from_le_bytes);
    }
    if looks_utf16(bytes, 0) {
        return utf16(bytes, u16::from_be_bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // One stray byte in a long UTF-8 text is a fault of that text, not another encoding.
        Err(e) if e.valid_up_to() > 0 && multibyte(&bytes[..e.valid_up_to()]) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        Err(_) => windows_1252(bytes),
    }
}

fn multibyte(valid: &[u8]) -> bool {
    valid.iter().filter(|b| **b >= 0xc0).count() > 2
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-16 of a Western text has a zero in every other byte.
fn looks_utf16(bytes: &[u8], zero_at: usize) -> bool {
    let head = &bytes[..bytes.len().min(200) & !1];
    head.len() >= 4 && {
        let zeros = head.iter().skip(zero_at).step_by(2).filter(|b| **b == 0).count();
        let others = head.iter().skip(1 - zero_at).step_by(2).filter(|b| **b == 0).count();
        zeros * 10 >= head.len() / 2 * 7 && others == 0
    }
}

fn windows_1252(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|b| match b {
            0x80..=0x9f => {
                char::from_u32(u32::from(HIGH[usize::from(b - 0x80)])).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => char::from(*b),
        })
        .collect()
}

/// `charset=…` or `encoding="…"` in the first kilobyte.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes[..bytes.len().min(1024)].iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    let at = head.find("charset=").map(|i| i + 8).or_else(|| {
        head.trim_start().starts_with("<?xml").then(|| head.find("encoding=").map(|i| i + 9)).flatten()
    })?;
    let name: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_recognised() {
        let text = "“Köln” – café";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let ansi = b"\x93K\xf6ln\x94 \x96 caf\xe9";
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), text);
        assert_eq!(decode(&[b"\xff\xfe", le.as_slice()].concat()), text);
        assert_eq!(decode(&[b"\xfe\xff", be.as_slice()].concat()), text);
        assert_eq!(decode(ansi), text);
        let declared = [b"<meta charset=iso-8859-1><p>".as_slice(), ansi].concat();
        assert!(decode(&declared).ends_with(text));
        let plain: Vec<u8> = "Plain words here".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&plain), "Plain words here", "UTF-16 without a mark");
    }

    #[test]
    fn a_wrong_declaration_does_not_spoil_utf8() {
        let page = "<meta charset=latin1><p>“Köln”";
        assert_eq!(decode(page.as_bytes()), page);
        assert_eq!(decode(b""), "");
        assert_eq!(decode(b"\xff"), "ÿ");
    }
}
