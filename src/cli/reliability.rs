//! The command on models of the user's own.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Map, Value};

use super::args::Format;
use super::error::CliError;
use super::files;
use super::run::{json, origin};
use crate::engine::availability::{Notes, Outage, Tier};
use crate::engine::effort::{MaintenanceAnswer, SetupAnswer};
use crate::engine::plan::{Measured, ModelAnswer, RecoveryAnswer, YearAnswer, solve_model};
use crate::engine::report::{amount, digits, percent};

/// The answer of `reliability`.
#[derive(Serialize)]
struct ReliabilityAnswer {
    availability: f64,
    unavailability: f64,
    downtime_min_per_year: f64,
    outages_per_year: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean_outage_minutes: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mtbf_system_hours: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cdf_minutes: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_no_downtime: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tiers: Vec<NamedAnswer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Notes,
}

#[derive(Serialize)]
struct NamedAnswer {
    name: String,
    #[serde(flatten)]
    answer: ReliabilityAnswer,
}

impl ReliabilityAnswer {
    fn of(outage: Outage, tiers: Vec<Tier>, year: Option<&YearAnswer>, notes: Notes) -> Self {
        let key = |minutes: f64| format!("{minutes}");
        let cdf = |year: &YearAnswer| {
            year.cdf_minutes.iter().map(|(minutes, p)| (key(*minutes), Value::from(*p))).collect()
        };
        Self {
            availability: outage.availability(),
            unavailability: outage.unavailability,
            downtime_min_per_year: outage.downtime_minutes_per_year(),
            outages_per_year: outage.per_year(),
            mean_outage_minutes: outage.mean_minutes(),
            mtbf_system_hours: outage.mtbf_hours(),
            cdf_minutes: year.map(cdf),
            p_no_downtime: year.map(|year| year.p_no_downtime),
            tiers: tiers
                .into_iter()
                .map(|tier| NamedAnswer {
                    name: tier.name,
                    answer: Self::of(tier.outage, Vec::new(), None, Notes::new()),
                })
                .collect(),
            notes,
        }
    }
}

