//! Data services that are pods of the profile: where they are, and what to know of them.

use super::outcome::SizingResult;
use crate::engine::catalogue::{Catalogue, Component};
use crate::engine::scenario::{DataServices, Plan};

/// Database, cache and object store where they are pods of the profile.
#[derive(Clone, Debug, PartialEq)]
pub struct DataPods {
    /// The database, in words.
    pub database: String,
    /// The cache, in words.
    pub cache: String,
    /// The object store of the application, in words.
    pub objects: String,
    /// The zone of the database's one pod, by position.
    pub database_zone: Option<usize>,
}

impl DataPods {
    /// The data services of a plan whose profile has its own; none where a provider or
    /// a site has them.
    pub(super) fn of(plan: &Plan, catalogue: &Catalogue, sizing: &SizingResult) -> Option<Self> {
        if plan.data_services() != DataServices::OfProfile {
            return None;
        }
        let database = takes_place_of(plan, catalogue, "postgres");
        let pods = database.and_then(|row| sizing.per_zone(&row.name));
        let words = |name: &str, service: &str| {
            takes_place_of(plan, catalogue, service)
                .map_or_else(|| name.to_owned(), |row| in_words(name, row))
        };
        Some(Self {
            database: words("PostgreSQL", "postgres"),
            cache: words("Redis", "cache"),
            objects: words("MinIO", "object-storage"),
            database_zone: pods.and_then(|per_zone| per_zone.iter().position(|count| *count > 0)),
        })
    }
}

/// The component of the plan's profile that takes the place of a managed service.
fn takes_place_of<'c>(plan: &Plan, catalogue: &'c Catalogue, service: &str) -> Option<&'c Component> {
    let profile = plan.workload.profile.pods().name();
    catalogue.components.iter().find(|row| {
        row.replaced_by.as_deref() == Some(service) && row.profiles.iter().any(|name| name == profile)
    })
}

/// A pod with what it asks for, as far as that is published.
fn in_words(name: &str, row: &Component) -> String {
    let cpu = row.cpu_request_m.map(|cpu| format!("{cpu} m CPU"));
    let memory = row.memory_request_mib.map(|mib| format!("{mib} MiB"));
    let volume = row.volume_gib.map(|gib| format!("{gib} GiB of volume"));
    let parts: Vec<String> = [cpu, memory, volume].into_iter().flatten().collect();
    format!("a pod of {name} ({})", parts.join(", "))
}
