//! The report as one tidy table.

use super::document::{CostLine, Report};
use super::format::plain;
use super::odf;
use crate::engine::plan::Met;
use crate::engine::units::Usd;

const COLUMNS: [&str; 12] = [
    "section",
    "item",
    "component",
    "region",
    "quantity",
    "unit",
    "unit_price_usd",
    "value",
    "value_unit",
    "kind",
    "as_of",
    "source",
];

/// The report as CSV after RFC 4180: one fact a row, `value` in `value_unit`.
///
/// Texts that a spreadsheet would take for a formula get an apostrophe before
/// them; numbers stay numbers. An unpriced line has an empty value and the kind
/// `unpriced`.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn to_csv(report: &Report) -> Result<String, csv::Error> {
    let mut table = Table::new()?;
    identity(report, &mut table)?;
    sizing(report, &mut table)?;
    for finding in &report.review {
        table.row(&Row {
            section: "review",
            item: &finding.subject,
            component: finding.code.name(),
            kind: "computed",
            source: &finding.fails,
            ..Row::default()
        })?;
    }
    for line in &report.cost.lines {
        table.cost(line)?;
    }
    sums(report, &mut table)?;
    availability(report, &mut table)?;
    recovery(report, &mut table)?;
    effort(report, &mut table)?;
    for verdict in &report.verdicts {
        let (target, unit) = (verdict.target, verdict.unit);
        table.fact("verdict", target, "asked", verdict.asked, unit)?;
        if let Some(value) = verdict.value {
            table.fact("verdict", target, "value", value, unit)?;
        }
        if let Some(probability) = verdict.probability_met {
            table.fact("verdict", target, "probability met", probability, "probability")?;
        }
        let met = match verdict.met {
            Met::Yes => "met",
            Met::No => "missed",
            Met::Undecided => "undecided",
        };
        table.row(&Row {
            section: "verdict",
            item: target,
            component: met,
            kind: "computed",
            ..Row::default()
        })?;
    }
    for stated in &report.vendor_stated {
        let ends = [("low", stated.stated.low), ("high", stated.stated.high)];
        for (end, value) in ends.into_iter().filter_map(|(end, value)| Some((end, value?))) {
            let row = Row {
                section: "stated",
                item: &stated.metric,
                component: end,
                value: Some(value),
                value_unit: &stated.stated.unit,
                kind: "stated",
                source: &stated.source,
                ..Row::default()
            };
            table.row(&row)?;
        }
    }
    table.finish()
}

fn identity(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for (item, text) in [
        ("name", report.name.as_str()),
        ("place", &report.place),
        ("engine version", report.engine_version),
        ("plan digest", &report.plan_digest),
        ("catalogue digest", &report.catalogue.digest),
    ] {
        table.row(&Row { section: "plan", item, component: text, kind: "computed", ..Row::default() })?;
    }
    Ok(())
}

