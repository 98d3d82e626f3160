//! Keeping it running: recurring work, on-call, and what the vendor states beside it.

use proptest::prelude::*;
use serde_json::{Value, json};
use zoneplan::engine::effort::{maintenance, year_law};
use zoneplan::engine::plan::{Lies, ModelAnswer, solve_model};
use zoneplan::engine::report::{self, Report};
use zoneplan::engine::scenario::OwnActivity;
use zoneplan::engine::uncertainty::Estimate;

use crate::support::{aws, outcome, parse, report_of};

fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/availability.json")).expect("JSON")
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().expect("a number")
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} {expected}");
}

fn faults(text: &str) -> Vec<String> {
    parse(text).expect_err("faults").iter().map(ToString::to_string).collect()
}

fn on_premises(rest: &str) -> String {
    format!(
        "[platform]\nprovider = \"openshift\"\nopenshift = {{ flavour = \"ocp\", host = \"on-prem\" }}\n{rest}"
    )
}

#[test]
fn a_year_of_the_seeds_activities_agrees_with_the_independent_solver() {
    let (oracle, report) = (oracle(), report_of(&aws("")));
    let maintenance = &report.effort.maintenance;
    let month = &oracle["maintenance"]["monthly_average"];
    near(maintenance.hours_per_month.low, number(month, "low_h"), 1e-9);
    near(maintenance.hours_per_month.mean, number(month, "mean_h"), 1e-9);
    near(maintenance.hours_per_month.high, number(month, "high_h"), 1e-9);
    let inverted = &oracle["maintenance"]["by_inversion"];
    let year = &inverted["year_percentiles_h"];
    near(maintenance.hours_per_year.mean, number(inverted, "year_mean_h"), 1e-9);
    for (found, key) in [
        (maintenance.hours_per_year.p5, "p5"),
        (maintenance.hours_per_year.p50, "p50"),
        (maintenance.hours_per_year.p95, "p95"),
    ] {
        near(found.expect("a law"), number(year, key), 0.005);
    }
}

/// The published reading: 6.7 h in ordinary months and 15.7 h in the last of a quarter.
#[test]
fn months_agree_with_the_independent_solver() {
    let (oracle, report) = (oracle(), report_of(&aws("")));
    let inverted = &oracle["maintenance"]["by_inversion"];
    let calendar = &report.effort.maintenance.calendar;
    assert_eq!(calendar.len(), 12);
    for (i, month) in calendar.iter().enumerate() {
        assert_eq!(month.month, format!("2027-{:02}", i + 1));
        let drill = (i + 1) % 3 == 0;
        let law = if drill { "quarter_month_percentiles_h" } else { "ordinary_month_percentiles_h" };
        near(month.mean, if drill { 15.667 } else { 6.667 }, 1e-3);
        for (found, key) in
            [(month.p5, "p5"), (month.p10, "p10"), (month.p50, "p50"), (month.p90, "p90"), (month.p95, "p95")]
        {
            near(found.expect("a law"), number(&inverted[law], key), 0.005);
        }
        assert_eq!(month.activities.len(), if drill { 5 } else { 3 });
    }
    let sum = |of: fn(&report::MonthEntry) -> f64| calendar.iter().map(of).sum::<f64>();
    near(sum(|month| month.low), 86.0, 1e-9);
    near(sum(|month| month.mean), 116.0, 1e-9);
    near(sum(|month| month.high), 146.0, 1e-9);
}

#[test]
fn the_year_begins_in_the_plans_first_month_and_weeks_on_its_mondays() {
    let report = report_of(&format!("start_month = \"2027-05\"\n{}", aws("")));
    let maintenance = &report.effort.maintenance;
    assert_eq!(maintenance.calendar[0].month, "2027-05");
    assert_eq!(maintenance.calendar[11].month, "2028-04");
    // Drills stay in the last month of a quarter: June, and March of the next year.
    near(maintenance.calendar[1].mean, 15.667, 1e-3);
    near(maintenance.calendar[10].mean, 15.667, 1e-3);
    // 1 May 2027 is a Saturday.
    assert_eq!(maintenance.weeks.len(), 52);
    assert_eq!(maintenance.weeks[0].starts, "2027-05-03");
    assert_eq!(maintenance.weeks[51].starts, "2028-04-24");
    assert!(maintenance.weeks.iter().all(|week| week.activities.len() == 1));
}

