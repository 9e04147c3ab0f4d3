//! Asks the worker. Requests are numbered and only the newest counts; what is asked before the worker listens
//! waits; where no worker starts, the page's own thread answers.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::protocol::{Engine, Request, Response};
use crate::worker::{READY, bytes_of, parcel};

#[wasm_bindgen]
extern "C" {
    /// The address of the generated module, whatever the build named it.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MODULE_URL: String;
}

/// How long a worker may take to start, in milliseconds, before the page does the work itself.
const PATIENCE: u32 = 8_000;

enum Stage {
    /// Started, does not listen yet; the newest request waits.
    Starting(Option<Request>),
    Listening,
    /// No worker: this engine answers.
    Alone(Engine),
}

struct Inner {
    worker: Option<Worker>,
    stage: Stage,
    heard: Rc<dyn Fn(Response)>,
    _closures: Vec<Closure<dyn FnMut(MessageEvent)>>,
    _failures: Vec<Closure<dyn FnMut(Event)>>,
    _patience: Option<Timeout>,
}

/// The page's handle on the analysis.
#[derive(Clone)]
pub struct Client(Rc<RefCell<Inner>>);

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Client {
    /// Starts the worker; `heard` gets its answers, the stale ones too.
    pub fn start(heard: impl Fn(Response) + 'static) -> Self {
        let client = Self(Rc::new(RefCell::new(Inner {
            worker: None,
            stage: Stage::Starting(None),
            heard: Rc::new(heard),
            _closures: Vec::new(),
            _failures: Vec::new(),
            _patience: None,
        })));
        client.launch();
        client
    }

    /// Asks; an earlier question that still waits is forgotten.
    pub fn ask(&self, request: Request) {
        let mut inner = self.0.borrow_mut();
        match &mut inner.stage {
            Stage::Starting(waiting) => *waiting = Some(request),
            Stage::Listening => {
                if let (Some(worker), Ok(bytes)) = (&inner.worker, postcard::to_stdvec(&request)) {
                    let (message, list) = parcel(&bytes);
                    if worker.post_message_with_transfer(&message, &list).is_ok() {
                        return;
                    }
                }
                drop(inner);
                self.fall_back(Some(request));
            }
            Stage::Alone(_) => {
                drop(inner);
                self.answer_here(request);
            }
        }
    }

    /// Stops what runs: the worker is ended and another one started.
    pub fn cancel(&self) {
        {
            let mut inner = self.0.borrow_mut();
            if matches!(inner.stage, Stage::Alone(_)) {
                return;
            }
            if let Some(worker) = inner.worker.take() {
                worker.terminate();
            }
            inner.stage = Stage::Starting(None);
        }
        self.launch();
    }

    fn launch(&self) {
        match self.worker() {
            Ok(worker) => {
                let client = self.clone();
                let patience = Timeout::new(PATIENCE, move || {
                    let starting = matches!(client.0.borrow().stage, Stage::Starting(_));
                    if starting {
                        client.fall_back(None);
                    }
                });
                let mut inner = self.0.borrow_mut();
                inner.worker = Some(worker);
                inner._patience = Some(patience);
            }
            Err(_) => self.fall_back(None),
        }
    }

    fn worker(&self) -> Result<Worker, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // Through the constructor by name: web-sys passes a string, and the policy asks for a trusted address.
        let constructor: js_sys::Function =
            js_sys::Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
        let address = super::loading::trust("createScriptURL", "./worker.js");
        let worker: Worker =
            js_sys::Reflect::construct(&constructor, &js_sys::Array::of2(&address, &options))?.dyn_into()?;
        let client = self.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().as_deref() == Some(READY) {
                client.listening();
            } else if let Ok(response) = postcard::from_bytes(&bytes_of(&event)) {
                let heard = client.0.borrow().heard.clone();
                heard(response);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let client = self.clone();
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            client.fall_back(None);
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        // The compiled module is shared: no second fetch, no second compilation.
        let hello = js_sys::Object::new();
        js_sys::Reflect::set(&hello, &"url".into(), &MODULE_URL.with(|u| JsValue::from_str(u)))?;
        js_sys::Reflect::set(&hello, &"module".into(), &wasm_bindgen::module())?;
        worker.post_message(&hello)?;
        let mut inner = self.0.borrow_mut();
        inner._closures = vec![on_message];
        inner._failures = vec![on_error];
        Ok(worker)
    }

    fn listening(&self) {
        let waiting = {
            let mut inner = self.0.borrow_mut();
            inner._patience = None;
            match std::mem::replace(&mut inner.stage, Stage::Listening) {
                Stage::Starting(waiting) => waiting,
                _ => None,
            }
        };
        if let Some(request) = waiting {
            self.ask(request);
        }
    }

    fn fall_back(&self, request: Option<Request>) {
        let waiting = {
            let mut inner = self.0.borrow_mut();
            if let Some(worker) = inner.worker.take() {
                worker.terminate();
            }
            match std::mem::replace(&mut inner.stage, Stage::Alone(Engine::default())) {
                Stage::Starting(waiting) => request.or(waiting),
                _ => request,
            }
        };
        if let Some(request) = waiting {
            self.answer_here(request);
        }
    }

    /// Answers on this thread, after the browser had time to paint.
    fn answer_here(&self, request: Request) {
        let client = self.clone();
        Timeout::new(20, move || {
            let response = {
                let mut inner = client.0.borrow_mut();
                let Stage::Alone(engine) = &mut inner.stage else { return };
                engine.answer(request, &mut |_| {})
            };
            let heard = client.0.borrow().heard.clone();
            heard(response);
        })
        .forget();
    }
}
