//! Instance types, and what a node keeps back of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// Processor architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Architecture {
    /// x86-64.
    Amd64,
    /// 64-bit ARM.
    Arm64,
}

/// A type of virtual machine.
#[derive(Clone, Debug)]
pub struct InstanceType {
    /// Its name, such as `m6a.xlarge`.
    pub name: String,
    /// Processor architecture.
    pub architecture: Architecture,
    /// Whether its processors earn credits and slow down without.
    pub burstable: bool,
    /// Virtual processors.
    pub vcpu: u32,
    /// Memory as advertised, GiB.
    pub memory_gib: f64,
    /// Most pods by the provider's network plug-in, if it sets a limit per type.
    pub max_pods: Option<u32>,
    /// Network interfaces.
    pub enis: Option<u32>,
    /// IPv4 addresses of an interface.
    pub ipv4_per_eni: Option<u32>,
    /// Regions in which it was seen in fewer zones than the region has, with that number.
    pub few_zones: BTreeMap<String, u32>,
    /// Where the row comes from.
    pub provenance: Provenance,
}

/// One rule of what a node keeps back, or of how many pods it takes.
#[derive(Clone, Debug)]
pub struct NodeRule {
    /// Provider whose nodes follow the rule.
    pub provider: String,
    /// The versions or networks that it is for, such as `>= 1.29`.
    pub applies_to: String,
    /// What the rule is about: cpu, memory, pods, ephemeral-storage.
    pub resource: String,
    /// The rule's form, such as `reserved-band`.
    pub rule: String,
    /// Begin of the band.
    pub band_from: Option<f64>,
    /// End of the band.
    pub band_to: Option<f64>,
    /// Factor.
    pub rate: Option<f64>,
    /// Constant part.
    pub constant: Option<f64>,
    /// Unit of the rule.
    pub unit: String,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const TYPE_COLUMNS: &[&str] = &[
    "instance_type",
    "architecture",
    "burstable",
    "vcpu",
    "memory_gib",
    "max_pods",
    "enis",
    "ipv4_per_eni",
    "zones_seen",
    "as_of",
    "method",
    "source",
];

pub(super) fn read_types(
    file: &DataFile<'_>,
    into: &mut BTreeMap<String, InstanceType>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    table::read(file, TYPE_COLUMNS, faults, |row| {
        let name = row.filled("instance_type")?;
        keys.next(name.clone(), row.file(), row.line())?;
        let memory_gib = row.size("memory_gib")?;
        let vcpu = row.count("vcpu")?;
        if vcpu == 0 {
            return Err(row.fault("vcpu", "at least 1"));
        }
        if memory_gib <= 0.0 {
            return Err(row.fault("memory_gib", "more than 0"));
        }
        let provenance = row.provenance()?;
        dates.see(&provenance);
        into.insert(
            name.clone(),
            InstanceType {
                name,
                architecture: row.choice(
                    "architecture",
                    &[("amd64", Architecture::Amd64), ("arm64", Architecture::Arm64)],
                )?,
                burstable: row.choice("burstable", &[("true", true), ("false", false)])?,
                vcpu,
                memory_gib,
                max_pods: row.maybe_count("max_pods")?,
                enis: row.maybe_count("enis")?,
                ipv4_per_eni: row.maybe_count("ipv4_per_eni")?,
                few_zones: few_zones(row)?,
                provenance,
            },
        );
        Ok(())
    });
}

/// `region=zones` pairs, separated by semicolons.
fn few_zones(row: &table::Row<'_>) -> Result<BTreeMap<String, u32>, CatalogueError> {
    let pairs = row.text("zones_seen").split(';').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (region, zones) = pair.split_once('=')?;
            Some((region.to_owned(), zones.parse().ok()?))
        })
        .collect::<Option<_>>()
        .ok_or_else(|| row.fault("zones_seen", "region=zones pairs, separated by semicolons, or nothing"))
}

const RULE_COLUMNS: &[&str] = &[
    "provider",
    "applies_to",
    "resource",
    "rule",
    "band_from",
    "band_to",
    "rate",
    "constant",
    "unit",
    "as_of",
    "method",
    "source",
];

pub(super) fn read_rules(
    file: &DataFile<'_>,
    into: &mut Vec<NodeRule>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    into.clear();
    table::read(file, RULE_COLUMNS, faults, |row| {
        let rule = NodeRule {
            provider: row.filled("provider")?,
            applies_to: row.filled("applies_to")?,
            resource: row.filled("resource")?,
            rule: row.filled("rule")?,
            band_from: row.maybe_size("band_from")?,
            band_to: row.maybe_size("band_to")?,
            rate: row.maybe_number("rate")?,
            constant: row.maybe_number("constant")?,
            unit: row.filled("unit")?,
            provenance: row.provenance()?,
        };
        if rule.rate.is_none() && rule.constant.is_none() {
            return Err(row.fault("rate", "a number here or under constant"));
        }
        dates.see(&rule.provenance);
        into.push(rule);
        Ok(())
    });
}
