//! How nodes, database and cache may be bought, and which way costs least.

use crate::engine::catalogue::{Catalogue, DiscountedService, Host, Prices, Upfront};
use crate::engine::cost::{Group, Line, caches_for_auto, databases_for_auto};
use crate::engine::plan::{PlanError, SizingResult, bill_on};
use crate::engine::scenario::{Auto, Committed, DataServices, Document, Figures, Plan, Purchase, Setting};
use crate::engine::units::Usd;

/// A way to buy, as plans have it.
pub(super) fn setting_of(purchase: &Purchase) -> Setting {
    match purchase {
        Purchase::Committed(term) => Setting::table(vec![
            ("scheme".to_owned(), Setting::text(&term.scheme)),
            ("years".to_owned(), Setting::whole(i64::from(term.years))),
            ("upfront".to_owned(), Setting::text(term.upfront.name())),
        ]),
        Purchase::OnDemand | Purchase::Spot => Setting::text(purchase.word()),
    }
}

/// The ways in which a service may be bought: that of the plan where it sets one, else by the
/// hour first, then what is left over, then each commitment that rows exist for.
pub(super) fn purchases(
    (document, key): (&Document, &str),
    (plan, own): (&Plan, &Purchase),
    service: DiscountedService,
    catalogue: &Catalogue,
) -> Vec<Purchase> {
    if document.is_set(key) && !plan.optimise.frees(key) {
        return vec![own.clone()];
    }
    let mut found = vec![Purchase::OnDemand];
    let is_managed = plan.data_services() == DataServices::Managed || service == DiscountedService::Compute;
    let Some(cloud) = plan.platform.host.cloud().filter(|_| is_managed) else { return found };
    if service == DiscountedService::Compute {
        found.push(Purchase::Spot);
    }
    let mut terms: Vec<(&str, u32, Upfront)> = catalogue
        .offers(cloud, service)
        .filter_map(|row| Some((row.word(), row.years?, row.upfront.unwrap_or(Upfront::None))))
        .collect();
    terms.sort_unstable();
    terms.dedup();
    found.extend(terms.into_iter().map(|(scheme, years, upfront)| {
        Purchase::Committed(Committed { scheme: scheme.to_owned(), years, upfront, coverage_pct: 100.0 })
    }));
    found
}

/// A service with a class and a way to buy it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Database,
    Cache,
}

/// A class and how it is bought, with today's bill of a site that has it.
#[derive(Clone, Debug)]
pub(super) struct Bought {
    pub(super) class: Auto<String>,
    pub(super) purchase: Purchase,
    bill: Usd,
    is_complete: bool,
}

/// The two cheapest ways of a service at a site, and how many there are.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    pub(super) best: Bought,
    pub(super) next: Option<Bought>,
    pub(super) classes: u64,
    pub(super) purchases: u64,
}

