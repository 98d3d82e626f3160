//! What is not known of the rates, apart from chance.

use zoneplan::engine::availability::Role;
use zoneplan::engine::plan::{Doubt, LawInputs, laws};

use crate::support::{aws, outcome, report_of};

fn doubt(rest: &str) -> Doubt {
    laws(&LawInputs::of(&outcome(&aws(rest)))).doubt
}

/// Downtime is all but linear in each rate, so that the mean over all that they may be is that at
/// the likely rates and, for each, slope × (its mean less its likely value); the mean of a lognormal
/// with these 5th and 95th percentiles is √(low × high) × exp(σ²/2), σ = ln(high ÷ low) ÷ 3.2897.
#[test]
fn the_mean_over_the_rates_is_what_each_adds() {
    let doubt = doubt("");
    let added: f64 = doubt
        .swings
        .iter()
        .filter(|swing| !swing.id.contains('.'))
        .map(|swing| {
            let sigma = libm::log(swing.high / swing.low) / 3.289_707;
            let mean = libm::sqrt(swing.low * swing.high) * libm::exp(sigma * sigma / 2.0);
            (swing.minutes_high - swing.minutes_low) / (swing.high - swing.low) * (mean - swing.likely)
        })
        .sum();
    let expected = doubt.at_likely + added;
    assert!((doubt.mean.value / expected - 1.0).abs() < 0.02, "{} {expected}", doubt.mean.value);
    assert!(doubt.mean.standard_error < 0.02 * doubt.mean.value);
    assert!(doubt.p5.value < doubt.p50.value && doubt.p50.value < doubt.p95.value);
    let headline = outcome(&aws("")).availability.headline.downtime_minutes_per_year();
    assert!((doubt.at_likely / headline - 1.0).abs() < 1e-12);
}

#[test]
fn a_rate_that_is_known_is_not_in_doubt() {
    let known = "[assumptions]\n\"certificate_or_quota.per_year\" = 0.2\n";
    let (plain, known) = (doubt(""), doubt(known));
    assert!(plain.swings.iter().any(|swing| swing.id == "certificate_or_quota"));
    assert!(known.swings.iter().all(|swing| swing.id != "certificate_or_quota"));
    assert!((known.at_likely / plain.at_likely - 1.0).abs() < 1e-12);
    assert!(known.p95.value < plain.p95.value);
}

/// On each platform three causes are named, each with the row, the date and the source of its rate.
#[test]
fn three_causes_are_named_with_their_sources() {
    for place in ["aws", "azure", "gcp", "openshift"] {
        let report = report_of(&format!("[platform]\nprovider = \"{place}\"\n"));
        let causes = &report.availability.top_causes;
        assert_eq!(causes.len(), 3, "{place}");
        for cause in causes {
            let mut classes = report.availability.classes.iter();
            let class = classes.find(|class| class.name == cause.class).expect("its class");
            assert!(class.role == Role::Hard && !class.rates.is_empty(), "{place}: {}", cause.class);
            assert!(class.rates.iter().all(|rate| rate.source.is_some() && rate.as_of.is_some()));
            assert!(cause.sentence.contains("each in the mean"), "{}", cause.sentence);
        }
        let least = causes[2].minutes_per_year;
        let more = report.availability.classes.iter().filter(|class| {
            class.role == Role::Hard && class.downtime_minutes_per_year > least * (1.0 + 1e-12)
        });
        assert!(more.count() <= 2, "{place}");
    }
}

/// Somebody on call at every hour: what the team must mend is mended sooner, and nothing else
/// changes.
#[test]
fn a_rota_around_the_clock_shortens_what_people_mend() {
    let minutes = |rest: &str, name: &str| {
        let classes = outcome(&aws(rest)).availability.classes;
        classes.iter().find(|class| class.name == name).expect("a class").outage.downtime_minutes_per_year()
    };
    let rota = "[team]\non_call = \"rota-24x7\"\n";
    // 0.2 times a year 15.238 h of waiting: 182.9 minutes.
    let saved = minutes("", "certificate-quota") - minutes(rota, "certificate-quota");
    assert!((saved - 182.9).abs() < 0.5, "{saved}");
    for same in ["zone", "database", "bad-change", "region", "singletons"] {
        let (before, after) = (minutes("", same), minutes(rota, same));
        assert!((before / after - 1.0).abs() < 1e-3, "{same}: {before} {after}");
    }
}

