//! The columns of each version, and what stands in them.

use super::FocusVersion;
use super::FocusVersion::{V1_0, V1_2, V1_3, V1_4};
use super::charges::{Category, Charge, Frequency};
use super::format::{category, first_moment, frequency, number, pricing, usd};
use super::services::{host_name, provider, service};
use super::units::unit;
use crate::engine::catalogue::{Catalogue, Site};
use crate::engine::plan::Outcome;
use crate::engine::report::Report;
use crate::engine::text::guarded;
use crate::engine::units::MONTHS_PER_YEAR;

/// A charge, and the plan that it is a part of.
pub(super) struct Row<'a> {
    pub(super) report: &'a Report,
    pub(super) outcome: &'a Outcome,
    pub(super) catalogue: &'a Catalogue,
    pub(super) charge: &'a Charge<'a>,
}

/// A column: its name, the first and the last version that has it, and its cell. An empty cell is
/// null.
pub(super) struct Column {
    pub(super) name: &'static str,
    since: FocusVersion,
    until: FocusVersion,
    pub(super) cell: fn(&Row<'_>) -> String,
}

impl Column {
    /// The columns of a version: those of FOCUS by name, then our own.
    pub(super) fn of(version: FocusVersion) -> impl Iterator<Item = &'static Self> {
        FOCUS.iter().chain(OWN).filter(move |column| (column.since..=column.until).contains(&version))
    }
}

const fn always(name: &'static str, cell: fn(&Row<'_>) -> String) -> Column {
    Column { name, since: V1_0, until: V1_4, cell }
}

const fn since(since: FocusVersion, name: &'static str, cell: fn(&Row<'_>) -> String) -> Column {
    Column { name, since, until: V1_4, cell }
}

const fn until(until: FocusVersion, name: &'static str, cell: fn(&Row<'_>) -> String) -> Column {
    Column { name, since: V1_0, until, cell }
}

/// Columns of FOCUS: the mandatory ones, those that a plan can fill, and in 1.0 all of them, as
/// its validator asks for each.
const FOCUS: &[Column] = &[
    until(V1_0, "AvailabilityZone", null),
    always("BilledCost", |row| usd(row.charge.billed)),
    always("BillingAccountId", null),
    always("BillingAccountName", null),
    always("BillingCurrency", |_| "USD".to_owned()),
    always("BillingPeriodEnd", |row| first_moment(row.charge.month.plus(1))),
    always("BillingPeriodStart", |row| first_moment(row.charge.month)),
    always("ChargeCategory", |row| category(row.charge.category).to_owned()),
    always("ChargeClass", null),
    always("ChargeDescription", description),
    always("ChargeFrequency", |row| frequency(row.charge.frequency).to_owned()),
    always("ChargePeriodEnd", |row| first_moment(row.charge.month.plus(1))),
    always("ChargePeriodStart", |row| first_moment(row.charge.month)),
    always("CommitmentDiscountCategory", |row| {
        of_commitment(row, |row| if is_spend(row) { "Spend" } else { "Usage" }.to_owned())
    }),
    always("CommitmentDiscountId", |row| of_commitment(row, commitment_id)),
    always("CommitmentDiscountName", |row| of_commitment(row, commitment_name)),
    since(V1_2, "CommitmentDiscountQuantity", |row| {
        row.charge.commitment.as_ref().map_or_else(String::new, |commitment| number(commitment.quantity))
    }),
    always("CommitmentDiscountStatus", |row| {
        let is_used = row.charge.commitment.as_ref().is_some_and(|commitment| commitment.is_used);
        if is_used { "Used" } else { "" }.to_owned()
    }),
    always("CommitmentDiscountType", |row| {
        row.charge.commitment.as_ref().map_or_else(String::new, |commitment| commitment.discount.name.clone())
    }),
    since(V1_2, "CommitmentDiscountUnit", |row| {
        of_commitment(row, |row| if is_spend(row) { "USD".to_owned() } else { unit(&row.charge.line.unit) })
    }),
    always("ConsumedQuantity", |row| row.charge.consumed.map_or_else(String::new, number)),
    always("ConsumedUnit", |row| row.charge.consumed.map_or_else(String::new, |_| row.charge.unit.clone())),
    always("ContractedCost", |row| usd(row.charge.contracted)),
    always("ContractedUnitPrice", |row| number(row.charge.contracted_price)),
    always("EffectiveCost", |row| usd(row.charge.effective)),
    since(V1_3, "HostProviderName", |row| guarded(host_name(host(row)).unwrap_or_default())),
    always("InvoiceIssuerName", provider_name),
    always("ListCost", |row| usd(row.charge.list)),
    always("ListUnitPrice", |row| number(row.charge.list_price)),
    always("PricingCategory", |row| pricing(row.charge.pricing).to_owned()),
    since(V1_2, "PricingCurrency", |_| "USD".to_owned()),
    always("PricingQuantity", |row| number(row.charge.quantity)),
    always("PricingUnit", |row| row.charge.unit.clone()),
    until(V1_3, "ProviderName", provider_name),
    until(V1_3, "PublisherName", provider_name),
    always("RegionId", |row| guarded(region(row).unwrap_or_default())),
    always("RegionName", region_name),
    until(V1_0, "ResourceId", null),
    until(V1_0, "ResourceName", null),
    until(V1_0, "ResourceType", null),
    always("ServiceCategory", |row| of_service(row).category.to_owned()),
    always("ServiceName", |row| of_service(row).name.to_owned()),
    since(V1_3, "ServiceProviderName", provider_name),
    since(V1_2, "ServiceSubcategory", |row| of_service(row).subcategory.to_owned()),
    always("SkuId", |row| guarded(&format!("{}/{}", row.charge.line.service, row.charge.line.item))),
    always("SkuPriceId", price_id),
    until(V1_0, "SubAccountId", null),
    until(V1_0, "SubAccountName", null),
    always("Tags", tags),
];

