//! `zoneplan size`, and plans whose workload is manifests.

use serde_json::Value;

use crate::cli::{text, zoneplan};

/// Three pods of 500 m and 1 GiB, spread by zone, and one of 250 m.
const SHOP: &str = r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  replicas: 3
  template:
    metadata: {labels: {app: cart}}
    spec:
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: cart}}}
      containers: [{name: c, image: cart, resources: {requests: {cpu: 500m, memory: 1Gi}}}]
---
apiVersion: v1
kind: Pod
metadata: {name: once, namespace: shop}
spec:
  containers: [{name: c, image: once, resources: {requests: {cpu: 250m, memory: 100M}}}]
---
apiVersion: example.org/v1
kind: Flower
metadata: {name: rose}
";

fn json(arguments: &[&str], input: &str) -> (Option<i32>, Value, String) {
    let output = zoneplan(arguments, input);
    let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output.status.code(), answer, text(&output.stderr))
}

/// Every number of the answer follows from the manifests and the rows of the catalogue.
#[test]
fn manifests_are_sized_and_each_number_can_be_followed() {
    let (code, answer, complaints) = json(&["size", "-", "--provider", "aws", "--format", "json"], SHOP);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    let pool = &answer["sizing"]["pools"][0];
    let sum = |part: &str| -> u64 {
        let placement = pool["placement"].as_array().expect("a list");
        placement
            .iter()
            .map(|entry| {
                let pods = entry["per_zone"]
                    .as_array()
                    .expect("zones")
                    .iter()
                    .filter_map(Value::as_u64)
                    .sum::<u64>();
                pods * entry["request"][part].as_u64().expect("a number")
            })
            .sum()
    };
    // 3 × 500 + 250, and of the platform coredns 2 × 100, ebs-csi-controller 2 × 60, metrics-server 100, velero 500.
    assert_eq!(sum("cpu_m"), 1750 + 200 + 120 + 100 + 500);
    // 100 M are 95.37 MiB: 96. The platform's are 2 × 70, 2 × 240, 200 and 128.
    assert_eq!(sum("memory_mib"), 3 * 1024 + 96 + 140 + 480 + 200 + 128);
    assert_eq!(pool["requested"]["cpu_m"].as_u64(), Some(sum("cpu_m")));
    assert_eq!(pool["nodes_per_zone"], serde_json::json!([1, 1, 1]));
    let cart = &pool["placement"][0];
    assert_eq!((&cart["component"], &cart["per_zone"]), (&"shop/cart".into(), &serde_json::json!([1, 1, 1])));
    assert_eq!(answer["manifests"]["outcomes"]["unread"], 1, "a kind that is not known is listed");
    let agents: u64 = pool["agent_list"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["request"]["cpu_m"].as_u64())
        .sum();
    assert_eq!(pool["agents"]["cpu_m"].as_u64(), Some(agents));
    assert!(answer["review"].as_array().expect("a list").iter().any(|it| it["subject"] == "shop/once"));
}

