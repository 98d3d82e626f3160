//! What holds of a platform, and which tasks of the data follow from it.

use super::plan::{Flavour, Platform};
use crate::engine::catalogue::{Host, Provider, Task};

impl Platform {
    /// What holds of it, in the words of the column `when` of `tasks.csv`.
    pub fn facts(&self) -> Vec<&'static str> {
        let mut facts = vec![self.host.name()];
        if self.host != Host::OnPrem {
            facts.push("cloud");
        }
        facts.push(match self.provider {
            Provider::Aws => "eks",
            Provider::Azure => "aks",
            Provider::Gcp => "gke",
            Provider::Openshift => "openshift",
        });
        facts.extend(match self.flavour {
            Some(Flavour::Ocp | Flavour::Okd) => Some("self-managed"),
            Some(Flavour::RosaHcp | Flavour::RosaClassic) => Some("rosa"),
            Some(Flavour::Aro) => Some("aro"),
            None => None,
        });
        // Data stays on disks of the user's own where no provider keeps it.
        if self.host == Host::OnPrem {
            facts.push("odf");
        }
        if self.second_region.is_some() && self.has_second_site() {
            facts.push("second-region");
        }
        facts
    }
}

/// The setup tasks of the data that are part of a platform: those of its pattern, in the
/// order of the vendor's page, then what the platform adds to any pattern.
///
/// A row of any pattern is left out where the pattern has one of its id, and where none of
/// the tasks that it follows is there: nothing waits for a database that nobody sets up. A row
/// whose hours nobody states is left out.
pub fn setup_rows<'c>(tasks: &'c [Task], platform: &Platform) -> Vec<&'c Task> {
    let facts = platform.facts();
    let part = |task: &&Task| {
        task.phase == "setup"
            && task.hours_low.is_some()
            && task.when.iter().all(|word| facts.contains(&word.as_str()))
    };
    let (mut rows, rest): (Vec<&Task>, Vec<&Task>) =
        tasks.iter().filter(part).partition(|task| task.pattern == platform.pattern.name());
    let mut added: Vec<&Task> = rest
        .into_iter()
        .filter(|task| task.is_of_any_pattern() && !rows.iter().any(|row| row.id == task.id))
        .collect();
    loop {
        let is_there = |id: &String| rows.iter().chain(&added).any(|row| row.id == *id);
        let follows = |task: &Task| task.after.is_empty() || task.after.iter().any(is_there);
        let kept: Vec<&Task> = added.iter().copied().filter(|task| follows(task)).collect();
        let is_done = kept.len() == added.len();
        added = kept;
        if is_done {
            break;
        }
    }
    rows.extend(added);
    rows
}