#[test]
fn full_time_equivalents_agree_with_the_independent_solver() {
    let oracle = oracle();
    let mut years = oracle["fte"]["at_other_years"].as_array().expect("a list").clone();
    years.push(oracle["fte"].clone());
    assert_eq!(years.len(), 3);
    for expected in years {
        let hours = expected["hours_per_fte_year"].as_u64().expect("a number");
        let upkeep = outcome(&aws(&format!("[team]\nhours_per_fte_year = {hours}\n"))).effort.upkeep;
        near(upkeep.fte_planned, number(&expected, "maintenance_mean_fte"), 1e-9);
        let (low, high) = upkeep.planned_year_ends();
        near(low / hours as f64, number(&expected, "maintenance_low_fte"), 1e-9);
        near(high / hours as f64, number(&expected, "maintenance_high_fte"), 1e-9);
        let reserve = upkeep.reserve.expect("the vendor's reserve");
        near(reserve.hours_per_month, number(&expected, "seed_0_25_fte_hours_per_month"), 1e-9);
    }
}

#[test]
fn recurring_work_of_ones_own_is_solved_from_json() {
    let oracle = oracle();
    let inputs = &oracle["maintenance"]["inputs"];
    let model = json!({ "kind": "maintenance", "activities": inputs, "hours_per_fte_year": 1760 });
    let ModelAnswer::Maintenance(answer) = solve_model(&model.to_string(), &[]).expect("a model") else {
        panic!("maintenance")
    };
    near(answer.hours_per_month.mean, number(&oracle["maintenance"]["monthly_average"], "mean_h"), 1e-9);
    near(answer.fte, number(&oracle["fte"], "maintenance_mean_fte"), 1e-12);
    let inverted = &oracle["maintenance"]["by_inversion"];
    near(answer.hours_per_year.sd * answer.hours_per_year.sd, number(inverted, "year_variance_h2"), 1e-9);
    near(answer.hours_per_year.p5, number(&inverted["year_percentiles_h"], "p5"), 0.005);
    near(answer.hours_per_year.p95, number(&inverted["year_percentiles_h"], "p95"), 0.005);
}

#[test]
fn faults_of_such_a_model_name_the_place() {
    let one = |activity: &str| format!("{{\"kind\":\"maintenance\",\"activities\":[{activity}]}}");
    for (model, path) in [
        (
            one("{\"name\":\"a\",\"per_year\":0,\"low_h\":1,\"mode_h\":1,\"high_h\":1}"),
            "activities[0].per_year",
        ),
        (
            one("{\"name\":\"a\",\"per_year\":4,\"low_h\":0,\"mode_h\":0,\"high_h\":0}"),
            "activities[0].high_h",
        ),
        (
            one("{\"name\":\"a\",\"per_year\":4,\"low_h\":2,\"mode_h\":1,\"high_h\":3}"),
            "activities[0].mode_h",
        ),
        (one("{\"name\":\"a\",\"cycles\":4}"), "activities[0].cycles"),
        (one(""), "activities"),
        ("{\"kind\":\"maintenace\"}".to_owned(), "kind"),
    ] {
        let fault = solve_model(&model, &[]).expect_err("a fault").to_string();
        assert!(fault.starts_with(&format!("{path}: found ")), "{model}: {fault}");
    }
    let sound = one("{\"name\":\"a\",\"per_year\":4,\"low_h\":1,\"mode_h\":1,\"high_h\":1}");
    assert!(solve_model(&sound, &[]).is_ok());
    assert!(solve_model(&sound, &[5.0]).is_err(), "it has no downtime");
}

