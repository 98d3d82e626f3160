//! Measures the rows of the one table in Chromium.

use crate::chromium;
use crate::goals::{Figures, figure};
use crate::run::{cargo, run_seeing};
use crate::test::in_chromium;
use crate::tools::{Tools, WASM};
use anyhow::{Result, bail};

/// What stands before a figure.
const ANSWER: &str = "figure: ";

/// Runs tests/wasm/speed.rs in Chromium, built as the worker is; the answer is its figures.
pub fn bench() -> Result<Figures> {
    println!("\nmeasuring the rows of the table in wasm");
    let (tools, programs) = (Tools::for_wasm_tests()?, chromium::find()?);
    let mut found = Vec::new();
    let target = ["--target", WASM, "--no-default-features", "--features", "browser"];
    let mut command = cargo(["test", "--release", "--test", "wasm-speed"]);
    in_chromium(command.args(target).args(["--", "--nocapture"]), &tools, &programs)?;
    run_seeing(&mut command, |line| {
        if let Some((_, line)) = line.split_once(ANSWER) {
            found.push(figure(line.trim()));
        }
    })?;
    if found.is_empty() {
        bail!("it printed no figure");
    }
    found.into_iter().collect()
}
