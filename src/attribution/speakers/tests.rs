//! Texts with their sources in [brackets] and what is said in {braces}; the n-th of one belongs to the n-th of
//! the other. Beside each text, the speakers in order; "-" where the text leaves open who it is, and a "?"
//! behind those who have no name.

mod bodies;
mod epithets;
mod names;
mod sources;

use proptest::prelude::*;

use super::{Reason, Speaker, SpeakerKind, resolve};
use crate::attribution::{Attribution, Rules, kind_of};
use crate::attribution::{Attributor, act};
use crate::text::{Span, Text};

/// The text without its marks, and the attributions that they mark.
fn marked(source: &str) -> (Text, Vec<Attribution>) {
    let mut plain = String::new();
    let (mut open, mut sources, mut contents) = (Vec::new(), Vec::new(), Vec::new());
    for c in source.chars() {
        match c {
            '[' | '{' => open.push(plain.len()),
            ']' => sources.push(Span::new(open.pop().unwrap(), plain.len())),
            '}' => contents.push(Span::new(open.pop().unwrap(), plain.len())),
            _ => plain.push(c),
        }
    }
    let text = Text::new(plain);
    let attributions = sources
        .into_iter()
        .zip(contents)
        .map(|(source, content)| {
            let sentence = text.sentences[text.sentence_at(source.start)].span;
            let end = if content.start > source.end { content.start } else { sentence.end };
            let cue = Span::new(source.end as usize, (end as usize).max(source.end as usize));
            Attribution {
                source: if source.is_empty() { Vec::new() } else { vec![source] },
                cue: if source.is_empty() { Vec::new() } else { vec![cue] },
                kind: kind_of(&text, &[content]),
                content: vec![content],
                act: act::act(&text, &[cue]),
                speaker: None,
                confidence: 1.0,
                reason: Reason::default(),
            }
        })
        .collect();
    (text, attributions)
}

fn resolved(source: &str) -> (Vec<Attribution>, Vec<Speaker>) {
    let (text, mut attributions) = marked(source);
    let speakers = resolve(&text, &mut attributions);
    (attributions, speakers)
}

#[track_caller]
fn assert_speakers(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        let (attributions, speakers) = resolved(source);
        let names: Vec<String> = attributions
            .iter()
            .map(|a| match a.speaker.map(|id| &speakers[id.0 as usize]) {
                Some(s) if s.kind == SpeakerKind::Unnamed => format!("{}?", s.name),
                Some(s) => s.name.clone(),
                None => "-".to_owned(),
            })
            .collect();
        assert_eq!(names.join(" | "), *expected, "{source}");
    }
}

#[test]
fn who_belongs_to_somebody_is_somebody_else() {
    assert_speakers(&[
        ("Ravi Shah was jailed. [His victim, Ann Poe,] said: {“He ruined it.”}", "Ann Poe"),
        ("Tessa Bloom won on Sunday. {“She was great,”} said [her coach, Rick Dale].", "Rick Dale"),
        (
            "Tom Baker pleaded guilty. [His lawyer at the trial, Maria Lopez,] said {he was sorry}.",
            "Maria Lopez",
        ),
        (
            "[Mr Haddad] said {he lost £900}. [Mr Haddad’s accountant, Jill Stone,] said {it was so}.",
            "Haddad | Jill Stone",
        ),
        ("[Unison’s branch secretary, Pat Lowe,] said {the strike would go on}.", "Pat Lowe"),
        (
            "[Dana Reyes] denied {that drivers would be repaid}. [The drivers' association] said {they had paid}.",
            "Dana Reyes | drivers’ association",
        ),
        ("Tom Baker left. [His coach Rick Dale] said {it was fine}.", "Rick Dale"),
        // Without a name the phrase stays what it was.
        (
            "[Ann Lee] said {no}. Her brother, a farmer, agreed. [Her brother, a farmer,] said {yes}.",
            "Ann Lee | Ann Lee’s brother?",
        ),
    ]);
}