/// Drills each month: 8 more of 6 h, 164 h a year.
#[test]
fn a_plan_changes_an_activity_of_the_vendor() {
    let report = report_of(&aws("[[activities]]\nid = \"dr-drill\"\nper_year = 12\n"));
    let maintenance = &report.effort.maintenance;
    near(maintenance.hours_per_year.mean, 164.0, 1e-9);
    near(maintenance.calendar[0].mean, 12.667, 1e-3);
    let drill = maintenance.activities.iter().find(|it| it.id == "dr-drill").expect("the drill");
    assert_eq!((drill.kind, drill.per_year, drill.hours_low, drill.hours_high), ("set", 12, 4.0, 8.0));
    let cycle = report.comparison.iter().find(|it| it.metric == "cycle-dr-drill").expect("a row");
    assert_eq!((cycle.stated.text.as_str(), cycle.lies), ("Quarterly", Some(Lies::Above)));
    assert_eq!(cycle.gap_low, Some(-8.0));
}

/// 2 to 4 h in February and November: 6 h a year more.
#[test]
fn a_plan_adds_work_of_its_own() {
    let text = "[[activities]]\nid = \"audit\"\nname = \"Access audit\"\nmonths = [11, 2]\nhours = \"2 to 4\"\nrole = \"Auditor\"\n";
    let report = report_of(&aws(text));
    let maintenance = &report.effort.maintenance;
    near(maintenance.hours_per_year.mean, 122.0, 1e-9);
    near(maintenance.calendar[1].mean, 9.667, 1e-3);
    near(maintenance.calendar[10].mean, 9.667, 1e-3);
    let audit = maintenance.activities.last().expect("the audit");
    assert_eq!(
        (audit.name.as_str(), audit.per_year, audit.months.as_slice()),
        ("Access audit", 2, &[2, 11][..])
    );
    assert_eq!((audit.source.as_str(), audit.role.as_deref()), ("the plan", Some("Auditor")));
    near(report.effort.fte.planned, 122.0 / 1760.0, 1e-12);
}

#[test]
fn faults_of_recurring_work_name_the_place() {
    let one = |rest: &str| aws(&format!("[[activities]]\nid = \"audit\"\nper_year = 2\nhours = 3\n{rest}"));
    assert!(parse(&one("")).is_ok());
    for (text, part) in [
        (
            aws("[[activities]]\nid = \"audit\"\nper_year = 2\nhours = 0\n"),
            "activities.0.hours: found 0, allowed is a number from 0.01",
        ),
        (
            aws("[[activities]]\nid = \"audit\"\nper_year = 0\nhours = 1\n"),
            "activities.0.per_year: found 0, allowed is a whole number from 1 to 366",
        ),
        (
            aws("[[activities]]\nid = \"audit\"\nper_year = 367\nhours = 1\n"),
            "activities.0.per_year: found 367",
        ),
        (one("months = [0, 6]\n"), "activities.0.months: found 0, allowed is whole numbers from 1 to 12"),
        (one("months = [6, 13]\n"), "activities.0.months: found 13"),
        (one("months = [6, 6]\n"), "allowed is each month once"),
        (one("months = []\n"), "activities.0.months: found an empty list"),
        (
            one("months = [3, 6, 9]\n"),
            "activities.0.per_year: found 2, allowed is 3, as many as there are months",
        ),
        (
            one("[[activities]]\nid = \"audit\"\nper_year = 1\nhours = 1\n"),
            "activities.1.id: found \"audit\" again",
        ),
        (
            aws("[[activities]]\nid = \"audit\"\nhours = 1\n"),
            "activities.0.per_year: found nothing, allowed is a value, as no activity of the pattern has this id",
        ),
        (aws("[[activities]]\nid = \"audit\"\nper_year = 1\n"), "activities.0.hours: found nothing"),
        (aws("[[activities]]\nper_year = 1\nhours = 1\n"), "of the pattern: capacity-review, dr-drill,"),
        (
            aws("[[activities]]\nid = \"audit\"\ncycle = 1\nhours = 1\nper_year = 1\n"),
            "activities.0.cycle: found an unknown key",
        ),
        (one("hours_ = 1\n"), "the nearest is hours"),
        (
            aws("[activities]\nid = \"audit\"\n"),
            "activities: found a table, allowed is a list of tables: [[activities]]",
        ),
        (
            aws("[team]\nrota = { shift_hours = 0 }\n"),
            "team.rota.shift_hours: found 0, allowed is a number from 1 to 168",
        ),
        (aws("[team]\nrota = { one_week_in = 0 }\n"), "team.rota.one_week_in: found 0"),
        (aws("[team]\nrota = { sites = 4 }\n"), "team.rota.sites: found 4"),
        (aws("[team]\nrota = { site = 1 }\n"), "team.rota.site: found an unknown key"),
        (aws("[team]\nunlisted_hours_per_month = -1\n"), "team.unlisted_hours_per_month: found -1"),
    ] {
        let faults = faults(&text);
        assert!(faults.iter().any(|fault| fault.contains(part)), "{text}: {faults:?}");
    }
}

