//! What the page has done for it: opening and making links, reading files, writing exports. Each job is whole in
//! itself, goes to a worker as bytes and is answered once, so that none of this code is in the page's own program and
//! none of this work on its thread.
//!
//! A worker has no parser for markup; the page has the browser's. So a job that meets markup answers
//! [`Outcome::Parse`], the page parses what it names, and asks again with the trees.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::comparison::Comparison;
use crate::export::{Report, csv, json, markdown, web_page};
use crate::load::{self, Draft, File, Markup, Tree, TreeBuilder};
use crate::session::dictionary::Dictionary;
use crate::session::excerpts::excerpts;
use crate::session::{Carries, Session, file, link, qr};
use crate::untrusted::{plain_name, web_address};

/// A session with what was found in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    pub session: Session,
    pub analyses: Vec<Analysis>,
    pub comparison: Comparison,
}

/// Documents for others' programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Export {
    Csv,
    Markdown,
    Json,
    WebPage,
    Session,
}

/// What of the table is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    Table,
    /// By index.
    Row(u32),
    /// Row and column, by index.
    Cell(u32, u32),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// The session in a link's fragment. A link that carries no texts takes those of `own`, the reader's own work as a
    /// session file's text.
    OpenLink { fragment: String, own: Option<String> },
    /// The address of a link: `page` is the page's own address, without a fragment.
    MakeLink { document: Document, carries: Carries, page: String },
    /// The session in a session file's text.
    OpenSession(String),
    /// An export's text.
    Export { document: Document, kind: Export },
    /// A part of the table, as Markdown or as CSV.
    Copy { document: Document, part: Part, markdown: bool },
    /// The articles in a file, or the session that it is.
    ReadFile { name: String, media_type: String, bytes: Vec<u8>, trees: Trees },
    /// The article in a rich paste, unless the plain text beside it is better.
    ReadPaste { html: String, plain: String, trees: Trees },
    /// What the bookmarklet sends: `{"title", "url", "html"}` or, for a selection, `{"title", "url", "text"}`.
    ReadSent { json: String, trees: Trees },
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    Session {
        session: Session,
        /// What could not be kept of it, in words.
        notes: Vec<String>,
    },
    Drafts(Vec<Draft>),
    Text(String),
    Link {
        address: String,
        /// Side and path of a QR code, where the address is short enough.
        qr: Option<(u32, String)>,
    },
    /// Ask again with the trees of these.
    Parse(Vec<Source>),
    /// Why not, in words for the reader.
    Failed(String),
}

/// Markup that the browser is to parse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub xml: bool,
    pub text: String,
}

/// What the browser made of each source, in the order in which they were asked for; none where XML is broken.
pub type Trees = Vec<(Source, Option<Tree>)>;

impl Job {
    /// The trees that came with it.
    pub fn trees(&mut self) -> Option<&mut Trees> {
        match self {
            Self::ReadFile { trees, .. } | Self::ReadPaste { trees, .. } | Self::ReadSent { trees, .. } => {
                Some(trees)
            }
            _ => None,
        }
    }

    /// Whether the dictionary of links helps.
    pub fn wants_dictionary(&self) -> bool {
        match self {
            Self::OpenLink { fragment, .. } => link::needs_dictionary(fragment),
            Self::MakeLink { .. } => true,
            _ => false,
        }
    }
}

/// Does a job.
pub fn work(job: Job, dictionary: Option<&Dictionary>) -> Outcome {
    match job {
        Job::OpenLink { fragment, own } => open_link(&fragment, own.as_deref(), dictionary),
        Job::MakeLink { document, carries, page } => make_link(&document, carries, &page, dictionary),
        Job::OpenSession(text) => opened(file::read(&text)),
        Job::Export { document, kind } => Outcome::Text(export(&document, kind)),
        Job::Copy { document, part, markdown } => {
            copy(&document, part, markdown).map_or_else(|| Outcome::Text(String::new()), Outcome::Text)
        }
        Job::ReadFile { name, media_type, bytes, trees } => {
            with_trees(&trees, |markup| read_file(&name, &media_type, &bytes, markup))
        }
        Job::ReadPaste { html, plain, trees } => {
            with_trees(&trees, |markup| read_paste(&html, &plain, markup))
        }
        Job::ReadSent { json, trees } => with_trees(&trees, |markup| read_sent(&json, markup)),
    }
}

fn open_link(fragment: &str, own: Option<&str>, dictionary: Option<&Dictionary>) -> Outcome {
    let own = own.and_then(|text| file::read(text).ok()).map(|read| read.session.articles);
    let opened = link::decode(fragment, dictionary).and_then(|opened| {
        let excerpts = opened.carries == Carries::Excerpts;
        let notes = excerpts.then(|| EXCERPTS_ONLY.to_owned()).into_iter().collect();
        Ok(Outcome::Session { session: opened.complete(&own.unwrap_or_default())?, notes })
    });
    opened.unwrap_or_else(|error| Outcome::Failed(error.to_string()))
}

/// Said of a link that carries excerpts.
const EXCERPTS_ONLY: &str = "It carries excerpts: […] stands where its maker left sentences out.";

