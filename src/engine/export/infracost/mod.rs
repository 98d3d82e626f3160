//! The bill in the shape of Infracost's JSON.
//!
//! The shape is that of `infracost breakdown --format json` (`schema/infracost.schema.json` of
//! infracost/infracost, version 0.2). Each line of the bill is a resource; numbers are texts.
//! A month has 730 hours in both. What is not known is `null`.

mod form;

use std::collections::BTreeSet;

use form::{
    Amount, Breakdown, Component, Metadata, Price, Project, ProjectMetadata, Resource, ResourceMetadata,
    Root, Summary, Tier,
};

use super::ExportFile;
use crate::engine::catalogue::{Catalogue, Meter, Method, Provider, Site};
use crate::engine::report::{CostLine, Report};
use crate::engine::scenario::Plan;
use crate::engine::units::{HoursPerMonth, Usd};

/// Version of the shape.
const VERSION: &str = "0.2";
/// The currency of every amount of the report.
const CURRENCY: &str = "USD";
/// What discounts are called.
const DISCOUNTS: &str = "Discounts";

/// Writes the first month's bill as Infracost shows a project.
///
/// The engine has no clock: the time is the begin of the day that the plan is judged on.
///
/// # Errors
/// None in practice: the document has text keys and no number that JSON lacks.
pub fn infracost_json(
    report: &Report,
    plan: &Plan,
    catalogue: &Catalogue,
) -> Result<ExportFile, serde_json::Error> {
    let lines = &report.cost.lines;
    let discounted = discounted(report);
    let price = |line: &CostLine| {
        let is_bought_for_less = discounted.contains(&item_of(line));
        meter(line, plan, catalogue).filter(|_| !is_bought_for_less)
    };
    let resources: Vec<Resource> = lines.iter().map(|line| resource(line, price(line))).collect();
    let total = report.cost.monthly.effective_usd;
    let breakdown = Breakdown {
        resources,
        total_hourly_cost: Some(hourly(total)),
        total_monthly_cost: Some(total.into()),
        total_monthly_usage_cost: Some(
            lines
                .iter()
                .filter(|line| is_by_use(line))
                .filter_map(|line| line.effective_usd)
                .sum::<Usd>()
                .into(),
        ),
    };
    let summary = summary(lines);
    let time = format!("{}T00:00:00Z", report.as_of);
    let document = Root {
        version: VERSION,
        metadata: Metadata::at(&time),
        currency: CURRENCY,
        total_hourly_cost: breakdown.total_hourly_cost.clone(),
        total_monthly_cost: breakdown.total_monthly_cost.clone(),
        total_monthly_usage_cost: breakdown.total_monthly_usage_cost.clone(),
        past_total_hourly_cost: None,
        past_total_monthly_cost: None,
        past_total_monthly_usage_cost: None,
        diff_total_hourly_cost: None,
        diff_total_monthly_cost: None,
        diff_total_monthly_usage_cost: None,
        projects: [Project {
            name: report.name.clone(),
            display_name: report.name.clone(),
            metadata: ProjectMetadata { path: "", kind: "zoneplan_plan" },
            past_breakdown: Breakdown::EMPTY,
            breakdown,
            diff: Breakdown::EMPTY,
            summary: summary.clone(),
        }],
        time_generated: time,
        summary,
    };
    let text = serde_json::to_string_pretty(&document)? + "\n";
    Ok(ExportFile::text("infracost.json", text))
}

/// Whether the quantity rests on an assumption of how much is used.
fn is_by_use(line: &CostLine) -> bool {
    line.quantity_method == Method::Assumed
}

/// Dollars of an hour, of those of a month.
fn hourly(month: Usd) -> Amount {
    Amount::of(month.dollars() / HoursPerMonth::BILLED.hours())
}

/// Region, service and item of a line.
fn item_of(line: &CostLine) -> (&str, &str, &str) {
    (&line.region, &line.service, &line.item)
}

/// Items of which something is taken off a listed price. As prices of one's own they would not be
/// discounted again, so they carry none.
fn discounted(report: &Report) -> BTreeSet<(&str, &str, &str)> {
    let of = report.cost.discounts.iter().filter_map(|discount| report.cost.lines.get(discount.line));
    of.filter(|line| !line.own).map(item_of).collect()
}