#[test]
fn the_text_names_what_was_understood_and_what_was_not() {
    let output = zoneplan(&["size", "-", "--provider", "gcp", "--zones", "2"], SHOP);
    let text = text(&output.stdout);
    for part in
        ["3 objects in 1 file", "1 Flower", "shop/cart", "nodes by zone", "What would break", "zone lost"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

/// A fault leaves out its object and is named with document and path; the rest is sized; exit 2.
#[test]
fn a_fault_is_named_and_the_rest_is_sized() {
    let faulty = SHOP.replace("cpu: 250m", "cpu: -1");
    let (code, answer, complaints) = json(&["size", "-", "--provider", "aws", "--format", "json"], &faulty);
    assert_eq!(code, Some(2));
    assert!(
        complaints.contains("document 2") && complaints.contains("resources.requests.cpu"),
        "{complaints}"
    );
    assert_eq!(answer["sizing"]["pools"][0]["placement"][0]["component"], "shop/cart");
}

/// The same of a deployment, whose rolling update would have extra pods: at once, for all types.
#[test]
fn a_deployment_larger_than_any_node_ends_too() {
    let huge = SHOP.replace("cpu: 500m", "cpu: \"5000\"");
    let (code, answer, _) = json(&["size", "-", "--provider", "azure", "--format", "json"], &huge);
    assert_eq!(code, Some(1));
    let pool = &answer["sizing"]["pools"][0];
    assert_eq!(
        (&pool["unplaced"][0]["component"], &pool["unplaced"][0]["count"]),
        (&"shop/cart".into(), &3.into())
    );
    assert_eq!(pool["rollout"]["fits"], true, "what is left out has no update");
    assert_eq!(pool["nodes_per_zone"], serde_json::json!([1, 1, 1]));
}

/// A pod that no type of the region can take is named, and the others are sized.
#[test]
fn a_pod_larger_than_any_node_is_left_out_and_named() {
    let huge = SHOP.replace("cpu: 250m", "cpu: \"5000\"");
    let (code, answer, _) = json(&["size", "-", "--provider", "aws", "--format", "json"], &huge);
    assert_eq!(code, Some(1), "a pipeline sees that a pod has no node");
    let pool = &answer["sizing"]["pools"][0];
    assert_eq!(pool["fits"], false);
    assert_eq!(
        (&pool["unplaced"][0]["component"], &pool["unplaced"][0]["obstacle"]),
        (&"shop/once".into(), &"cpu".into())
    );
    assert!(answer["warnings"].to_string().contains("too-large"), "{}", answer["warnings"]);
    assert_eq!(pool["placement"][0]["per_zone"], serde_json::json!([1, 1, 1]));
}

#[test]
fn what_cannot_be_sized_says_why() {
    let nothing = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";
    for (arguments, input, part) in [
        (vec!["size", "-", "--provider", "aws"], nothing, "found 1 object that runs no pods"),
        (vec!["size", "-", "--provider", "aws"], "", "found no object that could be read"),
        (vec!["size", "-", "--provider", "oracle"], SHOP, "platform.provider: found \"oracle\""),
        (vec!["size", "-", "--provider", "aws", "--region", "mars"], SHOP, "platform.region: found \"mars\""),
        (vec!["size", "-", "--provider", "aws", "--zones", "9"], SHOP, "platform.zones: found 9"),
        (
            vec!["size", "-", "--provider", "aws", "--instance-type", "x"],
            SHOP,
            "node_pools.0.instance_type: found \"x\"",
        ),
        (
            vec!["size", "-", "--provider", "aws", "--zone-loss", "x"],
            SHOP,
            "static | elastic | degraded | none",
        ),
        (vec!["size", "none.yaml", "--provider", "aws"], "", "cannot read none.yaml"),
    ] {
        let output = zoneplan(&arguments, input);
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(complaint.contains(part), "{arguments:?}: {complaint}");
        assert!(output.stdout.is_empty(), "nothing is answered");
    }
}

/// A plan names manifests from where it lies; the report says so and reviews them.
#[test]
fn a_plan_may_name_manifests() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("shop.yaml"), SHOP).expect("written");
    let plan = folder.path().join("plan.toml");
    let text = "[platform]\nprovider = \"azure\"\n[workload]\nmanifests = \"shop.yaml\"\nreplicas = { \"shop/cart\" = 6 }\n";
    std::fs::write(&plan, text).expect("written");
    let path = plan.to_str().expect("a path");
    let (code, report, complaints) = json(&["plan", path, "--format", "json"], "");
    assert_eq!(code, Some(0), "{complaints}");
    assert_eq!(report["workload"]["manifests"], serde_json::json!(["shop.yaml"]));
    assert_eq!(report["sizing"]["pools"][0]["placement"][0]["per_zone"], serde_json::json!([2, 2, 2]));
    assert_eq!(report["review"][0]["subject"], "shop/once");
    assert!(report["warnings"].to_string().contains("Flower"));
    // Another text is another plan.
    std::fs::write(folder.path().join("shop.yaml"), SHOP.replace("500m", "600m")).expect("written");
    let (_, other, _) = json(&["plan", path, "--format", "json"], "");
    assert_ne!(report["plan_digest"], other["plan_digest"]);
    std::fs::write(&plan, text.replace("shop/cart", "shop/crat")).expect("written");
    let (code, _, complaints) = json(&["plan", path], "");
    assert_eq!(code, Some(2));
    assert!(complaints.contains("the nearest is shop/cart"), "{complaints}");
}

