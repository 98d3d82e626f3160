//! Helm values, schedules of Velero and disruption budgets.

use k8s_openapi::api::apps::v1::{Deployment, StatefulSet};
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use serde_json::{Value, json};
use zoneplan::engine::export::{ExportFile, VeleroScope, helm_values};
use zoneplan::engine::manifest::{self, AutoscalerAt, Level, Source};
use zoneplan::engine::plan::assess;
use zoneplan::engine::report;
use zoneplan::engine::scenario::{Document, Domain, plan_with};

use super::parsers::{document, documents, is_a};
use super::{Planned, hostile_names, hostile_texts, planned, reference, table, text_of};
use crate::cli::{text, zoneplan};
use crate::support::catalogue;

fn files(planned: &Planned) -> Vec<ExportFile> {
    helm_values(&planned.outcome, &planned.report, &VeleroScope::default())
}

/// The entries of a list.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Pods of all zones.
fn replicas(placed: &Value) -> u64 {
    list(&placed["per_zone"]).iter().filter_map(Value::as_u64).sum()
}

/// What the report says of the workload's own components.
fn placed(planned: &Planned) -> Vec<&Value> {
    let placed = list(&planned.json["sizing"]["pools"][0]["placement"]).iter();
    placed.filter(|entry| entry["by_platform"] == false).collect()
}

#[test]
fn every_component_has_the_replicas_and_requests_of_the_report() {
    for provider in ["aws", "azure", "gcp", "openshift"] {
        let planned = reference(provider);
        let values = document(text_of(&files(&planned), "values.yaml"));
        let components = values["components"].as_object().expect("components");
        let placed = placed(&planned);
        assert_eq!(components.len(), placed.len());
        for entry in placed {
            let name = entry["component"].as_str().expect("a name");
            let component = &components[name];
            assert_eq!(component["replicaCount"], replicas(entry), "{name}");
            assert_eq!(component["kind"], entry["kind"]);
            let request = &entry["request"];
            let requests = &component["resources"]["requests"];
            assert_eq!(requests["cpu"], format!("{}m", request["cpu_m"]), "{name}");
            assert_eq!(requests["memory"], format!("{}Mi", request["memory_mib"]), "{name}");
            let is_replicated = replicas(entry) > 1;
            assert_eq!(component.get("topologySpreadConstraints").is_some(), is_replicated, "{name}");
            assert_eq!(component.get("podDisruptionBudget").is_some(), is_replicated, "{name}");
        }
        // docs: dapp may take 3000 m and 2048 MiB; the production request of Besu is above the limit
        // of the chart, 360 m and 1024 MiB, which therefore is not written.
        assert_eq!(
            components["atk-dapp"]["resources"]["limits"],
            json!({ "cpu": "3000m", "memory": "2048Mi" })
        );
        assert!(components["besu-rpc"]["resources"].get("limits").is_none());
        assert_eq!(components["besu-validator"]["persistence"]["size"], "100Gi");
    }
}

#[test]
fn the_vendors_chart_gets_keys_that_were_read() {
    let planned = reference("aws");
    let values = document(text_of(&files(&planned), "atk-values.yaml"));
    table::check("atk-chart", &values);
    let report = |name: &str| {
        let entry = placed(&planned).into_iter().find(|entry| entry["component"] == name).expect(name);
        replicas(entry)
    };
    assert_eq!(values["dapp"]["replicaCount"], report("atk-dapp"));
    assert_eq!(values["hasura"]["graphql-engine"]["replicas"], report("atk-hasura"));
    let nodes = &values["network"]["network-nodes"];
    assert_eq!(nodes["validatorReplicaCount"], report("besu-validator"));
    assert_eq!(nodes["rpcReplicaCount"], report("besu-rpc"));
    assert_eq!(nodes["resources"]["requests"], json!({ "cpu": "500m", "memory": "2048Mi" }));
    // Three pods of which one may be away leave two.
    assert_eq!(values["dapp"]["podDisruptionBudget"], json!({ "enabled": true, "minAvailable": 2 }));
}

