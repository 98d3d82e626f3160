//! Whole plans: presets, what is lost, restores, proof, gaps and the bill.

use zoneplan::engine::backup::{BackupFinding, Loss, Lost};
use zoneplan::engine::catalogue::Surface;
use zoneplan::engine::cost::{Line, Price};
use zoneplan::engine::plan::Outcome;
use zoneplan::engine::report::Report;

use crate::support::{aws, outcome, report_of};

fn on_premises() -> &'static str {
    "[platform]\nprovider = \"openshift\"\nopenshift = { host = \"on-prem\" }\n"
}

#[track_caller]
fn line<'o>(outcome: &'o Outcome, component: &str) -> &'o Line {
    outcome.bill.lines.iter().find(|line| line.component == component).expect(component)
}

fn has_line(outcome: &Outcome, component: &str) -> bool {
    outcome.bill.lines.iter().any(|line| line.component == component)
}

#[track_caller]
fn lost(outcome: &Outcome, surface: Surface, failure: Loss) -> Lost {
    outcome.backups.lost(surface, failure).expect("the surface has data").lost
}

fn codes(findings: &[BackupFinding]) -> Vec<(&'static str, Option<Surface>)> {
    findings.iter().map(|finding| (finding.code, finding.surface)).collect()
}

/// By hand, of 741 GiB of volumes of which 30 hold telemetry, half used, 3 % a day: the chart keeps
/// 30 daily copies of all; copies of objects are 1 and 5 MiB.
#[test]
fn presets_keep_what_the_vendor_says() {
    let chart = outcome(&aws("")).backups;
    assert!((chart.velero_gib - (741.0 * 0.5 * (1.0 + 0.03 * 29.0) + 30.0 * 5.0 / 1024.0)).abs() < 1e-9);
    assert_eq!(chart.generation.as_deref(), Some("the chart: one daily schedule"));

    let three = outcome(&aws("[backup]\ntiers = \"vendor-three-tier\"\n")).backups;
    let copies: Vec<f64> = three.tiers.iter().map(|tier| tier.copies).collect();
    assert_eq!(copies[..2], [48.0, 7.0]);
    assert!((copies[2] - 30.0 / 7.0).abs() < 1e-12 && (copies[3] - 3.0).abs() < 1e-12);
    let weekly = 711.0 * 0.5 * (1.0 + 0.03 * 7.0 * (30.0 / 7.0 - 1.0));
    let telemetry = 30.0 * 0.5 * (1.0 + 0.03 * 2.0);
    let objects = (48.0 * 1.0 + 7.0 * 5.0 + 30.0 / 7.0 * 5.0) / 1024.0;
    assert!((three.velero_gib - (weekly + telemetry + objects)).abs() < 1e-9, "{}", three.velero_gib);
    assert!(three.shared_gib.abs() < 1e-9, "no two tiers copy the same volumes");

    let gfs = outcome(&aws("[backup]\ntiers = \"gfs\"\n")).backups;
    let copies: Vec<f64> = gfs.tiers.iter().map(|tier| tier.copies).collect();
    assert_eq!(copies, [7.0, 5.0, 12.0]);
}

/// Base backups: the first whole, then a day's change; as much log again; 200 GiB are free on AWS.
#[test]
fn the_database_keeps_base_backups_and_logs() {
    let reference = outcome(&aws(""));
    let (base, log) = (100.0 * (1.0 + 0.03 * 29.0), 100.0 * 0.03 * 30.0);
    assert!((reference.backups.database_gib - (base + log)).abs() < 1e-9);
    assert!((reference.backups.database_log_gib - log).abs() < 1e-9);
    assert!((reference.backups.database_free_gib - 200.0).abs() < 1e-9);
    assert!((line(&reference, "PostgreSQL backups").quantity - 77.0).abs() < 1e-9);
    let versions = line(&reference, "Object versions");
    assert!((versions.quantity - 500.0 * 0.001 * 90.0).abs() < 1e-9, "{}", versions.basis);
    let none = outcome(&aws("[database]\npitr_days = 0\n[object_storage]\nversions_days = 0\n"));
    assert!(none.backups.database_gib.abs() < 1e-12 && none.backups.versions_gib.abs() < 1e-12);
}

