//! Promises, their credits and windows beside the forecast; incidents of the user's own.

use serde_json::Value;
use zoneplan::engine::report::{self, PromiseEntry, Report};
use zoneplan::engine::scenario::{Figures, SetBy};

use crate::support::{aws, catalogue, parse, report_of};

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} {expected}");
}

fn promise<'r>(report: &'r Report, service: &str) -> &'r PromiseEntry {
    let contractual = report.availability.contractual.as_ref().expect("promises");
    contractual.promises.iter().find(|entry| entry.service == service).expect("the service")
}

fn faults(text: &str) -> Vec<String> {
    parse(text).expect_err("faults").iter().map(ToString::to_string).collect()
}

fn openshift(flavour: &str, host: &str) -> String {
    format!(
        "[platform]\nprovider = \"openshift\"\nopenshift = {{ flavour = \"{flavour}\", host = \"{host}\" }}\n"
    )
}

/// Outages one by one, whose lengths were integrated by another program: a month of 730 h is
/// below 99.95 % with 1 − exp(−Σ λ P(L > 21.9 min) ÷ 12), of the control plane (0.5 a year, PERT
/// of 0.25, 1 and 2.3 h) and the region (0.2 × 0.13 of 0.25, 0.75 and 2.8 h; 0.03 of 2, 8 and
/// 24 h). Several short ones in a month make no difference that is seen here.
#[test]
fn a_month_of_a_service_falls_short_as_often_as_its_outages_are_long() {
    let report = report_of(&aws(""));
    near(promise(&report, "EKS").p_month_below.expect("computed"), 0.044_885, 5e-6);
    near(promise(&report, "EC2").p_month_below.expect("computed"), 0.004_655_79, 1e-7);
    // Route 53 promises every second: any of its 0.05 outages a year is below.
    near(promise(&report, "Route 53").p_month_below.expect("computed"), -libm::expm1(-0.05 / 12.0), 1e-9);
}

/// The credit is what the bands, their odds and the bill make of it, and the sum is theirs.
#[test]
fn credits_follow_from_what_the_report_shows() {
    let report = report_of(&aws(""));
    let contractual = report.availability.contractual.as_ref().expect("promises");
    let mut sum = 0.0;
    for entry in &contractual.promises {
        let monthly = entry.monthly_usd.expect("priced").dollars();
        let bands = entry.bands.iter().map(|band| band.p_month.expect("computed") * band.credit_pct / 100.0);
        let expected = bands.sum::<f64>() * monthly * 12.0;
        near(entry.expected_credit_usd_per_year.expect("known").dollars(), expected, 1e-6);
        let below: f64 = entry.bands.iter().filter_map(|band| band.p_month).sum();
        near(below, entry.p_month_below.expect("computed"), 1e-12);
        sum += expected;
    }
    near(contractual.expected_credits_usd_per_year.expect("a sum").dollars(), sum, 1e-5);
    assert_eq!(contractual.complete, Some(true));
    // The bill's own lines: one control plane at 0.10 USD an hour, and 0.50 for extended support.
    near(promise(&report, "EKS").monthly_usd.expect("priced").dollars(), 730.0 * 0.6, 1e-9);
}

#[test]
fn what_nobody_states_is_unknown_and_no_nought() {
    let report = report_of(&openshift("rosa-hcp", "aws"));
    let rosa = promise(&report, "ROSA (Red Hat OpenShift Service on AWS)");
    assert!(rosa.bands.is_empty() && rosa.expected_credit_usd_per_year.is_none());
    assert!(rosa.p_month_below.is_some(), "the forecast needs no bands");
    let contractual = report.availability.contractual.as_ref().expect("promises");
    assert_eq!(contractual.complete, Some(false));
    let text = report::to_text(&report);
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains("unknown for ROSA"), "{text}");
    let json: Value = serde_json::from_str(&report::to_json(&report).expect("JSON")).expect("JSON");
    assert!(json["availability"]["contractual"]["promises"][0].get("expected_credit_usd_per_year").is_none());
}

/// Where nobody promises anything there is nothing to refund; self-managed OpenShift on a cloud
/// still has the promises of its host.
#[test]
fn a_platform_of_ones_own_has_the_promises_of_its_host() {
    assert!(report_of(&openshift("ocp", "on-prem")).availability.contractual.is_none());
    let on_aws = report_of(&openshift("ocp", "aws")).availability.contractual.expect("promises");
    assert_eq!(on_aws.availability_pct, None);
    assert!(on_aws.expected_credits_usd_per_year.is_some());
    assert_eq!(on_aws.complete, Some(true), "what is not promised is not credited");
}

