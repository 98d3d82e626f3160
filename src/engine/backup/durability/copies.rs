//! Which copies are left of a surface when something strikes, and the odds that none of them is
//! of use.

use super::hazard::{Elsewhere, Hazard};
use super::rates::Rates;
use super::replicas::within;
use super::store::{Layout, Stored};
use crate::engine::backup::Setting;
use crate::engine::catalogue::{Host, Surface};
use crate::engine::scenario::{BackupTier, DataServices};

/// What is left of a surface.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Left {
    /// Copies of the past, which a restore brings back.
    pub copies: bool,
    /// Data at another site that are kept up to date.
    pub replica: bool,
    /// Why nobody knows, where that is so.
    pub unknown: Option<&'static str>,
}

/// The copies of a surface.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copies<'a> {
    layout: Layout<'a>,
    setting: Setting,
    pub surface: Surface,
    /// The most frequent tier that copies it.
    pub tier: Option<&'a BackupTier>,
    /// Whether a copy outlives the store that it was taken of.
    has_copy: bool,
    /// Days for which the oldest copy or version is kept.
    keep_days: Option<f64>,
}

impl<'a> Copies<'a> {
    pub(super) fn of(layout: Layout<'a>, setting: Setting, surface: Surface) -> Self {
        let plan = layout.plan;
        let own_pod = surface == Surface::Database && layout.is_own_pod();
        // The profile's own database is a volume.
        let of = |tier: &BackupTier| tier.covers(surface) || (own_pod && tier.covers(Surface::Volumes));
        let tiers = || plan.backup.tiers.iter().filter(|tier| of(tier));
        let log = plan.database.pitr_days.likely();
        let log = (surface == Surface::Database && !own_pod && log > 0.0).then_some(log);
        let versions = plan.object_storage.versions_days.likely();
        let versions = (surface == Surface::ObjectStorage && versions > 0.0).then_some(versions);
        let tier = tiers().min_by_key(|tier| tier.every_hours);
        let kept = tiers().map(|tier| tier.keep_hours() / 24.0);
        Self {
            layout,
            setting,
            surface,
            tier,
            has_copy: tier.is_some() || log.is_some(),
            keep_days: kept.chain(log).chain(versions).max_by(f64::total_cmp),
        }
    }

    /// What is left when something strikes.
    pub(super) fn left(&self, hazard: Hazard, elsewhere: Elsewhere) -> Left {
        let there = match elsewhere {
            Elsewhere::Without => Left::default(),
            Elsewhere::AsPlanned => self.elsewhere(),
            Elsewhere::With => {
                let planned = self.elsewhere();
                let is_planned = planned.copies || planned.replica;
                if is_planned || !self.has_copy { planned } else { Left { copies: true, ..Left::default() } }
            }
        };
        match hazard {
            // What is deleted is soon deleted in a replica too.
            Hazard::Deletion => Left { copies: self.keep_days.is_some(), ..Left::default() },
            Hazard::Region => there,
            Hazard::Media | Hazard::Zone => Left {
                copies: there.copies || (self.has_copy && self.outlives(hazard)),
                // The stated figure of a store over several regions counts its other copy.
                replica: there.replica && self.setting.other_site.is_some(),
                unknown: None,
            },
        }
    }

    /// Whether copies in the region or on the site outlive the loss of what they were taken of.
    fn outlives(&self, hazard: Hazard) -> bool {
        let of_control_plane = matches!(self.surface, Surface::Config | Surface::Namespace);
        match (self.layout.on_premises(), hazard) {
            (false, _) => true,
            // The copies lie on the storage cluster of the site.
            (true, Hazard::Media) => of_control_plane,
            (true, _) => of_control_plane && self.layout.plan.platform.zones > 2,
        }
    }

    /// What is elsewhere where the plan has no copy of its own there.
    fn nowhere(&self) -> Left {
        let plan = self.layout.plan;
        let of_service = self.surface == Surface::Database && plan.data_services() == DataServices::Managed;
        if plan.platform.host == Host::Gcp && of_service && self.has_copy {
            let why = "where the service keeps its backups by default is not in the data";
            return Left { unknown: Some(why), ..Left::default() };
        }
        Left::default()
    }

    /// What the plan has in another region or at another site.
    fn elsewhere(&self) -> Left {
        let plan = self.layout.plan;
        let copies = Left { copies: self.has_copy, ..Left::default() };
        let replica = Left { replica: true, ..Left::default() };
        if let Some(other) = &self.setting.other_site {
            return match self.surface {
                Surface::Database if !self.layout.is_own_pod() && other.has_replica => replica,
                Surface::Database if !self.layout.is_own_pod() && other.copies => copies,
                Surface::ObjectStorage if other.objects => replica,
                Surface::ObjectStorage => self.nowhere(),
                _ if other.copies => copies,
                Surface::Config | Surface::Namespace if other.is_running => replica,
                Surface::Volumes if other.is_running => Left {
                    unknown: Some("the other site has volumes of its own; what they lack is not in the data"),
                    ..Left::default()
                },
                _ => self.nowhere(),
            };
        }
        let is_multi = self.setting.is_multi_region;
        let of_service = self.surface == Surface::Database && plan.data_services() == DataServices::Managed;
        match self.surface {
            Surface::ObjectStorage if is_multi || self.setting.has_object_pair => replica,
            _ if plan.backup.off_region_copy && self.has_copy => copies,
            // Copies of the tiers lie in the object store.
            _ if is_multi && !of_service && self.has_copy => copies,
            _ => self.nowhere(),
        }
    }

    /// The odds that nothing that is left is of use; none where nobody knows.
    ///
    /// Formula: (1 − w·f)·r: w the odds that a restore works, f of a deletion 1 − e^(−k/d) with
    /// k the days that a copy is kept and d the mean days until it is noticed, else 1; r of a
    /// replica the chance that it is lost before there are two again, else 1.
    pub(super) fn none_of_use(
        &self,
        left: Left,
        hazard: Hazard,
        stored: &Stored,
        rates: &Rates,
    ) -> Option<f64> {
        if left.unknown.is_some() {
            return None;
        }
        let in_time = match (hazard, self.keep_days) {
            (Hazard::Deletion, Some(days)) if rates.found_days > 0.0 => {
                -libm::expm1(-days / rates.found_days)
            }
            _ => 1.0,
        };
        let of_copies = if left.copies { 1.0 - rates.works * in_time } else { 1.0 };
        let of_replica = if left.replica {
            within(rates.region_gone + stored.copy_per_year, rates.recopy_hours)
        } else {
            1.0
        };
        Some(of_copies * of_replica)
    }
}

impl Left {
    /// What decides the odds, in words, and the figures that they read.
    pub(super) const fn words(&self, hazard: Hazard) -> (&'static str, &'static [&'static str]) {
        const RESTORE: &[&str] = &["backup.tested_fails", "backup.untested_fails"];
        const FOUND: &[&str] = &["backup.tested_fails", "backup.untested_fails", "durability.found_days"];
        if let Some(why) = self.unknown {
            return (why, &[]);
        }
        match (self.copies, self.replica, hazard) {
            (true, _, Hazard::Deletion) => {
                ("a restore fails, or the damage is noticed after the last good copy is gone", FOUND)
            }
            (true, true, _) => ("a restore fails, and what the other site has is lost too", RESTORE),
            (true, false, _) => ("a restore from the copies fails", RESTORE),
            (false, true, _) => {
                ("what is kept elsewhere is lost before there are two again", &["durability.recopy_hours"])
            }
            (false, false, _) => ("no copy is left", &[]),
        }
    }
}