fn resource(line: &CostLine, found: Option<(Provider, &Meter)>) -> Resource {
    let mut components = Vec::new();
    if line.tiers.is_empty() {
        let price = line.unit_price_usd.map(Amount::of);
        components.push(component(line, line.item.clone(), line.quantity, price, line.list_usd));
    }
    for (i, tier) in line.tiers.iter().enumerate() {
        let name = format!("{} (tier {})", line.item, i + 1);
        let price = Some(Amount::of(tier.unit_price_usd));
        components.push(component(line, name, tier.quantity, price, Some(tier.usd)));
    }
    if let (Some(list), Some(effective)) = (line.list_usd, line.effective_usd)
        && list != effective
    {
        let off = effective.dollars() - list.dollars();
        let off = Usd::from_dollars(off);
        let unit = "USD".to_owned();
        let price = Some(Amount::of(1.0));
        components.push(Component {
            unit,
            ..component(line, DISCOUNTS.to_owned(), off.dollars(), price, Some(off))
        });
    }
    Resource {
        name: name(line),
        resource_type: line.service.clone(),
        metadata: ResourceMetadata {
            basis: line.basis.clone(),
            price: found.map(|(provider, meter)| Price {
                provider: provider.name(),
                region: line.region.clone(),
                service: line.service.clone(),
                item: line.item.clone(),
                unit: meter.unit.clone(),
                tiering: meter.tiering.word(),
                tiers: tiers(meter),
                as_of: meter.provenance.as_of.map(|date| date.to_string()),
                method: meter.provenance.method.word(),
                source: meter.provenance.source.clone(),
            }),
        },
        hourly_cost: line.effective_usd.map(hourly),
        monthly_cost: line.effective_usd.map(Amount::from),
        monthly_usage_cost: line.effective_usd.filter(|_| is_by_use(line)).map(Amount::from),
        cost_components: components,
    }
}

fn tiers(meter: &Meter) -> Vec<Tier> {
    let tiers = meter.tiers.iter();
    tiers.map(|tier| Tier { from: tier.from, to: tier.to, usd_per_unit: tier.price.usd() }).collect()
}

/// What a line is called: its part of the layout, and the site where there are several.
fn name(line: &CostLine) -> String {
    match line.site {
        Site::Primary => format!("{}.{}", line.service, line.component),
        Site::Second => {
            format!("{}.{} (second site)", line.service, line.component)
        }
    }
}

fn component(
    line: &CostLine,
    name: String,
    quantity: f64,
    price: Option<Amount>,
    cost: Option<Usd>,
) -> Component {
    Component {
        name,
        unit: line.unit.clone(),
        hourly_quantity: Some(Amount::of(quantity / HoursPerMonth::BILLED.hours())),
        monthly_quantity: Some(Amount::of(quantity)),
        price_not_found: price.is_none(),
        price,
        hourly_cost: cost.map(hourly),
        monthly_cost: cost.map(Amount::from),
        usage_based: is_by_use(line),
    }
}

/// The price behind a line, and whose it is; none where the plan itself names it.
fn meter<'c>(line: &CostLine, plan: &Plan, catalogue: &'c Catalogue) -> Option<(Provider, &'c Meter)> {
    let providers = plan.platform.host.cloud().into_iter().chain([Provider::Openshift]);
    providers.into_iter().find_map(|provider| {
        let meter = catalogue.sheet(provider, &line.region)?.meter(&line.service, &line.item)?;
        (meter.unit == line.unit).then_some((provider, meter))
    })
}

fn summary(lines: &[CostLine]) -> Summary {
    let is_priced = |line: &&CostLine| line.list_usd.is_some();
    let mut summary = Summary {
        total_detected_resources: lines.len(),
        total_supported_resources: lines.iter().filter(is_priced).count(),
        total_unsupported_resources: lines.iter().filter(|line| !is_priced(line)).count(),
        total_usage_based_resources: lines.iter().filter(|line| is_by_use(line)).count(),
        ..Summary::default()
    };
    for line in lines {
        let counts = if is_priced(&line) {
            &mut summary.supported_resource_counts
        } else {
            &mut summary.unsupported_resource_counts
        };
        *counts.entry(line.service.clone()).or_default() += 1;
    }
    summary
}
