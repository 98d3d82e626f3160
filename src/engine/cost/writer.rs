//! Lines, written one by one against the prices that hold.

use std::collections::BTreeMap;

use super::advice::larger_of_meter;
use super::{Advice, Group, Holding, Layout, Line, Price, Terms, TierPart};
use crate::engine::catalogue::{Found, Meter, Method, Prices, Provenance, Tiering};
use crate::engine::scenario::{Auto, Figures, Metrics, Plan};
use crate::engine::units::{HoursPerMonth, UnitPrice};

/// Hours of the billed month.
pub(super) const HOURS: f64 = HoursPerMonth::BILLED.hours();

/// A line that is to be priced.
#[derive(Clone, Debug)]
pub(super) struct Ask<'a> {
    pub(super) group: Group,
    pub(super) component: &'static str,
    /// Service and item, exactly as the price list names them.
    pub(super) item: (&'a str, &'a str),
    pub(super) quantity: f64,
    /// Size of one instance, GiB, where the price hangs on it.
    pub(super) size: Option<f64>,
    /// How the quantity comes about.
    pub(super) basis: String,
    pub(super) method: Method,
    /// Assumptions that the quantity rests on.
    pub(super) drivers: Vec<&'static str>,
}

impl<'a> Ask<'a> {
    /// A line whose quantity follows from the plan.
    pub(super) const fn new(
        group: Group,
        component: &'static str,
        item: (&'a str, &'a str),
        quantity: f64,
        basis: String,
    ) -> Self {
        let method = Method::Derived;
        Self { group, component, item, quantity, size: None, basis, method, drivers: Vec::new() }
    }

