//! Classes beside those of the zones.

use super::rates::{CHANGES, EXPOSURE, Rates, SEVERITY, SINGLETONS};
use super::zones::exponential;
use super::{FailureClass, Layout, Role, Stream, sources};
use crate::engine::availability::{ModelError, NodeTier, Outage, OutageLaw, in_series};
use crate::engine::scenario::{DataServices, DatabaseForm};
use crate::engine::uncertainty::Law;

/// A class that is one stream of events with the rate and repair of its row.
struct Row<'a> {
    name: &'static str,
    title: &'static str,
    row: &'a str,
    /// What the rate is multiplied by.
    exposure: f64,
    basis: String,
}

impl Row<'_> {
    fn stream(&self, rates: &Rates) -> Stream {
        let Stream { per_year, minutes } = rates.stream(self.row);
        Stream { per_year: per_year * self.exposure, minutes }
    }

    fn class(self, role: Role, infrastructure: bool, rates: &Rates) -> FailureClass {
        let laws = self.stream(rates).laws();
        self.lasting(laws, role, infrastructure)
    }

    /// The class with outages of its own.
    fn lasting(self, laws: Vec<OutageLaw>, role: Role, infrastructure: bool) -> FailureClass {
        let per_year: f64 = laws.iter().map(|law| law.per_year).sum();
        let minutes: f64 = laws.iter().map(|law| law.per_year * law.minutes.mean()).sum();
        let mean_hours = if per_year > 0.0 { minutes / per_year / 60.0 } else { 0.0 };
        FailureClass {
            name: self.name,
            title: self.title,
            role,
            infrastructure,
            in_zones: false,
            outage: Outage::stream(per_year, mean_hours),
            laws,
            basis: self.basis,
            sources: sources(&[self.row]),
        }
    }
}

/// A class at the full rate of its row.
fn row<'a>(name: &'static str, title: &'static str, row: &'a str, basis: impl Into<String>) -> Row<'a> {
    Row { name, title, row, exposure: 1.0, basis: basis.into() }
}

/// Classes that stop the platform.
///
/// # Errors
/// [`ModelError`] when the layout has more zones than can be enumerated.
pub(super) fn hard(layout: &Layout, rates: &Rates) -> Result<Vec<FailureClass>, ModelError> {
    let mut classes = Vec::new();
    if let Some(partial) = layout.site.causes().zone_partial {
        classes.push(zone_partial(layout, partial, rates)?);
    }
    classes.extend(validators_on_a_node(layout, rates)?);
    classes.extend(services(layout, rates));
    classes.push(singletons(rates));
    if layout.database == DatabaseForm::Pod {
        classes.push(database_volume(layout, rates));
    }
    classes.extend(people(layout, rates));
    Ok(classes)
}

/// A partial event takes half of a zone's nodes, rounded up, with the validators on them; the
/// platform is down if too few of the others are up in that while.
fn zone_partial(layout: &Layout, partial: &str, rates: &Rates) -> Result<FailureClass, ModelError> {
    let causes = layout.site.causes();
    let event = rates.stream(partial);
    let mut events = Vec::new();
    for zone in 0..layout.nodes_per_zone.len() {
        let mut left = layout.nodes_per_zone.clone();
        let gone = left[zone].div_ceil(2);
        left[zone] -= gone;
        let nodes = NodeTier {
            zones: left,
            k_nodes: layout.k_nodes,
            min_zones_up: 1,
            node: rates.repairable(causes.node),
            zone: Some(rates.repairable(causes.zone)),
        };
        let held: u32 = layout.validators_on_nodes(zone).into_iter().take(gone as usize).sum();
        let validators = without_validators(layout, zone, held, rates)?;
        events.push((event, in_series(&[nodes.solve()?, validators])));
    }
    let class = row(
        "zone-partial",
        "Part of a zone's nodes",
        partial,
        "exact given the event: half of the zone's nodes, rounded up, are gone with their validators",
    );
    Ok(given(class, &events))
}

/// The loss of one node that holds several validators, each of which is one less to sign.
fn validators_on_a_node(layout: &Layout, rates: &Rates) -> Result<Option<FailureClass>, ModelError> {
    let causes = layout.site.causes();
    let node = rates.stream(causes.node);
    let mut events = Vec::new();
    for zone in 0..layout.nodes_per_zone.len() {
        for held in layout.validators_on_nodes(zone).into_iter().filter(|held| *held > 1) {
            events.push((node, without_validators(layout, zone, held, rates)?));
        }
    }
    if events.is_empty() {
        return Ok(None);
    }
    let class = row(
        "validators-node",
        "A node with several validators",
        causes.node,
        format!("nodes that hold several validators: {}; exact given the loss of one", events.len()),
    );
    let mut class = given(class, &events);
    class.sources.push("validator_fault".to_owned());
    Ok(Some(class))
}

