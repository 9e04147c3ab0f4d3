//! Noun phrases: runs of adjectives, nouns and names, cut where a reader would cut them.

use super::TopicKind;
use super::names::Names;
use super::tag::{Tag, Tagged};
use super::vocabulary::{IDIOMS, LIGHT, is_calendar, is_title, is_weak};
use crate::analysis::Reading;
use crate::text::{ParagraphKind, Token, TokenKind, word_hash_ascii};

const A: u32 = word_hash_ascii("a");
const PERCENT: u32 = word_hash_ascii("percent");
/// Longest phrase, in units.
const LONGEST: usize = 4;

/// What a phrase is made of: a stem, or a whole name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(u32);

impl Unit {
    /// Names have the high bit, stems have not.
    const NAME: u32 = 1 << 31;

    pub fn name(entity: u32) -> Self {
        Self(entity | Self::NAME)
    }

    pub fn stem(stem: u32) -> Self {
        Self(stem & !Self::NAME)
    }

    pub fn entity(self) -> Option<usize> {
        (self.0 & Self::NAME != 0).then_some((self.0 & !Self::NAME) as usize)
    }

    pub fn key(self) -> u32 {
        self.0
    }
}

/// One unit of a phrase where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub unit: Unit,
    /// Tokens `first..last` of the reading.
    pub first: u32,
    pub last: u32,
    pub adjective: bool,
    /// General inverse document frequency.
    pub idf: f32,
}

/// A noun phrase where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    pub reading: u32,
    /// Index of the sentence in its reading.
    pub sentence: u32,
    /// Range in [`Phrases::parts`].
    pub from: u32,
    pub to: u32,
}

/// All noun phrases of some readings, in order of reading and place.
#[derive(Default)]
pub struct Phrases {
    pub phrases: Vec<Phrase>,
    pub parts: Vec<Part>,
}

impl Phrases {
    pub fn parts(&self, phrase: &Phrase) -> &[Part] {
        self.parts.get(phrase.from as usize..phrase.to as usize).unwrap_or(&[])
    }
}

/// Finds the noun phrases in the bodies of the texts.
pub fn phrases(readings: &[&Reading], tagged: &[Tagged], names: &Names) -> Phrases {
    let mut out = Phrases::default();
    let mut at = 0;
    for (r, reading) in readings.iter().enumerate() {
        let text = &reading.text;
        for paragraph in text.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Body) {
            for s in paragraph.sentences() {
                let mut run = Run { reading: r as u32, sentence: s as u32, from: out.parts.len() };
                let range = text.sentences[s].tokens();
                let mut i = range.start;
                while i < range.end {
                    let (token, tag) = (text.tokens[i], tagged[r].tags[i]);
                    let idf = tagged[r].idf[i];
                    let here = i as u32;
                    if is_debris(&reading.article.text, token, out.parts.len() > run.from) {
                        run.close(&mut out, reading, &tagged[r]);
                        i += 1;
                        continue;
                    }
                    // Names come in the order of the texts.
                    while names.places.get(at).is_some_and(|n| (n.reading, n.first) < (r as u32, here)) {
                        at += 1;
                    }
                    if let Some(name) =
                        names.places.get(at).filter(|n| (n.reading, n.first) == (r as u32, here))
                    {
                        // "businessman Mark Jacobs": a name after a noun begins a phrase of its own.
                        run.close(&mut out, reading, &tagged[r]);
                        let idfs = &tagged[r].idf[i..name.last as usize];
                        let idf = name_idf(idfs, names.entities[name.entity as usize].kind);
                        let unit = Unit::name(name.entity);
                        out.parts.push(Part { unit, first: here, last: name.last, adjective: false, idf });
                        i = name.last as usize;
                        continue;
                    }
                    // "Russian President Vladimir Putin" speaks of him and not of his country.
                    if tag == Tag::Name && i + 1 < range.end && is_office(text.tokens[i + 1]) {
                        run.close(&mut out, reading, &tagged[r]);
                        i += 1;
                        continue;
                    }
                    let unit = Unit::stem(tagged[r].stems[i]);
                    let open = out.parts.len() > run.from;
                    match tag {
                        // "its 2 percent target" is a target.
                        Tag::Noun if token.hash == PERCENT => run.close(&mut out, reading, &tagged[r]),
                        Tag::Noun | Tag::Name
                            if !is_calendar(token.hash) && !(token.capital && is_title(token.hash)) =>
                        {
                            out.parts.push(Part { unit, first: here, last: here + 1, adjective: false, idf });
                        }
                        Tag::Adjective => {
                            // "the president unable to": an adjective after a noun ends the phrase.
                            let after_noun = open
                                && out
                                    .parts
                                    .last()
                                    .is_some_and(|p| !p.adjective && p.unit.entity().is_none());
                            if after_noun {
                                run.close(&mut out, reading, &tagged[r]);
                            }
                            if !LIGHT.has(token.hash) {
                                out.parts.push(Part {
                                    unit,
                                    first: here,
                                    last: here + 1,
                                    adjective: true,
                                    idf,
                                });
                            }
                        }
                        // "resolution 2254", but not "split seven"
                        Tag::Number
                            if token.kind == TokenKind::Number
                                && open
                                && out.parts.last().is_some_and(|p| !p.adjective && p.last == here) =>
                        {
                            out.parts.push(Part { unit, first: here, last: here + 1, adjective: true, idf });
                            run.keep(&mut out, reading, &tagged[r]);
                        }
                        _ => run.close(&mut out, reading, &tagged[r]),
                    }
                    i += 1;
                }
                run.close(&mut out, reading, &tagged[r]);
            }
        }
    }
    out
}

