//! What a failure mode costs of the data of each surface.

use super::Layout;
use crate::engine::backup::{Loss, Lost};
use crate::engine::catalogue::{ModeId, Surface};
use crate::engine::scenario::DatabaseForm;

/// What strikes the data in a mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strikes {
    /// Data are left alone.
    Nothing,
    /// As the loss of a pod or node, a zone, data, or the region.
    As(Loss),
    /// A volume and no service.
    Volumes,
    /// It cannot be said.
    Unknown,
}

const fn strikes(mode: ModeId, layout: &Layout<'_>) -> Strikes {
    match mode {
        ModeId::Pod | ModeId::Node | ModeId::ZonePartial | ModeId::Database | ModeId::FailedFailover => {
            Strikes::As(Loss::Node)
        }
        ModeId::Zone => Strikes::As(Loss::Zone),
        ModeId::SeveralZones => Strikes::As(zones_as(layout)),
        ModeId::DataCorruption => Strikes::As(Loss::Deletion),
        ModeId::Region => Strikes::As(Loss::Region),
        ModeId::Volume if layout.on_premises => Strikes::Nothing,
        ModeId::Volume => Strikes::Volumes,
        ModeId::BadChange | ModeId::HumanError => Strikes::Unknown,
        ModeId::ControlPlane
        | ModeId::Cache
        | ModeId::ObjectStorage
        | ModeId::LoadBalancer
        | ModeId::Dns
        | ModeId::Network
        | ModeId::CertificateQuota
        | ModeId::ProviderWide
        | ModeId::Rpc
        | ModeId::ChainQuorum
        | ModeId::Singletons => Strikes::Nothing,
    }
}

/// What several zones at once cost: where another site takes over what it has, else what copies
/// have, should the zones not come back.
pub(super) const fn zones_as(layout: &Layout<'_>) -> Loss {
    if layout.failover.is_some() { Loss::Region } else { Loss::Deletion }
}

/// What a mode costs of each surface that has data.
///
/// Source: docs/model.md, "What is lost".
pub(super) fn lost_of(mode: ModeId, layout: &Layout<'_>) -> Vec<(Surface, Lost)> {
    let strikes = strikes(mode, layout);
    let own_pod = layout.database == DatabaseForm::Pod;
    let surfaces = layout.losses.iter().filter(|loss| loss.failure == Loss::Node);
    let at = |surface: Surface, failure: Loss| {
        let found = layout.losses.iter().find(|loss| loss.surface == surface && loss.failure == failure);
        found.map_or(Lost::Unknown, |loss| loss.lost)
    };
    surfaces
        .map(|loss| {
            let lost = match strikes {
                Strikes::Nothing => Lost::Nothing,
                Strikes::As(failure) => at(loss.surface, failure),
                Strikes::Volumes => match loss.surface {
                    Surface::Volumes | Surface::Telemetry => at(loss.surface, Loss::Zone),
                    Surface::Database if own_pod => at(loss.surface, Loss::Zone),
                    _ => Lost::Nothing,
                },
                Strikes::Unknown => Lost::Unknown,
            };
            (loss.surface, lost)
        })
        .collect()
}

/// Why so much of a surface is lost in a failure.
pub(super) fn why_lost<'a>(layout: &Layout<'a>, failure: Loss) -> &'a str {
    let found =
        layout.losses.iter().find(|loss| loss.surface == Surface::Database && loss.failure == failure);
    found.map_or("", |loss| loss.basis.as_str())
}
