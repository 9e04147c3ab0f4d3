//! Stems, so that "talks", "talked" and "talking" count as one word: M. F. Porter, "An algorithm for suffix
//! stripping" (1980), on ASCII letters. Accents are folded first, so that "Calderón" meets "Calderon".

use crate::text::word_hash_ascii;

/// Words longer than this are cut: nothing that long is a word.
const LONGEST: usize = 40;

/// Hash of a word's stem.
pub fn stem_hash(word: &str, buffer: &mut String) -> u32 {
    stem(word, buffer);
    word_hash_ascii(buffer)
}

/// Writes the stem of `word` to `out`, lower-case. Stops and apostrophes within the word are dropped, and so
/// are hyphens; "U.S." and "US" stay apart from the pronoun.
pub fn stem(word: &str, out: &mut String) {
    out.clear();
    if matches!(word, "U.S." | "U.S" | "US") {
        out.push_str("u.s.");
        return;
    }
    let mut plain = true;
    let word = PREFIXES.iter().find_map(|p| after_prefix(word, p)).unwrap_or(word);
    for letter in word.chars().take(LONGEST).filter_map(fold) {
        plain &= letter.is_ascii_alphabetic();
        out.push(letter);
    }
    if plain && out.len() > 2 {
        let mut stem = Porter { word: std::mem::take(out).into_bytes() };
        stem.run();
        *out = String::from_utf8(stem.word).unwrap_or_default();
    }
}

/// What turns a word's side and not its topic: "anti-terrorism", "pro-union".
const PREFIXES: &[&str] = &["anti-", "counter-", "pro-", "non-", "ex-"];

fn after_prefix<'a>(word: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = word.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && rest.len() > 2).then_some(rest)
}

/// Lower case without accents; none for marks that a stem does not keep.
fn fold(c: char) -> Option<char> {
    if c.is_ascii() {
        return (!matches!(c, '.' | '\'' | '_' | '-')).then(|| c.to_ascii_lowercase());
    }
    let low = c.to_lowercase().next().unwrap_or(c);
    Some(match low {
        'à'..='å' | 'ā' | 'ă' => 'a',
        'ç' | 'č' | 'ć' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' | 'ş' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        '’' | '\u{2011}' | '\u{300}'..='\u{36f}' => return None,
        other => other,
    })
}

/// The word while its endings are taken off. Always ASCII lower-case letters.
struct Porter {
    word: Vec<u8>,
}

