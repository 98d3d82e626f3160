//! `cargo xtask fuzz feed_azure`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::feed_azure(data));
