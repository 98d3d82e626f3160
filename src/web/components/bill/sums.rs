//! What the lines come to, and sentences below.

use leptos::prelude::*;

use super::Edited;
use super::beside::forgotten;
use super::discounts::discounts;
use super::words::{Beside, exact};
use crate::engine::report::{Report, UnitCost};
use crate::web::components::how;
use crate::web::state::{Asked, Planner};
use crate::web::words::{cost, date, digits, small_dollars, t};

/// A sum over the whole width of the table.
pub fn sum_row(name: String, usd: String, below: String) -> AnyView {
    view! {
        <tr class="sum">
            <th scope="row" colspan="4">{name}</th>
            <td class="num">{usd} <span class="src below">{below}</span></td>
        </tr>
    }
    .into_any()
}

/// The total of the bill; where something is taken off the list, each of it above the total.
pub fn sums(planner: Planner, report: &Report, edited: Edited) -> AnyView {
    let monthly = &report.cost.monthly;
    let at_list = (monthly.list_usd != monthly.effective_usd)
        .then(|| sum_row(t!(cost::AT_LIST).to_owned(), exact(monthly.list_usd), String::new()));
    let total = if monthly.complete { t!(cost::TOTAL) } else { t!(cost::TOTAL_LEAST) };
    view! {
        <tbody class="sums">
            {at_list}
            {discounts(planner, report, edited)}
            <tr class="total">
                <th scope="row" colspan="4">{total}</th>
                <td class="num">
                    <span data-testid="bill-total">{exact(monthly.effective_usd)}</span>
                    <span class="src below">{Beside::of(report).amount(monthly.effective_usd)}</span>
                </td>
            </tr>
        </tbody>
    }
    .into_any()
}

/// What one costs, of what costs less than a cent a thousand.
fn unit_in_words(unit: &UnitCost) -> String {
    let is_small = unit.usd < 0.01;
    let word = match (unit.unit, is_small) {
        ("node", false) => cost::PER_NODE,
        ("node", true) => cost::PER_1000_NODES,
        ("tenant", false) => cost::PER_TENANT,
        ("tenant", true) => cost::PER_1000_TENANTS,
        (_, false) => cost::PER_TRANSACTION,
        (_, true) => cost::PER_1000_TRANSACTIONS,
    };
    let times = if is_small { 1000.0 } else { 1.0 };
    t!(
        word,
        usd = small_dollars(unit.usd * times),
        all = small_dollars(unit.with_labour_usd * times),
        count = digits(unit.count)
    )
}

/// What the bill comes to by node, tenant and transaction, and the rate of the other currency.
pub fn notes(planner: Planner, report: &Report) -> AnyView {
    let cost = &report.cost;
    let per_unit: Vec<String> = cost.per_unit.iter().map(unit_in_words).collect();
    let per_unit = (!per_unit.is_empty()).then(|| t!(cost::PER_UNIT, parts = per_unit.join("; ")));
    let how = per_unit.is_some().then(|| how(planner, &[Asked::PerUnit]));
    let rate = cost.currency.as_ref().map(|currency| {
        t!(cost::RATE, rate = digits(currency.rate), code = currency.code, date = date(&currency.rate_date))
    });
    let notes = [("forgotten", forgotten(report)), ("per-unit", per_unit), ("rate", rate)];
    let notes = notes.into_iter().filter_map(|(id, text)| {
        text.map(|text| view! { <p class="sub" data-testid=format!("bill-{id}")>{text}</p> })
    });
    view! { <div class="below-bill">{notes.collect::<Vec<_>>()} {how}</div> }.into_any()
}