/// Solves a model and prints the answer.
pub(super) fn reliability(path: &Path, within: &[f64], format: Format) -> Result<ExitCode, CliError> {
    let text = files::read(path)?;
    let answer =
        solve_model(&text, within).map_err(|error| CliError::Model { origin: origin(Some(path)), error })?;
    let answer = match answer {
        ModelAnswer::Recovery(answer) => {
            files::print(&match format {
                Format::Json => json(&answer)?,
                Format::Text => recovery_text(&answer),
            })?;
            return Ok(ExitCode::SUCCESS);
        }
        ModelAnswer::Setup(answer) => return setup(&answer, format),
        ModelAnswer::Maintenance(answer) => return maintenance(&answer, format),
        ModelAnswer::Outages { outage, tiers, year, notes } => {
            ReliabilityAnswer::of(outage, tiers, year.as_ref(), notes)
        }
    };
    files::print(&match format {
        Format::Json => json(&answer)?,
        Format::Text => reliability_text(&answer),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The answer on a setup.
#[derive(Serialize)]
struct SetupDocument<'a> {
    #[serde(flatten)]
    answer: &'a SetupAnswer,
    p_le_h: Map<String, Value>,
}

fn setup(answer: &SetupAnswer, format: Format) -> Result<ExitCode, CliError> {
    files::print(&match format {
        Format::Json => {
            let p_le_h =
                answer.p_le_h.iter().map(|(hours, p)| (format!("{hours}"), Value::from(*p))).collect();
            json(&SetupDocument { answer, p_le_h })?
        }
        Format::Text => setup_text(answer),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn setup_text(answer: &SetupAnswer) -> String {
    let (hours, span) = (&answer.percentiles_h, &answer.makespan_h);
    let mut text = format!(
        "hours of work         {} to {}, mean {}, standard deviation {}\n\
         percentiles           P5 {}, P10 {}, P50 {}, P90 {}, P95 {}, P99 {}\n\
         from start to end     {} at the low ends, {} at the modes, {} at the high ends\n",
        digits(answer.min_h),
        digits(answer.max_h),
        digits(answer.mean_h),
        digits(answer.sd_h),
        digits(hours.p5),
        digits(hours.p10),
        digits(hours.p50),
        digits(hours.p90),
        digits(hours.p95),
        digits(hours.p99),
        digits(span.low),
        digits(span.mode),
        digits(span.high),
    );
    let error = |value: Measured| {
        let error = (value.standard_error > 0.0).then(|| format!(" ± {}", digits(value.standard_error)));
        format!("{}{}", digits(value.value), error.unwrap_or_default())
    };
    text.push_str(&format!(
        "                      mean {}, P10 {}, P50 {}, P90 {}\n",
        error(span.mean),
        error(span.p10),
        error(span.p50),
        error(span.p90)
    ));
    for (hours, p) in &answer.p_le_h {
        text.push_str(&format!("at most {hours:>8} h     {} %\n", amount(p * 100.0, 3)));
    }
    text
}

fn maintenance(answer: &MaintenanceAnswer, format: Format) -> Result<ExitCode, CliError> {
    let (month, year) = (answer.hours_per_month, answer.hours_per_year);
    files::print(&match format {
        Format::Json => json(answer)?,
        Format::Text => format!(
            "hours a month         {} to {}, mean {}\n\
             hours a year          {} to {}, mean {}, standard deviation {}\n\
             percentiles           P5 {}, P50 {}, P95 {}\n\
             full-time equivalents {}\n",
            digits(month.low),
            digits(month.high),
            digits(month.mean),
            digits(year.low),
            digits(year.high),
            digits(year.mean),
            digits(year.sd),
            digits(year.p5),
            digits(year.p50),
            digits(year.p95),
            digits(answer.fte)
        ),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn reliability_text(answer: &ReliabilityAnswer) -> String {
    let never = if answer.unavailability >= 1.0 { "never up" } else { "never down" };
    let maybe = |value: Option<f64>, unit: &str| {
        value.map_or_else(|| never.to_owned(), |value| format!("{} {unit}", digits(value)))
    };
    let mut text = format!(
        "availability          {} %\nunavailability        {:e}\ndowntime a year       {} min\n\
         outages a year        {}\nmean outage           {}\nmean time between     {}\n",
        percent(answer.unavailability),
        answer.unavailability,
        digits(answer.downtime_min_per_year),
        digits(answer.outages_per_year),
        maybe(answer.mean_outage_minutes, "min"),
        maybe(answer.mtbf_system_hours, "h")
    );
    if let Some(p) = answer.p_no_downtime {
        text.push_str(&format!("no downtime in a year {} %\n", amount(p * 100.0, 3)));
    }
    let mut points: Vec<(&String, &Value)> = answer.cdf_minutes.iter().flatten().collect();
    let minutes_of = |minutes: &str| minutes.parse::<f64>().unwrap_or_default();
    points.sort_by(|a, b| minutes_of(a.0).total_cmp(&minutes_of(b.0)));
    for (minutes, p) in points {
        let p = p.as_f64().unwrap_or_default() * 100.0;
        text.push_str(&format!("at most {minutes:>8} min   {} % of years\n", amount(p, 3)));
    }
    for note in &answer.notes {
        text.push_str(&format!("note: {note}\n"));
    }
    for tier in &answer.tiers {
        text.push_str(&format!(
            "  {:<40} {} %, {} min a year\n",
            tier.name,
            percent(tier.answer.unavailability),
            digits(tier.answer.downtime_min_per_year)
        ));
    }
    text
}

fn recovery_text(answer: &RecoveryAnswer) -> String {
    let line = |what: &str, value: String| format!("{what:<22}{value}\n");
    match answer {
        RecoveryAnswer::Age { mean_h, p50_h, p90_h, p95_h, p99_h, cdf_at_h, .. } => {
            let mut text = line("mean age", format!("{} h", digits(*mean_h)));
            for (name, hours) in [("P50", p50_h), ("P90", p90_h), ("P95", p95_h), ("P99", p99_h)] {
                text.push_str(&line(name, format!("{} h", digits(*hours))));
            }
            for (hours, p) in cdf_at_h {
                text.push_str(&line(&format!("at most {hours} h"), format!("{} %", amount(p * 100.0, 3))));
            }
            text
        }
        RecoveryAnswer::Mixture { total_events_per_year, mean_min, quantiles_min, p_within_min, .. } => {
            let mut text = line("failures a year", digits(*total_events_per_year));
            text.push_str(&line("mean", format!("{} min", digits(*mean_min))));
            for (p, minutes) in quantiles_min {
                text.push_str(&line(&format!("quantile {p}"), format!("{} min", digits(*minutes))));
            }
            for (minutes, p) in p_within_min {
                text.push_str(&line(&format!("within {minutes} min"), format!("{} %", amount(p * 100.0, 3))));
            }
            text
        }
    }
}
