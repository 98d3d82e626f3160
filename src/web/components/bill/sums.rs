//! What the lines come to, and sentences below.

use leptos::prelude::*;

use super::Edited;
use super::beside::forgotten;
use super::discounts::discounts;
use super::words::{Beside, exact};
use crate::engine::report::{Report, digits, unit_in_words};
use crate::web::state::Planner;

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
        .then(|| sum_row("At list price".to_owned(), exact(monthly.list_usd), String::new()));
    let total = if monthly.complete { "Total of the bill" } else { "Total of the bill, at least" };
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

/// What the bill comes to by node, tenant and transaction, and the rate of the other currency.
pub fn notes(report: &Report) -> AnyView {
    let cost = &report.cost;
    let per_unit: Vec<String> = cost.per_unit.iter().map(unit_in_words).collect();
    let per_unit = (!per_unit.is_empty()).then(|| format!("The bill is {}.", per_unit.join("; ")));
    let rate = cost.currency.as_ref().map(|currency| {
        format!(
            "All is computed in dollars; a dollar is {} {} at the rate of {}.",
            digits(currency.rate),
            currency.code,
            currency.rate_date
        )
    });
    let notes = [("forgotten", forgotten(report)), ("per-unit", per_unit), ("rate", rate)];
    let notes = notes.into_iter().filter_map(|(id, text)| {
        text.map(|text| view! { <p class="sub" data-testid=format!("bill-{id}")>{text}</p> })
    });
    view! { <div class="below-bill">{notes.collect::<Vec<_>>()}</div> }.into_any()
}
