use super::*;
use crate::analysis::{Analysis, overview, read};
use crate::article::{Article, ArticleId};

const WEIGHTS: &[u8] = include_bytes!("../../static/model/attribution.bin");
const COURIER: &str = include_str!("../../static/examples/aldmouth-courier.txt");

fn articles(texts: &[&str]) -> Vec<Article> {
    let article = |(i, text): (usize, &&str)| Article {
        id: ArticleId(i as u32),
        label: format!("Article {i}"),
        title: None,
        date: None,
        url: None,
        text: (*text).to_owned(),
    };
    texts.iter().enumerate().map(article).collect()
}

fn request(id: u32, texts: &[&str], by: CompareBy) -> Request {
    Request::Compare { id, holds: 0, articles: articles(texts), corrections: vec![], by }
}

/// From a page that has the answer to the request before.
fn next(id: u32, texts: &[&str], by: CompareBy) -> Request {
    Request::Compare { id, holds: id - 1, articles: articles(texts), corrections: vec![], by }
}

/// All that is told in answer to a request.
fn told(engine: &mut Engine, request: Request) -> Vec<Response> {
    let mut all = Vec::new();
    engine.answer(request, &mut |r| all.push(r));
    all
}

fn rest(engine: &mut Engine) -> Vec<Response> {
    let mut all = Vec::new();
    while engine.step(&mut |r| all.push(r)) == Progress::More {}
    all
}

/// The analyses that a page has after this, which has these before.
fn taken(mut analyses: Vec<Analysis>, told: &[Response]) -> Vec<Analysis> {
    let mut put = |i: u32, analysis: &Analysis| {
        analyses.resize(analyses.len().max(i as usize + 1), Analysis::default());
        analyses[i as usize] = analysis.clone();
    };
    for response in told {
        match response {
            Response::Topics { analyses, .. } | Response::Compared { analyses, .. } => {
                analyses.iter().for_each(|(i, a)| put(*i, a));
            }
            Response::Statements { article, analysis, .. } => put(*article, analysis),
            _ => {}
        }
    }
    analyses
}

fn analyses(told: &[Response]) -> Vec<Analysis> {
    taken(Vec::new(), told)
}

/// How many analyses came with the comparison.
fn late(told: &[Response]) -> usize {
    let late = |r: &Response| matches!(r, Response::Compared { analyses, .. } if !analyses.is_empty());
    told.iter().filter(|r| late(r)).count()
}

/// A letter for each response.
fn order(told: &[Response]) -> String {
    let letter = |r: &Response| match r {
        Response::Topics { .. } => 't',
        Response::Statements { .. } => 's',
        Response::Progress { .. } => 'p',
        Response::Compared { .. } => 'c',
        Response::BySpeakers { .. } => 'o',
        Response::RulesOnly => 'r',
    };
    told.iter().map(letter).collect()
}

#[test]
fn topics_come_first_and_what_is_known_is_not_told_again() {
    let mut engine = Engine::default();
    let first = told(&mut engine, request(1, &[COURIER], CompareBy::Articles));
    assert_eq!(order(&first), "tpsco");
    let Response::Topics { analyses: early, topics, .. } = &first[0] else { panic!("no topics") };
    assert!(!topics.is_empty() && early[0].1.attributions.is_empty());
    assert_eq!(early[0].1.paragraphs, analyses(&first)[0].paragraphs);
    let second = told(&mut engine, next(2, &[COURIER], CompareBy::Articles));
    assert_eq!((order(&second).as_str(), late(&second)), ("co", 0), "nothing is new");
    let third = told(&mut engine, next(3, &[COURIER, "Ann Lee said it rained."], CompareBy::Speakers));
    assert_eq!(late(&third), 0);
    assert_eq!(order(&third), "tpsc", "the comparison in view is not told again");
    assert!(matches!(&third[0], Response::Topics { analyses, .. } if analyses[0].0 == 1));
}

