use super::*;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::load::Draft;
use crate::text::Span;

fn draft(label: &str, text: &str) -> Draft {
    Draft { label: label.into(), text: text.into(), ..Draft::default() }
}

/// A state with articles A, B and C.
fn three() -> State {
    State::default().reduced(Action::Add(vec![draft("A", "One."), draft("B", "Two."), draft("C", "Three.")]))
}

fn labels(state: &State) -> String {
    state.work.articles.iter().map(|a| a.label.as_str()).collect::<Vec<_>>().join(" ")
}

/// An answer to the newest request, with topics of these labels.
fn answer(state: &State, topics: &[&str]) -> Action {
    let topic = |label: &&str| crate::topics::Topic {
        label: (*label).to_owned(),
        aliases: vec![],
        kind: crate::topics::TopicKind::Phrase,
        mentions: vec![crate::topics::Mention { article: 0, span: Span::default() }],
        score: 0.5,
        parent: None,
    };
    Action::Found {
        id: state.revision,
        analyses: vec![],
        by_articles: Comparison { topics: topics.iter().map(topic).collect(), ..Comparison::default() },
        by_speakers: None,
        lost: vec![],
    }
}

#[test]
fn articles_get_a_name_and_a_number_of_their_own() {
    let state = three().reduced(Action::Add(vec![draft("A", "Again."), draft("", "No name.")]));
    assert_eq!(labels(&state), "A B C A 2 Article 5");
    let removed = state.work.articles[4].id;
    let state = state.reduced(Action::Remove(removed)).reduced(Action::Add(vec![draft("D", "New.")]));
    assert!(state.work.articles.iter().all(|a| a.id != removed), "a number is not used again");
}

#[test]
fn a_file_is_called_after_all_that_is_in_it() {
    let mut work = three().work;
    assert_eq!(work.file_name(), "a-and-2-more");
    work.view.by = crate::comparison::CompareBy::Speakers;
    assert_eq!(work.file_name(), "a-and-2-more-by-speakers");
    work.title = " Ferry: the “long” way ".into();
    assert_eq!(work.file_name(), "ferry-the-long-way-by-speakers");
    let one = State::default().reduced(Action::Add(vec![draft("…", "One.")])).work;
    assert_eq!(one.file_name(), "crossread");
}

#[test]
fn a_topic_that_is_not_in_the_texts_is_told() {
    let mut state = three();
    for lost in [vec![], vec![0]] {
        state = state.reduced(Action::Correct(Correction::AddTopic { phrase: "heron".into() }));
        let Action::Found { id, by_articles, .. } = answer(&state, &[]) else { panic!() };
        let told = !lost.is_empty();
        let found = Action::Found { id, analyses: vec![], by_articles, by_speakers: None, lost };
        state = state.reduced(found);
        let toast = state.toast.as_ref().map(|t| t.sentence.contains("not found in the texts"));
        assert_eq!(toast, Some(told));
        state = state.reduced(Action::Undo);
    }
}

#[test]
fn steps_back_outlive_a_reload_but_not_what_was_forgotten() {
    let all = three();
    let id = |at: usize| all.work.articles[at].id;
    let state = all.clone().reduced(Action::Remove(id(1))).reduced(Action::ToggleTopic("x".into()));
    let kept = |state: &State| -> Vec<Rc<Work>> {
        state.steps().iter().map(|work| Rc::new(work.session().into())).collect()
    };
    assert_eq!(kept(&state).len(), 1, "the empty page that it began with, and a look, are no steps");
    let back = State::default().reduced(Action::Restore(state.work.session()));
    let back = back.reduced(Action::Earlier(kept(&state)));
    assert_eq!(labels(&back), "A C");
    assert_eq!(labels(&back.clone().reduced(Action::Undo)), "A B C");
    // The last article is gone too: the page says how to have it back.
    let none = [0, 2].iter().fold(back, |state, at| state.reduced(Action::Remove(id(*at))));
    let again = State::default().reduced(Action::Earlier(kept(&none)));
    assert!(again.is_empty() && again.toast.as_ref().is_some_and(|t| t.undo));
    assert_eq!(labels(&again.reduced(Action::Undo)), "C");
    let forgotten = none.reduced(Action::Forget).reduced(Action::Add(vec![draft("D", "Four.")]));
    assert!(kept(&forgotten).is_empty());
    assert_eq!(labels(&forgotten.clone().reduced(Action::Earlier(kept(&state))).reduced(Action::Undo)), "");
    let large = State::default().reduced(Action::Add(vec![draft("A", &"word ".repeat(300_000))]));
    let large = large.reduced(Action::Rename("1".into())).reduced(Action::Rename("2".into()));
    assert_eq!(kept(&large).len(), 1, "of a large work the last");
}

