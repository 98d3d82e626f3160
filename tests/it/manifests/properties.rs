//! What holds for every input.

use proptest::prelude::*;
use zoneplan::engine::manifest::{Quantity, review};

use super::{read, text};

const FILES: [&str; 8] = [
    "affinities.yaml",
    "budgets.yaml",
    "claims.yaml",
    "dump.yaml",
    "kinds.yaml",
    "nodes.yaml",
    "pods.json",
    "hostile/template.yaml",
];

/// Snippets that mean something to YAML, JSON, templates or Kubernetes.
const SNIPPETS: [&str; 24] = [
    "---\n",
    "...\n",
    "{{ x }}",
    "\t",
    "\0",
    "&a ",
    "*a",
    "[",
    "]",
    "{",
    "}",
    "- ",
    ": ",
    "|\n",
    "\"",
    "'",
    "\u{feff}",
    "\r\n",
    "!!str ",
    "<<: ",
    "-1",
    "1e99",
    "replicas: 99999999999",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let manifests = read("any", &text);
        prop_assert!(manifests.groups.len() <= text.len());
        review(&manifests.groups, 3);
    }

    #[test]
    fn any_mutation_of_a_manifest_is_read_or_refused(
        file in prop::sample::select(FILES.to_vec()),
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), 0_usize..40, prop::option::of(prop::sample::select(SNIPPETS.to_vec()))),
            1..8,
        ),
    ) {
        let mut text: Vec<char> = text(file).chars().collect();
        for (at, cut, put) in changes {
            let from = at.index(text.len() + 1);
            let to = (from + cut).min(text.len());
            text.splice(from..to, put.unwrap_or_default().chars());
        }
        let text: String = text.into_iter().collect();
        let manifests = read(file, &text);
        for group in &manifests.groups {
            prop_assert!(group.replicas <= 100_000 && group.request.cpu_m <= 200_000_000_000);
            let rules = &group.rules;
            let named = rules.affinities.iter().flat_map(|rule| &rule.groups);
            for idx in named.chain(rules.spreads.iter().flat_map(|rule| &rule.groups)) {
                prop_assert!(*idx < manifests.groups.len());
            }
        }
        let counted: u32 = manifests.outcomes.values().sum();
        prop_assert_eq!(counted as usize, manifests.objects.len());
        review(&manifests.groups, 3);
        // The same text gives the same answer.
        prop_assert_eq!(read(file, &text), manifests);
    }

    #[test]
    fn quantities_read_back_as_they_are_written(
        digits in 0_u64..1_000_000_000_000,
        places in 0_usize..9,
        suffix in prop::sample::select(vec!["", "n", "u", "m", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "E-2"]),
    ) {
        let whole = format!("{digits:012}");
        let (whole, fraction) = whole.split_at(12 - places);
        let written = format!("{whole}.{fraction}{suffix}");
        let quantity = Quantity::parse(&written).expect("a quantity");
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
    }

    #[test]
    fn quantities_are_ordered_as_their_numbers(a in 0_u32..u32::MAX, b in 0_u32..u32::MAX) {
        for suffix in ["n", "m", "", "k", "Ki", "Gi", "E"] {
            let read = |number: u32| Quantity::parse(&format!("{number}{suffix}")).expect("a quantity");
            prop_assert_eq!(read(a).cmp(&read(b)), a.cmp(&b));
        }
        let kibi = Quantity::parse(&format!("{a}Ki")).expect("a quantity");
        prop_assert_eq!(kibi, Quantity::parse(&format!("{}", u64::from(a) * 1024)).expect("a quantity"));
    }

    #[test]
    fn any_text_is_a_quantity_or_told(text in "[-+0-9.eEinukmMGTP]{0,14}") {
        if let Ok(quantity) = Quantity::parse(&text) {
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        }
    }
}
