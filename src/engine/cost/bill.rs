//! Every line of the layout on AWS.

use super::class::{cache_service, deployment};
use super::{Group, Line, Price, TierPart};
use crate::engine::backup::Backups;
use crate::engine::catalogue::{Method, PriceSheet};
use crate::engine::scenario::{Auto, Figures, HighAvailability, Metrics};
use crate::engine::units::{HoursPerMonth, Usd};

/// What the bill needs to know of the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Instance type of the nodes.
    pub instance_type: String,
    /// Nodes over all zones.
    pub nodes: u32,
    /// Volumes of the workload, GiB.
    pub volumes_gib: f64,
    /// CPU requests of the workload, cores.
    pub requested_vcpu: f64,
    /// Database class; absent when none is priced.
    pub database_class: Option<String>,
    /// Class of a cache node; absent when none is priced.
    pub cache_class: Option<String>,
}

/// The bill of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Bill {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Sum at list price, over the lines that have one.
    pub list: Usd,
    /// Sum after discounts, over the lines that have a price.
    pub effective: Usd,
    /// Whether every line has a price.
    pub complete: bool,
}

/// The bill of the first month: today's load, backups at their steady state,
/// without people.
///
/// Formula: quantity × unit price, tier by tier; hours are those of the billed
/// month. Source: docs/model.md, "Cost".
pub fn bill(
    figures: Figures<'_>,
    layout: &Layout,
    backups: &Backups,
    region: &PriceSheet,
    global: &PriceSheet,
) -> Bill {
    let mut writer = Writer { figures, region, global, lines: Vec::new() };
    writer.compute(layout);
    writer.database(layout, backups);
    writer.cache(layout);
    writer.storage(layout);
    writer.network();
    writer.backup(backups);
    writer.operations(layout);
    let lines = writer.lines;
    Bill {
        list: lines.iter().filter_map(Line::list).sum(),
        effective: lines.iter().filter_map(Line::effective).sum(),
        complete: lines.iter().all(|line| line.list().is_some()),
        lines,
    }
}

struct Writer<'a> {
    figures: Figures<'a>,
    region: &'a PriceSheet,
    global: &'a PriceSheet,
    lines: Vec<Line>,
}

/// Hours of the billed month.
const HOURS: f64 = HoursPerMonth::BILLED.hours();

