//! Money over the years: month by month, by year, and what is paid when.

use leptos::prelude::*;

use super::words::{Beside, exact, from_to};
use crate::engine::report::{HorizonMonth, HorizonReport, HorizonYear, Report, UsdPercentiles};
use crate::engine::units::Usd;
use crate::web::charts::{MoneyChart, MoneyMonth, MoneyStep, money};
use crate::web::components::chart::{chart, stacked_legend};
use crate::web::components::layout::obstacle;
use crate::web::components::{card, how};
use crate::web::state::{Asked, Planner};
use crate::web::words::{amount, cost, digits, dollars, month as iso, prose, t};

/// The card, where the plan looks ahead.
pub fn years(planner: Planner, report: &Report) -> Option<AnyView> {
    let horizon = report.cost.horizon.as_ref()?;
    let beside = Beside::of(report);
    let picture = picture(horizon, title(horizon, &beside));
    let has_band = horizon.cloud_range_usd.is_some();
    let mut keys = vec![
        ("zone-0".to_owned(), t!(cost::KEY_BILLS).to_owned()),
        ("zone-1".to_owned(), t!(cost::KEY_PEOPLE).to_owned()),
    ];
    if !horizon.one_time.is_empty() {
        keys.push(("zone-2".to_owned(), t!(cost::KEY_ONCE).to_owned()));
    }
    if has_band {
        keys.push(("reach".to_owned(), t!(cost::KEY_REACH).to_owned()));
    }
    let content = view! {
        {how(planner, &[Asked::Horizon])}
        {chart("money", t!(cost::A_MONTH), Box::new(move |width| money(&picture, width)))}
        {stacked_legend(keys)}
        {events(horizon)}
        {by_year(horizon, &beside)}
        {by_month(horizon)}
    };
    Some(card(title(horizon, &beside), sub(horizon), content).into_any())
}

fn title(horizon: &HorizonReport, beside: &Beside) -> String {
    let word = match (horizon.months, horizon.complete) {
        (1, true) => cost::OVER_MONTH,
        (1, false) => cost::OVER_MONTH_LEAST,
        (_, true) => cost::OVER_MONTHS,
        (_, false) => cost::OVER_MONTHS_LEAST,
    };
    t!(
        word,
        usd = amount(horizon.total_usd.dollars(), 0),
        months = horizon.months,
        beside = beside.bracketed(horizon.total_usd)
    )
}

fn sub(horizon: &HorizonReport) -> String {
    let change = |value: f64| {
        if value > 0.0 { format!("+{} %", digits(value)) } else { format!("{} %", digits(value)) }
    };
    let rests = t!(
        cost::HORIZON_SUB,
        month = iso(&horizon.start_month),
        load = change(horizon.growth_pct_per_year),
        prices = change(horizon.price_change_pct_per_year),
        wages = change(horizon.wage_change_pct_per_year),
        rate = digits(horizon.discount_rate_pct_per_year)
    );
    match &horizon.total_range_usd {
        Some(range) => format!("{rests} {}", t!(cost::HORIZON_RANGE, range = range_in_words(range))),
        None => rests,
    }
}

fn range_in_words(range: &UsdPercentiles) -> String {
    let (p10, p50, p90) = (dollars(range.p10), dollars(range.p50), dollars(range.p90));
    t!(cost::RANGE, p10 = p10, p50 = p50, p90 = p90)
}

fn picture(horizon: &HorizonReport, label: String) -> MoneyChart {
    let told = |month: &HorizonMonth| {
        let range = month.cloud_range_usd.as_ref();
        let once = (month.one_time_usd > Usd::ZERO)
            .then(|| t!(cost::MONTH_ONCE, usd = dollars(month.one_time_usd.dollars())));
        t!(
            cost::MONTH_TOLD,
            month = iso(&month.month),
            bills = dollars(month.cloud_usd.dollars()),
            range = range.map(|range| format!(" ({})", range_in_words(range))).unwrap_or_default(),
            people = dollars(month.labour_usd.dollars()),
            once = once.unwrap_or_default(),
            nodes = month.nodes,
            growth = digits(month.growth_factor)
        )
    };
    let months = horizon.by_month.iter().map(|month| MoneyMonth {
        label: iso(&month.month),
        told: told(month),
        parts: [month.cloud_usd.dollars(), month.labour_usd.dollars(), month.one_time_usd.dollars()],
        reach: month.cloud_range_usd.map(|range| (range.p10, range.p90)),
    });
    let at = |name: &str| horizon.by_month.iter().position(|month| month.month == name);
    let steps = horizon.node_steps.iter().filter_map(|step| {
        Some(MoneyStep { month: at(&step.month)?, label: t!(cost::STEP_NODES, count = step.to) })
    });
    let outgrown = horizon.outgrown.iter().filter_map(|outgrown| {
        Some(MoneyStep { month: at(&outgrown.month)?, label: t!(cost::STEP_OUTGROWN).to_owned() })
    });
    let mut steps: Vec<MoneyStep> = steps.chain(outgrown).collect();
    steps.sort_by_key(|step| step.month);
    MoneyChart { months: months.collect(), steps, label }
}

