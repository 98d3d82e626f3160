//! Names that Kubernetes takes.

use std::collections::BTreeSet;
use std::fmt;

/// Characters of a name that leave room for what Velero and Helm add to it, within the 63 of a label.
const MOST: usize = 40;

/// A text that names no namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANamespace {
    /// The text.
    pub found: String,
}

impl fmt::Display for NotANamespace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found: String = self.found.chars().take(80).collect();
        write!(
            out,
            "{found:?} names no namespace; allowed are 1 to 63 of a to z, 0 to 9 and -, with no - at either end"
        )
    }
}

impl std::error::Error for NotANamespace {}

/// What the backups of Velero are of, where the plan does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VeleroScope {
    /// Namespaces of the workload; every one where none is named.
    pub(super) namespaces: Vec<String>,
    /// The namespace of metrics, logs and traces.
    pub(super) telemetry: Option<String>,
}

impl VeleroScope {
    /// A scope of named namespaces.
    ///
    /// # Errors
    /// [`NotANamespace`] for a name that Kubernetes does not take.
    pub fn of(namespaces: &[String], telemetry: Option<&str>) -> Result<Self, NotANamespace> {
        let named = namespaces.iter().map(String::as_str).chain(telemetry);
        for name in named {
            if !is_label(name) {
                return Err(NotANamespace { found: name.to_owned() });
            }
        }
        Ok(Self { namespaces: namespaces.to_vec(), telemetry: telemetry.map(str::to_owned) })
    }
}

/// Whether it is a DNS label, as names of namespaces are.
/// Source: Kubernetes, "Object Names and IDs": RFC 1123 label names.
fn is_label(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=63).contains(&text.len())
        && text.chars().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// A name that Kubernetes takes, made of any text, and not one of those that are taken.
pub(super) fn object_name(text: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = String::new();
    for character in text.chars().map(|c| c.to_ascii_lowercase()) {
        if character.is_ascii_lowercase() || character.is_ascii_digit() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() == MOST {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "unnamed" } else { name };
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or_else(|| name.to_owned());
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_a_name_of_its_own() {
        let mut taken = BTreeSet::new();
        let mut name = |text: &str| object_name(text, &mut taken);
        assert_eq!(name("velero-daily"), "velero-daily");
        assert_eq!(name("Velero daily"), "velero-daily-2");
        assert_eq!(name("täglich {{x}}\n#"), "t-glich-x");
        assert_eq!(name("🚀"), "unnamed");
        assert_eq!(name(&"a".repeat(10_000)).len(), MOST);
    }

    #[test]
    fn namespaces_are_labels() {
        assert!(is_label("dalp") && is_label("0-a"));
        for text in ["", "-a", "a-", "A", "a.b", "a b", &"a".repeat(64)] {
            assert!(!is_label(text), "{text}");
        }
    }
}
