//! What the page's dialogs share.

use leptos::ev::MouseEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

/// Whether a press is on what is around an open dialog: it is one on the dialog itself.
pub fn is_around(dialog: NodeRef<Dialog>, event: &MouseEvent) -> bool {
    dialog.get_untracked().is_some_and(|own| event.target().as_ref() == Some(own.as_ref()))
}
