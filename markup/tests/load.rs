//! Files of every format, read as the page reads them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::iter_over_hash_type)] // the whole file is tests

use crossread::article::Date;
use crossread::load::*;
use crossread::untrusted::web_address;
use crossread_markup::Host;
use proptest::prelude::*;

fn read(name: &str, content: &str) -> Vec<Draft> {
    load(&File { name, media_type: "", bytes: content.as_bytes() }, &Host).unwrap()
}

#[test]
fn each_service_s_json_gives_articles() {
    let newsapi = r#"{"status":"ok","articles":[{"source":{"id":null,"name":"The Courier"},"title":"Bridge shut","url":"https://a.example/1","publishedAt":"2026-05-12T07:00:00Z","content":"The bridge is shut. [+2211 chars]"}]}"#;
    let registry = r#"{"articles":{"results":[{"title":"Bridge shut","body":"The bridge is shut.","date":"2026-05-12","url":"https://a.example/1","source":{"title":"The Courier"}}]}}"#;
    let guardian = r#"{"response":{"results":[{"webTitle":"Bridge shut","webPublicationDate":"2026-05-12T07:00:00Z","webUrl":"https://www.theguardian.com/1","fields":{"bodyText":"The bridge is shut.","publication":"The Courier"}}]}}"#;
    for source in [newsapi, registry, guardian] {
        let drafts = read("x.json", source);
        assert_eq!(drafts.len(), 1);
        let d = &drafts[0];
        assert_eq!(
            (d.label.as_str(), d.title.as_deref(), d.text.as_str()),
            ("The Courier", Some("Bridge shut"), "The bridge is shut.")
        );
        assert_eq!(d.date, Date::new(2026, 5, 12));
        assert!(d.url.as_deref().unwrap().starts_with("https://"));
    }
    let lines = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";
    assert_eq!(read("x.json", lines).len(), 2);
}

#[test]
fn feeds_give_their_entries() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title><item><title>Bridge &amp; ferry</title><link>https://a.example/1</link><pubDate>Tue, 12 May 2026 07:00:00 GMT</pubDate><description><![CDATA[<p>The bridge is <b>shut</b>.</p><p>A ferry runs.</p>]]></description></item></channel></rss>"#;
    let d = &read("x.rss", rss)[0];
    assert_eq!((d.label.as_str(), d.title.as_deref()), ("The Courier", Some("Bridge & ferry")));
    assert_eq!(d.text, "The bridge is shut.\n\nA ferry runs.");
    assert_eq!(d.date, Date::new(2026, 5, 12));
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Shut</title><link href="https://a.example/2"/><updated>2026-05-12T07:00:00Z</updated><summary>The bridge is shut.</summary></entry></feed>"#;
    let d = &read("x.xml", atom)[0];
    assert_eq!(
        (d.label.as_str(), d.url.as_deref(), d.text.as_str()),
        ("Wire", Some("https://a.example/2"), "The bridge is shut.")
    );
}

#[test]
fn what_cannot_be_read_says_what_can() {
    let file = |name, bytes| load(&File { name, media_type: "", bytes }, &Host);
    let error = file("scan.pdf", b"%PDF-1.4".as_slice()).unwrap_err();
    assert_eq!(error, LoadError::UnknownFormat { name: "scan.pdf".into() });
    assert!(error.to_string().contains(".docx"));
    assert!(matches!(file("a.docx", b"no".as_slice()), Err(LoadError::Damaged { .. })));
    assert!(matches!(file("a.json", b"{".as_slice()), Err(LoadError::Damaged { .. })));
    assert!(matches!(file("a.xml", b"plain".as_slice()), Err(LoadError::Damaged { .. })));
    assert!(matches!(file("a.txt", b" \n ".as_slice()), Err(LoadError::NoArticle { .. })));
    assert!(matches!(file("a.html", b"<p>".as_slice()), Err(LoadError::NoArticle { .. })));
}

#[test]
fn only_web_addresses_become_links() {
    for bad in [
        "javascript:alert(1)",
        " JAVASCRIPT:x",
        "data:text/html,x",
        "//a.example",
        "https://a.example/\u{202e}x",
        "vbscript:x",
    ] {
        assert_eq!(web_address(bad), None, "{bad}");
    }
    assert!(web_address("https://a.example/b?c#d").is_some());
    let d = &read("x.json", r#"{"title":"T","text":"Words.","url":"javascript:alert(1)"}"#)[0];
    assert_eq!(d.url, None);
}

#[test]
fn a_label_is_short_and_hides_nothing() {
    let d = &read("x.json", "{\"label\":\"Cou\u{202e}rier\u{200b} \\n x\",\"text\":\"Words.\"}")[0];
    assert_eq!(d.label, "Courier x");
    let long = format!("{{\"label\":\"{}\",\"text\":\"Words.\"}}", "word ".repeat(40));
    assert!(read("x.json", &long)[0].label.chars().count() <= 60);
    assert_eq!(read("the_courier-may.txt", "Words here.")[0].label, "the courier may");
}

#[test]
fn a_rich_paste_keeps_paragraphs_and_loses_marks() {
    let d = load_rich_paste("<meta charset='utf-8'><h1>Bridge shut</h1><p>The <a href='x'>bridge</a> is&nbsp;shut.</p><script>x()</script><p>A ferry runs.<br><br>It is free.</p>", &Host).unwrap();
    assert_eq!(d.title.as_deref(), Some("Bridge shut"));
    assert_eq!(d.text, "The bridge is shut.\n\nA ferry runs.\n\nIt is free.");
    assert_eq!(load_rich_paste("<img src=x>", &Host), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_file_is_fatal(bytes in proptest::collection::vec(any::<u8>(), 0..600), ending in "txt|md|html|json|rss|docx|") {
        let name = format!("file.{ending}");
        let _ = load(&File { name: &name, media_type: "", bytes: &bytes }, &Host);
    }

    #[test]
    fn no_markup_is_fatal(source in "(<(p|div|article|ul|li|a|h1|script|/p|/div|br|table|td)( class=\"(share|body|x)\")?>|[a-z,. ]{1,30}|&amp;|\\PC){0,60}") {
        let _ = html::draft(&Host.html(&source));
        let _ = load_rich_paste(&source, &Host);
        let _ = load(&File { name: "x.xml", media_type: "", bytes: source.as_bytes() }, &Host);
        let _ = load(&File { name: "x.md", media_type: "", bytes: source.as_bytes() }, &Host);
    }
}
