//! The dialog after a panic. It is made of elements that need no program: links that load the page anew,
//! and one that holds the plan.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Element, HtmlDialogElement, HtmlElement, Url};

use super::kept::{Place, Rescued};
use super::starts::WITH_REFERENCE;
use crate::web::storage::address_with;
use crate::web::words::{fault as words, t};

/// Shows what happened and what can be done.
pub(super) fn show(rescued: &Rescued, what: &str) {
    // A page that cannot be changed any more shows nothing; the console has the message.
    let _ = try_show(rescued, what);
}

/// An element of a class that says a text.
pub(super) fn element(tag: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = document().create_element(tag)?;
    if !class.is_empty() {
        element.set_attribute("class", class)?;
    }
    element.set_text_content(Some(text));
    Ok(element)
}

/// Puts an element at the end of another.
pub(super) fn add(parent: &Element, child: &Element) -> Result<(), JsValue> {
    parent.append_child(child).map(drop)
}

/// A link that looks like a button.
pub(super) fn link(id: &str, address: &str, text: &str) -> Result<Element, JsValue> {
    let link = element("a", "button", text)?;
    link.set_attribute("href", address)?;
    link.set_attribute("data-testid", id)?;
    Ok(link)
}

fn try_show(rescued: &Rescued, what: &str) -> Result<(), JsValue> {
    let dialog: HtmlDialogElement = element("dialog", "crash", "")?.unchecked_into();
    for (name, value) in [
        ("role", "alertdialog"),
        ("aria-labelledby", "crash-title"),
        ("aria-describedby", "crash-told"),
        ("data-testid", "crash"),
        // The page behind it no longer works.
        ("closedby", "none"),
    ] {
        dialog.set_attribute(name, value)?;
    }
    let title = element("h2", "", t!(words::TITLE))?;
    title.set_attribute("id", "crash-title")?;
    title.set_attribute("tabindex", "-1")?;
    let told = match rescued.place {
        Place::Saved => words::PLAN_SAVED,
        Place::Aside => words::PLAN_ASIDE,
        Place::Nowhere => words::PLAN_NOWHERE,
    };
    let told = element("p", "", t!(told))?;
    told.set_attribute("id", "crash-told")?;
    told.set_attribute("data-testid", "crash-told")?;
    add(&dialog, &title)?;
    add(&dialog, &told)?;
    add(&dialog, &choices(rescued)?)?;
    add(&dialog, &element("p", "crash-remark", t!(words::REFERENCE_KEEPS))?)?;
    add(&dialog, &details(what)?)?;
    if let Some(body) = document().body() {
        add(&body, &dialog)?;
    }
    // Where something went wrong at the start, what the build wrote hides the rest of the page.
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    dialog.show_modal()?;
    title.unchecked_ref::<HtmlElement>().focus()
}

fn choices(rescued: &Rescued) -> Result<Element, JsValue> {
    let choices = element("p", "ways", "")?;
    let here = address_with("");
    let restart = link("restart", &here, t!(words::RESTART))?;
    restart.set_attribute("class", "button primary")?;
    add(&choices, &restart)?;
    let bare = here.split('?').next().unwrap_or_default();
    let reference =
        link("restart-reference", &format!("{bare}{WITH_REFERENCE}"), t!(words::RESTART_REFERENCE))?;
    add(&choices, &reference)?;
    if let Some(toml) = &rescued.toml {
        let file = Blob::new_with_str_sequence(&Array::of1(&toml.as_str().into()))?;
        let save = link("crash-save", &Url::create_object_url_with_blob(&file)?, t!(words::SAVE_PLAN))?;
        save.set_attribute("download", "zoneplan-plan.toml")?;
        add(&choices, &save)?;
    }
    Ok(choices)
}

fn details(what: &str) -> Result<Element, JsValue> {
    let details = element("details", "", "")?;
    details.set_attribute("data-testid", "crash-details")?;
    add(&details, &element("summary", "", t!(words::WHAT_HAPPENED))?)?;
    add(&details, &element("p", "crash-remark", t!(words::NOT_SENT))?)?;
    let text = element("pre", "", &format!("Zoneplan {}\n{what}", env!("CARGO_PKG_VERSION")))?;
    text.set_attribute("tabindex", "0")?;
    text.set_attribute("data-testid", "crash-what")?;
    add(&details, &text)?;
    Ok(details)
}
