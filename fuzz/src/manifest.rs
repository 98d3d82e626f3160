//! Kubernetes manifests, and the amounts in them.

use zoneplan::engine::manifest::{AutoscalerAt, Manifests, Quantity, Source, read, review};

use crate::{is_clear, text};

/// Amounts of resources: two of them, so that their order can be looked at.
pub fn quantity(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (first, second) = text.split_once(' ').unwrap_or((text, "1"));
    let (first, second) = (amount(first), amount(second));
    let (Some(first), Some(second)) = (first, second) else { return };
    assert_eq!(first.cmp(&second), second.cmp(&first).reverse());
    if first <= second {
        assert!(first.milli_up() <= second.milli_up());
        assert!(first.mebibytes_up() <= second.mebibytes_up());
        assert!(first.gibibytes() <= second.gibibytes());
    }
}

/// An amount reads back as it is written.
fn amount(text: &str) -> Option<Quantity> {
    match Quantity::parse(text) {
        Ok(quantity) => {
            let written = quantity.to_string();
            assert_eq!(Quantity::parse(&written), Ok(quantity), "{text}: {written}");
            assert!(quantity.gibibytes().is_finite());
            Some(quantity)
        }
        Err(error) => {
            is_clear(&error.to_string());
            None
        }
    }
}

/// Manifests in YAML, several documents in a file.
pub fn manifest_yaml(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if !text.trim_start().starts_with(['{', '[']) {
        understood(text);
    }
}

/// Manifests in JSON.
pub fn manifest_json(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if text.trim_start().starts_with(['{', '[']) {
        understood(text);
    }
}

fn understood(text: &str) {
    let least = read(&[Source { name: "any", text }], AutoscalerAt::Least);
    sound(&least, text);
    if least.groups.iter().any(|group| group.replicas_max.is_some()) {
        sound(&read(&[Source { name: "any", text }], AutoscalerAt::Most), text);
    }
}

/// What tests/it/manifests/properties.rs asks of every text.
fn sound(manifests: &Manifests, text: &str) {
    assert!(manifests.groups.len() <= text.len());
    for group in &manifests.groups {
        assert!(group.replicas <= 100_000 && group.request.cpu_m <= 200_000_000_000, "{group:?}");
        let named = group.rules.affinities.iter().flat_map(|rule| &rule.groups);
        let mut named = named.chain(group.rules.spreads.iter().flat_map(|rule| &rule.groups));
        assert!(named.all(|idx| *idx < manifests.groups.len()), "{group:?}");
    }
    assert_eq!(manifests.outcomes.values().sum::<u32>() as usize, manifests.objects.len());
    manifests.notes.iter().for_each(|note| is_clear(&note.to_string()));
    for finding in review(&manifests.groups, 3) {
        assert!(!finding.fails.is_empty() && !finding.mend.is_empty(), "{finding:?}");
    }
    manifests.pods();
}