fn sizing(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for pool in &report.sizing.pools {
        let name = &pool.instance_type;
        table.fact("sizing", name, "nodes", f64::from(pool.nodes), "nodes")?;
        table.fact("sizing", name, "nodes needed", f64::from(pool.nodes_needed), "nodes")?;
        table.fact(
            "sizing",
            name,
            "allocatable CPU of a node",
            pool.allocatable.cpu_m as f64,
            "millicores",
        )?;
        table.fact(
            "sizing",
            name,
            "allocatable memory of a node",
            pool.allocatable.memory_mib as f64,
            "MiB",
        )?;
        table.fact("sizing", name, "requested CPU", pool.requested.cpu_m as f64, "millicores")?;
        table.fact("sizing", name, "requested memory", pool.requested.memory_mib as f64, "MiB")?;
        table.fact("sizing", name, "agents of a node, CPU", pool.agents.cpu_m as f64, "millicores")?;
        table.fact("sizing", name, "agents of a node, memory", pool.agents.memory_mib as f64, "MiB")?;
        let least = &pool.least_nodes;
        for (by, nodes) in [("CPU", least.cpu), ("memory", least.memory), ("pods", least.pods)] {
            table.fact("sizing", name, &format!("least nodes by {by}"), nodes as f64, "nodes")?;
        }
        table.fact("sizing", name, "fits", f64::from(u8::from(pool.fits)), "1 is yes")?;
        let survives = f64::from(u8::from(pool.zone_loss.survives));
        table.fact("sizing", name, "survives the loss of any zone", survives, "1 is yes")?;
        table.fact("sizing", name, "spare after the loss of a zone", pool.zone_loss.spare_pct, "percent")?;
        for loss in &pool.zone_losses {
            let zone = format!("zone {} lost", loss.zone);
            let sum = |counts: &mut dyn Iterator<Item = u32>| f64::from(counts.sum::<u32>());
            let moved = sum(&mut loss.moves.iter().map(|it| it.count));
            let down = sum(&mut loss.down.iter().map(|it| it.count));
            let waiting = sum(&mut loss.unplaced.iter().map(|it| it.count));
            let shed = sum(&mut loss.shed.iter().map(|it| it.count));
            for (what, pods) in
                [("moved", moved), ("down", down), ("without a node", waiting), ("shed", shed)]
            {
                table.fact("zone loss", &zone, what, pods, "pods")?;
            }
            table.fact("zone loss", &zone, "nodes started", loss.new_nodes.len() as f64, "nodes")?;
            table.fact("zone loss", &zone, "spare", loss.spare_pct, "percent")?;
        }
        if let Some(months) = pool.runway.as_ref().and_then(|runway| runway.months) {
            table.fact("sizing", name, "months until growth outgrows it", f64::from(months), "months")?;
        }
        for entry in &pool.placement {
            for (zone, pods) in entry.per_zone.iter().enumerate() {
                let zone = format!("zone {}", crate::engine::topology::zone_letter(zone));
                table.fact("placement", &entry.component, &zone, f64::from(*pods), "pods")?;
            }
            table.fact(
                "placement",
                &entry.component,
                "CPU of a pod",
                entry.request.cpu_m as f64,
                "millicores",
            )?;
            let memory = entry.request.memory_mib as f64;
            table.fact("placement", &entry.component, "memory of a pod", memory, "MiB")?;
        }
    }
    for quorum in &report.sizing.quorum {
        let survives = f64::from(u8::from(quorum.survives_zone_loss));
        table.fact("sizing", &quorum.component, "members", f64::from(quorum.members), "members")?;
        table.fact("sizing", &quorum.component, "survives the loss of a zone", survives, "1 is yes")?;
        if let Some(usd) = quorum.advice_monthly_usd {
            table.fact(
                "sizing",
                &quorum.component,
                "advice, more a month",
                usd.dollars(),
                "USD per month",
            )?;
        }
    }
    for (name, value, unit) in report.sizing.odf.iter().flat_map(odf::facts) {
        table.fact("sizing", "storage", &name, value, unit)?;
    }
    table.fact("sizing", "volumes", "workload", report.sizing.volumes_gib, "GiB")
}

fn sums(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let monthly = &report.cost.monthly;
    let complete = if monthly.complete { "complete" } else { "at least" };
    table.fact("cost sum", "list", complete, monthly.list_usd.dollars(), "USD per month")?;
    table.fact("cost sum", "effective", complete, monthly.effective_usd.dollars(), "USD per month")?;
    for group in &report.cost.groups {
        table.fact("cost sum", "group", group.title, group.effective_usd.dollars(), "USD per month")?;
    }
    let labour = report.cost.labour_monthly_usd.dollars();
    table.fact("cost sum", "labour", "planned work", labour, "USD per month")
}

