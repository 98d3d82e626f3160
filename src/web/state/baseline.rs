//! What has changed in the bill since it was kept as the baseline.

use crate::engine::catalogue::Site;
use crate::engine::report::{Cost, CostLine};
use crate::engine::units::Usd;

/// A bill that is kept to compare with, for as long as the page is open.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Where its plan runs.
    pub place: String,
    /// The bill.
    pub cost: Cost,
}

/// What has become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Added,
    /// It is gone.
    Removed,
    /// It costs another amount, or is another item.
    Changed,
}

/// A line that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct LineDifference {
    /// What has become of it.
    pub change: Change,
    /// The part of the layout.
    pub component: &'static str,
    /// The site that has it.
    pub site: Site,
    /// What it was in the baseline: item and quantity.
    pub was: Option<Amount>,
    /// What it is now.
    pub is: Option<Amount>,
}

/// A line in short.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Item.
    pub item: String,
    /// Quantity a month.
    pub quantity: f64,
    /// Its unit.
    pub unit: String,
    /// What it costs after discounts; none without a price.
    pub usd: Option<Usd>,
}

/// Two amounts of the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// In the baseline.
    pub was: Usd,
    /// Now.
    pub is: Usd,
}

impl Pair {
    /// How much more it is now; below 0 where it is less.
    pub fn more(self) -> f64 {
        (self.is - self.was).dollars()
    }
}

/// What differs between two bills.
#[derive(Clone, Debug, PartialEq)]
pub struct Differences {
    /// The bill of a month.
    pub monthly: Pair,
    /// Whether every line of both has a price.
    pub complete: bool,
    /// Planned work of a month.
    pub people: Pair,
    /// All of the horizon; none where one of them does not look ahead.
    pub horizon: Option<HorizonPair>,
    /// Lines that differ, the largest difference first; those without a price before them.
    pub lines: Vec<LineDifference>,
}

/// Two horizons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HorizonPair {
    /// All of it.
    pub total: Pair,
    /// In money of the first month.
    pub present_value: Pair,
    /// Months that the baseline looks ahead.
    pub months_was: u32,
    /// Months now.
    pub months_is: u32,
}

impl LineDifference {
    /// How much more the line costs now; none where one of the two has no price.
    pub fn more(&self) -> Option<f64> {
        let of = |amount: &Option<Amount>| match amount {
            Some(amount) => amount.usd,
            None => Some(Usd::ZERO),
        };
        Some((of(&self.is)? - of(&self.was)?).dollars())
    }
}

/// What differs between a baseline and the present bill.
pub fn differences(was: &Cost, is: &Cost) -> Differences {
    let horizon = was.horizon.as_ref().zip(is.horizon.as_ref()).map(|(was, is)| HorizonPair {
        total: Pair { was: was.total_usd, is: is.total_usd },
        present_value: Pair { was: was.present_value_usd, is: is.present_value_usd },
        months_was: was.months,
        months_is: is.months,
    });
    let mut lines: Vec<LineDifference> =
        pairs(&was.lines, &is.lines).into_iter().filter_map(|(was, is)| difference(was, is)).collect();
    let size = |line: &LineDifference| line.more().map_or(f64::INFINITY, f64::abs);
    lines.sort_by(|a, b| size(b).total_cmp(&size(a)));
    Differences {
        monthly: Pair { was: was.monthly.effective_usd, is: is.monthly.effective_usd },
        complete: was.monthly.complete && is.monthly.complete,
        people: Pair { was: was.labour_monthly_usd, is: is.labour_monthly_usd },
        horizon,
        lines,
    }
}

type LinePair<'a> = (Option<&'a CostLine>, Option<&'a CostLine>);

/// How alike two lines must be to be the same line, from the strictest on. What is alike in
/// several ways is paired in the order of the bill.
const ALIKE: [fn(&CostLine, &CostLine) -> bool; 3] = [
    |a, b| is_at(a, b) && a.service == b.service && a.item == b.item && a.region == b.region,
    |a, b| is_at(a, b) && a.service == b.service && a.unit == b.unit,
    |a, b| is_at(a, b) && a.unit == b.unit,
];

fn is_at(a: &CostLine, b: &CostLine) -> bool {
    (a.site, a.group, a.component) == (b.site, b.group, b.component)
}

