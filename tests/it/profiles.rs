//! Presets of the workload: data services in the cluster, and clusters that the vendor states.

use std::collections::BTreeSet;

use zoneplan::bundled::{self, PRESETS};
use zoneplan::engine::backup::{Loss, Lost};
use zoneplan::engine::catalogue::{Catalogue, DataFile, InstanceType, Provider, Surface};
use zoneplan::engine::cost::Line;
use zoneplan::engine::plan::{Met, Outcome, verdicts};
use zoneplan::engine::scenario::Profile;
use zoneplan::engine::sizing::floor_of;

use crate::support::{aws, catalogue, outcome, parse};

/// Every kind of place: the lines of `[platform]`.
const PLACES: [&str; 10] = [
    "provider = \"aws\"\n",
    "provider = \"azure\"\n",
    "provider = \"gcp\"\n",
    "provider = \"openshift\"\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"okd\", host = \"azure\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"gcp\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"rosa-hcp\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"aro\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"okd\", host = \"on-prem\" }\n",
];

#[track_caller]
fn with_profile(place: &str, profile: &str, rest: &str) -> Outcome {
    outcome(&format!("[platform]\n{place}[workload]\nprofile = \"{profile}\"\n{rest}"))
}

fn components(outcome: &Outcome) -> BTreeSet<&'static str> {
    outcome.bill.lines.iter().map(|line| line.component).collect()
}

fn warnings<'o>(outcome: &'o Outcome, code: &str) -> Vec<&'o str> {
    outcome.warnings.iter().filter(|it| it.code == code).map(|it| it.message.as_str()).collect()
}

mod all_in_cluster {
    use super::*;

    const PROFILE: &str = "dalp-all-in-cluster";

    fn six_validators(rest: &str) -> Outcome {
        outcome(&aws(&format!(
            "[workload]\nprofile = \"{PROFILE}\"\nreplicas = {{ \"besu-validator\" = 6 }}\n{rest}"
        )))
    }

