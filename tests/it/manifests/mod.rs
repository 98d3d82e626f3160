//! Manifests: what each small one gives, what hostile ones are told, what holds for all.

mod charts;
mod hostile;
mod properties;
mod table;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use zoneplan::engine::manifest::{self, AutoscalerAt, Level, Manifests, Source};
use zoneplan::engine::scenario::{Domain, NodeCondition, PodGroup, Strength};

use table::CASES;

/// A file, the pods that it describes, and what must be said about it.
pub struct Case {
    file: &'static str,
    /// Each group in short: kind, name, replicas, then what it has.
    groups: &'static [&'static str],
    /// Claims beside the pods: name and GiB.
    claims: &'static [&'static str],
    /// Level and parts of each note, in order.
    notes: &'static [(Level, &'static [&'static str])],
    /// Outcomes that are not `counted`, `no-pods` or `rule`: kind, name, outcome, detail.
    others: &'static [&'static str],
}

fn text(file: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/manifests").join(file))
        .expect(file)
}

fn read(name: &str, text: &str) -> Manifests {
    manifest::read(&[Source { name, text }], AutoscalerAt::Least)
}

/// A group on one line; what is absent, 0 or empty is left out.
fn short(group: &PodGroup) -> String {
    let request = group.request;
    let mut line = format!(
        "{} {} ×{} {}m {}Mi",
        group.kind.name(),
        group.name,
        group.replicas,
        request.cpu_m,
        request.memory_mib
    );
    let mut add = |part: String| write!(line, " {part}").expect("text");
    if let Some(most) = group.replicas_max {
        add(format!("most {most}"));
    }
    if group.limit.cpu_m.is_some() || group.limit.memory_mib.is_some() {
        let shown = |limit: Option<u64>| limit.map_or("-".to_owned(), |limit| limit.to_string());
        add(format!("limit {}m/{}Mi", shown(group.limit.cpu_m), shown(group.limit.memory_mib)));
    }
    if group.surge > 0 {
        add(format!("surge {}", group.surge));
    }
    if group.priority != 0 {
        add(format!("priority {}", group.priority));
    }
    if let Some(away) = group.may_be_away {
        add(format!("away {away}"));
    }
    for volume in &group.volumes {
        let claim = volume.shared_claim.as_deref().unwrap_or("own");
        add(format!("[{} GiB {claim}{}]", volume.gib, if volume.zonal { " zonal" } else { "" }));
    }
    let condition = |one: &NodeCondition| {
        format!("{:?} {} {}", one.label, if one.is_one_of { "in" } else { "not in" }, one.values.join("+"))
    };
    let nodes: Vec<String> = group
        .rules
        .nodes
        .iter()
        .map(|all| all.iter().map(condition).collect::<Vec<_>>().join(" and "))
        .collect();
    if !nodes.is_empty() {
        add(format!("({})", nodes.join(" or ")));
    }
    let word = |strength| if strength == Strength::Required { "must" } else { "should" };
    let place = |domain| if domain == Domain::Node { "node" } else { "zone" };
    for rule in &group.rules.affinities {
        let side = if rule.together { "near" } else { "apart" };
        add(format!("{} {side} by {} {:?}", word(rule.strength), place(rule.domain), rule.groups));
    }
    for rule in &group.rules.spreads {
        let least = rule.min_domains.map_or(String::new(), |least| format!(" over {least}"));
        let (word, place) = (word(rule.strength), place(rule.domain));
        add(format!("{word} spread by {place} {}{least} {:?}", rule.max_skew, rule.groups));
    }
    for unset in &group.unset {
        let what = match (unset.cpu, unset.memory) {
            (true, true) => "CPU and memory",
            (true, false) => "CPU",
            _ => "memory",
        };
        add(format!("{} does not say {what}", unset.container));
    }
    line
}

fn others(manifests: &Manifests) -> Vec<String> {
    let usual = ["counted", "runs no pods", "read as a rule"];
    let other = |object: &&manifest::ObjectEntry| !usual.contains(&object.outcome.name());
    let line = |object: &manifest::ObjectEntry| {
        let line = format!("{} {}: {} {}", object.kind, object.name, object.outcome.name(), object.detail);
        line.trim_end().to_owned()
    };
    manifests.objects.iter().filter(other).map(line).collect()
}

#[track_caller]
fn check_notes(file: &str, manifests: &Manifests, expected: &[(Level, &[&str])]) {
    let notes: Vec<String> = manifests.notes.iter().map(|note| format!("{:?} {note}", note.level)).collect();
    assert_eq!(notes.len(), expected.len(), "{file}: {notes:#?}");
    for (note, (level, parts)) in notes.iter().zip(expected) {
        assert!(note.starts_with(&format!("{level:?}")), "{file}: {note} is no {level:?}: {notes:#?}");
        for part in *parts {
            assert!(note.contains(part), "{file}: {part:?} is not in {note:?}: {notes:#?}");
        }
    }
}

