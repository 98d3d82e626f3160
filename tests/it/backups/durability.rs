//! The chance that data are lost for good: by hand, on every platform, and what must hold of it.

use zoneplan::engine::backup::{CauseOfLoss, Durability, Elsewhere, Hazard, SurfaceDurability};
use zoneplan::engine::catalogue::Surface;
use zoneplan::engine::plan::evaluate;
use zoneplan::engine::report::{self, to_csv, to_json, to_text};

use crate::support::{aws, catalogue, parse};

const ON_PREMISES: &str = "[platform]\nprovider = \"openshift\"\nopenshift = { host = \"on-prem\" }\n";

#[track_caller]
fn durability(text: &str) -> Durability {
    evaluate(&parse(text).expect("a sound plan"), catalogue()).expect("a layout").durability
}

#[track_caller]
fn of(durability: &Durability, surface: Surface) -> &SurfaceDurability {
    durability.surfaces.iter().find(|entry| entry.surface == surface).expect("the surface has data")
}

#[track_caller]
fn cause(durability: &Durability, surface: Surface, hazard: Hazard) -> &CauseOfLoss {
    of(durability, surface).causes.iter().find(|cause| cause.hazard == hazard).expect("such a cause")
}

#[track_caller]
fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("known");
    assert!((found / expected - 1.0).abs() < 1e-5, "{found:e} instead of {expected:e}");
}

/// By hand. Database: two volumes at 0.0015 a year, 24 h to set one up anew, so μ = 365 and
/// 2 × 0.0015² ÷ (0.0045 + 365) = 1.23286e-8. Objects: 500 GiB of 0.5 MiB are 1,024,000, each at
/// 1e-11. Never tried out, a restore fails with 0.31; copies of 30 days and damage that is noticed
/// in 2 days on average leave 0.31 + 0.69 e^(−15) = 0.31000021 of deletions, 0.05 a year.
#[test]
fn the_reference_plan_by_hand() {
    let found = durability(&aws(""));
    let planned = Elsewhere::AsPlanned;
    let database = |hazard| cause(&found, Surface::Database, hazard);
    close(database(Hazard::Media).rate.per_year(), 1.232_861e-8);
    close(database(Hazard::Media).p_no_copy(planned), 0.31);
    close(database(Hazard::Deletion).per_year(planned), 0.05 * 0.310_000_21);
    close(database(Hazard::Deletion).p_loss(planned), 0.015_380_50);
    // Two zones of a pair: 2 × 0.0005 × (1 − e^(−0.002 × 24/8760)) = 5.47944e-9.
    close(database(Hazard::Zone).rate.per_year(), 5.479_437e-9);
    let region = database(Hazard::Region);
    close(region.per_year(planned), 1e-4);
    close(region.per_year(Elsewhere::Without), 1e-4);
    close(region.per_year(Elsewhere::With), 3.1e-5);
    let objects = of(&found, Surface::ObjectStorage);
    close(objects.objects.map(|[_, likely, _]| likely), 1_024_000.0);
    close(objects.objects_lost().map(|[_, likely, _]| likely), 1.024e-5);
    // A twentieth of a MiB: ten times as many; 10 MiB: a twentieth.
    close(objects.objects_lost().map(|[low, ..]| low), 5.12e-7);
    close(objects.objects_lost().map(|[.., high]| high), 1.024e-4);
    assert!(cause(&found, Surface::Config, Hazard::Media).rate.per_year().is_none(), "nobody states it");
    assert!(!of(&found, Surface::Config).is_complete(planned));
}

/// Volumes lose their data at the rate of their kind: AWS 0.15 % a year, Azure 11 nines, Google 5.
#[test]
fn each_provider_has_its_own_volumes() {
    let each = |text: &str| cause(&durability(text), Surface::Volumes, Hazard::Media).rate.each_per_year;
    close(each(&aws("")), 0.0015);
    close(each("[platform]\nprovider = \"azure\"\n"), 1e-11);
    close(each("[platform]\nprovider = \"gcp\"\n"), 1e-5);
}

