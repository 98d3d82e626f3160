//! `cargo xtask fuzz locked_plan`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::locked_plan(data));
