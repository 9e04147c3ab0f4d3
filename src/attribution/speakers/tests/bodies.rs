//! Firms and other bodies: which names are theirs, and which nouns and pronouns mean them.

use super::assert_speakers;

#[test]
fn a_company_is_one_speaker_by_whatever_it_is_called() {
    assert_speakers(&[
        (
            "Brightbell Foods Inc. cut its forecast. [The Boston-based company] said {costs rose}. [The company] plans {to close}. [Brightbell Foods] said {no}. [Brightbell] said {so}.",
            "Brightbell Foods Inc. | Brightbell Foods Inc. | Brightbell Foods Inc. | Brightbell Foods Inc.",
        ),
        ("Kessel Rail won a contract on Monday. [The company] said {it would hire}.", "Kessel Rail"),
        ("Kessel Dynamics won a contract. [The firm] said {it would hire}.", "Kessel Dynamics"),
        (
            "Kessel Dynamics, a software company in Boston, won. It rained. [The company] said {it would}. [Kessel Dynamics] said {so}.",
            "Kessel Dynamics | Kessel Dynamics",
        ),
        ("[The power company, Bay Electric,] said {yes}. [It] said {no}.", "Bay Electric | Bay Electric"),
        ("Marle Police was criticised over the search. [The force] denied {it was slow}.", "Marle Police"),
        ("In the Senate, [a group of voters] said {no}.", "a group"),
        ("[The company] plans {to close}.", "company"),
        // No firm is spoken of.
        ("The Senate met. [The company] said {no}.", "company"),
        ("Ann Lee met Tom Fox. [The company] said {no}.", "company"),
        ("The Senate met a software company. [The company] said {no}.", "a software company"),
    ]);
}

#[test]
fn what_may_be_a_firm_is_it_rather_than_she() {
    assert_speakers(&[
        (
            "[National Grid] said {power was out}. [It] said {crews were working}. [She] said {so}.",
            "National Grid | National Grid | -",
        ),
        ("Halden Engineering won the contract. {“We are glad,”} [she] said.", "-"),
        ("[Kessel Dynamics] said {yes}. [It] said {no}.", "Kessel Dynamics | Kessel Dynamics"),
    ]);
}

#[test]
fn a_town_before_based_is_no_name() {
    assert_speakers(&[
        ("[London-born Tom Fox] said {yes}.", "Tom Fox"),
        ("[Leeds-based Acme] said {yes}.", "Acme"),
    ]);
}
