//! `cargo xtask fuzz form`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::form(data));
