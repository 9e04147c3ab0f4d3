//! Predicts the next bit of a text from what came before: the model behind the codec of links.
//!
//! Context mixing after Mahoney ("Adaptive weighing of context models for lossless data compression", 2005): seven contexts
//! (the last 1, 2, 3, 4 and 6 bytes; the word so far, alone and after the word before) each look up how often a one
//! followed; a small network, trained as it goes, mixes their votes with that of the longest earlier match. After it has
//! read the dictionary, it makes links of news articles about a quarter shorter than Brotli's best.
//!
//! Integer arithmetic only, so that every machine computes the same: a link depends on it. Changing anything here, a
//! constant even, makes a new codec, and the old one has to stay.

const CONTEXTS: usize = 7;
/// One for each context, the match, and a constant.
const INPUTS: usize = CONTEXTS + 2;
/// Buckets of each context, as a power of two.
const BUCKET_BITS: u32 = 16;
const MATCH_BITS: u32 = 15;
const MATCH_MIN: usize = 5;
const MATCH_MAX: usize = 32;
/// Contexts of the second adaptive map, as a power of two.
const REFINE_BITS: u32 = 12;

/// The fifteen nodes of a nibble's bit tree, each with a probability (12 bits) and a count (4 bits); the first
/// number is a check of the context that the bucket belongs to, 0 if it is free.
type Bucket = [u16; 16];

/// `1 / (1 + e^-x)` in 4096ths, at every half from -8 to 8.
const LOGISTIC: [i32; 33] = [
    1, 2, 4, 6, 10, 17, 27, 45, 74, 120, 194, 311, 488, 747, 1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785,
    3902, 3976, 4022, 4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095,
];

/// By how much of the distance (65536ths) a probability moves that was seen `n` times before: 1 / (n + 1.6).
const RATE: [i32; 16] = {
    let mut rate = [0; 16];
    let mut n = 0;
    while n < 16 {
        rate[n] = 655_360 / (10 * n as i32 + 16);
        n += 1;
    }
    rate
};

/// The model's state: what it has read so far.
#[derive(Clone)]
pub struct Predictor {
    tables: Tables,
    buckets: Vec<Bucket>,
    /// The bucket of each context for the current nibble.
    at: [usize; CONTEXTS],
    /// What a probability and count have meant so far, for each context; and the entries in use.
    meaning: Vec<[u16; 1024]>,
    meant: [usize; CONTEXTS],
    inputs: [i32; INPUTS],
    /// Weights, chosen by the bits so far (256 sets), by the evidence (64) and by the last byte (256).
    weights: Vec<[i32; INPUTS]>,
    chosen: [usize; 3],
    votes: [i32; 3],
    /// Two maps that correct the final probability (33 points each), by bits so far and by the last two bytes.
    refine: [Vec<u16>; 2],
    refined: [usize; 2],
    probability: i32,
    history: Vec<u8>,
    /// Where the last five bytes stood before, by their hash.
    places: Vec<u32>,
    /// The place that is expected to go on likewise, and for how many bytes it did; 0 for no match.
    match_at: usize,
    match_len: usize,
    match_trust: [u16; MATCH_MAX],
    /// The bits of the current byte after a leading one, and how many.
    partial: u32,
    bit: u32,
    /// The last eight bytes.
    last: u64,
    word: u32,
    word_before: u32,
}

/// Tables that are computed once.
#[derive(Clone)]
struct Tables {
    /// -2047..=2047, that is log odds in 256ths, to probability in 4096ths.
    squash: Vec<u16>,
    /// Its inverse.
    stretch: Vec<i16>,
}

impl Tables {
    fn new() -> Self {
        let squash: Vec<u16> = (-2048..2048).map(|x| squash(x) as u16).collect();
        let mut stretch = vec![2047; 4096];
        let mut from = 0;
        for x in -2047..=2047 {
            let to = squash[(x + 2048) as usize] as usize + 1;
            if to > from {
                stretch[from..to].fill(x as i16);
                from = to;
            }
        }
        Self { squash, stretch }
    }

    fn squash(&self, x: i32) -> i32 {
        i32::from(self.squash[(x + 2048) as usize & 4095])
    }

    /// Log odds of a probability in 65536ths.
    fn stretch(&self, p: u16) -> i32 {
        i32::from(self.stretch[usize::from(p >> 4)])
    }
}

fn squash(x: i32) -> i32 {
    let x = x.clamp(-2047, 2047) + 2048;
    let (at, part) = ((x >> 7) as usize, x & 127);
    (LOGISTIC[at] * (128 - part) + LOGISTIC[at + 1] * part + 64) >> 7
}

fn hash(a: u32, b: u32) -> u32 {
    let h = a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA6B);
    let h = (h ^ h >> 15).wrapping_mul(0xC2B2_AE35);
    h ^ h >> 13
}

