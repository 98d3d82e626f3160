//! What holds for every plan.

use proptest::prelude::*;
use zoneplan::engine::cost::{Line, Price};
use zoneplan::engine::scenario::{DataServices, Profile};
use zoneplan::engine::sizing::floor_of;
use zoneplan::engine::units::Usd;

use crate::support::{aws, catalogue, outcome};

/// Every place where a plan can run: the lines of `[platform]`.
fn places() -> Vec<String> {
    let mut places = Vec::new();
    for region in &catalogue().regions {
        let (name, region) = (region.provider.name(), &region.name);
        places.push(format!("provider = \"{name}\"\nregion = \"{region}\"\n"));
        let flavours: &[&str] = match name {
            "aws" => &["ocp", "rosa-hcp", "rosa-classic"],
            "azure" => &["okd", "aro"],
            _ => &["ocp"],
        };
        for flavour in flavours {
            let openshift = format!("{{ flavour = \"{flavour}\", host = \"{name}\" }}");
            places
                .push(format!("provider = \"openshift\"\nopenshift = {openshift}\nregion = \"{region}\"\n"));
        }
    }
    for flavour in ["ocp", "okd"] {
        let openshift = format!("{{ flavour = \"{flavour}\", host = \"on-prem\" }}");
        places.push(format!("provider = \"openshift\"\nopenshift = {openshift}\n"));
    }
    places
}

prop_compose! {
    fn any_plan()(
        place in prop::sample::select(places()),
        zones in 1_u32..=3,
        profile in prop::sample::select(Profile::ALL.map(Profile::name).to_vec()),
        architecture in prop::sample::select(vec!["amd64", "any"]),
        storage in 20_u32..2000,
        egress in 0_u32..200_000,
        keep in 1_u32..400,
        engineers in 1_u32..6,
        managed in any::<bool>(),
    ) -> String {
        let metrics = if managed { "managed" } else { "in-cluster" };
        format!(
            "[platform]\n{place}zones = {zones}\n\
             [workload]\nprofile = \"{profile}\"\n[[node_pools]]\narchitecture = \"{architecture}\"\n\
             [database]\nstorage_gib = {storage}\n[network]\negress_gib_per_month = {egress}\n\
             [backup]\nkeep_days = {keep}\n[team]\nengineers = {engineers}\n\
             [observability]\nmetrics = \"{metrics}\"\n"
        )
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_plan_keeps_the_rules(plan in any_plan()) {
        let outcome = outcome(&plan);
        let sum: Usd = outcome.bill.lines.iter().filter_map(Line::effective).sum();
        prop_assert_eq!(sum, outcome.bill.effective, "lines add up");
        for line in &outcome.bill.lines {
            if let Price::Priced { unit_price, tiers, list, provenance, .. } = &line.price {
                prop_assert!(!provenance.source.is_empty() && !line.unit.is_empty(), "{}", line.component);
                let expected: Usd = if tiers.is_empty() {
                    unit_price.times(line.quantity)
                } else {
                    tiers.iter().map(|part| part.price.times(part.quantity)).sum()
                };
                prop_assert_eq!(*list, expected, "{}: quantity × unit price", line.component);
            }
        }
        prop_assert!(outcome.bill.lines.iter().all(|line| line.list().is_none_or(|usd| usd >= Usd::ZERO)));
        let up = outcome.availability.headline.availability();
        prop_assert!((0.0..=1.0).contains(&up));
        for class in outcome.availability.classes.iter().filter(|class| {
            class.role == zoneplan::engine::availability::Role::Hard
        }) {
            prop_assert!(up <= class.outage.availability() + 1e-15, "a series is no better than its parts");
        }
        // A cluster that the vendor states is taken as it is.
        if floor_of(outcome.plan.workload.profile, outcome.plan.platform.provider, &catalogue().minimums).is_none() {
            prop_assert!(outcome.sizing.placement().fits());
            if outcome.plan.platform.zones > 1 {
                prop_assert!(outcome.sizing.placement().survives(), "auto survives the loss of a zone");
            }
        }
        if outcome.plan.data_services() != DataServices::Managed {
            let managed = ["PostgreSQL", "Cache", "Object storage"];
            let of_provider =
                outcome.bill.lines.iter().filter(|line| managed.iter().any(|it| line.component.starts_with(it)));
            prop_assert_eq!(of_provider.count(), 0, "what runs in the cluster is no line of its own");
        }
        let nodes: u32 = outcome.sizing.nodes_per_zone().iter().sum();
        prop_assert_eq!(nodes, outcome.sizing.choice.best.nodes);
        for candidate in &outcome.sizing.choice.runners_up {
            prop_assert!(candidate.monthly >= outcome.sizing.choice.best.monthly);
        }
    }

    #[test]
    fn more_traffic_never_costs_less(small in 0_u32..100_000, more in 0_u32..100_000) {
        let bill = |egress: u32| {
            outcome(&aws(&format!("[network]\negress_gib_per_month = {egress}\n"))).bill.effective
        };
        prop_assert!(bill(small) <= bill(small + more));
    }

    #[test]
    fn more_engineers_never_take_longer(engineers in 1_u32..12) {
        let days = |engineers: u32| {
            outcome(&aws(&format!("[team]\nengineers = {engineers}\n"))).effort.setup.stated_days.expect("stated")
        };
        prop_assert!(days(engineers + 1) <= days(engineers) + 1e-12);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = crate::support::parse(&text);
        let _ = zoneplan::engine::plan::solve_model(&text, &[]);
        let _ = zoneplan::engine::scenario::Document::from_json(&text);
    }
}

#[test]
fn one_fewer_zone_changes_every_answer_that_depends_on_zones() {
    let (three, two) = (outcome(&aws("")), outcome(&aws("zones = 2\n")));
    assert_ne!(three.bill.effective, two.bill.effective);
    assert_ne!(three.sizing.nodes_per_zone(), two.sizing.nodes_per_zone());
    assert!(three.availability.headline.unavailability < two.availability.headline.unavailability);
}