#[test]
fn where_somebody_comes_from_is_not_meant_by_he() {
    assert_speakers(&[(
        "{“There was a queue,”} said [Becky Lunn, from Hull]. [Cafe owner Tom Haddad, 45,] told us {he lost £900}. {“They will pay,”} [he] said.",
        "Becky Lunn | Tom Haddad | Tom Haddad",
    )]);
}

#[test]
fn a_clause_behind_a_name_does_not_speak() {
    assert_speakers(&[
        ("Activist Olu Adeyemi, [who organised the petition,] said: {“They didn’t listen.”}", "Olu Adeyemi"),
        ("The band’s singer, Jo May, [who wrote the song,] said: {“It’s ours.”}", "Jo May"),
    ]);
}

#[test]
fn a_noun_before_a_name_introduces_it() {
    assert_speakers(&[
        ("GENEVA (Wire) — A vaccine worked. [Its maker Solvanto] said {so}.", "Solvanto"),
        (
            "GENEVA (Wire) — [Solvanto] said {so}. “Twelve months is short,” Ann Lee said. [It] said {no}.",
            "Solvanto | Solvanto",
        ),
        ("GENEVA (Wire) — [Solvanto] said {so}. [It] said {no}.", "Solvanto | Solvanto"),
        (
            "Orvane had a bid from rival Castell.\n\n[Castell] said {it was fair}.\n\nIt rained.\n\nChief executive Tom Vale hit back at once. [He] said {it was late}.",
            "Castell | Tom Vale",
        ),
        (
            "[Porter and branch secretary Luis Ferreira, 38,] said {so}. {“It is sad,”} [he] said.",
            "Luis Ferreira | Luis Ferreira",
        ),
        ("They met Pell. [Pell and branch secretary Luis Ferreira] said {so}.", "Pell and Luis Ferreira"),
        ("[Supermarket chain Fenwicks] said {sales rose}.", "Fenwicks"),
        ("[Angry fans] slammed {the sale}.", "Angry fans"),
        (
            "[A Tolmenian foreign ministry spokesman] said {the border was shut}.",
            "Tolmenian foreign ministry spokesman?",
        ),
    ]);
}

#[test]
fn namesakes_are_told_apart_by_how_they_are_addressed() {
    assert_speakers(&[(
        "[Mr Moe] said {he would}. [Ms Moe] said {she would not}. [Mr Moe] asked {why}.",
        "Mr Moe | Ms Moe | Mr Moe",
    )]);
}

#[test]
fn titles_are_no_first_names() {
    assert_speakers(&[
        (
            "[Cllr Yvonne Clarke] said {the plan was fair}. [Cllr Martin Clarke] said {it was not}.",
            "Yvonne Clarke | Martin Clarke",
        ),
        ("[Baroness Jane Hale] said {yes}. [Coun Tom Hale] said {no}.", "Jane Hale | Tom Hale"),
    ]);
}

#[test]
fn the_forms_of_a_name_are_one_speaker() {
    assert_speakers(&[
        ("[Ann Lee] said {it was late}. [Lee] said {so again}.", "Ann Lee | Ann Lee"),
        (
            "[Gov. Ann Lee] said {yes}. [Ms. Lee] said {more}. [The governor] said {no}.",
            "Ann Lee | Ann Lee | Ann Lee",
        ),
        ("[Lee] said {yes}. Reporters had met Ann B. Lee before.", "Ann B. Lee"),
        ("[President Ann Lee] said {yes}. [The president] said {no}.", "Ann Lee | Ann Lee"),
        ("[Secretary of State John Marsh] said {yes}.", "John Marsh"),
        ("[Republican Sen. Tom Fox] said {yes}. [Fox] said {no}.", "Tom Fox | Tom Fox"),
        ("[Ann Day] said {it was late}. [Ms. Day] left, saying {no more}.", "Ann Day | Ann Day"),
        ("[Vincent van Dorn] said {yes}. [Mr. van Dorn] said {no}.", "Vincent van Dorn | Vincent van Dorn"),
    ]);
}

