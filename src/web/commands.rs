//! Every view, field and deed of the page as a command.

use leptos::prelude::*;

use super::components::{Command, open_guide};
use super::focus::focus_soon;
use super::later::Deed;
use super::pages::{Tab, show_field, views};
use super::session::Session;
use super::state::{Planner, Sheet};
use super::words::{Word, frame, guide, keep as words, search, t};

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
        kind: t!(search::KIND_VIEW),
        name: name.to_owned(),
        also: other_words(view),
        run: Callback::new(move |()| {
            places.editing.set(false);
            places.tab.set(view);
            focus_soon("panel".to_owned());
        }),
    };
    let act = |name: Word, also: Word, run| Command {
        kind: t!(search::KIND_DO),
        name: t!(name).to_owned(),
        also: t!(also),
        run,
    };
    let (keep, share) = (session.keep_actions(), session.share_actions());
    let acts = [
        act(words::UNDO, search::ALSO_UNDO, keep.undo),
        act(words::REDO, search::ALSO_REDO, keep.redo),
        act(words::COPY_LINK, search::ALSO_COPY_LINK, share.copy),
        act(search::SAVE_TOML, search::ALSO_SAVE_PLAN, Callback::new(move |()| share.save.run(false))),
        act(search::SAVE_JSON, search::ALSO_SAVE_PLAN, Callback::new(move |()| share.save.run(true))),
        act(words::START_FRESH, search::ALSO_START_FRESH, keep.fresh),
        act(frame::SAVE_CSV, search::ALSO_SAVE_CSV, Callback::new(move |()| session.have_done(Deed::Csv))),
        act(words::SAVE_PACK, search::ALSO_SAVE_PACK, Callback::new(move |()| session.have_done(Deed::Pack))),
        act(
            search::SAVE_TFVARS,
            search::ALSO_SAVE_TFVARS,
            Callback::new(move |()| session.have_done(Deed::Tfvars)),
        ),
        act(
            search::SAVE_HELM,
            search::ALSO_SAVE_HELM,
            Callback::new(move |()| session.have_done(Deed::Helm)),
        ),
        act(
            words::KEEP_SCENARIO,
            search::ALSO_KEEP,
            Callback::new(move |()| {
                planner.keep_and_go_on(None, None);
            }),
        ),
        act(search::NEXT_THEME, search::ALSO_NEXT_THEME, next_theme),
    ];
    let fields = planner.computed.with_untracked(|computed| {
        let sections = computed.iter().flat_map(|computed| &computed.sections);
        let fields = sections.flat_map(|section| section.fields.iter().map(|field| (section.title, field)));
        let command = |(section, path, label): (&str, &'static str, &str)| Command {
            kind: t!(search::KIND_FIELD),
            name: t!(search::FIELD_OF, section = section, field = label),
            also: path,
            run: Callback::new(move |()| {
                places.editing.set(true);
                show_field(path);
            }),
        };
        let shown = fields.filter(|(_, field)| field.shown);
        shown.map(|(section, field)| command((section, field.path, field.label))).collect::<Vec<_>>()
    });
    let guides = session.guide_actions(places.editing);
    let sheet =
        |name, also, sheet| act(name, also, Callback::new(move |()| open_guide(planner, guides, sheet)));
    let starts = guide::STARTS.map(|(preset, title, _)| {
        let name = t!(guide::START_FROM, title = t!(title));
        let run = Callback::new(move |()| guides.preset.run(preset));
        Command { kind: t!(search::KIND_DO), name, also: t!(guide::ALSO_PRESET), run }
    });
    let sheets = [
        sheet(guide::TITLE, guide::ALSO_GUIDE, Sheet::Questions),
        sheet(guide::ASSUMED, guide::ALSO_ASSUMED, Sheet::Assumed),
    ];
    views().map(view).chain(acts).chain(sheets).chain(starts).chain(fields).collect()
}

/// Other words for a view.
fn other_words(view: Tab) -> &'static str {
    match view {
        Tab::Layout => t!(search::ALSO_LAYOUT),
        Tab::Workload => t!(search::ALSO_WORKLOAD),
        Tab::Cost => t!(search::ALSO_COST),
        Tab::Availability => t!(search::ALSO_AVAILABILITY),
        Tab::Recovery => t!(search::ALSO_RECOVERY),
        Tab::Backups => t!(search::ALSO_BACKUPS),
        Tab::Effort => t!(search::ALSO_EFFORT),
        Tab::Patterns => t!(search::ALSO_PATTERNS),
        Tab::Compare => t!(search::ALSO_COMPARE),
        Tab::Sensitivity => t!(search::ALSO_SENSITIVITY),
        Tab::Optimise => t!(search::ALSO_OPTIMISE),
        Tab::Assumptions => t!(search::ALSO_ASSUMPTIONS),
        Tab::Methods => t!(search::ALSO_METHODS),
        Tab::Data => t!(search::ALSO_DATA),
        Tab::Notes => t!(search::ALSO_NOTES),
    }
}
