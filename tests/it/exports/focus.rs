//! The projection with the names of FOCUS: its columns against the specification's, its sums against
//! the report's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use csv::StringRecord;
use serde_json::Value;
use zoneplan::bundled::PRESETS;
use zoneplan::engine::export::{FocusVersion, focus};
use zoneplan::engine::plan::Outcome;
use zoneplan::engine::report::{Report, report, to_json};

use crate::cli::{text, zoneplan};
use crate::support::{catalogue, outcome};

/// Half of the database is paid up front and all of the cache by the month; the nodes' plan for
/// three years is paid at once, in a horizon of more than one term. Prices change, and a part is
/// negotiated.
const COMMITTED: &str = "[platform]\nprovider = \"aws\"\nregion = \"us-east-1\"\n\
    [workload]\ngrowth_pct_per_year = 30\n\
    [[node_pools]]\ninstance_type = \"m6i.xlarge\"\nnodes = 6\n\
    commitment = { scheme = \"compute-savings-plan\", years = 3, upfront = \"all\", coverage_pct = 75 }\n\
    [database]\ncommitment = { scheme = \"rds-ri\", years = 1, upfront = \"partial\" }\n\
    [finance]\nhorizon_months = 40\nfree_allowances = true\nnegotiated_pct = { \"*\" = 5 }\n\
    [assumptions]\n\"finance.price_change_pct_per_year\" = 4\n";

/// Columns that stay empty against the rule of the specification, as nobody knows them yet: a plan
/// has no account.
const UNKNOWN: [&str; 1] = ["BillingAccountId"];

/// A projection, read again.
struct Table {
    columns: Vec<String>,
    rows: Vec<StringRecord>,
}

impl Table {
    fn read(bytes: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(bytes);
        let columns = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.expect("as many fields as columns")).collect();
        Self { columns, rows }
    }

    #[track_caller]
    fn of(outcome: &Outcome, version: FocusVersion) -> Self {
        let file = focus(&plain(outcome), outcome, catalogue(), version).expect("a projection");
        assert_eq!(file.name, "costs-focus.csv");
        Self::read(&file.bytes)
    }

    #[track_caller]
    fn cell<'a>(&self, row: &'a StringRecord, column: &str) -> &'a str {
        let at = self.columns.iter().position(|name| name == column);
        assert!(at.is_some(), "no column {column}");
        &row[at.expect("a column")]
    }

    #[track_caller]
    fn micros(&self, row: &StringRecord, column: &str) -> i64 {
        micros(self.cell(row, column))
    }

    /// Sums of a column by month.
    fn by_month(&self, column: &str, of: impl Fn(&StringRecord) -> bool) -> BTreeMap<String, i64> {
        let mut sums = BTreeMap::new();
        for row in self.rows.iter().filter(|row| of(row)) {
            let month = self.cell(row, "BillingPeriodStart")[..7].to_owned();
            *sums.entry(month).or_default() += self.micros(row, column);
        }
        sums
    }
}

fn plain(outcome: &Outcome) -> Report {
    report(outcome, None, catalogue())
}

/// A decimal of at most six places as micro-dollars, without a float in between.
#[track_caller]
fn micros(cell: &str) -> i64 {
    let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(decimals.len() <= 6, "{cell}");
    let number = |digits: &str| digits.parse::<i64>().expect("an amount");
    sign * (number(whole) * 1_000_000 + number(&format!("{decimals:0<6}")))
}

fn is_upfront(table: &Table, row: &StringRecord) -> bool {
    table.cell(row, "ChargeFrequency") == "One-Time"
}

/// A column of the specification.
struct Specified {
    kind: String,
    nullable: bool,
    mandatory: bool,
    allowed: Vec<String>,
}

