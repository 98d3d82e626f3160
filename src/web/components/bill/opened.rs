//! How a line of the bill comes about: formula, quantity, what it rests on, and its price.

use leptos::prelude::*;

use super::GoTo;
use super::discounts::of_line;
use super::words::{exact, formula};
use crate::engine::catalogue::Method;
use crate::engine::report::{CostLine, DiscountLine, Driver, Report};
use crate::web::state::Planner;
use crate::web::words::{cost, date, digits, prose, rich, t};

/// What a line holds while it is open.
pub fn opened(planner: Planner, report: &Report, line: &CostLine, go_to: GoTo) -> AnyView {
    let parts = formula(line);
    let is_tiered = parts.len() > 1;
    let formula = if parts.is_empty() {
        view! { <p>{t!(cost::NO_FORMULA)}</p> }.into_any()
    } else {
        let parts = parts.into_iter().map(|part| view! { <li>{part}</li> });
        view! { <ul>{parts.collect::<Vec<_>>()}</ul> }.into_any()
    };
    let sum = line.list_usd.filter(|_| is_tiered).map(|list| t!(cost::TIERS_SUM, usd = exact(list)));
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
    let effective =
        effective.map(|(list, effective)| t!(cost::EFFECTIVE, list = exact(list), usd = exact(effective)));
    let effective = effective.map(|text| {
        view! { <tr><th scope="row">{t!(cost::DISCOUNTS)}</th><td>{discounts} <p>{text}</p></td></tr> }
    });
    let drivers: Vec<_> = line.drivers.iter().map(|one| driver(planner, one, go_to)).collect();
    let drivers = (!drivers.is_empty()).then(|| {
        view! { <tr><th scope="row">{t!(cost::ASSUMPTIONS)}</th><td><ul>{drivers}</ul></td></tr> }
    });
    let rests = t!(match line.quantity_method {
        Method::Assumed => cost::QUANTITY_ASSUMED,
        _ => cost::QUANTITY_PLANNED,
    });
    view! {
        <div class="opened" data-testid="opened-line">
            <table class="facts wide">
                <tbody>
                    <tr>
                        <th scope="row">{t!(cost::FORMULA_HEAD)}</th>
                        <td>
                            {formula}
                            {sum.map(|text| view! { <p>{text}</p> })}
                        </td>
                    </tr>
                    <tr><th scope="row">{t!(cost::QUANTITY)}</th><td>{prose(&line.basis)} ". " {rests}</td></tr>
                    {drivers}
                    {effective}
                    <tr><th scope="row">{t!(cost::PRICE)}</th><td>{price(report, line)}</td></tr>
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
        view! { <button type="button" class="link" on:click=move |_| go_to.run(path)>{t!(cost::SET_IT)}</button> }
    });
    let how = field.is_none().then(|| t!(cost::SET_IN_FILE));
    let parts = rich(
        t!(cost::DRIVER),
        [
            ("id", view! { <code>{id}</code> }.into_any()),
            ("low", digits(driver.low).into_any()),
            ("high", digits(driver.high).into_any()),
            ("unit", driver.unit.clone().into_any()),
            ("likely", digits(driver.likely).into_any()),
            ("source", prose(&driver.source).into_any()),
            ("how", view! { {link} {how} }.into_any()),
        ],
    );
    view! { <li>{parts}</li> }
}

/// Where the price comes from, how old it is, and whether it is the place's own.
fn price(report: &Report, line: &CostLine) -> String {
    let Some(source) = &line.source else {
        let reason = report.cost.unpriced.iter().find(|other| {
            (other.component, &other.service, &other.item) == (line.component, &line.service, &line.item)
        });
        return reason.map_or_else(|| t!(cost::NO_PRICE).to_owned(), |found| prose(&found.reason));
    };
    let mut said = Vec::new();
    match (&line.as_of, line.age_days) {
        (Some(of), Some(days)) => said.push(t!(
            cost::PRICE_AGE,
            date = date(of),
            days = days,
            as_of = date(&report.as_of.to_string())
        )),
        (Some(of), None) => said.push(t!(cost::PRICE_OF, date = date(of))),
        (None, _) => {}
    }
    if line.own {
        said.push(t!(cost::PRICE_OWN).to_owned());
    }
    said.push(match &line.stand_in {
        Some(region) => t!(cost::PRICE_STAND_IN, region = region),
        None => t!(cost::PRICE_REGION, region = line.region),
    });
    match line.method {
        Some(Method::Assumed) => said.push(t!(cost::PRICE_ASSUMED).to_owned()),
        Some(Method::Derived) => said.push(t!(cost::PRICE_DERIVED).to_owned()),
        _ => {}
    }
    said.push(t!(cost::SOURCE_IS, source = prose(source)));
    said.join(" ")
}
