//! Manifests that the user picked: what was understood, and their pods for the plan.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Planner, Step};
use crate::engine::scenario::{AutoscalerAt, ManifestPods};
use crate::web::words::{local, t, workload};
use crate::worker::{Look, ManifestAnswer, PodsMessage, Understood};

/// Manifests that were read.
#[derive(Clone, Debug, PartialEq)]
pub struct ManifestSet {
    /// The reading that gave them.
    pub reading: u32,
    /// In which way they are looked at.
    pub look: Look,
    /// What was understood.
    pub understood: Understood,
    /// The pods.
    pub pods: ManifestPods,
}

impl ManifestSet {
    /// The reading of a set that was saved and came back: there is none.
    pub const NO_READING: u32 = 0;

    pub(super) fn new(reading: u32, answer: ManifestAnswer) -> Result<Self, String> {
        let understood = answer.outcome?;
        let (files, digest, groups, claims, notes): PodsMessage =
            serde_json::from_str(&understood.pods).map_err(|error| error.to_string())?;
        let understood = Understood { pods: String::new(), ..understood };
        let autoscalers = if answer.look.at_most { AutoscalerAt::Most } else { AutoscalerAt::Least };
        let pods = ManifestPods { files, digest, autoscalers, groups, claims, notes };
        Ok(Self { reading, look: answer.look, understood, pods })
    }

    /// Its pods as messages have them.
    pub fn pods_json(&self) -> String {
        let pods = &self.pods;
        let message = (&pods.files, &pods.digest, &pods.groups, &pods.claims, &pods.notes);
        // Plain lists and texts have a form as JSON.
        serde_json::to_string(&message).unwrap_or_default()
    }

    /// Its files in words.
    pub fn title(&self) -> String {
        match self.pods.files.as_slice() {
            [one] => one.clone(),
            files => t!(workload::FILE_COUNT, count = local(&files.len().to_string())),
        }
    }
}

/// The state of manifests. Cheap to copy: it holds handles.
#[derive(Clone, Copy)]
pub struct ManifestState {
    /// Those that are the workload.
    pub in_use: RwSignal<Option<Arc<ManifestSet>>>,
    /// Those that were picked and are not used yet, or why they cannot be.
    pub picked: RwSignal<Option<Result<Arc<ManifestSet>, Vec<String>>>>,
    /// What is being read.
    pub reading: RwSignal<Option<String>>,
}

impl ManifestState {
    /// Nothing picked.
    pub fn new() -> Self {
        let (in_use, picked, reading) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
        Self { in_use, picked, reading }
    }
}

impl Planner {
    /// Takes what a reading gave: anew of those in use, else to be looked at. Gives back
    /// whether the plan is to be computed anew.
    pub fn take_manifests(&self, reading: u32, answer: ManifestAnswer) -> bool {
        self.manifests.reading.set(None);
        let set = ManifestSet::new(reading, answer);
        let in_use = self.manifests.in_use.get_untracked();
        match (in_use.filter(|in_use| in_use.reading == reading), set) {
            (Some(before), Ok(set)) => {
                let changed = before.pods != set.pods;
                self.step(workload::STEP_AUTOSCALERS, || self.manifests.in_use.set(Some(Arc::new(set))));
                changed
            }
            (_, set) => {
                self.manifests.picked.set(Some(set.map(Arc::new).map_err(|fault| vec![fault])));
                false
            }
        }
    }

    /// Goes back from manifests to the profile.
    pub fn leave_manifests(&self) {
        self.step(workload::LEAVE, || self.manifests.in_use.set(None));
    }

    /// Makes the manifests that were picked the workload. Where the plan cannot be computed with
    /// them, all stays as it was and the reasons are told.
    pub fn use_manifests(&self) -> Step {
        self.step(workload::STEP_USE, || self.try_manifests())
    }

    fn try_manifests(&self) -> Step {
        let Some(Ok(set)) = self.manifests.picked.get_untracked() else { return Step::Faulty };
        let before = self.manifests.in_use.get_untracked();
        self.manifests.in_use.set(Some(set));
        let step = self.recompute();
        if step == Step::Faulty {
            let faults = self.faults.get_untracked().into_iter().map(|(path, fault)| {
                if path.is_empty() { fault } else { t!(workload::FAULT_AT, field = path, fault = fault) }
            });
            let faults = faults.collect();
            self.manifests.in_use.set(before);
            self.manifests.picked.set(Some(Err(faults)));
            return self.recompute();
        }
        self.manifests.picked.set(None);
        step
    }
}