/// The columns of a version, from the table in data/.
fn specified(version: &str) -> BTreeMap<String, Specified> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/focus_columns.csv");
    let text = fs::read_to_string(path).expect("the columns");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().collect::<Result<_, _>>().expect("a table");
    let of_version = rows.into_iter().filter(|row| row["version"] == version);
    let column = |row: BTreeMap<String, String>| {
        assert!(["mandatory", "conditional", "recommended"].contains(&row["feature_level"].as_str()));
        assert!(["yes", "no"].contains(&row["nullable"].as_str()));
        assert!(!row["as_of"].is_empty() && !row["method"].is_empty() && !row["source"].is_empty());
        let specified = Specified {
            kind: row["type"].clone(),
            nullable: row["nullable"] == "yes",
            mandatory: row["feature_level"] == "mandatory",
            allowed: row["allowed_values"].split('|').filter(|v| !v.is_empty()).map(str::to_owned).collect(),
        };
        (row["column"].clone(), specified)
    };
    of_version.map(column).collect()
}

/// Whether a cell has the form that FOCUS asks of its type.
fn has_form(kind: &str, cell: &str) -> bool {
    match kind {
        "string" => !cell.is_empty() && !cell.chars().any(char::is_control),
        "decimal" => {
            let digits = cell.strip_prefix('-').unwrap_or(cell);
            let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
            let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            are_digits(whole) && are_digits(decimals)
        }
        "date-time" => {
            let shape: String = cell.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            shape == "0000-00-00T00:00:00Z"
        }
        "json" => serde_json::from_str::<Value>(cell).is_ok_and(|value| value.is_object()),
        _ => false,
    }
}

#[test]
fn every_version_has_the_columns_of_the_specification() {
    // 43, 57, 65 and 65 columns: the last loses two and gains two.
    let counts = FocusVersion::ALL.map(|version| specified(version.number()).len());
    assert_eq!(counts, [43, 57, 65, 65]);
    let committed = outcome(COMMITTED);
    for (_, preset) in PRESETS {
        check_columns(&outcome(preset));
    }
    check_columns(&committed);
}

#[track_caller]
fn check_columns(outcome: &Outcome) {
    for version in FocusVersion::ALL {
        let number = version.number();
        let table = Table::of(outcome, version);
        let specified = specified(number);
        let is_own = |name: &String| name.starts_with("x_");
        let own = table.columns.iter().position(is_own).expect("columns of our own");
        let (named, own) = table.columns.split_at(own);
        assert!(own.iter().all(is_own), "{number}: our own columns come last");
        assert!(named.is_sorted(), "{number}: columns are in the order of the specification");
        let unique: BTreeSet<&String> = table.columns.iter().collect();
        assert_eq!(unique.len(), table.columns.len(), "{number}: no column twice");
        for (name, _) in specified.iter().filter(|(_, column)| column.mandatory) {
            assert!(named.contains(name), "{number}: {name} is mandatory");
        }
        for name in named {
            assert!(specified.contains_key(name), "{number} has no column {name}");
            let column = &specified[name];
            for (at, row) in table.rows.iter().enumerate() {
                let cell = table.cell(row, name);
                if cell.is_empty() {
                    let is_known = column.nullable || UNKNOWN.contains(&name.as_str());
                    assert!(is_known, "{number}, row {at}: {name} may not be null");
                    continue;
                }
                assert!(
                    has_form(&column.kind, cell),
                    "{number}, row {at}: {name} {cell} is no {}",
                    column.kind
                );
                let allowed = &column.allowed;
                let is_allowed = allowed.is_empty() || allowed.iter().any(|value| value == cell);
                assert!(is_allowed, "{number}, row {at}: {name} {cell}, allowed is {allowed:?}");
            }
        }
    }
}

