//! The focus stays where it is while parts of the page are drawn anew.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

/// What had the focus last, and how it is found again.
struct Held {
    element: Element,
    /// The nearest element with a name: itself, or one around it.
    anchor: String,
    tag: String,
    /// Its place among those with its tag within the anchor; none where it is the anchor.
    place: Option<u32>,
}

/// Watches the page: where an element with the focus is replaced, what stands in its place gets the
/// focus, in the same turn of the browser. A press of the pointer elsewhere gives it up.
pub(super) fn keep_focus() {
    let held: Rc<RefCell<Option<Held>>> = Rc::default();
    let on_focus = {
        let held = held.clone();
        Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            *held.borrow_mut() = element.and_then(Held::of);
        })
    };
    let on_press = {
        let held = held.clone();
        Closure::<dyn Fn()>::new(move || *held.borrow_mut() = None)
    };
    let on_change = Closure::<dyn Fn()>::new(move || {
        let lost = held.borrow().as_ref().filter(|held| held.is_lost()).and_then(Held::found);
        if let Some(element) = lost {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // What cannot take the focus leaves it where it is.
            let _ = element.focus_with_options(&options);
        }
    });
    let document = document();
    // Without these the focus is lost as on any page: nothing else depends on them.
    let _ = document.add_event_listener_with_callback("focusin", on_focus.as_ref().unchecked_ref());
    let _ = document.add_event_listener_with_callback("pointerdown", on_press.as_ref().unchecked_ref());
    if let (Ok(observer), Some(body)) =
        (MutationObserver::new(on_change.as_ref().unchecked_ref()), document.body())
    {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        let _ = observer.observe_with_options(&body, &what);
    }
    on_focus.forget();
    on_press.forget();
    on_change.forget();
}

/// Frames after which an element that is not there is not waited for any more.
const PATIENCE: u32 = 100;

/// Puts the focus on the element with this id once it is there.
pub(super) fn focus_soon(id: String) {
    focus_within(id, PATIENCE);
}

fn focus_within(id: String, frames: u32) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        match element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // What cannot take the focus is still there.
            Some(element) => drop(element.focus()),
            None if frames > 0 => focus_within(id, frames - 1),
            None => {}
        }
    });
}

impl Held {
    fn of(element: Element) -> Option<Self> {
        let named = element.closest("[data-testid], [id]").ok()??;
        let anchor = ["data-testid", "id"].iter().find_map(|attribute| {
            let name = named.get_attribute(attribute)?;
            Some(format!("[{attribute}=\"{}\"]", name.replace('\\', "\\\\").replace('"', "\\\"")))
        })?;
        let tag = element.tag_name().to_lowercase();
        let place = if named == element {
            None
        } else {
            let alike = named.query_selector_all(&tag).ok()?;
            Some((0..alike.length()).find(|i| alike.item(*i).as_ref() == Some(element.as_ref()))?)
        };
        Some(Self { element, anchor, tag, place })
    }

    /// Whether it is gone and nothing else has the focus.
    fn is_lost(&self) -> bool {
        let document = document();
        let body = document.body();
        let active = document.active_element();
        !self.element.is_connected()
            && (active.is_none() || active.as_deref() == body.as_deref().map(AsRef::as_ref))
    }

    fn found(&self) -> Option<HtmlElement> {
        let anchor = document().query_selector(&self.anchor).ok()??;
        let element = match self.place {
            None => anchor,
            Some(place) => {
                anchor.query_selector_all(&self.tag).ok()?.item(place)?.dyn_into::<Element>().ok()?
            }
        };
        element.dyn_into().ok()
    }
}
