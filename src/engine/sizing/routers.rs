//! Router shards of OpenShift: whether traffic goes on without a shard or a zone.

use crate::engine::topology::{fullest, spread_evenly};

/// Routers of a shard: a pair, kept apart by zone.
pub const ROUTERS_PER_SHARD: u32 = 2;

/// The routers of a shard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouterShard {
    /// Routers of each zone.
    pub per_zone: Vec<u32>,
    /// Whether one of its routers is left whichever zone is lost.
    pub survives_zone_loss: bool,
}

/// All router shards, each of which serves every route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouterShards {
    /// The shards.
    pub shards: Vec<RouterShard>,
    /// Whether every shard keeps a router whichever zone is lost.
    pub survives_zone_loss: bool,
    /// Whether traffic goes on when a shard is lost.
    pub survives_shard_loss: bool,
    /// Whether traffic goes on when a zone is lost and, in the rest, a shard.
    pub survives_both: bool,
}

impl RouterShards {
    /// Routers over all shards and zones.
    pub fn routers(&self) -> u32 {
        self.per_zone().iter().sum()
    }

    /// Routers of each zone, over all shards.
    pub fn per_zone(&self) -> Vec<u32> {
        let zones = self.shards.first().map_or(0, |shard| shard.per_zone.len());
        (0..zones).map(|zone| self.shards.iter().map(|shard| shard.per_zone[zone]).sum()).collect()
    }
}

/// The routers of so many shards over so many zones.
///
/// Formula: two routers a shard, in two zones where there are two; each shard begins in the
/// zone after the last router of the one before. A shard survives the loss of a zone when
/// its fullest zone does not hold all its routers; traffic survives the loss of a shard
/// when there is another one, as every shard serves every route.
/// Shape: one entry per shard, one number per zone.
/// Source: docs/model.md, "Router shards".
pub fn router_shards(shards: u32, zones: u32) -> RouterShards {
    let zones = zones.max(1);
    let shard = |idx: u32| {
        let per_zone = spread_evenly(ROUTERS_PER_SHARD, zones, idx.wrapping_mul(ROUTERS_PER_SHARD) % zones);
        let survives_zone_loss = fullest(&per_zone) < ROUTERS_PER_SHARD;
        RouterShard { per_zone, survives_zone_loss }
    };
    let shards: Vec<RouterShard> = (0..shards).map(shard).collect();
    let survives_zone_loss = !shards.is_empty() && shards.iter().all(|shard| shard.survives_zone_loss);
    let survives_shard_loss = shards.len() > 1;
    RouterShards {
        survives_zone_loss,
        survives_shard_loss,
        survives_both: survives_zone_loss && survives_shard_loss,
        shards,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_shards_over_three_zones_lose_either_a_zone_or_a_shard() {
        let routers = router_shards(2, 3);
        let per_zone: Vec<_> = routers.shards.iter().map(|shard| shard.per_zone.clone()).collect();
        assert_eq!(per_zone, [[1, 1, 0], [1, 0, 1]]);
        assert_eq!((routers.routers(), routers.per_zone()), (4, vec![2, 1, 1]));
        assert!(routers.survives_zone_loss && routers.survives_shard_loss && routers.survives_both);
    }

    #[test]
    fn one_shard_or_one_zone_is_not_enough() {
        let one_shard = router_shards(1, 3);
        assert!(one_shard.survives_zone_loss && !one_shard.survives_shard_loss);
        let one_zone = router_shards(2, 1);
        assert!(!one_zone.survives_zone_loss && one_zone.survives_shard_loss);
        let none = router_shards(0, 3);
        assert!(!none.survives_zone_loss && !none.survives_shard_loss && none.routers() == 0);
    }

    /// With two zones or more every shard has its routers in two, and no zone has more
    /// than one router beyond its share.
    #[test]
    fn routers_are_apart_and_even() {
        for (shards, zones) in (1..=10).flat_map(|shards| (2..=12).map(move |zones| (shards, zones))) {
            let routers = router_shards(shards, zones);
            assert!(routers.survives_zone_loss, "{shards} over {zones}");
            assert_eq!(routers.routers(), shards * ROUTERS_PER_SHARD);
            let per_zone = routers.per_zone();
            let (least, most) = (per_zone.iter().min(), per_zone.iter().max());
            assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{per_zone:?}");
        }
    }
}