/// OpenShift on premises adds upgrades, operators, storage and hardware; AWS adds nothing.
#[test]
fn what_a_platform_adds_stands_apart() {
    assert!(report_of(&aws("")).effort.maintenance.extra.is_none());
    let report = report_of(&on_premises(""));
    let maintenance = &report.effort.maintenance;
    near(maintenance.hours_per_month.mean, 116.0 / 12.0, 1e-9);
    let extra = maintenance.extra.as_ref().expect("what it adds");
    let ids: Vec<&str> = extra.activities.iter().map(|it| it.id.as_str()).collect();
    let all =
        ["openshift-upgrade", "operator-updates", "odf-health", "odf-upgrade", "hardware-check", "firmware"];
    assert_eq!(ids, all);
    assert!(extra.activities.iter().all(|it| it.kind == "assumed"));
    // Means of PERTs: 3 × 43/6 + 12 × 6.5/6 + 52 × 1.6/6 + 3 × 2.5 + 12 × 2.5 + 2 × 10.
    let hours = 21.5 + 13.0 + 52.0 * 1.6 / 6.0 + 7.5 + 30.0 + 20.0;
    near(extra.hours_per_year.mean, hours, 1e-9);
    near(report.effort.fte.planned, (116.0 + hours) / 1760.0, 1e-9);
    near(report.effort.fte.activities, 116.0 / 1760.0, 1e-9);
    let sum: f64 = extra.calendar.iter().map(|month| month.mean).sum();
    near(sum, hours, 1e-9);
    // Managed OpenShift leaves upgrades of storage and hardware to the provider.
    let rosa = report_of("[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"rosa-hcp\" }\n");
    let extra = rosa.effort.maintenance.extra.expect("what it adds");
    let ids: Vec<&str> = extra.activities.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["openshift-upgrade", "operator-updates"]);
}

#[test]
fn unlisted_work_counts_where_the_plan_owns_it() {
    let (without, with) =
        (report_of(&aws("")), report_of(&aws("[team]\nunlisted_hours_per_month = \"1 to 3\"\n")));
    let gap = &without.effort.maintenance.unlisted;
    near(gap.gap_low.expect("a gap"), 8.0 - 86.0 / 12.0, 1e-9);
    near(gap.gap_high.expect("a gap"), 16.0 - 146.0 / 12.0, 1e-9);
    assert!(gap.hours_per_month.is_none());
    // The listed figures stay; 24 h a year more are planned, at 85 USD an hour.
    near(with.effort.maintenance.hours_per_year.mean, 116.0, 1e-9);
    near(with.effort.fte.planned, 140.0 / 1760.0, 1e-12);
    near(with.cost.labour_monthly_usd.dollars(), 140.0 / 12.0 * 85.0, 1e-6);
    // Its level is the same in every month, so the FTE target sees 12 months of it at once.
    let target = "[targets]\nfte = 0.07955\n[team]\nunlisted_hours_per_month = 2\n";
    let p = report_of(&aws(target)).verdicts[0].probability_met.expect("a law");
    near(p, 0.5, 0.01);
}

