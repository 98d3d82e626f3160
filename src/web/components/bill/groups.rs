//! The table of the bill: groups that can be closed, and the lines of each.

use std::sync::Arc;

use leptos::prelude::*;

use super::beside::advice;
use super::people::people;
use super::row::row;
use super::sums::{notes, sums};
use super::words::{Beside, exact, group_name, list_price, percent, price_words, share, slug};
use super::{Edited, GoTo};
use crate::engine::report::{CostLine, GroupSum, Report};
use crate::web::state::{BillOrder, Computed, PEOPLE, Planner};
use crate::web::words::{cost, date, t};

/// Columns of the table.
pub const COLUMNS: usize = 5;

/// The card with the bill.
pub fn bill(planner: Planner, computed: &Arc<Computed>, go_to: GoTo, edited: Edited) -> AnyView {
    let report = &computed.report;
    let state = planner.bill;
    let titles: Vec<&'static str> =
        report.cost.groups.iter().map(|group| group.title).chain([PEOPLE]).collect();
    let rows = {
        let computed = computed.clone();
        move || {
            let order = state.order.get();
            let groups = order.groups(&computed.report.cost).into_iter();
            groups.map(|sum| group(planner, &computed, &sum, order, go_to)).collect::<Vec<_>>()
        }
    };
    let sorted = move |by: BillOrder| match (state.order.get() == by, by) {
        (true, BillOrder::Amount) => "descending",
        (true, _) => "ascending",
        (false, _) => "none",
    };
    view! {
        <section class="card">
            <h2 data-testid="bill-title">{title(report)}</h2>
            <p class="sub">{sub(report)}</p>
            {controls(planner, titles)}
            <div class="scroll">
                <table class="bill" data-testid="bill">
                    <thead>
                        <tr>
                            <th scope="col" aria-sort=move || sorted(BillOrder::Name)>{t!(cost::FOR)}</th>
                            <th scope="col" class="num">{t!(cost::QUANTITY)}</th>
                            <th scope="col" class="num">{t!(cost::UNIT_PRICE_USD)}</th>
                            <th scope="col">{t!(cost::SHARE)}</th>
                            <th scope="col" class="num" aria-sort=move || sorted(BillOrder::Amount)>
                                {t!(cost::USD_A_MONTH)}
                            </th>
                        </tr>
                    </thead>
                    {rows}
                    {sums(planner, report, edited)}
                    {people(planner, report)}
                </table>
            </div>
            {notes(planner, report)}
            {advice(computed, edited)}
        </section>
    }
    .into_any()
}

fn title(report: &Report) -> String {
    let monthly = &report.cost.monthly;
    t!(
        if monthly.complete { cost::TITLE } else { cost::TITLE_LEAST },
        usd = exact(monthly.effective_usd),
        beside = Beside::of(report).bracketed(monthly.effective_usd),
        prices = price_words(&report.cost)
    )
}

fn sub(report: &Report) -> String {
    let oldest = report.catalogue.oldest;
    let oldest = oldest.map_or_else(|| t!(cost::UNDATED).to_owned(), |oldest| date(&oldest.to_string()));
    t!(cost::SUB, oldest = oldest, as_of = date(&report.as_of.to_string()))
}

/// The order, and every group at once.
fn controls(planner: Planner, titles: Vec<&'static str>) -> AnyView {
    let state = planner.bill;
    let orders = BillOrder::ALL.map(|(order, id, text)| {
        view! {
            <button
                type="button"
                data-testid=format!("order-{id}")
                aria-pressed=move || (state.order.get() == order).to_string()
                on:click=move |_| state.order.set(order)
            >
                {t!(text)}
            </button>
        }
    });
    let is_any_closed = move || state.closed.with(|closed| !closed.is_empty());
    let every = move |_| {
        state.closed.update(|closed| {
            if closed.is_empty() {
                closed.extend(titles.iter().copied());
            } else {
                closed.clear();
            }
        });
    };
    view! {
        <div class="switches">
            <div class="seg" role="group" aria-label=t!(cost::ORDER)>{orders.into_iter().collect::<Vec<_>>()}</div>
            <button type="button" class="small" data-testid="all-groups" on:click=every>
                {move || if is_any_closed() { t!(cost::OPEN_ALL) } else { t!(cost::CLOSE_ALL) }}
            </button>
        </div>
    }
    .into_any()
}

/// The head of a group: its name, which opens and closes it. The title is what it is known by.
pub fn head(planner: Planner, title: &'static str, name: &'static str, remark: String) -> AnyView {
    let state = planner.bill;
    view! {
        <button
            type="button"
            class="unfold"
            data-testid=format!("group-{}", slug(title))
            aria-expanded=move || state.closed.with(|closed| !closed.contains(title)).to_string()
            on:click=move |_| state.toggle_group(title)
        >
            {name}
        </button>
        " "
        <span class="src">{remark}</span>
    }
    .into_any()
}

/// A share of the bill as a thin bar and in percent.
pub fn share_cell(of_total: f64) -> AnyView {
    view! {
        <td class="share-of" data-label=t!(cost::SHARE)>
            <span class="track" aria-hidden="true">
                <span class="share" style:width=format!("{of_total:.1}%")></span>
            </span>
            <span class="num">{percent(of_total)}</span>
        </td>
    }
    .into_any()
}

fn group(
    planner: Planner,
    computed: &Arc<Computed>,
    sum: &GroupSum,
    order: BillOrder,
    go_to: GoTo,
) -> AnyView {
    let report = &computed.report;
    let total = report.cost.monthly.effective_usd;
    let title = sum.title;
    let mut lines: Vec<CostLine> =
        report.cost.lines.iter().filter(|line| line.group == sum.group).cloned().collect();
    order.sort(&mut lines);
    let n = lines.len();
    let unpriced = lines.iter().filter(|line| line.effective_usd.is_none()).count();
    let mut remark = if n == 1 { t!(cost::LINE).to_owned() } else { t!(cost::LINES, count = n) };
    if unpriced > 0 {
        remark = t!(cost::LINES_UNPRICED, lines = remark, count = unpriced);
    }
    let list = lines.iter().filter_map(|line| line.list_usd).sum();
    let below =
        [list_price(Some(list), Some(sum.effective_usd)), Beside::of(report).amount(sum.effective_usd)];
    let below = below.map(|text| view! { <span class="src below">{text}</span> });
    let lines = Arc::new(lines);
    let computed = computed.clone();
    let body = move || {
        let is_open = planner.bill.closed.with(|closed| !closed.contains(title));
        is_open.then(|| lines.iter().map(|line| row(planner, &computed, line, go_to)).collect::<Vec<_>>())
    };
    view! {
        <tbody>
            <tr class="group">
                <th scope="rowgroup" colspan="3">{head(planner, title, group_name(sum.group), remark)}</th>
                {share_cell(share(sum.effective_usd, total))}
                <td class="num" data-label=t!(cost::USD_A_MONTH)>
                    {exact(sum.effective_usd)} {below.into_iter().collect::<Vec<_>>()}
                </td>
            </tr>
            {body}
        </tbody>
    }
    .into_any()
}