/// What is billed is what the report has for the month, and what is paid once in it; the effective cost is the
/// same but for payments up front, which it spreads over their term.
#[track_caller]
fn check_sums(text: &str) -> (Table, Value) {
    let outcome = outcome(text);
    let table = Table::of(&outcome, FocusVersion::V1_4);
    let report = to_json(&plain(&outcome)).expect("JSON");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let of_report = |value: &Value| micros(&value.to_string());
    let billed = table.by_month("BilledCost", |row| !is_upfront(&table, row));
    let upfront = table.by_month("BilledCost", |row| is_upfront(&table, row));
    let effective = table.by_month("EffectiveCost", |_| true);
    let horizon = &report["cost"]["horizon"];
    let months = horizon["by_month"].as_array().expect("months");
    assert_eq!(effective.len(), months.len(), "a month of the report, a month of the projection");
    let paid: Vec<&Value> = horizon["one_time"].as_array().expect("payments").iter().collect();
    for month in months {
        let name = month["month"].as_str().expect("a month");
        let cloud = month["cloud_usd"].as_f64().expect("an amount");
        assert_eq!(billed[name], micros(&format!("{cloud}")), "{name}: what is billed by the month");
        // People and moving stay out.
        let commitments = paid.iter().filter(|payment| {
            payment["month"] == name && payment["name"] != "Setup" && payment["name"] != "Migration"
        });
        let commitments: i64 = commitments.map(|payment| of_report(&payment["usd"])).sum();
        assert_eq!(upfront.get(name).copied().unwrap_or_default(), commitments, "{name}: paid up front");
    }
    if upfront.is_empty() {
        assert_eq!(effective, billed, "nothing is paid ahead");
    }
    (table, report)
}

#[test]
fn months_come_to_what_the_report_says() {
    for (name, preset) in PRESETS {
        let (table, _) = check_sums(preset);
        assert!(table.rows.len() > 36 * 25, "{name}: {} rows", table.rows.len());
    }
}

#[test]
fn payments_up_front_are_billed_at_once_and_borne_over_their_term() {
    let (table, report) = check_sums(COMMITTED);
    // The parts of a month that were paid before, from the report of the first month; what is
    // committed to is that month's quantity, so that they stay.
    let discounts = report["cost"]["discounts"].as_array().expect("discounts");
    let before =
        |discount: &Value| discount.get("monthly_of_upfront_usd").map_or(0, |usd| micros(&usd.to_string()));
    let share: i64 = discounts.iter().map(before).sum();
    assert!(share > 0);
    let billed = table.by_month("BilledCost", |row| !is_upfront(&table, row));
    let effective = table.by_month("EffectiveCost", |_| true);
    for (month, effective) in &effective {
        assert_eq!(*effective, billed[month] + share, "{month}");
    }
    // The first three terms of the database and the first of the nodes lie within 36 months: what is
    // paid for them is what those months bear of it, but for a micro-dollar a month and payment.
    let early = |month: &str| month < "2030-01";
    let upfront = table.by_month("BilledCost", |row| is_upfront(&table, row));
    assert_eq!(upfront.keys().collect::<Vec<_>>(), ["2027-01", "2028-01", "2029-01", "2030-01"]);
    let paid: i64 = upfront.iter().filter(|(month, _)| early(month)).map(|(_, usd)| usd).sum();
    assert!((paid - 36 * share).abs() <= 36 * 2, "{paid} is paid, {} is borne", 36 * share);
}

