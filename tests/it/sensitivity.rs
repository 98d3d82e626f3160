//! What results hang on, where choices break even, and what downtime costs.

use serde_json::Value;
use zoneplan::engine::plan::labour_parts;
use zoneplan::engine::sensitivity::{
    CommitmentRow, InputRow, Output, OutputRow, Pays, PaysOff, Sensitivity, Step, StepKind, outputs_of,
    sensitivity,
};

use crate::cli::{text, zoneplan};
use crate::support::{aws, catalogue, outcome, report_of};

const EGRESS: &str = "[network]\negress_gib_per_month = { low = 100, likely = 200, high = 1000 }\n";

fn found(rest: &str, wanted: &[Output]) -> Sensitivity {
    sensitivity(&outcome(&aws(rest)), catalogue(), wanted)
}

#[track_caller]
fn input<'a>(row: &'a OutputRow, name: &str) -> &'a InputRow {
    row.inputs.iter().find(|input| input.input == name).expect("an input")
}

#[track_caller]
fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found}, not {expected}");
}

fn bill(rest: &str) -> f64 {
    outcome(&aws(rest)).bill.effective.dollars()
}

/// The ends of a bar are whole plans with that value: of the bill, of all bills and of downtime.
#[test]
fn ends_are_plans_of_their_own() {
    let found = found(EGRESS, &[Output::Monthly, Output::Horizon, Output::Downtime]);
    let [monthly, horizon, downtime] = found.outputs.as_slice() else { panic!("three outputs") };
    let egress = |gib: u32| format!("[network]\negress_gib_per_month = {gib}\n");
    let row = input(monthly, "network.egress_gib_per_month");
    close(monthly.at_likely, bill(&egress(200)), 1e-6);
    close(row.at_low, bill(&egress(100)), 1e-6);
    close(row.at_high, bill(&egress(1000)), 1e-6);
    let all = |gib: u32| outcome(&aws(&egress(gib))).horizon.expect("ahead").sums.cloud.dollars();
    // Swings are known every other year and lie on straight lines between; growth bends them.
    let row = input(horizon, "network.egress_gib_per_month");
    let (more, exact) = (row.at_high - horizon.at_likely, all(1000) - all(200));
    close(more / exact, 1.0, 0.01);
    let minutes = |probability: f64| {
        let plan = aws(&format!("[assumptions]\n\"bad_change.probability\" = {probability:?}\n"));
        outcome(&plan).availability.headline.downtime_minutes_per_year()
    };
    let row = input(downtime, "bad_change");
    close(row.at_low / minutes(row.low), 1.0, 1e-6);
    close(row.at_high / minutes(row.high), 1.0, 1e-6);
}

/// All but a few hundredths of the bill's variance is what inputs do alone: it is a sum but for
/// traffic between zones, which grows with egress. Indices of independent inputs add up to 1 then.
#[test]
fn shares_of_a_bill_add_up() {
    let found = found("", &[Output::Monthly]);
    let monthly = &found.outputs[0];
    let rest = monthly.interactions.expect("something varies");
    assert!(rest.value.abs() < 4.0 * rest.standard_error + 0.02, "{rest:?}");
    assert!(!monthly.correlated);
    for input in &monthly.inputs {
        assert!(input.first_order.standard_error < 0.02, "{}: {:?}", input.input, input.first_order);
        // A rank correlation squared is about the share of an input that a sum rises with.
        let squared = input.rank_correlation.value * input.rank_correlation.value;
        close(squared, input.first_order.value, 0.08);
    }
    let widths: Vec<f64> = monthly.inputs.iter().map(|input| input.width).collect();
    assert!(widths.is_sorted_by(|a, b| a >= b));
}

