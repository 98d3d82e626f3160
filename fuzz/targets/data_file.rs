//! `cargo xtask fuzz data_file`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::data_file(data));