    /// The same, where the quantity rests on assumptions.
    pub(super) fn assumed_by(mut self, ids: &[&'static str]) -> Self {
        self.method = Method::Assumed;
        self.drivers.extend_from_slice(ids);
        self
    }

    /// The same, where the price hangs on the size of one instance, GiB.
    pub(super) const fn of_size(mut self, size: f64) -> Self {
        self.size = Some(size);
        self
    }
}

/// A price that the plan or an assumption names, not a price list.
pub(super) struct Named {
    pub(super) unit: &'static str,
    pub(super) usd: f64,
    /// Assumptions that it follows from.
    pub(super) drivers: Vec<&'static str>,
    pub(super) provenance: Provenance,
}

/// Writes the lines of a bill.
pub(super) struct Writer<'a> {
    pub(super) figures: Figures<'a>,
    pub(super) layout: &'a Layout,
    pub(super) prices: &'a Prices<'a>,
    /// Prices of a region that the plan allows to stand in, and its name.
    pub(super) stand_in: Option<(&'a str, &'a Prices<'a>)>,
    /// Prices of the second region, and its name.
    pub(super) second: Option<(&'a str, &'a Prices<'a>)>,
    /// How much of each meter the lines so far have used: by scope, service and item.
    pub(super) used: BTreeMap<(String, String, String), f64>,
    /// What the site has of each part.
    pub(super) holding: &'a Holding,
    pub(super) lines: Vec<Line>,
    /// Larger sizes that cost less.
    pub(super) advice: Vec<Advice>,
}

impl<'a> Writer<'a> {
    /// A writer of single lines of a site with everything.
    pub(super) fn plain(figures: Figures<'a>, layout: &'a Layout, prices: &'a Prices<'a>) -> Self {
        static WHOLE: Holding = Holding::whole();
        let (used, lines, advice) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { figures, layout, prices, stand_in: None, second: None, holding: &WHOLE, used, lines, advice }
    }
}

impl Writer<'_> {
    /// Prices a line. What this region, its multi-region and the provider at large
    /// do not price is unpriced, unless the plan names a region that may stand in:
    /// then the line says so.
    pub(super) fn line(&mut self, ask: Ask<'_>) {
        let Some(ask) = self.holding.scaled(ask) else { return };
        let (service, item) = ask.item;
        let place = self.figures.plan().platform.place();
        let own = self.prices.find(service, item).map(|found| (found, None));
        let found = own.or_else(|| {
            let (region, prices) = self.stand_in?;
            prices.find(service, item).map(|found| (found, Some(region.to_owned())))
        });
        self.priced(ask, place, found);
    }

    /// Prices a line of the second region: at its own prices and at no other's.
    pub(super) fn line_there(&mut self, ask: Ask<'_>) {
        let Some((region, prices)) = self.second else {
            let reason = "there is no second region".to_owned();
            return self.unpriced(ask, reason);
        };
        let (service, item) = ask.item;
        let found = prices.find(service, item).map(|found| (found, None));
        self.priced(ask, region, found);
    }

    fn priced(&mut self, ask: Ask<'_>, place: &str, found: Option<(Found<'_, '_>, Option<String>)>) {
        let (service, item) = ask.item;
        let Some((found, stand_in)) = found else {
            // Nothing of something costs nothing, whatever its price.
            if ask.quantity != 0.0 {
                let reason = format!("the catalogue has no price of {service}, {item} in {place}");
                self.push(ask, String::new(), place.to_owned(), Price::Unpriced { reason }, None);
            }
            return;
        };
        let (meter, region) = (found.meter, found.scope.name().to_owned());
        let unit = meter.unit.clone();
        if ask.size.is_some() || meter.tiering == Tiering::Whole {
            self.advice.extend(ask.size.and_then(|size| larger_of_meter(meter, &ask, size)));
            let price = price_of_size(meter, found.listed, &ask);
            return self.push(ask, unit, region, price, stand_in);
        }
        // Lines of one meter fill its tiers one after the other.
        let key = (region.clone(), service.to_owned(), item.to_owned());
        let used = self.used.entry(key).or_insert(0.0);
        let before = *used;
        *used += ask.quantity;
        let priced = (meter.priced_up_to() - before).clamp(0.0, ask.quantity);
        let rest = ask.quantity - priced;
        if rest > 0.0 {
            let reason =
                format!("no price of {service}, {item} is stated above {} {unit}", meter.priced_up_to());
            let basis = format!("{}; what lies above the last stated tier", ask.basis);
            let above = Ask { quantity: rest, basis, ..ask.clone() };
            if priced > 0.0 {
                let basis = format!("{}; up to the last stated tier", ask.basis);
                let within = Ask { quantity: priced, basis, ..ask };
                let price = price_after(meter, found.listed, before, priced);
                self.push(within, unit.clone(), region.clone(), price, stand_in.clone());
            }
            return self.push(above, unit, region, Price::Unpriced { reason }, stand_in);
        }
        let price = price_after(meter, found.listed, before, ask.quantity);
        self.push(ask, unit, region, price, stand_in);
    }

    /// Writes a line at a price that an assumption names.
    pub(super) fn named(&mut self, ask: Ask<'_>, named: Named) {
        let Some(mut ask) = self.holding.scaled(ask) else { return };
        ask.drivers
            .extend(named.drivers.iter().filter(|id| !ask.drivers.contains(id)).copied().collect::<Vec<_>>());
        let place = self.figures.plan().platform.place().to_owned();
        let price = match UnitPrice::new(named.usd) {
            Ok(unit_price) => {
                let list = unit_price.times(ask.quantity);
                let provenance = named.provenance;
                Price::Priced { unit_price, tiers: Vec::new(), list, effective: list, provenance, own: None }
            }
            Err(_) => Price::Unpriced { reason: format!("{} is no price", named.usd) },
        };
        self.push(ask, named.unit.to_owned(), place, price, None);
    }

    /// Writes a line that no source prices, and why.
    pub(super) fn unpriced(&mut self, ask: Ask<'_>, reason: String) {
        let Some(ask) = self.holding.scaled(ask) else { return };
        let place = self.figures.plan().platform.place().to_owned();
        self.push(ask, String::new(), place, Price::Unpriced { reason }, None);
    }

    fn push(&mut self, ask: Ask<'_>, unit: String, region: String, price: Price, stand_in: Option<String>) {
        let Ask { group, component, item: (service, item), quantity, basis, method, drivers, .. } = ask;
        let (service, item) = (service.to_owned(), item.to_owned());
        self.lines.push(Line {
            group,
            site: self.holding.site(),
            component,
            service,
            item,
            region,
            stand_in,
            quantity,
            unit,
            price,
            basis,
            quantity_method: method,
            drivers,
        });
    }

    /// The likely value of a figure of the model.
    pub(super) fn assumption(&self, id: &str) -> f64 {
        self.figures.assumption(id).map_or(0.0, |figure| figure.likely())
    }

    pub(super) fn zones(&self) -> f64 {
        f64::from(self.figures.plan().platform.zones)
    }

    pub(super) fn egress(&self) -> f64 {
        self.figures.plan().network.egress_gib_per_month.likely()
    }

    pub(super) fn stored(&self) -> f64 {
        self.figures.plan().object_storage.stored_gib.likely()
    }

    /// What crosses from zone to zone in a month, GiB counted once, what it is assumed
    /// by, and how it comes about.
    pub(super) fn between_zones(&self) -> (f64, &'static [&'static str], String) {
        if let Auto::Set(set) = &self.figures.plan().network.cross_zone_gib_per_month {
            let set = set.likely();
            return (set, &[], format!("network.cross_zone_gib_per_month = {set}"));
        }
        let (egress, zones) = (self.egress(), self.zones());
        let factor = self.assumption("network.east_west_per_egress");
        let crossing = egress * factor * (zones - 1.0) / zones;
        let basis = format!(
            "{egress} GiB out × {factor} (network.east_west_per_egress) × {}/{zones} to another zone",
            zones - 1.0
        );
        (crossing, &["network.east_west_per_egress"], basis)
    }

