//! Money over the years: month by month, by year, and what is paid when.

use leptos::prelude::*;

use super::words::{Beside, exact};
use crate::engine::report::{
    HorizonMonth, HorizonReport, HorizonYear, Report, UsdPercentiles, amount, digits, dollars,
    obstacle_in_words,
};
use crate::engine::units::Usd;
use crate::web::charts::{MoneyChart, MoneyMonth, MoneyStep, money};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};

/// The card, where the plan looks ahead.
pub fn years(report: &Report) -> Option<AnyView> {
    let horizon = report.cost.horizon.as_ref()?;
    let beside = Beside::of(report);
    let picture = picture(horizon, title(horizon, &beside));
    let has_band = horizon.cloud_range_usd.is_some();
    let mut keys =
        vec![("zone-0".to_owned(), "bills".to_owned()), ("zone-1".to_owned(), "people".to_owned())];
    if !horizon.one_time.is_empty() {
        keys.push(("zone-2".to_owned(), "paid once".to_owned()));
    }
    if has_band {
        keys.push(("reach".to_owned(), "bills, P10 to P90".to_owned()));
    }
    let content = view! {
        {chart("money", "a month", Box::new(move |width| money(&picture, width)))}
        {legend(keys)}
        {events(horizon)}
        {by_year(horizon, &beside)}
        {by_month(horizon)}
    };
    Some(card(title(horizon, &beside), sub(horizon), content).into_any())
}

fn title(horizon: &HorizonReport, beside: &Beside) -> String {
    let months =
        if horizon.months == 1 { "1 month".to_owned() } else { format!("{} months", horizon.months) };
    format!(
        "{}{} USD over {months}{}",
        if horizon.complete { "" } else { "At least " },
        amount(horizon.total_usd.dollars(), 0),
        beside.bracketed(horizon.total_usd)
    )
}

fn sub(horizon: &HorizonReport) -> String {
    let change = |value: f64| {
        if value > 0.0 { format!("+{} %", digits(value)) } else { format!("{} %", digits(value)) }
    };
    let range = horizon
        .total_range_usd
        .as_ref()
        .map_or_else(String::new, |range| format!(" All of it may come to {}.", range_in_words(range)));
    format!(
        "From {}. In a year the load changes by {}, list prices by {}, wages by {}; the present value counts at {} %.{range}",
        horizon.start_month,
        change(horizon.growth_pct_per_year),
        change(horizon.price_change_pct_per_year),
        change(horizon.wage_change_pct_per_year),
        digits(horizon.discount_rate_pct_per_year)
    )
}

fn range_in_words(range: &UsdPercentiles) -> String {
    format!("P10 {}, P50 {}, P90 {} USD", dollars(range.p10), dollars(range.p50), dollars(range.p90))
}

fn picture(horizon: &HorizonReport, label: String) -> MoneyChart {
    let told = |month: &HorizonMonth| {
        let mut text = format!("{}: bills {} USD", month.month, dollars(month.cloud_usd.dollars()));
        if let Some(range) = &month.cloud_range_usd {
            text.push_str(&format!(" ({})", range_in_words(range)));
        }
        text.push_str(&format!(", people {}", dollars(month.labour_usd.dollars())));
        if month.one_time_usd > Usd::ZERO {
            text.push_str(&format!(", paid once {}", dollars(month.one_time_usd.dollars())));
        }
        text.push_str(&format!("; {} nodes, load × {}", month.nodes, digits(month.growth_factor)));
        text
    };
    let months = horizon.by_month.iter().map(|month| MoneyMonth {
        label: month.month.clone(),
        told: told(month),
        parts: [month.cloud_usd.dollars(), month.labour_usd.dollars(), month.one_time_usd.dollars()],
        reach: month.cloud_range_usd.map(|range| (range.p10, range.p90)),
    });
    let at = |name: &str| horizon.by_month.iter().position(|month| month.month == name);
    let steps = horizon
        .node_steps
        .iter()
        .filter_map(|step| Some(MoneyStep { month: at(&step.month)?, label: format!("{} nodes", step.to) }));
    let outgrown = horizon
        .outgrown
        .iter()
        .filter_map(|outgrown| Some(MoneyStep { month: at(&outgrown.month)?, label: "outgrown".to_owned() }));
    let mut steps: Vec<MoneyStep> = steps.chain(outgrown).collect();
    steps.sort_by_key(|step| step.month);
    MoneyChart { months: months.collect(), steps, label }
}

