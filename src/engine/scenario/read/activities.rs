//! Recurring work of the user's own, and the rota.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::Reader;
use crate::engine::scenario::Fault;
use crate::engine::scenario::document::{Node, Value};
use crate::engine::scenario::section::Section;
use crate::engine::scenario::upkeep::{OwnActivity, Rota};

const KEYS: &[&str] = &["id", "name", "per_year", "hours", "months", "role"];
/// A cycle on each day of a leap year.
const MOST_CYCLES: u64 = 366;
/// Hours of a cycle: less is none, more is no cycle.
const CYCLE_HOURS: RangeInclusive<f64> = 0.01..=1000.0;

impl Reader<'_> {
    /// The list `[[activities]]`, in its order.
    pub(super) fn activities(&mut self, root: &Section<'_>, pattern: Option<&str>) -> Vec<OwnActivity> {
        let list = match root.get("activities").map(|node| &node.value) {
            None => return Vec::new(),
            Some(Value::List(list)) => list,
            Some(_) => {
                self.faults.push(root.fault("activities", "a list of tables: [[activities]]"));
                return Vec::new();
            }
        };
        let mut seen = BTreeSet::new();
        let mut read = Vec::new();
        for (i, node) in list.iter().enumerate() {
            let Some(activity) = self.activity(&format!("activities.{i}"), node, pattern) else { continue };
            if seen.insert(activity.id.clone()) {
                read.push(activity);
            } else {
                self.faults.push(Fault {
                    line: node.line,
                    path: format!("activities.{i}.id"),
                    found: format!("\"{}\" again", activity.id),
                    allowed: "each id once".to_owned(),
                });
            }
        }
        read
    }

    fn activity(&mut self, path: &str, node: &Node, pattern: Option<&str>) -> Option<OwnActivity> {
        let before = self.faults.len();
        let section = Section::open(path, node, KEYS, &mut self.faults);
        let id = self.id(&section, pattern);
        // What the data knows of it need not be said again.
        let known = id.as_deref().is_some_and(|id| self.is_known(id, pattern));
        let name = section.text("name", &mut self.faults);
        let role = section.text("role", &mut self.faults);
        let hours = section.quantity("hours", CYCLE_HOURS, &mut self.faults);
        let months = self.months(&section);
        let per_year = section.has("per_year").then(|| {
            let allowed = 1..=MOST_CYCLES;
            section.whole("per_year", allowed, 1, &mut self.faults) as u32
        });
        let stated = per_year.map(|cycles| cycles as usize);
        if !months.is_empty() && stated.is_some_and(|cycles| cycles != months.len()) {
            let allowed = format!("{}, as many as there are months", months.len());
            self.faults.push(section.fault("per_year", allowed));
        }
        let per_year = per_year.or_else(|| Some(months.len() as u32).filter(|cycles| *cycles > 0));
        if !known && id.is_some() {
            for (key, missing) in [("hours", hours.is_none()), ("per_year", per_year.is_none())] {
                if missing && !section.has(key) {
                    let allowed = "a value, as no activity of the pattern has this id";
                    self.faults.push(section.fault(key, allowed));
                }
            }
        }
        let id = id.filter(|_| self.faults.len() == before)?;
        Some(OwnActivity { id, name, per_year, hours, months, role })
    }

    fn id(&mut self, section: &Section<'_>, pattern: Option<&str>) -> Option<String> {
        if section.has("id") {
            return section.text("id", &mut self.faults);
        }
        let mut known: Vec<&str> = self.known(pattern).collect();
        known.sort_unstable();
        let allowed = format!("a short name; of the pattern: {}", known.join(", "));
        self.faults.push(section.fault("id", allowed));
        None
    }

    /// Ids of recurring work of the pattern, and of what platforms add to it.
    fn known<'a>(&'a self, pattern: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let tasks = self.catalogue.tasks.iter().filter(|task| task.phase == "maintenance");
        tasks
            .filter(move |task| {
                task.is_of_any_pattern() || pattern.is_none_or(|pattern| task.pattern == pattern)
            })
            .map(|task| task.id.as_str())
    }

    fn is_known(&self, id: &str, pattern: Option<&str>) -> bool {
        self.known(pattern).any(|known| known == id)
    }

    fn months(&mut self, section: &Section<'_>) -> Vec<u8> {
        let Some(node) = section.get("months") else { return Vec::new() };
        let month = |node: &Node| match node.value {
            Value::Whole(month) => u8::try_from(month).ok().filter(|month| (1..=12).contains(month)),
            _ => None,
        };
        let Value::List(list) = &node.value else {
            self.faults.push(section.fault("months", "a list of months, such as [3, 6, 9, 12]"));
            return Vec::new();
        };
        let months: Option<BTreeSet<u8>> = list.iter().map(month).collect();
        match months {
            Some(months) if months.len() == list.len() && !months.is_empty() => months.into_iter().collect(),
            Some(months) if !months.is_empty() => {
                self.faults.push(section.fault("months", "each month once"));
                Vec::new()
            }
            _ => {
                let wrong = list.iter().find(|node| month(node).is_none());
                let found = wrong.map_or_else(|| "an empty list".to_owned(), Node::found);
                let mut fault = section.fault("months", "whole numbers from 1 to 12");
                fault.found = found;
                self.faults.push(fault);
                Vec::new()
            }
        }
    }

    /// The table `team.rota`.
    pub(super) fn rota(&mut self, team: &Section<'_>) -> Rota {
        const KEYS: &[&str] = &["shift_hours", "one_week_in", "sites", "people"];
        let Some(node) = team.get("rota") else { return Rota::DEFAULT };
        let section = Section::open(&team.path_of("rota"), node, KEYS, &mut self.faults);
        let default = Rota::DEFAULT;
        let faults = &mut self.faults;
        Rota {
            shift_hours: section.number("shift_hours", 1.0..=168.0, faults).unwrap_or(default.shift_hours),
            one_week_in: section.whole("one_week_in", 1..=52, default.one_week_in.into(), faults) as u32,
            sites: section.whole("sites", 1..=3, default.sites.into(), faults) as u32,
            people: section.whole("people", 1..=4, default.people.into(), faults) as u32,
        }
    }
}
