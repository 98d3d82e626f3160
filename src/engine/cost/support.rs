//! Support of the versions that a plan runs, and what extended support costs.

use std::collections::BTreeMap;

use super::writer::{Ask, HOURS, Writer};
use super::{Group, Holding, Layout, Line};
use crate::engine::catalogue::{Catalogue, Prices, Provider, SupportedProduct, SupportedVersion};
use crate::engine::scenario::{
    DataServices, Figures, Flavour, HighAvailability, Month, Plan, Platform, Upgrades,
};

/// The line of Kubernetes.
pub(super) const KUBERNETES_FEE: &str = "Kubernetes extended support";
/// The line of PostgreSQL.
const DATABASE_FEE: &str = "PostgreSQL extended support";
/// Years of extended support at the lower price, where it has two.
const YEARS_AT_FIRST_PRICE: u16 = 2;

/// What support a version has in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportState {
    /// That which comes with the product.
    Standard,
    /// Beyond it.
    Extended,
    /// None.
    Ended,
    /// Nobody states the dates.
    Unknown,
}

/// A version that the plan runs, and the dates of its support.
#[derive(Clone, Debug, PartialEq)]
pub struct Support<'c> {
    /// Product.
    pub product: SupportedProduct,
    /// Version, as the product counts it.
    pub version: String,
    /// Its dates; none where the data does not know the version.
    pub row: Option<&'c SupportedVersion>,
    /// Whether the team upgrades in time.
    upgrades: Upgrades,
    /// Whether the cluster keeps old versions, where that is a choice.
    long_term: bool,
    start_month: Month,
}

/// The versions of a plan whose support a provider dates: Kubernetes or OpenShift, then a
/// managed PostgreSQL. OKD, ARO and what runs on a site of one's own have no dates here.
pub fn supports<'c>(plan: &Plan, catalogue: &'c Catalogue) -> Vec<Support<'c>> {
    let platform = &plan.platform;
    let is_managed = plan.data_services() == DataServices::Managed;
    let database = SupportedProduct::database_of(platform.host).filter(|_| is_managed);
    let products =
        [kubernetes_of(platform), database.map(|product| (product, plan.database.version.clone()))];
    products
        .into_iter()
        .flatten()
        .map(|(product, version)| Support {
            product,
            row: catalogue.versions_of(product).find(|row| row.version == version),
            version,
            upgrades: platform.upgrades,
            long_term: platform.long_term_support,
            start_month: plan.start_month,
        })
        .collect()
}

/// The product that dates the plan's Kubernetes, and the version as that product counts it:
/// OpenShift 4.n is Kubernetes 1.(n + 13).
fn kubernetes_of(platform: &Platform) -> Option<(SupportedProduct, String)> {
    const OPENSHIFT_BEHIND: u32 = 13;
    let openshift = || format!("4.{}", platform.kubernetes_minor().saturating_sub(OPENSHIFT_BEHIND));
    let kubernetes = || platform.kubernetes_version.clone();
    match (platform.provider, platform.flavour) {
        (Provider::Aws, _) => Some((SupportedProduct::Eks, kubernetes())),
        (Provider::Azure, _) => Some((SupportedProduct::Aks, kubernetes())),
        (Provider::Gcp, _) => Some((SupportedProduct::Gke, kubernetes())),
        (Provider::Openshift, Some(Flavour::Ocp)) => Some((SupportedProduct::Openshift, openshift())),
        (Provider::Openshift, Some(Flavour::RosaHcp | Flavour::RosaClassic)) => {
            Some((SupportedProduct::Rosa, openshift()))
        }
        (Provider::Openshift, _) => None,
    }
}

