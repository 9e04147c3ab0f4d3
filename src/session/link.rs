//! A session as the fragment of an address: `#v1` codec data `z`. Format, limits and messages: `docs/link.md`.
//!
//! The data begin with their own length, so that a cut link says how much is missing, and a checksum, so that an
//! altered one is refused before anything is unpacked. Whatever chat and mail programs do to a long address
//! without harming its letters (line breaks, `%23`, punctuation behind it) is repaired.

use std::fmt;

use super::armour::{crc32, encoded_len, from_base64url, sextet, to_base64url};
use super::coder::{compress, decompress};
use super::dictionary::Dictionary;
use super::predictor::Predictor;
use super::untrusted::tame;
use super::wire::{self, MAX_ARTICLES, MAX_BYTES, SAMPLE, pack, push_varint, take_varint, unpack};
use super::{Carries, Session};
use crate::article::Article;

/// The version that is written.
pub const VERSION: u32 = 1;
/// Most compressed bytes of a link.
pub const MAX_PAYLOAD: usize = 64 << 10;
/// The last character: a letter, since chat programs leave a `-`, `_` or `.` at the end out of the address.
const END: char = 'z';

/// A link's fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// With the leading `#`. ASCII, so its length is the characters that it takes.
    pub fragment: String,
}

/// Why there is no link, or why one can't be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// There is no Crossread link here.
    NotALink,
    /// Written by a later version than this page knows.
    NewerVersion,
    /// Characters that arrived, and characters that there were, if the link still says so.
    Cut { arrived: usize, total: Option<usize> },
    /// The checksum does not hold.
    Altered,
    /// It claims to hold more than a link may.
    TooLarge,
    /// It needs the dictionary, which has not been given.
    DictionaryNeeded,
    /// It carries the view only, and not all of its texts are among the reader's own.
    TextsNeeded { labels: Vec<String> },
    /// The session has more articles than a link holds.
    TooManyArticles(usize),
    /// The session takes more bytes than a link holds, before compression or after.
    TooMuchText { bytes: usize, most: usize },
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => write!(f, "This address holds no Crossread link."),
            Self::NewerVersion => {
                write!(
                    f,
                    "This link was made by a newer version of Crossread. Reload the page and try again."
                )
            }
            Self::Cut { arrived, total: Some(total) } => write!(
                f,
                "The link was cut: {} of {} characters arrived. Ask for it again, or for the session as a file.",
                thousands(*arrived),
                thousands(*total)
            ),
            Self::Cut { arrived, total: None } => write!(
                f,
                "The link was cut: only {} characters arrived. Ask for it again, or for the session as a file.",
                thousands(*arrived)
            ),
            Self::Altered => write!(
                f,
                "The link was altered on its way, so nothing of it is shown. Ask for it again, or for the session as a file."
            ),
            Self::TooLarge => {
                write!(f, "The link claims to hold more than a link may, so it was not opened.")
            }
            Self::DictionaryNeeded => {
                write!(
                    f,
                    "The link needs the page's dictionary, which could not be loaded. Reload the page and try again."
                )
            }
            Self::TextsNeeded { labels } => write!(
                f,
                "The link carries only a view, for readers who have the same articles open: {}. Add them first, or ask for a link with everything.",
                labels.join(", ")
            ),
            Self::TooManyArticles(n) => write!(
                f,
                "A link holds at most {MAX_ARTICLES} articles; this session has {n}. Save it as a file instead."
            ),
            Self::TooMuchText { bytes, most } => write!(
                f,
                "This session takes {} kB, a link at most {}. Share excerpts, or save it as a file.",
                thousands(bytes.div_ceil(1000)),
                thousands(most / 1000)
            ),
        }
    }
}

impl std::error::Error for LinkError {}

/// What was in a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub carries: Carries,
    /// Safe to show. With [`Carries::View`] the articles have labels but no texts.
    pub session: Session,
    /// CRC-32 of each article's text at the maker's.
    checks: Vec<u32>,
}

impl Opened {
    /// The session; one that carries the view only takes its texts from the reader's own articles.
    pub fn complete(self, own: &[Article]) -> Result<Session, LinkError> {
        if self.carries != Carries::View {
            return Ok(self.session);
        }
        self.with_texts_from(own).ok_or_else(|| LinkError::TextsNeeded {
            labels: self.session.articles.into_iter().map(|a| a.label).collect(),
        })
    }

