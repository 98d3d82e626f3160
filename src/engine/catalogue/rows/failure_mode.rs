//! Failure modes: what fails, how it is found and mended, and what it stops.

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};
use crate::engine::uncertainty::Estimate;

/// A failure mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModeId {
    /// A pod.
    Pod,
    /// A node.
    Node,
    /// Part of a zone.
    ZonePartial,
    /// A zone.
    Zone,
    /// Two zones or more at once.
    SeveralZones,
    /// The region or site.
    Region,
    /// The control plane of the cluster.
    ControlPlane,
    /// The database's primary.
    Database,
    /// A failover of the database that does not work.
    FailedFailover,
    /// A node of the cache.
    Cache,
    /// Object storage.
    ObjectStorage,
    /// The load balancer.
    LoadBalancer,
    /// Names.
    Dns,
    /// The network.
    Network,
    /// A volume.
    Volume,
    /// A certificate or a quota.
    CertificateQuota,
    /// A change.
    BadChange,
    /// A person's mistake.
    HumanError,
    /// Corruption or deletion.
    DataCorruption,
    /// An incident of the provider that no region contains.
    ProviderWide,
    /// An RPC node of the chain.
    Rpc,
    /// Validators.
    ChainQuorum,
    /// Parts that run once.
    Singletons,
}

impl ModeId {
    /// Every mode with its id, in the order of reports: from the smallest thing that fails.
    pub const WORDS: [(&'static str, Self); 23] = [
        ("pod", Self::Pod),
        ("node", Self::Node),
        ("zone-partial", Self::ZonePartial),
        ("zone", Self::Zone),
        ("several-zones", Self::SeveralZones),
        ("region", Self::Region),
        ("control-plane", Self::ControlPlane),
        ("database", Self::Database),
        ("failed-failover", Self::FailedFailover),
        ("cache", Self::Cache),
        ("object-storage", Self::ObjectStorage),
        ("load-balancer", Self::LoadBalancer),
        ("dns", Self::Dns),
        ("network", Self::Network),
        ("volume", Self::Volume),
        ("certificate-quota", Self::CertificateQuota),
        ("bad-change", Self::BadChange),
        ("human-error", Self::HumanError),
        ("data-corruption", Self::DataCorruption),
        ("provider-wide", Self::ProviderWide),
        ("rpc", Self::Rpc),
        ("chain-quorum", Self::ChainQuorum),
        ("singletons", Self::Singletons),
    ];

    /// Its id.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, mode)| *mode == self).map_or("", |(word, _)| word)
    }
}

/// What a failure does to a function of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It goes on.
    Works,
    /// Slower, in part, or only where the failure hits a part that runs once.
    Degraded,
    /// It stops until the failure is over.
    Stopped,
}

impl Effect {
    const WORDS: &'static [(&'static str, Self)] =
        &[("works", Self::Works), ("degraded", Self::Degraded), ("stopped", Self::Stopped)];

    /// The word for it.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, effect)| *effect == self).map_or("", |(word, _)| word)
    }
}

/// What a failure does to what the platform is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Data are read.
    pub read: Effect,
    /// Transactions are accepted.
    pub write: Effect,
    /// Transactions are sealed in blocks.
    pub settle: Effect,
}

impl Effects {
    /// Everything stops.
    pub const ALL_STOPPED: Self =
        Self { read: Effect::Stopped, write: Effect::Stopped, settle: Effect::Stopped };

    /// Whether no transaction is accepted and settled: the headline's downtime.
    pub fn stops_writes(self) -> bool {
        self.write == Effect::Stopped || self.settle == Effect::Stopped
    }
}

/// What ends a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Pods are created again on other nodes.
    Reschedule,
    /// A standby takes over.
    Failover,
    /// What failed starts again.
    Restart,
    /// A repair that lasts as long as the row's hours.
    RepairRow,
    /// A restore from copies.
    Restore,
    /// Another site takes over, where there is one; else the region comes back.
    RegionFailover,
    /// Nothing is needed.
    None,
}

/// A failure mode in its base case.
#[derive(Clone, Debug)]
pub struct FailureMode {
    /// Which one.
    pub id: ModeId,
    /// The failure, in words.
    pub title: String,
    /// What is hit.
    pub scope: String,
    /// Its row of `failure_rates.csv`.
    pub rate_row: String,
    /// What the rate is multiplied by, in words.
    pub exposure: String,
    /// Minutes until it is noticed, where they are apart.
    pub detection_minutes: Option<Estimate>,
    /// Minutes until somebody has decided what to do, where they are apart.
    pub decision_minutes: Option<Estimate>,
    /// Where detection and decision come from, or where they are inside.
    pub time_basis: String,
    /// What ends it.
    pub action: Remedy,
    /// Who acts.
    pub who_acts: String,
    /// Whether a person of the team must come first.
    pub waits_for_team: bool,
    /// What it stops.
    pub effects: Effects,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &[
    "id",
    "title",
    "scope",
    "rate_row",
    "exposure",
    "detection_minutes_low",
    "detection_minutes_likely",
    "detection_minutes_high",
    "decision_minutes_low",
    "decision_minutes_likely",
    "decision_minutes_high",
    "time_basis",
    "action",
    "who_acts",
    "waits_for_team",
    "read",
    "write",
    "settle",
    "as_of",
    "method",
    "source",
];

/// Low, likely and high minutes, all three or none.
fn minutes(
    row: &table::Row<'_>,
    [low, likely, high]: [&'static str; 3],
) -> Result<Option<Estimate>, CatalogueError> {
    match (row.maybe_size(low)?, row.maybe_size(likely)?, row.maybe_size(high)?) {
        (Some(least), Some(mode), Some(most)) => {
            Estimate::new(least, mode, most).map(Some).map_err(|error| row.fault(likely, error.to_string()))
        }
        (None, None, None) => Ok(None),
        _ => Err(row.fault(likely, "all three of low, likely and high, or none")),
    }
}

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<FailureMode>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    const ACTIONS: &[(&str, Remedy)] = &[
        ("reschedule", Remedy::Reschedule),
        ("failover", Remedy::Failover),
        ("restart", Remedy::Restart),
        ("repair-row", Remedy::RepairRow),
        ("restore", Remedy::Restore),
        ("region-failover", Remedy::RegionFailover),
        ("none", Remedy::None),
    ];
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let id = row.choice("id", &ModeId::WORDS)?;
        keys.next(id.name(), row.file(), row.line())?;
        let found = FailureMode {
            id,
            title: row.filled("title")?,
            scope: row.filled("scope")?,
            rate_row: row.filled("rate_row")?,
            exposure: row.filled("exposure")?,
            detection_minutes: minutes(
                row,
                ["detection_minutes_low", "detection_minutes_likely", "detection_minutes_high"],
            )?,
            decision_minutes: minutes(
                row,
                ["decision_minutes_low", "decision_minutes_likely", "decision_minutes_high"],
            )?,
            time_basis: row.filled("time_basis")?,
            action: row.choice("action", ACTIONS)?,
            who_acts: row.filled("who_acts")?,
            waits_for_team: row.choice("waits_for_team", &[("yes", true), ("no", false)])?,
            effects: Effects {
                read: row.choice("read", Effect::WORDS)?,
                write: row.choice("write", Effect::WORDS)?,
                settle: row.choice("settle", Effect::WORDS)?,
            },
            provenance: row.provenance()?,
        };
        dates.see(&found.provenance);
        into.push(found);
        Ok(())
    });
}
