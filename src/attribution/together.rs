//! The learned model and the rules together, where the model has arrived.
//!
//! Two ways of reading that fail in different places: what both find is right far more often than what one finds
//! alone (an ensemble, as in Dietterich 2000). So the rules' opinion enters the confidence of what the model
//! finds ([`super::model::second`]), and where the rules are certain they are heard by themselves:
//! quotation marks, and "according to", whose source is the outermost of its sentence.
//!
//! The numbers below were chosen on the 60 training articles that the model does not learn from.

use std::ops::Range;

pub use super::model::second::Opinions;
use super::model::{Learned, Memory, Part, Tagging, is_asked, questions};
use super::rules::Proposal;
use super::{Attribution, Attributor, QuotationKind, repair};
use crate::order::Order;
use crate::text::{Span, Text, word_hash_ascii as hash};

/// The learned model with the rules beside it.
#[derive(Debug, Clone)]
pub struct Together {
    learned: Learned,
}

/// Where the rules are heard alone: from this confidence on, by kind.
const ACCORDING: f32 = 0.5;
const DIRECT: f32 = 0.2;
const OTHER: f32 = 0.6;

impl Together {
    pub fn new(learned: Learned) -> Self {
        Self { learned }
    }

    /// The learned model.
    pub fn learned(&self) -> &Learned {
        &self.learned
    }

    /// Begins to read a text part by part: [`Learned::begin`].
    pub fn begin(&self, text: &Text, memory: &Memory) -> Tagging {
        self.learned.begin(text, memory)
    }

    /// Reads the next part: [`Learned::advance`].
    pub fn advance(&self, text: &Text, tagging: &mut Tagging, memory: &mut Memory, tokens: usize) -> bool {
        self.learned.advance(text, tagging, memory, tokens)
    }

    /// Reads some paragraphs for somebody else: [`Learned::part`].
    pub fn part(&self, text: &Text, tagging: &Tagging, paragraphs: Range<usize>) -> Part {
        self.learned.part(text, tagging, paragraphs)
    }

    /// What is found so far: in the parts that the model has not read, by the rules where they are certain. `opinions` are
    /// those of this text, and are made at the first call.
    pub fn found(&self, text: &Text, tagging: &Tagging, opinions: &mut Option<Opinions>) -> Vec<Attribution> {
        let opinions = opinions.get_or_insert_with(|| Opinions::new(text));
        let learned = self.learned.tagged(text, tagging, opinions);
        join(text, learned, opinions.chosen.clone(), &opinions.proposals)
    }
}

impl Attributor for Together {
    fn attributions(&self, text: &Text) -> Vec<Attribution> {
        let opinions = Opinions::new(text);
        let learned = self.learned.attributions_beside(text, &opinions);
        join(text, learned, opinions.chosen, &opinions.proposals)
    }
}

/// One list of what the model and the rules found.
fn join(
    text: &Text,
    learned: Vec<Attribution>,
    mut rules: Vec<Attribution>,
    proposals: &[Proposal],
) -> Vec<Attribution> {
    repair::put_right(text, &mut rules);
    rules.order_by_key(|r| (cue(r).start, cue(r).end));
    let mut found = learned;
    repair::put_right(text, &mut found);
    repair::split(text, &mut found, proposals);
    for a in &mut found {
        let rule = beside(text, &rules, a);
        if let Some(rule) = rule.filter(|r| ends_at_the_mark(text, &a.content, &r.content)) {
            a.content.clone_from(&rule.content);
            a.kind = rule.kind;
        }
    }
    let mut taken = Taken::new(text, &found);
    let turns = turns(text, &found);
    let asked = questions(text);
    let mut outer = vec![false; text.tokens.len()];
    let mut certain: Vec<Attribution> = Vec::new();
    for r in rules {
        let according = text.tokens.get(text.tokens_in(cue(&r)).start).is_some_and(|t| t.hash == ACCORD);
        let least = match r.kind {
            _ if according => ACCORDING,
            QuotationKind::Direct => DIRECT,
            _ => OTHER,
        };
        let inner = is_asked(&asked, &r) || turns.content(text, &r.content);
        if inner
            || r.confidence < least
            || taken.cue(text, &r.cue)
            || !according && taken.content(text, &r.content)
        {
            continue;
        }
        if according {
            mark(text, &r.content, &mut outer);
        }
        taken.add(text, &r);
        certain.push(r);
    }
    for a in repair::missed(text, proposals) {
        if !is_asked(&asked, &a) && !taken.cue(text, &a.cue) && !taken.content(text, &a.content) {
            taken.add(text, &a);
            certain.push(a);
        }
    }
    let within = |spans: &[Span]| spans.iter().any(|s| outer[text.tokens_in(*s)].contains(&true));
    found.retain(|a| !within(&a.cue) && !within(&a.content));
    found.append(&mut certain);
    found.order_by_key(|a| (a.content_span().start, a.content_span().end, cue(a).start));
    repair::go_on(text, &mut found);
    found
}