    /// The components are published with the sums of a default installation: 2.08 cores, 8.25 GiB
    /// and 91 GiB of volumes. Counted anew from the rows of the source table with the replicas and
    /// requests of production: 7.36 cores, 29,056 MiB and 751 GiB.
    #[test]
    fn the_pods_have_their_published_sums() {
        let file = bundled::files().into_iter().find(|file| file.path == "components.csv").expect("a file");
        let mut reader = csv::Reader::from_reader(file.text.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let (mut cpu_m, mut memory_mib, mut volumes_gib) = (0.0, 0.0, 0.0);
        for row in reader.records() {
            let row = row.expect("a row");
            let cell = |name: &str| {
                let column = header.iter().position(|column| column == name).expect("a column");
                row.get(column).unwrap_or_default().to_owned()
            };
            let number = |name: &str| cell(name).parse::<f64>().unwrap_or(0.0);
            if cell("profiles").split_whitespace().any(|name| name == PROFILE) {
                let replicas = number("replicas_default");
                cpu_m += replicas * number("cpu_request_m");
                memory_mib += replicas * number("memory_request_mib");
                volumes_gib += replicas * number("volume_gib");
            }
        }
        assert_eq!([cpu_m, memory_mib, volumes_gib].map(|sum| sum as u64), [2080, 8448, 91]);

        let (here, managed) = (outcome(&plan(PROFILE)), outcome(&plan("dalp-private-chain")));
        let more = here.sizing.demand.total.minus(managed.sizing.demand.total);
        // 7,360 − 7,190 millicores, 29,056 − 28,480 MiB, three pods.
        assert_eq!((more.cpu_m, more.memory_mib, more.pods), (170, 576, 3));
        assert!((here.sizing.demand.volumes_gib - 751.0).abs() < 1e-9);
    }

    fn plan(profile: &str) -> String {
        aws(&format!("[workload]\nprofile = \"{profile}\"\n"))
    }

    #[test]
    fn no_managed_data_service_is_billed_anywhere() {
        const MANAGED: [&str; 6] = [
            "PostgreSQL",
            "PostgreSQL processors",
            "PostgreSQL memory",
            "PostgreSQL storage",
            "PostgreSQL backups",
            "Cache",
        ];
        for place in PLACES {
            let here = with_profile(place, PROFILE, "");
            let lines = components(&here);
            assert!(MANAGED.iter().all(|line| !lines.contains(line)), "{place}: {lines:?}");
            assert!(!lines.contains("Object storage"), "{place}: objects are in the cluster");
            let own_site = place.contains("on-prem");
            for line in ["Velero copies", "Object writes", "Object reads"] {
                assert_eq!(lines.contains(line), !own_site, "{place}: {line}");
            }
            // What has no price has none with managed services either.
            let unpriced = |outcome: &Outcome| -> BTreeSet<&str> {
                let lines = outcome.bill.lines.iter().filter(|line| line.list().is_none());
                lines.map(|line| line.component).collect()
            };
            let managed = with_profile(place, "dalp-private-chain", "");
            assert!(unpriced(&here).is_subset(&unpriced(&managed)), "{place}");
            assert!(here.sizing.placement().fits() && here.sizing.placement().survives(), "{place}");
            assert!((here.database.is_none(), here.cache.is_none()) == (true, true), "{place}");
        }
    }

    /// By hand, in eu-central-1: what the managed services cost is gone, and 10 GiB more of
    /// volumes (gp3, 0.0952 USD) are there and in Velero's copies (half of them used, × (1 + 3 % ×
    /// 29), S3, 0.0245 USD).
    #[test]
    fn the_bill_differs_by_the_managed_services_and_ten_gib() {
        let (here, managed) = (outcome(&plan(PROFILE)), outcome(&plan("dalp-private-chain")));
        let gone: f64 = (managed.bill.lines.iter())
            .filter(|line| {
                line.component.starts_with("PostgreSQL")
                    || ["Cache", "Object storage", "Object versions"].contains(&line.component)
            })
            .filter_map(Line::list)
            .map(|usd| usd.dollars())
            .sum();
        let more = 10.0 * 0.0952 + 10.0 * 0.5 * (1.0 + 0.03 * 29.0) * 0.0245;
        let expected = managed.bill.list.dollars() - gone + more;
        assert!(
            (here.bill.list.dollars() - expected).abs() < 1e-4,
            "{} {expected}",
            here.bill.list.dollars()
        );
        assert!(gone > 400.0, "{gone}");
        let velero = here.bill.lines.iter().find(|line| line.component == "Velero copies").expect("a line");
        assert!(velero.basis.contains("the provider's object store"), "{}", velero.basis);
    }

    /// By hand from the rows of the rates: a pod fails once a year for 1.01667 h (0.1, 0.5, 4), its
    /// node half a time for 0.288333 h (0.05, 0.17, 1): D = 1.160833 h a year, U = D ÷ (8760 + D)
    /// while its zone is up, which is down 0.04 times for 6.83333 h (1, 4, 24). With another node in
    /// the zone the pod is away for 350 s when it loses its node: D = 1.065278 h.
    #[test]
    fn the_database_is_one_pod_that_fails_with_its_node_and_its_zone() {
        let class = |outcome: &Outcome| {
            let mut classes = outcome.availability.classes.iter();
            classes.find(|class| class.name == "database").expect("a class").clone()
        };
        for (nodes, down_hours) in [(3, 1.160_833), (6, 1.065_278)] {
            let here = six_validators(&format!("[[node_pools]]\nnodes = {nodes}\n"));
            let found = class(&here);
            let zone_up = 8760.0 / (8760.0 + 0.04 * 6.833_333);
            let expected = zone_up * down_hours / (8760.0 + down_hours);
            let off = (found.outage.unavailability / expected - 1.0).abs();
            assert!(off < 1e-6, "{nodes}: {} {expected}", found.outage.unavailability);
            let streams: f64 = found.laws.iter().map(|law| law.per_year).sum();
            assert!((streams / found.outage.per_year() - 1.0).abs() < 1e-4, "the law has the same outages");
        }
        let managed = class(&outcome(&aws("")));
        assert!(class(&six_validators("")).outage.unavailability > managed.outage.unavailability);
        let single = class(&outcome(&aws("[database]\nhigh_availability = \"none\"\n")));
        assert!(class(&six_validators("")).outage.unavailability > single.outage.unavailability);
    }

    /// EKS 99.95 %, EC2 99.99 %, the load balancer 99.99 %, Route 53 100 %: 99.930011 %.
    #[test]
    fn nobody_promises_the_database() {
        let here = six_validators("").availability;
        let pct = here.contractual_pct.expect("a product");
        assert!((pct - 99.95 * 0.9999 * 0.9999).abs() < 1e-9, "{pct}");
        assert!(!here.contractual_of.iter().any(|name| name.contains("RDS")), "{:?}", here.contractual_of);
        assert!(
            here.contractual_of.iter().any(|name| name.contains("PostgreSQL in the cluster: no promise"))
        );
        for place in PLACES {
            let of = with_profile(place, PROFILE, "").availability.contractual_of;
            let managed = ["RDS", "Azure Database", "Cloud SQL"];
            assert!(of.iter().all(|name| managed.iter().all(|it| !name.starts_with(it))), "{place}: {of:?}");
        }
    }

    #[test]
    fn the_loss_of_the_databases_zone_stops_the_platform() {
        let here = six_validators("");
        let row = |id: &str| here.recoveries.iter().find(|row| row.id == id).expect("a row");
        // Six validators survive any zone; of three zones the one with the database does not.
        let (spared, stops) = (row("zone"), row("zone-stop"));
        assert!((spared.per_year - 0.08).abs() < 1e-12 && (stops.per_year - 0.04).abs() < 1e-12);
        assert!(!stops.automatic && spared.lost == Lost::Nothing);
        // A run a day takes half an hour, one in fifty fails: half of the losses stay below
        // 0.5/0.98 of a day and that half hour.
        let median = stops.lost.quantile_seconds(0.5).expect("an age");
        assert!((median - (0.5 / 0.98 * 24.0 + 0.5) * 3600.0).abs() < 1e-6, "{median}");
        assert!(stops.basis.contains("until the zone is back"));
        let database = row("database");
        assert_eq!((database.who_acts.as_str(), database.lost), ("Kubernetes", Lost::Nothing));
        let said = warnings(&here, "single-database");
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("the loss of its zone (") && said[0].contains("until the zone is back"));
        assert!(warnings(&outcome(&aws("")), "single-database").is_empty());
    }

