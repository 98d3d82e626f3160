//! Times of the engine on one core, as medians of many runs.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]

use std::hint::black_box;
use std::time::Instant;

use zoneplan::bundled;
use zoneplan::engine::availability::{NodeTier, Repairable};
use zoneplan::engine::backup::{Setting, retained};
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::effort::{SetupInputs, Team, setup, setup_length};
use zoneplan::engine::plan::{LawInputs, assess, evaluate, laws};
use zoneplan::engine::report::{report, to_csv, to_json};
use zoneplan::engine::scenario::{Document, Figures, plan_from};
use zoneplan::engine::uncertainty::{Estimate, Law};

const REFERENCE: &str = "[platform]\nprovider = \"aws\"\n";

/// Ten years of hourly backups in five tiers.
const TIERS: &str = "[finance]\nhorizon_months = 120\n[backup]\ntiers = [\n\
    { name = \"hourly\", surface = [\"namespace\", \"volumes\", \"telemetry\"], every_hours = 1, keep_days = 7 },\n\
    { name = \"quarterly\", surface = [\"namespace\", \"volumes\", \"telemetry\"], every_hours = 6, keep_days = 30 },\n\
    { name = \"daily\", surface = [\"namespace\", \"volumes\", \"telemetry\"], every_hours = 24, keep_days = 90 },\n\
    { name = \"weekly\", surface = [\"namespace\", \"volumes\", \"telemetry\"], every_hours = 168, keep_days = 365 },\n\
    { name = \"monthly\", surface = [\"namespace\", \"volumes\", \"telemetry\"], every_hours = 730, keep_days = 3650 },\n]\n";

/// Median microseconds of a run.
fn median_us<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            black_box(run());
            begun.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

fn main() {
    let files = bundled::files();
    let few = bundled::first_files();
    let catalogue = Catalogue::load(&files).expect("the data is sound");
    let document = Document::from_toml(REFERENCE).expect("TOML");
    let plan = plan_from(&document, &catalogue).expect("a sound plan");
    let mut fixed = plan.clone();
    fixed.node_pool.instance_type = zoneplan::engine::scenario::Auto::Set("m6a.xlarge".to_owned());
    fixed.node_pool.nodes = zoneplan::engine::scenario::Auto::Set(6);
    let mut two_sites = plan.clone();
    two_sites.platform.pattern = zoneplan::engine::catalogue::Pattern::HotHotPublic;
    two_sites.platform.second_region = Some("eu-west-1".to_owned());
    let outcome = evaluate(&plan, &catalogue).expect("a layout");
    let law = laws(&LawInputs::of(&outcome));
    let full = report(&outcome, Some(&law), &catalogue);
    let team = |engineers: usize| Team {
        engineers,
        coordination_pct: 0.0,
        productive_hours: Law::Constant(6.0),
        correlation: 0.4,
        start: plan.team.start_date,
        holidays: Vec::new(),
    };
    let setup_of = |engineers| {
        SetupInputs::of(&outcome.effort.setup.setup, &team(engineers), 42, 20_000, vec![2.0, 3.0])
    };
    let over_years: Vec<_> = [0.0, 20.0, 60.0]
        .into_iter()
        .map(|growth| {
            let mut scenario = plan.clone();
            scenario.finance.horizon_months = 60;
            scenario.workload.growth_pct_per_year = Estimate::exact(growth);
            scenario
        })
        .collect();
    let assess_all = || over_years.iter().map(|plan| assess(plan, &catalogue)).collect::<Vec<_>>();
    let document_of = |text: &str| Document::from_toml(&format!("{REFERENCE}{text}")).expect("TOML");
    let five = |method: &str| {
        let text = TIERS.replace(" },", &format!(", method = \"{method}\" }},"));
        plan_from(&document_of(&text), &catalogue).expect("a sound plan")
    };
    let (incremental, deduplicated) = (five("incremental"), five("deduplicated"));
    let setting = Setting { volumes_gib: 711.0, telemetry_gib: 30.0, ..Setting::default() };
    let keep = |plan| retained(Figures::new(&catalogue, plan), setting);
    let tier = NodeTier {
        zones: vec![2, 2, 2],
        k_nodes: 4,
        min_zones_up: 2,
        node: Repairable { mtbf_hours: 4380.0, mttr_hours: 0.5 },
        zone: Some(Repairable { mtbf_hours: 8760.0, mttr_hours: 2.0 }),
    };
    let rows = [
        ("load and check the data of one region", median_us(51, || Catalogue::load(&few))),
        ("load and check all data", median_us(21, || Catalogue::load(&files))),
        ("read and check the plan", median_us(501, || plan_from(&document, &catalogue))),
        ("one evaluation of a fixed layout", median_us(1001, || evaluate(&fixed, &catalogue))),
        ("one evaluation, types and nodes chosen", median_us(501, || evaluate(&plan, &catalogue))),
        ("one evaluation of two regions at work", median_us(301, || evaluate(&two_sites, &catalogue))),
        ("one region, looking ahead, patterns compared", median_us(201, || assess(&plan, &catalogue))),
        ("60 months of three scenarios, looking ahead", median_us(21, assess_all)),
        ("ten years of hourly backups, five tiers", median_us(51, || keep(&incremental))),
        ("the same, deduplicated", median_us(51, || keep(&deduplicated))),
        ("their steady state, in an evaluation", median_us(101, || evaluate(&deduplicated, &catalogue))),
        ("retention of the reference plan", median_us(201, || keep(&plan))),
        ("all laws of the plan", median_us(51, || laws(&LawInputs::of(&outcome)))),
        ("tasks of the setup", median_us(501, || setup(Figures::new(&catalogue, &plan)))),
        ("setup of one engineer, 32,768 draws", median_us(21, || setup_length(&setup_of(1)))),
        ("setup of three engineers, 32,768 draws", median_us(21, || setup_length(&setup_of(3)))),
        (
            "report with all laws, as JSON",
            median_us(51, || to_json(&report(&outcome, Some(&laws(&LawInputs::of(&outcome))), &catalogue))),
        ),
        ("CSV of a report", median_us(201, || to_csv(&full))),
        ("exact node tier, 3 zones × 2 nodes", median_us(1001, || tier.solve())),
    ];
    println!("{:<44}{:>14}", "native, one core, median", "microseconds");
    for (what, microseconds) in rows {
        println!("{what:<44}{microseconds:>14.1}");
    }
}