/// The consensus while so many validators of a zone are gone; never down where there is none.
fn without_validators(layout: &Layout, zone: usize, gone: u32, rates: &Rates) -> Result<Outage, ModelError> {
    let Some((members, needed)) = &layout.quorum else { return Ok(Outage::NEVER) };
    let mut left = members.clone();
    left[zone] -= gone.min(left[zone]);
    NodeTier {
        zones: left,
        k_nodes: *needed,
        min_zones_up: 1,
        node: rates.repairable("validator_fault"),
        zone: Some(rates.repairable(layout.site.causes().zone)),
    }
    .solve()
}

/// A class of events, each with the outage that there is while it lasts.
///
/// Formula: U = Σ U_event × U_given; ν = Σ ν_event × U_given + U_event × ν_given. An event that
/// is an outage for certain lasts as the event does.
fn given(class: Row<'_>, events: &[(Stream, Outage)]) -> FailureClass {
    let (mut sum, mut rest, mut laws) = (Outage::NEVER, Outage::NEVER, Vec::new());
    for (event, given) in events {
        let of_event = event.outage();
        let part = Outage {
            unavailability: of_event.unavailability * given.unavailability,
            per_hour: of_event.per_hour * given.unavailability + of_event.unavailability * given.per_hour,
        };
        let all = if given.unavailability >= 1.0 { &mut sum } else { &mut rest };
        all.unavailability += part.unavailability;
        all.per_hour += part.per_hour;
        if given.unavailability >= 1.0 {
            laws.extend(event.laws());
        }
    }
    laws.extend(exponential(rest));
    let outage = Outage {
        unavailability: sum.unavailability + rest.unavailability,
        per_hour: sum.per_hour + rest.per_hour,
    };
    FailureClass { outage, ..class.lasting(laws, Role::Hard, true) }
}

fn services(layout: &Layout, rates: &Rates) -> Vec<FailureClass> {
    let causes = layout.site.causes();
    let mut classes = Vec::new();
    if let Some(balancer) = causes.load_balancer {
        let exposure = rates.assumption(EXPOSURE);
        let basis = format!("rate of the region × {exposure} exposure");
        let class = Row { exposure, ..row("load-balancer", "Load balancer", balancer, basis) };
        let mut class = class.class(Role::Hard, true, rates);
        class.sources.push(EXPOSURE.to_owned());
        classes.push(class);
    }
    let network = row("network", "Internet and network", "internet_or_network", "rate of the region");
    let dns = row("dns", "DNS", "dns", "rate of the service");
    classes.extend([network, dns].map(|row| row.class(Role::Hard, true, rates)));
    classes.push(match causes.region_event {
        Some(event) => region(event, causes.region, rates),
        None => row("region", "Site", causes.region, "the site that all failure domains share").class(
            Role::Hard,
            true,
            rates,
        ),
    });
    classes
}

fn region(event: &str, major: &str, rates: &Rates) -> FailureClass {
    let severity = rates.assumption(SEVERITY);
    let minor = Row { exposure: severity, ..row("region", "Region", event, "") };
    let minor = minor.class(Role::Hard, true, rates);
    let class = row("region", "Region", major, "").class(Role::Hard, true, rates);
    FailureClass {
        outage: in_series(&[minor.outage, class.outage]),
        laws: minor.laws.into_iter().chain(class.laws.iter().copied()).collect(),
        basis: format!("service events at {severity} severity, and major events in full"),
        sources: sources(&[event, major, SEVERITY]),
        ..class
    }
}

fn singletons(rates: &Rates) -> FailureClass {
    let count = rates.assumption(SINGLETONS);
    let basis = format!("{count} parts that run once and restart elsewhere");
    let parts = row("singletons", "Execution engine and indexer", "singleton_restart", basis);
    let mut class = Row { exposure: count, ..parts }.class(Role::Hard, true, rates);
    class.sources.push(SINGLETONS.to_owned());
    class
}

/// The volume of the database's one pod: gone for good, its last copy comes back.
fn database_volume(layout: &Layout, rates: &Rates) -> FailureClass {
    let class = row("volume", "The database's volume", "ebs_gp3_volume_loss", "");
    let stream = class.stream(rates);
    restored(class, stream, layout, Role::Hard, true)
}

/// Outages that end with a restore from copies, of a row whose hours of repair stand for one
/// that does not work, or for want of copies.
fn restored(
    class: Row<'_>,
    stream: Stream,
    layout: &Layout,
    role: Role,
    infrastructure: bool,
) -> FailureClass {
    let waits = layout.waits_in_words();
    let Some((low, mode, high)) = layout.restore_minutes else {
        let basis = format!("not every data has a copy: repair hours of the row{waits}");
        return Row { basis, ..class }.lasting(layout.waiting(stream, 0.0), role, infrastructure);
    };
    let works = layout.p_restore_works;
    let basis = format!(
        "restore from copies: {low:.0} to {high:.0} min, likely {mode:.0}; it works with odds of {:.0} %, else the row's repair hours, {:.1} in the mean{waits}",
        works * 100.0,
        stream.minutes.mean() / 60.0
    );
    let minutes = if high > low { Law::Pert { low, mode, high } } else { Law::Constant(mode) };
    let laws = [(works, minutes), (1.0 - works, stream.minutes)]
        .into_iter()
        .flat_map(|(odds, minutes)| layout.waiting(Stream { per_year: stream.per_year * odds, minutes }, 0.0))
        .filter(|law| law.per_year > 0.0)
        .collect();
    Row { basis, ..class }.lasting(laws, role, infrastructure)
}

