//! Retention: against a hand-worked example, against closed forms, and what holds for all input.

use proptest::prelude::*;
use zoneplan::engine::backup::{Change, Growth, Schedule, Span, Stock, simulate, steady};
use zoneplan::engine::catalogue::CopyMethod;

use crate::support::{aws, outcome};

/// What is kept at each hour.
fn hours(schedules: &[Schedule], change: &Change, growth: &Growth, n: i64) -> Vec<f64> {
    let mut by_hour = Vec::new();
    let mut end = 0;
    simulate(schedules, change, growth, Stock::Empty, n, |Span { from, to, content, .. }| {
        assert_eq!(from, end, "no gap between two stretches");
        end = to;
        by_hour.extend((from..to).map(|_| content));
    });
    assert_eq!(by_hour.len(), n as usize);
    by_hour
}

/// The rows of the table whose head begins with this, as cells.
fn table(head: &str) -> Vec<Vec<String>> {
    let text = include_str!("../../oracle/retention-14-days.md");
    let lines = text.lines().skip_while(|line| !line.starts_with(head)).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().expect("a number")
}

/// Table A of `tests/oracle/retention-14-days.md`.
#[test]
fn fourteen_days_of_three_tiers_agree_with_those_worked_by_hand() {
    let tiers = [
        Schedule { first: 0, every: 1, keep: 48 },
        Schedule { first: 3, every: 24, keep: 168 },
        Schedule { first: 28, every: 168, keep: 216 },
    ];
    let by_hour = hours(&tiers, &Change::new(CopyMethod::Incremental, 0.024), &Growth::none(), 14 * 24);
    let rows = table("| day | hour | hourly");
    assert_eq!(rows.len(), 14);
    for row in rows {
        let (day, hour) = (number(&row[0]) as usize, number(&row[1]) as i64);
        for (tier, cell) in tiers.iter().zip(&row[2..5]) {
            assert_eq!(tier.copies_at(hour).to_string(), cell.trim(), "day {day}");
        }
        let found = by_hour[hour as usize] * 100.0;
        assert!((found - number(&row[8])).abs() < 1e-9, "day {day}: {found}");
        let mean = by_hour[(day - 1) * 24..day * 24].iter().sum::<f64>() / 24.0 * 100.0;
        assert!((mean - number(&row[9])).abs() < 1e-9, "day {day}: {mean}");
    }
}

/// Table B, through a whole plan: no growth, nothing but the tiers, a month that begins on a Monday.
#[test]
fn a_plan_keeps_each_day_what_was_worked_by_hand() {
    let plan = "start_month = \"2027-02\"\n[platform]\nprovider = \"aws\"\n\
                [workload]\ngrowth_pct_per_year = 0\n[database]\npitr_days = 0\n\
                [object_storage]\nversions_days = 0\n[finance]\nhorizon_months = 1\n\
                [assumptions]\n\"backup.dedup_share\" = 0.5\n[backup]\ndaily_change_pct = 10\n\
                tiers = [\n\
                { name = \"daily\", surface = \"volumes\", every_hours = 24, at_hour = 3, keep_days = 5, method = \"deduplicated\" },\n\
                { name = \"weekly\", surface = \"volumes\", every_hours = 168, at_weekday = \"tuesday\", at_hour = 3, keep_days = 9, method = \"deduplicated\" },\n]\n";
    let outcome = outcome(plan);
    let retention = outcome.retention.as_ref().expect("the plan was looked ahead");
    // 711 GiB of volumes without telemetry, half of it used.
    let gib = 711.0 * 0.5;
    let rows = table("| day | hour | daily");
    assert_eq!(rows.len(), 14);
    for row in rows {
        let day = number(&row[0]) as usize;
        let found = retention.by_day[day - 1] / gib * 100.0;
        assert!((found - number(&row[7])).abs() < 1e-9, "day {day}: {found}");
    }
    assert_eq!(retention.steady_from_day, Some(11), "the weekly copy of day 2 is gone on day 11");
}

/// S(1 + c(n − 1)), the formula of a chain of one tier, exactly.
#[test]
fn constant_change_gives_the_closed_form() {
    for (change, days) in [(0.03, 30_i64), (0.5, 2), (0.001, 400)] {
        let daily = [Schedule { first: 2, every: 24, keep: 24 * days }];
        let rule = Change::new(CopyMethod::Incremental, change);
        let by_hour = hours(&daily, &rule, &Growth::none(), 24 * (days + 50));
        let expected = 1.0 + change * (days - 1) as f64;
        let last = by_hour[by_hour.len() - 1];
        assert!((last - expected).abs() < 1e-9 * expected, "{last} {expected}");
        let steady = steady(&daily, &rule).content;
        assert!((steady - expected).abs() < 1e-12 * expected, "{steady}");
    }
}

/// By hand: data that double in a year and are copied whole, twice, half a year apart.
#[test]
fn whole_copies_have_the_size_of_their_day() {
    let twice = [Schedule { first: 0, every: 4380, keep: 8760 }];
    let growth = Growth::new(100.0, 400);
    let by_hour = hours(&twice, &Change::new(CopyMethod::Full, 0.03), &growth, 8760 + 100);
    let root = 2.0_f64.sqrt();
    assert!((by_hour[0] - 1.0).abs() < 1e-12);
    assert!((by_hour[4380] - (1.0 + root)).abs() < 1e-9);
    assert!((by_hour[8760] - (root + 2.0)).abs() < 1e-9, "the first is gone, the third is there");
}

