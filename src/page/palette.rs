//! The colours of the stylesheet, held to what the design promises: topics that colour-blind readers can tell
//! apart, and enough contrast everywhere. Distances are CIEDE2000 (Sharma, Wu and Dalal 2005) after simulation
//! of full colour blindness (Machado, Oliveira and Fernandes 2009); contrasts are those of WCAG 2.

const STYLE: &str = include_str!("../../static/style.css");

type Rgb = [f64; 3];

/// The stylesheet without its comments.
fn style() -> String {
    let mut out = String::new();
    let mut rest = STYLE;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// The values of the custom properties by day (0) or by night (1): the first or second of `light-dark()`.
fn tokens(theme: usize) -> Vec<(String, Rgb)> {
    let style = style();
    let block =
        style.split_once('{').and_then(|(_, rest)| rest.split_once('}')).expect("a block of tokens").0;
    let value = |declaration: &str| {
        let (name, value) = declaration.split_once(':')?;
        let pair = value.trim().strip_prefix("light-dark(")?.strip_suffix(')')?;
        Some((name.trim().to_owned(), hex(pair.split(',').nth(theme)?.trim())?))
    };
    block.split(';').filter_map(value).collect()
}

fn hex(value: &str) -> Option<Rgb> {
    let digits = value.strip_prefix('#').filter(|d| d.len() == 6)?;
    let part = |i: usize| u8::from_str_radix(digits.get(i..i + 2)?, 16).ok().map(|v| f64::from(v) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

fn linear(c: f64) -> f64 {
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let light = |c: Rgb| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]) + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

/// Normal, protan, deutan, tritan: Machado's matrices for severity 1, on linear light.
const VISIONS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
];

/// CIELAB (D65) of a colour as one vision sees it.
fn lab(colour: Rgb, vision: &[[f64; 3]; 3]) -> [f64; 3] {
    let times = |m: &[[f64; 3]; 3], v: Rgb| m.map(|r| r[0] * v[0] + r[1] * v[1] + r[2] * v[2]);
    let seen = times(vision, colour.map(linear)).map(|c| c.clamp(0.0, 1.0));
    let xyz = times(
        &[
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ],
        seen,
    );
    let f = |t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = [f(xyz[0] / 0.95047), f(xyz[1]), f(xyz[2] / 1.08883)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn ciede2000(a: [f64; 3], b: [f64; 3]) -> f64 {
    let c_bar = (a[1].hypot(a[2]) + b[1].hypot(b[2])) / 2.0;
    let g = 0.5 * (1.0 - (c_bar.powi(7) / (c_bar.powi(7) + 25f64.powi(7))).sqrt());
    let polar = |v: [f64; 3]| {
        let x = v[1] * (1.0 + g);
        (x.hypot(v[2]), v[2].atan2(x).to_degrees().rem_euclid(360.0))
    };
    let ((c1, h1), (c2, h2)) = (polar(a), polar(b));
    let turn = |d: f64| {
        if d > 180.0 {
            d - 360.0
        } else if d < -180.0 {
            d + 360.0
        } else {
            d
        }
    };
    let dh = if c1 * c2 == 0.0 { 0.0 } else { turn(h2 - h1) };
    let d_h = 2.0 * (c1 * c2).sqrt() * (dh / 2.0).to_radians().sin();
    let l = (a[0] + b[0]) / 2.0;
    let c = (c1 + c2) / 2.0;
    let h = if c1 * c2 == 0.0 { h1 + h2 } else { (h1 + dh / 2.0).rem_euclid(360.0) };
    let cos = |x: f64| x.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.2 * cos(4.0 * h - 63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let rt = -rc * (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    let (dl, dc, dh) = ((b[0] - a[0]) / sl, (c2 - c1) / sc, d_h / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

fn token(tokens: &[(String, Rgb)], name: &str) -> Rgb {
    tokens.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no token {name}")).1
}

fn least_distance(tokens: &[(String, Rgb)], prefix: &str) -> f64 {
    let colours: Vec<Rgb> = (1..=8).map(|n| token(tokens, &format!("--{prefix}{n}"))).collect();
    let mut least = f64::INFINITY;
    for vision in &VISIONS {
        for (i, a) in colours.iter().enumerate() {
            for b in &colours[i + 1..] {
                least = least.min(ciede2000(lab(*a, vision), lab(*b, vision)));
            }
        }
    }
    least
}

#[test]
fn the_distance_is_that_of_the_published_examples() {
    // Pairs 1, 7 and 17 of Sharma, Wu and Dalal's table.
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
    ] {
        assert!((ciede2000(a, b) - expected).abs() < 1e-3, "{} is not {expected}", ciede2000(a, b));
    }
}

#[test]
fn topics_can_be_told_apart_by_every_kind_of_sight() {
    for (theme, rule, tint) in [(0, 12.5, 8.0), (1, 15.5, 10.0)] {
        let tokens = tokens(theme);
        let (k, b) = (least_distance(&tokens, "k"), least_distance(&tokens, "b"));
        assert!(k >= rule, "rules of theme {theme}: {k:.1}");
        assert!(b >= tint, "tints of theme {theme}: {b:.1}");
    }
}

#[test]
fn text_and_rules_have_the_contrast_they_need() {
    for theme in 0..2 {
        let tokens = tokens(theme);
        let get = |name: &str| token(&tokens, name);
        for n in 1..=8 {
            let (k, b) = (get(&format!("--k{n}")), get(&format!("--b{n}")));
            assert!(contrast(get("--ink"), b) >= 7.0, "text on tint {n}, theme {theme}");
            assert!(contrast(k, get("--paper")) >= 3.0, "rule {n} on paper, theme {theme}");
            assert!(contrast(k, b) >= 3.0, "rule {n} on its tint, theme {theme}");
            assert!(contrast(get("--ink-2"), b) >= 4.5, "numeral on tint {n}, theme {theme}");
        }
        for paper in ["--paper", "--paper-2", "--paper-3"] {
            for ink in ["--ink", "--ink-2", "--ink-3"] {
                assert!(contrast(get(ink), get(paper)) >= 4.5, "{ink} on {paper}, theme {theme}");
            }
        }
        assert!(contrast(get("--focus"), get("--paper")) >= 3.0);
        assert!(contrast(get("--rule-2"), get("--paper")) >= 3.0, "frames of controls, theme {theme}");
    }
}

#[test]
fn every_colour_is_said_once() {
    let names = |theme: usize| tokens(theme).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(0), names(1));
    assert!(names(0).len() >= 26, "eight rules, eight tints, papers, inks, rules and the focus");
    // Elsewhere a token only points to another, or is paper's.
    let (screen, print) =
        style().split_once("@media print").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("print");
    for name in names(0) {
        let said = |style: &str| {
            style.split(';').filter(|d| d.trim_start().starts_with(&format!("{name}:"))).count()
        };
        assert_eq!(screen.matches(&format!("{name}: light-dark(")).count(), 1, "{name}");
        assert_eq!(screen.matches(&format!("{name}: #")).count(), 0, "{name}");
        assert!(said(&print) <= 1, "{name}");
    }
}