#[test]
fn namesakes_are_told_apart_by_title_and_gender() {
    assert_speakers(&[
        (
            "Bill Marsh met Susan Marsh. [Mrs. Marsh] said {yes}. [Mr. Marsh] said {no}.",
            "Susan Marsh | Bill Marsh",
        ),
        ("Bill Marsh saw Gov. Susan Marsh. [Governor Marsh] said {yes}.", "Susan Marsh"),
    ]);
}

#[test]
fn words_beside_a_name_say_who_it_is() {
    assert_speakers(&[
        ("[Ann Lee, a spokeswoman for Acme,] said {yes}. [She] said {no}.", "Ann Lee | Ann Lee"),
        ("[A spokeswoman for Acme, Ann Lee,] said {yes}.", "Ann Lee"),
        ("[Acme spokeswoman Ann Lee] said {yes}. [The spokeswoman] said {no}.", "Ann Lee | Ann Lee"),
        ("[Democratic candidate Tom Fox] said {yes}. [The candidate] said {no}.", "Tom Fox | Tom Fox"),
        ("[Tom Fox, 43, a farmer,] said {yes}. [The farmer] said {no}.", "Tom Fox | Tom Fox"),
        ("[Fox’s lawyer Ann Lee] said {yes}.", "Ann Lee"),
        ("[Sen. Tom Fox, R-Ohio,] said {yes}. [He] said {no}.", "Tom Fox | Tom Fox"),
        ("[Ann Lee, the liberal icon,] said {yes}. [The liberal radio host] said {no}.", "Ann Lee | Ann Lee"),
        ("[Homeland Security Secretary Tom Fox] said {yes}.", "Tom Fox"),
    ]);
}

#[test]
fn a_pronoun_is_who_has_the_floor() {
    assert_speakers(&[
        ("[Ann Lee] said {yes}. “{No,}” [she] said.", "Ann Lee | Ann Lee"),
        ("[Tom Fox] met Ann Lee and said {yes}. [He] said {no}.", "Tom Fox | Tom Fox"),
        ("[Tom Fox] praised Ann Lee, saying {yes}. [She] said {no}.", "Tom Fox | Ann Lee"),
        ("Tom Fox wrote to John Marsh. [He] said {the bridge was closed}.", "Tom Fox"),
        // Nobody speaks of himself by name.
        ("[Tom Fox] said {yes}. “{John Marsh is a crook,}” [he] said.", "Tom Fox | Tom Fox"),
        ("[A farmer from Ohio] said {yes}. [He] said {no}.", "A farmer from Ohio? | A farmer from Ohio?"),
        ("[Voters] said {yes}. [They] said {no}.", "Voters | Voters"),
        ("Tom Fox and Ann Lee met. [They] said {it went well}.", "Tom Fox and Ann Lee"),
        ("Kim Rowe was calm. She left. [Rowe] said {yes}. “{No,}” [she] said.", "Kim Rowe | Kim Rowe"),
    ]);
}

#[test]
fn a_last_name_that_two_share_is_who_the_pronouns_behind_it_say() {
    assert_speakers(&[
        (
            "Bill Marsh and Susan Marsh met. Marsh knew that she was late. [Marsh] said {yes}. [She] said {no}.",
            "Susan Marsh | Susan Marsh",
        ),
        ("Susan Marsh came. [Scott] said {yes} when she left. [She] said {no}.", "Scott | Scott"),
    ]);
}

#[test]
fn what_only_says_whose_or_which_is_not_meant_by_a_pronoun() {
    assert_speakers(&[
        ("[Tom Fox] said {it was Ben Marsh’s plan}. [He] said {no}.", "Tom Fox | Tom Fox"),
        ("[Ann Lee] met Susan Marsh supporters and said {yes}. [She] said {no}.", "Ann Lee | Ann Lee"),
        ("[Voters] said {yes}. Ann Lee wrote to Senate staff. [They] said {no}.", "Voters | Voters"),
    ]);
}

