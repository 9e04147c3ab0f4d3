//! Whose a name is that several share, and how a speaker is called.

use super::assert_speakers;

#[test]
fn a_family_is_told_apart() {
    assert_speakers(&[
        (
            "Chloe Mann, 17, is missing. Her mother, Karen Mann, called the police. {“We just want you home,”} [Mrs Mann] said. {“Please,”} [she] said.",
            "Karen Mann | Karen Mann",
        ),
        (
            "Chloe Mann was last seen on Saturday. Her mother, Karen Mann, called. Chloe left at ten. Chloe’s friend waited. Chloe did not come. [Mann] said {it was late}.",
            "Karen Mann",
        ),
        (
            "12-year-old Chloe Mann left. Chloe Mann was ill. Karen Mann came. [Ms Mann] said {it was late}.",
            "Karen Mann",
        ),
        // Who is spoken of more often.
        ("Chloe Mann left with Karen Mann. Chloe Mann was ill. [Mann] said {it was late}.", "Chloe Mann"),
    ]);
}

#[test]
fn a_speaker_is_called_by_the_whole_name() {
    assert_speakers(&[
        ("[Gov. Al Tierne] said {no}. [Tierne] said {so}.", "Al Tierne | Al Tierne"),
        ("[Health minister Lord Penby] said {no}. [Lord Penby] said {so}.", "Lord Penby | Lord Penby"),
        ("[Co-author Lena Fisk] said {no}.", "Lena Fisk"),
        ("[The Borrowers’ Union] said {no}.", "Borrowers’ Union"),
        (
            "[The Central Workers’ Confederation] said on Monday {that it would not take part}.",
            "Central Workers’ Confederation",
        ),
    ]);
}

#[test]
fn it_was_she_who_did() {
    assert_speakers(&[(
        "He married Sylvia Crane. It was she [who] suggested {that he should go}. {“He needed it,”} [she] said.",
        "Sylvia Crane | Sylvia Crane",
    )]);
}
