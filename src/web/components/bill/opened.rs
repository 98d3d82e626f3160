//! How a line of the bill comes about: formula, quantity, what it rests on, and its price.

use leptos::prelude::*;

use super::GoTo;
use super::words::{exact, formula};
use crate::engine::catalogue::Method;
use crate::engine::report::{CostLine, Report};
use crate::web::state::Planner;

/// What a line holds while it is open.
pub fn opened(_planner: Planner, report: &Report, line: &CostLine, _go_to: GoTo) -> AnyView {
    let parts = formula(line);
    let is_tiered = parts.len() > 1;
    let formula = if parts.is_empty() {
        view! { <p>"There is no price to multiply with."</p> }.into_any()
    } else {
        let parts = parts.into_iter().map(|part| view! { <li>{part}</li> });
        view! { <ul>{parts.collect::<Vec<_>>()}</ul> }.into_any()
    };
    let sum = line.list_usd.filter(|_| is_tiered).map(|list| format!("Together {} USD.", exact(list)));
    let discount = line.list_usd.zip(line.effective_usd).filter(|(list, effective)| list != effective);
    let discount = discount.map(|(list, effective)| {
        format!("{} USD at list price, {} USD after discounts.", exact(list), exact(effective))
    });
    let rests = match line.quantity_method {
        Method::Assumed => "The quantity rests on an assumption.",
        _ => "The quantity follows from the plan.",
    };
    view! {
        <div class="opened" data-testid="opened-line">
            <table class="facts wide">
                <tbody>
                    <tr>
                        <th scope="row">"Formula"</th>
                        <td>
                            {formula}
                            {sum.map(|text| view! { <p>{text}</p> })}
                            {discount.map(|text| view! { <p>{text}</p> })}
                        </td>
                    </tr>
                    <tr><th scope="row">"Quantity"</th><td>{line.basis.clone()} ". " {rests}</td></tr>
                    <tr><th scope="row">"Price"</th><td>{price(report, line)}</td></tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Where the price comes from, how old it is, and whether it is the place's own.
fn price(report: &Report, line: &CostLine) -> String {
    let Some(source) = &line.source else {
        let reason = report.cost.unpriced.iter().find(|other| {
            (other.component, &other.service, &other.item) == (line.component, &line.service, &line.item)
        });
        return reason.map_or_else(|| "No price in the catalogue.".to_owned(), |found| found.reason.clone());
    };
    let mut text = match (&line.as_of, line.age_days) {
        (Some(date), Some(days)) => {
            format!("Of {date}, {days} days old on {}, the day the plan is judged on. ", report.as_of)
        }
        (Some(date), None) => format!("Of {date}. "),
        (None, _) => String::new(),
    };
    if line.own {
        text.push_str("Your own, in place of a listed price. ");
    }
    match &line.stand_in {
        Some(region) => text.push_str(&format!("That of {region}, which stands in as the plan allows. ")),
        None => text.push_str(&format!("Holds in {}. ", line.region)),
    }
    if let Some(method) = line.method {
        text.push_str(match method {
            Method::Assumed => "Assumed: no published figure was found. ",
            Method::Derived => "Calculated from other figures. ",
            _ => "",
        });
    }
    text.push_str(&format!("Source: {source}"));
    text
}
