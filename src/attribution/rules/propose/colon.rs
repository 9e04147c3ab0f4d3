//! Colons and dashes in place of a cue word: "LEE: It was fine", "Lee on the bridge: “Fine.”", "“Fine.” — Ann Lee".

use super::*;

/// How many paragraphs one turn of a quoted transcript may run over.
const TURN: usize = 6;

impl Proposer<'_> {
    /// A short phrase and a colon at the beginning of a sentence.
    pub(super) fn colon(&mut self, floor: usize, ceiling: usize) {
        let scan = self.scan;
        if self.turn(floor) {
            return;
        }
        let colon = (floor + 1..ceiling.min(floor + 40)).find(|i| scan.is_colon(*i) && !scan.quoted(*i));
        let Some(colon) = colon else { return };
        let phrase = phrase(scan, floor, colon);
        if phrase.is_empty() || phrase.len() > 12 || scan.entry(colon - 1).level >= 5 {
            return;
        }
        let found = if phrase.first == floor { Found::Phrase } else { Found::Main };
        let site = named(colon, Run::new(colon, colon + 1), floor, ceiling, phrase, found);
        let begin = colon + 1;
        if begin >= ceiling {
            return;
        }
        if let Some(run) = whole_quotation(scan, begin) {
            let content = Fragments::of(run).maybe(quotes_after(scan, run.last));
            self.push(Shape { cut: 3, ..site.shape(Pattern::Transcript, content) });
            return;
        }
        self.push(site.shape(Pattern::Transcript, Fragments::of(scan.trim(Run::new(begin, ceiling)))));
        let end = scan.paragraph_end(colon);
        if end > ceiling && phrase.first == floor && scan.opens_paragraph(floor) {
            let content = Fragments::of(scan.trim(Run::new(begin, end)));
            self.push(Shape { cut: 1, ..site.shape(Pattern::Transcript, content) });
        }
    }

    /// A turn of a transcript, "LEE: …", also where the transcript stands in quotation marks: then it goes on
    /// over the paragraphs that open with a mark, until somebody else has the word.
    fn turn(&mut self, floor: usize) -> bool {
        let scan = self.scan;
        let Some((name, colon)) = speaker_label(scan, floor) else { return false };
        let mut end = scan.paragraph_end(colon);
        for _ in 1..TURN {
            let goes_on = name.first > floor
                && scan.is_mark(end)
                && speaker_label(scan, end).is_none()
                && scan.word(end + 1) != "(";
            if !goes_on {
                break;
            }
            end = scan.paragraph_end(end);
        }
        let site = named(colon, Run::new(colon, colon + 1), floor, end, name, Found::Phrase);
        let content = Fragments::of(scan.trim(Run::new(colon + 1, end)));
        self.push(Shape { cut: 4, ..site.shape(Pattern::Transcript, content) });
        true
    }

    /// "“It was fine.” — Ann Lee, harbour board": a quotation signed with a dash.
    pub(super) fn signed(&mut self) {
        let scan = self.scan;
        for quotation in &scan.text.quotations {
            let (first, dash) = (quotation.first as usize, quotation.last as usize);
            if !scan.is_dash(dash) || !scan.capital(dash + 1) || scan.quoted(dash + 1) {
                continue;
            }
            let end = scan.paragraph_end(dash);
            let source = scan.trim(Run::new(dash + 1, end));
            if source.is_empty() || source.len() > 14 || (dash..end).any(|i| scan.quoted(i)) {
                continue;
            }
            let site = named(dash, Run::new(dash, dash + 1), first, end, source, Found::After);
            let start = quotation_start(scan, dash).unwrap_or(first);
            self.push(Shape {
                cut: 5,
                ..site.shape(Pattern::Transcript, Fragments::of(Run::new(start, dash)))
            });
        }
    }
}

fn named(head: usize, cue: Run, floor: usize, ceiling: usize, source: Run, found: Found) -> Site {
    Site { head, cue, floor, ceiling, source: Some(source), found }
}

/// The name in capitals and the colon behind it that open a paragraph, perhaps after a quotation mark.
fn speaker_label(scan: &Scan, floor: usize) -> Option<(Run, usize)> {
    if !scan.opens_paragraph(floor) {
        return None;
    }
    let first = floor + usize::from(scan.is_mark(floor));
    let colon = (first + 1..first + 6).find(|i| scan.is_colon(*i))?;
    let shouted = |i: usize| scan.capital(i) && !scan.word(i).chars().any(char::is_lowercase);
    (first..colon).all(shouted).then(|| (Run::new(first, colon), colon))
}