#[test]
fn the_comparison_is_that_of_all_at_once() {
    let texts = [COURIER, "“The bridge closes,” Ann Lee said on Monday. It cost $5 million."];
    let read: Vec<Reading> = articles(&texts).iter().map(|a| read(a, &Rules)).collect();
    let readings: Vec<&Reading> = read.iter().collect();
    for by in [CompareBy::Articles, CompareBy::Speakers] {
        let mut found = None;
        for response in told(&mut Engine::default(), request(1, &texts, by)) {
            match response {
                Response::Compared { by_articles, by_speakers, .. } => {
                    assert_eq!(by_articles, overview(&readings, &[], CompareBy::Articles));
                    found = by_speakers;
                }
                Response::BySpeakers { by_speakers, .. } => found = Some(by_speakers),
                _ => {}
            }
        }
        assert_eq!(found, Some(overview(&readings, &[], CompareBy::Speakers)));
    }
}

#[test]
fn an_answer_has_one_analysis_for_each_article_whatever_was_known_before() {
    let mut engine = Engine::default();
    let lists = [&["One. Two."][..], &["Three.", "One. Two."], &["", "One. Two.", "Three."], &[]];
    for (id, texts) in (1..).zip(lists) {
        let warm = told(&mut engine, request(id, texts, CompareBy::Articles));
        let fresh = told(&mut Engine::default(), request(id, texts, CompareBy::Articles));
        assert_eq!(analyses(&warm).len(), texts.len());
        assert_eq!(analyses(&warm), analyses(&fresh));
    }
}

#[test]
fn a_newer_request_takes_the_place_of_the_one_under_way_and_keeps_what_it_read() {
    let mut engine = Engine::default();
    engine.ask(request(1, &[COURIER, "Ann Lee said no."], CompareBy::Articles));
    let mut begun = Vec::new();
    // The topics, and the newest article.
    assert_eq!(engine.step(&mut |r| begun.push(r)), Progress::More);
    assert_eq!(engine.step(&mut |r| begun.push(r)), Progress::More);
    assert_eq!(order(&begun), "tps");
    let second = told(&mut engine, request(2, &["Ann Lee said no."], CompareBy::Articles));
    assert_eq!(order(&second), "tco", "the page never had the answer to the first");
    assert_eq!((analyses(&second)[0].attributions.len(), late(&second)), (1, 0));
}

#[test]
fn the_learned_model_answers_anew_when_it_arrives() {
    let mut engine = Engine::default();
    let before = told(&mut engine, request(3, &[COURIER], CompareBy::Articles));
    assert!(engine.learn(&WEIGHTS[..100]).is_err(), "a damaged file changes nothing");
    engine.learn(WEIGHTS).unwrap();
    let after = rest(&mut engine);
    assert_eq!(order(&after), "psco", "marks that are shown stay until all is read");
    assert!(matches!(after[2], Response::Compared { id: 3, learned: true, .. }));
    assert_ne!(analyses(&after), analyses(&before));
    let mut unasked = Engine::default();
    unasked.learn(WEIGHTS).unwrap();
    assert_eq!(unasked.step(&mut |_| {}), Progress::Idle);
}

#[test]
fn a_long_article_is_told_part_by_part() {
    let mut engine = Engine::default();
    engine.learn(WEIGHTS).unwrap();
    let text = COURIER.repeat(40);
    let all = told(&mut engine, request(1, &[&text], CompareBy::Articles));
    assert_eq!(order(&all), "tspsco");
    let found = |r: &Response| match r {
        Response::Statements { analysis, .. } => Some(analysis.attributions.clone()),
        _ => None,
    };
    let parts: Vec<_> = all.iter().filter_map(found).collect();
    assert!(parts.windows(2).all(|pair| pair[0] != pair[1]), "each part brings something");
    let learned = Together::new(Learned::from_bytes(WEIGHTS).unwrap());
    assert_eq!(analyses(&all)[0], read(&articles(&[&text])[0], &learned).analysis);
}

#[test]
fn the_longer_a_text_the_more_often_it_is_told() {
    let times = |tokens| {
        let all = std::iter::successors(Some(0), |told| Some(next_told(*told, tokens)));
        all.skip(1).take_while(|eighths| *eighths < 8).collect::<Vec<_>>()
    };
    assert_eq!(times(LONG - 1), [1]);
    assert_eq!(times(LONG), [1, 4]);
}