    /// For a link that carries the view only: the session on the reader's own articles, when all texts that it is about are
    /// among them; in the order of the link.
    pub fn with_texts_from(&self, own: &[Article]) -> Option<Session> {
        let mut session = self.session.clone();
        for (article, check) in session.articles.iter_mut().zip(&self.checks) {
            if crc32(article.text.as_bytes()) != *check {
                let found = own.iter().find(|a| crc32(a.text.as_bytes()) == *check)?;
                article.text.clone_from(&found.text);
            }
        }
        Some(session)
    }
}

/// Makes a link. With a dictionary it is about a third shorter, and can only be opened with that dictionary.
pub fn encode(session: &Session, what: Carries, dictionary: Option<&Dictionary>) -> Result<Link, LinkError> {
    if session.articles.len() > MAX_ARTICLES {
        return Err(LinkError::TooManyArticles(session.articles.len()));
    }
    let packed = pack(session, what);
    if packed.len() > MAX_BYTES {
        return Err(LinkError::TooMuchText { bytes: packed.len(), most: MAX_BYTES });
    }
    let (codec, payload) = Codec::shortest(&packed, dictionary);
    if payload.len() > MAX_PAYLOAD {
        return Err(LinkError::TooMuchText { bytes: payload.len(), most: MAX_PAYLOAD });
    }
    Ok(wrap(codec, packed.len(), &payload))
}

/// Opens a link: its fragment, or the whole address, as it arrived.
pub fn decode(fragment: &str, dictionary: Option<&Dictionary>) -> Result<Opened, LinkError> {
    let envelope = Envelope::read(fragment)?;
    let packed = decompress(envelope.codec.predictor(dictionary)?, &envelope.payload, envelope.unpacked);
    open_packed(&packed).ok_or(LinkError::Altered)
}

/// What stands in a link after decompression; `None` when it is not of that form. For [`decode`] and its fuzz target.
#[doc(hidden)]
pub fn open_packed(packed: &[u8]) -> Option<Opened> {
    let wire::Unpacked { carries, mut session, checks } = unpack(packed)?;
    tame(&mut session);
    Some(Opened { carries, session, checks })
}

/// A link around any payload, its lengths and checksum right. For the fuzz target of what lies behind them.
#[doc(hidden)]
pub fn sealed(unpacked: usize, payload: &[u8]) -> Link {
    wrap(Codec::Plain, unpacked, payload)
}

/// How the payload is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    /// By the predictor as it is.
    Plain,
    /// By the predictor after it has read the dictionary.
    Primed,
}

impl Codec {
    const ALL: [Self; 2] = [Self::Plain, Self::Primed];

    /// Its name in the link.
    fn letter(self) -> char {
        match self {
            Self::Plain => 'c',
            Self::Primed => 'p',
        }
    }

    fn predictor(self, dictionary: Option<&Dictionary>) -> Result<Predictor, LinkError> {
        match self {
            Self::Plain => Ok(plain()),
            Self::Primed => dictionary.map(Dictionary::predictor).ok_or(LinkError::DictionaryNeeded),
        }
    }

    /// The codec that makes the fewest bytes, and these: text in other languages may do better without the dictionary.
    fn shortest(packed: &[u8], dictionary: Option<&Dictionary>) -> (Self, Vec<u8>) {
        let primed = dictionary.map(|d| compress(d.predictor(), packed));
        // What the dictionary has made this short is in its language, and gets no shorter without it.
        if let Some(primed) = primed.as_ref().filter(|primed| primed.len() * 3 < packed.len()) {
            return (Self::Primed, primed.clone());
        }
        let plain = compress(plain(), packed);
        match primed {
            Some(primed) if primed.len() < plain.len() => (Self::Primed, primed),
            _ => (Self::Plain, plain),
        }
    }
}

/// A predictor that knows what the start of a link looks like, and nothing else.
fn plain() -> Predictor {
    let mut predictor = Predictor::default();
    predictor.learn(SAMPLE);
    predictor
}

/// Whether opening needs the dictionary.
pub fn needs_dictionary(fragment: &str) -> bool {
    Envelope::read(fragment).is_ok_and(|envelope| envelope.codec == Codec::Primed)
}

/// Whether text could be (a part of) an address with a link in it.
pub fn looks_like_link(text: &str) -> bool {
    start_of(text).is_some_and(|rest| rest[1..].starts_with(|c: char| c.is_ascii_digit()))
}

fn wrap(codec: Codec, unpacked: usize, payload: &[u8]) -> Link {
    let mut data = Vec::with_capacity(payload.len() + 10);
    push_varint(&mut data, payload.len() as u64);
    push_varint(&mut data, unpacked as u64);
    data.extend_from_slice(&check(codec, payload.len(), unpacked, payload).to_le_bytes());
    data.extend_from_slice(payload);
    Link { fragment: format!("#v{VERSION}{}{}{END}", codec.letter(), to_base64url(&data)) }
}

