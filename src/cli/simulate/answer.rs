//! What a run says.

use serde::Serialize;

use super::Request;
use crate::engine::availability::Outage;
use crate::engine::report::{amount, digits};
use crate::engine::simulate::{ClassRun, Simulated as Seen};
use crate::engine::uncertainty::Measured;

#[derive(Serialize)]
pub(super) struct Answer {
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<u64>,
    /// Years that were asked for, where the run was stopped before.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_before_years: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outages: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<u64>,
    unavailability: Compared,
    #[serde(skip_serializing_if = "Option::is_none")]
    outages_per_year: Option<Compared>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_no_downtime: Option<Compared>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    downtime_minutes_per_year: Vec<Quantile>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    classes: Vec<Class>,
    /// What the reader should know of the model.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    elapsed_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_years_per_second: Option<f64>,
}

#[derive(Serialize)]
struct Simulated {
    simulated: f64,
    /// Absent where one block alone was run.
    #[serde(skip_serializing_if = "Option::is_none")]
    standard_error: Option<f64>,
}

/// A simulated figure beside the exact one.
#[derive(Serialize)]
pub(super) struct Compared {
    #[serde(flatten)]
    simulated: Simulated,
    /// Absent where no exact one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<f64>,
    /// Standard errors between the two; absent where nothing was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    z: Option<f64>,
}

#[derive(Serialize)]
struct Quantile {
    p: f64,
    minutes: f64,
    standard_error: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<f64>,
    /// Standard errors between the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    z: Option<f64>,
}

/// A class of failure.
#[derive(Serialize)]
struct Class {
    name: String,
    minutes_per_year: Compared,
    outages_per_year: Compared,
}

/// The law of a year's downtime that stands beside a run.
pub(super) struct Law {
    pub(super) p_none: f64,
    /// Minutes by probability.
    pub(super) quantiles: Vec<(f64, f64)>,
}

impl From<Measured> for Simulated {
    fn from(figure: Measured) -> Self {
        let known = Some(figure.standard_error).filter(|error| error.is_finite());
        Self { simulated: figure.value, standard_error: known }
    }
}

impl Compared {
    pub(super) fn of(figure: Measured, exact: f64) -> Self {
        let simulated = Simulated::from(figure);
        let z = simulated.standard_error.map(|error| (figure.value - exact) / error);
        Self { simulated, exact: Some(exact), z: z.filter(|z| z.is_finite()) }
    }

    fn alone(figure: Measured) -> Self {
        Self { simulated: figure.into(), exact: None, z: None }
    }

    fn text(&self, scale: fn(f64) -> String) -> String {
        let exact = self.exact.map_or_else(String::new, |exact| {
            let z = self.z.map_or_else(String::new, |z| format!(", z {}", amount(z, 2)));
            format!(" (exact {}{z})", scale(exact))
        });
        let error = self.simulated.standard_error.map_or_else(|| "unknown".to_owned(), scale);
        format!("{} ± {error}{exact}", scale(self.simulated.simulated))
    }
}

impl Answer {
    pub(super) fn of_years(request: &Request<'_>, seen: &Seen, exact: Outage) -> Self {
        let quantile = |(p, minutes): &(f64, Measured)| Quantile {
            p: *p,
            minutes: minutes.value,
            standard_error: minutes.standard_error,
            exact: None,
            z: None,
        };
        Self {
            seed: request.seed,
            years: Some(seen.years),
            stopped_before_years: Some(request.years).filter(|years| *years > seen.years),
            outages: Some(seen.outages),
            steps: None,
            unavailability: Compared::of(seen.unavailability, exact.unavailability),
            outages_per_year: Some(Compared::of(seen.outages_per_year, exact.per_year())),
            p_no_downtime: Some(Compared::alone(seen.p_no_downtime)),
            downtime_minutes_per_year: seen.quantiles.iter().map(quantile).collect(),
            classes: Vec::new(),
            notes: Vec::new(),
            elapsed_ms: 0.0,
            elapsed_years_per_second: None,
        }
    }

    pub(super) fn of_cycles(request: &Request<'_>, steps: u64, unavailability: Compared) -> Self {
        Self {
            seed: request.seed,
            years: None,
            stopped_before_years: None,
            outages: None,
            steps: Some(steps),
            unavailability,
            outages_per_year: None,
            p_no_downtime: None,
            downtime_minutes_per_year: Vec::new(),
            classes: Vec::new(),
            notes: Vec::new(),
            elapsed_ms: 0.0,
            elapsed_years_per_second: None,
        }
    }

    /// The same beside the law of a year, and class by class.
    pub(super) fn beside(mut self, seen: &Seen, law: &Law, classes: Vec<ClassRun>) -> Self {
        self.p_no_downtime = Some(Compared::of(seen.p_no_downtime, law.p_none));
        for quantile in &mut self.downtime_minutes_per_year {
            let mut known = law.quantiles.iter().filter(|(p, _)| (p - quantile.p).abs() < 1e-9);
            quantile.exact = known.next().map(|(_, minutes)| *minutes);
            let z = quantile.exact.map(|exact| (quantile.minutes - exact) / quantile.standard_error);
            quantile.z = z.filter(|z| z.is_finite());
        }
        let class = |run: ClassRun| Class {
            minutes_per_year: Compared::of(run.minutes_per_year, run.exact_minutes_per_year),
            outages_per_year: Compared::of(run.outages_per_year, run.exact_outages_per_year),
            name: run.name,
        };
        self.classes = classes.into_iter().map(class).collect();
        self
    }

    /// The same with what the reader should know of the model.
    pub(super) fn noted(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }

    pub(super) fn took(&mut self, seconds: f64) {
        self.elapsed_ms = seconds * 1000.0;
        self.elapsed_years_per_second = self.years.map(|years| years as f64 / seconds);
    }

    pub(super) fn text(&self) -> String {
        let mut text: String = self.notes.iter().map(|note| format!("note: {note}\n")).collect();
        if let (Some(years), Some(outages)) = (self.years, self.outages) {
            let of = self.stopped_before_years.map_or_else(String::new, |asked| {
                format!(" of {}, as it was stopped", amount(asked as f64, 0))
            });
            text.push_str(&format!("years                 {}{of}\n", amount(years as f64, 0)));
            text.push_str(&format!("outages seen          {}\n", amount(outages as f64, 0)));
        }
        if let Some(steps) = self.steps {
            text.push_str(&format!("steps                 {}\n", amount(steps as f64, 0)));
        }
        let small = |value: f64| format!("{value:.4e}");
        text.push_str(&format!("unavailability        {}\n", self.unavailability.text(small)));
        if let Some(outages) = &self.outages_per_year {
            text.push_str(&format!("outages a year        {}\n", outages.text(small)));
        }
        if let Some(p) = &self.p_no_downtime {
            let percent = |p: f64| format!("{} %", amount(p * 100.0, 3));
            text.push_str(&format!("no downtime in a year {}\n", p.text(percent)));
        }
        for quantile in &self.downtime_minutes_per_year {
            let exact =
                quantile.exact.map_or_else(String::new, |exact| format!(" (exact {})", digits(exact)));
            text.push_str(&format!(
                "{:>6} % of years below {} min ± {}{exact}\n",
                quantile.p * 100.0,
                digits(quantile.minutes),
                digits(quantile.standard_error)
            ));
        }
        for class in &self.classes {
            text.push_str(&format!(
                "  {:<20} min a year {:<44} outages a year {}\n",
                class.name,
                class.minutes_per_year.text(digits),
                class.outages_per_year.text(digits)
            ));
        }
        text
    }
}
