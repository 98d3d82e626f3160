//! Sentences of the vendor's page against what the plan has.

use super::{Comparison, Context};
use crate::engine::catalogue::{Host, Skill, SkillLevel, Stated};
use crate::engine::scenario::{DatabaseForm, HighAvailability, OnCall, Plan, Redundancy};
use crate::engine::topology::zone_letter;

/// On-call, skills and the provider's features.
pub(super) fn compare<'c>(
    context: Context<'_>,
    find: &dyn Fn(&str) -> Option<&'c Stated>,
) -> Vec<Comparison> {
    let mut all = Vec::new();
    all.extend(find("team-recommended").map(|row| rotation(context, row)));
    all.extend(find("skills").map(|row| skills(&context.outcome.plan, row)));
    let platform = context.outcome.plan.platform.provider;
    all.extend(find(&format!("provider-{}", platform.name())).map(|row| features(context, row)));
    all
}

/// "Dedicated on-call rotation for production incidents".
fn rotation(context: Context<'_>, row: &Stated) -> Comparison {
    let (team, on_call) = (&context.outcome.plan.team, &context.outcome.effort.upkeep.on_call);
    let round_the_clock = on_call.options.iter().find(|need| need.arrangement == OnCall::Rota24x7);
    let needs = round_the_clock.map_or(0, |need| need.engineers);
    let text = match team.on_call {
        OnCall::None => "nobody is on call".to_owned(),
        arrangement => format!("{}: {} engineers needed", arrangement.name(), on_call.need.engineers),
    };
    Comparison::new(row, "On call").text("computed", text).note(format!(
        "a rota round the clock, one week in {}, needs {needs} engineers; the team has {}",
        team.rota.one_week_in, team.engineers
    ))
}

fn skills(plan: &Plan, row: &Stated) -> Comparison {
    let levels = Skill::ALL.map(|skill| {
        let level = plan.team.skills.get(&skill).copied().unwrap_or(SkillLevel::None);
        format!("{} {}", skill.title(), level.name())
    });
    Comparison::new(row, "Required skills")
        .text("set", levels.join(", "))
        .note("what the team knows, as the plan has it")
}

/// The provider's features in the vendor's words, against the layout.
fn features(context: Context<'_>, row: &Stated) -> Comparison {
    let (outcome, plan) = (context.outcome, &context.outcome.plan);
    let per_zone: Vec<String> = outcome
        .sizing
        .nodes_per_zone()
        .iter()
        .enumerate()
        .map(|(zone, nodes)| format!("{} {nodes}", zone_letter(zone)))
        .collect();
    let database = match plan.database_form() {
        DatabaseForm::Pair => "database with a standby in another zone",
        DatabaseForm::Single => "database without a standby",
        DatabaseForm::Pod => "database as one pod",
    };
    let cache = match (plan.database_form(), plan.cache.high_availability) {
        (DatabaseForm::Pod, _) => "cache as one pod",
        (_, HighAvailability::ZoneRedundant) => "cache with a replica in another zone",
        (_, HighAvailability::None) => "cache without a replica",
    };
    let objects = match (plan.database_form(), plan.object_storage.redundancy) {
        (DatabaseForm::Pod, _) => "objects in one pod",
        (_, Redundancy::Zone) => "objects in the zones of the region",
        (_, Redundancy::RegionPair) => "objects in the zones of the region and in another region",
        (_, Redundancy::MultiRegion) => "objects in several regions",
        (_, Redundancy::Ceph) => "objects in three copies of Ceph",
    };
    let control_plane = match plan.platform.flavour {
        Some(flavour) if flavour.has_own_control_plane() => "control plane of three nodes with etcd",
        _ if plan.platform.host == Host::OnPrem => "control plane of three nodes with etcd",
        _ => "control plane of the provider",
    };
    let text =
        format!("{control_plane}; nodes by zone: {}; {database}; {cache}; {objects}", per_zone.join(", "));
    Comparison::new(row, "Features of the platform")
        .text("computed", text)
        .note("promises of the provider stand under availability; durability of objects is not modelled")
}
