//! The nodes.

use super::Reader;
use crate::engine::catalogue::{Architecture, DiscountedService, Host};
use crate::engine::scenario::document::Value;
use crate::engine::scenario::plan::{Auto, NodePool, ZoneLoss};
use crate::engine::scenario::section::{Section, nearest};

impl Reader<'_> {
    pub(super) fn node_pool(&mut self, root: &Section<'_>, host: Option<Host>) -> NodePool {
        const KEYS: &[&str] = &[
            "name",
            "instance_type",
            "architecture",
            "burstable",
            "nodes",
            "autoscale",
            "zone_loss",
            "commitment",
        ];
        let absent = Section::absent("node_pools");
        let section = match root.get("node_pools").map(|node| (&node.value, node)) {
            None => absent,
            Some((Value::List(pools), _)) if pools.len() == 1 => {
                Section::open("node_pools.0", &pools[0], KEYS, &mut self.faults)
            }
            Some((Value::List(pools), _)) if pools.len() > 1 => {
                let allowed = "one pool (several are not planned yet)";
                self.faults.push(root.fault("node_pools", allowed));
                Section::open("node_pools.0", &pools[0], KEYS, &mut self.faults)
            }
            Some(_) => {
                self.faults.push(root.fault("node_pools", "a list of tables: [[node_pools]]"));
                absent
            }
        };
        let architectures =
            [("amd64", Some(Architecture::Amd64)), ("arm64", Some(Architecture::Arm64)), ("any", None)];
        let autoscale = self.autoscale(&section);
        if host == Some(Host::OnPrem)
            && matches!(section.get("zone_loss").map(|node| &node.value), Some(Value::Text(word)) if word == "elastic")
        {
            let allowed = "static | degraded | none, as no server starts by itself on premises";
            self.faults.push(section.fault("zone_loss", allowed));
        }
        let architecture = section.choice("architecture", &architectures, &mut self.faults);
        let instance_type = self.instance_type(&section, host);
        self.check_architecture(&section, &instance_type, architecture, host);
        let losses = [ZoneLoss::Static, ZoneLoss::Elastic, ZoneLoss::Degraded, ZoneLoss::None];
        let losses = losses.map(|mode| (mode.name(), mode));
        NodePool {
            name: section.text("name", &mut self.faults).unwrap_or_else(|| "general".to_owned()),
            instance_type,
            architecture,
            burstable: section.flag("burstable", false, &mut self.faults),
            nodes: if section.is_auto("nodes") { Auto::Auto } else { Auto::Set(self.node_count(&section)) },
            autoscale,
            zone_loss: section.choice("zone_loss", &losses, &mut self.faults),
            commitment: self.purchase(&section, host, DiscountedService::Compute),
        }
    }

    pub(super) fn node_count(&mut self, section: &Section<'_>) -> u32 {
        let before = self.faults.len();
        let count = section.whole("nodes", 1..=1000, 1, &mut self.faults) as u32;
        if let Some(fault) = self.faults.get_mut(before) {
            fault.allowed = format!("auto, or {}", fault.allowed);
        }
        count
    }

    pub(super) fn instance_type(&mut self, section: &Section<'_>, host: Option<Host>) -> Auto<String> {
        if section.is_auto("instance_type") {
            return Auto::Auto;
        }
        let Some(name) = section.text("instance_type", &mut self.faults) else { return Auto::Auto };
        let Some(host) = host else { return Auto::Set(name) };
        let types = self.catalogue.types(host);
        if !types.contains_key(&name) {
            let known: Vec<&str> = types.keys().map(String::as_str).collect();
            let near = nearest(&name, &known).map(|near| format!("; the nearest is {near}"));
            let allowed =
                format!("auto, or a type of {} in the catalogue{}", host.title(), near.unwrap_or_default());
            self.faults.push(section.fault("instance_type", allowed));
        }
        Auto::Set(name)
    }

    /// A type that is set must have the architecture that is set.
    fn check_architecture(
        &mut self,
        section: &Section<'_>,
        instance_type: &Auto<String>,
        wanted: Option<Architecture>,
        host: Option<Host>,
    ) {
        let (Auto::Set(name), Some(host)) = (instance_type, host) else { return };
        let has = self.catalogue.types(host).get(name).map(|t| t.architecture);
        if let (Some(has), Some(wanted)) = (has, wanted)
            && has != wanted
        {
            let allowed = match wanted {
                Architecture::Amd64 => "a type of amd64, or architecture = \"arm64\" or \"any\"",
                Architecture::Arm64 => "a type of arm64, or architecture = \"amd64\" or \"any\"",
            };
            self.faults.push(section.fault("instance_type", allowed));
        }
    }

    /// Least and most nodes of an autoscaler; `{ min = 0, max = 0 }` is none.
    pub(super) fn autoscale(&mut self, section: &Section<'_>) -> Option<(u32, u32)> {
        let node = section.get("autoscale")?;
        let path = section.path_of("autoscale");
        let table = Section::open(&path, node, &["min", "max"], &mut self.faults);
        let before = self.faults.len();
        let mut bound = |key| table.whole(key, 0..=1000, 0, &mut self.faults) as u32;
        let (min, max) = (bound("min"), bound("max"));
        if self.faults.len() > before || (min, max) == (0, 0) {
            return None;
        }
        if min > max {
            self.faults.push(table.fault("min", format!("at most max, which is {max}")));
            return None;
        }
        if let Some(Value::Whole(nodes)) = section.get("nodes").map(|node| &node.value)
            && !(i64::from(min)..=i64::from(max)).contains(nodes)
        {
            let allowed = format!("auto, or {min} to {max}, as autoscale says");
            self.faults.push(section.fault("nodes", allowed));
        }
        Some((min, max))
    }
}
