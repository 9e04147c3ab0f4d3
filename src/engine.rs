//! Answers the page's requests a step at a time, so that a newer request never waits long: first the topics of all
//! articles, then who said what, article by article, and in a long one part by part, then the comparison that is in
//! view, and last the other one. What was read before is not read again.

mod held;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::analysis::{Overviews, Reading, attribute, begin};
use crate::article::{Article, ArticleId};
use crate::attribution::model::{Learned, Memory, ModelError, Part, Tagging};
use crate::attribution::{Attribution, Attributor, Opinions, Rules, Together};
use crate::comparison::{CompareBy, Comparison};
use crate::corrections::{Correction, correct_topics, corrected, lost, lost_topics};
use crate::protocol::{Request, Response};
use crate::text::Text;
use crate::topics::topics;
use held::{Heard, Held};

/// Tokens that go through the network in one step: some 50 ms in a browser.
const STEP: usize = 2048;

/// Tokens from which on a text takes so long that more than its beginning is told before all is read.
const LONG: usize = 80_000;

/// Bytes of a paragraph that is none.
const ENDLESS: usize = 50_000;

/// Bytes of text that are worth another worker.
const WORTH_IT: usize = 30_000;

/// Bytes of text that are read here sooner than they are lent: about a step.
const NOT_WORTH_IT: usize = 10_000;

/// Most tokens that are lent at once.
const LENT: usize = 2 * STEP;

/// Takes requests and works on the newest; see [`Engine::step`].
#[derive(Default)]
pub struct Engine {
    /// Complete, from the newest request that was.
    readings: Vec<Reading>,
    learned: Option<Together>,
    memory: Memory,
    work: Option<Work>,
    /// The newest request but for its articles, to be answered anew when the learned model arrives.
    last: Option<Asked>,
    held: Held,
    /// Numbers what is handed to others.
    parcels: u32,
    /// The text of the last parcel that came from another worker: more of it may follow.
    unpacked: Option<(Text, Tagging)>,
}

/// A request without its articles.
#[derive(Clone)]
struct Asked {
    id: u32,
    holds: u32,
    corrections: Vec<Correction>,
    by: CompareBy,
}

/// What is under way.
struct Work {
    asked: Asked,
    slots: Vec<Slot>,
    stage: Stage,
}

enum Stage {
    Topics,
    Statements,
    Comparison,
    /// The comparison by speakers, if it was not told with the first.
    Other(Option<Overviews>),
}

/// An article of the request.
struct Slot {
    reading: Reading,
    state: SlotState,
    /// What the page has of this article.
    heard: Option<Heard>,
    /// The page has marks of this text, which stay until the new ones are complete.
    shown: bool,
    /// It is told with the comparison and not before.
    unwieldy: bool,
    /// The share of the text whose statements the page was told, in eighths.
    told: usize,
    /// What the rules think of the text, while the model reads it.
    opinions: Option<Opinions>,
}

enum SlotState {
    Done,
    Waiting,
    Tagging(Tagging),
}

impl Slot {
    /// Bytes that nobody reads yet.
    fn open(&self) -> usize {
        match &self.state {
            SlotState::Done => 0,
            SlotState::Waiting => self.reading.article.text.len(),
            SlotState::Tagging(tagging) => tagging.open(&self.reading.text),
        }
    }

    /// Whether others have to bring something before it can go on.
    fn is_stuck(&self) -> bool {
        matches!(&self.state, SlotState::Tagging(tagging) if tagging.is_waiting())
    }
}

/// A text that is read apart from all requests.
pub struct Apart {
    reading: Reading,
    tagging: Tagging,
}

/// Paragraphs of a text, by index, to be read by another worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    pub number: u32,
    pub text: String,
    pub paragraphs: Range<usize>,
}

/// When a text of so many tokens is told next, if it was told at `told`; in eighths. At an eighth, a long one at a half too:
/// each time it is told anew, at the cost of a tenth of all.
fn next_told(told: usize, tokens: usize) -> usize {
    match told {
        0 => 1,
        1 if tokens >= LONG => 4,
        _ => 8,
    }
}

/// Whether a text is one endless line, which the page can draw only as a whole: it is told once, at the end.
fn is_unwieldy(reading: &Reading) -> bool {
    reading.analysis.paragraphs.iter().any(|(_, span)| span.len() > ENDLESS)
}

/// How a step left the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    More,
    /// Others have to bring back what they read.
    Waiting,
    Idle,
}

