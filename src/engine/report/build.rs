//! Results to the report's form.

use super::document::*;
use super::not_covered::NOT_COVERED;
use super::sizing::sizing;
use crate::engine::availability::{FailureClass, Outage};
use crate::engine::catalogue::{Catalogue, Date, Digest};
use crate::engine::cost::{Group, Line, Price};
use crate::engine::plan::{Laws, Outcome, Percentiles, verdicts};
use crate::engine::recovery::Recovery;
use crate::engine::scenario::{Plan, WorkloadSource};
use crate::engine::units::Usd;

/// The report of an outcome. Without laws the fields that need them are absent.
pub fn report(outcome: &Outcome, laws: Option<&Laws>, catalogue: &Catalogue) -> Report {
    let plan = &outcome.plan;
    let canonical = serde_json::to_string(plan).unwrap_or_default();
    let verdicts = verdicts(outcome, laws);
    Report {
        schema: 1,
        engine_version: env!("CARGO_PKG_VERSION"),
        name: plan.name.clone(),
        place: place(plan),
        as_of: plan.as_of,
        plan_digest: Digest::of(&canonical).short(),
        catalogue: CatalogueIdentity {
            digest: outcome.digest.short(),
            newest: outcome.newest,
            oldest: outcome.oldest,
        },
        seed: plan.simulation.seed,
        draws: plan.simulation.draws,
        warnings: outcome
            .warnings
            .iter()
            .map(|warning| WarningEntry {
                code: warning.code,
                path: warning.path.clone(),
                message: warning.message.clone(),
            })
            .collect(),
        workload: workload(plan),
        sizing: sizing(outcome),
        review: outcome.review.clone(),
        cost: cost(outcome),
        availability: availability(outcome, laws),
        recovery: recovery(outcome, catalogue),
        backup: backup(outcome),
        effort: effort(outcome, laws, catalogue),
        verdicts,
        vendor_stated: catalogue
            .stated
            .iter()
            .filter(|row| row.pattern == plan.platform.pattern)
            .map(|row| StatedEntry {
                metric: row.metric.clone(),
                stated: stated_of(row),
                source: row.provenance.source.clone(),
            })
            .collect(),
        not_covered: NOT_COVERED.to_vec(),
    }
}

fn workload(plan: &Plan) -> WorkloadEntry {
    let profile = plan.workload.profile.name();
    match &plan.workload.source {
        WorkloadSource::Profile => {
            WorkloadEntry { profile: Some(profile), manifests: Vec::new(), manifests_digest: None }
        }
        WorkloadSource::Manifests(pods) => WorkloadEntry {
            profile: None,
            manifests: pods.files.clone(),
            manifests_digest: Some(pods.digest.clone()),
        },
    }
}

fn place(plan: &Plan) -> String {
    let zones = plan.platform.zones;
    let word = if plan.platform.region.is_some() { "zone" } else { "failure domain" };
    let zones = if zones == 1 { format!("1 {word}") } else { format!("{zones} {word}s") };
    format!("{} {}, {zones}", plan.platform.title(), plan.platform.place())
}

fn stated_of(row: &crate::engine::catalogue::Stated) -> Stated {
    Stated { text: row.text.clone(), low: row.low, high: row.high, unit: row.unit.clone() }
}

fn stated(catalogue: &Catalogue, outcome: &Outcome, metric: &str) -> Option<Stated> {
    catalogue.stated(outcome.plan.platform.pattern, metric).map(stated_of)
}

fn cost(outcome: &Outcome) -> Cost {
    let bill = &outcome.bill;
    let sum =
        |group: Group| bill.lines.iter().filter(|line| line.group == group).filter_map(Line::effective).sum();
    Cost {
        lines: bill.lines.iter().map(|line| cost_line(line, outcome.plan.as_of)).collect(),
        monthly: Monthly { list_usd: bill.list, effective_usd: bill.effective, complete: bill.complete },
        groups: Group::ALL
            .into_iter()
            .filter(|group| bill.lines.iter().any(|line| line.group == *group))
            .map(|group| GroupSum { group, title: group.title(), effective_usd: sum(group) })
            .collect(),
        labour_monthly_usd: outcome.effort.labour_monthly,
        priced_lines: bill.lines.iter().filter(|line| line.list().is_some()).count(),
        unpriced: bill
            .lines
            .iter()
            .filter_map(|line| match &line.price {
                Price::Unpriced { reason } => Some(Unpriced {
                    component: line.component,
                    service: line.service.clone(),
                    item: line.item.clone(),
                    reason: reason.clone(),
                }),
                Price::Priced { .. } => None,
            })
            .collect(),
    }
}

