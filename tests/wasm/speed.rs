//! How fast the simulation and the years ahead are computed in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a measurement may stop where it stands")]

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::plan::{assess, evaluate, read_part};
use zoneplan::engine::scenario::{Document, Plan, plan_from};
use zoneplan::engine::simulate::{System, blocks_of};
use zoneplan::engine::uncertainty::Estimate;

wasm_bindgen_test_configure!(run_in_browser);

/// Nodes over zones and a database pair in series, as the native bench runs them.
const MODEL: &str = include_str!("../../benches/nodes_and_pair.json");

/// Years of one run.
const YEARS: u64 = 400_000;

/// Runs; the median of their times counts.
const RUNS: usize = 5;

#[wasm_bindgen_test]
fn system_years_a_second() {
    let part = read_part(MODEL).expect("a model").0;
    let system = System::of(&part).expect("a part that can be run");
    let performance = web_sys::window().and_then(|window| window.performance()).expect("a clock");
    let (blocks, each) = blocks_of(YEARS);
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begun = performance.now();
            let seen: Vec<_> = (0..blocks).map(|block| system.run(42, block, each)).collect();
            assert_eq!(seen.len() as u64, blocks);
            performance.now() - begun
        })
        .collect();
    times.sort_by(f64::total_cmp);
    console_log!("system-years a second: {:.0}", YEARS as f64 / times[RUNS / 2] * 1000.0);
}

#[wasm_bindgen_test]
fn sixty_months_of_three_scenarios() {
    let catalogue = Catalogue::load(&bundled::first_files()).expect("the data is sound");
    let document = Document::from_toml("[platform]\nprovider = \"aws\"\n").expect("TOML");
    let plan = plan_from(&document, &catalogue).expect("a sound plan");
    let scenarios: Vec<Plan> = [0.0, 20.0, 60.0]
        .into_iter()
        .map(|growth| {
            let mut scenario = plan.clone();
            scenario.finance.horizon_months = 60;
            scenario.workload.growth_pct_per_year = Estimate::exact(growth);
            scenario
        })
        .collect();
    let performance = web_sys::window().and_then(|window| window.performance()).expect("a clock");
    let median = |run: &dyn Fn()| {
        let mut times: Vec<f64> = (0..4 * RUNS + 1)
            .map(|_| {
                let begun = performance.now();
                run();
                performance.now() - begun
            })
            .collect();
        times.sort_by(f64::total_cmp);
        times[2 * RUNS]
    };
    let point = median(&|| assert!(evaluate(&plan, &catalogue).is_ok()));
    let ahead = median(&|| {
        for scenario in &scenarios {
            let outcome = assess(scenario, &catalogue).expect("a layout");
            assert_eq!(outcome.horizon.map(|horizon| horizon.months.len()), Some(60));
        }
    });
    console_log!("one evaluation: {point:.2} ms; 60 months of three scenarios: {ahead:.1} ms");
}
