//! Every key of the plan file: what may stand there, its default, what it means.
//!
//! The reader checks more than a form can say, such as which regions a provider has; a test
//! holds this table against what the reader answers.

mod form;
mod lists;
mod people;
mod places;
mod services;

pub use form::{Form, Key, Rule};

use crate::engine::catalogue::Catalogue;
use form::{key, table};

/// A day as text.
const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// The keys of a plan, in the order in which plans have them.
pub fn keys(catalogue: &Catalogue) -> Vec<Key> {
    vec![
        key("schema", Form::Whole(1, 1), "Version of the form of the plan file.").or(1),
        key("name", Form::Text, "Name of the plan. Default: \"Reference, \" and the platform."),
        key(
            "as_of",
            Form::Pattern(DAY),
            "The day the plan is judged on. Default: the newest date in the data.",
        ),
        key(
            "start_month",
            Form::Pattern("^[0-9]{4}-(0[1-9]|1[0-2])$"),
            "First month of the horizon. Default: the January after as_of.",
        ),
        key("targets", table(people::targets()), "Each result is judged against the targets that are set."),
        key(
            "platform",
            Form::Table { keys: places::platform(catalogue), rules: places::rules() },
            "Where the platform runs.",
        )
        .needed(),
        key(
            "workload",
            Form::Table { keys: places::workload(), rules: vec![Rule::NotBoth("profile", "manifests")] },
            "What runs.",
        ),
        key(
            "node_pools",
            Form::List { of: Box::new(table(places::pool())), least: 1, most: 1 },
            "Groups of alike nodes; one so far.",
        ),
        key("database", table(services::database()), "The PostgreSQL database."),
        key("cache", table(services::cache()), "The cache."),
        key("object_storage", table(services::object_storage()), "The object store."),
        key("backup", table(services::backup()), "Copies, and how long they are kept."),
        key("network", table(services::network()), "Traffic."),
        key("observability", table(services::observability()), "Metrics and logs."),
        key("team", table(people::team()), "The people who set the platform up and keep it running."),
        key(
            "activities",
            lists::activities(),
            "Recurring work: an id of the pattern changes it, another adds to it.",
        ),
        key("tasks", lists::tasks(), "Setup tasks: the id of a known one changes it, another adds to it."),
        key(
            "finance",
            Form::Table { keys: people::finance(catalogue), rules: people::finance_rules() },
            "Money over time.",
        ),
        key("simulation", table(people::simulation()), "Random numbers."),
        key("optimise", table(lists::optimise(catalogue)), "What a search for the cheapest plan may change."),
        key("assumptions", lists::assumptions(catalogue), "Figures of the model, overridden by their ids."),
        key("history", lists::history(catalogue), "Incidents of one's own, which update rates of failures."),
        key(
            "correlations",
            lists::correlations(),
            "Inputs that hang together; all others are drawn independently.",
        ),
    ]
}
