//! What providers promise, and how long their databases take to fail over.

use super::failures::has_standby;
use crate::engine::availability::{ModelError, Promised, PromisedOutages};
use crate::engine::catalogue::{Catalogue, Host, Provenance, ServiceLevel, SlaCredit};
use crate::engine::scenario::{DataServices, Flavour, Plan};

/// The row of a promise.
pub(super) fn level<'c>(
    catalogue: &'c Catalogue,
    provider: &str,
    service: &str,
    configuration: &str,
) -> Option<&'c ServiceLevel> {
    catalogue.service_levels.iter().find(|level| {
        level.provider == provider
            && level.service == service
            && level.configuration.starts_with(configuration)
    })
}

/// Seconds of a failover of the pair, and the row that says so.
pub(super) fn failover(catalogue: &Catalogue, host: Host) -> ((f64, f64), String) {
    let (provider, service, configuration) = match host {
        Host::Aws => ("aws", "RDS", "Multi-AZ DB instance"),
        Host::Azure => ("azure", "Azure Database for PostgreSQL flexible server", "zone-redundant HA"),
        Host::Gcp => ("gcp", "Cloud SQL", "Enterprise edition, HA (regional)"),
        Host::OnPrem => ("self-managed", "PostgreSQL with Patroni or CloudNativePG", "synchronous standby"),
    };
    let row = level(catalogue, provider, service, configuration);
    let ends = row.and_then(|row| Some((row.failover_seconds_low?, row.failover_seconds_high?)));
    (ends.unwrap_or((0.0, 0.0)), format!("slas: {provider} {service}, {configuration}"))
}

/// A promise of a layout's hard services.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Whose promise it is.
    pub provider: &'static str,
    /// Service.
    pub service: &'static str,
    /// Configuration, as its row has it.
    pub configuration: String,
    /// What is promised, percent of a month; none where nothing is.
    pub sla_pct: Option<f64>,
    /// What it is credited for, from the mildest band; empty where nobody states it.
    pub bands: Vec<SlaCredit>,
    /// Where the bands come from, else the promise.
    pub provenance: Option<Provenance>,
    /// Outages as the provider counts them; none where the model has none.
    pub outages: Option<PromisedOutages>,
    /// Services of the bill whose lines are credited.
    pub billed: &'static [&'static str],
}

struct Named {
    promised: Promised,
    provider: &'static str,
    service: &'static str,
    /// The configuration begins with this.
    configuration: &'static str,
    billed: &'static [&'static str],
}

const fn named(
    promised: Promised,
    (provider, service, configuration): (&'static str, &'static str, &'static str),
    billed: &'static [&'static str],
) -> Named {
    Named { promised, provider, service, configuration, billed }
}

/// The promises of a layout's hard services, by name.
fn names(plan: &Plan) -> Vec<Named> {
    let platform = &plan.platform;
    let (zones, pair) = (platform.zones > 1, has_standby(plan));
    let pick = |yes: &'static str, no: &'static str, which: bool| if which { yes } else { no };
    let mut parts = vec![control_plane(plan, zones)];
    match platform.host {
        Host::Aws => {
            let balancer = if zones {
                ("aws", "ELB (ALB / NLB / CLB)", "deployed in 2 or more AZs")
            } else {
                ("aws", "ELB (ALB / NLB / GWLB)", "one AZ")
            };
            let database = ("aws", "RDS", pick("Multi-AZ DB instance", "single DB instance", pair));
            parts.extend([
                named(
                    Promised::Compute,
                    ("aws", "EC2", pick("region level", "instance level", zones)),
                    &["ec2"],
                ),
                named(Promised::Database, database, &["rds-postgresql"]),
                named(Promised::LoadBalancer, balancer, &["nlb"]),
                named(Promised::Dns, ("aws", "Route 53", ""), &["route53"]),
            ]);
        }
        Host::Azure => {
            let machines = pick("2 or more in 2 or more", "single, premium SSD", zones);
            let database = (
                "azure",
                "Azure Database for PostgreSQL flexible server",
                pick("zone-redundant HA", "no HA", pair),
            );
            parts.extend([
                named(Promised::Compute, ("azure", "Virtual Machines", machines), &["virtual-machines"]),
                named(Promised::Database, database, &["postgresql-flexible"]),
                named(Promised::LoadBalancer, ("azure", "Load Balancer", "Standard"), &["load-balancer"]),
                named(Promised::Dns, ("azure", "Azure DNS", ""), &["dns"]),
            ]);
        }
        Host::Gcp => {
            let machines =
                pick("instances in several zones (Premium network tier)", "single instance", zones);
            let database = ("gcp", "Cloud SQL", pick("Enterprise edition, HA", "zonal", pair));
            let balancer = ("gcp", "Cloud Load Balancing", "Premium tier");
            parts.extend([
                named(Promised::Compute, ("gcp", "Compute Engine", machines), &["compute-engine"]),
                named(Promised::Database, database, &["cloud-sql-postgresql"]),
                named(Promised::LoadBalancer, balancer, &["load-balancer"]),
                named(Promised::Dns, ("gcp", "Cloud DNS", ""), &["dns"]),
            ]);
        }
        Host::OnPrem => {}
    }
    // A database that is a pod of the profile has no promise of its provider.
    let managed = plan.data_services() == DataServices::Managed;
    parts.retain(|part| managed || part.promised != Promised::Database);
    parts
}

