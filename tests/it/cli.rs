//! The command line as people and pipelines use it.

use std::io::{ErrorKind, Write};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs the program with this on standard input.
pub fn zoneplan(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zoneplan"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments does not wait for input.
    let written = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    if let Err(error) = written {
        assert_eq!(error.kind(), ErrorKind::BrokenPipe, "{error}");
    }
    child.wait_with_output().expect("it ends")
}

/// What was printed.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn without_a_plan_the_reference_is_planned() {
    let output = zoneplan(&["plan", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(0));
    let report: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    for path in [
        "/schema",
        "/engine_version",
        "/plan_digest",
        "/catalogue/digest",
        "/catalogue/newest",
        "/catalogue/oldest",
        "/seed",
        "/draws",
        "/warnings/0/code",
        "/warnings/0/path",
        "/warnings/0/message",
        "/sizing/pools/0/name",
        "/sizing/pools/0/instance_type",
        "/sizing/pools/0/nodes",
        "/sizing/pools/0/nodes_per_zone/2",
        "/sizing/pools/0/allocatable/cpu_m",
        "/sizing/pools/0/allocatable/memory_mib",
        "/sizing/pools/0/allocatable/pods",
        "/sizing/pools/0/requested/cpu_m",
        "/sizing/pools/0/zone_loss/survives",
        "/sizing/pools/0/zone_loss/lost_zone",
        "/sizing/pools/0/zone_loss/binding_resource",
        "/sizing/pools/0/zone_loss/spare_pct",
        "/sizing/pools/0/zone_loss/pinned/0",
        "/sizing/quorum/0/component",
        "/sizing/quorum/0/members",
        "/sizing/quorum/0/per_zone/0",
        "/sizing/quorum/0/survives_zone_loss",
        "/sizing/quorum/0/advice",
        "/cost/lines/0/service",
        "/cost/lines/0/item",
        "/cost/lines/0/component",
        "/cost/lines/0/region",
        "/cost/lines/0/quantity",
        "/cost/lines/0/unit",
        "/cost/lines/0/unit_price_usd",
        "/cost/lines/0/list_usd",
        "/cost/lines/0/effective_usd",
        "/cost/lines/0/source",
        "/cost/lines/0/as_of",
        "/cost/monthly/list_usd",
        "/cost/monthly/effective_usd",
        "/cost/monthly/complete",
        "/cost/labour_monthly_usd",
        "/cost/unpriced",
        "/availability/steady_state",
        "/availability/unavailability",
        "/availability/infrastructure/unavailability",
        "/availability/downtime_minutes_per_year/mean",
        "/availability/downtime_minutes_per_year/p50",
        "/availability/downtime_minutes_per_year/p90",
        "/availability/downtime_minutes_per_year/p99",
        "/availability/classes/0/name",
        "/availability/classes/0/role",
        "/availability/classes/0/unavailability",
        "/availability/classes/0/failures_per_year",
        "/availability/classes/0/downtime_minutes_per_year",
        "/recovery/0/failure",
        "/recovery/0/per_year",
        "/recovery/0/automatic",
        "/recovery/0/who_acts",
        "/recovery/0/rto_minutes/p50",
        "/recovery/0/rpo_seconds/p90",
        "/recovery/0/vendor_stated/rto/text",
        "/backup/tiers/0/name",
        "/backup/tiers/0/copies",
        "/backup/tiers/0/stored_gib",
        "/backup/stored_gib/now",
        "/backup/monthly_usd",
        "/backup/rpo_by_surface/0",
        "/effort/setup/hours/low",
        "/effort/setup/hours/p5",
        "/effort/setup/hours/p10",
        "/effort/setup/hours/p50",
        "/effort/setup/hours/mean",
        "/effort/setup/hours/p90",
        "/effort/setup/hours/p95",
        "/effort/setup/hours/high",
        "/effort/setup/days/p10",
        "/effort/setup/days/p50",
        "/effort/setup/days/p90",
        "/effort/setup/tasks/0/name",
        "/effort/setup/tasks/0/start_hour",
        "/effort/setup/tasks/0/end_hour",
        "/effort/setup/tasks/0/role",
        "/effort/setup/vendor_stated/text",
        "/effort/maintenance/hours_per_month/mean",
        "/effort/maintenance/hours_per_year/p95",
        "/effort/maintenance/calendar/11/mean",
        "/effort/maintenance/calendar/11/p90",
        "/effort/maintenance/weeks/51/starts",
        "/effort/maintenance/unlisted/gap_low",
        "/effort/maintenance/activities/0",
        "/effort/maintenance/vendor_stated/low",
        "/effort/fte/planned",
        "/effort/fte/reserved",
        "/effort/incidents/failures/0/hours_each",
        "/effort/on_call/engineers_needed",
        "/effort/on_call/pages_per_month",
        "/effort/on_call/hours_covered_per_week",
        "/effort/on_call/gap_to_team",
        "/effort/on_call/cost_usd_per_month/likely",
        "/comparison/0/stated/text",
        "/comparison/0/computed/high",
        "/verdicts",
        "/not_covered/0/what",
    ] {
        assert!(report.pointer(path).is_some_and(|value| !value.is_null()), "{path}");
    }
    assert_eq!(report.pointer("/recovery/0/vendor_stated/rto/text"), Some(&Value::from("2–15 minutes")));
}

