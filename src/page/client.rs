//! Asks the worker for the analysis. Requests are numbered and only the newest counts; what is asked before the worker
//! listens waits; where no worker starts, the page's own thread answers.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageEvent, Worker};

use super::desk;
use super::slices::{self, Rank};
use super::workers::{self, READY};
use crate::protocol::{Message, Reply, Request, Response};

/// How long the page waits with its worker when nobody asks, in milliseconds.
const HEAD_START: u32 = 250;
/// How long a worker may take to start, in milliseconds, before the page does the work itself: its program may come over a
/// slow line. One that fails says so sooner.
const PATIENCE: u32 = 30_000;

enum Stage {
    /// Started, does not listen yet; the newest request waits.
    Starting(Option<Request>),
    Listening,
    /// No worker: the page's own thread answers.
    Alone,
}

struct Inner {
    worker: Option<Worker>,
    stage: Stage,
    heard: Rc<dyn Fn(Response)>,
    /// The number of the newest request.
    asked: u32,
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
            asked: 0,
            _closures: Vec::new(),
            _failures: Vec::new(),
            _patience: None,
        })));
        // The first look at the page has the line and the processor for itself.
        let soon = client.clone();
        Timeout::new(HEAD_START, move || soon.launch_once()).forget();
        client
    }

    /// Asks; an earlier question that still waits is forgotten.
    pub fn ask(&self, request: Request) {
        let mut inner = self.0.borrow_mut();
        let Request::Compare { id, .. } = request;
        inner.asked = id;
        match &mut inner.stage {
            Stage::Starting(waiting) => {
                *waiting = Some(request);
                drop(inner);
                self.launch_once();
            }
            Stage::Listening => {
                let message = Message::Ask(request);
                inner.worker.iter().for_each(|worker| desk::lend(worker, false));
                let sent = inner.worker.as_ref().is_some_and(|w| workers::send(w, &message).is_ok());
                drop(inner);
                if sent {
                    slices::hold();
                }
                if let Message::Ask(request) = message
                    && !sent
                {
                    self.fall_back(Some(request));
                }
            }
            Stage::Alone => {
                drop(inner);
                self.answer_here(request);
            }
        }
    }

    /// Stops what runs: the worker is ended and another one started.
    pub fn cancel(&self) {
        {
            let mut inner = self.0.borrow_mut();
            if matches!(inner.stage, Stage::Alone) {
                return;
            }
            if let Some(worker) = inner.worker.take() {
                worker.terminate();
            }
            inner.stage = Stage::Starting(None);
        }
        desk::withdraw();
        self.launch();
    }

    fn launch_once(&self) {
        let wanted = {
            let inner = self.0.borrow();
            inner.worker.is_none() && matches!(inner.stage, Stage::Starting(_))
        };
        if wanted {
            self.launch();
        }
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
        let worker = workers::start()?;
        let client = self.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().as_deref() == Some(READY) {
                client.listening();
                return;
            }
            match workers::reply(event.data()) {
                Some(Reply::Heard(response)) => {
                    client.told(&response);
                    let heard = client.0.borrow().heard.clone();
                    // Reading a long answer and drawing it are a task each.
                    slices::once(Rank::Heard, move || {
                        heard(response);
                        slices::let_go();
                    });
                }
                Some(Reply::Done { ticket, outcome }) => desk::done(ticket, outcome),
                _ => {}
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let client = self.clone();
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            client.fall_back(None);
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let mut inner = self.0.borrow_mut();
        inner._closures = vec![on_message];
        inner._failures = vec![on_error];
        Ok(worker)
    }

    /// With the comparison the newest request is answered, all but what is not in view.
    fn told(&self, response: &Response) {
        let inner = self.0.borrow();
        if matches!(response, Response::Compared { id, .. } if *id == inner.asked) {
            inner.worker.iter().for_each(|worker| desk::lend(worker, true));
        }
    }

    fn listening(&self) {
        let waiting = {
            let mut inner = self.0.borrow_mut();
            inner._patience = None;
            // The page is idle: the model can come while the reader looks for a text.
            if let Some(worker) = &inner.worker {
                let _ = workers::send(worker, &Message::Prepare);
                desk::lend(worker, true);
            }
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
            match std::mem::replace(&mut inner.stage, Stage::Alone) {
                Stage::Starting(waiting) => request.or(waiting),
                _ => request,
            }
        };
        desk::withdraw();
        if let Some(request) = waiting {
            self.answer_here(request);
        }
    }

    /// Answers on this thread, after the browser had time to paint.
    fn answer_here(&self, request: Request) {
        let client = self.clone();
        Timeout::new(20, move || {
            spawn_local(async move {
                for reply in workers::answer_here(&Message::Ask(request)).await {
                    let heard = client.0.borrow().heard.clone();
                    if let Reply::Heard(response) = reply {
                        heard(response);
                    }
                }
            });
        })
        .forget();
    }
}