/// The manifests of a public project, 88 objects, are sized; the sum of requests is that of
/// tests/it/manifests.rs, counted by others, and what the platform adds.
#[test]
fn the_manifests_of_a_public_project_are_sized() {
    let path = "tests/manifests/charts/kubernetes-addons-1.20.2.yaml";
    let (code, answer, _) = json(&["size", path, "--provider", "aws", "--format", "json"], "");
    assert_eq!(code, Some(2), "two files of it are templates");
    let pool = &answer["sizing"]["pools"][0];
    assert_eq!(answer["manifests"]["objects"].as_array().map(Vec::len), Some(88));
    assert!(pool["zone_loss"]["survives"] == true && pool["fits"] == true);
    // coredns, ebs-csi-controller, metrics-server and velero ask for 1,020 m beside 235 m of the addons.
    assert_eq!(pool["requested"]["cpu_m"], 1255);
}

/// A plan may take autoscalers at their most; it is another plan then.
#[test]
fn a_plan_says_where_autoscalers_stand() {
    let folder = tempfile::tempdir().expect("a folder");
    let scaler = "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: cart, namespace: shop}\n\
                  spec: {minReplicas: 4, maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}\n";
    std::fs::write(folder.path().join("shop.yaml"), format!("{SHOP}{scaler}")).expect("written");
    let plan = folder.path().join("plan.toml");
    let planned = |at: &str| {
        let text = format!(
            "[platform]\nprovider = \"aws\"\n[workload]\nmanifests = \"shop.yaml\"\nautoscalers = \"{at}\"\n"
        );
        std::fs::write(&plan, text).expect("written");
        json(&["plan", plan.to_str().expect("a path"), "--format", "json"], "")
    };
    let pods = |report: &Value| -> u64 {
        let per_zone = report["sizing"]["pools"][0]["placement"][0]["per_zone"].as_array().expect("zones");
        per_zone.iter().filter_map(Value::as_u64).sum()
    };
    let ((_, least, _), (_, most, _)) = (planned("least"), planned("most"));
    assert_eq!((pods(&least), pods(&most)), (4, 9));
    assert_ne!(least["plan_digest"], most["plan_digest"]);
    let (code, _, complaints) = planned("some");
    assert_eq!(code, Some(2));
    assert!(complaints.contains("least | most"), "{complaints}");
}

/// A claim that three pods share is one volume of 100 GiB: in the report, in the bill and for backups.
#[test]
fn a_shared_claim_is_one_volume_everywhere() {
    let shared = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: disk}\n\
                  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 100Gi}}}\n---\n\
                  apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3\n  template:\n    \
                  spec:\n      containers: [{name: c, image: c, resources: {requests: {cpu: 1m, memory: 1Mi}}}]\n      \
                  volumes: [{name: d, persistentVolumeClaim: {claimName: disk}}]\n";
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("web.yaml"), shared).expect("written");
    let plan = folder.path().join("plan.toml");
    std::fs::write(&plan, "[platform]\nprovider = \"aws\"\n[workload]\nmanifests = \"web.yaml\"\n")
        .expect("written");
    let (code, report, complaints) = json(&["plan", plan.to_str().expect("a path"), "--format", "json"], "");
    assert_eq!(code, Some(0), "{complaints}");
    assert_eq!(report["sizing"]["volumes_gib"], 100.0);
    let lines = report["cost"]["lines"].as_array().expect("lines");
    let billed = lines.iter().find(|line| line["component"] == "Workload volumes").expect("a line");
    assert_eq!(billed["quantity"], 100.0);
    assert!(report["backup"]["stored_gib"]["velero"].as_f64().expect("a number") > 0.0);
}
