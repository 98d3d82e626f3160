//! The language of the page and the way it writes numbers: chosen, kept, and read when needed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::web::storage::{Key, fetch_data, store, stored};
use crate::web::words::{Language, Region, chosen, frame, region, set_region, speak, speak_english, t};

/// What the page speaks.
#[derive(Clone, Copy)]
pub struct Speech {
    session: Session,
    /// Grows whenever the page is to be drawn anew.
    pub drawn: RwSignal<u32>,
}

impl Speech {
    /// English, with numbers as the report writes them.
    pub fn new(session: Session) -> Self {
        Self { session, drawn: RwSignal::new(0) }
    }

    /// Speaks as was chosen in an earlier visit.
    pub fn resume(self) {
        // Where nothing is kept, or nothing may be read, the page speaks English.
        let Ok(Some(kept)) = stored(Key::Language) else { return };
        let (language, region) = kept.split_once(' ').unwrap_or((&kept, ""));
        if let Some(region) = Region::of_tag(region) {
            set_region(region);
        }
        self.speak(language, move || self.draw());
    }

    /// Speaks the language with this code. Numbers follow, where they were written as the one before has
    /// them.
    pub fn choose_language(self, code: &str) {
        let before = chosen();
        self.speak(code, move || {
            if region() == Region::of_language(before) {
                set_region(Region::of_language(chosen()));
            }
            self.draw();
        });
    }

    /// Speaks the language with this code, and then does this.
    fn speak(self, code: &str, then: impl FnOnce() + 'static) {
        match Language::of_code(code) {
            Some(Language::English) => {
                speak_english();
                then();
            }
            Some(language) => spawn_local(async move {
                let read = fetch_data(&format!("words/{}.toml", language.code())).await;
                match read.and_then(|texts| speak(language, &texts)) {
                    Ok(()) => then(),
                    Err(why) => self.session.planner.trouble.set(Some(t!(frame::NOT_SPOKEN, why = why))),
                }
            }),
            None => {}
        }
    }

    /// Writes numbers as the region with this tag.
    pub fn choose_region(self, tag: &str) {
        if let Some(region) = Region::of_tag(tag) {
            set_region(region);
            self.draw();
        }
    }

    fn draw(self) {
        // What cannot be kept is chosen again in the next visit.
        let _ = store(Key::Language, Some(&format!("{} {}", chosen().code(), region().tag())));
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", chosen().code());
        }
        // Some texts come with the results; those of a plan with faults stay, but for its fields.
        self.session.planner.say_fields();
        self.session.recompute();
        self.drawn.update(|drawn| *drawn += 1);
    }
}
