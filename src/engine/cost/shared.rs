//! Lines that every cloud has, under names of its own.

use super::Group;
use super::writer::{Ask, HOURS, Writer};
use crate::engine::scenario::{DataServices, HighAvailability};
use crate::engine::units::HoursPerMonth;

/// Service and item, as a price list names them.
type Item = (&'static str, &'static str);

impl Writer<'_> {
    /// The control plane that the provider runs; none with OpenShift, which has its own.
    pub(super) fn control_plane(&mut self, item: Item, what: &str) {
        if self.layout.openshift.is_none() {
            let basis = format!("{what} × {HOURS} h");
            self.line(Ask::new(Group::Compute, "Control plane", item, HOURS, basis));
        }
    }

    /// Nodes of every kind.
    pub(super) fn all_nodes(&self) -> f64 {
        self.node_groups().iter().map(|(_, _, nodes)| nodes).sum()
    }

    /// Root volumes that are sold by the GiB.
    pub(super) fn root_volumes(&mut self, item: Item) {
        let (root, id) = self.root_volume();
        let nodes = self.all_nodes();
        let basis = format!("{nodes} nodes × {root} GiB ({id})");
        self.line(Ask::new(Group::Compute, "Root volumes", item, nodes * root, basis).assumed_by(&[id]));
    }

    /// Volumes of the workload that are sold by the GiB.
    pub(super) fn workload_volumes(&mut self, item: Item) {
        let basis = "volumes of every pod, provisioned size".to_owned();
        let volumes = self.layout.volumes_gib();
        self.line(Ask::new(Group::Storage, "Workload volumes", item, volumes, basis));
    }

    /// Whether database, cache and the application's objects are services of the provider.
    pub(super) fn has_managed_data(&self) -> bool {
        self.figures.plan().data_services() == DataServices::Managed
    }

    /// What the application stores; `place` says where, and may be empty. Nothing where
    /// it stores it in the cluster.
    pub(super) fn objects(&mut self, item: Item, place: &str) {
        if !self.has_managed_data() {
            return;
        }
        let stored = self.stored();
        let basis = format!("object_storage.stored_gib = {stored}{place}");
        self.line(Ask::new(Group::Storage, "Object storage", item, stored, basis));
    }

    /// Writes and reads of the bucket, billed by so many thousands. The figures are those
    /// of application and backups together; where the application's objects are in the
    /// cluster, they bound what Velero alone asks for.
    pub(super) fn requests(
        &mut self,
        service: &'static str,
        [write, read]: [&'static str; 2],
        thousands: f64,
    ) {
        for (component, item, id) in [
            ("Object writes", write, "object_storage.put_thousand_per_month"),
            ("Object reads", read, "object_storage.get_thousand_per_month"),
        ] {
            let requests = self.assumption(id) / thousands;
            let basis = if self.has_managed_data() {
                id.to_owned()
            } else {
                format!("{id}, at most: the bucket holds Velero's copies only")
            };
            self.line(
                Ask::new(Group::Storage, component, (service, item), requests, basis).assumed_by(&[id]),
            );
        }
    }

    /// What goes out through the NAT gateways.
    pub(super) fn nat_traffic(&mut self, item: Item) {
        let id = "network.nat_gib_per_month";
        let traffic = self.assumption(id);
        self.line(Ask::new(Group::Network, "NAT traffic", item, traffic, id.to_owned()).assumed_by(&[id]));
    }

    /// Traffic between zones; `directions` is how often a GiB is billed.
    pub(super) fn zone_traffic(&mut self, item: Item, directions: f64, note: &str) {
        let (crossing, drivers, basis) = self.between_zones();
        let basis = format!("service calls: {basis}{note}{}", self.standby_note());
        let ask = Ask::new(Group::Network, "Traffic between zones", item, directions * crossing, basis);
        self.line(if drivers.is_empty() { ask } else { ask.assumed_by(drivers) });
        if !drivers.is_empty() {
            self.chain_traffic(item, directions, note);
        }
    }

    /// Blocks and transactions that nodes of the chain get from another zone.
    ///
    /// Formula: nodes × what each gets × (z − 1)/z × directions that are billed.
    fn chain_traffic(&mut self, item: Item, directions: f64, note: &str) {
        const ID: &str = "network.chain_gib_per_node";
        let (nodes, zones) = (f64::from(self.layout.chain_nodes), self.zones());
        let each = self.assumption(ID);
        let crossing = nodes * each * (zones - 1.0) / zones;
        if crossing > 0.0 {
            let basis = format!(
                "{nodes} nodes of the chain × {each} GiB each ({ID}) × {}/{zones} from another zone{note}",
                zones - 1.0
            );
            let quantity = directions * crossing;
            let ask = Ask::new(Group::Network, "Replication between zones", item, quantity, basis);
            self.line(ask.assumed_by(&[ID]));
        }
    }

    /// What is said of the copies that managed services keep in another zone.
    fn standby_note(&self) -> &'static str {
        let plan = self.figures.plan();
        let pairs = [plan.database.high_availability, plan.cache.high_availability];
        if self.has_managed_data() && self.zones() > 1.0 && pairs.contains(&HighAvailability::ZoneRedundant) {
            "; what a managed pair copies to its standby is free of charge (general knowledge, not checked)"
        } else {
            ""
        }
    }

    /// Traffic to the internet.
    pub(super) fn internet_traffic(&mut self, item: Item, note: &str) {
        let egress = self.egress();
        let basis = format!("network.egress_gib_per_month = {egress}{note}");
        self.line(Ask::new(Group::Network, "Internet traffic", item, egress, basis));
    }

    /// Logs that the provider's service takes in. The answer is GiB a day.
    pub(super) fn log_ingestion(&mut self, item: Item) -> f64 {
        let (per_day, basis, drivers) = self.logs_per_day();
        let days = HoursPerMonth::BILLED.days();
        let ask = Ask::new(Group::Operations, "Log ingestion", item, per_day * days, basis);
        self.line(ask.assumed_by(&drivers));
        per_day
    }

    /// Logs that the provider's service keeps, beyond the days that are included.
    pub(super) fn log_storage(&mut self, item: Item, per_day: f64, included: f64) {
        const KEPT: &str = "logs.managed_retention_days";
        let kept = self.assumption(KEPT);
        let (_, _, mut drivers) = self.logs_per_day();
        drivers.push(KEPT);
        let free = if included > 0.0 { format!(", {included} of them included") } else { String::new() };
        let basis = format!("kept {kept} days ({KEPT}){free}");
        let stored = per_day * (kept - included).max(0.0);
        self.line(Ask::new(Group::Operations, "Log storage", item, stored, basis).assumed_by(&drivers));
    }

    /// One public zone.
    pub(super) fn dns_zone(&mut self, item: Item) {
        self.line(Ask::new(Group::Operations, "DNS zone", item, 1.0, "one public zone".to_owned()));
    }
}