/// Three copies of Ceph: 3λ³ ÷ μ² of each set of three disks, λ = 0.0157. Six disks in three
/// domains are 8 sets; data move to the other disk of the domain.
#[test]
fn ceph_is_computed_from_its_disks() {
    let plan = parse(ON_PREMISES).expect("a sound plan");
    let outcome = evaluate(&plan, catalogue()).expect("a layout");
    let odf = outcome.odf.as_ref().expect("a storage cluster");
    let per_domain = odf.osds as f64 / 3.0;
    let copy_hours = odf.need.usable_gib * 3.0 / odf.osds as f64 * 1024.0 / 100.0 / 3600.0;
    let hours =
        if odf.osds > 3 { 600.0 / 3600.0 + copy_hours / (per_domain - 1.0) } else { 8.0 + copy_hours };
    // 0.0157³ = 3.869893e-6.
    let set = 3.0 * 3.869_893e-6 * hours * hours / (8760.0 * 8760.0);
    let sets = (per_domain * per_domain * per_domain).min(100.0 * per_domain);
    for surface in [Surface::Volumes, Surface::Database, Surface::ObjectStorage] {
        let media = cause(&outcome.durability, surface, Hazard::Media);
        let found = media.rate.per_year().expect("known");
        assert!((found / (sets * set) - 1.0).abs() < 1e-3, "{found:e}, {:e}", sets * set);
        // The copies lie on the same disks.
        assert_eq!(media.p_no_copy(Elsewhere::AsPlanned), Some(1.0));
        close(media.p_no_copy(Elsewhere::With), if surface == Surface::ObjectStorage { 1.0 } else { 0.31 });
    }
    let two = durability(&format!("{ON_PREMISES}zones = 2\n"));
    assert!(cause(&two, Surface::Volumes, Hazard::Zone).rate.per_year().is_none(), "racks of two domains");
}

fn everywhere() -> Vec<String> {
    let mut plans: Vec<String> =
        ["aws", "azure", "gcp"].map(|provider| format!("[platform]\nprovider = \"{provider}\"\n")).into();
    for (flavour, host) in [
        ("ocp", "aws"),
        ("ocp", "azure"),
        ("ocp", "gcp"),
        ("ocp", "on-prem"),
        ("okd", "aws"),
        ("okd", "on-prem"),
        ("rosa-hcp", "aws"),
        ("rosa-classic", "aws"),
        ("aro", "azure"),
    ] {
        plans.push(format!(
            "[platform]\nprovider = \"openshift\"\nopenshift = {{ flavour = \"{flavour}\", host = \"{host}\" }}\n"
        ));
    }
    let in_cluster =
        plans.iter().map(|plan| format!("{plan}[workload]\nprofile = \"dalp-all-in-cluster\"\n"));
    let one_zone = plans.iter().map(|plan| {
        format!("{plan}zones = 1\n[database]\nhigh_availability = \"none\"\n[cache]\nhigh_availability = \"none\"\n")
    });
    let more: Vec<String> = in_cluster.chain(one_zone).collect();
    plans.extend(more);
    for pattern in ["hot-warm", "hot-cold", "hot-hot-consortium", "hot-hot-public"] {
        plans.push(format!(
            "[platform]\nprovider = \"azure\"\npattern = \"{pattern}\"\nsecond_region = \"northeurope\"\n"
        ));
        plans.push(format!("{ON_PREMISES}pattern = \"{pattern}\"\n"));
    }
    plans
}

/// Every cause has a chance or a name for what is not known; copies away never make it worse;
/// no tiny chance becomes nothing on its way to a report.
#[test]
fn every_platform_has_an_answer() {
    for text in everywhere() {
        let outcome = evaluate(&parse(&text).expect("a sound plan"), catalogue()).expect("a layout");
        let all = &outcome.durability;
        assert!(all.surfaces.len() >= 4, "{text}");
        for entry in &all.surfaces {
            for cause in &entry.causes {
                let at = |elsewhere| cause.p_no_copy(elsewhere).unwrap_or(1.0);
                let (planned, without, with) =
                    (at(Elsewhere::AsPlanned), at(Elsewhere::Without), at(Elsewhere::With));
                let name = format!("{text}{:?} {:?}", entry.surface, cause.hazard);
                assert!(with <= planned && planned <= without, "{name}: {with}, {planned}, {without}");
                assert!((0.0..=1.0).contains(&with) && without <= 1.0, "{name}");
                assert!(cause.rate.per_year().is_none_or(|rate| rate > 0.0 && rate < 1.0), "{name}");
                assert!(!cause.rate.basis.is_empty() && !cause.copies.is_empty(), "{name}");
            }
            for elsewhere in Elsewhere::ALL {
                let (p, destroyed) = (entry.p_loss(elsewhere), entry.p_destroyed(elsewhere));
                assert!(
                    p > 0.0 && p < 0.5 && destroyed > 0.0 && destroyed < p,
                    "{text}{:?}: {p}",
                    entry.surface
                );
                assert!(all.p_any_loss(elsewhere) >= p - 1e-15, "{text}");
            }
        }
        let report = report::report(&outcome, None, catalogue());
        for entry in &report.durability.surfaces {
            assert_eq!(entry.complete, entry.unknown.is_empty(), "{text}{}", entry.surface);
        }
        assert!(!to_json(&report).expect("JSON").contains("null"), "{text}");
        let csv = to_csv(&report).expect("CSV");
        let zero =
            csv.lines().filter(|line| line.contains("store itself,events")).find(|line| line.contains(",0,"));
        assert_eq!(zero, None, "{text}");
        assert!(to_text(&report).contains("lost for good in a year"), "{text}");
    }
}

