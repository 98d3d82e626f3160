//! Every view, field and deed of the page as a command.

use leptos::prelude::*;

use super::components::Command;
use super::focus::focus_soon;
use super::pages::{Tab, show_field, views};
use super::session::Session;
use super::state::Planner;

/// Where the page stands.
#[derive(Clone, Copy)]
pub(super) struct Places {
    /// The view of the results.
    pub tab: RwSignal<Tab>,
    /// Whether a phone shows the fields rather than the results.
    pub editing: RwSignal<bool>,
}

/// All commands: views, what the page does, fields that the plan has.
pub(super) fn commands(
    planner: Planner,
    session: Session,
    places: Places,
    next_theme: Callback<()>,
) -> Vec<Command> {
    let view = |(view, name): (Tab, &'static str)| Command {
        kind: "View",
        name: name.to_owned(),
        also: other_words(view),
        run: Callback::new(move |()| {
            places.editing.set(false);
            places.tab.set(view);
            focus_soon("panel".to_owned());
        }),
    };
    let act = |name: &str, also, run| Command { kind: "Do", name: name.to_owned(), also, run };
    let (keep, share) = (session.keep_actions(), session.share_actions());
    let acts = [
        act("Undo", "back revert", keep.undo),
        act("Redo", "again", keep.redo),
        act("Copy link", "share send url", share.copy),
        act("Save plan as TOML", "file download export", Callback::new(move |()| share.save.run(false))),
        act("Save plan as JSON", "file download export", Callback::new(move |()| share.save.run(true))),
        act("Start fresh", "reset new reference", keep.fresh),
        act("Save CSV", "download export report", Callback::new(move |()| session.save_csv())),
        act(
            "Keep as scenario",
            "compare copy",
            Callback::new(move |()| {
                planner.keep_and_go_on(None, None);
            }),
        ),
        act("Next theme", "dark light colours", next_theme),
    ];
    let fields = planner.computed.with_untracked(|computed| {
        let sections = computed.iter().flat_map(|computed| &computed.sections);
        let fields = sections.flat_map(|section| section.fields.iter().map(|field| (section.title, field)));
        let command = |(section, path, label): (&str, &'static str, &str)| Command {
            kind: "Field",
            name: format!("{section}: {label}"),
            also: path,
            run: Callback::new(move |()| {
                places.editing.set(true);
                show_field(path);
            }),
        };
        let shown = fields.filter(|(_, field)| field.shown);
        shown.map(|(section, field)| command((section, field.path, field.label))).collect::<Vec<_>>()
    });
    views().map(view).chain(acts).chain(fields).collect()
}

/// Other words for a view.
const fn other_words(view: Tab) -> &'static str {
    match view {
        Tab::Layout => "zones nodes pods picture",
        Tab::Workload => "pods manifests requests",
        Tab::Cost => "bill money price",
        Tab::Availability => "downtime nines outages sla",
        Tab::Recovery => "rto rtt failure",
        Tab::Backups => "rpo copies velero pitr retention",
        Tab::Effort => "fte work hours setup days team",
        Tab::Patterns => "hot warm cold second region",
        Tab::Compare => "scenarios odds difference",
        Tab::Sensitivity => "tornado break-even what matters",
        Tab::Optimise => "cheapest best search",
        Tab::Assumptions => "constants figures ranges inputs edit",
        Tab::Methods => "formulas models limits how",
        Tab::Data => "prices feeds own sheet",
        Tab::Notes => "limits sources words stated",
    }
}
