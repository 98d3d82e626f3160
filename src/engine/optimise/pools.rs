//! Which nodes carry the workload, and what they cost at least.

use std::collections::{BTreeMap, BTreeSet};

use super::offers::purchases;
use crate::engine::catalogue::{Catalogue, DiscountedService};
use crate::engine::plan::{
    PlanError, PoolType, SizingResult, carries, node_hour_usd, pool_types, pool_words, sized,
};
use crate::engine::scenario::{Auto, Document, Plan, Purchase};
use crate::engine::units::HoursPerMonth;

/// Most nodes that are tried, unless the plan's own choice takes more than half of them.
const MOST_NODES: u32 = 12;

/// Nodes of one type and number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pool {
    /// Position of the type.
    pub(super) at: usize,
    pub(super) nodes: u32,
    pub(super) is_spot: bool,
    /// What it costs a month at least beside the rest of the site, USD.
    pub(super) least_usd: f64,
}

/// Pools of a site, the cheapest first.
#[derive(Clone, Debug)]
pub(super) struct Pools {
    /// One for each kind of node, number and whether it may be taken back.
    pub(super) list: Vec<Pool>,
    /// The dearer ones of the same kind.
    pub(super) next: Vec<Pool>,
    /// All that totals allow, dearer ones of the same kind among them: kept, and spot.
    pub(super) kept: usize,
    pub(super) spot: usize,
    /// The dearer ones of them.
    pub(super) alike_kept: usize,
    pub(super) alike_spot: usize,
}

/// How the nodes of a type may be bought.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Priced {
    /// The cheapest way that keeps them.
    pub(super) best: Option<(Purchase, f64)>,
    /// The next dearer one.
    pub(super) next: Option<(Purchase, f64)>,
    /// What the provider may take back.
    pub(super) spot: Option<f64>,
}

/// The types of a place with their prices.
#[derive(Clone, Debug)]
pub(super) struct Types {
    pub(super) types: Vec<PoolType>,
    pub(super) prices: Vec<Priced>,
    pub(super) purchases: u64,
    /// Numbers of nodes that are tried.
    pub(super) numbers: (u32, u32),
}

impl Types {
    /// Those that the pool of a plan may have.
    pub(super) fn of(document: &Document, plan: &Plan, catalogue: &Catalogue) -> Result<Self, PlanError> {
        let free = |key: &str| plan.optimise.frees(key) || !document.is_set(key);
        let own = &plan.node_pool;
        let bought = purchases(
            (document, Purchase::POOL),
            (plan, &own.commitment),
            DiscountedService::Compute,
            catalogue,
        );
        let mut chosen = plan.clone();
        if free("node_pools.instance_type") {
            chosen.node_pool.instance_type = Auto::Auto;
        }
        let types = pool_types(&chosen, catalogue)?;
        let prices = types.iter().map(|it| price(plan, catalogue, &it.name, &bought)).collect();
        let numbers = match (&own.nodes, free("node_pools.nodes")) {
            (Auto::Set(nodes), false) => (*nodes, *nodes),
            _ => {
                let mut auto = chosen;
                auto.node_pool.nodes = Auto::Auto;
                let own = sized(&auto, catalogue).map_or(0, |sizing| sizing.choice.best.nodes);
                let (least, most) = plan.node_pool.autoscale.unwrap_or((1, u32::MAX));
                let most = MOST_NODES.max(2 * own).min(most);
                (least.max(1).min(most), most)
            }
        };
        Ok(Self { types, prices, purchases: bought.len() as u64, numbers })
    }

    /// Every pool that totals allow, the cheapest first; of types that offer the same the cheapest
    /// alone, as all but the bill is the same. A node costs so much a month beside its hours, and so
    /// much for each of its processors.
    pub(super) fn pools(&self, least: &[Option<u32>], per_node_usd: f64, per_vcpu_usd: f64) -> Pools {
        let hours = HoursPerMonth::BILLED.hours();
        let mut pools = Vec::new();
        for (at, ((shape, priced), least)) in self.types.iter().zip(&self.prices).zip(least).enumerate() {
            let Some(least) = least else { continue };
            let more = per_node_usd + per_vcpu_usd * f64::from(shape.vcpu);
            let kept = priced.best.as_ref().map(|(_, usd)| (false, *usd));
            let ways = kept.into_iter().chain(priced.spot.map(|usd| (true, usd)));
            for (is_spot, usd) in ways {
                pools.extend((self.numbers.0.max(*least)..=self.numbers.1).map(|nodes| Pool {
                    at,
                    nodes,
                    is_spot,
                    least_usd: f64::from(nodes) * (usd * hours + more),
                }));
            }
        }
        let name = |pool: &Pool| &self.types[pool.at].name;
        pools.sort_by(|a, b| {
            (a.least_usd.total_cmp(&b.least_usd))
                .then(a.nodes.cmp(&b.nodes))
                .then(a.is_spot.cmp(&b.is_spot))
                .then_with(|| name(a).cmp(name(b)))
        });
        let (all, mut seen) = (pools.len(), BTreeSet::new());
        let of_spot = |pools: &[Pool]| pools.iter().filter(|pool| pool.is_spot).count();
        let spot = of_spot(&pools);
        let mut next = Vec::new();
        pools.retain(|pool| {
            let is_first = seen.insert((self.types[pool.at].kind.as_str(), pool.nodes, pool.is_spot));
            if !is_first {
                next.push(*pool);
            }
            is_first
        });
        let left = of_spot(&pools);
        Pools {
            kept: all - spot,
            spot,
            alike_kept: (all - spot) - (pools.len() - left),
            alike_spot: spot - left,
            list: pools,
            next,
        }
    }