/// Node steps and payments in words.
fn events(horizon: &HorizonReport) -> AnyView {
    let steps = horizon.node_steps.iter().map(|step| {
        format!(
            "{}: {} nodes in place of {}, as {}",
            step.month,
            step.to,
            step.from,
            obstacle_in_words(step.obstacle)
        )
    });
    let outgrown = horizon.outgrown.iter().map(|outgrown| {
        format!(
            "{}: no number of these nodes carries the load, as {}; bills go on with those before",
            outgrown.month,
            obstacle_in_words(outgrown.obstacle)
        )
    });
    let payments = horizon.one_time.iter().map(|payment| {
        format!("{}: {} {} USD, {}", payment.month, payment.name, exact(payment.usd), payment.basis)
    });
    let mut events: Vec<String> = steps.chain(outgrown).chain(payments).collect();
    events.sort();
    if events.is_empty() {
        return ().into_any();
    }
    let events = events.into_iter().map(|event| view! { <li>{event}</li> });
    view! { <ul class="findings" data-testid="horizon-events">{events.collect::<Vec<_>>()}</ul> }.into_any()
}

/// A row of amounts.
fn amounts(name: String, class: &'static str, usd: [Usd; 4], nodes: String, below: String) -> AnyView {
    let [cloud, labour, once, total] = usd.map(exact);
    view! {
        <tr class=class>
            <th scope="row">{name}</th>
            <td class="num" data-label="Bills">{cloud}</td>
            <td class="num" data-label="People">{labour}</td>
            <td class="num" data-label="Once">{once}</td>
            <td class="num" data-label="Nodes">{nodes}</td>
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
                <th scope="col" class="num">"Bills"</th>
                <th scope="col" class="num">"People"</th>
                <th scope="col" class="num">"Once"</th>
                <th scope="col" class="num">"Nodes"</th>
                <th scope="col" class="num">"USD"</th>
            </tr>
        </thead>
    }
    .into_any()
}

fn by_year(horizon: &HorizonReport, beside: &Beside) -> AnyView {
    let row = |year: HorizonYear| {
        let total = year.total_usd();
        let usd = [year.cloud_usd, year.labour_usd, year.one_time_usd, total];
        amounts(year.title, "", usd, year.nodes.to_string(), beside.amount(total))
    };
    let total = if horizon.complete { "Total" } else { "Total, at least" };
    let sums = [horizon.cloud_usd, horizon.labour_usd, horizon.one_time_usd, horizon.total_usd];
    let range = horizon
        .cloud_range_usd
        .as_ref()
        .map(|range| format!("All bills together: {}.", range_in_words(range)));
    view! {
        <div class="scroll">
            <table class="cards by-year" data-testid="by-year">
                {heads("Year")}
                <tbody>{horizon.years().into_iter().map(row).collect::<Vec<_>>()}</tbody>
                <tbody class="sums">
                    {amounts(total.to_owned(), "total", sums, String::new(), beside.amount(horizon.total_usd))}
                    <tr class="sum">
                        <th scope="row" colspan="5">"Present value, in money of the first month"</th>
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
        let range = range.map(|range| format!("bills {} to {}", dollars(range.p10), dollars(range.p90)));
        let usd = [month.cloud_usd, month.labour_usd, month.one_time_usd, total];
        amounts(month.month.clone(), "", usd, month.nodes.to_string(), range.unwrap_or_default())
    };
    view! {
        <details class="why more">
            <summary>"Every month in figures"</summary>
            <div class="scroll">
                <table class="cards">
                    {heads("Month")}
                    <tbody>{horizon.by_month.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
