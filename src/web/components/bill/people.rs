//! People, beside the bill.

use leptos::prelude::*;

use super::groups::head;
use super::words::{Beside, exact};
use crate::engine::report::Report;
use crate::engine::units::Usd;
use crate::web::state::{PEOPLE, Planner};
use crate::web::words::{Word, cost, t};

/// What people cost in a month: what for, how much, and where it comes from.
fn parts(report: &Report) -> Vec<(Word, Option<Usd>, Word)> {
    match report.cost.labour {
        Some(labour) => vec![
            (cost::PLANNED, Some(labour.planned_usd), cost::PLANNED_BASIS),
            (cost::ON_CALL, Some(labour.on_call_usd), cost::ON_CALL_BASIS),
            (cost::UNPLANNED, labour.unplanned_usd, cost::UNPLANNED_BASIS),
        ],
        None => vec![(cost::PLANNED, Some(report.cost.labour_monthly_usd), cost::PLANNED_BASIS)],
    }
}

/// The rows of people, and what they come to with the bill.
pub fn people(planner: Planner, report: &Report) -> AnyView {
    let parts = parts(report);
    let beside = Beside::of(report);
    let sum: Usd = parts.iter().filter_map(|(_, usd, _)| *usd).sum();
    let all = sum + report.cost.monthly.effective_usd;
    let is_complete = report.cost.monthly.complete && parts.iter().all(|(_, usd, _)| usd.is_some());
    let together = if is_complete { t!(cost::TOGETHER) } else { t!(cost::TOGETHER_LEAST) };
    let rows = move || {
        let is_open = planner.bill.closed.with(|closed| !closed.contains(PEOPLE));
        let row = |(name, usd, basis): &(Word, Option<Usd>, Word)| {
            let usd = usd.map_or_else(|| t!(cost::NOT_KNOWN).to_owned(), exact);
            view! {
                <tr>
                    <td colspan="4" class="person">{t!(*name)} " " <span class="src">{t!(*basis)}</span></td>
                    <td class="num" data-label=t!(cost::USD_A_MONTH)>{usd}</td>
                </tr>
            }
        };
        is_open.then(|| parts.iter().map(row).collect::<Vec<_>>())
    };
    let remark = t!(cost::PEOPLE_REMARK).to_owned();
    view! {
        <tbody class="people">
            <tr class="group">
                <th scope="rowgroup" colspan="4">{head(planner, PEOPLE, t!(cost::PEOPLE), remark)}</th>
                <td class="num" data-label=t!(cost::USD_A_MONTH)>
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
