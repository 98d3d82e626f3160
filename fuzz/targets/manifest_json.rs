//! `cargo xtask fuzz manifest_json`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::manifest_json(data));