#[test]
fn on_call_is_counted_paid_and_warned_of() {
    let none = report_of(&aws(""));
    let on_call = &none.effort.on_call;
    assert_eq!((on_call.arrangement, on_call.engineers_needed, on_call.gap_to_team), ("none", 0, 0));
    let options: Vec<(&str, u32)> =
        on_call.options.iter().map(|option| (option.arrangement, option.engineers_needed)).collect();
    assert_eq!(options, [("none", 0), ("business-hours", 6), ("rota-24x7", 6)]);
    assert!(!none.warnings.iter().any(|warning| warning.code == "rota"));

    let text = "[team]\nengineers = 4\non_call = \"rota-24x7\"\nrota = { one_week_in = 4, people = 2 }\non_call_usd_per_week = 700\n";
    let rota = report_of(&aws(text));
    let on_call = &rota.effort.on_call;
    assert_eq!((on_call.engineers_needed, on_call.gap_to_team, on_call.pay), (8, 4, "set"));
    near(on_call.hours_covered_per_week, 168.0, 1e-9);
    // Two people for each of 365 ÷ 7 weeks.
    near(on_call.cost_usd_per_month.likely, 2.0 * 700.0 * 365.0 / 7.0 / 12.0, 1e-6);
    let warning = rota.warnings.iter().find(|warning| warning.code == "rota").expect("a warning");
    assert!(warning.message.contains("needs 8 engineers, each on call one week in 4; the team has 4"));
    // On-call pay is in no other sum.
    near(rota.cost.labour_monthly_usd.dollars(), none.cost.labour_monthly_usd.dollars(), 1e-9);
    near(rota.effort.fte.planned, none.effort.fte.planned, 1e-12);
}

/// Failures that need people are those of the recoveries; alarms are an assumption.
#[test]
fn incidents_come_from_failures_and_alarms_apart() {
    let outcome = outcome(&aws(""));
    let incidents = &outcome.effort.upkeep.incidents;
    let by_people = || outcome.recoveries.iter().filter(|recovery| recovery.who_acts == "engineer");
    let per_year: f64 = by_people().map(|recovery| recovery.per_year).sum();
    let hours: f64 =
        by_people().map(|recovery| recovery.per_year * recovery.work_mean().expect("a time") / 60.0).sum();
    // Failovers that fail, volumes, certificates and quotas, changes, mistakes, corruption; a
    // failover of 0.25, 0.5, 4 h is mended in 6.25/6 h, after (2 + 4 × 5 + 20)/6 minutes to decide.
    let ids: Vec<&str> = by_people().map(|recovery| recovery.id).collect();
    let expected =
        ["failed-failover", "volume", "certificate-quota", "bad-change", "human-error", "data-corruption"];
    assert_eq!(ids, expected);
    let failover = by_people().next().and_then(|recovery| recovery.work_mean()).expect("a time");
    near(failover, 6.25 / 6.0 * 60.0 + 42.0 / 6.0, 1e-9);
    near(incidents.failures_per_year, per_year, 1e-12);
    near(incidents.failure_hours_per_year.expect("hours"), hours, 1e-9);
    // 1, 4, 20 pages and 0.25, 1, 6 hours: PERT means 37/6 and 10.25/6.
    near(incidents.alarm_hours_per_month().expect("hours"), 37.0 / 6.0 * 10.25 / 6.0, 1e-9);
    near(incidents.pages_per_month().expect("pages"), per_year / 12.0 + 37.0 / 6.0, 1e-9);
    let quiet = "[assumptions]\n\"on_call.alarms_per_month\" = 0\n";
    let quiet = crate::support::outcome(&aws(quiet)).effort.upkeep.incidents;
    near(quiet.pages_per_month().expect("pages"), per_year / 12.0, 1e-12);
}