    /// Pools in all, those that totals do not allow among them.
    pub(super) fn count(&self) -> u128 {
        let numbers = u128::from(self.numbers.1 - self.numbers.0 + 1);
        self.types.len() as u128 * numbers * u128::from(self.purchases)
    }
}

fn price(plan: &Plan, catalogue: &Catalogue, name: &str, bought: &[Purchase]) -> Priced {
    let mut ways: Vec<(Purchase, f64)> = bought
        .iter()
        .filter(|purchase| **purchase != Purchase::Spot)
        .map(|purchase| {
            // A type that the plan sets may have no price: what it costs is not known.
            (purchase.clone(), node_hour_usd(plan, catalogue, name, purchase).unwrap_or(0.0))
        })
        .collect();
    ways.sort_by(|a, b| a.1.total_cmp(&b.1));
    let best = ways.first().cloned();
    let dearer = |usd: f64| best.as_ref().is_some_and(|(_, least)| usd > least * (1.0 + 1e-12));
    let next = ways.iter().find(|(_, usd)| dearer(*usd)).cloned();
    let spot = bought.contains(&Purchase::Spot);
    let spot = spot.then(|| node_hour_usd(plan, catalogue, name, &Purchase::Spot).unwrap_or(0.0));
    Priced { next, best, spot }
}

/// What the rest of a plan reads of a pool, by number: see [`pool_words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed {
    pub(super) stops: u32,
    pub(super) words: u32,
}

/// Pools of sites with the same zones, mode and workload, placed when they are first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Placements {
    known: BTreeMap<(usize, u32), Option<Placed>>,
    pub(super) least: Vec<Option<u32>>,
}

impl Placements {
    /// Of each type the fewest nodes that totals allow.
    pub(super) fn of(plan: &Plan, catalogue: &Catalogue, types: &Types) -> Result<Self, PlanError> {
        let mut least = BTreeMap::new();
        // The zones of a site may leave types out.
        for it in pool_types(plan, catalogue)? {
            least.insert(it.name, it.least_nodes);
        }
        let least = types.types.iter().map(|it| least.get(&it.name).copied().flatten()).collect();
        Ok(Self { least, ..Self::default() })
    }

    /// A pool of a site; none where it does not carry the workload.
    pub(super) fn placed(
        &mut self,
        site: &Plan,
        catalogue: &Catalogue,
        types: &Types,
        (pool, names): (Pool, &mut Names),
    ) -> Option<Placed> {
        let key = (pool.at, pool.nodes);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let mut plan = site.clone();
        put(&mut plan, types, pool);
        let sizing = sized(&plan, catalogue).ok().filter(|sizing| carries(&plan, catalogue, sizing));
        let placed = sizing.map(|sizing| names.placed(&plan, catalogue, &sizing));
        self.known.insert(key, placed);
        placed
    }
}

/// Words by number, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeMap<String, u32>);

impl Names {
    pub(super) fn id(&mut self, words: String) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(words).or_insert(next)
    }

    fn placed(&mut self, plan: &Plan, catalogue: &Catalogue, sizing: &SizingResult) -> Placed {
        let (stops, words) = pool_words(plan, catalogue, sizing);
        let words = self.id(format!("{stops} {words}"));
        Placed { stops: self.id(stops), words }
    }
}

/// Puts a pool into a plan, but for how it is bought.
pub(super) fn put(plan: &mut Plan, types: &Types, pool: Pool) {
    plan.node_pool.instance_type = Auto::Set(types.types[pool.at].name.clone());
    plan.node_pool.nodes = Auto::Set(pool.nodes);
}
