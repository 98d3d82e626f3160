//! What each surface lies on, and how often that is lost.

use super::hazard::{Extent, Rate, RateKind};
use super::rates::{Kept, Rates};
use super::replicas::{destroyed, lost_together, sets_of_three, within};
use crate::engine::catalogue::{Host, Surface};
use crate::engine::scenario::{DataServices, DatabaseForm, Flavour, Plan};

/// MiB of a GiB.
const MIB: f64 = 1024.0;
/// Seconds of an hour.
const HOUR: f64 = 3600.0;
/// Hours until Ceph gives up a disk that does not answer and copies what it held.
/// Source: `mon_osd_down_out_interval`, 600 seconds by default (general knowledge, not checked).
const GIVEN_UP_HOURS: f64 = 600.0 / HOUR;
/// The row of a disk.
const DISK: &[&str] = &["failure_rates: disk_hdd"];
/// Members of etcd.
const MEMBERS: u32 = 3;

/// The disks of a storage cluster that keeps three copies of everything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StorageCluster {
    /// Disks.
    pub disks: u64,
    /// Data on each disk, copies counted, GiB.
    pub gib_per_disk: f64,
}

/// What surfaces share: one loss of it is one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Store {
    ControlPlane,
    Volumes,
    Telemetry,
    Database,
    Objects,
    Ceph,
}

/// What a surface lies on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stored {
    pub store: Store,
    pub media: Rate,
    pub media_takes: Extent,
    /// None where the loss of a zone is part of the media's figure.
    pub zone: Option<Rate>,
    pub zone_takes: Extent,
    /// Nines that the provider states.
    pub nines: Option<f64>,
    /// Losses of one object in a year.
    pub per_object: Option<f64>,
    /// Losses in a year of one whole copy alike.
    pub copy_per_year: f64,
}

/// What durability needs to know of the layout.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<'a> {
    pub plan: &'a Plan,
    pub volumes: u32,
    pub telemetry_volumes: u32,
    pub objects: f64,
    pub cluster: Option<StorageCluster>,
}

