//! A link as a QR code, drawn as one SVG path: set as an attribute, so that no markup is made from strings.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The largest version that is offered: 137 modules a side, 1,732 characters. Larger ones exist (to 2,953 characters), but
/// telephones do not read them well from a screen.
const LARGEST: u8 = 30;
/// The quiet zone that readers want on each side, in modules.
const MARGIN: i32 = 4;

/// The side of the picture in modules, margin included, and the `d` of the path of its dark modules, for a
/// `viewBox="0 0 SIDE SIDE"`; `None` when the address does not fit.
pub fn path(address: &str) -> Option<(u32, String)> {
    let segments = [QrSegment::make_bytes(address.as_bytes())];
    let (low, high) = (Version::new(1), Version::new(LARGEST));
    let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, low, high, None, true).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|&x| code.get_module(x, y)).count() as i32;
            if length > 0 {
                path.push_str(&format!("M{} {}h{length}v1h-{length}z", x + MARGIN, y + MARGIN));
            }
            x += length.max(1);
        }
    }
    Some((u32::try_from(code.size() + 2 * MARGIN).ok()?, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_address_is_a_small_picture() {
        let (side, path) = path("https://example.org/#v1cAAAAz").unwrap();
        assert_eq!(side, 25 + 8, "version 2");
        assert!(path.starts_with("M4 4h7v1h-7z"), "the finder pattern's upper edge: {path:.30}");
        assert!(path.chars().all(|c| c.is_ascii_digit() || "Mhvz -".contains(c)));
    }

    #[test]
    fn too_long_an_address_has_none() {
        assert!(path(&"x".repeat(1732)).is_some());
        assert_eq!(path(&"x".repeat(1733)), None);
    }
}