impl Service {
    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Database => ("database.instance", Purchase::DATABASE),
            Self::Cache => ("cache.instance", Purchase::CACHE),
        }
    }

    fn own(self, plan: &Plan) -> (&Auto<String>, &Purchase) {
        match self {
            Self::Database => (&plan.database.instance, &plan.database.commitment),
            Self::Cache => (&plan.cache.instance, &plan.cache.commitment),
        }
    }

    const fn discounted(self) -> DiscountedService {
        match self {
            Self::Database => DiscountedService::Database,
            Self::Cache => DiscountedService::Cache,
        }
    }

    /// Puts a class and a way to buy it into a plan.
    pub(super) fn put(self, plan: &mut Plan, class: &Auto<String>, purchase: &Purchase) {
        let (instance, commitment) = match self {
            Self::Database => (&mut plan.database.instance, &mut plan.database.commitment),
            Self::Cache => (&mut plan.cache.instance, &mut plan.cache.commitment),
        };
        instance.clone_from(class);
        commitment.clone_from(purchase);
    }

    fn is_line(self, line: &Line) -> bool {
        line.group == Group::Data
            && match self {
                Self::Database => line.component.starts_with("PostgreSQL"),
                Self::Cache => line.component == "Cache",
            }
    }

    /// The classes that may be taken, the plan's own alone where it sets one.
    fn classes(self, document: &Document, plan: &Plan, catalogue: &Catalogue) -> Vec<Auto<String>> {
        let (key, own) = (self.keys().0, self.own(plan).0);
        let is_fixed = document.is_set(key) && !plan.optimise.frees(key);
        let platform = &plan.platform;
        if is_fixed || plan.data_services() != DataServices::Managed || platform.host == Host::OnPrem {
            return vec![own.clone()];
        }
        let region = platform.region.as_deref();
        let Some(prices) = Prices::of(catalogue, platform.provider, platform.host, region) else {
            return vec![Auto::Auto];
        };
        let names = match self {
            Self::Database => databases_for_auto(&plan.database, platform, catalogue, &prices),
            Self::Cache => {
                let figures = Figures::new(catalogue, plan);
                let share = figures.assumption("cache.usable_memory_share").map_or(1.0, |it| it.likely());
                caches_for_auto(&plan.cache, platform, catalogue, &prices, share)
            }
        };
        if names.is_empty() { vec![Auto::Auto] } else { names.into_iter().map(Auto::Set).collect() }
    }

    /// The two cheapest ways of a site on these nodes.
    ///
    /// Every way changes lines of the service alone, so the cheapest of one pool is the cheapest of
    /// all. A commitment is priced where the largest discount of any row could make it the
    /// cheapest.
    pub(super) fn ways(
        self,
        (document, plan): (&Document, &Plan),
        sizing: &SizingResult,
        catalogue: &Catalogue,
    ) -> Result<Ways, PlanError> {
        let classes = self.classes(document, plan, catalogue);
        let (key, own) = (self.keys().1, self.own(plan).1);
        let purchases = purchases((document, key), (plan, own), self.discounted(), catalogue);
        let (n_classes, n_purchases) = (classes.len() as u64, purchases.len() as u64);
        let cloud = plan.platform.host.cloud();
        let rows = cloud.into_iter().flat_map(|cloud| catalogue.offers(cloud, self.discounted()));
        let most_pct = rows.map(|row| row.discount_pct).fold(0.0, f64::max);
        let mut tried = plan.clone();
        let mut price = |class: &Auto<String>, purchase: &Purchase| -> Result<(Bought, f64), PlanError> {
            self.put(&mut tried, class, purchase);
            let bill = bill_on(&tried, catalogue, sizing)?;
            let lines = bill.lines.iter().filter(|line| self.is_line(line));
            let own: Usd = lines.filter_map(Line::effective).sum();
            let least = bill.effective.dollars() - own.dollars() * most_pct / 100.0;
            let (class, purchase) = (class.clone(), purchase.clone());
            let bought = Bought { class, purchase, bill: bill.effective, is_complete: bill.complete };
            Ok((bought, least))
        };
        let mut found: Vec<Bought> = Vec::new();
        let mut more: Vec<(f64, Auto<String>)> = Vec::new();
        let first = &purchases[0];
        for class in &classes {
            let (bought, least) = price(class, first)?;
            found.push(bought);
            more.push((least, class.clone()));
        }
        rank(&mut found);
        more.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (least, class) in more {
            let second = found.get(1).or_else(|| found.first());
            if second.is_some_and(|second| second.is_complete && least - 0.01 > second.bill.dollars()) {
                break;
            }
            for purchase in &purchases[1..] {
                let (bought, _) = price(&class, purchase)?;
                found.push(bought);
            }
            rank(&mut found);
            found.truncate(2);
        }
        let mut found = found.into_iter();
        let fallback = || Bought {
            class: Auto::Auto,
            purchase: Purchase::OnDemand,
            bill: Usd::ZERO,
            is_complete: false,
        };
        let best = found.next().unwrap_or_else(fallback);
        Ok(Ways { best, next: found.next(), classes: n_classes, purchases: n_purchases })
    }
}

/// The cheapest first; what has no price last; of equals the one that was tried first, alone.
fn rank(found: &mut Vec<Bought>) {
    found.sort_by_key(|bought| (!bought.is_complete, bought.bill));
    found.dedup_by_key(|bought| (bought.is_complete, bought.bill));
}
