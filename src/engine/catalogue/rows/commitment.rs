//! Discounts for a commitment, and free amounts.

use serde::{Deserialize, Serialize};

use super::super::table;
use super::place::Provider;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// What is paid on the day a commitment begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Upfront {
    /// Nothing.
    None,
    /// A part.
    Partial,
    /// Everything.
    All,
}

impl Upfront {
    /// Every one, in the order of the words.
    pub const ALL: [Self; 3] = [Self::None, Self::Partial, Self::All];

    /// The word in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partial => "partial",
            Self::All => "all",
        }
    }
}

/// What a discount is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiscountedService {
    /// Machines.
    Compute,
    /// A managed database.
    Database,
    /// A managed cache.
    Cache,
    /// Disks.
    Disk,
    /// Fees of OpenShift.
    Openshift,
}

/// A discount on the on-demand price.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// The provider's scheme, such as `compute-savings-plan`.
    pub scheme: String,
    /// What the scheme is a discount on.
    pub service: DiscountedService,
    /// Years of the commitment; none for spot and automatic discounts.
    pub years: Option<u32>,
    /// What is paid on the first day, where the scheme asks.
    pub upfront: Option<Upfront>,
    /// Family of instance types; `*` is all.
    pub family: String,
    /// Region; `*` is all.
    pub region: String,
    /// Discount, percent of the on-demand price; below 0 where the scheme costs more.
    pub discount_pct: f64,
    /// Where the row comes from.
    pub provenance: Provenance,
}

impl Commitment {
    /// The word for the scheme in plans: the database's reservation is one scheme, whose rows
    /// differ by the deployment.
    pub fn word(&self) -> &str {
        if self.scheme.starts_with("rds-ri-") { "rds-ri" } else { &self.scheme }
    }

    /// Whether the scheme can be bought: it runs for years, and the row is no end of a range
    /// that somebody advertises.
    pub fn is_offer(&self) -> bool {
        let is_end = ["-maximum-advertised", "-bound"].iter().any(|end| self.scheme.ends_with(end));
        self.years.is_some() && !is_end
    }
}

const COLUMNS: &[&str] = &[
    "scheme",
    "service",
    "years",
    "upfront",
    "family",
    "region",
    "discount_pct",
    "as_of",
    "method",
    "source",
];

pub(super) fn read(
    file: &DataFile<'_>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) -> Vec<Commitment> {
    const UPFRONTS: &[(&str, Option<Upfront>)] = &[
        ("", None),
        ("none", Some(Upfront::None)),
        ("partial", Some(Upfront::Partial)),
        ("all", Some(Upfront::All)),
    ];
    const SERVICES: &[(&str, DiscountedService)] = &[
        ("compute", DiscountedService::Compute),
        ("database", DiscountedService::Database),
        ("cache", DiscountedService::Cache),
        ("disk", DiscountedService::Disk),
        ("openshift", DiscountedService::Openshift),
    ];
    let mut commitments = Vec::new();
    let mut keys = Keys::new();
    table::read(file, COLUMNS, faults, |row| {
        let discount_pct = row
            .maybe_number("discount_pct")?
            .filter(|pct| (-100.0..100.0).contains(pct))
            .ok_or_else(|| row.fault("discount_pct", "a number from -100 to below 100"))?;
        let commitment = Commitment {
            scheme: row.filled("scheme")?,
            service: row.choice("service", SERVICES)?,
            years: row.maybe_count("years")?,
            upfront: row.choice("upfront", UPFRONTS)?,
            family: row.filled("family")?,
            region: row.filled("region")?,
            discount_pct,
            provenance: row.provenance()?,
        };
        let key = (
            commitment.scheme.clone(),
            commitment.years,
            row.text("upfront").to_owned(),
            commitment.family.clone(),
            commitment.region.clone(),
        );
        keys.next(key, row.file(), row.line())?;
        dates.see(&commitment.provenance);
        commitments.push(commitment);
        Ok(())
    });
    commitments
}

/// An amount that a provider does not bill.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowance {
    /// Provider.
    pub provider: Provider,
    /// Its service.
    pub service: String,
    /// The item of the service.
    pub item: String,
    /// The amount, in `unit`.
    pub amount: f64,
    /// Unit of the amount.
    pub unit: String,
    /// How often it comes: month, or always.
    pub period: String,
    /// What it is counted for: account, region, volume, table, …
    pub scope: String,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const ALLOWANCE_COLUMNS: &[&str] =
    &["provider", "service", "item", "amount", "unit", "period", "scope", "as_of", "method", "source"];

pub(super) fn read_allowances(
    file: &DataFile<'_>,
    into: &mut Vec<Allowance>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let providers = Provider::ALL.map(|provider| (provider.name(), provider));
    let mut keys = Keys::new();
    into.clear();
    table::read(file, ALLOWANCE_COLUMNS, faults, |row| {
        let allowance = Allowance {
            provider: row.choice("provider", &providers)?,
            service: row.filled("service")?,
            item: row.filled("item")?,
            amount: row.size("amount")?,
            unit: row.filled("unit")?,
            period: row.filled("period")?,
            scope: row.filled("scope")?,
            provenance: row.provenance()?,
        };
        let key = (allowance.provider, allowance.service.clone(), allowance.item.clone());
        keys.next(key, row.file(), row.line())?;
        dates.see(&allowance.provenance);
        into.push(allowance);
        Ok(())
    });
}
