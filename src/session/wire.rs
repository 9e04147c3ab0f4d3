//! A session as few bytes as it takes, before compression: what [`link`](super::link) carries.
//!
//! Two streams: numbers (varints: counts, lengths, spans, tags) and words (all strings, end to end), so that the
//! compressor sees running text. Layout in `docs/link.md`. Fields are written by hand, not derived, because old links must
//! open for ever: a field added to a type must not move the ones before it. New fields go into the extras at
//! the end, which a reader that does not know them skips.

use std::slice::from_ref;

use crate::article::{Article, ArticleId, Date};
use crate::comparison::{CompareBy, FindingKind};
use crate::corrections::{Anchor, Correction};
use crate::text::Span;

use super::armour::crc32;
use super::{Carries, Page, RowFilter, RowOrder, Session, View};

/// Bounds on what a link may hold, checked before anything is allocated for it.
pub const MAX_ARTICLES: usize = 50;
/// Corrections.
pub const MAX_CORRECTIONS: usize = 10_000;
/// Bytes of an anchor's words that are taken from the text; longer ones are written out, so that a few bytes can't
/// stand for many.
const MAX_ANCHOR: usize = 256;
/// Kinds of findings, by their numbers.
const KINDS: [FindingKind; 15] = [
    FindingKind::FiguresDiffer,
    FindingKind::Only,
    FindingKind::LeftOut,
    FindingKind::AllAgree,
    FindingKind::ClaimedOmission,
    FindingKind::ClippedQuotation,
    FindingKind::WireCopy,
    FindingKind::NoSharedTopic,
    FindingKind::SameArticle,
    FindingKind::NotEnglish,
    FindingKind::OneArticle,
    FindingKind::NoQuotations,
    FindingKind::NoWords,
    FindingKind::Versions,
    FindingKind::Opposed,
];
/// Bytes of a session in this form. What takes more does not fit into a link's payload either, and unpacking
/// this much takes about a third of a second.
pub const MAX_BYTES: usize = 256 << 10;

/// Two sessions of little in this form: one article; two with titles, dates and numbered topics. The compressor reads them first, so that
/// what all links begin with costs them next to nothing. It belongs to the codec: never change it.
pub(super) const SAMPLE: &[u8] = b"\x15\0\0\x01\0\x0c\0\0\0\x90\x13\0\0\0\0\0\0\0\0\0\0\0Evening News\
    \x31\0\0\x02\0\x0d\x2f\xb6\xc3\x02\0\xdc\x12\0\x09\0\xb8\xc3\x02\0\x84\x14\0\x01\0\0\0\0\0\0\x01\x05\x08\x05\x0c\x07\x0b\x06\x09\x0a\0The Daily Sun";

/// A session read back. `checks` has the CRC-32 of each article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    pub carries: Carries,
    pub session: Session,
    pub checks: Vec<u32>,
}

/// The bytes of a session. With [`Carries::View`] the texts are left out but for their checksums.
pub fn pack(session: &Session, carries: Carries) -> Vec<u8> {
    let mut w = Writer::default();
    w.number(match carries {
        Carries::Everything => 0,
        Carries::Excerpts => 1,
        Carries::View => 2,
    });
    w.string(&session.title);
    w.number(session.articles.len() as u64);
    for (place, article) in session.articles.iter().enumerate() {
        w.number(zigzag(i64::from(article.id.0) - place as i64));
        w.string(&article.label);
        w.option(article.title.as_deref());
        w.number(article.date.map_or(0, |date| zigzag(i64::from(date.days())) + 1));
        w.option(article.url.as_deref());
        match carries {
            Carries::View => w.number(u64::from(crc32(article.text.as_bytes()))),
            Carries::Everything | Carries::Excerpts => w.string(&article.text),
        }
    }
    w.number(session.corrections.len() as u64);
    for correction in &session.corrections {
        w.correction(correction, session, carries);
    }
    w.view(&session.view);
    w.number(0); // extras
    w.finish()
}

/// Reads [`pack`]'s bytes; `None` when they are not of that form or exceed a bound.
pub fn unpack(bytes: &[u8]) -> Option<Unpacked> {
    let mut r = Reader::new(bytes)?;
    let carries = match r.number()? {
        0 => Carries::Everything,
        1 => Carries::Excerpts,
        2 => Carries::View,
        _ => return None,
    };
    let title = r.string()?;
    let count = r.count(MAX_ARTICLES)?;
    let mut session = Session { title, articles: Vec::with_capacity(count), ..Session::default() };
    let mut checks = Vec::with_capacity(count);
    for place in 0..count {
        let id = ArticleId(u32::try_from(unzigzag(r.number()?).checked_add(place as i64)?).ok()?);
        if session.articles.iter().any(|a| a.id == id) {
            return None;
        }
        let (label, title) = (r.string()?, r.option()?);
        let date = match r.number()? {
            0 => None,
            n => Some(date_from_days(unzigzag(n - 1))?),
        };
        let url = r.option()?;
        let text = match carries {
            Carries::View => {
                checks.push(u32::try_from(r.number()?).ok()?);
                String::new()
            }
            Carries::Everything | Carries::Excerpts => r.string()?,
        };
        if carries != Carries::View {
            checks.push(crc32(text.as_bytes()));
        }
        session.articles.push(Article { id, label, title, date, url, text });
    }
    let count = r.count(MAX_CORRECTIONS)?;
    session.corrections.reserve(count);
    for _ in 0..count {
        let correction = r.correction(&session, carries)?;
        session.corrections.push(correction);
    }
    session.view = r.view()?;
    for _ in 0..r.count(r.numbers.len())? {
        let (_tag, _value) = (r.number()?, r.string()?);
    }
    r.is_spent().then_some(Unpacked { carries, session, checks })
}