/// Our own columns.
const OWN: &[Column] = &[
    always("x_Component", |row| row.charge.line.component.to_owned()),
    always("x_Site", |row| {
        if row.charge.line.site == Site::Primary { "primary" } else { "second" }.to_owned()
    }),
    always("x_PlanName", |row| guarded(&row.report.name)),
    always("x_PlanDigest", |row| row.report.plan_digest.clone()),
    always("x_CatalogueDigest", |row| row.report.catalogue.digest.clone()),
    always("x_EngineVersion", |row| row.report.engine_version.to_owned()),
    always("x_Seed", |row| row.report.seed.to_string()),
    always("x_IsProjection", |_| "true".to_owned()),
    always("x_IsComplete", |row| row.charge.complete.to_string()),
    always("x_PriceScope", |row| guarded(&row.charge.line.region)),
    always("x_StandInRegion", |row| guarded(row.charge.line.stand_in.as_deref().unwrap_or_default())),
    always("x_PriceSource", |row| of_price(row, |source, _, _| source.to_owned())),
    always("x_PriceAsOf", |row| of_price(row, |_, as_of, _| as_of.to_owned())),
    always("x_PriceMethod", |row| of_price(row, |_, _, method| method.to_owned())),
    always("x_PriceChangeFactor", |row| number(row.charge.price_factor)),
    always("x_QuantityMethod", |row| row.charge.line.quantity_method.word().to_owned()),
    always("x_QuantityBasis", |row| guarded(&row.charge.line.basis)),
    always("x_ExchangeCurrency", |row| {
        row.report.cost.currency.as_ref().map_or_else(String::new, |currency| currency.code.clone())
    }),
    always("x_ExchangeRate", |row| {
        row.report.cost.currency.as_ref().map_or_else(String::new, |currency| number(currency.rate))
    }),
    always("x_ExchangeRateDate", |row| {
        row.report.cost.currency.as_ref().map_or_else(String::new, |currency| currency.rate_date.clone())
    }),
];

fn null(_: &Row<'_>) -> String {
    String::new()
}

fn host(row: &Row<'_>) -> crate::engine::catalogue::Host {
    row.outcome.plan.platform.host
}

fn of_service(row: &Row<'_>) -> super::services::Service {
    service(host(row), &row.charge.line.service, row.charge.line.group)
}

