//! How machines and services are bought, and what is negotiated.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use crate::engine::catalogue::{Commitment, DiscountedService, Host, Provider, Upfront};
use crate::engine::scenario::document::Value;
use crate::engine::scenario::plan::Platform;
use crate::engine::scenario::purchase::{Committed, Purchase};
use crate::engine::scenario::section::{Section, nearest};

const KEYS: &[&str] = &["scheme", "years", "upfront", "coverage_pct"];

impl Reader<'_> {
    /// The key `commitment`: `"none"`, `"spot"` (machines alone), or a scheme of the provider.
    pub(super) fn purchase(
        &mut self,
        section: &Section<'_>,
        host: Option<Host>,
        service: DiscountedService,
    ) -> Purchase {
        let Some((node, host)) = section.get("commitment").zip(host) else { return Purchase::OnDemand };
        let catalogue = self.catalogue;
        let offers: Vec<&Commitment> =
            host.cloud().into_iter().flat_map(|cloud| catalogue.offers(cloud, service)).collect();
        let words = words(&offers, host, service);
        if let Value::Table(_) = &node.value {
            return self.committed(section, &offers, &words);
        }
        match &node.value {
            Value::Text(word) if word == "none" => return Purchase::OnDemand,
            Value::Text(word) if word == "spot" && words.contains(&"spot") => return Purchase::Spot,
            _ => {}
        }
        let allowed = match words.as_slice() {
            ["none"] => nothing_here(host),
            [shorts @ .., _] if offers.is_empty() => shorts.join(" | "),
            _ => {
                let text = if words.contains(&"spot") { "none | spot" } else { "none" };
                let schemes: Vec<&str> = words.iter().copied().filter(|word| !is_short(word)).collect();
                format!("{text}, or {{ scheme = {} }}", schemes.join(" | "))
            }
        };
        self.faults.push(section.fault("commitment", allowed));
        Purchase::OnDemand
    }

    fn committed(&mut self, section: &Section<'_>, offers: &[&Commitment], words: &[&str]) -> Purchase {
        let Some(node) = section.get("commitment") else { return Purchase::OnDemand };
        let table = Section::open(&section.path_of("commitment"), node, KEYS, &mut self.faults);
        let coverage = table.number("coverage_pct", 0.0..=100.0, &mut self.faults).unwrap_or(100.0);
        let unused = |reader: &mut Self| {
            reader.note_without_effect(&table, &[("years", ""), ("upfront", ""), ("coverage_pct", "")]);
        };
        let scheme = match table.get("scheme").map(|node| &node.value) {
            None => "none",
            Some(Value::Text(text)) => text.as_str(),
            Some(_) => "",
        };
        if !words.contains(&scheme) {
            let near = nearest(scheme, words).map(|near| format!("; the nearest is {near}"));
            self.faults
                .push(table.fault("scheme", format!("{}{}", words.join(" | "), near.unwrap_or_default())));
            return Purchase::OnDemand;
        }
        if is_short(scheme) {
            unused(self);
            return if scheme == "spot" { Purchase::Spot } else { Purchase::OnDemand };
        }
        let rows: Vec<&Commitment> = offers.iter().copied().filter(|row| row.word() == scheme).collect();
        let known: BTreeSet<u32> = rows.iter().filter_map(|row| row.years).collect();
        let years = self.years(&table, scheme, &known);
        let upfronts: BTreeSet<Option<Upfront>> =
            rows.iter().filter(|row| row.years == Some(years)).map(|row| row.upfront).collect();
        let upfront = self.upfront(&table, scheme, years, &upfronts);
        Purchase::Committed(Committed { scheme: scheme.to_owned(), years, upfront, coverage_pct: coverage })
    }

    /// The years of a scheme; the shortest term is the default.
    fn years(&mut self, table: &Section<'_>, scheme: &str, known: &BTreeSet<u32>) -> u32 {
        let shortest = known.first().copied().unwrap_or(1);
        let Some(node) = table.get("years") else { return shortest };
        match node.value {
            Value::Whole(years) if u32::try_from(years).is_ok_and(|years| known.contains(&years)) => {
                years as u32
            }
            _ => {
                let known: Vec<String> = known.iter().map(u32::to_string).collect();
                self.faults.push(table.fault("years", format!("{}, as {scheme} is sold", known.join(" | "))));
                shortest
            }
        }
    }

    /// What is paid at once; the least that the scheme has is the default.
    fn upfront(
        &mut self,
        table: &Section<'_>,
        scheme: &str,
        years: u32,
        known: &BTreeSet<Option<Upfront>>,
    ) -> Upfront {
        // A scheme without the choice is paid by the month.
        let known: Vec<Upfront> = known.iter().map(|upfront| upfront.unwrap_or(Upfront::None)).collect();
        let least = known.first().copied().unwrap_or(Upfront::None);
        let Some(node) = table.get("upfront") else { return least };
        let found = match &node.value {
            Value::Text(word) => known.iter().find(|upfront| upfront.name() == word),
            _ => None,
        };
        found.copied().unwrap_or_else(|| {
            let words: Vec<&str> = known.iter().map(|upfront| upfront.name()).collect();
            let allowed = format!("{}, as {scheme} is sold for {years} years", words.join(" | "));
            self.faults.push(table.fault("upfront", allowed.replace("for 1 years", "for 1 year")));
            least
        })
    }

    /// Percentages that the provider takes off, by service; `*` is every other one.
    pub(super) fn negotiated(
        &mut self,
        section: &Section<'_>,
        platform: Option<&Platform>,
    ) -> BTreeMap<String, f64> {
        let Some((node, platform)) = section.get("negotiated_pct").zip(platform) else {
            return BTreeMap::new();
        };
        let openshift = (platform.provider == Provider::Openshift).then_some(Provider::Openshift);
        let providers: Vec<Provider> = platform.host.cloud().into_iter().chain(openshift).collect();
        let sheets = self.catalogue.sheets().filter(|(provider, ..)| providers.contains(provider));
        let mut known: BTreeSet<&str> =
            sheets.flat_map(|(_, _, sheet)| sheet.meters().map(|(service, ..)| service)).collect();
        known.insert("*");
        if platform.host == Host::OnPrem {
            known.insert("site");
        }
        let known: Vec<&str> = known.into_iter().collect();
        let table = Section::open(&section.path_of("negotiated_pct"), node, &known, &mut self.faults);
        let mut rates = BTreeMap::new();
        for (service, _) in table.entries().iter().filter(|(name, _)| known.contains(&name.as_str())) {
            match table.number(service, 0.0..=100.0, &mut Vec::new()).filter(|pct| *pct < 100.0) {
                Some(pct) => {
                    rates.insert(service.clone(), pct);
                }
                None => self.faults.push(table.fault(service, "a number from 0 to below 100")),
            }
        }
        rates
    }
}

/// Whether a word is no scheme.
fn is_short(word: &str) -> bool {
    matches!(word, "none" | "spot")
}

fn nothing_here(host: Host) -> String {
    match host {
        Host::OnPrem => "none, as nothing on premises is bought by the hour".to_owned(),
        Host::Aws | Host::Azure | Host::Gcp => "none".to_owned(),
    }
}

/// What may be said: none, spot where it is sold, and the schemes.
fn words<'c>(offers: &[&'c Commitment], host: Host, service: DiscountedService) -> Vec<&'c str> {
    let has_spot = host.cloud().is_some() && service == DiscountedService::Compute;
    let mut words = vec!["none"];
    words.extend(has_spot.then_some("spot"));
    let schemes: BTreeSet<&str> = offers.iter().map(|row| row.word()).collect();
    words.extend(schemes);
    words
}
