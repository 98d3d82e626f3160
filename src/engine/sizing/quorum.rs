//! Whether a consensus goes on when a zone is lost.

use super::PodGroup;
use crate::engine::topology::{fullest, spread_evenly};

/// The members of a consensus over the zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// Component.
    pub component: String,
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

/// The consensus of Besu validators: ⌈2n/3⌉ must sign a block.
///
/// Source: docs/model.md, "Quorum" (Besu's `BftHelpers`).
pub fn quorum_of(group: &PodGroup) -> Quorum {
    let members = group.replicas();
    let zones = group.per_zone.len() as u32;
    let needed = |members: u32| (2 * members).div_ceil(3);
    let survives = |per_zone: &[u32]| {
        let members: u32 = per_zone.iter().sum();
        members - fullest(per_zone) >= needed(members)
    };
    let survives_zone_loss = survives(&group.per_zone);
    let more = (members..=members + 3 * zones).find(|n| survives(&spread_evenly(*n, zones, 0)));
    Quorum {
        component: group.name.clone(),
        members,
        needed: needed(members),
        per_zone: group.per_zone.clone(),
        survives_zone_loss,
        advised_members: if survives_zone_loss { None } else { more },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::units::Resources;

    #[track_caller]
    fn check(members: u32, zones: u32, survives: bool, advised: Option<u32>) {
        let quorum = quorum_of(&PodGroup {
            name: "besu-validator".to_owned(),
            request: Resources::ZERO,
            pinned: true,
            volume_gib: 100.0,
            per_zone: spread_evenly(members, zones, 0),
        });
        assert_eq!((quorum.survives_zone_loss, quorum.advised_members), (survives, advised), "{quorum:?}");
    }

    /// The zone arithmetic of the vendor's default: four over three zones stop, six go on.
    #[test]
    fn four_validators_over_three_zones_stop_when_the_zone_with_two_is_lost() {
        check(4, 3, false, Some(6));
        check(5, 3, false, Some(6));
        check(6, 3, true, None);
        check(7, 3, false, Some(9));
        check(8, 3, false, Some(9));
        check(4, 4, true, None);
        check(4, 2, false, None);
        check(4, 1, false, None);
    }
}
