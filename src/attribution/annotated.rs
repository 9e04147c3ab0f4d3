//! Cases that read like a specification: "[Ann Lee] ⟨said⟩ {it was fine}" is a text with one attribution, source
//! in square brackets, cue in angle ones, content in braces. With several attributions each mark begins with
//! its numbers: "[1,2:Ann Lee] ⟨1:said⟩ {1:it was fine}, ⟨2:adding⟩ {2:that it rained}".

use super::Attribution;
use crate::text::Span;

/// Source, cue and content, as in [`Attribution`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Roles {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
}

impl From<&Attribution> for Roles {
    fn from(a: &Attribution) -> Self {
        Self { source: a.source.clone(), cue: a.cue.clone(), content: a.content.clone() }
    }
}

/// A text and its attributions, read from the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Annotated {
    pub text: String,
    pub roles: Vec<Roles>,
}

impl Annotated {
    /// Reads a marked text. Panics where marks don't match.
    #[track_caller]
    pub fn parse(marked: &str) -> Self {
        let mut out = Self { text: String::new(), roles: Vec::new() };
        let mut open: Vec<(char, Vec<usize>, usize)> = Vec::new();
        let mut chars = marked.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '[' | '⟨' | '{' => {
                    let rest = &marked[at + c.len_utf8()..];
                    let numbers = rest.split(':').next().unwrap_or("");
                    let numbered =
                        rest.contains(':') && numbers.split(',').all(|n| n.parse::<usize>().is_ok());
                    let which = if numbered {
                        (0..=numbers.chars().count())
                            .take_while(|_| chars.next_if(|(_, d)| *d != ':').is_some())
                            .count();
                        assert_eq!(chars.next().map(|(_, d)| d), Some(':'));
                        numbers.split(',').map(|n| n.parse::<usize>().unwrap() - 1).collect()
                    } else {
                        vec![0]
                    };
                    open.push((c, which, out.text.len()));
                }
                ']' | '⟩' | '}' => {
                    let (kind, which, start) = open.pop().expect("an opening mark");
                    let span = Span::new(start, out.text.len());
                    for i in which {
                        if out.roles.len() <= i {
                            out.roles.resize(i + 1, Roles::default());
                        }
                        let roles = &mut out.roles[i];
                        match (kind, c) {
                            ('[', ']') => roles.source.push(span),
                            ('⟨', '⟩') => roles.cue.push(span),
                            ('{', '}') => roles.content.push(span),
                            _ => panic!("{kind} closed by {c} in {marked}"),
                        }
                    }
                }
                _ => out.text.push(c),
            }
        }
        assert!(open.is_empty(), "left open in {marked}");
        out
    }

    /// The attributions as [`lines`] writes them.
    pub fn lines(&self) -> String {
        lines(&self.text, &self.roles)
    }
}

/// One attribution a line, "[Ann Lee] ⟨said⟩ {it was fine … really}", sorted, without the marks at the edges of
/// spans, on which annotators don't agree either.
pub(crate) fn lines(text: &str, roles: &[Roles]) -> String {
    let words = |spans: &[Span]| {
        let bare = |s: &Span| s.of(text).trim_matches(|c: char| !c.is_alphanumeric()).replace('\n', " / ");
        spans.iter().map(bare).collect::<Vec<_>>().join(" … ")
    };
    let mut out: Vec<String> = roles
        .iter()
        .map(|r| format!("[{}] ⟨{}⟩ {{{}}}", words(&r.source), words(&r.cue), words(&r.content)))
        .collect();
    out.sort();
    out.join("\n")
}

#[test]
fn marks_become_spans() {
    let case = Annotated::parse("[1,2:Ann Lee] ⟨1:said⟩ {1:it was “fine”}, ⟨2:adding⟩ {2:that it rained}.");
    assert_eq!(case.text, "Ann Lee said it was “fine”, adding that it rained.");
    assert_eq!(case.lines(), "[Ann Lee] ⟨adding⟩ {that it rained}\n[Ann Lee] ⟨said⟩ {it was “fine}");
    assert_eq!(case.roles[1].source, case.roles[0].source);
    let split = Annotated::parse("{“Yes,”} ⟨said⟩ [Kim]. {“At last.”}");
    assert_eq!(split.lines(), "[Kim] ⟨said⟩ {Yes … At last}");
}
