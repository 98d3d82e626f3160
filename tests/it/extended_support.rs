//! Support of versions, support plans and private endpoints.

use std::collections::BTreeMap;

use zoneplan::engine::catalogue::Site;
use zoneplan::engine::cost::{Line, Price};
use zoneplan::engine::report::Report;
use zoneplan::engine::scenario::{Document, plan_from};

use crate::support::{aws, catalogue, outcome, parse, report_of};

#[track_caller]
fn line(text: &str, component: &str) -> Option<Line> {
    let lines = outcome(text).bill.lines;
    let found: Vec<&Line> = lines.iter().filter(|line| line.component == component).collect();
    assert!(found.len() <= 1, "{component}: {found:?}");
    found.first().map(|line| (*line).clone())
}

#[track_caller]
fn usd(text: &str, component: &str) -> f64 {
    let line = line(text, component).expect("a line");
    line.effective().expect("a price").dollars()
}

fn warned(report: &Report, code: &str) -> Vec<(String, String)> {
    let warnings = report.warnings.iter().filter(|warning| warning.code == code);
    warnings.map(|warning| (warning.path.clone(), warning.message.clone())).collect()
}

const KUBERNETES: &str = "Kubernetes extended support";
const POSTGRESQL: &str = "PostgreSQL extended support";

/// EKS 1.33 is in standard support until 2026-07-29. 730 h × 0.50 = 365 USD.
#[test]
fn eks_bills_extended_support_from_the_first_whole_month_on() {
    let starts =
        |month: &str| format!("start_month = \"{month}\"\n{}", aws("kubernetes_version = \"1.33\"\n"));
    assert!((usd(&starts("2027-01"), KUBERNETES) - 365.0).abs() < 1e-9);
    assert!((usd(&starts("2026-08"), KUBERNETES) - 365.0).abs() < 1e-9);
    // The month in which standard support ends begins within it.
    assert_eq!(line(&starts("2026-07"), KUBERNETES), None);
}

/// 36 months from January 2027 on: 1.33 is out at once, and after July 2027 EKS upgrades it to
/// a version that is in extended support itself.
#[test]
fn a_version_that_stays_is_paid_for_over_the_horizon() {
    let report = report_of(&aws("kubernetes_version = \"1.33\"\n"));
    let entry = &report.cost.support_calendar[0];
    assert_eq!((entry.product, entry.version.as_str(), entry.state), ("eks", "1.33", "extended"));
    assert_eq!((entry.paid_months, entry.first_paid_month.as_deref()), (Some(36), Some("2027-01")));
    assert_eq!(entry.monthly_usd.map(|usd| usd.dollars()), Some(365.0));
    let found = warned(&report, "extended-support");
    assert_eq!(found[0].0, "platform.kubernetes_version");
    assert!(found[0].1.contains("1.36 is in standard support until 2027-08-02"), "{}", found[0].1);
    assert!(found[0].1.contains("365.00 USD a month"), "{}", found[0].1);
}

/// 1.35 leaves standard support on 2027-03-27: paid from April on, 36 − 3 = 33 months.
#[test]
fn a_version_that_leaves_within_the_horizon_is_paid_for_from_then_on() {
    let text = aws("kubernetes_version = \"1.35\"\n");
    assert_eq!(line(&text, KUBERNETES), None);
    let report = report_of(&text);
    let entry = &report.cost.support_calendar[0];
    assert_eq!(entry.state, "standard");
    assert_eq!((entry.paid_months, entry.first_paid_month.as_deref()), (Some(33), Some("2027-04")));
    assert_eq!(entry.monthly_usd.map(|usd| usd.dollars()), Some(365.0));
    assert_eq!(warned(&report, "extended-support").len(), 1);
}

