//! Lines on nodes.

use super::{loss_in_words, means_in_words, routers_in_words, runway_in_words};
use crate::engine::report::format::{amount, dollars, signed_percent};
use crate::engine::report::page::Page;
use crate::engine::report::{Report, odf};

/// The part of the report on nodes, pods and zones as text.
pub fn to_layout_text(report: &Report) -> String {
    let mut page = Page::new();
    layout(report, &mut page);
    components(report, &mut page);
    review(report, &mut page);
    page.finish()
}

/// What each component asks for, and where its pods are.
fn components(report: &Report, page: &mut Page) {
    /// More than this nobody reads.
    const MOST: usize = 500;
    for pool in &report.sizing.pools {
        page.heading("Pods", "what one pod asks for, and how many are in each zone");
        page.line(format!("  {:<50}{:>9}{:>11}{:>7}   {}", "component", "m CPU", "MiB", "pods", "by zone"));
        for by_platform in [false, true] {
            let entries = || pool.placement.iter().filter(|entry| entry.by_platform == by_platform);
            for entry in entries().take(MOST) {
                let by_zone: Vec<String> = entry.per_zone.iter().map(ToString::to_string).collect();
                let note = match (entry.by_platform, entry.pinned) {
                    (true, _) => "  added by the platform",
                    (false, true) => "  stays in its zone",
                    (false, false) => "",
                };
                page.line(format!(
                    "  {:<50}{:>9}{:>11}{:>7}   {}{note}",
                    entry.component,
                    amount(entry.request.cpu_m as f64, 0),
                    amount(entry.request.memory_mib as f64, 0),
                    entry.per_zone.iter().sum::<u32>(),
                    by_zone.join(" ")
                ));
            }
            let more = entries().count().saturating_sub(MOST);
            if more > 0 {
                page.line(format!("  and {more} more; --format json has them all"));
            }
        }
        for agent in &pool.agent_list {
            page.line(format!(
                "  {:<50}{:>9}{:>11}   on every node",
                agent.name,
                amount(agent.request.cpu_m as f64, 0),
                amount(agent.request.memory_mib as f64, 0)
            ));
        }
    }
}

pub(in crate::engine::report) fn layout(report: &Report, page: &mut Page) {
    for pool in &report.sizing.pools {
        page.heading("Layout", &format!("pool {}", pool.name));
        let zones: Vec<String> = pool
            .nodes_per_zone
            .iter()
            .enumerate()
            .map(|(i, nodes)| format!("{} {nodes}", crate::engine::topology::zone_letter(i)))
            .collect();
        page.line(format!("  nodes by zone       {}", zones.join(", ")));
        page.line(format!(
            "  a node offers       {} m CPU, {} MiB, {} pods; its agents take {} m and {} MiB",
            amount(pool.allocatable.cpu_m as f64, 0),
            amount(pool.allocatable.memory_mib as f64, 0),
            pool.allocatable.pods,
            pool.agents.cpu_m,
            pool.agents.memory_mib
        ));
        page.line(format!(
            "  the pods ask for    {} m CPU, {} MiB, {} pods; {} stays free",
            amount(pool.requested.cpu_m as f64, 0),
            amount(pool.requested.memory_mib as f64, 0),
            pool.requested.pods,
            signed_percent(pool.spare_pct)
        ));
        let least = &pool.least_nodes;
        page.line(format!(
            "  nodes by totals     {} by CPU, {} by memory, {} by pods; one by one, with rules and zones: {}",
            least.cpu, least.memory, least.pods, pool.nodes
        ));
        page.wrapped("  zone lost           ", &loss_in_words(pool));
        for loss in pool.zone_losses.iter().filter(|loss| !loss.shed.is_empty() || !loss.new_nodes.is_empty())
        {
            page.wrapped("                      ", &means_in_words(loss));
        }
        if let Some(runway) = &pool.runway {
            page.wrapped("  growth              ", &runway_in_words(runway));
        }
        let others: Vec<String> = pool
            .runners_up
            .iter()
            .filter_map(|other| {
                let usd = other.monthly_usd?.dollars();
                Some(format!("{} × {} for {}", other.nodes, other.instance_type, dollars(usd)))
            })
            .collect();
        if !others.is_empty() {
            page.wrapped("  next best           ", &format!("{} USD", others.join(", ")));
        }
    }
    for quorum in &report.sizing.quorum {
        let mark =
            if quorum.survives_zone_loss { "  quorum              " } else { "  quorum            ! " };
        page.wrapped(mark, &format!("{}: {}", quorum.component, quorum.advice));
    }
    if let (Some(database), Some(cache)) = (&report.sizing.database_class, &report.sizing.cache_class) {
        page.wrapped("  data services       ", &format!("{database}, {cache}"));
    }
    if let Some(routers) = &report.sizing.routers {
        page.wrapped("  routers             ", &routers_in_words(routers));
    }
    if let Some(odf) = &report.sizing.odf {
        page.wrapped("  storage             ", &odf::in_words(odf));
    }
}

/// What would break, most serious first.
pub(in crate::engine::report) fn review(report: &Report, page: &mut Page) {
    if report.review.is_empty() {
        return;
    }
    page.heading("What would break", "weaknesses of the manifests, most serious first");
    const MOST: usize = 200;
    let more = report.review.len().saturating_sub(MOST);
    for finding in report.review.iter().take(MOST) {
        page.wrapped(
            &format!("  {:<10}", finding.severity.name()),
            &format!("{}: {}. Mend: {}", finding.subject, finding.fails, finding.mend),
        );
    }
    if more > 0 {
        page.line(format!("  and {more} more; --format json has them all"));
    }
}
