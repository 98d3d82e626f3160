//! The figures that durability reads, once for a plan.

use crate::engine::catalogue::{Catalogue, Host};
use crate::engine::scenario::Figures;
use crate::engine::uncertainty::Estimate;

/// How often one thing that a provider keeps is lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kept {
    /// Losses in a year; none where nobody says.
    pub per_year: Option<f64>,
    /// Nines, where it is stated in them.
    pub nines: Option<f64>,
    /// The rows that say so.
    pub sources: &'static [&'static str],
}

/// The figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rates {
    /// A volume of the provider.
    pub volume: Kept,
    /// An object in the provider's store.
    pub object: Kept,
    /// Failures of a disk in a year.
    pub disk: f64,
    /// Hours until a disk is replaced.
    pub disk_hours: f64,
    /// MiB a second at which a disk is written anew.
    pub rebuild_mib_s: f64,
    /// How often all storage of a zone is destroyed, in a year.
    pub zone_gone: f64,
    /// How often all data of the region or site are gone for good, in a year.
    pub region_gone: f64,
    /// How often data are deleted or corrupted, in a year.
    pub deletion: f64,
    /// Hours until there are as many copies again.
    pub recopy_hours: f64,
    /// Mean days until a deletion is noticed.
    pub found_days: f64,
    /// Odds that a restore works.
    pub works: f64,
    /// Mean size of an object, MiB.
    pub object_mib: Option<Estimate>,
}

impl Rates {
    pub(super) fn of(figures: Figures<'_>, is_multi_region: bool, works: f64) -> Self {
        let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
        let rate = |class: &str| figures.rate(class).map(|figure| figure.likely());
        let on_premises = figures.plan().platform.host == Host::OnPrem;
        let (zone_gone, region_gone) = if on_premises {
            (likely("durability.domain_gone"), likely("durability.site_gone"))
        } else {
            (likely("durability.zone_gone"), likely("durability.region_gone"))
        };
        let catalogue = figures.catalogue();
        let hours = figures.repair_hours("disk_hdd").map_or(0.0, |hours| hours.likely());
        Self {
            volume: match figures.plan().platform.host {
                Host::Aws => Kept {
                    per_year: rate("ebs_gp3_volume_loss"),
                    nines: None,
                    sources: &["failure_rates: ebs_gp3_volume_loss"],
                },
                Host::Azure => {
                    stated(catalogue, "azure", "Managed Disks", "LRS", &["slas: azure Managed Disks, LRS"])
                }
                Host::Gcp => stated(
                    catalogue,
                    "gcp",
                    "Persistent Disk",
                    "balanced zonal disk",
                    &["slas: gcp Persistent Disk, balanced zonal disk"],
                ),
                Host::OnPrem => UNKNOWN,
            },
            object: object(catalogue, figures.plan().platform.host, is_multi_region),
            disk: rate("disk_hdd").unwrap_or(0.0),
            disk_hours: hours,
            rebuild_mib_s: likely("durability.rebuild_mib_s"),
            zone_gone,
            region_gone,
            deletion: rate("data_corruption_or_deletion").unwrap_or(0.0),
            recopy_hours: likely("durability.recopy_hours"),
            found_days: likely("durability.found_days"),
            works,
            object_mib: figures.assumption("durability.object_mib").map(|figure| figure.value),
        }
    }
}

const UNKNOWN: Kept = Kept { per_year: None, nines: None, sources: &[] };

fn object(catalogue: &Catalogue, host: Host, is_multi_region: bool) -> Kept {
    match host {
        Host::Aws => stated(catalogue, "aws", "S3", "Standard: design", &["slas: aws S3, Standard: design"]),
        Host::Azure => {
            stated(catalogue, "azure", "Blob Storage", "ZRS, hot", &["slas: azure Blob Storage, ZRS"])
        }
        Host::Gcp if is_multi_region => stated(
            catalogue,
            "gcp",
            "Cloud Storage",
            "Standard, multi-region or dual-region",
            &["slas: gcp Cloud Storage, Standard, multi-region or dual-region"],
        ),
        Host::Gcp => stated(
            catalogue,
            "gcp",
            "Cloud Storage",
            "Standard, one region",
            &["slas: gcp Cloud Storage, Standard, one region"],
        ),
        Host::OnPrem => UNKNOWN,
    }
}

/// A durability that is stated as nines: one in 10^nines is lost in a year.
fn stated(
    catalogue: &Catalogue,
    provider: &str,
    service: &str,
    configuration: &str,
    sources: &'static [&'static str],
) -> Kept {
    let row = catalogue.service_levels.iter().find(|level| {
        level.provider == provider && level.service == service && level.configuration == configuration
    });
    let nines = row.and_then(|row| row.durability_nines);
    Kept { per_year: nines.map(|nines| -libm::log1p(-libm::pow(10.0, -nines))), nines, sources }
}
