//! The page in a browser, without the files around it: there is no worker to start here, so it also shows that
//! the analysis does the work on the page's own thread then.
#![cfg(target_arch = "wasm32")]

use crossread::attribution::model::Learned;
use crossread::text::Text;
use crossread::worker::answer;
use gloo::timers::future::TimeoutFuture;
use gloo::utils::{body, document};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::future_to_promise;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// The first element that fits, as soon as there is one; within ten seconds.
async fn wait_for(selector: &str) -> Element {
    for _ in 0..500 {
        if let Some(element) = document().query_selector(selector).unwrap() {
            return element;
        }
        TimeoutFuture::new(20).await;
    }
    panic!("no {selector}: {}", body().inner_text());
}

#[wasm_bindgen_test]
async fn the_page_replaces_its_shell_and_reads_the_example_without_a_worker() {
    // What the page else loads from beside it.
    let answers = Closure::<dyn FnMut(Uint8Array) -> Promise>::new(|message: Uint8Array| {
        future_to_promise(
            async move { Ok(Uint8Array::from(answer(message.to_vec()).await.as_slice()).into()) },
        )
    });
    let root = document().create_element("div").unwrap();
    root.set_id("app");
    body().append_child(&root).unwrap();
    crossread::page::set_alone(answers.into_js_value().unchecked_into());
    crossread::page::start();

    let button = "#app .addbox button:last-of-type";
    wait_for(button).await.dyn_into::<HtmlElement>().unwrap().click();
    wait_for("article mark[data-topic]").await;
    wait_for("article [data-speaker]").await;
    wait_for("table [role=rowheader]").await;
    assert_eq!(document().query_selector_all("article").unwrap().length(), 3);
}

/// The vectors of this program are others than the host's, which has the same test.
#[wasm_bindgen_test]
fn the_scores_are_the_trainers() {
    let article: serde_json::Value =
        serde_json::from_str(include_str!("../training/sentences.jsonl")).unwrap();
    let numbers: serde_json::Value =
        serde_json::from_str(include_str!("../src/attribution/model/fixture.json")).unwrap();
    let expected: Vec<Vec<f32>> = serde_json::from_value(numbers["scores"].clone()).unwrap();
    let model = Learned::from_bytes(include_bytes!("../static/model/attribution.bin")).unwrap();
    let scores = model.scores(&Text::new(article["text"].as_str().unwrap().to_owned()));
    assert_eq!(scores.len(), expected.len());
    for (i, (ours, theirs)) in scores.iter().zip(&expected).enumerate() {
        let near = ours.iter().zip(theirs).all(|(a, b)| (a - b).abs() < 0.02);
        assert!(near, "token {i}: {ours:?}, the trainer has {theirs:?}");
    }
}
