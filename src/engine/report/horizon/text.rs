//! Lines on money over the years.

use super::{UncertainInput, UnitCost, UsdPercentiles};
use crate::engine::report::Report;
use crate::engine::report::format::{amount, digits, dollars, small_dollars};
use crate::engine::report::page::Page;
use crate::engine::report::sizing::obstacle_in_words;

/// Inputs that are listed; the others move the bill less.
const LISTED: usize = 8;

/// How far the bill of the month may be off, and what it comes to by unit and in another
/// currency.
pub(in crate::engine::report) fn around_the_month(report: &Report, page: &mut Page) {
    let cost = &report.cost;
    if let Some(range) = &cost.monthly.range {
        let text = range_in_words(range, cost.monthly.complete);
        page.wrapped(
            "  may come to           ",
            &format!(
                "{text}; the bill has each input at its likely value, and most reach further up than down"
            ),
        );
    }
    if let Some(labour) = &cost.labour {
        let unplanned = labour.unplanned_usd.map_or_else(
            || "failures and alarms of unknown hours".to_owned(),
            |usd| format!("failures and alarms {}", amount(usd.dollars(), 2)),
        );
        let range = labour.planned_range_usd.as_ref().map_or_else(String::new, |range| {
            format!(" ({} to {} in eight cases of ten)", dollars(range.p10), dollars(range.p90))
        });
        let text = format!(
            "planned work {} USD{range}, on call {}, {unplanned}; beside the bill",
            amount(labour.planned_usd.dollars(), 2),
            amount(labour.on_call_usd.dollars(), 2)
        );
        page.wrapped("  people                ", &text);
    }
    for unit in &cost.per_unit {
        page.wrapped("  by unit               ", &unit_in_words(unit));
    }
    if let Some(currency) = &cost.currency {
        let text = format!(
            "{} {} a month, planned work {}; at {} for a dollar, of {}",
            amount(currency.monthly_effective, 2),
            currency.code,
            amount(currency.labour_monthly, 2),
            currency.rate,
            currency.rate_date
        );
        page.wrapped("  in another currency   ", &text);
    }
    for input in cost.uncertain.iter().take(LISTED).filter(|input| moves_the_month(input)) {
        let text = format!(
            "{} from {} to {} {}: {} to {} USD",
            input.input,
            digits(input.low),
            digits(input.high),
            input.unit,
            signed(input.usd_at_low.dollars()),
            signed(input.usd_at_high.dollars())
        );
        page.wrapped("  rests on              ", &text);
    }
}

fn moves_the_month(input: &UncertainInput) -> bool {
    input.usd_at_low.micros() != 0 || input.usd_at_high.micros() != 0
}

fn signed(usd: f64) -> String {
    if usd > 0.0 { format!("+{}", amount(usd, 2)) } else { amount(usd, 2) }
}

/// What one costs, of what costs less than a cent a thousand.
pub fn unit_in_words(unit: &UnitCost) -> String {
    let (times, what) =
        if unit.usd < 0.01 { (1000.0, format!("1,000 {}s", unit.unit)) } else { (1.0, unit.unit.to_owned()) };
    format!(
        "{} USD a {what}, with people {} (of {} {}s)",
        small_dollars(unit.usd * times),
        small_dollars(unit.with_labour_usd * times),
        digits(unit.count),
        unit.unit
    )
}

/// A range of dollars in words; of a bill that lacks prices, at least.
pub fn range_in_words(range: &UsdPercentiles, is_complete: bool) -> String {
    let at_least = if is_complete { "" } else { ", and what has no price comes on top" };
    format!(
        "{} to {} USD in eight cases of ten, one in two below {}{at_least}",
        dollars(range.p10),
        dollars(range.p90),
        dollars(range.p50)
    )
}

/// Money from the first month to the last.
pub(in crate::engine::report) fn horizon(report: &Report, page: &mut Page) {
    let Some(horizon) = &report.cost.horizon else { return };
    page.heading(
        "Over the years",
        &format!(
            "{} months from {}; load +{} %, prices {} %, wages {} %, present value at {} % a year",
            horizon.months,
            horizon.start_month,
            digits(horizon.growth_pct_per_year),
            signed_digits(horizon.price_change_pct_per_year),
            signed_digits(horizon.wage_change_pct_per_year),
            digits(horizon.discount_rate_pct_per_year)
        ),
    );
    let row = |title: &str, usd: f64| format!("  {title:<90}{:>18}", amount(usd, 2));
    for year in horizon.years() {
        page.line(format!(
            "  {:<22}{:>17} bills {:>16} people {:>16} once {:>17}",
            year.title,
            amount(year.cloud_usd.dollars(), 2),
            amount(year.labour_usd.dollars(), 2),
            amount(year.one_time_usd.dollars(), 2),
            amount(year.total_usd().dollars(), 2)
        ));
    }
    for step in &horizon.node_steps {
        page.line(format!(
            "  {}  {} nodes in place of {}: {}",
            step.month,
            step.to,
            step.from,
            obstacle_in_words(step.obstacle)
        ));
    }
    if let Some(outgrown) = &horizon.outgrown {
        page.line(format!(
            "  {}  no number of these nodes carries the load: {}; bills go on with those before",
            outgrown.month,
            obstacle_in_words(outgrown.obstacle)
        ));
    }
    for payment in &horizon.one_time {
        page.wrapped(
            &format!("  {}  {:<26} ", payment.month, payment.name),
            &format!("{} USD: {}", amount(payment.usd.dollars(), 2), payment.basis),
        );
    }
    if let Some(range) = &horizon.cloud_range_usd {
        page.wrapped("  bills may come to     ", &range_in_words(range, horizon.complete));
    }
    if let Some(range) = &horizon.total_range_usd {
        page.wrapped("  all may come to       ", &range_in_words(range, horizon.complete));
    }
    let total_title = if horizon.complete { "Total" } else { "Total, at least" };
    page.line(row(total_title, horizon.total_usd.dollars()));
    let present = if horizon.complete { "Present value" } else { "Present value, at least" };
    page.line(row(present, horizon.present_value_usd.dollars()));
    if let Some(currency) = &report.cost.currency
        && let Some(total) = currency.horizon_total
    {
        page.line(row(&format!("{total_title} in {}", currency.code), total));
        let present_value = currency.present_value.unwrap_or_default();
        page.line(row(&format!("{present} in {}", currency.code), present_value));
    }
}

fn signed_digits(value: f64) -> String {
    if value > 0.0 { format!("+{}", digits(value)) } else { digits(value) }
}