#[test]
fn each_failure_costs_each_surface_its_own() {
    let three = outcome(&aws("[backup]\ntiers = \"vendor-three-tier\"\n"));
    let interval = |surface, failure| match lost(&three, surface, failure) {
        Lost::SinceCopy(age) => age.interval_hours,
        other => panic!("{other:?}"),
    };
    assert!((interval(Surface::Config, Loss::Deletion) - 1.0).abs() < 1e-12);
    assert!((interval(Surface::Namespace, Loss::Deletion) - 24.0).abs() < 1e-12);
    assert!((interval(Surface::Volumes, Loss::Cluster) - 168.0).abs() < 1e-12);
    assert!((interval(Surface::Volumes, Loss::Zone) - 168.0).abs() < 1e-12);
    assert!((interval(Surface::Telemetry, Loss::Deletion) - 24.0).abs() < 1e-12);
    for failure in [Loss::Node, Loss::Zone, Loss::Cluster] {
        assert_eq!(lost(&three, Surface::Database, failure), Lost::Nothing, "{failure:?}");
    }
    assert!(matches!(lost(&three, Surface::Database, Loss::Deletion), Lost::SinceLog(_)));
    assert_eq!(lost(&three, Surface::ObjectStorage, Loss::Deletion), Lost::Nothing);
    for surface in Surface::ALL {
        assert_eq!(lost(&three, surface, Loss::Region), Lost::Everything, "{surface:?}");
    }
    // In Google's multi-region Velero's copies outlive the region; of the database nobody says.
    let multi = outcome("[platform]\nprovider = \"gcp\"\n");
    assert!(matches!(lost(&multi, Surface::Volumes, Loss::Region), Lost::SinceCopy(_)));
    assert_eq!(lost(&multi, Surface::Database, Loss::Region), Lost::Unknown);
    // On a site of one's own everything is in one place.
    let site = outcome(on_premises());
    assert_eq!(lost(&site, Surface::Volumes, Loss::Region), Lost::Everything);
    assert_eq!(lost(&site, Surface::Volumes, Loss::Zone), Lost::Nothing);
    assert_eq!(lost(&site, Surface::Volumes, Loss::Cluster), Lost::Unknown);
    // One instance has no standby.
    let single = outcome(&aws("[database]\nhigh_availability = \"none\"\n"));
    assert_eq!(lost(&single, Surface::Database, Loss::Zone), Lost::Unknown);
}

#[test]
fn what_nothing_copies_is_lost_and_found() {
    let rest = "[database]\npitr_days = 0\n[object_storage]\nversions_days = 0\n\
                [backup]\ntiers = [{ name = \"c\", surface = \"config\", every_hours = 24, keep_days = 100 }]\n\
                last_drill = \"2026-09-01\"\n";
    let bare = outcome(&aws(&format!("[workload]\nprofile = \"dalp-private-chain\"\n{rest}")));
    for surface in
        [Surface::Namespace, Surface::Volumes, Surface::Telemetry, Surface::Database, Surface::ObjectStorage]
    {
        assert_eq!(lost(&bare, surface, Loss::Deletion), Lost::Everything, "{surface:?}");
    }
    let found = codes(&bare.backups.findings);
    for gap in [
        ("not-covered", Some(Surface::Namespace)),
        ("not-covered", Some(Surface::Volumes)),
        ("not-covered", Some(Surface::Telemetry)),
        ("no-point-in-time", Some(Surface::Database)),
        ("no-versions", Some(Surface::ObjectStorage)),
        ("same-region", None),
    ] {
        assert!(found.contains(&gap), "{gap:?} in {found:?}");
    }
    assert!(!found.iter().any(|(code, _)| *code == "short-retention"), "100 days reach over a quarter");
    assert!(!found.iter().any(|(code, _)| *code == "untested"), "{found:?}");
}

/// The reference plan: 30 days lie within a quarter, copies in their own region, never tried out.
#[test]
fn the_reference_plan_has_gaps() {
    let found = codes(&outcome(&aws("")).backups.findings);
    assert!(found.contains(&("short-retention", Some(Surface::Volumes))), "{found:?}");
    assert!(found.contains(&("same-region", None)) && found.contains(&("untested", None)), "{found:?}");
    let three = codes(&outcome(&aws("[backup]\ntiers = \"vendor-three-tier\"\n")).backups.findings);
    assert!(three.contains(&("telemetry-history", Some(Surface::Telemetry))), "{three:?}");
    let old = aws("[database]\npitr_days = 35\n[object_storage]\nversions_days = 7\n");
    let old = codes(&outcome(&old).backups.findings);
    assert!(old.contains(&("short-versions", Some(Surface::ObjectStorage))), "{old:?}");
}

