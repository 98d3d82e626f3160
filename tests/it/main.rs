//! Tests of the whole: data, rooms, plans, reports, the command line.
#![expect(clippy::expect_used, reason = "a test may stop where it stands")]

mod allocatable;
mod availability;
mod backups;
mod bills;
mod catalogue;
mod cli;
mod extended_support;
mod feeds;
mod fetch;
mod golden;
mod horizon;
mod import;
mod loopback;
mod manifests;
mod models;
mod nodes;
mod openshift;
mod oracle;
mod patterns;
mod plans;
mod platforms;
mod prices;
mod profiles;
mod promises;
mod properties;
mod recovery;
mod rooms;
mod setup;
mod simulation;
mod size;
mod sizing;
mod support;
mod uncertainty;
mod upkeep;
mod workloads;
