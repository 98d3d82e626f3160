//! Bills of materials against the schema of CycloneDX, by `cyclonedx-python-lib` of PyPI, which
//! brings the schema along.

use crate::python;
use crate::root::root;
use crate::run::run;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// Why nothing could be validated.
#[derive(Debug)]
pub struct Absent(String);

impl std::fmt::Display for Absent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Absent {}

/// Exits with 1 at the first bill that is not valid, and says why.
const VALIDATE: &str = "
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
for path in sys.argv[1:]:
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(path, encoding='utf-8').read())
    if fault:
        sys.exit(f'{path}: {fault}')
";

/// Fails with [`Absent`] where the validator cannot be had, or else where a bill is not valid.
pub fn validate(bills: &[PathBuf]) -> Result<()> {
    let requirements = root().join("tests/sbom/requirements.txt");
    let python = python::environment("cyclonedx-validator", &requirements)
        .map_err(|error| Absent(format!("{error:#}")))?;
    run(Command::new(python).args(["-c", VALIDATE]).args(bills))?;
    println!("{} bills of materials are valid CycloneDX 1.6", bills.len());
    Ok(())
}
