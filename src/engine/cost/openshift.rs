//! What OpenShift adds to a host's bill, and the bill of a site of the user's own.

use super::Group;
use super::writer::{Ask, HOURS, Named, Writer};
use crate::engine::catalogue::{Method, Provenance};
use crate::engine::scenario::Flavour;
use crate::engine::units::MONTHS_PER_YEAR;

/// Processors of a core-pair.
const CORE_PAIR_VCPU: f64 = 4.0;
/// Servers that one set of network gear serves.
/// Source: kube-dojo on-premises TCO module: 45,000 USD for 13 servers.
const GEAR_SERVERS: f64 = 13.0;

/// Nodes of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeGroup {
    /// Instance type.
    pub instance_type: String,
    /// Number.
    pub nodes: u32,
}

/// What the bill needs to know of an OpenShift layout.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenshiftLayout {
    /// Distribution.
    pub flavour: Flavour,
    /// Nodes of the control plane that the user pays for.
    pub control_plane: Option<NodeGroup>,
    /// Nodes that carry only what the platform itself runs.
    pub infra: Option<NodeGroup>,
}

/// The fees of OpenShift on a cloud host.
pub(super) fn on_cloud(writer: &mut Writer<'_>) {
    let Some(openshift) = &writer.layout.openshift else { return };
    if writer.figures.plan().platform.region.is_none() {
        return;
    }
    let nodes = f64::from(writer.layout.nodes);
    let vcpu = f64::from(writer.layout.node_vcpu);
    let worker_fee = |writer: &mut Writer<'_>, service| {
        let units = nodes * vcpu / CORE_PAIR_VCPU;
        let basis = format!("{nodes} workers × {vcpu} vCPU ÷ {CORE_PAIR_VCPU} × {HOURS} h");
        let item = (service, "worker fee");
        writer.line(Ask::new(Group::Compute, "OpenShift worker fee", item, units * HOURS, basis));
    };
    let cluster_fee = |writer: &mut Writer<'_>, service| {
        let basis = format!("one cluster × {HOURS} h");
        writer.line(Ask::new(Group::Compute, "Control plane", (service, "cluster fee"), HOURS, basis));
    };
    match openshift.flavour {
        Flavour::RosaHcp => {
            cluster_fee(writer, "rosa-hcp");
            worker_fee(writer, "rosa-hcp");
        }
        Flavour::RosaClassic => {
            cluster_fee(writer, "rosa-classic");
            worker_fee(writer, "rosa-classic");
        }
        Flavour::Aro => worker_fee(writer, "aro"),
        Flavour::Ocp => {
            let pairs = (nodes * vcpu / CORE_PAIR_VCPU).ceil();
            let basis = format!(
                "{nodes} workers × {vcpu} vCPU are {pairs} core-pairs, a year's price ÷ 12; ask your reseller"
            );
            let ask = Ask::new(
                Group::Compute,
                "OpenShift subscription",
                ("ocp", "core-pair"),
                pairs / MONTHS_PER_YEAR,
                basis,
            );
            let named = named(writer, "core-pair-year", &["openshift.core_pair_usd_per_year"], |it| it[0]);
            writer.named(ask.assumed_by(&[]), named);
        }
        Flavour::Okd => okd(writer),
    }
}

fn okd(writer: &mut Writer<'_>) {
    let basis = "the community's distribution has no subscription".to_owned();
    let item = ("okd", "subscription");
    let quantity = 1.0 / MONTHS_PER_YEAR;
    writer.line(Ask::new(Group::Compute, "OpenShift subscription", item, quantity, basis));
}

