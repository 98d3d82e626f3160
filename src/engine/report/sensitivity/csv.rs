//! The table on what results hang on.

use super::SensitivityReport;
use crate::engine::plan::Measured;
use crate::engine::report::table::{Row, Table};
use crate::engine::sensitivity::{OutputRow, Pays, PaysOff};
use crate::engine::units::Usd;

/// The table of the document.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn sensitivity_csv(report: &SensitivityReport) -> Result<String, csv::Error> {
    let mut table = Table::new()?;
    report.outputs.iter().try_for_each(|output| of_output(output, &mut table))?;
    commitments(report, &mut table)?;
    steps(report, &mut table)?;
    for target in &report.break_even.targets {
        for crossing in &target.inputs {
            let (component, kind) = match crossing.row.just_met_at {
                Some(_) => (crossing.row.input.as_str(), "computed"),
                None => (crossing.row.input.as_str(), "no value between its ends"),
            };
            table.row(&Row {
                section: "break-even of targets",
                item: &target.target,
                component,
                quantity: Some(target.asked),
                unit: &target.unit,
                value: crossing.row.just_met_at,
                value_unit: &crossing.row.unit,
                kind,
                source: &crossing.sentence,
                ..Row::default()
            })?;
        }
    }
    table.finish()
}

fn of_output(output: &OutputRow, table: &mut Table) -> Result<(), csv::Error> {
    let name = output.output.name();
    let section = "sensitivity";
    table.fact(section, name, "at likely values", output.at_likely, &output.unit)?;
    let measured = [("mean", output.mean), ("p10", output.p10), ("p50", output.p50), ("p90", output.p90)];
    for (component, figure) in measured {
        with_error(table, section, name, component, figure, &output.unit)?;
    }
    if let Some(rest) = output.interactions {
        with_error(table, section, name, "no input alone", rest, "share of variance")?;
    }
    let section = format!("sensitivity of {name}");
    for input in &output.inputs {
        let at = |component, end: f64, value: f64| Row {
            section: &section,
            item: &input.input,
            component,
            quantity: Some(end),
            unit: &input.unit,
            value: Some(value),
            value_unit: &output.unit,
            kind: input.set_by.name(),
            source: &input.source,
            ..Row::default()
        };
        if let Some(meaning) = &input.meaning {
            let (item, kind) = (input.input.as_str(), input.set_by.name());
            table.row(&Row {
                section: &section,
                item,
                component: "meaning",
                kind,
                source: meaning,
                ..Row::default()
            })?;
        }
        table.row(&at("at low", input.low, input.at_low))?;
        table.row(&at("at likely", input.likely, output.at_likely))?;
        table.row(&at("at high", input.high, input.at_high))?;
        with_error(table, &section, &input.input, "rank correlation", input.rank_correlation, "correlation")?;
        let index = if output.correlated { "index, no share" } else { "share of variance" };
        with_error(table, &section, &input.input, "first order", input.first_order, index)?;
    }
    Ok(())
}

fn with_error(
    table: &mut Table,
    section: &str,
    item: &str,
    component: &str,
    figure: Measured,
    unit: &str,
) -> Result<(), csv::Error> {
    table.fact(section, item, component, figure.value, unit)?;
    table.fact(section, item, &format!("{component}, standard error"), figure.standard_error, unit)
}

fn commitments(report: &SensitivityReport, table: &mut Table) -> Result<(), csv::Error> {
    for told in &report.break_even.commitments {
        let row = &told.row;
        let years = if row.years == 1 { "1 year".to_owned() } else { format!("{} years", row.years) };
        let item = format!("{}, {}, {years}, {} upfront", row.part, row.scheme, row.upfront.name());
        let (month, kind) = match row.pays_off {
            PaysOff::AtOnce => (Some(1.0), "at once"),
            PaysOff::AfterMonth { month } => (Some(f64::from(month)), "computed"),
            PaysOff::NotWithinHorizon => (None, "not within the horizon"),
        };
        let fact = |component, value, value_unit, kind| Row {
            section: "break-even of commitments",
            item: &item,
            component,
            quantity: Some(row.coverage_pct),
            unit: "percent of the first month",
            value,
            value_unit,
            kind,
            source: &told.sentence,
            ..Row::default()
        };
        table.row(&fact("pays off after", month, "months", kind))?;
        table.row(&fact("saves over the horizon", Some(row.saves_usd.dollars()), "USD", "computed"))?;
        if let Some(usd) = row.saves_against_plan_usd {
            table.row(&fact("saves against the plan", Some(usd.dollars()), "USD", "computed"))?;
        }
        if let Some(pct) = row.least_use_pct {
            table.row(&fact("least use", Some(pct), "percent of the term", "computed"))?;
        }
    }
    Ok(())
}

fn steps(report: &SensitivityReport, table: &mut Table) -> Result<(), csv::Error> {
    for told in &report.break_even.steps {
        let step = &told.row;
        let fact = |component, value, value_unit, kind| Row {
            section: "break-even of availability",
            item: &step.change,
            component,
            value,
            value_unit,
            kind,
            source: &told.sentence,
            ..Row::default()
        };
        let Some(figures) = &step.figures else {
            table.row(&fact("not possible", None, "", step.reason.as_deref().unwrap_or("unknown")))?;
            continue;
        };
        let kind = if figures.is_complete { "computed" } else { "at least" };
        let usd = |usd: Usd| Some(usd.dollars());
        let monthly = "USD per month";
        table.row(&fact("bill more", usd(figures.bill_more_usd), monthly, kind))?;
        table.row(&fact("people more", usd(figures.people_more_usd), monthly, kind))?;
        let minutes = Some(figures.minutes_saved_per_year);
        table.row(&fact("downtime saved", minutes, "minutes per year", "computed"))?;
        let (usd, word) = match figures.pays {
            Pays::Above { usd_per_hour } => (Some(usd_per_hour), "pays above"),
            Pays::Below { usd_per_hour } => (Some(usd_per_hour), "pays below"),
            Pays::Always => (None, "always pays"),
            Pays::Never => (None, "never pays"),
            Pays::Nothing => (None, "changes nothing"),
        };
        table.row(&fact(word, usd, "USD per hour of downtime", kind))?;
    }
    Ok(())
}
