//! The answer of a search as a page for people.

use super::{FailingEntry, FoundEntry, OptimiseReport};
use crate::engine::plan::Met;
use crate::engine::report::format::{amount, digits, dollars, plain};
use crate::engine::report::page::Page;

/// Candidates of the front that the page shows.
const FRONT: usize = 20;

/// The page of an answer.
pub fn optimise_text(report: &OptimiseReport) -> String {
    let mut page = Page::new();
    match &report.best {
        Some(best) => {
            page.wrapped("Best plan: ", &format!("{} a month · {}", cost(best), layout(best)));
            let made_least = if report.objective == "bill" {
                "the bill, without people; --objective bill-and-people counts planned work and being on call as well"
            } else {
                "the bill with planned work and being on call"
            };
            page.wrapped("Made least: ", made_least);
        }
        None => page.line("No plan of the space meets every target."),
    }
    page.wrapped("", &format!("Proof: {}.", report.proof.text));
    if let Some(gap) = report.proof.gap_usd.filter(|gap| *gap > 0.0) {
        page.line(format!(
            "A plan that was not looked at may be cheaper by up to {} USD a month.",
            dollars(gap)
        ));
    }
    for limit in &report.proof.limits {
        page.wrapped("  limit: ", limit);
    }
    counts(report, &mut page);
    unmet(report, &mut page);
    if let Some(best) = &report.best {
        page.heading("What it sets", "where it differs from the plan that was given");
        for change in &best.changes {
            page.line(format!("  {:<30} {} → {}", change.key, change.from, change.to));
        }
        if best.changes.is_empty() {
            page.line("  nothing: the plan that was given is the best");
        }
        page.heading("What it comes to", "");
        figures(best, &mut page);
        for note in &best.notes {
            page.wrapped("  note: ", note);
        }
    }
    for (title, found) in
        [("Second best layout", &report.second), ("Same layout, next dearer", &report.next_dearer)]
    {
        let Some(found) = found else { continue };
        page.heading(title, &format!("{} a month", cost(found)));
        if title.starts_with("Second") {
            page.line("  layouts that come to the same cost, downtime and work count as one");
        }
        let beside = report.best.as_ref();
        for (key, value) in &found.settings {
            let own = beside.and_then(|best| best.settings.get(key));
            if own != Some(value) {
                page.line(format!("  {key:<30} {} → {value}", own.map_or("none", String::as_str)));
            }
        }
    }
    front(report, &mut page);
    if !report.near_misses.is_empty() {
        page.heading("Near misses", "the cheapest for each set of targets that it fails");
        for found in &report.near_misses {
            page.wrapped("  ", &format!("{} a month · {}", cost(found), layout(found)));
            for fails in &found.fails {
                page.wrapped("      fails ", &failing(fails));
            }
        }
    }
    axes(report, &mut page);
    page.finish()
}

fn counts(report: &OptimiseReport, page: &mut Page) {
    let counts = &report.counts;
    let n = |number: u128| amount(number as f64, 0);
    page.wrapped(
        "",
        &format!(
            "Candidates: {} · evaluated {} · excluded {}: {} refused by the plan's check, {} whose nodes do not carry the workload, {} the same but for a dearer class or purchase, {} no better and no cheaper than one alike, {} by bound.",
            n(counts.candidates),
            n(u128::from(counts.evaluated)),
            n(counts.excluded),
            n(counts.refused),
            n(counts.unfit),
            n(counts.dearer),
            n(counts.alike),
            n(counts.by_bound)
        ),
    );
    if let (Some(seconds), Some(rate)) = (counts.elapsed_seconds, counts.per_second_elapsed) {
        let evaluated = counts.evaluated as f64 / seconds.max(1e-9);
        page.line(format!(
            "Elapsed: {seconds:.2} s · {} candidates a second evaluated or excluded, {} of them evaluated.",
            amount(rate, 0),
            amount(evaluated, 0)
        ));
    }
}

fn unmet(report: &OptimiseReport, page: &mut Page) {
    if report.feasible {
        return;
    }
    page.heading("How near it comes", "the best that was reached of each target that nothing meets");
    for it in &report.nearest {
        let at_most = it
            .probability_at_most
            .map_or_else(String::new, |p| format!("; no candidate meets it with a probability over {p:.3}"));
        let text = format!(
            "{} (at {} USD a month){at_most}",
            failing(&it.reached),
            dollars(it.monthly_usd.dollars())
        );
        page.wrapped("  ", &text);
    }
    if report.nearest.is_empty() {
        page.line("  each target is met by some plan, and no plan meets all of them");
    }
    if report.axes.iter().any(|axis| axis.state == "fixed") {
        page.wrapped("  ", "keys that the plan sets by hand stay as they are; --free all, or --free KEY, lets the search choose them");
    }
    if !report.met_alone.is_empty() {
        page.wrapped("  ", &format!("met by some plan: {}", report.met_alone.join(", ")));
    }
}

fn failing(it: &FailingEntry) -> String {
    let value = it.value.map_or_else(|| "unknown,".to_owned(), |value| exact(it.target, value));
    let by = it
        .by
        .filter(|by| *by > 0.0)
        .map_or_else(String::new, |by| format!(", off by {}", exact(it.target, by)));
    let odds = it
        .probability_met
        .map_or_else(String::new, |p| format!(", met with probability {p:.3}, asked for {}", it.confidence));
    let word = if it.met == Met::Undecided { " (undecided)" } else { "" };
    format!("{}: {value} {}, asked {}{by}{odds}{word}", it.target, it.unit, plain(it.asked))
}

