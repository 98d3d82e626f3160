//! Where the defaults of a plan's keys come from.

use super::Plan;
use crate::engine::catalogue::{Catalogue, Part, Pattern, PatternPart, Provenance, Site};

/// Where the default of a key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultOrigin {
    /// A row of the data has it.
    Data(Provenance),
    /// The project chose it, and names no source.
    Project,
    /// Nothing is assumed where it is not set.
    Nothing,
}

/// Keys that assume nothing while they are not set.
const NOTHING: [&str; 22] = [
    "backup.last_drill.date",
    "backup.last_drill.restore_minutes",
    "finance.currency",
    "finance.downtime_usd_per_hour",
    "finance.migration_usd",
    "finance.negotiated_pct.*",
    "finance.rate",
    "finance.rate_date",
    "finance.stand_in_region",
    "finance.tenants",
    "finance.transactions_per_month",
    "node_pools.0.autoscale.max",
    "node_pools.0.autoscale.min",
    "platform.second_region",
    "targets.availability_pct",
    "targets.fte",
    "targets.monthly_cost_usd",
    "targets.rpo_seconds",
    "targets.rto_minutes",
    "targets.setup_days",
    "team.holidays",
    "team.unlisted_hours_per_month",
];

/// Where the default of a key comes from; the first pool is `node_pools.0`.
pub fn default_origin(path: &str, plan: &Plan, catalogue: &Catalogue) -> DefaultOrigin {
    if NOTHING.contains(&path) {
        return DefaultOrigin::Nothing;
    }
    row(path, plan, catalogue).map_or(DefaultOrigin::Project, DefaultOrigin::Data)
}

/// The row of the data that a default is taken from.
fn row(path: &str, plan: &Plan, catalogue: &Catalogue) -> Option<Provenance> {
    let figure = |id: &str| Some(catalogue.assumptions.get(id)?.provenance.clone());
    let stated =
        |metric: &str| Some(catalogue.stated(Pattern::CloudNative.name(), metric)?.provenance.clone());
    let tier = |preset: &str| {
        Some(catalogue.backup_tiers.iter().find(|row| row.preset == preset)?.provenance.clone())
    };
    let part = |part: Part| {
        let is_it = |row: &&PatternPart| {
            (row.pattern, row.site, row.part) == (Pattern::CloudNative, Site::Primary, part)
        };
        Some(catalogue.pattern_parts.iter().find(is_it)?.provenance.clone())
    };
    if let Some(id) = path.strip_prefix("assumptions.") {
        return figure(id);
    }
    if let Some(name) = path.strip_prefix("team.skills.") {
        let mut asked = catalogue.skills_of(plan.platform.pattern.name());
        return Some(asked.find(|asked| asked.skill.name() == name)?.provenance.clone());
    }
    match path {
        "platform.pattern" => stated("rto"),
        "team.engineers" => stated("setup-team"),
        "team.on_call_usd_per_week" => figure("on_call.usd_per_week"),
        "database.high_availability" => part(Part::Database),
        "cache.high_availability" => part(Part::Cache),
        "backup.tiers" | "backup.keep_days" => tier("chart-default"),
        // The table on the page of the three tiers: 30 days, and 90 of old versions.
        "database.pitr_days" | "object_storage.versions_days" => tier("vendor-three-tier").map(page),
        "workload.replicas.besu-validator" => {
            let mut components = catalogue.components.iter();
            Some(components.find(|row| row.name == "besu-validator")?.provenance.clone())
        }
        _ => None,
    }
}

/// The page of a row, without what the row takes from it.
fn page(mut row: Provenance) -> Provenance {
    if let Some((page, _)) = row.source.split_once(" (") {
        row.source = page.to_owned();
    }
    row
}
