//! The file of weights: what it holds, and how it is read.
//!
//! All numbers are little-endian. `CRSM`, version (u16), reserved (u16), FNV-1a checksum of all that follows
//! (u32), then a header of u16s: channels, layers, one dilation a layer, word width, suffix width, shape
//! width; the number of words (u32) and their hashes in ascending order (u32 each). A *table* is rows of
//! int8, preceded by one bfloat16 scale a row; floats are f32. Tables: words, suffixes, shapes. Floats: the entering
//! matrix and bias. For each layer which channels it reads and to which it adds (a bit for each, the lowest first), a
//! table of a value and a gate for each of the latter by three taps of the former, one f32 bias a row (the norms' gains and
//! offsets are folded in), and what stands for tokens beyond the ends. The leaving matrix and bias, the moves between
//! tags, the bias against "no tag". Two linkers, each one f32 scale and BUCKETS i16s; a weight for each
//! sign of confidence, and the least confidence that is reported.

use std::borrow::Cow;
use std::ops::Range;

use super::features::{FLAGS, SHAPES, SUFFIXES};
use super::kernel::{LANES, Pair};
use super::link::BUCKETS;
use super::network::{MOST, STEP};
use super::second::SIGNS;

/// Tags: none, begin and inside of source, cue and content.
pub const TAGS: usize = 7;
const MAGIC: &[u8; 4] = b"CRSM";
const VERSION: u16 = 3;
/// More than this many channels could overflow the 32-bit sums.
pub const MOST_CHANNELS: usize = 128;
/// Tokens that share products.
pub const TOKENS: usize = 4;
/// The products for the three taps at so many tokens.
pub const PARTS: usize = 6;
/// By so much the sums of these products are more than those over the taps, which keeps all in integers.
const TIMES: i16 = 24;

/// Why a file of weights can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelError {
    /// Not a file of weights at all.
    NotAModel,
    /// Made for another version of the program.
    Version(u16),
    /// Shorter than its header says, or longer.
    Length,
    /// Damaged on the way.
    Checksum,
    /// Its header asks for something that this program can't do.
    Shape,
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAModel => write!(f, "this is not a Crossread model"),
            Self::Version(v) => write!(f, "the model has version {v}, this program reads version {VERSION}"),
            Self::Length => write!(f, "the model file is incomplete; fetch it again"),
            Self::Checksum => write!(f, "the model file is damaged; fetch it again"),
            Self::Shape => write!(f, "the model file describes a network that this program can't run"),
        }
    }
}

impl std::error::Error for ModelError {}

/// Rows of numbers.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    pub width: usize,
    pub values: Vec<f32>,
}

impl Matrix {
    pub fn row(&self, i: usize) -> &[f32] {
        self.values.get(i * self.width..(i + 1) * self.width).unwrap_or(&[])
    }
}

/// Rows of int8 with one scale each.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub width: usize,
    pub scales: Vec<f32>,
    pub values: Vec<i8>,
}

impl Table {
    /// The scale and the values of a row.
    pub fn row(&self, i: usize) -> (f32, &[i8]) {
        match (self.scales.get(i), self.values.get(i * self.width..(i + 1) * self.width)) {
            (Some(scale), Some(values)) => (*scale, values),
            _ => (0.0, &[]),
        }
    }

    fn unpacked(&self) -> Matrix {
        let values = (0..self.scales.len())
            .flat_map(|i| {
                let (scale, row) = self.row(i);
                row.iter().map(move |v| scale * f32::from(*v))
            })
            .collect();
        Matrix { width: self.width, values }
    }
}

/// One gated convolution, of some channels into some.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    pub dilation: usize,
    /// The channels that it reads, in ascending order.
    pub inputs: Vec<u8>,
    pub blocks: Vec<Block>,
    /// The activations of `inputs` beyond the ends of the text, in the network's steps.
    pub outside: Vec<i16>,
}

/// What a layer adds to eight channels.
#[derive(Debug, Clone)]
pub struct Block {
    /// Which channels.
    pub outputs: [u8; LANES],
    pub weights: Vec<Pair>,
    /// They turn the kernel's sums into values, and into the powers of two that gates are made from.
    pub scales: [[f32; LANES]; 2],
    pub biases: [[f32; LANES]; 2],
}