/// Days since 1970 as a date, if a [`Date`] can hold it.
fn date_from_days(days: i64) -> Option<Date> {
    let days = i32::try_from(days).ok().filter(|d| d.abs() < 11_000_000)?;
    Some(Date::from_days(days)).filter(|date| date.days() == days)
}

fn zigzag(n: i64) -> u64 {
    (n << 1 ^ n >> 63) as u64
}

fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

/// Appends `n`, seven bits a byte, lowest first.
pub fn push_varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Takes a number off the front.
pub fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(byte & 0x7F).checked_shl(shift)?;
        if byte < 0x80 {
            // One form for each number: no overlong ones, no bits lost at the top.
            let overlong = byte == 0 && shift > 0;
            return (!overlong && n >> shift == u64::from(byte)).then_some(n);
        }
    }
    None
}

#[derive(Default)]
struct Writer {
    numbers: Vec<u8>,
    words: Vec<u8>,
}

impl Writer {
    fn number(&mut self, n: u64) {
        push_varint(&mut self.numbers, n);
    }

    fn string(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.words.extend_from_slice(text.as_bytes());
    }

    fn option(&mut self, text: Option<&str>) {
        self.number(text.map_or(0, |t| t.len() as u64 + 1));
        self.words.extend_from_slice(text.unwrap_or("").as_bytes());
    }

    fn strings(&mut self, list: &[String]) {
        self.number(list.len() as u64);
        for text in list {
            self.string(text);
        }
    }

    fn correction(&mut self, correction: &Correction, session: &Session, carries: Carries) {
        use Correction::*;
        let (tag, strings, at): (u64, &[&String], &[Anchor]) = match correction {
            RenameTopic { topic, label } => (0, &[topic, label], &[]),
            MergeTopics { from, into } => (1, &[from, into], &[]),
            SplitTopic { topic, alias } => (2, &[topic, alias], &[]),
            HideTopic { topic } => (3, &[topic], &[]),
            AddTopic { phrase } => (4, &[phrase], &[]),
            RenameSpeaker { speaker, name } => (5, &[speaker, name], &[]),
            MergeSpeakers { from, into } => (6, &[from, into], &[]),
            HideSpeaker { speaker } => (7, &[speaker], &[]),
            Dismiss { at } => (8, &[], from_ref(at)),
            Reassign { at, speaker } => (9, &[speaker], from_ref(at)),
            SetAside { at, .. } => (10, &[], at),
            AddStatement { at, speaker } => (11, &[speaker], from_ref(at)),
        };
        self.number(tag);
        for text in strings {
            self.string(text);
        }
        if let SetAside { kind, at } = correction {
            self.number(KINDS.iter().position(|k| k == kind).unwrap_or(KINDS.len()) as u64);
            self.number(at.len() as u64);
        }
        for at in at {
            self.number(u64::from(at.article.0));
            self.number(u64::from(at.content.start));
            self.number(at.content.len() as u64);
            // The words mostly stand in the text, so their length will do.
            let known = carries != Carries::View
                && at.words.len() <= MAX_ANCHOR
                && quoted_from(session, at).starts_with(&*at.words);
            self.number((at.words.len() as u64) << 1 | u64::from(known));
            if !known {
                self.words.extend_from_slice(at.words.as_bytes());
            }
        }
    }

    fn view(&mut self, view: &View) {
        let View { page, article, by, filter, order, numbers, topics_off, topics_on, open_rows } = view;
        self.number(match page {
            Page::Read => 0,
            Page::Compare => 1,
            Page::Quoted => 2,
        });
        self.number(u64::from(*article));
        self.number(match by {
            CompareBy::Articles => 0,
            CompareBy::Speakers => 1,
        });
        self.number(match filter {
            RowFilter::All => 0,
            RowFilter::Differ => 1,
            RowFilter::LeftOut => 2,
            RowFilter::OnlyOne => 3,
        });
        self.number(match order {
            RowOrder::DifferencesFirst => 0,
            RowOrder::Importance => 1,
            RowOrder::Alphabet => 2,
        });
        for list in [topics_off, topics_on, open_rows, numbers] {
            self.strings(list);
        }
    }

