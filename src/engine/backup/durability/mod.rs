//! The chance that data are lost for good, by surface and cause, with and without copies in
//! another region.
//!
//! `hazard` names what may take data, `store` says what each surface lies on, `replicas` how
//! often several copies are lost together, `copies` what is left then.

mod copies;
mod hazard;
mod rates;
mod replicas;
mod store;

pub use hazard::{Elsewhere, Extent, Hazard, Rate, RateKind};
pub use store::StorageCluster;

use super::{Backups, Loss, Lost, PeriodicAge, Setting};
use crate::engine::catalogue::Surface;
use crate::engine::scenario::Figures;
use copies::{Copies, Left};
use rates::Rates;
use store::{Layout, Store, Stored};

/// MiB of a GiB.
const MIB: f64 = 1024.0;

/// How likely data are lost for good.
#[derive(Clone, Debug, PartialEq)]
pub struct Durability {
    /// Each surface that has data.
    pub surfaces: Vec<SurfaceDurability>,
}

/// How likely data of a surface are lost for good.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceDurability {
    /// The data.
    pub surface: Surface,
    /// Objects, of an object store: fewest, likely, most.
    pub objects: Option<[f64; 3]>,
    /// Nines that the provider states of one volume, object or instance alone.
    pub stated_nines: Option<f64>,
    /// Losses of one object in a year.
    pub per_object: Option<f64>,
    /// What may take them.
    pub causes: Vec<CauseOfLoss>,
    store: Store,
}

/// One of the ways to lose data.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseOfLoss {
    /// What strikes.
    pub hazard: Hazard,
    /// How much one event takes.
    pub takes: Extent,
    /// How often.
    pub rate: Rate,
    /// The odds that no copy is of use then: as planned, without and with copies elsewhere.
    p_no_copy: [Option<f64>; 3],
    /// What decides those odds, as planned.
    pub copies: &'static str,
    /// The figures that they read.
    pub copy_sources: &'static [&'static str],
    /// What is lost of the data where a copy is of use; none where no copy is left.
    pub otherwise: Option<Lost>,
}

impl CauseOfLoss {
    /// The odds that no copy is of use; none where nobody knows.
    pub const fn p_no_copy(&self, elsewhere: Elsewhere) -> Option<f64> {
        self.p_no_copy[elsewhere as usize]
    }

    /// Events in a year after which data are gone for good; none where nobody knows.
    pub fn per_year(&self, elsewhere: Elsewhere) -> Option<f64> {
        Some(self.rate.per_year()? * self.p_no_copy(elsewhere)?)
    }

    /// The chance of such an event within a year: 1 − e^(−rate).
    pub fn p_loss(&self, elsewhere: Elsewhere) -> Option<f64> {
        self.per_year(elsewhere).map(chance)
    }

    /// Events in a year that cost what is newer than the last copy, and no more.
    fn newest_per_year(&self) -> f64 {
        let loses = self.otherwise.is_some_and(|lost| lost != Lost::Nothing);
        let rate = self.rate.per_year().zip(self.p_no_copy(Elsewhere::AsPlanned)).filter(|_| loses);
        rate.map_or(0.0, |(rate, p)| rate * (1.0 - p))
    }
}

impl SurfaceDurability {
    /// The chance that data are lost for good within a year, by all causes that are known.
    ///
    /// Formula: 1 − e^(−Σ rate × P(no copy is of use)).
    pub fn p_loss(&self, elsewhere: Elsewhere) -> f64 {
        chance(self.causes.iter().filter_map(|cause| cause.per_year(elsewhere)).sum())
    }

    /// The chance that data are destroyed for good within a year: all causes that are known but
    /// deletion and corruption.
    pub fn p_destroyed(&self, elsewhere: Elsewhere) -> f64 {
        let causes = self.causes.iter().filter(|cause| cause.hazard != Hazard::Deletion);
        chance(causes.filter_map(|cause| cause.per_year(elsewhere)).sum())
    }

    /// Whether every cause is known; else the chance is at least so much.
    pub fn is_complete(&self, elsewhere: Elsewhere) -> bool {
        self.causes.iter().all(|cause| cause.per_year(elsewhere).is_some())
    }

    /// The chance that within a year what is newer than the last copy is lost, and no more.
    pub fn p_newest_lost(&self) -> f64 {
        chance(self.causes.iter().map(CauseOfLoss::newest_per_year).sum())
    }

    /// Objects that the store itself loses for good in a year, expected: fewest, likely, most.
    pub fn objects_lost(&self) -> Option<[f64; 3]> {
        let media = self.causes.iter().find(|cause| cause.hazard == Hazard::Media)?;
        let p = media.p_no_copy(Elsewhere::AsPlanned)?;
        let each = self.per_object?;
        Some(self.objects?.map(|objects| objects * each * p))
    }
}

impl Durability {
    /// The chance that data of any surface are lost for good within a year.
    ///
    /// Formula: 1 − e^(−Σ), where one event that strikes several surfaces counts once, at the
    /// surface that it hits hardest, as if restores went well or ill together: the loss of a
    /// zone, of the region, a deletion, and of a store that surfaces share.
    pub fn p_any_loss(&self, elsewhere: Elsewhere) -> f64 {
        self.p_any(elsewhere, &Hazard::ALL)
    }

    /// The same by all causes but deletion and corruption.
    pub fn p_any_destroyed(&self, elsewhere: Elsewhere) -> f64 {
        self.p_any(elsewhere, &[Hazard::Media, Hazard::Zone, Hazard::Region])
    }

