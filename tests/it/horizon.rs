//! Money over the years, and how far the bill may be off.

use zoneplan::engine::plan::{LawInputs, Outcome, evaluate, laws};
use zoneplan::engine::scenario::Plan;
use zoneplan::engine::uncertainty::{Estimate, Law, Points, Sampler};
use zoneplan::engine::units::Usd;

use crate::support::{aws, catalogue, outcome, parse};

fn assessed(text: &str) -> Outcome {
    outcome(&aws(text))
}

#[test]
fn months_add_up_to_the_sums_exactly() {
    let horizon = assessed("").horizon.expect("looks ahead");
    let sum = |of: fn(&zoneplan::engine::plan::MonthCost) -> Usd| horizon.months.iter().map(of).sum::<Usd>();
    assert_eq!(horizon.months.len(), 36);
    assert_eq!(sum(|month| month.cloud), horizon.sums.cloud);
    assert_eq!(sum(|month| month.labour), horizon.sums.labour);
    assert_eq!(sum(|month| month.one_time), horizon.sums.one_time);
    assert_eq!(horizon.sums.cloud + horizon.sums.labour + horizon.sums.one_time, horizon.sums.total);
    let once: Usd = horizon.one_time.iter().map(|payment| payment.usd).sum();
    assert_eq!(once, horizon.sums.one_time);
}

#[test]
fn without_growth_a_month_costs_what_the_bill_says_once_copies_are_there() {
    let outcome = assessed("[workload]\ngrowth_pct_per_year = 0\n[finance]\nhorizon_months = 12\n");
    let horizon = outcome.horizon.as_ref().expect("looks ahead");
    assert!(horizon.steps.is_empty() && horizon.outgrown.is_none());
    // The longest retention is 90 days of object versions: the last months are steady.
    let (last, bill) = (horizon.months[11].cloud.dollars(), outcome.bill.effective.dollars());
    assert!((last - bill).abs() < 0.001 * bill, "{last} against {bill}");
    // In the first month copies still pile up.
    assert!(horizon.months[0].cloud < horizon.months[11].cloud);
    assert!(horizon.months.iter().all(|month| month.growth.to_bits() == 1.0_f64.to_bits()));
}

#[test]
fn present_value_counts_later_months_less() {
    let at = |rate: u32| {
        let text = format!("[assumptions]\n\"finance.discount_rate_pct_per_year\" = {rate}\n");
        assessed(&text).horizon.expect("looks ahead")
    };
    let none = at(0);
    assert_eq!(none.sums.present_value, none.sums.total);
    // Σ cost of month m ÷ 1.1^(m/12), the first month being 0.
    let tenth = at(10);
    let expected: f64 = (0..)
        .zip(&tenth.months)
        .map(|(m, month)| month.total().dollars() / libm::exp(f64::from(m) / 12.0 * libm::log(1.1)))
        .sum();
    assert!((tenth.sums.present_value.dollars() - expected).abs() < 1e-4);
    assert!(tenth.sums.present_value < tenth.sums.total);
}

#[test]
fn nodes_are_added_in_the_month_in_which_growth_outgrows_them() {
    let outcome = assessed("[workload]\ngrowth_pct_per_year = 40\n[finance]\nhorizon_months = 60\n");
    let horizon = outcome.horizon.as_ref().expect("looks ahead");
    let first = horizon.steps.first().expect("outgrown");
    assert_eq!(Some(first.month), outcome.runway.as_ref().and_then(|runway| runway.months));
    assert_eq!(first.from, outcome.sizing.choice.best.nodes);
    for (before, after) in horizon.steps.iter().zip(&horizon.steps[1..]) {
        assert!(before.to == after.from && before.month < after.month && after.from < after.to);
    }
    let mut nodes = first.from;
    for (m, month) in (0..).zip(&horizon.months) {
        nodes = horizon.steps.iter().find(|step| step.month == m).map_or(nodes, |step| step.to);
        assert_eq!(month.nodes, nodes, "month {m}");
    }
    // 40 % a year: after a year 1.4 times, after four 1.4^4 = 3.8416 times.
    assert!((horizon.months[12].growth - 1.4).abs() < 1e-12);
    assert!((horizon.months[48].growth - 3.8416).abs() < 1e-12);
}

