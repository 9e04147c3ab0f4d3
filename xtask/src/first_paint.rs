//! What the page needs to be painted for the first time is put into index.html itself: the beginning of the style sheet, and
//! the loader (static/boot.js), which fetches everything else once the page was painted. The policy names the hashes of
//! exactly these bytes, so that no other inline style or script is let in.

use std::fs;
use std::path::Path;

use crate::Result;
use crate::run::{command, output};

/// Stands in static/style.css behind what the first paint needs.
const MARK: &str = "/* first paint:";

/// The hash of a text in the form that a policy takes.
const HASH: &str = "process.stdout.write('sha256-' + require('node:crypto').createHash('sha256').update(process.argv[1]).digest('base64'))";

/// Moves the beginning of the style sheet and the loader into the page, and takes out of it what would be fetched before
/// the first paint.
pub fn prepare(dist: &Path) -> Result {
    let read = |name: &str| fs::read_to_string(dist.join(name)).map_err(|e| format!("dist/{name}: {e}"));
    let write =
        |name: &str, text: &str| fs::write(dist.join(name), text).map_err(|e| format!("dist/{name}: {e}"));
    let mut page = read("index.html")?;
    let mut take = |start: &str| {
        let link = tag(&page, start).map(str::to_owned).ok_or(format!("dist/index.html has no {start}…>"))?;
        page = page.replacen(&link, "", 1);
        Ok::<_, String>(link)
    };
    let sheet = take("<link rel=\"stylesheet\"")?;
    let links = [sheet.clone(), take("<link rel=\"modulepreload\"")?, take("<link rel=\"preload\"")?];
    take("<script type=\"module\"")?;
    let icon = take("<link rel=\"icon\"")?;
    let drawn = encoded(&read(address(&icon).trim_start_matches("./"))?);
    let mut data = String::new();
    for (link, name) in links.iter().zip(["data-page-style", "data-page-script", "data-page-program"]) {
        data += &format!("{name}=\"{}\" ", address(link));
    }
    let name = address(&sheet).trim_start_matches("./");
    let style = read(name)?;
    let (first, rest) = style.split_once(MARK).ok_or("static/style.css has no mark for the first paint")?;
    write(name, &format!("{MARK}{rest}"))?;
    let (first, loader) = (squeezed(first), without_comments(&read("boot.js")?));
    fs::remove_file(dist.join("boot.js")).map_err(|e| format!("dist/boot.js: {e}"))?;
    let head = format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml,{drawn}\"><style>{first}</style><noscript>{sheet}</noscript></head>"
    );
    let page = page
        .replacen("</script>", "", 1)
        .replacen("</head>", &head, 1)
        .replacen("</body>", &format!("<script type=\"module\">{loader}</script></body>"), 1)
        .replacen("<div id=\"app\" ", &format!("<div id=\"app\" {data}"), 1)
        .replacen("style-src 'self'", &format!("style-src 'self' '{}'", hash(&first)?), 1)
        .replacen("script-src 'self'", &format!("script-src 'self' '{}'", hash(&loader)?), 1);
    write("index.html", &page)
}

/// A picture as it may stand in an address.
fn encoded(svg: &str) -> String {
    let mut out = String::new();
    for c in svg.trim().chars() {
        match c {
            '<' | '>' | '#' | '%' | '"' | '&' => out += &format!("%{:02X}", c as u32),
            c => out.push(c),
        }
    }
    out
}

/// A hash as a policy names it.
fn hash(text: &str) -> Result<String> {
    Ok(output(command("node").args(["-e", HASH, "--", text]))?.trim().to_owned())
}

fn address(link: &str) -> &str {
    link.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(address, _)| address)
}

fn tag<'a>(page: &'a str, start: &str) -> Option<&'a str> {
    let at = page.find(start)?;
    let end = page[at..].find('>')?;
    page.get(at..=at + end)
}

/// A script without the lines that are comments.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A style sheet without comments, line breaks and indentation; what it says stays the same.
fn squeezed(style: &str) -> String {
    let mut out = String::new();
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines().map(str::trim).collect::<Vec<_>>().join("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_squeezed_says_the_same() {
        let style = "/* a */\n.a {\n  color: red; /* why */\n}\n\n@media (max-width: 1rem) {\n  .b { margin: 0 1px; }\n}\n";
        assert_eq!(squeezed(style), ".a {color: red;}@media (max-width: 1rem) {.b { margin: 0 1px; }}");
    }

    #[test]
    fn a_script_loses_its_comments_only() {
        assert_eq!(
            without_comments("// why\n  a(\"http://x\");\n\n  // b\nb();\n"),
            "a(\"http://x\");\nb();"
        );
    }

    #[test]
    fn the_style_sheet_is_found_among_other_links() {
        let page = r#"<link rel="icon" href="a.svg"><link rel="stylesheet" href="./style-12.css" integrity="x"/><p>"#;
        let link = tag(page, "<link rel=\"stylesheet\"").unwrap();
        assert_eq!(address(link), "./style-12.css");
    }
}