/// More copies, kept longer and tried out, never raise the chance of any cause.
#[test]
fn more_copies_never_raise_the_loss() {
    let tier = |name: &str, surface: &str, hours: u32, days: u32| {
        format!(
            "{{ name = \"{name}\", surface = [{surface}], every_hours = {hours}, keep_days = {days} }},\n"
        )
    };
    let some = "\"config\", \"volumes\"";
    let all = "\"namespace\", \"volumes\", \"telemetry\", \"object-storage\", \"database\"";
    let plans = [
        (tier("a", "\"config\"", 24, 2), "0", "0", ""),
        (tier("a", some, 24, 2), "0", "0", ""),
        (tier("a", some, 24, 7), "2", "3", ""),
        (tier("a", some, 24, 7) + &tier("b", all, 168, 30), "7", "30", ""),
        (tier("a", all, 1, 90) + &tier("b", all, 168, 365), "30", "90", ""),
        (tier("a", all, 1, 90) + &tier("b", all, 168, 365), "30", "90", "off_region_copy = true\n"),
        (
            tier("a", all, 1, 90) + &tier("b", all, 168, 365),
            "30",
            "90",
            "off_region_copy = true\nlast_drill = \"2026-01-01\"\n",
        ),
    ];
    let mut before: Option<Durability> = None;
    for (tiers, pitr, versions, more) in plans {
        let text = aws(&format!(
            "second_region = \"eu-west-1\"\n[database]\npitr_days = {pitr}\n[object_storage]\nversions_days = {versions}\n\
             [backup]\ntiers = [\n{tiers}]\n{more}"
        ));
        let now = durability(&text);
        if let Some(before) = &before {
            for (then, now) in before.surfaces.iter().zip(&now.surfaces) {
                for (a, b) in then.causes.iter().zip(&now.causes) {
                    for elsewhere in Elsewhere::ALL {
                        assert!(
                            b.p_no_copy(elsewhere) <= a.p_no_copy(elsewhere),
                            "{text}{:?} {:?}",
                            now.surface,
                            b.hazard
                        );
                    }
                }
            }
        }
        before = Some(now);
    }
}

/// A replica at another site: what is left of a year in which it must be lost too, within 24 h.
/// By hand for the region: (1e-4 + 0.0015) × 24 ÷ 8760 = 4.3836e-6.
#[test]
fn a_replica_elsewhere_outlives_the_region() {
    let found = durability(&aws("pattern = \"hot-hot-public\"\nsecond_region = \"eu-west-1\"\n"));
    let region = cause(&found, Surface::Database, Hazard::Region);
    close(region.p_no_copy(Elsewhere::AsPlanned), 4.383_55e-6);
    close(region.p_no_copy(Elsewhere::Without), 1.0);
    // What is deleted is deleted there too.
    let deletion = cause(&found, Surface::Database, Hazard::Deletion);
    assert_eq!(deletion.p_no_copy(Elsewhere::AsPlanned), deletion.p_no_copy(Elsewhere::Without));
}

/// Nothing happens, nothing is lost.
#[test]
fn rates_of_zero_lose_nothing() {
    let found = durability(&aws("[assumptions]\n\
        \"data_corruption_or_deletion.per_year\" = 0\n\"ebs_gp3_volume_loss.per_year\" = 0\n\
        \"durability.zone_gone\" = 0\n\"durability.region_gone\" = 0\n"));
    for surface in [Surface::Volumes, Surface::Database, Surface::Telemetry, Surface::Config] {
        for elsewhere in Elsewhere::ALL {
            let p = of(&found, surface).p_loss(elsewhere);
            assert!(p.abs() < f64::MIN_POSITIVE, "{surface:?}: {p:e}");
        }
    }
}