impl Layer {
    /// From the weights as they were learnt: `biases` first of all values, then of all gates.
    pub fn new(
        dilation: usize,
        [inputs, outputs]: [Vec<u8>; 2],
        table: &Table,
        biases: &[f32],
        outside: Vec<i16>,
    ) -> Self {
        let eights = outputs.chunks_exact(LANES).filter_map(|eight| eight.try_into().ok()).enumerate();
        // A gate is 1 / (1 + 2^x).
        let halves = |list: &[f32], block: usize| {
            [(0, 1.0), (outputs.len(), -std::f32::consts::LOG2_E)].map(|(from, factor)| {
                let at = from + block * LANES;
                std::array::from_fn(|lane| list.get(at + lane).map_or(0.0, |v| v * factor))
            })
        };
        let scales: Vec<f32> = table.scales.iter().map(|s| s * (STEP / f32::from(TIMES))).collect();
        let blocks = eights.map(|(block, outputs)| Block {
            outputs,
            weights: pack(table, block),
            scales: halves(&scales, block),
            biases: halves(biases, block),
        });
        Self { dilation, inputs, blocks: blocks.collect(), outside }
    }
}

/// The table of words. Its values, most of the file, stay where they are in that: only the rows of a text's own words are read.
#[derive(Debug, Clone, Default)]
struct Words {
    width: usize,
    scales: Vec<f32>,
    /// Bytes of the file.
    values: Range<usize>,
}

/// Everything that was learnt.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// What all this was read from.
    file: Cow<'static, [u8]>,
    pub channels: usize,
    hashes: Vec<u32>,
    words: Words,
    /// The part of the entering matrix that is for words: one row a word dimension, `channels` wide.
    pub enter_word: Matrix,
    /// Suffixes, shapes and flags, already multiplied by their parts of the entering matrix.
    pub suffixes: Matrix,
    pub shapes: Matrix,
    pub flags: Matrix,
    pub enter_bias: Vec<f32>,
    pub layers: Vec<Layer>,
    /// TAGS rows of `channels`.
    pub leave: Matrix,
    pub leave_bias: [f32; TAGS],
    /// From tag to tag; the last row is for the beginning of a paragraph.
    pub moves: [[f32; TAGS]; TAGS + 1],
    pub none_bias: f32,
    pub cue_linker: Vec<f32>,
    pub source_linker: Vec<f32>,
    /// One for each of [`super::second::SIGNS`].
    pub confidence: [f32; SIGNS],
    /// Attributions that are less sure than this are left out.
    pub least: f32,
}

