//! The table of the plan: every key with its value, and whether the plan sets it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::sheet::{Cell, Sheet, list, row};
use super::units::unit;
use crate::engine::catalogue::{Catalogue, Keep, Provenance, Provider};
use crate::engine::report::Report;
use crate::engine::scenario::{
    DefaultOrigin, Document, Plan, Target, WorkloadSource, constants, default_origin,
};

/// Lists of tables that only the plan itself brings.
const OWN_LISTS: [&str; 4] = ["activities", "tasks", "history", "correlations"];

/// A key and what stands there.
struct Entry {
    key: String,
    value: Value,
}

/// Every key of a plan, in the order of the plan file. Lists have their places as numbers.
fn entries(plan: &Plan, document: &Document) -> Vec<Entry> {
    let mut keys = Keys(Vec::new());
    keys.put("schema", &plan.schema);
    keys.put("name", &plan.name);
    keys.put("as_of", &plan.as_of);
    keys.put("start_month", &plan.start_month);
    for target in Target::ALL {
        keys.put(&format!("targets.{}", target.key()), &plan.targets.get(&target));
    }
    keys.put("targets.confidence", &plan.confidence);
    platform(plan, &mut keys);
    workload(plan, document, &mut keys);
    services(plan, &mut keys);
    people_and_money(plan, &mut keys);
    keys.put("simulation.seed", &plan.simulation.seed);
    keys.put("simulation.draws", &plan.simulation.draws);
    keys.tables("optimise", &plan.optimise);
    keys.tables("assumptions", &plan.assumptions);
    for name in OWN_LISTS {
        let own = document.setting(name).and_then(|setting| serde_json::from_str(&setting.shown()).ok());
        keys.tables(name, &own.unwrap_or(Value::Null));
    }
    keys.0
}

fn platform(plan: &Plan, keys: &mut Keys) {
    let platform = &plan.platform;
    keys.put("platform.provider", &platform.provider);
    keys.put("platform.region", &platform.region);
    keys.put("platform.zones", &platform.zones);
    keys.put("platform.pattern", &platform.pattern);
    keys.put("platform.second_region", &platform.second_region);
    keys.put("platform.kubernetes_version", &platform.kubernetes_version);
    keys.put("platform.upgrades", &platform.upgrades);
    keys.put("platform.long_term_support", &platform.long_term_support);
    keys.put("platform.pod_network", &platform.pod_network);
    keys.put("platform.memory_seen", &platform.memory_seen);
    let own = platform.openshift.as_ref();
    let host = (platform.provider == Provider::Openshift).then_some(platform.host);
    keys.put("platform.openshift.flavour", &platform.flavour);
    keys.put("platform.openshift.host", &host);
    keys.put("platform.openshift.auto_sizing", &own.map(|own| own.auto_sizing));
    keys.put("platform.openshift.router_shards", &own.map(|own| own.router_shards));
    keys.put("platform.openshift.infra_nodes", &own.map(|own| own.infra_nodes));
    keys.put("platform.openshift.odf_profile", &own.map(|own| own.odf_profile));
}

fn workload(plan: &Plan, document: &Document, keys: &mut Keys) {
    let workload = &plan.workload;
    let manifests = match &workload.source {
        WorkloadSource::Profile => None,
        WorkloadSource::Manifests(pods) => Some(&pods.files),
    };
    let profile = manifests.is_none().then_some(workload.profile);
    keys.put("workload.profile", &profile);
    keys.put("workload.manifests", &manifests);
    keys.put("workload.autoscalers", &document.setting("workload.autoscalers").map(|at| at.plain()));
    keys.put("workload.growth_pct_per_year", &workload.growth_pct_per_year);
    keys.tables("workload.replicas", &workload.replicas);
    let pool = &plan.node_pool;
    keys.put("node_pools.0.name", &pool.name);
    keys.put("node_pools.0.instance_type", &pool.instance_type);
    match &pool.architecture {
        Some(architecture) => keys.put("node_pools.0.architecture", architecture),
        None => keys.put("node_pools.0.architecture", &"any"),
    }
    keys.put("node_pools.0.burstable", &pool.burstable);
    keys.put("node_pools.0.nodes", &pool.nodes);
    keys.put("node_pools.0.autoscale.min", &pool.autoscale.map(|(min, _)| min));
    keys.put("node_pools.0.autoscale.max", &pool.autoscale.map(|(_, max)| max));
    keys.put("node_pools.0.zone_loss", &pool.zone_loss);
    keys.tables("node_pools.0.commitment", &pool.commitment);
}