/// A price that follows from figures of the model.
fn named(
    writer: &Writer<'_>,
    unit: &'static str,
    ids: &[&'static str],
    price: impl Fn(&[f64]) -> f64,
) -> Named {
    let figures: Vec<_> = ids.iter().filter_map(|id| writer.figures.assumption(id)).collect();
    let values: Vec<f64> = ids.iter().map(|id| writer.assumption(id)).collect();
    let dates = figures.iter().filter_map(|figure| figure.provenance?.as_of);
    let source = ids.iter().zip(&figures).map(|(id, figure)| {
        let from = figure.provenance.map_or("the plan", |provenance| provenance.source.as_str());
        format!("{id} ({from})")
    });
    Named {
        unit,
        usd: price(&values),
        drivers: ids.to_vec(),
        provenance: Provenance {
            source: source.collect::<Vec<_>>().join("; "),
            as_of: dates.min(),
            method: Method::Assumed,
        },
    }
}

/// The bill of OpenShift on servers of the user's own.
///
/// Formula: purchase ÷ months of use; hardware support as a share of the purchase;
/// power × hours × PUE × price; rack units. Database, cache and object storage run
/// in the cluster and on Ceph, so they have no lines of their own; storage servers are
/// those of the storage cluster.
pub(super) fn on_premises(writer: &mut Writer<'_>) {
    const MONTHS: &str = "onprem.depreciation_months";
    let servers = f64::from(writer.layout.nodes);
    let storage_servers = f64::from(writer.layout.storage_nodes);
    let all = servers + storage_servers;
    let months = writer.assumption(MONTHS);
    for (component, item, id, number) in [
        ("Servers", "server", "onprem.server_usd", servers),
        ("Storage servers", "storage server", "onprem.storage_server_usd", storage_servers),
        ("Network gear", "network gear", "onprem.network_usd_per_site", (all / GEAR_SERVERS).ceil()),
    ] {
        let group = match component {
            "Servers" => Group::Compute,
            "Storage servers" => Group::Storage,
            _ => Group::Network,
        };
        let gear = if group == Group::Network {
            format!("; a set serves {GEAR_SERVERS} servers")
        } else {
            String::new()
        };
        let basis = format!("{number} × the price ({id}) over {months} months ({MONTHS}){gear}");
        let price = named(writer, "month", &[id, MONTHS], |it| it[0] / it[1]);
        writer.named(Ask::new(group, component, ("site", item), number, basis).assumed_by(&[]), price);
    }
    let purchase = servers * writer.assumption("onprem.server_usd")
        + storage_servers * writer.assumption("onprem.storage_server_usd");
    let basis = format!(
        "{purchase} USD of {servers} servers and {storage_servers} storage servers ÷ 12; the share of a year is onprem.support_pct_per_year"
    );
    let price = named(writer, "USD of purchase", &["onprem.support_pct_per_year"], |it| it[0] / 100.0);
    let item = ("site", "hardware support");
    let ask = Ask::new(Group::Compute, "Hardware support", item, purchase / MONTHS_PER_YEAR, basis);
    writer.named(ask.assumed_by(&["onprem.server_usd", "onprem.storage_server_usd"]), price);
    power_and_space(writer, all);
    let basis = "one site (onprem.internet_usd_per_month); traffic is in it".to_owned();
    let price = named(writer, "month", &["onprem.internet_usd_per_month"], |it| it[0]);
    let ask = Ask::new(Group::Network, "Internet transit", ("site", "transit"), 1.0, basis);
    writer.named(ask.assumed_by(&[]), price);
    subscriptions(writer, servers);
}

fn power_and_space(writer: &mut Writer<'_>, servers: f64) {
    let (watts, pue) = (writer.assumption("onprem.watts_per_server"), writer.assumption("onprem.pue"));
    let kwh = servers * watts / 1000.0 * HOURS * pue;
    let basis =
        format!("{servers} servers × {watts} W (onprem.watts_per_server) × {HOURS} h × {pue} (onprem.pue)");
    let price = named(writer, "kWh", &["onprem.kwh_usd"], |it| it[0]);
    let ask = Ask::new(Group::Compute, "Power", ("site", "power"), kwh, basis);
    writer.named(ask.assumed_by(&["onprem.watts_per_server", "onprem.pue"]), price);
    let height = writer.assumption("onprem.rack_units_per_server");
    let basis = format!("{servers} servers × {height} units (onprem.rack_units_per_server)");
    let price = named(writer, "rack-unit-month", &["onprem.rack_unit_usd_per_month"], |it| it[0]);
    let ask = Ask::new(Group::Compute, "Rack space", ("site", "rack space"), servers * height, basis);
    writer.named(ask.assumed_by(&["onprem.rack_units_per_server"]), price);
    let (hours, id) = (writer.assumption("onprem.hands_hours_per_server"), "onprem.hands_hours_per_server");
    let basis = format!("{servers} servers × {hours} h a month ({id}) of people of the data centre");
    let price = named(writer, "hour", &["onprem.hands_usd_per_hour"], |it| it[0]);
    let ask = Ask::new(Group::Compute, "Remote hands", ("site", "remote hands"), servers * hours, basis);
    writer.named(ask.assumed_by(&[id]), price);
}

fn subscriptions(writer: &mut Writer<'_>, servers: f64) {
    let Some(openshift) = &writer.layout.openshift else { return };
    if openshift.flavour == Flavour::Okd {
        return okd(writer);
    }
    let basis = format!("{servers} servers of one or two sockets, a year's price ÷ 12; ask your reseller");
    let item = ("ocp", "bare-metal server");
    let quantity = servers / MONTHS_PER_YEAR;
    writer.line(Ask::new(Group::Compute, "OpenShift subscription", item, quantity, basis));
    let storage_servers = f64::from(writer.layout.storage_nodes);
    let basis = "OpenShift Data Foundation on the storage servers".to_owned();
    let ask =
        Ask::new(Group::Storage, "Storage subscription", ("odf", "self-managed"), storage_servers, basis);
    writer.unpriced(ask, "no list price of self-managed OpenShift Data Foundation is published".to_owned());
}