/// FNV-1a of the bytes.
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193))
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], ModelError> {
        let (head, tail) = self.0.split_at_checked(n).ok_or(ModelError::Length)?;
        self.0 = tail;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        self.take(N)?.try_into().map_err(|_| ModelError::Length)
    }

    fn u16(&mut self) -> Result<u16, ModelError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn f32(&mut self) -> Result<f32, ModelError> {
        let value = f32::from_le_bytes(self.array()?);
        if value.is_finite() { Ok(value) } else { Err(ModelError::Shape) }
    }

    fn f32s(&mut self, n: usize) -> Result<Vec<f32>, ModelError> {
        (0..n).map(|_| self.f32()).collect()
    }

    fn matrix(&mut self, rows: usize, width: usize) -> Result<Matrix, ModelError> {
        Ok(Matrix { width, values: self.f32s(rows * width)? })
    }

    /// The scales of a table's rows.
    fn scales(&mut self, rows: usize) -> Result<Vec<f32>, ModelError> {
        let scale = |b: &[u8]| f32::from_bits(u32::from(b[0]) << 16 | u32::from(b[1]) << 24);
        let scales: Vec<f32> = self.take(rows * 2)?.chunks_exact(2).map(scale).collect();
        if scales.iter().all(|s| s.is_finite()) { Ok(scales) } else { Err(ModelError::Shape) }
    }

    fn table(&mut self, rows: usize, width: usize) -> Result<Table, ModelError> {
        let scales = self.scales(rows)?;
        let values = self.take(rows * width)?.iter().map(|b| *b as i8).collect();
        Ok(Table { width, scales, values })
    }

    /// The table of words, in a file of so many bytes.
    fn words(&mut self, rows: usize, width: usize, file: usize) -> Result<Words, ModelError> {
        let scales = self.scales(rows)?;
        let from = file - self.0.len();
        let values = from..from + self.take(rows * width)?.len();
        Ok(Words { width, scales, values })
    }

    /// Some of the channels, as many as fill whole blocks of the kernel.
    fn chosen(&mut self, channels: usize) -> Result<Vec<u8>, ModelError> {
        let bits = self.take(channels / 8)?;
        let chosen: Vec<u8> =
            (0..channels).filter(|c| bits[c / 8] >> (c % 8) & 1 == 1).map(|c| c as u8).collect();
        if chosen.len() % LANES == 0 { Ok(chosen) } else { Err(ModelError::Shape) }
    }

    fn linker(&mut self) -> Result<Vec<f32>, ModelError> {
        let scale = self.f32()?;
        let values = self.take(BUCKETS * 2)?;
        Ok(values.chunks_exact(2).map(|b| scale * f32::from(i16::from_le_bytes([b[0], b[1]]))).collect())
    }
}

impl Weights {
    /// Reads a file of weights. Any bytes are safe to give: what is not a model is an error.
    pub fn from_bytes(file: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let mut reader = Reader(&file);
        if reader.take(4).map_err(|_| ModelError::NotAModel)? != MAGIC {
            return Err(ModelError::NotAModel);
        }
        let version = reader.u16()?;
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        reader.u16()?;
        if reader.u32()? != checksum(reader.0) {
            return Err(ModelError::Checksum);
        }
        let weights = Self::body(&mut reader, file.len())?;
        if reader.0.is_empty() { Ok(Self { file, ..weights }) } else { Err(ModelError::Length) }
    }

    fn body(reader: &mut Reader, file: usize) -> Result<Self, ModelError> {
        let channels = usize::from(reader.u16()?);
        let layers = usize::from(reader.u16()?);
        if channels == 0 || channels > MOST_CHANNELS || channels % LANES != 0 || layers > 32 {
            return Err(ModelError::Shape);
        }
        let dilations =
            (0..layers).map(|_| Ok(usize::from(reader.u16()?))).collect::<Result<Vec<_>, ModelError>>()?;
        if dilations.iter().any(|d| !(1..=256).contains(d)) {
            return Err(ModelError::Shape);
        }
        let widths = [reader.u16()?, reader.u16()?, reader.u16()?].map(usize::from);
        let count = reader.u32()? as usize;
        if count > reader.0.len() {
            return Err(ModelError::Length);
        }
        let hashes = (0..count).map(|_| reader.u32()).collect::<Result<Vec<_>, _>>()?;
        let words = reader.words(count + 1, widths[0], file)?;
        let suffixes = reader.table(SUFFIXES as usize, widths[1])?;
        let shapes = reader.table(usize::from(SHAPES), widths[2])?;
        // The entering matrix comes by input: word, suffix, shape and flag dimensions.
        let enter_word = reader.matrix(widths[0], channels)?;
        let enter_suffix = reader.matrix(widths[1], channels)?;
        let enter_shape = reader.matrix(widths[2], channels)?;
        let flags = reader.matrix(FLAGS, channels)?;
        let enter_bias = reader.f32s(channels)?;
        let layers = dilations.iter().map(|d| layer(reader, channels, *d)).collect::<Result<Vec<_>, _>>()?;
        let leave = reader.matrix(TAGS, channels)?;
        let mut weights = Self {
            channels,
            hashes,
            words,
            enter_word,
            suffixes: product(&suffixes.unpacked(), &enter_suffix),
            shapes: product(&shapes.unpacked(), &enter_shape),
            flags,
            enter_bias,
            layers,
            leave,
            ..Self::default()
        };
        for bias in &mut weights.leave_bias {
            *bias = reader.f32()?;
        }
        for row in &mut weights.moves {
            for value in row {
                *value = reader.f32()?;
            }
        }
        weights.none_bias = reader.f32()?;
        weights.cue_linker = reader.linker()?;
        weights.source_linker = reader.linker()?;
        for weight in &mut weights.confidence {
            *weight = reader.f32()?;
        }
        weights.least = reader.f32()?;
        Ok(weights)
    }