#[test]
fn a_paragraph_goes_on_with_its_own_subject() {
    assert_speakers(&[(
        "“{The town is well,}” [Ann Lee] said.\nSusan Marsh sits on the board. [She] said {no}.",
        "Ann Lee | Susan Marsh",
    )]);
}

#[test]
fn several_are_meant_by_they() {
    assert_speakers(&[
        (
            "[The board] said {yes}. Tom Fox and Ann Lee left. [They] said {no}.",
            "board | Tom Fox and Ann Lee",
        ),
        (
            "Tom Fox, Republican of Iowa, and Ann Lee, Democrat of Ohio, met. [They] said {yes}.",
            "Tom Fox and Ann Lee",
        ),
        ("Tom Fox and Ann Lee met. [The two leaders] said {it went well}.", "Tom Fox and Ann Lee"),
        (
            "[The board] said {yes}. It is the first time that Fox and Lee have met; [they] said {no}.",
            "board | Fox and Lee",
        ),
    ]);
}

#[test]
fn pronouns_may_be_contracted() {
    assert_speakers(&[
        ("[Ann Lee] said {yes}. [She’ll] say {no}.", "Ann Lee | Ann Lee"),
        ("[Tom Fox] said {yes}. [He's] sure {of it}.", "Tom Fox | Tom Fox"),
    ]);
}

#[test]
fn a_word_that_opens_a_sentence_is_no_name_by_its_capital() {
    assert_speakers(&[
        ("Tom Fox left. Contrary to [his] claim {it rained}.", "Tom Fox"),
        ("Ann Lee left. Keeps saying that [she] said {yes}.", "Ann Lee"),
        (
            "[Brenholt] said {its profit rose}. Revenue climbed to 3 million. [The company] said {it was glad}.",
            "Brenholt | Brenholt",
        ),
        (
            "[Kestrel Rail] said {it was sorry}. Gusts reached 140 kilometres an hour. [It] said {trains would run}.",
            "Kestrel Rail | Kestrel Rail",
        ),
    ]);
}

#[test]
fn an_office_is_the_one_whose_pronouns_stand_behind_it() {
    assert_speakers(&[(
        "Ann Lee met Tom Fox in Ohio. Fox spoke first. [The incumbent] said {that her plan was good}.",
        "Ann Lee",
    )]);
}

#[test]
fn no_document_denies() {
    assert_speakers(&[(
        "[The report] said {yes}. The Kremlin read it. [It] denied {no}.",
        "report | Kremlin",
    )]);
}

#[test]
fn whom_a_clause_before_the_main_one_means_comes_after_it() {
    assert_speakers(&[("As [he] said {yes}, Tom Fox left.", "Tom Fox")]);
}

#[test]
fn names_in_headlines_and_after_the_are_names() {
    assert_speakers(&[
        ("Ann Lee Goes Home After Long Winter.\n\n[Lee] said {yes}. [She] said {no}.", "Ann Lee | Ann Lee"),
        ("[Ann Lee] said {yes}. The Ann Lee brand grew. [She] said {no}.", "Ann Lee | Ann Lee"),
        ("Reached by phone, [Tom Fox] said {yes}. [He] said {no}.", "Tom Fox | Tom Fox"),
        ("Tom Fox (R) left late. [He] said {no}.", "Tom Fox"),
    ]);
}

#[test]
fn what_cannot_be_told_is_left_open() {
    assert_speakers(&[
        ("[He] said {yes}.", "-"),
        ("[She] said {yes}. Ann Lee left.", "-"),
        ("Tom Fox left. [She] said {yes}.", "-"),
        ("[I] think {it is late}.", "-"),
        ("[You] say {it is late}.", "-"),
    ]);
}