#[test]
fn what_holds_no_text_is_refused_with_a_word() {
    for text in ["", "   ", "\n\t\u{a0}"] {
        let state = State::default().reduced(Action::Add(vec![draft("A", text)]));
        assert!(state.is_empty() && state.alert.is_some() && !state.can_undo(), "{text:?}");
    }
}

#[test]
fn everything_that_is_done_to_articles_can_be_undone_and_done_again() {
    let start = three();
    let id = start.work.articles[1].id;
    let changed = Article { label: "B, corrected".into(), ..(*start.work.articles[1]).clone() };
    for (action, expected) in [
        (Action::Remove(id), "A C"),
        (Action::Move { id, by: -1 }, "B A C"),
        (Action::Move { id, by: 1 }, "A C B"),
        (Action::Edit(changed), "A B, corrected C"),
        (Action::Add(vec![draft("D", "Four.")]), "A B C D"),
        (Action::Forget, ""),
    ] {
        let after = start.clone().reduced(action.clone());
        assert_eq!(labels(&after), expected, "{action:?}");
        let back = after.clone().reduced(Action::Undo);
        assert_eq!(back.work, start.work, "undo of {action:?}");
        assert!(back.revision > after.revision, "the analysis is asked again");
        assert_eq!(labels(&back.reduced(Action::Redo)), expected, "redo of {action:?}");
    }
}

#[test]
fn undo_with_nothing_to_undo_says_so() {
    let state = State::default().reduced(Action::Undo).reduced(Action::Redo);
    assert_eq!(state.status, strings::NOTHING_TO_REDO);
}

#[test]
fn topics_that_were_switched_off_come_back_with_undo() {
    let state = three();
    let found = answer(&state, &["bridge", "ferry"]);
    let state = state.reduced(found);
    let models = state.models.clone();
    let off = state.reduced(Action::ToggleTopic("ferry".into()));
    assert_eq!(off.work.view.topics_off, ["ferry"]);
    assert!(off.models == models, "switching a topic off draws no text again");
    assert!(off.reduced(Action::Undo).work.view.topics_off.is_empty());
}

#[test]
fn only_the_newest_answer_counts() {
    let state = three();
    let stale = answer(&state, &["old"]);
    let state = state.reduced(Action::Add(vec![draft("D", "Four.")]));
    let state = state.reduced(stale);
    assert!(state.busy.is_some() && state.found.articles.is_empty());
    let found = answer(&state, &["new"]);
    let state = state.reduced(found);
    assert!(state.busy.is_none());
    assert_eq!(numbers::number(&state.work.view, "new"), Some(1));
}

#[test]
fn topics_are_marked_before_the_table_is_there_and_stay_where_they_are() {
    let state = three();
    let Action::Found { by_articles, .. } = answer(&state, &["bridge"]) else { panic!() };
    let analyses = (0..3).map(|i| (i, Analysis { words: 7, ..Analysis::default() })).collect();
    let topics = Action::Topics { id: state.revision, analyses, topics: by_articles.topics.clone() };
    let state = state.reduced(topics);
    assert!(state.busy.is_some() && state.found.articles.is_empty());
    assert_eq!(state.seen().by_articles.topics[0].label, "bridge");
    assert_eq!(state.models[2].keys[0].number, Some(1));
    let said = Analysis { words: 8, ..Analysis::default() };
    let state =
        state.clone().reduced(Action::Statements { id: state.revision, article: 1, analysis: said.clone() });
    assert_eq!(state.models[1].analysis.as_deref(), Some(&said));
    let mut renamed = answer(&state, &["ferry", "Quay Street"]);
    if let Action::Found { by_articles, .. } = &mut renamed {
        by_articles.topics[1].aliases = vec!["bridge".into()];
    }
    let state = state.reduced(renamed);
    assert_eq!(state.models[0].keys[1].number, Some(1), "a topic under another name keeps its colour");
    // An article that comes later has its marks in the numbers that there are, the others stay as they are.
    let before = state.models[0].clone();
    let state = state.reduced(Action::Add(vec![draft("D", "Four.")]));
    let topics = Action::Topics { id: state.revision, analyses: vec![(3, said)], topics: by_articles.topics };
    let state = state.reduced(topics);
    assert_eq!(state.models[3].keys[0].number, None, "“bridge” is no name of a topic that has a number");
    assert!(state.models[0] == before);
}

#[test]
fn numbers_that_a_link_brings_outlast_the_first_answer() {
    let mut state = three();
    state.work.view.numbers = vec!["bridge".into(), "ferry".into()];
    let early = answer(&state, &["1", "2", "3", "4", "5", "6", "7", "8", "ferry"]);
    let Action::Found { by_articles, .. } = early else { panic!() };
    let topics = Action::Topics { id: state.revision, analyses: vec![], topics: by_articles.topics };
    let state = state.reduced(topics);
    let found = answer(&state, &["bridge", "9", "ferry"]);
    let state = state.reduced(found);
    assert_eq!(numbers::number(&state.work.view, "ferry"), Some(2));
}

