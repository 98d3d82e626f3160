//! `cargo xtask fuzz grid`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::grid(data));
