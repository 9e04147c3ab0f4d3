//! Noun phrases: runs of adjectives, nouns and names, cut where a reader would cut them.

use super::names::Names;
use super::tag::{ByHash, Tag, Tagged, is_calendar, is_title};
use crate::analysis::Reading;
use crate::text::{ParagraphKind, word_hash_ascii};

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

const fn hashes<const N: usize>(words: [&str; N]) -> [u32; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = word_hash_ascii(words[i]);
        i += 1;
    }
    out
}

/// Adjectives and nouns that tell nothing at the head of a phrase.
static LIGHT: [u32; 34] = hashes([
    "new",
    "former",
    "same",
    "own",
    "other",
    "such",
    "last",
    "next",
    "recent",
    "current",
    "early",
    "late",
    "several",
    "certain",
    "various",
    "many",
    "much",
    "good",
    "great",
    "big",
    "little",
    "long",
    "able",
    "likely",
    "sure",
    "very",
    "top",
    "key",
    "whole",
    "entire",
    "further",
    "full",
    "real",
    "additional",
]);

/// Nouns that are no topic by themselves.
static WEAK: [u32; 159] = hashes([
    "second",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "morning",
    "afternoon",
    "evening",
    "night",
    "today",
    "yesterday",
    "tomorrow",
    "time",
    "times",
    "way",
    "ways",
    "thing",
    "things",
    "lot",
    "lots",
    "kind",
    "kinds",
    "sort",
    "type",
    "bit",
    "part",
    "parts",
    "place",
    "point",
    "points",
    "case",
    "fact",
    "people",
    "person",
    "man",
    "woman",
    "men",
    "women",
    "guy",
    "guys",
    "number",
    "numbers",
    "percent",
    "use",
    "end",
    "half",
    "series",
    "side",
    "sides",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "reporter",
    "reporters",
    "midnight",
    "noon",
    "course",
    "example",
    "rest",
    "couple",
    "dozen",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "moment",
    "weekend",
    "reason",
    "reasons",
    "something",
    "idea",
    "piece",
    "set",
    "name",
    "order",
    "manner",
    "importance",
    "need",
    "needs",
    "situation",
    "issue",
    "issues",
    "leader",
    "leaders",
    "president",
    "presidents",
    "statement",
    "statements",
    "question",
    "questions",
    "effort",
    "efforts",
    "ability",
    "addition",
    "basis",
    "behalf",
    "attempt",
    "attempts",
    "opportunity",
    "result",
    "results",
    "role",
    "sense",
    "matter",
    "matters",
    "level",
    "amount",
    "total",
    "area",
    "areas",
    "form",
    "step",
    "steps",
    "view",
    "views",
    "word",
    "words",
    "term",
    "terms",
    "position",
    "problem",
    "problems",
    "member",
    "members",
    "official",
    "officials",
    "whomever",
    "gonna",
    "wanna",
    "response",
    "concern",
    "concerns",
    "support",
    "discussion",
    "discussions",
    "thought",
    "thoughts",
    "list",
    "group",
    "groups",
    "countries",
    "country",
    "event",
    "events",
    "context",
    "prospect",
    "search",
    "connection",
    "emphasis",
]);

/// Whether a noun is no topic by itself.
pub fn is_weak(word: u32) -> bool {
    WEAK.contains(&word) || is_calendar(word)
}

/// Finds the noun phrases in the bodies of the texts.
pub fn phrases(readings: &[&Reading], tagged: &[Tagged], names: &Names) -> Phrases {
    let mut out = Phrases::default();
    let mut at = 0;
    for (r, reading) in readings.iter().enumerate() {
        let text = &reading.text;
        let mut starts: ByHash<(u32, u32)> = ByHash::default();
        while let Some(name) = names.places.get(at).filter(|n| n.reading as usize == r) {
            starts.insert(name.first, (name.last, name.entity));
            at += 1;
        }
        for paragraph in text.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Body) {
            for s in paragraph.sentences() {
                let mut run = Run { reading: r as u32, sentence: s as u32, from: out.parts.len() };
                let range = text.sentences[s].tokens();
                let mut i = range.start;
                while i < range.end {
                    let (token, tag) = (text.tokens[i], tagged[r].tags[i]);
                    let idf = tagged[r].idf[i];
                    let here = i as u32;
                    if let Some((last, entity)) = starts.get(&here) {
                        // "businessman Mark Jacobs": a name after a noun begins a phrase of its own.
                        run.close(&mut out, reading);
                        let idf = (i..*last as usize).map(|t| tagged[r].idf[t]).fold(0.0, f32::max);
                        let unit = Unit::name(*entity);
                        out.parts.push(Part { unit, first: here, last: *last, adjective: false, idf });
                        i = *last as usize;
                        continue;
                    }
                    let unit = Unit::stem(tagged[r].stems[i]);
                    let open = out.parts.len() > run.from;
                    match tag {
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
                                run.close(&mut out, reading);
                            }
                            if !LIGHT.contains(&token.hash) {
                                out.parts.push(Part {
                                    unit,
                                    first: here,
                                    last: here + 1,
                                    adjective: true,
                                    idf,
                                });
                            }
                        }
                        // "resolution 2254"
                        Tag::Number
                            if open && out.parts.last().is_some_and(|p| !p.adjective && p.last == here) =>
                        {
                            out.parts.push(Part { unit, first: here, last: here + 1, adjective: true, idf });
                            run.close_numbered(&mut out, reading);
                        }
                        _ => run.close(&mut out, reading),
                    }
                    i += 1;
                }
                run.close(&mut out, reading);
            }
        }
    }
    out
}

/// The phrase that is being read: the parts from `from` on.
struct Run {
    reading: u32,
    sentence: u32,
    from: usize,
}

impl Run {
    fn close(&mut self, out: &mut Phrases, reading: &Reading) {
        while out.parts.len() > self.from && out.parts.last().is_some_and(|p| p.adjective) {
            out.parts.pop();
        }
        self.keep(out, reading);
    }

    fn close_numbered(&mut self, out: &mut Phrases, reading: &Reading) {
        self.keep(out, reading);
    }

    fn keep(&mut self, out: &mut Phrases, reading: &Reading) {
        let (from, to) = (self.from, out.parts.len());
        let weak =
            |p: &Part| p.unit.entity().is_none() && is_weak(reading.text.tokens[p.first as usize].hash);
        if from < to
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
