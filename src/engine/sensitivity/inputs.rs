//! The inputs that move a result: their ends, what the result comes to there, and who set them.

use serde::{Deserialize, Serialize};

use super::Output;
use super::output::downtime_usd_per_month;
use crate::engine::catalogue::{Catalogue, FailureRate};
use crate::engine::effort::SetupTask;
use crate::engine::plan::{BillSwing, LawInputs, Moves, Outcome, Swing, UncertainInput};
use crate::engine::scenario::{Figure, Figures, SetBy, meaning};
use crate::engine::uncertainty::{Estimate, Law};

/// The key that says what an hour of downtime costs.
pub(super) const DOWNTIME: &str = "finance.downtime_usd_per_hour";

/// What the ends of an input are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// Those of its range.
    Range,
    /// Its 5th and 95th percentile.
    P5P95,
}

/// Who set an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setter {
    /// The data.
    Data,
    /// The plan, or the default of its key.
    Plan,
    /// The incidents that the plan tells of.
    History,
}

impl Setter {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Plan => "plan",
            Self::History => "history",
        }
    }
}

/// An input of a result.
pub(super) struct Input {
    pub(super) name: String,
    /// What it means, where it is a figure of the model or a task.
    pub(super) meaning: Option<String>,
    pub(super) unit: String,
    pub(super) low: f64,
    pub(super) likely: f64,
    pub(super) high: f64,
    pub(super) ends: Ends,
    /// The result at the low and at the high end.
    pub(super) at: (f64, f64),
    pub(super) set_by: Setter,
    pub(super) source: String,
    /// Its law, under the name that it is drawn by.
    pub(super) drawn: Drawn,
}

/// How an input is drawn.
pub(super) enum Drawn {
    /// By its name.
    Named(UncertainInput),
    /// As the setup task at this place.
    Task(usize),
}

/// What inputs are gathered from.
pub(super) struct Sources<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) catalogue: &'a Catalogue,
    bill: Vec<BillSwing>,
    downtime: Vec<Swing>,
    uncertain: Vec<UncertainInput>,
}

impl<'a> Sources<'a> {
    pub(super) fn of(outcome: &'a Outcome, catalogue: &'a Catalogue, laws: &LawInputs) -> Self {
        Self {
            outcome,
            catalogue,
            bill: laws.bill_swings(),
            downtime: laws.downtime_swings(),
            uncertain: laws.uncertain(),
        }
    }

    /// The result with every input at its likely value.
    pub(super) fn at_likely(&self, output: Output) -> f64 {
        let outcome = self.outcome;
        let minutes = outcome.availability.headline.downtime_minutes_per_year();
        match output {
            Output::Monthly => outcome.bill.effective.dollars(),
            Output::Horizon => outcome
                .horizon
                .as_ref()
                .map_or(0.0, |ahead| ahead.months.iter().map(|month| month.cloud.dollars()).sum()),
            Output::Downtime => minutes,
            Output::Setup => self.tasks().map(|task| task.hours.likely()).sum(),
            Output::CostWithDowntime => {
                outcome.bill.effective.dollars()
                    + downtime_usd_per_month(minutes, self.usd_per_hour().likely())
            }
        }
    }

    /// The inputs that move a result, the widest first.
    pub(super) fn inputs(&self, output: Output) -> Vec<Input> {
        let likely = self.at_likely(output);
        let mut inputs = match output {
            Output::Monthly => self.of_bill(likely, |swing| swing.monthly),
            Output::Horizon => self.of_bill(likely, |swing| swing.horizon),
            Output::Downtime => self.of_downtime(|minutes| minutes),
            Output::Setup => self.of_setup(likely),
            Output::CostWithDowntime => self.of_both(likely),
        };
        let width = |input: &Input| (input.at.1 - input.at.0).abs();
        inputs.retain(|input| {
            (input.at.0 - likely).abs().max((input.at.1 - likely).abs()) > 1e-9 * likely.abs()
        });
        inputs.sort_by(|a, b| width(b).total_cmp(&width(a)).then_with(|| a.name.cmp(&b.name)));
        inputs
    }

    /// What an hour of downtime costs; nothing where the plan does not say.
    pub(super) fn usd_per_hour(&self) -> Estimate {
        self.outcome.plan.finance.downtime_usd_per_hour.unwrap_or(Estimate::exact(0.0))
    }