#[test]
fn tasks_of_one_team_have_indices_that_are_no_shares() {
    let tied = found("", &[Output::Setup]);
    let setup = &tied.outputs[0];
    assert!(setup.correlated && setup.interactions.expect("tasks vary").value < -1.0);
    // Without the common factor the hours are a sum.
    let free = found("[team]\ntask_correlation = 0\n", &[Output::Setup]);
    let rest = free.outputs[0].interactions.expect("tasks vary");
    assert!(!free.outputs[0].correlated && rest.value.abs() < 4.0 * rest.standard_error + 0.02, "{rest:?}");
    let pair = "[[correlations]]\nbetween = [\"network.egress_gib_per_month\", \"object_storage.stored_gib\"]\nvalue = 0.6\n\
                [object_storage]\nstored_gib = \"100 to 1000\"\n";
    assert!(found(&format!("{EGRESS}{pair}"), &[Output::Monthly]).outputs[0].correlated);
}

/// PERT of 500, 2,000 and 10,000 has the mean (500 + 4 × 2,000 + 10,000) ÷ 6 = 3,083.33.
const DOWNTIME: &str = "[finance]\ndowntime_usd_per_hour = { low = 500, likely = 2000, high = 10000 }\n";

#[test]
fn downtime_is_money_beside_the_bill() {
    let (with, without) = (report_of(&aws(DOWNTIME)), report_of(&aws("")));
    let bills = [&with, &without].map(|report| report.cost.monthly.effective_usd);
    assert_eq!(bills[0], bills[1]);
    assert!(without.availability.downtime_cost.is_none());
    let cost = with.availability.downtime_cost.as_ref().expect("a price of downtime");
    let minutes = &with.availability.downtime_minutes_per_year;
    let year = &cost.usd_per_year;
    close(year.mean.dollars(), minutes.mean / 60.0 * (500.0 + 8000.0 + 10_000.0) / 6.0, 0.01);
    close(year.p90.expect("a law").dollars(), minutes.p90.expect("a law") / 60.0 * 2000.0, 0.01);
    close(cost.monthly_mean_usd.dollars(), year.mean.dollars() / 12.0, 0.01);
    let people = with.cost.labour.as_ref().expect("people");
    let people = people.planned_usd + people.on_call_usd + people.unplanned_usd.unwrap_or_default();
    let all = cost.monthly_with_bill_and_people_usd.expect("people").dollars();
    close(all, bills[0].dollars() + people.dollars() + cost.monthly_mean_usd.dollars(), 0.01);
    let page = zoneplan::engine::report::to_text(&with);
    assert!(page.contains("downtime costs") && page.contains("beside the bill"), "{page}");
    let table = zoneplan::engine::report::to_csv(&with).expect("a table");
    assert!(table.contains("availability,downtime cost,") && table.contains("\"a year, mean\""), "{table}");
}

#[test]
fn bill_and_downtime_together_are_one_result() {
    let found = found(DOWNTIME, &[Output::CostWithDowntime]);
    let row = &found.outputs[0];
    let outcome = outcome(&aws(""));
    let minutes = outcome.availability.headline.downtime_minutes_per_year();
    let with = |usd: f64| outcome.bill.effective.dollars() + minutes / 60.0 * usd / 12.0;
    close(row.at_likely, with(2000.0), 1e-6);
    let price = input(row, "finance.downtime_usd_per_hour");
    close(price.at_low, with(500.0), 1e-6);
    close(price.at_high, with(10_000.0), 1e-6);
    assert!(row.inputs.iter().any(|input| input.input == "certificate_or_quota"));
    assert!(row.inputs.iter().any(|input| input.input == "network.east_west_per_egress"));
    assert!(!outputs_of(&outcome).contains(&Output::CostWithDowntime));
}

