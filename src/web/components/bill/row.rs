//! A line of the bill, which opens to how it comes about.

use std::sync::Arc;

use leptos::prelude::*;

use super::GoTo;
use super::groups::{COLUMNS, share_cell};
use super::opened::opened;
use super::words::{exact, list_price, share, slug};
use crate::engine::catalogue::{Method, Site};
use crate::engine::report::CostLine;
use crate::web::state::{Computed, Planner, line_key};
use crate::web::words::{cost, local, quantity, t};

/// The line, and below it what it holds while it is open.
pub fn row(planner: Planner, computed: &Arc<Computed>, line: &CostLine, go_to: GoTo) -> AnyView {
    let state = planner.bill;
    let key = line_key(line);
    let pressed = key.clone();
    let is_open = Memo::new(move |_| state.open.with(|open| open.contains(&key)));
    let total = computed.report.cost.monthly.effective_usd;
    let price = match line.unit_price_usd {
        _ if !line.tiers.is_empty() => t!(cost::TIERS, count = line.tiers.len()),
        Some(price) => local(&price.to_string()),
        None => "–".to_owned(),
    };
    let sum = line.effective_usd.map_or_else(|| t!(cost::UNPRICED).to_owned(), exact);
    let share = line
        .effective_usd
        .map_or_else(|| view! { <td></td> }.into_any(), |usd| share_cell(share(usd, total)));
    let details = (computed.clone(), line.clone());
    view! {
        <tr class:unpriced=line.effective_usd.is_none()>
            <td>
                <button
                    type="button"
                    class="unfold"
                    data-testid=format!("line-{}", slug(line.component))
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| state.toggle_line(&pressed)
                >
                    {line.component} " " <span class="src">{line.item.clone()}</span>
                </button>
                " "
                {badges(line)}
            </td>
            <td class="num" data-label=t!(cost::QUANTITY)>{quantity(line.quantity, &line.unit)}</td>
            <td class="num" data-label=t!(cost::UNIT_PRICE)>{price}</td>
            {share}
            <td class="num" data-label=t!(cost::USD_A_MONTH)>
                {sum} <span class="src below">{list_price(line.list_usd, line.effective_usd)}</span>
            </td>
        </tr>
        {move || {
            is_open
                .get()
                .then(|| {
                    let (computed, line) = &details;
                    view! {
                        <tr class="unfolded">
                            <td colspan=COLUMNS>{opened(planner, &computed.report, line, go_to)}</td>
                        </tr>
                    }
                })
        }}
    }
    .into_any()
}

/// What is not as it is with other lines.
fn badges(line: &CostLine) -> AnyView {
    let second = (line.site != Site::Primary).then(|| line.region.clone());
    let assumed = line.quantity_method == Method::Assumed;
    let stand_in = line.stand_in.as_ref().map(|region| t!(cost::STAND_IN, region = region));
    let badge = |class: &str, text: String, title: &'static str| {
        view! { <span class=format!("badge {class}") title=title>{text}</span> " " }
    };
    view! {
        {second.map(|region| badge("assumed", region, t!(cost::AT_SECOND)))}
        {assumed.then(|| badge("assumed", t!(cost::ASSUMED).to_owned(), t!(cost::ON_ASSUMPTION)))}
        {stand_in.map(|text| badge("assumed", text, t!(cost::STAND_IN_TITLE)))}
        {line.own.then(|| badge("set", t!(cost::OWN).to_owned(), t!(cost::OWN_TITLE)))}
    }
    .into_any()
}