impl Support<'_> {
    /// Whether it is Kubernetes or OpenShift.
    pub const fn is_kubernetes(&self) -> bool {
        !self.is_database()
    }

    const fn is_database(&self) -> bool {
        use SupportedProduct::{CloudSql, FlexibleServer, Rds};
        matches!(self.product, Rds | FlexibleServer | CloudSql)
    }

    /// What support the version has in a month: that of the month's first day.
    ///
    /// What AKS and GKE keep only in a tier or channel of its own has ended elsewhere. A database
    /// whose end of extended support is not known has it.
    pub fn state(&self, month: Month) -> SupportState {
        let Some((row, day)) = self.row.zip(month.first_day()) else { return SupportState::Unknown };
        let is_chosen = match self.product {
            SupportedProduct::Aks | SupportedProduct::Gke => self.long_term,
            _ => true,
        };
        match (row.standard_until, row.extended_until) {
            (None, _) => SupportState::Unknown,
            (Some(standard), _) if day <= standard => SupportState::Standard,
            _ if !is_chosen => SupportState::Ended,
            (_, Some(extended)) if day > extended => SupportState::Ended,
            (_, None) if self.is_kubernetes() => SupportState::Ended,
            _ => SupportState::Extended,
        }
    }

    /// Whether a fee is due for extended support in a month.
    ///
    /// Formula: the month's first day is after standard support, and not before the first
    /// billed day. EKS and the Extended channel of GKE upgrade at the end of extended support to
    /// the next version, which is in extended support itself, so the fee goes on; databases are
    /// upgraded to a version of standard support, so it ends. AKS keeps old versions on its
    /// Premium tier alone, whose price is that of the control plane; OpenShift has it in the
    /// subscription. A team that upgrades in time pays in the first month at most.
    /// Source: docs/model.md, "Support calendar".
    pub fn is_paid(&self, month: Month) -> bool {
        let is_sold_apart = match self.product {
            SupportedProduct::Aks | SupportedProduct::Openshift | SupportedProduct::Rosa => false,
            SupportedProduct::Gke => self.long_term,
            _ => true,
        };
        let is_billed = match (self.row.and_then(|row| row.paid_from), month.first_day()) {
            (Some(from), Some(day)) => day >= from,
            _ => true,
        };
        let is_late = self.upgrades == Upgrades::Stay || month == self.start_month;
        let is_due = match self.state(month) {
            SupportState::Extended => true,
            SupportState::Ended => self.is_kubernetes(),
            SupportState::Standard | SupportState::Unknown => false,
        };
        is_sold_apart && is_billed && is_late && is_due
    }

    /// Whether the higher price of later years holds in a month: two years after the end of
    /// standard support.
    fn is_later_year(&self, month: Month) -> bool {
        let years_ago = Month { year: month.year.saturating_sub(YEARS_AT_FIRST_PRICE), month: month.month };
        let until = self.row.and_then(|row| row.standard_until);
        until.zip(years_ago.first_day()).is_some_and(|(until, day)| day > until)
    }
}

/// The lines of extended support in the month of the layout.
pub(super) fn lines(writer: &mut Writer<'_>) {
    let month = writer.layout.month;
    for support in supports(writer.figures.plan(), writer.figures.catalogue()) {
        if support.is_paid(month) {
            fee(writer, &support);
        }
    }
}

/// What extended support of a version costs in a month, on the site of this layout; none where
/// none is due. Beside the line of a bill it has no tiers to share with other lines.
pub fn support_fee(
    figures: Figures<'_>,
    layout: &Layout,
    prices: &Prices<'_>,
    stand_in: Option<(&str, &Prices<'_>)>,
    holding: &Holding,
    (support, month): (&Support<'_>, Month),
) -> Option<Line> {
    if !support.is_paid(month) {
        return None;
    }
    let layout = Layout { month, ..layout.clone() };
    let (used, lines, advice) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut writer =
        Writer { figures, layout: &layout, prices, stand_in, second: None, holding, used, lines, advice };
    fee(&mut writer, support);
    writer.lines.pop()
}

fn fee(writer: &mut Writer<'_>, support: &Support<'_>) {
    let version = &support.version;
    let until = support.row.and_then(|row| row.standard_until);
    let until = until.map_or_else(String::new, |date| format!(" after {date}"));
    if support.is_kubernetes() {
        let item = match support.product {
            SupportedProduct::Gke => ("gke", "extended-channel surcharge"),
            _ => ("eks", "eks-cluster-extended-support-surcharge"),
        };
        let basis = format!("one cluster of Kubernetes {version}{until} × {HOURS} h");
        return writer.line(Ask::new(Group::Compute, KUBERNETES_FEE, item, HOURS, basis));
    }
    let later = support.is_later_year(writer.layout.month);
    let (item, note) = match (support.product, later) {
        (SupportedProduct::Rds, false) => {
            (("rds-postgresql", "extended support pg12 year 1-2 (single-az rate)"), RATE_OF_12)
        }
        (SupportedProduct::Rds, true) => {
            (("rds-postgresql", "extended support pg12 year 3 (single-az rate)"), RATE_OF_12)
        }
        (SupportedProduct::FlexibleServer, _) => (("postgresql-flexible", "extended-support-vcore"), ""),
        (_, false) => (("cloud-sql-postgresql", "extended support year 1-2"), ""),
        (_, true) => (("cloud-sql-postgresql", "extended support year 3"), ""),
    };
    let instances = match writer.figures.plan().database.high_availability {
        HighAvailability::ZoneRedundant => 2.0,
        HighAvailability::None => 1.0,
    };
    let Some(class) = &writer.layout.database else {
        let basis = format!("PostgreSQL {version}{until}");
        let ask = Ask::new(Group::Data, DATABASE_FEE, item, HOURS, basis);
        return writer.unpriced(ask, "the class of the database is not known".to_owned());
    };
    let vcpu = f64::from(class.vcpu);
    let basis = format!("PostgreSQL {version}{until}: {instances} instances × {vcpu} vCPU × {HOURS} h{note}");
    writer.line(Ask::new(Group::Data, DATABASE_FEE, item, instances * vcpu * HOURS, basis));
}

/// The list names the rate of one major version only.
const RATE_OF_12: &str = "; the rate of PostgreSQL 12, which holds for each major version";