fn figures(found: &FoundEntry, page: &mut Page) {
    let mut line = |what: &str, value: String| page.line(format!("  {what:<44} {value}"));
    line("cost a month, without people", cost(found));
    line(
        "planned work of a month",
        format!(
            "{} h, {} USD",
            digits(found.work_hours_per_month),
            dollars(found.labour_monthly_usd.dollars())
        ),
    );
    line(
        "on call, of a month",
        format!(
            "{} h, {} USD of pay",
            digits(found.on_call_hours_per_month),
            dollars(found.on_call_monthly_usd.dollars())
        ),
    );
    line(
        "mean downtime of a year",
        format!("{} min, {:.4} % available", digits(found.downtime_minutes_per_year), found.availability_pct),
    );
    line("RTO, median of an outage that ends by itself", format!("{} min", digits(found.rto_minutes)));
    let rpo = found
        .rpo_seconds
        .map_or_else(|| "everything, or unknown".to_owned(), |it| format!("{} s", digits(it)));
    line("RPO, median on the loss of a zone", rpo);
    line("setup, working days of all tasks", digits(found.setup_days));
    line("planned work, FTE", digits(found.fte));
    for verdict in &found.verdicts {
        let word = match verdict.met {
            Met::Yes => "met",
            Met::No => "missed",
            Met::Undecided => "undecided",
        };
        let odds = verdict.probability_met.map_or_else(String::new, |p| format!(", probability {p:.3}"));
        let in_a_year = if verdict.target == "availability_pct" { " that a year does" } else { "" };
        let odds = if odds.is_empty() { odds } else { format!("{odds}{in_a_year}") };
        line(&format!("target {} {}", verdict.target, plain(verdict.asked)), format!("{word}{odds}"));
    }
}

fn front(report: &OptimiseReport, page: &mut Page) {
    if report.pareto.is_empty() {
        return;
    }
    page.heading(
        "Cost against downtime against work",
        "up to twice the bill of the best; nothing is better in all three; * meets every target",
    );
    page.line(format!(
        "  {:>14} {:>14} {:>10} {:>10}  layout",
        "USD a month", "min a year", "work h", "on call h"
    ));
    let is_shown = |(i, found): &(usize, &FoundEntry)| *i < FRONT || found.fails.is_empty();
    for (_, found) in report.pareto.iter().enumerate().filter(is_shown) {
        let mark = if found.fails.is_empty() { "*" } else { " " };
        page.line(format!(
            "{mark} {:>14} {:>14} {:>10} {:>10}  {}",
            dollars(found.monthly_usd.dollars()),
            digits(found.downtime_minutes_per_year),
            digits(found.work_hours_per_month),
            digits(found.on_call_hours_per_month),
            layout(found)
        ));
    }
    let more = report.pareto.iter().enumerate().filter(|it| !is_shown(it)).count();
    if more > 0 {
        page.line(format!("  and {more} more; --format json has them all"));
    }
}

fn axes(report: &OptimiseReport, page: &mut Page) {
    page.heading("What was searched", "");
    let list = |state: &'static str| report.axes.iter().filter(move |axis| axis.state == state);
    let free: Vec<String> =
        list("free").map(|axis| format!("{} ({})", axis.key, axis.options.unwrap_or(1))).collect();
    page.wrapped("  chosen: ", &free.join(", "));
    let text = |axis: &super::AxisEntry| format!("{} ({})", axis.key, axis.text.as_deref().unwrap_or(""));
    let fixed: Vec<String> = list("fixed").map(text).collect();
    if !fixed.is_empty() {
        page.wrapped("  set by the plan: ", &fixed.join(", "));
    }
    let not: Vec<String> = list("not-searched").map(text).collect();
    page.wrapped("  not searched: ", &not.join("; "));
}

fn cost(found: &FoundEntry) -> String {
    let least = if found.complete { "" } else { "at least " };
    format!("{least}{} USD", dollars(found.monthly_usd.dollars()))
}

/// A value of a target with the digits that tell it from the target.
fn exact(target: &str, value: f64) -> String {
    if target == "availability_pct" { format!("{value:.4}") } else { digits(value) }
}

/// A layout on one line.
fn layout(found: &FoundEntry) -> String {
    let get = |key: &str| found.settings.get(key).map_or("", String::as_str);
    let standby = |key: &str| match get(key) {
        "zone-redundant" => "pair",
        "none" => "single",
        _ => "own",
    };
    let parts = [
        format!("{} {}", get("platform.provider"), get("platform.region")),
        match get("platform.zones") {
            "1" => "1 zone".to_owned(),
            zones => format!("{zones} zones"),
        },
        get("platform.pattern").to_owned(),
        format!("{} × {}", get("node_pools.nodes"), get("node_pools.instance_type")),
        format!("zone loss {}", get("node_pools.zone_loss")),
        format!("nodes bought {}", get("node_pools.commitment")),
        format!("database {}", standby("database.high_availability")),
        format!("cache {}", standby("cache.high_availability")),
        format!("copies {}", get("backup.tiers")),
        format!("on call {}", get("team.on_call")),
    ];
    parts.join(", ")
}