    /// Logs that the provider's service takes in a day, GiB, how they come about, and what
    /// they are assumed by.
    pub(super) fn logs_per_day(&self) -> (f64, String, Vec<&'static str>) {
        const CONTROL_PLANE: &str = "logs.control_plane_gib_per_day";
        const WORKLOAD: &str = "logs.workload_gib_per_vcpu_day";
        let observability = &self.figures.plan().observability;
        let control_plane = self.assumption(CONTROL_PLANE);
        let basis = format!("{control_plane} GiB a day of the control plane ({CONTROL_PLANE})");
        if observability.metrics != Metrics::Managed {
            return (control_plane, basis, vec![CONTROL_PLANE]);
        }
        let (workload, drivers) = match &observability.log_gib_per_day {
            Auto::Set(set) => (set.likely(), vec![CONTROL_PLANE]),
            Auto::Auto => {
                (self.layout.requested_vcpu * self.assumption(WORKLOAD), vec![CONTROL_PLANE, WORKLOAD])
            }
        };
        (control_plane + workload, format!("{basis} and {workload:.2} GiB a day of the workload"), drivers)
    }

    /// Whether metrics go to the provider's service.
    pub(super) fn metrics_are_managed(&self) -> bool {
        self.figures.plan().observability.metrics == Metrics::Managed
    }

    /// Samples that the managed metrics send in a month.
    pub(super) fn samples_per_month(&self) -> f64 {
        let per_minute = self.assumption("metrics.samples_per_minute");
        self.assumption("metrics.custom_metrics") * per_minute * HOURS * 60.0
    }

    /// The root volume of a node, GiB, and the figure that says so.
    pub(super) fn root_volume(&self) -> (f64, &'static str) {
        let id = root_volume_id(self.figures.plan());
        (self.assumption(id), id)
    }

    /// Groups of nodes with root volumes: name, instance type and number.
    pub(super) fn node_groups(&self) -> Vec<(&'static str, String, f64)> {
        let mut groups =
            vec![("Worker nodes", self.layout.instance_type.clone(), f64::from(self.layout.nodes))];
        if let Some(openshift) = &self.layout.openshift {
            let more = [("Control-plane nodes", &openshift.control_plane), ("Infra nodes", &openshift.infra)];
            for (name, group) in more {
                if let Some(group) = group {
                    groups.push((name, group.instance_type.clone(), f64::from(group.nodes)));
                }
            }
        }
        groups
    }

