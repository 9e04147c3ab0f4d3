//! Which of the names in a source is meant.

use super::{assert_speakers, resolved};

#[test]
fn a_name_that_says_whose_manager_somebody_is_is_not_meant() {
    assert_speakers(&[
        ("[Northgate Rovers manager Paul Dacre] said {his side was lucky}.", "Paul Dacre"),
        ("[Winchester United striker Luis Vega] said {he was fit}.", "Luis Vega"),
        ("[Hobbs & Fenner boss Tom Fox] said {sales rose}.", "Tom Fox"),
        ("[Gigglo chief executive Ravi Shah] said {sales rose}.", "Ravi Shah"),
    ]);
}

#[test]
fn a_name_between_commas_is_whom_the_phrase_before_means() {
    assert_speakers(&[
        ("They met in Dale County. [The county clerk, Howard Rowe,] said {that was false}.", "Howard Rowe"),
        ("[A Conservative MP, Sir Giles Poe,] said {it was so}.", "Giles Poe"),
        ("[My editor, Joan Moe,] told me {it was a letter}.", "Joan Moe"),
        ("[The power company, Bay Electric,] said {it was late}.", "Bay Electric"),
        ("[The firm’s founder and chief executive, Ann Lee,] said {no}.", "Ann Lee"),
    ]);
}

#[test]
fn several_are_named_by_what_introduces_them() {
    assert_speakers(&[
        (
            "[Elena Marsh and her Kresnian counterpart, Anton Grusha,] said {they would meet}.",
            "Elena Marsh and Anton Grusha",
        ),
        (
            "[Gigglo chief executive Ravi Shah and Pear boss Tom Fox] said {they would meet}.",
            "Ravi Shah and Tom Fox",
        ),
        ("[Lumet co-founder and chief executive Bea Lind] said {it works}.", "Bea Lind"),
        ("[A former teacher and mayor] said {it works}.", "A former teacher and mayor?"),
        ("[Ann Lee and Lee’s supporters] said {no}.", "Ann Lee and Lee supporters"),
    ]);
}

#[test]
fn whoever_belongs_to_her_is_not_she() {
    assert_speakers(&[
        ("Helen Moe plans to appeal, according to [her solicitor], {who spoke}.", "Helen Moe’s solicitor?"),
        ("Ann Lee left. [Her physiotherapist] said {yes}.", "Ann Lee’s physiotherapist?"),
        (
            "Ann Lee left. [Her agent] said {no}. [Her stepson] said {yes}. [Her tutor] said {so}. It rained. It was late. It was cold. It was dark. [Her office] agreed {so}.",
            "Ann Lee’s agent? | Ann Lee’s stepson? | Ann Lee’s tutor? | Lee office",
        ),
        ("Ann Lee left. [Her] landlord said {she had paid}.", "Ann Lee’s landlord?"),
        (
            "Ann Lee left. [Her physiotherapist] said {no}. It rained. [Her physiotherapist] said {yes}.",
            "Ann Lee’s physiotherapist? | Ann Lee’s physiotherapist?",
        ),
        // What one says and thinks is one's own.
        ("Ann Lee left. In [her words], {it was late}.", "Ann Lee"),
    ]);
    let (_, speakers) = resolved("Ann Lee left. [Her agent] said {no}. It rained. [Her agent] said {yes}.");
    assert_eq!(speakers.len(), 1);
}
