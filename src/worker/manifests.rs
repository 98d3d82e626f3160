//! Reading manifests: what is asked, what is answered, and how it is done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::manifest::{self, AutoscalerAt, Finding, Level, Manifests, Outcome, Severity, Source};
use crate::engine::scenario::PodGroup;

/// A file of manifests.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its name.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// In which way manifests are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Zones of the plan, for the review.
    pub zones: u32,
    /// Whether autoscalers stand at their most replicas, rather than at their least.
    pub at_most: bool,
}

/// Manifests that are to be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestRequest {
    /// The files; none where those from before are to be looked at in another way.
    pub files: Vec<ManifestFile>,
    /// In which way.
    pub look: Look,
}

/// What manifests gave, or why nothing was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestAnswer {
    /// In which way they were looked at.
    pub look: Look,
    /// What was understood.
    pub outcome: Result<Understood, String>,
}

/// What was understood of manifests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Understood {
    /// What became of the objects.
    pub outcomes: Vec<OutcomeCount>,
    /// Notes that were not kept, as there were too many.
    pub notes_left_out: u64,
    /// Whether an autoscaler leaves a choice.
    pub has_autoscalers: bool,
    /// What would break, the most serious first.
    pub findings: Vec<FindingText>,
    /// Files, digest, groups, claims and notes, as JSON: their form leaves out what is empty,
    /// which the form of messages cannot read.
    pub pods: String,
}

/// Objects that met the same outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCount {
    /// What became of them, in words.
    pub outcome: String,
    /// Their kinds, with how many of each.
    pub kinds: Vec<(String, u32)>,
}

/// A finding of the review in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingText {
    /// How much is lost.
    pub severity: String,
    /// Group.
    pub subject: String,
    /// What fails, and when.
    pub fails: String,
    /// What to write.
    pub mend: String,
}

/// What [`Understood::pods`] holds: files, digest, groups, claims, notes.
pub type PodsMessage = (Vec<String>, String, Vec<PodGroup>, BTreeMap<String, f64>, Vec<(String, String)>);

/// Reads files and reviews what they hold.
pub(super) fn read(files: &[ManifestFile], look: Look) -> Result<Understood, String> {
    let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
    for file in files {
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => sources.push(Source { name: &file.name, text }),
            Err(error) => {
                let place = error.valid_up_to();
                unreadable
                    .push(format!("{}: byte {place} is no UTF-8 text; the file is left out", file.name));
            }
        }
    }
    if let (Some(first), []) = (unreadable.first(), sources.as_slice()) {
        return Err(first.clone());
    }
    let autoscaler = if look.at_most { AutoscalerAt::Most } else { AutoscalerAt::Least };
    let manifests = manifest::read(&sources, autoscaler);
    let findings =
        manifest::review(&manifests.groups, look.zones).into_iter().map(FindingText::from).collect();
    let mut pods = manifests.pods();
    let unreadable = unreadable.into_iter().map(|text| (Level::Fault.name().to_owned(), text));
    pods.notes.splice(0..0, unreadable);
    let pods = (&pods.files, &pods.digest, &pods.groups, &pods.claims, &pods.notes);
    let pods = serde_json::to_string(&pods).map_err(|error| error.to_string())?;
    let has_autoscalers = manifests.groups.iter().any(|group| group.replicas_max.is_some());
    let notes_left_out = manifests.notes_left_out;
    Ok(Understood { outcomes: outcomes(&manifests), notes_left_out, has_autoscalers, findings, pods })
}

impl From<Finding> for FindingText {
    fn from(finding: Finding) -> Self {
        let severity = match finding.severity {
            Severity::Stops => "stops",
            Severity::Degrades => "degrades",
            Severity::Risk => "risk",
        };
        let Finding { subject, fails, mend, .. } = finding;
        Self { severity: severity.to_owned(), subject, fails, mend }
    }
}

/// Objects by what became of them, those that count first, and by kind.
fn outcomes(manifests: &Manifests) -> Vec<OutcomeCount> {
    let mut counts: BTreeMap<Outcome, BTreeMap<&str, u32>> = BTreeMap::new();
    for object in &manifests.objects {
        *counts.entry(object.outcome).or_default().entry(&object.kind).or_insert(0) += 1;
    }
    let counts = counts.into_iter().map(|(outcome, kinds)| OutcomeCount {
        outcome: outcome.name().to_owned(),
        kinds: kinds.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect(),
    });
    counts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { zones: 3, at_most: false };

    fn file(name: &str, bytes: &[u8]) -> ManifestFile {
        ManifestFile { name: name.to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn what_was_understood_survives_the_way_to_the_page() {
        let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: one}\nspec: {containers: [{name: c, image: i, \
                    resources: {requests: {cpu: 250m, memory: 1Gi}}}]}\n---\nkind: ConfigMap\napiVersion: v1\n\
                    metadata: {name: two}\n";
        let understood = read(&[file("a.yaml", text.as_bytes())], LOOK).expect("it is read");
        let counts: Vec<_> =
            understood.outcomes.iter().map(|it| (it.outcome.as_str(), it.kinds.clone())).collect();
        assert_eq!(
            counts,
            [("counted", vec![("Pod".to_owned(), 1)]), ("runs no pods", vec![("ConfigMap".to_owned(), 1)])]
        );
        assert_eq!(understood.findings[0].severity, "stops");
        let (files, _, groups, _, _): PodsMessage =
            serde_json::from_str(&understood.pods).expect("the page reads it");
        assert_eq!(
            (files, groups[0].request.cpu_m, groups[0].request.memory_mib),
            (vec!["a.yaml".to_owned()], 250, 1024)
        );
    }

    #[test]
    fn a_file_that_is_no_text_is_named_and_the_rest_counts() {
        let good = file(
            "good.yaml",
            b"apiVersion: v1\nkind: Pod\nmetadata: {name: one}\nspec: {containers: [{name: c}]}\n",
        );
        let understood = read(&[file("bad.yaml", b"a\xff"), good], LOOK).expect("one is read");
        let (.., notes): PodsMessage = serde_json::from_str(&understood.pods).expect("the page reads it");
        assert_eq!(notes[0].1, "bad.yaml: byte 1 is no UTF-8 text; the file is left out");
        assert_eq!(understood.outcomes.len(), 1);
        assert!(read(&[file("bad.yaml", b"\xff")], LOOK).is_err());
    }
}
