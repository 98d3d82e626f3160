//! The bill of a month.

use std::collections::BTreeMap;

use super::openshift::{OpenshiftLayout, on_cloud, on_premises};
use super::writer::Writer;
use super::{Advice, CacheChoice, DatabaseChoice, Discount, Holding, Line, Untaken};
use crate::engine::backup::Backups;
use crate::engine::catalogue::{Host, Prices};
use crate::engine::scenario::{Figures, Month};
use crate::engine::units::Usd;

/// What the bill needs to know of the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The month that is billed.
    pub month: Month,
    /// Instance type of the nodes.
    pub instance_type: String,
    /// Processors of a node.
    pub node_vcpu: u32,
    /// Nodes over all zones.
    pub nodes: u32,
    /// Volumes of the workload: size in GiB and number.
    pub volumes: Vec<(f64, u32)>,
    /// Pods that are nodes of the chain.
    pub chain_nodes: u32,
    /// CPU requests of the workload, cores.
    pub requested_vcpu: f64,
    /// Class of the database; absent when none is priced.
    pub database: Option<DatabaseChoice>,
    /// Class of the cache; absent when none is priced.
    pub cache: Option<CacheChoice>,
    /// Backups in their steady state.
    pub backups: Backups,
    /// What OpenShift adds.
    pub openshift: Option<OpenshiftLayout>,
    /// Servers of the storage cluster of a site of one's own.
    pub storage_nodes: u32,
}

impl Layout {
    /// Volumes of the workload, GiB.
    pub fn volumes_gib(&self) -> f64 {
        self.volumes.iter().map(|(gib, count)| gib * f64::from(*count)).sum()
    }
}

/// The bill of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Bill {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Sum at list price, over the lines that have one.
    pub list: Usd,
    /// Sum after discounts, over the lines that have a price.
    pub effective: Usd,
    /// Whether every line has a price.
    pub complete: bool,
    /// Larger sizes that cost less.
    pub advice: Vec<Advice>,
    /// What is taken off the list; see [`super::discounted`].
    pub discounts: Vec<Discount>,
    /// Discounts that the plan asks for and that no row gives.
    pub untaken: Vec<Untaken>,
}

impl Bill {
    /// The bill of these lines. The lines of a group stand together, those of the site that
    /// writes first, in the order in which they were written.
    pub(super) fn of(mut lines: Vec<Line>, advice: Vec<Advice>) -> Self {
        lines.sort_by_key(|line| (line.group, line.site));
        Self {
            list: lines.iter().filter_map(Line::list).sum(),
            effective: lines.iter().filter_map(Line::effective).sum(),
            complete: lines.iter().all(|line| line.list().is_some()),
            lines,
            advice,
            discounts: Vec::new(),
            untaken: Vec::new(),
        }
    }

    /// The bill with one more line, if there is one, after the others of its group and site.
    #[must_use]
    pub fn with(mut self, line: Option<Line>) -> Self {
        let Some(line) = line else { return self };
        let at = self.lines.partition_point(|other| (other.group, other.site) <= (line.group, line.site));
        for discount in self.discounts.iter_mut().filter(|discount| discount.line >= at) {
            discount.line += 1;
        }
        self.list += line.list().unwrap_or_default();
        self.effective += line.effective().unwrap_or_default();
        self.complete &= line.list().is_some();
        self.lines.insert(at, line);
        self
    }

    /// Both bills as one, before discounts.
    pub fn and(self, other: Self) -> Self {
        let advice = self.advice.into_iter().chain(other.advice).collect();
        Self::of(self.lines.into_iter().chain(other.lines).collect(), advice)
    }
}

/// The bill of the layout's month: today's load, backups at their steady state,
/// without people. It has of each part what the holding of the site says.
///
/// Formula: quantity × unit price, tier by tier; hours are those of the billed
/// month. Source: docs/model.md, "Cost".
pub fn bill(
    figures: Figures<'_>,
    layout: &Layout,
    prices: &Prices<'_>,
    stand_in: Option<(&str, &Prices<'_>)>,
    second: Option<(&str, &Prices<'_>)>,
    holding: &Holding,
) -> Bill {
    let (used, lines, advice) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut writer = Writer { figures, layout, prices, stand_in, second, holding, used, lines, advice };
    on_cloud(&mut writer);
    match figures.plan().platform.host {
        Host::Aws => super::aws::lines(&mut writer),
        Host::Azure => super::azure::lines(&mut writer),
        Host::Gcp => super::gcp::lines(&mut writer),
        Host::OnPrem => on_premises(&mut writer),
    }
    super::support::lines(&mut writer);
    super::endpoints::lines(&mut writer);
    Bill::of(writer.lines, writer.advice)
}