impl Layout<'_> {
    pub(super) fn on_premises(&self) -> bool {
        self.plan.platform.host == Host::OnPrem
    }

    /// What a surface lies on.
    pub(super) fn stored(&self, surface: Surface, rates: &Rates) -> Stored {
        match surface {
            Surface::Config | Surface::Namespace => self.control_plane(rates),
            _ if self.on_premises() => self.ceph(rates),
            Surface::Volumes => self.on_volumes(Store::Volumes, self.volumes, rates),
            Surface::Telemetry => self.on_volumes(Store::Telemetry, self.telemetry_volumes, rates),
            Surface::Database => self.database(rates),
            Surface::ObjectStorage => self.objects(rates),
        }
    }

    /// etcd: three members where the user has them, else a store of the provider.
    fn control_plane(&self, rates: &Rates) -> Stored {
        let own = matches!(
            self.plan.platform.flavour,
            Some(Flavour::Ocp | Flavour::Okd | Flavour::RosaClassic | Flavour::Aro)
        );
        let zones = self.plan.platform.zones;
        let (member, part_sources) = if self.on_premises() {
            (Some(rates.disk), DISK)
        } else {
            (rates.volume.per_year, rates.volume.sources)
        };
        let each = member.map(|member| lost_together(MEMBERS, member, rates.recopy_hours));
        let media = Rate {
            exposed: 1.0,
            each_per_year: each.filter(|_| own),
            kind: RateKind::Computed,
            basis: if own {
                "three members of etcd, each on a volume of its own, all lost before one is set up anew"
            } else {
                "how durable the provider's store of the control plane is, is not in the data"
            },
            part_sources: if own { part_sources } else { &[] },
            sources: if own { &["durability.recopy_hours"] } else { &[] },
        };
        let places = if own { zones.min(MEMBERS) } else { 1 };
        // A control plane of the provider's over several zones: part of what nobody states.
        let zone = (own || zones < 2).then(|| self.zone(places, member.unwrap_or(0.0), rates));
        Stored {
            store: Store::ControlPlane,
            media,
            media_takes: Extent::All,
            zone,
            zone_takes: Extent::All,
            nines: None,
            per_object: None,
            copy_per_year: member.unwrap_or(0.0),
        }
    }

    /// Zones that each hold a copy, one of them destroyed.
    fn zone(&self, places: u32, copy_per_year: f64, rates: &Rates) -> Rate {
        Rate {
            exposed: f64::from(places),
            each_per_year: Some(destroyed(places, rates.zone_gone, copy_per_year, rates.recopy_hours)),
            kind: RateKind::Assumed,
            basis: if places > 1 {
                "one zone destroyed, and the copies in the others lost before there are as many again"
            } else {
                "the zone that holds it destroyed"
            },
            part_sources: &[],
            sources: match (self.on_premises(), places) {
                (true, 1) => &["durability.domain_gone"],
                (true, _) => &["durability.domain_gone", "durability.recopy_hours"],
                (false, 1) => &["durability.zone_gone"],
                (false, _) => &["durability.zone_gone", "durability.recopy_hours"],
            },
        }
    }

    fn on_volumes(&self, store: Store, volumes: u32, rates: &Rates) -> Stored {
        let zones = self.plan.platform.zones.min(volumes.max(1));
        let zone = Rate {
            exposed: f64::from(zones),
            each_per_year: Some(rates.zone_gone),
            kind: RateKind::Assumed,
            basis: "a zone destroyed with the volumes in it; what other validators hold of the chain is not counted",
            part_sources: &[],
            sources: &["durability.zone_gone"],
        };
        Stored {
            media_takes: Extent::Volume,
            zone: Some(zone),
            zone_takes: Extent::ZoneVolumes,
            ..one_copy(store, f64::from(volumes), rates.volume, "each volume at the rate of its kind")
        }
    }

    fn database(&self, rates: &Rates) -> Stored {
        let alone = one_copy(Store::Database, 1.0, rates.volume, "the volume of its only instance");
        let volume = rates.volume.per_year.unwrap_or(0.0);
        if self.plan.database_form() != DatabaseForm::Pair {
            return Stored { zone: Some(self.zone(1, volume, rates)), ..alone };
        }
        let pair = rates.volume.per_year.map(|volume| lost_together(2, volume, rates.recopy_hours));
        let media = Rate {
            exposed: 1.0,
            each_per_year: pair,
            kind: RateKind::Computed,
            basis: "the volumes of both instances, one lost before the other is set up anew",
            part_sources: rates.volume.sources,
            sources: &["durability.recopy_hours"],
        };
        let places = self.plan.platform.zones.min(2);
        Stored { media, zone: Some(self.zone(places, volume, rates)), nines: None, ..alone }
    }

    fn objects(&self, rates: &Rates) -> Stored {
        let basis = "each object at the stated durability, which counts the loss of a zone";
        let stored = one_copy(Store::Objects, self.objects, rates.object, basis);
        Stored { media_takes: Extent::Object, per_object: rates.object.per_year, ..stored }
    }

    /// Three copies of Ceph.
    fn ceph(&self, rates: &Rates) -> Stored {
        let set = self.cluster.map(|cluster| {
            let disks = cluster.disks as f64;
            (sets_of_three(disks), lost_together(MEMBERS, rates.disk, rebuild_hours(cluster, rates)))
        });
        let (sets, each) = set.map_or((0.0, None), |(sets, each)| (sets, Some(each)));
        let media = Rate {
            exposed: sets,
            each_per_year: each,
            kind: RateKind::Computed,
            basis: "sets of three disks that hold copies of the same data, all three lost before one is written anew",
            part_sources: DISK,
            sources: &["durability.rebuild_mib_s"],
        };
        // The two copies left of every set must outlast the time until there are three again.
        let other = within(rates.disk + rates.zone_gone, rates.recopy_hours);
        let zones = self.plan.platform.zones;
        let zone = match zones {
            0 | 1 => self.zone(1, 0.0, rates),
            2 => Rate {
                exposed: 2.0,
                each_per_year: None,
                kind: RateKind::Assumed,
                basis: "which of the three copies share one of two failure domains is not in the data",
                part_sources: &[],
                sources: &[],
            },
            _ => Rate {
                each_per_year: set.map(|(sets, _)| rates.zone_gone * (sets * other * other).min(1.0)),
                part_sources: DISK,
                ..self.zone(MEMBERS, 0.0, rates)
            },
        };
        Stored {
            store: Store::Ceph,
            media,
            media_takes: Extent::Part,
            zone: Some(zone),
            zone_takes: if zones < 2 { Extent::All } else { Extent::Part },
            nines: None,
            per_object: each,
            copy_per_year: media.per_year().unwrap_or(0.0),
        }
    }

    /// Whether the user's own pods hold the database.
    pub(super) fn is_own_pod(&self) -> bool {
        self.plan.data_services() == DataServices::OfProfile
    }
}

/// What lies on one copy of something that a provider keeps.
fn one_copy(store: Store, exposed: f64, kept: Kept, basis: &'static str) -> Stored {
    Stored {
        store,
        media: Rate {
            exposed,
            each_per_year: kept.per_year,
            kind: RateKind::Stated,
            basis,
            part_sources: kept.sources,
            sources: &[],
        },
        media_takes: Extent::All,
        zone: None,
        zone_takes: Extent::All,
        nines: kept.nines,
        per_object: None,
        copy_per_year: kept.per_year.unwrap_or(0.0) * exposed,
    }
}

/// Hours until what a lost disk held is on other disks of its failure domain.
///
/// Formula: 600 s and data ÷ (throughput × the other disks of the domain); with no other disk
/// there the replacement of the disk and data ÷ throughput.
fn rebuild_hours(cluster: StorageCluster, rates: &Rates) -> f64 {
    let others = (cluster.disks / 3).saturating_sub(1) as f64;
    let copy = cluster.gib_per_disk * MIB / rates.rebuild_mib_s / HOUR;
    if others > 0.0 { GIVEN_UP_HOURS + copy / others } else { rates.disk_hours + copy }
}
