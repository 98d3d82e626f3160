//! The line to one worker: what goes out and comes in, and when it breaks.
//!
//! The messages are those of gloo's workers. Its own bridge does not say when a worker dies, and panics
//! where an answer cannot be read.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::set_timeout;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

use super::Failure;

/// The page's number at the worker: nobody else talks to it.
const PAGE: u64 = 0;

/// What a worker hears, as gloo writes it.
#[derive(Serialize)]
enum Heard<I> {
    Connected(u64),
    Asked(u64, I),
}

/// What it says.
#[derive(Deserialize)]
enum Said<O> {
    Loaded,
    Answered(u64, O),
}

/// A worker that lives as long as this.
pub(super) struct Line<I> {
    wire: Rc<Wire>,
    asked: PhantomData<fn(I)>,
}

/// What does not hang on the kind of messages.
struct Wire {
    worker: Worker,
    /// What was asked before the worker had loaded; none afterwards.
    early: RefCell<Option<Vec<Uint8Array>>>,
    /// Counts what is said on either side.
    turns: Cell<u32>,
    has_failed: Cell<bool>,
    failed: Box<dyn Fn(Failure)>,
}

impl Wire {
    fn send(&self, message: Uint8Array) {
        if let Some(early) = self.early.borrow_mut().as_mut() {
            early.push(message);
            return;
        }
        self.post(&message);
    }

    fn post(&self, message: &Uint8Array) {
        // Bytes can always be copied to a worker; one that is dead is found by its silence.
        let _ = self.worker.post_message(message);
    }

    fn begin(&self) {
        let early = self.early.borrow_mut().take();
        early.unwrap_or_default().iter().for_each(|message| self.post(message));
    }

    fn turn(&self) -> u32 {
        self.turns.set(self.turns.get().wrapping_add(1));
        self.turns.get()
    }

    /// Ends the worker and tells so, once.
    fn fail(&self, why: Failure) {
        if !self.has_failed.replace(true) {
            self.worker.terminate();
            (self.failed)(why);
        }
    }
}

impl<I: Serialize + 'static> Line<I> {
    /// The line to a worker that starts now.
    pub fn to<O: for<'de> Deserialize<'de> + 'static>(
        worker: Worker,
        answered: impl Fn(O) + 'static,
        failed: impl Fn(Failure) + 'static,
    ) -> Self {
        let wire = Rc::new(Wire {
            worker,
            early: RefCell::new(Some(Vec::new())),
            turns: Cell::new(0),
            has_failed: Cell::new(false),
            failed: Box::new(failed),
        });
        let weak = Rc::downgrade(&wire);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(wire) = weak.upgrade().filter(|wire| !wire.has_failed.get()) else { return };
            let said = event.data().dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
            match said.and_then(|bytes| bincode::deserialize::<Said<O>>(&bytes).ok()) {
                Some(Said::Loaded) => wire.begin(),
                Some(Said::Answered(PAGE, answer)) => {
                    wire.turn();
                    answered(answer);
                }
                Some(Said::Answered(..)) => {}
                None => wire.fail(Failure::Garbled),
            }
        });
        let weak = Rc::downgrade(&wire);
        let on_error = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            // It is told here, and not once more as an error of the page.
            event.prevent_default();
            if let Some(wire) = weak.upgrade() {
                let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                wire.fail(
                    message.filter(|message| !message.is_empty()).map_or(Failure::NotStarted, Failure::Fault),
                );
            }
        });
        wire.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        wire.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        // They are there as long as the browser's worker is.
        on_message.forget();
        on_error.forget();
        let line = Self { wire, asked: PhantomData };
        line.say(&Heard::Connected(PAGE));
        line
    }

    /// Asks for something.
    pub fn ask(&self, request: I) {
        self.say(&Heard::Asked(PAGE, request));
    }

    /// Asks for something that is answered; a worker that says nothing at all for so long has failed.
    pub fn ask_within(&self, request: I, patience: Duration) {
        self.ask(request);
        let turn = self.wire.turn();
        let weak = Rc::downgrade(&self.wire);
        let late = move || {
            if let Some(wire) = weak.upgrade().filter(|wire| wire.turns.get() == turn) {
                wire.fail(Failure::Silent);
            }
        };
        set_timeout(late, patience);
    }

    fn say(&self, message: &Heard<I>) {
        // Messages are plain lists, texts and numbers, which all have bytes.
        if let Ok(bytes) = bincode::serialize(message) {
            self.wire.send(Uint8Array::from(bytes.as_slice()));
        }
    }
}

impl<I> Drop for Line<I> {
    fn drop(&mut self) {
        self.wire.has_failed.set(true);
        self.wire.worker.terminate();
    }
}