    fn figures(&self) -> Figures<'a> {
        Figures::new(self.catalogue, &self.outcome.plan)
    }

    fn law(&self, name: &str, moves: Moves) -> Option<UncertainInput> {
        self.uncertain.iter().find(|input| input.name == name && input.moves == moves).cloned()
    }

    fn of_bill(&self, likely: f64, ends: fn(&BillSwing) -> (f64, f64)) -> Vec<Input> {
        let swings = self.outcome.cost_swings.inputs.iter().zip(&self.bill);
        let inputs = swings.filter_map(|(swing, alone)| {
            let (low, high) = ends(alone);
            // A key of the plan may have the name of a figure that stands for it elsewhere.
            let figure = self.figures().assumption(&swing.name).filter(|figure| figure.value == swing.value);
            let (set_by, source) = of_figure(figure.as_ref());
            Some(Input {
                name: swing.name.clone(),
                meaning: figure.as_ref().and_then(|_| meaning(self.catalogue, &swing.name)),
                unit: swing.unit.clone(),
                low: swing.value.low(),
                likely: swing.value.likely(),
                high: swing.value.high(),
                ends: Ends::Range,
                at: (likely + low, likely + high),
                set_by,
                source,
                drawn: Drawn::Named(self.law(&swing.name, Moves::Bill)?),
            })
        });
        inputs.collect()
    }

    fn of_downtime(&self, of_minutes: impl Fn(f64) -> f64) -> Vec<Input> {
        let figures = self.figures();
        let inputs = self.downtime.iter().filter_map(|swing| {
            let figure = figures.rate(&swing.id).or_else(|| figures.assumption(&swing.id));
            let unit = unit_of_rate(self.catalogue, &swing.id);
            let (set_by, source) = of_figure(figure.as_ref());
            Some(Input {
                name: swing.id.clone(),
                meaning: meaning(self.catalogue, &swing.id),
                unit,
                low: swing.low,
                likely: swing.likely,
                high: swing.high,
                ends: Ends::P5P95,
                at: (of_minutes(swing.minutes_low), of_minutes(swing.minutes_high)),
                set_by,
                source,
                drawn: Drawn::Named(self.law(&swing.id, Moves::Downtime)?),
            })
        });
        inputs.collect()
    }

    /// Setup tasks that are work: those of the vendor first, as they are drawn.
    fn tasks(&self) -> impl Iterator<Item = &SetupTask> {
        let setup = &self.outcome.effort.setup.setup;
        let places = setup.stated_tasks().into_iter().chain(setup.extra_work());
        places.filter_map(|i| setup.tasks.get(i))
    }

    fn of_setup(&self, likely: f64) -> Vec<Input> {
        let tasks = self.tasks().enumerate().filter(|(_, task)| task.hours.is_range());
        let inputs = tasks.map(|(place, task)| {
            let hours = task.hours;
            let more = |end: f64| likely + end - hours.likely();
            Input {
                name: task.id.clone(),
                meaning: Some(task.name.clone()),
                unit: "hours".to_owned(),
                low: hours.low(),
                likely: hours.likely(),
                high: hours.high(),
                ends: Ends::Range,
                at: (more(hours.low()), more(hours.high())),
                set_by: if task.provenance.is_some() { Setter::Data } else { Setter::Plan },
                source: task.provenance.as_ref().map_or_else(of_plan, |row| row.source.clone()),
                drawn: Drawn::Task(place),
            }
        });
        inputs.collect()
    }

    fn of_both(&self, likely: f64) -> Vec<Input> {
        let usd = self.usd_per_hour();
        let bill = self.outcome.bill.effective.dollars();
        let minutes = self.outcome.availability.headline.downtime_minutes_per_year();
        let with = |minutes: f64, usd: f64| bill + downtime_usd_per_month(minutes, usd);
        let mut inputs = self.of_bill(likely, |swing| swing.monthly);
        inputs.extend(self.of_downtime(|minutes| with(minutes, usd.likely())));
        inputs.extend(usd.is_range().then(|| Input {
            name: DOWNTIME.to_owned(),
            meaning: None,
            unit: "USD per hour".to_owned(),
            low: usd.low(),
            likely: usd.likely(),
            high: usd.high(),
            ends: Ends::Range,
            at: (with(minutes, usd.low()), with(minutes, usd.high())),
            set_by: Setter::Plan,
            source: of_plan(),
            drawn: Drawn::Named(UncertainInput {
                name: DOWNTIME.to_owned(),
                law: Law::of(usd),
                moves: Moves::Downtime,
            }),
        }));
        inputs
    }
}

/// The unit of a rate, or of an assumption that stands among the rates.
pub(super) fn unit_of_rate(catalogue: &Catalogue, id: &str) -> String {
    match catalogue.failure_rates.get(id).map(FailureRate::figure) {
        Some("per_year") => "per year".to_owned(),
        Some(figure) => figure.to_owned(),
        // What stands among the rates and is no row of the data is the plan's number of changes.
        None => catalogue.assumptions.get(id).map_or_else(|| "per year".to_owned(), |row| row.unit.clone()),
    }
}

fn of_plan() -> String {
    "the plan".to_owned()
}

/// Who set a figure, and where it comes from; what is no figure of the data is a key of the plan.
fn of_figure(figure: Option<&Figure<'_>>) -> (Setter, String) {
    let Some(figure) = figure else {
        return (Setter::Plan, "the plan, or the default of its key".to_owned());
    };
    let set_by = match figure.set_by {
        SetBy::Data => Setter::Data,
        SetBy::Plan => Setter::Plan,
        SetBy::History => Setter::History,
    };
    (set_by, figure.provenance.map_or_else(of_plan, |row| row.source.clone()))
}
