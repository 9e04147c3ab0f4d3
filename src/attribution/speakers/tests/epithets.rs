//! "the 49-year-old", "the Scot": who is meant.

use super::assert_speakers;

#[test]
fn an_epithet_is_the_one_whom_the_text_is_about() {
    assert_speakers(&[
        (
            "{“Not on my watch,”} [Rovers manager Paul Dane] said. [The 49-year-old] said {he was staying}.",
            "Paul Dane | Paul Dane",
        ),
        ("Steve Kirk was angry. {“Never,”} [the Scot] said.", "Steve Kirk"),
        ("Luis Vega scored twice. {“It hurts,”} [the Brazilian] joked.", "Luis Vega"),
        ("Kelly Lane, 31, put off the jab. {“I regret it,”} [the mother-of-two] said.", "Kelly Lane"),
        (
            "Kelly Lane, 31, met Jo Rowe, 40, in Hull. Rowe was ill. [The 31-year-old] said {no}.",
            "Kelly Lane",
        ),
        (
            "{“Never,”} said [Dane]. Asked whether striker Luis Vega would go, [the 49-year-old] said {no}.",
            "Dane | Dane",
        ),
        // Somebody without a name.
        ("Kelly Lane helped a 23-year-old. [The 23-year-old] said {no}.", "The 23-year-old?"),
        ("Kelly Lane, 31, left. [The 40-year-old] said {no}.", "The 40-year-old?"),
    ]);
}

#[test]
fn nobody_is_of_two_parties() {
    assert_speakers(&[(
        "[Democrat Laura Wick] said {no}. [The Democrat] said {so}. [The Republican] said {yes}.",
        "Laura Wick | Laura Wick | Republican?",
    )]);
}

#[test]
fn who_is_asked_about_another_is_not_that_one() {
    assert_speakers(&[(
        "[Paul Dane] said {yes}. Asked whether Luis Vega would go, [he] said {no}.",
        "Paul Dane | Paul Dane",
    )]);
}
