//! Schedules that cannot be, named with their place.

use crate::support::{aws, parse};

#[track_caller]
fn fault(rest: &str) -> String {
    let faults = parse(&aws(rest)).expect_err("a faulty plan");
    assert_eq!(faults.len(), 1, "{rest}: {faults:#?}");
    faults[0].to_string()
}

/// A list of one tier with these keys.
fn tier(keys: &str) -> String {
    format!("[backup]\ntiers = [{{ {keys} }}]\n")
}

#[test]
fn a_tier_that_never_keeps_a_copy_is_refused() {
    for (keys, part) in [
        (
            "name = \"x\", surface = \"volumes\", every_hours = 0, keep_days = 7",
            "backup.tiers.0.every_hours: found 0, allowed is a whole number from 1 to 87600",
        ),
        (
            "name = \"x\", surface = \"volumes\", every_hours = 24, keep_days = 0",
            "backup.tiers.0.keep_days: found 0, allowed is days above 0",
        ),
        (
            "name = \"x\", surface = \"volumes\", every_hours = 24, keep_copies = 0",
            "backup.tiers.0.keep_copies: found 0, allowed is a whole number from 1",
        ),
        (
            "name = \"x\", surface = \"volumes\", every_hours = 168, keep_days = 6",
            "at least 7 days, as it runs every 168 hours",
        ),
        (
            "name = \"x\", surface = \"volumes\", every_hours = 30000, keep_copies = 2",
            "at most 26280, the hours of finance.horizon_months: it would never run",
        ),
        (
            "name = \"x\", surface = \"volumes\", every_hours = 24, keep_days = 7, keep_copies = 7",
            "keep_copies: found 7, allowed is nothing, as keep_days is set",
        ),
        (
            "name = \"x\", surface = \"volumes\", every_hours = 24",
            "keep_days: found nothing, allowed is keep_days, or keep_copies instead",
        ),
    ] {
        let found = fault(&tier(keys));
        assert!(found.contains(part), "{keys}: {found}");
    }
}

#[test]
fn words_and_names_of_tiers_are_checked() {
    for (keys, part) in [
        (
            "name = \"x\", surface = \"volume\", every_hours = 24, keep_days = 7",
            "backup.tiers.0.surface: found \"volume\", allowed is config | namespace | volumes | database",
        ),
        (
            "name = \"x\", surface = [\"config\", \"config\"], every_hours = 24, keep_days = 7",
            "each surface once",
        ),
        ("name = \"x\", surface = [], every_hours = 24, keep_days = 7", "config | namespace"),
        ("surface = \"config\", every_hours = 24, keep_days = 7", "backup.tiers.0.name: found nothing"),
        ("name = \"x\", every_hours = 24, keep_days = 7", "backup.tiers.0.surface: found nothing"),
        ("name = \"x\", surface = \"config\", keep_days = 7", "backup.tiers.0.every_hours: found nothing"),
        (
            "name = \"x\", surface = \"config\", every_hours = 24, keep_days = 7, at_hour = 24",
            "a whole number from 0 to 23",
        ),
        (
            "name = \"x\", surface = \"config\", every_hours = 24, keep_days = 7, at_weekday = \"sun\"",
            "monday | tuesday",
        ),
        (
            "name = \"x\", surface = \"config\", every_hours = 24, keep_days = 7, method = \"snapshot\"",
            "snapshots are of volumes and telemetry alone",
        ),
        (
            "name = \"x\", surface = \"config\", every_hours = 24, keep_days = 7, keepdays = 8",
            "the nearest is keep_days",
        ),
    ] {
        let found = fault(&tier(keys));
        assert!(found.contains(part), "{keys}: {found}");
    }
    let twice = "{ name = \"x\", surface = \"config\", every_hours = 1, keep_days = 2 }";
    let found = fault(&format!("[backup]\ntiers = [{twice}, {twice}]\n"));
    assert!(
        found.contains("backup.tiers.1.name: found \"x\", allowed is a name that no other tier has"),
        "{found}"
    );
    let found = fault("[backup]\ntiers = []\n");
    assert!(found.contains("chart-default | vendor-three-tier | gfs, or 1 to 20 tiers"), "{found}");
    let found = fault("[backup]\ntiers = \"hourly\"\n");
    assert!(found.contains("gfs, or a list of"), "{found}");
    let found = fault("[backup]\nkeep_days = 0\n");
    assert!(found.contains("backup.keep_days: found 0, allowed is a number from 1 to 3650"), "{found}");
}

#[test]
fn a_second_region_must_be_there_for_copies() {
    let found = fault("[backup]\noff_region_copy = true\n");
    assert!(found.contains("false, or true with platform.second_region, such as \"eu-west-1\""), "{found}");
    let site = "[platform]\nprovider = \"openshift\"\nopenshift = { host = \"on-prem\" }\n\
                [backup]\noff_region_copy = true\n";
    let faults = parse(site).expect_err("a faulty plan");
    assert!(faults[0].to_string().contains("no second region on premises"), "{faults:?}");
    let plan = parse(&aws("second_region = \"eu-west-1\"\n")).expect("sound");
    assert_eq!(plan.without_effect, ["platform.second_region"], "it holds nothing");
}

#[test]
fn a_drill_is_a_day_that_was() {
    for (value, part) in [
        ("\"yesterday\"", "none, a day as"),
        ("\"2026-08\"", "none, a day as"),
        ("7", "none, a day as"),
        ("{ restore_minutes = 95 }", "backup.last_drill.date: found nothing"),
        ("{ date = \"2026-13-01\" }", "backup.last_drill.date: found \"2026-13-01\""),
        ("{ date = \"2026-08-01\", restore_minutes = -1 }", "restore_minutes: found -1"),
        ("{ date = \"2099-01-01\" }", "on which the plan is judged"),
        ("\"2099-01-01\"", "on which the plan is judged"),
    ] {
        let found = fault(&format!("[backup]\nlast_drill = {value}\n"));
        assert!(found.contains(part), "{value}: {found}");
    }
    let plan = parse(&aws("[backup]\nlast_drill = \"2026-08-01\"\n")).expect("sound");
    assert_eq!(plan.backup.last_drill.and_then(|drill| drill.restore_minutes), None);
    assert!(parse(&aws("[backup]\nlast_drill = \"none\"\n")).expect("sound").backup.last_drill.is_none());
}

#[test]
fn a_throughput_of_nothing_is_refused() {
    let found = fault("[assumptions]\n\"restore.volume_mib_s\" = 0\n");
    assert!(found.contains("at least 0.01 MiB per second"), "{found}");
}
