//! The bill, by what it is for.

use leptos::prelude::*;

use crate::engine::catalogue::Method;
use crate::engine::report::{CostLine, Report, amount, quantity};
use crate::web::state::Planner;

/// The bill of a month.
#[component]
pub fn BillView(planner: Planner) -> impl IntoView {
    let content = move || {
        let computed = planner.computed.get()?;
        Some(bill(&computed.report))
    };
    view! { <div class="stack">{content}</div> }
}

fn bill(report: &Report) -> impl IntoView + use<> {
    let monthly = &report.cost.monthly;
    let total = monthly.effective_usd.dollars();
    let unpriced = report.cost.unpriced.len();
    let banner = (unpriced > 0).then(|| {
        view! {
            <p class="note bad" role="status">
                {format!("Lines without a price in this region: {unpriced}. The total is at least this much.")}
            </p>
        }
    });
    let title = format!(
        "{}{} USD a month, at {}",
        if monthly.complete { "" } else { "At least " },
        amount(total, 2),
        report.cost.price_words()
    );
    let oldest = report.catalogue.oldest.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let sub = format!(
        "First month, today's load, backups at their steady state, before tax. Oldest price of {oldest}; \
         judged on {}. People stand beside it: {} USD of planned work.",
        report.as_of,
        amount(report.cost.labour_monthly_usd.dollars(), 2)
    );
    let groups = report.cost.groups.iter().map(|group| {
        let sum = group.effective_usd.dollars();
        let share = if total > 0.0 { sum / total * 100.0 } else { 0.0 };
        let lines = report.cost.lines.iter().filter(|line| line.group == group.group);
        view! {
            <tbody>
                <tr class="group">
                    <th scope="rowgroup" colspan="3">
                        <span class="share" style=format!("width:{:.0}px", share * 1.2)></span>
                        {group.title}
                    </th>
                    <td class="num">{format!("{} %", amount(share, 0))}</td>
                    <td class="num">{amount(sum, 2)}</td>
                </tr>
                {lines.map(line).collect_view()}
            </tbody>
        }
    });
    view! {
        {banner}
        <section class="card">
            <h2 data-testid="bill-title">{title}</h2>
            <p class="sub">{sub}</p>
            <div class="scroll">
                <table class="bill">
                    <thead>
                        <tr>
                            <th scope="col">"For"</th>
                            <th scope="col" class="num">"Quantity"</th>
                            <th scope="col" class="num">"Unit price"</th>
                            <th scope="col" class="num">"Price of"</th>
                            <th scope="col" class="num">"USD a month"</th>
                        </tr>
                    </thead>
                    {groups.collect_view()}
                    <tfoot>
                        <tr>
                            <th scope="row" colspan="4">
                                {if monthly.complete { "Total" } else { "Total, at least" }}
                            </th>
                            <td class="num" data-testid="bill-total">{amount(total, 2)}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
}

fn line(line: &CostLine) -> impl IntoView + use<> {
    let assumed = (line.quantity_method == Method::Assumed).then(
        || view! { <span class="badge assumed" title="The quantity rests on an assumption">"assumed"</span> },
    );
    let stand_in = line.stand_in.as_ref().map(|region| {
        let text = format!("stand-in: {region}");
        view! { <span class="badge assumed" title="Another region's price, as the plan allows">{text}</span> }
    });
    let own =
        line.own.then(|| view! { <span class="badge set" title="In place of a listed price">"own"</span> });
    let source = line.source.clone().unwrap_or_else(|| "no price in the catalogue".to_owned());
    let price = line.unit_price_usd.map_or_else(|| "–".to_owned(), |price| price.to_string());
    let sum = line.effective_usd.map_or_else(|| "unpriced".to_owned(), |usd| amount(usd.dollars(), 2));
    let basis = line.basis.clone();
    view! {
        <tr class:unpriced=line.effective_usd.is_none()>
            <td>
                <details class="why">
                    <summary>{line.component} " " <span class="src">{line.item.clone()}</span> " " {assumed} " " {stand_in} " " {own}</summary>
                    <p>{basis}</p>
                    <p>"Source: " {source}</p>
                </details>
            </td>
            <td class="num" data-label="Quantity">{quantity(line.quantity, &line.unit)}</td>
            <td class="num" data-label="Unit price">{price}</td>
            <td class="num" data-label="Price of">{line.as_of.clone().unwrap_or_default()}</td>
            <td class="num" data-label="USD a month">{sum}</td>
        </tr>
    }
}