fn make_link(document: &Document, carries: Carries, page: &str, dictionary: Option<&Dictionary>) -> Outcome {
    let shortened;
    let session = match carries {
        Carries::Excerpts => {
            shortened = excerpts(&document.session, &document.analyses, &document.comparison);
            &shortened
        }
        Carries::Everything | Carries::View => &document.session,
    };
    match link::encode(session, carries, dictionary) {
        Ok(link) => {
            let address = format!("{page}{}", link.fragment);
            Outcome::Link { qr: qr::path(&address), address }
        }
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn opened(read: Result<file::ReadFile, file::FileError>) -> Outcome {
    match read {
        Ok(read) => Outcome::Session { session: read.session, notes: read.notes },
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn export(document: &Document, kind: Export) -> String {
    let report = Report::new(&document.session, &document.analyses, &document.comparison);
    match kind {
        Export::Csv => csv::sheet(&report),
        Export::Markdown => markdown::document(&report),
        Export::Json => json::document(&report),
        Export::WebPage => web_page::page(&report),
        Export::Session => file::write(&document.session),
    }
}

fn copy(document: &Document, part: Part, as_markdown: bool) -> Option<String> {
    let report = Report::new(&document.session, &document.analyses, &document.comparison);
    match (part, as_markdown) {
        (Part::Table, true) => Some(markdown::table(&report)),
        (Part::Table, false) => Some(csv::table(&report)),
        (Part::Row(row), true) => markdown::row_alone(&report, row as usize),
        (Part::Row(row), false) => csv::row(&report, row as usize),
        (Part::Cell(row, column), true) => markdown::cell(&report, row as usize, column as usize),
        (Part::Cell(row, column), false) => csv::cell(&report, row as usize, column as usize),
    }
}

fn read_file(name: &str, media_type: &str, bytes: &[u8], markup: &dyn Markup) -> Outcome {
    let text = load::decode(bytes);
    if file::is_session(&text) {
        return opened(file::read(&text));
    }
    match load::load(&File { name, media_type, bytes }, markup) {
        Ok(drafts) => Outcome::Drafts(drafts),
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn read_paste(html: &str, plain: &str, markup: &dyn Markup) -> Outcome {
    // Rich text is taken when nothing of what was marked is lost by it.
    let kept = |d: &Draft| d.text.len() * 10 >= plain.len() * 6;
    let rich = load::load_rich_paste(html, markup).filter(kept);
    Outcome::Drafts(vec![rich.unwrap_or_else(|| load::load_text(plain))])
}

fn read_sent(json: &str, markup: &dyn Markup) -> Outcome {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let field = |name: &str| value.get(name).and_then(|v| v.as_str()).unwrap_or_default();
    let (html, text) = (field("html"), field("text"));
    let mut draft = if html.is_empty() {
        load::load_text(text)
    } else {
        let source = File { name: "", media_type: "text/html", bytes: html.as_bytes() };
        load::load(&source, markup).ok().and_then(|d| d.into_iter().next()).unwrap_or_default()
    };
    if let Some(url) = web_address(field("url")) {
        draft.url = Some(url.to_owned());
    }
    if draft.title.is_none() && !field("title").is_empty() {
        draft.title = Some(plain_name(field("title")));
    }
    Outcome::Drafts(vec![draft])
}

/// The trees that came with a job; what else is asked for is noted.
struct Parsed<'a> {
    trees: &'a Trees,
    wanted: RefCell<Vec<Source>>,
}

impl Parsed<'_> {
    fn tree(&self, text: &str, xml: bool) -> Option<Tree> {
        if let Some((_, tree)) = self.trees.iter().find(|(s, _)| s.xml == xml && s.text == text) {
            return tree.clone();
        }
        let source = Source { xml, text: text.to_owned() };
        let mut wanted = self.wanted.borrow_mut();
        if !wanted.contains(&source) {
            wanted.push(source);
        }
        Some(TreeBuilder::default().finish())
    }
}

impl Markup for Parsed<'_> {
    fn html(&self, source: &str) -> Tree {
        self.tree(source, false).unwrap_or_else(|| TreeBuilder::default().finish())
    }

    fn xml(&self, source: &str) -> Option<Tree> {
        self.tree(source, true)
    }
}

/// Answers with what is to be parsed first, if anything is.
fn with_trees(trees: &Trees, read: impl FnOnce(&dyn Markup) -> Outcome) -> Outcome {
    let parsed = Parsed { trees, wanted: RefCell::default() };
    let outcome = read(&parsed);
    match parsed.wanted.into_inner() {
        wanted if wanted.is_empty() => outcome,
        wanted => Outcome::Parse(wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "<p>One</p><p>Two</p>" and the like, as a browser would.
    fn parse(source: &Source) -> Option<Tree> {
        let mut builder = TreeBuilder::default();
        for part in source.text.split('<').filter(|p| !p.is_empty()) {
            let (tag, text) = part.split_once('>')?;
            match tag.strip_prefix('/') {
                Some(_) => builder.close(),
                None => builder.open(tag, Vec::new()),
            }
            builder.text(text);
        }
        Some(builder.finish())
    }

    /// As the page does it.
    fn run(mut job: Job) -> (Outcome, u32) {
        let mut rounds = 1;
        loop {
            match work(job.clone(), None) {
                Outcome::Parse(sources) if rounds < 5 => {
                    let trees = job.trees().unwrap();
                    trees.extend(sources.into_iter().map(|s| (s.clone(), parse(&s))));
                    rounds += 1;
                }
                outcome => return (outcome, rounds),
            }
        }
    }

    fn file(name: &str, text: &str) -> Job {
        Job::ReadFile {
            name: name.into(),
            media_type: String::new(),
            bytes: text.as_bytes().to_vec(),
            trees: Trees::new(),
        }
    }

    #[test]
    fn a_file_without_markup_is_read_at_once_and_one_with_markup_after_it_is_parsed() {
        let (outcome, rounds) = run(file("a.txt", "The ferry is late.\n\nIt will come."));
        assert!(matches!(&outcome, Outcome::Drafts(d) if d[0].text.contains("ferry")), "{outcome:?}");
        assert_eq!(rounds, 1);
        let page = "<html><body><article><p>The ferry is late, said Ann Lee, who runs the ferry at the old pier.</p>\
                    <p>It will come when the wind has turned, she said on Monday at the town hall.</p></article></body></html>";
        let (outcome, rounds) = run(file("a.html", page));
        assert!(matches!(&outcome, Outcome::Drafts(d) if d[0].text.contains("It will come")), "{outcome:?}");
        assert_eq!(rounds, 2);
    }

    #[test]
    fn a_feed_is_parsed_first_as_xml_and_then_each_item_as_html() {
        let item = "<p>The ferry is late, said Ann Lee, who runs it.</p>";
        let mut builder = TreeBuilder::default();
        for name in ["rss", "channel", "item", "description"] {
            builder.open(name, Vec::new());
        }
        builder.text(item);
        let feed = builder.finish();
        let mut job = file("a.rss", "<rss>…</rss>");
        let Outcome::Parse(first) = work(job.clone(), None) else { panic!("no markup asked for") };
        assert!(first.len() == 1 && first[0].xml);
        job.trees().unwrap().push((first[0].clone(), Some(feed)));
        let Outcome::Parse(second) = work(job.clone(), None) else { panic!("no item asked for") };
        assert_eq!(second, [Source { xml: false, text: item.into() }]);
        job.trees().unwrap().push((second[0].clone(), parse(&second[0])));
        assert!(matches!(work(job, None), Outcome::Drafts(d) if d[0].text.contains("Ann Lee")));
    }

    #[test]
    fn a_session_survives_its_link_and_its_file() {
        let mut session = Session { title: "Ferries".into(), ..Session::default() };
        session.view.numbers = vec!["the ferry".into()];
        let document = Document { session: session.clone(), ..Document::default() };
        let make =
            Job::MakeLink { document: document.clone(), carries: Carries::Everything, page: "p".into() };
        let Outcome::Link { address, qr } = work(make, None) else { panic!("no link") };
        assert!(qr.is_some());
        let opened = work(Job::OpenLink { fragment: address[1..].into(), own: None }, None);
        assert_eq!(opened, Outcome::Session { session: session.clone(), notes: vec![] });
        let Outcome::Text(text) = work(Job::Export { document, kind: Export::Session }, None) else {
            panic!("no file")
        };
        let read = run(file("a.crossread.json", &text)).0;
        assert_eq!(read, Outcome::Session { session: session.clone(), notes: vec![] });
        assert_eq!(work(Job::OpenSession(text), None), read);
        assert!(matches!(
            work(Job::OpenLink { fragment: "#v1pAAAA".into(), own: None }, None),
            Outcome::Failed(_)
        ));
    }

    #[test]
    fn what_the_bookmarklet_sends_becomes_a_draft_with_a_web_address_or_none() {
        let sent = |url: &str| Job::ReadSent {
            json: format!(r#"{{"title":"T","url":"{url}","text":"The ferry is late."}}"#),
            trees: Trees::new(),
        };
        let url = |job| match run(job).0 {
            Outcome::Drafts(drafts) => drafts[0].url.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(url(sent("https://example.org/a")).as_deref(), Some("https://example.org/a"));
        assert_eq!(url(sent("javascript:alert(1)")), None);
        assert!(matches!(
            run(Job::ReadSent { json: "not json".into(), trees: vec![] }).0,
            Outcome::Drafts(_)
        ));
    }

    #[test]
    fn jobs_and_outcomes_survive_the_wire() {
        let mut job = file("a.html", "<p>x</p>");
        let outcome = work(job.clone(), None);
        let bytes = postcard::to_stdvec(&outcome).unwrap();
        assert_eq!(postcard::from_bytes::<Outcome>(&bytes).unwrap(), outcome);
        let Outcome::Parse(sources) = outcome else { panic!("nothing to parse") };
        job.trees().unwrap().push((sources[0].clone(), parse(&sources[0])));
        let bytes = postcard::to_stdvec(&job).unwrap();
        assert_eq!(postcard::from_bytes::<Job>(&bytes).unwrap(), job);
    }
}