fn people(layout: &Layout, rates: &Rates) -> Vec<FailureClass> {
    let changes = rates.assumption(CHANGES);
    let basis = format!("{changes} changes a year × probability of a bad one, made while people are there");
    let change = Row { exposure: changes, ..row("bad-change", "Bad change", "bad_change", basis) };
    let error = row(
        "human-error",
        "Human error",
        "human_error_major",
        "rate of an organisation; made while people are there",
    );
    let basis = format!("rate of a system{}", layout.waits_in_words());
    let expired = row("certificate-quota", "Certificate or quota", "certificate_or_quota", basis);
    let laws = layout.waiting(expired.stream(rates), layout.certificate_notice);
    let corruption = row("data-corruption", "Corruption or deletion", "data_corruption_or_deletion", "");
    let stream = corruption.stream(rates);
    vec![
        change.class(Role::Hard, false, rates),
        error.class(Role::Hard, false, rates),
        expired.lasting(laws, Role::Hard, false),
        restored(corruption, stream, layout, Role::Hard, false),
    ]
}

/// Classes that degrade the platform, and stop it where there is one alone of what they take.
pub(super) fn soft(layout: &Layout, rates: &Rates) -> Vec<FailureClass> {
    let counted = |count: u32, row: Row<'static>| Row { exposure: f64::from(count), ..row };
    let cache = row(
        "cache",
        "Cache",
        "cache_node",
        format!("nodes: {}; a miss is slower, not down", layout.cache_nodes),
    );
    let control_plane = row(
        "control-plane",
        "Control plane",
        "control_plane_managed",
        "running pods go on; healing, scaling and deploys wait",
    );
    let basis = match layout.data_services {
        DataServices::OfProfile => "Velero's copies; the application's objects are in a pod of the cluster",
        DataServices::Managed | DataServices::OnSite => "the backup path for the most part",
    };
    let objects = row("object-storage", "Object storage", "object_storage", basis);
    let pods = row(
        "pod",
        "A pod",
        "pod_crash",
        format!("pods: {}; their replicas go on; what runs once is a class of its own", layout.pods),
    );
    let rpc = row(
        "rpc",
        "RPC endpoint",
        "rpc_endpoint",
        match layout.rpc_endpoints {
            1 => "the only endpoint: nothing is written without it".to_owned(),
            more => format!("endpoints: {more}; the gateway takes another of the pool"),
        },
    );
    let of_database = u32::from(layout.database == DatabaseForm::Pod);
    let others = layout.volumes.saturating_sub(of_database);
    let volumes = row("volumes", "A volume", "ebs_gp3_volume_loss", String::new());
    let wide = row(
        "provider-wide",
        "A service of the whole provider",
        "provider_wide_event",
        "identity, global control planes, edges: running pods go on; logins, deploys and healing wait",
    );
    [
        counted(layout.cache_nodes, cache),
        control_plane,
        objects,
        counted(layout.pods, pods),
        counted(layout.rpc_endpoints, rpc),
        counted(others, volumes),
        wide,
    ]
    .into_iter()
    .filter(|class| rates.has(class.row) && class.exposure > 0.0)
    .map(|class| {
        if class.name == "volumes" {
            let stream = class.stream(rates);
            return restored(class, stream, layout, Role::Soft, true);
        }
        let alone = class.name == "rpc" && layout.rpc_endpoints == 1;
        class.class(if alone { Role::Hard } else { Role::Soft }, true, rates)
    })
    .collect()
}

/// Classes that are an alternative to another.
pub(super) fn alternatives(layout: &Layout, rates: &Rates) -> Vec<FailureClass> {
    if layout.nodes_per_zone.len() < 2 {
        return Vec::new();
    }
    let several = row(
        "several-zones",
        "Several zones at once",
        "multi_zone_event",
        "an alternative to the region's major events, which are shorter; never added to them; it has happened",
    );
    vec![several.class(Role::Alternative, true, rates)]
}

pub(super) fn benchmarks(rates: &Rates) -> Vec<FailureClass> {
    let only = "for comparison only, never added";
    [
        row("node-literature", "A virtual machine in the literature", "node_vm_literature", only),
        row("saas-reported", "Whole products as their operators report", "saas_operator_reported", only),
        row("cloud-service", "Any cloud service", "cloud_service_any", only),
    ]
    .map(|class| class.class(Role::Benchmark, false, rates))
    .into()
}
