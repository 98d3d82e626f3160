//! How an answer comes about, made of the report alone: that of the plan, or that of a decision.

mod data;
mod decided;
mod money;

use crate::engine::availability::Role;
use crate::engine::catalogue::Method;
use crate::engine::report::{RecoveryEntry, Report, percent};
use crate::web::state::{Asked, Doc};
use crate::web::words::{Word, amount, date, digits, explain as words, local, summary, t};

/// Inputs of one kind that are named; the view has them all.
const NAMED: usize = 5;

/// An input of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// What it is.
    pub name: String,
    /// Its value with its unit.
    pub value: String,
    /// Whether it is stated, computed, assumed, or the plan's.
    pub kind: String,
    /// Who says so, and when; empty where the report computes it.
    pub source: String,
}

/// How an answer comes about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The formula with the plan's own numbers.
    pub formula: Vec<String>,
    /// What goes into it.
    pub inputs: Vec<Input>,
    /// How many more there are in the view.
    pub others: usize,
    /// What is left out.
    pub left_out: Vec<String>,
    /// The view that has more of it, by name.
    pub view: &'static str,
    /// The section of the methods.
    pub method: &'static str,
}

/// The explanation of an answer; those that were decided have a document of their own.
pub fn made(report: &Report, decided: Option<Doc<'_>>, asked: Asked) -> Explanation {
    match asked {
        Asked::Size => size(report),
        Asked::Cost => money::cost(report),
        Asked::Horizon => money::horizon(report),
        Asked::PerUnit => money::per_unit(report),
        Asked::Availability => availability(report),
        Asked::Recovery => recovery(report),
        Asked::DataLoss => data::data_loss(report),
        Asked::Durability => data::durability(report),
        Asked::Setup => setup(report),
        Asked::Effort => effort(report),
        Asked::Patterns => decided::patterns(report),
        Asked::Compare => decided.map(|doc| decided::compare(report, doc)).unwrap_or_default(),
        Asked::Optimise => decided.map(|doc| decided::optimise(report, doc)).unwrap_or_default(),
    }
}

/// What the answer is called.
pub const fn title(asked: Asked) -> Word {
    match asked {
        Asked::Size => summary::SIZE,
        Asked::Cost => summary::COST,
        Asked::Horizon => words::HORIZON,
        Asked::PerUnit => words::PER_UNIT,
        Asked::Availability => summary::AVAILABILITY,
        Asked::Recovery => summary::RECOVERY,
        Asked::DataLoss => words::DATA_LOSS,
        Asked::Durability => words::DURABILITY,
        Asked::Setup => summary::SETUP,
        Asked::Effort => summary::EFFORT,
        Asked::Patterns => words::PATTERNS,
        Asked::Compare => words::COMPARE,
        Asked::Optimise => words::OPTIMISE,
    }
}

const fn kind(method: Method) -> Word {
    match method {
        Method::Feed | Method::Page | Method::Stated => words::STATED,
        Method::Derived => words::COMPUTED,
        Method::Assumed => words::ASSUMED,
    }
}

/// The kind of a figure that is named by its word in the data.
fn kind_of_word(word: &str) -> &'static str {
    match Method::WORDS.iter().find(|(own, _)| *own == word) {
        Some((_, method)) => t!(kind(*method)),
        None => t!(words::OF_PLAN),
    }
}

fn computed(name: Word, value: String) -> Input {
    let kind = t!(words::COMPUTED).to_owned();
    Input { name: t!(name).to_owned(), value, kind, source: String::new() }
}

fn of_plan(name: Word, value: String) -> Input {
    let kind = t!(words::OF_PLAN).to_owned();
    Input { name: t!(name).to_owned(), value, kind, source: String::new() }
}

/// A source with its date.
fn dated(source: &str, as_of: Option<&str>) -> String {
    match as_of {
        Some("undated") => format!("{source} ({})", t!(words::UNDATED)),
        Some(as_of) if !source.contains(as_of) => format!("{source} ({})", date(as_of)),
        _ => source.to_owned(),
    }
}

/// What the report leaves out of these topics.
fn left_out(report: &Report, is_meant: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let gaps = report.not_covered.iter().filter(|gap| is_meant(gap.topic, gap.what));
    gaps.map(|gap| gap.what.to_owned()).collect()
}