#[test]
fn a_line_of_the_bill_is_quantity_times_price() {
    let output = zoneplan(&["plan", "--format", "json"], "");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let lines = report["cost"]["lines"].as_array().expect("lines");
    assert!(lines.len() > 20);
    let mut total = 0;
    for line in lines {
        let number = |key: &str| line[key].as_f64().expect("a number");
        if line.get("tiers").is_none() {
            assert!(
                (number("quantity") * number("unit_price_usd") - number("list_usd")).abs() < 1e-6,
                "{line}"
            );
        }
        total += (number("effective_usd") * 1e6).round() as i64;
    }
    let sum = report["cost"]["monthly"]["effective_usd"].as_f64().expect("a number");
    assert_eq!(total, (sum * 1e6).round() as i64);
}

#[test]
fn bad_input_is_one_report_and_exit_2() {
    let plan =
        "[platform]\nprovider = \"aws\"\nzones = 0\nregoin = \"x\"\n[database]\nstorage_gib = \"200 GB\"\n";
    let output = zoneplan(&["plan", "-"], plan);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let complaint = text(&output.stderr);
    assert!(
        complaint.starts_with("zoneplan: standard input: 3 faults\n  line 3, platform.zones"),
        "{complaint}"
    );
    assert!(complaint.contains("the nearest is region"));
    assert!(complaint.contains("database.storage_gib: found \"200 GB\""));
    let missing = zoneplan(&["plan", "no-such-plan.toml"], "");
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("cannot read no-such-plan.toml"));
    let broken = zoneplan(&["plan", "-"], "[platform\n");
    assert_eq!(broken.status.code(), Some(2));
    assert!(text(&broken.stderr).contains("line 1"));
}

#[test]
fn check_exits_1_when_a_target_is_missed() {
    let plan = |usd: u32| format!("[platform]\nprovider = \"aws\"\n[targets]\nmonthly_cost_usd = {usd}\n");
    let met = zoneplan(&["check", "-"], &plan(100_000));
    assert_eq!((met.status.code(), text(&met.stdout).contains("every target is met")), (Some(0), true));
    let missed = zoneplan(&["check", "-", "--format", "json"], &plan(10));
    assert_eq!(missed.status.code(), Some(1));
    let answer: Value = serde_json::from_slice(&missed.stdout).expect("JSON");
    assert_eq!(answer["met"], Value::Bool(false));
}

#[test]
fn init_writes_a_plan_that_plans() {
    let plan = text(&zoneplan(&["init", "aws"], "").stdout);
    let (from_preset, reference) =
        (zoneplan(&["plan", "-", "--format", "csv"], &plan), zoneplan(&["plan", "--format", "csv"], ""));
    assert_eq!(text(&from_preset.stdout), text(&reference.stdout));
    assert_eq!(zoneplan(&["init", "mars"], "").status.code(), Some(2));
}

