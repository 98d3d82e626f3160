//! Where the platform runs.

use super::{MOST_ZONES, Reader, default_region};
use crate::engine::catalogue::{Host, Provider, Region};
use crate::engine::scenario::document::Value;
use crate::engine::scenario::plan::{Flavour, Platform, PodNetwork};
use crate::engine::scenario::section::{Section, nearest};

/// The pod networks of a provider; the first is the default.
const fn pod_networks(provider: Provider) -> &'static [(&'static str, PodNetwork)] {
    match provider {
        Provider::Aws => &[
            ("auto", PodNetwork::VpcCni),
            ("vpc-cni", PodNetwork::VpcCni),
            ("vpc-cni-prefix", PodNetwork::VpcCniPrefix),
        ],
        Provider::Azure => &[
            ("auto", PodNetwork::Overlay),
            ("overlay", PodNetwork::Overlay),
            ("pod-subnet", PodNetwork::PodSubnet),
        ],
        Provider::Gcp | Provider::Openshift => &[("auto", PodNetwork::Default)],
    }
}

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
            let words: Vec<&str> = Provider::ALL.into_iter().map(Provider::name).collect();
            self.faults.push(section.fault("provider", words.join(" | ")));
        }
        let word = section.text("provider", &mut self.faults)?;
        let Some(provider) = Provider::parse(&word) else {
            let words: Vec<&str> = Provider::ALL.into_iter().map(Provider::name).collect();
            self.faults.push(section.fault("provider", words.join(" | ")));
            return None;
        };
        section.choice_so_far(
            "pattern",
            &[("cloud-native", ())],
            &["hot-warm", "hot-cold", "hot-hot-consortium", "hot-hot-public"],
            &mut self.faults,
        );
        let (flavour, host) = match provider {
            Provider::Aws => (None, Host::Aws),
            Provider::Azure => (None, Host::Azure),
            Provider::Gcp => (None, Host::Gcp),
            Provider::Openshift => self.openshift(&section)?,
        };
        self.host = Some(host);
        if section.has("openshift") && provider != Provider::Openshift {
            self.faults.push(section.fault("openshift", "nothing, as the provider is not openshift"));
        }
        self.note_without_effect(&section, &[("second_region", "\"none\"")]);
        let kubernetes_version = self.kubernetes_version(&section);
        let pod_network = section.choice("pod_network", pod_networks(provider), &mut self.faults);
        let region = match host.cloud() {
            Some(cloud) => Some(self.region(&section, host, cloud).cloned()),
            None if section.has("region") => {
                self.faults.push(section.fault("region", "nothing: on premises there is no region"));
                Some(None)
            }
            None => None,
        };
        // Without a region its number of zones is unknown; 0 is a fault all the same.
        let known = region.as_ref().and_then(Option::as_ref).map(|region| u64::from(region.zones));
        let most_zones = known.unwrap_or(MOST_ZONES);
        let zones = section.whole("zones", 1..=most_zones, most_zones.min(3), &mut self.faults) as u32;
        let region = match region {
            None => None,
            Some(found) => Some(found?.name),
        };
        Some(Platform {
            provider,
            flavour,
            host,
            region,
            zones,
            pattern: "cloud-native",
            kubernetes_version,
            pod_network,
        })
    }

    /// The distribution of OpenShift and whose machines it runs on.
    fn openshift(&mut self, section: &Section<'_>) -> Option<(Option<Flavour>, Host)> {
        let path = section.path_of("openshift");
        let table = match section.get("openshift") {
            Some(node) => Section::open(&path, node, &["flavour", "host"], &mut self.faults),
            None => Section::absent(&path),
        };
        let before = self.faults.len();
        let flavours = Flavour::ALL.map(|flavour| (flavour.name(), flavour));
        let flavour = table.choice("flavour", &flavours, &mut self.faults);
        let hosts: Vec<(&str, Host)> = flavour.hosts().iter().map(|host| (host.name(), *host)).collect();
        let known = table.get("host").is_none_or(
            |node| matches!(&node.value, Value::Text(word) if hosts.iter().any(|(name, _)| name == word)),
        );
        if !known {
            let words: Vec<&str> = hosts.iter().map(|(name, _)| *name).collect();
            let allowed = format!("{}, as the flavour is {}", words.join(" | "), flavour.name());
            self.faults.push(table.fault("host", allowed));
        }
        if self.faults.len() > before {
            return None;
        }
        Some((Some(flavour), table.choice("host", &hosts, &mut self.faults)))
    }

    fn region(&mut self, section: &Section<'_>, host: Host, cloud: Provider) -> Option<&Region> {
        let name = match section.text("region", &mut self.faults) {
            Some(name) => name,
            None if section.has("region") => return None,
            None => default_region(host)?.to_owned(),
        };
        if self.catalogue.region(cloud, &name).is_none() {
            let allowed = self.regions_of(cloud, &name);
            self.faults.push(section.fault("region", allowed));
        }
        self.catalogue.region(cloud, &name)
    }

    /// The regions of a provider in words, and the one nearest to a name.
    pub(super) fn regions_of(&self, cloud: Provider, name: &str) -> String {
        let regions = self.catalogue.regions.iter().filter(|region| region.provider == cloud);
        let names: Vec<&str> = regions.map(|region| region.name.as_str()).collect();
        let near = nearest(name, &names).map(|near| format!("; the nearest is {near}"));
        format!("a region of {}: {}{}", cloud.title(), names.join(", "), near.unwrap_or_default())
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
