//! Countries and what is said of them ("Syrian", "Syrians"), and some regions and cities: enough to merge
//! "the Syrian crisis" into Syria and to tell a place from a person. An own list.

use std::sync::OnceLock;

use super::stem::stem_hash;
use crate::order::Order;

/// One country a line: its name, then other names and its adjectives and peoples, `_` for a blank.
static COUNTRIES: &str = include_str!("places.txt");

/// Places as sequences of stems.
pub struct Places {
    /// Sequence of stems and index of the place, in order.
    forms: Vec<(Vec<u32>, u16)>,
    names: Vec<String>,
}

impl Places {
    pub fn get() -> &'static Self {
        static TABLE: OnceLock<Places> = OnceLock::new();
        TABLE.get_or_init(|| {
            let mut places = Places { forms: Vec::new(), names: Vec::new() };
            let mut buffer = String::new();
            for line in COUNTRIES.lines().filter(|l| !l.starts_with('#')) {
                let place = places.names.len() as u16;
                for (i, form) in line.split_whitespace().enumerate() {
                    let form = form.replace('_', " ");
                    let stems: Vec<u32> = form.split(' ').map(|w| stem_hash(w, &mut buffer)).collect();
                    places.forms.push((stems, place));
                    if i == 0 {
                        places.names.push(form);
                    }
                }
            }
            places.forms.order_by(Ord::cmp);
            places
        })
    }

    /// The place that these stems name.
    pub fn find(&self, stems: &[u32]) -> Option<&str> {
        let at = self.forms.partition_point(|f| f.0.as_slice() < stems);
        let form = self.forms.get(at).filter(|f| f.0 == stems)?;
        self.names.get(form.1 as usize).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peoples_lead_to_their_country() {
        let mut buffer = String::new();
        let mut find = |phrase: &str| {
            let stems: Vec<u32> = phrase.split(' ').map(|w| stem_hash(w, &mut buffer)).collect();
            Places::get().find(&stems)
        };
        assert_eq!(find("Syrians"), Some("Syria"));
        assert_eq!(find("North Korean"), Some("North Korea"));
        assert_eq!(find("American"), Some("United States"));
        assert_eq!(find("U.S."), Some("United States"));
        assert_eq!(find("cheese"), None);
    }
}