/// Moves a probability of 16 bits towards 0 or 1 by a part of the distance.
fn nudge(p: &mut u16, bit: u32, shift: u32) {
    let target = if bit == 1 { 65_535 } else { 0 };
    *p = (i32::from(*p) + ((target - i32::from(*p)) >> shift)) as u16;
}

impl Default for Predictor {
    fn default() -> Self {
        let row = (0..33).map(|i| (squash((i - 16) * 128) * 16) as u16);
        let rows = |n: usize| row.clone().cycle().take(33 * n).collect();
        Self {
            tables: Tables::new(),
            buckets: vec![[0; 16]; CONTEXTS << BUCKET_BITS],
            at: [0; CONTEXTS],
            meaning: vec![std::array::from_fn(|i| ((i >> 4) * 64 + 32) as u16 * 16); CONTEXTS],
            meant: [0; CONTEXTS],
            inputs: [0; INPUTS],
            weights: vec![[14_000; INPUTS]; 256 + 64 + 256],
            chosen: [0; 3],
            votes: [2048; 3],
            refine: [rows(256), rows(1 << REFINE_BITS)],
            refined: [0; 2],
            probability: 2048,
            history: Vec::new(),
            places: vec![0; 1 << MATCH_BITS],
            match_at: 0,
            match_len: 0,
            match_trust: std::array::from_fn(|n| 65_535 - (16_384 / (n as u16 + 1)).max(512)),
            partial: 1,
            bit: 0,
            last: 0,
            word: 0,
            word_before: 0,
        }
    }
}

impl Predictor {
    /// Reads `text` without coding it.
    pub fn learn(&mut self, text: &[u8]) {
        for &byte in text {
            for shift in (0..8).rev() {
                self.predict();
                self.update(u32::from(byte >> shift & 1));
            }
        }
    }

    /// Reads `text` for what follows what only: twice as fast, and the network learns as much from the rest.
    pub fn skim(&mut self, text: &[u8]) {
        for &byte in text {
            for shift in (0..8).rev() {
                if self.bit & 3 == 0 {
                    self.find_contexts();
                }
                let bit = u32::from(byte >> shift & 1);
                self.count(bit);
                self.end_bit(bit);
            }
        }
    }

    /// How likely the next bit is a one, in 4096ths, never 0 or 4096.
    pub fn predict(&mut self) -> u32 {
        if self.bit & 3 == 0 {
            self.find_contexts();
        }
        let node = self.node();
        let mut evidence = 0;
        for i in 0..CONTEXTS {
            let slot = self.buckets[self.at[i]][node];
            let entry = usize::from(slot >> 10 << 4 | slot & 15);
            self.meant[i] = entry;
            self.inputs[i] = match slot & 15 {
                0 => 0,
                _ => {
                    evidence = if i < 5 { i + 1 } else { evidence };
                    (self.tables.stretch(self.meaning[i][entry]) * 10) >> 4
                }
            };
        }
        let matched = self.match_vote();
        self.inputs[CONTEXTS + 1] = 256;
        self.chosen =
            [self.partial as usize, 256 + evidence * 4 + matched, 320 + (self.last & 0xFF) as usize];
        let mut sum = 0;
        for (vote, &set) in self.votes.iter_mut().zip(&self.chosen) {
            let weights = &self.weights[set];
            let mut dot = 0;
            for (weight, input) in weights.iter().zip(&self.inputs) {
                dot += (weight * input) >> 8;
            }
            let odds = (dot >> 8).clamp(-2047, 2047);
            *vote = self.tables.squash(odds);
            sum += odds;
        }
        self.probability = self.refined_probability(sum / 3);
        self.probability as u32
    }

    /// Learns what the bit was.
    pub fn update(&mut self, bit: u32) {
        let target = if bit == 1 { 4095 } else { 0 };
        for i in 0..CONTEXTS {
            nudge(&mut self.meaning[i][self.meant[i]], bit, 8);
        }
        self.count(bit);
        for (vote, &set) in self.votes.iter().zip(&self.chosen) {
            let error = (target - vote) * 9;
            let weights = &mut self.weights[set];
            for (weight, input) in weights.iter_mut().zip(&self.inputs) {
                *weight = (*weight + ((input * error + 0x2000) >> 14)).clamp(-(1 << 20), 1 << 20);
            }
        }
        nudge(&mut self.refine[0][self.refined[0]], bit, 6);
        nudge(&mut self.refine[1][self.refined[1]], bit, 5);
        if self.match_len > 0 {
            let right = u32::from(self.history[self.match_at]) >> (7 - self.bit) & 1 == bit;
            nudge(&mut self.match_trust[self.match_len.min(MATCH_MAX - 1)], u32::from(right), 6);
            self.match_len = if right { self.match_len } else { 0 };
        }
        self.end_bit(bit);
    }