    #[test]
    fn what_a_lost_zone_costs_is_judged_by_its_worst_case() {
        let met = |outcome: &Outcome| {
            let verdicts = verdicts(outcome, None);
            let verdict = verdicts.into_iter().find(|it| it.target == "rpo_seconds").expect("a verdict");
            (verdict.value, verdict.met)
        };
        let target = "[targets]\nrpo_seconds = 60\n";
        let (value, answer) = met(&six_validators(target));
        assert!(value.is_some_and(|seconds| seconds > 40_000.0) && answer == Met::No);
        let managed = outcome(&aws(target));
        assert_eq!(met(&managed), (Some(0.0), Met::Yes));
    }

    #[test]
    fn the_database_comes_back_from_veleros_copies() {
        let here = six_validators("").backups;
        assert!(here.database_gib.to_bits() == 0.0_f64.to_bits());
        let database = here.lost(Surface::Database, Loss::Deletion).expect("a database");
        assert!(matches!(database.lost, Lost::SinceCopy(age) if (age.interval_hours - 24.0).abs() < 1e-9));
        assert!(database.basis.contains("Velero"), "{}", database.basis);
        // Six validators and three RPC nodes of 100 GiB, and the others: 951 GiB, half of it used;
        // and thirty copies of 5 MiB of Kubernetes objects.
        let expected = 951.0 * 0.5 * (1.0 + 0.03 * 29.0) + 30.0 * 5.0 / 1024.0;
        assert!((here.velero_gib - expected).abs() < 1e-6, "{}", here.velero_gib);
    }

