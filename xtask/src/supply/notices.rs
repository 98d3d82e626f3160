//! The licences of everything that is in a product, with the texts that its packages carry.

use super::edges::Id;
use super::inventory::Component;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How the names of files with licences and notices begin, in small letters.
const NAMES: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

/// The text of THIRD-PARTY-LICENSES.txt for these products: each package with its licence, then
/// each text once, with the packages that carry it.
pub fn of(products: &[&BTreeMap<Id, Component>]) -> Result<String> {
    let linked: BTreeMap<&Id, &Component> =
        products.iter().flat_map(|packages| packages.iter()).filter(|(_, part)| is_foreign(part)).collect();
    let mut list = String::new();
    let mut texts: BTreeMap<String, BTreeSet<&Id>> = BTreeMap::new();
    for (id, part) in &linked {
        list.push_str(&format!("{} {}: {}\n", id.0, id.1, part.license));
        let found = texts_in(&part.folder)?;
        if found.is_empty() {
            list.push_str(&without_text(part, id)?);
        }
        for text in found {
            texts.entry(text).or_default().insert(id);
        }
    }
    let mut whole = format!(
        "Zoneplan is under MIT OR Apache-2.0. Its programs hold these {} packages of others, and the\n\
         standard library of Rust (MIT OR Apache-2.0, The Rust Project contributors).\n\n{list}",
        linked.len()
    );
    for (text, ids) in &texts {
        let names: Vec<String> = ids.iter().map(|id| format!("{} {}", id.0, id.1)).collect();
        whole.push_str(&format!("\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", ")));
    }
    Ok(whole)
}

fn is_foreign(part: &Component) -> bool {
    part.is_linked && part.sum.is_some()
}

/// What is said of a package that carries no text. MIT alone is told by its authors: its text is
/// that of the others.
fn without_text(part: &Component, id: &Id) -> Result<String> {
    if part.license.split(" OR ").all(|license| license != "MIT") {
        bail!("{} {} is under {} and carries no text of it: find one", id.0, id.1, part.license);
    }
    let authors = if part.authors.is_empty() { "not named".to_owned() } else { part.authors.join(", ") };
    Ok(format!("    carries no text; used under MIT, whose text is in LICENSE-MIT, authors: {authors}\n"))
}

/// The texts of licences and notices in a package's folder and in one named after licences.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if !NAMES.iter().any(|begin| name.starts_with(begin)) || name.ends_with(".rs") {
            continue;
        }
        if path.is_dir() {
            texts.extend(
                crate::sizes::files(&path)?.iter().map(|path| tidy(path)).collect::<Result<Vec<_>>>()?,
            );
        } else {
            texts.push(tidy(&path)?);
        }
    }
    Ok(texts)
}

/// A text without blanks at the ends of its lines, so that equal licences are one.
fn tidy(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(lines.join("\n").trim_matches('\n').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn part(license: &str, folder: PathBuf) -> Component {
        Component {
            license: license.to_owned(),
            description: String::new(),
            authors: vec!["Ada".to_owned()],
            repository: None,
            folder,
            sum: Some(String::new()),
            is_linked: true,
            needs: BTreeSet::new(),
        }
    }

    #[test]
    fn equal_texts_stand_once_and_a_missing_one_is_told_or_refused() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("zoneplan-notices-{}", std::process::id()));
        for (name, text) in
            [("a/LICENSE-MIT", "Permission \n"), ("b/LICENSE", "Permission\n\n"), ("c/x.rs", "")]
        {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            std::fs::write(path, text)?;
        }
        let id = |name: &str| (name.to_owned(), "1.0.0".to_owned());
        let of_c = |license: &str| {
            let names = ["a", "b", "c"];
            let parts = names
                .map(|name| (id(name), part(if name == "c" { license } else { "MIT" }, folder.join(name))));
            of(&[&BTreeMap::from(parts)])
        };
        let (told, refused) = (of_c("MIT"), of_c("ISC"));
        std::fs::remove_dir_all(&folder)?;
        let told = told?;
        assert_eq!(told.matches("\nPermission\n").count(), 1, "{told}");
        assert!(told.contains("a 1.0.0, b 1.0.0\n") && told.contains("authors: Ada"), "{told}");
        assert!(refused.is_err());
        Ok(())
    }
}
