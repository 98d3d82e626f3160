//! The provider's support plan: a share of the month's bill.

use super::Bill;
use super::line::{Group, Line, Price};
use super::writer::price_after;
use crate::engine::catalogue::{Host, Method, Prices, Site};
use crate::engine::scenario::{Figures, SupportPlan};
use crate::engine::units::Usd;

const SERVICE: &str = "support";

/// Services whose lines a provider's support plan does not count: subscriptions and fees of
/// OpenShift, and what a site of one's own has.
const NOT_COUNTED: [&str; 6] = ["ocp", "okd", "odf", "rosa-hcp", "rosa-classic", "site"];

/// The items of a plan: the least a month, and the share of the bill where it is one.
const fn items(plan: SupportPlan, host: Host) -> Option<(&'static str, Option<&'static str>)> {
    Some(match plan {
        SupportPlan::None => return None,
        SupportPlan::Business => ("business plan minimum", Some("business plan share of monthly usage")),
        SupportPlan::BusinessPlus => (
            "business support+ plan minimum (new plans, December 2025)",
            Some("business support+ plan share of monthly usage"),
        ),
        SupportPlan::Enterprise => {
            ("enterprise plan recurring fee", Some("enterprise plan share of monthly usage"))
        }
        SupportPlan::Standard if matches!(host, Host::Azure) => ("standard plan", None),
        SupportPlan::Standard => ("standard plan minimum", Some("standard plan share of monthly usage")),
        SupportPlan::ProfessionalDirect => ("professional-direct plan", None),
        SupportPlan::Enhanced => ("enhanced plan minimum", Some("enhanced plan share of monthly usage")),
        SupportPlan::Premium => ("premium plan minimum", Some("premium plan share of monthly usage")),
    })
}

/// The bill with the line of the support plan, if the plan has one.
pub fn with_support_plan(bill: Bill, figures: Figures<'_>, prices: &Prices<'_>) -> Bill {
    let counted = bill.lines.iter().filter(|line| !NOT_COUNTED.contains(&line.service.as_str()));
    let line = support_line(figures, prices, counted.filter_map(Line::effective).sum());
    bill.with(line)
}

/// The line of the support plan; none without one.
///
/// Formula: the greater of the least a month and the share of the effective bill, each part of
/// the bill at the share of its tier. `effective` is the bill of a month without what the
/// provider does not count.
/// Source: docs/model.md, "Support plan".
pub fn support_line(figures: Figures<'_>, prices: &Prices<'_>, effective: Usd) -> Option<Line> {
    let platform = &figures.plan().platform;
    let plan = figures.plan().finance.support_plan;
    let (least, share) = items(plan, platform.host)?;
    let price = |item: &'static str, quantity: f64, basis: String| match prices.find(SERVICE, item) {
        Some(found) => {
            let region = found.scope.name().to_owned();
            let price = price_after(found.meter, found.listed, 0.0, quantity);
            line(item, region, (quantity, &found.meter.unit), price, basis)
        }
        None => {
            let place = platform.place().to_owned();
            let reason = format!("the catalogue has no price of {SERVICE}, {item} in {place}");
            line(item, place, (quantity, ""), Price::Unpriced { reason }, basis)
        }
    };
    let name = plan.name();
    let Some(share) = share else {
        return Some(price(least, 1.0, format!("the {name} plan, by the month")));
    };
    let bill = effective.dollars();
    let basis = format!("share of the effective bill without what the {name} plan does not count");
    let shared = price(share, bill, basis);
    let basis = format!("the least of the {name} plan; its share of {bill:.2} USD is less");
    let smallest = price(least, 1.0, basis);
    Some(match (shared.effective(), smallest.effective()) {
        (Some(shared), Some(least)) if shared < least => smallest,
        // What has no price shows that it has none.
        (Some(_), None) => smallest,
        _ => shared,
    })
}

fn line(item: &str, region: String, (quantity, unit): (f64, &str), price: Price, basis: String) -> Line {
    Line {
        group: Group::Operations,
        site: Site::Primary,
        component: "Support plan",
        service: SERVICE.to_owned(),
        item: item.to_owned(),
        region,
        stand_in: None,
        quantity,
        unit: unit.to_owned(),
        price,
        basis,
        quantity_method: Method::Derived,
        drivers: Vec::new(),
    }
}
