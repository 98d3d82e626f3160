//! Terraform variables.

use serde_json::{Value, json};
use zoneplan::engine::export::{Module, Tfvars, tfvars};

use super::{Planned, hostile_names, planned, reference, table};
use crate::cli::{text, zoneplan};

/// Modules for the reference plan of each provider.
const FITTING: [(&str, &[Module]); 4] = [
    ("aws", &[Module::Vendor, Module::Eks]),
    ("azure", &[Module::Vendor, Module::Aks]),
    ("gcp", &[Module::Vendor, Module::Gke]),
    ("openshift", &[Module::Vendor]),
];

fn written(planned: &Planned, module: Module) -> (Value, Tfvars) {
    let written = tfvars(&planned.outcome, &planned.report, module).expect("a module for the plan");
    (serde_json::from_slice(&written.file.bytes).expect("JSON"), written)
}

#[test]
fn every_variable_is_one_that_was_read_and_of_its_type() {
    for (provider, modules) in FITTING {
        let planned = reference(provider);
        for module in Module::ALL {
            if !modules.contains(&module) {
                let refused =
                    tfvars(&planned.outcome, &planned.report, module).expect_err("another platform");
                let names: Vec<&str> = modules.iter().map(|module| module.name()).collect();
                assert_eq!(refused.allowed, names);
                continue;
            }
            let (json, written) = written(&planned, module);
            table::check(module.name(), &json);
            let rows = table::rows(module.name());
            for yours in written.yours.iter().flat_map(|name| name.split(" or ")) {
                let row = rows.get(yours).or_else(|| rows.get(&format!("{yours}.azure")));
                assert!(row.is_some_and(|row| row.is_yours), "{}: {yours}", module.name());
            }
        }
    }
}

#[test]
fn plans_of_other_shapes_write_known_variables_too() {
    let pool = json!([{ "name": "general", "autoscale": { "min": 3, "max": 9 }, "commitment": "spot" }]);
    let plans = [
        json!({ "platform": { "provider": "aws", "zones": 2, "upgrades": "in-time" }, "node_pools": pool }),
        json!({ "platform": { "provider": "azure", "pod_network": "kubenet" }, "node_pools": pool }),
        json!({ "platform": { "provider": "gcp" }, "node_pools": pool, "cache": { "high_availability": "none" } }),
        json!({ "platform": { "provider": "aws" }, "workload": { "profile": "dalp-all-in-cluster" } }),
        json!({ "platform": { "provider": "openshift", "openshift": { "flavour": "ocp", "host": "on-prem" } } }),
    ];
    for plan in plans {
        let planned = planned(&plan);
        for module in Module::ALL {
            if let Ok(written) = tfvars(&planned.outcome, &planned.report, module) {
                table::check(module.name(), &serde_json::from_slice(&written.file.bytes).expect("JSON"));
            }
        }
    }
}

