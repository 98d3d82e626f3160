//! What holds for the availability of every plan.

use proptest::prelude::*;
use zoneplan::engine::availability::{FailureClass, Role};
use zoneplan::engine::plan::Outcome;

use crate::support::{aws, catalogue, outcome, parse};

fn hard(outcome: &Outcome) -> impl Iterator<Item = &FailureClass> {
    outcome.availability.classes.iter().filter(|class| class.role == Role::Hard)
}

fn minutes(rest: &str) -> f64 {
    outcome(&aws(rest)).availability.headline.downtime_minutes_per_year()
}

/// The rates of the data, as a plan may set them.
fn rates() -> Vec<String> {
    let rows = catalogue().failure_rates.values();
    rows.map(|row| {
        let figure = match row.quantity {
            zoneplan::engine::catalogue::Quantity::Rate => "per_year",
            zoneplan::engine::catalogue::Quantity::Probability => "probability",
        };
        format!("{}.{figure}", row.class)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The whole is down at least as long as its worst part, and at most as long as all of them.
    #[test]
    fn the_whole_lies_between_its_worst_part_and_their_sum(
        nodes in 3_u32..9, zones in 1_u32..4, validators in 4_u32..8,
        place in prop::sample::select(vec!["aws", "azure", "gcp"]), pair in any::<bool>(),
    ) {
        let availability = if pair && zones > 1 { "zone-redundant" } else { "none" };
        let plan = outcome(&format!(
            "[platform]\nprovider = \"{place}\"\nzones = {zones}\n[[node_pools]]\nnodes = {nodes}\n\
             [database]\nhigh_availability = \"{availability}\"\n\
             [workload]\nreplicas = {{ \"besu-validator\" = {validators} }}\n"
        ));
        let whole = plan.availability.headline.unavailability;
        prop_assert!((0.0..=1.0).contains(&whole));
        let worst = hard(&plan).map(|class| class.outage.unavailability).fold(0.0, f64::max);
        let sum: f64 = hard(&plan).map(|class| class.outage.unavailability).sum();
        prop_assert!(worst <= whole && whole <= sum * (1.0 + 1e-12), "{worst} {whole} {sum}");
        let infrastructure = plan.availability.infrastructure.unavailability;
        prop_assert!(infrastructure <= whole);
    }

    /// A rate that is lower never makes the platform less available.
    #[test]
    fn fewer_failures_never_lower_availability(
        id in prop::sample::select(rates()), factor in 0.0_f64..1.0,
    ) {
        let class = id.split('.').next().expect("a class");
        let likely = catalogue().failure_rates[class].value.likely();
        let set = |rate: f64| minutes(&format!("[assumptions]\n\"{id}\" = {rate:?}\n"));
        let (before, after) = (set(likely), set(likely * factor));
        prop_assert!(after <= before * (1.0 + 1e-12), "{id}: {before} {after}");
        prop_assert!((before / minutes("") - 1.0).abs() < 1e-12);
    }
}

/// Nothing that fails, nothing that is down: 0 means never.
#[test]
fn without_failures_nothing_is_ever_down() {
    let none: String = rates().iter().map(|id| format!("\"{id}\" = 0\n")).collect();
    let plan = outcome(&aws(&format!("[assumptions]\n{none}")));
    assert!(plan.availability.headline.unavailability.abs() < 1e-300);
    assert!(plan.availability.headline.per_hour.abs() < 1e-300);
    assert!(hard(&plan).all(|class| class.outage.unavailability.abs() < 1e-300));
}

#[test]
fn rates_that_are_none_are_refused() {
    for (value, found) in [("-1", "-1"), ("inf", "inf"), ("nan", "nan"), ("\"often\"", "often")] {
        let faults = parse(&aws(&format!("[assumptions]\n\"az_full_loss.per_year\" = {value}\n")));
        let faults = faults.expect_err("refused");
        let said = faults[0].to_string();
        assert!(said.contains("az_full_loss") && said.to_lowercase().contains(found), "{said}");
    }
}

/// A lost zone of an elastic pool is down for the start of new nodes, and for the zone's own time
/// when none are to be had: between a pool that carries the loss and one that does not.
#[test]
fn an_elastic_pool_lies_between_static_and_none() {
    let zone = |mode: &str| {
        let validators =
            "[workload]\nreplicas = { \"besu-validator\" = 6, \"atk-portal\" = 6, \"atk-hasura\" = 6 }\n";
        let pool = format!(
            "[[node_pools]]\ninstance_type = \"m6a.xlarge\"\nnodes = 3\nzone_loss = \"{mode}\"\n\
             autoscale = {{ min = 3, max = 9 }}\n"
        );
        let plan = outcome(&aws(&format!("{validators}{pool}")));
        let minutes = hard(&plan).find(|class| class.name == "zone").expect("a class").outage;
        (minutes.downtime_minutes_per_year(), plan.sizing.worst_loss().expect("a loss").survives)
    };
    let ((elastic, carried), (none, _)) = (zone("elastic"), zone("none"));
    assert!(carried);
    // Three zones, 0.04 times a year each: some minutes of starts and, one time in twenty or so,
    // 6.83 hours; without new nodes every time 6.83 hours: 49 minutes a year.
    assert!((none - 49.2).abs() < 1.0, "{none}");
    assert!(elastic > 0.3 && elastic < none / 5.0, "{elastic} {none}");
}

/// The way in which outages are attributed says nothing else than the zones' chain as a whole.
#[test]
fn zones_that_can_be_spared_cost_a_failover_alone() {
    let plan =
        outcome(&aws("[workload]\nreplicas = { \"besu-validator\" = 6 }\n[[node_pools]]\nnodes = 6\n"));
    let zone = hard(&plan).find(|class| class.name == "zone").expect("a class").outage;
    // The primary's zone is lost 0.04 times a year; the failover takes 60 to 120 s: 0.06 minutes.
    let minutes = zone.downtime_minutes_per_year();
    assert!(minutes > 0.055 && minutes < 0.09, "{minutes}");
    assert!((zone.per_year() / 0.0392 - 1.0).abs() < 0.05, "{}", zone.per_year());
}

/// Four validators over three zones stand 2, 1, 1 and three must sign. With one node in each zone
/// the node of the first holds two: it fails 0.5 times a year for 0.28833 h (0.05, 0.17, 1), and
/// half of one node, rounded up, is that node: 0.22 times a year for 2.11667 h (0.5, 1.5, 6.2).
#[test]
fn a_node_that_holds_two_of_four_validators_stops_the_chain() {
    let minutes = |plan: &Outcome, name: &str| {
        let found = hard(plan).find(|class| class.name == name);
        found.map_or(0.0, |class| class.outage.downtime_minutes_per_year())
    };
    let four = outcome(&aws(""));
    assert_eq!(four.sizing.nodes_per_zone(), [1, 1, 1]);
    let (node, partial) = (minutes(&four, "validators-node"), minutes(&four, "zone-partial"));
    assert!((node - 0.5 * 0.288_333 * 60.0).abs() < 0.05, "{node}");
    assert!((partial - 0.22 * 2.116_667 * 60.0).abs() < 0.1, "{partial}");
    // With a node for each of the two, no one node stops it; the partial event takes one of them.
    let more = outcome(&aws("[[node_pools]]\nnodes = 6\n"));
    assert!(minutes(&more, "validators-node").abs() < 1e-12);
    assert!(minutes(&more, "zone-partial") < 0.2, "{}", minutes(&more, "zone-partial"));
}
