//! `cargo xtask fuzz quantity`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::quantity(data));
