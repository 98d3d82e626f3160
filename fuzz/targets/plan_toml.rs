//! `cargo xtask fuzz plan_toml`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::plan_toml(data));
