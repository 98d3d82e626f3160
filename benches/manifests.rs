//! Time to read and review manifests on one core.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use zoneplan::engine::manifest::{AutoscalerAt, MOST_BYTES, Source, read, review};

/// A deployment of so many replicas, with what charts of our day say.
fn deployment(text: &mut String, number: usize, replicas: usize) {
    let name = format!("app-{number}");
    write!(
        text,
        "---\n# Source: shop/templates/{name}.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\n  namespace: shop-{}\n  labels:\n    app.kubernetes.io/name: {name}\nspec:\n  replicas: {replicas}\n  selector:\n    matchLabels:\n      app: {name}\n  template:\n    metadata:\n      labels:\n        app: {name}\n    spec:\n      affinity:\n        podAntiAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n          - topologyKey: kubernetes.io/hostname\n            labelSelector:\n              matchLabels:\n                app: {name}\n      topologySpreadConstraints:\n      - maxSkew: 1\n        topologyKey: topology.kubernetes.io/zone\n        whenUnsatisfiable: DoNotSchedule\n        labelSelector:\n          matchLabels:\n            app: {name}\n      containers:\n      - name: server\n        image: registry.example.org/shop/{name}:1.2.3\n        ports:\n        - name: http\n          containerPort: 8080\n        env:\n        - name: PORT\n          value: \"8080\"\n        - name: POD_NAME\n          valueFrom:\n            fieldRef:\n              fieldPath: metadata.name\n        readinessProbe:\n          httpGet:\n            path: /healthz\n            port: http\n        resources:\n          requests:\n            cpu: 100m\n            memory: 128Mi\n          limits:\n            memory: 256Mi\n",
        number % 50
    )
    .expect("text");
}

/// Pods as a cluster lists them, 20 of each replica set.
fn pods(count: usize) -> String {
    let mut text = String::from("{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"items\":[");
    for number in 0..count {
        let (owner, comma) = (number / 20, if number == 0 { "" } else { "," });
        write!(
            text,
            "{comma}{{\"metadata\":{{\"name\":\"app-{owner}-5d8f-{number}\",\"namespace\":\"shop-{}\",\"labels\":{{\"app\":\"app-{owner}\",\"pod-template-hash\":\"5d8f\"}},\"ownerReferences\":[{{\"kind\":\"ReplicaSet\",\"name\":\"app-{owner}-5d8f\",\"controller\":true}}]}},\"spec\":{{\"nodeName\":\"n1\",\"containers\":[{{\"name\":\"server\",\"image\":\"registry.example.org/shop/app:1\",\"env\":[{{\"name\":\"PORT\",\"value\":\"8080\"}}],\"resources\":{{\"requests\":{{\"cpu\":\"100m\",\"memory\":\"128Mi\"}},\"limits\":{{\"memory\":\"256Mi\"}}}}}}]}},\"status\":{{\"phase\":\"Running\",\"podIP\":\"10.0.0.1\"}}}}",
            owner % 50
        )
        .expect("text");
    }
    text.push_str("]}");
    text
}

fn report(what: &str, text: &str, runs: usize) {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            let manifests = read(&[Source { name: "bench", text }], AutoscalerAt::Least);
            black_box(review(&manifests.groups, 3));
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let manifests = read(&[Source { name: "bench", text }], AutoscalerAt::Least);
    println!(
        "{what:<44}{:>10.1}{:>10}{:>10}{:>14.1}",
        text.len() as f64 / 1e6,
        manifests.objects.len(),
        manifests.groups.len(),
        times[runs / 2]
    );
}

fn main() {
    println!(
        "{:<44}{:>10}{:>10}{:>10}{:>14}",
        "native, one core, median", "MB", "objects", "groups", "milliseconds"
    );
    let many = |count: usize, replicas: usize| {
        let mut text = String::new();
        (0..count).for_each(|number| deployment(&mut text, number, replicas));
        text
    };
    report("100 deployments of 10 pods, YAML", &many(100, 10), 51);
    report("1,000 deployments of 10 pods, YAML", &many(1_000, 10), 21);
    report("10,000 pods as listed, JSON", &pods(10_000), 21);
    let mut large = String::new();
    let mut number = 0;
    while large.len() < 50_000_000 {
        deployment(&mut large, number, 1);
        number += 1;
    }
    report("50 MB of deployments, YAML", &large, 3);
    report("50 MB of pods as listed, JSON", &pods(120_000), 3);
    let mut bomb = String::from("a0: &a0 {x: 1}\n");
    for level in 1..=1_000 {
        let before = level - 1;
        writeln!(bomb, "a{level}: &a{level} [*a{before}, *a{before}]").expect("text");
    }
    report("aliases a thousand deep that double", &bomb, 51);
    report("64 MiB of brackets", &"[".repeat(MOST_BYTES), 3);
    report("64 MiB of empty lists, YAML", &format!("a: [{}]", "[],".repeat(MOST_BYTES / 3 - 8)), 3);
}