/// Twenty-four drills a year: 30 days reach over the two weeks between two.
#[test]
fn the_plans_own_drills_count() {
    let often = outcome(&aws("[[activities]]\nid = \"dr-drill\"\nper_year = 24\n")).backups;
    assert!(often.proof.drill_every_days.is_some_and(|days| (days - 365.0 / 24.0).abs() < 1e-9));
    assert!(!codes(&often.findings).iter().any(|(code, _)| *code == "short-retention"));
}

/// By hand: tested 3 %, never 31 %; a drill 182.5 days ago is one interval late, which leaves half.
#[test]
fn a_drill_that_ages_proves_less() {
    let odds = |drill: &str| {
        let rest = format!("[backup]\nlast_drill = {drill}\n");
        let plan = format!("as_of = \"2026-10-01\"\n{}", aws(&rest));
        outcome(&plan).backups.proof
    };
    assert!((odds("\"none\"").p_restore_works - 0.69).abs() < 1e-12);
    let fresh = odds("{ date = \"2026-08-01\", restore_minutes = 95 }");
    assert!((fresh.p_restore_works - 0.97).abs() < 1e-12);
    assert_eq!((fresh.days_ago, fresh.measured_restore_minutes), (Some(61), Some(95.0)));
    let late = odds("\"2026-04-01\"");
    assert_eq!(late.days_ago, Some(183));
    let gone = 1.0 - libm::exp2(-(183.0 - 91.25) / 91.25);
    assert!((late.p_restore_works - (0.97 - 0.28 * gone)).abs() < 1e-12, "{}", late.p_restore_works);
}

/// Every figure fixed, so that the steps add up by hand: 30 min to decide; the database 15, 100 GiB
/// at 80 MiB/s 21.33, 1.5 GiB of logs at 30 MiB/s 0.853; volumes 10, 5 and 355.5 GiB at 120 MiB/s
/// 50.56, which is the slowest but objects' versions of 30.
#[test]
fn a_restore_is_the_sum_of_its_steps() {
    // Somebody is there at every hour, so that nothing waits.
    let rota = "[team]\non_call = \"rota-24x7\"\n";
    let report = report_of(&aws(&format!("{rota}[assumptions]\n{}", fixed(&[]))));
    let backup = &report.backup;
    let volumes = 10.0 + 5.0 + 355.5 * 1024.0 / 120.0 / 60.0;
    let database = 15.0 + 100.0 * 1024.0 / 80.0 / 60.0 + 1.5 * 1024.0 / 30.0 / 60.0;
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 0.11, "{found} {expected}");
    let whole = backup.restore_minutes.expect("a restore");
    near(whole.p50, 30.0 + volumes);
    near(whole.p90, 30.0 + volumes);
    near(backup.rebuild_minutes.expect("a restore").p50, 30.0 + 30.0 + 10.0 + volumes);
    let of = |surface: &str| {
        let found = backup.restore_by_surface.iter().find(|it| it.surface == surface);
        found.expect(surface).minutes.p50
    };
    near(of("database"), 30.0 + database);
    near(of("volumes"), 30.0 + volumes);
    near(of("config"), 40.0);
    let corruption = row(&report, "data-corruption");
    near(corruption.rto_minutes.expect("a law").p50, 30.0 + volumes);
    near(corruption.rtt_minutes.expect("a law").p50, 60.0 + volumes);
    assert!(
        corruption.row_minutes.is_some()
            && corruption.basis.contains("where it does not work the repair hours")
    );
    assert!((corruption.p_succeeds.expect("odds") - 0.69).abs() < 1e-12);
}

/// The steps of a restore with their likely values as the only ones.
fn fixed(others: &[(&str, f64)]) -> String {
    let mut lines = String::new();
    for (id, value) in [
        ("restore.decide_minutes", 30.0),
        ("restore.database_minutes", 15.0),
        ("restore.database_mib_s", 80.0),
        ("restore.replay_mib_s", 30.0),
        ("restore.objects_minutes", 10.0),
        ("restore.claims_minutes", 5.0),
        ("restore.volume_mib_s", 120.0),
        ("restore.versions_minutes", 30.0),
        ("restore.verify_minutes", 30.0),
        ("restore.cluster_minutes", 30.0),
        ("restore.operators_minutes", 10.0),
    ] {
        let value = others.iter().find(|(other, _)| *other == id).map_or(value, |(_, value)| *value);
        lines.push_str(&format!("\"{id}\" = {value}\n"));
    }
    lines
}

