//! What the reader of a plan should know.

use super::money::{key_of, of_support};
use super::of_profile::{of_profile, without_effect};
use super::outcome::{Outcome, Warning};
use crate::engine::availability::Role;
use crate::engine::catalogue::{Catalogue, Pattern, RegionState, Site};
use crate::engine::cost;
use crate::engine::scenario::{
    Auto, Figures, ManifestPods, Plan, Purchase, Redundancy, WorkloadSource, ZoneLoss,
};
use crate::engine::sizing::{Consensus, Strategy, Unplaced};
use crate::engine::topology::zone_letter;
use crate::engine::uncertainty::Estimate;

/// Correlated inputs that are known exactly in this plan.
fn without_range<'a>(plan: &'a Plan, catalogue: &Catalogue) -> Vec<&'a str> {
    let figures = Figures::new(catalogue, plan);
    let is_range = |name: &str| {
        let value = key_of(plan, name)
            .or_else(|| figures.assumption(name).map(|figure| figure.value))
            .or_else(|| figures.rate(name).map(|figure| figure.value));
        value.is_some_and(Estimate::is_range)
    };
    plan.correlation.names().iter().map(String::as_str).filter(|name| !is_range(name)).collect()
}

/// What the reader of a plan should know.
pub(super) fn warnings(outcome: &Outcome, catalogue: &Catalogue) -> Vec<Warning> {
    let plan = &outcome.plan;
    let mut warnings = Vec::new();
    let mut warn = |code, path: &str, message: String| {
        warnings.push(Warning { code, path: path.to_owned(), message });
    };
    let platform = &plan.platform;
    let region = platform.host.cloud().zip(platform.region.as_deref());
    let region = region.and_then(|(cloud, name)| catalogue.region(cloud, name));
    if let Some(region) = region.filter(|region| region.state == RegionState::Unusable) {
        let since = region.state_as_of.map_or_else(String::new, |date| format!(" (as of {date})"));
        let message =
            format!("{} is declared unusable by its provider{since}; its prices are kept", region.name);
        warn("region-unusable", "platform.region", message);
    }
    for name in without_range(plan, catalogue) {
        let message = format!("{name} is no range here, so what it is correlated with has no effect");
        warn("correlation-without-effect", "correlations", message);
    }
    two_sites(outcome, catalogue, &mut warn);
    layout(outcome, &mut warn);
    for (code, path, message) in of_profile(outcome, catalogue) {
        warn(code, path, message);
    }
    for (code, path, message) in of_support(outcome) {
        warn(code, path, message);
    }
    if let Some(odf) = outcome.odf.as_ref().filter(|odf| odf.need.usable_gib > odf.alert_at_gib) {
        let beyond = if odf.need.usable_gib > odf.read_only_at_gib {
            format!(", and nothing is written from {:.0} GiB", odf.read_only_at_gib)
        } else {
            String::new()
        };
        let message = format!(
            "{:.0} GiB are to be kept; an alert warns from {:.0} GiB{beyond}; larger disks leave more room",
            odf.need.usable_gib, odf.alert_at_gib
        );
        warn("storage-alert", "assumptions.odf.disk_tb", message);
    }
    often_down(outcome, &mut warn);
    let pool_is_auto = plan.node_pool.nodes == Auto::Auto;
    if !pool_is_auto && outcome.sizing.choice.best.nodes < plan.platform.zones {
        warn("empty-zone", "node_pools.0.nodes", "fewer nodes than zones: a zone has none".to_owned());
    }
    for line in outcome.bill.lines.iter().filter(|line| line.list().is_none()) {
        if let cost::Price::Unpriced { reason } = &line.price {
            warn("unpriced", "cost.unpriced", format!("{}: {reason}", line.component));
        }
    }
    for line in &outcome.bill.lines {
        if let Some(region) = &line.stand_in {
            let message = format!(
                "{}: {} has no price; that of {region} stands in",
                line.component,
                match line.site {
                    Site::Primary => plan.platform.place(),
                    Site::Second => plan.platform.second_region.as_deref().unwrap_or("the second site"),
                }
            );
            warn("stand-in", "finance.stand_in_region", message);
        }
    }
    for untaken in &outcome.bill.untaken {
        warn("discount-missing", untaken.switch, untaken.reason.clone());
    }
    on_spot(outcome, &mut warn);
    let dates = outcome.bill.lines.iter().filter_map(|line| line.paid()?.1.as_of);
    let newer = dates.filter(|date| date.day_number() > plan.as_of.day_number());
    let newer = newer.count();
    if newer > 0 {
        let lines = if newer == 1 { "1 line has".to_owned() } else { format!("{newer} lines have") };
        let message = format!("{lines} a price of after {}, the day the plan is judged on", plan.as_of);
        warn("newer-price", "as_of", message);
    }
    for line in outcome.bill.lines.iter().filter(|line| line.service == platform.host.compute_service()) {
        if line.paid().is_some_and(|(price, _)| price.usd() <= 0.0) {
            let message = format!("{}: a machine at a price of 0; {} is not free", line.component, line.item);
            warn("free-machine", "cost.lines", message);
        }
    }
    if plan.object_storage.redundancy == Redundancy::MultiRegion
        && outcome.bill.lines.iter().any(|line| line.item == "standard storage regional")
    {
        let message =
            format!("{} belongs to no multi-region; objects are priced in the region", platform.place());
        warn("no-multi-region", "object_storage.redundancy", message);
    }
    const N_UNKNOWN_SHOWN: usize = 5;
    let unknown = &catalogue.unknown_own_items;
    for item in unknown.iter().take(N_UNKNOWN_SHOWN) {
        warn(
            "own-price",
            "cost.lines",
            format!("own price of {item}: no list has an item of that name, and no line uses it"),
        );
    }
    if unknown.len() > N_UNKNOWN_SHOWN {
        let message =
            format!("{} more own prices have names that no list has", unknown.len() - N_UNKNOWN_SHOWN);
        warn("own-price", "cost.lines", message);
    }
    let on_call = &outcome.effort.upkeep.on_call.need;
    if on_call.engineers > plan.team.engineers {
        let message = format!(
            "{} needs {} engineers, each on call one week in {}; the team has {}",
            on_call.arrangement.name(),
            on_call.engineers,
            plan.team.rota.one_week_in,
            plan.team.engineers
        );
        warn("rota", "team.engineers", message);
    }
    if let WorkloadSource::Manifests(pods) = &plan.workload.source {
        manifests(pods, &mut warn);
    }
    for gap in &outcome.effort.setup.setup.gaps {
        let asked = &gap.asked;
        let message = format!(
            "{} is asked for at level {}, the team has {}; setup includes the hours to learn it",
            asked.skill.title(),
            asked.level.name(),
            gap.has.name()
        );
        warn("skill-gap", &format!("team.skills.{}", asked.skill.name()), message);
    }
    for path in &plan.without_effect {
        warn("without-effect", path, without_effect(plan, path).to_owned());
    }
    for name in &outcome.sizing.demand.without_request {
        warn(
            "no-request",
            "workload.profile",
            format!("{name} publishes no request; it counts as a pod only"),
        );
    }
    warnings
}