/// Over the rates a year is less likely to be good than at the likely ones, which lie below the
/// mean of what they may be; where nothing is in doubt the two agree to the coarser grid.
#[test]
fn a_year_over_the_rates_is_less_likely_to_be_good() {
    let report = report_of(&aws("[targets]\navailability_pct = 99.5\n"));
    assert_eq!(report.availability.windows.len(), 4);
    for window in &report.availability.windows {
        let over = window.p_year_over_rates.expect("rates are in doubt");
        let (at_likely, pct) = (window.p_year, window.availability_pct);
        assert!(over.value < at_likely + 4.0 * over.standard_error, "{pct}: {} {at_likely}", over.value);
        assert!(over.standard_error < 0.03, "{pct}: {}", over.standard_error);
    }
    let known: String = doubt("")
        .swings
        .iter()
        .map(|swing| match swing.id.as_str() {
            id if id.contains('.') => format!("\"{id}\" = {:?}\n", swing.likely),
            id @ ("bad_change" | "failover_failure_probability" | "common_cause_beta") => {
                format!("\"{id}.probability\" = {:?}\n", swing.likely)
            }
            id => format!("\"{id}.per_year\" = {:?}\n", swing.likely),
        })
        .collect();
    let report = report_of(&aws(&format!("[assumptions]\n{known}")));
    let doubt = report.availability.uncertainty.as_ref().expect("there");
    assert!((doubt.p95.value / doubt.at_likely - 1.0).abs() < 1e-12);
    assert!(report.availability.windows.iter().all(|window| window.p_year_over_rates.is_none()));
}

/// The coarser grid gives the probability of a year to half a percent.
#[test]
fn the_coarser_grid_is_good_to_half_a_percent() {
    use zoneplan::engine::availability::{Downtime, OutageLaw};
    let outcome = outcome(&aws(""));
    let hard = outcome.availability.classes.iter().filter(|class| class.role == Role::Hard);
    let streams: Vec<OutageLaw> = hard.flat_map(|class| class.laws.iter().copied()).collect();
    let (fine, coarse) = (Downtime::of(&streams), Downtime::coarse(&streams, None));
    for pct in [99.5, 99.9, 99.95, 99.99] {
        let (fine, coarse) = (fine.p_availability(pct), coarse.p_availability(pct));
        assert!((fine - coarse).abs() < 0.005, "{pct}: {fine} {coarse}");
    }
}

/// Changes go wrong in proportion, so twice as many at the high end is twice their minutes.
#[test]
fn how_many_changes_are_made_may_be_a_range() {
    let known = doubt("[team]\nchanges_per_year = 24\n");
    let range = doubt("[team]\nchanges_per_year = { low = 12, likely = 24, high = 48 }\n");
    let find = |doubt: &Doubt| doubt.swings.iter().find(|swing| swing.id == "team.changes_per_year").cloned();
    assert!(find(&known).is_none());
    let swing = find(&range).expect("a swing");
    let (likely, low, high) = (range.at_likely, swing.minutes_low, swing.minutes_high);
    assert!((known.at_likely - likely).abs() < 1e-9);
    // The ends are the 5th and 95th percentile of the PERT; the minutes lie on a line but for
    // what is down at once with other causes, a thousandth.
    let slope = |minutes: f64, changes: f64| (minutes - likely) / (changes - 24.0);
    let (below, above) = (slope(low, swing.low), slope(high, swing.high));
    assert!(low < likely && likely < high && (below / above - 1.0).abs() < 0.002, "{below} {above}");
}
