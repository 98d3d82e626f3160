//! Lines of copies: Velero's, snapshots, old versions of objects, the second region.

use super::replication::between;
use super::writer::{Ask, BY_DATABASE, Writer};
use super::{Bill, Group, Line};
use crate::engine::backup::{Backups, MonthKept, TierKept};
use crate::engine::catalogue::{Host, Keep, Meter, Provider, Site};
use crate::engine::units::Usd;

/// Service and item, as a price list names them.
type Item = (&'static str, &'static str);

/// Base backups and logs of the database.
pub(super) const DATABASE_BACKUPS: &str = "PostgreSQL backups";
const VELERO: &str = "Velero copies";
const SNAPSHOTS: &str = "Volume snapshots";
const VERSIONS: &str = "Object versions";
const DATABASE_THERE: &str = "PostgreSQL backups, second region";
const VELERO_THERE: &str = "Velero copies, second region";
const SNAPSHOTS_THERE: &str = "Volume snapshots, second region";
const TRANSFER: &str = "Copies to the second region";

/// What Velero's copies of files are assumed by.
pub(super) const BY_VELERO: &[&str] =
    &["volumes.used_pct", "backup.dedup_share", "backup.namespace_mib", "backup.config_mib"];
/// What snapshots of volumes are assumed by.
const BY_SNAPSHOTS: &[&str] = &["volumes.used_pct"];

/// Where a host bills copies: objects, snapshots and backups of the database.
pub(super) struct CopyItems {
    pub objects: Item,
    pub versions: Item,
    pub snapshots: Item,
    pub database: Item,
}

impl Writer<'_> {
    /// Every copy but the database's own backups in the region itself.
    pub(super) fn copies(&mut self, items: &CopyItems, objects_there: Item) {
        let backups = &self.layout.backups;
        let (velero, snapshots, versions) = (backups.velero_gib, backups.snapshot_gib, backups.versions_gib);
        let mut basis = tiers_in_words(&backups.tiers, backups.shared_gib);
        if !self.has_managed_data() {
            basis
                .push_str("; in the provider's object store, as a copy in the cluster would be lost with it");
        }
        self.line(Ask::new(Group::Backup, VELERO, items.objects, velero, basis).assumed_by(BY_VELERO));
        let basis = if snapshots > 0.0 {
            "blocks that differ between the snapshots of the tiers that take some".to_owned()
        } else {
            "none: no tier takes snapshots".to_owned()
        };
        let ask = Ask::new(Group::Backup, SNAPSHOTS, items.snapshots, snapshots, basis);
        self.line(ask.assumed_by(BY_SNAPSHOTS));
        if self.has_managed_data() {
            const OVERWRITTEN: &str = "object_storage.overwritten_pct";
            let days = self.figures.plan().object_storage.versions_days.likely();
            let part = self.assumption(OVERWRITTEN);
            let basis = format!("{} GiB × {part} % a day ({OVERWRITTEN}), kept {days} days", self.stored());
            let ask = Ask::new(Group::Backup, VERSIONS, items.versions, versions, basis);
            self.line(ask.assumed_by(&[OVERWRITTEN]));
        }
        self.second_region(items, objects_there);
    }

    /// Copies of the copies, at the prices of the second region, and the way there.
    fn second_region(&mut self, items: &CopyItems, objects_there: Item) {
        let Some(there) = self.layout.backups.off_region.clone() else { return };
        let region = there.region.as_str();
        let basis = || format!("as much as in the region itself, in {region}");
        let mut drivers: Vec<&'static str> = Vec::new();
        for (component, item, gib, by) in [
            (VELERO_THERE, objects_there, there.velero_gib, BY_VELERO),
            (SNAPSHOTS_THERE, items.snapshots, there.snapshot_gib, BY_SNAPSHOTS),
            (DATABASE_THERE, items.database, there.database_gib, BY_DATABASE),
        ] {
            if gib > 0.0 {
                self.line_there(Ask::new(Group::Backup, component, item, gib, basis()).assumed_by(by));
                drivers.extend(by.iter().filter(|id| !drivers.contains(id)).copied().collect::<Vec<_>>());
            }
        }
        let (item, note) = self.way_to(region);
        let basis = format!("what tiers and database write in a month{note}");
        let quantity = there.transfer_gib_per_month;
        let item = (item.0, item.1.as_str());
        let ask = Ask::new(Group::Backup, TRANSFER, item, quantity, basis);
        self.line(if drivers.is_empty() { ask } else { ask.assumed_by(&drivers) });
    }

    /// What bills a GiB that goes to another region, and what to say of it.
    fn way_to(&self, region: &str) -> ((&'static str, String), &'static str) {
        let plan = self.figures.plan();
        match plan.platform.host {
            Host::Aws => (("data-transfer", format!("inter-region out to {region}")), ""),
            Host::Azure => (
                ("blob", "geo-replication-v2-transfer".to_owned()),
                "; at the price of replication between regions, as the list has no other",
            ),
            Host::Gcp | Host::OnPrem => {
                let catalogue = self.figures.catalogue();
                let of = |name: &str| catalogue.region(Provider::Gcp, name);
                let regions = of(plan.platform.place()).zip(of(region));
                let item = regions.map_or_else(|| "inter-region".to_owned(), |(from, to)| between(from, to));
                (("network", item), "")
            }
        }
    }
}