const fn control_plane(plan: &Plan, zones: bool) -> Named {
    const ROSA: (&str, &str, &str) =
        ("openshift", "ROSA (Red Hat OpenShift Service on AWS)", "managed cluster API");
    let (row, billed): ((&str, &str, &str), &[&str]) = match (plan.platform.flavour, plan.platform.host) {
        (None, Host::Azure) if zones => {
            (("azure", "AKS", "Standard / Premium tier with availability zones"), &["aks"])
        }
        (None, Host::Azure) => {
            (("azure", "AKS", "Standard / Premium tier without availability zones"), &["aks"])
        }
        (None, Host::Gcp) => (("gcp", "GKE", "regional cluster control plane"), &["gke"]),
        (None, Host::Aws | Host::OnPrem) => (("aws", "EKS", "control plane (standard)"), &["eks"]),
        (Some(Flavour::RosaHcp), _) => (ROSA, &["rosa-hcp"]),
        (Some(Flavour::RosaClassic), _) => (ROSA, &["rosa-classic"]),
        (Some(Flavour::Aro), _) => {
            (("openshift", "ARO (Azure Red Hat OpenShift)", "managed cluster API"), &["aro"])
        }
        (Some(Flavour::Ocp), _) => (("openshift", "OCP self-managed", "3 control-plane nodes"), &[]),
        (Some(Flavour::Okd), _) => (("openshift", "OKD", "community distribution"), &[]),
    };
    named(Promised::ControlPlane, row, billed)
}

/// The promises of a layout's hard services.
///
/// # Errors
/// [`ModelError`] when the layout has more zones than can be enumerated.
pub(super) fn promises(
    plan: &Plan,
    catalogue: &Catalogue,
    outages: impl Fn(Promised) -> Result<Option<PromisedOutages>, ModelError>,
) -> Result<Vec<Promise>, ModelError> {
    let promise = |named: Named| {
        let row = level(catalogue, named.provider, named.service, named.configuration);
        let is_of = |credit: &&SlaCredit| {
            row.is_some_and(|row| {
                (&row.provider, &row.service, &row.configuration)
                    == (&credit.provider, &credit.service, &credit.configuration)
            })
        };
        // The rows ascend; the mildest band is the highest.
        let bands: Vec<SlaCredit> = catalogue.sla_credits.iter().filter(is_of).rev().cloned().collect();
        let sla_pct = row.and_then(|row| row.sla_pct);
        Ok(Promise {
            provider: named.provider,
            service: named.service,
            configuration: row
                .map_or_else(|| named.configuration.to_owned(), |row| row.configuration.clone()),
            sla_pct,
            provenance: bands
                .first()
                .map(|band| &band.provenance)
                .or(row.map(|row| &row.provenance))
                .cloned(),
            bands,
            outages: if sla_pct.is_some() { outages(named.promised)? } else { None },
            billed: named.billed,
        })
    };
    names(plan).into_iter().map(promise).collect()
}

/// The product of the promises of the layout's hard services. `None` where one of
/// them comes without a promise; the names of the others are there all the same. A
/// database that the user runs is named and not multiplied: nobody pays for its outage.
pub(super) fn contractual(plan: &Plan, promises: &[Promise]) -> (Option<f64>, Vec<String>) {
    let mut product = Some(100.0);
    let mut names = Vec::new();
    for Promise { service, sla_pct, .. } in promises {
        match sla_pct {
            Some(pct) => {
                product = product.map(|product| product * pct / 100.0);
                names.push(format!("{service} {pct} %"));
            }
            None => {
                product = None;
                names.push(format!("{service}: no promise"));
            }
        }
    }
    if plan.data_services() == DataServices::OfProfile {
        names.push("PostgreSQL in the cluster: no promise, not in the product".to_owned());
    }
    (product, names)
}