/// The page of the pattern, line by line:
/// <https://docs.settlemint.com/docs/architecture/self-hosting/high-availability/cloud-native>
const SEED: &[&[&str]] = &[
    &["2–15 minutes", "Automatic failover for most failures"],
    &["Seconds–1 minute", "Synchronous replication"],
    &["15–60 minutes", "Including verification"],
    &["Kubernetes cluster provisioning", "2–4 hours", "Client platform engineer"],
    &["Managed PostgreSQL setup", "1–2 hours", "Client platform engineer"],
    &["Velero installation and config", "2–4 hours", "Client platform engineer"],
    &["Backup verification", "2–4 hours", "Client platform engineer"],
    &["Monitoring and alerting", "2–4 hours", "Client platform engineer"],
    &["Documentation and runbooks", "4–8 hours", "Client platform engineer"],
    &["2–3 days", "1 client engineer"],
    &["Backup verification", "Weekly", "30 minutes"],
    &["Helm chart updates", "Monthly", "1–2 hours"],
    &["DR drill / restore test", "Quarterly", "4–8 hours"],
    &["Security patching", "Monthly", "2–4 hours"],
    &["Capacity review", "Quarterly", "2–4 hours"],
    &["8–16 hours"],
    &["Part of platform team responsibilities (~0.25 FTE)"],
    &["Dedicated on-call rotation for production incidents"],
    &[
        "Kubernetes/OpenShift administration (intermediate), Helm chart management (basic), cloud provider managed services, basic PostgreSQL operations, Prometheus/Grafana monitoring.",
    ],
    &[
        "EKS control plane multi-AZ by default, Auto Scaling Groups across AZs, RDS Multi-AZ, ElastiCache Multi-AZ, S3 (99.999999999% durability).",
    ],
    &[
        "Zone-redundant control plane, Availability Zones for workers, Azure Database zone-redundant HA, Azure Cache zone redundancy, Blob Storage ZRS or GRS.",
    ],
    &[
        "Regional multi-zone control plane, multi-zone node pool, Cloud SQL Regional HA, Memorystore Standard tier, Cloud Storage multi-regional.",
    ],
    &[
        "Multi-master with etcd quorum, workers across failure domains, OpenShift Data Foundation (Ceph) for storage, router sharding for HA.",
    ],
];

#[test]
fn every_figure_of_the_seeds_page_is_in_the_report_word_for_word() {
    let report = report_of(&aws(""));
    let json = report::to_json(&report).expect("JSON");
    for cell in SEED.iter().flat_map(|line| line.iter()) {
        assert!(json.contains(cell), "{cell}");
    }
    // The figures stand beside the computed ones in text and table as well; other platforms'
    // sentences stand in the document alone.
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, table) = (one_line(report::to_text(&report)), report::to_csv(&report).expect("CSV"));
    for cell in
        SEED[..20].iter().flat_map(|line| line.iter()).filter(|cell| **cell != "Client platform engineer")
    {
        assert!(text.contains(cell), "text: {cell}");
        assert!(table.contains(cell), "table: {cell}");
    }
}

/// Each table row of the page is a row of the comparison, with figures of both sides.
#[test]
fn every_table_row_of_the_seed_stands_beside_a_computed_figure() {
    let report = report_of(&aws(""));
    let has = |what: &str, text: &str| {
        let row = report.comparison.iter().find(|row| row.what == what && row.stated.text == text);
        let row = row.unwrap_or_else(|| panic!("{what}: {text}"));
        assert_eq!(row.stated.kind, "stated");
        assert!(
            row.computed.as_ref().is_some_and(|side| side.low.is_some() && side.high.is_some()),
            "{what}"
        );
        row.clone()
    };
    for line in &SEED[3..9] {
        assert_eq!(has(line[0], line[1]).lies, Some(Lies::Same));
    }
    for line in &SEED[10..15] {
        assert_eq!(has(&format!("{}, frequency", line[0]), line[1]).lies, Some(Lies::Same));
        assert_eq!(has(&format!("{}, time per cycle", line[0]), line[2]).lies, Some(Lies::Same));
    }
    // 13 to 26 h are 2.2 to 4.3 days of 6 h, and 1.6 to 3.3 of 8 h.
    let days = has("Initial setup, days of the plan", "2–3 days");
    assert_eq!(days.lies, Some(Lies::ReachesAbove));
    let eight = has("Initial setup, one engineer at 8 h a day", "2–3 days");
    let side = eight.computed.expect("figures");
    near(side.low.expect("low"), 13.0 / 8.0, 1e-9);
    near(side.high.expect("high"), 26.0 / 8.0, 1e-9);
    // 7.2 to 12.2 h a month against 8 to 16.
    let month = has("Monthly effort", "8–16 hours");
    assert_eq!(month.lies, Some(Lies::ReachesBelow));
    near(month.gap_low.expect("a gap"), 0.833, 1e-3);
    near(month.gap_high.expect("a gap"), 3.833, 1e-3);
    // 0.25 FTE is 36.67 h a month.
    let people = has("People", "Part of platform team responsibilities (~0.25 FTE)");
    assert!(people.note.contains("0.25 FTE is 36.67 h a month at 1760 h a year"), "{}", people.note);
    assert_eq!(people.lies, Some(Lies::Below));
}