#[test]
fn a_purchase_covers_usage_that_is_not_billed_again() {
    let outcome = outcome(COMMITTED);
    let table = Table::of(&outcome, FocusVersion::V1_4);
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let is_covered = table.cell(row, "CommitmentDiscountStatus") == "Used";
        let is_purchase = table.cell(row, "ChargeCategory") == "Purchase";
        let has_commitment = !table.cell(row, "CommitmentDiscountId").is_empty();
        assert_eq!(has_commitment, is_covered || is_purchase);
        if is_covered {
            assert_eq!(table.cell(row, "PricingCategory"), "Committed");
            assert_eq!(table.micros(row, "BilledCost"), 0);
            assert!(table.micros(row, "EffectiveCost") > 0);
        } else if has_commitment {
            assert_eq!(table.cell(row, "PricingCategory"), "Standard");
            assert_eq!(table.cell(row, "ConsumedQuantity"), "");
            assert_eq!(table.micros(row, "EffectiveCost"), 0);
            assert!(table.micros(row, "BilledCost") > 0);
        } else {
            assert_eq!(table.micros(row, "BilledCost"), table.micros(row, "EffectiveCost"));
        }
        if has_commitment {
            seen.insert(
                ["CommitmentDiscountType", "CommitmentDiscountCategory", "ChargeFrequency"]
                    .map(|column| table.cell(row, column).to_owned()),
            );
        }
    }
    // Savings plans are to spend, reserved instances to use; what is paid at once has no monthly part.
    let expected = [
        ["compute-savings-plan", "Spend", "One-Time"],
        ["compute-savings-plan", "Spend", "Usage-Based"],
        ["rds-ri", "Usage", "One-Time"],
        ["rds-ri", "Usage", "Recurring"],
        ["rds-ri", "Usage", "Usage-Based"],
    ];
    assert_eq!(seen, expected.map(|row| row.map(str::to_owned)).into());
    // 6 nodes × 730 h, of which 75 % are covered.
    let of_nodes = |row: &&StringRecord| {
        table.cell(row, "x_Component") == "Worker nodes"
            && table.cell(row, "ChargeCategory") == "Usage"
            && table.cell(row, "BillingPeriodStart") == "2027-01-01T00:00:00Z"
    };
    let quantities: Vec<(&str, &str)> = (table.rows.iter().filter(of_nodes))
        .map(|row| (table.cell(row, "PricingCategory"), table.cell(row, "PricingQuantity")))
        .collect();
    assert_eq!(quantities, [("Committed", "3285"), ("Standard", "1095")]);
}

#[test]
fn list_cost_is_list_price_times_quantity_tier_by_tier() {
    // 60 TB a month to the internet: AWS bills three tiers of it.
    let plan = "[platform]\nprovider = \"aws\"\n[network]\negress_gib_per_month = 60000\n";
    let table = Table::of(&outcome(plan), FocusVersion::V1_4);
    let number = |row, column| table.cell(row, column).parse::<f64>().expect("a number");
    for row in &table.rows {
        for (cost, price) in [("ListCost", "ListUnitPrice"), ("ContractedCost", "ContractedUnitPrice")] {
            let product = number(row, price) * number(row, "PricingQuantity");
            assert!((number(row, cost) - product).abs() <= 1e-6, "{row:?}");
        }
    }
    let tiers: Vec<(&str, f64, f64)> = table
        .rows
        .iter()
        .filter(|row| table.cell(row, "x_Component") == "Internet traffic")
        .take(3)
        .map(|row| {
            (table.cell(row, "SkuPriceId"), number(row, "PricingQuantity"), number(row, "ListUnitPrice"))
        })
        .collect();
    let id = "data-transfer/internet out/eu-central-1";
    let [first, second, third] = [1, 2, 3].map(|tier| format!("{id}/tier {tier}"));
    // The price list: 10,240 GB at 0.09, the next 40,960 at 0.085, then 0.07.
    assert_eq!(
        tiers,
        [
            (first.as_str(), 10_240.0, 0.09),
            (second.as_str(), 40_960.0, 0.085),
            (third.as_str(), 8_800.0, 0.07)
        ]
    );
}

#[test]
fn a_line_without_a_price_has_no_row_and_its_month_says_so() {
    let gcp = outcome(PRESETS.iter().find(|(name, _)| *name == "gcp").expect("a plan").1);
    assert!(gcp.bill.lines.iter().any(|line| line.list().is_none()));
    let table = Table::of(&gcp, FocusVersion::V1_4);
    let priced = gcp.bill.lines.iter().filter(|line| line.list().is_some()).count();
    let first: Vec<_> = table
        .rows
        .iter()
        .filter(|row| table.cell(row, "BillingPeriodStart") == "2027-01-01T00:00:00Z")
        .collect();
    assert_eq!(first.len(), priced);
    assert!(table.rows.iter().all(|row| table.cell(row, "x_IsComplete") == "false"));
    let aws = Table::of(&outcome("[platform]\nprovider = \"aws\"\n"), FocusVersion::V1_4);
    assert!(aws.rows.iter().all(|row| aws.cell(row, "x_IsComplete") == "true"));
}