    /// Nodes with their hours.
    pub(super) fn nodes(&mut self) {
        let service = self.figures.plan().platform.host.compute_service();
        for (component, instance_type, nodes) in self.node_groups() {
            self.line(Ask::new(
                Group::Compute,
                component,
                (service, &instance_type),
                nodes * HOURS,
                format!("{nodes} nodes × {HOURS} h"),
            ));
        }
    }

    /// Billed part of the database's backups, GiB, and how it comes about.
    pub(super) fn database_backups(&self) -> (f64, String) {
        let backups = &self.layout.backups;
        let billed = backups.database_gib - backups.database_free_gib;
        let basis = format!(
            "{:.0} GiB of base backups and {:.0} of logs, {:.0} of them free (provisioned size)",
            backups.database_gib - backups.database_log_gib,
            backups.database_log_gib,
            backups.database_free_gib
        );
        (billed, basis)
    }

    /// Assumed counts that are a line each: component, item, id of the figure.
    pub(super) fn counts(&mut self, lines: &[(&'static str, (&str, &str), &'static str)]) {
        for (component, item, id) in lines {
            let quantity = self.assumption(id);
            let ask = Ask::new(Group::Operations, component, *item, quantity, (*id).to_owned());
            self.line(ask.assumed_by(&[id]));
        }
    }
}

/// What samples of metrics are assumed by.
pub(super) const BY_SAMPLES: &[&str] = &["metrics.custom_metrics", "metrics.samples_per_minute"];

/// What the database's backups are assumed by.
pub(super) const BY_DATABASE: &[&str] = &["database.used_pct", "database.log_per_change"];

/// The figure that says how large a node's root volume is.
pub const fn root_volume_id(plan: &Plan) -> &'static str {
    match plan.platform.flavour {
        Some(_) => "openshift.root_volume_gib",
        None => "node.root_volume_gib",
    }
}

/// What a quantity costs where the size of an instance picks the price.
fn price_of_size(meter: &Meter, listed: Option<&Meter>, ask: &Ask<'_>) -> Price {
    let (service, item) = ask.item;
    let Some(size) = ask.size else {
        let reason = format!(
            "the price of {service}, {item} hangs on the size of an instance, and this line has none"
        );
        return Price::Unpriced { reason };
    };
    let terms = |meter: &Meter| {
        let unit_price = meter.price_of_size(size)?;
        let usd = unit_price.times(ask.quantity);
        Some(Terms { unit_price, tiers: Vec::new(), usd, provenance: meter.provenance.clone() })
    };
    match terms(meter) {
        Some(own) if meter.own => beside_list(own, listed.and_then(terms)),
        Some(listed) => priced(listed, None),
        None => Price::Unpriced { reason: format!("no price is stated for {size} GiB of {service}, {item}") },
    }
}

/// What a quantity costs at a meter of which so much was used before.
pub(super) fn price_after(meter: &Meter, listed: Option<&Meter>, before: f64, quantity: f64) -> Price {
    let terms = |meter: &Meter| {
        let parts = meter.parts_after(before, quantity);
        let parts: Vec<TierPart> = parts.map(|(quantity, price)| TierPart { quantity, price }).collect();
        let usd = parts.iter().map(|part| part.price.times(part.quantity)).sum();
        let unit_price = parts.first().map_or_else(|| meter.first_price(), |part| part.price);
        let tiers = if parts.len() > 1 { parts } else { Vec::new() };
        Terms { unit_price, tiers, usd, provenance: meter.provenance.clone() }
    };
    if !meter.own {
        return priced(terms(meter), None);
    }
    let listed = listed
        .filter(|listed| listed.tiering != Tiering::Whole && before + quantity <= listed.priced_up_to());
    beside_list(terms(meter), listed.map(terms))
}

/// An own price beside the listed one; where no list has the item it is both.
fn beside_list(own: Terms, listed: Option<Terms>) -> Price {
    match listed {
        Some(listed) => priced(listed, Some(own)),
        None => priced(own.clone(), Some(own)),
    }
}

fn priced(listed: Terms, own: Option<Terms>) -> Price {
    let Terms { unit_price, tiers, usd, provenance } = listed;
    let effective = own.as_ref().map_or(usd, |own| own.usd);
    Price::Priced { unit_price, tiers, list: usd, effective, provenance, own }
}