#[test]
fn budgets_are_kubernetes_objects_and_keep_the_quorum() {
    for provider in ["aws", "azure", "gcp", "openshift"] {
        let planned = reference(provider);
        let budgets = documents(text_of(&files(&planned), "pod-disruption-budgets.yaml"));
        let several = placed(&planned).into_iter().filter(|entry| replicas(entry) > 1).count();
        assert_eq!(budgets.len(), several);
        for budget in &budgets {
            is_a::<PodDisruptionBudget>(budget);
            let name = budget["metadata"]["name"].as_str().expect("a name");
            let quorum =
                list(&planned.json["sizing"]["quorum"]).iter().find(|entry| entry["component"] == name);
            let away = quorum.map_or(1, |entry| {
                entry["members"].as_u64().expect("members") - entry["needed"].as_u64().expect("needed")
            });
            assert_eq!(budget["spec"]["maxUnavailable"], away, "{name}");
        }
        // Of four validators three must sign: ⌈2 × 4 ÷ 3⌉.
        assert!(budgets.iter().any(|budget| budget["metadata"]["name"] == "besu-validator"));
    }
}

/// The objects of a chart that does nothing but put the values where they belong.
fn rendered(values: &Value) -> Vec<Value> {
    let components = values["components"].as_object().expect("components");
    let render = |(name, values): (&String, &Value)| {
        let label = &values["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"];
        let labels = if label.is_null() { json!({ "app.kubernetes.io/name": name }) } else { label.clone() };
        let mut pod =
            json!({ "containers": [{ "name": "main", "image": "image", "resources": values["resources"] }] });
        if let Some(spread) = values.get("topologySpreadConstraints") {
            pod["topologySpreadConstraints"] = spread.clone();
        }
        let mut object = json!({
            "apiVersion": "apps/v1", "kind": values["kind"], "metadata": { "name": name },
            "spec": {
                "replicas": values["replicaCount"], "selector": { "matchLabels": labels },
                "template": { "metadata": { "labels": labels }, "spec": pod },
            },
        });
        if values["kind"] == "StatefulSet" {
            object["spec"]["serviceName"] = json!(name);
        }
        object
    };
    components.iter().map(render).collect()
}

#[test]
fn what_the_values_describe_is_what_the_reader_of_manifests_reads() {
    let planned = reference("aws");
    let files = files(&planned);
    let objects = rendered(&document(text_of(&files, "values.yaml")));
    for object in &objects {
        match object["kind"].as_str() {
            Some("Deployment") => is_a::<Deployment>(object),
            Some("StatefulSet") => is_a::<StatefulSet>(object),
            kind => panic!("{kind:?}"),
        }
    }
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": objects }).to_string();
    let sources = [
        Source { name: "rendered.json", text: &list },
        Source { name: "budgets.yaml", text: text_of(&files, "pod-disruption-budgets.yaml") },
        Source { name: "schedules.yaml", text: text_of(&files, "velero-schedules.yaml") },
    ];
    let read = manifest::read(&sources, AutoscalerAt::Least);
    assert!(read.notes_of(Level::Fault).next().is_none(), "{:?}", read.notes);
    let placed = placed(&planned);
    assert_eq!(read.groups.len(), placed.len());
    for entry in placed {
        let name = entry["component"].as_str().expect("a name");
        let group = read.groups.iter().find(|group| group.name == name).expect(name);
        assert_eq!(u64::from(group.replicas), replicas(entry), "{name}");
        assert_eq!(group.request.cpu_m, entry["request"]["cpu_m"].as_u64().expect("a number"), "{name}");
        assert_eq!(
            group.request.memory_mib,
            entry["request"]["memory_mib"].as_u64().expect("a number"),
            "{name}"
        );
        let is_replicated = replicas(entry) > 1;
        let spreads = group.rules.spreads.iter().filter(|spread| spread.domain == Domain::Zone);
        assert_eq!(
            spreads.filter(|spread| spread.max_skew == 1).count(),
            usize::from(is_replicated),
            "{name}"
        );
        assert_eq!(group.may_be_away, is_replicated.then_some(1), "{name}");
    }
}

/// Schedules of a plan whose tiers are these, by the names of their objects.
fn schedules(planned: &Planned, scope: &VeleroScope) -> (Value, Vec<Value>) {
    let files = helm_values(&planned.outcome, &planned.report, scope);
    let values = document(text_of(&files, "velero-values.yaml"));
    let objects = files.iter().any(|file| file.name == "velero-schedules.yaml");
    let objects = if objects { documents(text_of(&files, "velero-schedules.yaml")) } else { Vec::new() };
    (values, objects)
}

