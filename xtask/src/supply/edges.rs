//! Which package asks for which, as `cargo tree` prints it.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

/// A package by name and version.
pub type Id = (String, String);

/// What each package asks for, of a tree whose lines begin with their depth: `2anstyle v1.0.14`.
pub fn of_tree(tree: &str) -> Result<BTreeMap<Id, BTreeSet<Id>>> {
    let mut edges: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    let mut above: Vec<Id> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let (depth, package) = line.split_at(digits);
        let depth: usize = depth.parse().with_context(|| format!("`{line}` has no depth"))?;
        let id = id(package)?;
        above.truncate(depth);
        if let Some(parent) = above.last() {
            edges.entry(parent.clone()).or_default().insert(id.clone());
        }
        edges.entry(id.clone()).or_default();
        above.push(id);
    }
    Ok(edges)
}

/// Reads `anstyle v1.0.14`, and what follows in parentheses is not looked at.
fn id(package: &str) -> Result<Id> {
    let mut words = package.split(' ');
    let (name, version) = (words.next(), words.next().and_then(|word| word.strip_prefix('v')));
    let version = version.with_context(|| format!("`{package}` has no version"))?;
    Ok((name.unwrap_or_default().to_owned(), version.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::of_tree;
    use anyhow::Result;

    #[test]
    fn the_tree_is_read_by_its_depths() -> Result<()> {
        let edges = of_tree("0a v1.0.0 (/a)\n1b v2.0.0\n2c v3.0.0+x (proc-macro)\n1c v3.0.0+x\n")?;
        let told: Vec<String> = edges
            .iter()
            .map(|(id, to)| format!("{}: {:?}", id.0, to.iter().map(|id| id.0.as_str()).collect::<Vec<_>>()))
            .collect();
        assert_eq!(told, ["a: [\"b\", \"c\"]", "b: [\"c\"]", "c: []"]);
        assert!(of_tree("b v1.0.0").is_err(), "no depth");
        assert!(of_tree("0b").is_err(), "no version");
        Ok(())
    }
}
