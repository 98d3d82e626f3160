//! How long a layout lasts while what it carries grows.

use super::placement::{Obstacle, Placement, Problem, Search, fewest, place, undone_of};

/// Months that are looked ahead.
const MOST_MONTHS: u32 = 120;

/// When growth outgrows a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Runway {
    /// Months that it lasts; absent when it lasts as long as is looked ahead.
    pub months: Option<u32>,
    /// Months that were looked ahead.
    pub looked_ahead: u32,
    /// What the requests have grown by when it no longer fits, or at the end.
    pub factor: f64,
    /// What is missing then.
    pub obstacle: Option<Obstacle>,
}

/// Growth asks for more nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NodeStep {
    /// In this month; 0 is the first.
    pub month: u32,
    /// Nodes before.
    pub from: u32,
    /// Nodes from then on.
    pub to: u32,
    /// What no longer fits without them.
    pub obstacle: Obstacle,
}

/// The nodes of each month: steps where growth outgrows them.
#[derive(Clone, Debug, PartialEq)]
pub struct NodesByMonth {
    /// Nodes of each month.
    pub nodes: Vec<u32>,
    /// When they become more.
    pub steps: Vec<NodeStep>,
    /// From which month on no number of nodes of this type carries the load, and why.
    pub outgrown: Option<(u32, Obstacle)>,
}

/// What a quantity that grows by so many percent a year is a multiple of after some months.
///
/// Formula: (1 + g)^(m/12).
pub fn grown_by(pct_per_year: f64, month: u32) -> f64 {
    libm::pow(1.0 + pct_per_year / 100.0, f64::from(month) / 12.0)
}

/// A workload whose requests grow month by month.
pub struct Growing<'a> {
    /// Today's.
    pub problem: Problem<'a>,
    /// What must hold.
    pub search: Search,
    /// Growth of requests, percent a year.
    pub pct_per_year: f64,
}

impl Growing<'_> {
    /// What requests of a month are a multiple of today's; month 0 is today.
    fn factor(&self, month: u32) -> f64 {
        grown_by(self.pct_per_year, month)
    }

    /// What nodes leave undone in a month; none where they carry it all.
    fn undone(&self, month: u32, nodes_per_zone: &[u32]) -> Option<Obstacle> {
        let grown = self.problem.grown(self.factor(month));
        // Pods that no node could take from the start say nothing about growth.
        let new = |_: &Obstacle| grown.oversized_pods() > self.problem.oversized_pods();
        grown.first_oversized().filter(new).or_else(|| {
            let emergency = self.search.emergency(nodes_per_zone);
            undone_of(&place(&grown, nodes_per_zone, emergency), self.search.mode)
        })
    }

    /// The first month after `fits`, up to `last`, in which something is undone, found by
    /// halving, as what does not fit does not fit when it is larger.
    fn first_undone(&self, mut fits: u32, last: u32, nodes_per_zone: &[u32]) -> Option<(u32, Obstacle)> {
        if fits >= last || self.pct_per_year <= 0.0 {
            return None;
        }
        let (mut fails, mut why) = (last, self.undone(last, nodes_per_zone)?);
        while fails - fits > 1 {
            let middle = fits + (fails - fits) / 2;
            match self.undone(middle, nodes_per_zone) {
                Some(obstacle) => (fails, why) = (middle, obstacle),
                None => fits = middle,
            }
        }
        Some((fails, why))
    }
}

/// The months for which the same nodes carry the workload.
///
/// Formula: in month m requests are those of today × (1 + g)^(m/12), rounded up to
/// whole units, what the platform adds stays as it is.
/// Source: docs/model.md, "Growth".
pub fn runway(growing: &Growing<'_>, nodes_per_zone: &[u32]) -> Runway {
    let ends = |month, obstacle| Runway {
        months: Some(month),
        looked_ahead: MOST_MONTHS,
        factor: growing.factor(month),
        obstacle: Some(obstacle),
    };
    if let Some(now) = growing.undone(0, nodes_per_zone) {
        return ends(0, now);
    }
    match growing.first_undone(0, MOST_MONTHS, nodes_per_zone) {
        Some((month, obstacle)) => ends(month, obstacle),
        None => Runway {
            months: None,
            looked_ahead: MOST_MONTHS,
            factor: growing.factor(MOST_MONTHS),
            obstacle: None,
        },
    }
}

/// The nodes of each of so many months.
///
/// Formula: the nodes of the layout while they carry the month's load; then the fewest of the
/// same type that do, found anew. A layout that leaves something undone today stays as it is.
/// Source: docs/model.md, "Over the years".
pub fn nodes_by_month(growing: &Growing<'_>, nodes_per_zone: &[u32], months: u32) -> NodesByMonth {
    let mut per_zone = nodes_per_zone.to_vec();
    let mut now: u32 = per_zone.iter().sum();
    let mut answer = NodesByMonth { nodes: vec![now; months as usize], steps: Vec::new(), outgrown: None };
    if growing.undone(0, &per_zone).is_some() {
        return answer;
    }
    let (mut from, last) = (0, months.saturating_sub(1));
    while let Some((month, obstacle)) = growing.first_undone(from, last, &per_zone) {
        let grown = growing.problem.grown(growing.factor(month));
        let carries = |placement: &Placement| growing.undone(month, &placement.nodes_per_zone).is_none();
        let Some(placement) = fewest(&grown, &growing.search).filter(carries) else {
            answer.outgrown = Some((month, obstacle));
            break;
        };
        let to: u32 = placement.nodes_per_zone.iter().sum();
        answer.steps.push(NodeStep { month, from: now, to, obstacle });
        answer.nodes[month as usize..].fill(to);
        (per_zone, now, from) = (placement.nodes_per_zone, to, month);
    }
    answer
}