#[test]
fn a_team_that_upgrades_in_time_pays_in_the_first_month_at_most() {
    let report = report_of(&aws("kubernetes_version = \"1.35\"\nupgrades = \"in-time\"\n"));
    assert_eq!(report.cost.support_calendar[0].paid_months, Some(0));
    assert!(warned(&report, "extended-support").is_empty());
    let report = report_of(&aws("kubernetes_version = \"1.33\"\nupgrades = \"in-time\"\n"));
    assert_eq!(report.cost.support_calendar[0].paid_months, Some(1));
}

#[test]
fn an_unknown_version_has_no_line_and_a_warning() {
    let text = aws("kubernetes_version = \"1.60\"\n");
    assert_eq!(line(&text, KUBERNETES), None);
    let report = report_of(&text);
    let entry = &report.cost.support_calendar[0];
    assert_eq!((entry.state, entry.paid_months, entry.monthly_usd), ("unknown", None, None));
    assert_eq!(warned(&report, "support-unknown").len(), 1);
}

/// us-east-1: PostgreSQL 13, standard until 2026-02-28. Two instances of 2 vCPU × 730 h × 0.100
/// = 292 USD; from March 2028 on, in the third year, × 0.200 = 584 USD. Standard support of 17
/// lasts until 2030-02-28.
#[test]
fn rds_bills_each_processor_of_both_instances() {
    let text = |rest: &str, version: &str| {
        format!(
            "{rest}[platform]\nprovider = \"aws\"\nregion = \"us-east-1\"\n[database]\n\
             instance = \"db.m6g.large\"\nversion = {version}\n"
        )
    };
    assert!((usd(&text("", "\"13\""), POSTGRESQL) - 292.0).abs() < 1e-9);
    assert!((usd(&text("start_month = \"2028-02\"\n", "13"), POSTGRESQL) - 292.0).abs() < 1e-9);
    assert!((usd(&text("start_month = \"2028-03\"\n", "13"), POSTGRESQL) - 584.0).abs() < 1e-9);
    assert_eq!(line(&text("", "17"), POSTGRESQL), None);
    // After extended support RDS upgrades it to a version in standard support.
    assert_eq!(line(&text("start_month = \"2029-03\"\n", "13"), POSTGRESQL), None);
}

/// eastus2: 2 servers × 2 vCores × 730 h × 0.07 = 204.40 USD. Billing of 13 began in September
/// 2026, a month after standard support ended.
#[test]
fn flexible_server_bills_from_the_day_that_is_stated() {
    let text = |month: &str| {
        format!(
            "start_month = \"{month}\"\n[platform]\nprovider = \"azure\"\nregion = \"eastus2\"\n\
             [database]\nversion = \"13\"\ninstance = \"Standard_D2ds_v5\"\n"
        )
    };
    assert!((usd(&text("2026-09"), POSTGRESQL) - 204.4).abs() < 1e-9);
    assert_eq!(line(&text("2026-08"), POSTGRESQL), None);
}

/// Cloud SQL is priced in us-central1 only: 2 × 2 vCPU × 730 h × 0.07 = 204.40 USD. Elsewhere
/// the line has no price, and is not 0.
#[test]
fn a_price_that_is_not_known_is_none() {
    let text = |region: &str| {
        format!("[platform]\nprovider = \"gcp\"\nregion = \"{region}\"\n[database]\nversion = \"13\"\n")
    };
    assert!((usd(&text("us-central1"), POSTGRESQL) - 204.4).abs() < 1e-9);
    let line = line(&text("europe-west3"), POSTGRESQL).expect("a line");
    assert!(matches!(line.price, Price::Unpriced { .. }));
    let report = report_of(&text("europe-west3"));
    assert_eq!(report.cost.support_calendar[1].monthly_usd, None);
    assert_eq!(report.cost.support_calendar[1].paid_months, Some(25), "until January 2029");
}

