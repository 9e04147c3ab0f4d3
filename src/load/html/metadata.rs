//! What a page says about itself: JSON-LD (schema.org), Open Graph, `meta` and `time` elements.

use serde_json::Value;

use super::super::Tree;
use crate::article::Date;

#[derive(Debug, Default)]
pub(super) struct About {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub date: Option<Date>,
    pub url: Option<String>,
    /// JSON-LD `articleBody`.
    pub body: Option<String>,
}

pub(super) fn read(tree: &Tree) -> About {
    let mut about = About::default();
    for script in tree
        .named("script")
        .filter(|s| tree.attribute(*s, "type").is_some_and(|t| t.contains("ld+json")))
        .take(20)
    {
        if let Ok(value) = serde_json::from_str::<Value>(tree.text_below(script).trim()) {
            json_ld(&value, 0, &mut about);
        }
    }
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            tree.named("meta").find_map(|m| {
                let key = tree
                    .attribute(m, "property")
                    .or_else(|| tree.attribute(m, "name"))
                    .or_else(|| tree.attribute(m, "itemprop"))?;
                let content = tree.attribute(m, "content")?.trim();
                (key.eq_ignore_ascii_case(name) && !content.is_empty()).then(|| content.to_owned())
            })
        })
    };
    about.outlet = about.outlet.or_else(|| meta(&["og:site_name", "application-name", "al:iphone:app_name"]));
    let title_element =
        || tree.named("title").next().map(|t| tree.text_below(t)).filter(|t| !t.trim().is_empty());
    let heading = || {
        let mut all = tree.named("h1").map(|h| tree.text_below(h));
        let first = all.next();
        // Several first-level headings: none of them is sure to be the headline.
        if all.next().is_some() { None } else { first }
    };
    about.title = about
        .title
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title"]))
        .or_else(heading)
        .or_else(title_element)
        .map(|t| without_outlet(&one_line(&t), about.outlet.as_deref()))
        .filter(|t| !t.is_empty());
    about.date = about.date.or_else(|| {
        let declared = [
            "article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "dc.date",
            "dc.date.issued",
            "publishdate",
            "parsely-pub-date",
            "sailthru.date",
        ];
        let marked = || {
            let times: Vec<_> = tree
                .named("time")
                .filter_map(|t| tree.attribute(t, "datetime").and_then(Date::find))
                .collect();
            times.first().copied()
        };
        meta(&declared).and_then(|d| Date::find(&d)).or_else(marked)
    });
    let canonical = tree
        .named("link")
        .find(|l| tree.attribute(*l, "rel") == Some("canonical"))
        .and_then(|l| tree.attribute(l, "href"));
    about.url = canonical.map(str::to_owned).or(about.url).or_else(|| meta(&["og:url"]));
    about
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Bridge to shut | The Courier" → "Bridge to shut", when the last part is short or is the outlet.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    for mark in [" | ", " — ", " – ", " - ", " :: ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let named = outlet.is_some_and(|o| o.eq_ignore_ascii_case(tail.trim()));
            let short = tail.split_whitespace().count() <= 3 && head.split_whitespace().count() >= 4;
            if named || short {
                return without_outlet(head.trim(), outlet);
            }
        }
    }
    title.to_owned()
}

const ARTICLE_TYPES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "ReviewNewsArticle",
    "Report",
];

fn json_ld(value: &Value, depth: usize, about: &mut About) {
    if depth > 5 {
        return;
    }
    if let Value::Array(items) = value {
        items.iter().take(50).for_each(|v| json_ld(v, depth + 1, about));
        return;
    }
    if let Some(graph) = value.get("@graph") {
        json_ld(graph, depth + 1, about);
    }
    let is_article = |t: &Value| t.as_str().is_some_and(|t| ARTICLE_TYPES.contains(&t));
    let of_type = value
        .get("@type")
        .is_some_and(|t| is_article(t) || t.as_array().is_some_and(|a| a.iter().any(is_article)));
    if !of_type {
        return;
    }
    let string =
        |v: Option<&Value>| v.and_then(Value::as_str).map(|s| entities(s.trim())).filter(|s| !s.is_empty());
    let first = |v: Option<&Value>| v.map(|v| v.as_array().and_then(|a| a.first()).unwrap_or(v)).cloned();
    about.title =
        about.title.take().or_else(|| string(value.get("headline"))).or_else(|| string(value.get("name")));
    about.body = about.body.take().or_else(|| string(value.get("articleBody")));
    about.date = about.date.or_else(|| string(value.get("datePublished")).and_then(|d| Date::find(&d)));
    about.url = about.url.take().or_else(|| string(value.get("url")));
    let publisher = first(value.get("publisher"));
    about.outlet = about
        .outlet
        .take()
        .or_else(|| publisher.as_ref().and_then(|p| string(p.get("name")).or_else(|| string(Some(p)))));
}

/// Publishers often escape twice; the five common ones are undone.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for (name, c) in [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        out = out.replace(name, c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_leaves_the_title() {
        for (title, outlet, expected) in [
            ("Swing bridge to shut until spring | The Courier", None, "Swing bridge to shut until spring"),
            (
                "Bridge - a long and winding story of engineers",
                None,
                "Bridge - a long and winding story of engineers",
            ),
            ("Shut - The Aldmouth Courier", Some("The Aldmouth Courier"), "Shut"),
            ("Swing bridge to shut soon - News - Courier", None, "Swing bridge to shut soon"),
        ] {
            assert_eq!(without_outlet(title, outlet), expected);
        }
    }
}