/// Endings of step 2, replaced when something measurable stands before them.
const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    // The next two as in Porter's later stemmer.
    ("fulli", "ful"),
    ("lessli", "less"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

const STEP_3: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

/// Endings of step 4, dropped from long words; longest match first. Porter has no "ist"; with it "terrorist"
/// meets "terrorism".
const STEP_4: &[&str] = &[
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ist", "ate", "iti", "ous",
    "ive", "ize", "al", "er", "ic", "ou",
];

impl Porter {
    fn run(&mut self) {
        self.plural();
        self.past();
        if self.ends("y") && self.vowel_before(1) {
            self.replace(1, "i");
        }
        self.first_of(STEP_2);
        self.first_of(STEP_3);
        self.step_4();
        self.step_5();
        // Porter's second version does this too: "apology" meets "apologize".
        if self.ends("ogi") {
            self.replace(1, "");
        }
    }

    fn consonant(&self, i: usize) -> bool {
        match self.word[i] {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => i == 0 || !self.consonant(i - 1),
            _ => true,
        }
    }

    /// How many vowel-consonant sequences stand before the last `cut` bytes.
    fn measure(&self, cut: usize) -> usize {
        let (mut sequences, mut vowel) = (0, false);
        for i in 0..self.word.len() - cut {
            let consonant = self.consonant(i);
            sequences += usize::from(vowel && consonant);
            vowel = !consonant;
        }
        sequences
    }

    fn vowel_before(&self, cut: usize) -> bool {
        (0..self.word.len() - cut).any(|i| !self.consonant(i))
    }

    fn ends(&self, suffix: &str) -> bool {
        self.word.len() > suffix.len() && self.word.ends_with(suffix.as_bytes())
    }

    fn replace(&mut self, cut: usize, with: &str) {
        self.word.truncate(self.word.len() - cut);
        self.word.extend_from_slice(with.as_bytes());
    }

    fn double_consonant(&self) -> bool {
        let n = self.word.len();
        n > 1 && self.word[n - 1] == self.word[n - 2] && self.consonant(n - 1)
    }

    /// consonant-vowel-consonant before the last `cut` bytes, the last not w, x or y.
    fn short(&self, cut: usize) -> bool {
        let n = self.word.len() - cut;
        n > 2
            && self.consonant(n - 1)
            && !self.consonant(n - 2)
            && self.consonant(n - 3)
            && !matches!(self.word[n - 1], b'w' | b'x' | b'y')
    }

    fn plural(&mut self) {
        if self.ends("sses") || self.ends("ies") {
            self.replace(2, "");
        } else if self.ends("s") && !self.ends("ss") {
            self.replace(1, "");
        }
    }

    fn past(&mut self) {
        if self.ends("eed") {
            if self.measure(3) > 0 {
                self.replace(1, "");
            }
            return;
        }
        let cut = if self.ends("ed") && self.vowel_before(2) {
            2
        } else if self.ends("ing") && self.vowel_before(3) {
            3
        } else {
            return;
        };
        self.replace(cut, "");
        if self.ends("at") || self.ends("bl") || self.ends("iz") {
            self.replace(0, "e");
        } else if self.double_consonant() && !matches!(self.word.last(), Some(b'l' | b's' | b'z')) {
            self.replace(1, "");
        } else if self.measure(0) == 1 && self.short(0) {
            self.replace(0, "e");
        }
    }

    fn first_of(&mut self, endings: &[(&str, &str)]) {
        if let Some((ending, with)) = endings.iter().find(|(ending, _)| self.ends(ending)) {
            if self.measure(ending.len()) > 0 {
                self.replace(ending.len(), with);
            }
        }
    }

    fn step_4(&mut self) {
        let Some(ending) = STEP_4.iter().find(|ending| self.ends(ending)) else { return };
        let before = self.word.len() - ending.len();
        let ion = *ending != "ion" || matches!(self.word[before - 1], b's' | b't');
        if ion && self.measure(ending.len()) > 1 {
            self.replace(ending.len(), "");
        }
    }

    fn step_5(&mut self) {
        if self.ends("e") {
            let m = self.measure(1);
            if m > 1 || (m == 1 && !self.short(1)) {
                self.replace(1, "");
            }
        }
        if self.ends("ll") && self.measure(1) > 1 {
            self.replace(1, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stemmed(word: &str) -> String {
        let mut out = String::new();
        stem(word, &mut out);
        out
    }

    #[test]
    fn words_lose_their_endings_as_in_porters_paper() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("hopping", "hop"),
            ("filing", "file"),
            ("happy", "happi"),
            ("relational", "relat"),
            ("conditional", "condit"),
            ("electricity", "electr"),
            ("hopefulness", "hope"),
            ("replacement", "replac"),
            ("adoption", "adopt"),
            ("controlling", "control"),
            ("rate", "rate"),
            ("cease", "ceas"),
        ] {
            assert_eq!(stemmed(word), expected, "{word}");
        }
    }

    #[test]
    fn inflections_and_spellings_meet() {
        for (a, b) in [
            ("talks", "talking"),
            ("Calderón", "Calderon"),
            ("cease-fires", "ceasefire"),
            ("U.N.", "UN"),
            ("apology", "apologized"),
            ("terrorism", "counter-terrorists"),
            ("settlements", "settlement"),
        ] {
            assert_eq!(stemmed(a), stemmed(b), "{a} {b}");
        }
    }

    #[test]
    fn any_string_has_a_stem() {
        for word in ["", "-", "--", "日本語", "’s", "a", "2254", "x-", "\u{301}", "ÿ", "s", "ing", "ed"]
        {
            stemmed(word);
        }
    }

    #[test]
    fn the_pronoun_is_not_the_country() {
        assert_eq!(stemmed("U.S."), stemmed("US"));
        assert_ne!(stemmed("U.S."), stemmed("us"));
    }
}