fn cost_line(line: &Line, judged_on: Date) -> CostLine {
    let mut entry = CostLine {
        group: line.group,
        service: line.service.clone(),
        item: line.item.clone(),
        component: line.component,
        region: line.region.clone(),
        stand_in: line.stand_in.clone(),
        own: false,
        quantity: line.quantity,
        unit: line.unit.clone(),
        unit_price_usd: None,
        tiers: Vec::new(),
        list_usd: None,
        effective_usd: None,
        source: None,
        as_of: None,
        age_days: None,
        method: None,
        quantity_method: line.quantity_method,
        basis: line.basis.clone(),
    };
    if let Price::Priced { unit_price, tiers, list, effective, provenance, own } = &line.price {
        entry.own = *own;
        entry.unit_price_usd = Some(unit_price.usd());
        entry.tiers = tiers
            .iter()
            .map(|tier| CostTier {
                quantity: tier.quantity,
                unit_price_usd: tier.price.usd(),
                usd: tier.price.times(tier.quantity),
            })
            .collect();
        entry.list_usd = Some(*list);
        entry.effective_usd = Some(*effective);
        entry.source = Some(provenance.source.clone());
        entry.as_of = Some(provenance.as_of_text());
        entry.age_days = provenance.as_of.map(|date| judged_on.day_number() - date.day_number());
        entry.method = Some(provenance.method);
    }
    entry
}

fn availability(outcome: &Outcome, laws: Option<&Laws>) -> Availability {
    let result = &outcome.availability;
    let minutes = laws.map(|laws| laws.downtime_minutes);
    let infrastructure = |outage: Outage| Infrastructure {
        steady_state: outage.availability(),
        unavailability: outage.unavailability,
        downtime_minutes_per_year: outage.downtime_minutes_per_year(),
    };
    Availability {
        steady_state: result.headline.availability(),
        unavailability: result.headline.unavailability,
        outages_per_year: result.headline.per_year(),
        infrastructure: infrastructure(result.infrastructure),
        contractual: result
            .contractual_pct
            .map(|availability_pct| Contractual { availability_pct, of: result.contractual_of.clone() }),
        downtime_minutes_per_year: DowntimeMinutes {
            mean: result.headline.downtime_minutes_per_year(),
            p50: minutes.map(|p| p.p50),
            p90: minutes.map(|p| p.p90),
            p99: minutes.map(|p| p.p99),
        },
        p_no_downtime: laws.map(|laws| laws.p_no_downtime),
        p_meets_target: laws.and_then(|laws| laws.p_met.get("availability_pct").copied()),
        classes: result.classes.iter().map(class).collect(),
    }
}

fn class(class: &FailureClass) -> ClassEntry {
    ClassEntry {
        name: class.name,
        title: class.title,
        role: class.role,
        infrastructure: class.infrastructure,
        unavailability: class.outage.unavailability,
        failures_per_year: class.outage.per_year(),
        downtime_minutes_per_year: class.outage.downtime_minutes_per_year(),
        basis: class.basis.clone(),
        sources: class.sources.clone(),
    }
}

