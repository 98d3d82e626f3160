//! `cargo xtask fuzz feed_gcp`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zoneplan_fuzz::feed_gcp(data));