impl Engine {
    /// Takes a request in place of the one before it.
    pub fn ask(&mut self, request: Request) {
        let Request::Compare { id, holds, articles, corrections, by } = request;
        let asked = Asked { id, holds, corrections, by };
        let mut known = std::mem::take(&mut self.readings);
        // What the request before this one has read is known as well.
        if let Some(work) = self.work.take() {
            known.extend(
                work.slots.into_iter().filter(|s| matches!(s.state, SlotState::Done)).map(|s| s.reading),
            );
        }
        let slots = articles.into_iter().map(|article| {
            let same = |r: &Reading| r.article.text == article.text && r.article.date == article.date;
            let (reading, state) = match known.iter().position(same) {
                Some(at) => (Reading { article, ..known.swap_remove(at) }, SlotState::Done),
                None => (begin(article), SlotState::Waiting),
            };
            self.held.slot(&asked, reading, state)
        });
        self.work = Some(Work { slots: slots.collect(), asked: asked.clone(), stage: Stage::Topics });
        self.last = Some(asked);
    }

    /// What the next step is about.
    pub fn stage(&self) -> Option<&'static str> {
        self.work.as_ref().map(|work| match work.stage {
            Stage::Topics => "topics",
            Stage::Statements if self.learned.is_some() => "statements by the model",
            Stage::Statements => "statements by the rules",
            Stage::Comparison => "comparison",
            Stage::Other(_) => "other comparison",
        })
    }

    /// Does the next piece of work; `tell` hears of what is known by it.
    pub fn step(&mut self, tell: &mut dyn FnMut(Response)) -> Progress {
        let Some(mut work) = self.work.take() else { return Progress::Idle };
        match std::mem::replace(&mut work.stage, Stage::Statements) {
            Stage::Topics => work.tell_topics(tell),
            Stage::Statements => match work.next() {
                Some(slot) => self.read(&mut work, slot, tell),
                None if work.slots.iter().any(Slot::is_stuck) => {
                    self.work = Some(work);
                    return Progress::Waiting;
                }
                None => work.stage = Stage::Comparison,
            },
            Stage::Comparison => {
                let learned = self.learned.is_some();
                let other = work.compare(learned, tell);
                self.held = Held::after(&work);
                work.stage = Stage::Other(other);
            }
            Stage::Other(other) => {
                if let Some(other) = &other {
                    let by_speakers = work.by_speakers(other);
                    tell(Response::BySpeakers { id: work.asked.id, by_speakers });
                }
                self.readings = work.slots.into_iter().map(|s| s.reading).collect();
                return Progress::Idle;
            }
        }
        self.work = Some(work);
        Progress::More
    }

    /// Steps until all is told.
    pub fn answer(&mut self, request: Request, tell: &mut dyn FnMut(Response)) {
        self.ask(request);
        while self.step(tell) == Progress::More {}
    }

    /// Reads an article, or the next part of it.
    fn read(&mut self, work: &mut Work, slot: usize, tell: &mut dyn FnMut(Response)) {
        let Some(s) = work.slots.get_mut(slot) else { return };
        let text = &s.reading.text;
        let found = match (&self.learned, &mut s.state) {
            (None, _) => Rules.attributions(text),
            (Some(learned), SlotState::Tagging(tagging)) => {
                let more = learned.advance(text, tagging, &mut self.memory, STEP);
                let (done, all) = tagging.progress(text);
                let next = next_told(s.told, all);
                if more && (s.shown || done * 8 < all * next) {
                    return;
                }
                let found = learned.found(text, tagging, &mut s.opinions);
                if more {
                    s.told = next;
                    attribute(&mut s.reading, found);
                    tell(work.statements(slot));
                    return;
                }
                found
            }
            (Some(learned), state) => {
                *state = SlotState::Tagging(learned.begin(text, &self.memory));
                return;
            }
        };
        work.finish(slot, found, tell);
    }

    /// Whether so much waits for the learned model that other workers are worth their start.
    pub fn wants_others(&self) -> bool {
        self.open() >= WORTH_IT
    }

    /// Bytes that wait for the learned model.
    fn open(&self) -> usize {
        let reads = |w: &&Work| matches!(w.stage, Stage::Statements) && self.learned.is_some();
        self.work.iter().filter(reads).flat_map(|w| &w.slots).map(Slot::open).sum()
    }

    /// Paragraphs for another worker, the last of the newest article that has some left.
    pub fn parcel(&mut self) -> Option<Parcel> {
        let open = self.open();
        if open < NOT_WORTH_IT {
            return None;
        }
        let learned = self.learned.as_ref()?;
        let slot = self.work.as_mut()?.slots.iter_mut().rev().find(|s| s.open() > 0)?;
        if matches!(slot.state, SlotState::Waiting) {
            slot.state = SlotState::Tagging(learned.begin(&slot.reading.text, &self.memory));
        }
        let SlotState::Tagging(tagging) = &mut slot.state else { return None };
        let number = self.parcels + 1;
        // A word has some five bytes, and half of them stay here.
        let paragraphs = tagging.lend(&slot.reading.text, LENT.min(open / 10), number)?;
        self.parcels = number;
        Some(Parcel { number, text: slot.reading.article.text.clone(), paragraphs })
    }

    /// What another worker found in a parcel. It is remembered, if nobody waits for it any more.
    pub fn bring(&mut self, number: u32, part: Part) {
        self.memory.keep(&part);
        self.take_back(number, Some(part));
    }

    /// A parcel did not come back: it is read here.
    pub fn lose(&mut self, number: u32) {
        self.take_back(number, None);
    }

    fn take_back(&mut self, number: u32, part: Option<Part>) {
        let slots = self.work.iter_mut().flat_map(|w| &mut w.slots);
        let mut begun = slots.filter_map(|s| match &mut s.state {
            SlotState::Tagging(tagging) => Some(tagging),
            _ => None,
        });
        if let Some(tagging) = begun.find(|t| t.has_lent(number)) {
            tagging.take_back(number, part);
        }
    }

    /// Reads a parcel from another worker. Nothing if the model is not there.
    pub fn unpack(&mut self, parcel: Parcel) -> Option<Part> {
        let learned = self.learned.as_ref()?;
        let (text, tagging) = match self.unpacked.take().filter(|(text, _)| text.source == parcel.text) {
            Some(unpacked) => unpacked,
            None => {
                let text = Text::new(parcel.text);
                let tagging = learned.begin(&text, &Memory::default());
                (text, tagging)
            }
        };
        let part = learned.part(&text, &tagging, parcel.paragraphs);
        self.unpacked = Some((text, tagging));
        Some(part)
    }

    /// What the learned model finds in a text that is nobody's. Nothing if it is not there.
    pub fn read_apart(&self, text: String) -> Option<Vec<Attribution>> {
        Some(self.learned.as_ref()?.attributions(&Text::new(text)))
    }

    /// A text that is nobody's, for [`Self::assemble`]. Nothing if the learned model is not there.
    pub fn tagged_apart(&self, text: String) -> Option<Apart> {
        let learned = self.learned.as_ref()?;
        let article =
            Article { id: ArticleId(0), label: String::new(), title: None, date: None, url: None, text };
        let reading = begin(article);
        let mut memory = Memory::default();
        let mut tagging = learned.begin(&reading.text, &memory);
        while learned.advance(&reading.text, &mut tagging, &mut memory, STEP) {}
        Some(Apart { reading, tagging })
    }

    /// Makes statements of what the learned model has tagged, and finds their speakers: all but the network.
    pub fn assemble(&self, Apart { reading, tagging }: &mut Apart) {
        if let Some(learned) = &self.learned {
            let found = learned.found(&reading.text, tagging, &mut None);
            attribute(reading, found);
        }
    }

    /// The learned model's file, for other workers.
    pub fn model(&self) -> Option<&[u8]> {
        self.learned.as_ref().map(|together| together.learned().file())
    }

    /// Takes the learned model, from its file; what was read without it is read again, for the
    /// newest request, if there was one.
    pub fn learn(&mut self, file: impl Into<Cow<'static, [u8]>>) -> Result<(), ModelError> {
        self.learned = Some(Together::new(Learned::from_bytes(file)?));
        let Some(asked) = self.last.clone() else { return Ok(()) };
        let slots = match self.work.take() {
            Some(work) => work.slots,
            None => (std::mem::take(&mut self.readings).into_iter())
                .map(|reading| self.held.slot(&asked, reading, SlotState::Done))
                .collect(),
        };
        // Texts that the page has marks of are read again without a word until they are done.
        let again = |s: Slot| Slot {
            shown: s.shown || matches!(s.state, SlotState::Done),
            state: SlotState::Waiting,
            ..s
        };
        let slots = slots.into_iter().map(again).collect();
        self.work = Some(Work { asked, slots, stage: Stage::Topics });
        Ok(())
    }
}