prop_compose! {
    fn any_schedule()(every in 1_i64..200, first in 0_i64..200, copies in 1_i64..12, more in 0_i64..50) -> Schedule {
        Schedule { first, every, keep: every * copies + more.min(every - 1) }
    }
}

fn any_method() -> impl Strategy<Value = CopyMethod> {
    prop::sample::select(CopyMethod::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Never less than the newest copy, never more than every copy whole; and what is kept is
    /// the same whatever the order of the tiers.
    #[test]
    fn what_is_kept_is_bounded_and_free_of_order(
        mut tiers in prop::collection::vec(any_schedule(), 1..5),
        method in any_method(),
        daily in 0.0_f64..1.0,
        growth in 0.0_f64..200.0,
    ) {
        let growth = Growth::new(growth, 100);
        let change = Change::new(method, daily);
        let by_hour = hours(&tiers, &change, &growth, 2000);
        for (hour, found) in by_hour.iter().enumerate() {
            let hour = hour as i64;
            let copies: i64 = tiers.iter().map(|tier| tier.copies_at(hour)).sum();
            let most = copies as f64 * growth.at(hour) * (1.0 + 1e-9) + 1e-9;
            prop_assert!(*found <= most && *found >= -1e-9, "hour {hour}: {found} of at most {most}");
            let youngest = tiers.iter().filter_map(|tier| tier.ages_at(hour).next()).min();
            if let Some(age) = youngest {
                prop_assert!(*found >= growth.at(hour - age) * (1.0 - 1e-9), "hour {hour}: {found}");
            } else {
                prop_assert!(found.abs() < 1e-9, "hour {hour}: {found}");
            }
        }
        tiers.reverse();
        for (a, b) in by_hour.iter().zip(hours(&tiers, &change, &growth, 2000)) {
            prop_assert!((a - b).abs() < 1e-9 * (1.0 + a), "{a} {b}");
        }
    }

    /// Keeping copies longer never takes less, and sharing never takes more than not sharing.
    #[test]
    fn longer_retention_never_takes_less(
        tiers in prop::collection::vec(any_schedule(), 1..4),
        method in any_method(),
        daily in 0.0_f64..1.0,
    ) {
        let change = Change::new(method, daily);
        let still = Growth::none();
        let longer: Vec<Schedule> =
            tiers.iter().map(|tier| Schedule { keep: tier.keep + tier.every, ..*tier }).collect();
        let (short, long) = (hours(&tiers, &change, &still, 2500), hours(&longer, &change, &still, 2500));
        prop_assert!(short.iter().zip(&long).all(|(a, b)| *a <= b + 1e-9 * (1.0 + b)));
        let alone: Vec<Vec<f64>> =
            tiers.iter().map(|tier| hours(&[*tier], &change, &still, 2500)).collect();
        for (hour, together) in short.iter().enumerate() {
            let sum: f64 = alone.iter().map(|tier| tier[hour]).sum();
            prop_assert!(*together <= sum * (1.0 + 1e-9) + 1e-9, "hour {hour}: {together} {sum}");
        }
    }

    /// The closed form, and the mean over a window, are what the simulation comes to.
    #[test]
    fn the_steady_state_is_the_mean_of_the_simulation(
        tier in any_schedule(),
        method in any_method(),
        daily in 0.0_f64..1.0,
    ) {
        let change = Change::new(method, daily);
        let begin = tier.steady_from();
        // The number of copies repeats with every interval.
        let by_hour = hours(&[tier], &change, &Growth::none(), begin + tier.every);
        let mean = by_hour[begin as usize..].iter().sum::<f64>() / tier.every as f64;
        let found = steady(&[tier], &change).content;
        prop_assert!((found - mean).abs() < 1e-9 * mean, "{found} {mean}");
    }
}

/// Grandfather, father and son: what the plan calls steady is what its simulation without
/// growth comes to in its last months.
#[test]
fn tiers_that_share_come_to_their_steady_state() {
    let rest = "[workload]\ngrowth_pct_per_year = 0\n[database]\npitr_days = 0\n\
                [object_storage]\nversions_days = 0\n[backup]\ntiers = \"gfs\"\n";
    let outcome = outcome(&aws(rest));
    let retention = outcome.retention.as_ref().expect("a retention");
    let last: f64 = retention.months[24..].iter().map(|month| month.velero).sum::<f64>() / 12.0;
    let steady = outcome.backups.velero_gib;
    assert!((steady / last - 1.0).abs() < 5e-3, "{steady} {last}");
    let alone: f64 = outcome.backups.tiers.iter().map(|tier| tier.stored_gib).sum();
    assert!((alone - outcome.backups.shared_gib - steady).abs() < 1e-6);
    assert!(outcome.backups.shared_gib > 370.0, "each tier alone would keep its own whole copy");
}