#[test]
fn a_statement_belongs_to_the_last_who_made_one() {
    assert_speakers(&[
        (
            "The Pentagon issued a statement. [The statement] said {yes}. [It] added {no}.",
            "Pentagon | Pentagon",
        ),
        (
            "[The ministry] said in a statement {that all was well}. The Kremlin released a statement as well. \
             [The statement] said {otherwise}. [It] also noted {the weather}.",
            "ministry | Kremlin | Kremlin",
        ),
        (
            "[The Kremlin statement] said {yes}. [It] concluded {no}. The White House put out a readout. \
             [The readout] said {so}.",
            "Kremlin | Kremlin | White House",
        ),
        ("According to [a White House readout of the call], {it went well}.", "White House"),
        ("[The Pentagon] said in a statement {yes}. [They] added {no}.", "Pentagon | Pentagon"),
        ("[A letter from the Treasury] said {yes}. [The letter] said {no}.", "Treasury | Treasury"),
        ("[The FBI’s statement] said {yes}.", "FBI"),
    ]);
}

#[test]
fn a_body_is_known_by_its_short_forms() {
    assert_speakers(&[
        (
            "[The Federal Water Board] said {yes}. [The board] said {no}. [The FWB] said {so}.",
            "Federal Water Board | Federal Water Board | Federal Water Board",
        ),
        ("[The Lee campaign] said {yes}. [Lee’s campaign] said {no}.", "Lee campaign | Lee campaign"),
        ("Ann Lee left. [Her campaign] said {yes}. [The campaign] said {no}.", "Lee campaign | Lee campaign"),
    ]);
}

#[test]
fn a_document_of_its_own_stays_one() {
    assert_speakers(&[
        ("[A Marist poll] found {yes}. [The poll] found {no}.", "Marist poll | Marist poll"),
        ("[The lawsuit] says {yes}. [It] says {no}.", "lawsuit | lawsuit"),
    ]);
}

#[test]
fn a_relative_pronoun_is_who_stands_before_it() {
    assert_speakers(&[
        ("They met Ann Lee, [who] said {yes}.", "Ann Lee"),
        ("They met Ann Lee, a farmer, [who] said {yes}.", "Ann Lee"),
        ("Most were voters [who] think {it is late}.", "voters"),
        ("It was a poll [that] found {yes}.", "a poll"),
        ("There are those [who] say {yes}.", "those"),
    ]);
}

#[test]
fn the_unnamed_stay_unnamed() {
    for source in [
        "[A senior official] said {yes}.",
        "[One man who asked not to be named] said {yes}.",
        "[A spokesman for the company] said {yes}.",
    ] {
        let (attributions, speakers) = resolved(source);
        assert_eq!(speakers[0].kind, SpeakerKind::Unnamed, "{source}");
        assert_eq!(attributions[0].reason, Reason::Unnamed, "{source}");
    }
    assert_speakers(&[
        ("[Sources familiar with the matter] said {yes}.", "Sources"),
        ("[Some] say {yes}.", "Some"),
        ("Ann Lee left. [Her mother] said {yes}.", "Ann Lee’s mother?"),
    ]);
}

#[test]
fn kinds_are_told_apart() {
    for (source, kind) in [
        ("[Ann Lee] said {yes}.", SpeakerKind::Person),
        ("[The White House] said {yes}.", SpeakerKind::Institution),
        ("[Republicans] say {yes}.", SpeakerKind::Group),
        ("[A new study] found {yes}.", SpeakerKind::Document),
        ("[An aide] said {yes}.", SpeakerKind::Unnamed),
    ] {
        assert_eq!(resolved(source).1[0].kind, kind, "{source}");
    }
}

#[test]
fn a_reason_is_given_in_words() {
    let (attributions, _) =
        resolved("[Ann Lee] said {yes}. [Lee] said {so}. [She] said {no}. {This was so.}[]");
    let reasons: Vec<String> = attributions.iter().map(|a| a.reason.to_string()).collect();
    assert_eq!(
        reasons,
        [
            "named in the text",
            "another form of the name Ann Lee",
            "“She” → Ann Lee: last spoken of",
            "the text names no source",
        ]
    );
    assert!(attributions[2].confidence < attributions[0].confidence);
}

