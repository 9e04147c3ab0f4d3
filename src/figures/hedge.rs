//! Hedges: the words in front of a figure that say how exactly it is meant.

use super::Hedge;
use super::number::Pieces;
use super::pieces::lower;

/// The hedge in front of the piece `at`: where it begins, and what it says.
pub(super) fn hedge(p: Pieces, at: usize) -> (usize, Hedge) {
    let word = |back: usize, buffer: &mut [u8; 16]| -> String {
        at.checked_sub(back).map_or(String::new(), |i| lower(p.word(i), buffer).into())
    };
    let mut buffer = [0; 16];
    let (one, two) = (word(1, &mut buffer), word(2, &mut buffer));
    let (back, hedge) = match (two.as_str(), one.as_str()) {
        ("more" | "greater" | "longer" | "higher" | "better" | "bigger" | "larger", "than") => {
            (2, Hedge::AtLeast)
        }
        ("less" | "fewer" | "lower" | "shorter" | "smaller", "than") => (2, Hedge::AtMost),
        ("at", "least") => (2, Hedge::AtLeast),
        ("at", "most") => (2, Hedge::AtMost),
        ("up", "to") => (2, Hedge::AtMost),
        ("close", "to") => (2, Hedge::About),
        ("many" | "much" | "long", "as") => (2, Hedge::AtMost),
        ("minimum", "of") | ("upwards" | "north", "of") | ("excess", "of") => (2, Hedge::AtLeast),
        ("maximum", "of") => (2, Hedge::AtMost),
        // "Hand over £300,000", "spread over three years": over what, not more than what.
        (verb, "over") if takes_over(verb) => return (at, Hedge::Exact),
        (_, "over" | "above" | "exceeding" | "exceeded" | "topping") => (1, Hedge::AtLeast),
        (_, "under" | "below") => (1, Hedge::AtMost),
        (
            _,
            "about" | "around" | "roughly" | "approximately" | "nearly" | "almost" | "some" | "estimated"
            | "circa" | "reportedly",
        ) => (1, Hedge::About),
        _ => return (at, Hedge::Exact),
    };
    let mut start = at - back;
    let before = word(back + 1, &mut buffer);
    let (flipped, longer) = match (before.as_str(), one.as_str()) {
        ("no" | "not", "than") => (true, 1),
        ("as", "as") => (false, 1),
        ("just" | "well" | "slightly" | "very" | "only", _) => (false, 1),
        ("a", "of") | ("an", "estimated") | ("in", "of") => (false, 1),
        _ => (false, 0),
    };
    start -= longer.min(start);
    let hedge = match hedge {
        Hedge::AtLeast if flipped => Hedge::AtMost,
        Hedge::AtMost if flipped => Hedge::AtLeast,
        other => other,
    };
    (start, hedge)
}

/// Verbs with which "over" stands for itself.
fn takes_over(verb: &str) -> bool {
    matches!(
        verb,
        "hand"
            | "hands"
            | "handed"
            | "handing"
            | "turn"
            | "turned"
            | "turning"
            | "spread"
            | "sign"
            | "signed"
    )
}
