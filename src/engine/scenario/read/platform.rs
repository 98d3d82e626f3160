//! Where the platform runs.

use super::{MOST_ZONES, Reader, default_region};
use crate::engine::catalogue::{Host, Pattern, Provider, Region};
use crate::engine::scenario::document::Value;
use crate::engine::scenario::openshift::{AutoSizing, InfraNodes, OdfProfile, OpenshiftSettings};
use crate::engine::scenario::plan::{Flavour, MemorySeen, Platform, PodNetwork};
use crate::engine::scenario::section::{Section, nearest};

/// More router shards than anyone runs.
const MOST_SHARDS: u64 = 10;

/// The pod networks of a provider; the first is the default.
pub(in crate::engine::scenario) const fn pod_networks(
    provider: Provider,
) -> &'static [(&'static str, PodNetwork)] {
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
            ("kubenet", PodNetwork::Kubenet),
            ("node-subnet", PodNetwork::NodeSubnet),
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
            "upgrades",
            "long_term_support",
            "pod_network",
            "memory_seen",
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
        let patterns = Pattern::ALL.map(|pattern| (pattern.name(), pattern));
        let pattern = section.choice("pattern", &patterns, &mut self.faults);
        let (chosen, host) = match provider {
            Provider::Aws => (None, Host::Aws),
            Provider::Azure => (None, Host::Azure),
            Provider::Gcp => (None, Host::Gcp),
            Provider::Openshift => {
                let (flavour, settings, host) = self.openshift(&section)?;
                (Some((flavour, settings)), host)
            }
        };
        self.host = Some(host);
        if section.has("openshift") && provider != Provider::Openshift {
            self.faults.push(section.fault("openshift", "nothing, as the provider is not openshift"));
        }
        let kubernetes_version = self.kubernetes_version(&section);
        let upgrades = self.upgrades(&section);
        let long_term_support = self.long_term_support(&section, provider);
        let pod_network = section.choice("pod_network", pod_networks(provider), &mut self.faults);
        let seen = [("expected", MemorySeen::Expected), ("cautious", MemorySeen::Cautious)];
        let memory_seen = section.choice("memory_seen", &seen, &mut self.faults);
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
        let second_region = self.second_region(&section, host, region.as_deref(), pattern);
        Some(Platform {
            provider,
            flavour: chosen.map(|(flavour, _)| flavour),
            openshift: chosen.map(|(_, settings)| settings),
            host,
            region,
            second_region,
            zones,
            pattern,
            kubernetes_version,
            upgrades,
            long_term_support,
            pod_network,
            memory_seen,
        })
    }

    /// The distribution of OpenShift, what it lets one choose, and whose machines it runs on.
    fn openshift(&mut self, section: &Section<'_>) -> Option<(Flavour, OpenshiftSettings, Host)> {
        const KEYS: &[&str] =
            &["flavour", "host", "auto_sizing", "router_shards", "infra_nodes", "odf_profile"];
        let path = section.path_of("openshift");
        let table = match section.get("openshift") {
            Some(node) => Section::open(&path, node, KEYS, &mut self.faults),
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
        let readable = self.faults.len() == before;
        let host = if known { table.choice("host", &hosts, &mut self.faults) } else { hosts[0].1 };
        let settings = self.openshift_settings(&table, flavour, host);
        readable.then_some((flavour, settings, host))
    }

    /// What only OpenShift has to choose.
    fn openshift_settings(&mut self, table: &Section<'_>, flavour: Flavour, host: Host) -> OpenshiftSettings {
        let sizing = [("default", AutoSizing::Default), ("on", AutoSizing::On), ("off", AutoSizing::Off)];
        let infra = [("none", InfraNodes::None), ("auto", InfraNodes::Auto)];
        let profiles = OdfProfile::ALL.map(|profile| (profile.name(), profile));
        let shards = u64::from(OpenshiftSettings::DEFAULT.router_shards);
        let settings = OpenshiftSettings {
            auto_sizing: table.choice("auto_sizing", &sizing, &mut self.faults),
            router_shards: table.whole("router_shards", 1..=MOST_SHARDS, shards, &mut self.faults) as u32,
            infra_nodes: table.choice("infra_nodes", &infra, &mut self.faults),
            odf_profile: table.choice("odf_profile", &profiles, &mut self.faults),
        };
        if settings.infra_nodes == InfraNodes::Auto {
            if host == Host::OnPrem {
                let allowed = "none, as the servers of the site carry what infra nodes would";
                self.faults.push(table.fault("infra_nodes", allowed));
            } else if !matches!(flavour, Flavour::Ocp | Flavour::Okd) {
                let allowed = format!("none, as the flavour is {}", flavour.name());
                self.faults.push(table.fault("infra_nodes", allowed));
            }
        }
        if table.has("odf_profile") && host != Host::OnPrem {
            let allowed = "nothing: storage nodes are planned on premises only";
            self.faults.push(table.fault("odf_profile", allowed));
        }
        settings
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

    /// Another region of the same provider, or `none`. A pattern with two sites needs one,
    /// but on premises, where the second site is another of one's own.
    fn second_region(
        &mut self,
        section: &Section<'_>,
        host: Host,
        own: Option<&str>,
        pattern: Pattern,
    ) -> Option<String> {
        let before = self.faults.len();
        let name = section.text("second_region", &mut self.faults).filter(|name| name != "none");
        let Some(cloud) = host.cloud() else {
            if name.is_some() {
                self.faults.push(section.fault("second_region", "none, as there is no region on premises"));
            }
            return None;
        };
        let Some(name) = name else {
            if pattern.has_second_site() && self.faults.len() == before {
                let suggested = own.and_then(|own| self.catalogue.suggested_second(cloud, own));
                let suggested = suggested.map_or_else(String::new, |name| format!("{name} is suggested; "));
                let allowed = format!(
                    "another region, as the pattern {} has two sites; {suggested}{}",
                    pattern.name(),
                    self.regions_of(cloud, "")
                );
                self.faults.push(section.fault("second_region", allowed));
            }
            return None;
        };
        if own == Some(name.as_str()) || self.catalogue.region(cloud, &name).is_none() {
            let none = if pattern.has_second_site() { "another" } else { "none, or another" };
            let allowed = format!("{none} region of the same provider; {}", self.regions_of(cloud, &name));
            self.faults.push(section.fault("second_region", allowed));
            return None;
        }
        Some(name)
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
