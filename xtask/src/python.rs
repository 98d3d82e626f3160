//! Virtual environments of Python, for official validators that are written in it.

use crate::root::{shown, target};
use crate::run::run;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is asked of Python.
pub const NEEDED: &str = "Python 3.11 or 3.12 with venv and pip is needed";

/// The Python of a virtual environment below the target folder, which is made where it is missing
/// or of other versions than those in the file of requirements.
pub fn environment(name: &str, requirements: &Path) -> Result<PathBuf> {
    let wanted = std::fs::read_to_string(requirements).with_context(|| requirements.display().to_string())?;
    let folder = target().join(name);
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last, so that half an installation is none.
    let stamp = folder.join("installed.txt");
    if python.exists() && std::fs::read_to_string(&stamp).is_ok_and(|text| text == wanted) {
        return Ok(python);
    }
    let base = base_python()?;
    println!("installing {name} into {}, once; half a minute", shown(&folder));
    run(Command::new(base).args(["-m", "venv", "--clear"]).arg(&folder)).context(NEEDED)?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "-r"];
    run(Command::new(&python).args(pip).arg(requirements)).context(NEEDED)?;
    std::fs::write(&stamp, wanted).context("the virtual environment")?;
    Ok(python)
}

/// A Python that the pinned packages are made for.
fn base_python() -> Result<&'static str> {
    let version_of = |program: &str| {
        let version = "import sys; print('%d.%d' % sys.version_info[:2])";
        let answer = Command::new(program).args(["-c", version]).output().ok()?;
        Some(String::from_utf8_lossy(&answer.stdout).trim().to_owned())
    };
    let is_right = |version: &str| version == "3.11" || version == "3.12";
    let fits = |program: &&str| version_of(program).is_some_and(|version| is_right(&version));
    let found = ["python3", "python3.12", "python3.11"].into_iter().find(|program| fits(program));
    found.with_context(|| {
        let version = version_of("python3").unwrap_or_else(|| "not there".to_owned());
        format!("{NEEDED}; python3 is {version}")
    })
}