/// A person is called by a surname; a body, a law or an event needs all its words and says as much as they do.
fn name_idf(words: &[f32], kind: TopicKind) -> f32 {
    let (mut first, mut second) = (0.0f32, 0.0f32);
    for idf in words {
        if *idf > first {
            (first, second) = (*idf, first);
        } else {
            second = second.max(*idf);
        }
    }
    if kind == TopicKind::Name { first + second / 2.0 } else { first }
}

/// The phrase that is being read: the parts from `from` on.
struct Run {
    reading: u32,
    sentence: u32,
    from: usize,
}

impl Run {
    fn close(&mut self, out: &mut Phrases, reading: &Reading, tagged: &Tagged) {
        while out.parts.len() > self.from && out.parts.last().is_some_and(|p| p.adjective) {
            out.parts.pop();
        }
        self.keep(out, reading, tagged);
    }

    fn keep(&mut self, out: &mut Phrases, reading: &Reading, tagged: &Tagged) {
        let (from, to) = (self.from, out.parts.len());
        let weak =
            |p: &Part| p.unit.entity().is_none() && is_weak(reading.text.tokens[p.first as usize].hash);
        if from < to
            && !idiom(out, from, reading, tagged)
            && !(weak(&out.parts[to - 1]) && out.parts[from..to].iter().all(|p| weak(p) || p.adjective))
        {
            let from = from.max(to.saturating_sub(LONGEST));
            out.phrases.push(Phrase {
                reading: self.reading,
                sentence: self.sentence,
                from: from as u32,
                to: to as u32,
            });
        } else {
            out.parts.truncate(from);
        }
        self.from = out.parts.len();
    }
}

/// What is no word: a letter that stands alone, the inside of an entity of HTML that a copy left ("&amp;", "&#039;"),
/// an address of the web, a party's sign behind a name ("(R-Wis.)").
fn is_debris(text: &str, token: Token, open: bool) -> bool {
    let (from, to) = (token.span.start as usize, token.span.end as usize);
    let (before, word) = (text.get(..from).unwrap_or(""), text.get(from..to).unwrap_or("").as_bytes());
    let entity = text.as_bytes().get(to) == Some(&b';') && before.trim_end_matches('#').ends_with('&');
    let party = word.get(1) == Some(&b'-') && before.ends_with('(');
    entity
        || party
        || word.starts_with(b"www.")
        || !open && word.len() < 2 && word.iter().all(u8::is_ascii_alphabetic)
}

/// A title with a capital.
fn is_office(token: Token) -> bool {
    token.capital && is_title(token.hash)
}

/// "at length", "in a row": one noun after a preposition that says how and not what.
fn idiom(out: &Phrases, from: usize, reading: &Reading, tagged: &Tagged) -> bool {
    let [part] = out.parts[from..] else { return false };
    let first = part.first as usize;
    let tokens = &reading.text.tokens;
    let before = first.checked_sub(if first > 0 && tokens[first - 1].hash == A { 2 } else { 1 });
    before.is_some_and(|i| tagged.tags[i] == Tag::Preposition) && IDIOMS.has(tokens[first].hash)
}
