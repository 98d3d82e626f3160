//! Discounts for a commitment, and free amounts.

use serde::Serialize;

use super::super::table;
use super::place::Provider;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// What is paid on the day a commitment begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Upfront {
    /// Nothing.
    None,
    /// A part.
    Partial,
    /// Everything.
    All,
}

/// A discount on the on-demand price.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// The provider's scheme, such as `compute-savings-plan`.
    pub scheme: String,
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

const COLUMNS: &[&str] =
    &["scheme", "years", "upfront", "family", "region", "discount_pct", "as_of", "method", "source"];

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
    let mut commitments = Vec::new();
    let mut keys = Keys::new();
    table::read(file, COLUMNS, faults, |row| {
        let discount_pct = row
            .maybe_number("discount_pct")?
            .filter(|pct| (-100.0..100.0).contains(pct))
            .ok_or_else(|| row.fault("discount_pct", "a number from -100 to below 100"))?;
        let commitment = Commitment {
            scheme: row.filled("scheme")?,
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
