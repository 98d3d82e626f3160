//! The row of the data that gives a discount.

use super::super::Line;
use crate::engine::catalogue::{Catalogue, Commitment, DiscountedService, Provider, Upfront};
use crate::engine::scenario::{Committed, Figures, Purchase};

/// A discount that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) provider: Provider,
    pub(super) service: DiscountedService,
    /// The scheme in plans.
    pub(super) scheme: &'a str,
    pub(super) years: Option<u32>,
    pub(super) upfront: Option<Upfront>,
    /// Family of the line's item.
    pub(super) family: &'a str,
    pub(super) region: &'a str,
    /// Deployment of a database, where rows differ by it.
    pub(super) deployment: Option<&'a str>,
}

impl Wanted<'_> {
    fn is_met(&self, row: &Commitment) -> bool {
        let deployment = |row: &Commitment| {
            row.word() == row.scheme || self.deployment.is_some_and(|end| row.scheme.ends_with(end))
        };
        row.service == self.service
            && row.word() == self.scheme
            && deployment(row)
            && row.years == self.years
            && row.upfront.unwrap_or(Upfront::None) == self.upfront.unwrap_or(Upfront::None)
    }
}

/// The row of the family and region: the narrower before that of every region, that before
/// that of every family.
pub(super) fn row<'c>(catalogue: &'c Catalogue, wanted: &Wanted<'_>) -> Option<&'c Commitment> {
    const ANY: &str = "*";
    let rows = of_scheme(catalogue, wanted);
    let at = |family: &str, region: &str| {
        rows.iter().find(|row| wanted.is_met(row) && row.family == family && row.region == region)
    };
    if wanted.family.is_empty() {
        return None;
    }
    at(wanted.family, wanted.region)
        .or_else(|| at(wanted.family, ANY))
        .or_else(|| at(ANY, wanted.region))
        .or_else(|| at(ANY, ANY))
}

/// The rows whose scheme begins with the wanted one: the file is sorted by scheme.
fn of_scheme<'c>(catalogue: &'c Catalogue, wanted: &Wanted<'_>) -> &'c [Commitment] {
    let rows = catalogue.commitments.get(&wanted.provider).map_or(&[][..], Vec::as_slice);
    let from = &rows[rows.partition_point(|row| row.scheme.as_str() < wanted.scheme)..];
    &from[..from.partition_point(|row| row.scheme.starts_with(wanted.scheme))]
}

/// Another scheme that has a row where the wanted one has none: the most cautious of those for
/// as many years.
pub(super) fn stand_in<'c>(catalogue: &'c Catalogue, wanted: &Wanted<'_>) -> Option<&'c Commitment> {
    let others = catalogue.offers(wanted.provider, wanted.service);
    let others = others.filter(|row| row.word() != wanted.scheme && row.years == wanted.years);
    others
        .filter_map(|other| {
            row(catalogue, &Wanted { scheme: other.word(), upfront: other.upfront, ..*wanted })
        })
        .min_by(|a, b| a.discount_pct.total_cmp(&b.discount_pct))
}

/// Families that a scheme has rows of, when that of the line has none.
pub(super) fn families<'c>(catalogue: &'c Catalogue, wanted: &Wanted<'_>) -> Vec<&'c str> {
    let rows = of_scheme(catalogue, wanted).iter();
    let mut families: Vec<&str> =
        rows.filter(|row| wanted.is_met(row)).map(|row| row.family.as_str()).collect();
    families.sort_unstable();
    families.dedup();
    families
}

