//! Measures the rows of the one table in Chromium.

use crate::chromium;
use crate::goals::{Figures, figure};
use crate::run::{cargo, run_seeing};
use crate::test::in_chromium;
use crate::tools::{Tools, WASM};
use anyhow::{Result, bail};

/// What stands before a figure.
const ANSWER: &str = "figure: ";

/// Whether wasm may compute several numbers at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simd {
    /// As the workers are built: every browser runs it.
    Without,
    /// With the instructions `simd128`.
    With,
}

/// Runs tests/wasm/speed.rs in Chromium, built as the worker is; the answer is its figures.
pub fn bench(simd: Simd) -> Result<Figures> {
    let with = if simd == Simd::With { ", with simd128" } else { "" };
    println!("\nmeasuring the rows of the table in wasm{with}");
    let (tools, programs) = (Tools::for_wasm_tests()?, chromium::find()?);
    let mut found = Vec::new();
    let target = ["--target", WASM, "--no-default-features", "--features", "browser"];
    let mut command = cargo(["test", "--release", "--test", "wasm-speed"]);
    if simd == Simd::With {
        // Apart, so that neither build throws the other's away.
        command.args(["--target-dir", "target/simd"]);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-C target-feature=+simd128");
    }
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
