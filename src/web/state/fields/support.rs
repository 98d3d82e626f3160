//! Fields of versions, what happens when their support ends, and the provider's support plan.

use super::{Choice, Field, Kind, Section, choices, field};
use crate::engine::catalogue::{Catalogue, Host, Provider, SupportedProduct};
use crate::engine::scenario::{DataServices, Plan, SupportPlan, Upgrades};
use crate::web::words::{Word, fields as words, t};

const UPGRADES: [(&str, Word); 2] = [("stay", words::STAYS), ("in-time", words::UPGRADES)];

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
        Provider::Azure => [("false", words::STANDARD_TIER), ("true", words::PREMIUM_TIER)],
        _ => [("false", words::BY_PROVIDER), ("true", words::EXTENDED_CHANNEL)],
    };
    let digest = match platform.upgrades {
        Upgrades::Stay => t!(words::VERSION_STAYS, version = platform.kubernetes_version),
        Upgrades::InTime => t!(words::IN_TIME).to_owned(),
    };
    let shown_if = |shown, field| Field { shown, ..field };
    Section {
        id: "versions-and-support",
        title: t!(words::SUPPORT),
        digest,
        open: false,
        fields: vec![
            field("platform.upgrades", t!(words::THE_TEAM), "", choices(&UPGRADES)).default("stay"),
            shown_if(
                matches!(platform.provider, Provider::Azure | Provider::Gcp),
                field("platform.long_term_support", t!(words::KUBERNETES), "", choices(&long_term))
                    .default("false"),
            ),
            shown_if(
                plan.data_services() == DataServices::Managed && !versions.is_empty(),
                field("database.version", t!(words::POSTGRESQL_VERSION), "", Kind::Choice(versions))
                    .default("17"),
            ),
            shown_if(
                platform.host != Host::OnPrem,
                field("finance.support_plan", t!(words::SUPPORT_PLAN), "", Kind::Choice(plans))
                    .default("none"),
            ),
        ],
    }
}