#[test]
fn what_an_autoscaler_may_not_make_is_outgrown_and_said() {
    let text = "[workload]\ngrowth_pct_per_year = 60\n[[node_pools]]\ninstance_type = \"m6a.xlarge\"\n\
                autoscale = { min = 3, max = 4 }\n";
    let outcome = assessed(text);
    assert!(outcome.warnings.iter().any(|warning| warning.code == "outgrown"));
    let horizon = outcome.horizon.expect("looks ahead");
    let (month, _) = horizon.outgrown.expect("four nodes do not last three years at 60 %");
    assert!(!horizon.complete);
    assert_eq!(horizon.months[month as usize].nodes, horizon.months[35].nodes);
    assert!(horizon.months[35].nodes <= 4);
}

#[test]
fn people_are_paid_by_the_calendar_and_wages_rise() {
    let text = "[assumptions]\n\"finance.wage_change_pct_per_year\" = 0\n";
    let outcome = assessed(text);
    let horizon = outcome.horizon.as_ref().expect("looks ahead");
    let upkeep = &outcome.effort.upkeep;
    let rest = horizon.labour.on_call + horizon.labour.unplanned.expect("known");
    let year: f64 = horizon.months[..12].iter().map(|month| month.labour.dollars()).sum();
    let expected = upkeep.planned_hours_per_year() * 85.0 + 12.0 * rest.dollars();
    assert!((year - expected).abs() < 1e-3, "{year} against {expected}");
    let rising = assessed("[assumptions]\n\"finance.wage_change_pct_per_year\" = 10\n");
    let rising = rising.horizon.expect("looks ahead");
    let ratio = rising.months[24].labour.dollars() / horizon.months[24].labour.dollars();
    assert!((ratio - 1.21).abs() < 1e-6, "two years at 10 %: {ratio}");
}

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    for (text, part) in [
        ("[finance]\nhorizon_months = 0\n", "finance.horizon_months"),
        ("[finance]\nhorizon_months = 1000\n", "finance.horizon_months"),
        ("[workload]\ngrowth_pct_per_year = -100\n", "workload.growth_pct_per_year"),
        ("[workload]\ngrowth_pct_per_year = 10000\n", "workload.growth_pct_per_year"),
        ("[finance]\ncurrency = \"EUR\"\nrate = 0\nrate_date = \"2026-09-01\"\n", "finance.rate"),
        ("[finance]\ncurrency = \"EUR\"\nrate = 0.9\n", "finance.rate_date"),
        ("[finance]\ncurrency = \"EUR\"\nrate_date = \"2026-09-01\"\n", "finance.rate"),
        ("[finance]\ncurrency = \"EUR\"\nrate = 0.9\nrate_date = \"2026-09\"\n", "finance.rate_date"),
        ("[finance]\ncurrency = \"euro\"\nrate = 0.9\nrate_date = \"2026-09-01\"\n", "finance.currency"),
        ("[finance]\nrate = 0.9\n", "finance.rate"),
        ("[finance]\ntenants = 0\n", "finance.tenants"),
        ("[finance]\nmigration_usd = -5\n", "finance.migration_usd"),
        (
            "[assumptions]\n\"finance.price_change_pct_per_year\" = -80\n",
            "assumptions.finance.price_change_pct_per_year",
        ),
    ] {
        let faults = parse(&aws(text)).expect_err(text);
        assert!(faults.iter().any(|fault| fault.path == part), "{text}: {faults:?}");
    }
}