/// What is at risk on nodes that the provider may take back.
fn on_spot(outcome: &Outcome, warn: &mut impl FnMut(&'static str, &str, String)) {
    if outcome.plan.node_pool.commitment != Purchase::Spot {
        return;
    }
    let demand = &outcome.sizing.demand;
    // What the control plane agrees by stands on machines of its own.
    let is_pod = |name: &str| demand.groups.iter().any(|group| group.name == name);
    let quorums = outcome.sizing.quorums.iter().filter(|quorum| is_pod(&quorum.component));
    let members = quorums.map(|quorum| {
        format!("members of a quorum ({}, {} of {})", quorum.component, quorum.needed, quorum.members)
    });
    let single = demand.groups[..demand.platform_from].iter().filter(|group| !group.is_per_node());
    let single: Vec<&str> =
        single.filter(|group| group.replicas == 1).map(|group| group.name.as_str()).collect();
    let mut at_risk: Vec<String> = members.collect();
    if !single.is_empty() {
        at_risk.push(format!("what runs once ({})", single.join(", ")));
    }
    if at_risk.is_empty() {
        return;
    }
    let message = format!(
        "the provider may take several spot nodes back at once: {} should be on nodes of another purchase",
        at_risk.join("; ")
    );
    warn("spot", Purchase::POOL, message);
}

/// What a pattern with two sites asks of the plan.
fn two_sites(outcome: &Outcome, catalogue: &Catalogue, warn: &mut impl FnMut(&'static str, &str, String)) {
    const PATH: &str = "platform.pattern";
    let platform = &outcome.plan.platform;
    let second = platform.host.cloud().zip(platform.second_region.as_deref());
    let second = second.and_then(|(cloud, name)| catalogue.region(cloud, name));
    if let Some(region) = second.filter(|region| region.state == RegionState::Unusable) {
        let message = format!("{} is declared unusable by its provider; its prices are kept", region.name);
        warn("region-unusable", "platform.second_region", message);
    }
    let validators = outcome.sizing.quorums.iter().find(|quorum| quorum.consensus == Consensus::Validators);
    match (platform.pattern, validators.filter(|quorum| quorum.members > 0)) {
        (Pattern::HotHotConsortium, Some(quorum)) => {
            let message = format!(
                "a chain of n validators needs ⌈2n/3⌉ of them, so of two regions no share lets it bear the                  loss of either ({} of {} here): the times of a failover hold only where enough validators                  run elsewhere, with other members or in a third region",
                quorum.needed, quorum.members
            );
            warn("region-quorum", PATH, message);
        }
        (Pattern::HotHotConsortium, None) => {
            let message = "the pattern is for a chain of one's own, and the workload has no validators";
            warn("pattern-profile", PATH, message.to_owned());
        }
        (Pattern::HotHotPublic, Some(_)) => {
            let message = "the pattern is for an external chain; the workload's own validators and nodes are \
                           planned in both regions all the same";
            warn("pattern-profile", PATH, message.to_owned());
        }
        _ => {}
    }
}

/// What does not fit, or does not survive the loss of a zone.
fn layout(outcome: &Outcome, warn: &mut impl FnMut(&'static str, &str, String)) {
    let (sizing, plan) = (&outcome.sizing, &outcome.plan);
    let placement = sizing.placement();
    let list = |unplaced: &[Unplaced]| {
        let pods: Vec<String> = unplaced
            .iter()
            .take(N_NAMED)
            .map(|it| {
                let name = sizing.demand.groups.get(it.group).map_or("", |group| group.name.as_str());
                format!("{} × {name} ({})", it.count, it.obstacle.name())
            })
            .collect();
        let more = unplaced.len().saturating_sub(N_NAMED);
        if more > 0 { format!("{}, and {more} more", pods.join(", ")) } else { pods.join(", ") }
    };
    const N_NAMED: usize = 10;
    const NODES: &str = "node_pools.0.nodes";
    let mode = plan.node_pool.zone_loss;
    if !placement.oversized.is_empty() {
        let message = format!(
            "no node of {} can take these pods; they are left out: {}",
            sizing.choice.best.instance_type,
            list(&placement.oversized)
        );
        warn("too-large", "node_pools.0.instance_type", message);
    }
    if !placement.unplaced.is_empty() {
        let message = format!(
            "the pods do not fit even with all zones there; nodes: {}; without a node: {}",
            sizing.choice.best.nodes,
            list(&placement.unplaced)
        );
        warn("does-not-fit", NODES, message);
    } else if !placement.survives() && mode != ZoneLoss::None {
        let message = match sizing.worst_loss() {
            Some(worst) if plan.platform.zones > 1 => format!(
                "the pods do not fit when zone {} is lost; without a node: {}",
                zone_letter(worst.zone),
                list(&worst.unplaced)
            ),
            _ => "with one zone, nothing is left when it is lost".to_owned(),
        };
        warn("zone-loss", NODES, message);
    }
    if placement.strategy == Strategy::Packed && placement.fits() {
        let message =
            "the pods fit, but not as the scheduler places them by default, spread over nodes: some \
                       may wait until others move"
                .to_owned();
        warn("tight", NODES, message);
    }
    if !placement.rollout_stuck.is_empty() {
        let message =
            format!("rolling updates find no room for their extra pods: {}", list(&placement.rollout_stuck));
        warn("rollout", NODES, message);
    }
    for quorum in sizing.quorums.iter().filter(|quorum| quorum.members > 0 && !quorum.survives_zone_loss) {
        let message = format!(
            "{} of {} members must be up; a zone holds {}",
            quorum.needed,
            quorum.members,
            quorum.per_zone.iter().max().copied().unwrap_or(0)
        );
        let path = if sizing.demand.groups.iter().any(|group| group.name == quorum.component) {
            format!("workload.replicas.{}", quorum.component)
        } else {
            "platform.zones".to_owned()
        };
        warn("quorum", &path, message);
    }
}

/// What is to be said about the manifests.
fn manifests(pods: &ManifestPods, warn: &mut impl FnMut(&'static str, &str, String)) {
    const PATH: &str = "workload.manifests";
    const N_SHOWN: usize = 30;
    for (level, note) in pods.notes.iter().take(N_SHOWN) {
        warn("manifest", PATH, format!("{level}: {note}"));
    }
    let more = pods.notes.len().saturating_sub(N_SHOWN);
    if more > 0 {
        warn("manifest", PATH, format!("{more} more notes; zoneplan size shows them all"));
    }
}

/// Share of time down above which outages overlap too often for the law of a year.
const OFTEN: f64 = 0.05;

/// Classes that are down for most of the time, and a platform that is down too often for the law
/// of a year to be of use.
fn often_down(outcome: &Outcome, warn: &mut impl FnMut(&'static str, &str, String)) {
    let availability = &outcome.availability;
    let hard = availability.classes.iter().filter(|class| class.role == Role::Hard);
    for class in hard.filter(|class| class.outage.unavailability > 0.5) {
        let message = format!(
            "{} is down for {:.0} % of the time: its repair takes longer than the time between failures",
            class.title,
            class.outage.unavailability * 100.0
        );
        warn("mostly-down", "assumptions", message);
    }
    if availability.headline.unavailability > OFTEN {
        let message = format!(
            "the platform is down for {:.0} % of the time; outages overlap, and the law of a year counts what \
             overlaps twice: its percentiles are too high",
            availability.headline.unavailability * 100.0
        );
        warn("often-down", "assumptions", message);
    }
}