#[test]
fn a_month_whose_nodes_do_not_carry_the_load_is_not_complete() {
    let plan = "[platform]\nprovider = \"aws\"\n[workload]\ngrowth_pct_per_year = 900\n";
    let outcome = outcome(plan);
    let report = to_json(&plain(&outcome)).expect("JSON");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let outgrown = report["cost"]["horizon"]["outgrown"]["month"].as_str().expect("a month");
    let table = Table::of(&outcome, FocusVersion::V1_4);
    for row in &table.rows {
        let is_before = &table.cell(row, "BillingPeriodStart")[..7] < outgrown;
        assert_eq!(table.cell(row, "x_IsComplete"), is_before.to_string());
    }
}

#[test]
fn what_an_own_site_has_is_sold_by_nobody_and_a_subscription_is_bought() {
    let plan =
        "[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }\n";
    let table = Table::of(&outcome(plan), FocusVersion::V1_4);
    let row = |component: &str| {
        table.rows.iter().find(|row| table.cell(row, "x_Component") == component).expect("a row")
    };
    let cells = |row, columns: [&str; 5]| columns.map(|column| table.cell(row, column).to_owned());
    let columns = ["ServiceProviderName", "HostProviderName", "RegionId", "ChargeCategory", "PricingUnit"];
    assert_eq!(cells(row("Power"), columns), ["", "", "", "Usage", "kWh"]);
    assert_eq!(
        cells(row("OpenShift subscription"), columns),
        ["Red Hat", "", "", "Purchase", "Server-Years"]
    );
}

#[test]
fn services_of_the_clouds_have_their_own_names() {
    for (name, preset) in PRESETS {
        let table = Table::of(&outcome(preset), FocusVersion::V1_4);
        for row in &table.rows {
            let service = table.cell(row, "ServiceName");
            assert!(!service.starts_with("Own "), "{name}: {:?}", table.cell(row, "SkuId"));
        }
    }
}

#[test]
fn names_of_people_are_no_formulas() {
    let plan = "name = \"=1+1 \\\"quoted\\\", ✓\"\n[platform]\nprovider = \"aws\"\n";
    let table = Table::of(&outcome(plan), FocusVersion::V1_4);
    assert_eq!(table.cell(&table.rows[0], "x_PlanName"), "'=1+1 \"quoted\", ✓");
    let tags: Value = serde_json::from_str(table.cell(&table.rows[0], "Tags")).expect("JSON");
    assert_eq!(tags["plan"], "=1+1 \"quoted\", ✓");
}

#[test]
fn the_command_writes_the_newest_columns_unless_it_is_asked_for_others() {
    let reference = "[platform]\nprovider = \"aws\"\n";
    let run = |arguments: &[&str]| {
        let output = zoneplan(&[&["export", "focus", "-"], arguments].concat(), reference);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        output.stdout
    };
    let newest = run(&[]);
    assert_eq!(newest, run(&["--focus-version", "1.4"]));
    let file = focus(&plain(&outcome(reference)), &outcome(reference), catalogue(), FocusVersion::V1_4);
    assert_eq!(newest, file.expect("a projection").bytes, "the page gets the same bytes");
    assert!(Table::read(&run(&["--focus-version", "1.0"])).columns.contains(&"ProviderName".to_owned()));
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("budget");
    run(&["--out", out.to_str().expect("a path")]);
    assert_eq!(fs::read(out.join("costs-focus.csv")).expect("the file"), newest);
    let refused = zoneplan(&["export", "focus", "-", "--focus-version", "1.1"], reference);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("1.0, 1.2, 1.3, 1.4"), "{}", text(&refused.stderr));
}