/// Node steps and payments in words.
fn events(horizon: &HorizonReport) -> AnyView {
    let steps = horizon.node_steps.iter().map(|step| {
        let text = t!(
            cost::EVENT_STEP,
            month = iso(&step.month),
            to = step.to,
            from = step.from,
            obstacle = obstacle(step.obstacle)
        );
        (step.month.as_str(), text)
    });
    let outgrown = horizon.outgrown.iter().map(|outgrown| {
        let obstacle = obstacle(outgrown.obstacle);
        let text = t!(cost::EVENT_OUTGROWN, month = iso(&outgrown.month), obstacle = obstacle);
        (outgrown.month.as_str(), text)
    });
    let payments = horizon.one_time.iter().map(|payment| {
        let (month, usd) = (iso(&payment.month), exact(payment.usd));
        (payment.month.as_str(), format!("{month}: {} {usd} USD, {}", payment.name, prose(&payment.basis)))
    });
    let mut events: Vec<(&str, String)> = steps.chain(outgrown).chain(payments).collect();
    events.sort();
    if events.is_empty() {
        return ().into_any();
    }
    let events = events.into_iter().map(|(_, event)| view! { <li>{event}</li> });
    view! { <ul class="findings" data-testid="horizon-events">{events.collect::<Vec<_>>()}</ul> }.into_any()
}

/// A row of amounts.
fn amounts(name: String, class: &'static str, usd: [Usd; 4], nodes: String, below: String) -> AnyView {
    let [cloud, labour, once, total] = usd.map(exact);
    view! {
        <tr class=class>
            <th scope="row">{name}</th>
            <td class="num" data-label=t!(cost::BILLS)>{cloud}</td>
            <td class="num" data-label=t!(cost::PEOPLE)>{labour}</td>
            <td class="num" data-label=t!(cost::ONCE)>{once}</td>
            <td class="num" data-label=t!(cost::NODES)>{nodes}</td>
            <td class="num" data-label="USD">{total} <span class="src below">{below}</span></td>
        </tr>
    }
    .into_any()
}

fn heads(first: &'static str) -> AnyView {
    view! {
        <thead>
            <tr>
                <th scope="col">{first}</th>
                <th scope="col" class="num">{t!(cost::BILLS)}</th>
                <th scope="col" class="num">{t!(cost::PEOPLE)}</th>
                <th scope="col" class="num">{t!(cost::ONCE)}</th>
                <th scope="col" class="num">{t!(cost::NODES)}</th>
                <th scope="col" class="num">"USD"</th>
            </tr>
        </thead>
    }
    .into_any()
}

fn by_year(horizon: &HorizonReport, beside: &Beside) -> AnyView {
    let months = horizon.by_month.chunks(12).map(<[HorizonMonth]>::len);
    let row = |((number, months), year): ((usize, usize), HorizonYear)| {
        let total = year.total_usd();
        let usd = [year.cloud_usd, year.labour_usd, year.one_time_usd, total];
        let name = match months {
            12 => t!(cost::YEAR_WHOLE, number = number),
            1 => t!(cost::YEAR_MONTH, number = number),
            n => t!(cost::YEAR_MONTHS, number = number, months = n),
        };
        amounts(name, "", usd, year.nodes.to_string(), beside.amount(total))
    };
    let total = if horizon.complete { t!(cost::SUM) } else { t!(cost::SUM_LEAST) };
    let sums = [horizon.cloud_usd, horizon.labour_usd, horizon.one_time_usd, horizon.total_usd];
    let range =
        horizon.cloud_range_usd.as_ref().map(|range| t!(cost::ALL_BILLS, range = range_in_words(range)));
    view! {
        <div class="scroll">
            <table class="cards by-year" data-testid="by-year">
                {heads(t!(cost::YEAR))}
                <tbody>{(1..).zip(months).zip(horizon.years()).map(row).collect::<Vec<_>>()}</tbody>
                <tbody class="sums">
                    {amounts(total.to_owned(), "total", sums, String::new(), beside.amount(horizon.total_usd))}
                    <tr class="sum">
                        <th scope="row" colspan="5">{t!(cost::PRESENT_VALUE)}</th>
                        <td class="num">
                            {exact(horizon.present_value_usd)}
                            <span class="src below">{beside.amount(horizon.present_value_usd)}</span>
                        </td>
                    </tr>
                </tbody>
            </table>
        </div>
        {range.map(|text| view! { <p class="sub" data-testid="horizon-range">{text}</p> })}
    }
    .into_any()
}

/// Every month in figures.
fn by_month(horizon: &HorizonReport) -> AnyView {
    let row = |month: &HorizonMonth| {
        let total = month.cloud_usd + month.labour_usd + month.one_time_usd;
        let range = month.cloud_range_usd.as_ref();
        let range = range
            .map(|range| t!(cost::BILLS_RANGE, range = from_to(&dollars(range.p10), &dollars(range.p90))));
        let usd = [month.cloud_usd, month.labour_usd, month.one_time_usd, total];
        amounts(iso(&month.month), "", usd, month.nodes.to_string(), range.unwrap_or_default())
    };
    view! {
        <details class="why more">
            <summary>{t!(cost::EVERY_MONTH)}</summary>
            <div class="scroll">
                <table class="cards">
                    {heads(t!(cost::MONTH))}
                    <tbody>{horizon.by_month.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
