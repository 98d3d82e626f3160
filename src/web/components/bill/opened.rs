//! How a line of the bill comes about: formula, quantity, what it rests on, and its price.

use leptos::prelude::*;

use super::GoTo;
use super::discounts::of_line;
use super::words::{exact, formula};
use crate::engine::catalogue::Method;
use crate::engine::report::{CostLine, DiscountLine, Driver, Report, digits};
use crate::web::state::Planner;

/// What a line holds while it is open.
pub fn opened(planner: Planner, report: &Report, line: &CostLine, go_to: GoTo) -> AnyView {
    let parts = formula(line);
    let is_tiered = parts.len() > 1;
    let formula = if parts.is_empty() {
        view! { <p>"There is no price to multiply with."</p> }.into_any()
    } else {
        let parts = parts.into_iter().map(|part| view! { <li>{part}</li> });
        view! { <ul>{parts.collect::<Vec<_>>()}</ul> }.into_any()
    };
    let sum = line.list_usd.filter(|_| is_tiered).map(|list| format!("Together {} USD.", exact(list)));
    let is_of_line = |discount: &&DiscountLine| {
        (discount.component, discount.site) == (line.component, line.site)
            && (&discount.service, &discount.item, &discount.region)
                == (&line.service, &line.item, &line.region)
    };
    let discounts: Vec<_> = report
        .cost
        .discounts
        .iter()
        .filter(is_of_line)
        .map(|discount| view! { <p>{of_line(discount)}</p> })
        .collect();
    let effective = line.list_usd.zip(line.effective_usd).filter(|(list, effective)| list != effective);
    let effective = effective.map(|(list, effective)| {
        format!("{} USD at list price, {} USD after discounts.", exact(list), exact(effective))
    });
    let effective = effective.map(|text| {
        view! { <tr><th scope="row">"Discounts"</th><td>{discounts} <p>{text}</p></td></tr> }
    });
    let drivers: Vec<_> = line.drivers.iter().map(|one| driver(planner, one, go_to)).collect();
    let drivers = (!drivers.is_empty()).then(|| {
        view! { <tr><th scope="row">"Assumptions"</th><td><ul>{drivers}</ul></td></tr> }
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
                        </td>
                    </tr>
                    <tr><th scope="row">"Quantity"</th><td>{line.basis.clone()} ". " {rests}</td></tr>
                    {drivers}
                    {effective}
                    <tr><th scope="row">"Price"</th><td>{price(report, line)}</td></tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// An assumption with its ends and its source, and the way to its field where the page has one.
fn driver(planner: Planner, driver: &Driver, go_to: GoTo) -> impl IntoView + use<> {
    let id = driver.id;
    let field = planner.field_named(&format!("assumptions.{id}")).or_else(|| planner.field_named(id));
    let link = field.map(|path| {
        view! { <button type="button" class="link" on:click=move |_| go_to.run(path)>"Set it"</button> }
    });
    let ends = format!(
        ": {} to {} {}, likely {}. Source: {}. ",
        digits(driver.low),
        digits(driver.high),
        driver.unit,
        digits(driver.likely),
        driver.source
    );
    let how = field.is_none().then(|| "A plan file sets it under [assumptions].");
    view! { <li><code>{id}</code> {ends} {link} {how}</li> }
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
