//! `cargo xtask fuzz engine`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::engine(data));