#[track_caller]
fn row<'r>(report: &'r Report, id: &str) -> &'r zoneplan::engine::report::RecoveryEntry {
    report.recovery.iter().find(|entry| entry.id == id).expect(id)
}

/// Half the volumes at a throughput between 60 and 240 MiB/s, uniformly: the median time is that
/// of the median throughput, 150.
#[test]
fn an_uncertain_throughput_gives_a_law_of_time() {
    let range = "\"restore.volume_mib_s\" = { low = 60, likely = 150, high = 240, dist = \"uniform\" }\n";
    let text: String = fixed(&[])
        .lines()
        .filter(|line| !line.contains("volume_mib_s"))
        .map(|line| format!("{line}\n"))
        .collect();
    let report = report_of(&aws(&format!("[assumptions]\n{text}{range}")));
    let found = report.backup.restore_by_surface.iter().find(|it| it.surface == "volumes").expect("volumes");
    let at = |throughput: f64| 45.0 + 355.5 * 1024.0 / throughput / 60.0;
    assert!((found.minutes.p50 - at(150.0)).abs() < 0.2, "{} {}", found.minutes.p50, at(150.0));
    // Nine of ten are faster than at the 10th percentile of the throughput, 78.
    assert!((found.minutes.p90 - at(78.0)).abs() < 0.2, "{} {}", found.minutes.p90, at(78.0));
}

/// Recovery and verification add up: both ends of a failover of the database's pair are known.
#[test]
fn total_recovery_time_has_the_verification_in_it() {
    let report = report_of(&aws("[assumptions]\n\"restore.verify_minutes\" = 20\n"));
    for entry in &report.recovery {
        let (rto, rtt) = (entry.rto_minutes.expect("a law"), entry.rtt_minutes.expect("a law"));
        let tolerance = 0.01 * rto.p90 + 0.1;
        assert!((rtt.p50 - rto.p50 - 20.0).abs() < tolerance, "{}: {rto:?} {rtt:?}", entry.id);
        assert!((rtt.p90 - rto.p90 - 20.0).abs() < tolerance, "{}: {rto:?} {rtt:?}", entry.id);
    }
    let mixture = report.recovery_mixture.expect("failures");
    let stops = |entry: &&zoneplan::engine::report::RecoveryEntry| {
        let stopped = entry.effect.write == "stopped" || entry.effect.settle == "stopped";
        // Several zones at once are inside the loss of the region.
        stopped && entry.id != "several-zones"
    };
    let per_year: f64 = report.recovery.iter().filter(stops).map(|entry| entry.per_year).sum();
    assert!((mixture.per_year - per_year).abs() < 1e-9);
    assert!(
        mixture.rto_minutes.p50 < mixture.rto_minutes.p90
            && mixture.rto_minutes.p90 < mixture.rto_minutes.p99
    );
}

/// Copies in Ireland: as much as in Frankfurt, at Ireland's prices (S3 0.023, backups 0.095), and
/// the way there at 0.02. Written in a month: 730/24 daily runs of 3 % of 370.5 GiB and 5 MiB of
/// objects, and of the database 3 % of base and 3 % of log a day.
#[test]
fn copies_in_a_second_region_are_billed_there() {
    let there = outcome(&aws("second_region = \"eu-west-1\"\n[backup]\noff_region_copy = true\n"));
    let here = outcome(&aws(""));
    let copies = line(&there, "Velero copies, second region");
    assert_eq!(copies.region, "eu-west-1");
    assert!((copies.quantity - here.backups.velero_gib).abs() < 1e-9);
    let price = |line: &Line| match &line.price {
        Price::Priced { unit_price, .. } => unit_price.usd(),
        Price::Unpriced { reason } => panic!("{reason}"),
    };
    assert!((price(copies) - 0.023).abs() < 1e-12);
    let database = line(&there, "PostgreSQL backups, second region");
    assert!(
        (database.quantity - here.backups.database_gib).abs() < 1e-9
            && (price(database) - 0.095).abs() < 1e-12
    );
    let way = line(&there, "Copies to the second region");
    let written = 730.0 / 24.0 * (0.03 * 370.5 + 5.0 / 1024.0 + 100.0 * 0.06);
    assert!((way.quantity - written).abs() < 1e-9 && (price(way) - 0.02).abs() < 1e-12, "{}", way.quantity);
    assert!(there.plan.without_effect.is_empty());
    for surface in [Surface::Config, Surface::Volumes, Surface::Telemetry] {
        assert!(matches!(lost(&there, surface, Loss::Region), Lost::SinceCopy(_)), "{surface:?}");
    }
    assert!(matches!(lost(&there, Surface::Database, Loss::Region), Lost::SinceLog(_)));
    // No tier copies the application's objects.
    assert_eq!(lost(&there, Surface::ObjectStorage, Loss::Region), Lost::Everything);
    assert!(!has_line(&here, "Copies to the second region"));
}

