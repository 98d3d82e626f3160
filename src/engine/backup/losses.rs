//! What each failure costs of the data of each surface.

use serde::Serialize;

use super::age::{LogAge, Lost, PeriodicAge};
use super::model::{Model, OtherSite};
use crate::engine::catalogue::{Host, Surface};
use crate::engine::scenario::{BackupTier, DataServices, DatabaseForm};

/// What strikes the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// A pod or a node is lost.
    Node,
    /// A zone is lost.
    Zone,
    /// Data are deleted or corrupted.
    Deletion,
    /// The cluster is lost with all that it holds.
    Cluster,
    /// The region, or the site, is lost for good.
    Region,
}

impl Loss {
    /// Every one, the lesser first.
    pub const ALL: [Self; 5] = [Self::Node, Self::Zone, Self::Deletion, Self::Cluster, Self::Region];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Zone => "zone",
            Self::Deletion => "deletion",
            Self::Cluster => "cluster",
            Self::Region => "region",
        }
    }

    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Node => "loss of a pod or node",
            Self::Zone => "loss of a zone",
            Self::Deletion => "deletion or corruption",
            Self::Cluster => "loss of the cluster",
            Self::Region => "loss of the region or site",
        }
    }
}

/// What a failure costs of the data of a surface.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceLoss {
    /// The data.
    pub surface: Surface,
    /// What strikes them.
    pub failure: Loss,
    /// What is lost.
    pub lost: Lost,
    /// Why.
    pub basis: String,
}

/// What is lost, and why.
type Answer = (Lost, String);

fn answer(lost: Lost, basis: impl Into<String>) -> Answer {
    (lost, basis.into())
}

/// What every failure costs of every surface that has data.
///
/// Source: docs/model.md, "What is lost".
pub(super) fn losses(model: &Model<'_>) -> Vec<SurfaceLoss> {
    let mut losses = Vec::new();
    for surface in Surface::ALL {
        // What the plan does not have cannot be lost; the profile's own database is a volume.
        let own_pod =
            surface == Surface::Database && model.figures.plan().data_services() == DataServices::OfProfile;
        if model.held.of(surface) <= 0.0 && !own_pod {
            continue;
        }
        let copies = copies(model, surface, 0.0);
        for failure in Loss::ALL {
            let (lost, basis) = lost(model, surface, failure, &copies);
            losses.push(SurfaceLoss { surface, failure, lost, basis });
        }
    }
    losses
}

fn lost(model: &Model<'_>, surface: Surface, failure: Loss, copies: &Answer) -> Answer {
    let plan = model.figures.plan();
    let on_premises = plan.platform.host == Host::OnPrem;
    let outside = plan.data_services() == DataServices::Managed
        && matches!(surface, Surface::Database | Surface::ObjectStorage);
    match failure {
        Loss::Node | Loss::Zone => in_place(model, surface, failure, copies),
        Loss::Deletion => copies.clone(),
        Loss::Cluster if outside => answer(Lost::Nothing, "a service outside of the cluster"),
        Loss::Cluster if on_premises => {
            answer(Lost::Unknown, "the copies lie on storage of the same cluster")
        }
        Loss::Cluster => copies.clone(),
        Loss::Region => elsewhere(model, surface, copies),
    }
}

/// The loss of a node or a zone, which what is left of the layout bears or not.
fn in_place(model: &Model<'_>, surface: Surface, failure: Loss, (lost, why): &Answer) -> Answer {
    let plan = model.figures.plan();
    let on_premises = plan.platform.host == Host::OnPrem;
    let zones = plan.platform.zones;
    match surface {
        Surface::Database => match (plan.database_form(), failure) {
            (DatabaseForm::Pair, _) => answer(Lost::Nothing, "a synchronous standby"),
            (DatabaseForm::Pod, Loss::Node) => answer(Lost::Nothing, "the pod comes back with its volume"),
            (DatabaseForm::Pod, _) => (*lost, format!("if the volume is lost with its zone: {why}")),
            (DatabaseForm::Single, _) => {
                answer(Lost::Unknown, "no standby: whether its storage outlives the instance is not known")
            }
        },
        Surface::ObjectStorage => answer(Lost::Nothing, "copies in several zones or failure domains"),
        Surface::Config | Surface::Namespace => match failure {
            Loss::Zone if zones < 2 => {
                (*lost, format!("if the control plane is lost with the only zone: {why}"))
            }
            _ => answer(Lost::Nothing, "the control plane keeps them on several members"),
        },
        Surface::Volumes | Surface::Telemetry => match failure {
            Loss::Node => answer(Lost::Nothing, "a volume is attached to another node"),
            _ if on_premises && zones > 1 => {
                answer(Lost::Nothing, "three copies of Ceph in different failure domains")
            }
            _ => (*lost, format!("if a volume is lost with its zone; else it waits: {why}")),
        },
    }
}

