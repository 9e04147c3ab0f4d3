//! Plain text and Markdown.

use super::Draft;

/// Text as it stands; lines that were wrapped at a fixed width become paragraphs again.
pub(super) fn text(source: &str) -> Draft {
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    Draft { text: unwrap_lines(&source), ..Draft::default() }
}

/// Wrapped at a fixed width: most lines of a block end without a full stop, near the same length, and blank lines
/// stand between blocks.
fn unwrap_lines(source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let longest = lines.iter().map(|l| l.trim_end().len()).max().unwrap_or(0);
    let inner: Vec<&str> = lines
        .windows(2)
        .filter(|w| !w[0].trim().is_empty() && !w[1].trim().is_empty())
        .map(|w| w[0].trim_end())
        .collect();
    let full = inner.iter().filter(|l| l.len() * 10 >= longest * 7).count();
    let open = inner.iter().filter(|l| !l.ends_with(['.', '!', '?', '"', '”', ':'])).count();
    let wrapped = (50..=100).contains(&longest)
        && inner.len() >= 4
        && full * 10 >= inner.len() * 7
        && open * 10 >= inner.len() * 5;
    if !wrapped {
        return source.to_owned();
    }
    let mut out = String::with_capacity(source.len());
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push_str("\n\n");
            }
        } else {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    out
}

/// Markdown: marks go, words stay. A front matter's title and date, and the first heading, are taken.
pub(super) fn markdown(source: &str) -> Draft {
    let source = source.replace("\r\n", "\n");
    let mut draft = Draft::default();
    let body = match source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) {
        Some((front, body)) => {
            for line in front.lines() {
                let Some((key, value)) = line.split_once(':') else { continue };
                let value = value.trim().trim_matches(['"', '\'']).to_owned();
                match key.trim().to_ascii_lowercase().as_str() {
                    "title" => draft.title = Some(value),
                    "date" => draft.date = crate::article::Date::parse(&value),
                    "source" | "outlet" | "publisher" => draft.label = value,
                    "url" | "link" => draft.url = Some(value),
                    _ => {}
                }
            }
            body.trim_start_matches('-')
        }
        None => source.as_str(),
    };
    let mut fenced = false;
    for line in body.lines() {
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        if let Some(heading) =
            line.strip_prefix("# ").filter(|_| draft.title.is_none() && draft.text.trim().is_empty())
        {
            draft.title = Some(inline(heading.trim_end_matches('#').trim()));
            continue;
        }
        let rule = line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '));
        if !rule {
            let stripped = line.trim_start_matches(['#', '>']).trim_start();
            let item = ["- ", "* ", "+ "].iter().find_map(|m| stripped.strip_prefix(m)).unwrap_or(stripped);
            draft.text.push_str(&inline(item));
        }
        draft.text.push('\n');
    }
    draft.text = unwrap_lines(draft.text.trim());
    draft
}

/// `[words](address)` → words, images go, `*` and `_` around words and backticks go, `\*` → `*`.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let image = rest.starts_with("![");
        if image || c == '[' {
            let open = if image { 2 } else { 1 };
            let link = rest[open..].find("](").and_then(|mid| {
                let end = rest[open + mid..].find(')')?;
                Some((&rest[open..open + mid], open + mid + end + 1))
            });
            if let Some((words, end)) = link {
                if !image {
                    out.push_str(&inline(words));
                }
                rest = &rest[end..];
                continue;
            }
        }
        let next = &rest[c.len_utf8()..];
        let inside = out.chars().next_back().is_some_and(char::is_alphanumeric)
            && next.starts_with(char::is_alphanumeric);
        match c {
            '*' | '`' => {}
            '_' if !inside => {}
            '\\' if next.starts_with(|n: char| n.is_ascii_punctuation()) => {
                out.extend(next.chars().next());
                rest = &next[1..];
                continue;
            }
            _ => out.push(c),
        }
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let wrapped = "The council of Aldmouth voted on Monday to close the swing\nbridge for six months, and asked the harbour authority to\nrun a ferry for foot passengers until the repairs have been\nfinished in the spring of the coming year by the engineers.\n\nThe mayor said that she regretted the decision very much but\nthat it could not be put off any longer after the report.";
        let text = text(wrapped).text;
        assert_eq!(text.lines().filter(|l| !l.is_empty()).count(), 2);
        assert!(text.contains("swing bridge"));
        let plain = "Bridge shut\nThe bridge is shut.\nShe said so.";
        assert_eq!(super::text(plain).text, plain);
    }

    #[test]
    fn markdown_leaves_its_words() {
        let draft = markdown(
            "---\ntitle: \"Bridge\"\ndate: 2026-05-12\n---\n## Why\n\n> The *mayor* said [so](http://a.b/c_d). ![x](y)\n\n- snake_case stays\n",
        );
        assert_eq!(draft.title.as_deref(), Some("Bridge"));
        assert_eq!(draft.date.unwrap().to_string(), "2026-05-12");
        assert_eq!(draft.text, "Why\n\nThe mayor said so. \n\nsnake_case stays");
        assert_eq!(markdown("# Title\nText").title.as_deref(), Some("Title"));
    }
}