/// Commitments by hand. With p the price of what is committed to ÷ that on demand and T the months
/// of a term: at once where nothing is paid ahead, ⌈p·T⌉ where all is, and with half ahead after m
/// with p·T/2 + m·p/2 ≤ m: ⌈p·T/2 ÷ (1 − p/2)⌉. Without growth, each full term saves T·(1 − p).
#[test]
fn commitments_pay_off_as_by_hand() {
    let plan = "[workload]\ngrowth_pct_per_year = 0\n";
    let found = found(plan, &[]);
    let report = report_of(&aws(plan));
    let rows = &found.break_even.commitments;
    assert!(rows.len() > 10, "{}", rows.len());
    for row in rows {
        let (p, months) = (row.least_use_pct.expect("a price") / 100.0, f64::from(row.years * 12));
        let expected = match row.upfront.name() {
            "none" => PaysOff::AtOnce,
            "all" => PaysOff::AfterMonth { month: (p * months - 1e-9).ceil() as u32 },
            _ => {
                let month = (p * months / 2.0 / (1.0 - p / 2.0) - 1e-9).ceil();
                PaysOff::AfterMonth { month: month as u32 }
            }
        };
        assert_eq!(row.pays_off, expected, "{row:?}");
        let component = match row.part.as_str() {
            "node pool" => "Worker nodes",
            "database" => "PostgreSQL",
            _ => "Cache",
        };
        let lines = report
            .cost
            .lines
            .iter()
            .filter(|line| line.component == component && line.unit.ends_with("hour"));
        let list: f64 = lines.filter_map(|line| line.list_usd).map(|usd| usd.dollars()).sum();
        close(row.saves_usd.dollars() / (36.0 * list * (1.0 - p)), 1.0, 1e-4);
    }
    let row = |part: &str, years: u32, upfront: &str| -> &CommitmentRow {
        let mut rows = rows.iter();
        rows.find(|row| row.part == part && row.years == years && row.upfront.name() == upfront)
            .expect("a row")
    };
    // data/commitments/aws.csv: db.m6g multi-az in eu-central-1, one year, half ahead: 32 %.
    let database = row("database", 1, "partial");
    close(database.least_use_pct.expect("a price"), 68.0, 1e-6);
    assert_eq!(database.pays_off, PaysOff::AfterMonth { month: 7 });
}

#[test]
fn what_the_plan_has_is_said_and_terms_may_outlast_it() {
    let plan = "[finance]\nhorizon_months = 18\n[database]\n\
                commitment = { scheme = \"rds-ri\", years = 1, upfront = \"partial\", coverage_pct = 50 }\n";
    let found = found(plan, &[]);
    let rows: Vec<_> = found.break_even.commitments.iter().filter(|row| row.part == "database").collect();
    let own = rows.iter().find(|row| row.is_own).expect("the plan's own");
    assert!((own.years, own.months_beyond_horizon) == (1, 6));
    assert_eq!(own.saves_against_plan_usd.expect("it is committed").micros(), 0);
    assert!(rows.iter().all(|row| (row.coverage_pct - 50.0).abs() < 1e-12));
    // Half of the quantity is covered, and is as much cheaper as all of it would be.
    close(own.least_use_pct.expect("a price"), 68.0, 1e-6);
    let longer = rows.iter().find(|row| row.years == 3).expect("three years");
    assert_eq!(longer.months_beyond_horizon, 18);
}

fn steps(rest: &str) -> Vec<Step> {
    found(rest, &[]).break_even.steps
}

#[track_caller]
fn step<'a>(steps: &'a [Step], kind: StepKind, value: &str) -> &'a Step {
    steps.iter().find(|step| step.kind == kind && step.value == value).expect("a step")
}

