//! The lines that other estimates forget.

use super::{Bill, Line};
use crate::engine::units::Usd;

/// A part of what other estimates forget.
#[derive(Clone, Debug, PartialEq)]
pub struct ForgottenPart {
    /// Its name.
    pub name: &'static str,
    /// Its lines, after discounts.
    pub usd: Usd,
    /// Whether each of its lines has a price; else the sum is "at least".
    pub complete: bool,
}

/// Each part, and the components of its lines.
const PARTS: &[(&str, &[&str])] = &[
    ("traffic between zones", &["Traffic between zones", "Replication between zones"]),
    ("NAT", &["NAT gateways", "NAT traffic"]),
    ("internet egress", &["Internet traffic", "Internet transit"]),
    (
        "load balancers",
        &["Load balancer", "Load balancers", "Load balancer capacity", "Load balancer traffic"],
    ),
    ("logs", &["Log ingestion", "Log storage"]),
    ("snapshots", &["Volume snapshots", "Volume snapshots, second region"]),
];

/// What the bill has of the lines that other estimates forget: traffic between zones, NAT,
/// egress, load balancers, logs and snapshots. A part without a line is absent.
pub fn forgotten(bill: &Bill) -> Vec<ForgottenPart> {
    let part = |(name, components): &(&'static str, &[&str])| {
        let lines: Vec<&Line> =
            bill.lines.iter().filter(|line| components.contains(&line.component)).collect();
        (!lines.is_empty()).then(|| ForgottenPart {
            name,
            usd: lines.iter().filter_map(|line| line.effective()).sum(),
            complete: lines.iter().all(|line| line.effective().is_some()),
        })
    };
    PARTS.iter().filter_map(part).collect()
}
