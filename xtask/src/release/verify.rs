//! Checks the files of a release as someone does who downloaded them.

use super::{SUMS, Version, archive, contents};
use crate::check_site;
use crate::run::output;
use crate::sums::sha256;
use crate::supply::validator;
use anyhow::{Context, Result, bail, ensure};
use page_driver::Server;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Checks sums, archives, bills of materials and the program.
pub fn verify(folder: &Path, version: &Version) -> Result<()> {
    println!("\nchecking what was made");
    sums(folder)?;
    let unpacked = std::env::temp_dir().join(format!("zoneplan-release-{}", std::process::id()));
    std::fs::create_dir_all(&unpacked)?;
    let done = site(folder, version, &unpacked).and_then(|()| program(folder, version, &unpacked));
    std::fs::remove_dir_all(&unpacked)?;
    done?;
    bills(folder)
}

/// Every file has the sum that stands in the list.
fn sums(folder: &Path) -> Result<()> {
    let list = std::fs::read_to_string(folder.join(SUMS)).context(SUMS)?;
    for line in list.lines() {
        let (sum, name) = line.split_once("  ").with_context(|| format!("{SUMS}: {line}"))?;
        let bytes = std::fs::read(folder.join(name)).with_context(|| name.to_owned())?;
        ensure!(sha256(&bytes) == sum, "{name} has not the sum of {SUMS}");
    }
    println!("{} sums hold", list.lines().count());
    Ok(())
}

/// The page's archive, unpacked and served on this machine, passes `check-site`.
fn site(folder: &Path, version: &Version, unpacked: &Path) -> Result<()> {
    let name = version.site();
    archive::unpack(&folder.join(format!("{name}.tar.gz")), unpacked)?;
    let server = Server::start(&unpacked.join(name).join(contents::SITE), 0)?;
    check_site::check(&server.url())
}

/// The command line's archive, unpacked: the program says its version and plans.
fn program(folder: &Path, version: &Version, unpacked: &Path) -> Result<()> {
    let name = version.program();
    archive::unpack(&folder.join(format!("{name}.tar.gz")), unpacked)?;
    let program = unpacked.join(name).join(format!("zoneplan{}", std::env::consts::EXE_SUFFIX));
    let said = output(Command::new(&program).arg("--version"))?;
    let (said, due) =
        (String::from_utf8_lossy(&said).trim().to_owned(), format!("zoneplan {}", version.number));
    ensure!(said == due, "the program calls itself \"{said}\", it must be \"{due}\"");
    let report = output(Command::new(&program).args(["plan", "--format", "json"]).current_dir(unpacked))?;
    let report: Value = serde_json::from_slice(&report).context("the report of the reference plan")?;
    ensure!(report["engine_version"] == version.number.as_str(), "the report is of another version");
    println!("\n{said}: the reference plan is planned");
    Ok(())
}

/// The bills are of one piece, and valid by the schema of their format.
fn bills(folder: &Path) -> Result<()> {
    let is_bill = |path: &PathBuf| path.to_string_lossy().ends_with(".cdx.json");
    let bills: Vec<PathBuf> = crate::sizes::files(folder)?.into_iter().filter(is_bill).collect();
    for path in &bills {
        let bill: Value = serde_json::from_slice(&std::fs::read(path)?).context("a bill of materials")?;
        whole(&bill).with_context(|| path.display().to_string())?;
    }
    if let Err(error) = validator::validate(&bills) {
        if error.downcast_ref::<validator::Absent>().is_none() {
            return Err(error);
        }
        println!("NOT CHECKED: the bills of materials by the schema of CycloneDX: {error:#}");
    }
    Ok(())
}

/// Whatever a bill refers to is in it.
fn whole(bill: &Value) -> Result<()> {
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let mut known: Vec<Value> =
        list(&bill["components"]).iter().map(|part| part["bom-ref"].clone()).collect();
    known.push(bill["metadata"]["component"]["bom-ref"].clone());
    for needs in list(&bill["dependencies"]) {
        for wanted in list(&needs["dependsOn"]).iter().chain([&needs["ref"]]) {
            if !known.contains(wanted) {
                bail!("{wanted} is needed and is not listed");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::whole;
    use serde_json::json;

    #[test]
    fn a_bill_that_needs_what_it_does_not_list_is_refused() {
        let bill = |needed: &str| {
            json!({
                "metadata": { "component": { "bom-ref": "a" } },
                "components": [{ "bom-ref": "b" }],
                "dependencies": [{ "ref": "a", "dependsOn": [needed] }],
            })
        };
        assert!(whole(&bill("b")).is_ok());
        assert!(whole(&bill("c")).is_err());
    }
}