/// Fields of a `Schedule`, by the definition of Velero: name and type.
fn fields() -> Vec<(String, String)> {
    let table = include_str!("../../exports/velero-schedule-fields.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
}

#[test]
fn schedules_have_the_tiers_of_the_report_in_the_fields_of_velero() {
    let known = fields();
    for preset in ["chart-default", "vendor-three-tier", "gfs"] {
        let plan = json!({ "platform": { "provider": "aws" }, "backup": { "tiers": preset } });
        let planned = planned(&plan);
        let (values, objects) = schedules(&planned, &VeleroScope::default());
        table::check("velero-chart", &values);
        let tiers = list(&planned.json["backup"]["tiers"]);
        assert_eq!(objects.len(), tiers.len());
        for (tier, object) in tiers.iter().zip(&objects) {
            assert_eq!(
                (&object["apiVersion"], &object["kind"]),
                (&json!("velero.io/v1"), &json!("Schedule"))
            );
            let name = object["metadata"]["name"].as_str().expect("a name");
            assert_eq!(tier["name"], name);
            for (path, kind) in table::leaves(&json!({ "spec": object["spec"] })) {
                let field = (path.join("."), kind.to_owned());
                assert!(known.contains(&field), "{field:?} is no field of a Schedule");
            }
            let template = &object["spec"]["template"];
            // Hours for which a copy is kept are 24 times its days.
            let hours = tier["keep_days"].as_f64().expect("days") * 24.0;
            assert_eq!(template["ttl"], format!("{hours}h0m0s"));
            let own = &values["schedules"][name];
            assert_eq!((&own["template"], &own["schedule"]), (template, &object["spec"]["schedule"]));
            let has = |surface: &str| list(&tier["surfaces"]).iter().any(|own| own == surface);
            let is_of_data = has("volumes") || has("telemetry");
            assert_eq!(template["defaultVolumesToFsBackup"], is_of_data, "{name}");
        }
    }
}

#[test]
fn schedules_are_the_vendors() {
    let of = |preset: &str| {
        let plan = json!({ "platform": { "provider": "aws" }, "backup": { "tiers": preset } });
        let (_, objects) = schedules(&planned(&plan), &VeleroScope::default());
        let spec = |object: &Value, path: &str| object.pointer(path).cloned().unwrap_or_default();
        let short = |object: &Value| {
            let text = |path: &str| spec(object, path).as_str().unwrap_or_default().to_owned();
            (text("/metadata/name"), text("/spec/schedule"), text("/spec/template/ttl"))
        };
        (objects.iter().map(short).collect::<Vec<_>>(), objects)
    };
    let row = |name: &str, cron: &str, ttl: &str| (name.to_owned(), cron.to_owned(), ttl.to_owned());
    // The chart: one daily schedule at 02:00, kept 30 days; events are left out.
    let (short, objects) = of("chart-default");
    assert_eq!(short, [row("velero-daily", "0 2 * * *", "720h0m0s")]);
    assert_eq!(objects[0]["spec"]["template"]["excludedResources"][0], "events");
    // The page: hourly for 48 h, daily 03:00 for 7 days, Sunday 04:00 for 30 days, telemetry for 3 days.
    let (short, objects) = of("vendor-three-tier");
    assert_eq!(short[0], row("hourly-config", "0 * * * *", "48h0m0s"));
    assert_eq!(short[1], row("daily-namespace", "0 3 * * *", "168h0m0s"));
    assert_eq!(short[2], row("weekly-volumes", "0 4 * * 0", "720h0m0s"));
    assert_eq!(short[3].2, "72h0m0s");
    assert_eq!(objects[0]["spec"]["template"]["includedResources"], json!(["configmaps", "secrets"]));
    // Nobody said where telemetry is: its schedule waits.
    assert_eq!(objects[3]["spec"]["paused"], true);
    assert!(objects[..3].iter().all(|object| object["spec"].get("paused").is_none()));
}

#[test]
fn namespaces_that_are_named_are_copied() {
    let plan = json!({ "platform": { "provider": "aws" }, "backup": { "tiers": "vendor-three-tier" } });
    let planned = planned(&plan);
    let scope = VeleroScope::of(&["dalp".to_owned()], Some("telemetry")).expect("namespaces");
    let (_, objects) = schedules(&planned, &scope);
    assert_eq!(objects[1]["spec"]["template"]["includedNamespaces"], json!(["dalp"]));
    assert_eq!(objects[3]["spec"]["template"]["includedNamespaces"], json!(["telemetry"]));
    assert!(objects[3]["spec"].get("paused").is_none());
    assert!(VeleroScope::of(&["no such".to_owned()], None).is_err());
}

#[test]
fn what_velero_does_not_carry_is_left_out_and_said() {
    let tiers = json!([
        { "name": "dumps", "surface": "database", "every_hours": 24, "keep_days": 7 },
        { "name": "often", "surface": "volumes", "every_hours": 36, "keep_days": 3, "method": "snapshot" },
    ]);
    let planned = planned(&json!({ "platform": { "provider": "aws" }, "backup": { "tiers": tiers } }));
    let (values, objects) = schedules(&planned, &VeleroScope::default());
    assert_eq!(objects.len(), 1);
    let template = &objects[0]["spec"]["template"];
    assert_eq!(objects[0]["spec"]["schedule"], "@every 36h");
    assert_eq!(
        (&template["snapshotVolumes"], &template["defaultVolumesToFsBackup"]),
        (&json!(true), &json!(false))
    );
    assert_eq!((&values["snapshotsEnabled"], &values["deployNodeAgent"]), (&json!(true), &json!(false)));
    let files = files(&planned);
    let said = text_of(&files, "velero-schedules.yaml");
    assert!(said.contains("database: the managed service keeps backups and logs for 30 days"), "{said}");
    assert!(said.contains("The tier \"dumps\" is of these alone, and left out."));
}

#[test]
fn names_of_any_kind_come_back_as_they_were() {
    let texts = hostile_names();
    let tier =
        |name: &String| json!({ "name": name, "surface": "namespace", "every_hours": 24, "keep_days": 7 });
    let tiers: Vec<Value> = texts.iter().map(tier).collect();
    let plan = json!({
        "name": texts.concat(), "platform": { "provider": "aws" }, "backup": { "tiers": tiers },
    });
    let planned = planned(&plan);
    let (values, objects) = schedules(&planned, &VeleroScope::default());
    assert_eq!(objects.len(), texts.len());
    for (name, object) in texts.iter().zip(&objects) {
        let known = object["metadata"]["name"].as_str().expect("a name");
        assert!(
            known.len() <= 63
                && known.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        );
        let kept = &object["metadata"]["annotations"]["zoneplan/tier"];
        assert!(kept == name || known == name, "{name:?}");
        assert_eq!(&values["schedules"][known]["annotations"]["zoneplan/tier"], kept);
    }
    for file in files(&planned) {
        let head =
            std::str::from_utf8(&file.bytes).expect("UTF-8").lines().take_while(|line| line.starts_with('#'));
        assert!(head.count() >= 3, "remarks stay remarks in {}", file.name);
    }
}

#[test]
fn manifests_of_any_name_have_their_values() {
    for name in hostile_texts() {
        let object = json!({
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": name, "namespace": "shop" },
            "spec": {
                "replicas": 3, "selector": { "matchLabels": { "app": "web" } },
                "template": {
                    "metadata": { "labels": { "app": "web" } },
                    "spec": { "containers": [{ "name": "c", "image": "i", "resources": { "requests": { "cpu": "250m", "memory": "1Gi" } } }] },
                },
            },
        });
        let text = object.to_string();
        let read = manifest::read(&[Source { name: "web.json", text: &text }], AutoscalerAt::Least);
        let Some(group) = read.groups.first() else { continue };
        let key = group.name.clone();
        let document_of =
            json!({ "platform": { "provider": "aws" }, "workload": { "manifests": "web.json" } });
        let parsed = Document::from_json(&document_of.to_string()).expect("JSON");
        let plan = plan_with(&parsed, catalogue(), Some(&read.pods())).expect("a sound plan");
        let outcome = assess(&plan, catalogue()).expect("a layout");
        let report = report::report(&outcome, None, catalogue());
        let files = helm_values(&outcome, &report, &VeleroScope::default());
        assert!(
            files.iter().all(|file| file.name != "atk-values.yaml"),
            "the chart is of the vendor's profiles"
        );
        let values = document(text_of(&files, "values.yaml"));
        let component = values["components"].get(&key).expect("the component");
        assert_eq!(component["resources"]["requests"], json!({ "cpu": "250m", "memory": "1024Mi" }));
        let budgets = documents(text_of(&files, "pod-disruption-budgets.yaml"));
        is_a::<PodDisruptionBudget>(&budgets[0]);
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    assert_eq!(files(&reference("gcp")), files(&reference("gcp")));
}

#[test]
fn the_command_writes_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("deploy");
    let out = out.to_str().expect("a path");
    let output = zoneplan(&["export", "helm-values", "--out", out, "--namespace", "dalp"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let mut names: Vec<String> = std::fs::read_dir(out)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let expected = [
        "atk-values.yaml",
        "pod-disruption-budgets.yaml",
        "values.yaml",
        "velero-schedules.yaml",
        "velero-values.yaml",
    ];
    assert_eq!(names, expected);
    let output = zoneplan(&["export", "helm-values", "--out", out, "--namespace", "No"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--namespace"));
}