    /// What all this was read from.
    pub fn file(&self) -> &[u8] {
        &self.file
    }

    /// The row of a word: 0 for words that the training has hardly seen.
    pub fn word_row(&self, hash: u32) -> usize {
        self.hashes.binary_search(&hash).map_or(0, |i| i + 1)
    }

    /// The scale and the values of a word's row.
    pub fn word(&self, row: usize) -> (f32, impl Iterator<Item = i8>) {
        let Words { width, scales, values } = &self.words;
        let from = values.start + row * width;
        let bytes = self.file.get(from..from + width).unwrap_or(&[]);
        (scales.get(row).copied().unwrap_or(0.0), bytes.iter().map(|b| *b as i8))
    }
}

fn layer(reader: &mut Reader, channels: usize, dilation: usize) -> Result<Layer, ModelError> {
    let [inputs, outputs] = [reader.chosen(channels)?, reader.chosen(channels)?];
    let table = reader.table(2 * outputs.len(), 3 * inputs.len())?;
    let biases = reader.f32s(2 * outputs.len())?;
    let outside = reader.f32s(inputs.len())?;
    let outside = outside.iter().map(|v| (v / STEP).round().clamp(-MOST, MOST) as i16).collect();
    Ok(Layer::new(dilation, [inputs, outputs], &table, &biases, outside))
}

/// Puts the weights of one block in the order in which the kernel reads them, as what the products need (see
/// [`super::network`]), times [`TIMES`] so that they stay integers: 16 bits hold them.
pub(super) fn pack(table: &Table, block: usize) -> Vec<Pair> {
    let (inputs, outputs) = (table.width / 3, table.scales.len() / 2);
    let mut pairs = Vec::with_capacity(PARTS * inputs / 2);
    for part in 0..PARTS {
        for k in (0..inputs).step_by(2) {
            let mut pair: Pair = [0; 4 * LANES];
            for (at, value) in pair.iter_mut().enumerate() {
                let (half, lane, odd) = (at / (2 * LANES), at / 2 % LANES, at % 2);
                let row = (half * outputs + block * LANES + lane) * table.width + k + odd;
                let [a, b, c] =
                    [0, 1, 2].map(|tap| table.values.get(row + tap * inputs).map_or(0, |v| i16::from(*v)));
                let parts = [
                    6 * a,
                    -4 * (a + b + c),
                    -4 * (a - b + c),
                    a + 2 * b + 4 * c,
                    a - 2 * b + 4 * c,
                    TIMES * c,
                ];
                *value = parts[part];
            }
            pairs.push(pair);
        }
    }
    pairs
}

fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let mut values = Vec::with_capacity(a.values.len() / a.width.max(1) * b.width);
    for row in a.values.chunks_exact(a.width.max(1)) {
        let at = values.len();
        values.resize(at + b.width, 0.0);
        for (k, x) in row.iter().enumerate() {
            for (sum, w) in values[at..].iter_mut().zip(b.row(k)) {
                *sum += x * w;
            }
        }
    }
    Matrix { width: b.width, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_channels_fill_whole_blocks() {
        let chosen = |bits: &[u8]| Reader(bits).chosen(8 * bits.len());
        assert_eq!(chosen(&[0b1010_0101, 0b1111_0000]), Ok(vec![0, 2, 5, 7, 12, 13, 14, 15]));
        assert_eq!(chosen(&[0, 0]), Ok(vec![]));
        assert_eq!(chosen(&[0b1010_0101, 0]), Err(ModelError::Shape));
        assert_eq!(Reader(&[255]).chosen(16), Err(ModelError::Length));
    }
}