#[test]
fn init_writes_any_preset_and_lists_them() {
    let plan = text(&zoneplan(&["init", "--preset", "public-chain"], "").stdout);
    assert!(plan.contains("profile = \"dalp-public-chain\""), "{plan}");
    let reference = text(&zoneplan(&["init", "--preset", "azure"], "").stdout);
    assert_eq!(reference, text(&zoneplan(&["init", "azure"], "").stdout));
    let answer = zoneplan(&["init", "--preset", "minimum", "--format", "json"], "");
    let answer: Value = serde_json::from_slice(&answer.stdout).expect("JSON");
    assert_eq!((&answer["preset"], &answer["provider"]), (&Value::from("minimum"), &Value::Null));
    let refused = zoneplan(&["init", "--preset", "maximum"], "");
    assert_eq!(refused.status.code(), Some(2));
    let told = text(&refused.stderr);
    assert!(
        told.contains(
            "preset: found \"maximum\", allowed is aws | azure | gcp | openshift | minimum | private-chain \
             | public-chain | cost-first | availability-first"
        ),
        "{told}"
    );
    let help = text(&zoneplan(&["init", "--help"], "").stdout);
    assert!(help.contains("cost-first") && help.contains("What a month costs comes before"), "{help}");
    assert_eq!(zoneplan(&["init"], "").status.code(), Some(2));
    assert_eq!(zoneplan(&["init", "aws", "--preset", "minimum"], "").status.code(), Some(2));
}

#[test]
fn own_prices_are_used_by_every_command_that_plans() {
    const SHEET: &str = "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n\
        aws,eu-central-1,ec2,m6a.xlarge,hour,,,,0.1,2026-08,page,our agreement\n";
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("ours.csv", SHEET);
    write("readme.txt", "not a sheet");
    let own = folder.path().to_string_lossy().into_owned();
    let totals = |arguments: &[&str]| {
        let output = zoneplan(arguments, "");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let total = |sum: &str| report["cost"]["monthly"][sum].as_f64().expect("a number");
        (total("list_usd"), total("effective_usd"))
    };
    let (listed, same) = totals(&["plan", "--format", "json"]);
    let (still_listed, ours) = totals(&["plan", "--format", "json", "--prices", &own]);
    assert!((listed - same).abs() < 1e-9 && (listed - still_listed).abs() < 1e-9, "the list stays");
    assert!((listed - ours - 3.0 * 730.0 * (0.207 - 0.1)).abs() < 1e-6, "three nodes at the own rate");

    // A version in standard support: extended support of an older one is a matter of its own.
    let target = "[platform]\nprovider = \"aws\"\nkubernetes_version = \"1.35\"\n\
                  [targets]\nmonthly_cost_usd = 1300\n";
    assert_eq!(zoneplan(&["check", "-"], target).status.code(), Some(1));
    assert_eq!(zoneplan(&["check", "-", "--prices", &own], target).status.code(), Some(0));
    let list =
        zoneplan(&["--prices", &own, "prices", "list", "--region", "eu-central-1", "--service", "ec2"], "");
    assert!(text(&list.stdout).contains("our agreement"));

    write("twice.csv", SHEET);
    let twice = zoneplan(&["plan", "--prices", &own], "");
    assert_eq!(twice.status.code(), Some(2));
    assert!(text(&twice.stderr).contains("the first is in"), "{}", text(&twice.stderr));
    write("twice.csv", &SHEET.replace("0.1,", "1e999,"));
    let endless = zoneplan(&["plan", "--prices", &own], "");
    assert_eq!(endless.status.code(), Some(2));
    assert!(text(&endless.stderr).contains("line 2, column usd_per_unit"), "{}", text(&endless.stderr));
}

#[test]
fn coverage_counts_what_each_region_prices() {
    let output =
        zoneplan(&["prices", "coverage", "-", "--format", "json"], "[platform]\nprovider = \"azure\"\n");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let regions = answer["regions"].as_array().expect("a list");
    assert_eq!(regions.len(), 18);
    let of = |name: &str| regions.iter().find(|region| region["region"] == name).expect("a region");
    assert_eq!(of("westeurope")["priced_lines"], of("westeurope")["lines"]);
    let few = of("uaenorth");
    assert!(few["priced_lines"].as_u64() < few["lines"].as_u64());
    assert!(few["missing"].as_array().expect("a list").iter().any(|name| name == "Control plane"));
    let aws = text(&zoneplan(&["prices", "coverage"], "").stdout);
    assert!(aws.contains("declared unusable by its provider"), "{aws}");
}