/// GKE: 0.50 × 730 h = 365 USD in the Extended channel alone. AKS: the Premium tier is
/// 0.60 × 730 h = 438 USD, in place of the Standard tier.
#[test]
fn gke_and_aks_charge_nothing_that_was_not_chosen() {
    let text = |provider: &str, rest: &str| format!("[platform]\nprovider = \"{provider}\"\n{rest}");
    for provider in ["gcp", "azure"] {
        assert_eq!(line(&text(provider, ""), KUBERNETES), None, "{provider}");
        assert_eq!(report_of(&text(provider, "")).cost.support_calendar[0].state, "ended", "{provider}");
    }
    let chosen = "long_term_support = true\n";
    assert!((usd(&text("gcp", chosen), KUBERNETES) - 365.0).abs() < 1e-9);
    assert_eq!(line(&text("azure", chosen), KUBERNETES), None);
    assert!((usd(&text("azure", chosen), "Control plane") - 438.0).abs() < 1e-9);
    let fault = parse(&aws(chosen)).expect_err("refused");
    assert!(fault[0].to_string().contains("EKS goes into extended support by itself"), "{}", fault[0]);
}

/// Kubernetes 1.33 is OpenShift 4.20, which has standard support until 2027-04-21.
#[test]
fn openshift_counts_its_own_versions() {
    let report = report_of("[platform]\nprovider = \"openshift\"\n");
    let entry = &report.cost.support_calendar[0];
    assert_eq!((entry.product, entry.version.as_str(), entry.state), ("openshift", "4.20", "standard"));
    assert_eq!(entry.standard_until.as_deref(), Some("2027-04-21"));
    assert_eq!(entry.paid_months, Some(0));
}

#[test]
fn an_unknown_major_version_of_the_database_names_what_is_known() {
    let fault = parse(&aws("[database]\nversion = \"9\"\n")).expect_err("refused")[0].to_string();
    assert_eq!(
        fault,
        "line 4, database.version: found \"9\", allowed is a major version of PostgreSQL of RDS as a text: \
         12, 13, 14, 15, 16, 17, 18"
    );
    let fault = parse(&aws("upgrades = \"never\"\n")).expect_err("refused")[0].to_string();
    assert!(fault.ends_with("allowed is stay | in-time"), "{fault}");
}

/// The same plan without and with a support plan; the counted bill is the one without.
#[track_caller]
fn plan_of(text: &str, plan: &str) -> (f64, f64) {
    let with = format!("{text}[finance]\nsupport_plan = \"{plan}\"\n");
    let before = outcome(text).bill.effective.dollars();
    let bill = outcome(&with).bill;
    let line = bill.lines.iter().find(|line| line.component == "Support plan").expect("a line");
    let usd = line.effective().expect("a price").dollars();
    assert!((bill.effective.dollars() - before - usd).abs() < 1e-6);
    (before, usd)
}

/// A small bill is below 10,000 USD: 9 % of it. Enterprise is 5,000 USD at least, which 10 % of
/// a small bill is not.
#[test]
fn a_support_plan_is_a_share_of_the_bill_or_its_minimum() {
    let (bill, usd) = plan_of(&aws(""), "business-plus");
    assert!(bill < 10_000.0 && (usd - 0.09 * bill).abs() < 1e-5, "{usd} of {bill}");
    assert!((plan_of(&aws(""), "enterprise").1 - 5_000.0).abs() < 1e-9);
    assert!((plan_of("[platform]\nprovider = \"azure\"\n", "professional-direct").1 - 1_000.0).abs() < 1e-9);
    let (bill, usd) = plan_of("[platform]\nprovider = \"gcp\"\n", "standard");
    assert!((usd - (0.03 * bill).max(29.0)).abs() < 1e-5, "{usd} of {bill}");
    assert!(parse(&aws("[finance]\nsupport_plan = \"premium\"\n")).is_err());
}

