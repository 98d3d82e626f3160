//! Results on durability to the report's form.

use super::*;
use crate::engine::backup::{CauseOfLoss, Durability, Elsewhere, SurfaceDurability};

pub(in crate::engine::report) fn durability(durability: &Durability) -> DurabilityReport {
    DurabilityReport {
        p_any_loss_per_year: durability.p_any_loss(Elsewhere::AsPlanned),
        p_any_loss_per_year_without_off_region: durability.p_any_loss(Elsewhere::Without),
        p_any_loss_per_year_with_off_region: durability.p_any_loss(Elsewhere::With),
        p_any_destroyed_per_year: durability.p_any_destroyed(Elsewhere::AsPlanned),
        p_any_destroyed_per_year_without_off_region: durability.p_any_destroyed(Elsewhere::Without),
        p_any_destroyed_per_year_with_off_region: durability.p_any_destroyed(Elsewhere::With),
        complete: durability.is_complete(Elsewhere::AsPlanned),
        complete_without_off_region: durability.is_complete(Elsewhere::Without),
        complete_with_off_region: durability.is_complete(Elsewhere::With),
        surfaces: durability.surfaces.iter().map(surface).collect(),
    }
}

fn surface(of: &SurfaceDurability) -> DurabilityEntry {
    let ends = |[low, likely, high]: [f64; 3]| LowLikelyHigh { low, likely, high };
    let media = of.causes.iter().find(|cause| cause.hazard == Hazard::Media);
    DurabilityEntry {
        surface: of.surface.name(),
        objects: of.objects.map(ends),
        stated_nines: of.stated_nines,
        media_loss_per_year: media.and_then(|cause| cause.rate.per_year()),
        p_loss_per_year: of.p_loss(Elsewhere::AsPlanned),
        p_loss_per_year_without_off_region: of.p_loss(Elsewhere::Without),
        p_loss_per_year_with_off_region: of.p_loss(Elsewhere::With),
        p_destroyed_per_year: of.p_destroyed(Elsewhere::AsPlanned),
        p_destroyed_per_year_without_off_region: of.p_destroyed(Elsewhere::Without),
        p_destroyed_per_year_with_off_region: of.p_destroyed(Elsewhere::With),
        complete: of.is_complete(Elsewhere::AsPlanned),
        complete_without_off_region: of.is_complete(Elsewhere::Without),
        complete_with_off_region: of.is_complete(Elsewhere::With),
        unknown: of.causes.iter().filter_map(unknown).collect(),
        p_newest_lost_per_year: of.p_newest_lost(),
        objects_lost_per_year: of.objects_lost().map(ends),
        causes: of.causes.iter().map(cause).collect(),
    }
}

fn unknown(cause: &CauseOfLoss) -> Option<UnknownCause> {
    let why = match (cause.rate.each_per_year, cause.p_no_copy(Elsewhere::AsPlanned)) {
        (None, _) => cause.rate.basis,
        (_, None) => cause.copies,
        _ => return None,
    };
    Some(UnknownCause { cause: cause.hazard.name(), why })
}

fn cause(of: &CauseOfLoss) -> CauseEntry {
    let sources = of.rate.part_sources.iter().chain(of.rate.sources).chain(of.copy_sources);
    CauseEntry {
        cause: of.hazard,
        title: of.hazard.title(),
        takes: of.takes,
        kind: of.rate.kind,
        exposed: of.rate.exposed,
        per_year: of.rate.per_year(),
        p_no_copy: of.p_no_copy(Elsewhere::AsPlanned),
        p_no_copy_without_off_region: of.p_no_copy(Elsewhere::Without),
        p_no_copy_with_off_region: of.p_no_copy(Elsewhere::With),
        p_loss_per_year: of.p_loss(Elsewhere::AsPlanned),
        otherwise_lost: of.otherwise.map(|lost| lost.name()),
        otherwise_p50_seconds: of.otherwise.and_then(|lost| lost.quantile_seconds(0.5)),
        basis: format!("{}; {}", of.rate.basis, of.copies),
        sources: sources.copied().collect(),
    }
}