#[test]
fn every_small_file_gives_its_groups_and_says_what_is_left_out() {
    for case in CASES {
        let manifests = read(case.file, &text(case.file));
        let groups: Vec<String> = manifests.groups.iter().map(short).collect();
        assert_eq!(groups, case.groups, "{}: {:#?}", case.file, manifests.notes);
        let claims: Vec<String> =
            manifests.claims.iter().map(|(name, gib)| format!("{name} {gib}")).collect();
        assert_eq!(claims, case.claims, "{}", case.file);
        check_notes(case.file, &manifests, case.notes);
        assert_eq!(others(&manifests), case.others, "{}", case.file);
    }
}

#[test]
fn every_file_of_the_folder_is_a_case() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/manifests");
    for (folder, prefix) in [(folder.clone(), ""), (folder.join("hostile"), "hostile/")] {
        for entry in fs::read_dir(folder).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let file = format!("{prefix}{name}");
            let known = CASES.iter().any(|case| case.file == file) || name == "review.yaml";
            assert!(known || !name.contains('.') || name == "README.md", "{file} is no case");
        }
    }
}

#[test]
fn an_autoscaler_may_stand_at_its_most() {
    let text = text("autoscalers.yaml");
    let source = Source { name: "autoscalers.yaml", text: &text };
    let manifests = manifest::read(&[source], AutoscalerAt::Most);
    let counts: Vec<(u32, Option<u32>, u32)> =
        manifests.groups.iter().map(|group| (group.replicas, group.replicas_max, group.surge)).collect();
    // A quarter of 12 is 3, of 5 it is rounded up to 2.
    assert_eq!(counts, [(12, Some(12), 3), (5, Some(5), 2)]);
}

#[test]
fn files_are_read_as_one_and_named_apart() {
    let (claims, kinds) = (text("claims.yaml"), text("kinds.yaml"));
    let sources = [Source { name: "a.yaml", text: &claims }, Source { name: "b.yaml", text: &kinds }];
    let manifests = manifest::read(&sources, AutoscalerAt::Least);
    assert_eq!(manifests.files, ["a.yaml", "b.yaml"]);
    assert_eq!(manifests.groups.len(), 1 + 8);
    assert_eq!(manifests.pods().groups, manifests.groups);
    let turned = manifest::read(&[sources[1], sources[0]], AutoscalerAt::Least);
    assert_ne!(turned.digest, manifests.digest);
    let twice = manifest::read(&[sources[0], Source { name: "c.yaml", text: &claims }], AutoscalerAt::Least);
    let again = twice.notes_of(Level::Fault).filter(|note| note.message.contains("a second time")).count();
    assert_eq!((twice.groups.len(), again), (1, 5), "what stands in both files counts once");
    let json = serde_json::to_value(&manifests).expect("JSON");
    assert_eq!(json["objects"][0]["outcome"], "rule");
    assert_eq!(json["kinds"]["PersistentVolumeClaim"], 4);
}

#[test]
fn the_review_names_each_weakness_once_and_the_most_serious_first() {
    let manifests = read("review.yaml", &text("review.yaml"));
    assert!(manifests.notes.is_empty(), "{:#?}", manifests.notes);
    let findings = manifest::review(&manifests.groups, 3);
    let found: Vec<String> = findings
        .iter()
        .map(|finding| format!("{:?} {} {}", finding.severity, finding.subject, finding.code.name()))
        .collect();
    assert_eq!(
        found,
        [
            "Stops bare bare-pod",
            "Stops single-with-disk zonal-volume",
            "Stops single-with-disk one-replica",
            "Stops shares-disk zonal-volume",
            "Degrades two-soft fewer-replicas-than-zones",
            "Degrades two-soft budget-blocks-drain",
            "Degrades shares-disk more-replicas-than-zones",
            "Degrades shares-disk no-disruption-budget",
            "Risk two-soft soft-anti-affinity",
            "Risk two-soft missing-request",
            "Risk two-soft missing-request",
            "Risk two-soft missing-memory-limit",
            "Risk shares-disk autoscaler-max",
        ]
    );
    // 10 − 4 = 6 pods of 100m and 10 MiB.
    assert!(findings[12].fails.contains("600m of CPU and 60 MiB more"), "{:?}", findings[12]);
    // Two over three zones: at best one of the two goes with a zone.
    assert!(findings[4].fails.contains("takes 1 of 2 pods"), "{:?}", findings[4]);
    assert!(findings[6].fails.contains("1 never start"), "{:?}", findings[6]);
    assert!(findings[9].fails.contains("CPU of the container b "), "{:?}", findings[9]);
    assert!(findings[10].fails.contains("memory of the containers a, b "), "{:?}", findings[10]);
    assert!(!findings.iter().any(|finding| finding.subject == "sound"));
}
