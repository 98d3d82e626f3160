//! Rows on nodes.

use crate::engine::report::table::{Row, Table};
use crate::engine::report::{Report, odf};

pub(in crate::engine::report) fn sizing(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
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
    for one in &report.sizing.sources {
        table.row(&Row {
            section: "sizing",
            item: "requests",
            component: &one.components.join("; "),
            kind: one.method.word(),
            as_of: &one.as_of,
            source: &one.source,
            ..Row::default()
        })?;
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
