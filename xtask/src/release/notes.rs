//! Release notes, cut out of CHANGELOG.md.

use anyhow::{Context, Result};

/// What has no version yet.
const UNRELEASED: &str = "Unreleased";

/// The section of this version, or what is unreleased where the version has none.
pub fn of(changes: &str, version: &str) -> Result<String> {
    let (title, text) = match section(changes, version) {
        Some(text) => (version.to_owned(), text),
        None => {
            let text = section(changes, UNRELEASED);
            let missing = format!("CHANGELOG.md has neither a section {version} nor {UNRELEASED}");
            (format!("{version}, not released yet"), text.context(missing)?)
        }
    };
    Ok(format!("# Zoneplan {title}\n\n{}\n", text.trim()))
}

/// What stands between the heading `## NAME`, with or without a date behind, and the next one.
fn section<'a>(changes: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = changes.split("\n## ").skip(1);
    let named =
        |part: &&str| part.lines().next().and_then(|line| line.split_whitespace().next()) == Some(name);
    parts.find(named).map(|part| part.split_once('\n').map_or("", |(_, text)| text))
}

#[cfg(test)]
mod tests {
    use super::of;
    use anyhow::Result;

    const CHANGES: &str = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 1.0.0 (2026-10-01)\n\n- Old.\n";

    #[test]
    fn a_version_has_its_own_section_and_one_without_has_what_is_unreleased() -> Result<()> {
        assert_eq!(of(CHANGES, "1.0.0")?, "# Zoneplan 1.0.0\n\n- Old.\n");
        assert_eq!(of(CHANGES, "1.1.0")?, "# Zoneplan 1.1.0, not released yet\n\n- New.\n");
        assert!(of("# Changelog\n", "1.0.0").is_err());
        Ok(())
    }
}
