//! What a run notes beside the time that the whole is down.

use serde::{Deserialize, Serialize};

/// Follows each machine of a run.
pub(super) trait Watch {
    /// Whether it wants to know at all: a run without is faster.
    const WATCHES: bool;

    /// A machine is now down for this cause, or up.
    fn saw(&mut self, machine: usize, cause: Option<usize>, now: f64);
}

/// Notes nothing.
impl Watch for () {
    const WATCHES: bool = false;

    fn saw(&mut self, _machine: usize, _cause: Option<usize>, _now: f64) {}
}

/// Time down and outages of each class, in one block.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ByClass {
    /// Of each class: hours down, and outages that began.
    pub classes: Vec<(f64, u64)>,
    #[serde(skip)]
    machines: Vec<Option<(usize, f64)>>,
}

impl ByClass {
    pub(super) fn new(classes: usize, machines: usize) -> Self {
        Self { classes: vec![(0.0, 0); classes], machines: vec![None; machines] }
    }

    /// Books what is still down at the end.
    pub(super) fn close(&mut self, end: f64) {
        for machine in 0..self.machines.len() {
            self.saw(machine, None, end);
        }
    }
}

impl Watch for ByClass {
    const WATCHES: bool = true;

    fn saw(&mut self, machine: usize, cause: Option<usize>, now: f64) {
        let before = self.machines[machine];
        if before.map(|(class, _)| class) == cause {
            return;
        }
        if let Some((class, since)) = before {
            self.classes[class].0 += now - since;
        } else if let Some(class) = cause {
            self.classes[class].1 += 1;
        }
        self.machines[machine] = cause.map(|class| (class, now));
    }
}

/// A stretch of time in which a class was down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// The class, by its position.
    pub class: usize,
    /// Hours from the start.
    pub from_hours: f64,
    /// Hours from the start.
    pub to_hours: f64,
}

/// A time in which the platform did not write, with what was down in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Hours from the start.
    pub from_hours: f64,
    /// Hours from the start.
    pub to_hours: f64,
    /// What was down, by when it began.
    pub stretches: Vec<Stretch>,
}

/// Every outage of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Story {
    machines: Vec<Option<(usize, f64)>>,
    stretches: Vec<Stretch>,
}

impl Story {
    pub(super) fn new(machines: usize) -> Self {
        Self { machines: vec![None; machines], stretches: Vec::new() }
    }

    /// The outages: stretches that touch are one.
    pub(super) fn incidents(mut self, end: f64) -> Vec<Incident> {
        for machine in 0..self.machines.len() {
            self.saw(machine, None, end);
        }
        self.stretches.sort_by(|a, b| a.from_hours.total_cmp(&b.from_hours));
        let mut incidents: Vec<Incident> = Vec::new();
        for stretch in self.stretches {
            match incidents.last_mut() {
                Some(last) if stretch.from_hours <= last.to_hours => {
                    last.to_hours = last.to_hours.max(stretch.to_hours);
                    last.stretches.push(stretch);
                }
                _ => incidents.push(Incident {
                    from_hours: stretch.from_hours,
                    to_hours: stretch.to_hours,
                    stretches: vec![stretch],
                }),
            }
        }
        incidents
    }
}

impl Watch for Story {
    const WATCHES: bool = true;

    fn saw(&mut self, machine: usize, cause: Option<usize>, now: f64) {
        let before = self.machines[machine];
        if before.map(|(class, _)| class) == cause {
            return;
        }
        if let Some((class, from_hours)) = before.filter(|(_, since)| *since < now) {
            self.stretches.push(Stretch { class, from_hours, to_hours: now });
        }
        self.machines[machine] = cause.map(|class| (class, now));
    }
}