fn services(plan: &Plan, keys: &mut Keys) {
    keys.tables("database", &plan.database);
    if plan.database.commitment.is_on_demand() {
        keys.put("database.commitment", &plan.database.commitment);
    }
    keys.tables("cache", &plan.cache);
    if plan.cache.commitment.is_on_demand() {
        keys.put("cache.commitment", &plan.cache.commitment);
    }
    keys.tables("object_storage", &plan.object_storage);
    let backup = &plan.backup;
    keys.put("backup.tiers", &backup.preset);
    for (at, tier) in backup.tiers.iter().enumerate() {
        let key = |name: &str| format!("backup.tiers.{at}.{name}");
        keys.put(&key("name"), &tier.name);
        keys.put(&key("surface"), &tier.surfaces);
        keys.put(&key("every_hours"), &tier.every_hours);
        keys.put(&key("at_hour"), &tier.at_hour);
        keys.put(&key("at_weekday"), &tier.at_weekday);
        match tier.keep {
            Keep::Days(days) => keys.put(&key("keep_days"), &days),
            Keep::Copies(copies) => keys.put(&key("keep_copies"), &copies),
        }
        keys.put(&key("method"), &tier.method);
    }
    keys.put("backup.keep_days", &backup.keep_days);
    keys.put("backup.daily_change_pct", &backup.daily_change_pct);
    keys.put("backup.off_region_copy", &backup.off_region_copy);
    keys.put("backup.last_drill.date", &backup.last_drill.map(|drill| drill.date));
    keys.put("backup.last_drill.restore_minutes", &backup.last_drill.map(|drill| drill.restore_minutes));
    keys.tables("network", &plan.network);
    keys.tables("observability", &plan.observability);
}

fn people_and_money(plan: &Plan, keys: &mut Keys) {
    let (team, finance) = (&plan.team, &plan.finance);
    keys.put("team.engineers", &team.engineers);
    keys.tables("team.skills", &team.skills);
    keys.put("team.ramp_up_hours_per_level", &team.ramp_up_hours_per_level);
    keys.put("team.start_date", &team.start_date);
    keys.put("team.holidays", &team.holidays);
    keys.put("team.productive_hours_per_day", &team.productive_hours_per_day);
    keys.put("team.task_correlation", &team.task_correlation);
    keys.put("team.coordination_pct", &team.coordination_pct);
    keys.put("team.hours_per_fte_year", &team.hours_per_fte_year);
    keys.put("team.changes_per_year", &team.changes_per_year);
    keys.put("team.hourly_cost_usd", &team.hourly_cost_usd);
    keys.put("team.on_call", &team.on_call);
    keys.tables("team.rota", &team.rota);
    keys.put("team.on_call_usd_per_week", &team.on_call_usd_per_week);
    keys.put("team.unlisted_hours_per_month", &team.unlisted_hours_per_month);
    let currency = finance.currency.as_ref();
    keys.put("finance.horizon_months", &finance.horizon_months);
    keys.put("finance.currency", &currency.map_or("USD", |currency| &currency.code));
    keys.put("finance.rate", &currency.map(|currency| currency.rate));
    keys.put("finance.rate_date", &currency.map(|currency| currency.rate_date));
    keys.put("finance.free_allowances", &finance.free_allowances);
    keys.put("finance.sustained_use", &finance.sustained_use);
    keys.tables("finance.negotiated_pct", &finance.negotiated_pct);
    keys.put("finance.stand_in_region", &finance.stand_in_region);
    keys.put("finance.support_plan", &finance.support_plan);
    keys.put("finance.migration_usd", &finance.migration_usd);
    keys.put("finance.tenants", &finance.tenants);
    keys.put("finance.transactions_per_month", &finance.transactions_per_month);
    keys.put("finance.downtime_usd_per_hour", &finance.downtime_usd_per_hour);
}

/// Keys while they are listed.
struct Keys(Vec<Entry>);

impl Keys {
    /// A key with one value.
    fn put(&mut self, key: &str, value: &impl Serialize) {
        let value = serde_json::to_value(value).unwrap_or_default();
        self.0.push(Entry { key: key.to_owned(), value });
    }

    /// A key with a table or a list below it, each of their keys by itself.
    fn tables(&mut self, key: &str, value: &impl Serialize) {
        self.walk(key, serde_json::to_value(value).unwrap_or_default());
    }

    fn walk(&mut self, key: &str, value: Value) {
        match value {
            Value::Object(table) if !is_one_value(&table) && !table.is_empty() => {
                // In the order of their names, however the map was built.
                let table: BTreeMap<String, Value> = table.into_iter().collect();
                table.into_iter().for_each(|(name, value)| self.walk(&format!("{key}.{name}"), value));
            }
            Value::Array(all) if all.iter().any(Value::is_object) => {
                all.into_iter().enumerate().for_each(|(at, value)| self.walk(&format!("{key}.{at}"), value));
            }
            value => self.0.push(Entry { key: key.to_owned(), value }),
        }
    }
}

/// Whether a table is a range, or a value that is set where `auto` could stand.
fn is_one_value(table: &serde_json::Map<String, Value>) -> bool {
    (table.contains_key("likely") && table.contains_key("low") && table.contains_key("high"))
        || (table.len() == 1 && table.contains_key("set"))
}

/// Whether nothing stands at a key.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(table) => table.is_empty(),
        _ => false,
    }
}

