//! The data files against their schema.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use zoneplan::bundled;
use zoneplan::engine::catalogue::{Catalogue, DataFile, Host, Provider};
use zoneplan::engine::effort::WORDS;
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

/// Files that the engine does not read: the columns of FOCUS, which tests hold exports against.
const FOR_TESTS: [&str; 1] = ["focus_columns.csv"];

#[test]
fn every_file_of_the_folder_is_bundled_and_loads() {
    let mut on_disk = Vec::new();
    csv_files(&data(), &mut on_disk);
    let on_disk: BTreeSet<String> = on_disk
        .iter()
        .map(|path| path.strip_prefix(data()).expect("below data").to_string_lossy().replace('\\', "/"))
        .collect();
    let bundled = bundled::files().into_iter().map(|file| file.path.to_owned());
    let known: BTreeSet<String> = bundled.chain(FOR_TESTS.map(str::to_owned)).collect();
    assert_eq!(on_disk, known);
    // 15 of AWS, 18 of Azure, 18 of Google Cloud.
    assert_eq!(catalogue().regions.len(), 51);
}

#[test]
fn the_page_has_with_it_what_it_may_fetch() {
    let index = include_str!("../../index.html");
    let first: BTreeSet<&str> = bundled::first_files().iter().map(|file| file.path).collect();
    for file in bundled::files().iter().filter(|file| !first.contains(file.path)) {
        let folder = file.path.split('/').next().expect("a folder");
        let copied = format!("href=\"data/{folder}\" data-target-path=\"data/{folder}\"");
        assert!(index.contains(&copied), "index.html does not copy data/{}", file.path);
    }
}

#[test]
fn every_region_has_a_price_sheet() {
    for region in &catalogue().regions {
        let sheet = catalogue().sheet(region.provider, &region.name).expect("a sheet");
        let host = Host::ALL.into_iter().find(|host| host.cloud() == Some(region.provider)).expect("a host");
        assert!(sheet.items(host.compute_service()).count() > 35, "{}", region.name);
    }
}

/// Sums published with the source of the components: 7.19 vCPU, 27.8 GiB and 741 GiB of volumes
/// for the private chain, 3.69, 13.8 and 41 for the public one. With everything in the cluster
/// come PostgreSQL (80 m, 256 MiB, 8 GiB), Redis (40, 64, 1) and MinIO (50, 256, 1), one of each.
#[test]
fn workload_profiles_have_their_published_sums() {
    for (profile, cpu_m, memory_mib, volumes_gib) in [
        (Profile::DalpPrivateChain, 7190, 28_480, 741.0),
        (Profile::DalpPublicChain, 3690, 14_144, 41.0),
        (Profile::DalpAllInCluster, 7360, 29_056, 751.0),
    ] {
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
    let identity =
        |catalogue: &Catalogue| catalogue.identity(Provider::Aws, Host::Aws, Some("eu-central-1"), None);
    assert_eq!(identity(&few), identity(catalogue()));
}

#[test]
fn a_faulty_price_file_leaves_the_catalogue_as_it_was() {
    let mut catalogue = Catalogue::load(&bundled::first_files()).expect("sound");
    let text = "service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n\
                ec2,no-such-type,hour,,,,1,2025,feed,x\n";
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

/// Every text literal of the engine's files, without their tests.
fn literals() -> Vec<(PathBuf, String)> {
    fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, into);
            } else {
                into.push(path);
            }
        }
    }
    let mut files = Vec::new();
    for room in ["availability", "backup", "cost", "effort", "plan", "recovery", "sizing"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine").join(room), &mut files);
    }
    let mut literals = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a file of the engine");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            literals.extend(line.split('"').skip(1).step_by(2).map(|text| (file.clone(), text.to_owned())));
        }
    }
    literals
}

