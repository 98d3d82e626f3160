//! How losses of data come about.

use super::{Explanation, Input, kind_of_word, left_out, rows, zone};
use crate::engine::report::{CauseEntry, DurabilityEntry, LossEntry, Report, at_least};
use crate::web::words::{age, chance, digits, explain as words, local, t};

pub(super) fn data_loss(report: &Report) -> Explanation {
    let backup = &report.backup;
    let of_database = |failure: &str| {
        let mut losses = backup.rpo_by_surface.iter();
        losses.find(|loss| loss.surface == "database" && loss.failure_id == failure)
    };
    let median = |failure: &str| of_database(failure).map_or_else(|| t!(words::UNKNOWN).to_owned(), half);
    let formula = t!(words::OF_DATA_LOSS, zone = median("zone"), deletion = median("deletion"));
    let losses = ["zone", "deletion"].into_iter().filter_map(of_database).map(|loss| Input {
        name: t!(words::LOSS_OF, surface = loss.surface, failure = loss.failure),
        value: match loss.p90_seconds {
            Some(p90) => t!(words::LOSS_VALUE, p50 = half(loss), p90 = age(p90)),
            None => loss.lost.to_owned(),
        },
        kind: t!(words::COMPUTED).to_owned(),
        source: loss.basis.clone(),
    });
    let tiers = backup.tiers.iter().map(|tier| Input {
        name: t!(words::TIER, name = tier.name),
        value: t!(words::TIER_VALUE, hours = tier.every_hours, days = digits(tier.keep_days)),
        kind: t!(words::OF_PLAN).to_owned(),
        source: backup.generation.clone().unwrap_or_default(),
    });
    let mut inputs: Vec<Input> = losses.chain(tiers).collect();
    inputs.extend(zone(report).into_iter().flat_map(rows));
    Explanation {
        formula: vec![formula],
        inputs,
        others: 0,
        left_out: left_out(report, |topic, _| topic == "backup" || topic == "durability"),
        view: "backups",
        method: "method-backups",
    }
}

/// The age that half of such losses stay below; what is lost in words where it has none.
fn half(loss: &LossEntry) -> String {
    loss.p50_seconds.map_or_else(|| loss.lost.to_owned(), age)
}

/// The chance that data are lost for good.
pub(super) fn durability(report: &Report) -> Explanation {
    let all = &report.durability;
    let formula = t!(words::OF_DURABILITY, p = local(&at_least(all.complete, all.p_any_loss_per_year)));
    let unknown = all.surfaces.iter().flat_map(|entry| {
        entry.unknown.iter().map(|cause| t!(words::NOT_COUNTED, surface = entry.surface, why = cause.why))
    });
    let mut causes: Vec<(&DurabilityEntry, &CauseEntry)> = all
        .surfaces
        .iter()
        .flat_map(|entry| entry.causes.iter().map(move |cause| (entry, cause)))
        .filter(|(_, cause)| cause.p_loss_per_year.is_some())
        .collect();
    let p = |cause: &CauseEntry| cause.p_loss_per_year.unwrap_or_default();
    causes.sort_by(|a, b| p(b.1).total_cmp(&p(a.1)));
    // Of each cause the kind of data that it strikes hardest.
    let mut hardest: Vec<(&DurabilityEntry, &CauseEntry)> = Vec::new();
    for (entry, cause) in &causes {
        if hardest.iter().all(|(_, other)| other.cause != cause.cause) {
            hardest.push((entry, cause));
        }
    }
    Explanation {
        formula: std::iter::once(formula).chain(unknown).collect(),
        inputs: hardest.iter().map(|(entry, cause)| of_cause(entry, cause)).collect(),
        others: causes.len() - hardest.len(),
        left_out: left_out(report, |topic, _| topic == "durability"),
        view: "backups",
        method: "method-durability",
    }
}

fn of_cause(entry: &DurabilityEntry, cause: &CauseEntry) -> Input {
    let known = |value: Option<f64>| value.map_or_else(|| t!(words::UNKNOWN).to_owned(), chance);
    Input {
        name: format!("{}: {}", entry.surface, cause.title),
        value: t!(
            words::CAUSE_VALUE,
            rate = cause.per_year.map_or_else(|| t!(words::UNKNOWN).to_owned(), digits),
            p_no_copy = known(cause.p_no_copy),
            p = known(cause.p_loss_per_year)
        ),
        kind: kind_of_word(cause.kind.name()).to_owned(),
        source: t!(words::CAUSE_SOURCE, basis = cause.basis, rows = cause.sources.join(", ")),
    }
}