fn size(report: &Report) -> Explanation {
    let Some(pool) = report.sizing.pools.first() else { return Explanation::default() };
    let resources = |cpu_m: u64, memory_mib: u64, pods: u64| {
        let (cpu, memory) = (cpu_m as f64 / 1000.0, memory_mib as f64 / 1024.0);
        t!(words::REQUESTED_VALUE, cpu = digits(cpu), memory = digits(memory), pods = amount(pods as f64, 0))
    };
    let least = &pool.least_nodes;
    let formula = t!(
        words::OF_SIZE,
        nodes = pool.nodes,
        type = pool.instance_type,
        zones = pool.nodes_per_zone.len(),
        mode = pool.zone_loss.mode,
        least = least.cpu.max(least.memory).max(least.pods)
    );
    let of = |name, it: &crate::engine::units::Resources| {
        computed(name, resources(it.cpu_m, it.memory_mib, it.pods))
    };
    let mut inputs = vec![
        of(words::REQUESTED, &pool.requested),
        of(words::ALLOCATABLE, &pool.allocatable),
        of(words::AGENTS, &pool.agents),
        of_plan(words::LOST_ZONE, pool.zone_loss.mode.to_owned()),
    ];
    if let Some(runway) = &pool.runway {
        let pct = digits(runway.growth_pct_per_year);
        inputs.push(of_plan(words::GROWTH, t!(words::GROWTH_VALUE, pct = pct)));
    }
    let sources = &report.sizing.sources;
    inputs.extend(sources.iter().take(NAMED).map(|one| {
        let components = match one.components.as_slice() {
            [first, others @ ..] if others.len() > 2 => {
                t!(words::AND_OTHERS, first = first, count = others.len())
            }
            all => all.join(", "),
        };
        Input {
            name: t!(words::REQUESTS_OF, components = components),
            value: String::new(),
            kind: t!(kind(one.method)).to_owned(),
            source: dated(&one.source, Some(&one.as_of)),
        }
    }));
    Explanation {
        formula: vec![formula],
        inputs,
        others: sources.len().saturating_sub(NAMED),
        left_out: left_out(report, |topic, _| topic == "sizing"),
        view: "layout",
        method: "method-placement",
    }
}

fn availability(report: &Report) -> Explanation {
    let availability = &report.availability;
    let mut classes: Vec<_> = availability.classes.iter().filter(|class| class.role == Role::Hard).collect();
    classes.sort_by(|a, b| b.downtime_minutes_per_year.total_cmp(&a.downtime_minutes_per_year));
    let formula = t!(
        words::OF_AVAILABILITY,
        minutes = digits(availability.downtime_minutes_per_year.mean),
        availability = local(&percent(availability.unavailability)),
        classes = classes.len()
    );
    let inputs = classes.iter().take(NAMED).map(|class| {
        let minutes = digits(class.downtime_minutes_per_year);
        let rate = class.rates.first();
        let value = match rate {
            Some(rate) => {
                let [low, high, likely] = [rate.low, rate.high, rate.likely].map(digits);
                let rate = t!(words::RATE, low = low, high = high, likely = likely, unit = rate.unit);
                t!(words::CLASS_VALUE, minutes = minutes, rate = rate)
            }
            None => t!(words::CLASS_VALUE_ALONE, minutes = minutes),
        };
        let method = rate.and_then(|rate| rate.method).filter(|_| !rate.is_some_and(|rate| rate.set));
        Input {
            name: class.title.to_owned(),
            value,
            kind: t!(method.map_or(words::OF_PLAN, kind)).to_owned(),
            source: rate.map_or_else(String::new, |rate| {
                dated(rate.source.as_deref().unwrap_or_default(), rate.as_of.as_deref())
            }),
        }
    });
    Explanation {
        formula: vec![formula],
        inputs: inputs.collect(),
        others: classes.len().saturating_sub(NAMED),
        left_out: left_out(report, |topic, _| topic == "availability" || topic == "patterns"),
        view: "availability",
        method: "method-failure-classes",
    }
}

/// The worst loss of a zone: the one that stops the platform, if there is one.
fn zone(report: &Report) -> Option<&RecoveryEntry> {
    report.recovery.iter().rev().find(|entry| matches!(entry.id, "zone" | "zone-stop"))
}