impl Work {
    /// The article to read next: what was begun, and else the newest.
    fn next(&self) -> Option<usize> {
        let begun = |s: &Slot| matches!(s.state, SlotState::Tagging(_)) && !s.is_stuck();
        let waiting = |s: &Slot| matches!(s.state, SlotState::Waiting);
        self.slots.iter().position(begun).or_else(|| self.slots.iter().rposition(waiting))
    }

    /// An article is read.
    fn finish(&mut self, slot: usize, found: Vec<Attribution>, tell: &mut dyn FnMut(Response)) {
        let Some(s) = self.slots.get_mut(slot) else { return };
        attribute(&mut s.reading, found);
        s.state = SlotState::Done;
        s.opinions = None;
        let unwieldy = s.unwieldy;
        let done = self.slots.iter().filter(|s| matches!(s.state, SlotState::Done)).count() as u32;
        tell(Response::Progress { id: self.asked.id, done, total: self.slots.len() as u32 });
        if unwieldy {
            return;
        }
        let told = self.statements(slot);
        if let (Some(s), Response::Statements { analysis, .. }) = (self.slots.get_mut(slot), &told) {
            s.heard = Some(Heard::new(&s.reading, analysis));
        }
        tell(told);
    }

    /// The topics, and the parts of the articles that the page does not know yet.
    fn tell_topics(&mut self, tell: &mut dyn FnMut(Response)) {
        let corrections = &self.asked.corrections;
        let mut analyses = Vec::new();
        for (i, s) in self.slots.iter_mut().enumerate().filter(|(_, s)| !s.shown) {
            let analysis = corrected(&s.reading, corrections).analysis.clone();
            // Read for a request that was overtaken: this is all there is to tell.
            if matches!(s.state, SlotState::Done) {
                s.heard = Some(Heard::new(&s.reading, &analysis));
            }
            analyses.push((i as u32, analysis));
        }
        if analyses.is_empty() {
            return;
        }
        let readings: Vec<&Reading> = self.slots.iter().map(|s| &s.reading).collect();
        let topics = correct_topics(topics(&readings), &readings, corrections);
        tell(Response::Topics { id: self.asked.id, analyses, topics });
    }

