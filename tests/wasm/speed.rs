//! How fast the rows of the one table and the years ahead are computed in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a measurement may stop where it stands")]

#[path = "../../benches/goals/rows.rs"]
mod rows;

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::plan::{assess, evaluate};
use zoneplan::engine::scenario::{Document, Plan, plan_from};
use zoneplan::engine::uncertainty::Estimate;

wasm_bindgen_test_configure!(run_in_browser);

/// Runs; the median of their times counts.
const RUNS: usize = 5;

#[wasm_bindgen_test]
fn rows_of_the_table() {
    let performance = web_sys::window().and_then(|window| window.performance()).expect("a clock");
    rows::measure(&|| performance.now(), &mut |row, value| {
        console_log!("figure: {{\"row\":\"{row}\",\"value\":{value}}}");
    });
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