#[test]
fn reliability_gives_the_law_of_a_year_where_there_is_one() {
    let single = "{\"kind\":\"db_single\",\"instance_mtbf_h\":8760,\"instance_mttr_h\":9000}";
    let args = ["reliability", "-", "--format", "json", "--within-minutes", "0,30,525600"];
    let answer: Value = serde_json::from_slice(&zoneplan(&args, single).stdout).expect("JSON");
    assert!((answer["cdf_minutes"]["525600"].as_f64().expect("a number") - 1.0).abs() < 1e-12);
    assert!((answer["cdf_minutes"]["0"].as_f64() == answer["p_no_downtime"].as_f64()));
    assert!(answer["notes"][0].as_str().expect("a note").contains("instance_mttr_h (9000 h) is above"));
    let known = "{\"kind\":\"series\",\"tiers\":[{\"name\":\"SLA\",\"unavailability\":0.001,\
                 \"outage_frequency_per_hour\":0.001}]}";
    let refused = zoneplan(&args, known);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("SLA: no law of a year can be had"), "{}", text(&refused.stderr));
    let negative = zoneplan(&["reliability", "-", "--within-minutes=1,-5"], "");
    assert_eq!(negative.status.code(), Some(2));
}

#[test]
fn reliability_solves_a_model_or_names_its_fault() {
    let model = "{\"kind\":\"db_single\",\"instance_mtbf_h\":8760,\"instance_mttr_h\":1}";
    let output = zoneplan(&["reliability", "-", "--format", "json"], model);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!((answer["unavailability"].as_f64().expect("a number") * 8761.0 - 1.0).abs() < 1e-12);
    for (model, part) in [
        ("{", "not JSON"),
        ("{\"kind\":\"magic\"}", "kind: found \"magic\", allowed is node_tier"),
        (
            "{\"kind\":\"db_single\",\"instance_mtbf_h\":-1,\"instance_mttr_h\":1}",
            "instance_mtbf_h: found -1",
        ),
        (
            "{\"kind\":\"series\",\"tiers\":[{\"kind\":\"db_single\"}]}",
            "tiers[0].instance_mtbf_h: found nothing",
        ),
        (
            "{\"kind\":\"node_tier\",\"zones\":[1],\"k_nodes\":2,\"min_zones_up\":1,\"node\":{\"mtbf_h\":1,\"mttr_h\":1}}",
            "k_nodes: found 2, allowed is a whole number from 0 to 1",
        ),
        ("{\"kind\":\"db_single\",\"instance_mtbf_h\":1e999,\"instance_mttr_h\":1}", "not JSON"),
        (
            "{\"kind\":\"k_of_n_common_cause\",\"n\":6,\"k\":4,\"node\":{\"mtbf_h\":9,\"mttr_h\":1},\"beta\":2}",
            "beta: found 2, allowed is a number from 0 to 1",
        ),
        (
            "{\"kind\":\"k_of_n_common_cause\",\"n\":6,\"k\":4,\"node\":{\"mtbf_h\":9,\"mttr_h\":1},\"beta\":0,\
             \"repair_crew\":0}",
            "repair_crew: found 0",
        ),
        (
            "{\"kind\":\"outage_classes\",\"classes\":[{\"name\":\"a\",\"per_year\":1,\"duration\":\"pert\",\
             \"parameters_minutes\":[3,2,1]}]}",
            "classes[0].parameters_minutes: found [3,2,1], allowed is three numbers",
        ),
        (
            "{\"kind\":\"self_healing_nodes\",\"zones\":10,\"target_nodes\":1000,\"k_nodes\":900,\"node_mtbf_h\":4380,\
             \"zone\":null,\"replacement_mean_h\":0.1}",
            "more than 1200 states",
        ),
    ] {
        let output = zoneplan(&["reliability", "-"], model);
        assert_eq!(output.status.code(), Some(2), "{model}");
        assert!(text(&output.stderr).contains(part), "{model}: {}", text(&output.stderr));
    }
}

#[test]
fn help_that_cannot_be_written_is_a_fault() {
    for argument in ["--help", "--version", "help"] {
        let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else { return };
        let output = Command::new(env!("CARGO_BIN_EXE_zoneplan"))
            .arg(argument)
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .expect("it ends");
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{argument}: {told}");
        assert!(told.contains("could not be written"), "{told}");
    }
}

#[test]
fn a_file_that_is_called_json_is_told_as_json() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("plan.json");
    std::fs::write(&path, "\"platform\": {\"provider\": \"aws\"}}").expect("written");
    let output = zoneplan(&["plan", path.to_str().expect("UTF-8")], "");
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("a plan in JSON") && !told.contains("TOML"), "{told}");
}
