//! The places that a search chooses from, and those that residency keeps out.

use crate::engine::catalogue::{Catalogue, Host, Provider};
use crate::engine::scenario::{Document, Optimise, Plan, Setting, place_named};

/// A provider and region, with the document that is planned there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) provider: Provider,
    pub(super) host: Host,
    /// None on premises.
    pub(super) region: Option<String>,
    /// The second region of patterns with two sites and of copies elsewhere: the plan's, else the
    /// one that is suggested. None where there is none, or where it may not be used.
    pub(super) second: Option<String>,
    pub(super) document: Document,
}

/// Why there is no place to plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no place is left to plan: {}", .0.join("; "))]
pub struct NoPlace(pub Vec<String>);

/// The places of a search, and why others are none.
pub(super) fn places(
    document: &Document,
    plan: &Plan,
    catalogue: &Catalogue,
) -> Result<(Vec<Place>, Vec<String>), NoPlace> {
    let asked = &plan.optimise;
    let own = [plan.platform.provider];
    let providers: &[Provider] = if asked.providers.is_empty() { &own } else { &asked.providers };
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    for provider in providers {
        let document = of_provider(document, plan, *provider);
        let Some(named) = place_named(&document) else { continue };
        let host = named.host;
        if let Some(why) = excluded(asked, *provider, host) {
            refused.push(why);
            continue;
        }
        let Some(cloud) = host.cloud() else {
            if asked.countries.is_empty() {
                let region = None;
                found.push(Place { provider: *provider, host, region, second: None, document });
            } else {
                refused.push("on premises: its country is not known, and countries are named".to_owned());
            }
            continue;
        };
        let regions: Vec<String> = if asked.regions.is_empty() {
            named.region.into_iter().collect()
        } else {
            let known = |name: &&String| catalogue.region(cloud, name).is_some();
            asked.regions.iter().filter(known).cloned().collect()
        };
        if regions.is_empty() {
            refused.push(format!("{}: none of the regions named is one of its own", provider.title()));
        }
        for region in regions {
            if let Some(why) = abroad(asked, cloud, &region, catalogue) {
                refused.push(why);
                continue;
            }
            let missing = catalogue.files_of(*provider, host, Some(&region)).into_iter();
            let missing: Vec<String> = missing.filter(|file| !catalogue.has_file(file)).collect();
            if !missing.is_empty() {
                refused.push(format!("{region}: {} is not loaded", missing.join(", ")));
                continue;
            }
            let mut document = document.clone();
            document.set("platform.region", Setting::text(&region));
            let second = second_of(&named.second_region, cloud, &region, catalogue);
            let second = second.filter(|second| abroad(asked, cloud, second, catalogue).is_none());
            let second = second.filter(|second| catalogue.sheet(cloud, second).is_some());
            found.push(Place { provider: *provider, host, region: Some(region), second, document });
        }
    }
    if found.is_empty() { Err(NoPlace(refused)) } else { Ok((found, refused)) }
}

/// The document at another provider: what names a place of its own is left out.
fn of_provider(document: &Document, plan: &Plan, provider: Provider) -> Document {
    let mut document = document.clone();
    for key in Optimise::AXES.into_iter().filter(|key| plan.optimise.frees(key)) {
        document.unset(key);
    }
    if plan.platform.provider != provider {
        document.set("platform.provider", Setting::text(provider.name()));
        for key in ["region", "second_region", "pod_network", "long_term_support"] {
            document.unset(&format!("platform.{key}"));
        }
        if provider != Provider::Openshift {
            document.unset("platform.openshift");
        }
        document.unset("finance.stand_in_region");
    }
    document
}

fn second_of(named: &Option<String>, cloud: Provider, region: &str, catalogue: &Catalogue) -> Option<String> {
    let named = named.clone().filter(|named| named != region);
    named.or_else(|| catalogue.suggested_second(cloud, region).map(str::to_owned))
}

/// Why a provider may not be used: neither its platform nor its machines.
fn excluded(asked: &Optimise, provider: Provider, host: Host) -> Option<String> {
    let excluded = &asked.exclude_providers;
    if excluded.contains(&provider) {
        return Some(format!("{}: excluded by optimise.exclude_providers", provider.title()));
    }
    let cloud = host.cloud().filter(|cloud| excluded.contains(cloud))?;
    Some(format!(
        "{} on {}: its machines are excluded by optimise.exclude_providers",
        provider.title(),
        cloud.title()
    ))
}

/// Why a region may not be used: it lies in none of the countries.
fn abroad(asked: &Optimise, cloud: Provider, region: &str, catalogue: &Catalogue) -> Option<String> {
    let country = &catalogue.region(cloud, region)?.country;
    let is_allowed = asked.countries.is_empty() || asked.countries.contains(country);
    (!is_allowed).then(|| {
        format!("{region}: lies in {country}, optimise.countries has {}", asked.countries.join(", "))
    })
}
