//! A plan's platform over many years.

use serde::{Deserialize, Serialize};

use super::machine::Machine;
use super::random::mean_and_error;
use super::run::{Block, System};
use super::watch::{ByClass, Incident, Story};
use crate::engine::availability::{
    Entry, FailureClass, Layout, Outage, OutageLaw, Rates, Role, Switch, lengths_of, zones_of,
};
use crate::engine::plan::Outcome;
use crate::engine::uncertainty::Measured;
use crate::engine::units::{YEAR_HOURS, YEAR_MINUTES};

/// Years of a told decade.
const DECADE: u64 = 10;
/// The block of random numbers of the told decade, which no run over years reaches.
const TOLD: u64 = u64::MAX;

/// What a platform is simulated from: numbers only, so that a worker can do it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimulationInputs {
    layout: Layout,
    rates: Rates,
    /// Classes that stop the platform, in the order of the report.
    classes: Vec<ClassInputs>,
    switch: Option<Switch>,
    exact: Exact,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct ClassInputs {
    name: String,
    in_zones: bool,
    unavailability: f64,
    per_hour: f64,
    laws: Vec<OutageLaw>,
}

/// The exact answer beside a simulated one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Exact {
    unavailability: f64,
    per_hour: f64,
}

impl SimulationInputs {
    /// The numbers of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        let result = &outcome.availability;
        let hard = result.classes.iter().filter(|class| class.role == Role::Hard);
        let inputs = |class: &FailureClass| ClassInputs {
            name: class.name.to_owned(),
            in_zones: class.in_zones,
            unavailability: class.outage.unavailability,
            per_hour: class.outage.per_hour,
            laws: class.laws.clone(),
        };
        Self {
            layout: result.model.layout.clone(),
            rates: result.model.rates.clone(),
            classes: hard.map(inputs).collect(),
            switch: result.switch.clone(),
            exact: Exact {
                unavailability: result.headline.unavailability,
                per_hour: result.headline.per_hour,
            },
        }
    }

    /// The exact steady state of the whole.
    pub const fn exact(&self) -> Outage {
        Outage { unavailability: self.exact.unavailability, per_hour: self.exact.per_hour }
    }

    /// Names of the classes, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|class| class.name.as_str())
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.names().position(|class| class == name)
    }

    /// The class of a way in which an outage of the zones begins.
    fn class_of(&self, entry: Entry) -> usize {
        let name = match entry {
            Entry::ZoneFailover | Entry::ZoneStops => "zone",
            Entry::DatabaseFailover | Entry::DatabaseStops => "database",
            Entry::FailedFailover => "failed-failover",
            Entry::Nodes => "nodes",
            Entry::Consensus => "chain-quorum",
        };
        self.position(name).unwrap_or(0)
    }

    /// The system. What shares zones is one machine, which is what the exact chain is held
    /// against; where a failover to another site may end its outages they are streams.
    pub fn system(&self) -> Platform {
        let ends_zones =
            self.classes.iter().any(|class| class.in_zones && class.laws.iter().any(|law| law.switched));
        let mut machines = Vec::new();
        let mut causes: Vec<Causes> = Vec::new();
        if !ends_zones {
            let lengths = lengths_of(&self.layout, &self.rates);
            machines.push(Machine::zoned(zones_of(&self.layout, &self.rates), Some(&lengths)));
            causes.push(Causes::Zones(Entry::ALL.map(|entry| self.class_of(entry))));
        }
        for (place, class) in self.classes.iter().enumerate() {
            if ends_zones || !class.in_zones {
                machines.push(Machine::streams_with(&class.laws, self.switch.as_ref()));
                causes.push(Causes::One(place));
            }
        }
        Platform { system: System::of_machines(machines), causes, n_classes: self.classes.len() }
    }
}

/// The classes that a machine may be down for.
#[derive(Clone, Debug)]
enum Causes {
    /// One for each way to begin.
    Zones([usize; Entry::ALL.len()]),
    /// Always the same.
    One(usize),
}

/// A platform that can be run.
#[derive(Clone, Debug)]
pub struct Platform {
    system: System,
    causes: Vec<Causes>,
    n_classes: usize,
}

impl Platform {
    fn cause(&self, machine: usize, state: &Machine) -> Option<usize> {
        if !state.is_down() {
            return None;
        }
        match &self.causes[machine] {
            Causes::One(class) => Some(*class),
            Causes::Zones(classes) => state.cause().map(|entry| classes[entry as usize]),
        }
    }

    /// As of [`System::failures_per_year`].
    pub fn failures_per_year(&self) -> f64 {
        self.system.failures_per_year()
    }

    /// Runs one block of years; see [`System::run`].
    pub fn run(&self, seed: u64, block: u64, years: u64) -> (Block, ByClass) {
        let watch = ByClass::new(self.n_classes, self.causes.len());
        let cause = |machine: usize, state: &Machine| self.cause(machine, state);
        let (seen, mut classes) = self.system.watched(seed, block, years, watch, &cause);
        classes.close(years as f64 * YEAR_HOURS);
        (seen, classes)
    }

    /// Tells one decade, outage by outage.
    pub fn decade(&self, seed: u64) -> Vec<Incident> {
        let cause = |machine: usize, state: &Machine| self.cause(machine, state);
        let watch = Story::new(self.causes.len());
        let (_, story) = self.system.watched(seed, TOLD, DECADE, watch, &cause);
        story.incidents(DECADE as f64 * YEAR_HOURS)
    }
}

/// A class of a run beside the exact answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassRun {
    /// Its short name.
    pub name: String,
    /// Minutes down in a year.
    pub minutes_per_year: Measured,
    /// The same by the exact model.
    pub exact_minutes_per_year: f64,
    /// Outages in a year.
    pub outages_per_year: Measured,
    /// The same by the exact model.
    pub exact_outages_per_year: f64,
}

/// What each class of a run comes to: the means of its full blocks of `years` with their
/// standard errors.
pub fn by_class(inputs: &SimulationInputs, blocks: &[ByClass], years: u64) -> Vec<ClassRun> {
    let measured = |values: Vec<f64>| {
        let (value, standard_error) = mean_and_error(&values);
        Measured { value, standard_error }
    };
    let run = |(place, class): (usize, &ClassInputs)| {
        let of = |value: &dyn Fn(&(f64, u64)) -> f64| {
            measured(blocks.iter().map(|block| value(&block.classes[place]) / years as f64).collect())
        };
        ClassRun {
            name: class.name.clone(),
            minutes_per_year: of(&|(hours, _)| hours * 60.0),
            exact_minutes_per_year: class.unavailability * YEAR_MINUTES,
            outages_per_year: of(&|(_, outages)| *outages as f64),
            exact_outages_per_year: class.per_hour * YEAR_HOURS,
        }
    };
    inputs.classes.iter().enumerate().map(run).collect()
}
