//! A session cut down to what its table and statements stand on, for links that would be too long with the whole
//! texts. The cuts are shown: " […] " stands where sentences were left out.

use crate::analysis::Analysis;
use crate::article::Article;
use crate::comparison::Comparison;
use crate::session::Session;
use crate::text::{ParagraphKind, Span};

/// What stands for the sentences that were left out.
pub const CUT: &str = "[…]";

/// The session with excerpts for texts: of each article the headline and the sentences that a cell of the table or a
/// statement stands in. The analyses are in the order of the articles.
pub fn excerpts(session: &Session, analyses: &[Analysis], comparison: &Comparison) -> Session {
    let mut out = session.clone();
    for (index, (article, analysis)) in out.articles.iter_mut().zip(analyses).enumerate() {
        let cells = comparison.rows.iter().flat_map(|r| &r.cells).flat_map(|c| c.passages.iter().take(2));
        let mut wanted: Vec<Span> =
            cells.filter(|p| p.article as usize == index).map(|p| p.sentence.cover(p.span)).collect();
        wanted.extend(
            analysis.attributions.iter().map(|a| {
                a.source.iter().chain(&a.cue).fold(a.content_span(), |whole, part| whole.cover(*part))
            }),
        );
        article.text = cut(article, analysis, &wanted);
    }
    out
}

fn cut(article: &Article, analysis: &Analysis, wanted: &[Span]) -> String {
    let mut text = String::new();
    let mut left_out = false;
    for (kind, paragraph) in &analysis.paragraphs {
        let mut begun = false;
        for sentence in analysis.sentences.iter().filter(|s| paragraph.contains(**s)) {
            if *kind != ParagraphKind::Headline && !wanted.iter().any(|w| w.overlaps(*sentence)) {
                left_out = true;
                continue;
            }
            if !begun && !text.is_empty() {
                text.push_str("\n\n");
            } else if begun {
                text.push(' ');
            }
            if std::mem::take(&mut left_out) {
                text.push_str(CUT);
                text.push(' ');
            }
            text.push_str(sentence.of(&article.text));
            begun = true;
        }
    }
    if left_out {
        text.push(' ');
        text.push_str(CUT);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::read;
    use crate::article::ArticleId;
    use crate::attribution::Rules;

    #[test]
    fn statements_stay_and_cuts_are_shown() {
        let text = "Bridge to shut\nIt rained on Monday. “The bridge will close on Friday,” said Ann Lee, the engineer.\nNobody was there.\nSnow fell.";
        let article = Article {
            id: ArticleId(0),
            label: "Courier".into(),
            title: None,
            date: None,
            url: None,
            text: text.into(),
        };
        let reading = read(&article, &Rules);
        let session = Session { articles: vec![article], ..Session::default() };
        let short = excerpts(&session, &[reading.analysis], &Comparison::default());
        assert_eq!(
            short.articles[0].text,
            "Bridge to shut\n\n[…] “The bridge will close on Friday,” said Ann Lee, the engineer. […]"
        );
    }
}