/// A node more, no standby and a rota are whole plans; an hour's price is 12 × what the month costs
/// more ÷ hours saved a year.
#[test]
fn steps_are_plans_of_their_own() {
    let found = steps(DOWNTIME);
    let own = outcome(&aws(""));
    let month = |outcome: &zoneplan::engine::plan::Outcome| {
        outcome.bill.effective.dollars() + labour_parts(outcome).total().dollars()
    };
    for (kind, value, rest) in [
        (StepKind::Nodes, "4", "[[node_pools]]\nnodes = 4\n"),
        (StepKind::Database, "none", "[database]\nhigh_availability = \"none\"\n"),
        (StepKind::OnCall, "rota-24x7", "[team]\non_call = \"rota-24x7\"\n"),
        (StepKind::Zones, "2", "zones = 2\n"),
        (StepKind::Pattern, "hot-warm", "pattern = \"hot-warm\"\nsecond_region = \"eu-west-1\"\n"),
    ] {
        let other = outcome(&aws(rest));
        let figures = step(&found, kind, value).figures.expect("figures");
        let more = month(&other) - month(&own);
        let saved = own.availability.headline.downtime_minutes_per_year()
            - other.availability.headline.downtime_minutes_per_year();
        close(figures.monthly_more_usd.dollars(), more, 1e-4);
        close(figures.minutes_saved_per_year, saved, 1e-9);
        let hour = 12.0 * more / (saved / 60.0);
        match figures.pays {
            Pays::Above { usd_per_hour } | Pays::Below { usd_per_hour } => {
                close(usd_per_hour / hour, 1.0, 1e-6);
                let at = figures.at_downtime_cost.expect("a price");
                let pays = |usd: f64| if more > 0.0 { usd > hour } else { usd < hour };
                assert_eq!([at.low, at.likely, at.high], [pays(500.0), pays(2000.0), pays(10_000.0)]);
            }
            Pays::Never => assert!(more > 0.0 && saved < 0.5, "{value}"),
            Pays::Always | Pays::Nothing => panic!("{value}: {figures:?}"),
        }
    }
    // There is no fourth zone in Frankfurt.
    let fourth = step(&found, StepKind::Zones, "4");
    assert!(fourth.figures.is_none() && fourth.reason.as_deref().expect("why").contains("3 zones"));
}

/// The plan with the value that was found comes to the target.
#[test]
fn a_target_is_just_met_where_it_says() {
    let plan = format!("{EGRESS}[targets]\nmonthly_cost_usd = 1850\navailability_pct = 99.9\n");
    let found = found(&plan, &[]);
    let [cost, availability] = found.break_even.targets.as_slice() else { panic!("two targets") };
    assert!(cost.met_at_likely && !availability.met_at_likely);
    let crossing =
        cost.inputs.iter().find(|input| input.input.starts_with("network.egress")).expect("egress");
    let gib = crossing.just_met_at.expect("within its ends");
    // Traffic has steps of price, between which the line is drawn.
    close(bill(&format!("[network]\negress_gib_per_month = {gib:?}\n")), 1850.0, 2.0);
    let crossing =
        availability.inputs.iter().find(|input| input.input == "certificate_or_quota").expect("it");
    let rate = crossing.just_met_at.expect("within its ends");
    let met = outcome(&aws(&format!("[assumptions]\n\"certificate_or_quota.per_year\" = {rate:?}\n")));
    close(met.availability.headline.availability() * 100.0, 99.9, 1e-6);
    assert!(availability.inputs.iter().any(|input| input.just_met_at.is_none()));
}

#[test]
fn one_plan_has_one_answer() {
    let arguments = ["sensitivity", "--output", "monthly", "--format", "json"];
    let twice = [0, 1].map(|_| zoneplan(&arguments, "").stdout);
    assert_eq!(twice[0], twice[1]);
    let answer: Value = serde_json::from_slice(&twice[0]).expect("one JSON document");
    for path in [
        "/schema",
        "/catalogue/digest",
        "/outputs/0/output",
        "/outputs/0/at_likely",
        "/outputs/0/p90/standard_error",
        "/outputs/0/futures",
        "/outputs/0/inputs/0/input",
        "/outputs/0/inputs/0/ends",
        "/outputs/0/inputs/0/at_low",
        "/outputs/0/inputs/0/rank_correlation/value",
        "/outputs/0/inputs/0/first_order/standard_error",
        "/outputs/0/inputs/0/set_by",
        "/outputs/0/inputs/0/source",
        "/outputs/0/interactions/value",
        "/break_even/commitments/0/pays_off/when",
        "/break_even/commitments/0/sentence",
        "/break_even/steps/0/change",
        "/break_even/steps/2/figures/pays",
    ] {
        assert!(answer.pointer(path).is_some(), "{path}");
    }
    assert!(!text(&twice[0]).contains("null"));
}

