//! What goes from one site to the other, and what steers users between them.

use super::writer::{Ask, Writer};
use super::{Bill, Group, Layout};
use crate::engine::catalogue::{Host, Prices, Region};
use crate::engine::scenario::Figures;
use crate::engine::units::HoursPerMonth;

/// Health checks: one for each site.
const CHECKED_SITES: f64 = 2.0;

/// What two sites exchange.
#[derive(Clone, Copy, Debug)]
pub struct Exchange<'a> {
    /// Region that writes, as the catalogue has it; none on premises.
    pub from: Option<&'a Region>,
    /// The other one.
    pub to: Option<&'a Region>,
    /// Whether the database's log is sent.
    pub database: bool,
    /// Whether objects are copied.
    pub objects: bool,
    /// Whether copies of volumes are sent.
    pub volumes: bool,
    /// Whether health checks steer users.
    pub is_steered: bool,
}

/// The lines of what two sites exchange: changed data, sent once, and health checks.
///
/// Formula: days of the billed month × daily change × (database in use × log for each
/// changed byte + objects stored + volumes in use), each where it is replicated.
/// Source: docs/model.md, "Second site".
pub fn exchange(
    figures: Figures<'_>,
    layout: &Layout,
    prices: (&Prices<'_>, &Prices<'_>),
    exchange: Exchange<'_>,
) -> Bill {
    let mut there = Writer::plain(figures, layout, prices.0);
    let sent = sent(&there, exchange);
    let mut lines = Vec::new();
    if let Some((gib, basis, drivers)) = sent {
        let ask = |item| {
            let ask = Ask::new(Group::Network, "Replication", item, gib, basis.clone());
            if drivers.is_empty() { ask } else { ask.assumed_by(&drivers) }
        };
        match (figures.plan().platform.host, exchange.from.zip(exchange.to)) {
            (Host::Aws, Some((_, to))) => {
                let item = format!("inter-region out to {}", to.name);
                there.line(ask(("data-transfer", &item)));
            }
            (Host::Azure, Some(_)) => {
                there.line(ask(("vnet-peering", "global-egress")));
                let mut other = Writer::plain(figures, layout, prices.1);
                other.line(Ask {
                    component: "Replication, received",
                    ..ask(("vnet-peering", "global-ingress"))
                });
                lines = other.lines;
            }
            (Host::Gcp, Some((from, to))) => there.line(ask(("network", &between(from, to)))),
            // The line to a site of one's own carries what is sent over it.
            (_, None) | (Host::OnPrem, _) => {}
        }
    }
    if exchange.is_steered {
        let item = match figures.plan().platform.host {
            Host::Aws => ("route53", "health check aws endpoint"),
            Host::Azure => ("traffic-manager", "health check azure endpoint"),
            Host::Gcp => ("dns", "health check"),
            Host::OnPrem => ("site", "traffic steering"),
        };
        let basis = "one check of each site, by which names point to a site that answers".to_owned();
        there.line(Ask::new(Group::Operations, "Health checks", item, CHECKED_SITES, basis));
    }
    lines.splice(0..0, there.lines);
    Bill::of(lines, Vec::new())
}

/// GiB that are sent in a month, how they come about and what they are assumed by; none
/// where nothing is.
fn sent(writer: &Writer<'_>, exchange: Exchange<'_>) -> Option<(f64, String, Vec<&'static str>)> {
    const LOG: &str = "replication.log_per_change";
    const DATABASE: &str = "database.used_pct";
    const VOLUMES: &str = "volumes.used_pct";
    let plan = writer.figures.plan();
    let share = |id: &str| writer.assumption(id) / 100.0;
    let change = plan.backup.daily_change_pct.likely() / 100.0;
    let days = HoursPerMonth::BILLED.days();
    let log = writer.assumption(LOG);
    let database = plan.database.storage_gib.likely() * share(DATABASE) * log;
    let parts = [
        (
            exchange.database,
            database,
            "of the database's log (replication.log_per_change)",
            &[DATABASE, LOG][..],
        ),
        (exchange.objects, writer.stored(), "of objects", &[]),
        (exchange.volumes, writer.layout.volumes_gib() * share(VOLUMES), "of volumes", &[VOLUMES]),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(is_sent, gib, ..)| *is_sent && *gib > 0.0).collect();
    if parts.is_empty() {
        return None;
    }
    let gib: f64 = parts.iter().map(|(_, gib, ..)| gib).sum();
    let words: Vec<String> = parts.iter().map(|(_, gib, what, _)| format!("{gib:.0} GiB {what}")).collect();
    let basis = format!(
        "{days:.1} days × {} % changed a day (backup.daily_change_pct) × ({})",
        change * 100.0,
        words.join(" + ")
    );
    let drivers = parts.iter().flat_map(|(.., by)| by.iter().copied()).collect();
    Some((days * change * gib, basis, drivers))
}

/// Google's name of the traffic between two regions.
pub(super) fn between(from: &Region, to: &Region) -> String {
    let oceania = [from, to].iter().any(|region| region.geography == "Oceania");
    let within = match from.geography.as_str() {
        _ if oceania => "indonesia and oceania",
        geography if geography != to.geography => "between continents",
        "Europe" => "within europe",
        "North America" => "within us and canada",
        "Asia" => "within asia",
        "South America" => "within south america",
        // Nobody names a price between the regions of the Middle East.
        _ => "within the region",
    };
    format!("inter-region {within}")
}
