//! Components of Google Cloud resources.

use super::target::{Around, Target};
use crate::engine::catalogue::{Host, Provider};
use crate::engine::feeds::Skip;
use crate::engine::units::HoursPerMonth;

/// Google meters in binary units, whichever of the words is used.
const GIB: &[&str] = &["GiB", "GB"];
const HOURS: &[&str] = &["hours"];

/// The item of a component.
pub(super) fn target(around: &Around<'_>) -> Result<Target, Skip> {
    let (name, inside) = around.words();
    let item = |service, item: &str, unit, units| around.item(Provider::Gcp, (service, item, unit), units);
    match (around.kind, name) {
        (_, "Instance usage") => around.machine(Host::Gcp, &inside, "on-demand"),
        ("google_container_cluster", "Cluster management fee") => {
            item("gke", "cluster management fee", "cluster-hour", HOURS)
        }
        (kind, _) if name.ends_with("provisioned storage") => match inside.as_slice() {
            [disk] if disk.starts_with("pd-") => {
                let scope = if kind == "google_compute_region_disk" { "regional" } else { "zonal" };
                item("persistent-disk", &format!("{disk} {scope}"), "GiB-month", GIB)
            }
            _ => Err(Skip::UnknownProduct),
        },
        ("google_sql_database_instance", _) => database(around, name, &inside),
        ("google_compute_router_nat", "Assigned VMs") => {
            item("cloud-nat", "gateway uptime per vm", "vm-hour", &["VM-hours"])
        }
        ("google_compute_router_nat", "Data processed") => item("cloud-nat", "data processed", "GiB", GIB),
        ("google_compute_forwarding_rule" | "google_compute_global_forwarding_rule", "Forwarding rules") => {
            item("load-balancer", "forwarding rules first five", "hour", HOURS)
        }
        _ => Err(Skip::UnknownProduct),
    }
}

/// Cloud SQL. Infracost does not say the engine: the address must say that it is PostgreSQL.
fn database(around: &Around<'_>, name: &str, inside: &[&str]) -> Result<Target, Skip> {
    const SERVICE: &str = "cloud-sql-postgresql";
    let item = |item: String, unit, units| around.item(Provider::Gcp, (SERVICE, item, unit), units);
    if !around.says("postgres") {
        return Err(Skip::NotTold);
    }
    let [what, scope @ ("zonal" | "regional")] = inside else { return Err(Skip::UnknownProduct) };
    match name {
        "vCPUs" => item(format!("enterprise {scope} vcpu"), "vCPU-hour", HOURS),
        // A month's price, where the list has an hour's.
        "Memory" => {
            let target = item(format!("enterprise {scope} memory"), "GiB-hour", GIB)?;
            Ok(Target { units: HoursPerMonth::BILLED.hours(), ..target })
        }
        "Storage" if *what == "SSD" => item(format!("ssd storage {scope}"), "GiB-month", GIB),
        _ => Err(Skip::UnknownProduct),
    }
}