    #[test]
    fn keys_of_managed_services_have_no_effect_and_that_is_said() {
        let rest = "[database]\ninstance = \"db.m6g.large\"\nhigh_availability = \"none\"\nstorage_gib = 300\n\
                    pitr_days = 7\n[cache]\nengine = \"redis\"\n[object_storage]\nstored_gib = 9\n";
        let here = six_validators(rest);
        let expected = [
            "database.instance",
            "database.high_availability",
            "database.storage_gib",
            "database.pitr_days",
            "cache.engine",
            "object_storage.stored_gib",
        ];
        assert_eq!(here.plan.without_effect, expected);
        let said = warnings(&here, "without-effect");
        assert!(
            said.iter().all(|message| message.contains("runs its data services in the cluster")),
            "{said:?}"
        );
        let plain = six_validators("");
        assert_eq!(here.bill.list, plain.bill.list);
        assert_eq!(here.availability.headline, plain.availability.headline);
        for (name, preset) in PRESETS {
            let text =
                preset.replace("profile = \"dalp-private-chain\"", "profile = \"dalp-all-in-cluster\"");
            assert!(
                parse(&text).expect("sound").without_effect.is_empty(),
                "{name}: defaults change nothing"
            );
        }
        let one_zone = aws(&format!(
            "zones = 1\n[workload]\nprofile = \"{PROFILE}\"\n[database]\nhigh_availability = \"none\"\n"
        ));
        assert!(
            parse(&one_zone).expect("sound").without_effect.is_empty(),
            "with one zone it is the default"
        );
    }

    #[test]
    fn a_second_pod_of_a_data_service_is_refused() {
        let plan = |count: u32| {
            aws(&format!(
                "[workload]\nprofile = \"{PROFILE}\"\nreplicas = {{ \"postgresql-in-cluster\" = {count} }}\n"
            ))
        };
        assert!(parse(&plan(1)).is_ok());
        for count in [0, 2] {
            let faults = parse(&plan(count)).expect_err("refused");
            let text = faults[0].to_string();
            assert!(text.contains("workload.replicas.postgresql-in-cluster"), "{text}");
            assert!(text.contains("a second would be no standby"), "{text}");
        }
    }

    #[test]
    fn on_premises_the_profiles_pods_take_the_place_of_the_pair() {
        let pods = |profile: &str| -> BTreeSet<String> {
            let here = with_profile(PLACES[8], profile, "");
            here.sizing.demand.groups.into_iter().map(|group| group.name).collect()
        };
        let (here, pair) = (pods(PROFILE), pods("dalp-private-chain"));
        let own: BTreeSet<&str> = here.difference(&pair).map(String::as_str).collect();
        let gone: BTreeSet<&str> = pair.difference(&here).map(String::as_str).collect();
        assert_eq!(own, BTreeSet::from(["minio-in-cluster", "postgresql-in-cluster", "redis-in-cluster"]));
        assert_eq!(gone, BTreeSet::from(["cache", "postgresql"]));
        assert!(here.contains("openshift-control-plane"));
    }
}

mod stated_clusters {
    use super::*;

    const STATED: [&str; 4] =
        ["vendor-minimum", "vendor-recommended", "atk-minimum-production", "atk-full-deployment"];

