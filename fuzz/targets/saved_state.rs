//! `cargo xtask fuzz saved_state`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::saved_state(data));