/// A figure that the engine asks for and the data lacks would count as nothing, and one
/// that nothing asks for would have no effect.
#[test]
fn the_engine_and_the_data_name_the_same_figures() {
    let literals = literals();
    let is_id = |text: &str| {
        let parts: Vec<&str> = text.split('.').collect();
        let word = |part: &&str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        parts.len() == 2 && parts.iter().all(word)
    };
    // Keys of a plan, and the one figure that is set as its reciprocal.
    const KEYS: &[&str] = &[
        "platform.pattern",
        "team.changes_per_year",
        "team.hourly_cost_usd",
        "platform.region",
        "platform.second_region",
        "platform.zones",
        "workload.manifests",
        "workload.profile",
        "cost.unpriced",
        "cost.lines",
        "object_storage.redundancy",
        "node.mtbf_hours",
        "database.version",
        "finance.stand_in_region",
        "finance.free_allowances",
        "finance.sustained_use",
        "finance.negotiated_pct",
        "database.commitment",
        "cache.commitment",
        "platform.kubernetes_version",
        "finance.migration_usd",
        "finance.horizon_months",
        "team.engineers",
        // Keys that may be ranges and that the bill rests on.
        "workload.growth_pct_per_year",
        "database.storage_gib",
        "database.pitr_days",
        "object_storage.stored_gib",
        "object_storage.versions_days",
        "backup.daily_change_pct",
        "network.egress_gib_per_month",
        "network.cross_zone_gib_per_month",
        "observability.log_gib_per_day",
    ];
    let ids = literals.iter().filter(|(_, text)| is_id(text) && !KEYS.contains(&text.as_str()));
    let mut asked = BTreeSet::new();
    for (file, id) in ids {
        assert!(catalogue().assumptions.contains_key(id), "{}: {id}", file.display());
        asked.insert(id.as_str());
    }
    asked.extend(catalogue().pattern_figures().map(|(_, id)| id));
    let known: BTreeSet<&str> = catalogue().assumptions.keys().map(String::as_str).collect();
    assert_eq!(asked, known, "figures that are asked for, and those of assumptions.csv");

    let classes = literals.iter().filter(|(file, text)| {
        // Where the folder of the project lies says nothing of the room.
        let file = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file);
        let name = file.to_string_lossy();
        // The words of models that a user writes are keys, no classes.
        let mut near = file.components().rev().take(2);
        let is_model = near.any(|part| part.as_os_str().to_string_lossy().contains("model"));
        (name.contains("availability") || name.contains("recovery"))
            && !is_model
            && text.contains('_')
            && !text.contains(' ')
    });
    const MODEL_WORDS: &[&str] = &["node_tier", "db_pair", "db_single", "snake_case"];
    let mut rates = 0;
    for (file, class) in classes.filter(|(_, text)| {
        !text.contains(['.', '{', ':']) && !MODEL_WORDS.contains(&text.as_str()) && !text.ends_with("_h")
    }) {
        let known = catalogue().failure_rates.contains_key(class);
        let field = ["k_nodes", "min_zones_up"].iter().any(|key| class.starts_with(key))
            || ["_s", "_probability", "_recovery", "_per_hour"].iter().any(|end| class.ends_with(end));
        assert!(known || field, "{}: {class}", file.display());
        rates += usize::from(known);
    }
    assert!(rates > 20, "{rates}");
}

/// How the source tables are to be read: each rule is a mapping of its own.
mod mapping {
    use super::*;
    use zoneplan::engine::catalogue::{Method, Prices, Scope, Tiering};