    fn p_any(&self, elsewhere: Elsewhere, hazards: &[Hazard]) -> f64 {
        let mut worst: Vec<((Hazard, Option<Store>), f64)> = Vec::new();
        for surface in &self.surfaces {
            for cause in surface.causes.iter().filter(|cause| hazards.contains(&cause.hazard)) {
                let event = (cause.hazard, (cause.hazard == Hazard::Media).then_some(surface.store));
                let rate = cause.per_year(elsewhere).unwrap_or(0.0);
                match worst.iter_mut().find(|(known, _)| *known == event) {
                    Some((_, most)) => *most = most.max(rate),
                    None => worst.push((event, rate)),
                }
            }
        }
        chance(worst.iter().map(|(_, rate)| rate).sum())
    }

    /// Whether every cause of every surface is known.
    pub fn is_complete(&self, elsewhere: Elsewhere) -> bool {
        self.surfaces.iter().all(|surface| surface.is_complete(elsewhere))
    }
}

/// The chance of an event within a year.
fn chance(per_year: f64) -> f64 {
    -libm::expm1(-per_year)
}

/// How likely the data of a plan are lost for good, at the likely values of all figures.
///
/// Source: docs/model.md, "Durability".
pub fn durability(
    figures: Figures<'_>,
    setting: Setting,
    backups: &Backups,
    cluster: Option<StorageCluster>,
) -> Durability {
    let plan = figures.plan();
    let rates = Rates::of(figures, setting.is_multi_region, backups.proof.p_restore_works);
    let objects = rates.object_mib.map(|size| {
        let stored_mib = plan.object_storage.stored_gib.likely() * MIB;
        [size.high(), size.likely(), size.low()].map(|mib| stored_mib / mib)
    });
    let layout = Layout {
        plan,
        volumes: setting.volumes,
        telemetry_volumes: setting.telemetry_volumes,
        objects: objects.map_or(0.0, |[_, likely, _]| likely),
        cluster,
    };
    let has_data = |surface: &Surface| backups.lost(*surface, Loss::Region).is_some();
    let surfaces = Surface::ALL.into_iter().filter(has_data).map(|surface| {
        let stored = layout.stored(surface, &rates);
        let copies = Copies::of(layout, setting, surface);
        let causes = Hazard::ALL.into_iter().filter_map(|hazard| {
            let (rate, takes) = strikes(hazard, &stored, &layout, &rates)?;
            let left = copies.left(hazard, Elsewhere::AsPlanned);
            let (words, copy_sources) = left.words(hazard);
            Some(CauseOfLoss {
                hazard,
                takes,
                rate,
                p_no_copy: Elsewhere::ALL.map(|elsewhere| {
                    copies.none_of_use(copies.left(hazard, elsewhere), hazard, &stored, &rates)
                }),
                copies: words,
                copy_sources,
                otherwise: otherwise(figures, backups, (hazard, takes), left, &copies),
            })
        });
        SurfaceDurability {
            surface,
            objects: objects.filter(|_| surface == Surface::ObjectStorage),
            stated_nines: stored.nines,
            per_object: stored.per_object.filter(|_| surface == Surface::ObjectStorage),
            causes: causes.collect(),
            store: stored.store,
        }
    });
    Durability { surfaces: surfaces.collect() }
}

/// How often a hazard strikes what is stored, and how much it takes; none where it is part of
/// another figure.
fn strikes(hazard: Hazard, stored: &Stored, layout: &Layout<'_>, rates: &Rates) -> Option<(Rate, Extent)> {
    let assumed = |per_year, basis, sources| Rate {
        exposed: 1.0,
        each_per_year: Some(per_year),
        kind: RateKind::Assumed,
        basis,
        part_sources: &[],
        sources,
    };
    Some(match hazard {
        Hazard::Media => (stored.media, stored.media_takes),
        Hazard::Zone => (stored.zone?, stored.zone_takes),
        Hazard::Region => {
            let sources: &[&str] =
                if layout.on_premises() { &["durability.site_gone"] } else { &["durability.region_gone"] };
            (assumed(rates.region_gone, "all data of the region or site gone for good", sources), Extent::All)
        }
        Hazard::Deletion => {
            let basis = "each event is taken to strike this surface, and all of it";
            let sources = &["failure_rates: data_corruption_or_deletion"];
            (assumed(rates.deletion, basis, sources), Extent::All)
        }
    })
}

/// What is lost where something that is left is of use.
fn otherwise(
    figures: Figures<'_>,
    backups: &Backups,
    (hazard, takes): (Hazard, Extent),
    left: Left,
    copies: &Copies<'_>,
) -> Option<Lost> {
    if !left.copies && !left.replica {
        return None;
    }
    let surface = copies.surface;
    let of = |failure| backups.lost(surface, failure).map(|loss| loss.lost);
    match hazard {
        Hazard::Region => of(Loss::Region),
        Hazard::Deletion => of(Loss::Deletion),
        // One object that is lost here is there, but for those of the last moments.
        Hazard::Media if left.replica && takes == Extent::Object => Some(Lost::Nothing),
        Hazard::Media | Hazard::Zone if left.replica => of(Loss::Region),
        // Versions lie with the objects; a tier's copies do not.
        Hazard::Media | Hazard::Zone if surface == Surface::ObjectStorage => copies.tier.map(|tier| {
            let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
            Lost::SinceCopy(PeriodicAge {
                interval_hours: f64::from(tier.every_hours),
                duration_hours: likely("backup.duration_hours"),
                failure: likely("backup.failure"),
            })
        }),
        Hazard::Media | Hazard::Zone => of(Loss::Deletion),
    }
}
