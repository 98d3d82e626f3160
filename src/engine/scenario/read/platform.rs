//! Where the platform runs.

use super::{MOST_ZONES, Reader, default_region};
use crate::engine::catalogue::{Provider, Region};
use crate::engine::scenario::plan::{Platform, PodNetwork};
use crate::engine::scenario::section::{Section, nearest};

impl Reader<'_> {
    pub(super) fn platform(&mut self, root: &Section<'_>) -> Option<Platform> {
        const KEYS: &[&str] = &[
            "provider",
            "region",
            "zones",
            "pattern",
            "second_region",
            "kubernetes_version",
            "pod_network",
            "openshift",
        ];
        if !root.has("platform") {
            self.faults.push(root.fault("platform", "a table with at least provider"));
            return None;
        }
        let section = self.open(root, "platform", KEYS);
        if !section.has("provider") {
            self.faults.push(section.fault("provider", self.providers()));
        }
        let word = section.text("provider", &mut self.faults)?;
        let planned = Provider::parse(&word)
            .filter(|provider| self.catalogue.regions.iter().any(|region| region.provider == *provider));
        let Some(provider) = planned else {
            let allowed = match Provider::parse(&word) {
                Some(known) => format!("{} ({} is not priced yet)", self.providers(), known.name()),
                None => self.providers(),
            };
            self.faults.push(section.fault("provider", allowed));
            return None;
        };
        section.choice_so_far(
            "pattern",
            &[("cloud-native", ())],
            &["hot-warm", "hot-cold", "hot-hot-consortium", "hot-hot-public"],
            &mut self.faults,
        );
        if section.has("openshift") {
            self.faults.push(section.fault("openshift", "nothing, as the provider is not openshift"));
        }
        self.note_without_effect(&section, &[("second_region", "\"none\"")]);
        let kubernetes_version = self.kubernetes_version(&section);
        let networks = [
            ("auto", PodNetwork::VpcCni),
            ("vpc-cni", PodNetwork::VpcCni),
            ("vpc-cni-prefix", PodNetwork::VpcCniPrefix),
        ];
        let pod_network = section.choice("pod_network", &networks, &mut self.faults);
        let region = self.region(&section, provider).cloned();
        // Without a region its number of zones is unknown; 0 is a fault all the same.
        let most_zones = region.as_ref().map_or(MOST_ZONES, |region| u64::from(region.zones));
        let zones = section.whole("zones", 1..=most_zones, most_zones.min(3), &mut self.faults) as u32;
        let region = region?;
        Some(Platform {
            provider,
            region: region.name,
            zones,
            pattern: "cloud-native",
            kubernetes_version,
            pod_network,
        })
    }

    pub(super) fn providers(&self) -> String {
        let known = Provider::ALL
            .into_iter()
            .filter(|provider| self.catalogue.regions.iter().any(|region| region.provider == *provider));
        known.map(Provider::name).collect::<Vec<_>>().join(" | ")
    }

    pub(super) fn region(&mut self, section: &Section<'_>, provider: Provider) -> Option<&Region> {
        let name = match section.text("region", &mut self.faults) {
            Some(name) => name,
            None if section.has("region") => return None,
            None => default_region(provider).to_owned(),
        };
        let region = self.catalogue.region(provider, &name);
        if region.is_none() {
            let names: Vec<&str> = self
                .catalogue
                .regions
                .iter()
                .filter(|region| region.provider == provider)
                .map(|region| region.name.as_str())
                .collect();
            let near = nearest(&name, &names).map(|near| format!("; the nearest is {near}"));
            let allowed =
                format!("a region of {}: {}{}", provider.title(), names.join(", "), near.unwrap_or_default());
            self.faults.push(section.fault("region", allowed));
        }
        region
    }

    pub(super) fn kubernetes_version(&mut self, section: &Section<'_>) -> String {
        let default = "1.33".to_owned();
        let Some(text) = section.text("kubernetes_version", &mut self.faults) else { return default };
        let minor = text.strip_prefix("1.").and_then(|minor| minor.parse::<u32>().ok());
        if minor.is_some_and(|minor| (21..100).contains(&minor)) {
            text
        } else {
            self.faults.push(section.fault("kubernetes_version", "a version as \"1.33\""));
            default
        }
    }
}
