//! OpenShift Data Foundation: disks, services and nodes for a usable capacity.

use super::SizingError;
use crate::engine::catalogue::{OdfCount, OdfRow};
use crate::engine::scenario::OdfProfile;
use crate::engine::units::Resources;

/// Copies that Ceph keeps of everything, each in a failure domain of its own.
pub const COPIES: u32 = 3;
/// Part of the disks from which an alert warns (near-full ratio of the operator).
/// Source: red-hat-storage/ocs-operator@ab00543.
const ALERT_AT: f64 = 0.75;
/// Part of the disks from which nothing is written (full ratio of the operator).
/// Source: red-hat-storage/ocs-operator@ab00543.
const READ_ONLY_AT: f64 = 0.85;
/// A quotient that is a whole number but for the last bits is that number.
const HAIR: f64 = 1e-9;
/// Profile of the sums of the planning guide.
const GUIDE: &str = "guide";

/// What storage is asked for, and the nodes that are to carry it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OdfNeed {
    /// Data to be kept, counted once, GiB.
    pub usable_gib: f64,
    /// Size of a disk, GiB.
    pub disk_gib: f64,
    /// Disks that fit into a node.
    pub disk_slots: u32,
    /// What a node leaves to the storage services.
    pub node: Resources,
    /// Which figures of the services.
    pub profile: OdfProfile,
    /// Zones; with three or more, each of three has one copy, with fewer they are racks.
    pub zones: u32,
}

/// A storage service of the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct OdfService {
    /// Its name.
    pub name: String,
    /// Instances.
    pub count: u64,
    /// What one instance asks for.
    pub request: Resources,
}

/// A storage cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Odf {
    /// What was asked for.
    pub need: OdfNeed,
    /// Disks, each with a service of its own (OSD).
    pub osds: u64,
    /// All disks together, GiB.
    pub raw_gib: f64,
    /// Data that the disks hold, counted once, GiB.
    pub holds_gib: f64,
    /// Data from which an alert warns, GiB.
    pub alert_at_gib: f64,
    /// Data from which nothing is written, GiB.
    pub read_only_at_gib: f64,
    /// Storage nodes.
    pub nodes: u32,
    /// What all services ask for.
    pub request: Resources,
    /// What the planning guide asks for, for advice.
    pub guide: Resources,
    /// The services.
    pub services: Vec<OdfService>,
}

impl Odf {
    /// Whether each copy is in a zone of its own.
    pub const fn copies_in_zones(&self) -> bool {
        self.need.zones >= COPIES
    }
}

/// The storage cluster for a usable capacity.
///
/// Formula: disks = 3 × ⌈usable ÷ disk⌉, at least 3, without headroom; raw = disks × disk;
/// alert at 75 % and read-only at 85 % of raw ÷ 3. Each failure domain has a third of the
/// disks; the instances of another service are each in another domain, the largest first
/// and where least is asked for. Nodes = 3 × the most that a domain needs, where services
/// fill the nodes of a domain one after the other and disks what is left.
/// Shape: services in the order of the data.
/// Units: GiB, millicores, MiB.
/// Source: `data/odf.csv`; docs/model.md, "OpenShift Data Foundation".
///
/// # Errors
/// [`SizingError`] when the data has no figures or a service is larger than a node.
pub fn odf(need: OdfNeed, rows: &[OdfRow]) -> Result<Odf, SizingError> {
    let of_profile: Vec<&OdfRow> = rows.iter().filter(|row| row.profile == need.profile.name()).collect();
    let osd = of_profile.iter().find(|row| row.count == OdfCount::PerOsd);
    let osd = osd.ok_or_else(|| no_figures(need.profile.name()))?;
    let per_domain = disks_per_domain(&need)?;
    let osds = per_domain.saturating_mul(u64::from(COPIES));
    let services: Vec<OdfService> = of_profile
        .iter()
        .map(|row| OdfService {
            name: row.service.clone(),
            count: match row.count {
                OdfCount::PerOsd => osds,
                OdfCount::Fixed(count) => u64::from(count),
            },
            request: request_of(row),
        })
        .collect();
    let mut domains = domains(&of_profile);
    let of_domain = domains.iter_mut().map(|fixed| nodes_of(fixed, request_of(osd), per_domain, &need));
    let most = of_domain.collect::<Result<Vec<u32>, _>>()?.into_iter().max().unwrap_or(1);
    let raw_gib = osds as f64 * need.disk_gib;
    let holds_gib = raw_gib / f64::from(COPIES);
    Ok(Odf {
        need,
        osds,
        raw_gib,
        holds_gib,
        alert_at_gib: ALERT_AT * holds_gib,
        read_only_at_gib: READ_ONLY_AT * holds_gib,
        nodes: most.saturating_mul(COPIES),
        request: services
            .iter()
            .fold(Resources::ZERO, |sum, service| sum + service.request.times(service.count)),
        guide: guide(rows, per_domain)?,
        services,
    })
}