/// Value, low end, high end and shape of what stands at a key.
fn cells(value: &Value) -> [Cell; 4] {
    const EMPTY: Cell = Cell::Empty;
    match value {
        Value::Null => [EMPTY, EMPTY, EMPTY, EMPTY],
        Value::Bool(flag) => [(*flag).into(), EMPTY, EMPTY, EMPTY],
        Value::Number(number) => [number.as_f64().into(), EMPTY, EMPTY, EMPTY],
        Value::String(text) => [text.into(), EMPTY, EMPTY, EMPTY],
        Value::Array(all) => [list(all.iter().map(plain)), EMPTY, EMPTY, EMPTY],
        Value::Object(table) => match table.get("set") {
            Some(set) => cells(set),
            None => range(table),
        },
    }
}

/// A range; without ends where it is one number.
fn range(table: &serde_json::Map<String, Value>) -> [Cell; 4] {
    let number = |name: &str| Cell::from(table.get(name).and_then(Value::as_f64));
    let (low, likely, high) = (number("low"), number("likely"), number("high"));
    if low == high {
        return [likely, Cell::Empty, Cell::Empty, Cell::Empty];
    }
    let word = |name: &str| table.get(name).and_then(Value::as_str).unwrap_or_default();
    let shape = [word("shape"), word("ends")].into_iter().filter(|word| !word.is_empty());
    [likely, low, high, shape.collect::<Vec<_>>().join(", ").into()]
}

/// A value of a list.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What the model chose where the plan leaves it the choice.
fn chosen(key: &str, report: &Report) -> Cell {
    let pool = report.sizing.pools.first();
    match key {
        "node_pools.0.instance_type" => pool.map(|pool| &pool.instance_type).into(),
        "node_pools.0.nodes" => pool.map(|pool| pool.nodes).into(),
        "database.instance" => report.sizing.database_class.as_ref().into(),
        "cache.instance" => report.sizing.cache_class.as_ref().into(),
        _ => Cell::Empty,
    }
}

/// Whether the plan sets a key: itself, or the list that it is part of.
fn is_set(document: &Document, key: &str) -> bool {
    let of_tiers = key.starts_with("backup.tiers.") && document.is_set("backup.tiers");
    of_tiers || document.is_set(key)
}

/// The table of the plan.
pub(super) fn plan(document: &Document, plan: &Plan, catalogue: &Catalogue, report: &Report) -> Sheet {
    let figures = constants(catalogue, plan);
    let rows = entries(plan, document).into_iter().map(|Entry { key, value }| {
        let is_set = is_set(document, &key);
        let is_auto = value == "auto";
        let unit = match key.strip_prefix("assumptions.") {
            Some(id) => figures.iter().find(|it| it.id == id).map_or_else(String::new, |it| it.unit.clone()),
            None => unit(&key),
        };
        // A schedule of a preset comes from where the preset does.
        let of = if key.starts_with("backup.tiers.") { "backup.tiers" } else { &key };
        let (from, origin) = match default_origin(of, plan, catalogue) {
            _ if is_set => ("the plan", None),
            _ if is_auto => ("the model", None),
            _ if is_nothing(&value) => ("nothing is assumed", None),
            DefaultOrigin::Nothing => ("nothing is assumed", None),
            DefaultOrigin::Data(origin) => ("the data", Some(origin)),
            DefaultOrigin::Project => ("the project", None),
        };
        let chosen = if is_auto { chosen(&key, report) } else { Cell::Empty };
        let has_unit = !matches!(cells(&value)[0], Cell::Text(_) | Cell::Flag(_)) || is_auto;
        let [value, low, high, shape] = cells(&value);
        row![
            &key,
            value,
            low,
            high,
            shape,
            if has_unit { unit } else { String::new() },
            if is_set { "SET" } else { "default" },
            chosen,
            from,
            origin.as_ref().map(Provenance::as_of_text),
            origin.as_ref().map(|origin| origin.method.word()),
            origin.as_ref().map(|origin| &origin.source),
        ]
    });
    Sheet {
        file: "plan.csv",
        about: "every key of the plan, one row each",
        columns: &[
            ("key", "key of the plan file with the tables before it; places in lists are numbers, from 0"),
            (
                "value",
                "number, word, day or list; of a range the likely value; empty where nothing is set or assumed",
            ),
            ("low", "low end of a range"),
            ("high", "high end of a range"),
            ("shape", "how probability is spread between the ends, and what the ends are"),
            ("unit", "unit of numbers"),
            ("given", "SET: the plan sets it; default: it does not"),
            ("chosen", "what the model chose where value is auto, as far as it is one thing"),
            ("origin", "who says so: the plan, the model, the data, the project, or nothing is assumed"),
            ("as_of", "date of the data's row: a day, a month or a year"),
            ("method", "how it was had: feed, page, derived, assumed or stated"),
            ("source", "where it comes from"),
        ],
        rows: rows.collect(),
    }
}