    /// Who said what in one article, as far as it is read.
    fn statements(&self, slot: usize) -> Response {
        let analysis = self
            .slots
            .get(slot)
            .map(|s| corrected(&s.reading, &self.asked.corrections).analysis.clone())
            .unwrap_or_default();
        Response::Statements { id: self.asked.id, article: slot as u32, analysis }
    }

    /// Tells the comparison that is in view, and gives back what the other one is made of.
    fn compare(&mut self, learned: bool, tell: &mut dyn FnMut(Response)) -> Option<Overviews> {
        let corrections = &self.asked.corrections;
        let as_corrected = self.as_corrected();
        let readings: Vec<&Reading> = as_corrected.iter().map(AsRef::as_ref).collect();
        let overviews = Overviews::new(&readings);
        let by_articles = overviews.of(&readings, corrections, CompareBy::Articles);
        let in_view = self.asked.by == CompareBy::Speakers;
        let by_speakers = in_view.then(|| overviews.of(&readings, corrections, CompareBy::Speakers));
        let plain: Vec<&Reading> = self.slots.iter().map(|s| &s.reading).collect();
        let mut lost = lost(&plain, corrections);
        lost.extend(lost_topics(&by_articles.topics, corrections));
        lost.sort_unstable();
        let heard: Vec<Heard> = readings.iter().map(|r| Heard::new(r, &r.analysis)).collect();
        let known = self.slots.iter().map(|s| s.heard);
        let new = known.zip(&heard).enumerate().filter(|(_, (known, heard))| known.as_ref() != Some(heard));
        let analyses = new.map(|(i, _)| (i as u32, readings[i].analysis.clone())).collect();
        for (slot, heard) in self.slots.iter_mut().zip(heard) {
            slot.heard = Some(heard);
        }
        tell(Response::Compared { id: self.asked.id, analyses, by_articles, by_speakers, lost, learned });
        (!in_view).then_some(overviews)
    }

    fn by_speakers(&self, overviews: &Overviews) -> Comparison {
        let as_corrected = self.as_corrected();
        let readings: Vec<&Reading> = as_corrected.iter().map(AsRef::as_ref).collect();
        overviews.of(&readings, &self.asked.corrections, CompareBy::Speakers)
    }

    fn as_corrected(&self) -> Vec<Cow<'_, Reading>> {
        self.slots.iter().map(|s| corrected(&s.reading, &self.asked.corrections)).collect()
    }
}

#[cfg(test)]
mod tests;
