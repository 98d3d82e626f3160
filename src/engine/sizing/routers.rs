//! Router shards of OpenShift: whether traffic goes on without a shard or a zone.

use crate::engine::topology::fullest;

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

/// What router shards bear, given the routers of each in each zone.
///
/// Formula: a shard survives the loss of a zone when its fullest zone does not hold all
/// its routers; traffic survives the loss of a shard when there is another one, as
/// every shard serves every route.
/// Shape: one entry per shard, one number per zone.
/// Source: docs/model.md, "Router shards".
pub fn router_shards(shards: impl IntoIterator<Item = Vec<u32>>) -> RouterShards {
    let shard = |per_zone: Vec<u32>| {
        let routers: u32 = per_zone.iter().sum();
        let survives_zone_loss = fullest(&per_zone) < routers;
        RouterShard { per_zone, survives_zone_loss }
    };
    let shards: Vec<RouterShard> = shards.into_iter().map(shard).collect();
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
        let routers = router_shards([vec![1, 1, 0], vec![1, 0, 1]]);
        assert!(routers.survives_zone_loss && routers.survives_shard_loss && routers.survives_both);
    }

    #[test]
    fn one_shard_or_one_zone_is_not_enough() {
        let one_shard = router_shards([vec![1, 1, 0]]);
        assert!(one_shard.survives_zone_loss && !one_shard.survives_shard_loss && !one_shard.survives_both);
        let one_zone = router_shards([vec![2], vec![2]]);
        assert!(!one_zone.survives_zone_loss && one_zone.survives_shard_loss);
        let none = router_shards([]);
        assert!(!none.survives_zone_loss && !none.survives_shard_loss);
    }
}
