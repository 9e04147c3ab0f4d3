//! Closed lists of words that the tagger and the search for phrases go by, own and small.

use crate::text::{List, count};

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $words:literal;)*) => {
        $($(#[$doc])* pub static $name: List<{ count($words) }> = List::new($words);)*
    };
}

lists! {
    /// What opens a noun phrase.
    DETERMINERS = "a an the this that these those each every either neither some any no all both many few several most \
        more such what which whose my your his her its our their another other own";
    /// Prepositions.
    PREPOSITIONS = "of in on at by for from with without within about against between among into onto through during \
        above below over under toward towards upon across along around behind beside besides beyond near per \
        via despite unlike like as amid regarding concerning including than after before";
    /// Words after which a verb is likelier than a noun.
    VERB_NEXT = "to will would can could shall should may might must cannot can't don't doesn't didn't won't wouldn't \
        not i he she they we you who never do does did which also";
    /// Pronouns that a verb takes, and "that", which begins what was said or done.
    OBJECTS = "me him them us it you itself himself herself themselves that";
    /// Words that say when or how much and never what about.
    WHEN = "monday tuesday wednesday thursday friday saturday sunday january february march april june july \
        august september october november december jan. feb. aug. sept. oct. nov. dec. a.m. p.m.";
    /// Titles and honorifics, which stand before a person's name.
    TITLES = "sens. reps. govs. congresswomen mr. mrs. ms. dr. mr mrs ms dr president sen. senator rep. \
        representative gov. governor prime minister secretary gen. general lt. col. sgt. capt. judge justice \
        king queen prince princess pope mayor sir chancellor chairman congressman congresswoman speaker vice \
        director attorney prof. rev. ambassador adviser advisor councillor councilor councilman councilwoman \
        sheriff commissioner superintendent professor commander";
    /// Feasts, by which the news tells when something was unless it is about them.
    FEASTS = "thanksgiving christmas easter halloween hanukkah ramadan passover eid";
    /// Adjectives and nouns that tell nothing at the head of a phrase.
    LIGHT = "new former same own other such last next recent current early late several certain various many much \
        good great big little long able likely sure very top key whole entire further full real additional worst best \
        worse better largest biggest greatest highest lowest longest";
    /// Nouns that are no topic by themselves.
    WEAK = "second minute minutes hour hours day days week weeks month months year years decade decades morning \
        afternoon evening night today yesterday tomorrow time times way ways thing things lot lots kind \
        kinds sort type bit part parts place point points case fact people person man woman men women guy \
        guys number numbers percent use end half series side sides spokesman spokeswoman spokesperson \
        reporter reporters midnight noon course example rest couple dozen dozens hundreds thousands millions \
        moment weekend reason reasons something idea piece set name order manner importance need needs \
        situation issue issues leader leaders president presidents statement statements question questions \
        effort efforts ability addition basis behalf attempt attempts opportunity result results role sense \
        matter matters level amount total area areas form step steps view views word words term terms \
        position problem problems member members official officials whomever gonna wanna response concern \
        concerns support discussion discussions thought thoughts list group groups countries country event \
        events context prospect search connection emphasis company companies firm firms government governments quarter \
        quarters thirds tens middle percentage work girl girls boy boys";
    /// Nouns that a preposition makes a phrase of no content: "at length", "in favor of".
    IDIOMS = "length favor favour connection accordance lieu spite light particular effect general least charge \
        terms row sight place hand";
    /// Past tenses that the table of words lacks and no ending tells.
    PASTS = "sank sang shrank sprang swam wept slid clung flung stung swung wrung spun dug bled bred sped rode froze \
        wove swore tore bore slept crept leapt knelt withstood overthrew overtook undertook forbade forgave foresaw \
        overcame rang drank stank forgot woke arose rebuilt outgrew";
}

/// Whether a word names a day or a month.
pub fn is_calendar(hash: u32) -> bool {
    WHEN.has(hash)
}

/// Whether a word is a title that stands before a person's name.
pub fn is_title(hash: u32) -> bool {
    TITLES.has(hash)
}

/// Whether a word names a feast.
pub fn is_feast(hash: u32) -> bool {
    FEASTS.has(hash)
}

/// Whether a noun is no topic by itself.
pub fn is_weak(word: u32) -> bool {
    WEAK.has(word) || is_calendar(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::word_hash;

    #[test]
    fn each_word_of_a_list_is_found_and_no_other() {
        for word in ["a", "own", "such"] {
            assert!(DETERMINERS.has(word_hash(word)), "{word}");
        }
        assert!(is_title(word_hash("President")) && is_feast(word_hash("Christmas")));
        assert!(!is_title(word_hash("harbour")) && !is_weak(word_hash("harbour")));
    }
}
