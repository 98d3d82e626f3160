//! The data files against their schema.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use zoneplan::bundled;
use zoneplan::engine::catalogue::{Catalogue, DataFile, Provider};
use zoneplan::engine::scenario::Profile;

use crate::support::catalogue;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn csv_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            csv_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "csv") {
            into.push(path);
        }
    }
}

#[test]
fn every_file_of_the_folder_is_bundled_and_loads() {
    let mut on_disk = Vec::new();
    csv_files(&data(), &mut on_disk);
    let on_disk: BTreeSet<String> = on_disk
        .iter()
        .map(|path| path.strip_prefix(data()).expect("below data").to_string_lossy().replace('\\', "/"))
        .collect();
    let bundled: BTreeSet<String> = bundled::files().iter().map(|file| file.path.to_owned()).collect();
    assert_eq!(on_disk, bundled);
    assert_eq!(catalogue().regions.len(), 15);
}

#[test]
fn every_region_has_a_price_sheet() {
    for region in &catalogue().regions {
        let sheet = catalogue().sheet(region.provider, &region.name).expect("a sheet");
        assert!(sheet.items("ec2").count() > 100, "{}", region.name);
    }
}

/// Sums published with the source of the components: 7.19 vCPU, 27.8 GiB and 741 GiB of volumes
/// for the private chain, 3.69, 13.8 and 41 for the public one.
#[test]
fn workload_profiles_have_their_published_sums() {
    for (profile, cpu_m, memory_mib, volumes_gib) in
        [(Profile::DalpPrivateChain, 7190, 28_480, 741.0), (Profile::DalpPublicChain, 3690, 14_144, 41.0)]
    {
        let rows = catalogue()
            .components
            .iter()
            .filter(|c| !c.per_node && c.profiles.iter().any(|name| name == profile.name()));
        let (mut cpu, mut memory, mut volumes) = (0, 0, 0.0);
        for row in rows {
            let replicas = row.replicas_ha.or(row.replicas_default).expect("replicas");
            cpu += replicas * row.cpu_request_m.unwrap_or(0);
            memory += replicas * row.memory_request_mib.unwrap_or(0);
            volumes += f64::from(replicas) * row.volume_gib.unwrap_or(0.0);
        }
        assert_eq!((cpu, memory), (cpu_m, memory_mib), "{profile:?}");
        assert!((volumes - volumes_gib).abs() < 1e-9, "{profile:?}: {volumes}");
    }
}

#[test]
fn a_page_that_loads_one_region_has_the_same_identity_as_all_of_them() {
    let few = Catalogue::load(&bundled::first_files()).expect("sound");
    let identity = |catalogue: &Catalogue| catalogue.identity(Provider::Aws, "eu-central-1");
    assert_eq!(identity(&few), identity(catalogue()));
}

#[test]
fn a_faulty_price_file_leaves_the_catalogue_as_it_was() {
    let mut catalogue = Catalogue::load(&bundled::first_files()).expect("sound");
    let text = "service,item,unit,tier_from,tier_to,usd_per_unit,as_of,method,source\n\
                ec2,no-such-type,hour,,,1,2025,feed,x\n";
    let faults = catalogue
        .extend(&DataFile { path: "prices/aws/us-east-1.csv", text })
        .expect_err("an unknown instance type");
    assert_eq!(faults[0].to_string(), "prices/aws/us-east-1.csv: no instance type is named \"no-such-type\"");
    assert!(catalogue.sheet(Provider::Aws, "us-east-1").is_none());
}

#[test]
fn unknown_columns_and_files_are_refused() {
    let refuse = |path: &str, text: &str| {
        let faults = Catalogue::load(&[DataFile { path, text }]).expect_err("refused");
        faults[0].to_string()
    };
    assert!(refuse("assumptions.csv", "id,unit,low,likely,high,surprise\n").contains("the columns must be"));
    assert_eq!(refuse("surprise.csv", ""), "surprise.csv: no such file in the catalogue's schema");
    assert!(refuse("instances/mars.csv", "").contains("no such file"));
}

/// A figure that the engine asks for and the data lacks would count as nothing.
#[test]
fn every_figure_that_the_engine_asks_for_is_in_the_data() {
    let mut asked = 0;
    for file in
        ["availability/classes.rs", "backup/mod.rs", "cost/bill.rs", "plan/outcome.rs", "recovery/mod.rs"]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine").join(file);
        let text = fs::read_to_string(path).expect("a file of the engine");
        for (at, _) in text.match_indices('"') {
            let rest = &text[at + 1..];
            let Some(end) = rest.find('"') else { continue };
            let word = &rest[..end];
            let before = &text[..at];
            let is_call = |call: &str| before.ends_with(call);
            if is_call("assumption(") || is_call("share(") {
                asked += 1;
                assert!(catalogue().assumptions.contains_key(word), "{file}: {word}");
            } else if is_call("rate(") || is_call("repair(") || is_call("repairable(") || is_call("minutes(")
            {
                asked += 1;
                assert!(catalogue().failure_rates.contains_key(word), "{file}: {word}");
            }
        }
    }
    assert!(asked > 30, "{asked}");
}