#[test]
fn a_renamed_topic_keeps_its_number_and_undo_gives_the_old_name_back() {
    let state = three();
    let found = answer(&state, &["bridge", "ferry"]);
    let rename = Correction::RenameTopic { topic: "ferry".into(), label: "boat".into() };
    let state = state.reduced(found).reduced(Action::Correct(rename));
    assert_eq!(numbers::number(&state.work.view, "boat"), Some(2));
    let state = state.reduced(Action::Undo);
    assert!(state.work.corrections.is_empty());
    assert_eq!(numbers::number(&state.work.view, "ferry"), Some(2));
}

#[test]
fn going_to_a_passage_opens_its_article_in_the_reader() {
    let state = three().reduced(Action::Show(Page::Compare));
    let article = state.work.articles[2].id;
    let place = Place { article, span: Span::new(0, 3), attribution: None };
    let state = state.reduced(Action::GoTo(place));
    assert_eq!((state.work.view.page, state.work.current()), (Page::Read, 2));
    let first = state.target;
    assert_ne!(state.reduced(Action::GoTo(place)).target, first, "the same place can be gone to twice");
}

#[test]
fn a_session_survives_the_way_into_the_state_and_out_again() {
    let session = three().work.session();
    let opened = State::default().reduced(Action::Open { session: session.clone(), provenance: None });
    assert_eq!(opened.work.session(), session);
    assert!(!opened.can_undo(), "there was nothing before it");
}

#[test]
fn the_work_of_the_last_visit_never_replaces_what_was_begun_since() {
    let kept = State::default().reduced(Action::Add(vec![draft("A", "Old.")])).work.session();
    let opened = State::default().reduced(Action::Restore(kept.clone()));
    assert_eq!(opened.work.articles[0].text, "Old.");
    let begun =
        State::default().reduced(Action::Add(vec![draft("A", "New.")])).reduced(Action::Restore(kept));
    assert_eq!(begun.work.articles[0].text, "New.");
    let back = begun.reduced(Action::Undo);
    assert_eq!(back.work.articles[0].text, "Old.");
    assert_eq!(back.reduced(Action::Redo).work.articles[0].text, "New.");
}

#[test]
fn the_other_texts_of_a_page_can_be_taken_and_given_back() {
    let draft = Draft { text: "The nav.".into(), others: vec!["The story.".into()], ..Draft::default() };
    let state = State::default().reduced(Action::Add(vec![draft]));
    let article = (*state.work.articles[0]).clone();
    assert_eq!(state.other_texts(&article), ["The story."]);
    let state = state.reduced(Action::Edit(Article { text: "The story.".into(), ..article }));
    assert_eq!(state.other_texts(&state.work.articles[0]), ["The nav."]);
    let state = state.reduced(Action::Undo);
    assert_eq!(state.other_texts(&state.work.articles[0]), ["The story."]);
}

#[test]
fn a_comparison_goes_with_what_came_before_it_and_what_it_brings_itself() {
    let words = |words| Analysis { words, ..Analysis::default() };
    let with = |state: &State, new: Vec<(u32, Analysis)>| match answer(state, &["bridge"]) {
        Action::Found { id, by_articles, by_speakers, lost, .. } => {
            Action::Found { id, analyses: new, by_articles, by_speakers, lost }
        }
        other => other,
    };
    let known = |state: &State| state.found.analyses.iter().map(|a| a.words).collect::<Vec<_>>();
    let state = three();
    let said = Action::Statements { id: state.revision, article: 1, analysis: words(2) };
    let state = state.reduced(said);
    let found = with(&state, vec![(0, words(1)), (2, words(3))]);
    let state = state.reduced(found);
    assert_eq!(known(&state), [1, 2, 3]);
    // The second goes; the third, now second, was read again and keeps its marks until the comparison is there.
    let state = state.reduced(Action::Remove(ArticleId(1)));
    let marked = state.models[1].clone();
    let state =
        state.clone().reduced(Action::Statements { id: state.revision, article: 1, analysis: words(4) });
    assert!(state.models[1] == marked);
    let found = with(&state, vec![]);
    assert_eq!(known(&state.reduced(found)), [1, 4]);
}

#[test]
fn what_was_just_said_is_not_replaced_by_what_was_found() {
    let state = three();
    let said = state.clone().reduced(Action::Say("Link copied.".into()));
    let found = said.clone().reduced(answer(&said, &["bridge"]));
    assert!(found.status.starts_with("Link copied. ") && found.status.len() > 20, "{}", found.status);
    let quiet = state.clone().reduced(answer(&state, &["bridge"]));
    assert!(!quiet.status.contains("Link"), "{}", quiet.status);
    // What can be undone is told by the bar as well, and is of the texts that were read.
    assert_eq!(found.reduced(answer(&said, &["bridge"])).status, quiet.status);
}