fn availability(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let availability = &report.availability;
    let section = "availability";
    table.fact(section, "headline", "steady state", availability.steady_state * 100.0, "percent")?;
    table.fact(section, "headline", "unavailability", availability.unavailability, "fraction")?;
    table.fact(section, "headline", "outages", availability.outages_per_year, "per year")?;
    let minutes = &availability.downtime_minutes_per_year;
    table.fact(section, "headline", "downtime mean", minutes.mean, "minutes per year")?;
    for (name, value) in
        [("downtime p50", minutes.p50), ("downtime p90", minutes.p90), ("downtime p99", minutes.p99)]
    {
        if let Some(value) = value {
            table.fact(section, "headline", name, value, "minutes per year")?;
        }
    }
    let infrastructure = availability.infrastructure.downtime_minutes_per_year;
    table.fact(section, "infrastructure", "downtime mean", infrastructure, "minutes per year")?;
    if let Some(contractual) = &availability.contractual {
        table.fact(section, "contractual", "product of promises", contractual.availability_pct, "percent")?;
    }
    for class in &availability.classes {
        let role = match class.role {
            crate::engine::availability::Role::Hard => "downtime",
            crate::engine::availability::Role::Soft => "degraded",
            crate::engine::availability::Role::Benchmark => "benchmark",
        };
        table.fact(section, class.name, role, class.downtime_minutes_per_year, "minutes per year")?;
        table.fact(section, class.name, "failures", class.failures_per_year, "per year")?;
    }
    Ok(())
}

fn recovery(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for entry in &report.recovery {
        table.fact("recovery", entry.failure, "events", entry.per_year, "per year")?;
        if let Some(rto) = entry.rto_minutes {
            table.fact("recovery", entry.failure, "rto p50", rto.p50, "minutes")?;
            table.fact("recovery", entry.failure, "rto p90", rto.p90, "minutes")?;
        }
        if let Some(rpo) = entry.rpo_seconds {
            table.fact("recovery", entry.failure, "rpo p50", rpo.p50, "seconds")?;
        }
    }
    for loss in &report.backup.rpo_by_surface {
        table.fact("recovery", loss.surface, "data lost at most", loss.at_most_seconds, "seconds")?;
    }
    table.fact("backup", "stored", "velero", report.backup.stored_gib.velero, "GiB")?;
    table.fact("backup", "stored", "database", report.backup.stored_gib.database, "GiB")
}

fn effort(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let effort = &report.effort;
    let hours = &effort.setup.hours;
    for (name, value) in [
        ("low", Some(hours.low)),
        ("p10", hours.p10),
        ("p50", hours.p50),
        ("mean", Some(hours.mean)),
        ("p90", hours.p90),
        ("high", Some(hours.high)),
    ] {
        if let Some(value) = value {
            table.fact("setup", "hours", name, value, "hours")?;
        }
    }
    let days = &effort.setup.days;
    for (name, value) in [("p10", days.p10), ("p50", days.p50), ("mean", Some(days.mean)), ("p90", days.p90)]
    {
        if let Some(value) = value {
            table.fact("setup", "days", name, value, "working days")?;
        }
    }
    for task in &effort.setup.tasks {
        for (end, value) in [("low", task.hours_low), ("high", task.hours_high)] {
            table.stated("setup task", &task.name, end, value, "hours", &task.source)?;
        }
    }
    let month = effort.maintenance.hours_per_month;
    for (name, value) in [("low", month.low), ("mean", month.mean), ("high", month.high)] {
        table.fact("maintenance", "month", name, value, "hours per month")?;
    }
    for (month, value) in effort.maintenance.calendar.iter().enumerate() {
        table.fact("maintenance", "calendar", &format!("month {}", month + 1), *value, "hours")?;
    }
    for activity in &effort.maintenance.activities {
        let cycles = f64::from(activity.per_year);
        table.stated("activity", &activity.name, "cycles", cycles, "per year", &activity.source)?;
        for (end, value) in [("low", activity.hours_low), ("high", activity.hours_high)] {
            table.stated("activity", &activity.name, end, value, "hours per cycle", &activity.source)?;
        }
    }
    table.fact("fte", "planned", "maintenance", effort.fte.planned, "FTE")?;
    if let Some(reserved) = effort.fte.reserved {
        let source = report.vendor_stated.first().map_or("", |stated| stated.source.as_str());
        table.stated("fte", "reserved", "stated by the vendor", reserved, "FTE", source)?;
    }
    Ok(())
}

