//! Inputs that are too large or too tangled to keep as files.

use std::time::Instant;

use zoneplan::engine::manifest::{Level, MOST_BYTES, Outcome};

use super::read;

const SOUND: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: sound}\nspec: {containers: [{name: a, image: a, resources: {requests: {cpu: 1m, memory: 1Mi}}}]}\n";

/// The broken document is named, the sound one after it counts.
#[track_caller]
fn one_fault(broken: &str, parts: &[&str]) {
    let started = Instant::now();
    let manifests = read("x.yaml", &format!("{broken}\n---\n{SOUND}"));
    assert_eq!(manifests.groups.len(), 1, "{:?}", manifests.notes);
    let faults: Vec<String> = manifests.notes_of(Level::Fault).map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    for part in ["x.yaml, document 1", "allowed"].iter().chain(parts) {
        assert!(faults[0].contains(part), "{part} in {faults:?}");
    }
    assert!(started.elapsed().as_secs() < 60, "it takes {:?}", started.elapsed());
}

#[test]
fn aliases_a_thousand_deep_and_bombs_are_refused() {
    let mut deep = String::from("a0: &a0 [x]\n");
    for level in 1..=1000 {
        deep += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    one_fault(&deep, &["levels deep"]);
    let mut bomb = String::from("a0: &a0 {x: 1}\n");
    for level in 1..=30 {
        let before = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{before}, {before}]\n");
    }
    one_fault(&bomb, &["repeat more than 100000 values"]);
    // A long text that is repeated often.
    let copies = "*t, ".repeat(50_000);
    one_fault(&format!("t: &t {}\nl: [{copies}]", "x".repeat(100_000)), &["repeat more than 100000 values"]);
}

#[test]
fn nesting_nul_bytes_and_odd_keys_are_refused() {
    one_fault(&format!("a: {}", "[".repeat(100_000)), &["levels of nesting"]);
    let block: String = (0..200).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    one_fault(&block, &["levels of nesting"]);
    one_fault("a: b\nc: \0", &["line 2", "a NUL byte"]);
    one_fault("? {a: b}\n: c", &["as a key"]);
}

#[test]
fn a_file_and_a_cluster_have_their_bounds() {
    let manifests = read("large.yaml", &"#".repeat(MOST_BYTES + 1));
    let notes: Vec<String> = manifests.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["large.yaml: found 67108865 bytes, allowed are 67108864: the file is left out"]);
    let mut many = String::from("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[");
    for number in 0..=200_000 {
        if number > 0 {
            many.push(',');
        }
        many +=
            &format!("{{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"metadata\":{{\"name\":\"s{number}\"}}}}");
    }
    many.push_str("]}");
    let manifests = read("many.json", &many);
    assert_eq!(manifests.outcomes.get(&Outcome::NoPods), Some(&200_000));
    assert_eq!(manifests.notes.len(), 1);
    assert!(manifests.notes[0].message.contains("more than 200000 objects"), "{:?}", manifests.notes);
}

#[test]
fn rules_among_very_many_pods_end() {
    // 6,000 pods of their own that each keep away from all others: 36 million positions.
    let mut text = String::new();
    for number in 0..6_000 {
        text += &format!(
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, labels: {{app: a}}}}\nspec: {{affinity: {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: kubernetes.io/hostname, labelSelector: {{matchLabels: {{app: a}}}}}}]}}}}, containers: [{{name: a, resources: {{requests: {{cpu: 1m, memory: 1Mi}}}}}}]}}\n"
        );
    }
    let manifests = read("many.yaml", &text);
    assert_eq!(manifests.groups.len(), 6_000);
    let faults: Vec<String> = manifests.notes_of(Level::Fault).map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("more than 4000000 groups"), "{faults:?}");
}
