//! Apposition: the name and the noun phrase that stand beside each other for the same person.

use super::mentions::{Determiner, Gender, Mention, Sort};
use super::scan::Scan;
use crate::text::{TokenKind, word_hash_ascii as hash};

impl Scan<'_> {
    /// Joins "Ann Lee, a farmer," and "a farmer from Ohio, Ann Lee,".
    pub(super) fn appose(&mut self) {
        for i in 1..self.mentions.len() {
            for j in (i.saturating_sub(3)..i).rev() {
                let (x, y) = (self.mentions[j], self.mentions[i]);
                if x.apposed.is_some() || y.apposed.is_some() || !self.stands_beside(x, y) {
                    continue;
                }
                let (name, noun) = if x.sort.is_name() { (j, i) } else { (i, j) };
                self.mentions[name].apposed = Some(noun as u32);
                self.mentions[noun].apposed = Some(name as u32);
                if self.mentions[name].gender == Gender::Unknown {
                    self.mentions[name].gender = self.mentions[noun].gender;
                }
                self.mentions[name].sort = Sort::Person;
                break;
            }
        }
    }

    fn stands_beside(&self, x: Mention, y: Mention) -> bool {
        let person = |m: Mention| matches!(m.sort, Sort::Person | Sort::Name) && !m.possessive;
        let last = x.last as usize;
        let gap = (y.first as usize).saturating_sub(last);
        // "Ann Lee, executive director of the board, said"
        let bare = y.determiner == Determiner::None && x.name.1 - x.name.0 > 1 && gap <= 3;
        if person(x) && y.sort == Sort::Role && bare && !y.possessive && self.is_comma(last) {
            let between = last + 1..y.first as usize;
            return between.clone().all(|t| self.is_word(t) && !self.text.tokens[t].capital)
                && (y.first..y.last).all(|t| !self.text.tokens[t as usize].capital);
        }
        if person(x) && y.sort == Sort::Role && y.determiner != Determiner::None && !y.possessive {
            let aged = gap == 3 && self.is_comma(last) && self.kind(last + 1) == TokenKind::Number;
            return gap == 1 && self.is_comma(last) || aged && self.is_comma(last + 2);
        }
        if x.sort == Sort::Role && x.determiner != Determiner::None && person(y) && !x.possessive {
            let comma = (1..=8).contains(&gap) && self.is_comma(y.first as usize - 1);
            let after = y.last as usize;
            let closed = self.is_comma(after) || self.kind(after) == TokenKind::Stop || !self.is_word(after);
            let joined =
                [hash("for"), hash("of"), hash("at"), hash("from"), hash("in"), hash("with"), hash("to")];
            return comma && closed && (gap == 1 || joined.contains(&self.hash(last)));
        }
        false
    }
}
