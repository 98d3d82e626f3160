//! The support calendar of a plan, and what the reader should know of it.

use super::super::outcome::Outcome;
use super::super::pattern::Sites;
use crate::engine::catalogue::{Date, Prices, Site, SupportedProduct, SupportedVersion};
use crate::engine::cost::{self, SupportState, support_fee, supports};
use crate::engine::scenario::{Figures, Month, Upgrades};
use crate::engine::units::Usd;

/// A version of the plan over the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportEntry {
    /// Product.
    pub product: SupportedProduct,
    /// Version.
    pub version: String,
    /// Its dates; none where the data does not know the version.
    pub row: Option<SupportedVersion>,
    /// Support in the first month.
    pub state: SupportState,
    /// Support in the last month of the horizon, were the version kept.
    pub last_state: SupportState,
    /// Months of the horizon in which extended support is paid.
    pub paid_months: u32,
    /// The first of them.
    pub first_paid_month: Option<Month>,
    /// What it costs in that month, on the site that writes; none where nobody says.
    pub monthly: Option<Usd>,
    /// The version with the longest standard support, and its last day.
    pub newest: Option<(String, Date)>,
    /// Whether it is Kubernetes or OpenShift.
    pub is_kubernetes: bool,
    /// What comes after standard support where no fee of its own does.
    pub note: Option<&'static str>,
}

/// The versions of the plan over its horizon.
///
/// A month counts by its first day. Source: docs/model.md, "Support calendar".
pub(in crate::engine::plan) fn support_calendar(
    figures: Figures<'_>,
    layout: &cost::Layout,
    prices: &Prices<'_>,
    stand_in: Option<(&str, &Prices<'_>)>,
) -> Vec<SupportEntry> {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let holding = Sites::of(figures).holding(Site::Primary);
    let months = plan.finance.horizon_months.max(1);
    let month = |at: u32| plan.start_month.plus(u16::try_from(at).unwrap_or(u16::MAX));
    let entry = |support: &cost::Support<'_>| {
        let paid: Vec<Month> = (0..months).map(month).filter(|month| support.is_paid(*month)).collect();
        let first = paid.first().copied();
        let fee = first
            .and_then(|first| support_fee(figures, layout, prices, stand_in, &holding, (support, first)));
        let dated = catalogue.versions_of(support.product).filter_map(|row| Some((row, row.standard_until?)));
        let newest = dated.max_by_key(|(_, until)| *until);
        SupportEntry {
            product: support.product,
            version: support.version.clone(),
            row: support.row.cloned(),
            state: support.state(plan.start_month),
            last_state: support.state(month(months - 1)),
            paid_months: paid.len() as u32,
            first_paid_month: first,
            monthly: fee.and_then(|line| line.effective()),
            newest: newest.map(|(row, until)| (row.version.clone(), until)),
            is_kubernetes: support.is_kubernetes(),
            note: note(support.product, plan.platform.long_term_support),
        }
    };
    supports(plan, catalogue).iter().map(entry).collect()
}

/// Warnings on versions that are out of standard support, or leave it within the horizon:
/// code, key of the plan, and words.
pub(in crate::engine::plan) fn of_support(outcome: &Outcome) -> Vec<(&'static str, &'static str, String)> {
    outcome.support.iter().filter_map(|entry| warning(outcome, entry)).collect()
}

fn warning(outcome: &Outcome, entry: &SupportEntry) -> Option<(&'static str, &'static str, String)> {
    let path = if entry.is_kubernetes { "platform.kubernetes_version" } else { "database.version" };
    let what = format!("{} {}", entry.product.title(), entry.version);
    let is_out = entry.state != SupportState::Standard;
    if entry.state == SupportState::Unknown {
        let known = entry.newest.as_ref().map_or_else(String::new, |(version, until)| {
            format!("; {version} is in standard support until {until}")
        });
        return Some(("support-unknown", path, format!("no date of the support of {what} is known{known}")));
    }
    let stays = outcome.plan.platform.upgrades == Upgrades::Stay;
    let leaves = stays && entry.last_state != SupportState::Standard;
    if !is_out && !leaves {
        return None;
    }
    let until = entry.row.as_ref()?.standard_until?;
    let when = if is_out { "is out of standard support since" } else { "leaves standard support after" };
    let newer = match &entry.newest {
        Some((version, newest)) if *newest > until && *version != entry.version => {
            format!("; {version} is in standard support until {newest}")
        }
        _ => String::new(),
    };
    Some(("extended-support", path, format!("{what} {when} {until}: {}{newer}", after(outcome, entry))))
}

/// What comes after standard support.
fn after(outcome: &Outcome, entry: &SupportEntry) -> String {
    if let Some(first) = entry.first_paid_month {
        let price = entry.monthly.map_or_else(
            || "at a price that is not known".to_owned(),
            |usd| format!("{:.2} USD a month on the site that writes", usd.dollars()),
        );
        let months = match entry.paid_months {
            1 => "1 month".to_owned(),
            months => format!("{months} months"),
        };
        let way_out = match outcome.plan.platform.upgrades {
            Upgrades::Stay => "; platform.upgrades = \"in-time\" ends that",
            Upgrades::InTime => ", until the upgrade",
        };
        return format!(
            "extended support is paid from {first} on, {months} of the horizon, {price}{way_out}"
        );
    }
    entry.note.unwrap_or("nothing is paid within the horizon").to_owned()
}

/// What comes after standard support of a product whose extended support has no fee of its own.
const fn note(product: SupportedProduct, long_term: bool) -> Option<&'static str> {
    match (product, long_term) {
        (SupportedProduct::Aks, true) => Some("the Premium tier keeps it, at the price of the control plane"),
        (SupportedProduct::Aks, false) => {
            Some("it then gets no patches; platform.long_term_support keeps it on the Premium tier")
        }
        (SupportedProduct::Gke, false) => Some(
            "GKE then upgrades it; platform.long_term_support keeps it in the Extended channel, at a fee",
        ),
        (SupportedProduct::Openshift | SupportedProduct::Rosa, _) => {
            Some("extended update support is a matter of the subscription")
        }
        _ => None,
    }
}
