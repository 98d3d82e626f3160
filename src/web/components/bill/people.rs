//! People, beside the bill.

use leptos::prelude::*;

use super::groups::head;
use super::words::{Beside, exact};
use crate::engine::report::Report;
use crate::engine::units::Usd;
use crate::web::state::{PEOPLE, Planner};

/// What people cost in a month: what for, how much, and where it comes from.
fn parts(report: &Report) -> Vec<(&'static str, Option<Usd>, &'static str)> {
    let cost = &report.cost;
    match cost.labour {
        Some(labour) => vec![
            ("planned work", Some(labour.planned_usd), "hours of the effort tab at the team's rate"),
            ("being on call", Some(labour.on_call_usd), "pay for the weeks of the rota"),
            ("failures and alarms", labour.unplanned_usd, "hours of the expected failures and alarms"),
        ],
        None => vec![(
            "planned work",
            Some(cost.labour_monthly_usd),
            "hours of the effort tab at the team's rate",
        )],
    }
}

/// The rows of people, and what they come to with the bill.
pub fn people(planner: Planner, report: &Report) -> AnyView {
    let parts = parts(report);
    let beside = Beside::of(report);
    let sum: Usd = parts.iter().filter_map(|(_, usd, _)| *usd).sum();
    let all = sum + report.cost.monthly.effective_usd;
    let is_complete = report.cost.monthly.complete && parts.iter().all(|(_, usd, _)| usd.is_some());
    let together = if is_complete { "Bill and people" } else { "Bill and people, at least" };
    let rows = move || {
        let is_open = planner.bill.closed.with(|closed| !closed.contains(PEOPLE));
        let row = |(name, usd, basis): &(&'static str, Option<Usd>, &'static str)| {
            let usd = usd.map_or_else(|| "not known".to_owned(), exact);
            view! {
                <tr>
                    <td colspan="4" class="person">{*name} " " <span class="src">{*basis}</span></td>
                    <td class="num" data-label="USD a month">{usd}</td>
                </tr>
            }
        };
        is_open.then(|| parts.iter().map(row).collect::<Vec<_>>())
    };
    let remark = "beside the bill, on average of the first year".to_owned();
    view! {
        <tbody class="people">
            <tr class="group">
                <th scope="rowgroup" colspan="4">{head(planner, PEOPLE, remark)}</th>
                <td class="num" data-label="USD a month">
                    {exact(sum)} <span class="src below">{beside.amount(sum)}</span>
                </td>
            </tr>
            {rows}
            <tr class="total">
                <th scope="row" colspan="4">{together}</th>
                <td class="num">{exact(all)} <span class="src below">{beside.amount(all)}</span></td>
            </tr>
        </tbody>
    }
    .into_any()
}
