//! Long runs against exact solutions: |z| below 4 with seeds that were fixed beforehand.

use serde_json::Value;
use zoneplan::engine::availability::{Part, YearOfChain};
use zoneplan::engine::plan::read_part;
use zoneplan::engine::simulate::{Simulated, System, Tally, blocks_of, rare, simulated};
use zoneplan::engine::units::YEAR_HOURS;

use crate::cli::{text, zoneplan};

const SEED: u64 = 20_261_126;

fn part(model: &Value) -> Part {
    read_part(&model.to_string()).expect("a model").0
}

fn run(part: &Part, years: u64) -> Simulated {
    let system = System::of(part).expect("a part that can be run");
    let (blocks, each) = blocks_of(years);
    assert_eq!(blocks * each, years, "blocks of one size");
    simulated(&Tally::of((0..blocks).map(|block| system.run(SEED, block, each)).collect(), each), each)
}

fn entries(section: &str) -> Vec<(String, Part, Value)> {
    let oracle: Value = serde_json::from_str(include_str!("../oracle/availability.json")).expect("JSON");
    let entries = oracle[section].as_array().expect("a list").clone();
    entries
        .into_iter()
        .map(|entry| {
            let mut model = entry["inputs"].clone();
            model["kind"] = entry["kind"].clone();
            (entry["id"].as_str().expect("an id").to_owned(), part(&model), entry["expected"].clone())
        })
        .collect()
}

#[track_caller]
fn close(id: &str, found: zoneplan::engine::uncertainty::Measured, exact: f64) {
    let z = (found.value - exact) / found.standard_error;
    assert!(z.abs() < 4.0, "{id}: {} ± {} against {exact}, z {z}", found.value, found.standard_error);
}

/// Every solved example, run for as long as it takes to see 100 outages and more.
#[test]
fn runs_agree_with_the_independent_solver() {
    for (id, part, expected) in entries("availability").into_iter().chain(entries("coupled")) {
        let per_year = expected["outages_per_year"].as_f64().expect("a number");
        let years = if per_year > 0.5 { 20_000 } else { 200_000 };
        let seen = run(&part, years);
        assert!(seen.outages >= 100, "{id}: {} outages", seen.outages);
        close(&id, seen.unavailability, expected["unavailability"].as_f64().expect("a number"));
        close(&id, seen.outages_per_year, per_year);
    }
}

/// The exact chance of a year without downtime, and the run's.
#[test]
fn years_without_downtime_agree_with_the_exact_law() {
    for (id, part, _) in entries("availability").into_iter().filter(|(id, ..)| id.starts_with('D')) {
        let (chain, down) = part.chain().expect("few states").expect("a chain");
        let exact = YearOfChain::new(chain, down, YEAR_HOURS).expect("few states").p_none().expect("a law");
        close(&id, run(&part, 20_000).p_no_downtime, exact);
    }
}

/// Outages made less rare: the common case N05 agrees, at a small part of the effort of plain
/// years. The published bar is a work-normalised variance 50 times lower.
#[test]
fn rare_outages_agree_and_cost_little() {
    let (_, part, expected) =
        entries("availability").into_iter().find(|(id, ..)| id == "N05").expect("the common case");
    let (chain, down) = part.chain().expect("few states").expect("a chain");
    let seen = rare(&chain, &down, SEED, 200);
    close("N05", seen.unavailability, expected["unavailability"].as_f64().expect("a number"));
    let plain = run(&part, 200_000);
    // Each failure of a plain run is two events; a step is one.
    let plain_events = 200_000.0 * 2.0 * (6.0 * 8760.0 / 4380.0 + 3.0);
    let work = |error: f64, events: f64| error * error * events;
    let gain = work(plain.unavailability.standard_error, plain_events)
        / work(seen.unavailability.standard_error, seen.steps as f64);
    assert!(gain > 50.0, "{gain}");
}

/// The same seed gives the same run, whatever order its blocks are run in.
#[test]
fn blocks_in_any_order_are_the_same_run() {
    let (_, part, _) = entries("coupled").remove(0);
    let system = System::of(&part).expect("a part that can be run");
    let forward: Vec<_> = (0..10).map(|block| system.run(7, block, 50)).collect();
    let mut backward: Vec<_> = (0..10).rev().map(|block| system.run(7, block, 50)).collect();
    backward.reverse();
    assert_eq!(Tally::of(forward, 50), Tally::of(backward, 50));
}

