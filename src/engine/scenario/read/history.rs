//! The user's own incidents.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::{LARGEST, Reader};
use crate::engine::catalogue::{FailureRate, Quantity, Use};
use crate::engine::scenario::Fault;
use crate::engine::scenario::document::{Node, Value};
use crate::engine::scenario::history::{History, Prior, posterior};
use crate::engine::scenario::section::{Section, nearest};
use crate::engine::uncertainty::Estimate;

const KEYS: &[&str] = &["class", "failures", "years", "trials", "prior"];
/// More failures or trials than anybody counts.
const MOST: u64 = 1_000_000_000;
/// Years of exposure: less is no time, more is no fleet.
const YEARS: RangeInclusive<f64> = 0.001..=1e6;

impl<'c> Reader<'c> {
    /// The list `[[history]]`, in its order.
    pub(super) fn history(
        &mut self,
        root: &Section<'_>,
        assumptions: &BTreeMap<String, Estimate>,
    ) -> Vec<History> {
        let list = match root.get("history").map(|node| &node.value) {
            None => return Vec::new(),
            Some(Value::List(list)) => list,
            Some(_) => {
                self.faults.push(root.fault("history", "a list of tables: [[history]]"));
                return Vec::new();
            }
        };
        let mut seen = BTreeSet::new();
        let mut read = Vec::new();
        for (i, node) in list.iter().enumerate() {
            let path = format!("history.{i}");
            let Some(history) = self.incidents(&path, node, assumptions) else { continue };
            if seen.insert(history.class.clone()) {
                read.push(history);
            } else {
                self.faults.push(Fault {
                    line: node.line,
                    path: format!("{path}.class"),
                    found: format!("\"{}\" again", history.class),
                    allowed: "each class once".to_owned(),
                });
            }
        }
        read
    }

    fn incidents(
        &mut self,
        path: &str,
        node: &Node,
        assumptions: &BTreeMap<String, Estimate>,
    ) -> Option<History> {
        let before = self.faults.len();
        let section = Section::open(path, node, KEYS, &mut self.faults);
        let row = self.failing(&section);
        let failures = self.needed_count(&section, "failures", 0);
        let prior = section.choice(
            "prior",
            &[("data", Prior::Data), ("jeffreys", Prior::Jeffreys)],
            &mut self.faults,
        );
        let row = row?;
        self.refuse_override(&section, row, assumptions);
        let exposure = self.seen_for(&section, row, failures);
        let (failures, exposure) = (failures?, exposure?);
        if self.faults.len() > before {
            return None;
        }
        let Some(posterior) = posterior(row, failures, exposure, prior) else {
            let (low, high) = (row.value.low(), row.value.high());
            let allowed = format!("jeffreys, as no law has the row's ends, {low} and {high}");
            self.faults.push(Fault { found: "data".to_owned(), ..section.fault("prior", allowed) });
            return None;
        };
        let (class, unit) = (row.class.clone(), row.unit.clone());
        Some(History { class, unit, failures, exposure, prior, data: row.value, posterior })
    }

    /// The row that a table names: one that the model may read.
    fn failing(&mut self, section: &Section<'_>) -> Option<&'c FailureRate> {
        let rows = &self.catalogue.failure_rates;
        let usable = rows.values().filter(|row| row.used_as != Use::Benchmark);
        let known: Vec<&str> = usable.map(|row| row.class.as_str()).collect();
        if !section.has("class") {
            let allowed = format!("a class of failure_rates.csv: {}", known.join(", "));
            self.faults.push(section.fault("class", allowed));
            return None;
        }
        let class = section.text("class", &mut self.faults)?;
        let row = rows.get(&class);
        match row {
            Some(row) if row.used_as != Use::Benchmark => return Some(row),
            Some(_) => {
                let allowed = "a class that the model reads; this one is shown for comparison only";
                self.faults.push(section.fault("class", allowed));
            }
            None => {
                let allowed = nearest(&class, &known).map_or_else(
                    || format!("a class of failure_rates.csv: {}", known.join(", ")),
                    |near| format!("a class of failure_rates.csv; the nearest is {near}"),
                );
                self.faults.push(section.fault("class", allowed));
            }
        }
        None
    }

    /// A figure that the plan sets by hand has no history.
    fn refuse_override(
        &mut self,
        section: &Section<'_>,
        row: &FailureRate,
        assumptions: &BTreeMap<String, Estimate>,
    ) {
        let mut ids = vec![format!("{}.{}", row.class, row.figure())];
        if row.class == "node_vm_unplanned" {
            ids.push("node.mtbf_hours".to_owned());
        }
        for id in ids.iter().filter(|id| assumptions.contains_key(*id)) {
            let allowed = format!("either this history or assumptions.{id}, which sets the same figure");
            self.faults.push(section.fault("class", allowed));
        }
    }

    /// Years of a rate, or trials of a probability.
    fn seen_for(&mut self, section: &Section<'_>, row: &FailureRate, failures: Option<u32>) -> Option<f64> {
        let (key, other) = match row.quantity {
            Quantity::Rate => ("years", "trials"),
            Quantity::Probability => ("trials", "years"),
        };
        if section.has(other) {
            let allowed = format!("{key}, as {} is a figure {}", row.class, row.unit);
            self.faults.push(section.fault(other, allowed));
            return None;
        }
        match row.quantity {
            Quantity::Rate if section.has(key) => {
                let years = section.number(key, YEARS, &mut self.faults)?;
                if failures.is_some_and(|failures| f64::from(failures) / years > LARGEST) {
                    let most = LARGEST * years;
                    let allowed = format!("at most {most} in {years} years, {LARGEST} a year");
                    self.faults.push(section.fault("failures", allowed));
                    return None;
                }
                Some(years)
            }
            Quantity::Rate => {
                let allowed =
                    format!("years of exposure {}, from {} to {}", row.unit, YEARS.start(), YEARS.end());
                self.faults.push(section.fault(key, allowed));
                None
            }
            Quantity::Probability => {
                let trials = self.needed_count(section, key, 1)?;
                if failures.is_some_and(|failures| failures > trials) {
                    self.faults.push(section.fault("failures", format!("at most the {trials} trials")));
                    return None;
                }
                Some(f64::from(trials))
            }
        }
    }

    /// A whole number that must be there.
    fn needed_count(&mut self, section: &Section<'_>, key: &str, least: u64) -> Option<u32> {
        if !section.has(key) {
            self.faults.push(section.fault(key, format!("a whole number from {least} to {MOST}")));
            return None;
        }
        let before = self.faults.len();
        let count = section.whole(key, least..=MOST, least, &mut self.faults) as u32;
        (self.faults.len() == before).then_some(count)
    }
}
