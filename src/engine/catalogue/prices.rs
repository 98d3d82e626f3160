//! The prices that hold at one place.

use super::{Catalogue, GLOBAL, Host, Meter, PriceSheet, Provider, Scope};

/// A meter and the scope in which it holds.
#[derive(Clone, Debug)]
pub struct Found<'a, 'c> {
    /// The meter.
    pub meter: &'c Meter,
    /// Where it holds.
    pub scope: &'a Scope,
    /// The listed meter: the same, or the one that an own price takes the place of.
    pub listed: Option<&'c Meter>,
}

/// The price sheets that hold in one region of a host: its own, that of its
/// multi-region, and what the provider sells without a region. Never another
/// region's.
#[derive(Clone, Debug)]
pub struct Prices<'c> {
    sheets: Vec<(Scope, &'c PriceSheet)>,
}

impl<'c> Prices<'c> {
    /// The sheets of a region. `None` when the region's own file was not handed in.
    pub fn of(
        catalogue: &'c Catalogue,
        provider: Provider,
        host: Host,
        region: Option<&str>,
    ) -> Option<Self> {
        let mut sheets = Vec::new();
        if let (Some(cloud), Some(region)) = (host.cloud(), region) {
            let sheet = catalogue.sheet(cloud, region)?;
            sheets.push((Scope::Region(region.to_owned()), sheet));
            let multi = catalogue.region(cloud, region).and_then(|region| region.multi_region.clone());
            if let Some((name, sheet)) =
                multi.and_then(|name| Some((name.clone(), catalogue.sheet(cloud, &name)?)))
            {
                sheets.push((Scope::MultiRegion(name), sheet));
            }
            sheets.extend(catalogue.sheet(cloud, GLOBAL).map(|sheet| (Scope::Global, sheet)));
        }
        if provider == Provider::Openshift {
            sheets.extend(catalogue.sheet(provider, GLOBAL).map(|sheet| (Scope::Global, sheet)));
        }
        Some(Self { sheets })
    }

    /// The meter of an item, in the narrowest scope that has it. The match is exact.
    pub fn find(&self, service: &str, item: &str) -> Option<Found<'_, 'c>> {
        let (scope, meter) = self
            .sheets
            .iter()
            .find_map(|(scope, sheet)| sheet.meter(service, item).map(|meter| (scope, meter)))?;
        let mut listed = self.sheets.iter().filter_map(|(_, sheet)| sheet.meter(service, item)?.as_listed());
        Some(Found { meter, scope, listed: listed.next() })
    }

    /// The meter of an item.
    pub fn meter(&self, service: &str, item: &str) -> Option<&'c Meter> {
        self.find(service, item).map(|found| found.meter)
    }

    /// Every item of a service, by scope and name.
    pub fn items(&self, service: &'c str) -> impl Iterator<Item = (&'c str, &'c Meter)> {
        self.sheets.iter().flat_map(move |(_, sheet)| sheet.items(service))
    }

    /// The meters of every sheet, with the scope of each.
    pub fn meters(&self) -> impl Iterator<Item = (&Scope, &'c str, &'c str, &'c Meter)> {
        self.sheets.iter().flat_map(|(scope, sheet)| {
            sheet.meters().map(move |(service, item, meter)| (scope, service, item, meter))
        })
    }
}

impl Host {
    /// The service under which a host's instance types are priced.
    pub const fn compute_service(self) -> &'static str {
        match self {
            Self::Aws => "ec2",
            Self::Azure => "virtual-machines",
            Self::Gcp => "compute-engine",
            Self::OnPrem => "server",
        }
    }
}