fn no_figures(profile: &str) -> SizingError {
    SizingError::NoStorageFigures { profile: profile.to_owned() }
}

/// Disks of one failure domain: one copy of everything.
fn disks_per_domain(need: &OdfNeed) -> Result<u64, SizingError> {
    let disks = need.usable_gib / need.disk_gib;
    if need.disk_gib > 0.0 && disks.is_finite() {
        Ok(((disks - HAIR).ceil() as u64).max(1))
    } else {
        Err(SizingError::NoDisk { usable_gib: need.usable_gib, disk_gib: need.disk_gib })
    }
}

fn request_of(row: &OdfRow) -> Resources {
    let memory_mib = (row.memory_gib * 1024.0).round() as u64;
    Resources { cpu_m: (row.cpu * 1000.0).round() as u64, memory_mib, pods: 1 }
}

/// A service that is in a failure domain: name and request.
type Placed<'r> = (&'r str, Resources);

/// The services beside the disks, by failure domain: each instance goes where none of its
/// service is and least is asked for; of equals to the first.
fn domains<'r>(rows: &[&'r OdfRow]) -> Vec<Vec<Placed<'r>>> {
    let mut domains: Vec<Vec<Placed<'r>>> = vec![Vec::new(); COPIES as usize];
    let mut fixed: Vec<(u32, Placed<'r>)> = rows
        .iter()
        .filter_map(|row| match row.count {
            OdfCount::Fixed(count) => Some((count, (row.service.as_str(), request_of(row)))),
            OdfCount::PerOsd => None,
        })
        .collect();
    fixed.sort_by_key(|(_, (name, request))| (std::cmp::Reverse(request.cpu_m), *name));
    for (count, placed) in fixed {
        for _ in 0..count {
            let load = |domain: &Vec<Placed<'_>>| {
                let same = domain.iter().filter(|(name, _)| *name == placed.0).count();
                (same, domain.iter().map(|(_, request)| request.cpu_m).sum::<u64>())
            };
            if let Some(least) = domains.iter_mut().min_by_key(|domain| load(domain)) {
                least.push(placed);
            }
        }
    }
    domains
}

/// Nodes of one failure domain: its services fill nodes one after the other, the largest
/// first; disks take what is left of these, and nodes of their own.
fn nodes_of(
    fixed: &mut [Placed<'_>],
    osd: Resources,
    disks: u64,
    need: &OdfNeed,
) -> Result<u32, SizingError> {
    let too_small = |what: &str, request: Resources| SizingError::TooSmall {
        instance_type: "a storage node".to_owned(),
        what: what.to_owned(),
        cpu_m: request.cpu_m,
        memory_mib: request.memory_mib,
        obstacle: if request.cpu_m > need.node.cpu_m { "cpu" } else { "memory" },
    };
    let of_empty_node = disks_that_fit(need.node, osd, need.disk_slots);
    if of_empty_node == 0 {
        return Err(too_small("the service of a disk", osd));
    }
    fixed.sort_by_key(|(name, request)| (std::cmp::Reverse((request.memory_mib, request.cpu_m)), *name));
    let mut left: Vec<Resources> = Vec::new();
    for (name, request) in fixed.iter() {
        if !request.fits_in(need.node) {
            return Err(too_small(name, *request));
        }
        match left.iter_mut().find(|node| request.fits_in(**node)) {
            Some(node) => *node = node.minus(*request),
            None => left.push(need.node.minus(*request)),
        }
    }
    let beside: u64 = left.iter().map(|node| disks_that_fit(*node, osd, need.disk_slots)).sum();
    let more = disks.saturating_sub(beside).div_ceil(of_empty_node);
    Ok(u32::try_from(left.len() as u64 + more).unwrap_or(u32::MAX).max(1))
}

/// Disks whose services fit into what is left of a node, and into its slots.
fn disks_that_fit(left: Resources, osd: Resources, slots: u32) -> u64 {
    let of = |left: u64, each: u64| left.checked_div(each).unwrap_or(u64::MAX);
    of(left.cpu_m, osd.cpu_m)
        .min(of(left.memory_mib, osd.memory_mib))
        .min(of(left.pods, osd.pods))
        .min(u64::from(slots))
}

/// What the planning guide asks for: a base with the first set of three disks, and more
/// for each further set.
fn guide(rows: &[OdfRow], sets: u64) -> Result<Resources, SizingError> {
    let of = |service: &str| {
        let row = rows.iter().find(|row| row.profile == GUIDE && row.service == service);
        row.map(request_of).ok_or_else(|| no_figures(GUIDE))
    };
    let sum = of("guide-first-set")? + of("guide-further-set")?.times(sets.saturating_sub(1));
    Ok(Resources { pods: 0, ..sum })
}
