//! What the page does so that nothing is lost: steps back, plans saved here, plans that come
//! from elsewhere.

use std::fmt::Display;
use std::sync::Arc;

use leptos::prelude::*;

use super::undo::{Bench, StepName};
use super::{History, Incoming, Origin, SavedFault};
use crate::web::words::Word;

/// A link to the plan, or a file of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// It is in the clipboard; what it leaves out, in words.
    Copied(String, Option<String>),
    /// The clipboard was refused: it is to be copied by hand; what it leaves out, in words.
    ByHand(String, Option<String>),
    /// A file, by its name, that leaves something out, in words.
    Saved(&'static str, String),
    /// Why there is none.
    Refused(String),
}

/// Why something cannot be done, said when it is shown.
pub type Why = Arc<dyn Display + Send + Sync>;

/// A plan from elsewhere that cannot be opened.
#[derive(Clone)]
pub struct Refused {
    /// Where it comes from.
    pub origin: Origin,
    /// Why.
    pub why: Why,
}

/// What another tab has done to the saved plan.
#[derive(Clone, Debug)]
pub enum OtherTab {
    /// It saved its own, at that time in milliseconds since 1970.
    Saved(f64),
    /// It saved something that cannot be read.
    Unread(SavedFault),
    /// It took it away.
    Removed,
}

/// What was found where a saved plan was expected.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Why it cannot be read.
    pub fault: SavedFault,
    /// Whether it stands where plans are saved, as there was no room elsewhere: until it is forgotten none are.
    pub is_in_place: bool,
}

/// Plans that were set aside after a fault.
#[derive(Clone, Debug)]
pub enum Aside {
    /// They may be opened.
    Kept,
    /// Opening them was tried: why they cannot be read.
    Unread(SavedFault),
}

/// Where the plan came from that was opened last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A link or a file.
    Elsewhere(Origin),
    /// The guide.
    Guide,
    /// A plan to start from, by its title.
    Preset(Word),
}

/// The state of what is kept. Cheap to copy: it holds handles.
#[derive(Clone, Copy)]
pub struct KeepState {
    /// The steps.
    pub history: RwSignal<History<Bench, StepName>>,
    /// A plan that came from elsewhere and is not open yet.
    pub incoming: RwSignal<Option<Arc<Incoming>>>,
    /// Why a plan from elsewhere cannot be opened.
    pub refused: RwSignal<Option<Refused>>,
    /// Where the plan came from that was opened at once.
    pub opened: RwSignal<Option<Opened>>,
    /// The link that was made last.
    pub link: RwSignal<Option<Link>>,
    /// When the plan was saved that was opened with the page, in milliseconds since 1970.
    pub resumed: RwSignal<Option<f64>>,
    /// What another tab has done to the saved plan.
    pub other_tab: RwSignal<Option<OtherTab>>,
    /// What was found where a saved plan was expected.
    pub unread: RwSignal<Option<Unread>>,
    /// Why the plan is not saved here.
    pub unkept: RwSignal<Option<Why>>,
    /// Plans were set aside after a fault.
    pub aside: RwSignal<Option<Aside>>,
    /// What became of a worker that stopped.
    pub worker: RwSignal<Option<String>>,
    /// A newer version of the page is ready.
    pub newer: RwSignal<Option<()>>,
}

impl KeepState {
    /// Nothing to tell.
    pub fn new() -> Self {
        Self {
            history: RwSignal::new(History::new()),
            incoming: RwSignal::new(None),
            refused: RwSignal::new(None),
            opened: RwSignal::new(None),
            link: RwSignal::new(None),
            resumed: RwSignal::new(None),
            other_tab: RwSignal::new(None),
            unread: RwSignal::new(None),
            unkept: RwSignal::new(None),
            aside: RwSignal::new(None),
            worker: RwSignal::new(None),
            newer: RwSignal::new(None),
        }
    }
}