/// One row; a field that does not apply is empty.
#[derive(Default)]
struct Row<'a> {
    section: &'a str,
    item: &'a str,
    component: &'a str,
    region: &'a str,
    quantity: Option<f64>,
    unit: &'a str,
    unit_price_usd: Option<f64>,
    value: Option<f64>,
    value_unit: &'a str,
    kind: &'a str,
    as_of: &'a str,
    source: &'a str,
}

struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new() -> Result<Self, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        Ok(Self(writer))
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), csv::Error> {
        let number = |value: Option<f64>| value.map_or_else(String::new, plain);
        self.0.write_record([
            guarded(row.section),
            guarded(row.item),
            guarded(row.component),
            guarded(row.region),
            number(row.quantity),
            guarded(row.unit),
            number(row.unit_price_usd),
            number(row.value),
            guarded(row.value_unit),
            guarded(row.kind),
            guarded(row.as_of),
            guarded(row.source),
        ])
    }

    fn fact(
        &mut self,
        section: &str,
        item: &str,
        component: &str,
        value: f64,
        value_unit: &str,
    ) -> Result<(), csv::Error> {
        let kind = "computed";
        self.row(&Row { section, item, component, value: Some(value), value_unit, kind, ..Row::default() })
    }

    fn stated(
        &mut self,
        section: &str,
        item: &str,
        component: &str,
        value: f64,
        value_unit: &str,
        source: &str,
    ) -> Result<(), csv::Error> {
        self.row(&Row {
            section,
            item,
            component,
            value: Some(value),
            value_unit,
            kind: "stated",
            source,
            ..Row::default()
        })
    }

    /// A line of the bill; one row for each tier where there are several, so that
    /// every row is its quantity times its unit price.
    fn cost(&mut self, line: &CostLine) -> Result<(), csv::Error> {
        if line.tiers.is_empty() {
            return self.cost_row(line, line.quantity, line.unit_price_usd, line.effective_usd);
        }
        line.tiers.iter().try_for_each(|tier| {
            self.cost_row(line, tier.quantity, Some(tier.unit_price_usd), Some(tier.usd))
        })
    }

    fn cost_row(
        &mut self,
        line: &CostLine,
        quantity: f64,
        unit_price_usd: Option<f64>,
        usd: Option<Usd>,
    ) -> Result<(), csv::Error> {
        use crate::engine::catalogue::Method;
        let kind = match (line.effective_usd, line.quantity_method) {
            (None, _) => "unpriced",
            (Some(_), _) if line.own => "computed at an own price",
            (Some(_), _) if line.stand_in.is_some() => "computed at a stand-in price",
            (Some(_), Method::Assumed) => "computed from an assumption",
            (Some(_), _) => "computed",
        };
        self.row(&Row {
            section: "cost",
            item: &format!("{}: {}", line.service, line.item),
            component: line.component,
            region: &line.region,
            quantity: Some(quantity),
            unit: &line.unit,
            unit_price_usd,
            value: usd.map(Usd::dollars),
            value_unit: "USD per month",
            kind,
            as_of: line.as_of.as_deref().unwrap_or_default(),
            source: line.source.as_deref().unwrap_or_default(),
        })
    }

    fn finish(self) -> Result<String, csv::Error> {
        let bytes = self.0.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// A text that no spreadsheet takes for a formula; control characters become spaces.
fn guarded(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\0']) {
        format!("'{clean}")
    } else {
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_plain_text_is_not() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("@here"), "'@here");
        assert_eq!(guarded("a\nb"), "a b");
        assert_eq!(guarded("Reference, AWS"), "Reference, AWS");
    }
}