#[test]
fn an_endless_line_is_told_once() {
    let text = "“It rained,” Ann Lee said. ".repeat(3000);
    let all = told(&mut Engine::default(), request(1, &[&text], CompareBy::Articles));
    assert_eq!(order(&all), "pco");
    assert!(analyses(&all)[0].attributions.len() > 1000);
}

#[test]
fn others_may_read_and_may_fail_to() {
    let long = COURIER.repeat(40);
    let texts = [long.as_str(), "“It rained,” Ann Lee said. He left.", COURIER];
    let mut alone = Engine::default();
    alone.learn(WEIGHTS).unwrap();
    let expected = told(&mut alone, request(1, &texts, CompareBy::Articles));
    let mut engine = Engine::default();
    engine.learn(WEIGHTS).unwrap();
    assert!(engine.parcel().is_none() && !engine.wants_others(), "nothing to do");
    engine.ask(request(1, &texts, CompareBy::Articles));
    let mut all = Vec::new();
    engine.step(&mut |r| all.push(r));
    assert!(engine.wants_others());
    let mut other = Engine::default();
    assert_eq!(other.unpack(engine.parcel().unwrap()), None, "it has no model");
    other.learn(WEIGHTS).unwrap();
    let parcels: Vec<Parcel> = std::iter::from_fn(|| engine.parcel()).collect();
    assert!(parcels.len() > 2 && parcels.iter().all(|p| !p.paragraphs.is_empty()));
    // The first parcel never comes back, the last one is lost, the others come in any order.
    engine.lose(1);
    while engine.step(&mut |r| all.push(r)) == Progress::More {}
    assert_eq!(engine.step(&mut |_| {}), Progress::Waiting);
    for parcel in parcels[1..].iter().rev() {
        engine.bring(parcel.number, other.unpack(parcel.clone()).unwrap());
    }
    engine.bring(99, vec![]);
    engine.lose(parcels[0].number);
    all.extend(rest(&mut engine));
    assert_eq!(analyses(&all), analyses(&expected));
}

#[test]
fn what_others_bring_too_late_is_remembered() {
    let long = COURIER.repeat(40);
    let mut engine = Engine::default();
    engine.learn(WEIGHTS).unwrap();
    engine.ask(request(1, &[&long], CompareBy::Articles));
    engine.step(&mut |_| {});
    let parcel = engine.parcel().unwrap();
    let mut other = Engine::default();
    other.learn(WEIGHTS).unwrap();
    engine.ask(request(2, &[&long], CompareBy::Articles));
    engine.bring(parcel.number, other.unpack(parcel).unwrap());
    engine.step(&mut |_| {});
    engine.step(&mut |_| {});
    // Topics, and what it begins with.
    assert!(engine.open() + 15_000 < long.len());
}

#[test]
fn a_correction_brings_the_articles_that_it_changes() {
    let texts = ["“It rained,” Ann Lee said.", "Bo Park said that it snowed."];
    let mut engine = Engine::default();
    let before = analyses(&told(&mut engine, request(1, &texts, CompareBy::Articles)));
    let rename = Correction::RenameSpeaker { speaker: "Bo Park".into(), name: "Bo".into() };
    let Request::Compare { articles, by, .. } = next(2, &texts, CompareBy::Articles);
    let corrected = Request::Compare { id: 2, holds: 1, articles, corrections: vec![rename], by };
    let second = told(&mut engine, corrected);
    assert_eq!(order(&second), "co");
    let Response::Compared { analyses: changed, .. } = &second[0] else { panic!("no comparison") };
    assert_eq!(
        changed.iter().map(|(i, a)| (*i, a.speakers[0].name.as_str())).collect::<Vec<_>>(),
        [(1, "Bo")]
    );
    let third = told(&mut engine, next(3, &texts, CompareBy::Articles));
    assert_eq!(taken(taken(before.clone(), &second), &third), before, "taken back");
}
