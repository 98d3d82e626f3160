//! Components of Azure resources.

use super::target::{Around, Target};
use crate::engine::catalogue::{Host, Provider};
use crate::engine::feeds::Skip;

const GB: &[&str] = &["GB"];
const HOURS: &[&str] = &["hours"];

/// The item of a component.
pub(super) fn target(around: &Around<'_>) -> Result<Target, Skip> {
    let (name, inside) = around.words();
    let item = |service, item: &str, unit, units| around.item(Provider::Azure, (service, item, unit), units);
    match (around.kind, name) {
        (_, "Instance usage") => around.machine(Host::Azure, &inside, "pay as you go"),
        ("azurerm_kubernetes_cluster", "Uptime SLA") => {
            item("aks", "standard-tier-uptime-sla", "cluster-hour", HOURS)
        }
        (
            "azurerm_managed_disk"
            | "azurerm_kubernetes_cluster"
            | "azurerm_kubernetes_cluster_node_pool"
            | "azurerm_linux_virtual_machine"
            | "azurerm_linux_virtual_machine_scale_set",
            "Storage",
        ) => match disk(&inside) {
            Some(disk) => item("managed-disk", &disk, "disk-month", &["months"]),
            None => Err(Skip::UnknownProduct),
        },
        ("azurerm_nat_gateway", "NAT gateway") => item("nat-gateway", "standard-gateway", "hour", HOURS),
        ("azurerm_nat_gateway", "Data processed") => item("nat-gateway", "standard-data-processed", "GB", GB),
        ("azurerm_lb" | "azurerm_kubernetes_cluster", "Data processed") => {
            item("load-balancer", "standard-data-processed", "GB", GB)
        }
        ("azurerm_postgresql_flexible_server", "Compute") => server(around, &inside),
        // Whether a standby stands beside the server, Infracost does not say.
        ("azurerm_postgresql_flexible_server", _) => Err(Skip::NotTold),
        _ => Err(Skip::UnknownProduct),
    }
}

/// `P10, LRS` is `premium-ssd-p10-lrs`.
fn disk(inside: &[&str]) -> Option<String> {
    let [size, redundancy] = inside else { return None };
    let kind = match size.chars().next()? {
        'P' => "premium-ssd",
        'E' => "standard-ssd",
        'S' => "standard-hdd",
        _ => return None,
    };
    Some(format!("{kind}-{}-{}", size.to_lowercase(), redundancy.to_lowercase()))
}

/// A server of PostgreSQL. Burstable ones have a price of their own; of the others the list has
/// the price of a core, and the name says how many: `GP_Standard_D4s_v3` is four of `gp-dsv3`.
fn server(around: &Around<'_>, inside: &[&str]) -> Result<Target, Skip> {
    const SERVICE: &str = "postgresql-flexible";
    let [name] = inside else { return Err(Skip::UnknownProduct) };
    let (tier, size) = name.split_once("_Standard_").ok_or(Skip::UnknownProduct)?;
    let size = size.to_lowercase();
    if tier == "B" {
        let item = format!("burstable-{size} server single");
        return around.item(Provider::Azure, (SERVICE, item, "server-hour"), HOURS);
    }
    let first = size.find(|c: char| c.is_ascii_digit()).ok_or(Skip::UnknownProduct)?;
    let (family, rest) = size.split_at(first);
    let end = rest.find(|c: char| !c.is_ascii_digit()).ok_or(Skip::UnknownProduct)?;
    let (cores, rest) = rest.split_at(end);
    let cores: u32 = cores.parse().ok().filter(|cores| *cores > 0).ok_or(Skip::UnknownProduct)?;
    let series = rest.replace('_', "");
    let item = format!("{}-{family}{series} vcore single", tier.to_lowercase());
    let target = around.item(Provider::Azure, (SERVICE, item, "vCore-hour"), HOURS)?;
    Ok(Target { units: f64::from(cores), ..target })
}
