//! Journeys through the built page in a real browser. `cargo xtask test` builds the page and runs
//! them; without the environment variables ZONEPLAN_DIST and ZONEPLAN_OFFLINE they are left out.
#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a journey that fails should say where"
)]

mod accessibility;
mod assumptions;
mod availability;
mod bill;
mod decide;
mod faults;
mod firefox;
mod guide;
mod heard;
mod installed;
mod journey;
mod keep;
mod kept;
mod language;
mod manifests;
mod markup;
mod mistake;
mod newcomer;
mod page;
mod palette;
mod pictures;
mod platforms;
mod policy;
mod work;
mod workerless;
