//! Words of one meaning: "the call" and "the conversation", "terrorism" and "terrorists". Two words of a family
//! stand for one topic where they meet in a sentence, as then the text itself says that they go together.

use std::sync::OnceLock;

use super::phrase::Unit;
use super::stem::stem_hash;
use super::tag::{ByHash, Ism, Tagged};
use crate::analysis::Reading;
use crate::order::Order;
use crate::text::ByHash as Lookup;

/// One family a line.
static FAMILIES: &str = include_str!("families.txt");

/// Stems and the numbers of their families.
struct Table {
    /// In order of stems.
    stems: Vec<(u32, u8)>,
    by_stem: Lookup<u8>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut buffer = String::new();
        let mut stems: Vec<(u32, u8)> = Vec::new();
        for (family, line) in (0u8..).zip(FAMILIES.lines().filter(|l| !l.starts_with('#'))) {
            stems.extend(line.split_whitespace().map(|w| (stem_hash(w, &mut buffer), family)));
        }
        stems.order_by_key(|s| s.0);
        Table { by_stem: Lookup::new(stems.clone()), stems }
    })
}

/// What stands for what in some texts.
#[derive(Default)]
pub struct Families(ByHash<u32>);

impl Families {
    /// The families that have a meeting in these texts. `isms` are their words in -ism and -ist.
    pub fn new(readings: &[&Reading], tagged: &[Tagged], isms: &[Ism]) -> Self {
        let Table { stems: table, by_stem } = table();
        let families = table.iter().map(|s| s.1 as usize + 1).max().unwrap_or(0);
        let mut met = vec![false; families];
        // For each family the last sentence that holds one of it, and which.
        let mut last: Vec<(usize, u32)> = vec![(usize::MAX, 0); families];
        let mut number = 0;
        for (reading, tagged) in readings.iter().zip(tagged) {
            for sentence in &reading.text.sentences {
                number += 1;
                for i in sentence.tokens().filter(|i| tagged.idf[*i] > 0.0) {
                    let stem = tagged.stems[i];
                    let Some(family) = by_stem.get(stem).map(usize::from) else { continue };
                    met[family] |= last[family].0 == number && last[family].1 != stem;
                    last[family] = (number, stem);
                }
            }
        }
        let mut same = ByHash::default();
        for met in table.iter().filter(|s| met[s.1 as usize]) {
            let first = table.iter().find(|s| s.1 == met.1).map_or(met.0, |s| s.0);
            same.insert(key(met.0), key(first));
        }
        for person in isms.iter().filter(|i| i.person) {
            if let Some(ism) = isms.iter().find(|i| !i.person && i.base == person.base) {
                same.insert(key(person.stem), key(ism.stem));
            }
        }
        Self(same)
    }

    /// The unit that stands for this one.
    pub fn of(&self, unit: Unit) -> Unit {
        self.0.get(&unit.key()).map_or(unit, |stem| Unit::stem(*stem))
    }
}

fn key(stem: u32) -> u32 {
    Unit::stem(stem).key()
}
