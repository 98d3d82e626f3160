//! Until when the versions of a plan are supported: form, text and rows.

use serde::Serialize;

use crate::engine::catalogue::Method;
use crate::engine::cost::SupportState;
use crate::engine::plan::{Outcome, SupportEntry};
use crate::engine::report::Report;
use crate::engine::report::format::amount;
use crate::engine::report::page::Page;
use crate::engine::report::table::{Row, Table};
use crate::engine::units::Usd;

/// The support of a version.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupportedUntil {
    /// Product, as the data names it.
    pub product: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Version.
    pub version: String,
    /// Last day of standard support; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_until: Option<String>,
    /// Last day of extended support; absent where none is sold, or its end is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_until: Option<String>,
    /// Support in the first month: `standard`, `extended`, `ended` or `unknown`.
    pub state: &'static str,
    /// Months of the horizon for which extended support is paid; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_months: Option<u32>,
    /// The first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_paid_month: Option<String>,
    /// What extended support costs in that month, on the site that writes; absent where no
    /// price is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<Usd>,
    /// What comes after standard support where no fee of its own does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// Where the dates come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Date of that source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// How the dates were had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
}

/// The support of each version of an outcome.
pub(super) fn calendar(outcome: &Outcome) -> Vec<SupportedUntil> {
    outcome.support.iter().map(supported_until).collect()
}

fn supported_until(entry: &SupportEntry) -> SupportedUntil {
    let row = entry.row.as_ref();
    let is_known = entry.state != SupportState::Unknown;
    SupportedUntil {
        product: entry.product.name(),
        title: entry.product.title(),
        version: entry.version.clone(),
        standard_until: row.and_then(|row| row.standard_until).map(|date| date.to_string()),
        extended_until: row.and_then(|row| row.extended_until).map(|date| date.to_string()),
        state: match entry.state {
            SupportState::Standard => "standard",
            SupportState::Extended => "extended",
            SupportState::Ended => "ended",
            SupportState::Unknown => "unknown",
        },
        paid_months: is_known.then_some(entry.paid_months),
        first_paid_month: entry.first_paid_month.map(|month| month.to_string()),
        monthly_usd: entry.monthly,
        note: entry.note,
        source: row.map(|row| row.provenance.source.clone()),
        as_of: row.map(|row| row.provenance.as_of_text()),
        method: row.map(|row| row.provenance.method),
    }
}

/// Until when the versions of the plan are supported.
pub(in crate::engine::report) fn text(report: &Report, page: &mut Page) {
    if report.cost.support_calendar.is_empty() {
        return;
    }
    page.heading(
        "Support of versions",
        "last days; the fee is that of the site that writes, in its first month",
    );
    for entry in &report.cost.support_calendar {
        let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "–".to_owned());
        let fee = match (entry.paid_months, &entry.first_paid_month, entry.monthly_usd) {
            (None, ..) => "dates not known".to_owned(),
            (Some(months), Some(first), usd) => {
                let usd = usd.map_or_else(
                    || "at a price that is not known".to_owned(),
                    |usd| format!("at {} USD a month", amount(usd.dollars(), 2)),
                );
                let unit = if months == 1 { "month" } else { "months" };
                format!("{months} {unit} paid from {first} on, {usd}")
            }
            _ => entry.note.unwrap_or("nothing to pay within the horizon").to_owned(),
        };
        page.line(format!(
            "  {:<29} {:<5} {:<9} standard until {:<11} extended until {:<11}",
            entry.title,
            entry.version,
            entry.state,
            date(&entry.standard_until),
            date(&entry.extended_until),
        ));
        page.line(format!("    {fee}"));
    }
}

/// The support of versions; a day is the `as_of` of none of these rows and stands in `component`.
pub(in crate::engine::report) fn csv(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for entry in &report.cost.support_calendar {
        let item = format!("{} {}", entry.product, entry.version);
        let row = Row {
            section: "support",
            item: &item,
            kind: entry.method.map_or("unknown", Method::word),
            as_of: entry.as_of.as_deref().unwrap_or_default(),
            source: entry.source.as_deref().unwrap_or_default(),
            ..Row::default()
        };
        table.row(&Row { component: &format!("state: {}", entry.state), ..row })?;
        for (what, date) in [("standard", &entry.standard_until), ("extended", &entry.extended_until)] {
            if let Some(date) = date {
                table.row(&Row { component: &format!("{what} until {date}"), ..row })?;
            }
        }
        if let Some(months) = entry.paid_months {
            table.fact("support", &item, "paid months", f64::from(months), "months of the horizon")?;
        }
        if let (Some(first), Some(usd)) = (&entry.first_paid_month, entry.monthly_usd) {
            let component = format!("extended support from {first} on");
            table.fact("support", &item, &component, usd.dollars(), "USD per month")?;
        }
    }
    Ok(())
}