/// The loss of the region for good: only what is kept elsewhere comes back.
fn elsewhere(model: &Model<'_>, surface: Surface, (lost, why): &Answer) -> Answer {
    let plan = model.figures.plan();
    let managed = plan.data_services() == DataServices::Managed;
    let all = |basis: &str| answer(Lost::Everything, basis);
    if let Some(other) = &model.setting.other_site {
        return at_other_site(model, surface, other);
    }
    if surface == Surface::ObjectStorage {
        if model.setting.is_multi_region || model.setting.has_object_pair {
            return answer(Lost::Unknown, "kept in another region too; how far behind is not in the data");
        }
        return match model.tier_of(surface) {
            Some(_) if plan.backup.off_region_copy => off_region(model, surface),
            _ => all("the only region that holds it; no tier copies the application's objects elsewhere"),
        };
    }
    if plan.backup.off_region_copy {
        return off_region(model, surface);
    }
    let of_service = surface == Surface::Database && managed;
    match plan.platform.host {
        Host::OnPrem => all("the copies lie on the site that they protect"),
        Host::Gcp if of_service => {
            answer(Lost::Unknown, "where the service keeps its backups by default is not in the data")
        }
        _ if model.setting.is_multi_region && !of_service => {
            (*lost, format!("{why}; copies in the multi-region"))
        }
        _ => all("the copies lie in the region that they protect"),
    }
}

/// What the pattern's other site has of it.
fn at_other_site(model: &Model<'_>, surface: Surface, other: &OtherSite) -> Answer {
    let own_pod = model.figures.plan().data_services() == DataServices::OfProfile;
    let copied = || {
        let lag = model.runs.copy_hours;
        let (lost, basis) = copies(model, surface, lag);
        (lost, format!("{basis}; copied to the other site within {lag} h"))
    };
    match surface {
        Surface::Database if !own_pod => match other.lag_seconds {
            Some(lag) => answer(Lost::Behind(lag), "what the other site has is behind by so much"),
            None => answer(Lost::Unknown, "how far the other site is behind is not in the data"),
        },
        Surface::ObjectStorage if other.objects => {
            answer(Lost::Unknown, "replicated to the other site; how far behind is not in the data")
        }
        Surface::ObjectStorage => answer(Lost::Everything, "nothing replicates it to the other site"),
        _ if other.copies => copied(),
        Surface::Config | Surface::Namespace if other.is_running => {
            answer(Lost::Nothing, "the other site runs with objects of its own")
        }
        Surface::Volumes if other.is_running => {
            answer(Lost::Unknown, "the other site has volumes of its own; what they lack is not in the data")
        }
        _ => answer(Lost::Everything, "its copies lie in the region that they protect"),
    }
}

fn off_region(model: &Model<'_>, surface: Surface) -> Answer {
    let lag = model.runs.copy_hours;
    let (lost, basis) = copies(model, surface, lag);
    let region = model.figures.plan().platform.second_region.as_deref().unwrap_or("the second region");
    (lost, format!("{basis}; copied to {region} within {lag} h"))
}

/// What the last good copy brings back; `lag_hours` is the time until it is where it is read.
fn copies(model: &Model<'_>, surface: Surface, lag_hours: f64) -> Answer {
    let plan = model.figures.plan();
    if surface == Surface::Database
        && let Some(point) = &model.point_in_time
    {
        let age = log_age(model, lag_hours);
        let basis =
            format!("logs are shipped every {} minutes and kept {} days", age.interval_minutes, point.days);
        return (Lost::SinceLog(age), basis);
    }
    // A version that was overwritten or deleted is still there.
    if surface == Surface::ObjectStorage
        && lag_hours <= 0.0
        && let Some(old) = &model.versions
    {
        return answer(Lost::Nothing, format!("the version before is kept {} days", old.days));
    }
    let own_pod = surface == Surface::Database && plan.data_services() == DataServices::OfProfile;
    let (of, whose) = if own_pod {
        (Surface::Volumes, "a pod with a volume and no point in time: ")
    } else {
        (surface, "")
    };
    match model.tier_of(of).or_else(|| model.tier_of(surface)) {
        Some(tier) => {
            let basis = format!("{whose}{}, a Velero backup every {} h", tier.name, tier.every_hours);
            (Lost::SinceCopy(age_of(model, tier, lag_hours)), basis)
        }
        None => answer(Lost::Everything, "no tier copies it"),
    }
}

fn log_age(model: &Model<'_>, lag_hours: f64) -> LogAge {
    let upload_minutes = model.runs.upload_minutes + lag_hours * 60.0;
    LogAge { interval_minutes: model.runs.log_minutes, upload_minutes }
}

fn age_of(model: &Model<'_>, tier: &BackupTier, lag_hours: f64) -> PeriodicAge {
    PeriodicAge {
        interval_hours: f64::from(tier.every_hours),
        duration_hours: model.runs.duration_hours + lag_hours,
        failure: model.runs.failure,
    }
}