    fn prices(host: Host, region: &str) -> Prices<'static> {
        let provider = host.cloud().expect("a cloud");
        Prices::of(catalogue(), provider, host, Some(region)).expect("prices")
    }

    #[test]
    fn a_tier_that_ends_early_is_priced_up_to_its_edge() {
        let egress = prices(Host::Azure, "westeurope");
        let egress = egress.meter("bandwidth", "internet-egress").expect("priced");
        assert!(egress.cost(10_335.0).is_some());
        assert!(egress.cost(10_336.0).is_none(), "nobody names a price above");
        let blob = prices(Host::Azure, "francecentral");
        let blob = blob.meter("blob", "hot-lrs-data").expect("priced");
        assert!(blob.cost(51_200.0).is_some() && blob.cost(51_201.0).is_none(), "a hole in the source");
        let whole = prices(Host::Azure, "eastus2");
        let whole = whole.meter("bandwidth", "internet-egress").expect("priced");
        assert!(whole.cost(600_000.0).is_some(), "eastus2 has every tier");
    }

    #[test]
    fn free_amounts_are_a_table_of_their_own() {
        let egress = prices(Host::Azure, "westeurope");
        let egress = egress.meter("bandwidth", "internet-egress").expect("priced");
        assert!(egress.first_price().usd() > 0.08, "the free first tier is an allowance");
        let free = |provider, service, item| {
            catalogue().allowance(provider, service, item).map(|allowance| allowance.amount)
        };
        assert_eq!(free(Provider::Azure, "bandwidth", "internet-egress"), Some(100.0));
        assert_eq!(free(Provider::Aws, "data-transfer", "internet out"), Some(100.0));
        assert_eq!(free(Provider::Gcp, "logging", "log ingestion"), Some(50.0));
    }

    #[test]
    fn memorystore_bills_the_whole_instance_at_the_tier_of_its_size() {
        for region in catalogue().regions.iter().filter(|region| region.provider == Provider::Gcp) {
            let prices = prices(Host::Gcp, &region.name);
            let meter = prices.meter("memorystore-redis", "standard tier capacity").expect("priced");
            assert_eq!(meter.tiering, Tiering::Whole, "{}", region.name);
        }
        let frankfurt = prices(Host::Gcp, "europe-west3");
        let meter = frankfurt.meter("memorystore-redis", "standard tier capacity").expect("priced");
        let price = |gib| meter.price_of_size(gib).map(|price| price.usd());
        assert_eq!((price(4.0), price(5.0), price(35.0)), (Some(0.09), Some(0.064), Some(0.052)));
    }

    #[test]
    fn scopes_are_no_regions() {
        let frankfurt = prices(Host::Gcp, "europe-west3");
        let scope = |service, item| frankfurt.find(service, item).map(|found| found.scope.clone());
        assert_eq!(
            scope("gcs", "standard storage multi-region"),
            Some(Scope::MultiRegion("europe".to_owned()))
        );
        assert_eq!(scope("gke", "cluster management fee"), Some(Scope::Global));
        assert_eq!(scope("gcs", "standard storage regional"), Some(Scope::Region("europe-west3".to_owned())));
        let sydney = prices(Host::Gcp, "australia-southeast1");
        assert!(sydney.find("gcs", "standard storage multi-region").is_none(), "it belongs to none");
        let ireland = prices(Host::Azure, "northeurope");
        for (service, item) in [("nat-gateway", "standard-gateway"), ("private-link", "private-endpoint")] {
            let found = ireland.find(service, item).expect("priced");
            assert_eq!(*found.scope, Scope::Global, "{service}: listed for one region, believed global");
            assert_eq!(found.meter.provenance.method, Method::Assumed, "{service}");
        }
    }

    #[test]
    fn of_pair_and_node_one_is_kept() {
        for region in catalogue().regions.iter().filter(|region| region.provider == Provider::Azure) {
            let prices = prices(Host::Azure, &region.name);
            for (item, _) in prices.items("redis") {
                let half = item.ends_with("-node") && !item.starts_with("managed-");
                assert!(!half && !item.ends_with("-instance"), "{}: {item}", region.name);
            }
        }
    }

    #[test]
    fn a_pair_is_priced_as_two_where_the_list_has_no_pair() {
        let (azure, gcp) = (prices(Host::Azure, "westeurope"), prices(Host::Gcp, "europe-west3"));
        for (prices, service, one, two) in [
            (&azure, "postgresql-flexible", "gp-ddsv5 vcore single", "gp-ddsv5 vcore zone-redundant"),
            (
                &azure,
                "postgresql-flexible",
                "storage premium-ssd single",
                "storage premium-ssd zone-redundant",
            ),
            (&gcp, "cloud-sql-postgresql", "enterprise zonal vcpu", "enterprise regional vcpu"),
            (&gcp, "cloud-sql-postgresql", "ssd storage zonal", "ssd storage regional"),
        ] {
            let meter = |item| prices.meter(service, item).expect("priced");
            let (single, pair) = (meter(one).first_price().usd(), meter(two).first_price().usd());
            assert!((pair - 2.0 * single).abs() < 1e-9, "{two}: {pair} is two of {single}");
            let derived = [one, two].map(|item| meter(item).provenance.method == Method::Derived);
            assert!(derived.contains(&true), "{one}, {two}: at least one of both is calculated");
        }
    }

    #[test]
    fn a_sum_of_two_rows_is_their_sum() {
        for region in catalogue().regions.iter().filter(|region| region.provider == Provider::Aws) {
            let prices = prices(Host::Aws, &region.name);
            let usd = |item| prices.meter("eks", item).map(|meter| meter.first_price().usd());
            let parts = usd("eks-cluster-standard").zip(usd("eks-cluster-extended-support-surcharge"));
            if let (Some((one, two)), Some(sum)) = (parts, usd("eks-cluster-extended")) {
                assert!((one + two - sum).abs() < 1e-9, "{}", region.name);
            }
        }
    }

    #[test]
    fn undated_rows_stay_undated() {
        let dns =
            catalogue().sheet(Provider::Azure, "global").and_then(|sheet| sheet.meter("dns", "public-zone"));
        let dns = dns.expect("priced");
        assert_eq!(dns.provenance.as_of, None);
        assert_eq!(dns.provenance.method, Method::Assumed);
    }

    /// Rows of the source tables: 3,163 of AWS, 1,176 of Azure, 238 of Google Cloud.
    #[test]
    fn every_commitment_is_carried_over() {
        let count = |provider| catalogue().commitments.get(&provider).map_or(0, Vec::len);
        assert_eq!((count(Provider::Aws), count(Provider::Azure), count(Provider::Gcp)), (3163, 1176, 238));
    }

    /// Kept aside from the source tables: one row of each kind, by hand.
    #[test]
    fn figures_are_those_of_the_source() {
        // 80 of the source tables, and the disks of Google Cloud.
        assert_eq!(catalogue().service_levels.len(), 81);
        let pct = |provider: &str, service: &str, configuration: &str| {
            let mut levels = catalogue().service_levels.iter();
            let level = levels.find(|level| {
                level.provider == provider && level.service == service && level.configuration == configuration
            });
            level.and_then(|level| level.sla_pct)
        };
        assert_eq!(pct("azure", "Azure Managed Redis", "high availability, zone redundant"), Some(99.99));
        assert_eq!(pct("gcp", "Cloud SQL", "zonal (no HA) or shared core"), None);
        let usd = |host, region: &str, service: &'static str, item: &str| {
            prices(host, region).meter(service, item).map(|meter| meter.first_price().usd())
        };
        assert_eq!(usd(Host::Azure, "uaenorth", "virtual-machines", "Standard_D4s_v5"), Some(0.235));
        assert_eq!(usd(Host::Gcp, "us-central1", "compute-engine", "c4-standard-32"), Some(1.58136));
        assert_eq!(usd(Host::Azure, "brazilsouth", "managed-disk", "premium-ssd-p10-lrs"), Some(34.05));
        assert_eq!(usd(Host::Aws, "sa-east-1", "ec2", "m6i.xlarge"), Some(0.306));
        let unusable: Vec<&str> = catalogue()
            .regions
            .iter()
            .filter(|region| region.state == zoneplan::engine::catalogue::RegionState::Unusable)
            .map(|region| region.name.as_str())
            .collect();
        assert_eq!(unusable, ["me-central-1", "me-south-1"]);
    }
}

#[test]
fn a_task_is_part_of_a_plan_by_words_that_are_known() {
    for task in &catalogue().tasks {
        for word in &task.when {
            assert!(WORDS.contains(&word.as_str()), "{} of {}: {word}", task.id, task.pattern);
        }
    }
}
