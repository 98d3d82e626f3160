//! How money comes about.

use super::{Explanation, Input, NAMED, computed, dated, kind, left_out, of_plan};
use crate::engine::report::{CostLine, HorizonReport, Report, UnitCost};
use crate::engine::units::Usd;
use crate::web::words::{
    Word, cost as cost_words, digits, dollars, explain as words, local, month, quantity, small_dollars, t,
};

pub(super) fn cost(report: &Report) -> Explanation {
    let cost = &report.cost;
    let (list, effective) = (cost.monthly.list_usd.dollars(), cost.monthly.effective_usd.dollars());
    let mut formula = vec![t!(
        words::OF_COST,
        lines = cost.lines.len(),
        list = dollars(list),
        discounts = dollars(list - effective),
        effective = dollars(effective)
    )];
    if !cost.monthly.complete {
        formula.push(t!(words::OF_COST_PARTLY, unpriced = cost.unpriced.len()));
    }
    Explanation {
        formula,
        inputs: largest(report),
        others: cost.lines.len().saturating_sub(NAMED),
        left_out: left_out(report, |topic, _| topic == "cost"),
        view: "cost",
        method: "method-cost",
    }
}

/// The lines of the bill that cost most.
fn largest(report: &Report) -> Vec<Input> {
    let mut lines: Vec<&CostLine> = report.cost.lines.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.effective_usd));
    lines.into_iter().take(NAMED).map(cost_line).collect()
}

fn cost_line(line: &CostLine) -> Input {
    let many = quantity(line.quantity, &line.unit);
    let value = match (line.unit_price_usd, line.list_usd) {
        (Some(price), Some(usd)) if line.tiers.is_empty() => {
            t!(
                words::LINE_VALUE,
                quantity = many,
                price = local(&price.to_string()),
                usd = dollars(usd.dollars())
            )
        }
        (_, Some(usd)) => t!(words::LINE_TIERS, quantity = many, usd = dollars(usd.dollars())),
        _ => t!(words::UNKNOWN).to_owned(),
    };
    Input {
        name: format!("{}: {}, {}", line.component, line.service, line.item),
        value,
        kind: line.method.map_or_else(String::new, |method| t!(kind(method)).to_owned()),
        source: dated(line.source.as_deref().unwrap_or_default(), line.as_of.as_deref()),
    }
}

/// Money over the years.
pub(super) fn horizon(report: &Report) -> Explanation {
    let Some(horizon) = &report.cost.horizon else { return Explanation::default() };
    let pct = |value: f64| t!(words::PCT_A_YEAR, pct = digits(value));
    let sums = [horizon.cloud_usd, horizon.labour_usd, horizon.one_time_usd, horizon.total_usd];
    let [bills, people, once, total] = sums.map(usd);
    let mut formula = vec![
        t!(
            words::OF_HORIZON,
            months = horizon.months,
            start = month(&horizon.start_month),
            bills = bills,
            people = people,
            once = once,
            total = total
        ),
        t!(
            words::OF_HORIZON_MONTH,
            prices = digits(horizon.price_change_pct_per_year),
            wages = digits(horizon.wage_change_pct_per_year)
        ),
        t!(
            words::OF_PRESENT,
            rate = digits(horizon.discount_rate_pct_per_year),
            usd = usd(horizon.present_value_usd)
        ),
    ];
    if !horizon.complete {
        formula.push(t!(words::OF_HORIZON_PARTLY).to_owned());
    }
    let of_year = [
        (words::GROWTH, horizon.growth_pct_per_year),
        (words::PRICE_CHANGE, horizon.price_change_pct_per_year),
        (words::WAGE_CHANGE, horizon.wage_change_pct_per_year),
        (words::DISCOUNT_RATE, horizon.discount_rate_pct_per_year),
    ];
    let of_year = of_year.map(|(name, value)| of_plan(name, pct(value)));
    let inputs = first_month(report, horizon).into_iter().chain(of_year).chain(once_paid(horizon));
    Explanation {
        formula,
        inputs: inputs.chain(largest(report)).collect(),
        others: report.cost.lines.len().saturating_sub(NAMED),
        left_out: left_out(report, |topic, _| topic == "cost"),
        view: "cost",
        method: "method-over-the-years",
    }
}

fn usd(usd: Usd) -> String {
    dollars(usd.dollars())
}

/// What the first month is made of.
fn first_month(report: &Report, horizon: &HorizonReport) -> Vec<Input> {
    let in_usd = |value: Usd| t!(words::USD, usd = usd(value));
    let bill = horizon.by_month.first().map(|first| computed(words::FIRST_BILL, in_usd(first.cloud_usd)));
    let people = report.cost.labour.iter().flat_map(|labour| {
        let parts = [
            (cost_words::PLANNED, Some(labour.planned_usd)),
            (cost_words::ON_CALL, Some(labour.on_call_usd)),
            (cost_words::UNPLANNED, labour.unplanned_usd),
        ];
        let value = |usd: Option<Usd>| usd.map_or_else(|| t!(words::UNKNOWN).to_owned(), in_usd);
        parts.map(|(name, usd)| computed(name, value(usd)))
    });
    bill.into_iter().chain(people).collect()
}

fn once_paid(horizon: &HorizonReport) -> impl Iterator<Item = Input> + '_ {
    horizon.one_time.iter().map(|payment| Input {
        name: t!(words::ONCE, name = payment.name, month = month(&payment.month)),
        value: t!(words::USD, usd = usd(payment.usd)),
        kind: t!(words::COMPUTED).to_owned(),
        source: payment.basis.clone(),
    })
}

/// What one node, tenant or transaction costs.
pub(super) fn per_unit(report: &Report) -> Explanation {
    let cost = &report.cost;
    let bill = cost.monthly.effective_usd;
    let of = |unit: &UnitCost| {
        t!(
            words::OF_UNIT,
            unit = t!(unit_name(unit.unit)),
            bill = usd(bill),
            count = digits(unit.count),
            usd = small_dollars(unit.usd),
            all = small_dollars(unit.with_labour_usd)
        )
    };
    let mut formula: Vec<String> = cost.per_unit.iter().map(of).collect();
    if !cost.monthly.complete {
        formula.push(t!(words::OF_COST_PARTLY, unpriced = cost.unpriced.len()));
    }
    let counts = cost.per_unit.iter().map(|unit| {
        let (name, count) = (unit_name(unit.unit), digits(unit.count));
        if unit.unit == "node" { computed(name, count) } else { of_plan(name, count) }
    });
    let bill = computed(words::FIRST_BILL, t!(words::USD, usd = usd(bill)));
    Explanation {
        formula,
        inputs: counts.chain([bill]).chain(largest(report)).collect(),
        others: cost.lines.len().saturating_sub(NAMED),
        left_out: left_out(report, |topic, _| topic == "cost"),
        view: "cost",
        method: "method-over-the-years",
    }
}

fn unit_name(unit: &str) -> Word {
    match unit {
        "node" => words::UNIT_NODE,
        "tenant" => words::UNIT_TENANT,
        _ => words::UNIT_TRANSACTION,
    }
}