#[test]
fn quantities_that_overflow_saturate_and_never_wrap() {
    let text = "[workload]\ngrowth_pct_per_year = 1000\n[network]\negress_gib_per_month = 1e9\n\
                [finance]\nhorizon_months = 600\n";
    let outcome = assessed(text);
    let horizon = outcome.horizon.as_ref().expect("looks ahead");
    let most = Usd::from_dollars(f64::MAX);
    assert_eq!(horizon.sums.total, most);
    assert!(!horizon.complete && outcome.warnings.iter().any(|warning| warning.code == "saturated"));
    assert!(horizon.months.windows(2).all(|pair| pair[0].cloud <= pair[1].cloud));
}

/// The plan with an input set, by its name.
fn set(plan: &mut Plan, name: &str, value: f64) {
    let value = Estimate::exact(value);
    match name {
        "backup.daily_change_pct" => plan.backup.daily_change_pct = value,
        "network.egress_gib_per_month" => plan.network.egress_gib_per_month = value,
        "object_storage.stored_gib" => plan.object_storage.stored_gib = value,
        id => {
            plan.assumptions.insert(id.to_owned(), value);
        }
    }
}

#[test]
fn the_law_of_the_month_agrees_with_whole_bills_of_drawn_inputs() {
    let text = "[network]\negress_gib_per_month = { low = 100, likely = 300, high = 2000 }\n\
                [object_storage]\nstored_gib = { low = 200, likely = 500, high = 3000 }\n\
                [[node_pools]]\ninstance_type = \"m6a.xlarge\"\nnodes = 6\n";
    let outcome = assessed(text);
    let law = laws(&LawInputs::of(&outcome)).cost.monthly;
    let samplers: Vec<(String, Sampler)> = outcome
        .cost_swings
        .inputs
        .iter()
        .filter(|swing| swing.monthly != (Usd::ZERO, Usd::ZERO))
        .map(|swing| (swing.name.clone(), Sampler::of(Law::of(swing.value))))
        .collect();
    assert!(samplers.len() > 15, "{} inputs", samplers.len());
    let points = Points::new(7, 1024, samplers.len());
    let mut bills: Vec<f64> = (0..1024_u32)
        .map(|draw| {
            let mut plan = outcome.plan.clone();
            for (i, (name, sampler)) in samplers.iter().enumerate() {
                set(&mut plan, name, sampler.at(points.coordinate(draw / 32, draw % 32, i)));
            }
            evaluate(&plan, catalogue()).expect("a layout").bill.effective.dollars()
        })
        .collect();
    bills.sort_by(f64::total_cmp);
    // 1,024 draws: the standard error of a quantile near the ends is about 2 % of the width.
    let width = law.p90 - law.p10;
    for (p, value) in [(0.1, law.p10), (0.5, law.p50), (0.9, law.p90)] {
        let drawn = bills[(p * 1024.0) as usize];
        assert!((value - drawn).abs() < 0.08 * width, "p = {p}: {value} against {drawn}, width {width}");
    }
}

/// Whatever moves the bill is among what it rests on, but for what changes the size of nodes or
/// services, which stay.
#[test]
fn no_figure_moves_the_bill_unsaid() {
    const SIZES: [&str; 1] = ["cache.usable_memory_share"];
    for preset in ["aws", "azure", "gcp", "openshift"] {
        let base = outcome(&format!("[platform]\nprovider = \"{preset}\"\n"));
        let said = |id: &str| base.cost_swings.inputs.iter().any(|swing| swing.name == id);
        for (id, row) in &catalogue().assumptions {
            let moves = [row.value.low(), row.value.high()].into_iter().any(|end| {
                let mut plan = base.plan.clone();
                set(&mut plan, id, end);
                let bill = evaluate(&plan, catalogue()).expect("a layout").bill.effective;
                bill != base.bill.effective
            });
            assert!(!moves || said(id) || SIZES.contains(&id.as_str()), "{preset}: {id}");
        }
    }
}