#[test]
fn values_are_those_of_the_report() {
    let aws = reference("aws");
    let pool = &aws.json["sizing"]["pools"][0];
    let group = json!({
        "desired_size": pool["nodes"], "min_size": pool["nodes"], "max_size": pool["nodes"],
        "instance_types": [pool["instance_type"]], "capacity_type": "ON_DEMAND",
    });
    let (eks, _) = written(&aws, Module::Eks);
    assert_eq!(eks["eks_managed_node_groups"], json!({ "general": group }));
    // The reference plan: Kubernetes 1.33 in eu-central-1, upgrades = "stay".
    assert_eq!(eks["kubernetes_version"], "1.33");
    assert_eq!(eks["region"], "eu-central-1");
    assert_eq!(eks["upgrade_policy"]["support_type"], "EXTENDED");
    let (vendor, told) = written(&aws, Module::Vendor);
    assert_eq!(vendor["k8s_cluster"]["aws"]["node_groups"], json!({ "general": group }));
    assert_eq!(vendor["postgres"]["aws"]["instance_class"], aws.json["sizing"]["database_class"]);
    // database.storage_gib = 200, database.version = "17".
    assert_eq!(vendor["postgres"]["aws"]["allocated_storage"], 200);
    assert_eq!(vendor["postgres"]["aws"]["engine_version"], "17");
    assert_eq!(vendor["redis"]["aws"]["node_type"], aws.json["sizing"]["cache_class"]);
    // One NAT gateway in each of three zones is billed.
    assert_eq!(vendor["vpc"]["aws"]["single_nat_gateway"], false);
    assert!(told.yours.contains(&"vpc.aws.availability_zones"));
    assert!(told.notes.iter().any(|note| note.contains("standby of PostgreSQL")));

    let azure = reference("azure");
    let pool = &azure.json["sizing"]["pools"][0];
    let (aks, _) = written(&azure, Module::Aks);
    assert_eq!((&aks["agents_size"], &aks["agents_count"]), (&pool["instance_type"], &pool["nodes"]));
    assert_eq!(aks["agents_availability_zones"], json!(["1", "2", "3"]));
    assert_eq!((&aks["network_plugin"], &aks["network_plugin_mode"]), (&json!("azure"), &json!("overlay")));
    assert_eq!(aks["sku_tier"], "Standard");
    let (vendor, _) = written(&azure, Module::Vendor);
    let class = azure.json["sizing"]["database_class"].as_str().expect("a class");
    assert_eq!(vendor["postgres"]["azure"]["sku_name"], format!("GP_{class}"));
    // 200 GiB are sold as a disk of 256 GiB, which the bill has: 256 × 1024 MiB.
    assert_eq!(vendor["postgres"]["azure"]["storage_mb"], 262_144);
    // object_storage.redundancy is ZRS by default.
    assert_eq!(vendor["object_storage"]["azure"]["replication_type"], "ZRS");

    let gcp = reference("gcp");
    let (vendor, _) = written(&gcp, Module::Vendor);
    assert_eq!(vendor["postgres"]["gcp"]["tier"], gcp.json["sizing"]["database_class"]);
    assert_eq!(vendor["postgres"]["gcp"]["database_version"], "POSTGRES_17");
    // The smallest of at least 4 GiB; multi-region of europe-west3.
    assert_eq!(vendor["redis"]["gcp"]["memory_size_gb"], 4);
    assert_eq!(vendor["object_storage"]["gcp"]["location"], "EU");
}

#[test]
fn gke_is_told_the_nodes_of_one_zone() {
    let even = planned(&json!({ "platform": { "provider": "gcp" }, "node_pools": [{ "nodes": 6 }] }));
    let (json, told) = written(&even, Module::Gke);
    assert_eq!(json["node_pools"][0]["node_count"], 2);
    assert_eq!(json["node_pools"][0]["autoscaling"], false);
    assert!(told.notes.is_empty());
    let uneven = planned(&json!({ "platform": { "provider": "gcp" }, "node_pools": [{ "nodes": 5 }] }));
    let (json, told) = written(&uneven, Module::Gke);
    let pool = &json["node_pools"][0];
    assert_eq!((&pool["min_count"], &pool["max_count"]), (&json!(1), &json!(2)));
    assert!(pool.get("node_count").is_none() && told.notes[0].contains("5 nodes are not as many"));
    // 3 to 9 nodes over three zones are 1 to 3 in each.
    let pools = json!([{ "autoscale": { "min": 3, "max": 9 } }]);
    let scaled = planned(&json!({ "platform": { "provider": "gcp" }, "node_pools": pools }));
    let (json, _) = written(&scaled, Module::Gke);
    let pool = &json["node_pools"][0];
    assert_eq!((&pool["min_count"], &pool["max_count"]), (&json!(1), &json!(3)));
}

#[test]
fn names_of_any_kind_come_back_as_they_were() {
    for name in hostile_names() {
        let pools = json!([{ "name": name }]);
        let planned =
            planned(&json!({ "name": name, "platform": { "provider": "aws" }, "node_pools": pools }));
        let (json, _) = written(&planned, Module::Eks);
        let groups = json["eks_managed_node_groups"].as_object().expect("groups");
        assert!(groups.contains_key(&name), "{name:?}");
    }
}

#[test]
fn the_command_writes_the_file_and_says_what_is_missing() {
    let output = zoneplan(&["export", "tfvars", "--module", "eks"], "");
    assert_eq!(output.status.code(), Some(0));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["kubernetes_version"], "1.33");
    assert_eq!(text(&output.stderr), "zoneplan: yours to fill: name, vpc_id, subnet_ids\n");
    let output = zoneplan(&["export", "tfvars", "--module", "gke"], "");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("--module") && said.contains("vendor | eks"), "{said}");
}