/// The tiers in words, and what they share.
fn tiers_in_words(tiers: &[TierKept], shared_gib: f64) -> String {
    let words: Vec<String> = tiers
        .iter()
        .map(|kept| {
            let tier = &kept.tier;
            let keep = match tier.keep {
                Keep::Days(days) => format!("{days} days"),
                Keep::Copies(copies) => format!("{copies} copies"),
            };
            format!("{} every {} h, kept {keep}, {}", tier.name, tier.every_hours, tier.method.name())
        })
        .collect();
    let shared = if shared_gib > 0.5 {
        format!("; {shared_gib:.0} GiB that tiers have in common count once")
    } else {
        String::new()
    };
    words.join("; ") + &shared
}

/// What copies cost in each month; `None` where a line of them has no price.
///
/// Formula: the lines of the bill's group `backup` at every site, each with its month's
/// quantity at the same meter, after what the other lines use of its tiers.
pub fn copies_by_month<'c>(
    bill: &Bill,
    steady: &Backups,
    months: &[MonthKept],
    meter_of: impl Fn(&Line) -> Option<&'c Meter>,
) -> Vec<Option<Usd>> {
    let same = |line: &Line, other: &Line| {
        (&line.service, &line.item, &line.region) == (&other.service, &other.item, &other.region)
    };
    let lines: Vec<(&Line, Option<&Meter>, f64)> = bill
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.group == Group::Backup)
        .map(|(i, line)| {
            let before = bill.lines[..i].iter().filter(|other| same(line, other));
            (line, meter_of(line), before.map(|other| other.quantity).sum())
        })
        .collect();
    let of_line = |kept: &MonthKept, (line, meter, before): &(&Line, Option<&Meter>, f64)| {
        let quantity = quantity_in(line, steady, kept)?;
        let meter = (*meter)?;
        if before + quantity > meter.priced_up_to() {
            return None;
        }
        Some(meter.parts_after(*before, quantity).map(|(part, price)| price.times(part)).sum::<Usd>())
    };
    months.iter().map(|kept| lines.iter().map(|line| of_line(kept, line)).sum()).collect()
}

/// What a line has in a month, GiB: the month's in proportion to what the line has in the
/// steady state, as a site may hold a part or a multiple of it.
fn quantity_in(line: &Line, steady: &Backups, kept: &MonthKept) -> Option<f64> {
    let billed = steady.database_gib - steady.database_free_gib;
    let (now, month) = match line.component {
        // A site without a database of its own has no free amount.
        DATABASE_BACKUPS if line.site == Site::Second && line.quantity > billed => {
            (steady.database_gib, kept.database)
        }
        DATABASE_BACKUPS => (billed, kept.database_billed),
        DATABASE_THERE => (steady.database_gib, kept.database),
        VELERO | VELERO_THERE => (steady.velero_gib, kept.velero),
        SNAPSHOTS | SNAPSHOTS_THERE => (steady.snapshot_gib, kept.snapshots),
        VERSIONS => (steady.versions_gib, kept.versions),
        TRANSFER => (0.0, kept.written),
        _ => return None,
    };
    Some(if now > 0.0 { line.quantity / now * month } else { month })
}
