//! Fields of how things are bought and what is taken off the list.

use super::{Choice, Chosen, Field, Kind, Section, choices, field};
use crate::engine::catalogue::{Catalogue, DiscountedService, Host, Upfront};
use crate::engine::cost::has_discount;
use crate::engine::scenario::{DataServices, Plan, Purchase};
use crate::web::words::{fields as words, t};

/// The keys of a commitment: scheme, years, upfront, coverage.
type Keys = [&'static str; 4];

const POOL: Keys = [
    "node_pools.0.commitment.scheme",
    "node_pools.0.commitment.years",
    "node_pools.0.commitment.upfront",
    "node_pools.0.commitment.coverage_pct",
];
const DATABASE: Keys = [
    "database.commitment.scheme",
    "database.commitment.years",
    "database.commitment.upfront",
    "database.commitment.coverage_pct",
];
const CACHE: Keys = [
    "cache.commitment.scheme",
    "cache.commitment.years",
    "cache.commitment.upfront",
    "cache.commitment.coverage_pct",
];

/// Something that can be bought under a commitment.
struct Bought<'a> {
    keys: Keys,
    label: &'static str,
    service: DiscountedService,
    /// Its item: an instance type or a class.
    item: &'a str,
    purchase: &'a Purchase,
    shown: bool,
}

/// Commitments, spot, free amounts and what is negotiated.
pub(super) fn purchase(plan: &Plan, chosen: &Chosen, catalogue: &Catalogue) -> Section {
    let is_cloud = plan.platform.host.cloud().is_some();
    let is_managed = is_cloud && plan.data_services() == DataServices::Managed;
    let bought = [
        Bought {
            keys: POOL,
            label: t!(words::NODES),
            service: DiscountedService::Compute,
            item: &chosen.instance_type,
            purchase: &plan.node_pool.commitment,
            shown: is_cloud,
        },
        Bought {
            keys: DATABASE,
            label: t!(words::POSTGRESQL),
            service: DiscountedService::Database,
            item: &chosen.database,
            purchase: &plan.database.commitment,
            shown: is_managed,
        },
        Bought {
            keys: CACHE,
            label: t!(words::CACHE),
            service: DiscountedService::Cache,
            item: &chosen.cache,
            purchase: &plan.cache.commitment,
            shown: is_managed,
        },
    ];
    let taken = [(true, words::COUNTED), (false, words::NOT_COUNTED)];
    let switches = taken.map(|(on, word)| (if on { "true" } else { "false" }, word));
    let mut fields: Vec<Field> =
        bought.iter().flat_map(|bought| fields_of(bought, plan, catalogue)).collect();
    fields.push(Field {
        shown: is_cloud,
        ..field("finance.free_allowances", t!(words::FREE), "", choices(&switches)).default("false")
    });
    fields.push(Field {
        shown: plan.platform.host == Host::Gcp,
        ..field("finance.sustained_use", t!(words::SUSTAINED), "", choices(&switches)).default("true")
    });
    fields.push(field("finance.negotiated_pct.*", t!(words::NEGOTIATED), "%", Kind::Number).default("–"));
    let schemes: Vec<&str> =
        bought.iter().map(|bought| bought.purchase.word()).filter(|word| *word != "none").collect();
    let digest = if schemes.is_empty() { t!(words::ON_DEMAND).to_owned() } else { schemes.join(", ") };
    Section { id: "purchase", title: t!(words::PURCHASE), digest, open: false, fields }
}

/// The fields of one commitment; its terms are those of its scheme.
fn fields_of(bought: &Bought<'_>, plan: &Plan, catalogue: &Catalogue) -> [Field; 4] {
    let [scheme, years, upfront, coverage] = bought.keys;
    let platform = &plan.platform;
    let region = platform.region.as_deref().unwrap_or_default();
    let is_compute = bought.service == DiscountedService::Compute;
    let mut schemes: Vec<Choice> = vec![("none".to_owned(), t!(words::ON_DEMAND).to_owned())];
    let mut terms: Vec<(u32, Upfront)> = Vec::new();
    if let Some(cloud) = platform.host.cloud() {
        let is_there = |word: &str| has_discount(catalogue, cloud, bought.service, word, bought.item, region);
        if is_compute && is_there("spot") {
            schemes.push(("spot".to_owned(), "spot".to_owned()));
        }
        let mut words: Vec<&str> = Vec::new();
        for row in catalogue.offers(cloud, bought.service) {
            if !words.contains(&row.word()) {
                words.push(row.word());
            }
            if row.word() == bought.purchase.word() {
                let term = (row.years.unwrap_or(1), row.upfront.unwrap_or(Upfront::None));
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
        }
        // What is set stays to be seen where this region has no row of it.
        words.retain(|word| *word == bought.purchase.word() || is_there(word));
        schemes.extend(words.into_iter().map(|word| (word.to_owned(), word.to_owned())));
    }
    let committed = bought.purchase.committed();
    let is_committed = bought.shown && committed.is_some();
    let mut known_years: Vec<u32> = terms.iter().map(|(years, _)| *years).collect();
    known_years.sort_unstable();
    known_years.dedup();
    let term = committed.map_or(1, |committed| committed.years);
    let mut upfronts: Vec<Upfront> =
        terms.iter().filter(|(years, _)| *years == term).map(|(_, upfront)| *upfront).collect();
    upfronts.sort_unstable();
    let in_words = |upfront: &Upfront| match upfront {
        Upfront::None => t!(words::UPFRONT_NONE),
        Upfront::Partial => t!(words::UPFRONT_HALF),
        Upfront::All => t!(words::UPFRONT_ALL),
    };
    let shortest = known_years.first().copied().unwrap_or(1);
    let least = upfronts.first().copied().unwrap_or(Upfront::None);
    let known_years = known_years.iter().map(|years| (years.to_string(), years.to_string())).collect();
    let upfronts =
        upfronts.iter().map(|upfront| (upfront.name().to_owned(), in_words(upfront).to_owned())).collect();
    [
        Field {
            shown: bought.shown,
            ..field(scheme, bought.label, "", Kind::Choice(schemes)).default("none")
        },
        Field {
            shown: is_committed,
            ..field(years, t!(words::TERM), t!(words::YEARS), Kind::Choice(known_years)).default(shortest)
        },
        Field {
            shown: is_committed,
            ..field(upfront, t!(words::UPFRONT), "", Kind::Choice(upfronts)).default(least.name())
        },
        Field {
            shown: is_committed,
            ..field(coverage, t!(words::COVERED), t!(words::PCT_OF_MONTH_1), Kind::Number).default(100)
        },
    ]
}
