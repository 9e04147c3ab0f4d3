//! Warms the program up while nobody asks. A browser first compiles a program quickly and badly, and what runs often
//! again and well; so an invented text is read again and again, in short steps, until that does not get faster any more.

use std::rc::Rc;

use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Breath, Desk, measure, now};
use crate::article::{Article, ArticleId};
use crate::comparison::CompareBy;
use crate::engine::{Engine, Progress};
use crate::protocol::{Message, Reply, Request};

/// Time that one kind of work may take, in milliseconds.
const MOST: f64 = 300.0;
/// The same for the learned model, whose inner loops are soon compiled.
const MOST_OF_MODEL: f64 = 60.0;
/// So long nothing is asked before all is warmed up but the topics, in milliseconds: while a page begins, what is compiled
/// beside it takes the processor from a reader who comes at once. With two seconds instead, the statements of a long text
/// that came after one took a quarter longer.
const PAUSE: i32 = 200;
/// After so many rounds that were no faster than the best one the browser has compiled what it will.
const SETTLED: u32 = 25;
/// Bytes of the invented text: as much as takes a few milliseconds while the program is slow.
const TEXT: usize = 2_500;
/// The same for the learned model.
const SHORT: usize = 400;

/// Memory that is touched early, in bytes: as much as the topics of a long text need, and the comparison of some short ones.
/// The first touch of each page takes the system as long as reading what stands on it.
const ROOM: usize = 4 << 20;

/// Reads until it is quick: topics first, and if nobody asks, statements and the comparison, with the learned model if that
/// has come.
pub(super) fn warm_up(desk: &Rc<Desk>) {
    drop(std::hint::black_box(vec![1u8; ROOM]));
    // Once at any rate: then the tables are made, and all code is compiled, when a text comes at once.
    let mut engine = begun(0, SHORT);
    while step(&mut engine) == Progress::More {}
    let desk = desk.clone();
    spawn_local(async move {
        let began = now();
        settle(&desk, MOST, |round| {
            begun(round, TEXT);
        })
        .await;
        measure("warm-up of the topics", began);
        sleep(&desk, PAUSE).await;
        let (began, mut rest) = (now(), None);
        settle(&desk, MOST, |round| {
            let engine = rest.get_or_insert_with(|| begun(round, TEXT));
            if step(engine) == Progress::Idle {
                rest = None;
            }
        })
        .await;
        measure("warm-up of the rest", began);
    });
}

/// The same for the learned model, once it is there.
pub(super) fn warm_up_model(desk: &Rc<Desk>) {
    let desk = desk.clone();
    spawn_local(async move {
        let began = now();
        settle(&desk, MOST_OF_MODEL, |round| {
            drop(desk.engine.borrow().read_apart(text(round, SHORT)));
        })
        .await;
        // By itself, so that the engine is free again while this waits.
        let apart = desk.engine.borrow().tagged_apart(text(0, TEXT));
        if let Some(mut apart) = apart {
            settle(&desk, MOST, |_| desk.engine.borrow().assemble(&mut apart)).await;
        }
        measure("warm-up of the model", began);
    });
}

/// Repeats until it gets no faster, time is up, or somebody asks for something.
async fn settle(desk: &Desk, most: f64, mut work: impl FnMut(u32)) {
    let breath = Breath::default();
    let (mut spent, mut best, mut since) = (0.0, f64::INFINITY, 0);
    for round in 0.. {
        breath.take().await;
        if desk.asked.get() || spent > most || since > SETTLED {
            return;
        }
        let start = now();
        work(round);
        let taken = now() - start;
        spent += taken;
        since = if taken < 0.9 * best { 0 } else { since + 1 };
        best = best.min(taken);
    }
}

/// Waits so many milliseconds.
async fn sleep(desk: &Desk, ms: i32) {
    let promise = js_sys::Promise::new(&mut |wake, _| {
        let _ = desk.scope.set_timeout_with_callback_and_timeout_and_arguments_0(&wake, ms);
    });
    let _ = JsFuture::from(promise).await;
}

/// A request from bytes to bytes, until its topics are told.
fn begun(round: u32, bytes: usize) -> Engine {
    let article = |id| Article {
        id: ArticleId(id),
        label: String::new(),
        title: None,
        date: None,
        url: None,
        text: text(round * 2 + id, bytes / 2),
    };
    let articles = vec![article(0), article(1)];
    let by = CompareBy::Articles;
    let request = Request::Compare { id: 1, holds: 0, articles, corrections: Vec::new(), by };
    let message = postcard::to_stdvec(&Message::Ask(request)).unwrap_or_default();
    let mut engine = Engine::default();
    if let Ok(Message::Ask(request)) = postcard::from_bytes(&message) {
        engine.ask(request);
        step(&mut engine);
    }
    engine
}

fn step(engine: &mut Engine) -> Progress {
    engine.step(&mut |response| drop(postcard::to_stdvec(&Reply::Heard(response))))
}

/// About so many bytes of something like news, another text for each number.
fn text(number: u32, bytes: usize) -> String {
    const WHO: [&str; 6] = ["Ann Lee", "Mayor Paul Ward", "the board", "a spokeswoman", "Ms. Lee", "they"];
    const WHAT: [&str; 12] = [
        "bridge",
        "budget",
        "new school",
        "report",
        "river",
        "vote",
        "Hill Street",
        "storm",
        "market",
        "safety plan",
        "union",
        "Northern Bank",
    ];
    const TURNS: [&str; 5] = [
        "“The @ won’t wait for the @,” said # on Monday. ",
        "According to #, the @ cost $% million more than the @. ",
        "# announced that % percent of the @ had been paid, but didn’t mention the @.\n\n",
        "The @ stood beside the @ for % years before the @ came on May %, 2019. ",
        "# told reporters: “We have seen the @.”\n\n",
    ];
    let mut state = number.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut pick = |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % n
    };
    let mut text = String::from("Council weighs a plan\n\n");
    while text.len() < bytes {
        for c in TURNS[pick(TURNS.len())].chars() {
            match c {
                '@' => text += WHAT[pick(WHAT.len())],
                '#' => text += WHO[pick(WHO.len())],
                '%' => text += &(2 + pick(25)).to_string(),
                _ => text.push(c),
            }
        }
    }
    text
}