#[test]
fn first_person_within_a_quotation_is_its_speaker() {
    let (text, _) = marked("“I think so,” Ann Lee said.");
    let span = |part: &str| {
        let at = text.source.find(part).unwrap();
        vec![Span::new(at, at + part.len())]
    };
    let make = |source: &str, cue: &str, content: &str| Attribution {
        source: span(source),
        cue: span(cue),
        content: span(content),
        kind: kind_of(&text, &span(content)),
        act: act::act(&text, &span(cue)),
        speaker: None,
        confidence: 1.0,
        reason: Reason::default(),
    };
    let mut attributions = vec![make("I", "think", "so"), make("Ann Lee", "said", "I think so,")];
    let speakers = resolve(&text, &mut attributions);
    assert_eq!(speakers[attributions[0].speaker.unwrap().0 as usize].name, "Ann Lee");
}

#[test]
fn who_belongs_to_whom_a_noun_names_is_another() {
    assert_speakers(&[
        ("[Chairman Raj Pell] said {no}. [The player's agent] said {yes}.", "Raj Pell | The player’s agent?"),
        ("[The teachers' unions] want {a fund}.", "teachers’ unions"),
        ("[Ann Lee] said {no}. [The mayor's office] said {it was late}.", "Ann Lee | The mayor’s office"),
        (
            "[Ann Lee's glazier] said {no}. [Sarvia's opposition] said {no}.",
            "Ann Lee’s glazier? | Sarvia’s opposition?",
        ),
        ("[Ann Lee's words] said {no}.", "Ann Lee"),
        (
            "[Ann Lee] said {no}. In a letter, [the board] wrote {so}. [The letter] said {no}.",
            "Ann Lee | board | board",
        ),
        (
            "According to [a report by the Velmont Institute], {it was late}. [The report] found {no}.",
            "Velmont Institute report | Velmont Institute report",
        ),
        ("[One user on the company's own forum] wrote {no}.", "One user on the company's own forum?"),
        ("[A law enforcement source] said {no}.", "A law enforcement source?"),
        ("[Her brother, the glazier Tom Pell,] said {no}.", "Tom Pell"),
        ("[A piper, who gave no name,] said {no}.", "A piper?"),
        ("[A Torvian communiqué] said {no}.", "Torvian communiqué"),
        (
            "[Ravi Pell] said {no}.\n\n[Mayor]: {“Stay at home”}\n\n[Mayor Ann Lee] said {so}.",
            "Ravi Pell | Ann Lee | Ann Lee",
        ),
        ("[Peter Lowe] said {it was late}. “No,” [the witness] said {so}.", "Peter Lowe | the witness?"),
        ("Bay Foods Inc. began Phase 3 of it. [The company] said {it was late}.", "Bay Foods Inc."),
    ]);
}

#[test]
fn what_a_transcript_calls_somebody_is_a_name() {
    let asked = "The mayor, Rick Salter, sat down with us on Friday.\n\n[Star]: {Is she wrong?}\n\n[Salter]: {She is.}\n\n[Star]: {When?}";
    let opened = "Host Jane Poe asked both.\n\n[Host]: {Is she wrong?}\n\n[Tom Fox]: {She is.}";
    assert_speakers(&[(asked, "Star | Rick Salter | Star"), (opened, "Jane Poe | Tom Fox")]);
}

