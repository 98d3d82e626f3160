//! How the bill is looked at: order, what is open, and the baseline. It outlives new results and
//! other tabs.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::Planner;
use super::baseline::{Baseline, Differences, differences};
use crate::engine::catalogue::Site;
use crate::engine::report::{Cost, CostLine, GroupSum};
use crate::web::words::{Word, cost};

/// The order of groups, and of lines within each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BillOrder {
    /// As the bill has them.
    #[default]
    Group,
    /// The largest amount first; lines without a price before all.
    Amount,
    /// By name.
    Name,
}

impl BillOrder {
    /// Every order with what it is called.
    pub const ALL: [(Self, &'static str, Word); 3] = [
        (Self::Group, "group", cost::ORDER_GROUP),
        (Self::Amount, "amount", cost::ORDER_AMOUNT),
        (Self::Name, "name", cost::ORDER_NAME),
    ];

    /// The groups in this order.
    pub fn groups(self, cost: &Cost) -> Vec<GroupSum> {
        let mut groups = cost.groups.clone();
        match self {
            Self::Group => {}
            Self::Amount => groups.sort_by_key(|group| std::cmp::Reverse(group.effective_usd)),
            Self::Name => groups.sort_by(|a, b| a.title.cmp(b.title)),
        }
        groups
    }

    /// Lines in this order.
    pub fn sort(self, lines: &mut [CostLine]) {
        match self {
            Self::Group => {}
            Self::Amount => lines.sort_by(|a, b| match (a.effective_usd, b.effective_usd) {
                (Some(a), Some(b)) => b.cmp(&a),
                (a, b) => a.is_some().cmp(&b.is_some()),
            }),
            Self::Name => lines.sort_by(|a, b| a.component.cmp(b.component).then(a.item.cmp(&b.item))),
        }
    }
}

/// What a line is known by from one bill to the next.
pub fn line_key(line: &CostLine) -> String {
    let site = if line.site == Site::Primary { "" } else { "second/" };
    format!("{site}{}/{}/{}/{}", line.component, line.service, line.item, line.region)
}

/// What the block of people is known by, which stands beside the groups.
pub const PEOPLE: &str = "People";

/// How the bill is looked at.
#[derive(Clone, Copy, Debug)]
pub struct BillState {
    /// The order.
    pub order: RwSignal<BillOrder>,
    /// Groups that are closed, by title.
    pub closed: RwSignal<BTreeSet<&'static str>>,
    /// Lines that are open, by key.
    pub open: RwSignal<BTreeSet<String>>,
    /// What the bill is compared with.
    pub baseline: RwSignal<Option<Arc<Baseline>>>,
}

impl BillState {
    /// As billed, every group open, every line closed, without a baseline.
    pub fn new() -> Self {
        Self {
            order: RwSignal::new(BillOrder::default()),
            closed: RwSignal::new(BTreeSet::new()),
            open: RwSignal::new(BTreeSet::new()),
            baseline: RwSignal::new(None),
        }
    }

    /// Opens what is closed, and closes what is open.
    pub fn toggle_group(&self, title: &'static str) {
        self.closed.update(|closed| {
            if !closed.remove(title) {
                closed.insert(title);
            }
        });
    }

    /// The same for a line.
    pub fn toggle_line(&self, key: &str) {
        self.open.update(|open| {
            if !open.remove(key) {
                open.insert(key.to_owned());
            }
        });
    }
}

impl Planner {
    /// Keeps the present bill to compare with.
    pub fn keep_baseline(&self) {
        let Some(computed) = self.computed.get_untracked() else { return };
        let report = &computed.report;
        let baseline = Baseline { place: report.place.clone(), cost: report.cost.clone() };
        self.bill.baseline.set(Some(Arc::new(baseline)));
    }

    /// What has changed since, where there is a baseline.
    pub fn differences(&self) -> Option<Differences> {
        let baseline = self.bill.baseline.get()?;
        let computed = self.computed.get()?;
        Some(differences(&baseline.cost, &computed.report.cost))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::state::cost_of;

    #[test]
    fn the_largest_comes_first_and_what_has_no_price_before_it() {
        let mut cost = cost_of("");
        cost.lines[3].effective_usd = None;
        BillOrder::Amount.sort(&mut cost.lines);
        assert_eq!(cost.lines[0].effective_usd, None);
        let sums: Vec<_> = cost.lines[1..].iter().map(|line| line.effective_usd).collect();
        assert!(sums.windows(2).all(|pair| pair[0] >= pair[1]), "{sums:?}");
        let groups = BillOrder::Amount.groups(&cost);
        assert!(groups.windows(2).all(|pair| pair[0].effective_usd >= pair[1].effective_usd));
    }

    #[test]
    fn names_are_sorted_and_the_bill_keeps_its_own_order() {
        let mut cost = cost_of("");
        let before: Vec<_> = cost.lines.iter().map(line_key).collect();
        BillOrder::Group.sort(&mut cost.lines);
        assert_eq!(cost.lines.iter().map(line_key).collect::<Vec<_>>(), before);
        BillOrder::Name.sort(&mut cost.lines);
        assert!(cost.lines.windows(2).all(|pair| pair[0].component <= pair[1].component));
        assert_eq!(BillOrder::Name.groups(&cost)[0].title, "Backup");
    }

    #[test]
    fn every_line_has_a_key_of_its_own() {
        for text in
            ["", "[platform]\nprovider = \"aws\"\npattern = \"hot-warm\"\nsecond_region = \"eu-west-1\"\n"]
        {
            let keys: Vec<String> = cost_of(text).lines.iter().map(line_key).collect();
            let distinct: BTreeSet<&String> = keys.iter().collect();
            assert_eq!(keys.len(), distinct.len(), "{keys:#?}");
        }
    }
}