/// The command: the same seed gives the same document but for what depends on the clock.
#[test]
fn the_command_says_what_it_saw_beside_the_exact_answer() {
    const PAIR: &str = r#"{"kind":"db_pair","instance_mtbf_h":8760,"instance_mttr_h":1,"failover_mean_s":90,
        "failover_success_probability":0.98,"manual_recovery_mean_h":0.5,"both_down_recovery_mean_h":1}"#;
    let run = |arguments: &[&str]| -> Value {
        let all: Vec<&str> = ["simulate", "-", "--format", "json"].iter().chain(arguments).copied().collect();
        serde_json::from_slice(&zoneplan(&all, PAIR).stdout).expect("JSON")
    };
    let without_clock = |mut answer: Value| {
        let object = answer.as_object_mut().expect("an object");
        object.retain(|key, _| !key.contains("elapsed"));
        answer
    };
    let seen = run(&["--years", "4000", "--seed", "7"]);
    assert_eq!(seen["years"], 4000);
    assert!(
        (seen["unavailability"]["exact"].as_f64().expect("a number") / 3.963874737502574e-6 - 1.0).abs()
            < 1e-9
    );
    for figure in ["unavailability", "outages_per_year"] {
        assert!(seen[figure]["z"].as_f64().expect("a number").abs() < 4.0, "{seen}");
    }
    assert_eq!(without_clock(seen.clone()), without_clock(run(&["--years", "4000", "--seed", "7"])));
    assert_ne!(without_clock(seen), without_clock(run(&["--years", "4000", "--seed", "8"])));
    let rare = run(&["--rare"]);
    assert!(rare["steps"].as_u64().expect("a number") > 0 && rare["years"].is_null());
    assert!(rare["unavailability"]["z"].as_f64().expect("a number").abs() < 4.0, "{rare}");
}

/// What cannot be run is named, and nothing is printed as if it had been.
#[test]
fn what_cannot_be_run_is_refused() {
    let known = r#"{"kind":"series","tiers":[{"name":"SLA","unavailability":0.001,"outage_frequency_per_hour":0.001}]}"#;
    for (arguments, model, part) in [
        (&["simulate", "-"][..], known, "cannot be run"),
        (&["simulate", "-", "--rare"], known, "no single chain"),
        (&["simulate", "-", "--years", "0"], known, "0 is not in 1..=1000000000"),
        (&["simulate", "-"], "{}", "kind: found nothing"),
        (
            &["simulate", "-"],
            r#"{"kind":"db_single","instance_mtbf_h":1e-9,"instance_mttr_h":1}"#,
            "--years: found 100000 years with about",
        ),
    ] {
        let output = zoneplan(arguments, model);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(part), "{}", text(&output.stderr));
        assert!(output.stdout.is_empty());
    }
}

mod of_plans {
    //! The platform of a plan: what the classes come to exactly is what a run sees.

    use zoneplan::engine::availability::{
        Consensus, Elsewhere, InZone, Part, Repairable, ZoneDatabase, ZonePair, Zoned,
    };
    use zoneplan::engine::simulate::{SimulationInputs, SteppedRun, by_class};

    use super::*;
    use crate::support::{aws, outcome};

    /// Zones that are not alike, nodes that start elsewhere and are not always to be had, a
    /// consensus and a pair, with failures often enough to see many.
    #[test]
    fn uneven_zones_with_all_that_shares_them_agree() {
        let part = |mtbf_hours: f64, mttr_hours: f64| Repairable { mtbf_hours, mttr_hours };
        let pair = |zones: [usize; 2]| {
            ZoneDatabase::Pair(ZonePair {
                zones,
                instance: part(900.0, 6.0),
                failover_hours: 0.1,
                success: 0.8,
                manual_hours: 3.0,
            })
        };
        let one = ZoneDatabase::One { zone: 1, instance: part(900.0, 6.0) };
        let elsewhere = Some(Elsewhere { start_hours: 1.0, shortage: 0.2 });
        for (zones, database, elsewhere) in [
            ([(3, 2), (2, 1), (2, 1)], pair([0, 2]), None),
            ([(3, 1), (2, 2), (1, 1)], pair([0, 1]), elsewhere),
            ([(2, 2), (2, 1), (1, 1)], pair([0, 0]), elsewhere),
            ([(2, 2), (2, 2), (2, 2)], one, None),
        ] {
            let model = Zoned {
                zones: zones.map(|(nodes, members)| InZone { nodes, members }).to_vec(),
                k_nodes: 4,
                min_zones_up: 1,
                node: part(400.0, 5.0),
                zone: part(2000.0, 20.0),
                elsewhere,
                consensus: Some(Consensus { needed: 3, member: part(500.0, 4.0) }),
                database,
            };
            let exact = model.solve().expect("few states");
            let seen = run(&Part::Zoned(model), 20_000);
            assert!(seen.outages > 100_000);
            close("share of time down", seen.unavailability, exact.unavailability);
            close("outages", seen.outages_per_year, exact.per_year());
        }
    }

