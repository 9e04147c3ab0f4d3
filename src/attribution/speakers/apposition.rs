//! Apposition: the name and the noun phrase that stand beside each other for the same person.

use super::lexicon::Class;
use super::mentions::{Determiner, Gender, Mention, Sort};
use super::scan::Scan;
use crate::text::{TokenKind, word_hash_ascii as hash};

impl Scan<'_> {
    /// Joins "Ann Lee, a farmer," and "a farmer from Ohio, Ann Lee,".
    pub(super) fn appose(&mut self) {
        for i in 1..self.mentions.len() {
            for j in (i.saturating_sub(3)..i).rev() {
                let (x, y) = (self.mentions[j], self.mentions[i]);
                let bodies = self.is_body_beside(x, y);
                if x.apposed.is_some() || y.apposed.is_some() || !bodies && !self.stands_beside(x, y) {
                    continue;
                }
                let (name, noun) = if x.sort.is_name() { (j, i) } else { (i, j) };
                self.mentions[name].apposed = Some(noun as u32);
                self.mentions[noun].apposed = Some(name as u32);
                if self.mentions[name].gender == Gender::Unknown {
                    self.mentions[name].gender = self.mentions[noun].gender;
                }
                self.mentions[name].sort = if bodies { Sort::Body } else { Sort::Person };
                break;
            }
        }
    }

    /// "Acme, a software company,", "the power company, Bay Electric,".
    fn is_body_beside(&self, x: Mention, y: Mention) -> bool {
        let named = |m: Mention| {
            let person = m.title != 0 || self.is(m.name.0 as usize, Class::NAME);
            (m.sort == Sort::Body || matches!(m.sort, Sort::Name | Sort::Person) && !person) && !m.possessive
        };
        let told = |m: Mention| {
            m.sort == Sort::Team && matches!(m.determiner, Determiner::A | Determiner::The) && !m.possessive
        };
        let after = y.last as usize;
        let closed = !self.is_word(after) && self.kind(after) != TokenKind::Possessive;
        let beside = y.first == x.last + 1 && self.is_comma(x.last as usize);
        // "In the Capitol, a group of voters met": where it was.
        let at = |back: u32, words: &[u32]| {
            x.first >= back && words.contains(&self.hash((x.first - back) as usize))
        };
        let place = at(1, &[hash("the")]) && at(2, &[hash("in"), hash("at")]);
        let goes_on = y.determiner == Determiner::A && self.hash(after) != hash("of") && !place;
        beside && (named(x) && told(y) && (closed || goes_on) || told(x) && named(y) && closed)
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