    /// Counts the bit in each context.
    fn count(&mut self, bit: u32) {
        let (node, target) = (self.node(), if bit == 1 { 4095 } else { 0 });
        for at in self.at {
            let slot = &mut self.buckets[at][node];
            let count = *slot & 15;
            let p = if count == 0 { 2048 } else { i32::from(*slot >> 4) };
            let p = (p + (((target - p) * RATE[usize::from(count)]) >> 16)).clamp(1, 4094);
            *slot = (p as u16) << 4 | (count + 1).min(15);
        }
    }

    fn end_bit(&mut self, bit: u32) {
        self.partial = self.partial << 1 | bit;
        self.bit += 1;
        if self.bit == 8 {
            self.end_byte();
        }
    }

    /// Where the bits of this nibble so far lead in its tree, 1..16.
    fn node(&self) -> usize {
        let depth = self.bit & 3;
        (1 << depth | self.partial & ((1 << depth) - 1)) as usize
    }

    fn find_contexts(&mut self) {
        let last = self.last as u32;
        let nibble = if self.bit == 4 { self.partial } else { 0 };
        let contexts = [
            hash(last & 0xFF, 1),
            hash(last & 0xFFFF, 2),
            hash(last & 0xFF_FFFF, 3),
            hash(last, 4),
            hash(last, (self.last >> 32 & 0xFFFF) as u32 + 0x6_0000),
            hash(self.word, self.word_before.wrapping_mul(3).wrapping_add(5)),
            hash(self.word, 77 + (last & 0xFF)),
        ];
        for (i, context) in contexts.into_iter().enumerate() {
            self.at[i] =
                self.bucket(i, hash(context, nibble.wrapping_mul(0x2545_F491).wrapping_add(i as u32)));
        }
    }

    /// The bucket of a context: its own, a free one, or the least used of three.
    fn bucket(&mut self, context: usize, hash: u32) -> usize {
        let check = (hash >> 16) as u16 | 1;
        let mut least = (u16::MAX, 0);
        for probe in 0..3 {
            let slot = (hash ^ probe) & ((1 << BUCKET_BITS) - 1);
            let at = (context << BUCKET_BITS) + slot as usize;
            let bucket = &mut self.buckets[at];
            if bucket[0] == check {
                return at;
            }
            if bucket[0] == 0 {
                bucket[0] = check;
                return at;
            }
            least = least.min((bucket[1] & 15, at));
        }
        self.buckets[least.1] = [0; 16];
        self.buckets[least.1][0] = check;
        least.1
    }

    /// Sets the match's input; how long the match is, in four classes.
    fn match_vote(&mut self) -> usize {
        self.inputs[CONTEXTS] = 0;
        if self.match_len == 0 {
            return 0;
        }
        let expected = u32::from(self.history[self.match_at]) | 256;
        let odds = self.tables.stretch(self.match_trust[self.match_len.min(MATCH_MAX - 1)]);
        self.inputs[CONTEXTS] = if expected >> (7 - self.bit) & 1 == 1 { odds } else { -odds };
        match self.match_len {
            ..8 => 1,
            8..16 => 2,
            _ => 3,
        }
    }

    fn refined_probability(&mut self, odds: i32) -> i32 {
        let contexts = [self.partial, hash(self.last as u32 & 0xFFFF, self.partial) >> (32 - REFINE_BITS)];
        let position = (odds + 2048) * 32;
        let (low, part) = ((position >> 12) as usize, position & 4095);
        let mut refined = [0; 2];
        for i in 0..2 {
            let at = contexts[i] as usize * 33 + low;
            let map = &self.refine[i];
            refined[i] = (i32::from(map[at]) * (4096 - part) + i32::from(map[at + 1]) * part) >> 16;
            self.refined[i] = at + usize::from(part > 2048);
        }
        ((self.tables.squash(odds) * 2 + refined[0] + refined[1]) >> 2).clamp(1, 4095)
    }

    fn end_byte(&mut self) {
        let byte = self.partial as u8;
        (self.bit, self.partial) = (0, 1);
        self.last = self.last << 8 | u64::from(byte);
        self.history.push(byte);
        if byte.is_ascii_alphanumeric() || byte >= 128 {
            let letter = u32::from(byte.to_ascii_lowercase()) + 1;
            self.word = self.word.wrapping_add(letter).wrapping_mul(0x2F0B_4C47);
        } else if self.word != 0 {
            (self.word_before, self.word) = (self.word, 0);
        }
        if self.match_len > 0 {
            self.match_at += 1;
            self.match_len += 1;
        }
        let read = self.history.len();
        let place = (hash(self.last as u32, (self.last >> 32) as u32 & 0xFF) >> (32 - MATCH_BITS)) as usize;
        let before = self.places[place] as usize;
        if self.match_len == 0 && before > 0 {
            let ends = self.history[..before].iter().rev().zip(self.history.iter().rev());
            let same = ends.take(MATCH_MAX).take_while(|(a, b)| a == b).count();
            if same >= MATCH_MIN {
                (self.match_at, self.match_len) = (before, same);
            }
        }
        self.places[place] = read as u32;
    }
}
