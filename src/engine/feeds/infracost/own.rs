//! Prices of this program's own export: entries of a price list, tier by tier.

use super::State;
use super::form::{OwnPrice, Resource};
use crate::engine::catalogue::{Date, Method, Provider, Scope, SheetRow, Tiering};
use crate::engine::feeds::error::{cited, shown};
use crate::engine::feeds::{FeedError, Skip};
use crate::engine::text::{PLAIN, is_plain, shortened};
use crate::engine::units::UnitPrice;

/// More tiers than any price has.
const MOST_TIERS: usize = 100;

impl State<'_> {
    /// Takes in the price behind a resource.
    pub(super) fn take_own(&mut self, top: &Resource, price: &OwnPrice) -> Result<(), FeedError> {
        let told = format!("{} {}", shown(&top.name), shown(&price.item));
        let fault = |field: &str, found: &str, allowed: &str| FeedError::Value {
            file: self.name.to_owned(),
            place: shown(&top.name),
            field: format!("zoneplanPrice.{field}"),
            found: shown(found),
            allowed: allowed.to_owned(),
        };
        let provider = Provider::parse(&price.provider)
            .ok_or_else(|| fault("provider", &price.provider, "aws | azure | gcp | openshift"))?;
        for (field, text) in [("service", &price.service), ("item", &price.item), ("unit", &price.unit)] {
            if !is_plain(text) {
                return Err(fault(field, text, PLAIN));
            }
        }
        let scope = Scope::parse(&price.region, provider, &self.wanted.catalogue.regions);
        let is_wanted = match &scope {
            Some(Scope::Region(name)) => self.wanted.regions.is_empty() || self.wanted.regions.contains(name),
            Some(_) => true,
            None => false,
        };
        let listed = self.wanted.catalogue.any_meter(provider, &price.service, &price.item);
        let has_lists = self.wanted.catalogue.sheets().next().is_some();
        let reason = match listed {
            _ if !is_wanted => Some(Skip::AnotherRegion),
            None if has_lists => Some(Skip::UnknownProduct),
            Some(listed) if listed.unit != *price.unit => Some(Skip::UnknownUnit),
            _ => None,
        };
        if let Some(reason) = reason {
            self.tally.count(reason, || told);
            return Ok(());
        }
        let tierings = [Tiering::Flat, Tiering::Graduated, Tiering::Whole];
        let tiering = tierings.into_iter().find(|tiering| tiering.word() == &*price.tiering);
        let tiering =
            tiering.ok_or_else(|| fault("tiering", &price.tiering, "nothing, graduated or whole"))?;
        let method = Method::WORDS.iter().find(|(word, _)| *word == &*price.method);
        let method = method.ok_or_else(|| fault("method", &price.method, "the method of a price"))?.1;
        let as_of = match &*price.as_of {
            "" => None,
            text => Some(Date::parse(text).ok_or_else(|| fault("as_of", text, "a date as 2026-01-31"))?),
        };
        check_tiers(price, tiering).map_err(|(found, allowed)| fault("tiers", &found, allowed))?;
        let is_tiered = tiering != Tiering::Flat;
        let row = |tier: &super::form::OwnTier| SheetRow {
            provider,
            region: price.region.0.clone(),
            service: price.service.0.clone(),
            item: price.item.0.clone(),
            unit: price.unit.0.clone(),
            tiering,
            tier_from: is_tiered.then_some(tier.from),
            tier_to: tier.to,
            usd_per_unit: tier.usd_per_unit,
            as_of,
            method,
            source: cited(&format!("exported bill: {}", shortened(&price.source, 500))),
            line: None,
        };
        let rows = price.tiers.0.iter().map(row).collect();
        self.keep(rows, false, told)
    }
}

/// Tiers follow one another without a hole; one price has one without ends.
fn check_tiers(price: &OwnPrice, tiering: Tiering) -> Result<(), (String, &'static str)> {
    let tiers = &price.tiers.0;
    if tiers.is_empty() || tiers.len() > MOST_TIERS {
        return Err((format!("{} tiers", tiers.len()), "1 to 100"));
    }
    if tiering == Tiering::Flat && (tiers.len() > 1 || tiers.iter().any(|tier| tier.to.is_some())) {
        return Err(("tiers".to_owned(), "one price without ends, as there is no tiering"));
    }
    let mut end = Some(0.0_f64);
    for tier in tiers {
        if UnitPrice::new(tier.usd_per_unit).is_err() {
            return Err((tier.usd_per_unit.to_string(), "a price of at least 0"));
        }
        let follows = end.is_some_and(|end| end.to_bits() == tier.from.to_bits());
        if !follows || tier.to.is_some_and(|to| !to.is_finite() || to <= tier.from) {
            return Err((format!("a tier from {}", tier.from), "tiers that follow one another from 0"));
        }
        end = tier.to;
    }
    Ok(())
}