fn recovery(outcome: &Outcome, catalogue: &Catalogue) -> Vec<RecoveryEntry> {
    let vendor_stated = RecoveryStated {
        rto: stated(catalogue, outcome, "rto"),
        rpo: stated(catalogue, outcome, "rpo"),
        rtt: stated(catalogue, outcome, "rtt"),
    };
    let entry = |recovery: &Recovery| RecoveryEntry {
        id: recovery.id,
        failure: recovery.failure,
        per_year: recovery.per_year,
        automatic: recovery.automatic,
        who_acts: recovery.who_acts,
        rto_minutes: recovery
            .rto_minutes
            .map(|law| P50P90 { p50: law.quantile(0.5), p90: law.quantile(0.9) }),
        rpo_seconds: recovery.rpo_seconds.map(|seconds| P50P90 { p50: seconds, p90: seconds }),
        vendor_stated: vendor_stated.clone(),
        basis: recovery.basis.clone(),
    };
    outcome.recoveries.iter().map(entry).collect()
}

fn backup(outcome: &Outcome) -> Backup {
    let backups = &outcome.backups;
    let lines: Vec<&Line> = outcome.bill.lines.iter().filter(|line| line.group == Group::Backup).collect();
    let priced = lines.iter().all(|line| line.effective().is_some());
    let sum: Usd = lines.iter().filter_map(|line| line.effective()).sum();
    Backup {
        tiers: backups.tiers.clone(),
        stored_gib: StoredGib {
            now: backups.velero_gib + backups.database_gib,
            velero: backups.velero_gib,
            database: backups.database_gib,
        },
        monthly_usd: priced.then_some(sum),
        rpo_by_surface: backups.losses.clone(),
    }
}

fn effort(outcome: &Outcome, laws: Option<&Laws>, catalogue: &Catalogue) -> Effort {
    let effort = &outcome.effort;
    let hours: Option<Percentiles> = laws.map(|laws| laws.setup_hours);
    let year: Option<Percentiles> = laws.map(|laws| laws.year_hours);
    let of = |percentiles: Option<Percentiles>, pick: fn(Percentiles) -> f64| percentiles.map(pick);
    let days = |pick: fn(Percentiles) -> f64| of(hours, pick).map(|hours| hours * effort.days_per_hour);
    let mut slots = effort.slots.clone();
    slots.sort_by_key(|slot| slot.task_idx);
    let tasks = slots.iter().map(|slot| {
        let task = &effort.setup.tasks[slot.task_idx];
        TaskEntry {
            name: task.name.clone(),
            hours_low: task.hours.low,
            hours_high: task.hours.high,
            start_hour: slot.start_hour,
            end_hour: slot.end_hour,
            engineer: slot.engineer + 1,
            role: task.role.clone(),
            source: task.provenance.source.clone(),
        }
    });
    let maintenance = &effort.maintenance;
    Effort {
        setup: SetupEntry {
            hours: SetupHours {
                low: effort.setup.low,
                p5: of(hours, |p| p.p5),
                p10: of(hours, |p| p.p10),
                p50: of(hours, |p| p.p50),
                mean: effort.setup.mean,
                p90: of(hours, |p| p.p90),
                p95: of(hours, |p| p.p95),
                high: effort.setup.high,
            },
            days: SetupDays {
                mean: effort.setup_days,
                p10: days(|p| p.p10),
                p50: days(|p| p.p50),
                p90: days(|p| p.p90),
            },
            tasks: tasks.collect(),
            vendor_stated: stated(catalogue, outcome, "setup"),
        },
        maintenance: MaintenanceEntry {
            hours_per_month: LowMeanHigh {
                low: maintenance.year_low / 12.0,
                mean: maintenance.year_mean / 12.0,
                high: maintenance.year_high / 12.0,
            },
            hours_per_year: YearHours {
                mean: maintenance.year_mean,
                p5: of(year, |p| p.p5),
                p50: of(year, |p| p.p50),
                p95: of(year, |p| p.p95),
            },
            calendar: maintenance.months.to_vec(),
            activities: maintenance
                .activities
                .iter()
                .map(|activity| ActivityEntry {
                    name: activity.name.clone(),
                    per_year: activity.per_year,
                    hours_low: activity.hours.low,
                    hours_high: activity.hours.high,
                    source: activity.provenance.source.clone(),
                })
                .collect(),
            vendor_stated: stated(catalogue, outcome, "monthly-effort"),
        },
        fte: Fte { planned: effort.fte_planned, reserved: effort.fte_reserved },
    }
}
