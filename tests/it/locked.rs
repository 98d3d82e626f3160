//! Locked plans: the same report later, and what today's prices would change.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use zoneplan::engine::catalogue::Digest;
use zoneplan::engine::scenario::{Document, lock_of};

use crate::cli::{text, zoneplan};

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("zoneplan-lock-{name}-{}", std::process::id()));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn json(arguments: &[&str], input: &str) -> Value {
    let output = zoneplan(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

/// The reference plan with a comment and a target, locked.
const PLAN: &str =
    "# mine\nname = \"Mine\"\n[targets]\nmonthly_cost_usd = 6000\n[platform]\nprovider = \"aws\"\n";

fn locked(plan: &str) -> String {
    let output = zoneplan(&["lock", "-"], plan);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// What is said about a lock that cannot be used.
fn refused(plan: &str) -> String {
    let read =
        Document::from_toml(plan).map_err(|fault| vec![fault]).and_then(|plan| lock_of(&plan).map(drop));
    let faults = read.expect_err("it is refused");
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

fn digest_of(text: &str) -> String {
    Digest::of(text).short()
}

/// A locked plan whose price of m6a.xlarge is another one, with the digest of the rows as changed:
/// as if it had been locked when the catalogue had that price.
fn with_another_price(locked: &str, usd: &str) -> String {
    let mark = "\"prices/aws/eu-central-1.csv\" = '''\n";
    let begin = locked.find(mark).expect("the table") + mark.len();
    let end = begin + locked[begin..].find("'''").expect("its end");
    let table = &locked[begin..end];
    let row = table.lines().find(|line| line.starts_with("ec2,m6a.xlarge,")).expect("the row");
    assert!(row.starts_with("ec2,m6a.xlarge,hour,,,,0.207,"), "{row}");
    let changed = table.replace(row, &row.replace(",0.207,", &format!(",{usd},")));
    format!("{}{changed}{}", &locked[..begin], &locked[end..])
        .replace(&digest_of(table), &digest_of(&changed))
}

#[test]
fn a_locked_plan_gives_the_same_report_and_says_so() {
    let before = json(&["plan", "-", "--format", "json"], PLAN);
    let locked = locked(PLAN);
    assert!(locked.contains("# mine\n"), "comments stay");
    assert!(locked.contains(&format!("as_of = {}\n", before["as_of"])), "the day is fixed");
    let mut after = json(&["plan", "-", "--format", "json"], &locked);
    let lock = after.as_object_mut().expect("an object").remove("lock").expect("its lock");
    assert_eq!(after, before);
    assert_eq!(lock["same_report"], true);
    assert_eq!(lock["plan_digest"], before["plan_digest"]);
    assert_eq!(lock["catalogue_digest"], before["catalogue"]["digest"]);
    assert_eq!(lock["monthly"]["difference_usd"], 0.0);
    assert_eq!((&lock["rows"], &lock["tables_differ"]), (&Value::from([0; 0]), &Value::from([0; 0])));
}

#[test]
fn locked_prices_hold_when_the_catalogue_has_others() {
    // The catalogue has 0.207 USD an hour; the plan was locked when it was 0.307. Three nodes over
    // 730 hours: 2190 × 0.1 = 219 USD more then.
    let today = json(
        &["plan", "-", "--format", "json"],
        &format!("{PLAN}[[node_pools]]\nname = \"general\"\ninstance_type = \"m6a.xlarge\"\n"),
    );
    let plan = format!("{PLAN}[[node_pools]]\nname = \"general\"\ninstance_type = \"m6a.xlarge\"\n");
    let locked = with_another_price(&locked(&plan), "0.307");
    let report = json(&["plan", "-", "--format", "json"], &locked);
    let usd = |value: &Value| value.as_f64().expect("USD");
    let monthly = &report["lock"]["monthly"];
    assert_eq!(monthly["locked_usd"], report["cost"]["monthly"]["effective_usd"]);
    assert_eq!(monthly["today_usd"], today["cost"]["monthly"]["effective_usd"]);
    assert!((usd(&monthly["locked_usd"]) - usd(&monthly["today_usd"]) - 219.0).abs() < 1e-6, "{monthly}");
    assert!((usd(&monthly["difference_usd"]) + 219.0).abs() < 1e-6, "{monthly}");
    let rows = report["lock"]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((&rows[0]["service"], &rows[0]["item"]), (&Value::from("ec2"), &Value::from("m6a.xlarge")));
    assert_eq!((usd(&rows[0]["locked_usd"]), usd(&rows[0]["today_usd"])), (0.307, 0.207));
    // The report is another one than that of the digest, and that is said.
    assert_eq!(report["lock"]["same_report"], false);
    let codes: Vec<&str> = report["warnings"]
        .as_array()
        .expect("warnings")
        .iter()
        .filter_map(|it| it["code"].as_str())
        .collect();
    assert!(codes.contains(&"locked_report_differs"), "{codes:?}");
    for command in [&["plan", "-"][..], &["plan", "-", "--format", "md"]] {
        let shown = text(&zoneplan(command, &locked).stdout);
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains("219.00 less; 1 price of the bill differs"), "{shown}");
    }
    // Other commands use the locked prices too.
    let folder = folder("prices");
    let (a, b) = (folder.join("a.toml"), folder.join("b.toml"));
    fs::write(&a, &locked).expect("written");
    fs::write(&b, &plan).expect("written");
    let (a, b) = (a.display().to_string(), b.display().to_string());
    let compared = json(&["compare", &a, &b, "--format", "json"], "");
    let metric = compared["metrics"].as_array().expect("metrics").iter();
    let mut metric = metric.filter(|metric| metric["path"] == "cost.monthly.effective_usd");
    let values = &metric.next().expect("the bill")["values"];
    assert!((usd(&values[0]["value"]) - usd(&values[1]["value"]) - 219.0).abs() < 1e-6, "{values}");
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn what_is_not_as_it_was_is_told() {
    let locked = locked(PLAN);
    let other = locked.replace("engine_version = \"0.1.0\"", "engine_version = \"0.0.9\"");
    let at = other.find("\"tasks.csv\" = \"").expect("the table") + "\"tasks.csv\" = \"".len();
    let other = format!("{}0123456789abcdef{}", &other[..at], &other[at + 16..]);
    let output = zoneplan(&["plan", "-", "--format", "json"], &other);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let warnings = report["warnings"].as_array().expect("warnings");
    let message = |code: &str| {
        let found = warnings.iter().find(|warning| warning["code"] == code);
        found.and_then(|warning| warning["message"].as_str()).unwrap_or_default().to_owned()
    };
    assert!(message("locked_engine_differs").contains("0.0.9"), "{warnings:?}");
    assert!(message("locked_tables_differ").contains("tasks.csv"), "{warnings:?}");
    assert_eq!(report["lock"]["tables_differ"], serde_json::json!(["tasks.csv"]));
    let said = text(&output.stderr);
    assert!(said.contains("locked by zoneplan 0.0.9") && said.contains("tasks.csv"), "{said}");
}

#[test]
fn damaged_locks_are_refused_with_the_place() {
    let locked = locked(PLAN);
    let price = locked.replacen(",0.207,", ",0.107,", 1);
    assert!(
        refused(&price).contains("lock.tables.prices/aws/eu-central-1.csv: found a table with the digest")
    );
    let edited = locked.replace("monthly_cost_usd = 6000", "monthly_cost_usd = 7000");
    assert!(refused(&edited).contains("lock.document_digest: found"), "{}", refused(&edited));
    let key = locked.replace("engine_version =", "engine_versoin =");
    assert!(refused(&key).contains("the nearest is engine_version"), "{}", refused(&key));
    let mark = "\"prices/aws/global.csv\" = '''\n";
    let begin = locked.find(mark).expect("a table");
    let end = begin + mark.len() + locked[begin + mark.len()..].find("'''\n").expect("its end") + 4;
    let gone = format!("{}{}", &locked[..begin], &locked[end..]);
    assert!(
        refused(&gone).contains("lock.tables.prices/aws/global.csv: found nothing"),
        "{}",
        refused(&gone)
    );
    let bad = locked.replacen("plan_digest = \"", "plan_digest = \"x", 1);
    assert!(refused(&bad).contains("lock.plan_digest: found"), "{}", refused(&bad));
    let cut = &locked[..locked.len() - 10];
    assert!(refused(cut).contains("allowed is a plan in TOML"), "{}", refused(cut));
    assert!(refused(&format!("lock = 3\n{PLAN}")).contains("lock: found 3, allowed is a table"));
    // Rows whose digest was made to fit are still read as strictly as the catalogue's.
    let odd = zoneplan(&["plan", "-", "--format", "json"], &with_another_price(&locked, "-1"));
    assert_eq!(odd.status.code(), Some(2));
    let said = text(&odd.stderr);
    assert!(said.contains("the tables of its lock: 1 fault"), "{said}");
    assert!(said.contains("column usd_per_unit: found \"-1\""), "{said}");
    let many: String = (0..501).map(|n| format!("\"t{n}\" = \"0123456789abcdef\"\n")).collect();
    let many = locked.replace("[lock.digests]\n", &format!("[lock.digests]\n{many}"));
    assert!(refused(&many).contains("at most 500 paths"), "{}", refused(&many));
    let again = zoneplan(&["lock", "-"], &locked);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("lock: found a plan that is locked"));
}

#[test]
fn own_prices_are_locked_with_the_plan() {
    let folder = folder("own");
    let sheet = folder.join("it's \"mine\".csv");
    fs::write(
        &sheet,
        "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n\
         aws,eu-central-1,ec2,m6a.xlarge,hour,,,,0.1,2026-01-01,page,'''our contract'''\n",
    )
    .expect("written");
    let sheet = sheet.display().to_string();
    let before = json(&["plan", "-", "--format", "json", "--prices", &sheet], PLAN);
    let out = folder.join("locked.toml").display().to_string();
    let answer = json(&["lock", "-", "--out", &out, "--format", "json", "--prices", &sheet], PLAN);
    assert_eq!(answer["plan_digest"], before["plan_digest"]);
    let after = json(&["plan", &out, "--format", "json"], "");
    assert_eq!(after["lock"]["same_report"], true);
    assert_eq!(after["cost"], before["cost"]);
    // Today's prices are the list again, which has more for this machine.
    let difference = after["lock"]["monthly"]["difference_usd"].as_f64().expect("USD");
    assert!(difference > 0.0, "{difference}");
    // Another price of today changes neither the locked bill nor the report.
    let dearer = folder.join("dearer.csv");
    let rows = fs::read_to_string(&sheet).expect("the sheet");
    fs::write(&dearer, rows.replace(",0.1,", ",0.3,").replace('\'', "")).expect("written");
    let later = json(&["plan", &out, "--format", "json", "--prices", &dearer.display().to_string()], "");
    assert_eq!(later["lock"]["same_report"], true);
    assert_eq!(later["cost"], before["cost"]);
    let rows = later["lock"]["rows"].as_array().expect("rows");
    let own = rows.iter().find(|row| row["item"] == "m6a.xlarge").expect("the own price");
    assert_eq!((own["locked_usd"].as_f64(), own["today_usd"].as_f64()), (Some(0.1), Some(0.3)));
    let exists = zoneplan(&["lock", "-", "--out", &out], PLAN);
    assert_eq!(exists.status.code(), Some(2), "{}", text(&exists.stderr));
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn a_plan_in_json_is_locked_as_toml() {
    let plan = r#"{"name": "J", "platform": {"provider": "gcp"}, "assumptions": {"node.mtbf_hours": 4380}}"#;
    let before = json(&["plan", "-", "--format", "json"], plan);
    let after = json(&["plan", "-", "--format", "json"], &locked(plan));
    assert_eq!(after["lock"]["same_report"], true);
    assert_eq!(after["cost"]["monthly"], before["cost"]["monthly"]);
}

#[test]
fn a_locked_plan_is_locked_anew_with_what_was_changed() {
    // A comment that names the lock is none.
    let first = locked(&format!("# [lock]\n{PLAN}"));
    let old = with_another_price(&first, "0.307");
    let output = zoneplan(&["lock", "-"], &old);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--again"), "{}", text(&output.stderr));

    let again = |plan: &str| {
        let output = zoneplan(&["lock", "-", "--again"], plan);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    assert_eq!(again(&old), first, "the prices are those of the catalogue again");
    let changed = old.replace("monthly_cost_usd = 6000", "monthly_cost_usd = 7000");
    assert!(!refused(&changed).is_empty(), "a changed plan is refused");
    let new = again(&changed);
    assert_eq!(new, locked(&plan_of(&new)), "what stands before the lock is the plan");
    assert!(new.contains("monthly_cost_usd = 7000") && new.contains("# mine\n"));
    assert_eq!(again(PLAN), locked(PLAN), "a plan without a lock is locked");
}

/// What stands before the last table of that name.
fn plan_of(locked: &str) -> String {
    format!("{}\n", locked[..locked.rfind("\n[lock]\n").expect("a lock")].trim_end())
}