#[test]
fn windows_are_those_shown_and_the_target() {
    let windows = report_of(&format!("[targets]\navailability_pct = 99.5\n{}", aws(""))).availability.windows;
    let asked: Vec<f64> = windows.iter().map(|window| window.availability_pct).collect();
    assert_eq!(asked, [99.5, 99.9, 99.95, 99.99]);
    for window in &windows {
        near(window.months_breached_per_year, 12.0 * (1.0 - window.p_month), 1e-9);
    }
    assert!(windows.is_sorted_by(|a, b| a.p_month >= b.p_month && a.p_year >= b.p_year));
    assert_eq!(report_of(&aws("")).availability.windows.len(), 3);
}

/// Each row of credits is of a promise that has one, begins at the promise and grows as the
/// month gets worse.
#[test]
fn bands_begin_at_their_promise_and_grow() {
    for level in &catalogue().service_levels {
        let bands: Vec<_> = catalogue()
            .sla_credits
            .iter()
            .filter(|band| {
                (&band.provider, &band.service, &band.configuration)
                    == (&level.provider, &level.service, &level.configuration)
            })
            .collect();
        let Some(mildest) = bands.last() else { continue };
        assert_eq!(Some(mildest.below_pct), level.sla_pct, "{} {}", level.service, level.configuration);
        assert!(bands.is_sorted_by(|a, b| a.credit_pct > b.credit_pct), "{}", level.service);
    }
}

/// The reliability model's table: three failures in 40 years and no other knowledge are 0.0875 a
/// year, 0.027 to 0.176.
#[test]
fn three_failures_in_forty_years_are_the_rate_that_the_plan_uses() {
    let text =
        aws("[[history]]\nclass = \"database_primary\"\nfailures = 3\nyears = 40\nprior = \"jeffreys\"\n");
    let (plain, report) = (report_of(&aws("")), report_of(&text));
    let entry = &report.availability.history[0];
    near(entry.posterior.mean, 0.0875, 1e-12);
    near(entry.posterior.low, 0.027, 5e-4);
    near(entry.posterior.high, 0.176, 5e-4);
    near(entry.prior.likely, 1.0, 1e-12);
    let plan = parse(&text).expect("a sound plan");
    let figure = Figures::new(catalogue(), &plan).rate("database_primary").expect("a rate");
    assert_eq!(figure.set_by, SetBy::History);
    near(figure.likely(), 0.0875, 1e-12);
    let failures = |report: &Report| {
        let mut classes = report.availability.classes.iter();
        classes.find(|class| class.name == "database").expect("the class").failures_per_year
    };
    assert!(failures(&report) < failures(&plain) - 0.8, "{} {}", failures(&report), failures(&plain));
    assert!(entry.note.contains("Database"), "{}", entry.note);
    assert!(report::to_text(&report).contains("your incidents"));
    assert!(report::to_csv(&report).expect("CSV").contains("incident history,database_primary,mean"));
    assert!(!report::to_text(&plain).contains("your incidents"));
}

/// A rate that incidents updated says so, and where its row is from.
#[test]
fn an_updated_rate_keeps_the_source_of_its_row() {
    let report = report_of(&aws("[[history]]\nclass = \"bad_change\"\nfailures = 9\ntrials = 20\n"));
    let mut rates = report.availability.classes.iter().flat_map(|class| &class.rates);
    let rate = rates.find(|rate| rate.id == "bad_change").expect("a class reads it");
    let row = &catalogue().failure_rates["bad_change"].provenance;
    assert!(rate.set);
    assert_eq!((rate.method, rate.source.as_ref()), (Some(row.method), Some(&row.source)));
    assert_eq!(rate.as_of.as_deref(), Some("2024"));
    let words = "updated by the plan's incidents ([[history]]); before: assumed 2024: ";
    assert!(rate.origin().starts_with(words), "{}", rate.origin());
    assert!(report::to_csv(&report).expect("CSV").contains(words));
    let plain = report_of(&aws("[assumptions]\n\"bad_change.probability\" = 0.3\n"));
    let mut rates = plain.availability.classes.iter().flat_map(|class| &class.rates);
    let rate = rates.find(|rate| rate.id == "bad_change").expect("a class reads it");
    assert_eq!((rate.set, rate.origin().as_str()), (true, "set by the plan"));
}