/// Who would bill the charge: nobody is known for what a site of one's own has.
fn provider_name(row: &Row<'_>) -> String {
    guarded(provider(host(row), &row.charge.line.service).unwrap_or_default())
}

fn description(row: &Row<'_>) -> String {
    let line = row.charge.line;
    let what = match (&row.charge.commitment, row.charge.category, row.charge.frequency) {
        (Some(_), Category::Purchase, Frequency::OneTime) => "paid up front for the term: ",
        (Some(_), Category::Purchase, _) => "monthly payment for the commitment: ",
        (Some(_), ..) => "covered by the commitment: ",
        (None, ..) => "",
    };
    guarded(&format!("{}: {what}{} {}", line.component, line.service, line.item))
}

fn of_commitment(row: &Row<'_>, cell: fn(&Row<'_>) -> String) -> String {
    row.charge.commitment.as_ref().map_or_else(String::new, |_| cell(row))
}

fn is_spend(row: &Row<'_>) -> bool {
    row.charge.commitment.as_ref().is_some_and(super::commitments::Committed::is_spend)
}

/// A key of the commitment of a term: no provider has given it an id yet.
fn commitment_id(row: &Row<'_>) -> String {
    let Some(commitment) = &row.charge.commitment else { return String::new() };
    let (line, discount) = (row.charge.line, commitment.discount);
    let site = if line.site == Site::Primary { "primary" } else { "second" };
    let months = (MONTHS_PER_YEAR as u32 * discount.years.unwrap_or(1)).max(1);
    let start = row.outcome.plan.start_month;
    let now = row.charge.month;
    let since = (u32::from(now.year) * 12 + u32::from(now.month))
        .saturating_sub(u32::from(start.year) * 12 + u32::from(start.month));
    let first = start.plus((since / months * months) as u16);
    let plan = row.report.plan_digest.get(..12).unwrap_or(&row.report.plan_digest);
    guarded(&format!("{plan}/{site}/{}/{}/{}/{first}", line.component, line.item, discount.name))
}

fn commitment_name(row: &Row<'_>) -> String {
    let Some(commitment) = &row.charge.commitment else { return String::new() };
    let years = match commitment.discount.years {
        Some(1) => ", 1 year".to_owned(),
        Some(years) => format!(", {years} years"),
        None => String::new(),
    };
    guarded(&format!("{}, {}{years}", row.charge.line.component, commitment.discount.name))
}

/// The region of the charge; none for what is priced for the world and for a site of one's own.
fn region<'a>(row: &'a Row<'_>) -> Option<&'a str> {
    let region = row.charge.line.region.as_str();
    (region != "global" && region != "on premises").then_some(region)
}

fn region_name(row: &Row<'_>) -> String {
    let named =
        region(row).zip(host(row).cloud()).and_then(|(name, cloud)| row.catalogue.region(cloud, name));
    named.map_or_else(String::new, |region| guarded(&region.title))
}

/// A key of the price in Zoneplan's price files: service, item, scope, and the tier where it has
/// several.
fn price_id(row: &Row<'_>) -> String {
    let line = row.charge.line;
    let scope = line.stand_in.as_deref().unwrap_or(&line.region);
    let tier = row.charge.tier.map_or_else(String::new, |tier| format!("/tier {}", tier + 1));
    guarded(&format!("{}/{}/{scope}{tier}", line.service, line.item))
}

fn tags(row: &Row<'_>) -> String {
    serde_json::json!({ "component": row.charge.line.component, "plan": row.report.name }).to_string()
}

/// Source, date and method of the price that is paid.
fn of_price(row: &Row<'_>, cell: fn(&str, &str, &str) -> String) -> String {
    let Some((_, provenance)) = row.charge.line.paid() else { return String::new() };
    guarded(&cell(&provenance.source, &provenance.as_of_text(), provenance.method.word()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_focus_are_in_order_and_before_our_own() {
        for version in FocusVersion::ALL {
            let names: Vec<&str> = Column::of(version).map(|column| column.name).collect();
            let own = names.iter().position(|name| name.starts_with("x_")).expect("own columns");
            assert!(names[..own].is_sorted(), "{version:?}");
            assert!(names[own..].iter().all(|name| name.starts_with("x_")), "{version:?}");
        }
    }
}
