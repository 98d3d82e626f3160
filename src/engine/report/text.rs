//! The report as a page that a person likes to read.

use std::fmt::Write;

use super::document::{CostLine, Report, Stated};
use super::format::{age, amount, digits, dollars, hours_range, percent, quantity, signed_percent};
use super::odf;
use super::sizing::{loss_in_words, means_in_words, routers_in_words, runway_in_words, verdict_in_words};
use crate::engine::availability::Role;
use crate::engine::plan::Met;

/// Width of the page in columns.
const WIDTH: usize = 110;

/// The report as text.
pub fn to_text(report: &Report) -> String {
    let mut page = Page(String::new());
    head(report, &mut page);
    answers(report, &mut page);
    targets(report, &mut page);
    layout(report, &mut page);
    review(report, &mut page);
    bill(report, &mut page);
    availability(report, &mut page);
    recovery(report, &mut page);
    effort(report, &mut page);
    stated(report, &mut page);
    notes(report, &mut page);
    page.0
}

/// Lines of text. Writing to a string cannot fail.
struct Page(String);

impl Page {
    fn line(&mut self, text: impl AsRef<str>) {
        self.0.push_str(text.as_ref().trim_end());
        self.0.push('\n');
    }

    fn heading(&mut self, title: &str, remark: &str) {
        self.line("");
        if remark.is_empty() {
            self.line(title);
        } else {
            self.line(format!("{title} · {remark}"));
        }
        self.line("─".repeat(WIDTH));
    }

