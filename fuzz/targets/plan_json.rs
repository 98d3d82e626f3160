//! `cargo xtask fuzz plan_json`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::plan_json(data));
