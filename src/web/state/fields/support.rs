//! Fields of versions, what happens when their support ends, and the provider's support plan.

use super::{Choice, Field, Kind, Section, choices, field};
use crate::engine::catalogue::{Catalogue, Host, Provider, SupportedProduct};
use crate::engine::scenario::{DataServices, Plan, SupportPlan, Upgrades};

const UPGRADES: [(&str, &str); 2] =
    [("stay", "stays on its version"), ("in-time", "upgrades before support ends")];

/// Versions and support.
pub(super) fn support(plan: &Plan, catalogue: &Catalogue) -> Section {
    let platform = &plan.platform;
    let product = SupportedProduct::database_of(platform.host);
    let versions: Vec<Choice> = product
        .into_iter()
        .flat_map(|product| catalogue.versions_of(product))
        .map(|row| (row.version.clone(), row.version.clone()))
        .collect();
    let plans: Vec<Choice> = SupportPlan::of_host(platform.host)
        .iter()
        .map(|plan| (plan.name().to_owned(), plan.name().to_owned()))
        .collect();
    let long_term = match platform.provider {
        Provider::Azure => [("false", "Standard tier"), ("true", "Premium tier, keeps old versions")],
        _ => [("false", "by the provider"), ("true", "Extended channel, keeps old versions")],
    };
    let digest = match platform.upgrades {
        Upgrades::Stay => format!("Kubernetes {} stays", platform.kubernetes_version),
        Upgrades::InTime => "upgrades in time".to_owned(),
    };
    let shown_if = |shown, field| Field { shown, ..field };
    Section {
        title: "Versions and support",
        digest,
        open: false,
        fields: vec![
            field("platform.upgrades", "The team", "", choices(&UPGRADES)).default("stay"),
            shown_if(
                matches!(platform.provider, Provider::Azure | Provider::Gcp),
                field("platform.long_term_support", "Kubernetes", "", choices(&long_term)).default("false"),
            ),
            shown_if(
                plan.data_services() == DataServices::Managed && !versions.is_empty(),
                field("database.version", "PostgreSQL version", "", Kind::Choice(versions)).default("17"),
            ),
            shown_if(
                platform.host != Host::OnPrem,
                field("finance.support_plan", "Support plan", "", Kind::Choice(plans)).default("none"),
            ),
        ],
    }
}