/// The rows that a failure reads.
fn rows(entry: &RecoveryEntry) -> impl Iterator<Item = Input> + '_ {
    entry.sources.iter().map(|source| Input {
        name: t!(words::ROW, row = source.row),
        value: String::new(),
        kind: kind_of_word(source.method).to_owned(),
        source: dated(&source.source, Some(&source.as_of)),
    })
}

fn recovery(report: &Report) -> Explanation {
    let Some(entry) = zone(report) else { return Explanation::default() };
    let minutes = |value: Option<f64>| value.map_or_else(|| t!(words::UNKNOWN).to_owned(), digits);
    let formula = t!(
        words::OF_RECOVERY,
        p50 = minutes(entry.rto_minutes.map(|rto| rto.p50)),
        p90 = minutes(entry.rto_minutes.map(|rto| rto.p90))
    );
    // Verification comes after: it is part of the total recovery time alone.
    let steps = entry.steps.iter().filter(|step| step.step != "verification");
    let steps = steps.map(|step| Input {
        name: step.step.to_owned(),
        value: step.minutes.map_or_else(String::new, |minutes| {
            t!(words::STEP_VALUE, p50 = digits(minutes.p50), p90 = digits(minutes.p90))
        }),
        kind: t!(words::COMPUTED).to_owned(),
        source: step.basis.clone(),
    });
    Explanation {
        formula: vec![formula, format!("{}.", entry.basis)],
        inputs: steps.chain(rows(entry)).collect(),
        others: 0,
        left_out: left_out(report, |topic, _| topic == "recovery"),
        view: "recovery",
        method: "method-recovery",
    }
}

fn setup(report: &Report) -> Explanation {
    let setup = &report.effort.setup;
    let schedule = &setup.schedule;
    let per_day = digits(schedule.productive_hours_per_day);
    let formula = match (&setup.hours, &setup.days) {
        (Some(hours), Some(days)) => t!(
            words::OF_SETUP,
            hours = digits(hours.mean),
            engineers = schedule.engineers,
            per_day = per_day,
            days = digits(days.mean)
        ),
        _ => t!(words::OF_SETUP_NONE).to_owned(),
    };
    let tasks = setup.tasks.iter().map(|task| Input {
        name: task.name.clone(),
        value: t!(words::TASK_VALUE, low = digits(task.hours_low), high = digits(task.hours_high)),
        kind: t!(task.method.map_or(words::OF_PLAN, kind)).to_owned(),
        source: task.source.clone(),
    });
    let team = t!(words::TEAM_VALUE, engineers = schedule.engineers, hours = per_day);
    Explanation {
        formula: vec![formula],
        inputs: tasks.chain([of_plan(words::TEAM, team)]).collect(),
        others: 0,
        left_out: left_out(report, |topic, what| topic == "effort" && what.starts_with("setup")),
        view: "effort",
        method: "method-setup-hours",
    }
}

