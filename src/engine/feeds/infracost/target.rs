//! Which item of the catalogue a component is the price of.

use super::form::{Component, Resource};
use super::{aws, azure, gcp};
use crate::engine::catalogue::{Catalogue, Host, Provider};
use crate::engine::feeds::Skip;

/// A component and what is around it.
pub(super) struct Around<'a> {
    /// Terraform's type of the resource.
    pub kind: &'a str,
    /// Terraform's address of it.
    pub address: &'a str,
    /// The resource or its part that has the component.
    pub part: &'a Resource,
    pub component: &'a Component,
    pub catalogue: &'a Catalogue,
}

/// An item of the catalogue.
pub(super) struct Target {
    pub provider: Provider,
    pub service: &'static str,
    pub item: String,
    pub unit: &'static str,
    /// How many units the price is of.
    pub units: f64,
}

/// The item of a component, or why there is none.
pub(super) fn target(around: &Around<'_>) -> Result<Target, Skip> {
    if around.kind.starts_with("aws_") {
        aws::target(around)
    } else if around.kind.starts_with("azurerm_") {
        azure::target(around)
    } else if around.kind.starts_with("google_") {
        gcp::target(around)
    } else {
        Err(Skip::UnknownProduct)
    }
}

impl Around<'_> {
    /// The component's name before its brackets, and the words in them: `Storage (P10, LRS)`.
    pub(super) fn words(&self) -> (&str, Vec<&str>) {
        words(&self.component.name)
    }

    /// An item in a unit, where the component has this one.
    pub(super) fn item(
        &self,
        provider: Provider,
        of: (&'static str, impl Into<String>, &'static str),
        units: &[&str],
    ) -> Result<Target, Skip> {
        let (service, item, unit) = of;
        if !units.contains(&&*self.component.unit) {
            return Err(Skip::UnknownUnit);
        }
        Ok(Target { provider, service, item: item.into(), unit, units: 1.0 })
    }

    /// A machine by the hour, bought on demand and with Linux.
    pub(super) fn machine(&self, host: Host, words: &[&str], on_demand: &str) -> Result<Target, Skip> {
        let [os, term, name] = words else { return Err(Skip::UnknownProduct) };
        if os.starts_with("Windows") {
            return Err(Skip::Windows);
        }
        if !os.starts_with("Linux") {
            return Err(Skip::NotLinux);
        }
        if *term != on_demand {
            let is_spot = ["spot", "preemptible"].contains(&term.to_lowercase().as_str());
            return Err(if is_spot { Skip::Spot } else { Skip::ReservedTerm });
        }
        let Some(provider) = host.cloud() else { return Err(Skip::UnknownProduct) };
        if !self.catalogue.types(host).contains_key(*name) {
            return Err(Skip::UnknownType);
        }
        self.item(provider, (host.compute_service(), *name, "hour"), &["hours"])
    }

    /// Whether the address says a word, such as the engine that Infracost does not say.
    pub(super) fn says(&self, word: &str) -> bool {
        self.address.to_lowercase().contains(word)
    }
}

/// A name before its brackets, and the words in them.
pub(super) fn words(name: &str) -> (&str, Vec<&str>) {
    let Some((before, inside)) = name.strip_suffix(')').and_then(|name| name.split_once(" (")) else {
        return (name, Vec::new());
    };
    (before, inside.split(", ").collect())
}