#[test]
fn stated_computed_and_assumed_are_told_apart_on_every_platform() {
    let on_prem = on_premises("");
    for text in [
        aws(""),
        "[platform]\nprovider = \"azure\"\n".to_owned(),
        "[platform]\nprovider = \"gcp\"\n".to_owned(),
        on_prem,
    ] {
        let report = report_of(&text);
        check_kinds(&report);
        let provider = report.comparison.iter().filter(|row| row.metric.starts_with("provider-"));
        assert_eq!(provider.count(), 1, "{text}");
    }
}

fn check_kinds(report: &Report) {
    for row in &report.comparison {
        assert!(!row.stated.text.is_empty() && row.stated.source.starts_with("https://"));
        match &row.computed {
            Some(side) => assert!(["computed", "assumed", "set"].contains(&side.kind), "{}", row.what),
            None => assert!(!row.note.is_empty(), "{} says why nothing is computed", row.what),
        }
        if let (Some(side), Some(low), Some(gap)) = (&row.computed, row.stated.low, row.gap_low) {
            near(low - side.low.expect("low"), gap, 1e-12);
        }
    }
}

prop_compose! {
    fn any_activity()(
        per_year in 1_u32..=366,
        low in 0.01_f64..20.0,
        width in prop_oneof![Just(0.0), 0.0_f64..60.0],
        mode in 0.0_f64..=1.0,
        months in prop::collection::btree_set(1_u8..=12, 0..=12),
    ) -> OwnActivity {
        let months: Vec<u8> = months.into_iter().collect();
        OwnActivity {
            id: String::new(),
            name: None,
            per_year: Some(if months.is_empty() { per_year } else { months.len() as u32 }),
            hours: Estimate::new(low, low + mode * width, low + width).ok(),
            months,
            role: None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The months of a year are the year; a year lies between its ends; its law has its mean.
    #[test]
    fn a_year_is_its_months(own in prop::collection::vec(any_activity(), 1..5)) {
        let own: Vec<OwnActivity> = own
            .into_iter()
            .enumerate()
            .map(|(i, activity)| OwnActivity { id: format!("activity-{i}"), ..activity })
            .collect();
        let (work, _) = maintenance(&[], "cloud-native", &[], &own);
        prop_assert_eq!(work.activities.len(), own.len());
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + b.abs());
        prop_assert!(close(work.months.iter().sum(), work.year_mean));
        prop_assert!(work.year_low <= work.year_mean + 1e-9 && work.year_mean <= work.year_high + 1e-9);
        let law = year_law(&work.recurring());
        prop_assert!(close(law.mean(), work.year_mean));
        let variance: f64 =
            work.activities.iter().map(|it| f64::from(it.per_year) * it.law().variance()).sum();
        // The mean of 366 cycles, each cut to cells of a two-thousandth of the whole.
        let cell = (work.year_high - work.year_low) / 2048.0;
        let cycles: f64 = work.activities.iter().map(|it| f64::from(it.per_year)).sum();
        prop_assert!((law.variance() - variance).abs() <= cycles * cell * cell + 1e-9);
        for p in [0.05, 0.5, 0.95] {
            let quantile = law.quantile(p);
            let room = cell * cycles + 1e-9;
            prop_assert!(work.year_low - room <= quantile && quantile <= work.year_high + room);
        }
        // One more activity never takes hours away.
        let (less, _) = maintenance(&[], "cloud-native", &[], &own[1..]);
        prop_assert!(less.year_mean < work.year_mean && less.year_high < work.year_high);
    }
}
