//! Answers to the page's questions, as the command line gives them.

use std::collections::BTreeMap;

use super::{PlanMessage, Told};
use crate::engine::catalogue::{Catalogue, CatalogueError, DataFile};
use crate::engine::compare::{self, Compared};
use crate::engine::plan::{LawInputs, Outcome, assess, laws};
use crate::engine::report::{
    Report, report, sensitivity_csv, sensitivity_report, side_by_side, side_by_side_csv,
};
use crate::engine::scenario::{AutoscalerAt, Document, ManifestPods, Setting, plan_with};
use crate::engine::sensitivity::{self, outputs_of};
use crate::worker::PodsMessage;

/// The data under the price sheet of the user's own.
pub(super) fn catalogue(
    files: &[(String, String)],
    own: Option<&(String, String)>,
) -> Result<Catalogue, Vec<String>> {
    let told = |faults: Vec<CatalogueError>| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    let files: Vec<DataFile<'_>> = files.iter().map(|(path, text)| DataFile { path, text }).collect();
    let mut catalogue = Catalogue::load(&files).map_err(told)?;
    if let Some((name, text)) = own {
        catalogue.overlay(&DataFile { path: name, text }).map_err(told)?;
    }
    Ok(catalogue)
}

/// A plan as a document, with the pods of its manifests.
pub(super) fn document(plan: &PlanMessage) -> Result<(Document, Option<ManifestPods>), String> {
    let mut document = Document::from_fields(&plan.fields);
    // A name may look like a number.
    document.set("name", Setting::text(&plan.name));
    let pods = plan.manifests.as_ref().map(|manifests| {
        let (files, digest, groups, claims, notes): PodsMessage =
            serde_json::from_str(&manifests.json).map_err(|error| error.to_string())?;
        let autoscalers = if manifests.at_most { AutoscalerAt::Most } else { AutoscalerAt::Least };
        Ok::<_, String>(ManifestPods { files, digest, autoscalers, groups, claims, notes })
    });
    Ok((document, pods.transpose()?))
}

/// A plan with its point values, or its faults, each with the plan's name and the place.
pub(super) fn assessed(plan: &PlanMessage, catalogue: &Catalogue) -> Result<Outcome, Vec<String>> {
    let named = |fault: &dyn std::fmt::Display| format!("{}: {fault}", plan.name);
    let (document, pods) = document(plan).map_err(|error| vec![named(&error)])?;
    let checked = plan_with(&document, catalogue, pods.as_ref())
        .map_err(|faults| faults.iter().map(|fault| named(fault)).collect::<Vec<_>>())?;
    assess(&checked, catalogue).map_err(|error| vec![named(&error)])
}

/// Plans side by side.
pub(super) fn compare(
    plans: &[PlanMessage],
    baseline: usize,
    catalogue: &Catalogue,
) -> Result<Told, Vec<String>> {
    let (mut outcomes, mut faults) = (Vec::new(), Vec::new());
    for plan in plans {
        match assessed(plan, catalogue) {
            Ok(outcome) => {
                let inputs = LawInputs::of(&outcome);
                outcomes.push((outcome, inputs));
            }
            Err(more) => faults.extend(more),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let reports: Vec<Report> =
        outcomes.iter().map(|(outcome, inputs)| report(outcome, Some(&laws(inputs)), catalogue)).collect();
    let sides: Vec<Compared<'_>> =
        outcomes.iter().map(|(outcome, inputs)| Compared { outcome, inputs }).collect();
    let document = side_by_side(&reports, &compare::compare(&sides, baseline));
    let csv = side_by_side_csv(&document, false).map_err(in_words)?;
    Ok(Told { json: serde_json::to_string(&document).map_err(in_words)?, csv, plans: BTreeMap::new() })
}

/// What the results of a plan hang on, all of them.
pub(super) fn sensitivity(plan: &PlanMessage, catalogue: &Catalogue) -> Result<Told, Vec<String>> {
    let outcome = assessed(plan, catalogue)?;
    let found = sensitivity::sensitivity(&outcome, catalogue, &outputs_of(&outcome));
    let document = sensitivity_report(&outcome, found, None);
    let csv = sensitivity_csv(&document).map_err(in_words)?;
    Ok(Told { json: serde_json::to_string(&document).map_err(in_words)?, csv, plans: BTreeMap::new() })
}

/// An error as a list of one.
pub(super) fn in_words(error: impl ToString) -> Vec<String> {
    vec![error.to_string()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled;

    fn data() -> Catalogue {
        let files: Vec<(String, String)> =
            bundled::first_files().iter().map(|file| (file.path.to_owned(), file.text.to_owned())).collect();
        catalogue(&files, None).expect("the data has no faults")
    }

    fn plan(name: &str, fields: &[(&str, &str)]) -> PlanMessage {
        let all = [("platform.provider", "aws")].iter().chain(fields);
        let fields = all.map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        PlanMessage { name: name.to_owned(), fields, manifests: None }
    }

    #[test]
    fn a_name_that_looks_like_a_number_is_a_name() {
        let plans = [plan("2", &[]), plan("3.5", &[("platform.zones", "2")])];
        let told = compare(&plans, 0, &data()).expect("both can be planned");
        let document: serde_json::Value = serde_json::from_str(&told.json).expect("it is JSON");
        assert_eq!(
            (&document["plans"][0]["name"], &document["plans"][1]["name"]),
            (&"2".into(), &"3.5".into())
        );
        assert_eq!(document["inputs"][0]["key"], "platform.zones");
        assert!(told.csv.starts_with("section,"), "{}", &told.csv[..80]);
    }

    #[test]
    fn faults_name_the_plan_and_the_place() {
        let plans = [plan("one", &[("platform.zones", "99")]), plan("two", &[("team.engineers", "-1")])];
        let faults = compare(&plans, 0, &data()).expect_err("neither can be planned");
        assert!(faults[0].starts_with("one: platform.zones: found 99, allowed is "), "{faults:?}");
        assert!(faults[1].starts_with("two: team.engineers: found -1"), "{faults:?}");
    }

    #[test]
    fn data_with_a_fault_says_which() {
        let faults = catalogue(&[("regions.csv".to_owned(), "nonsense".to_owned())], None);
        assert!(faults.is_err_and(|faults| faults[0].contains("regions.csv")));
    }
}
