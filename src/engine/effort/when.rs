//! When a task is part of a plan.

/// The words that say what holds of a plan: the column `when` of `tasks.csv` knows no others.
///
/// `aws`, `azure` and `gcp` are hosts, also below OpenShift; `eks`, `aks` and `gke` their own
/// Kubernetes; `cloud` is any host with a provider behind it; `self-managed` an OpenShift whose control
/// plane the user runs (OCP, OKD); `odf` a storage cluster of the user's own;
/// `second-region` a plan that names one.
pub const WORDS: [&str; 14] = [
    "aws",
    "azure",
    "gcp",
    "eks",
    "aks",
    "gke",
    "openshift",
    "cloud",
    "on-prem",
    "self-managed",
    "rosa",
    "aro",
    "odf",
    "second-region",
];

/// Whether a task is part of a plan: all of its words are among the facts of the plan. A task
/// without words is part of every plan; one with a word that is not known is part of none.
pub fn holds(when: &[String], facts: &[&str]) -> bool {
    when.iter().all(|word| facts.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_hold() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let facts = ["openshift", "on-prem", "self-managed", "odf"];
        for (when, expected) in [
            ("", true),
            ("openshift", true),
            ("openshift on-prem", true),
            ("openshift cloud", false),
            ("aws", false),
            ("opneshift", false),
        ] {
            assert_eq!(holds(&words(when), &facts), expected, "{when}");
        }
    }
}