    fn shape(outcome: &Outcome) -> &'static InstanceType {
        let name = &outcome.sizing.choice.best.instance_type;
        catalogue().types(outcome.plan.platform.host).get(name).expect("a type")
    }

    /// The vendor's words: 3 × 4 vCPU / 16 GB, on OpenShift 3 × 8 / 32; recommended 6 × 8 / 32, on
    /// OpenShift 6 × 16 / 64.
    #[test]
    fn nodes_are_as_many_and_as_large_as_stated() {
        for place in PLACES {
            let openshift = place.contains("openshift");
            let (least, recommended) =
                if openshift { ((8, 32.0), (16, 64.0)) } else { ((4, 16.0), (8, 32.0)) };
            for (profile, nodes, (vcpu, memory_gib)) in
                [("vendor-minimum", 3, least), ("vendor-recommended", 6, recommended)]
            {
                let here = with_profile(place, profile, "");
                assert_eq!(here.sizing.choice.best.nodes, nodes, "{place}, {profile}");
                let chosen = shape(&here);
                assert!(chosen.vcpu >= vcpu && chosen.memory_gib >= memory_gib, "{place}, {profile}");
                assert_eq!(warnings(&here, "stated-cluster").len(), 1, "{place}, {profile}");
                assert!(warnings(&here, "below-stated").is_empty(), "{place}, {profile}");
            }
        }
    }

    /// 16 cores and 32 GB, and 8 and 32: reached, with a node in each zone, and not by one fewer.
    #[test]
    fn totals_are_reached_with_the_fewest_nodes() {
        for place in PLACES {
            for (profile, vcpu, memory_gib) in
                [("atk-minimum-production", 16, 32.0), ("atk-full-deployment", 8, 32.0)]
            {
                let here = with_profile(place, profile, "");
                let (nodes, chosen) = (here.sizing.choice.best.nodes, shape(&here));
                let reaches = |nodes: u32| {
                    nodes * chosen.vcpu >= vcpu && f64::from(nodes) * chosen.memory_gib >= memory_gib
                };
                assert!(reaches(nodes) && nodes >= 3, "{place}, {profile}: {nodes} × {}", chosen.name);
                assert!(nodes == 3 || !reaches(nodes - 1), "{place}, {profile}: {nodes} × {}", chosen.name);
            }
        }
    }

    /// Stated are 500 GB of volumes; the pods of production ask for 741 GiB.
    #[test]
    fn more_volumes_than_stated_are_said_so() {
        let here = with_profile(PLACES[0], "atk-minimum-production", "");
        let said = warnings(&here, "below-stated");
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("741 GiB") && said[0].contains("500 GB volumes"), "{}", said[0]);
    }

    #[test]
    fn the_pods_are_those_of_the_private_chain() {
        for place in PLACES {
            let reference = with_profile(place, "dalp-private-chain", "");
            for profile in STATED {
                let here = with_profile(place, profile, "");
                assert_eq!(here.sizing.demand, reference.sizing.demand, "{place}, {profile}");
            }
        }
    }

    /// The published reckoning: after the loss of a zone 3 × 4 vCPU / 16 GB are short everywhere
    /// if all pods must run; on EKS 7.5 vCPU and 28.2 GiB are left, on GKE 7.2 and 24.8, on AKS
    /// 7.0 and 25.7 (with 110 pods a node), on OpenShift 6.3 and 23.4. The recommended cluster leaves several times that.
    #[test]
    fn the_vendors_minimum_does_not_carry_all_pods_without_a_zone() {
        let pod_subnet = format!("{}pod_network = \"pod-subnet\"\n", PLACES[1]);
        for (place, type_name, vcpu, memory_gib) in [
            (PLACES[0], "m6a.xlarge", 7.5, 28.2),
            (&pod_subnet, "Standard_D4as_v5", 7.0, 25.7),
            (PLACES[2], "e2-standard-4", 7.2, 24.8),
            (PLACES[3], "m6a.xlarge", 6.3, 23.4),
        ] {
            let pool = format!("[[node_pools]]\ninstance_type = \"{type_name}\"\n");
            let here = with_profile(place, "vendor-minimum", &pool);
            let agents = here.sizing.demand.per_node;
            let left = here.sizing.choice.best.node.allocatable.minus(agents).times(2);
            assert!((left.cpu_m as f64 / 1000.0 / vcpu - 1.0).abs() < 0.02, "{place}: {left:?}");
            let gib = left.memory_mib as f64 / 1024.0;
            assert!((gib / memory_gib - 1.0).abs() < 0.02, "{place}: {gib}");
            assert!(!here.sizing.demand.total.fits_in(left), "{place}: short if all pods must run");
        }
        for place in &PLACES[..4] {
            let here = with_profile(place, "vendor-recommended", "");
            assert!(here.sizing.placement().survives(), "{place}");
        }
    }

    #[test]
    fn a_cluster_that_is_too_small_is_planned_and_warned_of() {
        let azure = with_profile(PLACES[1], "vendor-minimum", "");
        assert_eq!(azure.sizing.choice.best.nodes, 3, "auto does not take more than is stated");
        assert!(!azure.sizing.placement().survives());
        assert!(azure.warnings.iter().any(|warning| warning.code == "zone-loss"));
        // With 40 RPC nodes the pods do not fit at all.
        let replicas = "replicas = { \"besu-rpc\" = 40 }\n";
        let here = with_profile(PLACES[0], "vendor-minimum", replicas);
        assert_eq!(here.sizing.choice.best.nodes, 3);
        assert!(here.warnings.iter().any(|warning| warning.code == "does-not-fit"));
    }

    #[test]
    fn what_the_plan_sets_goes_before_what_is_stated() {
        let two = with_profile(PLACES[0], "vendor-recommended", "[[node_pools]]\nnodes = 4\n");
        assert_eq!(two.sizing.choice.best.nodes, 4);
        let said = warnings(&two, "below-stated");
        assert!(said.len() == 1 && said[0].contains("6+ nodes across zones, 8 vCPU / 32 GB"), "{said:?}");
        assert!(warnings(&two, "stated-cluster").is_empty());
        let small = "[[node_pools]]\ninstance_type = \"m6a.xlarge\"\n";
        let small = with_profile(PLACES[3], "vendor-minimum", small);
        assert_eq!(small.sizing.choice.best.nodes, 3);
        assert!(warnings(&small, "below-stated")[0].contains("4 vCPU and 16 GiB are less"));
        let more = with_profile(PLACES[0], "vendor-minimum", "[[node_pools]]\nnodes = 9\n");
        assert!(warnings(&more, "below-stated").is_empty());
    }

    #[test]
    fn fewer_zones_have_the_same_cluster() {
        for (zones, per_zone) in [(1, vec![3]), (2, vec![2, 1]), (3, vec![1, 1, 1])] {
            let place = format!("{}zones = {zones}\n", PLACES[0]);
            assert_eq!(with_profile(&place, "vendor-minimum", "").sizing.nodes_per_zone(), per_zone);
        }
    }

    #[test]
    fn each_platform_reads_its_own_row() {
        let text = |profile, provider| {
            floor_of(profile, provider, &catalogue().minimums).map(|floor| floor.stated.text.as_str())
        };
        for provider in [Provider::Aws, Provider::Azure, Provider::Gcp] {
            assert_eq!(text(Profile::VendorMinimum, provider), Some("3 nodes, 4 vCPU / 16 GB"));
        }
        assert_eq!(text(Profile::VendorMinimum, Provider::Openshift), Some("3 workers, 8 vCPU / 32 GB"));
        assert_eq!(text(Profile::AtkFullDeployment, Provider::Openshift), Some("8 cores, 32 GB RAM"));
        for profile in Profile::ALL {
            let is_stated = STATED.contains(&profile.name());
            assert_eq!(text(profile, Provider::Aws).is_some(), is_stated, "{profile:?}");
        }
        for row in &catalogue().minimums {
            assert!(Profile::ALL.iter().any(|profile| profile.name() == row.profile), "{}", row.profile);
        }
    }

    #[test]
    fn a_faulty_row_is_refused() {
        const HEAD: &str = "profile,platform,nodes,node_vcpu,node_memory_gib,total_vcpu,total_memory_gib,\
                            volumes_gib,text,as_of,method,source\n";
        for (row, part) in [
            ("a,all,3,4,,,,,words,undated,stated,x\n", "nodes with the vCPU and memory of each"),
            ("a,all,0,4,16,,,,words,undated,stated,x\n", "nodes with the vCPU and memory of each"),
            ("a,all,,,,8,,,words,undated,stated,x\n", "vCPU and memory of all nodes"),
            ("a,all,,,,,,500,words,undated,stated,x\n", "nodes of a size, or totals"),
            ("a,all,3,4,16,,,,,undated,stated,x\n", "column text"),
            ("a,,3,4,16,,,,words,undated,stated,x\n", "column platform"),
            ("b,all,3,4,16,,,,w,undated,stated,x\na,all,3,4,16,,,,w,undated,stated,x\n", "line 3"),
        ] {
            let text = format!("{HEAD}{row}");
            let faults =
                Catalogue::load(&[DataFile { path: "minimums.csv", text: &text }]).expect_err("refused");
            let fault = faults[0].to_string();
            assert!(fault.contains("minimums.csv") && fault.contains(part), "{row}: {fault}");
        }
    }
}

#[test]
fn an_unknown_profile_is_told_every_known_one() {
    let faults = parse(&aws("[workload]\nprofile = \"vendor-minimun\"\n")).expect_err("refused");
    for profile in Profile::ALL {
        assert!(faults[0].to_string().contains(profile.name()), "{}", faults[0]);
    }
}