/// Each line of either bill once, with the one that it is in the other.
fn pairs<'a>(was: &'a [CostLine], is: &'a [CostLine]) -> Vec<LinePair<'a>> {
    let mut partner: Vec<Option<usize>> = vec![None; is.len()];
    let mut is_paired = vec![false; was.len()];
    for alike in ALIKE {
        for (at, line) in is.iter().enumerate().filter(|(at, _)| partner[*at].is_none()).collect::<Vec<_>>() {
            let found = (0..was.len()).find(|other| !is_paired[*other] && alike(&was[*other], line));
            if let Some(found) = found {
                is_paired[found] = true;
                partner[at] = Some(found);
            }
        }
    }
    let now = is.iter().zip(&partner).map(|(line, partner)| (partner.map(|at| &was[at]), Some(line)));
    let gone = was.iter().zip(&is_paired).filter(|(_, is_paired)| !**is_paired);
    now.chain(gone.map(|(line, _)| (Some(line), None))).collect()
}

fn difference(was: Option<&CostLine>, is: Option<&CostLine>) -> Option<LineDifference> {
    let line = is.or(was)?;
    let change = match (was, is) {
        (Some(was), Some(is)) => {
            let is_same = was.item == is.item
                && was.quantity.total_cmp(&is.quantity).is_eq()
                && was.effective_usd == is.effective_usd;
            if is_same {
                return None;
            }
            Change::Changed
        }
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
    };
    let amount = |line: &CostLine| Amount {
        item: line.item.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        usd: line.effective_usd,
    };
    Some(LineDifference {
        change,
        component: line.component,
        site: line.site,
        was: was.map(amount),
        is: is.map(amount),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::state::cost_of;

    #[test]
    fn a_bill_does_not_differ_from_itself() {
        let cost = cost_of("");
        let same = differences(&cost, &cost);
        assert!(same.lines.is_empty(), "{:?}", same.lines);
        assert_eq!((same.monthly.more(), same.people.more()), (0.0, 0.0));
    }

    #[test]
    fn differences_of_lines_add_up_to_that_of_the_month() {
        let plain = cost_of("");
        for other in [
            "[database]\nhigh_availability = \"none\"\n",
            "[network]\negress_gib_per_month = 900\n",
            "[platform]\nprovider = \"aws\"\nzones = 2\n",
            "[observability]\nmetrics = \"managed\"\n",
        ] {
            let cost = cost_of(other);
            for (was, is) in [(&plain, &cost), (&cost, &plain)] {
                let told = differences(was, is);
                assert!(told.complete && !told.lines.is_empty(), "{other}");
                let sum: f64 = told.lines.iter().filter_map(LineDifference::more).sum();
                assert!((sum - told.monthly.more()).abs() < 1e-5, "{other}: {sum}");
                let sizes: Vec<f64> =
                    told.lines.iter().map(|line| line.more().map_or(0.0, f64::abs)).collect();
                assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{other}: {sizes:?}");
            }
        }
    }

    #[test]
    fn another_instance_type_is_the_same_line_changed() {
        let one = cost_of("[[node_pools]]\ninstance_type = \"m6a.2xlarge\"\nnodes = 6\n");
        let other = cost_of("[[node_pools]]\ninstance_type = \"m6i.2xlarge\"\nnodes = 6\n");
        let told = differences(&one, &other);
        let items = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.item.clone());
        let line = told.lines.iter().find(|line| items(&line.is).as_deref() == Some("m6i.2xlarge"));
        let line = line.expect("the line of the nodes differs");
        assert_eq!(line.change, Change::Changed);
        assert_eq!(items(&line.was).as_deref(), Some("m6a.2xlarge"));
    }

    #[test]
    fn what_has_no_price_has_no_difference() {
        let was = cost_of("");
        let mut is = was.clone();
        is.lines[0].effective_usd = None;
        let told = differences(&was, &is);
        assert_eq!(told.lines.len(), 1);
        assert_eq!((told.lines[0].change, told.lines[0].more()), (Change::Changed, None));
        is.lines.remove(0);
        let told = differences(&was, &is);
        assert_eq!(told.lines[0].change, Change::Removed);
        assert!(told.lines[0].more().is_some_and(|more| more < 0.0));
    }
}