impl Writer<'_> {
    /// Adds a line whose quantity follows from the plan.
    fn line(
        &mut self,
        group: Group,
        component: &'static str,
        item: (&str, &str),
        quantity: f64,
        basis: String,
    ) {
        self.add(group, component, item, quantity, basis, Method::Derived);
    }

    /// Adds a line whose quantity rests on an assumption.
    fn assumed(
        &mut self,
        group: Group,
        component: &'static str,
        item: (&str, &str),
        quantity: f64,
        basis: String,
    ) {
        self.add(group, component, item, quantity, basis, Method::Assumed);
    }

    fn add(
        &mut self,
        group: Group,
        component: &'static str,
        (service, item): (&str, &str),
        quantity: f64,
        basis: String,
        quantity_method: Method,
    ) {
        let plan = self.figures.plan();
        let found = self
            .region
            .meter(service, item)
            .map(|meter| (meter, plan.platform.region.as_str()))
            .or_else(|| self.global.meter(service, item).map(|meter| (meter, "global")));
        let (unit, place, price) = match found {
            Some((meter, place)) => {
                let price = match meter.cost(quantity) {
                    Some(list) => {
                        let parts =
                            meter.parts(quantity).map(|(quantity, price)| TierPart { quantity, price });
                        let tiers: Vec<TierPart> = parts.collect();
                        Price::Priced {
                            unit_price: meter.first_price(),
                            tiers: if tiers.len() > 1 { tiers } else { Vec::new() },
                            list,
                            effective: list,
                            provenance: meter.provenance.clone(),
                        }
                    }
                    None => Price::Unpriced {
                        reason: format!("no price is stated above the last tier of {service}, {item}"),
                    },
                };
                (meter.unit.clone(), place.to_owned(), price)
            }
            None => (
                String::new(),
                plan.platform.region.clone(),
                Price::Unpriced {
                    reason: format!(
                        "the catalogue has no price of {service}, {item} in {}",
                        plan.platform.region
                    ),
                },
            ),
        };
        self.lines.push(Line {
            group,
            component,
            service: service.to_owned(),
            item: item.to_owned(),
            region: place,
            quantity,
            unit,
            price,
            basis,
            quantity_method,
        });
    }

    fn assumption(&self, id: &str) -> f64 {
        self.figures.assumption(id).map_or(0.0, |figure| figure.likely())
    }

    fn zones(&self) -> f64 {
        f64::from(self.figures.plan().platform.zones)
    }

    fn compute(&mut self, layout: &Layout) {
        let nodes = f64::from(layout.nodes);
        self.line(
            Group::Compute,
            "Control plane",
            ("eks", "eks-cluster-standard"),
            HOURS,
            format!("one cluster × {HOURS} h"),
        );
        self.line(
            Group::Compute,
            "Worker nodes",
            ("ec2", &layout.instance_type),
            nodes * HOURS,
            format!("{nodes} nodes × {HOURS} h"),
        );
        let root = self.assumption("node.root_volume_gib");
        self.assumed(
            Group::Compute,
            "Root volumes",
            ("ebs", "gp3 storage"),
            nodes * root,
            format!("{nodes} nodes × {root} GiB (node.root_volume_gib)"),
        );
    }

    fn database(&mut self, layout: &Layout, backups: &Backups) {
        let database = &self.figures.plan().database;
        let deployment = deployment(database.high_availability);
        let class = layout.database_class.as_deref().unwrap_or("no class is priced");
        let what = match database.high_availability {
            HighAvailability::ZoneRedundant => "primary and standby, one price for the pair",
            HighAvailability::None => "one instance",
        };
        let storage = database.storage_gib.likely();
        self.line(
            Group::Data,
            "PostgreSQL",
            ("rds-postgresql", &format!("{class} {deployment}")),
            HOURS,
            format!("{what} × {HOURS} h"),
        );
        self.line(
            Group::Data,
            "PostgreSQL storage",
            ("rds-postgresql", &format!("storage gp3 {deployment}")),
            storage,
            format!("database.storage_gib = {storage}, {what}"),
        );
        let billed = backups.database_gib - backups.database_free_gib;
        self.assumed(
            Group::Backup,
            "PostgreSQL backups",
            ("rds-postgresql", "backup storage beyond free allowance"),
            billed,
            format!(
                "{:.0} GiB of snapshots and logs, {:.0} of them free (provisioned size)",
                backups.database_gib, backups.database_free_gib
            ),
        );
    }

    fn cache(&mut self, layout: &Layout) {
        let cache = &self.figures.plan().cache;
        let nodes = match cache.high_availability {
            HighAvailability::ZoneRedundant => 2.0,
            HighAvailability::None => 1.0,
        };
        let class = layout.cache_class.as_deref().unwrap_or("no class is priced");
        let service = cache_service(cache.engine);
        self.line(
            Group::Data,
            "Cache",
            (service, &format!("{class} node")),
            nodes * HOURS,
            format!("{nodes} nodes × {HOURS} h"),
        );
    }

    fn storage(&mut self, layout: &Layout) {
        let stored = self.figures.plan().object_storage.stored_gib.likely();
        self.line(
            Group::Storage,
            "Workload volumes",
            ("ebs", "gp3 storage"),
            layout.volumes_gib,
            "volumes of every pod, provisioned size".to_owned(),
        );
        self.line(
            Group::Storage,
            "Object storage",
            ("s3", "standard storage"),
            stored,
            format!("object_storage.stored_gib = {stored}"),
        );
        let (put, get) = (
            self.assumption("object_storage.put_thousand_per_month"),
            self.assumption("object_storage.get_thousand_per_month"),
        );
        self.assumed(
            Group::Storage,
            "Object writes",
            ("s3", "standard PUT/COPY/POST/LIST"),
            put,
            "object_storage.put_thousand_per_month".to_owned(),
        );
        self.assumed(
            Group::Storage,
            "Object reads",
            ("s3", "standard GET and other"),
            get,
            "object_storage.get_thousand_per_month".to_owned(),
        );
    }

    fn network(&mut self) {
        let plan = self.figures.plan();
        let zones = self.zones();
        let egress = plan.network.egress_gib_per_month.likely();
        self.line(
            Group::Network,
            "Load balancer",
            ("nlb", "nlb hour"),
            HOURS,
            format!("one network load balancer for the ingress × {HOURS} h"),
        );
        self.line(
            Group::Network,
            "Load balancer capacity",
            ("nlb", "nlb nlcu"),
            egress,
            format!("one unit carries 1 GB an hour: {egress} GB out"),
        );
        self.line(
            Group::Network,
            "NAT gateways",
            ("nat-gateway", "nat gateway hour"),
            zones * HOURS,
            format!("one in each of {zones} zones × {HOURS} h"),
        );
        let nat = self.assumption("network.nat_gib_per_month");
        self.assumed(
            Group::Network,
            "NAT traffic",
            ("nat-gateway", "nat data processed"),
            nat,
            "network.nat_gib_per_month".to_owned(),
        );
        self.line(
            Group::Network,
            "Public addresses",
            ("public-ipv4", "in-use public ipv4"),
            2.0 * zones * HOURS,
            format!("NAT gateway and load balancer in each of {zones} zones × {HOURS} h"),
        );
        self.cross_zone(egress, zones);
        self.line(
            Group::Network,
            "Internet traffic",
            ("data-transfer", "internet out"),
            egress,
            format!("network.egress_gib_per_month = {egress}"),
        );
    }

    fn cross_zone(&mut self, egress: f64, zones: f64) {
        let item = ("data-transfer", "cross-az each direction");
        if let Auto::Set(set) = &self.figures.plan().network.cross_zone_gib_per_month {
            let set = set.likely();
            let basis = format!("network.cross_zone_gib_per_month = {set}, billed in both directions");
            return self.line(Group::Network, "Traffic between zones", item, 2.0 * set, basis);
        }
        let factor = self.assumption("network.east_west_per_egress");
        let crossing = egress * factor * (zones - 1.0) / zones;
        let basis = format!(
            "{egress} GiB out × {factor} (network.east_west_per_egress) × {}/{zones} to another zone, both directions",
            zones - 1.0
        );
        self.assumed(Group::Network, "Traffic between zones", item, 2.0 * crossing, basis);
    }

    fn backup(&mut self, backups: &Backups) {
        let keep = self.figures.plan().backup.keep_days.likely();
        self.assumed(
            Group::Backup,
            "Velero copies",
            ("s3", "standard storage"),
            backups.velero_gib,
            format!("file-system backups of the volumes, one a day, kept {keep} days"),
        );
        self.line(
            Group::Backup,
            "Volume snapshots",
            ("snapshot", "ebs snapshot standard tier"),
            0.0,
            "none: the chart copies volumes to the object store".to_owned(),
        );
    }

    fn operations(&mut self, layout: &Layout) {
        let days = HoursPerMonth::BILLED.days();
        let observability = &self.figures.plan().observability;
        let control_plane = self.assumption("logs.control_plane_gib_per_day");
        let mut per_day = control_plane;
        let mut basis =
            format!("{control_plane} GiB a day of the control plane (logs.control_plane_gib_per_day)");
        let managed = observability.metrics == Metrics::Managed;
        if managed {
            let workload = match &observability.log_gib_per_day {
                Auto::Set(set) => set.likely(),
                Auto::Auto => layout.requested_vcpu * self.assumption("logs.workload_gib_per_vcpu_day"),
            };
            per_day += workload;
            basis = format!("{basis} and {workload:.2} GiB a day of the workload");
        }
        let kept = self.assumption("logs.managed_retention_days");
        self.assumed(
            Group::Operations,
            "Log ingestion",
            ("cloudwatch", "logs ingestion standard class"),
            per_day * days,
            basis,
        );
        self.assumed(
            Group::Operations,
            "Log storage",
            ("cloudwatch", "logs storage"),
            per_day * kept,
            format!("kept {kept} days (logs.managed_retention_days)"),
        );
        if managed {
            let metrics = self.assumption("metrics.custom_metrics");
            let basis = "metrics.custom_metrics".to_owned();
            self.assumed(Group::Operations, "Metrics", ("cloudwatch", "custom metric"), metrics, basis);
        }
        for (component, item, id) in [
            ("Encryption keys", ("kms", "customer managed key"), "cluster.keys"),
            ("Secrets", ("secrets-manager", "secret"), "cluster.secrets"),
            ("Container registry", ("ecr", "private repository storage"), "cluster.registry_gib"),
        ] {
            let quantity = self.assumption(id);
            self.assumed(Group::Operations, component, item, quantity, id.to_owned());
        }
        self.line(
            Group::Operations,
            "DNS zone",
            ("route53", "hosted zone first 25"),
            1.0,
            "one public zone".to_owned(),
        );
    }
}