/// The turns of a transcript, "LEE: It was fine": nothing stands outside of them, not even "according to".
fn turns(text: &Text, found: &[Attribution]) -> Taken {
    let mut turns = Taken::new(text, &[]);
    for a in found {
        let colon = a.cue.first().is_some_and(|c| text.slice(*c) == ":");
        let name = a.source.first().map(|s| text.tokens_in(*s).start);
        let paragraph =
            name.and_then(|i| text.sentences.get(text.sentence_of(i))).map(|s| s.paragraph as usize);
        let opens =
            paragraph.and_then(|p| text.paragraphs.get(p)).is_some_and(|p| Some(p.first as usize) == name);
        if colon && opens {
            turns.add(text, a);
        }
    }
    turns
}

const ACCORD: u32 = hash("according");

/// From the first byte of the cue to the last.
fn cue(a: &Attribution) -> Span {
    match (a.cue.first(), a.cue.last()) {
        (Some(first), Some(last)) => first.cover(*last),
        _ => a.content_span(),
    }
}

/// The rules' attribution with the same cue and most of the content. `rules` by their cues.
fn beside<'a>(text: &Text, rules: &'a [Attribution], a: &Attribution) -> Option<&'a Attribution> {
    let at = cue(a);
    let first = rules.partition_point(|r| cue(r).end <= at.start);
    let near = rules[first..].iter().take(4).take_while(|r| cue(r).start < at.end);
    near.map(|r| (r, dice(text, &a.content, &r.content))).max_by(|x, y| x.1.total_cmp(&y.1)).map(|(r, _)| r)
}

/// Dice's coefficient of the words of two lists of fragments, each in order.
fn dice(text: &Text, a: &[Span], b: &[Span]) -> f32 {
    let words = |span: Span| text.tokens[text.tokens_in(span)].iter().filter(|t| t.is_word()).count();
    let all = |spans: &[Span]| spans.iter().map(|s| words(*s)).sum::<usize>();
    let both: usize = a
        .iter()
        .flat_map(|x| b.iter().map(|y| (x.start.max(y.start), x.end.min(y.end))))
        .filter(|(start, end)| start < end)
        .map(|(start, end)| words(Span { start, end }))
        .sum();
    2.0 * both as f32 / (all(a) + all(b)).max(1) as f32
}

/// Whether the rules end a content at a closing quotation mark and the model goes on after it: the mark is right
/// more often ("that it was “late” | when she left").
fn ends_at_the_mark(text: &Text, model: &[Span], rule: &[Span]) -> bool {
    let (Some(first), Some(last), Some(end)) = (model.first(), model.last(), rule.last()) else {
        return false;
    };
    if rule.first().is_none_or(|r| r.start != first.start) || end.end >= last.end {
        return false;
    }
    let next = text.tokens_in(*end).end;
    let word = (next..text.tokens.len()).take(3).map(|i| text.tokens[i]).find(|t| t.is_word());
    let closed =
        next.checked_sub(1).and_then(|i| text.tokens.get(i)).is_some_and(|t| t.quoted || !t.is_word());
    let quoted =
        text.tokens[text.tokens_in(*end)].iter().rev().find(|t| t.is_word()).is_some_and(|t| t.quoted);
    closed && quoted && word.is_some_and(|w| !w.quoted && w.hash != hash("as"))
}

/// Which tokens are in a cue and in a content already.
struct Taken {
    cues: Vec<bool>,
    contents: Vec<bool>,
}

impl Taken {
    fn new(text: &Text, found: &[Attribution]) -> Self {
        let n = text.tokens.len();
        let mut taken = Self { cues: vec![false; n], contents: vec![false; n] };
        for a in found {
            taken.add(text, a);
        }
        taken
    }

    fn add(&mut self, text: &Text, a: &Attribution) {
        mark(text, &a.cue, &mut self.cues);
        mark(text, &a.content, &mut self.contents);
    }

    fn cue(&self, text: &Text, spans: &[Span]) -> bool {
        spans.iter().any(|s| self.cues[text.tokens_in(*s)].contains(&true))
    }

    fn content(&self, text: &Text, spans: &[Span]) -> bool {
        spans.iter().any(|s| self.contents[text.tokens_in(*s)].contains(&true))
    }
}