#[test]
fn who_answers_is_who_was_introduced() {
    let qa = "Q: Will you run?\n\n[A]: {No.}\n\nQ: Holt says you will.\n\n[A]: {He would.}";
    assert_speakers(&[
        (&format!("Ann Lee, the mayor, spoke to us.\n\n{qa}"), "Ann Lee | Ann Lee"),
        (&format!("By Tom Fox\n\nWe met Ann Lee in Velmont.\n\n{qa}"), "Ann Lee | Ann Lee"),
        (
            &format!("Questions for Ann Lee\n\nLee flew home, where she spoke with writer Tom Fox.\n\n{qa}"),
            "Ann Lee | Ann Lee",
        ),
        (&format!("We met her in Velmont.\n\n{qa}"), "the person interviewed? | the person interviewed?"),
        (
            &format!("Ann Lee and Tom Fox ran last year.\n\n{qa}"),
            "the person interviewed? | the person interviewed?",
        ),
    ]);
}

#[test]
fn a_quotation_left_alone_goes_on_from_the_one_before() {
    let (attributions, _) = resolved("{“Yes,”} [Ann Lee] said. {“No, never.”}[]");
    assert_eq!(attributions[1].reason, Reason::Continued("Ann Lee".to_owned()));
}

#[test]
fn the_reason_tells_of_a_sentence_that_carries_on() {
    let (text, mut attributions) =
        marked("[The Velmont readout] said {they met}. They also discussed trade.");
    attributions[0].content.push(text.sentences[1].span);
    resolve(&text, &mut attributions);
    let reason = attributions[0].reason.to_string();
    assert_eq!(reason, "“The Velmont readout”, carried on in “They also discussed trade.” → Velmont");
}

#[test]
fn mentions_and_aliases_are_listed_in_order() {
    let (_, speakers) = resolved("Gov. Ann Lee spoke. [Lee] said {yes}. [She] said {no}. Ann left.");
    assert_eq!(speakers.len(), 1);
    assert!(speakers[0].mentions.windows(2).all(|w| w[0] < w[1]));
    assert!(speakers[0].aliases.iter().any(|a| a == "Gov. Ann Lee") && speakers[0].mentions.len() >= 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_with_any_spans_is_resolved(
        source in "(\\PC{0,3}|[ \n\"'“”’.,-]|He |she |it |they |who |The |his |statement |said |Mr\\. |Ann |Lee |of |and |White House |spokesman ){0,60}",
        cuts in proptest::collection::vec((0usize..400, 0usize..40, 0usize..400, 0usize..60), 0..8),
    ) {
        let text = Text::new(source);
        let boundary = |i: usize| {
            let mut i = i.min(text.source.len());
            while !text.source.is_char_boundary(i) { i -= 1; }
            i
        };
        let mut attributions = Rules.attributions(&text);
        attributions.extend(cuts.iter().map(|(s, n, c, m)| {
            let content = vec![Span::new(boundary(*c), boundary(c + m))];
            Attribution {
                source: vec![Span::new(boundary(*s), boundary(s + n))],
                cue: vec![Span::new(boundary(s + n), boundary(s + n + 6))],
                kind: kind_of(&text, &content),
                content,
                act: Default::default(),
                speaker: None,
                confidence: 1.0,
                reason: Reason::default(),
            }
        }));
        let mut again = attributions.clone();
        let speakers = resolve(&text, &mut attributions);
        for a in &attributions {
            prop_assert!(a.speaker.is_none_or(|id| (id.0 as usize) < speakers.len()));
            prop_assert!((0.0..=1.0).contains(&a.confidence));
        }
        for span in speakers.iter().flat_map(|s| &s.mentions) {
            prop_assert!(text.source.get(span.start as usize..span.end as usize).is_some());
        }
        prop_assert_eq!(resolve(&text, &mut again), speakers);
        prop_assert_eq!(again, attributions);
    }
}

#[test]
fn a_definite_description_is_one_speaker_and_indefinite_ones_are_several() {
    let many = |source: &str| resolved(source).1.len();
    let mayor = "[The mayor of Aldmouth] said {it rained}. Later [the mayor of Aldmouth] said {it poured}.";
    assert_eq!(many(mayor), 1);
    assert_eq!(many("[A senior official] said {it rained}. [A senior official] said {it poured}."), 2);
}
