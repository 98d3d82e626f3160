//! Setup tasks of the user's own.

use std::collections::BTreeMap;

use super::Reader;
use crate::engine::catalogue::TaskKind;
use crate::engine::scenario::document::{Node, Value, shortened};
use crate::engine::scenario::facts::setup_rows;
use crate::engine::scenario::plan::{OwnTask, Platform};
use crate::engine::scenario::section::{Section, nearest};

/// More tasks than a setup has.
const MOST_TASKS: usize = 100;
/// Hours of a task: less than half a minute or more than ten years of work is a mistake.
const HOURS: std::ops::RangeInclusive<f64> = 0.01..=20_000.0;

impl Reader<'_> {
    /// The tasks of `[[tasks]]`, checked against those of the data that are part of the plan.
    pub(super) fn tasks(&mut self, root: &Section<'_>, platform: Option<&Platform>) -> Vec<OwnTask> {
        let list: &[Node] = match root.get("tasks").map(|node| &node.value) {
            None => return Vec::new(),
            Some(Value::List(list)) if list.len() <= MOST_TASKS => list,
            Some(Value::List(_)) => {
                self.faults.push(root.fault("tasks", format!("at most {MOST_TASKS} tasks")));
                return Vec::new();
            }
            Some(_) => {
                self.faults.push(root.fault("tasks", "a list of tables: [[tasks]]"));
                return Vec::new();
            }
        };
        // What the data has: each id with what it follows.
        let tasks = &self.catalogue.tasks;
        let rows = platform.map(|platform| setup_rows(tasks, platform));
        let known: Option<BTreeMap<String, Vec<String>>> =
            rows.map(|rows| rows.into_iter().map(|row| (row.id.clone(), row.after.clone())).collect());
        const KEYS: &[&str] = &["id", "name", "hours", "after", "role", "kind"];
        let sections: Vec<Section<'_>> = list
            .iter()
            .enumerate()
            .map(|(i, node)| Section::open(&format!("tasks.{i}"), node, KEYS, &mut self.faults))
            .collect();
        let mut own: Vec<OwnTask> = Vec::new();
        let mut placed = Vec::new();
        for section in &sections {
            let Some(task) = self.task(section, known.as_ref(), &own) else { continue };
            own.push(task);
            placed.push(section);
        }
        // A task that could not be read is named already; what follows it is no further fault.
        if let Some(known) = known.filter(|_| own.len() == sections.len()) {
            self.check_order(&own, &placed, known);
        }
        own
    }

    fn task(
        &mut self,
        section: &Section<'_>,
        known: Option<&BTreeMap<String, Vec<String>>>,
        before: &[OwnTask],
    ) -> Option<OwnTask> {
        let is_id = |id: &String| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let id = if section.has("id") { section.text("id", &mut self.faults)? } else { String::new() };
        if id.is_empty() || !is_id(&id) {
            self.faults.push(section.fault("id", "a short name of letters, digits and dashes"));
            return None;
        }
        if before.iter().any(|task| task.id == id) {
            self.faults.push(section.fault("id", "an id that no other of the tasks has"));
            return None;
        }
        let is_known = known.is_none_or(|known| known.contains_key(&id));
        let hours = section.quantity("hours", HOURS, &mut self.faults);
        if !is_known && !section.has("hours") {
            let allowed = "hours above 0: the data has no task of this id whose hours could stand";
            self.faults.push(section.fault("hours", allowed));
        }
        let kinds = [("effort", TaskKind::Effort), ("elapsed", TaskKind::Elapsed), ("wait", TaskKind::Wait)];
        let kind = section.has("kind").then(|| section.choice("kind", &kinds, &mut self.faults));
        Some(OwnTask {
            name: section.has("name").then(|| section.text("name", &mut self.faults)).flatten(),
            hours,
            after: section.has("after").then(|| self.texts(section, "after")).flatten(),
            role: section.has("role").then(|| section.text("role", &mut self.faults)).flatten(),
            kind,
            id,
        })
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, section: &Section<'_>, key: &str) -> Option<Vec<String>> {
        let text = |node: &Node| match &node.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        let texts = match section.get(key).map(|node| &node.value) {
            Some(Value::List(list)) => list.iter().map(text).collect(),
            _ => None,
        };
        if texts.is_none() {
            self.faults.push(section.fault(key, "a list of texts"));
        }
        texts
    }

    /// That each task follows tasks that are there, and none itself.
    fn check_order(
        &mut self,
        own: &[OwnTask],
        sections: &[&Section<'_>],
        mut order: BTreeMap<String, Vec<String>>,
    ) {
        let before = self.faults.len();
        for task in own {
            let after = order.entry(task.id.clone()).or_default();
            if let Some(own) = &task.after {
                after.clone_from(own);
            }
        }
        let ids: Vec<&str> = order.keys().map(String::as_str).collect();
        for (task, section) in own.iter().zip(sections) {
            for id in task.after.iter().flatten().filter(|id| !order.contains_key(*id)) {
                let near =
                    nearest(id, &ids).map_or_else(String::new, |near| format!("; the nearest is {near}"));
                let mut fault = section.fault("after", format!("ids of setup tasks of this plan{near}"));
                fault.found = format!("\"{}\"", shortened(id));
                self.faults.push(fault);
            }
        }
        if self.faults.len() > before {
            return;
        }
        if let Some(circle) = circle(&order) {
            let at = own.iter().position(|task| circle.contains(&task.id.as_str())).unwrap_or(0);
            if let Some(section) = sections.get(at) {
                let mut fault = section.fault("after", "an order in which no task waits for itself");
                fault.found = format!("a circle: {}", circle.join(" → "));
                self.faults.push(fault);
            }
        }
    }
}

/// Tasks that wait for each other in a circle, the first again at the end; none if there is none.
fn circle(order: &BTreeMap<String, Vec<String>>) -> Option<Vec<&str>> {
    let mut left: Vec<&str> = order.keys().map(String::as_str).collect();
    loop {
        // What waits for nothing that is left is done; what stays waits for others that stay.
        let waits = |id: &&str| order[*id].iter().any(|before| left.contains(&before.as_str()));
        let stay: Vec<&str> = left.iter().copied().filter(waits).collect();
        let is_stuck = stay.len() == left.len();
        left = stay;
        if left.is_empty() {
            return None;
        }
        if is_stuck {
            break;
        }
    }
    let mut way = vec![*left.first()?];
    loop {
        let last = way.last()?;
        let next = order.get(*last)?.iter().map(String::as_str).find(|id| left.contains(id))?;
        if let Some(begin) = way.iter().position(|id| *id == next) {
            let mut circle = way.split_off(begin);
            // The way went from each task to one before it.
            circle.reverse();
            circle.push(circle[0]);
            return Some(circle);
        }
        way.push(next);
    }
}
