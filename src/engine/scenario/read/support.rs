//! Versions, what happens when their support ends, and the provider's support plan.

use super::Reader;
use crate::engine::catalogue::{Host, Provider, SupportedProduct};
use crate::engine::scenario::document::Value;
use crate::engine::scenario::plan::{Platform, SupportPlan, Upgrades};
use crate::engine::scenario::section::Section;

/// The version that a plan has if it names none.
const DATABASE_VERSION: &str = "17";

impl Reader<'_> {
    /// A major version of the provider's PostgreSQL. On premises, where no provider sells
    /// it, one that any of them does.
    pub(super) fn database_version(&mut self, section: &Section<'_>, host: Option<Host>) -> String {
        let version = match section.get("version").map(|node| &node.value) {
            None => return DATABASE_VERSION.to_owned(),
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Whole(number)) => number.to_string(),
            Some(_) => String::new(),
        };
        let product = host.and_then(SupportedProduct::database_of);
        let databases = Host::ALL.into_iter().filter_map(SupportedProduct::database_of);
        let known = self.catalogue.support.iter().filter(|row| match product {
            Some(product) => row.product == product,
            None => databases.clone().any(|product| product == row.product),
        });
        let mut known: Vec<&str> = known.map(|row| row.version.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        if !known.is_empty() && !known.contains(&version.as_str()) {
            let of = product.map_or("PostgreSQL", SupportedProduct::title);
            let allowed = format!("a major version of {of} as a text: {}", known.join(", "));
            self.faults.push(section.fault("version", allowed));
        }
        if host == Some(Host::OnPrem) && version != DATABASE_VERSION {
            self.without_effect.push(section.path_of("version"));
        }
        version
    }

    pub(super) fn upgrades(&mut self, section: &Section<'_>) -> Upgrades {
        let choices = [("stay", Upgrades::Stay), ("in-time", Upgrades::InTime)];
        section.choice("upgrades", &choices, &mut self.faults)
    }

    /// Only AKS and GKE ask whether a cluster is to keep old versions.
    pub(super) fn long_term_support(&mut self, section: &Section<'_>, provider: Provider) -> bool {
        let is_set = section.flag("long_term_support", false, &mut self.faults);
        let is_sold = matches!(provider, Provider::Azure | Provider::Gcp);
        if is_set && !is_sold {
            let allowed = match provider {
                Provider::Aws => "false, as EKS goes into extended support by itself",
                _ => "false, as only AKS and GKE sell it",
            };
            self.faults.push(section.fault("long_term_support", allowed));
        }
        is_set && is_sold
    }

    pub(super) fn private_endpoints(&mut self, section: &Section<'_>) -> bool {
        let is_set = section.flag("private_endpoints", false, &mut self.faults);
        let is_cloud = self.host.is_none_or(|host| host.cloud().is_some());
        if is_set && !is_cloud {
            self.faults.push(section.fault("private_endpoints", "false, as no cloud is reached on premises"));
        }
        is_set && is_cloud
    }

    /// A support plan that the provider of the machines sells.
    pub(super) fn support_plan(&mut self, section: &Section<'_>, platform: Option<&Platform>) -> SupportPlan {
        let Some(platform) = platform else { return SupportPlan::None };
        let sold = SupportPlan::of_host(platform.host).iter().map(|plan| (plan.name(), *plan));
        section.choice("support_plan", &sold.collect::<Vec<_>>(), &mut self.faults)
    }
}