/// The plan's own number of changes is an input of downtime, set by the plan.
#[test]
fn what_the_plan_sets_is_told_from_the_data() {
    let found = found(
        "[team]\nchanges_per_year = { low = 12, likely = 24, high = 48 }\n\
         [assumptions]\n\"network.nat_gib_per_month\" = { low = 50, likely = 150, high = 300 }\n\
         [[history]]\nclass = \"database_primary\"\nfailures = 3\nyears = 40\n",
        &[Output::Monthly, Output::Downtime],
    );
    let [monthly, downtime] = found.outputs.as_slice() else { panic!("two outputs") };
    let nat = input(monthly, "network.nat_gib_per_month");
    assert_eq!((nat.set_by.name(), nat.source.as_str()), ("plan", "the plan"));
    assert_eq!(input(monthly, "database.used_pct").set_by.name(), "data");
    let changes = input(downtime, "team.changes_per_year");
    assert_eq!((changes.set_by.name(), changes.unit.as_str()), ("plan", "per year"));
    assert_eq!(input(downtime, "database_primary").set_by.name(), "history");
    assert!(!input(downtime, "bad_change").source.is_empty());
    // A worker sends results as JSON, and the page reads them.
    let sent = serde_json::to_string(&found).expect("JSON");
    let read: Sensitivity = serde_json::from_str(&sent).expect("the same form");
    assert_eq!(read.break_even.steps.len(), found.break_even.steps.len());
    assert_eq!(read.break_even.commitments[0].pays_off, found.break_even.commitments[0].pays_off);
}

#[test]
fn what_is_asked_for_is_shown() {
    let output = zoneplan(&["sensitivity", "--output", "downtime", "--top", "2"], "");
    let page = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(page.contains("Mean downtime of a year") && !page.contains("Bill of a month"), "{page}");
    assert_eq!(page.matches(", P5 to P95 (data)").count(), 2, "{page}");
    let table = text(&zoneplan(&["sensitivity", "--output", "setup", "--format", "csv"], "").stdout);
    assert!(table.starts_with("section,item,component,region,") && table.contains("pays above"), "{table}");
}

/// Every input of the bill exact: nothing moves it, and that is said.
#[test]
fn a_plan_without_ranges_says_so() {
    let monthly = found("", &[Output::Monthly]);
    let exact: String = monthly.outputs[0]
        .inputs
        .iter()
        .filter(|input| input.input != "backup.daily_change_pct")
        .map(|input| format!("\"{}\" = {:?}\n", input.input, input.likely))
        .collect();
    let plan = aws(&format!("[backup]\ndaily_change_pct = 3\n[assumptions]\n{exact}"));
    let page = text(&zoneplan(&["sensitivity", "-", "--output", "monthly"], &plan).stdout);
    assert!(page.contains("Nothing is uncertain"), "{page}");
}

#[test]
fn bad_input_is_refused_with_its_place() {
    for (arguments, plan, words) in [
        (&["sensitivity", "--output", "weather"][..], String::new(), "[possible values: monthly, horizon"),
        (&["sensitivity", "--top", "0"], String::new(), "0 is not in 1.."),
        (&["sensitivity", "--output", "cost-with-downtime"], String::new(), "finance.downtime_usd_per_hour"),
        (
            &["sensitivity", "-"],
            aws("[finance]\ndowntime_usd_per_hour = -5\n"),
            "finance.downtime_usd_per_hour: found -5",
        ),
    ] {
        let output = zoneplan(arguments, &plan);
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(complaint.contains(words) && output.stdout.is_empty(), "{complaint}");
    }
}
