//! `cargo xtask fuzz manifest_yaml`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::manifest_yaml(data));