fn effort(report: &Report) -> Explanation {
    let (fte, maintenance) = (&report.effort.fte, &report.effort.maintenance);
    let year = fte.hours_per_year;
    let formula = t!(
        words::OF_EFFORT,
        hours = digits(fte.planned * year),
        year = digits(year),
        fte = digits(fte.planned)
    );
    let extra = maintenance.extra.iter().flat_map(|extra| &extra.activities);
    let activities = maintenance.activities.iter().chain(extra).map(|activity| Input {
        name: activity.name.clone(),
        value: t!(
            words::ACTIVITY_VALUE,
            per_year = activity.per_year,
            low = digits(activity.hours_low),
            high = digits(activity.hours_high)
        ),
        kind: kind_of_word(activity.kind).to_owned(),
        source: activity.source.clone(),
    });
    let year = of_plan(words::FULL_TIME, t!(words::HOURS, hours = digits(year)));
    Explanation {
        formula: vec![formula],
        inputs: activities.chain([year]).collect(),
        others: 0,
        left_out: left_out(report, |topic, what| topic == "effort" && !what.starts_with("setup")),
        view: "effort",
        method: "method-maintenance",
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::GetUntracked;

    use super::*;
    use crate::web::state::Planner;

    const COMPARED: &str = r#"{"seed":42,"futures":1024,"baseline":0,
        "plans":[{"name":"A","place":"AWS","plan_digest":"a1","catalogue_digest":"c1"},
                 {"name":"B","place":"AWS","plan_digest":"b1","catalogue_digest":"c1"}],
        "beside":[{"plan":1,"monthly_usd":{"mean":92.4,"p10":87.8,"p90":96.8,"standard_error":0.0125}}]}"#;
    const SEARCHED: &str = r#"{"proof":{"kind":"exact","text":"exact: every candidate"},
        "counts":{"candidates":1200,"evaluated":70,"excluded":1130,"refused":1000},
        "axes":[{"key":"platform.zones","options":3},{"key":"team.engineers","text":"as the plan has it"}],
        "best":{"monthly_usd":996.47}}"#;

    fn of_reference(asked: Asked) -> Explanation {
        let planner = Planner::new().expect("the data has no faults");
        planner.recompute();
        planner.compute_laws_here();
        let decided: serde_json::Value = serde_json::from_str(match asked {
            Asked::Compare => COMPARED,
            Asked::Optimise => SEARCHED,
            _ => "null",
        })
        .expect("it is JSON");
        made(&planner.computed.get_untracked().expect("results").report, Some(Doc::of(&decided)), asked)
    }

    #[test]
    fn every_answer_has_formula_inputs_and_what_is_left_out() {
        for asked in Asked::ALL {
            let made = of_reference(asked);
            assert!(
                made.formula.iter().all(|line| !line.is_empty()) && !made.formula.is_empty(),
                "{asked:?}"
            );
            assert!(!made.inputs.is_empty() && !made.left_out.is_empty(), "{asked:?}: {made:?}");
            assert!(made.inputs.iter().all(|input| !input.kind.is_empty()), "{asked:?}: {:?}", made.inputs);
            assert!(made.inputs.iter().any(|input| !input.source.is_empty()), "{asked:?}");
            assert!(made.method.starts_with("method-"));
        }
    }

    /// 116 h ÷ 1,760 h = 0.0659; the tasks of the vendor's page, 19.5 h by one engineer of 6 h a
    /// day.
    #[test]
    fn formulas_have_the_plans_own_numbers() {
        let effort = of_reference(Asked::Effort).formula.remove(0);
        assert!(effort.starts_with("116 h of planned work a year ÷ 1,760 h"), "{effort}");
        let setup = of_reference(Asked::Setup).formula.remove(0);
        assert!(setup.starts_with("19.5 h of stated tasks, by a team of 1 with 6 productive"), "{setup}");
        let cost = of_reference(Asked::Cost);
        assert_eq!((cost.inputs.len(), cost.inputs.len() + cost.others), (5, 31));
    }

    /// Of the report of the reference plan: 1,776.51 ÷ 3 = 592.17.
    #[test]
    fn sums_and_parts_are_those_of_the_report() {
        let node = of_reference(Asked::PerUnit).formula.remove(0);
        assert!(node.starts_with("By node: 1,777 USD of the first month ÷ 3 = 592.17 USD"), "{node}");
        let years = of_reference(Asked::Horizon).formula;
        assert!(years[0].starts_with("Sum over 36 months from "), "{years:?}");
        let lost = of_reference(Asked::Durability);
        assert!(lost.formula[0].contains("p): ≥ ") && lost.formula.len() > 1, "{:?}", lost.formula);
    }

    #[test]
    fn what_was_decided_is_told_of_its_own_document() {
        let compared = of_reference(Asked::Compare);
        assert!(compared.formula[0].contains("the same 1,024 futures"), "{:?}", compared.formula);
        let bill = compared.inputs.iter().find(|input| input.name.starts_with("B: "));
        // A standard error of 0.0125 of a probability is 1.25 points of a hundred.
        assert!(bill.is_some_and(|bill| bill.value.ends_with("odds to ±1.25 points")), "{bill:?}");
        let searched = of_reference(Asked::Optimise).formula.remove(0);
        assert!(searched.starts_with("Of 1,200 candidates 70 were evaluated"), "{searched}");
    }

    #[test]
    fn a_source_has_its_date_once() {
        assert_eq!(dated("a page", Some("2024-01")), "a page (2024-01)");
        assert_eq!(dated("a page of 2024-01", Some("2024-01")), "a page of 2024-01");
    }
}
