//! `cargo xtask fuzz price_sheet`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::price_sheet(data));
