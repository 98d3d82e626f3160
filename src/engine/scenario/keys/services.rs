//! Data services, copies, traffic and telemetry.

use serde_json::json;

use super::DAY;
use super::form::{Form, Key, Rule, auto_or, key, one_or_more, table, words};
use super::places::commitment;
use crate::engine::catalogue::{CopyMethod, Host, Surface, Weekday};
use crate::engine::scenario::TierPreset;
use crate::engine::scenario::read::cache_engines;

/// Data or traffic that no platform exceeds.
const LARGEST: f64 = 1e9;
/// Days of ten years.
const MOST_DAYS: f64 = 3650.0;

fn standby() -> Key {
    key(
        "high_availability",
        words(["zone-redundant", "none"]),
        "A pair in two zones, or one instance. Default: zone-redundant; none with one zone.",
    )
}

/// The section `[database]`.
pub(super) fn database() -> Vec<Key> {
    vec![
        key("version", Form::Any(vec![Form::Pattern("^[0-9]+$"), Form::Whole(1, 99)]), "Major version of PostgreSQL.").or("17"),
        key("instance", Form::Text, "A class of the catalogue; auto is the smallest of at least 2 vCPU and 8 GiB that is not burstable.").or("auto"),
        standby(),
        key("storage_gib", Form::Quantity(1.0, 65_536.0), "Provisioned storage.").or(200),
        key("pitr_days", Form::Quantity(0.0, MOST_DAYS), "Days of point-in-time recovery.").or(30),
        key("commitment", commitment(false), "How it is bought.").or("none"),
    ]
}

/// The section `[cache]`.
pub(super) fn cache() -> Vec<Key> {
    let hosts = [Host::Aws, Host::Azure, Host::Gcp, Host::OnPrem];
    let engines = hosts.into_iter().flat_map(|host| cache_engines(Some(host))).map(|(word, _)| *word);
    vec![
        key("engine", words(engines), "Engine of the cache.").or("auto"),
        key("instance", Form::Text, "A class of the catalogue; auto is the smallest of at least 4 GiB.")
            .or("auto"),
        standby(),
        key("commitment", commitment(false), "How it is bought.").or("none"),
    ]
}

/// The section `[object_storage]`.
pub(super) fn object_storage() -> Vec<Key> {
    vec![
        key(
            "redundancy",
            words(["auto", "zone", "region-pair", "multi-region"]),
            "Where the object store keeps its copies.",
        )
        .or("auto"),
        key("stored_gib", Form::Quantity(0.0, LARGEST), "Data of the application.").or(500),
        key(
            "versions_days",
            Form::Quantity(0.0, MOST_DAYS),
            "How long a version that was overwritten or deleted is kept; 0 keeps none.",
        )
        .or(90),
    ]
}

/// The section `[backup]`.
pub(super) fn backup() -> Vec<Key> {
    let presets = words(TierPreset::WORDS.map(|(word, _)| word));
    let tiers = Form::List { of: Box::new(tier()), least: 1, most: 20 };
    let drill = table(vec![
        key("date", Form::Pattern(DAY), "Day of the drill.").needed(),
        key("restore_minutes", Form::Number(0.0, MOST_DAYS * 1440.0), "Measured time of the restore."),
    ]);
    let drill = Form::Any(vec![words(["none"]), Form::Pattern(DAY), drill]);
    vec![
        key("tiers", Form::Any(vec![presets, tiers]), "Schedules: a preset, or a list of one's own.")
            .or("chart-default"),
        key("keep_days", Form::Quantity(1.0, MOST_DAYS), "How long the chart's schedule keeps a copy.")
            .or(30),
        key("daily_change_pct", Form::Quantity(0.0, 100.0), "Part of the data that changes in a day.")
            .or(json!({ "low": 2, "likely": 3, "high": 5 })),
        key("off_region_copy", Form::Flag, "Whether every copy is kept in platform.second_region as well.")
            .or(false),
        key("last_drill", drill, "The last restore that was tried out.").or("none"),
    ]
}

fn tier() -> Form {
    let surfaces = words(Surface::ALL.map(Surface::name));
    let keys = vec![
        key("name", Form::Text, "Name of the tier; each once.").needed(),
        key("surface", one_or_more(&surfaces, 1), "What is copied.").needed(),
        key("every_hours", Form::Whole(1, 87_600), "Hours between two runs.").needed(),
        key("at_hour", Form::Whole(0, 23), "Hour of the day.").or(0),
        key("at_weekday", words(Weekday::ALL.map(Weekday::name)), "Day of the week."),
        key("keep_days", Form::Number(1.0 / 24.0, MOST_DAYS), "How long a copy is kept."),
        key("keep_copies", Form::Whole(1, 87_600), "How many copies are kept, instead of keep_days."),
        key("method", words(CopyMethod::ALL.map(CopyMethod::name)), "How copies are made.").or("incremental"),
    ];
    Form::Table { keys, rules: vec![Rule::OneOf("keep_days", "keep_copies")] }
}

/// The section `[network]`.
pub(super) fn network() -> Vec<Key> {
    let auto = || auto_or(Form::Quantity(0.0, LARGEST));
    vec![
        key("egress_gib_per_month", Form::Quantity(0.0, LARGEST), "Traffic to the internet.").or(200),
        key("cross_zone_gib_per_month", auto(), "Traffic between zones.").or("auto"),
        key(
            "private_endpoints",
            Form::Flag,
            "Whether the provider's services are reached over private endpoints.",
        )
        .or(false),
    ]
}

/// The section `[observability]`.
pub(super) fn observability() -> Vec<Key> {
    let logs = auto_or(Form::Quantity(0.0, LARGEST));
    vec![
        key("metrics", words(["in-cluster", "managed"]), "Where metrics and logs go.").or("in-cluster"),
        key("log_gib_per_day", logs, "Logs.").or("auto"),
    ]
}