#[test]
fn every_cloud_prices_copies_in_a_second_region() {
    for (provider, second) in [("azure", "northeurope"), ("gcp", "europe-west4"), ("openshift", "eu-west-1")]
    {
        let plan = format!(
            "[platform]\nprovider = \"{provider}\"\nsecond_region = \"{second}\"\n[backup]\noff_region_copy = true\n"
        );
        let outcome = outcome(&plan);
        for component in ["Velero copies, second region", "Copies to the second region"] {
            assert!(line(&outcome, component).list().is_some(), "{provider}: {component}");
        }
        // What the second region does not price is unpriced there, never at another's price.
        let database = line(&outcome, "PostgreSQL backups, second region");
        assert_eq!(database.region, second, "{provider}");
    }
}

#[test]
fn snapshots_are_a_line_of_their_own() {
    let tiers = "[backup]\ntiers = [{ name = \"s\", surface = \"volumes\", every_hours = 24, keep_days = 7, method = \"snapshot\" }]\n";
    let outcome = outcome(&aws(tiers));
    // Six days differ by 3 % of the blocks each from the day before.
    let expected = 711.0 * 0.5 * (1.0 + 6.0 * 0.03);
    let snapshots = line(&outcome, "Volume snapshots");
    assert!((snapshots.quantity - expected).abs() < 1e-9, "{}", snapshots.quantity);
    assert!(snapshots.list().is_some_and(|usd| usd.dollars() > 0.0));
    assert!(outcome.backups.velero_gib.abs() < 1e-12);
}

/// Month by month: the first fills up, and without growth the months after 90 days cost what the bill says.
#[test]
fn months_come_to_the_bill_of_the_steady_state() {
    let outcome = outcome(&aws("[workload]\ngrowth_pct_per_year = 0\n"));
    let months = &outcome.copies_by_month;
    assert_eq!(months.len(), 36);
    let billed: f64 = outcome
        .bill
        .lines
        .iter()
        .filter(|line| line.group == zoneplan::engine::cost::Group::Backup)
        .filter_map(|line| line.effective())
        .map(|usd| usd.dollars())
        .sum();
    let dollars = |month: usize| months[month].expect("priced").dollars();
    assert!((dollars(20) - billed).abs() < 0.005, "{} {billed}", dollars(20));
    assert!(dollars(0) < 0.8 * billed);
    let retention = outcome.retention.as_ref().expect("a retention");
    assert_eq!(retention.steady_from_day, Some(90));
    assert!((retention.end_gib - outcome.backups.stored_gib()).abs() < 0.05 * retention.end_gib);
    assert_eq!(retention.calendar[0].copies, 30);
}

/// With growth of 20 % a year the last of 36 months keeps about 1.2³ of the first year's.
#[test]
fn copies_grow_with_the_data() {
    let report = report_of(&aws(""));
    let stored = &report.backup.stored_gib;
    let end = stored.end.expect("looked ahead");
    assert!((end / stored.now - 1.728).abs() < 0.05, "{end} {}", stored.now);
    assert!(stored.peak.expect("looked ahead") >= end);
    assert_eq!(report.backup.by_day_gib.len(), 1095);
    assert_eq!(report.backup.by_month.len(), 36);
    assert_eq!(report.backup.by_month[35].month, "2029-12");
}
