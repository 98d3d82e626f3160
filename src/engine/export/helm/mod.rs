//! Values for Helm, and the manifests that stand beside them.
//!
//! `values.yaml` has every component of the workload in one form; `atk-values.yaml` the same for
//! the keys of the vendor's public chart that were read; `velero-values.yaml` the schedules for the
//! official chart of Velero, `velero-schedules.yaml` the same as objects for a Velero that is there;
//! `pod-disruption-budgets.yaml` the budgets for charts that have none of their own.

mod budgets;
mod chart;
mod component;
mod names;
mod schedule;
mod values;
mod velero;

use super::ExportFile;
use super::yaml;
use crate::engine::plan::Outcome;
use crate::engine::report::Report;
use crate::engine::scenario::WorkloadSource;
use component::Component;

pub use names::{NotANamespace, VeleroScope};

/// The files for Helm of a plan's layout.
pub fn helm_values(outcome: &Outcome, report: &Report, scope: &VeleroScope) -> Vec<ExportFile> {
    let components = Component::all(outcome, report);
    let head = [
        format!(
            "Zoneplan {}: plan {}, digest {}.",
            report.engine_version,
            yaml::quoted(&report.name),
            report.plan_digest
        ),
        format!("As of {}, {}.", report.as_of, yaml::quoted(&report.place)),
    ];
    let mut files = vec![ExportFile::text("values.yaml", values::file(&head, &components))];
    if outcome.plan.workload.source == WorkloadSource::Profile {
        files.push(ExportFile::text("atk-values.yaml", chart::file(&head, &components)));
    }
    files.extend(velero::files(&head, outcome, report, scope));
    files.extend(budgets::file(&head, &components));
    files
}
