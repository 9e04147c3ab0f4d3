//! Other workers that read along when much waits: they share the compiled program, and are sent the model
//! rather than to fetch it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{Desk, READY};
use crate::post::{received, written};
use crate::protocol::{Message, Reply};

/// Workers that read at once, this one included, where there are as many cores.
const MOST: usize = 4;

#[wasm_bindgen]
extern "C" {
    /// The address of the generated script, whatever the build named it.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static SCRIPT: String;
}

/// The other workers.
#[derive(Default)]
pub struct Pool {
    helpers: RefCell<Vec<Helper>>,
    /// They do not start here.
    failed: Cell<bool>,
    /// What goes on when one of them brings something.
    wake: RefCell<Option<Function>>,
}

struct Helper {
    worker: Worker,
    ready: bool,
    /// The number of the parcel that it reads.
    reads: Option<u32>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(Event)>,
}

impl Pool {
    /// Has others read what waits, and starts them where there are none.
    pub(super) fn feed(desk: &Rc<Desk>) {
        if desk.pool.failed.get() {
            return;
        }
        if desk.pool.helpers.borrow().is_empty() && desk.engine.borrow().wants_others() {
            let cores = desk.scope.navigator().hardware_concurrency() as usize;
            for index in 0..cores.min(MOST).saturating_sub(1) {
                match helper(desk, index) {
                    Ok(helper) => desk.pool.helpers.borrow_mut().push(helper),
                    Err(_) => desk.pool.failed.set(true),
                }
            }
        }
        for helper in desk.pool.helpers.borrow_mut().iter_mut().filter(|h| h.ready && h.reads.is_none()) {
            let Some(parcel) = desk.engine.borrow_mut().parcel() else { return };
            let number = parcel.number;
            match post(&helper.worker, &Message::Read(parcel)) {
                Ok(()) => helper.reads = Some(number),
                Err(_) => desk.engine.borrow_mut().lose(number),
            }
        }
    }

    pub(super) fn wake_with(&self, wake: Function) {
        self.wake.replace(Some(wake));
    }

    pub(super) fn awake(&self) {
        if let Some(wake) = self.wake.take() {
            let _ = wake.call0(&JsValue::NULL);
        }
    }

    /// Ends them: there is nothing more to read, and each holds its own memory.
    pub(super) fn close(&self) {
        for helper in self.helpers.take() {
            helper.worker.terminate();
        }
    }
}

fn helper(desk: &Rc<Desk>, index: usize) -> Result<Helper, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options("./worker.js", &options)?;
    let hello = Object::new();
    Reflect::set(&hello, &"script".into(), &SCRIPT.with(|s| JsValue::from_str(s)))?;
    Reflect::set(&hello, &"program".into(), &wasm_bindgen::module())?;
    worker.post_message(&hello)?;
    let heard = {
        let desk = desk.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(&desk, index, &event))
    };
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    let failed = {
        let desk = desk.clone();
        Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            fail(&desk);
        })
    };
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    Ok(Helper { worker, ready: false, reads: None, _heard: heard, _failed: failed })
}

fn hear(desk: &Rc<Desk>, index: usize, event: &MessageEvent) {
    if event.data().as_string().as_deref() == Some(READY) {
        let model = Message::Learn(desk.engine.borrow().model().unwrap_or_default().to_vec());
        if let Some(helper) = desk.pool.helpers.borrow_mut().get_mut(index) {
            helper.ready = post(&helper.worker, &model).is_ok();
        }
    } else if let Some(Reply::Read { number, part }) = received(event.data()) {
        if let Some(helper) = desk.pool.helpers.borrow_mut().get_mut(index) {
            helper.reads = None;
        }
        desk.engine.borrow_mut().bring(number, part);
    }
    Pool::feed(desk);
    desk.pool.awake();
}

/// One of them failed: none is asked any more, and what they had is read here.
fn fail(desk: &Rc<Desk>) {
    desk.pool.failed.set(true);
    for helper in desk.pool.helpers.borrow().iter() {
        helper.worker.terminate();
        if let Some(number) = helper.reads {
            desk.engine.borrow_mut().lose(number);
        }
    }
    desk.pool.awake();
}

fn post(worker: &Worker, message: &Message) -> Result<(), JsValue> {
    let buffer = written(message)?;
    worker.post_message_with_transfer(&buffer, &Array::of1(&buffer))
}
