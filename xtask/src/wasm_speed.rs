//! Measures how many system-years a second the simulation runs in Chromium.

use crate::chromium;
use crate::run::{cargo, run_seeing};
use crate::test::in_chromium;
use crate::tools::{Tools, WASM};
use anyhow::{Context, Result};

/// What the measurement prints before its figure.
const ANSWER: &str = "system-years a second: ";

/// Runs tests/wasm/speed.rs in Chromium, built as the worker is; the answer is its figure.
pub fn bench() -> Result<()> {
    println!("\nmeasuring the simulation in wasm");
    let (tools, programs) = (Tools::for_wasm_tests()?, chromium::find()?);
    let mut found = None;
    let target = ["--target", WASM, "--no-default-features", "--features", "browser"];
    let mut command = cargo(["test", "--release", "--test", "wasm-speed"]);
    in_chromium(command.args(target).args(["--", "--nocapture"]), &tools, &programs)?;
    run_seeing(&mut command, |line| {
        if let Some((_, figure)) = line.split_once(ANSWER) {
            found = Some(figure.trim().to_owned());
        }
    })?;
    println!(
        "\nnodes and database pair in series, Chromium: {} system-years a second",
        found.context("no figure")?
    );
    Ok(())
}
