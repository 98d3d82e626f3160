//! What providers promise, and how long their databases take to fail over.

use super::failures::has_standby;
use crate::engine::catalogue::{Catalogue, Host, ServiceLevel};
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

/// Managed databases, as `slas.csv` calls them.
const DATABASES: [&str; 3] = ["RDS", "Azure Database for PostgreSQL flexible server", "Cloud SQL"];

type Promise = (&'static str, &'static str, &'static str);

/// The promises of a layout's hard services: provider, service, configuration.
fn promises(plan: &Plan) -> Vec<Promise> {
    let platform = &plan.platform;
    let (zones, pair) = (platform.zones > 1, has_standby(plan));
    let pick = |yes: &'static str, no: &'static str, which: bool| if which { yes } else { no };
    let mut parts = Vec::new();
    match platform.host {
        Host::Aws => {
            parts.extend([
                ("aws", "EC2", pick("region level", "instance level", zones)),
                ("aws", "RDS", pick("Multi-AZ DB instance", "single DB instance", pair)),
                if zones {
                    ("aws", "ELB (ALB / NLB / CLB)", "deployed in 2 or more AZs")
                } else {
                    ("aws", "ELB (ALB / NLB / GWLB)", "one AZ")
                },
                ("aws", "Route 53", ""),
            ]);
        }
        Host::Azure => {
            let machines = pick("2 or more in 2 or more", "single, premium SSD", zones);
            parts.extend([
                ("azure", "Virtual Machines", machines),
                (
                    "azure",
                    "Azure Database for PostgreSQL flexible server",
                    pick("zone-redundant HA", "no HA", pair),
                ),
                ("azure", "Load Balancer", "Standard"),
                ("azure", "Azure DNS", ""),
            ]);
        }
        Host::Gcp => {
            let machines =
                pick("instances in several zones (Premium network tier)", "single instance", zones);
            parts.extend([
                ("gcp", "Compute Engine", machines),
                ("gcp", "Cloud SQL", pick("Enterprise edition, HA", "zonal", pair)),
                ("gcp", "Cloud Load Balancing", "Premium tier"),
                ("gcp", "Cloud DNS", ""),
            ]);
        }
        Host::OnPrem => {}
    }
    parts.insert(0, control_plane(plan, zones));
    // A database that is a pod of the profile has no promise of its provider.
    let managed = plan.data_services() == DataServices::Managed;
    parts.retain(|(_, service, _)| managed || !DATABASES.contains(service));
    parts
}

const fn control_plane(plan: &Plan, zones: bool) -> Promise {
    match (plan.platform.flavour, plan.platform.host) {
        (None, Host::Azure) if zones => ("azure", "AKS", "Standard / Premium tier with availability zones"),
        (None, Host::Azure) => ("azure", "AKS", "Standard / Premium tier without availability zones"),
        (None, Host::Gcp) => ("gcp", "GKE", "regional cluster control plane"),
        (None, Host::Aws | Host::OnPrem) => ("aws", "EKS", "control plane (standard)"),
        (Some(Flavour::RosaHcp | Flavour::RosaClassic), _) => {
            ("openshift", "ROSA (Red Hat OpenShift Service on AWS)", "managed cluster API")
        }
        (Some(Flavour::Aro), _) => ("openshift", "ARO (Azure Red Hat OpenShift)", "managed cluster API"),
        (Some(Flavour::Ocp), _) => ("openshift", "OCP self-managed", "3 control-plane nodes"),
        (Some(Flavour::Okd), _) => ("openshift", "OKD", "community distribution"),
    }
}

/// The product of the promises of the layout's hard services. `None` where one of
/// them comes without a promise; the names of the others are there all the same. A
/// database that the user runs is named and not multiplied: nobody pays for its outage.
pub(super) fn contractual(plan: &Plan, catalogue: &Catalogue) -> (Option<f64>, Vec<String>) {
    let mut product = Some(100.0);
    let mut names = Vec::new();
    for (provider, service, configuration) in promises(plan) {
        let row = level(catalogue, provider, service, configuration);
        match row.and_then(|row| row.sla_pct) {
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