fn mark(text: &Text, spans: &[Span], flags: &mut [bool]) {
    for span in spans {
        flags[text.tokens_in(*span)].fill(true);
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::attribution::annotated::{Annotated, Roles, lines};
    use crate::attribution::{Act, Reason, kind_of};

    /// The attributions that a marked text holds, with these confidences.
    pub fn marked(source: &str, confidences: &[f32]) -> (Text, Vec<Attribution>) {
        let case = Annotated::parse(source);
        let text = Text::new(case.text);
        let make = |(roles, confidence): (Roles, &f32)| Attribution {
            kind: kind_of(&text, &roles.content),
            source: roles.source,
            cue: roles.cue,
            content: roles.content,
            act: Act::default(),
            speaker: None,
            confidence: *confidence,
            reason: Reason::default(),
        };
        let found = case.roles.into_iter().zip(confidences).map(make).collect();
        (text, found)
    }

    /// What both together find, where the same text is marked by each.
    fn joined(learned: (&str, &[f32]), rules: (&str, &[f32])) -> (String, Vec<f32>) {
        let ((text, a), (_, b)) = (marked(learned.0, learned.1), marked(rules.0, rules.1));
        let found = join(&text, a, b, &[]);
        let roles: Vec<Roles> = found.iter().map(Roles::from).collect();
        (lines(&text.source, &roles), found.iter().map(|a| a.confidence).collect())
    }

    #[test]
    fn a_word_that_only_points_to_a_content_is_none() {
        let cleft = "{1:What} ⟨1:was noted⟩ by [1,2:the board] ⟨2:was mentioning⟩ {2:that it rained}.";
        let rest = "What was noted by [the board] ⟨was mentioning⟩ {that it rained}.";
        let plain = "What was noted by the board was mentioning that it rained.";
        assert_eq!(joined((cleft, &[0.5, 0.5]), (plain, &[])).0, Annotated::parse(rest).lines());
    }

    #[test]
    fn the_source_of_according_to_is_the_outermost() {
        let inner = "According to the board, [the mayors] ⟨agreed⟩ {to meet}.";
        let outer = "⟨According to⟩ [the board], {the mayors agreed to meet}.";
        assert_eq!(joined((inner, &[0.9]), (outer, &[0.7])).0, Annotated::parse(outer).lines());
        assert_eq!(joined((inner, &[0.9]), (outer, &[0.3])).0, Annotated::parse(inner).lines());
    }

    #[test]
    fn a_turn_is_outside_of_everything() {
        let turn = "[LEE] ⟨:⟩ {According to the board, it rained.}";
        let inner = "LEE: ⟨According to⟩ [the board], {it rained}.";
        assert_eq!(joined((turn, &[0.9]), (inner, &[0.9])).0, Annotated::parse(turn).lines());
        let asked = "Q: ⟨According to⟩ [the board], {it rained}.\nQ: And then?";
        let nothing = "Q: According to the board, it rained.\nQ: And then?";
        assert_eq!(joined((nothing, &[]), (asked, &[0.9])).0, "");
    }

    #[test]
    fn the_rules_are_heard_where_there_are_quotation_marks() {
        let plain = "“It is safe,” Ann Lee said. Kim hopes that it lasts.";
        let marked = "{1:“It is safe,”} [1:Ann Lee] ⟨1:said⟩. [2:Kim] ⟨2:hopes⟩ {2:that it lasts}.";
        let first = "{“It is safe,”} [Ann Lee] ⟨said⟩. Kim hopes that it lasts.";
        assert_eq!(joined((plain, &[]), (marked, &[0.4, 0.4])).0, Annotated::parse(first).lines());
        let (found, _) = joined((plain, &[]), (marked, &[0.4, 0.7]));
        assert_eq!(found, Annotated::parse(marked).lines());
    }

    #[test]
    fn a_quotation_ends_at_its_mark() {
        let long = "[Ann Lee] ⟨said⟩ {that it was “late” when she left the hall}.";
        let short = "[Ann Lee] ⟨said⟩ {that it was “late”} when she left the hall.";
        assert_eq!(joined((long, &[0.9]), (short, &[0.5])).0, Annotated::parse(short).lines());
        let other = "[Ann Lee] ⟨said⟩ {that it was late} when she left the hall.";
        let whole = "[Ann Lee] ⟨said⟩ {that it was late when she left the hall}.";
        assert_eq!(joined((whole, &[0.9]), (other, &[0.5])).0, Annotated::parse(whole).lines());
    }
}