    /// Every class of a plan that is seen a hundred times and more.
    #[test]
    fn the_classes_of_a_plan_agree() {
        let plans = [
            String::new(),
            "[workload]\nreplicas = { \"besu-validator\" = 6 }\n[team]\non_call = \"rota-24x7\"\n".to_owned(),
            "[workload]\nprofile = \"dalp-all-in-cluster\"\n".to_owned(),
            "[database]\nhigh_availability = \"none\"\n[[node_pools]]\nnodes = 5\nzone_loss = \"none\"\n"
                .to_owned(),
        ];
        for plan in plans {
            let inputs = SimulationInputs::of(&outcome(&aws(&plan)));
            let platform = inputs.system();
            let (years, blocks) = (50, 200);
            let (seen, classes): (Vec<_>, Vec<_>) =
                (0..blocks).map(|block| platform.run(SEED, block, years)).unzip();
            let whole = simulated(&Tally::of(seen, years), years);
            close("share of time down", whole.unavailability, inputs.exact().unavailability);
            close("outages", whole.outages_per_year, inputs.exact().per_year());
            let mut held = 0;
            for class in by_class(&inputs, &classes, years) {
                if class.exact_outages_per_year * (years * blocks) as f64 >= 100.0 {
                    held += 1;
                    close(&class.name, class.minutes_per_year, class.exact_minutes_per_year);
                    close(&class.name, class.outages_per_year, class.exact_outages_per_year);
                }
            }
            assert!(held >= 10, "{held} classes");
        }
    }

    /// The told decade is of the same platform: as many outages as ten years have, to within five
    /// standard deviations of a count, and the same each time.
    #[test]
    fn a_decade_is_told_outage_by_outage() {
        let inputs = SimulationInputs::of(&outcome(&aws("")));
        let told = inputs.system().decade(42);
        assert_eq!(told, inputs.system().decade(42));
        let expected = inputs.exact().per_year() * 10.0;
        assert!((told.len() as f64 - expected).abs() < 5.0 * expected.sqrt(), "{} {expected}", told.len());
        for (incident, next) in told.iter().zip(&told[1..]) {
            assert!(incident.to_hours < next.from_hours);
            let (from, to) = (incident.stretches[0].from_hours, incident.to_hours);
            assert!((from - incident.from_hours).abs() < 1e-12 && from < to && to <= 87_600.0);
            assert!(incident.stretches.iter().all(|it| it.class < inputs.names().count()));
        }
    }

    /// Block by block or at once, it is the same run; what is left early is a run of fewer years.
    #[test]
    fn a_run_can_be_made_step_by_step() {
        let inputs = SimulationInputs::of(&outcome(&aws("")));
        let platform = inputs.system();
        // 1,001 years are 167 blocks of 6, the last of 5.
        let mut run = SteppedRun::new(inputs.clone(), SEED, 1001);
        assert_eq!((run.seen(), run.done()), (None, (0, 167)));
        let mut steps = 0;
        while run.step() {
            steps += 1;
            if steps == 100 {
                let (blocks, classes): (Vec<_>, Vec<_>) =
                    (0..100).map(|block| platform.run(SEED, block, 6)).unzip();
                let seen = run.seen().expect("100 blocks");
                assert_eq!(seen.whole, simulated(&Tally::of(blocks, 6), 6));
                assert_eq!(seen.whole.years, 600);
                assert_eq!(seen.classes, by_class(&inputs, &classes, 6));
            }
        }
        assert_eq!((steps, run.done()), (166, (167, 167)));
        let seen = run.seen().expect("all blocks");
        assert_eq!(seen.whole.years, 1001);
        assert!(!run.step() && run.seen() == Some(seen), "nothing is left to do");
    }

    #[test]
    fn the_command_runs_a_plan() {
        let output = zoneplan(
            &["simulate", "-", "--years", "2000", "--seed", "7", "--format", "json"],
            "[platform]\nprovider = \"gcp\"\n",
        );
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(answer["years"], 2000);
        assert!(answer["unavailability"]["z"].as_f64().expect("a number").abs() < 4.0);
        assert!(answer["classes"].as_array().expect("a list").len() > 10);
        assert!(answer["downtime_minutes_per_year"][0]["exact"].as_f64().expect("a number") > 0.0);
        let refused = zoneplan(&["simulate", "-", "--rare"], "[platform]\nprovider = \"gcp\"\n");
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains("--rare: found a plan"), "{}", text(&refused.stderr));
        let faulty = zoneplan(&["simulate", "-"], "[platform]\nprovider = \"moon\"\n");
        assert!(text(&faulty.stderr).contains("platform.provider"), "{}", text(&faulty.stderr));
    }
}
