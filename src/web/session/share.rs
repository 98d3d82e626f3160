//! Plans to and from others: links and files.

use std::fmt::Display;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::web::components::ShareActions;
use crate::web::later::Deed;
use crate::web::state::{Link, Origin, Refused, pack, read_from, unpack};
use crate::web::storage::{
    address_with, copy, fetch_data, forget_fragment, fragment, is_local, picked_file, read_bytes, utf8,
};
use crate::web::words::{keep, state, t};

impl Session {
    /// Opens the plan of the page's address, now and whenever another is put there.
    pub(super) fn watch_links(self) {
        self.take_link();
        let changed = window_event_listener(leptos::ev::hashchange, move |_| self.take_link());
        on_cleanup(move || changed.remove());
    }

    fn take_link(self) {
        let Some(unpacked) = unpack(&fragment()) else { return };
        forget_fragment();
        match unpacked {
            Ok(text) => self.offer(Origin::Link, text),
            Err(fault) => self.refuse(Origin::Link, fault),
        }
    }

    fn refuse(self, origin: Origin, why: impl Display + Send + Sync + 'static) {
        self.planner.keep.refused.set(Some(Refused { origin, why: Arc::new(why) }));
    }

    /// Offers a plan once the data that it reads is there. A link opens at once where nothing
    /// but the reference plan would be replaced.
    pub(super) fn offer(self, origin: Origin, text: String) {
        let planner = self.planner;
        planner.keep.incoming.set(None);
        planner.keep.refused.set(None);
        planner.keep.opened.set(None);
        spawn_local(async move {
            let offered = self.try_offer(&origin, &text).await;
            planner.loading.set(None);
            match offered {
                Ok(()) if planner.is_reference() => self.open_incoming(false),
                Ok(()) => {}
                Err(problem) => self.refuse(origin, problem),
            }
        });
    }

    async fn try_offer(self, origin: &Origin, text: &str) -> Result<(), String> {
        let document = read_from(origin, text)?;
        while let Some(path) = self.planner.missing_file(&document) {
            self.planner.loading.set(Some(path.clone()));
            let text = fetch_data(&path).await?;
            self.add_file(&path, &text)?;
        }
        self.planner.offer(origin.clone(), &document)
    }

    fn open_incoming(self, beside: bool) {
        if self.planner.take_incoming(beside) {
            self.recompute();
        }
    }

    /// Makes a link to the plan and puts it into the clipboard.
    fn copy_link(self) {
        let planner = self.planner;
        let packed = planner
            .plan_toml()
            .and_then(|text| pack(&text).map_err(|fault| t!(state::TOO_LARGE_FOR_LINK, fault = fault)));
        match packed {
            Err(problem) => planner.keep.link.set(Some(Link::Refused(problem))),
            Ok(fragment) => {
                let local = is_local().then(|| t!(keep::LINK_IS_LOCAL).to_owned());
                let notes: Vec<String> = local.into_iter().chain(planner.left_out()).collect();
                let left_out = (!notes.is_empty()).then(|| notes.join(" "));
                let address = address_with(&fragment);
                spawn_local(async move {
                    let is_copied = copy(&address).await;
                    let link = if is_copied { Link::Copied } else { Link::ByHand };
                    planner.keep.link.set(Some(link(address, left_out)));
                });
            }
        }
    }

    fn open_file(self, input: &web_sys::HtmlInputElement) {
        if let Some(file) = picked_file(input) {
            self.open_plan(file);
        }
    }

    /// Offers the plan of a file.
    pub(super) fn open_plan(self, file: web_sys::File) {
        let origin = Origin::File(file.name());
        spawn_local(async move {
            let read = read_bytes(&file, "zoneplan plan").await;
            match read.and_then(|bytes| utf8(&file.name(), bytes)) {
                Ok(text) => self.offer(origin, text),
                Err(problem) => self.refuse(origin, problem),
            }
        });
    }

    fn save_plan(self, is_json: bool) {
        let planner = self.planner;
        let (name, media_type, text) = if is_json {
            ("zoneplan-plan.json", "application/json", planner.plan_json())
        } else {
            ("zoneplan-plan.toml", "application/toml", planner.plan_toml())
        };
        match text {
            Ok(text) => {
                self.hand_out(name, media_type, &text);
                planner.keep.link.set(planner.left_out().map(|left_out| Link::Saved(name, left_out)));
            }
            Err(problem) => planner.keep.link.set(Some(Link::Refused(problem))),
        }
    }

    /// What is asked for of links and files.
    pub fn share_actions(self) -> ShareActions {
        ShareActions {
            copy: Callback::new(move |()| self.copy_link()),
            open: Callback::new(move |beside: bool| self.open_incoming(beside)),
            pick: Callback::new(move |input: web_sys::HtmlInputElement| self.open_file(&input)),
            save: Callback::new(move |is_json: bool| self.save_plan(is_json)),
            pack: Callback::new(move |()| self.have_done(Deed::Pack)),
        }
    }
}