/// With the data as prior the mean lies between it and what was seen, and nears that with time.
#[test]
fn the_data_gives_way_as_years_pass() {
    let mean = |failures: u32, years: u32| {
        let text =
            aws(&format!("[[history]]\nclass = \"load_balancer\"\nfailures = {failures}\nyears = {years}\n"));
        parse(&text).expect("a sound plan").history[0].posterior.likely()
    };
    // 0.05 to 0.5 a year in the data, 2 a year seen.
    let means = [mean(2, 1), mean(20, 10), mean(200, 100), mean(2000, 1000)];
    assert!(means.is_sorted_by(|a, b| a < b), "{means:?}");
    assert!(means[0] > 0.05 && means[0] < 1.0, "{means:?}");
    near(means[3], 2.0, 0.02);
    assert!(mean(0, 10) < mean(1, 10));
}

/// Jeffreys' prior of a probability: 1 failed failover of 20 is 1.5 ÷ 21.
#[test]
fn a_probability_is_updated_by_trials() {
    let text = aws(
        "[[history]]\nclass = \"failover_failure_probability\"\nfailures = 1\ntrials = 20\nprior = \"jeffreys\"\n",
    );
    let posterior = parse(&text).expect("a sound plan").history[0].posterior;
    near(posterior.likely(), 1.5 / 21.0, 1e-12);
    let of_data = aws("[[history]]\nclass = \"bad_change\"\nfailures = 2\ntrials = 100\n");
    let posterior = parse(&of_data).expect("a sound plan").history[0].posterior;
    assert!(posterior.likely() > 0.02 && posterior.likely() < 0.1, "{posterior:?}");
}

#[test]
fn incidents_that_say_nothing_are_refused_by_name() {
    let history = |rest: &str| faults(&aws(&format!("[[history]]\n{rest}\n")));
    let only = |rest: &str, wanted: &str| {
        let found = history(rest);
        assert!(found.len() == 1 && found[0].contains(wanted), "{rest}: {found:?}");
    };
    only("class = \"database_primry\"\nfailures = 1\nyears = 2", "the nearest is database_primary");
    only("failures = 1\nyears = 2", "history.0.class: found nothing");
    only("class = \"dns\"\nfailures = -1\nyears = 2", "history.0.failures: found -1");
    only("class = \"dns\"\nfailures = 1.5\nyears = 2", "history.0.failures: found 1.5");
    only("class = \"dns\"\nyears = 2", "history.0.failures: found nothing");
    only("class = \"dns\"\nfailures = 1\nyears = 0", "history.0.years: found 0");
    // 10^7 in 0.001 years are 10^10 a year.
    only(
        "class = \"dns\"\nfailures = 10000000\nyears = 0.001",
        "history.0.failures: found 10000000, allowed is at most 1000000 in 0.001 years, 1000000000 a year",
    );
    only("class = \"dns\"\nfailures = 1", "years of exposure global per year");
    only("class = \"dns\"\nfailures = 1\ntrials = 3", "history.0.trials: found 3");
    only("class = \"bad_change\"\nfailures = 1\nyears = 3", "trials, as bad_change");
    only("class = \"bad_change\"\nfailures = 4\ntrials = 3", "at most the 3 trials");
    only("class = \"node_vm_literature\"\nfailures = 1\nyears = 3", "shown for comparison only");
    only("class = \"dns\"\nfailures = 1\nyears = 3\nprior = \"none\"", "data | jeffreys");
    only(
        "class = \"dns\"\nfailures = 1\nyears = 3\n[[history]]\nclass = \"dns\"\nfailures = 1\nyears = 3",
        "\"dns\" again",
    );
    only(
        "class = \"dns\"\nfailures = 1\nyears = 3\n[assumptions]\n\"dns.per_year\" = 0.1",
        "assumptions.dns.per_year, which sets the same figure",
    );
    only(
        "class = \"node_vm_unplanned\"\nfailures = 1\nyears = 3\n[assumptions]\n\"node.mtbf_hours\" = 9000",
        "assumptions.node.mtbf_hours",
    );
    let found = faults("history = 3\n[platform]\nprovider = \"aws\"\n");
    assert!(found.len() == 1 && found[0].contains("[[history]]"), "{found:?}");
}
