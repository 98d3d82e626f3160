//! Plans to start from: each is a plan, and keeps what its name promises.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use zoneplan::bundled::{OTHER_PRESETS, PRESET_LIST, PRESETS, presets};
use zoneplan::engine::catalogue::{Method, Provider};
use zoneplan::engine::plan::Outcome;
use zoneplan::engine::scenario::Preset;

use crate::support::{catalogue, outcome};

fn list() -> Vec<Preset> {
    Preset::list(PRESET_LIST).expect("the list is sound")
}

/// A preset, on another platform than its file names.
fn on(provider: Provider, name: &str) -> Outcome {
    let (_, text) = presets().find(|(known, _)| *known == name).expect("a preset");
    assert!(text.contains("provider = \"aws\""), "{name}");
    outcome(&text.replace("provider = \"aws\"", &format!("provider = \"{}\"", provider.name())))
}

fn reference(provider: Provider) -> Outcome {
    outcome(&format!("[platform]\nprovider = \"{}\"\n", provider.name()))
}

#[test]
fn the_list_the_files_and_what_is_bundled_are_the_same() {
    let listed: Vec<String> = list().into_iter().map(|preset| preset.name).collect();
    let bundled: Vec<&str> = presets().map(|(name, _)| *name).collect();
    assert_eq!(listed, bundled);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/presets");
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut on_disk: BTreeSet<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    assert!(on_disk.remove("presets.toml"));
    assert_eq!(on_disk, bundled.iter().map(|name| format!("{name}.toml")).collect());
}

/// A sentence each, with its source; the vendor is the source of what the vendor states alone.
#[test]
fn each_says_what_it_is_for_and_where_it_comes_from() {
    for preset in list() {
        let (name, purpose) = (&preset.name, &preset.purpose);
        assert!(purpose.ends_with('.') && !purpose.trim_end_matches('.').contains(". "), "{name}: {purpose}");
        let is_vendor = preset.provenance.source.starts_with("https://docs.settlemint.com/");
        assert_eq!(preset.provenance.method == Method::Stated, is_vendor, "{name}");
    }
}

#[test]
fn a_reference_is_the_plan_of_its_platform() {
    for (name, text) in PRESETS {
        let provider = Provider::parse(name).expect("a provider");
        assert_eq!(outcome(text).plan, reference(provider).plan, "{name}");
    }
}

#[test]
fn every_preset_plans_on_every_platform() {
    for provider in Provider::ALL {
        for (name, _) in OTHER_PRESETS {
            let planned = on(provider, name);
            assert_eq!(planned.plan.platform.provider, provider, "{name}");
            assert!(planned.plan.without_effect.is_empty(), "{name} on {provider:?}");
            let title = list().into_iter().find(|preset| preset.name == *name).expect("listed").title;
            assert_eq!(planned.plan.name, title);
        }
    }
}

/// The vendor's prerequisites: at least 3 nodes of 4 vCPU and 16 GB; on OpenShift at least 3
/// workers of 8 vCPU and 32 GB.
#[test]
fn the_minimum_is_the_vendor_s() {
    for provider in Provider::ALL {
        let planned = on(provider, "minimum");
        let best = &planned.sizing.choice.best;
        let kind = &catalogue().types(planned.plan.platform.host)[&best.instance_type];
        let (vcpu, gib) = if provider == Provider::Openshift { (8, 32.0) } else { (4, 16.0) };
        assert_eq!(best.nodes, 3, "{provider:?}");
        assert!(kind.vcpu >= vcpu && kind.memory_gib >= gib, "{provider:?}: {}", best.instance_type);
    }
}

/// Besu needs ceil(2n/3) validators: 4 of 6, and a zone of three holds 2 of them. Of the
/// vendor's 4 it needs 3, and one zone holds 2.
#[test]
fn a_private_chain_survives_any_zone() {
    for provider in Provider::ALL {
        for name in ["private-chain", "availability-first"] {
            let planned = on(provider, name);
            let quorum = planned.sizing.quorums.iter().find(|quorum| quorum.component == "besu-validator");
            let quorum = quorum.expect("it has validators");
            assert_eq!((quorum.members, quorum.survives_zone_loss), (6, true), "{name} on {provider:?}");
        }
        let usual = reference(provider);
        let quorum = usual.sizing.quorums.iter().find(|quorum| quorum.component == "besu-validator");
        assert!(!quorum.expect("it has validators").survives_zone_loss);
    }
}

#[test]
fn a_public_chain_runs_no_validator() {
    for provider in Provider::ALL {
        let planned = on(provider, "public-chain");
        let groups = &planned.sizing.demand.groups;
        assert!(groups.iter().all(|group| !group.name.contains("besu")), "{provider:?}");
    }
}

#[test]
fn cost_first_costs_less_and_availability_first_is_down_less() {
    let minutes = |outcome: &Outcome| outcome.availability.headline.downtime_minutes_per_year();
    for provider in Provider::ALL {
        let (usual, cheap) = (reference(provider), on(provider, "cost-first"));
        assert!(cheap.bill.effective < usual.bill.effective, "{provider:?}");
        let safe = on(provider, "availability-first");
        // Half an hour less is more than what any rounding makes.
        assert!(minutes(&safe) < minutes(&usual) - 30.0, "{provider:?}");
        assert!(minutes(&safe) < minutes(&cheap), "{provider:?}");
    }
}