    /// Length of the numbers, the numbers, the words.
    fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.numbers.len() + self.words.len() + 3);
        push_varint(&mut out, self.numbers.len() as u64);
        out.extend(self.numbers);
        out.extend(self.words);
        out
    }
}

/// The text of the anchor's article from where its content starts.
fn quoted_from<'a>(session: &'a Session, at: &Anchor) -> &'a str {
    let article = session.articles.iter().find(|a| a.id == at.article);
    article.and_then(|a| a.text.get(at.content.start as usize..)).unwrap_or("")
}

struct Reader<'a> {
    numbers: &'a [u8],
    words: &'a [u8],
}

impl<'a> Reader<'a> {
    fn new(mut bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() > MAX_BYTES {
            return None;
        }
        let length = take_varint(&mut bytes)?;
        let (numbers, words) = bytes.split_at_checked(usize::try_from(length).ok()?)?;
        Some(Self { numbers, words })
    }

    fn is_spent(&self) -> bool {
        self.numbers.is_empty() && self.words.is_empty()
    }

    fn number(&mut self) -> Option<u64> {
        take_varint(&mut self.numbers)
    }

    fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    fn count(&mut self, most: usize) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|&n| n <= most)
    }

    fn take(&mut self, length: u64) -> Option<String> {
        let (text, rest) = self.words.split_at_checked(usize::try_from(length).ok()?)?;
        self.words = rest;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }

    fn string(&mut self) -> Option<String> {
        let length = self.number()?;
        self.take(length)
    }

    fn option(&mut self) -> Option<Option<String>> {
        match self.number()? {
            0 => Some(None),
            n => self.take(n - 1).map(Some),
        }
    }

    fn strings(&mut self) -> Option<Vec<String>> {
        (0..self.count(self.numbers.len())?).map(|_| self.string()).collect()
    }

    fn anchor(&mut self, session: &Session, carries: Carries) -> Option<Anchor> {
        let article = ArticleId(self.small()?);
        let start = self.small()?;
        let content = Span { start, end: start.checked_add(self.small()?)? };
        let length = self.number()?;
        let mut at = Anchor { article, content, words: String::new() };
        at.words = match (length & 1 == 1, carries) {
            (false, _) => self.take(length >> 1)?,
            (true, Carries::View) => return None,
            (true, _) => {
                let length = usize::try_from(length >> 1).ok().filter(|&n| n <= MAX_ANCHOR)?;
                quoted_from(session, &at).get(..length)?.to_owned()
            }
        };
        Some(at)
    }

    fn correction(&mut self, session: &Session, carries: Carries) -> Option<Correction> {
        use Correction::*;
        Some(match self.number()? {
            0 => RenameTopic { topic: self.string()?, label: self.string()? },
            1 => MergeTopics { from: self.string()?, into: self.string()? },
            2 => SplitTopic { topic: self.string()?, alias: self.string()? },
            3 => HideTopic { topic: self.string()? },
            4 => AddTopic { phrase: self.string()? },
            5 => RenameSpeaker { speaker: self.string()?, name: self.string()? },
            6 => MergeSpeakers { from: self.string()?, into: self.string()? },
            7 => HideSpeaker { speaker: self.string()? },
            8 => Dismiss { at: self.anchor(session, carries)? },
            tag @ (9 | 11) => {
                let speaker = self.string()?;
                let at = self.anchor(session, carries)?;
                if tag == 9 { Reassign { at, speaker } } else { AddStatement { at, speaker } }
            }
            10 => {
                let kind = *KINDS.get(self.count(KINDS.len())?)?;
                let count = self.count(self.numbers.len())?;
                let at = (0..count).map(|_| self.anchor(session, carries)).collect::<Option<_>>()?;
                SetAside { kind, at }
            }
            _ => return None,
        })
    }

    fn view(&mut self) -> Option<View> {
        Some(View {
            page: match self.number()? {
                0 => Page::Read,
                1 => Page::Compare,
                2 => Page::Quoted,
                _ => return None,
            },
            article: self.small()?,
            by: match self.number()? {
                0 => CompareBy::Articles,
                1 => CompareBy::Speakers,
                _ => return None,
            },
            filter: match self.number()? {
                0 => RowFilter::All,
                1 => RowFilter::Differ,
                2 => RowFilter::LeftOut,
                3 => RowFilter::OnlyOne,
                _ => return None,
            },
            order: match self.number()? {
                0 => RowOrder::DifferencesFirst,
                1 => RowOrder::Importance,
                2 => RowOrder::Alphabet,
                _ => return None,
            },
            topics_off: self.strings()?,
            topics_on: self.strings()?,
            open_rows: self.strings()?,
            numbers: self.strings()?,
        })
    }
}
