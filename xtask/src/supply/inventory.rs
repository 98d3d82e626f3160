//! The packages that go into one product, with these features and for this platform.

use super::edges::{self, Id};
use super::lock;
use crate::root::root;
use crate::run::{cargo, output};
use crate::tools::WASM;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What is handed out and made of packages.
#[derive(Clone, Copy)]
pub struct Product {
    /// What it is called in the names of its files.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// How cargo is told what goes into it.
    arguments: &'static [&'static str],
}

/// The command line for this platform.
pub const COMMAND_LINE: Product =
    Product { name: "zoneplan-cli", description: "Zoneplan's command line", arguments: &[] };
/// The page and its workers.
pub const PAGE: Product = Product {
    name: "zoneplan-page",
    description: "Zoneplan's page and its workers, in WebAssembly",
    arguments: &["--no-default-features", "--features", "web,worker", "--target", WASM],
};

/// One package of a product.
pub struct Component {
    /// Its licence as an SPDX expression.
    pub license: String,
    pub description: String,
    pub authors: Vec<String>,
    pub repository: Option<String>,
    /// Where its source is on this machine.
    pub folder: PathBuf,
    /// The SHA-256 sum of its archive; the members of this workspace have none.
    pub sum: Option<String>,
    /// Whether it is in the product. Otherwise it helps to build it: a macro or a build script.
    pub is_linked: bool,
    /// What it asks for.
    pub needs: BTreeSet<Id>,
}

/// The packages of a product by name and version; `zoneplan` itself is one.
pub fn of(product: Product) -> Result<BTreeMap<Id, Component>> {
    let tree = |edges: &str| -> Result<BTreeMap<Id, BTreeSet<Id>>> {
        let fixed =
            ["tree", "--locked", "--package", "zoneplan", "--prefix", "depth", "--no-dedupe", "--edges"];
        let printed = output(cargo(fixed).arg(edges).args(product.arguments))?;
        edges::of_tree(&String::from_utf8(printed).context("cargo tree prints UTF-8")?)
    };
    let (all, linked) = (tree("normal,build")?, tree("normal,no-proc-macro")?);
    let described = described()?;
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let sums = lock::sums(&lock);
    let component = |(id, needs): (Id, BTreeSet<Id>)| {
        let package = described.get(&id).with_context(|| format!("cargo describes no {} {}", id.0, id.1))?;
        let text = |key: &str| package[key].as_str().map(str::to_owned);
        let manifest = PathBuf::from(text("manifest_path").context("manifest_path")?);
        let component = Component {
            license: spdx(&text("license").with_context(|| format!("{} states no licence", id.0))?),
            description: text("description")
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            authors: texts(&package["authors"]),
            repository: text("repository"),
            folder: manifest.parent().map(PathBuf::from).unwrap_or_default(),
            sum: sums.get(&id).cloned(),
            is_linked: linked.contains_key(&id),
            needs,
        };
        Ok((id, component))
    };
    all.into_iter().map(component).collect()
}

/// What cargo knows of each package.
fn described() -> Result<BTreeMap<Id, Value>> {
    let printed = output(&mut cargo(["metadata", "--format-version", "1", "--locked", "--all-features"]))?;
    let mut metadata: Value = serde_json::from_slice(&printed).context("cargo metadata")?;
    let packages = metadata["packages"].as_array_mut().context("cargo metadata names no packages")?;
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let id = |package: &Value| (text(package, "name"), text(package, "version"));
    Ok(packages.drain(..).map(|package| (id(&package), package)).collect())
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A licence as SPDX writes it; old manifests have a slash for "or".
fn spdx(license: &str) -> String {
    license.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::spdx;

    #[test]
    fn a_slash_means_or() {
        assert_eq!(spdx("MIT/Apache-2.0"), "MIT OR Apache-2.0");
        assert_eq!(spdx("Apache-2.0 / MIT"), "Apache-2.0 OR MIT");
        assert_eq!(spdx("Apache-2.0 AND ISC"), "Apache-2.0 AND ISC");
    }
}
