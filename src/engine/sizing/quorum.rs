//! Whether a consensus goes on when a zone is lost.

use crate::engine::scenario::{PodGroup, PodKind};
use crate::engine::topology::{fullest, spread_evenly};

/// How many members of a consensus must be up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consensus {
    /// Besu validators: ⌈2n/3⌉ must sign a block.
    /// Source: Besu, `BftHelpers`.
    Validators,
    /// etcd and Restate: more than half.
    /// Source: etcd, "Failure modes"; Restate, "Replicated metadata".
    Majority,
    /// PostgreSQL with streaming replication: one instance that can be promoted.
    Replicas,
}

impl Consensus {
    /// The members that must be up, of so many.
    pub const fn needed(self, members: u32) -> u32 {
        match self {
            Self::Validators => (2 * members).div_ceil(3),
            Self::Majority => members / 2 + 1,
            Self::Replicas => 1,
        }
    }

    /// What stops without it.
    pub const fn what_stops(self) -> &'static str {
        match self {
            Self::Validators => "no block is sealed",
            Self::Majority => "nothing is written to it",
            Self::Replicas => "the database is down",
        }
    }
}

/// The members of a consensus over the zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// Component.
    pub component: String,
    /// How many must be up.
    pub consensus: Consensus,
    /// Whether the platform does not write without it.
    pub is_hard: bool,
    /// Members.
    pub members: u32,
    /// Members that must be up.
    pub needed: u32,
    /// Members of each zone.
    pub per_zone: Vec<u32>,
    /// Whether enough are left whichever zone is lost.
    pub survives_zone_loss: bool,
    /// The smallest larger number that survives, if the zones allow one.
    pub advised_members: Option<u32>,
}

/// The consensus that a group of pods is, by its name or its images; of pods that run
/// once none.
pub fn consensus_of(group: &PodGroup) -> Option<Consensus> {
    // Agents of a consensus, such as exporters and backups, are no members of it.
    if !matches!(group.kind, PodKind::StatefulSet | PodKind::Pod | PodKind::Deployment) {
        return None;
    }
    let name = group.name.rsplit('/').next().unwrap_or(&group.name);
    let has = |word: &str| name.contains(word);
    let runs = |image: &str| {
        group.images.iter().any(|own| {
            let path = own.split(['@', ':']).next().unwrap_or(own);
            path.rsplit('/').next() == Some(image)
        })
    };
    if has("validator") && (has("besu") || runs("besu")) {
        Some(Consensus::Validators)
    } else if name == "openshift-control-plane" || runs("etcd") || has("restate") || runs("restate") {
        Some(Consensus::Majority)
    } else if name == "postgresql"
        || (group.kind == PodKind::StatefulSet && (runs("postgres") || runs("postgresql")))
    {
        Some(Consensus::Replicas)
    } else {
        None
    }
}

/// The consensus of members over the zones.
///
/// Formula: survives when members − those of the fullest zone ≥ needed.
/// Source: docs/model.md, "Quorum".
pub fn quorum_of(component: &str, consensus: Consensus, is_hard: bool, per_zone: &[u32]) -> Quorum {
    let members: u32 = per_zone.iter().sum();
    let zones = per_zone.len() as u32;
    let survives = |per_zone: &[u32]| {
        let members: u32 = per_zone.iter().sum();
        members - fullest(per_zone) >= consensus.needed(members)
    };
    let survives_zone_loss = members > 0 && survives(per_zone);
    let mut more = members.max(1)..=members + 3 * zones;
    let advised = more.find(|n| survives(&spread_evenly(*n, zones, 0)));
    Quorum {
        component: component.to_owned(),
        consensus,
        is_hard,
        members,
        needed: consensus.needed(members),
        per_zone: per_zone.to_vec(),
        survives_zone_loss,
        advised_members: if survives_zone_loss { None } else { advised },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::units::Resources;

    #[track_caller]
    fn check(consensus: Consensus, members: u32, zones: u32, survives: bool, advised: Option<u32>) {
        let quorum = quorum_of("it", consensus, true, &spread_evenly(members, zones, 0));
        assert_eq!((quorum.survives_zone_loss, quorum.advised_members), (survives, advised), "{quorum:?}");
    }

    /// The zone arithmetic of the vendor's default: four over three zones stop, six go on.
    #[test]
    fn four_validators_over_three_zones_stop_when_the_zone_with_two_is_lost() {
        let check = |members, zones, survives, advised| {
            check(Consensus::Validators, members, zones, survives, advised);
        };
        check(4, 3, false, Some(6));
        check(5, 3, false, Some(6));
        check(6, 3, true, None);
        check(7, 3, false, Some(9));
        check(8, 3, false, Some(9));
        check(4, 4, true, None);
        check(4, 2, false, None);
        check(4, 1, false, None);
    }

    /// The table of etcd's documentation: 3 members bear the loss of 1, 5 of 2.
    #[test]
    fn a_majority_needs_three_zones() {
        check(Consensus::Majority, 3, 3, true, None);
        check(Consensus::Majority, 1, 3, false, Some(3));
        check(Consensus::Majority, 5, 3, true, None);
        check(Consensus::Majority, 3, 2, false, None);
    }

    #[test]
    fn a_standby_in_another_zone_can_be_promoted() {
        check(Consensus::Replicas, 2, 3, true, None);
        check(Consensus::Replicas, 1, 3, false, Some(2));
        check(Consensus::Replicas, 2, 1, false, None);
    }

    #[test]
    fn members_are_known_by_name_or_image() {
        let group = |name: &str, image: &str| PodGroup {
            images: vec![image.to_owned()],
            ..PodGroup::plain(name, PodKind::StatefulSet, 3, Resources::ZERO)
        };
        assert_eq!(consensus_of(&group("besu-validator", "")), Some(Consensus::Validators));
        assert_eq!(consensus_of(&group("besu-rpc", "hyperledger/besu:25.1")), None);
        assert_eq!(
            consensus_of(&group("chain/store", "quay.io/coreos/etcd:v3.5.1")),
            Some(Consensus::Majority)
        );
        assert_eq!(
            consensus_of(&group("app/db", "docker.io/bitnami/postgresql:16")),
            Some(Consensus::Replicas)
        );
        assert_eq!(consensus_of(&group("app/metrics", "prom/postgres-exporter:0.15")), None);
    }
}
