//! How many system-years a second the simulation runs in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a measurement may stop where it stands")]

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use zoneplan::engine::plan::read_part;
use zoneplan::engine::simulate::{System, blocks_of};

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