/// Whether some term of a scheme has a row for an item of a service in a region.
pub fn has_discount(
    catalogue: &Catalogue,
    provider: Provider,
    service: DiscountedService,
    scheme: &str,
    item: &str,
    region: &str,
) -> bool {
    let family = family_of_item(provider, service, item);
    let rows = catalogue.commitments.get(&provider).into_iter().flatten();
    // Many rows have one term, and a term is looked for in all of them.
    let mut terms: Vec<(Option<u32>, Option<Upfront>)> = Vec::new();
    for row in rows.filter(|row| row.service == service && row.word() == scheme) {
        let term = (row.years, row.upfront);
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms.into_iter().any(|(years, upfront)| {
        let deployment = Some("multi-az");
        let wanted =
            Wanted { provider, service, scheme, years, upfront, family: &family, region, deployment };
        row(catalogue, &wanted).is_some()
    })
}

/// The family of a line, as the rows name it; empty where no row can be meant.
pub(super) fn family(provider: Provider, service: DiscountedService, line: &Line) -> String {
    if service == DiscountedService::Cache && provider == Provider::Gcp {
        return memorystore_family(line);
    }
    family_of_item(provider, service, &line.item)
}

/// Percent off the price of an hour of a machine that is bought so; 0 where no row gives it. By
/// the hour it is what the provider takes off by itself for use through the month.
pub fn machine_discount_pct(
    figures: Figures<'_>,
    purchase: &Purchase,
    instance_type: &str,
    region: &str,
) -> f64 {
    let Some(provider) = figures.plan().platform.host.cloud() else { return 0.0 };
    let service = DiscountedService::Compute;
    let family = family_of_item(provider, service, instance_type);
    let found = |scheme: &str, term: Option<&Committed>| {
        let (years, upfront) = (term.map(|term| term.years), term.map(|term| term.upfront));
        let deployment = None;
        let wanted =
            Wanted { provider, service, scheme, years, upfront, family: &family, region, deployment };
        row(figures.catalogue(), &wanted).map(|row| row.discount_pct)
    };
    let by_itself = || {
        let is_on = figures.plan().finance.sustained_use;
        found("sustained-use", None).filter(|pct| is_on && *pct > 0.0).unwrap_or(0.0)
    };
    match purchase {
        Purchase::OnDemand => by_itself(),
        Purchase::Spot => found("spot", None).unwrap_or(0.0),
        Purchase::Committed(term) => found(&term.scheme, Some(term)).unwrap_or_else(by_itself),
    }
}

fn family_of_item(provider: Provider, service: DiscountedService, item: &str) -> String {
    use DiscountedService::{Cache, Compute, Database};
    match (provider, service) {
        // `m6a.xlarge`, `db.m6g.large multi-az`, `cache.m7g.large node`.
        (Provider::Aws, _) => item.rsplit_once('.').map_or("", |(family, _)| family).to_owned(),
        (Provider::Azure, Compute) => azure_family(item),
        // Burstable servers cannot be reserved.
        (Provider::Azure, Database) if item.starts_with("burstable") => String::new(),
        (Provider::Azure, Database) => "flexible".to_owned(),
        // Of Azure Cache for Redis these tiers can be reserved; no rows are of Managed Redis.
        (Provider::Azure, Cache) if item.starts_with("premium-") || item.starts_with("enterprise-") => {
            "Premium/Enterprise".to_owned()
        }
        (Provider::Gcp, Compute) => item.split('-').next().unwrap_or_default().to_owned(),
        (Provider::Gcp, Database) => "cloud-sql".to_owned(),
        (Provider::Gcp, Cache) => "memorystore-redis".to_owned(),
        _ => String::new(),
    }
}

/// `Standard_D4as_v5` is of `Dasv5`.
fn azure_family(item: &str) -> String {
    let size = item.strip_prefix("Standard_").unwrap_or(item);
    let (size, version) = size.split_once('_').unwrap_or((size, ""));
    let letters: String = size.chars().filter(char::is_ascii_alphabetic).collect();
    letters + version
}

/// Largest instance of the size M1 of Memorystore, which no commitment covers, GiB.
const MEMORYSTORE_M1_GIB: f64 = 4.0;

fn memorystore_family(line: &Line) -> String {
    let gib = line.quantity / super::super::writer::HOURS;
    if line.service == "memorystore-redis" && gib > MEMORYSTORE_M1_GIB {
        line.service.clone()
    } else {
        String::new()
    }
}
