//! A single web page with the table and the marked-up articles: opens from disk, needs no script, asks the network
//! for nothing. Its own Content-Security-Policy allows its style sheet, by hash, and that is all.

use std::fmt::Write;

use super::sha256::sha256;
use super::{IN_PASSING, NOT_MENTIONED, Report, TOOL, speaker_of};
use crate::comparison::Passage;

const STYLE: &str = include_str!("web_page.css");
/// Colours of topics in the style sheet.
const COLOURS: usize = 8;

/// The page.
pub fn page(report: &Report) -> String {
    let title = escape(&report.title());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"{TOOL}\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n",
        base64(&sha256(STYLE.as_bytes()))
    );
    findings(&mut out, report);
    table(&mut out, report);
    for place in 0..report.session.articles.len() {
        article(&mut out, report, place);
    }
    sources(&mut out, report);
    out.push_str("</body>\n</html>\n");
    out
}

fn findings(out: &mut String, report: &Report) {
    if report.comparison.findings.is_empty() {
        return;
    }
    out.push_str("<h2>Findings</h2>\n<ul>\n");
    for finding in &report.comparison.findings {
        let _ = writeln!(out, "<li>{}</li>", escape(&finding.sentence));
    }
    out.push_str("</ul>\n");
}

fn table(out: &mut String, report: &Report) {
    out.push_str("<table>\n<caption>Source comparison</caption>\n<thead><tr><th scope=\"col\">Topic</th>");
    for column in &report.comparison.columns {
        let _ = write!(out, "<th scope=\"col\"><bdi>{}</bdi></th>", escape(&column.name));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (number, row) in report.comparison.rows.iter().enumerate() {
        let _ = write!(out, "<tr><th scope=\"row\" class=\"t{}\">{}", number % COLOURS, escape(&row.label));
        for remark in report.remarks(row) {
            let _ = write!(out, "<br><small>{}</small>", escape(&remark));
        }
        out.push_str("</th>");
        for cell in &row.cells {
            if cell.is_silent() {
                let _ = write!(out, "<td class=\"silent\">{NOT_MENTIONED}</td>");
                continue;
            }
            out.push_str("<td>");
            for passage in cell.passages.iter().chain(&cell.in_passing) {
                out.push_str("<p>");
                if !cell.covers() {
                    let _ = write!(out, "<i>{IN_PASSING}:</i> ");
                }
                if let Some(by) = report.by(passage) {
                    let _ = write!(out, "<b>{}</b>: ", escape(&by));
                }
                let words = escape(report.words(passage));
                let _ = write!(out, "<a href=\"#{}\">{words}</a></p>", anchor(passage));
            }
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// The name of a passage's place.
fn anchor(passage: &Passage) -> String {
    format!("a{}-{}", passage.article, passage.span.start)
}

/// What lies on a stretch of text, as indices into what the report has.
#[derive(Clone, Copy, Default)]
struct Layer {
    statement: Option<usize>,
    row: Option<usize>,
}

fn article(out: &mut String, report: &Report, place: usize) {
    let Some(article) = report.session.articles.get(place) else { return };
    let text = &article.text;
    let _ = write!(out, "<article>\n<h2><bdi>{}</bdi></h2>\n", escape(&article.label));
    let default = crate::analysis::Analysis::default();
    let analysis = report.analyses.get(place).unwrap_or(&default);
    let passages =
        report.comparison.rows.iter().flat_map(|row| row.cells.iter().flat_map(|cell| &cell.passages));
    let mut anchors: Vec<(u32, String)> =
        passages.filter(|p| p.article as usize == place).map(|p| (p.span.start, anchor(p))).collect();
    anchors.sort();
    anchors.dedup();
    let marks = Marks::new(report, place, analysis, &anchors);
    let whole = [(crate::text::ParagraphKind::Body, crate::text::Span::new(0, text.len()))];
    let paragraphs = if analysis.paragraphs.is_empty() { &whole[..] } else { &analysis.paragraphs };
    for (_, span) in paragraphs {
        out.push_str("<p>");
        marks.write(out, *span, |at, out| {
            let from = anchors.partition_point(|(start, _)| *start < at);
            for (_, name) in anchors[from..].iter().take_while(|(start, _)| *start == at) {
                let _ = write!(out, "<a id=\"{name}\"></a>");
            }
        });
        out.push_str("</p>\n");
    }
    out.push_str("</article>\n");
}

/// An article cut where a mark begins or ends.
struct Marks<'a> {
    report: &'a Report<'a>,
    place: usize,
    text: &'a str,
    /// Ascending; `layers[i]` lies on `cuts[i]..cuts[i + 1]`.
    cuts: Vec<u32>,
    layers: Vec<Layer>,
}

impl<'a> Marks<'a> {
    fn new(
        report: &'a Report<'a>,
        place: usize,
        analysis: &crate::analysis::Analysis,
        anchors: &[(u32, String)],
    ) -> Self {
        let text = report.session.articles.get(place).map_or("", |a| a.text.as_str());
        let statements = || {
            let all = analysis.attributions.iter().enumerate();
            all.flat_map(|(i, attribution)| attribution.content.iter().map(move |span| (i, *span)))
        };
        let mentions = || {
            let rows = report.comparison.rows.iter().enumerate();
            rows.flat_map(|(i, row)| {
                let topic = report.comparison.topics.get(row.topic.0 as usize);
                let mentions = topic.into_iter().flat_map(|topic| &topic.mentions);
                mentions.filter(|m| m.article as usize == place).map(move |m| (i, m.span))
            })
        };
        let spans = statements().chain(mentions()).map(|(_, span)| span);
        let spans = spans.chain(analysis.paragraphs.iter().map(|(_, span)| *span));
        let ends = spans.flat_map(|span| [span.start, span.end]).chain(anchors.iter().map(|(at, _)| *at));
        let mut cuts: Vec<u32> = ends.chain([0, text.len() as u32]).collect();
        cuts.retain(|&at| text.is_char_boundary(at as usize));
        cuts.sort_unstable();
        cuts.dedup();
        let mut layers = vec![Layer::default(); cuts.len()];
        let range = |span: crate::text::Span| {
            let place = |at| cuts.partition_point(|&cut| cut < at);
            place(span.start)..place(span.end)
        };
        for (i, span) in statements() {
            layers[range(span)].iter_mut().for_each(|layer| layer.statement = Some(i));
        }
        for (i, span) in mentions() {
            layers[range(span)].iter_mut().for_each(|layer| layer.row = Some(i));
        }
        Self { report, place, text, cuts, layers }
    }

    /// Writes a part of the text; `before` may write something in front of each cut.
    fn write(&self, out: &mut String, span: crate::text::Span, before: impl Fn(u32, &mut String)) {
        let from = self.cuts.partition_point(|&cut| cut < span.start);
        for (i, ends) in self.cuts.windows(2).enumerate().skip(from) {
            let [start, end] = [ends[0], ends[1]];
            if start >= span.end {
                break;
            }
            before(start, out);
            let words = escape(self.text.get(start as usize..end as usize).unwrap_or(""));
            let Layer { statement, row } = self.layers[i];
            let analysis = self.report.analyses.get(self.place);
            let said = statement.and_then(|s| analysis.and_then(|a| Some((a, a.attributions.get(s)?))));
            if let Some((analysis, attribution)) = said {
                let speaker = escape(speaker_of(analysis, attribution).unwrap_or("no source named"));
                let why = escape(&attribution.reason.to_string());
                let _ = write!(
                    out,
                    "<span class=\"said\" data-speaker=\"{speaker}\" title=\"{speaker}: {why}\">"
                );
            }
            match row.and_then(|row| Some((row, self.report.comparison.rows.get(row)?))) {
                Some((number, row)) => {
                    let (label, colour) = (escape(&row.label), number % COLOURS);
                    let _ = write!(
                        out,
                        "<mark class=\"t{colour}\" data-topic=\"{label}\" title=\"{label}\">{words}</mark>"
                    );
                }
                None => out.push_str(&words),
            }
            if said.is_some() {
                out.push_str("</span>");
            }
        }
    }
}

fn sources(out: &mut String, report: &Report) {
    out.push_str("<footer>\n<h2>Sources</h2>\n<ul>\n");
    for source in report.sources() {
        let _ = write!(out, "<li><bdi>{}</bdi>", escape(source.label));
        for part in [source.title, &source.date] {
            if !part.is_empty() {
                let _ = write!(out, ", {}", escape(part));
            }
        }
        if !source.url.is_empty() {
            let url = escape(source.url);
            let _ = write!(out, ", <a href=\"{url}\" rel=\"noopener noreferrer\">{url}</a>");
        }
        let _ = writeln!(out, "<br>SHA-256 of the text: <code>{}</code></li>", source.hash);
    }
    let _ = write!(
        out,
        "</ul>\n<p>Made by {TOOL}. Found by a program: check statements against their articles.</p>\n</footer>\n"
    );
}

/// Text for HTML, in elements and in quoted attributes; without the characters that reorder their neighbours.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{FFFD}'),
            c if crate::untrusted::is_invisible(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Base64 with padding, as policies want it.
fn base64(bytes: &[u8]) -> String {
    let mut text = crate::session::armour::to_base64url(bytes).replace('-', "+").replace('_', "/");
    while text.len() % 4 != 0 {
        text.push('=');
    }
    text
}