    /// A text in lines of the page's width, each indented.
    fn wrapped(&mut self, mark: &str, text: &str) {
        let indent = mark.chars().count();
        let mut line = mark.to_owned();
        let mut length = indent;
        for word in text.split_whitespace() {
            let width = word.chars().count();
            if length + 1 + width > WIDTH && length > indent {
                self.line(&line);
                line = " ".repeat(indent);
                length = indent;
            }
            if length > indent {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += width;
        }
        self.line(line);
    }
}

fn head(report: &Report, page: &mut Page) {
    page.line(format!("{} · {}", report.name, report.place));
    let date = |date: Option<crate::engine::catalogue::Date>| {
        date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
    };
    page.line(format!(
        "judged on {} · oldest price {} · catalogue {} · plan {} · zoneplan {}",
        report.as_of,
        date(report.catalogue.oldest),
        report.catalogue.digest,
        report.plan_digest,
        report.engine_version
    ));
}

fn answers(report: &Report, page: &mut Page) {
    page.line("");
    for (question, answer) in [
        ("How big", big(report)),
        ("How much", much(report)),
        ("How available", available(report)),
        ("How long to set up", set_up(report)),
        ("How much work", keep(report)),
    ] {
        page.wrapped(&format!("  {question:<20}"), &answer);
    }
}

fn big(report: &Report) -> String {
    let Some(pool) = report.sizing.pools.first() else { return String::new() };
    let verdict = verdict_in_words(pool);
    format!("{} × {}; {verdict}", pool.nodes, pool.instance_type)
}

fn much(report: &Report) -> String {
    let at_least = if report.cost.monthly.complete { "" } else { "at least " };
    format!(
        "{at_least}{} USD a month at {}; planned work beside it {} USD",
        dollars(report.cost.monthly.effective_usd.dollars()),
        report.cost.price_words(),
        dollars(report.cost.labour_monthly_usd.dollars())
    )
}

fn available(report: &Report) -> String {
    let availability = &report.availability;
    let minutes = &availability.downtime_minutes_per_year;
    let median = minutes
        .p50
        .map_or_else(String::new, |p50| format!("; one year in two stays below {} min", digits(p50)));
    format!(
        "{} %, {} min down in a mean year{median}",
        percent(availability.unavailability),
        digits(minutes.mean)
    )
}

fn set_up(report: &Report) -> String {
    let setup = &report.effort.setup;
    let p90 = setup.days.p90.map_or_else(String::new, |p90| format!("; nine of ten within {}", digits(p90)));
    format!("{} working days, {} h of work{p90}", digits(setup.days.mean), digits(setup.hours.mean))
}

fn keep(report: &Report) -> String {
    let effort = &report.effort;
    let reserved = effort
        .fte
        .reserved
        .map_or_else(String::new, |reserved| format!("; the vendor reserves {} FTE", digits(reserved)));
    format!(
        "{} h a month, {} FTE planned{reserved}",
        digits(effort.maintenance.hours_per_month.mean),
        digits(effort.fte.planned)
    )
}

fn targets(report: &Report, page: &mut Page) {
    if report.verdicts.is_empty() {
        return;
    }
    page.heading("Targets", "");
    for verdict in &report.verdicts {
        let word = match verdict.met {
            Met::Yes => "met",
            Met::No => "missed",
            Met::Undecided => "undecided",
        };
        let value = verdict.value.map_or_else(|| "–".to_owned(), |value| amount(value, 2));
        let odds = verdict
            .probability_met
            .map_or_else(String::new, |p| format!("{} % of the time", amount(p * 100.0, 1)));
        page.line(format!(
            "  {:<20}{:>14}  asked {:>12}   {word:<10} {odds}",
            verdict.target,
            value,
            amount(verdict.asked, 2)
        ));
    }
}

/// The part of the report on nodes, pods and zones as text.
pub fn to_layout_text(report: &Report) -> String {
    let mut page = Page(String::new());
    layout(report, &mut page);
    components(report, &mut page);
    review(report, &mut page);
    page.0
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

/// What would break, most serious first.
fn review(report: &Report, page: &mut Page) {
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

fn layout(report: &Report, page: &mut Page) {
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

fn bill(report: &Report, page: &mut Page) {
    let prices = report.cost.price_words();
    page.heading(
        "Bill of a month",
        &format!("USD, first month, {prices}, before tax; people stand beside it"),
    );
    for group in &report.cost.groups {
        let lines: Vec<&CostLine> =
            report.cost.lines.iter().filter(|line| line.group == group.group).collect();
        page.line(format!("  {:<90}{:>18}", group.title, amount(group.effective_usd.dollars(), 2)));
        for line in lines {
            let quantity = quantity(line.quantity, &line.unit);
            let price = match line.unit_price_usd {
                _ if !line.tiers.is_empty() => "tiers".to_owned(),
                Some(price) => format!("{price}"),
                None => "no price".to_owned(),
            };
            let sum =
                line.effective_usd.map_or_else(|| "unpriced".to_owned(), |usd| amount(usd.dollars(), 2));
            let as_of = line.as_of.as_deref().unwrap_or("");
            page.line(format!(
                "    {:<23}{:>23} × {:<8} {:<37}{:>12}",
                line.component,
                quantity,
                price,
                item_and_date(&line.item, as_of),
                sum
            ));
            if let Some(region) = &line.stand_in {
                page.line(format!("      stand-in: the price of {region}, as the plan allows"));
            }
            if line.own {
                page.line("      own price, in place of a listed one");
            }
        }
    }
    let unpriced = report.cost.unpriced.len();
    if unpriced > 0 {
        let lines = report.cost.lines.len();
        page.line(format!(
            "  {} of {lines} lines have a price here; what the others cost comes on top",
            report.cost.priced_lines
        ));
    }
    let total = if report.cost.monthly.complete { "Total" } else { "Total, at least" };
    page.line(format!("  {total:<90}{:>18}", amount(report.cost.monthly.effective_usd.dollars(), 2)));
    page.line(format!(
        "  {:<90}{:>18}",
        "Planned work, beside it",
        amount(report.cost.labour_monthly_usd.dollars(), 2)
    ));
}

/// An item, cut where it is long, and the date of its price.
fn item_and_date(item: &str, as_of: &str) -> String {
    const ROOM: usize = 25;
    let item: String = if item.chars().count() <= ROOM {
        item.to_owned()
    } else {
        item.chars().take(ROOM - 1).chain(['…']).collect()
    };
    format!("{item:<ROOM$} {as_of}")
}

fn availability(report: &Report, page: &mut Page) {
    let availability = &report.availability;
    page.heading("Availability", "the function is to write: transactions are accepted and settled");
    let minutes = &availability.downtime_minutes_per_year;
    if let (Some(p50), Some(p90), Some(p99)) = (minutes.p50, minutes.p90, minutes.p99) {
        page.line(format!(
            "  one year's downtime  P50 {} min, P90 {} min, P99 {} min; mean {} min",
            digits(p50),
            digits(p90),
            digits(p99),
            digits(minutes.mean)
        ));
    }
    page.line(format!(
        "  infrastructure only  {} %, {} min a year",
        percent(availability.infrastructure.unavailability),
        digits(availability.infrastructure.downtime_minutes_per_year)
    ));
    if let Some(contractual) = &availability.contractual {
        page.wrapped(
            "  promises multiplied  ",
            &format!(
                "{} %: a bound on refunds, no forecast ({})",
                amount(contractual.availability_pct, 3),
                contractual.of.join(", ")
            ),
        );
    }
    page.line("");
    page.line(format!(
        "  {:<40}{:>14}{:>16}   {}",
        "failure class", "times a year", "min a year", "counts as"
    ));
    for class in &availability.classes {
        let role = match class.role {
            Role::Hard => "down",
            Role::Soft => "degraded",
            Role::Benchmark => continue,
        };
        page.line(format!(
            "  {:<40}{:>14}{:>16}   {role}",
            class.title,
            digits(class.failures_per_year),
            digits(class.downtime_minutes_per_year)
        ));
    }
}

fn recovery(report: &Report, page: &mut Page) {
    page.heading("Recovery", "minutes until service is restored, data lost of the database");
    page.line(format!(
        "  {:<38}{:>10}{:>9}{:>9}{:>9}   {}",
        "failure", "a year", "RTO P50", "RTO P90", "RPO s", "who acts"
    ));
    for entry in &report.recovery {
        let (p50, p90) = entry
            .rto_minutes
            .map_or_else(|| ("–".to_owned(), "–".to_owned()), |rto| (digits(rto.p50), digits(rto.p90)));
        let rpo = entry.rpo_seconds.map_or_else(|| "–".to_owned(), |rpo| digits(rpo.p50));
        page.line(format!(
            "  {:<38}{:>10}{p50:>9}{p90:>9}{rpo:>9}   {}",
            entry.failure,
            digits(entry.per_year),
            entry.who_acts
        ));
    }
    if let Some(entry) = report.recovery.first() {
        let text =
            |stated: &Option<Stated>| stated.as_ref().map_or("–", |stated| stated.text.as_str()).to_owned();
        page.line(format!(
            "  the vendor states   RTO {}, RPO {}, RTT {} (total recovery, verification included)",
            text(&entry.vendor_stated.rto),
            text(&entry.vendor_stated.rpo),
            text(&entry.vendor_stated.rtt)
        ));
    }
    for loss in &report.backup.rpo_by_surface {
        page.line(format!(
            "  {:<20}at most {} old after {}",
            loss.surface,
            age(loss.at_most_seconds),
            loss.failure
        ));
    }
}

fn effort(report: &Report, page: &mut Page) {
    let effort = &report.effort;
    page.heading("Setup", "hours as stated by the vendor; start and end at the likely hours");
    for task in &effort.setup.tasks {
        page.line(format!(
            "  {:<36}{:>14}   engineer {}, hour {} to {}",
            task.name,
            hours_range(task.hours_low, task.hours_high),
            task.engineer,
            digits(task.start_hour),
            digits(task.end_hour)
        ));
    }
    page.heading("Running it", "hours of a cycle as stated by the vendor");
    for activity in &effort.maintenance.activities {
        page.line(format!(
            "  {:<36}{:>14}   {} times a year",
            activity.name,
            hours_range(activity.hours_low, activity.hours_high),
            activity.per_year
        ));
    }
}

/// What the vendor states beside what the plan computes.
fn stated(report: &Report, page: &mut Page) {
    page.heading("Stated and computed", "never forced to agree");
    let effort = &report.effort;
    let text =
        |stated: &Option<Stated>| stated.as_ref().map_or("–", |stated| stated.text.as_str()).to_owned();
    let month = effort.maintenance.hours_per_month;
    let rows = [
        (
            "initial setup",
            text(&effort.setup.vendor_stated),
            format!(
                "{} days ({} to {} h of listed tasks)",
                digits(effort.setup.days.mean),
                digits(effort.setup.hours.low),
                digits(effort.setup.hours.high)
            ),
        ),
        (
            "monthly effort",
            text(&effort.maintenance.vendor_stated),
            format!("{} to {} h of listed activities", digits(month.low), digits(month.high)),
        ),
        (
            "people",
            effort.fte.reserved.map_or_else(|| "–".to_owned(), |fte| format!("~{} FTE", digits(fte))),
            format!("{} FTE of planned work; the rest is availability", digits(effort.fte.planned)),
        ),
    ];
    for (what, stated, computed) in rows {
        page.line(format!("  {what:<18}stated {stated:<16} computed {computed}"));
    }
}

fn notes(report: &Report, page: &mut Page) {
    if !report.warnings.is_empty() {
        page.heading("Warnings", "");
        for warning in &report.warnings {
            page.wrapped("  ! ", &format!("{}: {}", warning.path, warning.message));
        }
    }
    page.heading("Not covered", "what this version leaves out");
    let mut topics: Vec<(&str, String)> = Vec::new();
    for gap in &report.not_covered {
        match topics.iter_mut().find(|(topic, _)| *topic == gap.topic) {
            Some((_, text)) => {
                let _ = write!(text, "; {}", gap.what);
            }
            None => topics.push((gap.topic, gap.what.to_owned())),
        }
    }
    for (topic, text) in topics {
        page.wrapped(&format!("  {topic:<14}"), &text);
    }
}