/// The checksum over all that matters: codec, lengths, payload.
fn check(codec: Codec, packed: usize, unpacked: usize, payload: &[u8]) -> u32 {
    let mut all = format!("{VERSION}{}{packed},{unpacked},", codec.letter()).into_bytes();
    all.extend_from_slice(payload);
    crc32(&all)
}

/// A fragment that arrived whole.
struct Envelope {
    codec: Codec,
    payload: Vec<u8>,
    unpacked: usize,
}

impl Envelope {
    fn read(fragment: &str) -> Result<Self, LinkError> {
        let start = start_of(fragment).ok_or(LinkError::NotALink)?;
        let (letters, whole) = letters(start);
        let digits = letters[1..].bytes().take_while(u8::is_ascii_digit).count();
        let (version, rest) = letters[1..].split_at(digits);
        let Some(letter) = rest.chars().next() else {
            return Err(LinkError::Cut { arrived: letters.len(), total: None });
        };
        match version.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(n) if n > VERSION => return Err(LinkError::NewerVersion),
            _ => return Err(LinkError::NotALink),
        }
        let codec = Codec::ALL.into_iter().find(|c| c.letter() == letter).ok_or(LinkError::Altered)?;
        let data = &rest[letter.len_utf8()..];
        let prefix = letters.len() - data.len();
        let cut = |total| LinkError::Cut { arrived: letters.len(), total };
        let missing = |total| if whole { cut(total) } else { LinkError::Altered };

        // The header may end within a group of four characters; the rest of the group is payload.
        let head = from_base64url(&data[..data.len().min(16) / 4 * 4]).ok_or(LinkError::Altered)?;
        let mut bytes = &head[..];
        let packed = take_varint(&mut bytes).ok_or_else(|| missing(None))?;
        let unpacked = take_varint(&mut bytes).ok_or_else(|| missing(None))?;
        let (packed, unpacked) = match (usize::try_from(packed), usize::try_from(unpacked)) {
            (Ok(p), Ok(u)) if p <= MAX_PAYLOAD && u <= MAX_BYTES => (p, u),
            _ => return Err(LinkError::TooLarge),
        };
        let header = head.len() - bytes.len() + 4;
        let length = encoded_len(header + packed);
        // The character at the end can be missing: nothing is lost with it.
        let data = data.get(..length).ok_or_else(|| missing(Some(prefix + length + END.len_utf8())))?;
        let data = from_base64url(data).ok_or(LinkError::Altered)?;
        let (head, payload) = data.split_at_checked(header).ok_or(LinkError::Altered)?;
        let expected = check(codec, packed, unpacked, payload).to_le_bytes();
        if !head.ends_with(&expected) {
            return Err(LinkError::Altered);
        }
        Ok(Self { codec, payload: payload.to_vec(), unpacked })
    }
}

/// From the `v` on: what follows the `#`, however often that was escaped, or the text itself if it has none.
fn start_of(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let marks = text.match_indices("#v").map(|(at, _)| at + 1).chain(
        text.match_indices("23v")
            .filter_map(|(at, _)| text[..at].trim_end_matches("25").ends_with('%').then_some(at + 2)),
    );
    let start = marks.min().unwrap_or(0);
    text[start..].starts_with('v').then_some(&text[start..])
}

/// The letters of a link without what programs put between them (white space, quote marks of mail, Markdown's backslashes,
/// percent escapes), up to the first character that cannot be in one; and whether only other such characters follow.
fn letters(text: &str) -> (String, bool) {
    let most = encoded_len(MAX_PAYLOAD) + 64;
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (c, length) = percent(rest).unwrap_or((c, c.len_utf8()));
        if u8::try_from(c).ok().and_then(sextet).is_some() {
            out.push(c);
            if out.len() > most {
                break;
            }
        } else if !(c.is_whitespace() || crate::untrusted::is_invisible(c) || matches!(c, '>' | '\\' | '=')) {
            break;
        }
        rest = &rest[length..];
    }
    let whole = !rest.bytes().any(|b| b.is_ascii_alphanumeric());
    (out, whole)
}

/// The character that leading percent escapes stand for (in UTF-8, as browsers write them), and their length.
fn percent(text: &str) -> Option<(char, usize)> {
    let byte = |at: usize| {
        let hex = text.get(3 * at..)?.strip_prefix('%')?.get(..2)?;
        hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u8::from_str_radix(hex, 16).ok())?
    };
    let first = byte(0)?;
    let count = match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    let bytes: Vec<u8> = (0..count).map_while(byte).collect();
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((c, 3 * count))
}

/// A number with commas: 1,204.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