/// Above 10,000 USD each part pays its own share: 9 % of the first 10,000 and 7 % of the rest.
#[test]
fn a_large_bill_pays_the_share_of_each_tier() {
    let (bill, usd) = plan_of(&aws("[network]\negress_gib_per_month = 150000\n"), "business-plus");
    assert!(bill > 10_000.0 && bill < 80_000.0, "{bill}");
    assert!((usd - 900.0 - 0.07 * (bill - 10_000.0)).abs() < 1e-4, "{usd} of {bill}");
}

/// A subscription of OpenShift is no usage of the host's provider.
#[test]
fn a_support_plan_leaves_subscriptions_out() {
    let text = "[platform]\nprovider = \"openshift\"\n";
    let lines = outcome(text).bill.lines;
    let counted = lines.iter().filter(|line| line.service != "ocp").filter_map(Line::effective);
    let counted = counted.map(|usd| usd.dollars()).sum::<f64>();
    let (bill, usd) = plan_of(text, "business-plus");
    assert!(counted < bill);
    assert!((usd - 0.09 * counted).abs() < 1e-5, "{usd} of {counted}");
    let own = "[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }\n\
               [finance]\nsupport_plan = \"standard\"\n";
    assert!(parse(own).is_err());
}

/// eu-central-1: 6 endpoints × 3 zones × 730 h × 0.012 = 157.68 USD; 100 GB × 0.01 = 1 USD.
/// Azure: 6 × 730 h × 0.01 = 43.80 USD. Google's price is not in the list.
#[test]
fn private_endpoints_are_billed_where_they_are_asked_for() {
    let asked = "[network]\nprivate_endpoints = true\n";
    assert_eq!(line(&aws(""), "Private endpoints"), None);
    assert!((usd(&aws(asked), "Private endpoints") - 157.68).abs() < 1e-9);
    assert!((usd(&aws(asked), "Private endpoint traffic") - 1.0).abs() < 1e-9);
    let azure = format!("[platform]\nprovider = \"azure\"\n{asked}");
    assert!((usd(&azure, "Private endpoints") - 43.8).abs() < 1e-9);
    let gcp = line(&format!("[platform]\nprovider = \"gcp\"\n{asked}"), "Private endpoints").expect("a line");
    assert_eq!(gcp.effective(), None);
}

/// A page writes every value as a text, numbers and flags among them.
#[test]
fn fields_of_a_page_are_the_keys_of_a_plan() {
    let fields = [
        ("platform.provider", "gcp"),
        ("platform.upgrades", "in-time"),
        ("platform.long_term_support", "true"),
        ("database.version", "14"),
        ("network.private_endpoints", "true"),
        ("finance.support_plan", "enhanced"),
    ];
    let fields: BTreeMap<String, String> =
        fields.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let plan = plan_from(&Document::from_fields(&fields), catalogue()).expect("sound");
    let text = "[platform]\nprovider = \"gcp\"\nupgrades = \"in-time\"\nlong_term_support = true\n\
                [database]\nversion = \"14\"\n[network]\nprivate_endpoints = true\n\
                [finance]\nsupport_plan = \"enhanced\"\n";
    assert_eq!(plan, parse(text).expect("sound"));
}

/// Every cluster pays: the calendar's fee is that of the site that writes, and the bill has the
/// other site's beside it.
#[test]
fn each_site_pays_for_its_clusters() {
    let text = aws("pattern = \"hot-hot-consortium\"\nsecond_region = \"eu-west-1\"\n");
    let outcome = outcome(&text);
    let fees = |site| {
        let lines = outcome.bill.lines.iter().filter(move |line| line.site == site);
        let fees = lines.filter(|line| line.component == KUBERNETES).filter_map(Line::effective);
        fees.map(|usd| usd.dollars()).sum::<f64>()
    };
    let (first, second) = (fees(Site::Primary), fees(Site::Second));
    assert!(first >= 365.0 && second >= 365.0, "{first}, {second}");
    assert_eq!(outcome.support[0].monthly.map(|usd| usd.dollars()), Some(first));
}
