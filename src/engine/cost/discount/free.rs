//! Amounts that a provider does not bill of an account and month.

use super::super::{Line, Price, TierPart};
use super::{Desk, DiscountKind, Terms};
use crate::engine::catalogue::{Allowance, Provider};
use crate::engine::units::Usd;

impl Desk<'_> {
    /// Takes off the free amounts of a month, each once for the account.
    ///
    /// AWS counts its tiers from the first billed unit, so that the last units are those that
    /// are free; Azure and Google Cloud count the free amount within their tiers, so that the
    /// first are.
    pub(super) fn free(&mut self) {
        let plan = self.figures.plan();
        let Some(cloud) = plan.platform.host.cloud().filter(|_| plan.finance.free_allowances) else { return };
        let catalogue = self.figures.catalogue();
        let monthly =
            catalogue.allowances.iter().filter(|row| row.provider == cloud && row.period == "month");
        for allowance in monthly {
            let meets = |line: &Line| {
                (&line.service, &line.item, &line.unit)
                    == (&allowance.service, &allowance.item, &allowance.unit)
            };
            let mut lines: Vec<usize> = (0..self.lines.len()).filter(|at| meets(&self.lines[*at])).collect();
            let from_end = cloud == Provider::Aws;
            if from_end {
                lines.reverse();
            }
            let mut left = allowance.amount;
            for line in lines {
                let free = left.min(self.lines[line].quantity);
                left -= free;
                self.not_billed(line, free, from_end, allowance);
            }
        }
    }

    fn not_billed(&mut self, line: usize, free: f64, from_end: bool, allowance: &Allowance) {
        let entry = &self.lines[line];
        let (Some(mut parts), true) = (parts(entry), free > 0.0) else { return };
        if from_end {
            parts.reverse();
        }
        let saves = saved(&parts, free);
        if saves == Usd::ZERO {
            return;
        }
        let Allowance { amount, unit, scope, .. } = allowance;
        let basis = format!("{free} {unit} of the {amount} that are free for the {scope} each month");
        let coverage_pct = free / entry.quantity * 100.0;
        let terms = Terms {
            kind: DiscountKind::FreeAllowance,
            name: &allowance.item,
            switch: "finance.free_allowances",
            base: saves,
            pct: 100.0,
            coverage_pct,
            saves,
            basis,
            provenance: Some(allowance.provenance.clone()),
        };
        self.take(line, terms);
    }
}

/// The parts of a line at the price that is paid; none without a price.
fn parts(line: &Line) -> Option<Vec<TierPart>> {
    let Price::Priced { unit_price, tiers, own, .. } = &line.price else { return None };
    let (price, tiers) = own.as_ref().map_or((unit_price, tiers), |own| (&own.unit_price, &own.tiers));
    let whole = || vec![TierPart { quantity: line.quantity, price: *price }];
    Some(if tiers.is_empty() { whole() } else { tiers.clone() })
}

/// What the first units of these parts cost.
fn saved(parts: &[TierPart], mut free: f64) -> Usd {
    let mut saves = Usd::ZERO;
    for part in parts {
        let cut = free.min(part.quantity);
        free -= cut;
        saves += part.price.times(part.quantity) - part.price.times(part.quantity - cut);
    }
    saves
}
